/**
 * The proof desk: the parts put together, what the server tells taken in, keys given to whom they
 * concern.
 *
 * What comes in goes first to the pages and is seen at once; lists and figures follow (`later`). Begin with `store` (what is known), then `view` and `tiles` (what is seen).
 */

import { api, listen } from "./api.js";
import { archivePanel } from "./archive.js";
import { articlesPanel } from "./articles.js";
import { makeBar, PLATES, setLayer, TOOLS, turnBy } from "./bar.js";
import { comparePanel } from "./compare.js";
import { isComposing, isTyping, say } from "./dom.js";
import { makeEditor } from "./editor.js";
import { makeModules } from "./modules.js";
import { LAYERS, makeOverlay, outline } from "./overlays.js";
import { problemsPanel } from "./problems.js";
import { reviewPanel } from "./review.js";
import { pagesShown, store } from "./store.js";
import { makeView } from "./view.js";
import { partName } from "./words.js";

const view = makeView(document.getElementById("stage"), makeOverlay);
const editor = makeEditor(view, take);
const modules = makeModules(view, take);
const problems = problemsPanel(view);
const review = reviewPanel(view);
const compare = comparePanel(view);
const panels = { problems, articles: articlesPanel({ editor, modules }), review, compare, archive: archivePanel() };
const bar = makeBar({ view, modules, panels });

// ------------------------------------------------------------------- what the server tells

const SETTLED = 600; // ms after a new proof until the review is asked for anew
let seen = 0; // the latest of what was shown that we know of
let isFresh = true; // the next state is taken whatever its version: the server may be another

/** A new State: tiles are asked for at once. */
function take(state) {
  const { state: known, page: current } = store.get();
  if (known && !isFresh && state.version <= known.version) return;
  const isNext = !isFresh && state.version === seen + 1;
  isFresh = false;
  seen = state.version;
  const numbers = state.pages.map((one) => one.page);
  const page = numbers.includes(current) || !numbers.length ? current : numbers[0];
  store.set({ state, page, busy: false });
  view.take(state, isNext);
}

/** Comments and signatures, held against the proof that is shown; none before there is one. */
function askReview() {
  api.review().then((data) => store.set({ review: data }), () => {});
}
let asking = 0;
store.on(["shown"], () => {
  clearTimeout(asking);
  asking = setTimeout(askReview, store.get().review ? SETTLED : 0);
});

let stop = () => {};
function connect() {
  stop();
  isFresh = true;
  stop = listen({
    state: take,
    busy(id) {
      if (id > seen) seen = id;
      store.set({ busy: true });
    },
    review: askReview,
    open() {
      isFresh = true;
      store.set({ isLost: false });
    },
    lost: () => store.set({ isLost: true }),
  });
}
store.on(["lang"], connect);
connect();

// ------------------------------------------------------------------ the insides of the pages

const asked = new Set(); // imprints that are on their way

/** PageViews of the pages that are shown: after their tiles, which nobody should wait for. */
async function look() {
  for (const info of pagesShown()) {
    const known = store.get().views.get(info.page);
    if (known?.imprint === info.imprint || asked.has(info.imprint)) continue;
    asked.add(info.imprint);
    try {
      const found = await api.page(info.imprint);
      const now = store.get().state.pages.find((one) => one.page === info.page);
      if (now?.imprint !== found.imprint) continue;
      view.over(info.page).draw(found);
      store.set({ views: new Map(store.get().views).set(info.page, found) });
    } catch {
      // another proof has come meanwhile; its own view is asked for with it
    } finally {
      asked.delete(info.imprint);
    }
  }
}
store.on(["shown", "page", "spread"], () => setTimeout(look));
store.on(["state"], () => setTimeout(look, 400)); // where tiles are long in coming, or the same

/** The place that is pointed out. */
store.on(["focus", "views"], ({ focus, state }) => {
  for (const { page } of state?.pages ?? []) {
    view.over(page).layer("focus", focus?.page === page ? outline(focus.rects, `focus ${focus.kind}`) : []);
  }
});

// --------------------------------------------------------------------------------- keys

/** The next part of the page that can be edited, or the one before; Enter opens it. */
function walk(step) {
  const { tool, page, views, focus } = store.get();
  if (tool === "module") return modules.walk(step);
  const parts = views.get(page)?.parts ?? [];
  if (!parts.length) return undefined;
  const key = (one) => `${one.article}/${one.part}`;
  const now = parts.findIndex((one) => focus?.kind === "part" && focus.page === page && key(one) === focus.key);
  const next = parts[now < 0 ? (step > 0 ? 0 : parts.length - 1) : (now + step + parts.length) % parts.length];
  store.set({ focus: { page, rects: next.rects, kind: "part", key: key(next) } });
  view.reveal(page, next.rects);
  return say(`${next.article} ${partName(next.part)}`);
}

function openFocus() {
  const { focus, views } = store.get();
  const part = focus?.kind === "part" && views.get(focus.page)?.parts.find((one) => `${one.article}/${one.part}` === focus.key);
  if (part) editor.open({ ...part, page: focus.page });
}

function cyclePlates() {
  const { plates } = store.get();
  store.set({ plates: PLATES[(PLATES.indexOf(plates) + 1) % PLATES.length] });
}

const endPage = (at) => store.set({ page: store.get().state?.pages.at(at)?.page ?? 1 });

/** Keys wherever the focus is, but in a field. */
const KEYS = {
  PageDown: () => turnBy(1), PageUp: () => turnBy(-1), Home: () => endPage(0), End: () => endPage(-1),
  "?": bar.help,
};
/** Single letters and signs, which can be switched off. */
const LETTERS = {
  "+": () => view.zoom(1.25), "=": () => view.zoom(1.25), "-": () => view.zoom(1 / 1.25),
  0: () => view.fit(), 1: () => view.at100(), w: () => view.fitWidth(),
  s: () => store.set({ spread: !store.get().spread }),
  j: () => walk(1), k: () => walk(-1), n: () => problems.step(1), N: () => problems.step(-1), p: cyclePlates,
  "\\": () => store.set({ isPanelOpen: !store.get().isPanelOpen }),
  ...Object.fromEntries(TOOLS.map(([name, key]) => [key, () => store.set({ tool: name, chosen: null })])),
  ...Object.fromEntries(LAYERS.map(([name, key]) => [key, () => setLayer(name)])),
};
/** Keys while the pages have the focus. */
const ON_PAGES = {
  ArrowLeft: () => view.nudge(-1, 0), ArrowRight: () => view.nudge(1, 0),
  ArrowUp: () => view.nudge(0, -1), ArrowDown: () => view.nudge(0, 1), Enter: openFocus,
};

addEventListener("keydown", (event) => {
  if (isComposing(event) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (isTyping(event.target)) return;
  const isCommand = event.ctrlKey || event.metaKey;
  let act = null;
  if (isCommand && event.key.toLowerCase() === "z") act = event.shiftKey ? modules.redo : modules.undo;
  else if (isCommand && event.key.toLowerCase() === "y") act = modules.redo;
  else if (isCommand || event.altKey) return;
  else if (event.target === view.host && modules.key(event)) act = () => {};
  else if (event.key === "Escape") act = () => (editor.isOpen() ? editor.close() : store.set({ focus: null, mark: null }));
  else if (event.target === view.host || event.target === document.body) act = ON_PAGES[event.key];
  act ??= KEYS[event.key] ?? (store.get().letters ? LETTERS[event.key] ?? LETTERS[event.key.toLowerCase()] : null);
  if (!act) return;
  event.preventDefault();
  act();
});
