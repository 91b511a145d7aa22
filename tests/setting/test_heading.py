"""Display lines: the largest size that fits, breaks at the editor's spaces, balance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.galley import Line
from compositor.model.layout import TypeStyle
from compositor.model.setter import Display
from compositor.setting.heading import set_display
from compositor.units import Emu, pt
from tests.setting import checks
from tests.setting.checks import places
from tests.setting.samples import composer, faces, texts
from tests.setting.texts import short_texts

LARGE, MIDDLE, SMALL = pt(40), pt(30), pt(20)
HEADLINE = TypeStyle("headline", "dabiaosong", (LARGE, MIDDLE, SMALL), "center")


def display(text: str, width: Emu, style: TypeStyle = HEADLINE) -> Display:
    return set_display(composer(), text, style, width)[0]


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


def test_a_larger_size_in_two_lines_is_preferred_to_a_smaller_one_in_one() -> None:
    done = display("聚焦时代主题 汇聚磅礴力量", 10 * LARGE)
    assert (texts(done.lines), done.size) == (["聚焦时代主题", "汇聚磅礴力量"], LARGE)


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
    """Each line is centred by its words alone."""
    done = display("聚焦时代主题 汇聚磅礴力量", 10 * LARGE)
    assert [inked(line) for line in done.lines] == [(2 * LARGE, 8 * LARGE)] * 2


def test_lines_are_as_equal_as_the_spaces_allow() -> None:
    done = display("工会 工作 工会 工作 工会 工作", 9 * LARGE)
    assert texts(done.lines) == ["工会 工作 工会", "工作 工会 工作"]
    uneven = display("劳动模范 工会 工作 先进工作者", 10 * LARGE)
    assert texts(uneven.lines) == ["劳动模范 工会", "工作 先进工作者"]


def test_points_and_closing_quotes_offer_breaks_only_if_no_size_fits() -> None:
    """A comma inside a clause is no turning point while a smaller size takes the line whole."""
    text = "发挥主力军作用，当好主人翁角色"
    assert texts(display(text, 8 * LARGE).lines) == [text]
    assert texts(display(text, 4 * LARGE).lines) == ["发挥主力军作用，", "当好主人翁角色"]
    quoted = "做职工“娘家人”办职工暖心事"
    assert texts(display(quoted, 4 * LARGE).lines) == ["做职工“娘家人”", "办职工暖心事"]


# -------------------------------------------------------------------------- broken by rule


def test_what_fits_at_no_size_is_broken_by_rule_and_says_so() -> None:
    text = "推动工会工作再上新台阶推动工会工作再上新台阶"
    done = display(text, 6 * LARGE)
    assert (done.fits, done.size) == (False, SMALL)
    assert "".join(texts(done.lines)) == text


def test_lines_broken_by_rule_are_about_equally_long() -> None:
    """22 hanzi where 12 fit: eleven and eleven, not twelve and ten."""
    done = display("推动工会工作再上新台阶推动工会工作再上新台阶", 6 * LARGE)
    assert [len(line.text) for line in done.lines] == [11, 11]


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
