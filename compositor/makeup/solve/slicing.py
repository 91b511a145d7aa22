"""Slicing: a page cut straight through, again and again, until each piece holds one item.

    ┌───────────────┐   one over the other, an empty line or two between, or
    │ a             │   one beside the other, a gutter between
    ├──────┬────────┤
    │ b    │ c      │   Guillotine layouts, as newspapers are made (Gange, Marriott and Stuckey,
    │      ├────────┤   Optimal guillotine layout, 2012).
    │      │ d      │
    └──────┴────────┘

    slices = Slices(task)
    slices.floor                          # no plan of the page costs less by its ways alone
    for cost, plates in slices.plans(bound):      # every plan that costs no more

It knows items, columns and lines, and nothing of type. A plan says which item has which rectangle;
what it costs by its ways is a lower bound of what it costs by the rules. Three things keep the
search short and lose nothing: only parts that can be filled are cut (`depths`); the least cost of
every part is known, so that no part is pursued that the rest of the page cannot pay for; and the
item that leads must stand at the top (R08, a hard rule).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from compositor.geometry import Rect
from compositor.makeup.rules import CLASS_PRICES
from compositor.makeup.solve.depths import GAPS, Depths, Shapes, bits, parts

NEVER = 1_000_000  # what cannot be done costs this much
LEAD = 1  # the set of the first item alone

Plates: TypeAlias = tuple[tuple[int, Rect], ...]  # which item has which rectangle
Kind: TypeAlias = Literal["", "stack", "side"]


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be sliced: its free rectangle, its items, the most important first, and the pins.

    A pin is an item that has its rectangle already; its one way costs nothing.
    """

    area: Rect
    shapes: Shapes
    pins: Mapping[int, Rect] = field(default_factory=dict)
    is_first_page: bool = False


@dataclass(frozen=True, slots=True)
class _Cut:
    """A cut of a part in two, the first over or left of the second."""

    first: int
    second: int
    size: tuple[int, int]  # of the first: columns, lines
    rest: tuple[int, int]
    gap: int  # lines between them; -1 if they stand side by side

    @property
    def kind(self) -> Kind:
        """Which way it goes."""
        return "side" if self.gap < 0 else "stack"

    def areas(self, area: Rect) -> tuple[Rect, Rect]:
        """The rectangles of both parts."""
        first = Rect(area.x, area.y, *self.size)
        if self.gap < 0:
            return first, Rect(first.right, area.y, *self.rest)
        return first, Rect(area.x, first.bottom + self.gap, *self.rest)


class Slices:
    """The plans of a page. `work` counts the cuts that were looked at."""

    def __init__(self, task: Task, depths: Depths | None = None) -> None:
        self._task = task
        self._depths = depths or Depths(task.shapes, task.area.width, task.area.height)
        self._every = (1 << len(task.shapes)) - 1
        self._floors: dict[tuple[int, int, int], int] = {}
        self._cuts: dict[tuple[int, int, int], tuple[_Cut, ...]] = {}
        self.work = 0

    @property
    def floor(self) -> int:
        """What every plan costs at least; `NEVER` if there is none."""
        return self._floor(self._every, self._task.area.width, self._task.area.height)

    def plans(self, bound: int) -> Iterator[tuple[int, Plates]]:
        """Every plan that costs no more than the bound by its ways, each once."""
        return self._plans(self._every, self._task.area, bound, "")

    def _floor(self, items: int, columns: int, lines: int) -> int:
        if lines < 1 or not self._depths.of(items, columns) >> lines & 1:
            return NEVER
        key = (items, columns, lines)
        if key not in self._floors:
            self._floors[key] = self._find(items, columns, lines)
        return self._floors[key]

    def _find(self, items: int, columns: int, lines: int) -> int:
        if items & (items - 1) == 0:
            return self._task.shapes[items.bit_length() - 1][columns][lines][0].price
        sums = (
            self._floor(cut.first, *cut.size) + self._floor(cut.second, *cut.rest)
            for cut in self._ways_to_cut(items, columns, lines)
        )
        return min(sums, default=NEVER)

    def _ways_to_cut(self, items: int, columns: int, lines: int) -> tuple[_Cut, ...]:
        key = (items, columns, lines)
        if key not in self._cuts:
            self._cuts[key] = tuple(self._find_cuts(items, columns, lines))
        return self._cuts[key]

    def _find_cuts(self, items: int, columns: int, lines: int) -> Iterator[_Cut]:
        """Every cut both sides of which can be filled."""
        of = self._depths.of
        for first in parts(items):
            second = items ^ first
            if self._task.pins or not second & LEAD:
                over, under = of(first, columns), of(second, columns)
                for deep in bits(over) if over and under else ():
                    for gap in GAPS:
                        rest = lines - deep - gap
                        if rest > 0 and under >> rest & 1:
                            yield _Cut(first, second, (columns, deep), (columns, rest), gap)
            for left in range(1, columns):
                if (of(first, left) & of(second, columns - left)) >> lines & 1:
                    yield _Cut(first, second, (left, lines), (columns - left, lines), -1)

    def _plans(
        self, items: int, area: Rect, bound: int, after: Kind
    ) -> Iterator[tuple[int, Plates]]:
        """The plans of a part; `after` is the kind of cut it may not begin with."""
        floor = self._floor(items, area.width, area.height)
        if floor > bound:
            return
        if items & (items - 1) == 0:
            item = items.bit_length() - 1
            if self._task.pins.get(item, area) == area:
                yield floor, ((item, area),)
            return
        for cut in self._ways_to_cut(items, area.width, area.height):
            self.work += 1
            extra = self._parting(cut, area)
            least = self._floor(cut.second, *cut.rest)
            if cut.kind == after or self._floor(cut.first, *cut.size) + least + extra > bound:
                continue
            yield from self._joined(cut, area, bound - extra)

    def _joined(self, cut: _Cut, area: Rect, bound: int) -> Iterator[tuple[int, Plates]]:
        """Both parts of a cut, put together."""
        at, rest = cut.areas(area)
        if not (self._pins_fit(cut.first, at) and self._pins_fit(cut.second, rest)):
            return
        least = self._floor(cut.second, *cut.rest)
        for cost, plates in self._plans(cut.first, at, bound - least, cut.kind):
            for more, others in self._plans(cut.second, rest, bound - cost, ""):
                yield cost + more, plates + others

    def _parting(self, cut: _Cut, area: Rect) -> int:
        """What it costs at least to part the whole page with several items on both sides (R07)."""
        if area != self._task.area or min(cut.first.bit_count(), cut.second.bit_count()) < 2:
            return 0
        if cut.gap >= 0:
            return CLASS_PRICES[3]
        return NEVER if self._task.is_first_page else CLASS_PRICES[5]

    def _pins_fit(self, items: int, area: Rect) -> bool:
        """Whether the pins among the items lie in the area, and no others touch it."""
        for item, pin in self._task.pins.items():
            if items >> item & 1:
                inside = area.x <= pin.x and area.y <= pin.y
                if not (inside and pin.right <= area.right and pin.bottom <= area.bottom):
                    return False
            elif area.overlaps(pin):
                return False
        return True
