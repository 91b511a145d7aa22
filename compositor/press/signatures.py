"""Imposition (拼大版) as arithmetic: which page stands where on which side of which sheet.

    sides = arrange(8, Size(mm(210), mm(297)), ImpositionPlan("saddle", bleed=mm(3)))

**Folded sheets** hold four pages, two a side, heads up; the front is the outside of the fold. They
are told from the outmost sheet of a section to its inmost, of 8 pages:

          front      back               front      back
        ┌───┬───┐  ┌───┬───┐          ┌───┬───┐  ┌───┬───┐
    1.  │ 8 ┊ 1 │  │ 2 ┊ 7 │      2.  │ 6 ┊ 3 │  │ 4 ┊ 5 │
        └───┴───┘  └───┴───┘          └───┴───┘  └───┴───┘

`sheets`: one section, its sheets nested. A web press lays its webs one on another and folds them
together over the former, so the sheets of a newspaper lie in one another. `sections` (叠): each
sheet folded by itself and laid behind the one before (4|1 2|3, 8|5 6|7), for small presses and for
papers read in parts. `saddle` (骑马订): nested, stitched through the fold and then trimmed.

**Creep** (爬移). In a stitched stack each sheet lies on those outside it: its fold stands off the
spine by their thickness, t a sheet, and its leaves stick out by as much, where the knife cuts them:

      spine                 ┆ knife
        ├───────────────────┤             sheet 1, pages 1, 2: stay
        │ t ├───────────────┼───┤         sheet 2, pages 3, 4: move t to the fold
        │   2t  ├───────────┼───────┤     sheet 3, pages 5, 6: move 2t to the fold

Moved to the fold by t for each sheet outside, a page ends where the knife cuts, and all outer
margins are equal; what would cross the fold is cut off there. So say colorvisionprinting.com
(“Saddle stitch binding: what is creep?”) and the manual of Impozycjoner (“Reduction of creeping
pages”, its quality of stitching being 1). Newspapers are not trimmed after folding: nothing moves.

**Blanks.** Pages that do not fill the sheets get blanks *before the last page*, which stays the
back of the copy, where readers look for it. One or two pages are a single leaf.

**N-up**: pages in reading order on one side of a sheet, for proofs and to be cut apart. With bleed
the pages stand two bleeds apart and are cut twice, so that each keeps its own; without, they touch.

Places count from the top left corner of the sheet's trim (`compositor.geometry`). Nothing here
knows of PDF: `impose` draws what this module says, `stamp` marks folds and cuts.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect, Size
from compositor.model.press import PAPER
from compositor.units import Emu, mm, to_mm

Scheme: TypeAlias = Literal[
    "sheets", "sections", "saddle", "2-up", "4-up", "6-up", "8-up", "9-up", "12-up", "16-up"
]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
A_LEAF, A_SHEET = 2, 4  # pages of a leaf, and of a folded sheet
# Type keeps 5 mm from the trim (model/press.py): pages that move further are cut at the fold.
MOST_CREEP = mm(5)


class Folding(NamedTuple):
    """How folded sheets come together: nested in one another, trimmed afterwards."""

    is_nested: bool
    is_trimmed: bool


FOLDINGS: dict[Scheme, Folding] = {
    "sheets": Folding(is_nested=True, is_trimmed=False),
    "sections": Folding(is_nested=False, is_trimmed=False),
    "saddle": Folding(is_nested=True, is_trimmed=True),
}
GRIDS: dict[Scheme, tuple[int, int]] = {  # columns and rows
    "2-up": (2, 1),
    "4-up": (2, 2),
    "6-up": (3, 2),
    "8-up": (4, 2),
    "9-up": (3, 3),
    "12-up": (4, 3),
    "16-up": (4, 4),
}


class ImpositionPlan(NamedTuple):
    """What is asked for: a scheme, how far pages bleed, and a sheet's thickness."""

    scheme: Scheme
    bleed: Emu = 0
    paper: Emu = PAPER


class Sides(NamedTuple):
    """The four sides of a cell, true where its page may bleed."""

    left: bool = True
    top: bool = True
    right: bool = True
    bottom: bool = True


class Cell(NamedTuple):
    """A page's place on a side; `page` counts the pages from 1, None is a blank.

    `rect` is the place as the sheet is folded and cut; the page is moved off it to the right by
    `shift` (creep; negative to the left) and turned by `turn` degrees. `bleeds` are the sides where
    it may print beyond `rect`: not at a fold.
    """

    page: int | None
    rect: Rect
    bleeds: Sides = Sides()
    shift: Emu = 0
    turn: Literal[0, 180] = 0

    @property
    def trim(self) -> Rect:
        """Where the page's own trim lies."""
        return self.rect._replace(x=self.rect.x + self.shift)

    def window(self, bleed: Emu) -> Rect:
        """Where the page may print: within its bleed, and over no side that does not bleed."""
        place, page = self.rect, self.trim.inset(-bleed, -bleed)
        left = page.x if self.bleeds.left else max(page.x, place.x)
        top = page.y if self.bleeds.top else max(page.y, place.y)
        right = page.right if self.bleeds.right else min(page.right, place.right)
        bottom = page.bottom if self.bleeds.bottom else min(page.bottom, place.bottom)
        return Rect(left, top, right - left, bottom - top)


class Crossline(NamedTuple):
    """A line straight through the sheet, `down` it at an x or `across` it at a y."""

    runs: Literal["down", "across"]
    at: Emu


class SheetSide(NamedTuple):
    """One side of sheet `number`: its flat size, its pages from left to right and downwards."""

    number: int
    is_front: bool
    size: Size
    cells: tuple[Cell, ...]
    folds: tuple[Crossline, ...] = ()
    cuts: tuple[Crossline, ...] = ()


def arrange(pages: int, page: Size, plan: ImpositionPlan) -> tuple[SheetSide, ...]:
    """All sides in the order they are printed: sheet by sheet, each front before its back."""
    if plan.scheme in GRIDS:
        return tuple(_grids(pages, page, GRIDS[plan.scheme], 2 * plan.bleed))
    if pages <= A_LEAF:
        return tuple(_leaf(pages, page))
    return tuple(_folded(pages, page, plan))


def padded(pages: int) -> tuple[int | None, ...]:
    """The pages of a folded copy in reading order, blanks before the last until sheets are full."""
    blanks = -pages % A_SHEET
    return (*range(1, pages), *(None,) * blanks, pages)


def problems(pages: int, plan: ImpositionPlan) -> Iterator[Diagnostic]:
    """What is to be said: blanks, and, an error, creep that would take type into the fold."""
    if plan.scheme in GRIDS or pages <= A_LEAF:
        return
    sheets, blanks = -(-pages // A_SHEET), -pages % A_SHEET
    if blanks:
        yield diagnose("imposition-padded", pages=pages, sheets=sheets, blanks=blanks)
    creep = (sheets - 1) * plan.paper
    if FOLDINGS[plan.scheme].is_trimmed and creep > MOST_CREEP:
        found, limit = f"{to_mm(creep):.1f}", f"{to_mm(MOST_CREEP):g}"
        yield diagnose("creep-too-deep", sheets=sheets, found=found, limit=limit)


def _folded(pages: int, page: Size, plan: ImpositionPlan) -> Iterator[SheetSide]:
    """Sheets folded once, the outmost first, each with its outside first."""
    folding, order = FOLDINGS[plan.scheme], padded(pages)
    size, fold = Size(2 * page.width, page.height), Crossline("down", page.width)
    for sheet in range(len(order) // A_SHEET):
        first, last = A_SHEET * sheet, A_SHEET * (sheet + 1) - 1
        if folding.is_nested:
            first, last = A_LEAF * sheet, len(order) - A_LEAF * sheet - 1
        shift = sheet * plan.paper if folding.is_trimmed else 0
        for is_front, left, right in ((True, last, first), (False, first + 1, last - 1)):
            cells = _pair(order[left], order[right], page, shift)
            yield SheetSide(sheet + 1, is_front, size, cells, (fold,))


def _pair(left: int | None, right: int | None, page: Size, shift: Emu) -> tuple[Cell, Cell]:
    """The two pages of a side, each moved by `shift` towards the fold between them."""
    return (
        Cell(left, Rect(0, 0, *page), Sides(right=False), shift),
        Cell(right, Rect(page.width, 0, *page), Sides(left=False), -shift),
    )


def _leaf(pages: int, page: Size) -> Iterator[SheetSide]:
    """A single leaf: page 1, and page 2 on its back if there is one."""
    for number in range(1, pages + 1):
        yield SheetSide(1, number == 1, page, (Cell(number, Rect(0, 0, *page)),))


def _grids(pages: int, page: Size, grid: tuple[int, int], gutter: Emu) -> Iterator[SheetSide]:
    """Sheets printed on one side, each with as many pages as the grid holds."""
    columns, rows = grid
    xs = [column * (page.width + gutter) for column in range(columns)]
    ys = [row * (page.height + gutter) for row in range(rows)]
    size = Size(xs[-1] + page.width, ys[-1] + page.height)
    places = [Rect(x, y, *page) for y in ys for x in xs]
    cuts = (*_cuts("down", xs, page.width), *_cuts("across", ys, page.height))
    for sheet, start in enumerate(range(1, pages + 1, len(places)), start=1):
        numbered = enumerate(places, start)
        cells = tuple(Cell(n if n <= pages else None, place) for n, place in numbered)
        yield SheetSide(sheet, True, size, cells, cuts=cuts)


def _cuts(
    runs: Literal["down", "across"], starts: Sequence[Emu], length: Emu
) -> Iterator[Crossline]:
    """Where neighbours are cut apart: once where they touch, twice where a gutter parts them."""
    ends = [start + length for start in starts]
    for at in sorted({*starts[1:], *ends[:-1]}):
        yield Crossline(runs, at)
