/**
 * A page as its tiles: the right magnification of what is seen, and no moment without a picture.
 *
 *     const sheet = new Sheet(told)            // told() after each tile that came
 *     sheet.refresh(page, plates, changed)     // a new imprint: only what `changed` touches is asked
 *     sheet.place(scale)                       // CSS pixels to a mm
 *     sheet.show(dpi, seen)                    // the level that is to be seen, and where
 *     sheet.isComplete(seen)
 *
 * Tiles stand in levels, one a resolution. The base level, the whole page as it fits the window,
 * stays under all others; a level goes once the one that is wanted has everything that is seen.
 * A tile is replaced after its successor was decoded, so that nothing flickers.
 */

import { tileAddress } from "./api.js";
import { h } from "./dom.js";

export const STEPS = [24, 36, 48, 72, 96, 144, 192, 288, 384, 576, 800];
const MM = 25.4;
const RETRY = 100; // ms until a tile that did not come is asked for again; then twice that
const MARGIN = 0.25; // of what is seen: loaded around it, by eye

/** The step that is sharp at a scale; a twentieth less is not seen. */
export function stepFor(scale) {
  const wanted = scale * MM * devicePixelRatio;
  return STEPS.find((step) => step >= wanted * 0.95) ?? STEPS.at(-1);
}

/** @typedef {{x: number, y: number, image: HTMLImageElement | null, shown: string, wanted: string}} Tile */

export class Sheet {
  /** @param {() => void} told */
  constructor(told) {
    this.element = h("div", { class: "sheet" });
    this.told = told;
    this.edge = 768;
    this.scale = 1;
    this.imprint = "";
    this.plates = "all";
    this.dpi = 0;
    this.base = 0;
    /** @type {Map<number, {dpi: number, element: HTMLElement, tiles: Map<string, Tile>}>} */
    this.levels = new Map();
    this.cover = { url: "", image: null };
  }

  /** Width and height of the sheet, bleed and all, in mm. */
  get size() {
    const { width, height, bleed } = this.page;
    return [width + 2 * bleed, height + 2 * bleed];
  }

  /**
   * Show another state of the page. `changed` are the places in which the new imprint differs from
   * the one that is shown, or null where that is not known.
   */
  refresh(page, edge, plates, changed) {
    this.page = page;
    this.edge = edge;
    if (page.imprint === this.imprint && plates === this.plates) return;
    const before = this.#name;
    const isKnown = plates === this.plates && changed?.length && this.imprint;
    this.imprint = page.imprint;
    this.plates = plates;
    for (const level of this.levels.values()) {
      if (level.dpi !== this.dpi && level.dpi !== this.base) this.#drop(level);
      else this.#renew(level, before, isKnown ? changed : null);
    }
  }

  get #name() {
    return `${this.imprint}/${this.plates}`;
  }

  /** Tiles that differ are asked for when they are seen next; the others take the new name. */
  #renew(level, before, changed) {
    for (const tile of level.tiles.values()) {
      const isSame = changed && !changed.some((rect) => this.#touches(level, tile, rect));
      if (isSame && tile.shown === before && tile.wanted === before) {
        tile.shown = tile.wanted = this.#name;
      }
    }
  }

  #touches({ dpi }, { x, y }, [left, top, width, height]) {
    const { bleed } = this.page;
    const edge = (this.edge * MM) / dpi;
    const air = 1.5; // mm: ink that stands out of its line
    return (
      left + bleed - air < (x + 1) * edge && left + bleed + width + air > x * edge &&
      top + bleed - air < (y + 1) * edge && top + bleed + height + air > y * edge
    );
  }

  /** Whole at this resolution, for a look at once when the page is turned. */
  keep(dpi) {
    const old = this.base;
    this.base = dpi;
    if (old && old !== dpi && old !== this.dpi) this.#drop(this.levels.get(old));
    this.#load(dpi, null);
  }

  /** Show what is seen ([x, y, width, height] in mm of the sheet) at a resolution. */
  show(dpi, seen) {
    this.dpi = dpi;
    const [x, y, width, height] = seen;
    const [mx, my] = [width * MARGIN, height * MARGIN];
    this.#load(dpi, seen);
    this.#load(dpi, [x - mx, y - my, width + 2 * mx, height + 2 * my], "low");
    this.#settle(seen);
  }

  /** Whether everything that is seen is there, as it is now and sharp. */
  isComplete(seen) {
    return this.#isComplete(this.dpi, seen);
  }

  /** Whether the whole page is there as it fits the window. */
  get isReady() {
    return Boolean(this.base) && this.#isComplete(this.base, null);
  }

  #isComplete(dpi, seen) {
    const tiles = this.levels.get(dpi)?.tiles;
    return Boolean(tiles) && this.#cells(dpi, seen).every(([x, y]) => tiles.get(`${x}-${y}`)?.shown === this.#name);
  }

  #cells(dpi, seen) {
    const [width, height] = this.size;
    const [x, y, w, hh] = seen ?? [0, 0, width, height];
    const edge = (this.edge * MM) / dpi;
    const last = (length) => Math.ceil(Math.round((length / MM) * dpi) / this.edge) - 1;
    const range = (from, length, all) => {
      const most = last(all);
      const begin = Math.max(0, Math.floor(from / edge));
      return [begin, Math.min(most, Math.floor((from + length) / edge))];
    };
    const [x0, x1] = range(x, w, width);
    const [y0, y1] = range(y, hh, height);
    const found = [];
    for (let row = y0; row <= y1; row++) for (let column = x0; column <= x1; column++) found.push([column, row]);
    return found;
  }

  #load(dpi, seen, priority = "high") {
    const level = this.#level(dpi);
    for (const [x, y] of this.#cells(dpi, seen)) {
      const key = `${x}-${y}`;
      let tile = level.tiles.get(key);
      if (!tile) level.tiles.set(key, (tile = { x, y, image: null, shown: "", wanted: "" }));
      if (tile.wanted !== this.#name) this.#fetch(level, tile, priority);
    }
  }

  #level(dpi) {
    let level = this.levels.get(dpi);
    if (!level) {
      level = { dpi, element: h("div", { class: "level" }), tiles: new Map() };
      level.element.style.zIndex = String(STEPS.indexOf(dpi) + 1);
      this.levels.set(dpi, level);
      this.element.append(level.element);
    }
    return level;
  }

  async #fetch(level, tile, priority, tries = 0) {
    const name = this.#name;
    tile.wanted = name;
    const image = new Image();
    image.alt = "";
    image.draggable = false;
    image.fetchPriority = priority;
    image.src = tileAddress(this.imprint, this.plates, level.dpi, tile.x, tile.y);
    const isThere = await image.decode().then(() => true, () => false);
    if (tile.wanted !== name || this.levels.get(level.dpi) !== level) return;
    if (!isThere) {
      const again = () => tile.wanted === name && this.#fetch(level, tile, priority, tries + 1);
      setTimeout(again, Math.min(RETRY << tries, 2000));
      return;
    }
    this.#put(level, tile, image);
    if (tile.image) tile.image.replaceWith(image);
    else level.element.append(image);
    tile.image = image;
    tile.shown = name;
    this.told();
  }

  /** Whole device pixels, so that neighbours meet without a seam. */
  #put(level, tile, image) {
    const unit = (this.scale * MM) / level.dpi;
    const edge = (pixels) => Math.round(pixels * unit * devicePixelRatio) / devicePixelRatio;
    const [x, y] = [tile.x * this.edge, tile.y * this.edge];
    const { style } = image;
    style.left = `${edge(x)}px`;
    style.top = `${edge(y)}px`;
    style.width = `${edge(x + image.naturalWidth) - edge(x)}px`;
    style.height = `${edge(y + image.naturalHeight) - edge(y)}px`;
  }

  /** Another scale: the tiles that are there stretch until sharper ones have come. */
  place(scale) {
    if (scale === this.scale) return;
    this.scale = scale;
    for (const level of this.levels.values()) {
      for (const tile of level.tiles.values()) if (tile.image) this.#put(level, tile, tile.image);
    }
  }

  /** Levels that are covered go; tiles far from what is seen go, too. */
  #settle(seen) {
    if (!this.isComplete(seen)) return;
    for (const level of this.levels.values()) {
      if (level.dpi !== this.dpi && level.dpi !== this.base) this.#drop(level);
    }
    const level = this.levels.get(this.dpi);
    if (this.dpi === this.base || level.tiles.size < 64) return;
    const near = new Set(this.#cells(this.dpi, seen).map(([x, y]) => `${x}-${y}`));
    for (const [key, tile] of level.tiles) {
      if (near.has(key)) continue;
      tile.image?.remove();
      tile.wanted = "";
      level.tiles.delete(key);
    }
  }

  /** Call after tiles came. */
  settled(seen) {
    this.#settle(seen);
  }

  #drop(level) {
    if (!level) return;
    this.levels.delete(level.dpi);
    for (const tile of level.tiles.values()) tile.wanted = "";
    level.element.remove();
  }

  /** A picture over the whole page (two proofs laid over each other), or none with "". */
  async setCover(url) {
    if (url === this.cover.url) return;
    this.cover.url = url;
    if (!url) {
      this.cover.image?.remove();
      this.cover.image = null;
      return;
    }
    const image = new Image();
    image.className = "cover";
    image.alt = "";
    image.draggable = false;
    image.src = url;
    await image.decode().catch(() => {});
    if (this.cover.url !== url) return;
    this.cover.image?.remove();
    this.cover.image = image;
    this.element.append(image);
  }
}
