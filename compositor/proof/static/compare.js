/**
 * What changed between any two proofs: words, modules, pictures; the pages laid over each other.
 *
 *     const panel = comparePanel(view); panel.draw(host)
 *
 * What was taken out is struck through, what was put in is underlined, and both are named for who
 * does not see them: colour alone says nothing.
 */

import { api } from "./api.js";
import { button, clock, h, redraw } from "./dom.js";
import { store } from "./store.js";
import { partName, placeName, t } from "./words.js";

/** A stretch of text that was kept, put in or taken out. */
function hunk([op, words]) {
  if (op === "+") return h("ins", {}, h("span", { class: "unseen" }, `${t("inserted")} `), words);
  if (op === "-") return h("del", {}, h("span", { class: "unseen" }, `${t("deleted")} `), words);
  return words;
}

export function comparePanel(view) {
  let host = null;
  let proofs = [];
  let chosen = { from: 0, to: 0 };
  let changes = null;
  let failure = "";

  async function refresh() {
    try {
      proofs = await api.proofs();
      const numbers = proofs.map((one) => one.number);
      if (!numbers.includes(chosen.to) || !numbers.includes(chosen.from)) {
        chosen = { from: numbers[1] ?? numbers[0] ?? 0, to: numbers[0] ?? 0 };
      }
      failure = "";
    } catch (error) {
      failure = error.message;
    }
    draw();
  }

  async function compare() {
    try {
      changes = await api.changes(chosen.from, chosen.to);
      failure = "";
      if (store.get().compare) overlay(true);
    } catch (error) {
      changes = null;
      failure = error.message;
    }
    draw();
  }

  const overlay = (isOn) => store.set({ compare: isOn ? { ...chosen } : null });

  function choice(name) {
    const options = proofs.map((one) => h("option", { value: one.number }, t("proof_n", { number: one.number, time: clock(one.time) })));
    const select = h("select", {
      "data-key": name, "data-test": `compare-${name}`,
      onchange: (event) => {
        chosen = { ...chosen, [name]: Number(event.target.value) };
        compare();
      },
    }, options);
    select.value = String(chosen[name]);
    return h("label", { class: "field inline" }, h("span", {}, t(`compare_${name}`)), select);
  }

  const pageOf = (one) => one.page ?? (one.pages_after ?? one.pages ?? one.pages_before ?? [])[0];

  function go(page, rects = []) {
    if (page && store.get().state.pages.some((one) => one.page === page)) view.reveal(page, rects);
  }

  const stateOf = (one) => h("span", { class: `state ${one.state}` }, t(`state_${one.state}`));

  function article(one) {
    const moves = one.modules ?? (one.moved ? [{ before: one.moved.from, after: one.moved.to }] : []);
    const at = (spot) => (spot ? `${t("page_n", spot)} ${placeName(spot.at ?? spot)}` : "—");
    return h("li", { "data-test": "change", "data-article": one.article },
      h("button", { type: "button", class: "plain", "data-key": `change ${one.article}`, onclick: () => go(pageOf(one)) },
        h("strong", {}, one.headline || one.article), " ", stateOf(one)),
      moves.map((move) => h("p", { class: "dim" }, t("from_to", { from: at(move.before), to: at(move.after) }))),
      one.parts.map((part) => h("div", { class: "part-change" },
        h("span", { class: "dim" }, nameOf(part)), h("p", { class: "hunks" }, part.hunks.map(hunk)))));
  }

  function nameOf(part) {
    const names = part.part ? [part.part] : part.after?.length ? part.after : part.before ?? [];
    return names.map(partName).join("、");
  }

  function page(one) {
    return h("li", {}, h("button", {
      type: "button", class: "plain", "data-key": `page change ${one.page}`, onclick: () => go(one.page, one.rects_after),
    }, t("page_n", one), " ", stateOf(one)));
  }

  const picture = (one) => h("li", {}, h("button", { type: "button", class: "plain", onclick: () => go(pageOf(one), one.rect ? [one.rect] : []) },
    one.file ?? one.file_after ?? one.article, " ", stateOf(one)));

  function furniture(one) {
    const words = one.hunks ? h("p", { class: "hunks" }, one.hunks.map(hunk)) : stateOf({ state: one.state ?? "changed" });
    return h("li", {}, t("page_n", one), " ", words);
  }

  function body() {
    const { pages, articles, pictures = [], furniture: rest = [] } = changes;
    const some = pages.filter((one) => one.state !== "same");
    if (!some.length && !articles.length) return h("p", { "data-test": "no-changes" }, t("no_changes"));
    const list = (title, make, all) => all.length > 0 && h("section", {}, h("h2", {}, title), h("ul", { class: "items" }, all.map(make)));
    return [
      list(t("pages"), page, some), list(t("tab_articles"), article, articles),
      list(t("pictures"), picture, pictures), list(t("furniture"), furniture, rest),
    ];
  }

  function draw(into = host) {
    const isNew = into !== host;
    host = into;
    if (!host?.isConnected) return;
    if (isNew) refresh();
    const { compare: isOn } = store.get();
    redraw(host,
      choice("from"), choice("to"),
      proofs.length === 1 && h("p", { class: "dim" }, t("too_few")),
      h("div", { class: "row" },
        button(t("compare_do"), compare, { class: "main", "data-key": "compare", "data-test": "compare" }),
        button(t("overlay_on"), () => {
          overlay(!store.get().compare);
          draw();
        }, { pressed: isOn, "data-key": "overlay", "data-test": "overlay" }),
        h("a", {
          href: `/changes/${chosen.from}/${chosen.to}.html?lang=${store.get().lang}`, target: "_blank", rel: "noopener", "data-key": "print",
          "data-test": "change-list",
        }, t("print_list"))),
      isOn && h("p", { class: "dim" }, t("overlay_legend")),
      failure && h("p", { class: "error", role: "alert" }, failure),
      changes && h("div", { "data-test": "changes" }, body()));
  }
  return { draw, refresh };
}
