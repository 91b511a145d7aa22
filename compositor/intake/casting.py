"""Blocks → articles: which text is one article, and which headings are its own.

    cast = cast_articles(blocks, affinity)       # → Cast: stories, furniture, left_out, doubts

    repeats → stretches → joins → fragments → titles → (here) → bodies

Repeats go; the page is parted into runs of text between headings; links say where cut columns go
on; runs are cut and chained; each chain gets its headings. A chain that then has no heading is part
of the article it speaks like, or an article whose headline is lost.
"""

from collections.abc import Sequence
from typing import NamedTuple

from compositor.intake.affinity import Affinity
from compositor.intake.bodies import body_of
from compositor.intake.fragments import SAME, Chain, chains_of
from compositor.intake.joins import Spot, links_of
from compositor.intake.kinds import CLOSING, Block
from compositor.intake.people import opens_article
from compositor.intake.repeats import drop_repeats
from compositor.intake.stretches import stretches_of
from compositor.intake.titles import assign
from compositor.intake.worked import Doubt, Record
from compositor.model.draft import LeftOut

CLEAR = 1.25  # times as like as the next likely article
WHOLE = 200  # characters: so much text that begins as an article does is one


class Story(NamedTuple):
    """One article as blocks: its headings, and its body in order."""

    headings: tuple[Block, ...]
    body: tuple[Block, ...]


class Cast(NamedTuple):
    """The articles of a document, in the order in which they begin in it, and the record."""

    stories: tuple[Story, ...]
    furniture: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]


def cast_articles(blocks: Sequence[Block], affinity: Affinity, is_page: bool = True) -> Cast:
    """Put a document's blocks together; only on a page is text cut or repeated."""
    record = Record()
    blocks = drop_repeats(blocks, record) if is_page else blocks
    page = stretches_of(blocks, is_page)
    words = "\n".join(b.words for b in blocks)
    links = links_of(page.runs, affinity, words) if is_page else ()
    chains = chains_of(page.runs, links, affinity, is_page, record)
    headings = assign(chains, page.below, affinity, record)
    stories = []
    for numbers in _articles(chains, headings, affinity, record):
        own = tuple(b for n in numbers for b in headings[n])
        fragments = [f for n in numbers for f in chains[n]]
        stories.append(Story(own, body_of(fragments, links, is_page, record)))
    return Cast(tuple(stories), page.furniture, record.left_out, record.doubts)


def _articles(
    chains: Sequence[Chain],
    headings: Sequence[Sequence[Block]],
    affinity: Affinity,
    record: Record,
) -> list[list[int]]:
    """The chains of each article: those without any heading join the one they speak like."""
    articles = {n: [n] for n in range(len(chains)) if headings[n]}
    for number in (n for n in range(len(chains)) if not headings[n]):
        target = _likeliest(number, chains, articles, affinity)
        if target is None:
            articles[number] = [number]
            continue
        articles[target.chain].append(number)
        first = chains[number][0].blocks[0]
        record.doubt(first.text, "attached", target.sure, first.words[:12])
    ordered = [sorted(numbers, key=lambda n: chains[n][0].first) for numbers in articles.values()]
    return sorted(ordered, key=lambda numbers: _begins(numbers, chains))


def _begins(numbers: Sequence[int], chains: Sequence[Chain]) -> Spot:
    """Where an article begins on the page: at its headings, if any stand above its text."""
    fragments = [f for n in numbers for f in chains[n]]
    return min((f.first for f in fragments if f.above), default=fragments[0].first)


class _Likely(NamedTuple):
    """A chain that another may be part of, and how surely."""

    chain: int
    sure: int


def _likeliest(
    number: int, chains: Sequence[Chain], articles: dict[int, list[int]], affinity: Affinity
) -> _Likely | None:
    """The article a chain without headings is part of, if it speaks like one."""
    text = _text(chains[number])
    if opens_article(text) and len(text) > WHOLE:
        return None
    alike = sorted(
        (
            (affinity.between(text, _text(chains[n])), n)
            for n in articles
            if n != number and not _is_finished(chains[n])
        ),
        reverse=True,
    )
    if not alike or alike[0][0] < SAME:
        return None
    is_clear = len(alike) == 1 or alike[0][0] >= CLEAR * alike[1][0]
    return _Likely(alike[0][1], 60 if is_clear else 35)


def _text(chain: Chain) -> str:
    return "".join(fragment.text for fragment in chain)


def _is_finished(chain: Chain) -> bool:
    """Whether an article ends in a note, a source or a credit: nothing can follow."""
    return chain[-1].blocks[-1].kind in CLOSING
