"""How much blank a mark keeps: the customary punctuation styles as tables (标点挤压).

Every opening mark, closing mark, point and colon is half an em of ink and half an em of blank.
A style says which of them keep their blank standing alone, and what becomes of the blank between
two marks; at a line's start an opening mark loses its blank and at a line's end every mark does
(GB/T 15834 5.1.10), in all styles (typography §1.3-1.5).

    style     。？！   ，、；：  brackets  adjacent marks          ？！   gap    from
    quanjiao  1       1        1         one half-em blank kept  1     1/4   clreq, CSS normal
    kaiming   1       0.5      0.5       the earlier is halved   1.5   1/8   Founder's (开明式)
    hangmo    1       1        1         as quanjiao             1     1/4   行末半角式
    banjiao   0.5     0.5      0.5       none kept               1     1/8   半角式

Two stacked marks take one 字 and three two (GB 5.1.2); in 开明式 the last keeps its blank as 。
does. The gap is that between Chinese and Latin (clreq: up to 1/4 em, at least 1/8, at most 1/2;
many houses 1/3). How far a blank can be squeezed in a given face is the face's affair (`shape`).
"""

from dataclasses import dataclass
from typing import TypeAlias

from compositor.setting.classes import BLANK_AFTER, BLANK_BEFORE, MARKS, CharClass

C = CharClass

# Thousandths of an em: as set, the least and the most.
Elastic: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PunctuationStyle:
    """One style (a row of the table above).

    `keeps` are the classes that keep their blank alone, `pair_keeps_blank` whether one blank is
    left between two marks, `stack_keeps_blank` whether it is left after `？！`; `letter` and
    `digit` the gaps between hanzi and Latin letters or figures.
    """

    keeps: frozenset[CharClass]
    pair_keeps_blank: bool
    stack_keeps_blank: bool
    letter: Elastic
    digit: Elastic


QUARTER: Elastic = (250, 125, 500)
EIGHTH: Elastic = (125, 125, 333)

STYLES: dict[str, PunctuationStyle] = {
    "quanjiao": PunctuationStyle(MARKS, True, False, QUARTER, QUARTER),
    "kaiming": PunctuationStyle(frozenset({C.FINAL}), False, True, EIGHTH, EIGHTH),
    "hangmo": PunctuationStyle(MARKS, True, False, QUARTER, QUARTER),
    "banjiao": PunctuationStyle(frozenset(), False, False, EIGHTH, EIGHTH),
}


def keeps_before(style: PunctuationStyle, left: CharClass | None, mark: CharClass) -> bool:
    """Whether an opening mark after `left` keeps the blank before its ink."""
    if mark not in BLANK_BEFORE or mark not in style.keeps:
        return False
    return left not in MARKS  # the earlier mark keeps the one blank of a pair


def keeps_after(style: PunctuationStyle, mark: CharClass, right: CharClass | None) -> bool:
    """Whether a closing mark or point before `right` keeps the blank after its ink."""
    if mark not in BLANK_AFTER or mark not in style.keeps:
        return False
    if right in BLANK_AFTER:
        return False  # `。”`: nothing stands between the two inks
    return right not in BLANK_BEFORE or style.pair_keeps_blank
