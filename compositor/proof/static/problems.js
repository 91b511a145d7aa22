/**
 * Problems beside the page: what `check` says, each a click from its place on the page and in its
 * file.
 *
 *     const draw = problemsPanel(view)
 *     draw(host)
 */

import { api } from "./api.js";
import { button, h, redraw, say } from "./dom.js";
import { store } from "./store.js";
import { t } from "./words.js";

const SEVERITIES = ["error", "warning", "note"];
const AROUND = 2; // lines of a file shown before and after the one that is meant

export const keyOf = (one) => `${one.code}|${one.file}|${one.line}|${one.column}|${one.message}`;

export function problemsPanel(view) {
  const filter = { severities: new Set(SEVERITIES), isPage: false };
  let host = null;
  let source = null; // {key, lines} of the problem that is open

  function shown() {
    const { state, page } = store.get();
    return (state?.problems ?? []).filter((one) =>
      filter.severities.has(one.severity) && (!filter.isPage || one.page === page || one.page === null));
  }

  function filters() {
    const { state } = store.get();
    const count = (severity) => (state?.problems ?? []).filter((one) => one.severity === severity).length;
    const toggle = (severity) => button(t(`${severity}s_n`, { n: count(severity) }), () => {
      if (!filter.severities.delete(severity)) filter.severities.add(severity);
      draw();
    }, { pressed: filter.severities.has(severity), class: severity, "data-key": severity, "data-test": `filter-${severity}` });
    const page = button(t("this_page"), () => {
      filter.isPage = !filter.isPage;
      draw();
    }, { pressed: filter.isPage, "data-key": "page", "data-test": "filter-page" });
    return h("div", { class: "row filters", role: "group", "aria-label": t("filter") }, SEVERITIES.map(toggle), page);
  }

  function item(one) {
    const key = keyOf(one);
    const isOpen = source?.key === key;
    const where = one.file ? `${one.file}${one.line ? `:${one.line}` : ""}` : "";
    return h("li", { class: `problem-item ${one.severity}`, "data-test": "problem", "data-code": one.code },
      h("button", { type: "button", class: "plain", "data-key": key, "aria-expanded": String(isOpen), onclick: () => go(one) },
        h("span", { class: "row" },
          h("strong", { class: "severity" }, t(one.severity)),
          h("code", {}, one.code),
          one.page && h("span", { class: "dim" }, t("page_n", { page: one.page }))),
        h("span", { class: "sentence" }, one.message),
        where && h("span", { class: "where" }, where)),
      one.hint && h("p", { class: "hint" }, t("hint", { hint: one.hint })),
      isOpen && h("pre", { class: "source", tabindex: 0, "data-test": "source", "aria-label": where }, source.lines));
  }

  function lines(text, one) {
    const all = text.split("\n");
    const first = Math.max(0, one.line - 1 - AROUND);
    return all.slice(first, one.line + AROUND).map((line, n) => {
      const number = first + n + 1;
      const head = h("span", { class: "n" }, String(number).padStart(4));
      if (number !== one.line) return h("span", { class: "line" }, head, line, "\n");
      const at = Math.max(0, one.column - 1);
      const end = at + Math.max(1, one.length);
      return h("span", { class: "line meant" }, head, line.slice(0, at), h("mark", {}, line.slice(at, end)), line.slice(end), "\n");
    });
  }

  /** Turn to the place of a problem, on the page and in its file. */
  async function go(one) {
    const key = keyOf(one);
    if (source?.key === key) {
      source = null;
      store.set({ focus: null });
      return draw();
    }
    source = { key, lines: [] };
    if (one.page) {
      store.set({ focus: { page: one.page, rects: one.rects, kind: "problem", key } });
      view.reveal(one.page, one.rects);
    }
    say(one.message);
    if (one.file && one.line) {
      const found = await api.source(one.file).then((data) => lines(data.text, one), () => null);
      if (source?.key === key) source = { key, lines: found ?? [one.quote || t("no_source")] };
    } else source = { key, lines: [one.quote || one.file || one.code] };
    draw();
    host?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  /** The next problem, or the one before. */
  function step(by) {
    const some = shown();
    if (!some.length) return say(t("no_problems"));
    const now = some.findIndex((one) => keyOf(one) === source?.key);
    store.set({ panel: "problems", isPanelOpen: true });
    return go(some[now < 0 ? (by > 0 ? 0 : some.length - 1) : (now + by + some.length) % some.length]);
  }

  function draw(into = host) {
    host = into;
    if (!host?.isConnected) return;
    const some = shown();
    redraw(host, filters(),
      some.length ? h("ol", { class: "items" }, some.map(item)) : h("p", { class: "dim" }, t("no_problems")));
  }

  return { draw, step, go };
}
