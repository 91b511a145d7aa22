"""The heading of an article: kicker, headline, deck and byline as one group over its width.

Its parts sit tight, and the group takes a whole number of grid lines, so that the text below
stands on the grid; what is left over of the last line is air, shared above and below in the
proportion the rank asks for. The height in lines is the sum of the sizes plus the air, rounded
up (makeup §A4).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.model.edition import Frame, PlacedLine
from compositor.model.issue import Article
from compositor.model.layout import Layout, Rank, TypeStyle, ascent
from compositor.model.setter import Display, TypeSetter
from compositor.units import Emu, divide, to_pt

# Air between the lines of one headline, in thousandths of its size; chosen by eye.
BETWEEN_LINES = 180


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a heading, set; `y` is the top of its em box from the top of the group's ink."""

    style: TypeStyle
    display: Display
    y: Emu
    height: Emu


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading set over a width: its parts, the height of the group and the lines it needs."""

    parts: tuple[Part, ...]
    height: Emu
    lines: int
    rank: Rank


def set_heading(
    article: Article, rank: Rank, width: Emu, layout: Layout, setter: TypeSetter
) -> Heading:
    """Set the parts an article has; an article with none needs no lines."""
    parts: list[Part] = []
    y = 0
    for style, text in heading_texts(article, rank):
        display = setter.display(text, style, width)
        if parts:
            y += divide(min(parts[-1].display.size, display.size) * rank.between, 1000)
        height = depth(display)
        parts.append(Part(style, display, y, height))
        y += height
    return Heading(tuple(parts), y, _lines(y, rank, layout.grid.leading), rank)


def place_heading(
    heading: Heading, article: str, area: Rect, lines: int, leading: Emu
) -> tuple[Frame, ...]:
    """The heading's frames in `lines` (at least `heading.lines`) at the top of `area`."""
    air = lines * leading - heading.height
    above, below = heading.rank.above, heading.rank.below
    top = area.y + (divide(air * above, above + below) if above + below else air // 2)
    return tuple(_frame(part, article, area, top + part.y) for part in heading.parts)


def check_heading(heading: Heading, article: Article) -> Iterable[Diagnostic]:
    """A headline that was wider than the module at every size."""
    if size := misfit((part.style, part.display) for part in heading.parts):
        place = article.field_place("headline")
        yield diagnose("headline-too-wide", place, article=article.name, size=size)


def misfit(parts: Iterable[tuple[TypeStyle, Display]]) -> str:
    """The size in pt of a headline that fitted at none, or ""."""
    headlines = (d for style, d in parts if style.name.endswith("headline") and not d.fits)
    return next((f"{to_pt(display.size):g}" for display in headlines), "")


def heading_texts(article: Article, rank: Rank) -> Iterable[tuple[TypeStyle, str]]:
    """The parts an article has, in reading order, with their styles."""
    rows = (
        (rank.kicker, article.with_bars("kicker")),
        (rank.headline, article.with_bars("headline")),
        (rank.deck, article.with_bars("deck")),
        (rank.byline, article.with_bars("byline")),
    )
    return (row for row in rows if row[1])


def depth(display: Display) -> Emu:
    """What the lines of a part take across them."""
    return display.size + (len(display.lines) - 1) * line_step(display.size)


def line_step(size: Emu) -> Emu:
    """From one line of a part to the next."""
    return size + divide(size * BETWEEN_LINES, 1000)


def _lines(height: Emu, rank: Rank, leading: Emu) -> int:
    if not height:
        return 0
    air = divide((rank.above + rank.below) * leading, 2)
    return -(-(height + air) // leading)


def _frame(part: Part, article: str, area: Rect, y: Emu) -> Frame:
    size = part.display.size
    step = line_step(size)
    baseline = y + ascent(size)
    lines = tuple(
        PlacedLine(line, area.x, baseline + index * step)
        for index, line in enumerate(part.display.lines)
    )
    rect = Rect(area.x, y, area.width, part.height)
    return Frame("heading", part.style.name, rect, lines, article)
