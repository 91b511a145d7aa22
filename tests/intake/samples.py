"""Pages for the tests of the importer: the seeds at every stage, each worked out once, and small ones.

told("003").blocks, cast("003").stories, taken("003").articles
document("甲\n\n乙"), lines_of(paragraph, 15), block(Kind.TEXT, "…")
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from compositor.intake.affinity import Affinity
from compositor.intake.casting import Cast, cast_articles
from compositor.intake.headings import Told, tell_headings
from compositor.intake.kinds import Block, Kind, blocks_of
from compositor.intake.readers.plain import read_plain
from compositor.intake.restore import restore
from compositor.intake.restore.flow import width
from compositor.intake.take_in import Taken, take_in
from compositor.intake.trace import levelled
from compositor.intake.worked import Worked
from compositor.manuscript.issue import read_issue
from compositor.model.draft import SUPPLIED, Document, DraftArticle, Piece, traced
from compositor.model.issue import HEADING_FIELDS, Article, BlockKind, HeadingField
from compositor.sources import FolderSources

ROOT = Path(__file__).resolve().parents[2]
ISSUES = {
    "000": "2025-11",
    "001": "2024-04",
    "002": "2024-11",
    "003": "2025-08",
    "004": "2023-08",
}
SEEDS = tuple(ISSUES)
OPENING, HANGING = "“‘（《", "，。、；：！？”’）》…—"
WHOLE_PARAGRAPHS = tuple(seed for seed in SEEDS if seed != "003")
"""Seeds whose lines are paragraphs; those of 003 are lines of type."""


# ---------------------------------------------------------------------- the seeds


@cache
def page(seed: str) -> Document:
    """A seed as its reader found it."""
    (path,) = (ROOT / "seeds").glob(f"{seed}_*.txt")
    return read_plain(f"seeds/{path.name}", path.read_bytes(), 0)


@cache
def restored(seed: str) -> Worked:
    """Its paragraphs."""
    return restore(page(seed))


@cache
def blocks(seed: str) -> tuple[Block, ...]:
    """What each is."""
    return blocks_of(restored(seed).pieces)


@cache
def affinity(seed: str) -> Affinity:
    """What is common on the page."""
    return affinity_of(blocks(seed))


@cache
def told(seed: str) -> Told:
    """Its headings told apart."""
    return tell_headings(blocks(seed), affinity(seed))


@cache
def cast(seed: str) -> Cast:
    """Its articles as blocks."""
    return cast_articles(told(seed).blocks, affinity(seed))


@cache
def taken(seed: str) -> Taken:
    """Its articles."""
    return take_in((page(seed),))


@cache
def corrected(seed: str) -> tuple[Article, ...]:
    """The articles an editor made of it."""
    read = read_issue(FolderSources(ROOT), f"issues/{ISSUES[seed]}")
    assert read.issue is not None, read.diagnostics
    return read.issue.articles


def fields(seed: str, *names: HeadingField) -> set[str]:
    """Heading fields an editor took from the page, for comparing."""
    return {
        bare(words)
        for article in corrected(seed)
        for name in names
        if (words := getattr(article, name)) and name not in article.supplied
    }


def crossheads(seed: str) -> set[str]:
    """The crossheads the editor has."""
    texts = (
        block.text for one in corrected(seed) for block in one.body if _is_crosshead(block.kind)
    )
    return set(map(bare, texts))


def _is_crosshead(kind: BlockKind) -> bool:
    return kind is BlockKind.CROSSHEAD


def bare(text: str) -> str:
    """A text for comparing: without white space, its marks as house style has them."""
    return levelled("".join(text.split()))


def article(seed: str, beginning: str) -> DraftArticle:
    """The article whose text begins so."""
    (found,) = (
        one
        for one in taken(seed).articles
        if "".join(b.text.text for b in one.blocks).startswith(beginning)
        or any(p.caption.text.startswith(beginning) for p in one.pictures)
    )
    return found


def words_of(one: DraftArticle) -> dict[str, str]:
    """The heading fields of an article that it has."""
    return {name: one.field(name).text for name in HEADING_FIELDS if one.field(name)}


# -------------------------------------------------------------------- small pages


def document(text: str, is_page: bool = True, base: int = 0) -> Document:
    """A page of a text, or with `is_page` False a document that knows its paragraphs."""
    return replace(read_plain("page.txt", text.encode(), base), is_page=is_page)


def worked(text: str) -> Worked:
    """A page before it is restored."""
    return Worked(document(text).pieces)


def texts(pieces: Iterable[Piece]) -> list[str]:
    """The texts of pieces."""
    return [piece.text.text for piece in pieces]


def block(kind: Kind, words: str, first: int = 0) -> Block:
    """A block with origins from `first` on."""
    return Block(kind, traced(words, first))


def page_of(*kinds_and_words: tuple[Kind, str]) -> tuple[Block, ...]:
    """Blocks one after another."""
    first, found = 0, []
    for kind, words in kinds_and_words:
        found.append(block(kind, words, first))
        first += len(words) + 1
    return tuple(found)


def affinity_of(blocks: Sequence[Block]) -> Affinity:
    """The measure of a page, as `take_in` makes it."""
    return Affinity([b.words for b in blocks if b.kind in (Kind.TEXT, Kind.NOTE)])


def lines_of(paragraph: str, measure: int, indent: str = "") -> Iterator[str]:
    """A paragraph in lines of type so many em wide, the first two em less, and `indent` before it.

    Closing marks hang, and figures and letters stay together.
    """
    line, limit = "", measure - 2.0
    for unit in re.findall(rf"[{OPENING}]*(?:[0-9A-Za-z.%]+|.)[{HANGING}]*", paragraph):
        if line and width(line + unit.rstrip(HANGING)) > limit:
            yield indent + line
            line, limit, indent = "", float(measure), ""
        line += unit
    yield indent + line


def check_kept(before: Worked, after: Worked) -> None:
    """Every character of the pieces is in one piece after a step, or left out with a reason."""
    given = Counter(o for piece in before.pieces for o in piece.text.origins)
    kept = Counter(o for piece in after.pieces for o in piece.text.origins if o != SUPPLIED)
    new = after.left_out[len(before.left_out) :]
    assert kept + Counter(o for one in new for o in one.origins) == given
