"""Every plan of a page that straight cuts can make, and the cheapest of them: proven, not guessed.

    fillable(shapes, columns, lines)          # whether any plan fills the page at all
    best = optimum(plan, fitter)              # of all plans, the one the rules judge best
    best.price, best.placements

It shares with the solver what an article can do (`shapes`) and what rules say of a page (`rules`),
and nothing of the search: no plan is dropped because others look better. Three things keep it
finite, and each loses no plan that could be the best:

1. `Depths`, for each set of articles and width, the depths they fill exactly, as bits of a number:
   a cut is looked at only if both sides of it can be filled.
2. `Floors`, for each set of articles and size, the least that their modules can cost. A page costs
   at least what its modules do, since every rule adds to that and none takes away; so a part is
   not pursued once it and the floors of the others exceed the bound.
3. The bound rises until a plan below it is found (`STEP`): then none outside it is cheaper.

A plan is a geometry (which article has which rectangle) and a way for each article. For geometries
the rules are asked that know nothing but rectangles (`OF_PLACES`); for each module and each pair of
modules those that can only add up (`OF_MODULES`, `OF_PAIRS`); the whole page is judged last. Plans
that break a hard rule are left out: each costs more than any plan that breaks none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic
from compositor.geometry import Rect
from compositor.makeup.fitting import Fitter
from compositor.makeup.furniture import bears_end_matter
from compositor.makeup.rules import PageSketch, Sketch, judge
from compositor.makeup.sketching import free_area, sketch
from compositor.makeup.solve.depths import Shapes, Way, bits, parts
from compositor.makeup.solve.page import standings
from compositor.makeup.solve.shapes import Item, ShapeFunctions, shape
from compositor.makeup.threads import whole
from compositor.model.edition import Judgement
from compositor.model.issue import At, Issue, PagePlan, Placement

GAPS = (1, 2)  # empty lines between modules
STEP = 30  # by which the bound rises at first; then it doubles
HIGHEST = 10_000  # what a hard rule costs: no plan without one costs as much
LEAD = 1  # the set that holds the first article alone, which must stand at the top (R08)

# Rules that only rectangles decide; those that a module breaks by itself; those of two modules.
# What is in none of these is asked of the whole page.
OF_PLACES = frozenset({"R02", "R07", "R09", "R10", "R21"})
OF_MODULES = frozenset({"R01", "R16", "R17", "R18", "R23", "R24"})
OF_PAIRS = frozenset({"R06", "R08", "R22"})

Plates: TypeAlias = tuple[tuple[int, Rect], ...]  # which item has which rectangle


class Optimum(NamedTuple):
    """The best plan of a page; `judged` pages were judged whole, of `geometries`."""

    price: int
    placements: tuple[Placement, ...]
    judgements: tuple[Judgement, ...]
    geometries: int
    judged: int


class OutOfPatienceError(Exception):
    """More plans lie within the bound than the caller cared to have judged."""


# --------------------------------------------------------------------------- what can be filled


class Depths:
    """`of(items, columns)`: the depths a set of items fills exactly, as bits of a number."""

    def __init__(self, shapes: Shapes, columns: int, lines: int) -> None:
        self._mask = (1 << (lines + 1)) - 1
        self._known: dict[int, list[int]] = {}
        for items in range(1, 1 << len(shapes)):
            self._known[items] = [0] * (columns + 1)
            for width in range(1, columns + 1):
                self._known[items][width] = self._find(shapes, items, width)

    def of(self, items: int, columns: int) -> int:
        """Bit `h` is set if the items fill `columns` × `h` lines."""
        return self._known[items][columns]

    def _find(self, shapes: Shapes, items: int, width: int) -> int:
        if items & (items - 1) == 0:
            ways = shapes[items.bit_length() - 1].get(width, {})
            return sum(1 << lines for lines in ways) & self._mask
        found = 0
        for part in halves(items):
            over, under = self._known[part][width], self._known[items ^ part][width]
            found |= self._stacked(over, under)
            for left in range(1, width):
                found |= self._known[part][left] & self._known[items ^ part][width - left]
        return found

    def _stacked(self, over: int, under: int) -> int:
        """Depths of one part over the other; which is over does not matter."""
        found = 0
        if over and under:
            with_gap = under << GAPS[0] | under << GAPS[1]
            for lines in bits(over):
                found |= with_gap << lines
        return found & self._mask


def fillable(shapes: Shapes, columns: int, lines: int) -> bool:
    """Whether any plan fills a page of so many columns and lines exactly."""
    every = (1 << len(shapes)) - 1
    return bool(Depths(shapes, columns, lines).of(every, columns) >> lines & 1)


def halves(items: int) -> Iterator[int]:
    """Every way to part a set in two, named by the part that holds its first item."""
    first = items & -items
    rest = items ^ first
    part = rest
    while part:
        part = (part - 1) & rest
        yield first | part


# ------------------------------------------------------------------------- every geometry, once


class Floors:
    """What a set of items costs at least in a rectangle, by its ways alone, and every geometry.

    The lead (item 0) stands at the top of every part it belongs to.
    """

    def __init__(self, shapes: Shapes, columns: int, lines: int) -> None:
        self._depths = Depths(shapes, columns, lines)
        self._shapes = shapes
        self._known: dict[tuple[int, int, int], int] = {}

    def of(self, items: int, columns: int, lines: int) -> int:
        """The least cost; `HIGHEST` if the items do not fill the rectangle."""
        if lines < 1 or not self._depths.of(items, columns) >> lines & 1:
            return HIGHEST
        key = (items, columns, lines)
        if key not in self._known:
            self._known[key] = self._find(items, columns, lines)
        return self._known[key]

    def _find(self, items: int, columns: int, lines: int) -> int:
        if items & (items - 1) == 0:
            return self._shapes[items.bit_length() - 1][columns][lines][0].price
        sums = [
            self.of(a, *size_a) + self.of(b, *size_b)
            for a, b, size_a, size_b, _ in self._cuts(items, columns, lines)
        ]
        return min(sums, default=HIGHEST)

    def _cuts(
        self, items: int, columns: int, lines: int
    ) -> Iterator[tuple[int, int, tuple[int, int], tuple[int, int], int]]:
        """Every cut both sides of which can be filled: the parts, their sizes, the gap (or -1)."""
        of = self._depths.of
        for first in parts(items):
            second = items ^ first
            over, under = of(first, columns), of(second, columns)
            if over and under and not second & LEAD:
                for deep in bits(over):
                    for gap in GAPS:
                        rest = lines - deep - gap
                        if rest > 0 and under >> rest & 1:
                            yield first, second, (columns, deep), (columns, rest), gap
            for left in range(1, columns):
                if (of(first, left) & of(second, columns - left)) >> lines & 1:
                    yield first, second, (left, lines), (columns - left, lines), -1

    def geometries(
        self, items: int, area: Rect, bound: int, after: str = ""
    ) -> Iterator[tuple[int, Plates]]:
        """Every geometry of a rectangle that costs no more than the bound by its ways alone.

        The first part of a cut is not cut the same way itself (`after`): so each comes once.
        """
        if self.of(items, area.width, area.height) > bound:
            return
        if items & (items - 1) == 0:
            yield self.of(items, area.width, area.height), ((items.bit_length() - 1, area),)
            return
        for first, second, size_a, size_b, gap in self._cuts(items, area.width, area.height):
            kind = "side" if gap < 0 else "stack"
            least = self.of(second, *size_b)
            if kind == after or self.of(first, *size_a) + least > bound:
                continue
            x, y = (area.x + size_a[0], area.y) if gap < 0 else (area.x, area.y + size_a[1] + gap)
            under = Rect(x, y, *size_b)
            for cost, plates in self.geometries(
                first, Rect(area.x, area.y, *size_a), bound - least, kind
            ):
                for more, others in self.geometries(second, under, bound - cost):
                    yield cost + more, plates + others


# -------------------------------------------------------------------------------- the best page


def optimum(
    issue: Issue, plan: PagePlan, fitter: Fitter, fillers: bool = False, patience: int = 10**9
) -> Optimum | None:
    """The best plan of a page of open articles, None if every plan breaks a hard rule."""
    return _Page(issue, plan, fitter, fillers, patience).optimum()


class Chosen(NamedTuple):
    """An item in its rectangle in one of its ways, as the rules see it; `cost` is without them."""

    sketch: Sketch
    placement: Placement
    cost: int


class _Page:
    """One page, while all its plans are looked at."""

    def __init__(
        self, issue: Issue, plan: PagePlan, fitter: Fitter, fillers: bool, patience: int
    ) -> None:
        self._plan, self._fitter, self._patience = plan, fitter, patience
        self._items: list[Item] = standings(issue, plan)
        is_last = bears_end_matter(issue, plan, fitter.layout)
        self._free = free_area(plan.number, fitter.layout, is_last=is_last)
        self._shapes: ShapeFunctions = shape(self._items, fitter, self._free, fillers)
        self._fitted: dict[tuple[int, int, int, int], Chosen | None] = {}
        self._pairs: dict[tuple[Sketch, Sketch], int] = {}
        self._geometries = self._judged = 0

    def optimum(self) -> Optimum | None:
        """The best plan, by a bound that rises until one is found."""
        free = self._free
        floors = Floors(self._priced(), free.width, free.height)
        every = (1 << len(self._items)) - 1
        least = floors.of(every, free.width, free.height)
        step = STEP
        while least < HIGHEST:
            bound = min(least + step, HIGHEST)
            best: Optimum | None = None
            for cost, plates in floors.geometries(every, free, bound):
                best = self._better(cost, plates, bound if best is None else best.price - 1) or best
            if best or bound >= HIGHEST:
                return best and best._replace(geometries=self._geometries, judged=self._judged)
            step *= 2
        return None

    def _priced(self) -> Shapes:
        """The shapes with what each way costs as a module of a page, hard ones left out."""
        return [
            {
                columns: {
                    lines: priced
                    for lines in by_lines
                    if (priced := self._ways(index, columns, lines))
                }
                for columns, by_lines in ways.items()
            }
            for index, ways in enumerate(self._shapes.ways)
        ]

    def _ways(self, index: int, columns: int, lines: int) -> list[Way]:
        area = Rect(1, self._free.y, columns, lines)
        ways = self._shapes.ways[index][columns][lines]
        fitted = ((self._fit(index, area, way), way) for way in ways)
        return sorted(
            way._replace(price=chosen.cost)
            for chosen, way in fitted
            if chosen and chosen.cost < HIGHEST
        )

    def _better(self, cost: int, plates: Plates, bound: int) -> Optimum | None:
        """The best page of a geometry within the bound."""
        self._geometries += 1
        if self._geometries > self._patience:
            raise OutOfPatienceError
        bare = tuple(
            Sketch(item.article.name, area, item.standing, "", group=_group(item))
            for item, area in ((self._items[i], area) for i, area in plates)
        )
        price = self._price(bare, OF_PLACES)
        if cost + price > bound:
            return None
        choices = [sorted(self._choices(*plate), key=lambda c: c.cost) for plate in plates]
        if not all(choices):
            return None
        choices.sort(key=len)
        best: Optimum | None = None
        for chosen, _ in self._combined(choices, bound - price, ()):
            found = self._judge(chosen)
            if found.price <= (bound if best is None else best.price - 1):
                best = found
        return best

    def _combined(
        self, choices: Sequence[Sequence[Chosen]], bound: int, so_far: tuple[Chosen, ...]
    ) -> Iterator[tuple[tuple[Chosen, ...], int]]:
        """Every choice of ways that costs no more than the bound, with its modules and pairs."""
        if not choices:
            yield so_far, bound
            return
        least = sum(options[0].cost for options in choices[1:])
        for option in choices[0]:
            left = bound - option.cost - sum(self._pair(o.sketch, option.sketch) for o in so_far)
            if left >= least:
                yield from self._combined(choices[1:], left, (*so_far, option))

    def _pair(self, a: Sketch, b: Sketch) -> int:
        if (a, b) not in self._pairs:
            price = self._price((a, b), OF_PAIRS)
            is_of_lead = 0 in (a.standing, b.standing)  # of others, R08 is hard in a pair alone
            self._pairs[a, b] = price if is_of_lead else price % HIGHEST
        return self._pairs[a, b]

    def _price(self, modules: tuple[Sketch, ...], rules: frozenset[str]) -> int:
        """What some of the rules cost; a hard one more than anything."""
        found = judge(PageSketch(self._plan.number, self._free, modules))
        return sum(HIGHEST if j.is_hard else j.price for j in found if j.rule in rules)

    def _judge(self, chosen: Sequence[Chosen]) -> Optimum:
        self._judged += 1
        ordered = sorted(chosen, key=lambda c: (c.sketch.area.y, c.sketch.area.x))
        modules = tuple(c.sketch for c in ordered)
        found = judge(PageSketch(self._plan.number, self._free, modules))
        ways = sum(c.cost for c in ordered) - sum(
            self._price((c.sketch,), OF_MODULES | {"R26"}) for c in ordered
        )
        price = ways + sum(HIGHEST if j.is_hard else j.price for j in found)
        return Optimum(price, tuple(c.placement for c in ordered), found, 0, 0)

    def _choices(self, index: int, area: Rect) -> Iterator[Chosen]:
        """An item in its rectangle in every way that fills it."""
        for way in self._shapes.ways[index][area.width][area.height]:
            fitted = self._fit(index, area, way)
            if fitted:
                yield _moved(fitted, area)

    def _fit(self, index: int, area: Rect, way: Way) -> Chosen | None:
        key = (index, way.form, area.width, area.height)
        if key not in self._fitted:
            item = self._items[index]
            at = At(1, self._free.y, area.width, area.height)
            placement = replace(self._shapes.forms[way.form].placement, at=at)
            fitted = self._fitter.fit(placement, whole(item.article))
            if isinstance(fitted, Diagnostic):
                self._fitted[key] = None
            else:
                seen = sketch(fitted, item.standing)
                cost = way.price + self._price((seen,), OF_MODULES)
                self._fitted[key] = Chosen(seen, placement, cost)
        return self._fitted[key]


def _group(item: Item) -> str:
    return item.entry.group if item.entry else ""


def _moved(chosen: Chosen, area: Rect) -> Chosen:
    """A module moved to its place."""
    old = chosen.sketch
    x, y = area.x - old.area.x, area.y - old.area.y
    moved = replace(
        old,
        area=area,
        head=range(old.head.start + y, old.head.stop + y) if old.head else old.head,
        photos=tuple(Rect(p.x + x, p.y + y, p.width, p.height) for p in old.photos),
    )
    at = At(area.x, area.y, area.width, area.height)
    return Chosen(moved, replace(chosen.placement, at=at), chosen.cost)
