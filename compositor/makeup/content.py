"""What a module holds, set and not yet placed: heading, text field, pictures.

    level text, level heading      heading over the columns
    level text, vertical heading   heading in a strip of columns at the left (旁题)
    vertical text, either          heading over the tiers, or in whole pitches at their right

The values here are everything `page` needs to put lines in their places.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.makeup.heading import Heading, set_heading
from compositor.makeup.label import LABEL_LINES, label_fits
from compositor.makeup.legs import Leg, tops_of
from compositor.makeup.module import (
    Columns,
    columns_of,
    tiers_of,
    tiers_too_short,
    too_narrow,
)
from compositor.makeup.pictures import PictureBlock, Wishes, legs_beside, misplaced, set_pictures
from compositor.makeup.quote import LEAST_LEG, QuoteBlock, quote_row, set_quote
from compositor.makeup.sidehead import (
    SideHeading,
    least_height,
    set_side_heading,
    side_pitches,
    strip_columns,
)
from compositor.makeup.threads import Part, rank_of
from compositor.model.edition import NO_FITTING, Fitting
from compositor.model.galley import GalleyLine
from compositor.model.issue import Article, Placement
from compositor.model.layout import Layout, Rank
from compositor.model.setter import TypeSetter
from compositor.units import Emu

BOX_LINES = 1  # grid lines between a box and its content, above and below


class Room(NamedTuple):
    """Room for text: columns or tiers, the rows of each, and the side heading beside them.

    `strip` is the width the side heading takes, at the left of level and the right of vertical
    text.
    """

    columns: Columns
    lines: int
    side: SideHeading | None = None
    strip: Emu = 0


@dataclass(frozen=True, slots=True)
class Module:
    """One module with everything set and nothing placed yet.

    `content` is what is inside its box, `body` what is under label and level heading (before that
    gets air); `room` holds legs of `room.lines` rows.
    """

    placement: Placement
    article: Article
    rect: Rect
    content: Rect
    body: Rect
    heading: Heading
    room: Room
    blocks: tuple[PictureBlock, ...]
    galley: tuple[GalleyLine, ...]
    label_lines: int
    quote: QuoteBlock | None = None

    @property
    def lines(self) -> int:
        """The rows of each leg."""
        return self.room.lines

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The rows that pictures and a quote leave of each leg."""
        quotes = (self.quote,) if self.quote else ()
        return legs_beside((*self.blocks, *quotes), len(self.room.columns.xs))

    @property
    def tops(self) -> list[int]:
        """The first row of each leg under all its pictures."""
        return tops_of(self.legs)

    @property
    def takes_air(self) -> bool:
        """Whether it has a heading that lines left over may go to, above or beside its text."""
        if not self.galley:
            return False
        return bool(self.room.side if self.is_vertical else self.heading.parts)

    @property
    def is_vertical(self) -> bool:
        """Whether its text runs downwards."""
        return self.placement.writing == "vertical"


class Order(NamedTuple):
    """An article to be set in its place, with what every step of it needs."""

    placement: Placement
    article: Article
    rank: Rank
    layout: Layout
    setter: TypeSetter


def set_module(
    placement: Placement,
    part: Part,
    layout: Layout,
    setter: TypeSetter,
    fitting: Fitting = NO_FITTING,
) -> Module | Diagnostic:
    """Set everything a module holds, or say why its place cannot hold it.

    Of the fitting, the steps are taken here that change what is set; air and filler are not.
    """
    article = part.article
    rank = _stepped(rank_of(placement, layout), fitting.size_step)
    order = Order(placement, article, rank, layout, setter)
    grid, at = layout.grid, placement.at
    rect = grid.area(at.column, at.line, at.columns, at.lines)
    inset = BOX_LINES if placement.is_set_off else 0
    content = rect.inset(grid.zi if placement.is_set_off else 0, inset * grid.leading)
    heading = _level_heading(order, content.width)
    label_lines = LABEL_LINES if article.label else 0
    over = (label_lines + heading.lines) * grid.leading
    body = Rect(content.x, content.y + over, content.width, content.height - over)
    room = _room(order, body)
    if isinstance(room, Diagnostic):
        return room
    blocks = _blocks(order, room.columns, fitting.picture_rows)
    if isinstance(blocks, Diagnostic):
        return blocks
    needed = _least_rows(article, room, blocks)
    if room.lines < needed:
        return _too_small(order, needed - room.lines)
    if not label_fits(article, content.width, layout, setter):
        place = article.field_place("label")
        return diagnose("label-too-wide", place, article=article.name, label=article.label)
    set_body = setter.vertical_galley if placement.writing == "vertical" else setter.galley
    galley = set_body(article, room.columns.measure, part.start).lines
    module = Module(
        placement, article, rect, content, body, heading, room, blocks, galley, label_lines
    )
    return _with_quote(module, order) if article.quote else module


def _with_quote(module: Module, order: Order) -> Module | Diagnostic:
    """The module with its article's quote in the middle leg."""
    article, columns = module.article, module.room.columns
    if module.is_vertical:
        return diagnose("vertical-quote", article.quote_place, article=article.name)
    quote = set_quote(article, columns, order.layout, order.setter)
    assert quote is not None, "the article has a quote"
    legs = len(columns.xs)
    taken = sum(block.rows * (block.last - block.first) for block in module.blocks)
    rows = -(-(len(module.galley) + taken) // legs)
    row = quote_row(quote, module.blocks, rows, module.lines)
    if row is None:
        needed = quote.rows + 2 * LEAST_LEG
        return diagnose("quote-no-room", article.quote_place, article=article.name, rows=needed)
    return replace(module, quote=replace(quote, top=row))


def _stepped(rank: Rank, steps: int) -> Rank:
    """A rank whose headline begins some steps down its sizes, the smallest at least."""
    sizes = rank.headline.sizes
    left = sizes[min(steps, len(sizes) - 1) :]
    return replace(rank, headline=replace(rank.headline, sizes=left)) if steps else rank


def _level_heading(order: Order, width: Emu) -> Heading:
    if order.placement.headline == "vertical":
        return Heading((), 0, 0, order.rank)
    return set_heading(order.article, order.rank, width, order.layout, order.setter)


def _side_heading(order: Order, height: Emu) -> SideHeading | None:
    if order.placement.headline != "vertical":
        return None
    side = set_side_heading(order.article, order.rank, height, order.setter)
    return side if side.parts else None


def _room(order: Order, body: Rect) -> Room | Diagnostic:
    """The room for text in `body`, beside a vertical heading if there is one."""
    if order.placement.headline == "vertical":
        more = least_height(order.article, order.rank) - body.height
        if more > 0:
            return _too_small(order, -(-more // order.layout.grid.leading))
    find = _vertical_room if order.placement.writing == "vertical" else _level_room
    return find(order, body)


def _level_room(order: Order, body: Rect) -> Room | Diagnostic:
    grid = order.layout.grid
    columns = columns_of(order.placement, grid)
    if columns is None:
        return too_narrow(order.placement, grid)
    lines = body.height // grid.leading
    side = _side_heading(order, body.height)
    if side is None:
        return Room(columns, lines)
    count, has = strip_columns(side, columns, grid.zi), len(columns.xs)
    if count >= has:
        return _side_too_wide(order, count + 1, has)
    strip = columns.xs[count - 1] + columns.measure - columns.xs[0]
    return Room(Columns(columns.xs[count:], columns.measure), lines, side, strip)


def _vertical_room(order: Order, body: Rect) -> Room | Diagnostic:
    article, grid = order.article, order.layout.grid
    if article.pictures:
        return diagnose("vertical-picture", article.pictures[0].place, article=article.name)
    tiers = tiers_of(order.placement, body, grid)
    if tiers is None:
        return tiers_too_short(order.placement, body, grid)
    lines = (body.width - grid.zi) // grid.leading + 1
    side = _side_heading(order, body.height)
    if side is None:
        return Room(tiers, lines)
    taken = side_pitches(side, grid.leading)
    if taken >= lines:
        width = taken * grid.leading + grid.zi
        count = -(-(width + grid.gutter) // (grid.column + grid.gutter))
        return _side_too_wide(order, count, order.placement.at.columns)
    return Room(tiers, lines - taken, side, taken * grid.leading)


def _side_too_wide(order: Order, needed: int, has: int) -> Diagnostic:
    name, place = order.article.name, order.placement.place
    return diagnose("side-heading-too-wide", place, article=name, needed=needed, has=has)


def _blocks(
    order: Order, columns: Columns, more_rows: int
) -> tuple[PictureBlock, ...] | Diagnostic:
    article, has = order.article, len(columns.xs)
    wishes = Wishes(order.placement.pictures, more_rows)
    for wide, picture in zip(wishes.columns(article), article.pictures, strict=True):
        if wide > has:
            values = {"columns": wide, "article": article.name, "has": has}
            return diagnose("picture-columns", picture.place, **values)
    blocks = set_pictures(article, wishes, columns, order.layout, order.setter)
    if bad := next(misplaced(blocks, has), None):
        at = {"column": bad.first + 1, "line": bad.top + 1, "columns": bad.count}
        place = order.placement.place
        return diagnose("picture-misplaced", place, article=article.name, has=has, **at)
    return blocks


def _least_rows(article: Article, room: Room, blocks: tuple[PictureBlock, ...]) -> int:
    """Rows that pictures take, or a line of text."""
    if blocks:
        return max(tops_of(legs_beside(blocks, len(room.columns.xs))), default=0)
    return min(1, len(article.body))


def _too_small(order: Order, more: int) -> Diagnostic:
    lines = order.placement.at.lines
    values = {"article": order.article.name, "needed": lines + more, "lines": lines}
    return diagnose("module-too-small", order.placement.place, **values)
