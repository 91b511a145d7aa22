"""Lines and paragraphs found with the edition's help: every line where make-up says it stands.

`match` looks for each line of the edition among the signs of the PDF. What stands there and not in
the edition, or the other way round, is a fault of the text.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from compositor.grading.blind import body_size, leading_of
from compositor.grading.classes import core
from compositor.grading.found import Flag, Found, FoundLine, Headline, Seat, paragraphs_of
from compositor.grading.rows import Row, row_of
from compositor.grading.truth import TrueFrame, TrueLine, Truth
from compositor.model.signs import Sign, SignPage
from compositor.units import Emu

ABOUT_BASELINE = 300  # thousandths of the size a sign may stand off its line
ABOUT_FRAME = 450  # and beyond the sides of its frame: a neighbour's stands a gutter away
RUNNING = ("text", "caption")
BALANCED = ("kicker", "headline", "deck")  # the ends of their styles' names


def match(pages: Sequence[SignPage], truth: Truth) -> Found:
    """All running text of the document, as the edition says it runs."""
    taken = {page.number: _Taken(page) for page in pages}
    styles = _running_styles(truth)
    collector = _Collector(styles)
    for frame in truth.frames:
        if frame.page in taken:
            collector.add(frame, taken[frame.page].rows(frame))
        else:
            collector.miss(frame)
    for page in taken.values():
        collector.faults += page.left_over()
    size = body_size(pages)
    return Found(
        paragraphs_of(collector.lines),
        size,
        leading_of(pages, size) if size else 0,
        collector.aside,
        tuple(_heads_at_foot(truth, styles)),
        tuple(_headlines(truth)),
        tuple(collector.faults),
    )


def _running_styles(truth: Truth) -> frozenset[str]:
    """Styles of running text: those of which some line is justified."""
    frames = (f for f in truth.frames if f.kind in RUNNING)
    return frozenset(f.style for f in frames if any(line.justified for line in f.lines))


class _Taken:
    """The signs of a page, each handed out once, to the nearest line that asks."""

    def __init__(self, page: SignPage) -> None:
        self._page = page
        self._signs = sorted([*page.signs, *page.turned], key=lambda s: s.y)
        self._ys = [s.y for s in self._signs]
        self._free = [not s.is_space for s in self._signs]

    def rows(self, frame: TrueFrame) -> list[Row | None]:
        """What stands on each line of a frame."""
        return [self._row(frame, line) for line in frame.lines]

    def _row(self, frame: TrueFrame, line: TrueLine) -> Row | None:
        held = list(self._upright(line) if line.vertical else self._level(frame, line))
        for index in held:
            self._free[index] = False
        signs = [self._signs[index] for index in held]
        if line.vertical:
            ordered = tuple(sorted(signs, key=lambda s: (s.ink.top, s.ink.left)))
            return Row(line.y, ordered, frozenset()) if ordered else None
        row = row_of(signs)
        return row if row.signs else None

    def _level(self, frame: TrueFrame, line: TrueLine) -> Iterator[int]:
        reach, side = (n * line.size // 1000 for n in (ABOUT_BASELINE, ABOUT_FRAME))
        for index in self._between(line.y - reach, line.y + reach):
            sign = self._signs[index]
            middle = sum(core(sign)) // 2
            inside = frame.left - side < middle < frame.right + side
            if inside and (self._free[index] or sign.is_space) and 2 * sign.size > line.size:
                yield index

    def _upright(self, line: TrueLine) -> Iterator[int]:
        for index in self._between(line.y - line.size, line.y + line.measure + line.size):
            ink = self._signs[index].ink
            across, down = ink.left + ink.right, ink.top + ink.bottom
            inside = 0 <= across - 2 * line.x <= 2 * line.size
            if self._free[index] and inside and 0 <= down - 2 * line.y <= 2 * line.measure:
                yield index

    def _between(self, top: Emu, foot: Emu) -> range:
        return range(bisect_left(self._ys, top), bisect_left(self._ys, foot))

    def left_over(self) -> Iterator[Flag]:
        """Signs that no line of the edition asked for, a flag for each row of them."""
        free = [s for s, is_free in zip(self._signs, self._free, strict=True) if is_free]
        for start, end in pairwise([0, *_new_rows(free), len(free)]):
            text = "".join(s.text for s in sorted(free[start:end], key=lambda s: s.x))
            if text:
                place = (free[start].x, free[start].y)
                yield Flag("text_faults", self._page.number, 0, 0, *place, text, "+")


def _new_rows(signs: Sequence[Sign]) -> Iterator[int]:
    return (i for i, (a, b) in enumerate(pairwise(signs), start=1) if b.y - a.y > a.size // 3)


@dataclass
class _Collector:
    """Goes through the frames in reading order and keeps what it finds."""

    styles: frozenset[str]
    lines: list[FoundLine] = field(default_factory=list)
    faults: list[Flag] = field(default_factory=list)
    aside: int = 0
    flow: tuple[str, str] = ("", "")
    open: bool = False
    bands: dict[tuple[int, str], int] = field(default_factory=dict)
    depths: Counter[tuple[int, str, int]] = field(default_factory=Counter)

    def add(self, frame: TrueFrame, rows: Sequence[Row | None]) -> None:
        """A frame's lines: compared with the edition, and kept if they run."""
        is_running = frame.kind in RUNNING and frame.style in self.styles
        leg = (frame.page, frame.article, frame.leg)
        for line, row in zip(frame.lines, rows, strict=True):
            self.depths[leg] += 1
            self._compare(frame, line, row)
            if row and is_running and not line.vertical:
                self._keep(frame, line, row, self.depths[leg])
            elif frame.kind in RUNNING:
                self.aside += 1
                self.open = False

    def miss(self, frame: TrueFrame) -> None:
        """A frame whose page is not in the PDF."""
        for line in frame.lines:
            self._compare(frame, line, None)

    def _compare(self, frame: TrueFrame, line: TrueLine, row: Row | None) -> None:
        shown = "".join(s.text for s in row.signs) if row else ""
        if _folded(shown, line) != _folded(line.text, line):
            place = (frame.page, frame.leg, 0, line.x, line.y)
            self.faults.append(Flag("text_faults", *place, line.text, f"→ {shown or '∅'}"))

    def _keep(self, frame: TrueFrame, line: TrueLine, row: Row, number: int) -> None:
        flow = (frame.article, frame.style)
        first = not (self.open and flow == self.flow)
        band = self.bands.setdefault((frame.page, frame.article), len(self.bands) + 1)
        seat = Seat(frame.page, frame.leg, number, band)
        ends = (line.x, line.x + line.measure, row.y, line.size)
        on_grid = frame.kind == "text"
        last = line.ends or not line.justified
        spaces = row.spaced | ({len(row.signs)} if line.text[-1:].isspace() else set())
        found = FoundLine(seat, *ends, row.signs, spaces, first, last, on_grid, exact=True)
        self.lines.append(found)
        self.flow, self.open = flow, not last


def _folded(text: str, line: TrueLine) -> str:
    """Text without white space; signs of a vertical line in one order, for cells share a place."""
    words = "".join(text.split())
    return "".join(sorted(words)) if line.vertical else words


def _heads_at_foot(truth: Truth, styles: frozenset[str]) -> Iterator[Flag]:
    """Crossheads with nothing below them in their leg while the article goes on."""
    text = [f for f in truth.frames if f.kind == "text" and f.lines]
    for frame, after in pairwise(text):
        goes_on = frame.article == after.article and after.style in styles
        if frame.style not in styles and goes_on and frame.leg != after.leg:
            line = frame.lines[-1]
            yield Flag("heading_foot", frame.page, frame.leg, 0, line.x, line.y, line.text)


def _headlines(truth: Truth) -> Iterable[Headline]:
    """Every headline, kicker and deck of several lines."""
    for frame in truth.frames:
        if frame.kind == "heading" and frame.style.endswith(BALANCED) and len(frame.lines) > 1:
            first = frame.lines[0]
            texts = tuple(line.text for line in frame.lines)
            widths = tuple(line.width for line in frame.lines)
            yield Headline(frame.page, first.x, first.y, texts, widths)
