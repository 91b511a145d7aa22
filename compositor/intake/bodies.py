"""The body of an article from its chains: cut paragraphs joined, lost beginnings and ends marked.

body = body_of(fragments, links, is_page, record)      # blocks in order
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from compositor.intake.fragments import Fragment
from compositor.intake.joins import Link, Spot
from compositor.intake.kinds import Block, Kind
from compositor.intake.people import opens_article
from compositor.intake.seams import is_open, overlap
from compositor.intake.stretches import CUTTABLE
from compositor.intake.worked import Record

SEEN = 8  # characters quoted on either side of a seam


def body_of(
    fragments: Sequence[Fragment], links: Sequence[Link], is_page: bool, record: Record
) -> tuple[Block, ...]:
    """The blocks of an article; of a document that is no page they stay as they are."""
    if not is_page:
        return tuple(block for fragment in fragments for block in fragment.blocks)
    writer = _Writer({link.tail: link for link in links}, record)
    for fragment in fragments:
        writer.write(fragment)
    return tuple(writer.body)


class _Writer:
    """Writes one body, paragraph by paragraph."""

    def __init__(self, links: dict[Spot, Link], record: Record) -> None:
        self.links, self.record = links, record
        self.body: list[Block] = []
        self.goes_on: Link | None = None

    def write(self, fragment: Fragment) -> None:
        """Add a fragment."""
        run, first = fragment.first
        for offset, block in enumerate(fragment.blocks):
            if block.kind is Kind.TEXT and self.goes_on:
                self._join(block, self.goes_on)
            elif offset == 0 and self.body and not fragment.above:
                self.body.append(self._lost_before(block))
            else:
                self.body.append(block)
            if block.kind in CUTTABLE:
                self.goes_on = self.links.get(Spot(run, first + offset))
                self._mark_lost()

    @property
    def _last(self) -> int:
        """The index of the last paragraph that a column may have cut."""
        return max(i for i, block in enumerate(self.body) if block.kind in CUTTABLE)

    def _join(self, block: Block, link: Link) -> None:
        """Add what a paragraph goes on with, without what stands on both sides of the cut."""
        before = self.body[self._last]
        length = overlap(before.words, block.words)
        if length:
            self.record.leave_out(block.text.cut(0, length), "doubled-at-cut")
            self.record.doubt(block.text.cut(0, length), "doubled-at-cut", 70)
        moved = tuple((a + len(before.text), b + len(before.text)) for a, b in block.strong)
        words = f"{before.words[-SEEN:]}|{block.words[length:][:SEEN]}"
        self.record.doubt(block.text, "joined", _sure(link.points), words)
        text = before.text + block.text.cut(length)
        self.body[self._last] = replace(before, text=text, strong=before.strong + moved)

    def _lost_before(self, block: Block) -> Block:
        """Text that was put here and does not begin as a paragraph does has lost its beginning."""
        if block.kind is not Kind.TEXT or opens_article(block.words):
            return block
        self.record.doubt(block.text, "lost-beginning", 60, block.words[:SEEN])
        return replace(block, lost_before=True)

    def _mark_lost(self) -> None:
        """Mark a paragraph that stops within a sentence and goes on nowhere."""
        last = self.body[self._last]
        if not self.goes_on and is_open(last.words):
            end = last.text.cut(len(last.text) - 1)
            self.record.doubt(end, "lost-ending", 85, last.words[-SEEN:])
            self.body[self._last] = replace(last, lost_after=True)


def _sure(points: float) -> int:
    """The confidence of a link: 60 at its least, 80 at three points, above 95 from six on."""
    return round(100 / (1 + math.exp(-0.45 * points)))
