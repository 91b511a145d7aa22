"""Both ends of the lines: flush on the right, half marks there, opening marks on the left.

A line is flush if its last sign ends where the measure does: a hanzi with its width, a mark with
its ink half, its whole width, its ink, or hanging wholly outside.
"""

from collections.abc import Iterator

from compositor.grading.classes import BLANK_AFTER, OPENING, is_wide
from compositor.grading.found import Found, FoundLine
from compositor.grading.results import Result, kept, share
from compositor.units import commonest

NEAR = 0.05  # em
AT_INK = 0.06  # em: engines that cut a mark at its ink
HALF = 0.55  # em: what a mark may take up at a line's end


def measure(found: Found) -> Iterator[Result]:
    """All metrics of edges."""
    inner = found.inner
    bad = [(line, off) for line in inner if abs(off := shortfall(line)) > NEAR]
    flags = (line.flag("not_flush", f"{-off:+.2f} em") for line, off in bad)
    yield share("not_flush", flags, len(inner))
    ends = [line for line in inner if _ends_in_mark(line)]
    wide = [(line, took) for line in ends if (took := _occupied(line)) > HALF]
    yield kept("end_half", (x.flag("end_half", f"{took:.2f} em") for x, took in wide), len(ends))
    yield _starts([line for p in found.paragraphs for line in p[1:] if _begins_open(line)])


def shortfall(line: FoundLine) -> float:
    """How far a line stays short of its measure, in em; negative if it goes beyond it.

    Of the ways in which a mark may end a line the one that fits best counts.
    """
    last = line.signs[-1]
    ends = [line.cores[-1][1]]
    if _ends_in_mark(line):
        ends += [last.x + last.advance, last.x]
    offs = [(line.right - end) / line.size for end in ends]
    ink = (line.right - last.ink.right) / line.size
    if _ends_in_mark(line) and abs(ink) <= AT_INK:
        return 0.0
    return min(offs, key=abs)


def _ends_in_mark(line: FoundLine) -> bool:
    return line.signs[-1].text in BLANK_AFTER and is_wide(line.signs[-1])


def _occupied(line: FoundLine) -> float:
    return (line.right - line.signs[-1].x) / line.size


def _begins_open(line: FoundLine) -> bool:
    return line.signs[0].text in OPENING and is_wide(line.signs[0])


def _starts(lines: list[FoundLine]) -> Result:
    """Opening marks at the start of a line: all at the commonest of their places."""
    places = [1000 * (x.signs[0].x - x.left) // x.size for x in lines]
    usual, _ = commonest(places, 20)
    odd = [(x, at) for x, at in zip(lines, places, strict=True) if abs(at - usual) > 1000 * NEAR]
    flags = (x.flag("start_opening", f"{at / 1000:+.2f} em") for x, at in odd)
    return kept("start_opening", flags, len(lines))
