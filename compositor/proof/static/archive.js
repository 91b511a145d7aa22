/**
 * Earlier issues: words looked for in the archive, each hit with its date, page, headline and a few
 * words round it; the page that it stands on, the line marked.
 *
 *     const panel = archivePanel(); panel.draw(host)
 *
 * What is found is text of old issues: it is put on the screen as text alone.
 */

import { api, archiveFile, archivePage } from "./api.js";
import { button, h, isComposing, redraw, say } from "./dom.js";
import { store } from "./store.js";
import { partName, t } from "./words.js";

const DPI = 110; // of a page that is looked at: type of 9 pt is 14 pixels high
const WAIT = 250; // ms without a key before it is looked for
const STEP = 20; // hits that are shown, and shown more at a time
const PARTS = ["", "headline", "byline", "body", "caption"];

/** A text with its marks; offsets count characters, not halves of them. */
function marked(text, marks) {
  const signs = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(signs.slice(at, from).join(""), h("mark", {}, signs.slice(from, to).join("")));
    at = to;
  }
  return [...parts, signs.slice(at).join("")];
}

const percent = (part, whole) => `${(100 * part) / whole}%`;

/** The page of a hit over all else. */
function open(hit) {
  const spot = h("div", { class: "spot" });
  const [x, y, width, height] = hit.rect;
  spot.style.left = percent(x, hit.width);
  spot.style.top = percent(y, hit.height);
  spot.style.width = percent(width, hit.width);
  spot.style.height = percent(height, hit.height);
  const image = h("img", {
    src: archivePage(hit.issue, hit.page, DPI), alt: t("archive_page_alt", hit), "data-test": "archive-page",
    width: Math.round((hit.width / 25.4) * DPI), height: Math.round((hit.height / 25.4) * DPI),
    onerror: () => image.replaceWith(h("p", { class: "error", role: "alert" }, t("archive_no_page"))),
  });
  const sheet = h("div", { class: "old-page", tabindex: 0, "data-test": "archive-sheet" }, h("div", { class: "paper" }, image, spot));
  const dialog = h("dialog", { class: "old", "data-test": "archive-dialog", "aria-label": t("archive_page_alt", hit), onclose: () => dialog.remove() },
    h("div", { class: "row head" },
      h("strong", {}, `${hit.date} ${t("page_n", hit)}`), h("span", { class: "grow" }, hit.headline),
      h("a", { href: archiveFile(hit.issue, hit.page), target: "_blank", rel: "noopener", "data-test": "archive-pdf" }, "PDF"),
      button(t("close"), () => dialog.close(), { "data-test": "archive-close" })),
    sheet);
  document.body.append(dialog);
  dialog.showModal();
  spot.scrollIntoView({ block: "center", inline: "center" });
}

export function archivePanel() {
  let host = null;
  let asked = { q: "", in: "", from: "", to: "" };
  let found = null;
  let failure = null; // {message, problems} of a refusal
  let count = 0; // of questions: only the answer to the last is shown
  let timer = 0;
  const frame = h("div", {});
  const list = h("div", {});

  async function ask(skip = 0) {
    clearTimeout(timer);
    count += 1;
    const mine = count;
    if (!asked.q.trim()) {
      found = failure = null;
      return show();
    }
    try {
      const answer = await api.archive({ ...asked, skip, limit: STEP });
      if (mine !== count) return undefined;
      found = skip && found ? { ...answer, hits: [...found.hits, ...answer.hits] } : answer;
      failure = null;
      say(found.total ? t("archive_found", found) : t("archive_nothing", found));
    } catch (error) {
      if (mine !== count) return undefined;
      found = null;
      failure = { message: error.message, problems: error.data?.problems ?? [] };
    }
    return show();
  }

  function change(name, value, wait = WAIT) {
    asked = { ...asked, [name]: value };
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  function look(word) {
    asked = { ...asked, q: word };
    form();
    ask();
  }

  /** The fields; drawn once for each language, so that no letter that is being composed is lost. */
  function form() {
    const field = (name, more) => h("input", { name, value: asked[name], "data-test": `archive-${name}`, ...more, oninput: (event) => change(name, event.target.value) });
    const words = field("q", { type: "search", placeholder: t("archive_words"), "aria-label": t("archive_words"), autocomplete: "off" });
    words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !isComposing(event)) ask();
    });
    const date = (name) => h("label", { class: "grow" }, h("span", { class: "dim" }, t(`archive_${name}`)),
      field(name, { type: "text", placeholder: "2009-06", inputmode: "numeric", pattern: "[0-9]{4}(-[0-9]{2}){0,2}" }));
    const where = h("select", { "data-test": "archive-in", onchange: (event) => change("in", event.target.value, 0) },
      PARTS.map((part) => h("option", { value: part }, t(`archive_in_${part || "any"}`))));
    where.value = asked.in;
    redraw(frame, words, h("div", { class: "row narrow" },
      h("label", { class: "grow" }, h("span", { class: "dim" }, t("archive_in")), where), date("from"), date("to")));
  }

  function item(hit) {
    const title = h("strong", { class: "sentence" }, marked(hit.headline, hit.marks));
    const where = t("archive_place", { part: partName(hit.part), column: hit.column, line: hit.line });
    const isHere = hit.issue.split("/").pop() === store.get().state?.issue;
    const inside = [
      h("span", { class: "row" }, h("span", {}, hit.date), h("span", {}, t("page_n", hit)), isHere && h("span", { class: "dim" }, t("archive_this"))),
      title,
      hit.part !== "headline" && h("span", { class: "sentence" }, marked(hit.excerpt, hit.excerpt_marks)),
      h("span", { class: "where" }, where, hit.byline && ` · ${hit.byline}`),
    ];
    const key = `hit ${hit.issue} ${hit.article}`;
    return h("li", { class: "hit", "data-test": "archive-hit", "data-issue": hit.issue, "data-article": hit.article },
      hit.has_pages ? h("button", { type: "button", class: "plain", "data-key": key, onclick: () => open(hit) }, inside) : inside);
  }

  function near() {
    if (!found.near.length) return null;
    return h("p", {}, t("archive_near"), " ", found.near.map((one) => [button(t("archive_count", one), () => look(one.word), { "data-test": "archive-near" }), " "]));
  }

  function show() {
    const { hits, total } = found ?? { hits: [], total: 0 };
    redraw(list,
      failure && h("div", { role: "alert", "data-test": "archive-failure" },
        failure.problems.length ? failure.problems.map((one) => [h("p", { class: "error" }, one.message), one.hint && h("p", { class: "hint" }, t("hint", one))])
          : h("p", { class: "error" }, failure.message)),
      !found && !failure && h("p", { class: "dim" }, t("archive_hint")),
      found && h("p", { class: "dim", "data-test": "archive-total" }, total ? t("archive_found", found) : t("archive_nothing", found)),
      found && !total && near(),
      hits.length > 0 && h("ol", { class: "items" }, hits.map(item)),
      hits.length < total && button(t("archive_more"), () => ask(hits.length), { "data-key": "more", "data-test": "archive-more" }));
  }

  let drawn = ""; // the language that the fields are in

  function draw(into = host) {
    const isNew = into !== host;
    host = into;
    if (!host?.isConnected) return;
    const { lang } = store.get();
    if (drawn !== lang) form();
    if (isNew) host.replaceChildren(frame, list);
    if (isNew || drawn !== lang) show();
    drawn = lang;
  }
  return { draw };
}
