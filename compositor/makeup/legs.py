"""Legs: a galley cut into the columns of its module, level at the foot, headings kept with text.

    fill(lines, tops, foots)     rows from each leg's top down to its foot, in reading order
    cut(galley, tops, foot)      the shallowest level cut that holds everything: all legs end
                                 within one line of each other (R17), crossheads never at a foot
                                 (R19), no paragraph's last line alone at a head if it can be helped

Rows count grid lines from the top of the module's content, from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from compositor.model.galley import GalleyLine


@dataclass(frozen=True, slots=True)
class Row:
    """A galley line in its row of a leg; `spaced` says whether its empty lines were kept."""

    item: GalleyLine
    row: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """The legs of one module and the galley lines that found no room."""

    legs: tuple[tuple[Row, ...], ...]
    rest: tuple[GalleyLine, ...]

    @property
    def foot(self) -> int:
        """The row after the deepest line."""
        return max((leg[-1].row + 1 for leg in self.legs if leg), default=0)


# Legs already filled, by (first line, top, foot).
Seen: TypeAlias = dict[tuple[int, int, int], tuple[Row, ...]]


def cut(lines: Sequence[GalleyLine], tops: Sequence[int], foot: int) -> Cut:
    """Cut `lines` into legs from rows `tops` down to at most row `foot`, as level as can be."""
    for shallow in range(_least_foot(len(lines), tops, foot), foot + 1):
        done = fill(lines, tops, [shallow] * len(tops))
        if not done.rest:
            return _level(lines, tops, shallow, done)
    return fill(lines, tops, [foot] * len(tops))


def fill(lines: Sequence[GalleyLine], tops: Sequence[int], foots: Sequence[int]) -> Cut:
    """Fill leg after leg, each from its top to its foot."""
    return _fill(lines, tops, foots, {})


def _fill(
    lines: Sequence[GalleyLine], tops: Sequence[int], foots: Sequence[int], seen: Seen
) -> Cut:
    """Fill, remembering legs in `seen`: the levelling tries the same few over and over."""
    legs: list[tuple[Row, ...]] = []
    start = 0
    for top, foot in zip(tops, foots, strict=True):
        key = (start, top, foot)
        if key not in seen:
            seen[key] = _leg(lines, *key)
        legs.append(seen[key])
        start += len(seen[key])
    return Cut(tuple(legs), tuple(lines[start:]))


def _leg(lines: Sequence[GalleyLine], start: int, top: int, foot: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    row = top
    for index in range(start, len(lines)):
        item = lines[index]
        above = item.above if rows else 0
        if row + above + _kept(lines, index) > foot:
            break
        rows.append(Row(item, row + above, above > 0))
        row += above + 1
    return tuple(rows)


def _kept(lines: Sequence[GalleyLine], index: int) -> int:
    """Rows a line needs with those that must stay under it."""
    with_it = lines[index + 1 : index + 1 + lines[index].keep]
    return 1 + sum(1 + item.above for item in with_it)


def _least_foot(count: int, tops: Sequence[int], foot: int) -> int:
    """No level foot above this row could hold `count` lines."""
    row = min(tops, default=0)
    while row < foot and sum(max(0, row - top) for top in tops) < count:
        row += 1
    return row


def _level(lines: Sequence[GalleyLine], tops: Sequence[int], foot: int, deep: Cut) -> Cut:
    """Of the cuts at `foot` that end all legs within a line, the one with the best column heads.

    Any set of legs may end one line higher as long as everything still fits; among those that do,
    the fewest lonely last lines at a head win, then the levellest foot.
    """
    best, best_cost = deep, _cost(deep, foot)
    seen: Seen = {}
    for mask in range(1, 2 ** min(len(tops), 10)):
        foots = [foot - (mask >> leg & 1) for leg in reversed(range(len(tops)))]
        done = _fill(lines, tops, foots, seen)
        if not done.rest and (cost := _cost(done, foot)) < best_cost:
            best, best_cost = done, cost
    return best


class Level(NamedTuple):
    """How level legs end: lines they end short, within the one each may (R17) and beyond it, and
    the last lines of paragraphs alone at a head (R18).
    """

    loose: int
    uneven: int
    lonely: int


def level_of(done: Cut, tops: Sequence[int], foots: Sequence[int] = ()) -> Level:
    """How level a cut is, against its own foot or those it should have."""
    goals = foots or [done.foot] * len(tops)
    ends = [leg[-1].row + 1 if leg else top for leg, top in zip(done.legs, tops, strict=True)]
    gaps = [max(0, goal - end) for goal, end in zip(goals, ends, strict=True)]
    lonely = sum(
        _lonely(leg, before) for before, leg in zip(done.legs, done.legs[1:], strict=False)
    )
    return Level(sum(min(gap, 1) for gap in gaps), sum(max(0, gap - 1) for gap in gaps), lonely)


def _cost(done: Cut, foot: int) -> tuple[int, int, int]:
    """Worst first: how far the legs are from level, lonely lines at a head, and their sum."""
    gaps = [foot - (leg[-1].row + 1) if leg else foot for leg in done.legs]
    uneven = max(0, max(gaps, default=0) - 1)
    lonely = sum(
        _lonely(leg, before) for before, leg in zip(done.legs, done.legs[1:], strict=False)
    )
    return uneven, lonely, sum(gap * gap for gap in gaps)


def _lonely(leg: Sequence[Row], before: Sequence[Row]) -> int:
    """Whether a leg begins with the last line of a paragraph (单行不占栏, R18)."""
    if not leg or not before:
        return 0
    head, foot = leg[0].item, before[-1].item
    return int(head.line.ends and head.block == foot.block)
