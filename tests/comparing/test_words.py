"""Two texts compared: what is told makes the one of the other, and can be read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.comparing.words import SWAPPED, Hunk, hunks_of, likeness, side

# Few characters, so that texts have much in common by chance; figures, Latin, marks, line ends.
TEXTS = st.text(alphabet="工会夜市，。12ab\n“”", max_size=60)
LONG = st.lists(
    st.sampled_from(["当前，", "南通处在", "新一轮", "2025年", "。", "黄金机遇期"]), max_size=400
)

READABLE = [
    ("工会夜市开张", "工会夜校开张", "工会夜[市|校]开张"),
    ("共为270多名过生日", "共为370多名过生日", "共为[270|370]多名过生日"),
    ("用 iPhone 拍摄", "用 iPad 拍摄", "用 [iPhone|iPad] 拍摄"),
    ("他在南京工作，热爱工会工作。", "他热爱工会工作。", "他[在南京工作，|]热爱工会工作。"),
    ("走前列、挑大梁、走前列", "走前列、走前列", "走前列、[挑大梁、|]走前列"),
    ("党的大会明确了", "党的大会报告明确提出了", "党的大会[|报告]明确[|提出]了"),
    ("一二三四五六七八九十", "子丑寅卯辰巳午未申酉", "[一二三四五六七八九十|子丑寅卯辰巳午未申酉]"),
    ("", "新", "[|新]"),
    ("同", "同", "同"),
    ("", "", ""),
]


def shown(hunks: tuple[Hunk, ...]) -> str:
    """Changes as `[out|put]`."""
    told = ""
    for op, text in hunks:
        told += {"=": text, "-": f"<{text}|>", "+": f"<|{text}>"}[op]
    return told.replace("|><|", "|").replace("<", "[").replace(">", "]")


@pytest.mark.parametrize(("before", "after", "told"), READABLE)
def test_changes_read_as_a_proofreader_would_mark_them(before: str, after: str, told: str) -> None:
    """Single characters; figures and Latin words whole; whole phrases; no salad."""
    assert shown(hunks_of(before, after)) == told


@given(TEXTS, TEXTS)
def test_what_is_told_makes_the_one_of_the_other(before: str, after: str) -> None:
    """What stayed and was taken out is the text before; what stayed and was put in, after."""
    hunks = hunks_of(before, after)
    assert side(hunks, "-") == before
    assert side(hunks, "+") == after


@given(LONG, LONG)
def test_long_texts_are_told_as_truly(before: list[str], after: list[str]) -> None:
    """The way by anchors, too."""
    hunks = hunks_of("".join(before), "".join(after))
    assert side(hunks, "-") == "".join(before)
    assert side(hunks, "+") == "".join(after)


@given(TEXTS)
def test_the_same_text_is_told_as_one_stretch(text: str) -> None:
    assert hunks_of(text, text) == ((Hunk("=", text),) if text else ())


@given(TEXTS, TEXTS)
def test_exchanging_the_texts_exchanges_out_and_put(before: str, after: str) -> None:
    def stretches(hunks: tuple[Hunk, ...]) -> list[tuple[str, str, str]]:
        return sorted((op, text, "") for op, text in hunks)

    there, back = hunks_of(before, after), hunks_of(after, before)
    assert stretches(there) == stretches(tuple(Hunk(SWAPPED[op], text) for op, text in back))


@given(TEXTS, TEXTS)
def test_stretches_alternate_and_none_is_empty(before: str, after: str) -> None:
    """Out comes before put, and between two changes something stayed."""
    hunks = hunks_of(before, after)
    assert all(hunk.text for hunk in hunks)
    assert all((a.op, b.op) in {("=", "-"), ("=", "+"), ("-", "+"), ("-", "="), ("+", "=")}
               for a, b in pairwise(hunks))  # fmt: skip


@pytest.mark.parametrize("sign", ["的", "a"])
def test_a_text_of_one_character_is_no_trap(sign: str) -> None:
    """Thirty thousand of them, which a naive comparison would take hours for."""
    before, after = sign * 30_000, sign * 15_000 + "新" + sign * 14_990 + "旧"
    hunks = hunks_of(before, after)
    assert (side(hunks, "-"), side(hunks, "+")) == (before, after)


def test_likeness_is_of_neighbours_and_not_of_characters() -> None:
    """The same characters in another order are another text."""
    assert likeness("工会夜市开张", "工会夜市开张") == 1
    assert likeness("工会夜市开张", "工会夜校开张") == pytest.approx(0.6)
    assert likeness("甲乙丙丁", "丁丙乙甲") == 0
