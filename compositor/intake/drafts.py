"""A story of blocks → a draft article: heading fields, body, pictures, and the marks of what is
lost.

    drafted = draft("a01", story, affinity)      # → Drafted: article, left_out, doubts

Of several headlines the pair of equal halves (聚焦时代主题 汇聚磅礴力量) is the headline, a line
before it the kicker, a line after it the deck; without such a pair the first is the headline.
Where type sizes are known the largest is. What a layout prints by itself goes: the brackets round
a label, 来源： before a source. A headline that is lost is made of the article's own words, and
marked (`supplied`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compositor.intake.affinity import Affinity
from compositor.intake.casting import Story
from compositor.intake.headline import working_headline
from compositor.intake.kinds import Block, Kind
from compositor.intake.patterns import LABEL, NOTE, SOURCE
from compositor.intake.worked import Doubt
from compositor.model.draft import (
    DraftArticle,
    DraftBlock,
    DraftPicture,
    LeftOut,
    Traced,
    joined,
    supplied,
)
from compositor.model.issue import (
    HEADING_FIELDS,
    LOST_MARKS,
    BlockKind,
    Damage,
    HeadingField,
)

BODY_KINDS = {
    Kind.TEXT: BlockKind.PARAGRAPH,
    Kind.ROW: BlockKind.PARAGRAPH,
    Kind.CROSSHEAD: BlockKind.CROSSHEAD,
    Kind.NOTE: BlockKind.NOTE,
}
NO_CROSSHEADS = 250  # characters: a shorter article has none
PLACE_FIRST = re.compile(r"^[\u4e00-\u9fff]{2,7}[：:]")
"""太原：……: a headline that begins with its place."""
PART = re.compile(r"[ 　]+")


class Drafted(NamedTuple):
    """A draft, what was left out of it, and what is doubtful."""

    article: DraftArticle
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]


def draft(name: str, story: Story, affinity: Affinity) -> Drafted:
    """Make the draft article `name` of a story."""
    maker = _Maker(story, affinity)
    fields = maker.fields()
    blocks = maker.blocks()
    named = tuple((f, fields[f]) for f in HEADING_FIELDS if fields.get(f))
    is_supplied: tuple[HeadingField, ...] = ("headline",) if maker.supplied else ()
    pictures = tuple(maker.pictures())
    incomplete = tuple(dict.fromkeys(maker.incomplete))
    article = DraftArticle(name, named, blocks, pictures, is_supplied, incomplete)
    return Drafted(article, tuple(maker.left_out), tuple(maker.doubts))


class _Maker:
    """Makes the parts of one article; the record gathers beside."""

    def __init__(self, story: Story, affinity: Affinity) -> None:
        self.story, self.affinity = story, affinity
        self.left_out: list[LeftOut] = []
        self.doubts: list[Doubt] = []
        self.incomplete: list[Damage] = []
        self.supplied = False

    # ------------------------------------------------------------------------- headings

    def fields(self) -> dict[HeadingField, Traced]:
        """The heading fields that have text."""
        headings = self.story.headings
        found: dict[HeadingField, Traced] = {
            "label": self._joined([self._bare(b) for b in headings if b.kind is Kind.LABEL]),
            "byline": self._joined([b.text for b in headings if b.kind is Kind.BYLINE]),
            "source": self._joined(
                [self._named(b) for b in self.story.body if b.kind is Kind.SOURCE]
            ),
        }
        found |= self._headlines([b for b in headings if b.kind is Kind.DISPLAY])
        if "headline" not in found:
            found["headline"] = self._working_headline()
        return found

    def _headlines(self, displays: Sequence[Block]) -> dict[HeadingField, Traced]:
        if not displays:
            return {}
        main = _main(displays)
        if len(displays) > 1:
            self._doubt(displays[main].text, "which-headline", 65)
        found: dict[HeadingField, Traced] = {"headline": self._in_order(displays[main].text)}
        if main:
            found["kicker"] = self._joined([b.text for b in displays[:main]])
        if displays[main + 1 :]:
            found["deck"] = self._joined([b.text for b in displays[main + 1 :]])
        return found

    def _in_order(self, text: Traced) -> Traced:
        """Lines of a vertical headline that were read from left to right, put right.

        让正能量有“大流量” 山东济宁：“理响工会”直播间: what begins with a place comes first.
        """
        gap = PART.search(text.text)
        if not gap or PLACE_FIRST.match(text.text):
            return text
        first, second = text.cut(0, gap.start()), text.cut(gap.end())
        if not PLACE_FIRST.match(second.text):
            return text
        self._doubt(text, "headline-turned", 65)
        return second + text.cut(gap.start(), gap.end()) + first

    def _working_headline(self) -> Traced:
        paragraphs = [b.words for b in self.story.body if b.kind in (Kind.TEXT, Kind.CAPTION)]
        words = working_headline(paragraphs, self.affinity)
        if not words:
            return Traced()
        self.supplied = True
        self._doubt(self.story.body[0].text, "lost-headline", 50, words)
        return supplied(words)

    def _bare(self, block: Block) -> Traced:
        match = LABEL.match(block.words)
        if not match:
            return block.text
        return self._only(block.text, match.start(1), match.end(1), "bracket")

    def _named(self, block: Block) -> Traced:
        match = SOURCE.match(block.words)
        if not match:
            return block.text
        group = "named" if match["named"] else "after"
        return self._only(block.text, match.start(group), match.end(group), "source-word")

    def _only(self, text: Traced, start: int, end: int, why: str) -> Traced:
        outside = text.without(start, end)
        if outside:
            self.left_out.append(LeftOut(outside.origins, why))
        return text.cut(start, end)

    @staticmethod
    def _joined(texts: Sequence[Traced]) -> Traced:
        parts: list[Traced] = []
        for text in texts:
            parts += [supplied(" "), text] if parts else [text]
        return joined(parts)

    # ----------------------------------------------------------------------------- body

    def blocks(self) -> tuple[DraftBlock, ...]:
        """The body."""
        texts = [i for i, b in enumerate(self.story.body) if b.kind in BODY_KINDS]
        return tuple(self._block(i, i == texts[0], i == texts[-1]) for i in texts)

    def _block(self, index: int, is_first: bool, is_last: bool) -> DraftBlock:
        block = self.story.body[index]
        text, strong = block.text, block.strong
        if block.kind is Kind.NOTE and (opens := NOTE.match(block.words)):
            strong = ((0, opens.end()),)
        if block.kind is Kind.CROSSHEAD:
            strong = ()
        self.incomplete += (part for part, mark in LOST_MARKS.items() if mark in block.words)
        if block.lost_before:
            mark = self._mark("beginning" if is_first else "middle")
            text, strong = mark + text, tuple((a + len(mark), b + len(mark)) for a, b in strong)
        if block.lost_after:
            text += self._mark("ending" if is_last else "middle")
        return DraftBlock(BODY_KINDS[block.kind], text, strong)

    def _mark(self, damage: Damage) -> Traced:
        self.incomplete.append(damage)
        return supplied(LOST_MARKS[damage])

    def pictures(self) -> Iterator[DraftPicture]:
        """The pictures, each with the caption and credit that follow it or stand alone."""
        file, caption, credit = "", Traced(), Traced()
        for block in self.story.body:
            if block.kind is Kind.PICTURE or (block.kind is Kind.CAPTION and caption):
                if file or caption or credit:
                    yield DraftPicture(file, caption, credit)
                file, caption, credit = block.picture, Traced(), Traced()
            if block.kind is Kind.CAPTION:
                caption = block.text
            elif block.kind is Kind.CREDIT:
                credit = self._joined([credit, block.text]) if credit else block.text
        if file or caption or credit:
            yield DraftPicture(file, caption, credit)

    def _doubt(self, text: Traced, code: str, confidence: int, words: str = "") -> None:
        origin = next((o for o in text.origins if o >= 0), 0)
        self.doubts.append(Doubt(origin, code, confidence, words or text.text))


def _main(displays: Sequence[Block]) -> int:
    """Which of several headline lines is the headline."""
    if len({b.size for b in displays}) > 1:
        return max(range(len(displays)), key=lambda i: displays[i].size)
    return next((i for i, b in enumerate(displays) if _is_pair(b.words)), 0)


def _is_pair(words: str) -> bool:
    """Two halves of equal length, as a headline that is made to be heard has them."""
    halves = PART.split(words)
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 1
