"""Which display lines are headlines, and which crossheads within an article.

    told = tell_headings(blocks, affinity)     # crossheads retyped; doubts for what was close

A heading with a label or byline, two display lines in a row and whatever follows the end of an
article are headlines. For the rest points are counted (by eye, held to the seeds by tests): what
precedes and follows speaks of the same things or not; the text below opens like news (日前，…); the
line has a comma, as crossheads do and headlines do not; it is built like other lines near by
(政治领航强引力, 彰显地位强内力); type size and heading level, where a reader knows them.
"""

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from compositor.intake.affinity import Affinity, pairs
from compositor.intake.kinds import CLOSING, HEADINGS, Block, Kind, retyped
from compositor.intake.patterns import FRESH, NEWS_OPENING, NUMBERED, PARAGRAPH_OPENING
from compositor.intake.people import opens_article, places_first, places_in
from compositor.intake.worked import Doubt

PLACES_BACK = 4000  # characters before a line in which a place may have been named
CONTEXT = 900  # characters on either side whose subject is compared
SAME_SUBJECT = 0.035  # cosine between them: articles of one page are below, parts of one above
LARGE = 145  # per cent of the body size: a headline
NEARLY = 130  # up to here a display line beside such headlines is a crosshead
CROSSHEAD_LEVEL = 6  # what a reader of PDFs calls a heading of body size
NEAR = 16  # blocks: where lines that are built alike are looked for
MANY_PAIRS = 2
CUT = 2.0  # points from which a second display line is cut text
LONG = 15  # characters in one clause: crossheads are shorter, or have a comma


class Told(NamedTuple):
    """Blocks with every display line decided: `DISPLAY` is a headline's now."""

    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...]


def tell_headings(blocks: Sequence[Block], affinity: Affinity) -> Told:
    """Retype the display lines that are crossheads."""
    blocks = _without_numbered(_without_cut_text(blocks))
    judge = _Judge(blocks, affinity)
    told = list(blocks)
    doubts: list[Doubt] = []
    for index in judge.singles:
        points = judge.points(index)
        sure = round(100 / (1 + math.exp(-abs(points))))
        is_crosshead = points < 0
        if is_crosshead:
            told[index] = retyped(blocks[index], Kind.CROSSHEAD)
        code = "crosshead" if is_crosshead else "headline"
        block = blocks[index]
        doubts.append(Doubt(block.text.origins[0], code, sure, block.words))
    return Told(tuple(told), tuple(doubts))


def _without_numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the lines that begin 一、 （二） 3. taken for crossheads, even two in a row."""
    return tuple(
        retyped(b, Kind.CROSSHEAD) if b.kind is Kind.DISPLAY and NUMBERED.match(b.words) else b
        for b in blocks
    )


def _without_cut_text(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the beginnings of paragraphs that a column cut short told from decks.

    Of two display lines in a row the second may be the first words of a paragraph, which goes on
    in the next column: then what is below begins neither an article nor a paragraph, and the
    first line is built as a crosshead is.
    """
    found = list(blocks)
    for i in range(len(blocks) - 2):
        first, second, below = blocks[i : i + 3]
        if not first.kind is second.kind is Kind.DISPLAY or below.kind is not Kind.TEXT:
            continue
        if _cut_points(first.words, second.words, below.words) >= CUT:
            found[i + 1] = retyped(second, Kind.TEXT)
    return tuple(found)


def _cut_points(first: str, second: str, below: str) -> float:
    if second.startswith(("—", "（", "(")) or opens_article(below):
        return -9.0
    points = 1.0 if re.search("[，,]", first) else 0.0
    points += 1.0 if re.search("[，,、]", second) else 0.0
    points += 0.0 if re.search("[ 　]", second) else 0.5
    return points if PARAGRAPH_OPENING.match(below) else points + 1.0


class _Judge:
    """Counts what speaks for a headline (above 0) and for a crosshead (below)."""

    def __init__(self, blocks: Sequence[Block], affinity: Affinity) -> None:
        self.blocks, self.affinity = blocks, affinity
        self.singles = [i for i in range(len(blocks)) if self._is_single(i)]
        sizes = [b.size for b in blocks if b.kind is Kind.TEXT and b.size]
        self.body = median(sizes) if sizes else 0
        self.has_large = any(100 * b.size >= LARGE * self.body for b in blocks if self.body)
        self.has_first_level = any(b.level == 1 for b in blocks)

    def points(self, index: int) -> float:
        """For the display line at `index`, which stands alone."""
        return (
            -0.8
            + self._place(index)
            + self._form(index)
            + self._subject(index)
            + self._type(self.blocks[index])
        )

    def _is_single(self, index: int) -> bool:
        """A display line with no other heading beside it, and not where an article must begin."""
        if self.blocks[index].kind is not Kind.DISPLAY or self.blocks[index].words.startswith("—"):
            return False
        beside = (self._at(index - 1), self._at(index + 1))
        return all(b is None or b.kind not in HEADINGS for b in beside)

    def _at(self, index: int) -> Block | None:
        return self.blocks[index] if 0 <= index < len(self.blocks) else None

    def _place(self, index: int) -> float:
        before = next(
            (b for b in reversed(self.blocks[:index]) if b.kind is not Kind.FURNITURE), None
        )
        if before is None or before.kind in CLOSING:
            return 3.0
        after = self.blocks[index + 1 : index + 3]
        points = 1.0 if any(b.kind is Kind.CREDIT for b in after) else 0.0
        if after and (opens := NEWS_OPENING.match(after[0].words)):
            fresh = FRESH.match(opens[0])
            points += 0.4 if opens[0][0] in "“‘" else 2.5 if fresh else 1.5
        return points + self._places(index)

    def _places(self, index: int) -> float:
        """Whether the line, or the text below it, is about a place that was not named before."""
        told = self._text(reversed(range(index)), PLACES_BACK)
        below = self.blocks[index + 1].words if index + 1 < len(self.blocks) else ""
        first = places_first(below)
        points = 0.0
        if first:
            points += 1.5 if not any(place in told for place in first) else -0.5
        named = places_in(self.blocks[index].words)
        return points + (1.0 if named and not any(place in told for place in named) else 0.0)

    def _form(self, index: int) -> float:
        words = self.blocks[index].words
        has_comma, has_space = re.search("[，,]", words), re.search("[ 　]", words)
        points = -1.0 if has_comma else 0.7 if has_space or len(words) > LONG else 0.0
        is_one_of_many = any(_are_alike(words, other) for other in self._others(index))
        return points - 2.0 if is_one_of_many else points

    def _others(self, index: int) -> Iterator[str]:
        for other in self.singles:
            if other != index and abs(other - index) <= NEAR:
                yield self.blocks[other].words

    def _subject(self, index: int) -> float:
        before = self._text(reversed(range(index)))[-CONTEXT:]
        after = self._text(range(index + 1, len(self.blocks)))[:CONTEXT]
        words = self.blocks[index].words
        if not before or not after:
            return 0.0
        alike = self.affinity.between(before, after)
        points = max(-1.5, min(1.5, 60 * (SAME_SUBJECT - alike)))
        return points + self.affinity.of(words, after) - 2 * self.affinity.of(words, before)

    def _text(self, indexes: "Iterator[int] | range | reversed[int]", most: int = CONTEXT) -> str:
        """The running text from a heading on to the next sure one."""
        texts: list[str] = []
        forwards = isinstance(indexes, range)
        for index in indexes:
            block = self.blocks[index]
            if block.kind in HEADINGS and index not in self.singles:
                break
            if block.kind in (Kind.TEXT, Kind.NOTE, Kind.CAPTION):
                texts.append(block.words)
            if sum(map(len, texts)) >= most:
                break
        return "".join(texts if forwards else reversed(texts))

    def _type(self, block: Block) -> float:
        if block.size and self.body and block.level:
            if block.level >= CROSSHEAD_LEVEL:
                return -6.0
            return 4.0 if 100 * block.size >= LARGE * self.body else -1.0
        if not block.level and block.size and self.body:
            is_near = 100 * block.size < NEARLY * self.body
            return -3.0 if is_near and self.has_large else 0.0
        if not block.level:
            return 0.0
        return 4.0 if block.level == 1 or not self.has_first_level else -4.0


def _are_alike(words: str, other: str) -> bool:
    """Whether two lines are built alike: as many clauses, of like length or with like words."""
    clauses, others = (re.split("[，, 　]", text) for text in (words, other))
    if len(clauses) != len(others):
        return False
    shared = sum((pairs(words) & pairs(other)).values())
    ends = words[-1] == other[-1] or words[:2] == other[:2]
    if len(clauses) > 1:
        return shared >= 1 or ends
    return abs(len(words) - len(other)) <= 2 and (ends or shared >= MANY_PAIRS)
