"""Glyphs drawn twice are taken once; what is doubled by nature stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.restore import restore
from compositor.intake.restore.doubling import undouble
from compositor.intake.worked import Worked
from compositor.model.draft import Piece, traced
from tests.intake.samples import SEEDS, check_kept, document, page, texts, worked

HANZI = "实施五力工程推动工会作再上新台阶两精神天谢人研究"


def undoubled(line: str) -> str:
    """A line after the step."""
    (found,) = texts(undouble(worked(line)).pieces)
    return found


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        (1, "实施“五力”工程推动工会工作再上新台阶"),
        (4, "【履职手记】"),
        (405, "“工会夜市”暖心服务"),
    ],
)
def test_the_doubled_lines_of_seed_003_are_whole_again(line: int, whole: str) -> None:
    """A headline run by run, a label by its brackets, a headline whose first line was shadowed."""
    assert undoubled(page("003").text.split("\n")[line - 1].strip()) == whole


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_else_of_the_seeds_is_touched(seed: str) -> None:
    """Three lines of the five pages are doubled."""
    found = undouble(Worked(page(seed).pieces))
    assert [d.words for d in found.doubts] == (
        ["实施“五力”工程推动工会工作再上新台阶", "【履职手记】", "“工会夜市”暖心服务"]
        if seed == "003"
        else []
    )


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("两两会会精精神神", "两会精神"),
        ("工工会会夜夜市市 暖暖心心服服务务", "工会夜市 暖心服务"),
        ("工会夜市工会夜市 暖心服务暖心服务", "工会夜市 暖心服务"),
        ("“““五力””工程", "“五力”工程"),
        ("（（季刊））出版", "（季刊）出版"),
        ("《《一线》》", "《一线》"),
    ],
)
def test_glyphs_runs_and_marks_that_stand_twice_count_once(line: str, whole: str) -> None:
    """Glyph by glyph, run by run, or only the marks."""
    assert undoubled(line) == whole


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("工会夜市工会夜市工会夜市工会夜市", "工会夜市"),
        ("两两两两会会会会精精精精神神神神", "两会精神"),
    ],
)
def test_what_was_drawn_four_times_counts_once(line: str, whole: str) -> None:
    """Bold and shadowed."""
    assert undoubled(line) == whole


@pytest.mark.parametrize(
    "line",
    [
        "天天",
        "谢谢",
        "人人",
        "职工职工",
        "研究研究",
        "多元化化解",
        "多元化化解“实景课堂”",
        "好好学习 天天向上",
        "人人为我，我为人人",
        "高高兴兴开开心心",
        "平平安安 健健康康",
        "（含镇（街道））工会",
        "《关于实施《工会法》》",
        "合力聚合合力 多元化解暖民心",
        "……",
        "——",
    ],
)
def test_what_is_doubled_by_nature_stays(line: str) -> None:
    """Reduplications, words that meet, and brackets an author has nested."""
    found = undouble(worked(line))
    assert texts(found.pieces) == [line]
    assert not found.left_out and not found.doubts


def test_doubled_marks_of_running_text_stay() -> None:
    """Where a sentence ends, no heading stands: an author's slip is an author's."""
    line = "他说：““好。””"
    assert undoubled(line) == line


def test_each_run_taken_is_on_record_and_the_line_is_named() -> None:
    """With the origins of the second of each."""
    found = undouble(worked("工会夜市工会夜市"))
    assert [(one.why, one.origins) for one in found.left_out] == [("doubled", (4, 5, 6, 7))]
    assert [(d.code, d.origin, d.words) for d in found.doubts] == [("doubled", 0, "工会夜市")]


def test_bold_of_an_undoubled_line_is_dropped() -> None:
    """It was bold because it was drawn twice."""
    (piece,) = worked("工会夜市工会夜市").pieces
    bold = Piece(piece.text, strong=((0, 8),))
    assert undouble(Worked((bold,))).pieces[0].strong == ()


@given(st.lists(st.sampled_from(HANZI), min_size=4, max_size=20, unique=True), st.data())
def test_doubled_runs_give_the_runs(characters: list[str], data: st.DataObject) -> None:
    """Wherever the runs are cut."""
    line = "".join(characters)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(line) - 1))))
    runs = [line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    assert undoubled("".join(run + run for run in runs)) == line


@given(st.text(alphabet="工会工会“”【】（） 天。", min_size=1, max_size=40))
def test_what_is_kept_and_what_is_left_out_is_the_line(line: str) -> None:
    """No character lost, doubled or moved."""
    before = Worked((Piece(traced(line, 0)),))
    after = undouble(before)
    check_kept(before, after)
    (piece,) = after.pieces
    assert list(piece.text.origins) == sorted(piece.text.origins)
    assert piece.text.text == "".join(line[origin] for origin in piece.text.origins)


def test_a_document_that_is_no_page_is_not_restored() -> None:
    """What stands twice in a Word file its author typed."""
    assert texts(restore(document("工会夜市工会夜市", is_page=False)).pieces) == [
        "工会夜市工会夜市"
    ]
