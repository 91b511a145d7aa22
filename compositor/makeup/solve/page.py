"""One page solved: its open articles in places that fill it exactly, by the rules.

    solved = solve_page(issue, plan, fitter)
    solved.chosen.placements        # every article of the page in its place
    solved.candidates               # that plan and the next best, with their judgements
    solved.left                     # articles that found no room

The best plan is that of the least price by all rules among those of the cheapest ways. It is looked
for without fillers, then with them, then with a hard rule broken; if no plan fills the page,
with an empty foot, so that the best partial page can be shown. If there is too much text the
lightest articles are left, as few as will do, and said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from compositor.geometry import Rect
from compositor.makeup.fitting import Fitter
from compositor.makeup.sketching import free_of
from compositor.makeup.solve.choice import Candidate, Chooser
from compositor.makeup.solve.depths import Depths, thinned
from compositor.makeup.solve.shapes import Item, ShapeFunctions, shape, with_pins
from compositor.makeup.solve.slicing import NEVER, Plan, Slices, Task
from compositor.makeup.threads import NO_PARTS, Parts, whole
from compositor.model.issue import Issue, OpenPlacement, PagePlan, Placement

HARD_PRICE = 2_000  # of a hard rule where no page keeps them all
RUNNERS_UP = 3
# Of so many items; so chosen that a page of six is solved in a second and one of twelve in ten.
MOST_DEPTHS = (99, 99, 99, 99, 99, 99, 8, 7, 6, 5, 4, 4, 3)
WORTH_POLISHING = 150  # dearer than the best: plans beyond are given up
POLISHED = 16  # patterns of which other depths are looked at
MOST_VARIANTS, MOST_JUDGED = 2_000, 120  # of a pattern: looked for, and the cheapest judged
MOST_LEFT = 2  # articles of which every choice is tried before the lightest go
MOST_SHORT = 200  # lines at the foot of a page that may stay empty where nothing else is found


@dataclass(frozen=True, slots=True)
class SolvedPage:
    """A page with all its candidates, the best first, and the articles that found no room."""

    plan: PagePlan
    candidates: tuple[Candidate, ...]
    left: tuple[OpenPlacement, ...]

    @property
    def chosen(self) -> Candidate | None:
        """The best plan, None if not even one with holes was found."""
        return self.candidates[0] if self.candidates else None

    @property
    def is_whole(self) -> bool:
        """Whether everything stands and the page is full."""
        chosen = self.chosen
        return (
            chosen is not None and not self.left and not any(j.is_hard for j in chosen.judgements)
        )


def solve_page(issue: Issue, plan: PagePlan, fitter: Fitter, parts: Parts = NO_PARTS) -> SolvedPage:
    """Find places for the open articles of a page; those that have places keep them."""
    items = standings(issue, plan, parts)
    free = free_of(issue, plan, fitter.layout)
    if not plan.open:
        return SolvedPage(plan, (), ())
    fit = [item for item in items if item.pin or _has_ways(item, fitter, free)]
    for left, is_full in _leavable(fit):
        kept = [item for item in fit if item not in left]
        search = _Search(plan, free, fitter, kept)
        if found := search.full() or (() if is_full else search.short()):
            gone = (i.entry for i in items if i not in kept)
            return SolvedPage(plan, found, tuple(entry for entry in gone if entry))
    return SolvedPage(plan, (), plan.open)


def _has_ways(item: Item, fitter: Fitter, free: Rect) -> bool:
    """Whether an article fills any place of a page, with a filler at most."""
    return any(any(shape([item], fitter, free, fillers).ways) for fillers in (False, True))


def is_fillable(issue: Issue, plan: PagePlan, fitter: Fitter, parts: Parts = NO_PARTS) -> bool:
    """Whether the articles of a page can fill it exactly, with fillers at most."""
    items = standings(issue, plan, parts)
    free = free_of(issue, plan, fitter.layout)
    shapes = with_pins(items, shape(items, fitter, free, True))
    depths = Depths(shapes, free.width, free.height)
    return bool(depths.of((1 << len(items)) - 1, free.width) >> free.height & 1)


def standings(issue: Issue, plan: PagePlan, parts: Parts = NO_PARTS) -> list[Item]:
    """The articles of a page, the most important first: by weight, then in the manifest's order."""
    entries: list[OpenPlacement | Placement] = [*plan.placements, *plan.open]
    ordered = sorted(entries, key=lambda entry: -entry.weight)
    return [
        Item(
            entry if isinstance(entry, OpenPlacement) else None,
            entry if isinstance(entry, Placement) else None,
            parts.get((plan.number, entry.article)) or whole(issue.article(entry.article)),
            standing,
        )
        for standing, entry in enumerate(ordered)
    ]


def _leavable(items: Sequence[Item]) -> Iterator[tuple[tuple[Item, ...], bool]]:
    """What may be left, and whether the page must then be full: nothing; the lightest, then two and
    more, as long as the others fill the page; the same though they do not.
    """
    yield (), False
    for is_full in (True, False):
        yield from ((left, is_full) for left in _fewer(items))


def _fewer(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """The articles that may be left, the fewest and lightest first, the lead last of all."""
    lightest = tuple(
        item for item in reversed(items[1:]) if item.entry and item.entry.jump_from is None
    )
    rest = tuple(item for item in items if item.entry and item.entry.jump_from is None)
    for count in range(1, len(lightest) + 1):
        few = combinations(lightest, count) if count <= MOST_LEFT else iter([lightest[:count]])
        yield from few
    yield rest


class _Search:
    """One page with the articles that are to stand on it."""

    def __init__(self, plan: PagePlan, free: Rect, fitter: Fitter, items: Sequence[Item]) -> None:
        self._plan, self._free, self._fitter, self._items = plan, free, fitter, items
        self._known: dict[bool, tuple[ShapeFunctions, Depths]] = {}

    def full(self) -> tuple[Candidate, ...]:
        """The best plans that fill the page: without fillers, else with them, else with a hard rule
        broken.
        """
        for hard in (NEVER, HARD_PRICE):
            for fillers in (False, True):
                if found := self._searched(fillers, hard, 0):
                    return found
        return ()

    def short(self) -> tuple[Candidate, ...]:
        """The best plans that end as little short of the foot as can be."""
        return self._searched(True, HARD_PRICE, MOST_SHORT)

    def _searched(self, fillers: bool, hard: int, most_short: int) -> tuple[Candidate, ...]:
        """The best plans of pages that end no more than so many lines short."""
        free, every = self._free, (1 << len(self._items)) - 1
        if fillers not in self._known:
            functions = shape(self._items, self._fitter, free, fillers)
            shapes = thinned(with_pins(self._items, functions), _most_depths(len(self._items)))
            self._known[fillers] = functions, Depths(shapes, free.width, free.height)
        functions, depths = self._known[fillers]
        chooser = Chooser(self._plan.number, free, self._items, functions, self._fitter, hard)
        filled = depths.of(every, free.width)
        for short in range(min(most_short, free.height - 1) + 1):
            if filled >> (free.height - short) & 1:
                area = free._replace(height=free.height - short)
                task = Task(area, depths.shapes, self._pins(), self._plan.number == 1)
                if found := _cheapest(Slices(task, depths), chooser):
                    return found
        return ()

    def _pins(self) -> dict[int, Rect]:
        """The rectangles of the articles that have their places."""
        pins = ((index, item.pin) for index, item in enumerate(self._items) if item.pin)
        return {i: Rect(p.at.column, p.at.line, p.at.columns, p.at.lines) for i, p in pins}


def _most_depths(items: int) -> int:
    """How many depths of an item in a width are tried: of many items, few, for they have as many
    ways to fill a page together.
    """
    return MOST_DEPTHS[min(items, len(MOST_DEPTHS) - 1)]


def _cheapest(slices: Slices, chooser: Chooser) -> tuple[Candidate, ...]:
    """The best of the plans that are cheapest by their ways, judged as whole pages; then of the
    variants of the best ones, which have the same modules at other depths.
    """
    best: list[tuple[int, Plan, Candidate]] = []
    for plan in slices.plans():
        limit = best[-1][0] - 1 if len(best) >= POLISHED else NEVER - 1
        limit = min(limit, best[0][0] + WORTH_POLISHING) if best else limit
        if plan.cost > limit:
            continue
        if found := chooser.best(slices.plates(plan), plan.cost, limit):
            best = sorted([*best, (found.price, plan, found)], key=_price)[:POLISHED]
    if slices.is_of_many:  # other depths are too many to look at, and gain little
        return tuple(found for _, _, found in best[: 1 + RUNNERS_UP])
    better = (_best_variant(slices, chooser, plan, found) for _, plan, found in best)
    return tuple(sorted(better, key=lambda candidate: candidate.price)[: 1 + RUNNERS_UP])


def _price(row: tuple[int, Plan, Candidate]) -> int:
    return row[0]


def _best_variant(slices: Slices, chooser: Chooser, plan: Plan, found: Candidate) -> Candidate:
    some = islice(slices.variants(plan, found.price), MOST_VARIANTS)
    for cost, plates in sorted(some)[:MOST_JUDGED]:
        found = chooser.best(plates, cost, found.price - 1) or found
    return found
