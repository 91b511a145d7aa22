"""Display lines: size against rows, the editor's turns and those between phrases, balance."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.galley import Line
from compositor.model.layout import TypeStyle
from compositor.model.setter import Display
from compositor.model.turns import read_turns
from compositor.setting.heading import set_display
from compositor.units import Emu, pt
from tests.setting import checks
from tests.setting.checks import places
from tests.setting.samples import composer, faces, texts
from tests.setting.texts import short_texts

LARGE, MIDDLE, SMALL = pt(40), pt(30), pt(20)
HEADLINE = TypeStyle("headline", "dabiaosong", (LARGE, MIDDLE, SMALL), "center")


def display(text: str, width: Emu, style: TypeStyle = HEADLINE) -> Display:
    return set_display(composer(), read_turns(text), style, width)[0]


def inked(line: Line) -> tuple[Emu, Emu]:
    """Where the type of a line begins and ends."""
    return places(line)[0].x, line.width


# ------------------------------------------------------------------------------------ size


@pytest.mark.parametrize(("zi", "size"), [(10, LARGE), (7.5, MIDDLE), (5, SMALL)])
def test_the_largest_size_that_fits_wins(zi: float, size: Emu) -> None:
    """Ten hanzi over as many 字 of 40 pt, and over less."""
    done = display("职工之家职工之家工会", round(zi * LARGE))
    assert (texts(done.lines), done.size, done.fits) == (["职工之家职工之家工会"], size, True)
    assert {run.size for line in done.lines for run in line.runs} == {size}


def test_one_line_is_preferred_to_two_that_are_a_step_larger() -> None:
    """Thirteen 字 over 310 pt: one line at 23 pt, or two at 25; at 21 pt it would be too small."""
    text, width = "聚焦时代主题 汇聚磅礴力量", pt(310)
    near = replace(HEADLINE, sizes=(pt(25), pt(23)))
    assert texts(display(text, width, near).lines) == [text]
    far = replace(HEADLINE, sizes=(pt(25), pt(21)))
    done = display(text, width, far)
    assert (texts(done.lines), done.size) == (["聚焦时代主题 ", "汇聚磅礴力量"], pt(25))


def test_two_lines_are_preferred_to_three_that_are_not_much_larger() -> None:
    text, width = "工会 工作 工会 工作 工会 工作", pt(300)
    near = replace(HEADLINE, sizes=(pt(50), pt(37)))
    assert len(display(text, width, near).lines) == 2
    far = replace(HEADLINE, sizes=(pt(50), pt(30)))
    assert (len(display(text, width, far).lines), display(text, width, far).size) == (3, pt(50))


def test_there_are_three_lines_at_most() -> None:
    """Three words of four 字 take three lines of five; four words go to a smaller size."""
    three = display("工会工作 工会工作 工会工作", 5 * LARGE)
    assert (len(three.lines), three.size) == (3, LARGE)
    four = display("工会工作 工会工作 工会工作 工会工作", 5 * LARGE)
    assert (len(four.lines), four.size) == (2, SMALL)


# ---------------------------------------------------------------------------------- breaks


def test_a_space_that_is_not_taken_shows_as_one_character_of_blank() -> None:
    (line,) = display("时代主题 磅礴力量", 20 * LARGE).lines
    xs = [place.x for place in places(line) if not place.text.isspace()]
    assert [b - a for a, b in pairwise(xs)] == [LARGE] * 3 + [2 * LARGE] + [LARGE] * 3


def test_a_space_that_is_taken_leaves_no_blank() -> None:
    """Each line is centred by its words alone; the space is of the line it ends."""
    done = display("聚焦时代主题 汇聚磅礴力量", 10 * LARGE)
    assert texts(done.lines) == ["聚焦时代主题 ", "汇聚磅礴力量"]
    assert [inked(line) for line in done.lines] == [(2 * LARGE, 8 * LARGE)] * 2


def test_lines_are_as_equal_as_the_spaces_allow() -> None:
    done = display("工会 工作 工会 工作 工会 工作", 9 * LARGE)
    assert texts(done.lines) == ["工会 工作 工会 ", "工作 工会 工作"]
    uneven = display("劳动模范 工会 工作 先进工作者", 10 * LARGE)
    assert texts(uneven.lines) == ["劳动模范 工会 ", "工作 先进工作者"]


def test_a_bar_that_is_taken_turns_and_one_that_is_not_shows_nothing() -> None:
    text = "聚焦时代主题|汇聚磅礴力量"
    (line,) = display(text, 12 * LARGE).lines
    xs = [place.x for place in places(line)]
    assert {b - a for a, b in pairwise(xs)} == {LARGE}
    assert texts(display(text, 7 * LARGE).lines) == ["聚焦时代主题", "汇聚磅礴力量"]


def test_two_bars_always_turn() -> None:
    assert texts(display("工会||夜市", 20 * LARGE).lines) == ["工会", "夜市"]
    assert texts(display("工||会", 20 * LARGE).lines) == ["工", "会"]


def test_a_bar_does_not_bring_a_mark_to_a_line_start() -> None:
    assert texts(display("工会||，夜市", 20 * LARGE).lines) == ["工会，夜市"]


def test_where_the_editors_turns_suffice_no_others_are_taken() -> None:
    """Uneven as she would have it, at a smaller size; without her bar it is parted evenly."""
    text = "省总工会|召开十四届七次全委会议部署全年工作"
    done = display(text, 10 * LARGE)
    assert texts(done.lines) == ["省总工会", "召开十四届七次全委会议部署全年工作"]
    own = display(text.replace("|", ""), 10 * LARGE)
    assert own.size > done.size
    assert max(len(line.text) for line in own.lines) < 15


def test_without_them_a_heading_turns_between_phrases() -> None:
    done = display("实施“五力”工程推动工会工作再上新台阶", 12 * LARGE)
    assert texts(done.lines) == ["实施“五力”工程", "推动工会工作再上新台阶"]


def test_a_smaller_size_is_better_than_a_poor_turn() -> None:
    """At 25 pt it would take three lines, of which one begins with an object."""
    text, width = "职工之家成为企业发展加油站", pt(280)
    done = display(text, width, replace(HEADLINE, sizes=(pt(24), pt(21))))
    assert (texts(done.lines), done.size) == ([text], pt(21))


def test_a_point_is_as_good_a_turn_as_any() -> None:
    text = "发挥主力军作用，当好主人翁角色"
    assert texts(display(text, 8 * LARGE).lines) == ["发挥主力军作用，", "当好主人翁角色"]


# -------------------------------------------------------------------------- broken by rule


FULL = "推动工会工作再上新台阶推动工会工作再上新台阶推动工会工作再上新台阶"


def test_what_fits_at_no_size_is_broken_by_rule_and_says_so() -> None:
    done = display(FULL, 4 * LARGE)
    assert (done.fits, done.size) == (False, SMALL)
    assert "".join(texts(done.lines)) == FULL


def test_it_still_turns_between_phrases_and_evenly() -> None:
    lines = texts(display(FULL, 4 * LARGE).lines)
    assert lines == ["推动工会工作", "再上新台阶"] * 3


def test_lines_broken_by_rule_obey_it() -> None:
    done = display("推动工会工作再上新台阶，“五力”工程实施纪实——江苏", 3 * LARGE)
    assert not done.fits
    assert checks.forbidden_breaks(done.lines) == []


# ------------------------------------------------------------------------------- the whole


@given(short_texts(), st.integers(6, 30))
def test_a_heading_loses_nothing_but_white_space(text: str, zi: int) -> None:
    lines = display(text, zi * SMALL).lines
    assert checks.without_space(checks.set_text(lines)) == checks.without_space(text)
    assert checks.drawn_text(lines) == checks.without_space(text)


@given(short_texts(), st.integers(6, 30))
def test_a_heading_is_never_wider_than_its_width(text: str, zi: int) -> None:
    assert checks.too_wide(display(text, zi * SMALL).lines, faces()) == []


@given(short_texts(), st.integers(8, 30))
def test_a_heading_that_fits_turns_where_a_line_may_and_holds_no_single_character(
    text: str, zi: int
) -> None:
    done = display(text, zi * SMALL)
    if not done.fits:
        return
    assert checks.forbidden_breaks(done.lines) == []
    if len(done.lines) > 1:
        shown = (
            checks.without_space(line.text).strip(checks.OPENING + checks.CLOSING + checks.POINTS)
            for line in done.lines
        )
        assert all(len(words) > 1 for words in shown)


@given(short_texts(), st.integers(6, 30))
def test_a_heading_that_fits_has_three_lines_at_most_of_one_size(text: str, zi: int) -> None:
    done = display(text, zi * SMALL)
    assert done.size in HEADLINE.sizes
    assert {run.size for line in done.lines for run in line.runs} == {done.size}
    assert len(done.lines) <= 3 or not done.fits


def test_a_heading_without_words_has_no_lines() -> None:
    assert display("", 10 * LARGE).lines == display("  ", 10 * LARGE).lines == ()


def test_every_line_carries_its_style() -> None:
    done = display("聚焦时代主题 汇聚磅礴力量", 10 * LARGE)
    assert {line.style for line in done.lines} == {"headline"}
    assert {run.face for line in done.lines for run in line.runs} == {"dabiaosong"}
