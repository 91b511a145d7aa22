"""Rules between modules: a thin one in the gutter of two that stand side by side.

It parts their headlines (碰题, makeup R06) and tells the eye where an article ends. There is none
beside a box or a tint, whose edge does the same (look.md: never both a rule and a box side).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from compositor.geometry import Rect
from compositor.model.edition import Rule
from compositor.model.issue import At, Placement
from compositor.model.layout import Grid


def module_rules(placements: Sequence[Placement], grid: Grid) -> Iterator[Rule]:
    """The rules between the modules of a page."""
    plain = [p for p in placements if not p.is_set_off]
    for a, b in combinations(plain, 2):
        left, right = sorted((a.at, b.at), key=lambda at: at.column)
        if left.column + left.columns == right.column and (rule := _rule(left, right, grid)):
            yield rule


def _rule(left: At, right: At, grid: Grid) -> Rule | None:
    """A rule along the lines that both modules have."""
    first, last = (
        max(left.line, right.line),
        min(left.line + left.lines, right.line + right.lines),
    )
    if first >= last:
        return None
    x = grid.column_x(right.column) - grid.gutter // 2
    height = (last - first) * grid.leading
    return Rule("module", Rect(x, grid.line_y(first), 0, height))
