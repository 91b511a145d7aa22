"""Where a line may break: no-start and no-end, inseparables, spaces (typography §1.2).

The tables here are those of GB/T 15834-2011 §5.1 and clreq, written out apart from the program's.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import given

from compositor.model.layout import Level
from compositor.setting import kinsoku
from compositor.setting.classes import CharClass
from compositor.setting.kinsoku import LEVELS, Kinsoku, breaks, may_break
from tests.setting.samples import forget
from tests.setting.texts import chinese_texts

ALL: tuple[Level, ...] = ("basic", "gb", "strict")
NEVER_STARTS = {
    "5.1.1 points": "。，、；：．",
    "5.1.2 question and exclamation marks": "？！",
    "5.1.3 closing marks": "”’）】〕〗］｝》〉」』",
    "5.1.6 connectors": "–～〜゠-~∶－‐",
    "small and half-width forms": "﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞｡､｣",
    "5.1.7 interpunct": "·・･‧•",
    "5.1.9 solidus": "／/",
    "half-width marks beside Chinese": ",.;:!?)",
    "CSS strict, per cent and degrees": "％﹪‰°℃℉′″‵",
    "CSS strict, iteration marks and small kana": "々〻〃ゝヾーぁっゃァッャヶㇰｯｰ",
}
NEVER_ENDS = {"5.1.3 opening marks": "“‘（【〔〖［｛《〈「『("}

# No line end parts them, at any level (clreq 6.1.2.2, GB 5.1.2-5.1.6).
INSEPARABLE = [
    "——", "――", "⸺", "……", "⋯⋯",
    "？！", "！！", "！？", "？？", "！！！",
    "2025", "1,280", "3.14", "12:30", "9：30", "１２３４", "３．５", "１２：００", "100000000",
    "90%", "90％", "９０％", "5‰", "37℃", "37°C", "30°15′", "98℉",
    "￥5", "¥1280", "$99", "€20", "±5", "-5", "+5", "№5",
    "GDP", "App", "A3", "5G", "C919", "café", "cafe\u0301", "5μm", "Я", "m²", "H₂O", "10⁻⁶", "20km", "don’t", "don't", "1990’s",
    "4×100", "≥60", "1＃", "10 %", "10 ％",
    "葛\U000e0100", "国\u0301", "👍\U0001f3fd", "👩\u200d👩\u200d👧", "🇨🇳", "1\ufe0f\u20e3",
]  # fmt: skip


def permitted(text: str, level: Level = "gb") -> list[int]:
    """The offsets at which a text may be broken."""
    return [p for p, allowed in enumerate(breaks(text, level)) if allowed]


# ------------------------------------------------------------------------ starts and ends


@pytest.mark.parametrize("level", ALL)
@pytest.mark.parametrize("clause", NEVER_STARTS)
def test_what_never_starts_a_line(clause: str, level: Level) -> None:
    """GB/T 15834 5.1.1-5.1.9, the same at every level of clreq."""
    for mark in NEVER_STARTS[clause]:
        assert 1 not in permitted(f"国{mark}国", level), mark


@pytest.mark.parametrize(
    ("kind", "text"), [(CharClass.POSTFIX, "国％国"), (CharClass.NON_STARTER, "国々国")]
)
def test_without_its_class_in_the_table_it_may_start_a_line(
    kind: CharClass, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gb = LEVELS["gb"]
    monkeypatch.setitem(LEVELS, "gb", Kinsoku(gb.no_start - {kind}, gb.no_end))
    forget()
    try:
        assert permitted(text) == [1, 2]
    finally:
        forget()


@pytest.mark.parametrize("level", ALL)
@pytest.mark.parametrize("clause", NEVER_ENDS)
def test_what_never_ends_a_line(clause: str, level: Level) -> None:
    """GB/T 15834 5.1.3: the first half of a pair of marks."""
    for mark in NEVER_ENDS[clause]:
        assert permitted(f"国{mark}国", level) == [1], mark


@pytest.mark.parametrize("level", ALL)
def test_a_line_may_end_with_any_mark_that_may_not_start_one(level: Level) -> None:
    for mark in "。，、；：？！”’）】》」』～·–":
        assert permitted(f"国{mark}国", level) == [2], mark


def test_a_line_breaks_before_an_opening_and_after_a_closing_quotation_mark() -> None:
    """UAX #14 sees no break at “ ” beside hanzi; Chinese has one on the outer side of each."""
    assert permitted("他说“好”就走") == [1, 2, 5, 6]
    assert permitted("‘一’‘二’") == [3]


def test_the_solidus_ends_no_line_by_the_national_standard() -> None:
    """GB/T 15834 5.1.9: neither at the start nor at the end; clreq basic forbids the start only."""
    assert permitted("国／国", "basic") == [2]
    assert permitted("国／国", "gb") == permitted("国／国", "strict") == []
    assert permitted("国/国", "gb") == []


@pytest.mark.parametrize("mark", ["——", "――", "……", "⸺", "…"])
def test_dash_and_ellipsis_start_a_line_except_at_the_strict_level(mark: str) -> None:
    """Authorities conflict: GB 5.1.4-5.1.5 and clreq basic allow it, clreq strict does not."""
    assert permitted(f"国{mark}国", "basic") == [1, 1 + len(mark)]
    assert permitted(f"国{mark}国", "gb") == [1, 1 + len(mark)]
    assert permitted(f"国{mark}国", "strict") == [1 + len(mark)]


@pytest.mark.parametrize("level", ALL)
def test_a_single_dash_is_a_connector_and_starts_no_line(level: Level) -> None:
    """GB/T 15834 5.1.6: 一字线 joins, 10月1日—7日; after it a line may break."""
    assert permitted("日—七", level) == permitted("日―七", level) == [2]
    assert permitted("国 —国", level) == [3]
    assert permitted("国———国", level)[-1] == 4, "the third dash is no pair"


@pytest.mark.parametrize("level", ALL)
def test_a_chain_of_marks_is_broken_nowhere(level: Level) -> None:
    assert permitted("国。』」国", level) == [4]
    assert permitted("国（“《国", level) == [1]
    assert permitted("国？”——“国", level) == ([3, 5] if level != "strict" else [5])


# --------------------------------------------------------------------------- inseparables


@pytest.mark.parametrize("level", ALL)
@pytest.mark.parametrize("token", INSEPARABLE)
def test_a_unit_is_never_parted(token: str, level: Level) -> None:
    text = f"国{token}国"
    assert [p for p in permitted(text, level) if 1 < p <= len(token)] == []


@pytest.mark.parametrize(
    "token", [t for t in INSEPARABLE if t[0] not in "？！-" and t[-1] not in "-"]
)
def test_beside_a_unit_a_line_may_break(token: str) -> None:
    assert permitted(f"国{token}国") == [1, 1 + len(token)]


def test_long_runs_of_dashes_and_dots_part_between_pairs() -> None:
    """GB/T 15834 5.1.5: ………… are two ellipses."""
    assert permitted("…………") == [2]
    assert permitted("————") == [2]


def test_a_colon_and_a_full_stop_part_hanzi_from_a_figure() -> None:
    """Only between figures are they of a number: 时间：9点, 第１．５期."""
    assert permitted("间：9点") == [2, 3]
    assert permitted("成。９点") == [2, 3]


ADDRESSES = {
    "https://a.cn": "https://a.|cn",
    "http://www.js.cn/news/1.html": "http://www.|js.|cn/|news/|1.|html",
    "www.js.cn/news/1.html": "www.|js.|cn/|news/|1.|html",
    "HTTPS://x.cn/a_b?c=1&d=2#e-f%20": "HTTPS://x.|cn/|a_|b?|c=|1&|d=|2#|e-|f%|20",
    "https://a.cn/b/": "https://a.|cn/|b/",
    "https://a.cn/..b": "https://a.|cn/..|b",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_breaks_after_its_signs_without_a_hyphen(address: str) -> None:
    """Typography §1.6: after / . - _ ? & = # %, not inside the scheme, not between two signs."""
    inside = [p for p in permitted(f"见{address}。") if p > 1]
    parts = [f"见{address}。"[a:b] for a, b in pairwise([1, *inside, len(address) + 1])]
    assert "|".join(parts) == ADDRESSES[address]


def test_without_that_rule_an_address_breaks_as_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinsoku, "BREAK_IN_ADDRESS", re.compile("(?!)"))
    assert permitted("https://a.cn/1/b") == []


def test_what_is_no_address_breaks_as_a_word() -> None:
    assert permitted("a@b.cn") == permitted("v1.0.2") == permitted("file_name") == []


def test_a_western_word_breaks_after_its_own_hyphen_only() -> None:
    """CY/T 154 §9: at an existing hyphen; not between figures, which are one number.

    A solidus ends no line (GB/T 15834 5.1.9), be it in km/h.
    """
    assert permitted("state-of-the-art") == permitted("state‐of‐the‐art") == [6, 9, 13]
    assert permitted("2025-08") == permitted("9/10") == permitted("km/h") == []
    assert permitted("A股/H股") == [1, 4]


def test_straight_quotation_marks_open_and_close_by_turns() -> None:
    """`"` says not which it does: the first opens, the second closes."""
    assert permitted('他说"好"就"走"') == [1, 2, 5, 6]
    assert permitted('国"A"国') == [1, 4]
    assert permitted("他说'好'就'走'") == [1, 2, 5, 6]
    assert permitted("""他说"'好'"就""") == [1, 2, 7]


def test_a_straight_apostrophe_opens_nothing() -> None:
    """Within a word, or after one while none is open."""
    assert permitted("国don't国'国'") == [1, 6, 7]
    assert permitted("国workers' 国'国'") == [1, 10, 11]
    assert permitted("国'don't'国") == [1, 8]


def test_ascii_brackets_and_points_keep_to_their_side() -> None:
    assert permitted("国(国)国") == [1, 4]
    assert permitted("国,国.国!国?国:国;国") == [2, 4, 6, 8, 10, 12]


# --------------------------------------------------------------------------------- spaces


def test_a_space_belongs_to_the_line_it_ends() -> None:
    """The break is after the last space of several."""
    assert permitted("国 国") == [2]
    assert permitted("国  国") == [3]
    assert permitted("国\u3000国") == [2]
    assert permitted("on time") == [3]


def test_a_space_frees_no_mark_from_its_rule() -> None:
    assert permitted("国 ，国") == [3]
    assert permitted("国“ 国") == [1]
    assert permitted("增10 %。") == [1]
    assert permitted("a ) b") == [4]
    assert permitted("用 .NET") == [2], "a point that begins a word is none"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007"])
def test_a_no_break_space_breaks_nowhere(space: str) -> None:
    assert permitted(f"20{space}km") == []
    assert permitted(f"国{space}国") == []


# ------------------------------------------------------------------------------ the whole


@given(chinese_texts())
def test_a_stricter_level_permits_nothing_a_looser_one_forbids(text: str) -> None:
    assert {*permitted(text, "strict")} <= {*permitted(text, "gb")} <= {*permitted(text, "basic")}


@given(chinese_texts())
def test_a_text_breaks_neither_before_nor_after_itself(text: str) -> None:
    allowed = breaks(text)
    assert len(allowed) == len(text) + 1
    assert not allowed[0]
    assert not allowed[-1]


def test_one_place_may_be_asked_for_alone() -> None:
    assert [may_break("国，国", p) for p in (-1, 0, 1, 2, 3, 4)] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]


def test_hanzi_part_anywhere_at_every_level() -> None:
    assert {tuple(permitted("国际工人节", level)) for level in LEVELS} == {(1, 2, 3, 4)}


def test_an_apostrophe_does_not_break_its_word() -> None:
    assert permitted("国don’t国") == [1, 6]
