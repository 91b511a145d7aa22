/**
 * The articles of the pages that are shown: their figures, what found no room, their parts to be
 * edited, their modules to be pinned and moved. All that the page offers to the hand is here for
 * the keyboard.
 *
 *     const panel = articlesPanel({editor, modules}); panel.draw(host)
 */

import { button, h, redraw } from "./dom.js";
import { pagesShown, pinned, setPinned, store } from "./store.js";
import { partName, placeName, t } from "./words.js";

export function articlesPanel({ editor, modules }) {
  let host = null;
  const open = new Set(); // of details, so that they stay as they are

  function details(key, title, ...inside) {
    const one = h("details", { ontoggle: () => (one.open ? open.add(key) : open.delete(key)) },
      h("summary", { "data-key": key }, title), inside);
    one.open = open.has(key);
    return one;
  }

  function module(page, look, one) {
    const { article } = one;
    const parts = look.parts.filter((part) => part.article === article);
    const isPinned = pinned().includes(article);
    const pin = h("input", {
      type: "checkbox", "data-key": `pin ${article}`, "data-test": `pin-${article}`, "aria-label": t("pin_of", { article }),
      onchange: () => setPinned(article, !isPinned),
    });
    pin.checked = isPinned;
    return h("li", { class: "module-item", "data-test": "module", "data-article": article },
      h("h3", {}, one.headline || article),
      h("p", { class: "dim" }, h("code", {}, article), " ", t("module_figures", one), " · ", placeName(one.at)),
      one.slack > 0 && h("p", { class: "warning" }, t("hole_tag", { lines: one.slack })),
      one.overset && h("div", { class: "error" }, t("overset_tag", one.overset)),
      one.overset && details(`over ${page} ${article}`, t("overset_text"),
        h("p", { class: "overset-text", "data-test": "overset-text" }, one.overset.text)),
      h("div", { class: "row" },
        h("label", {}, pin, t("pin")),
        button(t("move_it"), () => modules.choose({ page, article }), {
          "data-key": `move ${article}`, "data-test": `move-${article}`, "aria-label": t("move_of", { article }),
        })),
      parts.length > 0 && details(`parts ${page} ${article}`, t("parts"),
        h("ul", { class: "parts" }, parts.map((part) => h("li", {}, button(partName(part.part), () => editor.open({ ...part, page }), {
          class: "plain", "data-key": `${article}/${part.part}`, "data-test": `edit-${article}-${part.part}`,
        }))))));
  }

  function page(info) {
    const look = store.get().views.get(info.page);
    return h("section", {},
      h("div", { class: "row head" },
        h("h2", {}, `${t("page_n", { page: info.page })} ${info.title}`),
        button(t("remake"), () => modules.remake(info.page), { "data-key": `remake ${info.page}`, "data-test": "remake" })),
      h("p", { class: "dim" }, t("remake_hint")),
      look && h("ul", { class: "items" }, look.modules.map((one) => module(info.page, look, one))));
  }

  function draw(into = host) {
    host = into;
    if (host?.isConnected) redraw(host, pagesShown().map(page));
  }
  return { draw };
}
