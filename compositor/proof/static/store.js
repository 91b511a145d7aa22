/**
 * The one store: everything the desk knows and shows, and who is told when a part of it changes.
 *
 *     store.get().page
 *     store.set({page: 2})                 // tells those who asked for `page`, at once, in order
 *     store.on(["page", "state"], turn)    // turn is called after each change of either, at once
 *     store.later(["state"], draw)         // draw is called once, when the pages have been served
 *
 * Some keys are remembered in this browser (REMEMBERED). What the server sends is kept as it came
 * (State, PageView, Review: `compositor/proof/__init__.py`).
 */

/**
 * @typedef {[number, number, number, number]} Rect  x, y, width, height in mm
 * @typedef {{page: number, rects: Rect[], kind: string, key: string}} Focus
 * @typedef {{page: number, rect: Rect, article?: string, part?: string, quote?: string}} Mark
 * @typedef {{article: string, page: number}} Chosen
 */

const MEMORY = "proof-desk";
const REMEMBERED = ["layers", "spread", "lang", "who", "panel", "letters", "pinned", "isLive"];

const first = {
  /** State of the server, or null before the first. */ state: null,
  /** Whether composing takes long enough to be noticed. */ busy: false,
  /** Whether the server does not answer. */ isLost: false,
  /** Review of the server. */ review: null,
  page: 1,
  spread: false,
  /** PageViews by page number: the latest that is known. */ views: new Map(),
  /** Overlays that are on, by name. */ layers: { comments: true },
  plates: "all",
  /** "text", "module" or "mark": what a click on the page does. */ tool: "text",
  panel: "problems",
  isPanelOpen: !matchMedia("(max-width: 899px)").matches,
  /** @type {Focus | null} the place that is pointed out */ focus: null,
  /** @type {Chosen | null} the module that keys move */ chosen: null,
  /** @type {Mark | null} what a comment is being written about */ mark: null,
  /** @type {{from: number, to: number} | null} proofs laid over each other */ compare: null,
  /** Articles whose modules stay where they are, by issue. */ pinned: {},
  lang: document.documentElement.lang.startsWith("en") ? "en" : "zh",
  who: "",
  /** Whether words are saved while they are typed. */ isLive: true,
  /** Whether single letters are commands. */ letters: true,
  /** CSS pixels to a mm; told after each zoom. */ scale: 1,
  /** Number of the proof all of whose tiles are on screen. */ shown: 0,
};

/** @template T @param {T} initial */
function makeStore(initial) {
  let now = { ...initial, ...recall() };
  const listeners = [];
  return {
    /** @returns {T} */
    get: () => now,
    /** @param {Partial<T>} patch */
    set(patch) {
      const keys = Object.keys(patch).filter((key) => !Object.is(now[key], patch[key]));
      if (!keys.length) return;
      now = { ...now, ...patch };
      if (keys.some((key) => REMEMBERED.includes(key))) remember(now);
      for (const one of listeners) if (keys.some((key) => one.keys.includes(key))) one.tell(now);
    },
    on(keys, tell) {
      listeners.push({ keys, tell });
    },
    later(keys, tell) {
      let isDue = false;
      const run = () => {
        isDue = false;
        tell(now);
      };
      const wait = () => {
        if (!isDue) setTimeout(run);
        isDue = true;
      };
      listeners.push({ keys, tell: wait });
    },
  };
}

function recall() {
  try {
    const found = JSON.parse(localStorage.getItem(MEMORY) ?? "{}");
    return Object.fromEntries(REMEMBERED.filter((key) => key in found).map((key) => [key, found[key]]));
  } catch {
    return {}; // a browser that keeps nothing
  }
}

function remember(now) {
  try {
    const kept = Object.fromEntries(REMEMBERED.map((key) => [key, now[key]]));
    localStorage.setItem(MEMORY, JSON.stringify(kept));
  } catch {
    // a browser that keeps nothing
  }
}

export const store = makeStore(first);

/** The pages that are shown together: one, or the spread it is on. */
export function pagesShown({ state, page, spread } = store.get()) {
  if (!state) return [];
  const numbers = (spread && state.spreads.find((one) => one.includes(page))) || [page];
  return numbers.map((n) => state.pages.find((one) => one.page === n)).filter(Boolean);
}

/** The articles whose modules are pinned in this issue. @returns {string[]} */
export function pinned({ state, pinned: all } = store.get()) {
  return (state && all[state.issue]) || [];
}

/** Keep a module where it is when its page is made again, or let it go. */
export function setPinned(article, isPinned) {
  const { state, pinned: all } = store.get();
  const others = pinned().filter((one) => one !== article);
  store.set({ pinned: { ...all, [state.issue]: isPinned ? [...others, article] : others } });
}
