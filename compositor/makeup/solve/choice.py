"""For a page cut into rectangles: which way each article takes in its own, by the rules.

    chooser = Chooser(number, free, items, functions, fitter)
    chooser.best(plates, cost, bound)       # the best page of a geometry, None if none is within

Rules are asked as early as they can be: of bare rectangles, of single modules, of pairs; the whole
page last. A hard rule broken costs `hard`: more than any page without, or, where there is none,
just very much.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from compositor.diagnostics import Diagnostic
from compositor.geometry import Rect
from compositor.makeup.fitting import Fitter
from compositor.makeup.rules import (
    MODULE_RULES,
    PAIR_RULES,
    PLACE_RULES,
    PageSketch,
    Rule,
    Sketch,
    judge,
    judge_by,
)
from compositor.makeup.sketching import moved, sketch
from compositor.makeup.solve.depths import Way
from compositor.makeup.solve.shapes import Item, ShapeFunctions
from compositor.makeup.solve.slicing import NEVER, Plates
from compositor.model.edition import Judgement
from compositor.model.issue import At, Placement

MOST_COMBINED = 100  # choices of ways that are judged for one geometry, the likely ones first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan of a page with its judgements; `form_price` is what its forms cost, `price` all."""

    placements: tuple[Placement, ...]
    sketch: PageSketch
    judgements: tuple[Judgement, ...]
    form_price: int
    price: int


class Module(NamedTuple):
    """An item in a rectangle in one of its ways; `price` is what it costs whatever is beside it."""

    sketch: Sketch
    placement: Placement
    price: int
    form_price: int


class Chooser:
    """The ways of one page's items, and what the rules say of them together."""

    def __init__(
        self,
        number: int,
        free: Rect,
        items: Sequence[Item],
        functions: ShapeFunctions,
        fitter: Fitter,
        hard: int = NEVER,
    ) -> None:
        self._number, self._free, self._items = number, free, items
        self._functions, self._fitter, self._hard = functions, fitter, hard
        self._modules: dict[tuple[int, int, int, int], Module | None] = {}
        self._pairs: dict[tuple[Sketch, Sketch], int] = {}
        self._bound = NEVER

    def best(self, plates: Plates, cost: int, bound: int) -> Candidate | None:
        """The best page of a geometry that costs no more than the bound."""
        bare = tuple(
            Sketch(item.article.name, area, item.standing, "", group=_group(item))
            for item, area in ((self._items[index], area) for index, area in plates)
        )
        places = self._price(bare, PLACE_RULES)
        if cost + places > bound:
            return None
        choices = sorted((self._choices(*plate) for plate in plates), key=len)
        best: Candidate | None = None
        self._bound = bound - places
        for modules in islice(self._combined(choices, 0, ()), MOST_COMBINED):
            found = self._judged(modules)
            if found.price <= bound and (best is None or found.price < best.price):
                best = found
                self._bound = found.price - 1 - places
        return best

    def _module(self, index: int, columns: int, lines: int, way: Way) -> Module | None:
        key = (index, columns, lines, way.form)
        if key not in self._modules:
            self._modules[key] = self._fit(index, columns, lines, way)
        return self._modules[key]

    def _fit(self, index: int, columns: int, lines: int, way: Way) -> Module | None:
        """An item at the top left of the page, in one of its ways or as it is pinned."""
        item = self._items[index]
        at = At(self._free.x, self._free.y, columns, lines)
        placement = item.pin or replace(self._functions.forms[way.form].placement, at=at)
        fitted = self._fitter.fit(placement, item.part)
        if isinstance(fitted, Diagnostic):
            return None
        seen = sketch(fitted, item.standing)
        if item.pin:
            return Module(seen, placement, 0, 0)
        price = way.price + self._price((seen,), MODULE_RULES)
        return Module(seen, placement, price, way.price - fitted.price)

    def _choices(self, index: int, area: Rect) -> list[Module]:
        """The ways of an item in its rectangle, the cheapest first."""
        item = self._items[index]
        if item.pin:
            pinned = self._module(index, area.width, area.height, Way(0, -1))
            return [pinned] if pinned else []
        ways = self._functions.ways[index].get(area.width, {}).get(area.height, ())
        found = (self._module(index, area.width, area.height, way) for way in ways)
        return sorted((_placed(module, area) for module in found if module), key=lambda m: m.price)

    def _combined(
        self, choices: Sequence[Sequence[Module]], spent: int, so_far: tuple[Module, ...]
    ) -> Iterator[tuple[Module, ...]]:
        """Every choice of ways that costs no more than the bound, with its modules and pairs; the
        bound falls as better pages are found.
        """
        if not choices:
            yield so_far
            return
        if not all(choices):
            return
        least = sum(options[0].price for options in choices[1:])
        for option in choices[0]:
            pairs = sum(self._pair(module.sketch, option.sketch) for module in so_far)
            cost = spent + option.price + pairs
            if cost + least <= self._bound:
                yield from self._combined(choices[1:], cost, (*so_far, option))

    def _pair(self, a: Sketch, b: Sketch) -> int:
        if (a, b) not in self._pairs:
            self._pairs[a, b] = self._price((a, b), PAIR_RULES)
        return self._pairs[a, b]

    def _price(self, modules: tuple[Sketch, ...], rules: Iterable[Rule]) -> int:
        page = PageSketch(self._number, self._free, modules)
        return sum(self._hard if j.is_hard else j.price for j in judge_by(rules, page))

    def _judged(self, modules: Sequence[Module]) -> Candidate:
        """A whole page, in reading order, judged."""
        ordered = sorted(modules, key=lambda m: (m.sketch.area.y, m.sketch.area.x))
        page = PageSketch(self._number, self._free, tuple(m.sketch for m in ordered))
        found = judge(page)
        forms = sum(m.form_price for m in ordered)
        price = forms + sum(self._hard if j.is_hard else j.price for j in found)
        return Candidate(tuple(m.placement for m in ordered), page, found, forms, price)


def _group(item: Item) -> str:
    entry = item.entry or item.pin
    return entry.group if entry else ""


def _placed(module: Module, area: Rect) -> Module:
    """A module in its place."""
    old = module.sketch.area
    seen = moved(module.sketch, area.x - old.x, area.y - old.y)
    at = At(area.x, area.y, area.width, area.height)
    return module._replace(sketch=seen, placement=replace(module.placement, at=at))
