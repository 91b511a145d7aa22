"""The whole of an import but for files: documents → draft articles, with the record.

    taken = take_in(documents)       # → Taken: articles, section, left_out, doubts

    restore → blocks → headings → cast → draft      each document by itself

A printed page goes through all steps. A document that knows its own structure (Word, Markdown,
HTML) is not restored, and its paragraphs are not joined: only told apart and given to articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from compositor.intake.affinity import Affinity
from compositor.intake.casting import cast_articles
from compositor.intake.drafts import draft
from compositor.intake.headings import tell_headings
from compositor.intake.kinds import Kind, blocks_of
from compositor.intake.patterns import SECTION
from compositor.intake.restore import restore
from compositor.intake.worked import Doubt
from compositor.model.draft import Document, DraftArticle, LeftOut


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
    left_out: list[LeftOut] = []
    doubts: list[Doubt] = []
    section = ""
    for document in documents:
        one = _take_in_one(document, len(articles))
        articles += one.articles
        pages += one.pages
        left_out += one.left_out
        doubts += one.doubts
        section = section or one.section
    return Taken(tuple(articles), tuple(pages), section, tuple(left_out), tuple(doubts))


def _take_in_one(document: Document, before: int) -> Taken:
    worked = restore(document)
    blocks = blocks_of(worked.pieces, document.is_page)
    affinity = Affinity([b.words for b in blocks if b.kind in (Kind.TEXT, Kind.NOTE)])
    told = tell_headings(blocks, affinity)
    cast = cast_articles(told.blocks, affinity, document.is_page)
    drafts = [
        draft(f"a{before + number:02}", story, affinity)
        for number, story in enumerate(cast.stories, start=1)
    ]
    furniture = tuple(LeftOut(b.text.origins, "furniture") for b in cast.furniture)
    sections = (SECTION.match(b.words) for b in cast.furniture)
    section = next((match[1] + match[2] for match in sections if match), "")
    articles = tuple(drafted.article for drafted in drafts)
    return Taken(
        articles,
        (tuple(article.name for article in articles),),
        section,
        (
            *worked.left_out,
            *furniture,
            *cast.left_out,
            *(one for drafted in drafts for one in drafted.left_out),
        ),
        (*worked.doubts, *told.doubts, *cast.doubts, *(d for one in drafts for d in one.doubts)),
    )
