"""Marks: how much blank they keep, alone and in pairs; dashes, interpuncts, gaps beside Latin.

Widths are those the reader sees: from the mark's ink half to what stands next to it, less the
letter-space of the line. A mark squeezed to half an em is 0.5, one with all its blank 1.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from compositor.grading.classes import (
    BLANK_AFTER,
    CLASSES,
    DASH,
    ELLIPSIS,
    INTERPUNCT,
    MARKS,
    OPENING,
    POINTS,
    SHRINK_ORDER,
    STACKED,
    class_of,
    is_hanzi,
    is_western,
    is_wide,
)
from compositor.grading.found import Flag, Found, FoundLine
from compositor.grading.results import Result, counted, kept, share, spread_of
from compositor.model.signs import Sign
from compositor.units import commonest

NEAR = 0.03  # em: as near as two treatments of one pair may be
PAIR_NEAR = 0.1  # em: engines that squeeze to the ink leave a little more than half
INKS = 0.025  # em: 0.03 between the inks, less what boxes of ink are rounded by
SQUEEZED = 0.01  # em less than the natural width
TWO_EM = 0.02
INTERPUNCT_NEAR = 0.05
AUTOSPACE = (0.125 - 0.015, 0.5 + 0.015)  # em: clreq 6.3, from 1/8 to 1/2
HALF = 0.5


class Pair(NamedTuple):
    """Two signs that touch on a line, with the white between their cores in em."""

    line: FoundLine
    at: int
    left: Sign
    right: Sign
    white: float

    @property
    def blank(self) -> float:
        """The white less the line's letter-space."""
        return self.white - max(0.0, self.line.ease)

    def flag(self, metric: str, note: str = "") -> Flag:
        """The pair as a place to look at."""
        return self.line.flag(metric, f"{self.left.text}{self.right.text} {note}".strip())


def measure(found: Found) -> Iterator[Result]:
    """All metrics of marks."""
    pairs = [pair for line in found.lines for pair in _pairs(line)]
    marked = [p for p in pairs if is_mark(p.left) and is_mark(p.right)]
    wide = (p.flag("pair_open", _em(p.blank)) for p in marked if _is_open(p))
    yield share("pair_open", wide, len(marked))
    yield counted("over_squeeze", _over_squeezed(pairs), len(pairs))
    alone = [(p, name, width) for p in pairs for name, width in _alone(p)]
    yield _shrink_order(alone, len(found.inner))
    yield _two_em(found.lines)
    yield _interpuncts(found.lines)
    yield from _autospace(pairs)
    yield _inconsistent(marked)
    for kind, _ in CLASSES:
        yield spread_of(f"width_{kind}", (width for _, name, width in alone if name == kind))


def is_mark(sign: Sign) -> bool:
    """Whether a sign is a full-width mark, with a blank half."""
    return sign.text in MARKS and is_wide(sign)


def _pairs(line: FoundLine) -> Iterator[Pair]:
    for at, white in enumerate(line.whites):
        if at + 1 not in line.spaced:
            yield Pair(line, at, line.signs[at], line.signs[at + 1], white)


def _em(value: float) -> str:
    return f"{value:.2f} em"


def _is_open(pair: Pair) -> bool:
    """Whether two marks have more than the one half em between them that clreq leaves."""
    if pair.left.text in POINTS and pair.right.text in POINTS - STACKED:
        return False  # no rule for ，、
    allowed = HALF if pair.right.text in OPENING and pair.left.text in BLANK_AFTER else 0.0
    return pair.blank > allowed + PAIR_NEAR


def _over_squeezed(pairs: Sequence[Pair]) -> Iterator[Flag]:
    """Signs closer than natural whose inks all but touch."""
    for pair in pairs:
        a, b = pair.left, pair.right
        if a.text in MARKS or b.text in MARKS or (is_hanzi(a.text) and is_hanzi(b.text)):
            closer = b.x - a.x < a.advance - SQUEEZED * pair.line.size
            inks = (b.ink.left - a.ink.right) / pair.line.size
            if closer and inks < INKS:
                yield pair.flag("over_squeeze", _em(inks))


def _alone(pair: Pair) -> Iterator[tuple[str, float]]:
    """The class and width of a mark that stands beside hanzi on the side of its blank."""
    a, b = pair.left, pair.right
    if a.text in BLANK_AFTER and is_hanzi(b.text) and is_wide(a):
        yield class_of(a.text), HALF + pair.blank
    elif b.text in OPENING and is_hanzi(a.text) and is_wide(b):
        yield class_of(b.text), HALF + pair.blank


def _shrink_order(alone: Sequence[tuple[Pair, str, float]], of: int) -> Result:
    """Lines on which a later class is squeezed while an earlier one still has blank to give."""
    by_line: defaultdict[int, list[tuple[Pair, str, float]]] = defaultdict(list)
    for pair, name, width in alone:
        by_line[id(pair.line)].append((pair, name, width))
    wrong = (_out_of_order(marks) for marks in by_line.values())
    return share("shrink_order", (pair.flag("shrink_order") for pair in wrong if pair), of)


def _out_of_order(marks: Sequence[tuple[Pair, str, float]]) -> Pair | None:
    for early, later in combinations(SHRINK_ORDER, 2):
        has_blank = any(n in early and width > HALF + NEAR for _, n, width in marks)
        for pair, name, width in marks if has_blank else ():
            if name in later and width < 1 - NEAR:
                return pair
    return None


def _two_em(lines: Sequence[FoundLine]) -> Result:
    """Dashes and ellipses: two em each, a dash without a gap in the middle."""
    found = [(line, *two) for line in lines for two in _doubles(line)]
    wrong = ((x, text, wide) for x, text, wide in found if abs(wide - 2) > TWO_EM)
    flags = (x.flag("two_em", f"{text} {_em(wide)}") for x, text, wide in wrong)
    return kept("two_em", flags, len(found))


def _doubles(line: FoundLine) -> Iterator[tuple[str, float]]:
    """Each —— and …… of a line with its width in em; one that is broken inside counts as 0."""
    signs, at = line.signs, 0
    while at < len(signs):
        sign = signs[at]
        after = signs[at + 1] if at + 1 < len(signs) else None
        if sign.text[0] not in DASH | ELLIPSIS:
            at += 1
        elif len(sign.text) == 2 or sign.text == "⸺":
            yield sign.text, sign.advance / line.size
            at += 1
        elif after and after.text == sign.text:
            hole = after.ink.left - sign.ink.right > NEAR * line.size
            wide = (after.x + after.advance - sign.x) / line.size
            yield 2 * sign.text, 0.0 if hole and sign.text in DASH else wide
            at += 2
        else:
            at += 1


def _interpuncts(lines: Sequence[FoundLine]) -> Result:
    """Each · between hanzi: half an em from one to the other, its ink in the middle."""
    found = 0
    flags: list[Flag] = []
    for line in lines:
        for at, (left, sign, right) in enumerate(triples(line.signs)):
            if sign.text not in INTERPUNCT or is_western(left.text) or is_western(right.text):
                continue
            found += 1
            begin, end = line.cores[at][1], line.cores[at + 2][0]
            wide = (end - begin) / line.size
            off = (sign.ink.left + sign.ink.right - begin - end) / 2 / line.size
            wrong = min(abs(wide - HALF - gaps * line.ease) for gaps in (0, 1, 2))
            if wrong > INTERPUNCT_NEAR or abs(off) > INTERPUNCT_NEAR:
                flags.append(line.flag("interpunct", f"{_em(wide)}, {off:+.2f}"))
    return kept("interpunct", flags, found)


def triples(signs: Sequence[Sign]) -> Iterator[tuple[Sign, Sign, Sign]]:
    """Each sign with its neighbours."""
    return zip(signs, signs[1:], signs[2:], strict=False)


def _autospace(pairs: Sequence[Pair]) -> Iterator[Result]:
    """Gaps between hanzi and Latin, and those beside marks, where none may be."""
    least, most = AUTOSPACE
    mixed = [p for p in pairs if _is_mixed(p.left.text, p.right.text)]
    odd = (p.flag("autospace", _em(p.white)) for p in mixed if not least <= p.white <= most)
    yield share("autospace", odd, len(mixed))
    beside = [p for p in pairs if (room := _room(p)) is not None and p.blank > room + NEAR]
    yield counted(
        "autospace_beside", (p.flag("autospace_beside", _em(p.white)) for p in beside), len(pairs)
    )


def _is_mixed(a: str, b: str) -> bool:
    return (is_hanzi(a) and is_western(b)) or (is_western(a) and is_hanzi(b))


def _room(pair: Pair) -> float | None:
    """The blank a mark may keep towards Latin; None where it is not mark beside Latin."""
    a, b = pair.left, pair.right
    if is_mark(a) and is_western(b.text):
        return HALF if a.text in BLANK_AFTER else 0.0
    if is_mark(b) and is_western(a.text):
        return HALF if b.text in OPENING else 0.0
    return None


def _inconsistent(marked: Sequence[Pair]) -> Result:
    """Pairs of marks that are not treated as most of their two classes are."""
    by_class: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in marked:
        by_class[class_of(pair.left.text), class_of(pair.right.text)].append(pair)
    odd = [p for group in by_class.values() for p in _odd(group)]
    flags = (p.flag("inconsistent", _em(p.blank)) for p in odd)
    return share("inconsistent", flags, len(marked))


def _odd(group: Sequence[Pair]) -> Iterator[Pair]:
    usual, _ = commonest((round(1000 * p.blank) for p in group), round(1000 * NEAR))
    return (p for p in group if abs(p.blank - usual / 1000) > NEAR)
