"""One page solved: its open articles in places that fill it exactly, by the rules.

    solved = solve_page(issue, plan, fitter)
    solved.chosen.placements        # every article of the page in its place
    solved.runners_up               # the next best plans, with their judgements
    solved.left                     # articles that found no room

Plans are looked for in three rounds: without fillers; with them; and, if no plan fills the page,
with an empty foot, so that the best partial page can be shown. If there is too much text the
lightest articles are left, as few as will do, and said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from compositor.diagnostics import Diagnostic
from compositor.geometry import Rect
from compositor.makeup.fitting import Fitted, Fitter
from compositor.makeup.furniture import bears_end_matter
from compositor.makeup.rules import PageSketch, judge, total
from compositor.makeup.sketching import free_area, sketch_page
from compositor.makeup.solve.shapes import Item, ShapeFunctions, shape
from compositor.makeup.solve.slicing import Leaf, Plan, Slicer, Task, leaves
from compositor.makeup.threads import whole
from compositor.model.edition import Judgement
from compositor.model.issue import At, Issue, OpenPlacement, PagePlan, Placement

HARD_PRICE = 10_000  # of a hard rule broken, so that a plan without is always preferred
JUDGED = 24  # of the cheapest plans are judged as whole pages
RUNNERS_UP = 3
MOST_LEFT = 2  # articles of which every choice is tried before the lightest go
MOST_SHORT = 12  # lines at the foot of a page that may stay empty where nothing else is found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan of a page with its judgements; `form_price` is what its forms cost, `price` all."""

    placements: tuple[Placement, ...]
    sketch: PageSketch
    judgements: tuple[Judgement, ...]
    form_price: int
    price: int


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


def solve_page(issue: Issue, plan: PagePlan, fitter: Fitter) -> SolvedPage:
    """Find places for the open articles of a page; those that have places keep them."""
    items = standings(issue, plan)
    is_last = bears_end_matter(issue, plan, fitter.layout)
    free = free_area(plan.number, fitter.layout, is_last=is_last)
    if not plan.open:
        return SolvedPage(plan, (), ())
    for left in _leavable(items):
        kept = [item for item in items if item not in left]
        found = _Search(plan, free, fitter, kept).candidates()
        if found:
            return SolvedPage(plan, found, tuple(i.entry for i in left if i.entry))
    return SolvedPage(plan, (), plan.open)


def standings(issue: Issue, plan: PagePlan) -> list[Item]:
    """The articles of a page, the most important first: by weight, then in the manifest's order."""
    entries: list[OpenPlacement | Placement] = [*plan.placements, *plan.open]
    ordered = sorted(entries, key=lambda entry: -entry.weight)
    return [
        Item(
            entry if isinstance(entry, OpenPlacement) else None,
            entry if isinstance(entry, Placement) else None,
            issue.article(entry.article),
            standing,
        )
        for standing, entry in enumerate(ordered)
    ]


def _leavable(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """What may be left when there is too much: nothing, then the lightest, then two and more."""
    yield ()
    lightest = [item for item in reversed(items) if item.entry]
    for count in range(1, min(MOST_LEFT, len(lightest) - 1) + 1):
        yield from combinations(lightest, count)
    for count in range(MOST_LEFT + 1, len(lightest)):
        yield tuple(lightest[:count])


class _Search:
    """One page with the articles that are to stand on it."""

    def __init__(self, plan: PagePlan, free: Rect, fitter: Fitter, items: Sequence[Item]) -> None:
        self._plan, self._fitter, self._items = plan, fitter, items
        self._free = free
        self._fitted: dict[Placement, Fitted | Diagnostic] = {}

    def candidates(self) -> tuple[Candidate, ...]:
        """The best plans, judged; none if the articles cannot stand on the page together."""
        for fillers in (False, True):
            shapes = shape(self._items, self._fitter, self._free, fillers)
            if found := self._judged(shapes, self._free):
                return found
        return self._short(shapes)

    def _short(self, shapes: ShapeFunctions) -> tuple[Candidate, ...]:
        """The page with an empty foot, as small as may be; none if there is too much text."""
        low, high = _areas(shapes, self._items)
        room = self._free.width * self._free.height
        if low > room:
            return ()
        enough = max(1, (room - high) // self._free.width)
        most = enough + MOST_SHORT if high < room else MOST_SHORT
        for lines in range(enough, min(most, self._free.height - 1)):
            free = self._free._replace(height=self._free.height - lines)
            if found := self._judged(shapes, free):
                return found
        return ()

    def _judged(self, shapes: ShapeFunctions, free: Rect) -> tuple[Candidate, ...]:
        at = {
            i: Rect(p.at.column, p.at.line, p.at.columns, p.at.lines)
            for i, p in enumerate(item.pin for item in self._items)
            if p
        }
        task = Task(free, shapes.ways, pins=at)
        plans = Slicer(task).plans()
        found = [self._candidate(plan, shapes, free) for plan in plans[:JUDGED]]
        return tuple(sorted(found, key=lambda c: c.price)[: 1 + RUNNERS_UP])

    def _candidate(self, plan: Plan, shapes: ShapeFunctions, free: Rect) -> Candidate:
        placed = [(self._placement(leaf, shapes), leaf) for leaf in leaves(plan, free.x, free.y)]
        fitted = [(self._fit(placement), leaf) for placement, leaf in placed]
        modules = [f for f, _ in fitted if isinstance(f, Fitted)]
        names = {item.article.name: item.standing for item in self._items}
        sketch = sketch_page(self._plan.number, self._free, modules, names)
        found = judge(sketch)
        form_price = sum(
            leaf.way.cost - f.price
            for f, leaf in fitted
            if isinstance(f, Fitted) and leaf.way.form >= 0
        )
        hard = sum(j.is_hard for j in found)
        price = form_price + total(found) + HARD_PRICE * hard
        return Candidate(tuple(p for p, _ in placed), sketch, found, form_price, price)

    def _placement(self, leaf: Leaf, shapes: ShapeFunctions) -> Placement:
        item = self._items[leaf.item]
        if item.pin:
            return item.pin
        form = shapes.forms[leaf.way.form]
        area = leaf.area
        return replace(form.placement, at=At(area.x, area.y, area.width, area.height))

    def _fit(self, placement: Placement) -> Fitted | Diagnostic:
        if placement not in self._fitted:
            article = next(i.article for i in self._items if i.article.name == placement.article)
            self._fitted[placement] = self._fitter.fit(placement, whole(article))
        return self._fitted[placement]


def _areas(shapes: ShapeFunctions, items: Sequence[Item]) -> tuple[int, int]:
    """The least and the most column lines the articles may take together."""
    low = high = 0
    for item, ways in zip(items, shapes.ways, strict=True):
        if item.pin:
            sizes = [item.pin.at.columns * item.pin.at.lines]
        else:
            sizes = [columns * lines for columns, by in ways.items() for lines in by] or [10**9]
        low, high = low + min(sizes), high + max(sizes)
    return low, high
