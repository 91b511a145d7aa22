/**
 * What stands around the pages: the bar above, thumbnails, the overlays' switches, the panel with
 * its tabs, the banner of what is wrong, the list of keys.
 *
 *     makeBar({view, modules, panels})
 */

import { tileAddress } from "./api.js";
import { button, clock, h, redraw } from "./dom.js";
import { LAYERS, STRETCH } from "./overlays.js";
import { pagesShown, store } from "./store.js";
import { CSS_MM } from "./view.js";
import { t } from "./words.js";

export const TOOLS = [["text", "v"], ["module", "m"], ["mark", "c"]];
export const PLATES = ["all", "c", "m", "y", "k"];
const PANELS = ["problems", "articles", "review", "compare", "archive"];
const THUMB = 24; // dpi of a thumbnail
const id = (name) => document.getElementById(name);

/** Turn pages: by one, or by a spread. */
export function turnBy(step) {
  const { state, page, spread } = store.get();
  if (!state?.pages.length) return;
  const turns = spread ? state.spreads : state.pages.map((one) => [one.page]);
  const now = turns.findIndex((one) => one.includes(page));
  const next = turns[Math.max(0, Math.min(turns.length - 1, now + step))];
  if (next && !next.includes(page)) store.set({ page: next[0] });
}

export function setLayer(name, isOn = !store.get().layers[name]) {
  store.set({ layers: { ...store.get().layers, [name]: isOn } });
}

export function makeBar({ view, modules, panels }) {
  const draw = { bar, thumbs, layers, panel, banner };

  function bar() {
    const { state, page, spread, tool, lang } = store.get();
    document.title = `${state?.title ? `${state.title} · ` : ""}${t("desk")}`;
    const n = state?.pages.length ?? 0;
    const nth = (state?.pages.findIndex((one) => one.page === page) ?? 0) + 1;
    const act = (key, onclick, label, more = {}) => button(label, onclick, { "data-key": key, "data-test": key, ...more });
    redraw(id("bar"),
      h("div", { class: "title" }, h("h1", {}, state?.title || t("desk")),
        state?.number > 0 && h("span", { class: "dim", "data-test": "proof-number" }, t("issue_head", { number: state.number, time: clock(state.time) }))),
      h("div", { class: "group", role: "group", "aria-label": t("pages") },
        act("previous", () => turnBy(-1), "‹", { "aria-label": t("previous"), title: `${t("previous")} PageUp` }),
        h("span", { class: "count", "data-test": "page-count" }, `${nth} / ${n}`),
        act("next", () => turnBy(1), "›", { "aria-label": t("next"), title: `${t("next")} PageDown` }),
        act("spread", () => store.set({ spread: !spread }), t("spread"), { pressed: spread, title: "S" })),
      h("div", { class: "group hands", role: "group", "aria-label": t("zoom") },
        act("zoom-out", () => view.zoom(1 / 1.25), "–", { "aria-label": t("zoom_out"), title: `${t("zoom_out")} −` }),
        h("span", { class: "count", id: "percent", "data-test": "percent" }, percent()),
        act("zoom-in", () => view.zoom(1.25), "+", { "aria-label": t("zoom_in"), title: `${t("zoom_in")} +` }),
        act("fit", () => view.fit(), t("fit"), { title: "0" })),
      h("div", { class: "group", role: "group", "aria-label": t("tools") },
        TOOLS.map(([name, key]) => act(`tool-${name}`, () => store.set({ tool: name, chosen: null }), t(`tool_${name}`),
          { pressed: tool === name, title: key.toUpperCase() }))),
      h("div", { class: "group" },
        act("undo", modules.undo, t("undo"), { disabled: !state?.undo, title: state?.undo ?? "Ctrl+Z" }),
        act("redo", modules.redo, t("redo"), { disabled: !state?.redo, title: state?.redo ?? "Ctrl+Shift+Z" })),
      h("div", { class: "group end" },
        act("language", () => store.set({ lang: lang === "zh" ? "en" : "zh" }), t("language"), { lang: lang === "zh" ? "en" : "zh-Hans" }),
        act("help", help, t("help"), { title: "?" })));
  }

  const percent = () => `${Math.round((store.get().scale / CSS_MM) * 100)}%`;

  // --- thumbnails --------------------------------------------------------------------------

  const pictures = new Map(); // page → picture, with the imprint that it shows
  const buttons = new Map();

  function thumbs() {
    const { state } = store.get();
    id("thumbs").setAttribute("aria-label", t("pages"));
    if (!state) return;
    const shown = pagesShown().map((one) => one.page);
    const count = (page) => state.problems.filter((one) => one.page === page && one.severity !== "note").length;
    redraw(id("thumbs"), h("ol", {}, state.pages.map((info) => {
      const n = count(info.page);
      const badge = n > 0 && h("span", { class: "badge", "data-test": "badge" }, n, h("span", { class: "unseen" }, ` ${t("problems_badge", { n })}`));
      const one = h("button", {
        type: "button", "data-key": `thumb ${info.page}`, "data-test": `thumb-${info.page}`,
        "aria-current": shown.includes(info.page) ? "page" : false, onclick: () => store.set({ page: info.page }),
      }, pictureOf(info), h("span", { class: "name" }, `${info.page} ${info.title}`), badge);
      buttons.set(info.page, one);
      return h("li", {}, one);
    })));
    const current = buttons.get(store.get().page);
    current?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }

  function pictureOf(info) {
    let image = pictures.get(info.page);
    if (!image) {
      image = h("img", { alt: "", width: 96, height: Math.round((96 * info.height) / info.width), draggable: "false" });
      pictures.set(info.page, image);
    }
    return image;
  }

  /** Thumbnails come last: only once the pages themselves are there. */
  async function thumbPictures() {
    const { state } = store.get();
    for (const info of state?.pages ?? []) {
      const url = tileAddress(info.imprint, "all", THUMB, 0, 0);
      const image = pictures.get(info.page);
      if (!image || image.dataset.url === url) continue;
      image.dataset.url = url;
      const next = new Image();
      next.src = url;
      await next.decode().then(() => (image.src = url), () => delete image.dataset.url);
    }
  }

  // --- overlays ----------------------------------------------------------------------------

  function layers() {
    const { layers: on, plates } = store.get();
    const foot = id("layers");
    foot.setAttribute("aria-label", t("overlays"));
    redraw(foot,
      h("div", { class: "group", role: "group", "aria-label": t("overlays") }, LAYERS.map(([name, key]) =>
        button([t(name === "problems" ? "problems_layer" : name), h("kbd", { "aria-hidden": "true" }, key.toUpperCase())],
          () => setLayer(name), { pressed: on[name], "data-key": `layer ${name}`, "data-test": `layer-${name}` }))),
      h("div", { class: "group", role: "group", "aria-label": t("plates") }, PLATES.map((name) =>
        button(t(`plate_${name}`), () => store.set({ plates: name }), { pressed: plates === name, "data-key": `plate ${name}`, "data-test": `plate-${name}` }))),
      on.stretch && h("div", { class: "legend", "data-test": "legend", role: "img", "aria-label": t("legend"), title: t("legend") },
        h("span", {}, t("tight")), STRETCH.map(([least, most, colour]) => {
          const words = [least, most].map((em) => (Number.isFinite(em) ? String(Math.round(em * 1000)) : "")).join("…");
          const swatch = h("span", { class: "swatch" }, words);
          swatch.style.borderColor = colour || "#fff";
          return swatch;
        }), h("span", {}, t("loose"))));
  }

  // --- panel -------------------------------------------------------------------------------

  function panel() {
    const { panel: name, isPanelOpen, state, review } = store.get();
    const aside = id("panel");
    aside.setAttribute("aria-label", t("panel"));
    document.body.classList.toggle("has-panel", isPanelOpen);
    const counts = { problems: state?.problems.length, review: review?.comments.filter((one) => !one.is_resolved).length };
    const tab = (one) => h("button", {
      type: "button", role: "tab", id: `tab-${one}`, "aria-selected": String(one === name && isPanelOpen), "aria-controls": "panel-body",
      tabindex: one === name ? 0 : -1, "data-key": `tab ${one}`, "data-test": `tab-${one}`,
      onclick: () => store.set({ panel: one, isPanelOpen: one !== name || !store.get().isPanelOpen }), onkeydown: (event) => walk(event, one),
    }, t(`tab_${one}`), counts[one] > 0 && h("span", { class: "n" }, counts[one]));
    let body = aside.querySelector("#panel-body");
    if (!body) {
      body = h("div", { id: "panel-body", role: "tabpanel", tabindex: 0 });
      aside.append(h("div", { class: "tabs", role: "tablist" }), body);
    }
    const tabs = aside.querySelector(".tabs");
    tabs.setAttribute("aria-label", t("panel"));
    redraw(tabs, PANELS.map(tab));
    body.setAttribute("aria-labelledby", `tab-${name}`);
    body.hidden = !isPanelOpen;
    let inside = body.firstElementChild;
    if (inside?.dataset.panel !== name) {
      inside = h("div", { "data-panel": name, "data-test": `panel-${name}` });
      body.replaceChildren(inside);
      body.scrollTop = 0;
    }
    if (isPanelOpen) panels[name].draw(inside);
  }

  function walk(event, name) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = PANELS[(PANELS.indexOf(name) + step + PANELS.length) % PANELS.length];
    store.set({ panel: next, isPanelOpen: true });
    id(`tab-${next}`).focus();
  }

  // --- banner ------------------------------------------------------------------------------

  const strip = h("div", { id: "banner", role: "alert", "data-test": "banner", hidden: true });
  const progress = h("div", { id: "progress", role: "progressbar", hidden: true });
  id("stage").append(strip, progress);
  let failure = "";

  function banner() {
    const { state, busy, isLost } = store.get();
    progress.hidden = !busy;
    progress.setAttribute("aria-label", t("composing"));
    const isStale = state && !state.is_current && (state.problems.length > 0 || state.number > 0);
    const worst = isStale && (state.problems.find((one) => one.severity === "error") ?? state.problems[0]);
    const close = () => {
      failure = "";
      banner();
    };
    const words = [
      isLost && h("p", {}, t("lost")),
      isStale && h("p", {}, h("strong", {}, state.pages.length ? t("stale", { number: state.number, time: clock(state.time) }) : t("no_page"))),
      worst && h("p", {}, worst.message, worst.file && h("span", { class: "where" }, ` ${worst.file}:${worst.line}`), " ",
        button(t("see_problems"), () => store.set({ panel: "problems", isPanelOpen: true }))),
      failure && h("p", {}, failure, " ", button(t("close"), close)),
      !state?.pages.length && !isStale && !isLost && h("p", {}, t("loading")),
    ].filter(Boolean);
    strip.hidden = !words.length;
    strip.classList.toggle("is-calm", !isStale && !isLost && !failure);
    redraw(strip, words);
  }
  document.addEventListener("desk-failed", (event) => {
    failure = event.detail;
    banner();
  });

  // --- keys --------------------------------------------------------------------------------

  const KEYS = [
    ["PageUp PageDown", "keys_pages"], ["Home End", "keys_ends"], ["+ −", "keys_zoom"], ["0 1 W", "keys_fit"],
    ["← → ↑ ↓", "keys_pan"], ["S", "keys_spread"], ["V M C", "keys_tools"], ["J K", "keys_walk"], ["N Shift+N", "keys_problem"],
    [LAYERS.map(([, key]) => key.toUpperCase()).join(" "), "keys_layers"], ["P", "keys_plates"],
    ["Ctrl+Z Ctrl+Shift+Z", "keys_undo"], ["\\", "keys_panel"], ["Ctrl+Enter Esc", "save_keys"],
  ];

  function help() {
    const letters = h("input", { type: "checkbox", onchange: (event) => store.set({ letters: event.target.checked }) });
    letters.checked = store.get().letters;
    const dialog = h("dialog", { class: "help", "data-test": "help-dialog", "aria-label": t("help"), onclose: () => dialog.remove() },
      h("h2", {}, t("help")),
      h("dl", {}, KEYS.map(([keys, words]) => [h("dt", {}, keys.split(" ").map((key) => h("kbd", {}, key))), h("dd", {}, t(words))])),
      h("label", {}, letters, t("letters")),
      button(t("close"), () => dialog.close(), { class: "main" }));
    document.body.append(dialog);
    dialog.showModal();
  }

  // --- when what is drawn again ---------------------------------------------------------------

  const all = () => {
    document.documentElement.lang = store.get().lang === "zh" ? "zh-Hans" : "en";
    view.host.setAttribute("aria-label", t("view"));
    for (const one of Object.values(draw)) one();
  };
  store.later(["state", "page", "spread", "tool"], bar);
  store.on(["scale"], () => {
    const one = id("percent");
    if (one) one.textContent = percent();
  });
  store.later(["state", "page", "spread"], thumbs);
  store.on(["shown"], thumbPictures);
  store.later(["layers", "plates"], layers);
  store.later(["state", "review", "panel", "isPanelOpen", "page", "spread", "views", "mark", "pinned", "compare"], panel);
  store.later(["state", "busy", "isLost"], banner);
  store.on(["lang"], all);
  all();
  return { help };
}
