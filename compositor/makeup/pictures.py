"""Photographs of a module: at the head of its last columns or where they are put, caption below.

A picture spans `columns` legs and takes a whole number of grid lines with its caption, so that the
text round it stands on the grid. It keeps its proportions but for what copy-fitting crops. A
missing file is a box for position only (FPO); a picture lost for good leaves its caption and credit
alone, under a short rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from posixpath import basename
from typing import NamedTuple, Protocol

from compositor.geometry import Rect
from compositor.makeup.legs import Leg, Span
from compositor.makeup.module import Columns
from compositor.model.edition import Frame, PlacedLine, PlacedPicture, Rule
from compositor.model.galley import Line
from compositor.model.issue import Article, Picture, PicturePlace
from compositor.model.layout import Layout, TypeStyle, ascent
from compositor.model.setter import TypeSetter
from compositor.units import Emu, divide

FPO_PROPORTION = (2, 3)  # height to width of a box whose picture is not there
CAPTION_GAP = 330  # thousandths of a grid line between picture and caption (look.md: 1/3 line)
MOST_CROP = 100  # thousandths of its height that a photograph may gain or lose (R26)
MIDDLE = (500, 500)  # what a crop keeps if nobody says
LEAST_SPAN = 3  # rows of text between two pictures of a leg, or above one
NO_WORDS = "图片"  # what is said of a picture of which the editor says nothing
LOST_RULE_ZI = 4  # length of the short rule above the caption of a lost picture


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line of caption or credit with its distance from the top of the caption."""

    line: Line
    style: TypeStyle
    baseline: Emu


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture with its caption over legs `first`…`last - 1`, `rows` deep from row `top`.

    `above` is the air under text that ends over it. `number` counts the pictures of its article
    from 0.
    """

    picture: Picture
    first: int
    count: int
    width: Emu
    picture_height: Emu
    captions: tuple[CaptionLine, ...]
    caption_height: Emu
    rows: int
    top: int = 0
    above: Emu = 0
    number: int = 0

    @property
    def last(self) -> int:
        """The leg after the last it stands over."""
        return self.first + self.count


class Standing(Protocol):
    """What stands beside the text: over legs `first`…`last - 1`, `rows` deep from row `top`."""

    @property
    def first(self) -> int:
        """The first leg it stands over."""

    @property
    def last(self) -> int:
        """The leg after the last."""

    @property
    def top(self) -> int:
        """Its first row."""

    @property
    def rows(self) -> int:
        """How many rows it takes."""


class Wishes(NamedTuple):
    """How a placement has its pictures, and how many rows copy-fitting adds to each."""

    places: Sequence[PicturePlace]
    more_rows: int = 0

    def place(self, index: int) -> PicturePlace:
        """What is wished for a picture, by its number."""
        return self.places[index] if index < len(self.places) else PicturePlace()

    def columns(self, article: Article) -> list[int]:
        """The text columns each picture of an article is wished over."""
        return [self.place(i).columns or p.columns for i, p in enumerate(article.pictures)]


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """What a picture block draws."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[PlacedPicture, ...]


def set_pictures(
    article: Article, wishes: Wishes, columns: Columns, layout: Layout, setter: TypeSetter
) -> tuple[PictureBlock, ...]:
    """The picture blocks of an article, from the last column leftwards; alone they span all.

    A picture that has a place stands there. No picture may ask for more columns than there are.
    """
    blocks: list[PictureBlock] = []
    free = has = len(columns.xs)
    for index, picture in enumerate(article.pictures):
        place = wishes.place(index)
        count = min(wishes.columns(article)[index] if article.body else has, has)
        if place.column is None:
            free = free if count <= free else has
            first = free - count
            free -= count
        else:
            first = place.column - 1
        is_news = not article.body and not picture.lost
        block = _set(picture, first, count, columns, _news(layout) if is_news else layout, setter)
        block = _cropped(block, wishes.more_rows, layout.grid.leading)
        if place.line and place.line > 1:
            block = _under_text(block, layout.grid.leading)
        top = _under(blocks, block) if place.line is None else place.line - 1
        blocks.append(replace(block, top=top, number=index))
    return tuple(blocks)


def _news(layout: Layout) -> Layout:
    """The layout with captions in the size of the text, for picture news (图片新闻)."""
    style = replace(layout.caption, sizes=layout.body.sizes, leading=layout.grid.leading)
    return replace(layout, caption=style)


def _under_text(block: PictureBlock, leading: Emu) -> PictureBlock:
    """The block with half a line of air above it."""
    above = leading // 2
    gap = divide(leading * CAPTION_GAP, 1000) if block.captions else 0
    height = above + block.picture_height + gap + block.caption_height + gap
    return replace(block, above=above, rows=-(-height // leading))


def crop_steps(blocks: Sequence[PictureBlock], leading: Emu) -> range:
    """How many rows every photograph may gain or lose by cropping (R26: a tenth of its height)."""
    photos = [block for block in blocks if block.picture_height]
    most = [divide(b.picture_height * MOST_CROP, 1000) // leading for b in photos]
    rows = min(most, default=0)
    return range(-rows, rows + 1)


def _cropped(block: PictureBlock, rows: int, leading: Emu) -> PictureBlock:
    """A block so many rows deeper, as far as its crop allows; a picture that is lost stays."""
    steps = crop_steps([block], leading)
    more = max(steps.start, min(rows, steps.stop - 1))
    height = block.picture_height + more * leading
    return replace(block, picture_height=height, rows=block.rows + more)


def _under(blocks: Sequence[PictureBlock], block: PictureBlock) -> int:
    """The first row under the pictures that stand in the columns of a block already."""
    over = (b for b in blocks if b.first < block.first + block.count and block.first < b.last)
    return max((b.top + b.rows for b in over), default=0)


def legs_beside(blocks: Sequence[Standing], legs: int) -> tuple[Leg, ...]:
    """The rows that pictures and a quote leave of each leg, above them and below."""
    return tuple(_leg([b for b in blocks if b.first <= leg < b.last]) for leg in range(legs))


def _leg(blocks: Sequence[Standing]) -> Leg:
    spans: list[Span] = []
    row = 0
    for block in sorted(blocks, key=lambda b: b.top):
        if block.top - row >= LEAST_SPAN:
            spans.append(Span(row, block.top))
        row = max(row, block.top + block.rows)
    return (*spans, Span(row))


def misplaced(blocks: Sequence[PictureBlock], has: int) -> Iterator[PictureBlock]:
    """Pictures that leave the columns of their module, or lie over one before them."""
    for index, block in enumerate(blocks):
        before = (b for b in blocks[:index] if b.first < block.last and block.first < b.last)
        is_over = any(b.top < block.top + block.rows and block.top < b.top + b.rows for b in before)
        if block.last > has or is_over:
            yield block


def place_pictures(
    blocks: Sequence[PictureBlock],
    article: str,
    columns: Columns,
    y: Emu,
    layout: Layout,
    setter: TypeSetter,
) -> tuple[PlacedBlock, ...]:
    """The blocks in their places; `y` is the top of the module's content."""
    leading = layout.grid.leading
    return tuple(
        _place(b, article, columns.xs[b.first], y + b.top * leading, layout, setter) for b in blocks
    )


def _set(
    picture: Picture, first: int, count: int, columns: Columns, layout: Layout, setter: TypeSetter
) -> PictureBlock:
    width = count * columns.measure + (count - 1) * columns.gutter
    leading = layout.grid.leading
    height = 0 if picture.lost else _picture_height(picture, width)
    captions, caption_height = _set_caption(picture, width, layout, setter)
    gap = divide(leading * CAPTION_GAP, 1000) if captions else 0
    rows = -(-(height + gap + caption_height + gap) // leading)
    return PictureBlock(picture, first, count, width, height, captions, caption_height, rows)


def _picture_height(picture: Picture, width: Emu) -> Emu:
    if picture.pixels:
        across, down = picture.pixels
        return divide(width * down, across)
    return divide(width * FPO_PROPORTION[0], FPO_PROPORTION[1])


def _set_caption(
    picture: Picture, width: Emu, layout: Layout, setter: TypeSetter
) -> tuple[tuple[CaptionLine, ...], Emu]:
    """Caption lines, the credit flush right on the last of them where it fits, else below."""
    step = layout.caption.leading or divide(layout.caption.size * 1300, 1000)
    first = ascent(layout.caption.size)
    lines = setter.text(picture.caption, layout.caption, width) if picture.caption else ()
    done = [CaptionLine(li, layout.caption, first + i * step) for i, li in enumerate(lines)]
    if picture.credit:
        credit = setter.text(picture.credit, replace(layout.credit, align="right"), width)
        used = lines[-1].width if lines else 0
        room = width - used - layout.caption.size
        beside = bool(lines) and len(credit) == 1 and _extent(credit[0]) <= room
        row = len(lines) - 1 if beside else len(lines)
        done += [
            CaptionLine(c, layout.credit, first + (row + i) * step) for i, c in enumerate(credit)
        ]
    height = done[-1].baseline - first + step if done else 0
    return tuple(done), height


def _extent(line: Line) -> Emu:
    """How much of its measure a right-aligned line of type takes."""
    return line.measure - (line.runs[0].xs[0] if line.runs else 0)


def _place(
    block: PictureBlock, article: str, x: Emu, y: Emu, layout: Layout, setter: TypeSetter
) -> PlacedBlock:
    y += block.above
    gap = divide(layout.grid.leading * CAPTION_GAP, 1000)
    top = y + block.picture_height + gap
    captions = tuple(_caption_frame(c, article, x, top, block) for c in block.captions)
    if block.picture.lost:
        rule = Rule("lost", Rect(x, y, LOST_RULE_ZI * layout.grid.zi, 0), article)
        return PlacedBlock(captions, (rule,), ())
    rect = Rect(x, y, block.width, block.picture_height)
    name = block.picture.file or ""
    focus = block.picture.focus or MIDDLE
    picture = PlacedPicture(
        name, rect, article, block.picture.is_missing, focus, block.number, alt_of(block.picture)
    )
    fpo = _fpo(basename(name), rect, layout, setter) if picture.is_missing else ()
    return PlacedBlock((*captions, *fpo), (), (picture,))


def alt_of(picture: Picture) -> str:
    """The words for those who do not see it: the editor's, else its caption and credit."""
    said = " ".join(words for words in (picture.caption, picture.credit) if words)
    return picture.alt or said or NO_WORDS


def _caption_frame(
    caption: CaptionLine, article: str, x: Emu, y: Emu, block: PictureBlock
) -> Frame:
    size = caption.style.size
    baseline = y + caption.baseline
    rect = Rect(x, baseline - ascent(size), block.width, size)
    words = PlacedLine(caption.line, x, baseline, block.number)
    return Frame("caption", caption.style.name, rect, (words,), article)


def _fpo(name: str, rect: Rect, layout: Layout, setter: TypeSetter) -> tuple[Frame, ...]:
    """The file's name in the middle of its empty box."""
    line = setter.program_text(name, replace(layout.fpo, align="center"), rect.width)[0]
    size = layout.fpo.size
    baseline = rect.y + rect.height // 2 - size  # above where the diagonals cross
    place = Rect(rect.x, baseline - size, rect.width, size)
    return (Frame("fpo", layout.fpo.name, place, (PlacedLine(line, rect.x, baseline),)),)
