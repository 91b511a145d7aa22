"""Modules on the grid: column arithmetic (长栏, 破栏), places checked, widths that divide."""

from dataclasses import replace

import pytest

from compositor.diagnostics import Place
from compositor.makeup.module import check_places, columns_of, too_narrow
from compositor.model.issue import At, PagePlan, Placement
from compositor.model.layout import Furniture, Grid, Layout
from compositor.units import mm, pt
from tests.samples import plain_layout

ZI, LEADING = pt(9), pt(11.25)
SIKAI = Grid(6, 11, ZI, 86, ZI, LEADING, mm(22.3), mm(29.7))
DUIKAI = Grid(8, 13, ZI, 120, ZI, LEADING, mm(20), mm(30))


def placement(at: At, name: str = "a", *, box: bool = False, text: int | None = None) -> Placement:
    """A placement whose place in the manifest is told by its article's name."""
    return Placement(name, at, "lead", text, box, False, Place(f"{name}.yaml", 1, 1))


@pytest.mark.parametrize(
    ("grid", "columns", "zi"),
    [
        *((DUIKAI, n, zi) for n, zi in ((1, 13), (2, 27), (3, 41), (4, 55), (5, 69), (6, 83), (8, 111))),
        *((SIKAI, n, zi) for n, zi in ((1, 11), (2, 23), (3, 35), (4, 47), (6, 71))),
    ],
)  # fmt: skip
def test_long_columns(grid: Grid, columns: int, zi: int) -> None:
    """长栏字数 = n × 基本栏 + (n-1) × 栏空: the worked numbers of makeup §A2."""
    assert grid.measure(columns) == zi * ZI


@pytest.mark.parametrize(("span", "count", "zi"), [(3, 2, 20), (5, 3, 22)])
def test_divided_columns(span: int, count: int, zi: int) -> None:
    """破栏: 三破二 gives 20 字, 五破三 22 字 with the remainder in the gutters (makeup §A2)."""
    columns = columns_of(placement(At(1, 1, span, 20), text=count), DUIKAI)
    assert columns is not None
    assert columns.measure == zi * ZI
    right = columns.xs[-1] + columns.measure
    assert abs(right - (DUIKAI.column_x(1) + DUIKAI.measure(span))) < count


def test_what_a_division_leaves_widens_the_gutters() -> None:
    """五破三 leaves 1 字 of 69: half a 字 for each gutter, where others set 22 + 22 + 23."""
    columns = columns_of(placement(At(1, 1, 5, 20), text=3), DUIKAI)
    assert columns is not None
    assert columns.gutter == ZI + ZI // 2


@pytest.mark.parametrize(
    ("grid", "span", "count", "zi"),
    [
        (DUIKAI, 3, 2, 20),
        (DUIKAI, 5, 3, 22),
        (SIKAI, 6, 4, 17),
        (SIKAI, 2, 7, 2),
        (SIKAI, 1, 12, 0),
    ],
)
def test_a_width_is_divided_into_whole_zi(grid: Grid, span: int, count: int, zi: int) -> None:
    """破栏每栏字数 = (长栏字数 - (k-1) × 栏空) ÷ k, and never less than nothing."""
    assert grid.broken(grid.measure(span), count) == zi


@pytest.mark.parametrize(("columns", "zi"), [(8, 111), (6, 71)])
def test_the_grids_of_the_trade(columns: int, zi: int) -> None:
    """对开 111 字 × 120 行 = 13 320 字, 四开 71 字 × 86 行 = 6 106 字 (makeup §A1)."""
    grid = DUIKAI if columns == 8 else SIKAI
    assert grid.width == zi * ZI
    assert zi * grid.lines == {8: 13320, 6: 6106}[columns]


def test_a_box_keeps_one_zi_at_each_side() -> None:
    """Text in a box stands at least one 字 inside it."""
    columns = columns_of(placement(At(1, 1, 6, 40), box=True, text=3), SIKAI)
    assert columns is not None
    assert columns.xs[0] == SIKAI.column_x(1) + ZI
    assert columns.measure == 22 * ZI


def test_columns_too_narrow_to_set_are_refused_with_their_width() -> None:
    """Seven columns in two of the page give 2 字 each: said, not tried."""
    narrow = placement(At(1, 1, 2, 20), text=7)
    assert columns_of(narrow, SIKAI) is None
    assert dict(too_narrow(narrow, SIKAI).values) == {"columns": "7", "measure": "2"}


def layout(lines_of_furniture: int = 0) -> Layout:
    """A 四开 layout without styles of its own."""
    return plain_layout(SIKAI, Furniture((), (), lines_of_furniture))


@pytest.mark.parametrize(
    "at",
    [
        At(0, 1, 1, 5),
        At(6, 1, 2, 5),
        At(1, 0, 1, 5),
        At(1, 80, 1, 8),
        At(1, 1, 7, 5),
        At(1, 4, 1, 5),  # under the furniture
    ],
)
def test_modules_outside_the_grid_are_reported(at: At) -> None:
    """A module that leaves the live area, or stands on the furniture, is named with its place."""
    plan = PagePlan(1, "", (placement(at),), Place("m"))
    found = check_places(plan, layout(lines_of_furniture=4))
    assert [d.code for d in found] == ["outside-grid"]
    assert found[0].place == Place("a.yaml", 1, 1)


def test_end_matter_takes_the_last_lines_of_its_page() -> None:
    """A module may go down to line 82 and no further; on other pages to the last."""
    foot = replace(layout(), last=Furniture((), (), 4))
    for depth, codes in ((82, []), (83, ["outside-grid"])):
        plan = PagePlan(3, "", (placement(At(1, 1, 1, depth)),), Place("m"))
        assert [d.code for d in check_places(plan, foot, is_last=True)] == codes
        assert not check_places(plan, foot)


def test_every_overlap_is_reported_at_once() -> None:
    """Three modules over each other make three findings, each naming what is shared."""
    at = [At(1, 1, 3, 10), At(3, 5, 2, 10), At(2, 8, 4, 4)]
    plan = PagePlan(
        1, "", tuple(placement(a, n) for a, n in zip(at, "xyz", strict=True)), Place("m")
    )
    found = check_places(plan, layout())
    assert [d.code for d in found] == ["modules-overlap"] * 3
    assert dict(found[0].values)["shared"] == "columns 3-3, lines 5-10"


def test_modules_that_touch_do_not_overlap() -> None:
    """Neighbours on the next column or line are no overlap."""
    at = [At(1, 1, 3, 10), At(4, 1, 3, 10), At(1, 11, 6, 10)]
    plan = PagePlan(
        1, "", tuple(placement(a, n) for a, n in zip(at, "xyz", strict=True)), Place("m")
    )
    assert not check_places(plan, layout())
