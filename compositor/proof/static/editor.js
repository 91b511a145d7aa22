/**
 * Words edited where they stand on the page.
 *
 *     const editor = makeEditor(view, take)
 *     editor.open({page, article, part, rects})
 *     view.tools.text                              a click opens the part under it
 *
 * Words are saved while they are typed, at each pause, so that the page is seen to change; not while
 * Chinese is being composed, nor a paragraph that is being parted in two or emptied, which the next
 * pause would find elsewhere. One may switch it off and save by hand. Nothing typed is lost: it is kept as a draft in this tab until it is saved or thrown away. Where
 * the file was changed meanwhile, both versions stand side by side under the words.
 */

import { api } from "./api.js";
import { button, h, isComposing, redraw, say } from "./dom.js";
import { holds, partAt } from "./hits.js";
import { outline } from "./overlays.js";
import { store } from "./store.js";
import { partName, t } from "./words.js";

const GAP = 8; // pixels between the words on the page and their editor
const PAUSE = 250; // ms after the last key before words are saved
const LEAST = 420; // pixels an editor is wide

/** @typedef {{page: number, article: string, part: string, rects: number[][]}} Place */

const drafts = {
  key: ({ article, part }) => `draft:${store.get().state.issue}:${article}:${part}`,
  get(place) {
    try {
      return JSON.parse(sessionStorage.getItem(drafts.key(place)) ?? "null");
    } catch {
      return null;
    }
  },
  set: (place, draft) => sessionStorage.setItem(drafts.key(place), JSON.stringify(draft)),
  drop: (place) => sessionStorage.removeItem(drafts.key(place)),
};

/** @param {(state: any) => void} take what a new State is given to */
export function makeEditor(view, take) {
  const box = h("section", { class: "popover editor", role: "dialog", "data-test": "editor", hidden: true });
  view.host.append(box);
  let now = null; // {place, base, words, status, foot, under, isBusy, saves, pause}

  async function open(place) {
    if (now && isSame(now.place, place)) return now.words.focus();
    if (now && !leave(() => open(place))) return undefined;
    let part;
    try {
      part = await api.part(place.article, place.part);
    } catch (error) {
      return say(error.message);
    }
    show(place, part);
    return undefined;
  }

  const isSame = (a, b) => a.article === b.article && a.part === b.part;

  function show(place, part) {
    const draft = drafts.get(place);
    const isDraft = draft && draft.text !== part.text;
    const words = h("textarea", {
      "aria-label": partName(place.part), "data-test": "editor-text", spellcheck: "false", lang: "zh-Hans",
      rows: part.is_multiline ? 8 : 2, value: isDraft ? draft.text : part.text,
      oninput: (event) => typed(event), oncompositionend: (event) => typed(event), onkeydown: (event) => keys(event),
    });
    const status = h("p", { class: "status", role: "status" });
    const under = h("div", { class: "under" });
    const foot = h("div", { class: "row" });
    now = { place, base: isDraft ? draft.base : part.text, words, status, foot, under, isBusy: false, saves: 0, pause: 0 };
    const where = part.line ? `${part.file}:${part.line}` : part.file;
    box.setAttribute("aria-label", `${t("editing")}: ${partName(place.part)}`);
    box.replaceChildren(
      h("header", {}, h("strong", {}, partName(place.part)), h("span", { class: "where" }, where)),
      words, status, foot, under,
    );
    box.hidden = false;
    buttons();
    if (isDraft) draftNote(part.text);
    store.set({ focus: { page: place.page, rects: place.rects, kind: "part", key: `${place.article}/${place.part}` } });
    settle();
    words.focus();
    words.setSelectionRange(0, 0);
    words.scrollTop = 0;
  }

  function buttons() {
    now.foot.replaceChildren(
      button(t("save"), save, { class: "main", "data-test": "editor-save" }),
      button(t("close"), () => close(), { "data-test": "editor-close" }),
      h("label", { class: "live" }, h("input", {
        type: "checkbox", checked: store.get().isLive, "data-test": "live",
        onchange: (event) => store.set({ isLive: event.target.checked }),
      }), ` ${t("live")}`),
      h("span", { class: "dim" }, t("save_keys")),
    );
  }

  function draftNote(file) {
    now.status.replaceChildren(t("draft_found"), " ", button(t("take_file"), () => {
      drafts.drop(now.place);
      now.base = now.words.value = file;
      now.status.textContent = "";
      now.words.focus();
    }));
  }

  const isChanged = () => now.words.value !== now.base;

  function typed(event) {
    if (isChanged()) drafts.set(now.place, { base: now.base, text: now.words.value });
    else drafts.drop(now.place);
    clearTimeout(now.pause);
    const isSettling = now.under.hasChildNodes(); // a conflict: she says when it is settled
    const isWhole = now.words.value.trim() && !/\n\s*\n/.test(now.words.value.trim());
    if (store.get().isLive && isWhole && !isSettling && !event?.isComposing) {
      now.pause = setTimeout(saveTyped, PAUSE, now);
    }
  }

  /** What was typed so far, saved without taking the words out of her hands. */
  async function saveTyped(one) {
    const { words, place, base } = one;
    const mine = words.value;
    if (one !== now || one.isBusy || mine === base) return;
    if (one.isSaving) return void (one.pause = setTimeout(saveTyped, PAUSE, one));
    one.isSaving = true;
    try {
      const state = await api.savePart({ article: place.article, part: place.part, base, text: mine, goes_on: one.saves > 0 });
      one.base = mine;
      one.saves += 1;
      if (words.value === mine) drafts.drop(place);
      else drafts.set(place, { base: mine, text: words.value });
      one.status.textContent = t("saved");
      take(state);
    } catch (error) {
      if (one !== now) return;
      if (error.status === 409 && "theirs" in error.data) conflict(error.data);
      else tell(error);
    } finally {
      one.isSaving = false;
    }
  }

  // The words on the page have moved: the outline goes with them, the editor stays where she types.
  store.on(["views"], ({ views }) => {
    if (!now) return;
    const { place } = now;
    const part = views.get(place.page)?.parts.find((one) => isSame(one, place));
    if (!part) return;
    now.place = { ...place, rects: part.rects };
    store.set({ focus: { page: place.page, rects: part.rects, kind: "part", key: `${place.article}/${place.part}` } });
  });

  /** Keys of the editor; while Chinese is being composed they belong to the input method. */
  function keys(event) {
    if (isComposing(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  async function save() {
    if (now.isBusy) return;
    clearTimeout(now.pause);
    if (now.isSaving) return void (now.pause = setTimeout(save, PAUSE));
    const { place, words, base, saves } = now;
    if (!isChanged()) return shut();
    const mine = words.value;
    busy(true);
    try {
      const state = await api.savePart({ article: place.article, part: place.part, base, text: mine, goes_on: saves > 0 });
      if (words.value === mine) drafts.drop(place);
      take(state);
      say(t("saved"));
      if (now?.words === words) shut();
    } catch (error) {
      if (now?.words !== words) return undefined;
      busy(false);
      if (error.status === 409 && "theirs" in error.data) conflict(error.data);
      else refused(error);
    }
    return undefined;
  }

  function busy(isBusy) {
    now.isBusy = isBusy;
    box.setAttribute("aria-busy", String(isBusy));
    now.words.readOnly = isBusy;
    now.status.textContent = isBusy ? t("saving") : "";
  }

  function refused(error) {
    tell(error);
    now.words.focus();
  }

  function tell(error) {
    const problems = (error.data?.problems ?? []).map((one) => h("p", { class: "error" }, one.message, one.hint && ` — ${one.hint}`));
    redraw(now.status, h("p", { class: "error" }, error.message), problems);
  }

  /** Both versions under the words; what is settled above is saved on top of theirs. */
  function conflict({ theirs, mine, merged }) {
    now.base = theirs;
    drafts.set(now.place, { base: theirs, text: now.words.value });
    now.status.textContent = t("conflict");
    const side = (name, text) => h("div", { class: "side" },
      h("h3", {}, t(name)), h("pre", { tabindex: 0 }, text),
      button(t("take"), () => {
        now.words.value = text;
        typed();
        now.words.focus();
      }, { "data-test": `take-${name}`, "aria-label": `${t("take")}: ${t(name)}` }));
    if (merged) now.words.value = merged;
    redraw(now.under, h("div", { class: "sides", "data-test": "conflict" }, side("theirs", theirs), side("mine", mine)));
    settle();
  }

  /** Close; true at once if nothing is changed, else after it was asked. */
  function leave(after = () => {}) {
    if (!isChanged()) {
      shut();
      return true;
    }
    const answer = (act) => () => {
      act();
      shut();
      after();
    };
    now.foot.replaceChildren(
      h("strong", {}, t("leave_ask")),
      button(t("keep_draft"), answer(() => {}), { "data-test": "keep-draft" }),
      button(t("throw_away"), answer(() => drafts.drop(now.place)), { "data-test": "throw-away" }),
      button(t("go_on"), () => {
        buttons();
        now.words.focus();
      }, { "data-test": "go-on" }),
    );
    settle();
    now.foot.querySelector("button").focus();
    return false;
  }

  const close = () => now && leave();

  function shut() {
    clearTimeout(now?.pause);
    box.hidden = true;
    box.replaceChildren();
    now = null;
    store.set({ focus: null });
    view.host.focus({ preventScroll: true });
  }

  /** Over the words, or beside them where there is no room; on a phone the style has it. */
  function settle() {
    if (!now) return;
    const at = view.onScreen(now.place.page, now.place.rects[0] ?? [0, 0, 10, 10]);
    box.classList.toggle("is-away", !at);
    if (!at) return;
    const { clientWidth, clientHeight } = view.host;
    const [x, y, w, hh] = at;
    const width = Math.max(LEAST, Math.min(w + 2 * GAP, 640));
    const isRight = x + w + width + GAP < clientWidth;
    const left = isRight ? x + w + GAP : x - width - GAP;
    box.style.width = `${Math.min(width, clientWidth - 2 * GAP)}px`;
    box.style.left = `${Math.max(GAP, Math.min(left, clientWidth - width - GAP))}px`;
    const top = Math.min(y, y + hh / 2);
    box.style.top = `${Math.max(GAP, Math.min(top, clientHeight - box.offsetHeight - GAP))}px`;
  }
  view.onMoved(settle);

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isComposing(event) || !now) return;
    event.stopPropagation();
    close();
  });

  let over = null;
  function hover(at) {
    const part = at?.view ? partAt(at.view, at.x, at.y) : null;
    view.host.classList.toggle("is-text", Boolean(part));
    if (part === over) return;
    over = part;
    for (const info of store.get().state?.pages ?? []) {
      const isHere = part && info.page === at.page;
      view.over(info.page).layer("hover", isHere ? outline(part.rects, "hover") : []);
    }
  }

  view.tools.text = {
    hover,
    click(at) {
      const part = partAt(at.view, at.x, at.y);
      if (!part) return;
      const touched = part.rects.filter((rect) => holds(rect, at.x, at.y, 1));
      open({ ...part, page: at.page, rects: [...new Set([...touched, ...part.rects])] });
    },
  };
  return { open, close, isOpen: () => Boolean(now) };
}
