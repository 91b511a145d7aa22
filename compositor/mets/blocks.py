"""Pages as ALTO has them: blocks with their places and names, in reading order.

    described = describe(edition, layout, faces)
    described.pages[0].blocks       nameplate and folio line, then article after article
    described.articles[0].blocks    Piece → ("P1_TB00007", "P1_TB00009", "P3_TB00002")

A block is a paragraph as far as it stands in one frame: of one that goes on in the next column or
on another page there are several. Places count from the top left corner of the page as its PDF
shows it, which lies a bleed's width outside the trim.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from compositor.geometry import Rect, Size
from compositor.mets.cells import size_of
from compositor.mets.strings import Space, String, Wording, strings_of, wording
from compositor.model.edition import Edition, Frame, Page, PlacedLine, PlacedPicture
from compositor.model.layout import Layout, ascent
from compositor.model.reading import Piece, Told, every, piece_of, reading_order, stretches
from compositor.typefaces import Typefaces
from compositor.units import Emu


class Look(NamedTuple):
    """The type of words: the role of their face, and their size."""

    face: str
    size: Emu


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in its place, with its strings and spaces.

    Their rooms count from `origin`, the x of the page where the measure begins, or the y of a
    vertical line; across it they are as high, or wide, as the em box, and so is `rect`. `baseline`
    is its y, None for a vertical line, which has none.
    """

    rect: Rect
    origin: Emu
    baseline: Emu | None
    size: Emu
    items: tuple[String | Space, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text in its place; `kind` says what it is, `article` counts from 1; 0 is none's."""

    name: str
    kind: str
    article: int
    rect: Rect
    rows: tuple[Row, ...]


class Illustration(NamedTuple):
    """A photograph in its place."""

    name: str
    article: int
    rect: Rect
    alt: str


class Line(NamedTuple):
    """A rule in its place; `kind` is what the layout calls it."""

    name: str
    kind: str
    rect: Rect


Block = TextBlock | Illustration


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """A page: `number` as printed, `order` from 1, what stands on it in reading order, its rules.

    `print_space` is the rectangle of what is printed but what stands wholly outside the live area.
    """

    number: int
    order: int
    size: Size
    print_space: Rect
    blocks: tuple[Block, ...]
    rules: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The name of the page in its file."""
        return f"P{self.number}"


class Ref(NamedTuple):
    """A block by its name, and the page it is on, by its number."""

    page: int
    block: str


class Described(NamedTuple):
    """An edition: its pages, its articles in reading order, and the blocks of their pieces."""

    pages: tuple[PageBlocks, ...]
    articles: tuple[Told, ...]
    blocks: Mapping[Piece, tuple[Ref, ...]]


def describe(edition: Edition, layout: Layout, faces: Typefaces) -> Described:
    """All pages of an edition."""
    articles = reading_order(edition, layout)
    desk = _Desk(articles, layout, faces, dict(_wordings(edition)))
    pages = tuple(
        _page(desk, page, order, layout) for order, page in enumerate(edition.pages, start=1)
    )
    return Described(pages, articles, {piece: tuple(refs) for piece, refs in desk.refs.items()})


def kind_of(piece: Piece, layout: Layout) -> str:
    """What a piece of an article is, in one word: `headline`, `paragraph`, `caption` …"""
    if piece.kind == "heading":
        return piece.style.rpartition("-")[2]
    if piece.kind == "caption":
        return "credit" if piece.style == layout.credit.name else "caption"
    if piece.kind == "text":
        styles = {
            layout.crosshead.name: "crosshead",
            layout.note.name: "note",
            layout.source.name: "source",
        }
        return styles.get(piece.style, "paragraph")
    return piece.kind


def _wordings(edition: Edition) -> Iterator[tuple[Piece, Wording]]:
    """The text of each piece over all its lines, on whatever pages."""
    found: dict[Piece, list[PlacedLine]] = defaultdict(list)
    for page in edition.pages:
        for frame in page.frames:
            for piece, lines in stretches(frame):
                if piece:
                    found[piece] += lines
    for piece, whole in found.items():
        yield piece, wording(placed.line for placed in whole)


@dataclass(slots=True)
class _Desk:
    """What pages are described with, and how far that has come."""

    articles: tuple[Told, ...]
    layout: Layout
    faces: Typefaces
    wordings: Mapping[Piece, Wording]
    seen: dict[Piece, int] = field(default_factory=lambda: defaultdict(int))
    refs: dict[Piece, list[Ref]] = field(default_factory=lambda: defaultdict(list))

    def rows(self, piece: Piece | None, lines: tuple[PlacedLine, ...], bleed: Emu) -> list[Row]:
        """Lines as rows; of a piece, those that come next."""
        told = self.wordings[piece] if piece else wording(placed.line for placed in lines)
        first = self.seen[piece] if piece else 0
        rows = (
            _row(placed, strings_of(placed.line, told, number, self.faces), bleed)
            for number, placed in enumerate(lines, start=first)
        )
        found = [row for row in rows if row]
        if piece:
            self.seen[piece] += len(lines)
        return found


def _page(desk: _Desk, page: Page, order: int, layout: Layout) -> PageBlocks:
    names = (f"P{page.number}_TB{number:05}" for number in count(1))
    blocks: list[Block] = []
    for article, piece, what in _in_order(desk, page):
        if isinstance(what, PlacedPicture):
            name = next(names).replace("TB", "CB")
            blocks.append(Illustration(name, article, _moved(what.rect, page.bleed), what.alt))
        else:
            frame, lines = what
            if not (rows := tuple(desk.rows(piece, lines, page.bleed))):
                continue
            name = next(names)
            kind = kind_of(piece, layout) if piece else frame.kind
            blocks.append(TextBlock(name, kind, article, _round(row.rect for row in rows), rows))
        if piece:
            desk.refs[piece].append(Ref(page.number, name))
    rules = tuple(
        Line(f"P{page.number}_GE{number:05}", rule.kind, _moved(rule.rect, page.bleed))
        for number, rule in enumerate(page.rules, start=1)
    )
    width, height = (length + 2 * page.bleed for length in page.size)
    live = _moved(layout.grid.live_area, page.bleed)
    inside = (block.rect for block in blocks if block.article or block.rect.overlaps(live))
    space = _round((live, *inside))
    return PageBlocks(page.number, order, Size(width, height), space, tuple(blocks), rules)


# What is described in one: a picture, or lines of a frame.
_What = PlacedPicture | tuple[Frame, tuple[PlacedLine, ...]]
_Item = tuple[int, Piece | None, _What]


def _in_order(desk: _Desk, page: Page) -> Iterator[_Item]:
    """What stands on a page, in reading order: furniture, articles, what is of none."""
    told: dict[Piece, list[_What]] = defaultdict(list)
    others: dict[str, list[_What]] = defaultdict(list)
    for frame in page.frames:
        for piece, lines in stretches(frame):
            kept = told[piece] if piece else others[frame.article or frame.kind]
            kept.append((frame, lines))
    for picture in page.pictures:
        if not picture.is_missing:
            told[piece_of(picture)].append(picture)
    yield from _outside(others.pop("furniture", ()), 0)
    for number, article in enumerate(desk.articles, start=1):
        for element in every(article.elements):
            if element.piece:
                yield from ((number, element.piece, what) for what in told.pop(element.piece, ()))
        yield from _outside(others.pop(article.name, ()), number)
    for rest in others.values():
        yield from _outside(rest, 0)


def _outside(frames: Iterable[_What], article: int) -> Iterator[_Item]:
    """What belongs to no piece: furniture, fillers; beside an article, its jump lines."""
    return ((article, None, what) for what in frames)


def _row(placed: PlacedLine, items: Sequence[String | Space], bleed: Emu) -> Row | None:
    """A line in its place on the page; None where it is blank."""
    if not items:
        return None
    line, size = placed.line, size_of(placed.line)
    x, y = placed.x + bleed, placed.y + bleed
    start, end = items[0].room.start, items[-1].room.end
    if line.vertical:
        return Row(Rect(x, y + start, size, end - start), y, None, size, tuple(items))
    rect = Rect(x + start, y - ascent(size), end - start, size)
    return Row(rect, x, y, size, tuple(items))


def _moved(rect: Rect, bleed: Emu) -> Rect:
    return rect._replace(x=rect.x + bleed, y=rect.y + bleed)


def _round(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle round others."""
    found = tuple(rects)
    left, top = min(r.x for r in found), min(r.y for r in found)
    right, bottom = max(r.right for r in found), max(r.bottom for r in found)
    return Rect(left, top, right - left, bottom - top)
