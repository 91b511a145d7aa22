"""The side heading (旁题、竖题): the parts of a heading as vertical lines beside their text.

    ┌──────────┬────────┬────────┐     kicker rightmost, then headline, deck and byline to the
    │ 署副  主引 │ leg 1  │ leg 2  │     left; a blank of one headline em at both ends (makeup
    │ 名题  题题 │        │        │     §A4); the byline stands at the foot
    └──────────┴────────┴────────┘

The group stands in the middle of a strip that takes whole text columns of its module from the
left, so that the text stays on its columns. Beside vertical text it stands at the right, and takes
whole pitches of the lines. Styles are those of the rank, turned.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.makeup.heading import depth, heading_texts, line_step, misfit
from compositor.makeup.module import Columns
from compositor.model.edition import Frame, PlacedLine
from compositor.model.issue import Article
from compositor.model.layout import Rank, TypeStyle
from compositor.model.setter import Display, TypeSetter
from compositor.units import Emu, divide

LEAST_AIR_ZI = 1  # left and right of the group together, in a strip of columns


@dataclass(frozen=True, slots=True)
class SidePart:
    """One part, set; `x` is its left edge from the left edge of the group."""

    style: TypeStyle
    display: Display
    x: Emu
    width: Emu


@dataclass(frozen=True, slots=True)
class SideHeading:
    """A side heading, set in lines of `length` between two blanks of `blank`."""

    parts: tuple[SidePart, ...]
    width: Emu
    length: Emu
    blank: Emu
    rank: Rank


def set_side_heading(article: Article, rank: Rank, height: Emu, setter: TypeSetter) -> SideHeading:
    """Set the parts an article has in lines that leave a blank at both ends of `height`."""
    blank = _blank(article, rank)
    length = height - 2 * blank
    parts: list[SidePart] = []
    right = foot = 0
    for style, text in heading_texts(article, rank):
        vertical = turned(rank, style)
        display = setter.display(text, vertical, length)
        if foot and style == rank.byline:
            display = _ending_early(display, setter.display(text, vertical, foot))
        foot = max(foot, *(line.width for line in display.lines))
        if parts:
            right -= divide(min(parts[-1].display.size, display.size) * rank.between, 1000)
        width = depth(display)
        right -= width
        parts.append(SidePart(vertical, display, right, width))
    placed = tuple(replace(part, x=part.x - right) for part in parts)
    return SideHeading(placed, -right, length, blank, rank)


def least_height(article: Article, rank: Rank) -> Emu:
    """What a side heading needs at least: one sign of its headline between the blanks."""
    if not any(heading_texts(article, rank)):
        return 0
    return 2 * _blank(article, rank) + rank.headline.sizes[-1]


def _blank(article: Article, rank: Rank) -> Emu:
    return rank.headline.size if article.headline else 0


def _ending_early(long: Display, short: Display) -> Display:
    """A byline that ends where the longest line before it does, if it is no longer than that."""
    is_alike = short.fits and (short.size, len(short.lines)) == (long.size, len(long.lines))
    return short if is_alike else long


def turned(rank: Rank, style: TypeStyle) -> TypeStyle:
    """A style of the rank for vertical lines; the byline stands at their foot."""
    align = "right" if style == rank.byline else style.align
    return replace(style, vertical=True, align=align)


def strip_columns(side: SideHeading, columns: Columns, zi: Emu) -> int:
    """How many text columns the strip takes; may be more than there are."""
    step = columns.measure + columns.gutter
    needed = side.width + LEAST_AIR_ZI * zi
    count = 1
    while count * step - columns.gutter < needed and count <= len(columns.xs):
        count += 1
    return count


def side_pitches(side: SideHeading, leading: Emu) -> int:
    """How many pitches of vertical text it takes, with the air of its rank right and left."""
    air = divide((side.rank.above + side.rank.below) * leading, 2)
    return -(-(side.width + air) // leading)


def place_side_heading(side: SideHeading, article: str, area: Rect) -> tuple[Frame, ...]:
    """The frames of a side heading in the middle of `area`."""
    left = area.x + (area.width - side.width) // 2
    y = area.y + side.blank
    return tuple(_frame(part, article, left + part.x, y, side.length) for part in side.parts)


def check_side_heading(side: SideHeading | None, article: Article) -> Iterable[Diagnostic]:
    """A headline that is longer than the module is deep at every size."""
    parts = side.parts if side else ()
    if size := misfit((part.style, part.display) for part in parts):
        place = article.field_place("headline")
        yield diagnose("headline-too-long", place, article=article.name, size=size)


def _frame(part: SidePart, article: str, left: Emu, y: Emu, length: Emu) -> Frame:
    """A part's lines, the first at the right."""
    size = part.display.size
    step = line_step(size)
    first = left + part.width - size
    lines = tuple(
        PlacedLine(line, first - index * step, y) for index, line in enumerate(part.display.lines)
    )
    rect = Rect(left, y, part.width, length)
    return Frame("heading", part.style.name, rect, lines, article)
