"""Bars in a heading: what is a word of it, where a line may turn and where it must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.turns import Marked, bars, read_turns, words_of


@pytest.mark.parametrize(
    ("text", "words", "offered", "forced"),
    [
        ("工会夜市", "工会夜市", set(), set()),
        ("工会|夜市", "工会夜市", {2}, set()),
        ("工会||夜市", "工会夜市", set(), {2}),
        ("工会|||夜市", "工会夜市", set(), {2}),
        ("工|会||夜|市", "工会夜市", {1, 3}, {2}),
        ("工会 | 夜市", "工会  夜市", {4}, set()),  # white space stands before the turn
        ("工会| |夜市", "工会 夜市", {3}, set()),  # two offers at one place
        ("|工会|", "工会", set(), set()),
        (" | 工会夜市 ||", "工会夜市", set(), set()),
        (" 工|会 ", "工会", {1}, set()),
        ("||", "", set(), set()),
        ("特稿｜工会", "特稿｜工会", set(), set()),  # a full-width bar is printed
    ],
)
def test_bars_are_no_words(text: str, words: str, offered: set[int], forced: set[int]) -> None:
    assert read_turns(text) == Marked(words, frozenset(offered), frozenset(forced))
    assert words_of(text) == words


def test_every_bar_knows_its_place_as_it_was_written() -> None:
    """Doubled ones are one; those at the ends are none."""
    assert bars(" 工|会 || 夜市|") == ((2, 1, False), (5, 4, True))
    assert bars("工会夜市") == bars("||") == ()


@given(st.text(alphabet="工会夜市 |\u3000A1，"))
def test_only_bars_are_lost_and_every_turn_is_inside(text: str) -> None:
    marked = read_turns(text)
    assert marked.words.split() == "".join(text.replace("|", "")).split()
    inside = range(1, len(marked.words))
    assert all(p in inside for p in marked.offered | marked.forced)
    assert not any(marked.words[p].isspace() for p in marked.offered | marked.forced)
