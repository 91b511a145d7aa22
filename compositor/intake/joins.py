"""Which paragraphs go on in which: the columns of a page put together again.

    links = links_of(runs, affinity, page)      # → Link(tail, head, points), best first

A paragraph that stops within a sentence is a tail; it goes on in the next paragraph, or in the
first of another run if the page was read in a wrong order. Each pair gets points: for the seam
itself (`seams`), for place, and for speaking of the same things. The best pairs are taken first;
a tail whose best pair has fewer than `LEAST` points goes on nowhere: its ending is lost.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compositor.intake.affinity import Affinity
from compositor.intake.kinds import Block, Kind
from compositor.intake.people import opens_article, opens_elsewhere, opens_news
from compositor.intake.seams import is_open, seam
from compositor.intake.stretches import CUTTABLE, Run, texts_of

LEAST = 1.0  # points
NEXT = 3.0  # for the paragraph right below
NEXT_RUN = 0.3  # for the first of the run that comes next
BACKWARDS = -0.5
NEEDS = 2.2  # for one right under a headline and byline that does not begin as articles do
OPENS = -1.5  # for one that begins as an article does, with a place, a body or the time
WIDE = 3000  # characters before, in which a place has been named
CONTEXT = 450  # characters on either side whose subject is compared
SUBJECT = (60.0, 0.030, -2.0, 4.0)  # points for a cosine, above which, at least, at most
NEAR_BLOCKS = 12  # paragraphs below a tail, or from the beginning of another run
NEAR_RUNS = 24
TELLING = 150  # characters: less text tells less of its subject


class Spot(NamedTuple):
    """A paragraph: its run, and its index there."""

    run: int
    block: int


class Link(NamedTuple):
    """One paragraph going on in another."""

    tail: Spot
    head: Spot
    points: float


def links_of(runs: Sequence[Run], affinity: Affinity, page: str) -> tuple[Link, ...]:
    """The links taken, best first; each tail and each head once, and none in a circle."""
    taken: list[Link] = []
    for link in sorted(_all(runs, affinity, page), key=lambda link: (-link.points, link)):
        used = any(link.tail == other.tail or link.head == other.head for other in taken)
        if link.points >= LEAST and not used and not _closes_circle(link, taken):
            taken.append(link)
    return tuple(taken)


def tails_of(runs: Sequence[Run]) -> Iterator[Spot]:
    """The paragraphs that stop within a sentence."""
    for number, run in enumerate(runs):
        for index in texts_of(run.blocks):
            if is_open(run.blocks[index].words):
                yield Spot(number, index)


def _heads_of(runs: Sequence[Run]) -> Iterator[Spot]:
    """The paragraphs that may go on with a tail: the first of each run and those below a tail."""
    for number, run in enumerate(runs):
        before: Block | None = None
        for index in texts_of(run.blocks):
            is_first = before is None or is_open(before.words)
            if is_first and run.blocks[index].kind is Kind.TEXT:
                yield Spot(number, index)
            before = run.blocks[index]


def _all(runs: Sequence[Run], affinity: Affinity, page: str) -> Iterator[Link]:
    """Every pair worth a look: in a run the next few paragraphs, else what begins a run near by."""
    heads = tuple(_heads_of(runs))
    for tail in tails_of(runs):
        for head in heads:
            if _is_near(tail, head):
                yield Link(tail, head, _points(runs, tail, head, affinity, page))


def _is_near(tail: Spot, head: Spot) -> bool:
    if head.run == tail.run:
        return 0 < head.block - tail.block <= NEAR_BLOCKS
    return head.block <= NEAR_BLOCKS and abs(head.run - tail.run) <= NEAR_RUNS


def _points(runs: Sequence[Run], tail: Spot, head: Spot, affinity: Affinity, page: str) -> float:
    before, after = runs[tail.run].blocks[tail.block], runs[head.run].blocks[head.block]
    points = seam(before.words, after.words, page)
    points += _place(runs, tail, head)
    return points + _subject(_text_to(runs, tail), _text_from(runs, head), affinity)


def _place(runs: Sequence[Run], tail: Spot, head: Spot) -> float:
    if head.run == tail.run:
        between = runs[tail.run].blocks[tail.block + 1 : head.block]
        is_next = not any(b.kind in (Kind.TEXT, Kind.CROSSHEAD) for b in between)
        place = NEXT if is_next else 0.0
        words = runs[head.run].blocks[head.block].words
        return place + _opening(words, _text_to(runs, tail, WIDE))
    place = NEXT_RUN if head.run == tail.run + 1 else BACKWARDS if head.run < tail.run else 0.0
    if head.block > 0:
        return place
    if opens_article(runs[head.run].blocks[0].words):
        return place + OPENS
    is_headed = any(b.kind is Kind.BYLINE for b in runs[head.run].above)
    return place + (NEEDS if is_headed else 0.0)


def _opening(words: str, before: str) -> float:
    """What it costs a paragraph right below that it begins as an article does."""
    if opens_elsewhere(words, before):
        return OPENS - (NEXT if opens_news(words) else 1.0)
    return OPENS / 2 if opens_article(words) else 0.0


def _subject(before: str, after: str, affinity: Affinity) -> float:
    factor, middle, least, most = SUBJECT
    telling = min(1.0, min(len(before), len(after)) / TELLING)
    return telling * max(least, min(most, factor * (affinity.between(before, after) - middle)))


def _text_to(runs: Sequence[Run], spot: Spot, length: int = CONTEXT) -> str:
    blocks = runs[spot.run].blocks[: spot.block + 1]
    return "".join(b.words for b in blocks if b.kind in CUTTABLE)[-length:]


def _text_from(runs: Sequence[Run], spot: Spot) -> str:
    blocks = runs[spot.run].blocks[spot.block :]
    return "".join(b.words for b in blocks if b.kind in CUTTABLE)[:CONTEXT]


def _closes_circle(link: Link, taken: Sequence[Link]) -> bool:
    """Whether the head's run leads back to the tail's by links between different runs."""
    if link.tail.run == link.head.run:
        return False
    reached, before = {link.head.run}, set[int]()
    while reached != before:
        before = set(reached)
        reached |= {other.head.run for other in taken if other.tail.run in before}
    return link.tail.run in reached
