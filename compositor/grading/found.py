"""What is found on the pages: lines of type in their columns, paragraphs, headlines.

`blind` finds them from the signs alone, `known` with the help of the edition; everything that
measures works on these values and does not care which of the two made them.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from compositor.grading.classes import core, is_hanzi
from compositor.model.signs import Sign
from compositor.units import Emu


class Flag(NamedTuple):
    """One place to look at: where on the page, the line's text, and what was measured there.

    `column` and `row` count from 1; 0 where there is none. `x` and `y` are the line's left end
    and baseline.
    """

    metric: str
    page: int
    column: int
    row: int
    x: Emu
    y: Emu
    text: str
    note: str = ""


class Seat(NamedTuple):
    """Where a line has its place: page, column and row from 1, and the stretch of the page.

    Columns of one `band` stand side by side under one heading and should share their baselines.
    """

    page: int
    column: int
    row: int
    band: int


@dataclass(frozen=True)
class FoundLine:
    """A line of running text; `left` and `right` are the ends of its measure, `y` its baseline.

    `signs` stand by place, without spaces; `spaced` are the places before which a space was drawn,
    the number of signs standing for the line's end. `first` and `last` of its paragraph. `exact`
    if the spaces at its end are known, drawn or not.
    """

    seat: Seat
    left: Emu
    right: Emu
    y: Emu
    size: Emu
    signs: tuple[Sign, ...]
    spaced: frozenset[int] = frozenset()
    first: bool = False
    last: bool = False
    on_grid: bool = True
    exact: bool = False

    @cached_property
    def text(self) -> str:
        """Its words; a space where one was drawn."""
        parts = ((" " if i in self.spaced else "") + s.text for i, s in enumerate(self.signs))
        return "".join(parts)

    @cached_property
    def cores(self) -> tuple[tuple[Emu, Emu], ...]:
        """Where each sign stands; see `classes.core`."""
        return tuple(map(core, self.signs))

    @cached_property
    def whites(self) -> tuple[float, ...]:
        """The white between each sign and the next, in em; blanks of marks belong to it."""
        return tuple((b[0] - a[1]) / self.size for a, b in pairwise(self.cores))

    @cached_property
    def solid_pairs(self) -> tuple[int, ...]:
        """The places of hanzi that stand directly before hanzi."""
        pairs = enumerate(pairwise(self.signs), start=1)
        return tuple(
            i - 1
            for i, (a, b) in pairs
            if i not in self.spaced and is_hanzi(a.text) and is_hanzi(b.text)
        )

    @cached_property
    def openings(self) -> tuple[float, ...]:
        """What each pair of hanzi stands apart beyond solid setting, in em."""
        return tuple(self.whites[i] for i in self.solid_pairs)

    @cached_property
    def stretch(self) -> float | None:
        """e_line: the median of the openings; None where there are fewer than two."""
        found = sorted(self.openings)
        if len(found) < 2:
            return None
        half = len(found) // 2
        return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2

    @property
    def ease(self) -> float:
        """The stretch where it is known, else nothing."""
        return self.stretch or 0.0

    def flag(self, metric: str, note: str = "") -> Flag:
        """This line as a place to look at."""
        seat = self.seat
        return Flag(metric, seat.page, seat.column, seat.row, self.left, self.y, self.text, note)


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of one headline, top down: their texts, and how much each fills, in EMU."""

    page: int
    x: Emu
    y: Emu
    texts: tuple[str, ...]
    widths: tuple[Emu, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found: running text by paragraphs, body size and leading.

    `set_aside` counts lines of body size that are no running text (crossheads, credits).
    `headlines` and `text_faults` are known only where the edition is, and None elsewhere;
    `heads_at_foot` are headings that end a column.
    """

    paragraphs: tuple[tuple[FoundLine, ...], ...]
    size: Emu
    leading: Emu
    set_aside: int
    heads_at_foot: tuple[Flag, ...]
    headlines: tuple[Headline, ...] | None = None
    text_faults: tuple[Flag, ...] | None = None

    @property
    def lines(self) -> tuple[FoundLine, ...]:
        """All lines in reading order."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph)

    @property
    def inner(self) -> tuple[FoundLine, ...]:
        """All lines but the last of their paragraphs: those that must be flush."""
        return tuple(line for line in self.lines if not line.last)


def paragraphs_of(lines: list[FoundLine]) -> tuple[tuple[FoundLine, ...], ...]:
    """Lines in reading order, cut after each last one."""
    found: list[list[FoundLine]] = [[]]
    for line in lines:
        if line.first and found[-1]:
            found.append([])
        found[-1].append(line)
        if line.last:
            found.append([])
    return tuple(tuple(paragraph) for paragraph in found if paragraph)
