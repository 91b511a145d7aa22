"""Vertical type that came out one character to a line is a line again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.restore.stacks import unstack
from compositor.intake.worked import Worked
from compositor.model.draft import Piece, traced
from tests.intake.samples import SEEDS, check_kept, page, texts, worked


def unstacked(text: str) -> list[str]:
    """The lines of a text after the step."""
    return texts(unstack(worked(text)).pieces)


def test_the_vertical_label_of_seed_003_is_a_label_again() -> None:
    """【↵工↵会↵博↵览↵】, and its neighbours as they were."""
    before = Worked(page("003").pieces)
    after = unstack(before)
    lines = texts(after.pieces)
    at = lines.index("【工会博览】")
    assert lines[at - 1] == "引领力和服务力。"
    assert lines[at + 1].startswith("夜幕降临")
    assert len(before.pieces) - len(after.pieces) == 5
    check_kept(before, after)


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed != "003"])
def test_no_other_line_of_the_seeds_is_vertical(seed: str) -> None:
    """The pages without vertical labels stay as they are."""
    before = Worked(page(seed).pieces)
    assert unstack(before) == before


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\n乙", ["甲", "乙"]),
        ("甲\n乙\n丙", ["甲乙丙"]),
        ("第\n10\n版", ["第10版"]),
        ("甲\n乙丙\n丁", ["甲", "乙丙", "丁"]),
        ("文字在前\n工\n会\n文字在后", ["文字在前", "工", "会", "文字在后"]),
        ("文字在前\n工\n会\n报\n文字在后", ["文字在前", "工会报", "文字在后"]),
        ("第一部分\n\n工\n会\n报\n\n完", ["第一部分", "工会报", "完"]),
    ],
)
def test_three_lone_characters_are_a_vertical_line_and_two_are_none(
    text: str, lines: list[str]
) -> None:
    """A character, or two figures that stand upright together."""
    assert unstacked(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("工\n\n会\n\n博\n\n览", ["工会博览"]),
        ("工\n会\n博\n\n览\n报\n纸", ["工会博", "览报纸"]),
    ],
)
def test_blank_ends_a_vertical_line_unless_it_stands_between_all(
    text: str, lines: list[str]
) -> None:
    """Some extractors leave an empty line after each character."""
    assert unstacked(text) == lines


def test_what_a_reader_knows_to_be_something_else_is_not_stacked() -> None:
    """Three headings of one character are three headings."""
    pieces = tuple(Piece(traced(c, i), "heading", 1) for i, c in enumerate("甲乙丙"))
    assert unstack(Worked(pieces)).pieces == pieces


def test_a_vertical_line_stands_where_its_first_character_stood() -> None:
    """It keeps the blank before it, and an editor is told."""
    after = unstack(worked("文字\n\n甲\n乙\n丙"))
    assert [(p.text.text, p.after_blank) for p in after.pieces] == [
        ("文字", False),
        ("甲乙丙", True),
    ]
    assert [(d.code, d.origin, d.words) for d in after.doubts] == [("vertical", 4, "甲乙丙")]


@given(st.text(alphabet="甲乙1 \n\n\n【】", min_size=1).filter(str.strip))
def test_every_character_keeps_its_place(text: str) -> None:
    """In the order of the page."""
    before = worked(text)
    after = unstack(before)
    check_kept(before, after)
    origins = [o for piece in after.pieces for o in piece.text.origins]
    assert origins == sorted(origins) and not after.left_out
