/**
 * Elements, made without HTML strings: whatever is shown is text, never markup.
 *
 *     h("button", {type: "button", class: "small", "data-test": "save", onclick: save}, "存")
 *     redraw(list, items)       // new children; focus, by `data-key`, and scroll place are kept
 *     say("已保存")              // read out by screen readers
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element. Attributes that are false, null or undefined are left out; `on…` are listeners.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | number | null | undefined | false | any[])} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, in the same way. @returns {any} */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((one) => one || one === 0).map(asNode));
  return element;
}

const asNode = (one) => (one instanceof Node ? one : String(one));

/** Put other children in, and leave focus and scroll where they were. */
export function redraw(parent, ...children) {
  const active = document.activeElement;
  const key = active && parent.contains(active) && active.getAttribute("data-key");
  const { scrollTop } = parent;
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  parent.scrollTop = scrollTop;
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** A push button; `pressed` makes it a switch. */
export function button(label, onclick, more = {}) {
  const { pressed, ...rest } = more;
  const attributes = { type: "button", onclick, ...rest };
  if (pressed !== undefined) attributes["aria-pressed"] = String(Boolean(pressed));
  return h("button", attributes, label);
}

/** Say something to those who do not see the page. */
export function say(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

/** Whether the person types into something. */
export function isTyping(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
}

/** Enter that ends the composing of Chinese is no Enter. @param {KeyboardEvent} event */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** `14:05` of a time, with its day if that is not today. */
export function clock(time) {
  const when = new Date(time);
  if (Number.isNaN(when.valueOf())) return time ?? "";
  const two = (n) => String(n).padStart(2, "0");
  const hours = `${two(when.getHours())}:${two(when.getMinutes())}`;
  const isToday = when.toDateString() === new Date().toDateString();
  return isToday ? hours : `${when.getMonth() + 1}-${two(when.getDate())} ${hours}`;
}
