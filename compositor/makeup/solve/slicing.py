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
    for plan in slices.plans():           # the cheapest plans, one of each pattern
        plan.cost, slices.plates(plan)
        slices.variants(plan, bound)      # those of its pattern that cost no more

It knows items, columns and lines, and nothing of type. A plan says which item has which rectangle;
what it costs by its ways is a lower bound of what it costs by the rules, which are asked of whole
pages only (`choice`). Plans that differ in nothing but the depths of their parts have one pattern,
and the cheapest stands for all. Three things keep the search short: only parts that can be filled
are cut (`depths`); of each part the least cost is known first, and of cuts only those are pursued
that may be among the cheapest; and the item that leads must stand at the top (R08, a hard rule).
"""

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Literal, NamedTuple, TypeAlias

from compositor.geometry import Rect
from compositor.makeup.rules import CLASS_PRICES
from compositor.makeup.solve.depths import GAPS, Depths, Shapes, bits, parts

NEVER = 1_000_000  # what cannot be done costs this much
LEAD = 1  # the set of the first item alone
ALL_CUTS = 7  # items of a page up to which every cut of every part is tried
MOST_CUTS = (120, 90, 60, 40, 25)  # of 8, 9 … items, how many cuts of a part: the likely ones
# Plans of a part and of the page that are kept, the cheapest of different patterns; of many items.
KEPT, KEPT_OF_MANY = (80, 500), (30, 150)
# What a cut is likely to cost by rules that look at heads and places; it only ranks plans.
UPSIDE_DOWN, RIGHT_HEAVY = 12, 4  # a lighter part over, or left of, one with a heavier item

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


class _Cut(NamedTuple):
    """A cut of a part in two, the first over or left of the second; `least` is what it costs at
    least.
    """

    least: int
    first: int
    second: int
    size: tuple[int, int]  # of the first: columns, lines
    rest: tuple[int, int]
    gap: int  # lines between them; -1 if they stand side by side

    @property
    def kind(self) -> Kind:
        """Which way it goes."""
        return "side" if self.gap < 0 else "stack"

    def is_like(self, other: "_Cut") -> bool:
        """Whether it parts the same items the same way, at whatever depth."""
        same = (self.first, self.second, self.kind) == (other.first, other.second, other.kind)
        return same and (self.kind == "stack" or self.size[0] == other.size[0])

    def rest_of(self, area: Rect) -> Rect:
        """The rectangle of the second part."""
        if self.gap < 0:
            return Rect(area.x + self.size[0], area.y, *self.rest)
        return Rect(area.x, area.y + self.size[1] + self.gap, *self.rest)


class Plan(NamedTuple):
    """A plan of a part: its rank and pattern, what its ways cost, and how it is cut."""

    rank: int
    pattern: int
    cost: int
    cut: "_Cut | None" = None
    parts: "tuple[Plan, ...]" = ()


class Slices:
    """The plans of a page."""

    def __init__(self, task: Task, depths: Depths | None = None) -> None:
        self._task = task
        self._depths = depths or Depths(task.shapes, task.area.width, task.area.height)
        self._every = (1 << len(task.shapes)) - 1
        self._floors: dict[tuple[int, int, int], int] = {}
        self._cuts: dict[tuple[int, int, int], list[_Cut]] = {}
        self._guesses: dict[tuple[int, int], int] = {}
        self._plans: dict[tuple[int, Rect], list[Plan]] = {}

    @property
    def floor(self) -> int:
        """What every plan costs at least; `NEVER` if there is none."""
        return self._floor(self._every, self._task.area.width, self._task.area.height)

    @property
    def is_of_many(self) -> bool:
        """Whether the page has so many items that only likely cuts are tried."""
        return len(self._task.shapes) > ALL_CUTS

    def plans(self) -> Sequence[Plan]:
        """The cheapest plans of the page."""
        return self._of(self._every, self._task.area) if self.floor < NEVER else ()

    def plates(self, plan: Plan) -> Plates:
        """Which item has which rectangle in a plan of the page."""
        return tuple(_plates(plan, self._every, self._task.area))

    def variants(self, plan: Plan, bound: int) -> Iterator[tuple[int, Plates]]:
        """The plans of the page of the same pattern that cost no more, each with its cost."""
        return self._variants(plan, self._every, self._task.area, bound)

    def _variants(
        self, plan: Plan, items: int, area: Rect, bound: int
    ) -> Iterator[tuple[int, Plates]]:
        floor = self._floor(items, area.width, area.height)
        if floor > bound:
            return
        if plan.cut is None:
            yield floor, ((items.bit_length() - 1, area),)
            return
        for cut in self._cuts.get((items, area.width, area.height), ()):
            if cut.least > bound:
                return
            if not cut.is_like(plan.cut):
                continue
            at, rest = Rect(area.x, area.y, *cut.size), cut.rest_of(area)
            least = self._floor(cut.second, *cut.rest)
            for cost, plates in self._variants(plan.parts[0], cut.first, at, bound - least):
                for more, others in self._variants(plan.parts[1], cut.second, rest, bound - cost):
                    yield cost + more, plates + others

    def _floor(self, items: int, columns: int, lines: int) -> int:
        if lines < 1 or not self._depths.of(items, columns) >> lines & 1:
            return NEVER
        key = (items, columns, lines)
        if key not in self._floors:
            self._floors[key] = self._find_floor(items, columns, lines)
        return self._floors[key]

    def _find_floor(self, items: int, columns: int, lines: int) -> int:
        if items & (items - 1) == 0:
            return self._task.shapes[items.bit_length() - 1][columns][lines][0].price
        cuts = self._cuts[items, columns, lines] = sorted(self._find_cuts(items, columns, lines))
        return cuts[0].least if cuts else NEVER

    def _find_cuts(self, items: int, columns: int, lines: int) -> Iterator[_Cut]:
        """The cuts both sides of which can be filled; of many items the likely ones."""
        cuts = self._all_cuts(items, columns, lines)
        if (more := len(self._task.shapes) - ALL_CUTS) > 0:
            most = MOST_CUTS[min(more, len(MOST_CUTS)) - 1]
            cuts = iter(nsmallest(most, cuts))
        for cut in cuts:
            floors = self._floor(cut.first, *cut.size) + self._floor(cut.second, *cut.rest)
            yield cut._replace(least=floors + _order(cut))

    def _all_cuts(self, items: int, columns: int, lines: int) -> Iterator[_Cut]:
        """Every cut both sides of which can be filled, with a guess of what it costs."""
        of, guess = self._depths.of, self._guess
        for first in parts(items):
            second = items ^ first
            if self._task.pins or not second & LEAD:
                over, under = of(first, columns), of(second, columns)
                cost = guess(first, columns) + guess(second, columns)
                for gap in GAPS if over and under else ():
                    for deep in bits(over & _mirrored(under, lines - gap)):
                        rest = (columns, lines - deep - gap)
                        yield _ordered(_Cut(cost, first, second, (columns, deep), rest, gap))
            for left in range(1, columns):
                if (of(first, left) & of(second, columns - left)) >> lines & 1:
                    cost = guess(first, left) + guess(second, columns - left)
                    rest = (columns - left, lines)
                    yield _ordered(_Cut(cost, first, second, (left, lines), rest, -1))

    def _guess(self, items: int, columns: int) -> int:
        """What items cost at least in so many columns, whatever their depth."""
        key = (items, columns)
        if key not in self._guesses:
            self._guesses[key] = sum(self._least(item, columns) for item in bits(items))
        return self._guesses[key]

    def _least(self, item: int, columns: int) -> int:
        shapes = self._task.shapes[item]
        ways = (
            w[0].price for width in range(1, columns + 1) for w in shapes.get(width, {}).values()
        )
        return min(ways, default=NEVER)

    def _of(self, items: int, area: Rect) -> list[Plan]:
        """The best plans of a part; where it stands is no matter, but for pins and the page."""
        is_whole = area == self._task.area
        key = (items, area if self._task.pins or is_whole else area._replace(x=0, y=0))
        if key not in self._plans:
            self._plans[key] = self._find_plans(items, area, is_whole=is_whole)
        return self._plans[key]

    def _find_plans(self, items: int, area: Rect, *, is_whole: bool) -> list[Plan]:
        floor = self._floor(items, area.width, area.height)
        if items & (items - 1) == 0:
            item = items.bit_length() - 1
            is_there = self._task.pins.get(item, area) == area
            return [Plan(floor, hash((item, area.width)), floor)] if is_there else []
        kept = KEPT_OF_MANY if self.is_of_many else KEPT
        best = _Best(kept[is_whole])
        for cut in self._cuts.get((items, area.width, area.height), ()):
            if cut.least > best.limit:
                break
            self._try(cut, area, best, is_whole=is_whole)
        return best.plans

    def _try(self, cut: _Cut, area: Rect, best: "_Best", *, is_whole: bool) -> None:
        """Both parts of a cut, put together in the cheapest ways."""
        at, rest = Rect(area.x, area.y, *cut.size), cut.rest_of(area)
        if not (self._pins_fit(cut.first, at) and self._pins_fit(cut.second, rest)):
            return
        extra = _order(cut) + (self._parting(cut) if is_whole else 0)
        seconds = self._of(cut.second, rest)
        for first in self._of(cut.first, at):
            if first.cut and first.cut.kind == cut.kind:
                continue  # the same plan comes with the other part cut again
            for second in seconds:
                rank = first.rank + second.rank + extra
                if rank > best.limit:
                    break
                pattern = hash((cut.kind == "side", first.pattern, second.pattern))
                best.add(Plan(rank, pattern, first.cost + second.cost, cut, (first, second)))

    def _parting(self, cut: _Cut) -> int:
        """What it costs to part the whole page with several items on both sides (R07)."""
        if min(cut.first.bit_count(), cut.second.bit_count()) < 2:
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


class _Best:
    """The cheapest plans of different patterns, so many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._ranks: dict[int, int] = {}  # by pattern
        self.plans: list[Plan] = []

    @property
    def limit(self) -> int:
        """What a plan may cost at most to be among them."""
        return self.plans[-1].rank - 1 if len(self.plans) >= self._most else NEVER - 1

    def add(self, plan: Plan) -> None:
        """Take a plan in, in place of a dearer one of its pattern or of the dearest."""
        known = self._ranks.get(plan.pattern)
        if known is not None:
            if known <= plan.rank:
                return
            self.plans = [p for p in self.plans if p.pattern != plan.pattern]
        insort(self.plans, plan, key=lambda p: p.rank)
        self._ranks[plan.pattern] = plan.rank
        if len(self.plans) > self._most:
            del self._ranks[self.plans.pop().pattern]


def _plates(plan: Plan, items: int, area: Rect) -> Iterator[tuple[int, Rect]]:
    """The items of a plan in their rectangles, in reading order."""
    if plan.cut is None:
        yield items.bit_length() - 1, area
        return
    cut = plan.cut
    yield from _plates(plan.parts[0], cut.first, Rect(area.x, area.y, *cut.size))
    yield from _plates(plan.parts[1], cut.second, cut.rest_of(area))


def _order(cut: _Cut) -> int:
    """What it is likely to cost that a lighter part stands over or left of a heavier one."""
    if cut.first & -cut.first < cut.second & -cut.second:
        return 0
    return RIGHT_HEAVY if cut.gap < 0 else UPSIDE_DOWN


def _ordered(cut: _Cut) -> _Cut:
    """A cut with that in its cost."""
    return cut._replace(least=cut.least + _order(cut))


def _mirrored(depths: int, lines: int) -> int:
    """The depths that leave one of `depths` of so many lines: bit `h` for each bit `lines - h`."""
    if lines < 1:
        return 0
    kept = depths & ((1 << lines) - 1)
    return int(f"{kept:0{lines + 1}b}"[::-1], 2)
