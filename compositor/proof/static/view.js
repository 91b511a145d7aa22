/**
 * The pages on the desk: where they lie, how large, and how hands move them.
 *
 *     const view = makeView(stage, {overlay, preview})
 *     view.take(state, isNext)        // new pages; `isNext`: `changed` is against what is shown
 *     view.zoom(1.2), view.fit(), view.at100()
 *     view.reveal(page, rects)        // turn to a page and bring a place into sight
 *     view.tools.text = {down, click, hover}
 *
 * A point is {page, x, y, view}: mm from the trim's corner, and the PageView. A tool's `down` may
 * return {move, up, cancel}; otherwise a drag moves the pages. Touch: one finger moves, two pinch.
 */

import { overlayAddress } from "./api.js";
import { h, say } from "./dom.js";
import { pagesShown, store } from "./store.js";
import { Sheet, STEPS, stepFor } from "./tiles.js";
import { t } from "./words.js";

export const CSS_MM = 96 / 25.4; // CSS pixels to a mm at 100 %
const MOST = 8 * CSS_MM;
const AIR = 20; // pixels around a page that fits
const STEP = 60; // pixels that an arrow moves
const SLIP = 4; // pixels that a click may move
const REST = 70; // ms after the last zoom until sharper tiles are asked for
const AHEAD = 3; // pages on each side that are loaded before they are turned to

/** @param {HTMLElement} stage */
export function makeView(stage, overlay) {
  const world = h("div", { class: "world" });
  const host = h("div", { id: "view", tabindex: 0, role: "region", "data-test": "view" }, world);
  stage.append(host);
  /** @type {Map<number, {sheet: Sheet, element: HTMLElement, over: any}>} */
  const pages = new Map();
  const camera = { scale: 1, x: 0, y: 0, isFit: true };
  let layout = { width: 1, height: 1, at: new Map() };
  let isZooming = 0;

  // --- pages -------------------------------------------------------------------------------

  function page(number) {
    let one = pages.get(number);
    if (!one) {
      const sheet = new Sheet(() => came(number));
      const over = overlay(number);
      one = { sheet, over, element: h("div", { class: "page", "data-page": number }, sheet.element, over.element) };
      one.element.hidden = true;
      pages.set(number, one);
      world.append(one.element);
    }
    return one;
  }

  function take(state, isNext) {
    const { plates } = store.get();
    for (const info of state.pages) {
      const { sheet, over } = page(info.page);
      const isOther = sheet.imprint !== info.imprint && sheet.imprint;
      sheet.refresh(info, state.tile, plates, isNext ? info.changed : null);
      over.resize(info);
      if (isOther && isNext && isShown(info.page)) flash(info, over);
    }
    for (const [number, one] of pages) {
      if (state.pages.some((info) => info.page === number)) continue;
      one.element.remove();
      pages.delete(number);
    }
    turn();
  }

  function flash(info, over) {
    over.flash(info.changed);
    say(t("page_changed", { page: info.page, count: info.changed.length }));
  }

  const isShown = (number) => pagesShown().some((info) => info.page === number);

  /** Lay out the pages that are shown, hide the others. */
  function turn() {
    const shown = pagesShown();
    if (!shown.length) return;
    let x = 0;
    layout = { width: 0, height: 0, at: new Map() };
    for (const info of shown) {
      layout.at.set(info.page, x);
      x += info.width + 2 * info.bleed;
      layout.width = x;
      layout.height = Math.max(layout.height, info.height + 2 * info.bleed);
    }
    for (const [number, one] of pages) one.element.hidden = !layout.at.has(number);
    if (camera.isFit) fit();
    else apply();
  }

  // --- camera ------------------------------------------------------------------------------

  const box = () => ({ width: host.clientWidth, height: host.clientHeight });

  function fitScale() {
    const { width, height } = box();
    return Math.max(0.05, Math.min((width - 2 * AIR) / layout.width, (height - 2 * AIR) / layout.height));
  }

  function fit() {
    camera.isFit = true;
    camera.scale = fitScale();
    apply();
  }

  /** Zoom by a factor about a point of the window; its middle if there is none. */
  function zoom(factor, at) {
    const { width, height } = box();
    const [px, py] = at ?? [width / 2, height / 2];
    const least = Math.min(fitScale(), CSS_MM / 4);
    const scale = Math.min(MOST, Math.max(least, camera.scale * factor));
    const ratio = scale / camera.scale;
    camera.x = px - (px - camera.x) * ratio;
    camera.y = py - (py - camera.y) * ratio;
    camera.scale = scale;
    camera.isFit = false;
    isZooming = performance.now() + REST;
    setTimeout(() => performance.now() >= isZooming && load(), REST + 5);
    apply();
  }

  function pan(dx, dy) {
    camera.x += dx;
    camera.y += dy;
    apply();
  }

  /** What fits lies in the middle; what does not stays in reach. */
  function clamp() {
    const { width, height } = box();
    const within = (place, length, room) =>
      length <= room ? (room - length) / 2 : Math.min(room / 3, Math.max((room * 2) / 3 - length, place));
    camera.x = within(camera.x, layout.width * camera.scale, width);
    camera.y = within(camera.y, layout.height * camera.scale, height);
  }

  function apply() {
    clamp();
    const dots = (pixels) => Math.round(pixels * devicePixelRatio) / devicePixelRatio;
    world.style.transform = `translate(${dots(camera.x)}px, ${dots(camera.y)}px)`;
    for (const [number, x] of layout.at) {
      const { sheet, element, over } = page(number);
      const [width, height] = sheet.size;
      element.style.left = `${dots(x * camera.scale)}px`;
      element.style.width = `${dots(width * camera.scale)}px`;
      element.style.height = `${dots(height * camera.scale)}px`;
      sheet.place(camera.scale);
      over.scale(camera.scale);
    }
    if (performance.now() >= isZooming) load();
    store.set({ scale: camera.scale });
    for (const tell of moved) tell();
  }

  // --- tiles -------------------------------------------------------------------------------

  /** What is seen of a page: mm of its sheet; null if nothing is. */
  function seen(number) {
    const { width, height } = box();
    const { sheet } = page(number);
    const [w, hh] = sheet.size;
    const left = Math.max(0, -camera.x / camera.scale - layout.at.get(number));
    const top = Math.max(0, -camera.y / camera.scale);
    const right = Math.min(w, (width - camera.x) / camera.scale - layout.at.get(number));
    const bottom = Math.min(hh, (height - camera.y) / camera.scale);
    return right > left && bottom > top ? [left, top, right - left, bottom - top] : null;
  }

  function load() {
    const dpi = stepFor(camera.scale);
    const base = stepFor(fitScale());
    for (const number of layout.at.keys()) {
      const { sheet } = page(number);
      const part = seen(number);
      if (part) sheet.show(dpi, part);
      sheet.keep(base);
      sheet.setCover(cover(number, dpi));
    }
    check();
  }

  function cover(number, dpi) {
    const { compare } = store.get();
    const step = Math.min(dpi, STEPS[7]);
    return compare ? overlayAddress(compare, number, Math.max(step, STEPS[3])) : "";
  }

  function came(number) {
    const part = layout.at.has(number) && seen(number);
    if (part) page(number).sheet.settled(part);
    check();
  }

  /** Say which proof is on screen once all of it is; then load what may be turned to. */
  function check() {
    const { state, page: current } = store.get();
    if (!state) return;
    const isThere = [...layout.at.keys()].every((number) => {
      const part = seen(number);
      return !part || page(number).sheet.isComplete(part);
    });
    if (!isThere) return;
    const root = document.documentElement;
    root.dataset.page = String(current);
    root.dataset.shown = String(state.number);
    store.set({ shown: state.number });
    setTimeout(ahead);
  }

  /** One page at a time, the nearest first, so that what is seen never waits. */
  function ahead() {
    const { state, page: current } = store.get();
    const base = stepFor(fitScale());
    const near = state.pages
      .filter((info) => Math.abs(info.page - current) <= AHEAD && !layout.at.has(info.page))
      .sort((a, b) => Math.abs(a.page - current) - Math.abs(b.page - current));
    for (const info of near) {
      const { sheet } = page(info.page);
      sheet.place(camera.scale);
      sheet.keep(base);
      if (!sheet.isReady) return;
    }
  }

  // --- places ------------------------------------------------------------------------------

  /** The place under a point of the window. */
  function point(event) {
    const { left, top } = host.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    const y = (py - camera.y) / camera.scale;
    let found = null;
    for (const [number, at] of layout.at) {
      const x = (px - camera.x) / camera.scale - at;
      const { bleed } = page(number).sheet.page;
      found = { page: number, x: x - bleed, y: y - bleed, view: store.get().views.get(number) };
      if (x <= page(number).sheet.size[0]) break;
    }
    return found;
  }

  /** Where a rectangle of a page is in the window: left, top, width, height in pixels. */
  function onScreen(number, [x, y, width, height]) {
    const at = layout.at.get(number);
    if (at === undefined) return null;
    const { bleed } = page(number).sheet.page;
    const { scale } = camera;
    return [
      (x + bleed + at) * scale + camera.x, (y + bleed) * scale + camera.y, width * scale, height * scale,
    ];
  }

  /** Turn to a page and move it so that a place is in sight. */
  function reveal(number, rects = []) {
    if (!isShown(number)) store.set({ page: number });
    if (!rects.length) return;
    const place = onScreen(number, rects[0]);
    if (!place) return;
    const { width, height } = box();
    const [x, y, w, hh] = place;
    const isInside = x >= 0 && y >= 0 && x + Math.min(w, width) <= width && y + Math.min(hh, height / 2) <= height;
    if (!isInside) pan(width / 2 - x - Math.min(w, width) / 2, height / 3 - y);
  }

  const moved = [];
  const view = {
    host, take, turn, zoom, fit, pan, reveal, onScreen, load,
    tools: {},
    isFit: () => camera.isFit,
    at100: () => zoom(CSS_MM / camera.scale),
    fitWidth() {
      zoom((box().width - 2 * AIR) / layout.width / camera.scale);
      camera.y = AIR;
      apply();
    },
    nudge: (dx, dy) => pan(-dx * STEP, -dy * STEP),
    over: (number) => page(number).over,
    onMoved: (tell) => moved.push(tell),
    plates() {
      const { state, plates } = store.get();
      if (state) for (const info of state.pages) page(info.page).sheet.refresh(info, state.tile, plates, null);
      load();
    },
  };
  hands(host, view, point);
  new ResizeObserver(() => layout.at.size && (camera.isFit ? fit() : apply())).observe(host);
  store.on(["page", "spread"], turn);
  store.on(["plates"], view.plates);
  store.on(["compare"], load);
  return view;
}

/** Pointers and wheel on the pages. */
function hands(host, view, point) {
  const fingers = new Map();
  let grip = null; // what the tool does with a drag
  let from = null; // where it began
  let isSpace = false;

  const tool = () => view.tools[store.get().tool] ?? {};

  host.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".popover") || event.button > 1) return;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.size > 1) {
      grip?.cancel?.();
      grip = null;
      from = null;
      return;
    }
    host.setPointerCapture(event.pointerId);
    from = { x: event.clientX, y: event.clientY, isMoved: false };
    const at = point(event);
    grip = event.button === 0 && !isSpace && at?.view ? tool().down?.(at, event) ?? null : null;
    if (event.button === 1) event.preventDefault();
  });

  host.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) {
      if (event.pointerType !== "touch") tool().hover?.(point(event), event);
      return;
    }
    const now = [event.clientX, event.clientY];
    if (fingers.size === 2) pinch(event.pointerId, last, now);
    fingers.set(event.pointerId, now);
    if (!from) return;
    from.isMoved ||= Math.hypot(now[0] - from.x, now[1] - from.y) > SLIP;
    if (!from.isMoved) return;
    if (grip) grip.move(point(event), event);
    else {
      host.classList.add("is-held");
      view.pan(now[0] - last[0], now[1] - last[1]);
    }
  });

  function pinch(id, last, now) {
    const other = [...fingers].find(([key]) => key !== id)[1];
    const { left, top } = host.getBoundingClientRect();
    const apart = (a) => Math.hypot(a[0] - other[0], a[1] - other[1]) || 1;
    const middle = (a) => [(a[0] + other[0]) / 2, (a[1] + other[1]) / 2];
    const [x, y] = middle(now);
    const [ox, oy] = middle(last);
    view.pan(x - ox, y - oy);
    view.zoom(apart(now) / apart(last), [x - left, y - top]);
  }

  function end(event) {
    const isOurs = fingers.delete(event.pointerId) && from;
    if (isOurs && event.type === "pointerup") {
      const at = point(event);
      if (grip && from.isMoved) grip.up(at, event);
      else {
        grip?.cancel?.();
        if (!from.isMoved && at?.view && event.button === 0) tool().click?.(at, event);
      }
    } else if (isOurs) grip?.cancel?.();
    if (!fingers.size) {
      grip = null;
      from = null;
    }
    host.classList.remove("is-held");
  }
  host.addEventListener("pointerup", end);
  host.addEventListener("pointercancel", end);
  host.addEventListener("pointerleave", () => fingers.size || tool().hover?.(null));

  host.addEventListener("wheel", (event) => {
    if (event.target.closest(".popover")) return;
    event.preventDefault();
    const { left, top } = host.getBoundingClientRect();
    const unit = event.deltaMode === 1 ? 20 : 1;
    if (event.ctrlKey || event.metaKey) {
      view.zoom(Math.exp(-event.deltaY * unit * 0.003), [event.clientX - left, event.clientY - top]);
    } else if (event.shiftKey) view.pan(-event.deltaY * unit, 0);
    else view.pan(-event.deltaX * unit, -event.deltaY * unit);
  }, { passive: false });

  host.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target === host) {
      isSpace = true;
      host.classList.add("is-hand");
      event.preventDefault();
    }
    if (event.key === "Escape" && grip) {
      grip.cancel?.();
      grip = null;
      from = null;
      event.stopPropagation();
    }
  });
  addEventListener("keyup", (event) => {
    if (event.key !== " ") return;
    isSpace = false;
    host.classList.remove("is-hand");
  });
}
