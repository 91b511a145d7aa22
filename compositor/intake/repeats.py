"""What stands on a page twice: paragraphs repeated whole, labels, and tails of cut columns.

The later copy of a paragraph goes, with a record; a label goes if the same one stands in the same
group of headings. Of two paragraphs that break off with the same words, the tail of the one that
goes on nowhere is extraction's (`common_tail`, used by `fragments` when it is known which goes
on).
"""

from collections.abc import Sequence

from compositor.intake.kinds import HEADINGS, Block, Kind
from compositor.intake.patterns import OPENING
from compositor.intake.worked import Record

LEAST = 20  # characters: a paragraph that long is not written twice
LEAST_HEADING = 7  # the same for a headline or byline
LEAST_TAIL = 30
REPEATABLE = (Kind.TEXT, Kind.NOTE, Kind.CAPTION)


def drop_repeats(blocks: Sequence[Block], record: Record) -> tuple[Block, ...]:
    """Take the later copies out."""
    kept: list[Block] = []
    seen: set[str] = set()
    labels: set[str] = set()
    for block in blocks:
        if block.kind not in HEADINGS:
            labels = set()
        if _is_repeat(block, seen, labels):
            record.leave_out(block.text, "repeated")
            record.doubt(block.text, "repeated", 95)
            continue
        (labels if block.kind is Kind.LABEL else seen).add(block.words)
        kept.append(block)
    return tuple(kept)


def _is_repeat(block: Block, seen: set[str], labels: set[str]) -> bool:
    if block.kind is Kind.LABEL:
        return block.words in labels
    if block.kind in (Kind.DISPLAY, Kind.BYLINE):
        return len(block.text) >= LEAST_HEADING and block.words in seen
    return block.kind in REPEATABLE and len(block.text) >= LEAST and block.words in seen


def common_tail(text: str, other: str) -> int:
    """How many characters two texts end with in common; 0 if too few to be a repeat."""
    length = 0
    for a, b in zip(reversed(text), reversed(other), strict=False):
        if a != b:
            break
        length += 1
    while (
        length
        and not text[len(text) - length].isalnum()
        and text[len(text) - length] not in OPENING
    ):
        length -= 1  # a mark before the repeat belongs to what stands before it
    return length if length >= LEAST_TAIL else 0
