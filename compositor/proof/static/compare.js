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
import { t } from "./words.js";

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

  function go(page, rects = []) {
    if (page && store.get().state.pages.some((one) => one.page === page)) view.reveal(page, rects);
  }

  const stateOf = (one) => h("span", { class: `state ${one.state}` }, t(`state_${one.state}`));

  const words = (hunks) => h("p", { class: "hunks" }, hunks.map(hunk));

  function article(one) {
    const page = one.pages[0] ?? one.pages_before?.[0];
    return h("li", { "data-test": "change", "data-article": one.article },
      h("button", { type: "button", class: "plain", "data-key": `change ${one.article}`, onclick: () => go(page) },
        h("strong", {}, one.headline || one.article), " ", stateOf(one)),
      one.modules.map((move) => h("p", { class: "dim" }, move.said)),
      one.parts.map((part) => h("div", { class: "part-change" },
        h("span", { class: "dim" }, part.label, " ", part.state !== "changed" && stateOf(part)), words(part.hunks))));
  }

  function page(one) {
    return h("li", {}, h("button", {
      type: "button", class: "plain", "data-key": `page change ${one.page}`, onclick: () => go(one.page, one.rects_after),
    }, `${t("page_n", one)} ${one.title} `, stateOf(one)));
  }

  function picture(one) {
    const place = one.to ?? one.from;
    return h("li", {}, h("button", { type: "button", class: "plain", onclick: () => go(place.page, [place.rect]) },
      one.said || place.file, " ", stateOf(one)));
  }

  const furniture = (one) => h("li", {}, `${t("page_n", one)} ${one.label ?? ""}`, words(one.hunks));

  function body() {
    const { pages, articles, pictures, furniture: rest, problems } = changes;
    const some = pages.filter((one) => one.state !== "same");
    const list = (title, make, all) => all.length > 0 && h("section", {}, h("h2", {}, title), h("ul", { class: "items" }, all.map(make)));
    const code = (one) => h("li", {}, h("code", {}, one));
    return [
      h("p", { "data-test": "summary" }, changes.summary),
      list(t("pages"), page, some), list(t("tab_articles"), article, articles),
      list(t("pictures"), picture, pictures), list(t("furniture"), furniture, rest),
      list(t("problems_new"), code, problems?.new ?? []), list(t("problems_gone"), code, problems?.gone ?? []),
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
  store.later(["state"], () => host?.isConnected && refresh());
  return { draw };
}
