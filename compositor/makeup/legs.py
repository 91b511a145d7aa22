"""Legs: a galley cut into the columns of its module, level at the foot, headings kept with text.

    fill(lines, legs, foots)     rows from each leg's top down to its foot, in reading order
    cut(lines, legs, foot)       the shallowest level cut that holds everything: all legs end
                                 within one line of each other (R17), crossheads never at a foot
                                 (R19), no paragraph's last line alone at a head if it can be helped
    opened(done, legs)           legs that end short opened above their crossheads

A leg is the spans of rows that pictures leave it; text runs through them from above. The last span
of each is open: it ends where the module does. Rows count grid lines from the top of the module's
content, from 0.

    leg 1    leg 2            plain([0, 4]): leg 2 begins under a picture of four rows
    ──────   ┌─────┐          (Span(0, 6), Span(11)): a picture in the middle of a leg
    ──────   └─────┘
    ──────   ──────

The solver cuts thousands of times, so where a span ends is found in running sums (`_Ruler`), and
rows are made of the cut that is taken alone.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple, TypeAlias

from compositor.model.galley import GalleyLine


class Span(NamedTuple):
    """Rows of a leg from `top` to before `foot`; None if it ends where the module does."""

    top: int
    foot: int | None = None


Leg: TypeAlias = tuple[Span, ...]  # from above; the last one is open

MOST_LEVELLED = 10  # legs of which each is tried a line shorter


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


class Level(NamedTuple):
    """How level legs end: lines they end short, within the one each may (R17) and beyond it, and
    the last lines of paragraphs alone at a head (R18).
    """

    loose: int
    uneven: int
    lonely: int


def plain(tops: Sequence[int]) -> tuple[Leg, ...]:
    """Legs of one span each, which begin at these rows."""
    return tuple((Span(top),) for top in tops)


def tops_of(legs: Sequence[Leg]) -> list[int]:
    """Where the open span of each leg begins: under all its pictures."""
    return [leg[-1].top for leg in legs]


def cut(lines: Sequence[GalleyLine], legs: Sequence[Leg], foot: int) -> Cut:
    """Cut `lines` into legs down to at most row `foot`, as level as can be."""
    ruler = _Ruler(lines)
    for shallow in range(_least_foot(ruler, legs, foot), foot + 1):
        ends = ruler.ends(legs, [shallow] * len(legs))
        if ends and ends[-1][-1] == len(lines):
            return _rows(lines, legs, _level(ruler, legs, shallow, ends))
    return fill(lines, legs, [foot] * len(legs))


def fill(lines: Sequence[GalleyLine], legs: Sequence[Leg], foots: Sequence[int]) -> Cut:
    """Fill leg after leg, each from its top to its foot."""
    return _rows(lines, legs, _Ruler(lines).ends(legs, foots))


def level_of(done: Cut, legs: Sequence[Leg], foots: Sequence[int] = ()) -> Level:
    """How level a cut is, against its own foot or those it should have."""
    goals = foots or [done.foot] * len(legs)
    gaps = [
        _gap([r.row for r in rows], leg, goal)
        for rows, leg, goal in zip(done.legs, legs, goals, strict=True)
    ]
    pairs = zip(done.legs, done.legs[1:], strict=False)
    lonely = sum(_lonely(leg[0].item, before[-1].item) for before, leg in pairs if leg and before)
    return Level(sum(min(gap, 1) for gap in gaps), sum(max(0, gap - 1) for gap in gaps), lonely)


def opened(done: Cut, legs: Sequence[Leg], foots: Sequence[int] = ()) -> Cut:
    """The same cut with legs that end short opened above their crossheads and notes, a line more
    above each, so that more legs end at the foot.
    """
    goals = foots or [done.foot] * len(legs)
    rows = zip(done.legs, legs, goals, strict=True)
    return Cut(tuple(_opened(leg, spans[-1].top, goal) for leg, spans, goal in rows), done.rest)


def _opened(leg: tuple[Row, ...], top: int, goal: int) -> tuple[Row, ...]:
    """A leg opened in its last span; from below, so that the least of it moves."""
    gap = goal - (leg[-1].row + 1) if leg else 0
    spaced = [row.row for row in leg if row.spaced and row.row > top]
    if not 0 < gap <= len(spaced):
        return leg
    at = spaced[-gap:]
    return tuple(replace(r, row=r.row + sum(r.row >= a for a in at)) for r in leg)


def room_of(legs: Sequence[Leg], foot: int) -> int:
    """The rows that legs have in a module that ends at `foot`."""
    spans = (span for leg in legs for span in leg)
    return sum(max(0, (foot if s.foot is None else s.foot) - s.top) for s in spans)


def used_of(done: Cut, legs: Sequence[Leg]) -> int:
    """The rows of them that a cut takes, empty ones above its lines among them."""
    used = 0
    for rows, leg in zip(done.legs, legs, strict=True):
        for top, foot in leg:
            here = [r.row for r in rows if top <= r.row and (foot is None or r.row < foot)]
            used += here[-1] + 1 - top if here else 0
    return used


def _gap(rows: Sequence[int], leg: Leg, goal: int) -> int:
    """How many rows a leg has too few, above its pictures and at its foot."""
    gap = 0
    for top, foot in leg:
        end = goal if foot is None else foot
        used = [row for row in rows if top <= row < end]
        gap += max(0, end - (used[-1] + 1 if used else top))
    return gap


class _Ruler:
    """Running sums of the rows that lines take, to find where a span of rows ends.

    `sums[i]` are the rows of the lines before `i` with the empty ones above each.
    """

    def __init__(self, lines: Sequence[GalleyLine]) -> None:
        self.lines = lines
        self.sums = [0]
        for line in lines:
            self.sums.append(self.sums[-1] + 1 + line.above)
        self._kept = [i for i, line in enumerate(lines) if line.keep]

    def end(self, start: int, rows: int) -> int:
        """The line after the last that fits into so many rows from line `start` on, with those
        that must stay under it. Empty lines above the first are dropped.
        """
        lines, sums = self.lines, self.sums
        if start >= len(lines) or rows < 1:
            return start
        end = bisect_right(sums, sums[start] + lines[start].above + rows, start) - 1
        at = bisect_right(self._kept, end - 1) - 1
        while at >= 0 and self._kept[at] >= start:
            index = self._kept[at]
            last = min(index + 1 + lines[index].keep, len(lines))
            if last > end:
                end = index
            elif index + 1 + MOST_KEPT < end:
                break
            at -= 1
        return max(end, start)

    def ends(self, legs: Sequence[Leg], foots: Sequence[int]) -> list[list[int]]:
        """For each span of each leg the line after its last."""
        at, found = 0, []
        for leg, foot in zip(legs, foots, strict=True):
            ends = []
            for top, end in leg:
                at = self.end(at, (foot if end is None else end) - top)
                ends.append(at)
            found.append(ends)
        return found

    def last_row(self, start: int, end: int, top: int) -> int:
        """The row after the last line of a span."""
        if end == start:
            return top
        return top + self.sums[end] - self.sums[start] - self.lines[start].above


MOST_KEPT = 8  # lines under a crosshead that stay with it, its own further lines among them


def _least_foot(ruler: _Ruler, legs: Sequence[Leg], foot: int) -> int:
    """No level foot above this row could hold the lines."""
    count = len(ruler.lines)
    fixed = sum((span.foot or 0) - span.top for leg in legs for span in leg[:-1])
    tops = tops_of(legs)
    row = min(tops, default=0)
    while row < foot and fixed + sum(max(0, row - top) for top in tops) < count:
        row += 1
    return row


def _level(ruler: _Ruler, legs: Sequence[Leg], foot: int, deep: list[list[int]]) -> list[list[int]]:
    """Of the cuts at `foot` that end all legs within a line, the one with the best column heads.

    Any set of legs may end one line higher as long as everything still fits; among those that do,
    the fewest lonely last lines at a head win, then the levellest foot.
    """
    best, best_cost = deep, _cost(ruler, legs, foot, deep)
    room = sum(
        (foot if span.foot is None else span.foot) - span.top for leg in legs for span in leg
    )
    least = (0, 0, max(0, room - ruler.sums[-1]))
    for short in _shorter(len(legs)):
        if best_cost <= least:
            break
        ends = ruler.ends(legs, [foot - s for s in short])
        if ends[-1][-1] == len(ruler.lines):
            cost = _cost(ruler, legs, foot, ends)
            if cost < best_cost:
                best, best_cost = ends, cost
    return best


def _shorter(legs: int) -> Iterator[tuple[int, ...]]:
    """Every set of legs that may end a line higher, but the empty one."""
    tried = min(legs, MOST_LEVELLED)
    sets = product((0, 1), repeat=tried)
    next(sets)
    yield from ((*(0,) * (legs - tried), *short) for short in sets)


def _cost(
    ruler: _Ruler, legs: Sequence[Leg], foot: int, ends: list[list[int]]
) -> tuple[int, int, int]:
    """Worst first: how far the legs are from level, lonely lines at a head, and their sum."""
    start, gaps, lonely = 0, [], 0
    for leg, leg_ends in zip(legs, ends, strict=True):
        lines = ruler.lines
        if 0 < start < leg_ends[-1]:
            lonely += _lonely(lines[start], lines[start - 1])
        gap = 0
        for span, end in zip(leg, leg_ends, strict=True):
            goal = foot if span.foot is None else span.foot
            gap += max(0, goal - ruler.last_row(start, end, span.top))
            start = end
        gaps.append(gap)
    uneven = max(0, max(gaps, default=0) - 1)
    return uneven, lonely, sum(gap * gap for gap in gaps)


def _lonely(head: GalleyLine, foot: GalleyLine) -> int:
    """Whether a leg begins with the last line of a paragraph (单行不占栏, R18)."""
    return int(head.line.ends and head.block == foot.block)


def _rows(lines: Sequence[GalleyLine], legs: Sequence[Leg], ends: list[list[int]]) -> Cut:
    """The rows of a cut that is known by where its spans end."""
    start, done = 0, []
    for leg, leg_ends in zip(legs, ends, strict=True):
        rows: list[Row] = []
        for span, end in zip(leg, leg_ends, strict=True):
            row = span.top
            for index in range(start, end):
                above = lines[index].above if index > start else 0
                rows.append(Row(lines[index], row + above, above > 0))
                row += above + 1
            start = end
        done.append(tuple(rows))
    return Cut(tuple(done), tuple(lines[start:]))
