"""How much blank a mark keeps: the customary punctuation styles as tables (标点挤压).

Every opening mark, closing mark, point and colon is half an em of ink and half an em of blank.
A style says which of them keep their blank standing alone, and what becomes of the blank between
two marks; at a line's start an opening mark loses its blank and at a line's end every mark does
(GB/T 15834 5.1.10), in all styles (typography §1.3-1.5).

    style     。？！   ，、；：  brackets  adjacent marks          from
    quanjiao  1       1        1         one half-em blank kept  clreq, CSS normal
    kaiming   1       0.5      0.5       the earlier is halved   Founder's default (开明式)
    hangmo    1       1        1         as quanjiao             行末半角式
    banjiao   0.5     0.5      0.5       none kept               半角式

How far a blank can be squeezed in a given face is the face's affair (`shape`).
"""

from dataclasses import dataclass

from compositor.setting.classes import BLANK_AFTER, BLANK_BEFORE, MARKS, CharClass

C = CharClass


@dataclass(frozen=True, slots=True)
class PunctuationStyle:
    """One style: the classes that keep their blank alone, and whether a pair shares one blank."""

    keeps: frozenset[CharClass]
    pair_keeps_blank: bool


STYLES: dict[str, PunctuationStyle] = {
    "quanjiao": PunctuationStyle(MARKS, pair_keeps_blank=True),
    "kaiming": PunctuationStyle(frozenset({C.FINAL}), pair_keeps_blank=False),
    "hangmo": PunctuationStyle(MARKS, pair_keeps_blank=True),
    "banjiao": PunctuationStyle(frozenset(), pair_keeps_blank=False),
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
