"""The whole of an import but for files: documents → draft articles, with the record.

    taken = take_in(documents)       # → Taken: articles, section, left_out, doubts

    restore → sheets → blocks → headings → cast → draft      each document by itself

A printed page goes through all steps. A document that knows its own structure (Word, Markdown,
HTML) is not restored, and its paragraphs are not joined: only told apart and given to articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compositor.intake.affinity import Affinity
from compositor.intake.casting import cast_articles
from compositor.intake.drafts import draft
from compositor.intake.headings import tell_headings
from compositor.intake.kinds import Kind, blocks_of
from compositor.intake.patterns import SECTION
from compositor.intake.restore import restore
from compositor.intake.sheets import sheets_of
from compositor.intake.worked import Doubt, Record
from compositor.model.draft import Document, DraftArticle, LeftOut, Piece


@dataclass(frozen=True, slots=True)
class Taken:
    """What documents came to; `pages` are the names of the articles of each document."""

    articles: tuple[DraftArticle, ...]
    pages: tuple[tuple[str, ...], ...]
    section: str
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]


def take_in(documents: Sequence[Document]) -> Taken:
    """Make articles of documents; they are named a01, a02 … through all of them."""
    articles: list[DraftArticle] = []
    pages: list[tuple[str, ...]] = []
    section = ""
    record = Record()
    for document in documents:
        begun = len(articles)
        worked = restore(document)
        record.add(worked.left_out, worked.doubts)
        for pieces in sheets_of(worked.pieces):
            sheet = _sheet(pieces, document.is_page, len(articles), record)
            articles += sheet.articles
            section = section or sheet.section
        pages.append(tuple(article.name for article in articles[begun:]))
    return Taken(tuple(articles), tuple(pages), section, record.left_out, record.doubts)


class _Sheet(NamedTuple):
    """The articles of one sheet, and the section its furniture names."""

    articles: tuple[DraftArticle, ...]
    section: str


def _sheet(pieces: Sequence[Piece], is_page: bool, before: int, record: Record) -> _Sheet:
    """Put one sheet together; `before` is how many articles there are already."""
    blocks = blocks_of(pieces, is_page)
    affinity = Affinity([b.words for b in blocks if b.kind in (Kind.TEXT, Kind.NOTE)])
    told = tell_headings(blocks, affinity)
    cast = cast_articles(told.blocks, affinity, is_page)
    record.add(cast.left_out, (*told.doubts, *cast.doubts))
    for block in cast.furniture:
        record.leave_out(block.text, "jump" if block.kind is Kind.JUMP else "furniture")
    articles: list[DraftArticle] = []
    for number, story in enumerate(cast.stories, start=before + 1):
        drafted = draft(f"a{number:02}", story, affinity)
        record.add(drafted.left_out, drafted.doubts)
        articles.append(drafted.article)
    sections = (SECTION.match(b.words) for b in cast.furniture)
    section = next((match[1] + match[2] for match in sections if match), "")
    return _Sheet(tuple(articles), section)
