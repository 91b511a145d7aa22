"""Character classes: one class to a character, the members of the rule sheet (typography §1.1).

Alone (`class_of`) and in its text (`classes_of`), where a half-width mark beside Chinese is the
Chinese mark.
"""

import pytest

from compositor.setting import classes
from compositor.setting.classes import MEMBERS, CharClass, class_of, classes_of, joined, signs

C = CharClass

# Written out from the rule sheet, apart from the table under test; signs of Japanese from CSS Text.
RULE_SHEET = {
    C.OPENING: "“‘（【〔〖［｛《〈「『",
    C.CLOSING: "”’）】〕〗］｝》〉」』",
    C.FINAL: "。．？！",
    C.COMMA: "，、；",
    C.COLON: "：",
    C.DASH: "—―⸺",
    C.ELLIPSIS: "…⋯",
    C.CONNECTOR: "–～〜゠－",
    C.INTERPUNCT: "·・･‧•",
    C.SOLIDUS: "／",
    C.DIGIT: "0123456789",
    C.POSTFIX: "％﹪‰°℃℉′″‵₫￠¹²³⁵⁻₂",
    C.PREFIX: "±×÷≈≤≥￥＄﹩€№＃",
    C.SPACE: " \u3000\u00a0\u2003\t\n\u2028",
    C.IDEOGRAPH: "国〇Ａ①※𠮷あア",
    C.NON_STARTER: "々〻ーぁっァッｯ",
    C.LATIN: "Aaz%-/.‐",
    C.JOINED: "\u0301\ufe0f\U000e0100\u200d\u200b\ufeff\U0001f3fd",
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


# ---------------------------------------------------------------------------- in their text

HALF_WIDTH = {
    ",": C.COMMA,
    ";": C.COMMA,
    ":": C.COLON,
    "!": C.FINAL,
    "?": C.FINAL,
    ".": C.FINAL,
    "(": C.OPENING,
    ")": C.CLOSING,
    "-": C.CONNECTOR,
    "‐": C.CONNECTOR,
    "~": C.CONNECTOR,
    "/": C.SOLIDUS,
}


@pytest.mark.parametrize("mark", HALF_WIDTH)
def test_a_half_width_mark_between_hanzi_is_the_chinese_one(mark: str) -> None:
    assert classes_of(f"近年来{mark}滨海")[3] is HALF_WIDTH[mark]


@pytest.mark.parametrize("mark", HALF_WIDTH)
def test_without_its_table_a_half_width_mark_is_latin(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes, "HALF_WIDTH", {})
    assert classes_of(f"近年来{mark}滨海")[3] is C.LATIN


@pytest.mark.parametrize(
    ("text", "at"),
    [("A,B", 1), ("3,000", 1), ("10:30", 2), ("(a)", 0), ("km/h", 2), ("3.5万", 1), ("A ,国", 0)],
)
def test_among_letters_and_figures_it_is_latin(text: str, at: int) -> None:
    assert classes_of(text)[at] in (C.LATIN, C.DIGIT)


def test_one_chinese_neighbour_is_enough() -> None:
    """`GDP(国内生产总值)`, `5G,`, and before or after a Chinese mark."""
    assert classes_of("GDP(国")[3] is C.OPENING
    assert classes_of("国)A")[1] is C.CLOSING
    assert classes_of("在5G,国")[3] is C.COMMA
    assert classes_of("”,A")[1] is C.COMMA


def test_a_full_stop_is_chinese_only_after_chinese() -> None:
    """It also ends `No.` and `1.`"""
    assert classes_of("国.A")[1] is C.FINAL
    assert classes_of("No.国")[2] is classes_of("1.国")[1] is C.LATIN


def test_a_hyphen_connects_only_what_goes_on_in_chinese() -> None:
    """It is also a minus: 零下-5度."""
    assert classes_of("A-国")[1] is C.CONNECTOR
    assert classes_of("国-5")[1] is C.LATIN


@pytest.mark.parametrize("run", ["...", "--", "//"])
def test_a_run_of_half_width_signs_is_no_mark(run: str) -> None:
    assert {*classes_of(f"国{run}国")[1:-1]} == {C.LATIN}


def test_beside_a_space_a_mark_follows_its_other_neighbour() -> None:
    assert classes_of("国, A")[1] is C.COMMA
    assert classes_of("A, 国")[1] is C.LATIN


def test_an_apostrophe_is_a_quotation_mark_only_where_no_letters_are() -> None:
    """’ between Latin letters belongs to their word (xeCJK, LatinPunct)."""
    assert set(classes_of("don’t")) == {C.LATIN}
    assert classes_of("1990’s")[4] is C.LATIN
    assert classes_of("‘1990’年")[5] is classes_of("5’30”")[1] is C.CLOSING
    assert classes_of("‘国’国")[2] is classes_of("‘A’国")[2] is C.CLOSING


# ---------------------------------------------------------------------------------- joining


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("e\u0301", C.LATIN),
        ("国\u0301", C.IDEOGRAPH),
        ("葛\U000e0100", C.IDEOGRAPH),
        ("1\ufe0f\u20e3", C.DIGIT),
        ("，\ufe00", C.COMMA),
        ("👍\U0001f3fd", C.IDEOGRAPH),
        ("國\u200b", C.IDEOGRAPH),
    ],
)
def test_what_joins_a_character_has_its_class(text: str, kind: CharClass) -> None:
    assert set(classes_of(text)) == {kind}
    assert joined(text) == [*range(1, len(text))]


def test_what_joins_nothing_stands_as_a_letter() -> None:
    """At the start, or after a space, which would take it along where it vanishes."""
    assert classes_of("\u0301国") == (C.LATIN, C.IDEOGRAPH)
    assert classes_of("国 \u0301国")[2] is C.LATIN
    assert joined("\u0301 \u0301") == joined("国 \u0301国") == []


def test_a_text_is_cut_into_characters_with_what_joins_them() -> None:
    text = "cafe\u0301 葛\U000e0100，👩\u200d👩\U0001f3fd国"
    assert list(signs(text)) == [
        "c", "a", "f", "e\u0301", " ", "葛\U000e0100", "，", "👩\u200d👩\U0001f3fd", "国",
    ]  # fmt: skip
    assert list(signs("")) == []
    assert list(signs("国\u200d")) == ["国\u200d"]


def test_nothing_joins_in_a_plain_text() -> None:
    """`PLAIN` spares the asking: none of its characters may be one that joins."""
    plain = [c for c in map(chr, range(0x110000)) if classes.PLAIN.fullmatch(c)]
    assert len(plain) > 20_000
    assert not [c for c in plain if class_of(c) is CharClass.JOINED]
