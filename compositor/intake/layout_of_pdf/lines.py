"""The columns of a page to lines: what is a heading, what is indented, what reaches its measure.

Headings are known by size (1.34 times the body's; level 1 is the page's largest) and, in a column,
by a bold face in a line or two that stand in its middle (crossheads, level 6). A paragraph of large
type is none: more than three lines of less than 1.6 times the body's size are an introduction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from compositor.intake.layout_of_pdf.knife import Leaf
from compositor.intake.layout_of_pdf.rows import (
    Measure,
    Row,
    bare_measure,
    groups_of,
    own_measure,
    shared_measure,
)
from compositor.intake.layout_of_pdf.type import HEADING, alike, is_bold
from compositor.intake.layout_of_pdf.words import words_of
from compositor.model.draft import PieceKind
from compositor.units import Emu

INDENT = (85, 320)  # hundredths of the size: what may be an indent
FLUSH = 75  # hundredths: an opening mark may keep or lose half an em
SHORT = 110  # hundredths: a line that ends so near its measure's end fills it
BLANK = 60  # hundredths of the leading: white beyond the usual that is blank
LEADING = 150  # hundredths of the size, where no two lines tell
CAPTION = 93  # hundredths of the body size: type smaller than that is a caption's
INTRODUCTION = (160, 3)  # hundredths of the body size, lines
CROSSHEAD_LINES = 3
CENTRED = 100  # hundredths of the size: how far off the middle
CROSSHEAD, LEAST_LEVEL = 6, 5
DISPLAY = 4  # lines: headings over columns are one region


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order; as `model.draft.Piece` has it, with its text still plain."""

    text: str
    kind: PieceKind
    level: int
    size: Emu
    strong: tuple[tuple[int, int], ...]
    after_blank: bool
    indented: bool | None
    filled: bool | None
    region: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one region or a part of it."""

    rows: tuple[Row, ...]
    size: Emu
    is_display: bool


def lines_of(leaves: Sequence[Leaf], body: Emu, region: int) -> list[Line]:
    """The lines of a page; regions are counted on from `region`."""
    groups = [_group(rows, leaf) for leaf in leaves for rows in groups_of(leaf.items)]
    own = [own_measure(_of_size(group), group.size) for group in groups]
    known = sorted({m for m in own if m})
    leading = _leading(groups, body)
    found: list[Line] = []
    before: Group | None = None
    for group, measure in zip(groups, own, strict=True):
        is_text = not group.is_display or alike(group.size, body)
        found_measure = (measure or _other_measure(group, known)) if is_text else None
        if not (before and before.is_display and group.is_display):
            region += 1
            before = None
        setter = Column(group, found_measure, body, leading, region)
        found += setter.lines(before.rows[-1] if before else None)
        before = group
    return _ranked(found)


def _group(rows: Sequence[Row], leaf: Leaf) -> Group:
    counted: dict[Emu, int] = {}
    for row in rows:
        counted[row.size] = counted.get(row.size, 0) + len(row.signs)
    size = max(counted, key=lambda s: (counted[s], s))
    is_display = not leaf.is_column and len(rows) <= DISPLAY and not rows[0].is_vertical
    return Group(tuple(rows), size, is_display)


def _of_size(group: Group) -> list[Row]:
    return [row for row in group.rows if alike(row.size, group.size)]


def _other_measure(group: Group, known: Sequence[Measure]) -> Measure | None:
    rows = _of_size(group)
    if rows[0].is_vertical:
        return bare_measure(rows)
    return shared_measure(rows, group.size, known) or bare_measure(rows)


def _leading(groups: Sequence[Group], body: Emu) -> Emu:
    """The usual distance of two lines of body type."""
    steps = [
        b.before - a.before
        for group in groups
        for a, b in pairwise(group.rows)
        if alike(a.size, body) and alike(b.size, body) and b.before > a.before
    ]
    return round(median(steps)) if steps else LEADING * body // 100


@dataclass(frozen=True, slots=True)
class Column:
    """A group about to be written down as lines of one region."""

    group: Group
    measure: Measure | None
    body: Emu
    leading: Emu
    region: int

    def lines(self, before: Row | None) -> Iterator[Line]:
        """Its lines; `before` is the row of the same region that stands above."""
        heads = self._headings()
        plain = self._is_plain(heads)
        for row, level in zip(self.group.rows, heads, strict=True):
            text, strong = words_of(row)
            kind = self._kind(row, level)
            is_text = kind != "heading"
            yield Line(
                text,
                kind,
                level,
                row.size,
                strong if is_text and plain else (),
                before is None or self._is_blank(before, row),
                self._is_indented(row) if is_text else None,
                self._is_filled(row) if is_text else None,
                self.region,
            )
            before = row

    def _is_plain(self, heads: Sequence[int]) -> bool:
        """Whether most of the text is in no bold face: bold type in it is emphasis then."""
        rows = [row for row, level in zip(self.group.rows, heads, strict=True) if not level]
        bold = [is_bold(sign) for row in rows for sign in row.signs]
        return 2 * sum(bold) < len(bold)

    def _kind(self, row: Row, level: int) -> PieceKind:
        if level:
            return "heading"
        return "caption" if 100 * row.size <= CAPTION * self.body else "text"

    # --------------------------------------------------------------------------- headings

    def _headings(self) -> list[int]:
        """For each row the level of a heading: a crosshead's, one still to be ranked, or 0."""
        rows = self.group.rows
        found = [LEAST_LEVEL if self._is_large(row) else 0 for row in rows]
        self._drop_introductions(found)
        for start, end in self._bold_runs():
            if not any(found[start:end]) and self._is_crosshead(rows[start:end]):
                found[start:end] = [CROSSHEAD] * (end - start)
        return found

    def _is_large(self, row: Row) -> bool:
        return 100 * row.size >= HEADING * self.body

    def _drop_introductions(self, found: list[int]) -> None:
        most, lines = INTRODUCTION
        index = 0
        for size, run in groupby(self.group.rows, key=lambda row: row.size):
            count = len(list(run))
            if count > lines and 100 * size < most * self.body:
                found[index : index + count] = [0] * count
            index += count

    def _bold_runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of rows wholly in a bold face, unless all rows are."""
        rows = self.group.rows
        bold = [all(is_bold(s) for s in row.signs if not s.is_space) for row in rows]
        if all(bold) and self.group.rows[CROSSHEAD_LINES:]:
            return
        start = 0
        for index in range(1, len(rows) + 1):
            ends = index == len(rows) or not (bold[index] and bold[start])
            if ends or self._is_blank(rows[index - 1], rows[index]):
                if bold[start]:
                    yield start, index
                start = index

    def _is_crosshead(self, rows: Sequence[Row]) -> bool:
        """Whether one to three rows stand in the middle of their column."""
        if not self.measure or len(rows) > CROSSHEAD_LINES:
            return False
        if any(100 * row.size <= CAPTION * self.body for row in rows):
            return False
        slack = [(r.start - self.measure.start, self.measure.end - r.end) for r in rows]
        near = CENTRED * self.group.size // 100
        centred = all(abs(before - after) <= near for before, after in slack)
        return centred and any(min(pair) * 10 > 3 * self.group.size for pair in slack)

    # ------------------------------------------------------------------------------ places

    def _is_blank(self, above: Row, row: Row) -> bool:
        """Whether there is more white than between lines; less than none is a new column."""
        white = row.before - above.after
        large = max(above.size, row.size)
        usual = self.leading if large * 10 <= 11 * self.body else LEADING * large // 100
        return 100 * (white - usual + row.after - row.before) > BLANK * usual or white < -large

    def _is_indented(self, row: Row) -> bool | None:
        if not self.measure:
            return None
        off = 100 * (row.start - self.measure.start)
        if abs(off) <= FLUSH * row.size:
            return False
        return True if INDENT[0] * row.size <= off <= INDENT[1] * row.size else None

    def _is_filled(self, row: Row) -> bool | None:
        if not self.measure:
            return None
        return 100 * (self.measure.end - row.end) <= SHORT * row.size


def _ranked(lines: Sequence[Line]) -> list[Line]:
    """Headings with their level by the rank of their size on the page."""
    sizes: list[Emu] = []
    large = (line.size for line in lines if line.level and line.level != CROSSHEAD)
    for size in sorted(set(large), reverse=True):
        if not sizes or not alike(sizes[-1], size):
            sizes.append(size)
    return [replace(line, level=_rank(line, sizes)) for line in lines]


def _rank(line: Line, sizes: Sequence[Emu]) -> int:
    if line.level in (0, CROSSHEAD):
        return line.level
    rank = next(index for index, size in enumerate(sizes, 1) if alike(size, line.size))
    return min(rank, LEAST_LEVEL)
