"""The checker's own tables against setting's: written apart, they must not disagree by accident."""

import pytest

from compositor.grading import classes
from compositor.setting.classes import MEMBERS, CharClass
from compositor.setting.kinsoku import LEVELS

SAME = {
    "OP": CharClass.OPENING,
    "CL": CharClass.CLOSING,
    "CM": CharClass.COMMA,
    "CO": CharClass.COLON,
}


@pytest.mark.parametrize("name", SAME)
def test_marks_with_a_blank_half_are_the_same(name: str) -> None:
    assert dict(classes.CLASSES)[name] == set(MEMBERS[SAME[name]])


def test_what_setting_forbids_at_line_starts_by_gb_is_found_there() -> None:
    """All of setting's level `gb` but what clreq and CSS forbid beyond the standard."""
    rules = LEVELS["gb"]
    full = {c for kind in rules.no_start for c in MEMBERS.get(kind, "")}
    beyond = set(MEMBERS[CharClass.NON_STARTER]) | set("゠〜∶－・･‧•‵￠₫﹪⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉")
    assert full - beyond <= classes.NO_START | classes.POSTFIX
    assert {c for kind in rules.no_end for c in MEMBERS[kind]} <= classes.NO_END


@pytest.mark.parametrize("text", ["国", "〇", "々", "㐂", "𠮷"])
def test_hanzi(text: str) -> None:
    assert classes.is_hanzi(text)
    assert not classes.is_western(text)


@pytest.mark.parametrize("text", ["，", "A", "1", "·", "—", "——", "ア"])
def test_no_hanzi(text: str) -> None:
    assert not classes.is_hanzi(text)
