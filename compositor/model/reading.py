"""The reading order: an edition as it is read aloud, article after article.

    Art                       an article whole, over frames, pages and jumps; the lead comes first
      P                       label, kicker, deck, byline
      H1                      headline
      BlockQuote › P          an editor's note: the words of another than the author
      H2                      crosshead; H1 under no headline, as no level is ever skipped
      P                       paragraph; source line
      Figure › Caption › P    photograph; the caption alone of one that is missing or lost
      BlockQuote › P          pull quote, last: it interrupts no paragraph

    articles = reading_order(edition, layout)      articles[0].elements

Element types are those of ISO 32000-1 14.8.4. What is not named here is no article's and is left
out: furniture, jump lines and the heads of what goes on, fillers, rules and boxes.

`plate.marks` ties the elements to what is drawn and `plate.structure` writes them into the PDF;
`mets` tells libraries of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from compositor.geometry import Rect
from compositor.model.edition import Edition, Frame, FrameKind, PlacedLine, PlacedPicture
from compositor.model.layout import Layout

TELLING: frozenset[FrameKind] = frozenset({"label", "heading", "text", "caption", "quote"})
TITLE_LENGTH = 20  # characters that stand for a headline where there is none


class Piece(NamedTuple):
    """What of an article is told as one; `number` is its block's or its picture's."""

    article: str
    kind: FrameKind | str
    style: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Element:
    """An element of structure: a piece of its own, others in it, or both; a figure's picture."""

    tag: str
    piece: Piece | None = None
    kids: tuple["Element", ...] = ()
    picture: PlacedPicture | None = None


class Told(NamedTuple):
    """An article in reading order; it begins on the page of that index, in the place of `rect`."""

    name: str
    title: str
    page: int
    rect: Rect
    elements: tuple[Element, ...]


@dataclass(slots=True)
class _Found:
    """What an edition has of one article."""

    page: int
    is_lead: bool
    rect: Rect
    words: dict[Piece, str] = field(default_factory=dict)
    pictures: dict[int, PlacedPicture] = field(default_factory=dict)


# What of a frame is one piece, with its lines; None is no article's.
Stretch: TypeAlias = tuple[Piece | None, tuple[PlacedLine, ...]]


def stretches(frame: Frame) -> Iterator[Stretch]:
    """A frame's lines by the pieces they are of, in order."""
    if not frame.article or frame.kind not in TELLING:
        yield None, frame.lines
        return
    for part, lines in groupby(frame.lines, key=attrgetter("part")):
        yield Piece(frame.article, frame.kind, frame.style, part), tuple(lines)


def piece_of(picture: PlacedPicture) -> Piece:
    """The piece that a picture is."""
    return Piece(picture.article, "picture", number=picture.part)


def reading_order(edition: Edition, layout: Layout) -> tuple[Told, ...]:
    """The articles of an edition, page by page as they begin, the lead of each page first."""
    found: dict[str, _Found] = {}
    lead = f"{layout.ranks[0].name}-" if layout.ranks else ""
    for index, page in enumerate(edition.pages):
        for frame in page.frames:
            _add_frame(found, frame, index, lead)
        for picture in page.pictures:
            at = found.setdefault(picture.article, _Found(index, is_lead=False, rect=picture.rect))
            if not picture.is_missing:
                at.pictures[picture.part] = picture
    ordered = sorted(found, key=lambda name: (found[name].page, not found[name].is_lead))
    return tuple(_told(name, found[name], layout) for name in ordered)


def every(elements: Iterable[Element]) -> Iterator[Element]:
    """Elements and all that are in them."""
    for element in elements:
        yield element
        yield from every(element.kids)


def _add_frame(found: dict[str, _Found], frame: Frame, page: int, lead: str) -> None:
    for piece, lines in stretches(frame):
        if piece is None:
            continue
        article = found.setdefault(piece.article, _Found(page, is_lead=False, rect=frame.rect))
        before = article.words.get(piece, "")
        article.words[piece] = before + "".join(placed.line.text for placed in lines)
        if _is_headline(piece):
            article.rect = frame.rect
            article.is_lead = piece.style.startswith(lead)


def _told(name: str, found: _Found, layout: Layout) -> Told:
    said = {piece: words.strip() for piece, words in found.words.items() if words.strip()}
    headline = "".join(words for piece, words in said.items() if _is_headline(piece))
    title = headline or next(iter(said.values()), name)[:TITLE_LENGTH]
    elements = (
        *_heading(found.words),
        *_text(found.words, layout, "H2" if headline else "H1"),
        *_figures(found),
        *_quote(found.words),
    )
    return Told(name, title, found.page, found.rect, elements)


def _is_headline(piece: Piece) -> bool:
    return piece.kind == "heading" and piece.style.endswith("-headline")


def _of(kind: FrameKind, pieces: Iterable[Piece]) -> list[Piece]:
    return sorted((p for p in pieces if p.kind == kind), key=attrgetter("number"))


def _heading(pieces: Iterable[Piece]) -> Iterator[Element]:
    for piece in (*_of("label", pieces), *_of("heading", pieces)):
        yield Element("H1" if _is_headline(piece) else "P", piece)


def _text(pieces: Iterable[Piece], layout: Layout, crosshead: str) -> Iterator[Element]:
    tags = {layout.crosshead.name: crosshead}
    for style, group in groupby(_of("text", pieces), key=attrgetter("style")):
        run = tuple(Element(tags.get(style, "P"), piece) for piece in group)
        if style == layout.note.name:
            yield Element("BlockQuote", kids=run)
        else:
            yield from run


def _figures(found: _Found) -> Iterator[Element]:
    captions: dict[int, list[Element]] = {number: [] for number in found.pictures}
    for piece in _of("caption", found.words):
        captions.setdefault(piece.number, []).append(Element("P", piece))
    for number, words in sorted(captions.items()):
        if picture := found.pictures.get(number):
            caption = (Element("Caption", kids=tuple(words)),) if words else ()
            yield Element("Figure", piece_of(picture), caption, picture)
        else:
            yield from words


def _quote(pieces: Iterable[Piece]) -> Iterator[Element]:
    if words := _of("quote", pieces):
        yield Element("BlockQuote", kids=tuple(Element("P", piece) for piece in words))
