"""The measure of each column, from the rows that fill it.

The left end is where most rows that begin with a hanzi begin; the right end is the farthest place
where several rows that end in a hanzi end. A column too short to tell takes the measure of one
that begins at the same place; one that finds none is not graded.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from compositor.grading.classes import core, is_hanzi
from compositor.grading.columns import Leaf
from compositor.grading.rows import Row
from compositor.units import Emu, commonest

SAME = 30  # thousandths of the size: ends that far apart are one
ENOUGH = 3  # rows that make an end certain
SHARE = 8  # one row in so many, at least, reaches the right end
INDENT_MOST = 3200  # thousandths
SOLID = 108  # hundredths of the size: nearer than that is one sign to the next, not line to line


class Measure(NamedTuple):
    """The ends of a column's lines."""

    left: Emu
    right: Emu


def measures_of(leaves: Sequence[Leaf], size: Emu) -> list[Measure | None]:
    """The measure of each column, or None where nothing tells it."""
    own = [_own(leaf, size) for leaf in leaves]
    sure = sorted({measure for measure in own if measure})
    return [m or _shared(leaf, sure, size) for leaf, m in zip(leaves, own, strict=True)]


def _own(leaf: Leaf, size: Emu) -> Measure | None:
    near = SAME * size // 1000
    lefts = [row.left for row in leaf.rows if is_hanzi(row.signs[0].text)]
    rights = [row.right for row in leaf.rows if is_hanzi(row.signs[-1].text)]
    if not lefts or not rights:
        return None
    least = min(lefts)
    left, begin = commonest([x for x in lefts if 10 * (x - least) < 12 * size], near)
    right, reach = _farthest(rights, near)
    if min(begin, reach) < ENOUGH or _is_upright(leaf.rows, size):
        return None
    return Measure(left, right)


def _farthest(rights: Sequence[Emu], near: Emu) -> tuple[Emu, int]:
    """The farthest end that is not one row's own."""
    needed = max(ENOUGH, len(rights) // SHARE)
    left = sorted(rights, reverse=True)
    for end in left:
        held = [x for x in left if end - near <= x <= end]
        if len(held) >= needed:
            return commonest(held, near)
    return commonest(rights, near)


def _is_upright(rows: Sequence[Row], size: Emu) -> bool:
    """Whether these are vertical lines: letters solid one below the other, apart side by side."""
    if sum(len(row.signs) for row in rows) <= len(rows) * 3 // 2:
        return True
    down = [b.y - a.y for a, b in pairwise(rows)]
    across = [b.x - a.x for row in rows for a, b in pairwise(row.signs) if is_hanzi(a.text)]
    if not down or not across:
        return False
    return 100 * median(down) < SOLID * size and 100 * median(across) > SOLID * size


def _shared(leaf: Leaf, sure: Sequence[Measure], size: Emu) -> Measure | None:
    near = SAME * size // 1000
    left = min(core(row.signs[0])[0] for row in leaf.rows)
    right = max(core(row.signs[-1])[1] for row in leaf.rows)
    for measure in sure:
        begins = -near <= left - measure.left <= INDENT_MOST * size // 1000
        if begins and right <= measure.right + near and _is_begun(leaf, measure, near):
            return measure
    return None


def _is_begun(leaf: Leaf, measure: Measure, near: Emu) -> bool:
    """Whether a row begins where the measure does."""
    return any(abs(core(row.signs[0])[0] - measure.left) <= near for row in leaf.rows)
