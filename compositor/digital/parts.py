"""The body of an article as a web page has it: text with its photographs between, in one column.

    parts_of(article)    photo, paragraph, paragraph, quote, crosshead, … note, source

The first photograph stands above the text, the others at even distances in it, never between a
crosshead and what it heads, nor within a note. The editor's marks of lost parts, 〔文缺〕, are told
apart so that they stay on one line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from compositor.digital.site import Photo, WebArticle
from compositor.model.issue import LOST_MARKS, Block, BlockKind, Span

LOST = re.compile("({})".format("|".join(map(re.escape, LOST_MARKS.values()))))

Kind: TypeAlias = Literal["paragraph", "crosshead", "note", "quote", "photo", "source"]
KINDS: dict[BlockKind, Kind] = {
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.CROSSHEAD: "crosshead",
    BlockKind.NOTE: "note",
    BlockKind.SOURCE: "source",
}


class Run(NamedTuple):
    """Words in one look."""

    text: str
    is_strong: bool = False
    is_lost_mark: bool = False


Paragraph: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the column: paragraphs (of a note perhaps several), or a photograph."""

    kind: Kind
    paragraphs: tuple[Paragraph, ...] = ()
    photo: Photo | None = None


def parts_of(article: WebArticle) -> tuple[Part, ...]:
    """Everything below an article's heading, in the order it is read."""
    text = _with_quote(tuple(_text(article.article.body)), article.article.quote)
    parts = _with_photos(text, article.photos)
    source = Part("source", ((Run(article.source),),))
    return (*parts, source) if article.source else parts


def plain_text(article: WebArticle) -> str:
    """The words of the body, a line to a paragraph; neither quote nor captions, which are no text
    of their own.
    """
    return "\n".join(block.text for block in article.article.body)


def runs_of(spans: Iterable[Span]) -> Paragraph:
    """A paragraph's words, marks of lost parts on their own."""
    return tuple(
        Run(piece, span.strong, piece in LOST_MARKS.values())
        for span in spans
        for piece in LOST.split(span.text)
        if piece
    )


def _text(body: Sequence[Block]) -> Iterator[Part]:
    """A part to a block, but paragraphs of a note that follow each other are one."""
    for kind, blocks in groupby(body, key=lambda block: block.kind):
        paragraphs = tuple(runs_of(block.spans) for block in blocks)
        if kind is BlockKind.NOTE:
            yield Part("note", paragraphs)
        else:
            yield from (Part(KINDS[kind], (paragraph,)) for paragraph in paragraphs)


def _with_quote(parts: tuple[Part, ...], quote: str) -> tuple[Part, ...]:
    """The pull quote (摘句) at a third of the text, as far as it goes between paragraphs."""
    if not quote:
        return parts
    at = _gap(parts, len(parts) // 3)
    return (*parts[:at], Part("quote", ((Run(quote),),)), *parts[at:])


def _with_photos(parts: tuple[Part, ...], photos: Sequence[Photo]) -> tuple[Part, ...]:
    after: dict[int, list[Part]] = {}
    for index, photo in enumerate(photos):
        at = _gap(parts, len(parts) * index // len(photos)) if index else 0
        after.setdefault(at, []).append(Part("photo", photo=photo))
    columns = ((*after.get(at, ()), *parts[at : at + 1]) for at in range(len(parts) + 1))
    return tuple(part for column in columns for part in column)


def _gap(parts: Sequence[Part], wanted: int) -> int:
    """The next place from `wanted` on that does not follow a crosshead."""
    at = wanted
    while 0 < at < len(parts) and parts[at - 1].kind == "crosshead":
        at += 1
    return at
