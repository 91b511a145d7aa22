"""Character classes: one class to a character, the members of the rule sheet (typography §1.1)."""

import pytest

from compositor.setting.classes import MEMBERS, CharClass, class_of

C = CharClass

# Written out from the rule sheet, apart from the table under test.
RULE_SHEET = {
    C.OPENING: "“‘（【〔〖［｛《〈「『",
    C.CLOSING: "”’）】〕〗］｝》〉」』",
    C.FINAL: "。．？！",
    C.COMMA: "，、；",
    C.COLON: "：",
    C.DASH: "—⸺",
    C.ELLIPSIS: "…⋯",
    C.CONNECTOR: "–～",
    C.INTERPUNCT: "·",
    C.SOLIDUS: "／",
    C.DIGIT: "0123456789",
    C.POSTFIX: "％‰°℃℉′″₫￠",
    C.PREFIX: "±￥＄€№",
    C.SPACE: " \u3000",
    C.IDEOGRAPH: "国〇々Ａ①※",
    C.LATIN: "Aaz%-/.",
}


@pytest.mark.parametrize("kind", RULE_SHEET)
def test_the_members_of_each_class_are_those_of_the_rule_sheet(kind: CharClass) -> None:
    assert {class_of(character) for character in RULE_SHEET[kind]} == {kind}


def test_no_character_stands_in_two_classes() -> None:
    listed = "".join(MEMBERS.values())
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("letter", "éàüñßαβμЯ")
def test_a_letter_of_ambiguous_width_belongs_to_its_word(letter: str) -> None:
    """é and α are narrow in the faces; UAX #11 calls their width ambiguous."""
    assert class_of(letter) is C.LATIN


@pytest.mark.parametrize("sign", "①Ⅳ※★○")
def test_a_full_width_sign_of_ambiguous_width_stands_as_a_hanzi(sign: str) -> None:
    assert class_of(sign) is C.IDEOGRAPH


def test_full_width_figures_are_figures_but_not_western() -> None:
    """They keep together like a number and take a whole 字 each, without a gap (§1.1, NU)."""
    assert {class_of(figure) for figure in "０１２３４５６７８９"} == {C.WIDE_DIGIT}
