/**
 * What is asked of the server, and what it tells (addresses: `compositor/proof/__init__.py`).
 *
 *     const state = await api.state()
 *     await api.savePart({article, part, base, text, goes_on}) // throws Refusal, 409 with theirs, mine
 *     const stop = listen({state, busy, review, lost})
 */

import { store } from "./store.js";

/** The server's no: its status, its sentence in the language of the desk, and what it adds. */
export class Refusal extends Error {
  constructor(status, data) {
    const isChinese = store.get().lang === "zh";
    super((isChinese && data.message_zh) || data.message || String(status));
    this.status = status;
    /** @type {any} */
    this.data = data;
  }
}

async function ask(path, parameters = {}, body) {
  const query = new URLSearchParams({ ...parameters, lang: store.get().lang });
  const asked = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Proof": "1" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(`${path}?${query}`, asked);
  } catch {
    throw new Refusal(0, { message: "the desk does not answer", message_zh: "校样台没有应答" });
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, data);
  return data;
}

const post = (path) => (body) => ask(path, {}, body ?? {});

export const api = {
  state: () => ask("/state"),
  page: (imprint) => ask(`/pages/${imprint}`),
  source: (file) => ask("/source", { file }),
  part: (article, part) => ask("/part", { article, part }),
  savePart: post("/part"),
  move: post("/move"),
  remake: post("/remake"),
  undo: post("/undo"),
  redo: post("/redo"),
  review: () => ask("/review"),
  act: post("/review"),
  proofs: () => ask("/proofs"),
  changes: (from, to) => ask("/changes", { from, to }),
  archive: (question) => ask("/archive", question),
};

/** Where a tile is. */
export const tileAddress = (imprint, plates, dpi, x, y) =>
  `/pages/${imprint}/${plates}/${dpi}/${x}-${y}.png`;

/** Where two proofs of a page, laid over each other, are. */
export const overlayAddress = ({ from, to }, page, dpi) =>
  `/changes/${from}/${to}/${page}/${dpi}.png`;

/** Where a page of an earlier issue is, as a picture. */
export const archivePage = (issue, page, dpi) =>
  `/archive/page.png?${new URLSearchParams({ issue, page, dpi })}`;

/** Where an earlier issue is, opened at a page. */
export const archiveFile = (issue, page) =>
  `/archive/pages.pdf?${new URLSearchParams({ issue })}#page=${page}`;

/**
 * Hear what the server tells, until the function that is returned is called. `id` counts what was
 * shown, so that what was missed is noticed.
 * @param {{state: (state: any, id: number) => void, busy: (id: number) => void,
 *          review: () => void, open: () => void, lost: () => void}} told
 */
export function listen(told) {
  const events = new EventSource(`/events?lang=${store.get().lang}`);
  events.onopen = told.open;
  events.onerror = told.lost;
  events.addEventListener("state", (event) => told.state(JSON.parse(event.data), Number(event.lastEventId)));
  events.addEventListener("busy", (event) => told.busy(Number(event.lastEventId)));
  events.addEventListener("review", told.review);
  return () => events.close();
}
