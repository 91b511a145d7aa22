/**
 * Comments and sign-off: words or a place marked on the page, what is said of them, and who has
 * signed which step.
 *
 *     const panel = reviewPanel(view); panel.draw(host)
 *     view.tools.mark            sweep over words, or draw a frame
 *     panel.pageMark()           comment on the page as a whole
 *
 * What is typed here is kept in this tab until it was sent.
 */

import { api } from "./api.js";
import { button, clock, h, redraw, say } from "./dom.js";
import { around, lineAt, placedAt, wordsBetween } from "./hits.js";
import { outline } from "./overlays.js";
import { pagesShown, store } from "./store.js";
import { partName, t } from "./words.js";

const LEAST = 2; // mm: a frame that is smaller is a click
const text = (key) => sessionStorage.getItem(`typed:${key}`) ?? "";
const typed = (key, value) => (value ? sessionStorage.setItem(`typed:${key}`, value) : sessionStorage.removeItem(`typed:${key}`));

/** A field whose words are kept until `typed(key, "")`. */
function field(tag, key, label, more = {}) {
  return h("label", { class: "field" }, h("span", {}, label), h(tag, {
    value: text(key), "data-key": key, oninput: (event) => typed(key, event.target.value), ...more,
  }));
}

export function reviewPanel(view) {
  let host = null;
  const filter = { isOpen: true, isPage: false };
  let replying = ""; // id of the comment that is answered
  let revoking = ""; // step that is taken back
  let failure = "";

  async function act(action, keys = []) {
    const { who } = store.get();
    if (!who.trim()) {
      failure = t("who_ask");
      draw();
      host.querySelector("[data-key=who]")?.focus();
      return false;
    }
    try {
      store.set({ review: await api.act({ ...action, who: who.trim() }) });
    } catch (error) {
      failure = [error.message, ...(error.data?.problems ?? []).map((one) => one.message)].join(" — ");
      draw();
      say(failure);
      return false;
    }
    failure = "";
    for (const key of keys) typed(key, "");
    say(t("done"));
    return true;
  }

  // --- sign-off ----------------------------------------------------------------------------

  function step(one) {
    const { state } = store.get();
    const isSigned = one.state !== "unsigned";
    const name = { step: one.name };
    const words = one.state === "changed" ? "step_changed" : one.state;
    const sign = () => act({ action: "sign", step: one.step, fingerprint: state.fingerprint });
    return h("li", { class: `step ${one.state}`, "data-test": "step", "data-step": one.step },
      h("span", { class: "mark", "aria-hidden": "true" }, { signed: "✓", changed: "!", unsigned: "○" }[one.state] ?? "○"),
      h("span", { class: "grow" }, h("strong", {}, one.name), " ", h("span", { class: "dim" }, t(words)),
        one.who && h("span", { class: "by" }, ` ${one.who} ${clock(one.when)}`),
        one.changed_pages?.length > 0 && h("span", { class: "warning" }, t("changed_pages", { pages: one.changed_pages.join("、") }))),
      one.state !== "signed" && button(isSigned ? t("sign_again") : t("sign"), sign, {
        "data-key": `sign ${one.step}`, "data-test": "sign", "aria-label": t("sign_of", name),
      }),
      isSigned && button(t("revoke"), () => {
        revoking = revoking === one.step ? "" : one.step;
        draw();
      }, { "data-key": `revoke ${one.step}`, "aria-label": t("revoke_of", name) }),
      revoking === one.step && h("form", { class: "wide row", onsubmit: (event) => {
        event.preventDefault();
        const key = `why ${one.step}`;
        revoking = "";
        act({ action: "revoke", of: one.signature, text: text(key) }, [key]);
      } }, field("input", `why ${one.step}`, t("why"), { required: true }), h("button", {}, t("revoke"))));
  }

  // --- comments ----------------------------------------------------------------------------

  function composer() {
    const { mark } = store.get();
    if (!mark) {
      return h("div", { class: "row" }, h("p", { class: "dim grow" }, t("mark_hint")),
        button(t("comment_page"), pageMark, { "data-key": "page mark", "data-test": "comment-page" }));
    }
    const submit = async (event) => {
      event.preventDefault();
      const said = text("comment").trim();
      if (!said) return;
      const correction = text("correction");
      const action = { action: "comment", ...mark, text: said, ...(correction && { correction }) };
      if (await act(action, ["comment", "correction"])) store.set({ mark: null });
    };
    return h("form", { class: "composer", "data-test": "composer", onsubmit: submit },
      h("h3", {}, t("new_comment"), " ", h("span", { class: "dim" }, t("page_n", mark), mark.part && ` ${partName(mark.part)}`)),
      mark.quote && h("blockquote", {}, mark.quote),
      field("textarea", "comment", t("comment_text"), { rows: 3, required: true, "data-test": "comment-text" }),
      field("input", "correction", t("correction"), { "data-test": "comment-correction" }),
      h("div", { class: "row" },
        h("button", { class: "main", "data-test": "comment-send" }, t("send")),
        button(t("cancel"), () => store.set({ mark: null }))));
  }

  function comment(one) {
    const place = one.rect ? [one.rect] : [];
    const go = () => {
      store.set({ focus: { page: one.page, rects: place, kind: "comment", key: one.id } });
      view.reveal(one.page, place);
    };
    const key = `reply ${one.id}`;
    const reply = (event) => {
      event.preventDefault();
      replying = "";
      act({ action: "reply", of: one.id, text: text(key) }, [key]);
    };
    const turn = one.is_resolved ? "reopen" : "resolve";
    return h("li", { class: one.is_resolved ? "comment resolved" : "comment", "data-test": "comment", "data-id": one.id },
      h("button", { type: "button", class: "plain", "data-key": `comment ${one.id}`, onclick: go },
        h("span", { class: "dim" }, `${one.who} ${clock(one.when)} · ${t("page_n", one)}`,
          one.part && ` ${partName(one.part)}`, one.is_resolved && ` · ${t("resolved")}`),
        one.quote && h("q", {}, one.quote),
        h("span", { class: "sentence" }, one.text),
        one.correction && h("span", { class: "correction" }, t("should_read"), h("ins", {}, one.correction)),
        one.is_lost && h("span", { class: "warning" }, t("is_lost")),
        one.is_changed && h("span", { class: "warning" }, t("is_changed"))),
      one.replies.length > 0 && h("ul", { class: "replies" }, one.replies.map((answer) =>
        h("li", {}, h("span", { class: "dim" }, `${answer.who} ${clock(answer.when)} `), answer.text))),
      h("div", { class: "row" },
        button(t("reply"), () => {
          replying = replying === one.id ? "" : one.id;
          draw();
          host.querySelector(`[data-key="${key}"]`)?.focus();
        }, { "data-key": `answer ${one.id}`, "data-test": "reply" }),
        button(t(turn), () => act({ action: turn, of: one.id }), { "data-key": `turn ${one.id}`, "data-test": turn })),
      replying === one.id && h("form", { class: "row", onsubmit: reply },
        field("input", key, t("reply"), { required: true, "data-test": "reply-text" }), h("button", { "data-test": "reply-send" }, t("send"))));
  }

  function list(review) {
    const pages = pagesShown().map((info) => info.page);
    const of = (isOpen) => review.comments.filter((one) => one.is_resolved !== isOpen);
    const some = of(filter.isOpen).filter((one) => !filter.isPage || pages.includes(one.page));
    const tab = (isOpen, words) => button(t(words, { n: of(isOpen).length }), () => {
      filter.isOpen = isOpen;
      draw();
    }, { pressed: filter.isOpen === isOpen, "data-key": words, "data-test": words });
    return [
      h("div", { class: "row filters", role: "group", "aria-label": t("filter") }, tab(true, "open_n"), tab(false, "resolved_n"),
        button(t("this_page"), () => {
          filter.isPage = !filter.isPage;
          draw();
        }, { pressed: filter.isPage, "data-key": "review page" })),
      some.length ? h("ol", { class: "items" }, some.map(comment)) : h("p", { class: "dim" }, t("no_comments")),
    ];
  }

  function draw(into = host) {
    host = into;
    const { review, who } = store.get();
    if (!host?.isConnected) return;
    if (!review) return redraw(host);
    redraw(host,
      h("label", { class: "field inline" }, h("span", {}, t("who")), h("input", {
        value: who, maxlength: 40, "data-key": "who", "data-test": "who", autocomplete: "name",
        onchange: (event) => store.set({ who: event.target.value }),
      })),
      failure && h("p", { class: "error", role: "alert" }, failure),
      (review.problems ?? []).map((one) => h("p", { class: one.severity }, one.message)),
      composer(),
      h("section", {}, h("h2", {}, t("comments")), list(review)),
      h("section", {}, h("h2", {}, t("signoff")), h("ol", { class: "steps" }, review.steps.map(step))));
    return undefined;
  }

  // --- marking -----------------------------------------------------------------------------

  function write(mark) {
    store.set({ mark, panel: "review", isPanelOpen: true });
    draw();
    host?.querySelector("[data-key=comment]")?.focus();
  }

  const pageMark = () => write({ page: store.get().page });

  view.tools.mark = {
    down(at) {
      const from = lineAt(at.view, at.x, at.y);
      const over = view.over(at.page);
      let swept = null;
      const frame = (to) => [[Math.min(at.x, to.x), Math.min(at.y, to.y), Math.abs(to.x - at.x), Math.abs(to.y - at.y)]];
      return {
        move(to) {
          if (!to || to.page !== at.page) return;
          const end = from && lineAt(at.view, to.x, to.y);
          if (from) swept = end ? wordsBetween(at.view, from, end) ?? swept : swept;
          else swept = { rects: frame(to) };
          over.layer("sweep", swept ? outline(swept.rects, "sweep") : []);
        },
        up() {
          over.layer("sweep");
          if (!swept) return;
          const { rects, ...words } = swept;
          const rect = around(rects);
          if (words.quote || (rect[2] > LEAST && rect[3] > LEAST)) write({ page: at.page, rect, ...words });
        },
        cancel: () => over.layer("sweep"),
      };
    },
    click(at) {
      const comments = (store.get().review?.comments ?? []).filter((one) => !one.is_resolved);
      const found = placedAt(comments, at.page, at.x, at.y);
      if (found) {
        filter.isOpen = true;
        store.set({ panel: "review", isPanelOpen: true, focus: { page: at.page, rects: [found.rect], kind: "comment", key: found.id } });
        host?.querySelector(`[data-id="${found.id}"]`)?.scrollIntoView({ block: "nearest" });
        return;
      }
      const line = lineAt(at.view, at.x, at.y);
      const part = line && at.view.parts.find((one) => one.article === line.article && one.part === line.line.part);
      if (part) write({ page: at.page, rect: around(part.rects.slice(0, 1)), article: part.article, part: part.part });
    },
  };
  return { draw, pageMark };
}
