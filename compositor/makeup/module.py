"""The module of an article: its rectangle on the grid, and the legs its text runs through.

    ┌ at: column, line ───────────────┐
    │ label ───────────────────────── │   label lines
    │        kicker / headline        │   heading lines
    │ leg 1  │ leg 2  │ leg 3         │   content lines
    └─────────────────────────────────┘

A boxed module keeps one 字 inside its box at the sides and one line above and below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.model.issue import At, PagePlan, Placement
from compositor.model.layout import Grid, Layout
from compositor.units import Emu

LEAST_MEASURE_ZI = 5  # a column narrower than this cannot be justified at all


@dataclass(frozen=True, slots=True)
class Columns:
    """The text columns of a module: left edges and the one measure they share."""

    xs: tuple[Emu, ...]
    measure: Emu

    @property
    def gutter(self) -> Emu:
        """Space between two columns, 0 if there is one."""
        return self.xs[1] - self.xs[0] - self.measure if len(self.xs) > 1 else 0


def check_places(
    plan: PagePlan, layout: Layout, *, is_last: bool = False
) -> tuple[Diagnostic, ...]:
    """Modules outside the grid or over another (R02), all at once; see `Layout.live_lines`."""
    live = layout.live_lines(plan.number, is_last)
    outside = (_outside(p, layout.grid, *live) for p in plan.placements)
    pairs = combinations(plan.placements, 2)
    over = (_overlap(b, a) for a, b in pairs if _area(a.at).overlaps(_area(b.at)))
    return (*(d for d in outside if d), *over)


def _area(at: At) -> Rect:
    """A module in columns and lines as a rectangle of cells."""
    return Rect(at.column, at.line, at.columns, at.lines)


def _outside(placement: Placement, grid: Grid, first: int, last: int) -> Diagnostic | None:
    at = placement.at
    last_column, last_line = at.column + at.columns - 1, at.line + at.lines - 1
    across = at.column >= 1 and last_column <= grid.columns
    if across and first <= at.line and last_line <= last:
        return None
    what = f"columns {at.column}-{last_column}, lines {at.line}-{last_line}"
    return diagnose(
        "outside-grid",
        placement.place,
        article=placement.article,
        what=what,
        what_zh=f"第 {at.column}-{last_column} 栏，第 {at.line}-{last_line} 行",
        columns=grid.columns,
        lines=grid.lines,
        first=first,
        last=last,
    )


def _overlap(placement: Placement, other: Placement) -> Diagnostic:
    a, b = _area(placement.at), _area(other.at)
    columns = (max(a.x, b.x), min(a.right, b.right) - 1)
    lines = (max(a.y, b.y), min(a.bottom, b.bottom) - 1)
    return diagnose(
        "modules-overlap",
        placement.place,
        article=placement.article,
        other=other.article,
        shared=f"columns {columns[0]}-{columns[1]}, lines {lines[0]}-{lines[1]}",
        shared_zh=f"第 {columns[0]}-{columns[1]} 栏、第 {lines[0]}-{lines[1]} 行",
    )


def columns_of(placement: Placement, grid: Grid) -> Columns | None:
    """The text columns of a module, or None if they would be too narrow to set.

    On the page's own columns, or (破栏, makeup §A2) the width divided into another number of
    columns of whole 字, the remainder widening the gutters.
    """
    at = placement.at
    if placement.text_columns is None and not placement.is_set_off:
        xs = (grid.column_x(column) for column in range(at.column, at.column + at.columns))
        return Columns(tuple(xs), grid.column)
    count = placement.text_columns or at.columns
    left = grid.column_x(at.column) + (grid.zi if placement.is_set_off else 0)
    width = grid.measure(at.columns) - (2 * grid.zi if placement.is_set_off else 0)
    return _divide(left, width, count, grid)


def _divide(left: Emu, width: Emu, count: int, grid: Grid) -> Columns | None:
    share = grid.broken(width, count)
    if share < LEAST_MEASURE_ZI:
        return None
    measure = share * grid.zi
    step = (width - measure) // (count - 1) if count > 1 else 0
    return Columns(tuple(left + i * step for i in range(count)), measure)


def tiers_of(placement: Placement, content: Rect, grid: Grid) -> Columns | None:
    """The tiers (段) of a module of vertical text, as columns from top to bottom; see `columns_of`.

    The first sign of a tier stands where that of a level line would.
    """
    inset = (grid.leading - grid.zi) // 2
    height = content.height - 2 * inset
    return _divide(content.y + inset, height, placement.text_columns or 1, grid)


def too_narrow(placement: Placement, grid: Grid) -> Diagnostic:
    """What to say where `columns_of` gives None."""
    count = placement.text_columns or placement.at.columns
    width = grid.measure(placement.at.columns) - (2 * grid.zi if placement.is_set_off else 0)
    measure = grid.broken(width, count)
    return diagnose("columns-do-not-divide", placement.place, columns=count, measure=measure)


def tiers_too_short(placement: Placement, content: Rect, grid: Grid) -> Diagnostic:
    """What to say where `tiers_of` gives None."""
    count = placement.text_columns or 1
    measure = grid.broken(content.height, count)
    return diagnose("tiers-too-short", placement.place, tiers=count, measure=measure)


def gutters(columns: Columns) -> Iterable[Emu]:
    """The x of the middle of each gutter, where a column rule stands."""
    for x in columns.xs[1:]:
        yield x - columns.gutter // 2
