"""Shape functions: in each width, the depths an article fills exactly, and in which forms.

    shapes = shape(items, fitter, free, fillers)
    shapes.ways                     # for `slicing`: by item, columns and lines
    shapes.forms[way.form]          # the form a way stands for

An article has several forms of a width and depth; the cheapest few are kept, of different looks,
so that neighbours have something to choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from compositor.geometry import Rect
from compositor.makeup.fitting import Fitter
from compositor.makeup.solve.depths import Shapes, Way
from compositor.makeup.solve.forms import Form, forms
from compositor.makeup.threads import Part
from compositor.model.issue import Article, OpenPlacement, Placement

MOST_WAYS = 3  # kept of an item, a width and a depth
LEAST_DEPTH = 6  # lines of a module
DEPTH_PRICES = ((8, 30), (12, 8))  # modules shallower than so many lines
TALL = 3  # times as many lines as a column has 字, for each column: taller ones cost
TALL_PRICE = 1  # for each line more


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a page: its entry in the manifest if it is to be placed, its place if it has
    one, and how important it is on its page, from 0.
    """

    entry: OpenPlacement | None
    pin: Placement | None
    part: Part
    standing: int

    @property
    def article(self) -> Article:
        """What stands there of its article."""
        return self.part.article


@dataclass(frozen=True, slots=True)
class ShapeFunctions:
    """The ways of all items, and the forms they stand for."""

    ways: Shapes
    forms: tuple[Form, ...]


def shape(items: Sequence[Item], fitter: Fitter, free: Rect, fillers: bool) -> ShapeFunctions:
    """The shape functions of items on a page with so much free place; with fillers or without."""
    known: list[Form] = []
    ways = tuple(_ways(item, fitter, free, fillers, known) for item in items)
    return ShapeFunctions(ways, tuple(known))


def with_pins(items: Sequence[Item], functions: ShapeFunctions) -> Shapes:
    """The ways of all items; of a pin its place alone."""
    return [
        ways if item.pin is None else {item.pin.at.columns: {item.pin.at.lines: [Way(0, -1)]}}
        for item, ways in zip(items, functions.ways, strict=True)
    ]


def _ways(
    item: Item, fitter: Fitter, free: Rect, fillers: bool, known: list[Form]
) -> dict[int, dict[int, list[Way]]]:
    found: dict[int, dict[int, list[Way]]] = {}
    if item.entry is None:
        return {}
    for form in forms(item.article, item.entry, item.standing, fitter.layout):
        width = form.placement.at.columns
        if width > free.width:
            continue
        among = range(LEAST_DEPTH, free.height + 1)
        depths = fitter.depths(form.placement, item.part, among, fillers)
        for lines, price in depths.items():
            way = Way(form.price + price + _depth_price(width, lines), len(known))
            found.setdefault(width, {}).setdefault(lines, []).append(way)
        known.append(form)
    return {
        width: {lines: _best(ways, known) for lines, ways in by_lines.items()}
        for width, by_lines in found.items()
    }


def _best(ways: list[Way], known: Sequence[Form]) -> list[Way]:
    """The cheapest way, and the cheapest of other looks."""
    best: dict[tuple[str, bool, str], Way] = {}
    for way in sorted(ways):
        placement = known[way.form].placement
        best.setdefault((placement.rank, placement.box, placement.headline), way)
    return list(best.values())[:MOST_WAYS]


def _depth_price(width: int, lines: int) -> int:
    """Modules that are very shallow or very tall for their width."""
    shallow = next((price for depth, price in DEPTH_PRICES if lines < depth), 0)
    tall = max(0, lines - TALL * 11 * width) * TALL_PRICE
    return shallow + tall
