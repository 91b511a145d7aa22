"""Imposition as arithmetic, held against paper: sheets are turned over, folded, nested and read.

`fold` knows nothing of schemes. It takes the two sides of a sheet as places only, looks through the
paper for what backs what, and folds the sheet with its front outside:

    front   │ a ┊ b │      leaves of the folded sheet, from the top:    b on its front, what backs b
    back    │ c ┊ d │ (d backs a, c backs b)                            d on its front, and a behind
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.geometry import Rect, Size
from compositor.press.signatures import (
    FOLDINGS,
    GRIDS,
    SCHEMES,
    Cell,
    Crossline,
    ImpositionPlan,
    Scheme,
    SheetSide,
    Sides,
    arrange,
    padded,
    problems,
)
from compositor.units import Emu, mm

PAGE = Size(mm(210), mm(297))
page_counts = st.integers(3, 200)


class Leaf(NamedTuple):
    """A leaf of the folded copy: its two faces, and how far its fold stands off the spine."""

    recto: Cell
    verso: Cell
    off: Emu


def backing(cell: Cell, back: SheetSide) -> Cell:
    """What is printed behind a cell: the sheet turned over like a page mirrors every place."""
    (found,) = (c for c in back.cells if back.size.width - c.rect.right == cell.rect.x)
    return found


def fold(front: SheetSide, back: SheetSide, off: Emu) -> tuple[Leaf, Leaf]:
    """The two leaves of a sheet that is folded with its front outside and its fold to the left."""
    (line,) = front.folds
    (right,) = (c for c in front.cells if c.rect.x >= line.at)
    (left,) = (c for c in front.cells if c.rect.right <= line.at)
    return Leaf(right, backing(right, back), off), Leaf(backing(left, back), left, off)


def nest(sheets: Sequence[tuple[SheetSide, SheetSide]], paper: Emu) -> list[Leaf]:
    """Sheets folded and laid into one another, the first outmost."""
    pairs = [fold(*sheet, depth * paper) for depth, sheet in enumerate(sheets)]
    return [pair[0] for pair in pairs] + [pair[1] for pair in reversed(pairs)]


def copy(scheme: Scheme, sides: Sequence[SheetSide], paper: Emu = 0) -> list[Leaf]:
    """The leaves of a whole copy: nested, or sheet laid behind sheet."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    if scheme == "sections":
        return [leaf for sheet in sheets for leaf in nest([sheet], paper)]
    return nest(sheets, paper)


def read(leaves: Iterable[Leaf]) -> list[int | None]:
    """The pages of a copy as it is leafed through."""
    return [face.page for leaf in leaves for face in (leaf.recto, leaf.verso)]


def folded(scheme: Scheme, pages: int, paper: Emu = 0) -> tuple[SheetSide, ...]:
    return arrange(pages, PAGE, ImpositionPlan(scheme, mm(3), paper))


in_every_folding = pytest.mark.parametrize("scheme", FOLDINGS)
in_every_grid = pytest.mark.parametrize("scheme", GRIDS)


# ------------------------------------------------------------------------------- folded sheets


@in_every_folding
@given(page_counts)
def test_a_folded_copy_reads_in_order(scheme: Scheme, pages: int) -> None:
    """Every page once, in order; so leaves back up and neighbours face each other."""
    sides = folded(scheme, pages)
    order = read(copy(scheme, sides))
    assert order == list(padded(pages))
    assert [page for page in order if page] == list(range(1, pages + 1))
    assert [(s.number, s.is_front) for s in sides] == [
        (number, is_front) for number in range(1, len(sides) // 2 + 1) for is_front in (True, False)
    ]


@in_every_folding
@given(page_counts)
def test_the_first_page_is_the_front_and_the_last_the_back(scheme: Scheme, pages: int) -> None:
    """Blanks, three at most, stand together before the last page."""
    order = read(copy(scheme, folded(scheme, pages)))
    assert (order[0], order[-1]) == (1, pages)
    assert len(order) % 4 == 0
    assert order.count(None) == len(order) - pages <= 3
    assert order[pages - 1 : -1] == [None] * order.count(None)


@in_every_folding
@given(page_counts)
def test_right_pages_have_their_fold_at_the_left(scheme: Scheme, pages: int) -> None:
    """And left pages at the right; all stand heads up, and may bleed everywhere but there."""
    for leaf in copy(scheme, folded(scheme, pages)):
        assert leaf.recto.rect == Rect(PAGE.width, 0, *PAGE)
        assert leaf.recto.bleeds == Sides(left=False)
        assert leaf.verso.rect == Rect(0, 0, *PAGE)
        assert leaf.verso.bleeds == Sides(right=False)
        assert leaf.recto.turn == leaf.verso.turn == 0


@pytest.mark.parametrize(
    ("scheme", "rows"),
    [
        ("sheets", [(8, 1), (2, 7), (6, 3), (4, 5)]),
        ("saddle", [(8, 1), (2, 7), (6, 3), (4, 5)]),
        ("sections", [(4, 1), (2, 3), (8, 5), (6, 7)]),
    ],
)
def test_eight_pages_stand_as_the_trade_has_them(
    scheme: Scheme, rows: list[tuple[int, int]]
) -> None:
    assert [tuple(c.page for c in side.cells) for side in folded(scheme, 8)] == rows
    assert [tuple(c.page for c in side.cells) for side in folded("sheets", 4)] == [(4, 1), (2, 3)]


@pytest.mark.parametrize("spoilt", [0, 1, 2])
def test_a_wrong_sheet_does_not_read_in_order(spoilt: int) -> None:
    """The control: two pages of one side exchanged, or the sheets in the wrong order."""
    sides = list(folded("sheets", 8))
    if spoilt == 2:
        sides = [*sides[2:], *sides[:2]]
    else:
        left, right = sides[spoilt].cells
        cells = (left._replace(page=right.page), right._replace(page=left.page))
        sides[spoilt] = sides[spoilt]._replace(cells=cells)
    assert read(copy("sheets", sides)) != list(padded(8))


# ---------------------------------------------------------------------------------------- creep


def from_spine(leaf: Leaf, face: Cell) -> tuple[Emu, Emu]:
    """Where a page's trim begins and ends in the folded stack, counted from its spine."""
    from_fold = sorted((face.trim.x - PAGE.width, face.trim.right - PAGE.width))
    if face.rect.x < PAGE.width:  # printed at the left of the fold, it runs the other way
        from_fold = sorted(-x for x in from_fold)
    return leaf.off + from_fold[0], leaf.off + from_fold[1]


@given(page_counts, st.integers(0, mm(1)))
def test_the_knife_cuts_every_page_of_a_stitched_copy_at_its_own_trim(
    pages: int, paper: Emu
) -> None:
    """Each fold stands off the spine by the sheets outside it; each page ends where page 1 does."""
    for leaf in copy("saddle", folded("saddle", pages, paper), paper):
        for face in leaf[:2]:
            assert from_spine(leaf, face) == (0, PAGE.width)


@given(page_counts, st.integers(0, mm(1)), st.integers(0, mm(5)))
def test_no_page_prints_over_the_fold(pages: int, paper: Emu, bleed: Emu) -> None:
    """However far it moves; on the outside it keeps its bleed."""
    for leaf in copy("saddle", folded("saddle", pages, paper)):
        recto, verso = leaf.recto.window(bleed), leaf.verso.window(bleed)
        assert recto.x == verso.right == PAGE.width
        assert recto.right == leaf.recto.trim.right + bleed
        assert verso.x == leaf.verso.trim.x - bleed
        assert recto.y == verso.y == -bleed
        assert recto.bottom == verso.bottom == PAGE.height + bleed


@pytest.mark.parametrize("scheme", ["sheets", "sections"])
def test_newspapers_do_not_creep(scheme: Scheme) -> None:
    """They are not trimmed after folding."""
    assert {c.shift for side in folded(scheme, 64, mm(1)) for c in side.cells} == {0}


# ------------------------------------------------------------------------------------- few pages


@in_every_folding
@pytest.mark.parametrize("pages", [1, 2])
def test_one_or_two_pages_are_a_single_leaf(scheme: Scheme, pages: int) -> None:
    """As large as the page, not folded, bleeding on all sides, nothing to be said."""
    sides = folded(scheme, pages)
    assert [side.is_front for side in sides] == [True, False][:pages]
    for number, side in enumerate(sides, start=1):
        assert side.cells == (Cell(number, Rect(0, 0, *PAGE)),)
        assert (side.size, side.folds, side.cuts) == (PAGE, (), ())
    assert list(problems(pages, ImpositionPlan(scheme))) == []


def test_blanks_are_told() -> None:
    """How many there are; full sheets and n-up have nothing to tell."""
    (found,) = problems(6, ImpositionPlan("sheets"))
    assert found.code == "imposition-padded"
    assert dict(found.values) == {"pages": "6", "sheets": "2", "blanks": "2"}
    assert not found.is_error
    assert list(problems(8, ImpositionPlan("sheets"))) == []
    assert list(problems(6, ImpositionPlan("4-up"))) == []


def test_creep_that_reaches_the_type_is_an_error() -> None:
    """Ten sheets of a millimetre move the inmost by nine; newspapers do not creep."""
    (found,) = problems(40, ImpositionPlan("saddle", paper=mm(1)))
    assert found.code == "creep-too-deep"
    assert dict(found.values) == {"sheets": "10", "found": "9.0", "limit": "5"}
    assert list(problems(24, ImpositionPlan("saddle", paper=mm(1)))) == []
    assert list(problems(40, ImpositionPlan("sheets", paper=mm(1)))) == []


# ------------------------------------------------------------------------------------------ n-up


@in_every_grid
@given(st.integers(1, 40), st.integers(0, mm(5)))
def test_pages_of_a_grid_stand_in_reading_order(scheme: Scheme, pages: int, bleed: Emu) -> None:
    """Row by row, each page once; nothing prints over its neighbour or off the sheet."""
    sides = arrange(pages, PAGE, ImpositionPlan(scheme, bleed))
    cells = [cell for side in sides for cell in side.cells]
    count = int(scheme.partition("-")[0])
    assert [c.page for c in cells if c.page] == list(range(1, pages + 1))
    assert len(cells) == -(-pages // count) * count
    for side in sides:
        assert side.is_front
        windows = [cell.window(bleed) for cell in side.cells]
        assert not any(a.overlaps(b) for a, b in combinations(windows, 2))
        assert all((a.y, a.x) < (b.y, b.x) for a, b in pairwise(windows))
        assert max(w.right for w in windows) == side.size.width + bleed
        assert max(w.bottom for w in windows) == side.size.height + bleed


@in_every_grid
@given(st.integers(0, mm(5)))
def test_cuts_part_all_pages_of_a_grid(scheme: Scheme, bleed: Emu) -> None:
    """Once where they touch, twice where they bleed: what stands between cuts is trims and bleed."""
    (side, *_) = arrange(1, PAGE, ImpositionPlan(scheme, bleed))
    for runs, length, page in (
        ("down", side.size.width, PAGE.width),
        ("across", side.size.height, PAGE.height),
    ):
        ats = [0, *(line.at for line in side.cuts if line.runs == runs), length]
        widths = [b - a for a, b in pairwise(ats)]
        assert widths[:: 2 if bleed else 1] == [page] * (len(widths[:: 2 if bleed else 1]))
        assert set(widths[1::2] if bleed else []) <= {2 * bleed}


def test_every_scheme_is_a_folding_or_a_grid() -> None:
    assert {*SCHEMES} == FOLDINGS.keys() | GRIDS.keys()
    assert not FOLDINGS.keys() & GRIDS.keys()
    for scheme, (columns, rows) in GRIDS.items():
        assert scheme == f"{columns * rows}-up"


def test_a_sheet_is_folded_in_its_middle() -> None:
    assert {side.folds for side in folded("saddle", 12)} == {(Crossline("down", PAGE.width),)}
