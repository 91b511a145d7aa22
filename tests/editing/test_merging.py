"""A three-way merge: both changes or neither, whoever came first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.editing.merging import (
    MOST_PAIRS,
    NEAR,
    changed,
    changes,
    likeness,
    merge,
)

texts = st.text(st.sampled_from("一二三，。\nab"), max_size=30)
# Every character once, so that where a change is made is where it is found.
UNIQUE = "".join(map(chr, range(0x4E00, 0x4E00 + 60)))


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, int, str]:
    """A stretch of the text and other words in its place."""
    start = draw(st.integers(0, len(UNIQUE)))
    end = draw(st.integers(start, min(len(UNIQUE), start + 6)))
    new = draw(st.text(st.sampled_from("甲乙丙丁\n"), min_size=end == start, max_size=5))
    return start, end, new


@given(texts, texts)
def test_changes_make_one_text_of_the_other(base: str, other: str) -> None:
    found = changes(base, other)
    assert changed(base, found) == other
    assert all(a.end + NEAR < b.start for a, b in pairwise(found))


@given(texts, texts)
def test_one_change_alone_is_taken_as_it_is(base: str, other: str) -> None:
    assert (
        merge(base, other, base) == merge(base, base, other) == merge(base, other, other) == other
    )


@given(texts, texts, texts)
def test_it_does_not_matter_whose_is_whose(base: str, one: str, other: str) -> None:
    assert merge(base, one, other) == merge(base, other, one)


@given(edits(), edits())
def test_both_changes_are_made_unless_they_touch(
    one: tuple[int, int, str], other: tuple[int, int, str]
) -> None:
    """Apart, both are there as they were made; touching, neither is, unless they are the same."""
    (a, b, new), (c, d, words) = one, other
    theirs, mine = UNIQUE[:a] + new + UNIQUE[b:], UNIQUE[:c] + words + UNIQUE[d:]
    merged = merge(UNIQUE, theirs, mine)
    if b < c:
        assert merged == UNIQUE[:a] + new + UNIQUE[b:c] + words + UNIQUE[d:]
    elif d < a:
        assert merged == UNIQUE[:c] + words + UNIQUE[d:a] + new + UNIQUE[b:]
    else:
        assert merged in (None, theirs) if theirs == mine else merged is None


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        ("一二三", "甲二三", "一二乙", "甲二乙"),
        ("一二三", "一甲三", "一乙三", None),
        ("一二三", "一二三四", "一二三五", None),
        ("一二三", "一二三四", "一二三四", "一二三四"),
        ("一二三", "一三", "一二二三", None),
        ("一\n二\n三\n", "零\n一\n二\n三\n", "一\n二\n三四\n", "零\n一\n二\n三四\n"),
        # An 的 that both have is chance: who wrote it anew has changed it.
        ("我的书在这里", "你的笔在这里", "我的书在那里", "你的笔在那里"),
        ("我的书在这里", "你的笔在这里", "我那的书在这里", None),
        ("", "一", "二", None),
    ],
)
def test_by_example(base: str, theirs: str, mine: str, merged: str | None) -> None:
    assert merge(base, theirs, mine) == merged


def test_a_text_that_is_all_alike_is_merged_whole_or_not_at_all() -> None:
    """What could take minutes to compare is taken as one change."""
    base = "一二" * MOST_PAIRS
    assert changes(base, "三" + base) == ((0, 0, "三"),)
    other = "".join(f"{'二一' if n % 3 else '三'}" for n in range(len(base) // 2))
    assert len(changes(base, other)) == 1
    assert merge(base, other, "零" + base) is None


@given(texts, texts)
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1000
    assert likeness(one, one) == 1000


def test_likeness_tells_a_change_from_another_paragraph() -> None:
    base = "市总工会昨天召开会议，部署今年冬季送温暖工作。"
    assert likeness(base, base.replace("昨天", "11月25日")) > 600
    assert likeness(base, "全市职工篮球赛在体育馆闭幕，来自十二个区的代表队参加。") < 400
