"""The field of a module: where each row of each leg stands, in level or in vertical lines.

    level      rows go down from the top of the columns, legs from left to right
    vertical   rows go left from the right end of the tiers (段), legs from top to bottom

    ┌ level ───────────┐   ┌ vertical ────────┐
    │ 0 ────   ──── 0  │   │ │ │ │ │ │ │  leg 0│
    │ 1 ────   ──── 1  │   │ 5 4 3 2 1 0      │
    │ leg 0    leg 1   │   │ │ │ │ │ │ │  leg 1│
    └──────────────────┘   └──────────────────┘

Legs are cut (`legs`) by rows alone and know nothing of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from compositor.geometry import Rect
from compositor.makeup.legs import Cut, Leg, Row
from compositor.makeup.module import Columns, gutters
from compositor.model.edition import Frame, PlacedLine, Rule
from compositor.model.layout import Grid
from compositor.units import Emu

NOTE_RULE_ZI = 4  # length of the short rule that sets off an editor's note


class Field(Protocol):
    """Where rows stand."""

    def place(self, leg: int, row: int) -> tuple[Emu, Emu]:
        """The place of a line, as `PlacedLine` wants it."""

    def area(self, leg: int, row: int, rows: int) -> Rect:
        """The rectangle of some rows of a leg."""

    def note_rule(self, leg: int, row: int) -> Rect:
        """The short rule in an empty row before an editor's note."""

    def column_rule(self, leg: int, top: int, foot: int) -> Rect:
        """The rule between a leg and the one before it, along some rows."""


@dataclass(frozen=True, slots=True)
class LevelField:
    """Level lines in columns; `top` is the upper edge of row 0."""

    columns: Columns
    top: Emu
    grid: Grid

    def place(self, leg: int, row: int) -> tuple[Emu, Emu]:
        """See `Field.place`."""
        rise = self.grid.baseline(1) - self.grid.line_y(1)
        return self.columns.xs[leg], self.top + row * self.grid.leading + rise

    def area(self, leg: int, row: int, rows: int) -> Rect:
        """See `Field.area`."""
        top = self.top + row * self.grid.leading
        return Rect(self.columns.xs[leg], top, self.columns.measure, rows * self.grid.leading)

    def note_rule(self, leg: int, row: int) -> Rect:
        """See `Field.note_rule`."""
        middle = self.top + row * self.grid.leading + self.grid.leading // 2
        return Rect(self.columns.xs[leg], middle, NOTE_RULE_ZI * self.grid.zi, 0)

    def column_rule(self, leg: int, top: int, foot: int) -> Rect:
        """See `Field.column_rule`."""
        x = tuple(gutters(self.columns))[leg - 1]
        leading = self.grid.leading
        return Rect(x, self.top + top * leading, 0, (foot - top) * leading)


@dataclass(frozen=True, slots=True)
class VerticalField:
    """Vertical lines in tiers, a leading apart; `right` is the right edge of row 0's em box."""

    tiers: Columns
    right: Emu
    grid: Grid

    def place(self, leg: int, row: int) -> tuple[Emu, Emu]:
        """See `Field.place`."""
        return self.right - row * self.grid.leading - self.grid.zi, self.tiers.xs[leg]

    def area(self, leg: int, row: int, rows: int) -> Rect:
        """See `Field.area`."""
        x, y = self.place(leg, row + rows - 1)
        return Rect(x, y, (rows - 1) * self.grid.leading + self.grid.zi, self.tiers.measure)

    def note_rule(self, leg: int, row: int) -> Rect:
        """See `Field.note_rule`."""
        x, y = self.place(leg, row)
        return Rect(x + self.grid.zi // 2, y, 0, NOTE_RULE_ZI * self.grid.zi)

    def column_rule(self, leg: int, top: int, foot: int) -> Rect:
        """See `Field.column_rule`."""
        area = self.area(leg, top, foot - top)
        y = tuple(gutters(self.tiers))[leg - 1]
        return Rect(area.x, y, area.width, 0)


def leg_frames(
    field: Field, leg: int, rows: Sequence[Row], spans: Leg, article: str
) -> Iterable[Frame]:
    """The frames of one leg: a run of lines of one style each, so that CSS can reach every kind.

    None runs over what parts the leg into spans.
    """

    def kind(row: Row) -> tuple[str, int]:
        return row.item.line.style, sum(span.top <= row.row for span in spans)

    for (style, _), group in groupby(rows, key=kind):
        run = list(group)
        rect = field.area(leg, run[0].row, run[-1].row - run[0].row + 1)
        lines = tuple(PlacedLine(r.item.line, *field.place(leg, r.row), r.item.block) for r in run)
        yield Frame("text", style, rect, lines, article, leg + 1)


def column_rules(field: Field, legs: Sequence[Leg], foot: int, article: str) -> Iterable[Rule]:
    """A rule between each two legs down to `foot`, where either has text and nothing spans both."""
    for leg in range(1, len(legs)):
        spans = (*legs[leg - 1], *legs[leg])
        ends = [(top, min(foot, foot if end is None else end)) for top, end in spans]

        def has_text(row: int, ends: Sequence[tuple[int, int]] = ends) -> bool:
            return any(top <= row < end for top, end in ends)

        for is_open, group in groupby(range(foot), key=has_text):
            rows = list(group)
            if is_open:
                yield Rule("column", field.column_rule(leg, rows[0], rows[-1] + 1), article)


def note_rules(field: Field, done: Cut, note: str, article: str) -> Iterable[Rule]:
    """The short rule in the empty row that sets off an editor's note, lines of the style `note`."""
    for leg, rows in enumerate(done.legs):
        for row in rows:
            if row.spaced and row.item.line.style == note:
                yield Rule("note", field.note_rule(leg, row.row - 1), article)
