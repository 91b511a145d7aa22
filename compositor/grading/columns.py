"""Rows of body type to columns, without any source: a page cut where nothing is printed.

A page is cut across at empty bands that hold a heading, then down its gutters (white of a whole
stretch's depth, 0.8 em or more), then across at larger gaps if that shows new gutters, and so on
until nothing more comes apart. Any page that can be cut with straight knives comes apart so;
reading order is left to right inside a stretch, stretch after stretch.

    ┌──heading──────┐     cut across under headings
    │ 1 │ 2 │ 3 │ 4 │     cut down at gutters
    ├──heading──┬───┤
    │ 5  │  6   │ 7 │     each column has a measure of its own
    └───────────┴───┘
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from compositor.grading.classes import core
from compositor.grading.rows import Row, rows_of
from compositor.model.signs import Sign
from compositor.units import Emu

GUTTER = 80  # hundredths of the size: the narrowest gutter
GUTTER_OF_FEW = 120  # of stretches of one or two rows
GAP = 190  # hundredths of the leading: the smallest gap that may part stretches
DEEPEST = 16  # cuts within cuts


class Head(NamedTuple):
    """A row of larger type: its baseline and how far it reaches."""

    y: Emu
    left: Emu
    right: Emu


class Leaf(NamedTuple):
    """One column of one stretch: its rows, and which stretch it is."""

    rows: tuple[Row, ...]
    band: int


class Knife:
    """Cuts one page; `leading` may be rough."""

    def __init__(self, heads: Sequence[Head], size: Emu, leading: Emu) -> None:
        self._heads = heads
        self._size = size
        self._leading = leading
        self._bands = 0

    def leaves(self, signs: Sequence[Sign]) -> list[Leaf]:
        """The columns of a page in reading order."""
        self._bands = 1
        return list(self._cut(signs, 0)) if signs else []

    def _cut(self, signs: Sequence[Sign], depth: int) -> Iterator[Leaf]:
        parts = [signs] if depth > DEEPEST else self._under_heads(signs)
        if len(parts) > 1:
            yield from self._bands_of(parts, depth)
        elif len(parts := self._between_gutters(signs)) > 1 and depth <= DEEPEST:
            for part in parts:
                yield from self._cut(part, depth + 1)
        elif len(parts := self._between_gaps(signs)) > 1 and depth <= DEEPEST:
            yield from self._bands_of(parts, depth)
        else:
            yield Leaf(tuple(rows_of(signs, self._size)), self._bands)

    def _bands_of(self, parts: Sequence[Sequence[Sign]], depth: int) -> Iterator[Leaf]:
        for part in parts:
            yield from self._cut(part, depth + 1)
            self._bands += 1

    def _under_heads(self, signs: Sequence[Sign]) -> list[list[Sign]]:
        """Parted at headings that stand between rows and over columns."""
        ys = sorted({s.y for s in signs})
        left, right = min(s.x for s in signs), max(s.x + s.advance for s in signs)
        over = [h.y for h in self._heads if h.left < right and h.right > left]
        return self._parted(signs, [b for a, b in pairwise(ys) if any(a < y < b for y in over)])

    def _between_gaps(self, signs: Sequence[Sign]) -> list[list[Sign]]:
        ys = sorted({s.y for s in signs})
        return self._parted(
            signs, [b for a, b in pairwise(ys) if 100 * (b - a) > GAP * self._leading]
        )

    def _parted(self, signs: Sequence[Sign], tops: Sequence[Emu]) -> list[list[Sign]]:
        """Parted above each of `tops`, if a part then shows gutters."""
        edges = [-(10**12), *tops, 10**12]
        parts = [[s for s in signs if a <= s.y < b] for a, b in pairwise(edges)] if tops else []
        parts = [part for part in parts if part]
        return parts if any(map(self._gutters, parts)) else []

    def _between_gutters(self, signs: Sequence[Sign]) -> list[list[Sign]]:
        edges = [-(10**12), *self._gutters(signs), 10**12]
        return [[s for s in signs if 2 * a <= sum(core(s)) < 2 * b] for a, b in pairwise(edges)]

    def _gutters(self, signs: Sequence[Sign]) -> list[Emu]:
        """The middles of what stays white from top to bottom."""
        few = len({s.y for s in signs}) < 3
        needed = (GUTTER_OF_FEW if few else GUTTER) * self._size // 100
        found: list[Emu] = []
        spans = sorted(map(core, signs))
        reached = spans[0][1]
        for left, right in spans:
            if left - reached >= needed:
                found.append((left + reached) // 2)
            reached = max(reached, right)
        return found
