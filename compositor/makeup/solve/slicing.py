"""Slicing: a rectangle of the page cut straight through, again and again, until each piece holds
one article; the cheapest such plans.

    ┌───────────────┐   stack   one over the other, an empty line between
    │ a             │   side    one beside the other, a gutter between
    ├──────┬────────┤
    │ b    │ c      │   stack(a, side(b, stack(c, d)))
    │      ├────────┤
    │      │ d      │   Guillotine layouts, as newspapers are made (Gange, Marriott and Stuckey,
    └──────┴────────┘   Optimal guillotine layout, 2012).

It knows items, columns and lines, and nothing of type: `Shapes` says in which ways an item fills a
rectangle exactly and what each costs. Every part of the page is solved once (dynamic programming
over which items, where it matters which place, and how large) and keeps its best few plans, since
what the whole page costs is only known of whole pages (`makeup.rules`). What areas cannot hold is
never looked at: an item takes so many column lines in all its ways, so most cuts are hopeless.

The work is bounded by a count and not by a clock, so that a page is the same on every machine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from compositor.geometry import Rect


class Way(NamedTuple):
    """One way an item fills a rectangle, and what it costs.

    `form` names it to whoever made the shapes; `head` is what neighbours see of it: the size of a
    level headline at its top, 0 if there is none or a box or picture parts it from them.
    """

    cost: int
    form: int
    head: int


# For each item and number of columns: by lines, the ways that fill them, cheapest first.
Shapes: TypeAlias = Sequence[Mapping[int, Mapping[int, Sequence[Way]]]]
Kind: TypeAlias = Literal["leaf", "stack", "side"]


class Plan(NamedTuple):
    """A plan of a rectangle. A leaf has its item and way; a cut has two parts.

    `left` and `right` are the heads at its upper corners; `lines` and `columns` its extent. Plans
    that differ in nothing but the depths of their parts have one `pattern`.
    """

    cost: int
    kind: Kind
    columns: int
    lines: int
    left: int
    right: int
    item: int = -1
    way: Way | None = None
    first: "Plan | None" = None
    second: "Plan | None" = None
    gap: int = 0
    pattern: int = 0


class Leaf(NamedTuple):
    """An item in its place: a rectangle in columns and lines, counted as the page counts them."""

    item: int
    area: Rect
    way: Way


@dataclass(frozen=True, slots=True)
class Prices:
    """What cuts cost; see `makeup.rules` for the rules behind them."""

    upside_down: int = 60  # a lighter item over a heavier one (R08, R09)
    right_heavy: int = 15  # a lighter item left of a heavier one (R09)
    alike: int = 80  # two headlines of like size side by side (R06)
    beside: int = 6  # two headlines side by side at all
    across: int = 40  # a gap across the whole page between two modules or more (R07)
    down: int = 160  # the same down the page
    wide_gap: int = 5  # an empty line more between two modules
    nearly: int = 4  # headlines are alike if they differ by less, in points


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be sliced: its free rectangle, its items, heaviest first, and the pinned.

    `pins` are rectangles of the page by item; of those `shapes` is not asked.
    """

    area: Rect
    shapes: Shapes
    gap: int = 1
    pins: Mapping[int, Rect] = field(default_factory=dict)
    prices: Prices = field(default_factory=Prices)


ALL_SPLITS = 7  # items up to which every split is tried
MOST_SWAPS = 2  # of more, how many may stand over heavier ones at one cut


class Slicer:
    """Finds the cheapest plans of a task; `keep` of every part, `effort` combinations at most."""

    def __init__(self, task: Task, keep: int = 12, effort: int = 400_000) -> None:
        self._task, self._keep, self._effort = task, keep, effort
        self._count = len(task.shapes)
        self._known: dict[tuple[int, Rect], dict[Kind, list[Plan]]] = {}
        self._bounds: dict[tuple[int, int], tuple[int, int]] = {}
        self._pin_mask = sum(1 << item for item in task.pins)

    def plans(self) -> list[Plan]:
        """The cheapest plans of the whole page; none if it cannot be filled exactly."""
        whole = (1 << self._count) - 1
        return self._merge(self._of(whole, self._task.area).values())

    @property
    def is_exhausted(self) -> bool:
        """Whether the bound of the work ended the search."""
        return self._effort <= 0

    def _of(self, items: int, area: Rect) -> dict[Kind, list[Plan]]:
        """The best plans of a part of the page, by the kind of their first cut."""
        pinned = bool(self._pin_mask)
        key = (items, area if pinned else Rect(0, 0, area.width, area.height))
        if key not in self._known:
            self._known[key] = {"leaf": [], "stack": [], "side": []}  # no way round in circles
            if self._may_hold(items, area):
                self._known[key] = self._solve(items, area)
        return self._known[key]

    def _may_hold(self, items: int, area: Rect) -> bool:
        low, high = self._areas(items, area.width)
        return low <= area.width * area.height <= high

    def _areas(self, items: int, columns: int) -> tuple[int, int]:
        """The least and the most column lines that items may take within so many columns."""
        key = (items, columns)
        if key not in self._bounds:
            low = high = -self._task.gap * columns
            for item in _bits(items):
                least, most = self._area(item, columns)
                low, high = low + least, high + most + (self._task.gap + 1) * columns
            self._bounds[key] = (low + self._task.gap * columns, high)
        return self._bounds[key]

    def _area(self, item: int, columns: int) -> tuple[int, int]:
        if item in self._task.pins:
            pin = self._task.pins[item]
            return pin.width * pin.height, pin.width * pin.height
        taken = [
            w * lines
            for w, by_lines in self._task.shapes[item].items()
            if w <= columns
            for lines in by_lines
        ]
        return (min(taken), max(taken)) if taken else (10**9, -(10**9))

    def _solve(self, items: int, area: Rect) -> dict[Kind, list[Plan]]:
        if items & (items - 1) == 0:
            return {"leaf": self._leaves(items.bit_length() - 1, area), "stack": [], "side": []}
        return {
            "leaf": [],
            "stack": self._cheapest(self._stacks(items, area)),
            "side": self._cheapest(self._sides(items, area)),
        }

    def _leaves(self, item: int, area: Rect) -> list[Plan]:
        if item in self._task.pins:
            if self._task.pins[item] != area:
                return []
            pinned = Plan(0, "leaf", area.width, area.height, 0, 0, item, Way(0, -1, 0))
            return [pinned._replace(pattern=hash((item, -1)))]
        ways = self._task.shapes[item].get(area.width, {}).get(area.height, ())
        return [
            Plan(
                way.cost,
                "leaf",
                area.width,
                area.height,
                way.head,
                way.head,
                item,
                way,
                pattern=hash((item, area.width, way.form)),
            )
            for way in ways
        ]

    def _stacks(self, items: int, area: Rect) -> Iterator[Plan]:
        """One part over the rest; the upper one is no stack itself, so that each comes once."""
        for upper, lower in self._splits(items):
            cost = self._task.prices.upside_down if upper & -upper > lower & -lower else 0
            cost += self._parting(upper, lower, area, self._task.prices.across)
            yield from self._with_gap(upper, lower, area, self._task.gap, cost)
            wide = self._task.gap + 1
            yield from self._with_gap(upper, lower, area, wide, cost + self._task.prices.wide_gap)

    def _with_gap(self, upper: int, lower: int, area: Rect, gap: int, cost: int) -> Iterator[Plan]:
        for lines in self._depths(upper, lower, area, gap):
            over = Rect(area.x, area.y, area.width, lines)
            under = Rect(area.x, area.y + lines + gap, area.width, area.height - lines - gap)
            if not (self._may_hold(upper, over) and self._may_hold(lower, under)):
                continue
            if not self._pins_inside(upper, over) or not self._pins_inside(lower, under):
                continue
            below = self._merge(self._of(lower, under).values())
            if below:
                above = self._merge(v for k, v in self._of(upper, over).items() if k != "stack")
                yield from self._pairs(above, below, "stack", cost, gap)

    def _sides(self, items: int, area: Rect) -> Iterator[Plan]:
        """One part beside the rest; the left one is no row itself."""
        prices = self._task.prices
        for left, right in self._splits(items):
            cost = prices.right_heavy if left & -left > right & -right else 0
            cost += self._parting(left, right, area, prices.down)
            for columns in range(1, area.width):
                at = Rect(area.x, area.y, columns, area.height)
                rest = Rect(area.x + columns, area.y, area.width - columns, area.height)
                if not (self._may_hold(left, at) and self._may_hold(right, rest)):
                    continue
                if not self._pins_inside(left, at) or not self._pins_inside(right, rest):
                    continue
                rightward = self._merge(self._of(right, rest).values())
                if rightward:
                    leftward = self._merge(v for k, v in self._of(left, at).items() if k != "side")
                    yield from self._pairs(leftward, rightward, "side", cost, 0)

    def _splits(self, items: int) -> Iterator[tuple[int, int]]:
        """Every way to part the items in two; of many, those that keep the heavier ones together.

        Item 0 is the heaviest.
        """
        few = items.bit_count() <= ALL_SPLITS
        part = (items - 1) & items
        while part:
            if few or _swaps(part, items ^ part) <= MOST_SWAPS:
                yield part, items ^ part
            part = (part - 1) & items

    def _depths(self, upper: int, lower: int, area: Rect, gap: int) -> Iterable[int]:
        """How deep the upper part may be, by the areas of both."""
        low, high = self._areas(upper, area.width)
        under_low, under_high = self._areas(lower, area.width)
        room = area.height - gap
        least = max(-(-low // area.width), room - under_high // area.width)
        most = min(high // area.width, room - -(-under_low // area.width))
        return range(max(1, least), min(most, room - 1) + 1)

    def _pins_inside(self, items: int, area: Rect) -> bool:
        """Whether the pins among the items lie in the area, and no others touch it."""
        for item, pin in self._task.pins.items():
            if items >> item & 1:
                if not _contains(area, pin):
                    return False
            elif area.overlaps(pin):
                return False
        return True

    def _pairs(
        self, firsts: Sequence[Plan], seconds: Sequence[Plan], kind: Kind, cost: int, gap: int
    ) -> Iterator[Plan]:
        for first in firsts:
            for second in seconds:
                self._effort -= 1
                if self._effort < 0:
                    return
                yield self._joined(first, second, kind, cost, gap)

    def _joined(self, first: Plan, second: Plan, kind: Kind, cost: int, gap: int) -> Plan:
        total = first.cost + second.cost + cost
        columns, lines, right = first.columns, first.lines, first.right
        if kind == "stack":
            lines += gap + second.lines
        else:
            total += self._neighbours(first.right, second.left)
            columns, right = columns + second.columns, second.right
        pattern = hash((kind == "stack", first.pattern, second.pattern))
        return Plan(
            total, kind, columns, lines, first.left, right, -1, None, first, second, gap, pattern
        )

    def _parting(self, first: int, second: int, area: Rect, price: int) -> int:
        """What it costs to cut the page in two with several modules on both sides."""
        is_whole = area == self._task.area
        return price if is_whole and min(first.bit_count(), second.bit_count()) > 1 else 0

    def _neighbours(self, left: int, right: int) -> int:
        """What two headlines in one row cost."""
        prices = self._task.prices
        if not left or not right:
            return 0
        return prices.alike if abs(left - right) < prices.nearly else prices.beside

    def _cheapest(self, plans: Iterable[Plan]) -> list[Plan]:
        """The cheapest plans, one of each pattern."""
        best: dict[int, Plan] = {}
        for plan in plans:
            if plan.pattern not in best or plan.cost < best[plan.pattern].cost:
                best[plan.pattern] = plan
        return nsmallest(self._keep, best.values(), key=_cost)

    def _merge(self, lists: Iterable[Sequence[Plan]]) -> list[Plan]:
        return nsmallest(self._keep, chain.from_iterable(lists), key=_cost)


def leaves(plan: Plan, x: int, y: int) -> Iterator[Leaf]:
    """The items of a plan in their places, in reading order, its corner at column `x`, line `y`."""
    if plan.way is not None:
        yield Leaf(plan.item, Rect(x, y, plan.columns, plan.lines), plan.way)
        return
    assert plan.first and plan.second
    yield from leaves(plan.first, x, y)
    if plan.kind == "stack":
        yield from leaves(plan.second, x, y + plan.first.lines + plan.gap)
    else:
        yield from leaves(plan.second, x + plan.first.columns, y)


_cost: Callable[[Plan], int] = lambda plan: plan.cost  # noqa: E731 - a key, not a function


def _bits(items: int) -> Iterator[int]:
    while items:
        yield (items & -items).bit_length() - 1
        items &= items - 1


def _swaps(first: int, second: int) -> int:
    """How many items of the first part stand before heavier ones of the second."""
    count = first.bit_count()
    lightest_first = list(_bits(first | second))[count:]
    return sum(first >> item & 1 for item in lightest_first)


def _contains(area: Rect, inner: Rect) -> bool:
    return (
        area.x <= inner.x
        and area.y <= inner.y
        and inner.right <= area.right
        and inner.bottom <= area.bottom
    )
