"""The pull quote (摘句): words the editor gives, large over one column between two short rules.

It stands in the middle leg, about a third of the way down the text or as near below or above as
there is room, and takes whole rows; text runs above and below it. Its words are a part of the
article of their own: they may repeat the text, and nothing else is ever taken from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from compositor.geometry import Rect
from compositor.makeup.heading import depth, line_step
from compositor.makeup.module import Columns
from compositor.makeup.pictures import Standing
from compositor.model.edition import Frame, PlacedLine, Rule
from compositor.model.issue import Article
from compositor.model.layout import Layout, TypeStyle, ascent
from compositor.model.setter import Display, TypeSetter

RULE_ZI = 4  # length of the two short rules; chosen by eye
LEAST_LEG = 3  # rows of text above and below it; chosen by eye


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quote, set, over leg `first`, `rows` deep from row `top`."""

    display: Display
    style: TypeStyle
    first: int
    top: int
    rows: int

    @property
    def last(self) -> int:
        """The leg after it."""
        return self.first + 1


def set_quote(
    article: Article, columns: Columns, layout: Layout, setter: TypeSetter
) -> QuoteBlock | None:
    """The quote of an article at the top of the middle leg; None if it has none."""
    if not article.quote:
        return None
    leading = layout.grid.leading
    display = setter.display(article.quote, layout.quote, columns.measure)
    rows = -(-(depth(display) + 3 * leading) // leading)  # half a line round rules and words
    return QuoteBlock(display, layout.quote, len(columns.xs) // 2, 0, rows)


def quote_row(
    quote: QuoteBlock, taken: Iterable[Standing], galley_rows: int, lines: int
) -> int | None:
    """The row it begins at: a third down its leg, which ends where the text does, or near that.

    None if the leg has no room for it with text above and below.
    """
    around = [block for block in taken if block.first <= quote.first < block.last]
    deepest = min(lines, galley_rows + quote.rows) - quote.rows - LEAST_LEG
    wanted = (deepest + quote.rows) // 3
    for row in sorted(range(LEAST_LEG, deepest + 1), key=lambda row: (abs(row - wanted), -row)):
        head, foot = row - LEAST_LEG, row + quote.rows + LEAST_LEG
        if not any(head < block.top + block.rows and block.top < foot for block in around):
            return row
    return None


def place_quote(
    quote: QuoteBlock, article: str, area: Rect, layout: Layout
) -> tuple[tuple[Frame, ...], tuple[Rule, ...]]:
    """The words and their rules; `area` is the rectangle of its rows."""
    display, air = quote.display, layout.grid.leading * 3 // 4
    height = depth(display)
    top = area.y + (area.height - height) // 2
    first = top + ascent(display.size)
    lines = tuple(
        PlacedLine(line, area.x, first + index * line_step(display.size))
        for index, line in enumerate(display.lines)
    )
    width = min(area.width, RULE_ZI * quote.style.size)
    x = area.x + (area.width - width) // 2
    ends = (top - air, top + height + air)
    rules = tuple(Rule("quote", Rect(x, y, width, 0), article) for y in ends)
    rect = Rect(area.x, top, area.width, height)
    return (Frame("quote", quote.style.name, rect, lines, article),), rules
