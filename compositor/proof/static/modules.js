/**
 * Modules moved and resized on the grid, by hand or by keys; pages made again; undo.
 *
 *     const modules = makeModules(view, take)
 *     view.tools.module                 drag a module, or an edge or corner of it
 *     modules.key(event)                arrows move the chosen module, with Shift resize it
 *     modules.remake(page), modules.undo(), modules.redo()
 *
 * What is dragged is a ghost on columns and lines; the server moves the module, and says what it
 * thinks of it.
 */

import { api } from "./api.js";
import { say } from "./dom.js";
import { moduleAt } from "./hits.js";
import { outline } from "./overlays.js";
import { pinned, store } from "./store.js";
import { placeName, t } from "./words.js";

const NEAR = 7; // pixels from an edge that still take hold of it
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The rectangle of a place on the grid, in mm. */
function rectOf({ columns, top, leading }, at) {
  const [x] = columns[at.column - 1];
  const [last, width] = columns[at.column + at.columns - 2];
  return [x, top + (at.line - 1) * leading, last + width - x, at.lines * leading];
}

const within = (value, least, most) => Math.max(least, Math.min(most, value));

/** A place moved or resized by columns and lines, kept on the grid. */
function shifted(grid, at, edges, dc, dl) {
  let { column, line, columns, lines } = at;
  const [allColumns, allLines] = [grid.columns.length, grid.lines];
  if (!edges) {
    column = within(column + dc, 1, allColumns - columns + 1);
    line = within(line + dl, 1, allLines - lines + 1);
    return { column, line, columns, lines };
  }
  if (edges.includes("e")) columns = within(columns + dc, 1, allColumns - column + 1);
  if (edges.includes("s")) lines = within(lines + dl, 1, allLines - line + 1);
  if (edges.includes("w")) {
    const to = within(column + dc, 1, column + columns - 1);
    columns += column - to;
    column = to;
  }
  if (edges.includes("n")) {
    const to = within(line + dl, 1, line + lines - 1);
    lines += line - to;
    line = to;
  }
  return { column, line, columns, lines };
}

export function makeModules(view, take) {
  let ghost = null; // {page, module, grid, at}

  const moduleOf = ({ page, article }) => store.get().views.get(page)?.modules.find((one) => one.article === article);

  function draw() {
    const { tool, chosen, state, views } = store.get();
    for (const { page } of state?.pages ?? []) {
      const look = views.get(page);
      const isOn = tool === "module" && look;
      const over = view.over(page);
      over.layer("modules", isOn ? look.modules.map((one) => outline([one.rect],
        pinned().includes(one.article) ? "module pinned" : "module", pinned().includes(one.article) && "●")) : []);
      const one = isOn && chosen?.page === page && moduleOf(chosen);
      over.layer("chosen", one ? outline([one.rect], "chosen") : []);
      over.layer("ghost", ghost?.page === page ? outline([rectOf(ghost.grid, ghost.at)], "ghost", placeName(ghost.at)) : []);
    }
  }
  store.on(["tool", "chosen", "views", "pinned"], draw);

  /** Which edges of a module are under a point: "", "n", "se" … */
  function edgesAt(at, { rect: [x, y, w, h] }) {
    const air = NEAR / store.get().scale;
    const is = (distance) => Math.abs(distance) < Math.min(air, w / 4, h / 4);
    return (is(at.y - y) ? "n" : is(at.y - y - h) ? "s" : "") + (is(at.x - x) ? "w" : is(at.x - x - w) ? "e" : "");
  }

  function down(at) {
    const module = moduleAt(at.view, at.x, at.y);
    if (!module) return null;
    const { grid } = at.view;
    const edges = edgesAt(at, module);
    const pitch = grid.columns.length > 1 ? grid.columns[1][0] - grid.columns[0][0] : grid.columns[0][1];
    store.set({ chosen: { page: at.page, article: module.article } });
    return {
      move(to) {
        if (!to || to.page !== at.page) return;
        const [dc, dl] = [Math.round((to.x - at.x) / pitch), Math.round((to.y - at.y) / grid.leading)];
        ghost = { page: at.page, module, grid, at: shifted(grid, module.at, edges, dc, dl) };
        draw();
      },
      up: commit,
      cancel,
    };
  }

  function cancel() {
    ghost = null;
    draw();
  }

  async function commit() {
    if (!ghost) return;
    const { page, module, at } = ghost;
    const isSame = Object.keys(at).every((key) => at[key] === module.at[key]);
    if (!isSame) {
      await done(() => api.move({ page, article: module.article, at, from: module.at }), "moving", t("moved", module));
    }
    cancel();
  }

  /** Have the server do something, say what it is, and take what comes of it. */
  async function done(act, saying, said) {
    store.set({ busy: true });
    say(t(saying));
    try {
      take(await act());
      say(said);
    } catch (error) {
      const problem = error.data?.problems?.[0];
      fail(problem ? `${error.message}: ${problem.message}` : error.message);
    } finally {
      store.set({ busy: false });
    }
  }

  function fail(words) {
    say(words);
    document.dispatchEvent(new CustomEvent("desk-failed", { detail: words }));
  }

  function choose(place) {
    store.set({ tool: "module", chosen: place });
    const module = moduleOf(place);
    if (!module) return;
    view.reveal(place.page, [module.rect]);
    say(t("chosen", { article: module.article, place: placeName(module.at) }));
    view.host.focus({ preventScroll: true });
  }

  /** A key for the chosen module; true if it was one. */
  function key(event) {
    const { tool, chosen, views } = store.get();
    const module = tool === "module" && chosen && moduleOf(chosen);
    if (!module) return false;
    if (event.key in KEYS && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const { grid } = views.get(chosen.page);
      const at = ghost?.module === module ? ghost.at : module.at;
      ghost = { page: chosen.page, module, grid, at: shifted(grid, at, event.shiftKey ? "se" : "", ...KEYS[event.key]) };
      draw();
      say(placeName(ghost.at));
    } else if (event.key === "Enter" && ghost) commit();
    else if (event.key === "Escape" && (ghost || chosen)) {
      if (!ghost) store.set({ chosen: null });
      cancel();
    } else return false;
    return true;
  }

  /** The next module of the page, or the one before. */
  function walk(step) {
    const { page, views, chosen } = store.get();
    const some = views.get(page)?.modules ?? [];
    if (!some.length) return;
    const now = some.findIndex((one) => chosen?.page === page && one.article === chosen.article);
    const { article } = some[(now + step + some.length) % some.length] ?? some[0];
    choose({ page, article });
  }

  view.tools.module = {
    down,
    hover(at) {
      const module = at?.view && moduleAt(at.view, at.x, at.y);
      view.host.dataset.edge = module ? edgesAt(at, module) || "all" : "";
    },
    click(at) {
      const module = moduleAt(at.view, at.x, at.y);
      if (module) choose({ page: at.page, article: module.article });
    },
  };

  return {
    key, choose, walk, fail,
    remake: (page) => done(() => api.remake({ page, pinned: pinned() }), "remaking", t("remade")),
    undo: () => done(api.undo, "composing", t("undone")),
    redo: () => done(api.redo, "composing", t("redone")),
  };
}
