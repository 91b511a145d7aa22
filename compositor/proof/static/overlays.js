/**
 * What lies over a page: grid, frames, line numbers, figures, colours; drawn in mm, so crisp at any
 * magnification.
 *
 *     const over = makeOverlay(number)          // over.element goes over the tiles
 *     over.resize(info), over.scale(scale)
 *     over.draw(view)                           // another PageView
 *     over.flash(rects)
 *     over.layer("ghost", shapes)               // something passing, by whoever shows it
 *
 * Hundreds of lines are one path a colour: no element a line. Names and figures keep their size on
 * screen (`--u` is a CSS pixel in mm); line numbers grow with the page.
 */

import { s } from "./dom.js";
import { store } from "./store.js";
import { t } from "./words.js";

/** Overlays, in the order of their switches, and the key of each. */
export const LAYERS = [
  ["grid", "g"], ["frames", "f"], ["numbers", "l"], ["article", "a"], ["overset", "o"],
  ["stretch", "t"], ["ppi", "r"], ["problems", "b"], ["comments", "d"],
];
const PT = 25.4 / 72;
const EVERY = 5; // lines between two numbers, as on 版样纸
const FLASH = 2400; // ms, as the CSS has it

/**
 * Steps of stretch in em, from blue over nothing to orange: told apart by all kinds of colour sight
 * (after ColorBrewer's PuOr), and by being darker the farther from nothing.
 */
export const STRETCH = [
  [-Infinity, -0.06, "#2d4f8f"], [-0.06, -0.025, "#7fa3d1"], [-0.025, 0.025, ""],
  [0.025, 0.08, "#f3c27a"], [0.08, 0.16, "#e08214"], [0.16, Infinity, "#8f3b00"],
];

const box = ([x, y, w, h]) => `M${x} ${y}h${w}v${h}h${-w}z`;
const boxes = (rects) => rects.map(box).join("");
const label = (x, y, text, kind = "tag") => s("text", { x, y, class: kind }, text);

/** The rectangle of a line of type. */
export function lineRect({ x, y, measure, size, vertical }) {
  const height = size * PT;
  return vertical ? [x, y, height, measure] : [x, y - 0.88 * height, measure, height];
}

const bodyLines = (view) => view.frames.filter((frame) => frame.kind === "text").flatMap((frame) => frame.lines);

const DRAWN = {
  grid({ grid, width }) {
    const { columns, lines, top, leading, first_baseline: first } = grid;
    const strips = columns.map(([x, w]) => [x, top, w, lines * leading]);
    const [left] = columns[0] ?? [0];
    const right = columns.length ? columns.at(-1)[0] + columns.at(-1)[1] : width;
    const rows = (every) => Array.from({ length: lines }, (_, n) => n)
      .filter((n) => ((n + 1) % 10 === 0) === every)
      .map((n) => `M${left} ${first + n * leading}H${right}`).join("");
    const names = columns.map(([x, w], n) => label(x + w / 2, top - 1, n + 1, "tag mid"));
    const tens = Array.from({ length: Math.floor(lines / 10) }, (_, n) =>
      label(left - 1, first + (10 * n + 9) * leading, 10 * (n + 1), "tag end"));
    return [
      s("path", { class: "column", d: boxes(strips) }), s("path", { class: "base", d: rows(false) }),
      s("path", { class: "base ten", d: rows(true) }), names, tens,
    ];
  },
  frames({ frames }) {
    const told = frames.filter((frame) => frame.article);
    const middle = ({ rect: [x, y, w, h] }) => [x + Math.min(w / 2, 8), y + Math.min(h / 2, 6)];
    const ways = new Map();
    for (const frame of told) ways.set(frame.article, [...(ways.get(frame.article) ?? []), middle(frame)]);
    const way = [...ways.values()].map((places) => `M${places.map((place) => place.join(" ")).join("L")}`).join("");
    const numbers = told.map((frame, n) => {
      const [x, y] = middle(frame);
      return label(x, y, n + 1, "order mid");
    });
    return [
      s("path", { class: "frame", d: boxes(told.map((frame) => frame.rect)) }),
      s("path", { class: "way", d: way }), numbers,
    ];
  },
  numbers(view) {
    return bodyLines(view).filter((line) => line.number && line.number % EVERY === 0)
      .map((line) => label(line.x - (line.vertical ? 0 : 0.6), line.y - (line.vertical ? 0.6 : 0), line.number, "number end"));
  },
  article({ modules }) {
    return [
      s("path", { class: "module", d: boxes(modules.map((one) => one.rect)) }),
      modules.map((one) => label(one.rect[0], one.rect[1] - 0.4, t("article_tag", one))),
    ];
  },
  overset({ modules }) {
    const told = modules.filter((one) => one.overset || one.slack > 0);
    return told.map((one) => {
      const [x, y, w, h] = one.rect;
      const kind = one.overset ? "over" : "hole";
      const words = one.overset ? t("overset_tag", one.overset) : t("hole_tag", { lines: one.slack });
      return [s("path", { class: kind, d: box(one.rect) }), label(x + w, y + h, words, `tag end ${kind}`)];
    });
  },
  stretch(view) {
    const lines = view.frames.flatMap((frame) => frame.lines).filter((line) => line.stretch);
    return STRETCH.filter(([, , colour]) => colour).map(([least, most, colour]) => {
      const some = lines.filter((line) => line.stretch > least && line.stretch <= most);
      return s("path", { class: "stretched", fill: colour, d: boxes(some.map(lineRect)) });
    });
  },
  ppi({ pictures }) {
    return pictures.map((one) => {
      const [x, y, , h] = one.rect;
      const isCoarse = one.is_missing || (one.ppi ?? Infinity) < one.wanted;
      const words = one.is_missing || !one.ppi ? t("missing") : `${Math.round(one.ppi)} / ${one.wanted} ppi ${isCoarse ? "!" : "✓"}`;
      const kind = isCoarse ? "over" : "fine";
      return [s("path", { class: kind, d: box(one.rect) }), label(x + 1, y + h - 1, words, `tag ${kind}`)];
    });
  },
  problems({ page }) {
    const { state } = store.get();
    const here = state.problems.filter((one) => one.page === page && one.rects.length);
    return ["note", "warning", "error"].map((severity) => s("path", {
      class: `problem ${severity}`,
      d: boxes(here.filter((one) => one.severity === severity).flatMap((one) => one.rects)),
    }));
  },
  comments({ page }) {
    const here = (store.get().review?.comments ?? []).filter((one) => one.page === page && one.rect && !one.is_resolved);
    return here.map((one, n) => {
      const [x, y, w] = one.rect;
      return [s("path", { class: "comment", d: box(one.rect) }), label(x + w, y, `✎${n + 1}`, "tag mark")];
    });
  },
};
/** What an overlay shows besides the page itself: drawn again when that is another. */
const ALSO = { problems: "state", comments: "review" };

/** The overlays of one page. */
export function makeOverlay() {
  const element = s("svg", { class: "over", "aria-hidden": "true", preserveAspectRatio: "none" });
  const groups = new Map(); // name → group, drawn
  let view = null;

  function show() {
    const { layers } = store.get();
    for (const [name] of LAYERS) {
      const group = groups.get(name);
      if (layers[name] && !group && view) {
        groups.set(name, s("g", { class: `layer-${name}`, "data-layer": name }, DRAWN[name](view)));
        element.append(groups.get(name));
      } else if (group) group.setAttribute("display", layers[name] ? "inline" : "none");
    }
  }

  function forget(name) {
    groups.get(name)?.remove();
    groups.delete(name);
  }

  function layer(name, ...shapes) {
    forget(`passing ${name}`);
    const some = shapes.flat(Infinity).filter(Boolean);
    if (!some.length) return;
    const group = s("g", { class: `passing-${name}` }, some);
    groups.set(`passing ${name}`, group);
    element.append(group);
  }

  function flash(rects) {
    const old = element.querySelector(".flash");
    old?.remove();
    const path = s("path", { class: "flash", d: boxes(rects) });
    element.append(path);
    setTimeout(() => path.remove(), FLASH);
  }

  store.on(["layers"], show);
  store.later(["state", "review", "lang"], (now) => {
    if (now.lang !== element.dataset.lang) for (const [name] of LAYERS) forget(name);
    element.dataset.lang = now.lang;
    for (const [name, key] of Object.entries(ALSO)) if (now[key] !== groups.get(name)?.drawnOf) forget(name);
    show();
    for (const [name, key] of Object.entries(ALSO)) if (groups.has(name)) groups.get(name).drawnOf = now[key];
  });

  return {
    element, flash, layer, boxes,
    /** The page's size: the drawing's own measure is mm from the trim's corner. */
    resize: ({ width, height, bleed }) =>
      element.setAttribute("viewBox", `${-bleed} ${-bleed} ${width + 2 * bleed} ${height + 2 * bleed}`),
    scale: (scale) => element.style.setProperty("--u", String(1 / scale)),
    draw(page) {
      view = page;
      for (const [name] of LAYERS) forget(name);
      show();
    },
  };
}

/** A shape for `layer`: rectangles of a kind, with a name beside the first. */
export function outline(rects, kind, name) {
  const [x, y] = rects[0] ?? [0, 0];
  return [s("path", { class: kind, d: boxes(rects) }), name && label(x, y - 0.6, name, `tag ${kind}`)];
}
