"""Where to break a paragraph: the `LineBreaker` protocol, and first-fit.

First-fit goes from line to line. 先挤进，后推出: of the last break that fits as set and the next
one that fits when the line's gaps shrink, it takes the one that deviates less, shrinking counted
as half as bad as stretching (typography §1.5). A line that has no permitted break in its measure
is broken at any atom: a narrow column must not overflow.

`Breaks` are the atom indices at which lines end, the last being the number of atoms.
"""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from compositor.setting.prepare import Prepared
from compositor.units import Emu

Breaks: TypeAlias = tuple[int, ...]


class LineBreaker(Protocol):
    """Chooses the breaks of a prepared paragraph for measures that may vary by line."""

    def __call__(self, prepared: Prepared, measures: Sequence[Emu], indent: Emu) -> Breaks:
        """Break into lines of `measures` (the last one repeats), the first indented by `indent`."""


STRETCH_COST = 2
SHRINK_COST = 1


def first_fit(prepared: Prepared, measures: Sequence[Emu], indent: Emu) -> Breaks:
    """Break greedily, line by line; see `LineBreaker`."""
    ends: list[int] = []
    start = 0
    while start < len(prepared.atoms):
        measure = measures[min(len(ends), len(measures) - 1)]
        start = line_end(prepared, start, measure - (0 if ends else indent))
        ends.append(start)
    return tuple(ends)


def line_end(prepared: Prepared, start: int, room: Emu) -> int:
    """The end of the line that starts at atom `start` and has `room`."""
    count = len(prepared.atoms)
    under = over = forced = 0
    for end in range(start + 1, count + 1):
        least = prepared.least(start, end)
        if least > room + prepared.size:
            break  # a closing mark may still shorten the line, but by less than an em
        if least > room:
            continue
        forced = end
        if end < count and not prepared.may_break[end - 1]:
            continue
        if end == count or prepared.natural(start, end) <= room:
            under = end
        else:
            over = over or end
    return _better(prepared, start, room, under, over) or forced or start + 1


def _better(prepared: Prepared, start: int, room: Emu, under: int, over: int) -> int:
    if under == len(prepared.atoms) or not over:
        return under
    if not under:
        return over
    stretch = (room - prepared.natural(start, under)) * STRETCH_COST
    shrink = (prepared.natural(start, over) - room) * SHRINK_COST
    return over if shrink < stretch else under
