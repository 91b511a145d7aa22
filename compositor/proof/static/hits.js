/**
 * What is under a point of a page, and what words lie between two points.
 *
 *     partAt(view, x, y)            {article, part, rects} that can be edited
 *     moduleAt(view, x, y)
 *     lineAt(view, x, y)            a line of an article, and before which of its characters
 *     wordsBetween(view, a, b)      {article, part, quote, rects} of what was swept over
 *
 * Where exactly each character stands the page does not say: it is worked out from a line's width,
 * which is right to a character in set type.
 */

import { lineRect } from "./overlays.js";

const PT = 25.4 / 72;
const NEAR = 1; // mm beside a line that still are the line

const holds = ([x, y, w, h], px, py, air = 0) => px >= x - air && px <= x + w + air && py >= y - air && py <= y + h + air;
const area = (rects) => rects.reduce((sum, [, , w, h]) => sum + w * h, 0);

export function partAt(view, x, y) {
  const found = view.parts.filter((one) => one.rects.some((rect) => holds(rect, x, y, NEAR)));
  return found.sort((a, b) => area(a.rects) - area(b.rects))[0] ?? null;
}

export function moduleAt(view, x, y) {
  return view.modules.find((one) => holds(one.rect, x, y)) ?? null;
}

/** The comment or problem whose place is under a point. */
export function placedAt(some, page, x, y) {
  const rects = (one) => (one.rects ?? (one.rect ? [one.rect] : []));
  return some.find((one) => one.page === page && rects(one).some((rect) => holds(rect, x, y, NEAR))) ?? null;
}

/** Lines of an article in the order they are read. */
const linesOf = (view, article) =>
  view.frames.filter((frame) => frame.article === article).flatMap((frame) => frame.lines);

export function lineAt(view, x, y) {
  for (const frame of view.frames) {
    if (!frame.article) continue;
    const line = frame.lines.find((one) => one.part && holds(lineRect(one), x, y, 0.3));
    if (line) return { article: frame.article, line, at: characterAt(line, x, y) };
  }
  return null;
}

const isHalf = (sign) => sign.charCodeAt(0) < 0x250;

/** Where a line's type begins, and how wide each of its characters is on average. */
function advances({ text, width, size }) {
  const em = size * PT;
  const signs = [...text];
  const units = signs.reduce((sum, sign) => sum + (isHalf(sign) ? 0.55 : 1), 0);
  const indent = width - units * em > 1.5 * em ? width - units * em : 0;
  return { signs, indent, unit: units ? (width - indent) / units : em };
}

function characterAt(line, x, y) {
  const { signs, indent, unit } = advances(line);
  let rest = (line.vertical ? y - line.y : x - line.x) - indent;
  let at = 0;
  for (const sign of signs) {
    const step = unit * (isHalf(sign) ? 0.55 : 1);
    if (rest < step / 2) break;
    rest -= step;
    at += 1;
  }
  return at;
}

function stretchOf(line, from, to) {
  const { signs, indent, unit } = advances(line);
  const length = (some) => some.reduce((sum, sign) => sum + unit * (isHalf(sign) ? 0.55 : 1), 0);
  const begin = indent + length(signs.slice(0, from));
  const wide = length(signs.slice(from, to));
  const [x, y, w, h] = lineRect(line);
  return line.vertical ? [x, y + begin, w, wide] : [x + begin, y, wide, h];
}

/** What was swept over from one place to another, within the part where the sweep began. */
export function wordsBetween(view, a, b) {
  if (a.article !== b.article) return null;
  const lines = linesOf(view, a.article);
  let [first, last] = [a, b];
  const order = lines.indexOf(a.line) - lines.indexOf(b.line) || a.at - b.at;
  if (order > 0) [first, last] = [b, a];
  const { part } = first.line;
  const some = lines.slice(lines.indexOf(first.line), lines.indexOf(last.line) + 1).filter((line) => line.part === part);
  let quote = "";
  const rects = [];
  for (const line of some) {
    const signs = [...line.text];
    const from = line === first.line ? first.at : 0;
    const to = line === last.line ? last.at : signs.length;
    if (to <= from) continue;
    quote += signs.slice(from, to).join("");
    rects.push(stretchOf(line, from, to));
  }
  return quote ? { article: a.article, part, quote, rects } : null;
}

/** The smallest rectangle that holds all. */
export function around(rects) {
  const x = Math.min(...rects.map((one) => one[0]));
  const y = Math.min(...rects.map((one) => one[1]));
  const right = Math.max(...rects.map(([left, , w]) => left + w));
  const bottom = Math.max(...rects.map(([, top, , h]) => top + h));
  return [x, y, right - x, bottom - y].map((length) => Math.round(length * 100) / 100);
}
