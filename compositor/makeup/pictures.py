"""Photographs of a module: at the head of its last columns, caption and credit below.

A picture spans `columns` legs, keeps its proportions, and takes a whole number of grid lines with
its caption, so that the text under it stands on the grid. A missing file is a box for position
only (FPO); a picture lost for good leaves its caption and credit alone, under a short rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from posixpath import basename

from compositor.geometry import Rect
from compositor.makeup.module import Columns
from compositor.model.edition import Frame, PlacedLine, PlacedPicture, Rule
from compositor.model.galley import Line
from compositor.model.issue import Article, Picture
from compositor.model.layout import Layout, TypeStyle, ascent
from compositor.model.setter import TypeSetter
from compositor.units import Emu, divide

FPO_PROPORTION = (2, 3)  # height to width of a box whose picture is not there
CAPTION_GAP = 330  # thousandths of a grid line between picture and caption (look.md: 1/3 line)
LOST_RULE_ZI = 4  # length of the short rule above the caption of a lost picture


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line of caption or credit with its distance from the top of the caption."""

    line: Line
    style: TypeStyle
    baseline: Emu


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture with its caption over legs `first`…`first + count - 1`, `rows` grid lines deep."""

    picture: Picture
    first: int
    count: int
    width: Emu
    picture_height: Emu
    captions: tuple[CaptionLine, ...]
    caption_height: Emu
    rows: int


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """What a picture block draws."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[PlacedPicture, ...]


def set_pictures(
    article: Article, columns: Columns, layout: Layout, setter: TypeSetter
) -> tuple[PictureBlock, ...]:
    """The picture blocks of an article, from the last column leftwards; alone they span all.

    No picture may ask for more columns than there are.
    """
    blocks: list[PictureBlock] = []
    free = len(columns.xs)
    for picture in article.pictures:
        count = picture.columns if article.body else len(columns.xs)
        free = free if count <= free else len(columns.xs)
        blocks.append(_set(picture, free - count, count, columns, layout, setter))
        free -= count
    return tuple(blocks)


def tops(blocks: Sequence[PictureBlock], legs: int) -> list[int]:
    """The first free row of each leg under the pictures."""
    return _stack(blocks, legs)[1]


def _stack(blocks: Sequence[PictureBlock], legs: int) -> tuple[list[int], list[int]]:
    """The row each block begins at, and the first free row of each leg under them all."""
    starts: list[int] = []
    rows = [0] * legs
    for block in blocks:
        under = slice(block.first, block.first + block.count)
        starts.append(max(rows[under]))
        rows[under] = [starts[-1] + block.rows] * block.count
    return starts, rows


def place_pictures(
    blocks: Sequence[PictureBlock],
    article: str,
    columns: Columns,
    y: Emu,
    layout: Layout,
    setter: TypeSetter,
) -> tuple[PlacedBlock, ...]:
    """The blocks in their places; `y` is the top of the module's content."""
    starts, _ = _stack(blocks, len(columns.xs))
    return tuple(
        _place(
            block,
            article,
            columns.xs[block.first],
            y + start * layout.grid.leading,
            layout,
            setter,
        )
        for block, start in zip(blocks, starts, strict=True)
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
    gap = divide(layout.grid.leading * CAPTION_GAP, 1000)
    top = y + block.picture_height + gap
    captions = tuple(_caption_frame(c, article, x, top, block.width) for c in block.captions)
    if block.picture.lost:
        rule = Rule("lost", Rect(x, y, LOST_RULE_ZI * layout.grid.zi, 0), article)
        return PlacedBlock(captions, (rule,), ())
    rect = Rect(x, y, block.width, block.picture_height)
    name = block.picture.file or ""
    picture = PlacedPicture(name, rect, article, block.picture.is_missing)
    fpo = _fpo(basename(name), rect, layout, setter) if picture.is_missing else ()
    return PlacedBlock((*captions, *fpo), (), (picture,))


def _caption_frame(caption: CaptionLine, article: str, x: Emu, y: Emu, width: Emu) -> Frame:
    size = caption.style.size
    baseline = y + caption.baseline
    rect = Rect(x, baseline - ascent(size), width, size)
    return Frame(
        "caption", caption.style.name, rect, (PlacedLine(caption.line, x, baseline),), article
    )


def _fpo(name: str, rect: Rect, layout: Layout, setter: TypeSetter) -> tuple[Frame, ...]:
    """The file's name in the middle of its empty box."""
    line = setter.program_text(name, replace(layout.fpo, align="center"), rect.width)[0]
    size = layout.fpo.size
    baseline = rect.y + rect.height // 2 - size  # above where the diagonals cross
    place = Rect(rect.x, baseline - size, rect.width, size)
    return (Frame("fpo", layout.fpo.name, place, (PlacedLine(line, rect.x, baseline),)),)
