"""The page: baselines on the grid, rivers, lonely lines, and how much room the text takes."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from compositor.grading.found import Flag, Found, FoundLine
from compositor.grading.results import Result, counted, share
from compositor.units import Emu, commonest

OFF_GRID = 0.02  # of the leading
Part: TypeAlias = Callable[[FoundLine], Hashable]  # any value that tells the parts apart

RIVER = 3  # lines
RIVER_WHITE = 0.25  # em
RIVER_ASIDE = 0.25  # em: how far a river may wander from line to line


def measure(found: Found) -> Iterator[Result]:
    """All metrics of the page."""
    lines = found.lines
    level = [line for line in lines if line.on_grid]
    bands = _off_grid(level, found.leading, lambda line: (line.seat.page, line.seat.band))
    yield share("grid_columns", (x.flag("grid_columns") for x in bands), len(level))
    off = _off_grid(level, found.leading, lambda line: line.seat.page)
    yield share("grid_page", (x.flag("grid_page") for x in off), len(level))
    yield counted("river", _rivers(lines), len(lines))
    yield counted("lonely_top", _lonely(lines), len(lines))
    yield counted("heading_foot", found.heads_at_foot, len(lines))
    yield _compactness(lines)


def _off_grid(lines: Sequence[FoundLine], leading: Emu, part: Part) -> list[FoundLine]:
    """Lines that are off the grid on which most lines of their part of the document stand."""
    parts: defaultdict[Hashable, list[FoundLine]] = defaultdict(list)
    for line in lines:
        parts[part(line)].append(line)
    near = round(OFF_GRID * leading)
    found: list[FoundLine] = []
    for group in parts.values():
        phases = [line.y % leading for line in group]
        phase, _ = commonest([*phases, *(p + leading for p in phases)], near)
        found += [line for line in group if _off(line.y - phase, leading) > near]
    return found


def _off(distance: Emu, leading: Emu) -> Emu:
    rest = distance % leading
    return min(rest, leading - rest)


class _River(NamedTuple):
    """White that runs down: where it is on the last line, how long, and where it sprang."""

    x: float
    length: int
    spring: FoundLine


def _rivers(lines: Sequence[FoundLine]) -> Iterator[Flag]:
    running: list[_River] = []
    for before, line in pairwise([None, *lines]):
        assert line is not None
        if before is None or not _is_below(before, line):
            yield from _dry(running)
            running = []
        fed = [_fed(x, line, running) for x in _whites(line)]
        yield from _dry([r for r in running if not any(_meets(r, new.x, line) for new in fed)])
        running = fed
    yield from _dry(running)


def _dry(rivers: Sequence[_River]) -> Iterator[Flag]:
    for river in rivers:
        if river.length >= RIVER:
            yield river.spring.flag("river", f"{river.length}")


def _fed(x: float, line: FoundLine, running: Sequence[_River]) -> _River:
    above = [river for river in running if _meets(river, x, line)]
    longest = max(above, key=lambda river: river.length, default=_River(x, 0, line))
    return longest._replace(x=x, length=longest.length + 1)


def _meets(river: _River, x: float, line: FoundLine) -> bool:
    return abs(river.x - x) <= RIVER_ASIDE * line.size


def _whites(line: FoundLine) -> list[float]:
    """The middles of the whites wide enough for a river."""
    ends = pairwise(line.cores)
    return [
        (a[1] + b[0]) / 2
        for white, (a, b) in zip(line.whites, ends, strict=True)
        if white > RIVER_WHITE
    ]


def _is_below(before: FoundLine, line: FoundLine) -> bool:
    return before.seat._replace(row=before.seat.row + 1) == line.seat


def _lonely(lines: Sequence[FoundLine]) -> Iterator[Flag]:
    """Last lines of a paragraph that stand alone at the head of a column."""
    for before, line in pairwise(lines):
        if line.last and not line.first and before.seat[:2] != line.seat[:2]:
            yield line.flag("lonely_top")


def _compactness(lines: Sequence[FoundLine]) -> Result:
    """Lines to a thousand characters."""
    characters = sum(len(sign.text) for line in lines for sign in line.signs)
    return Result("compactness", 1000 * len(lines) / characters if characters else None, len(lines))
