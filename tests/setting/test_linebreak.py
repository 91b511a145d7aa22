"""First-fit: which break it takes (先挤进，后推出), and what it does where there is none."""

from functools import partial

import pytest

from compositor.model.issue import Span
from compositor.setting.linebreak import first_fit
from compositor.setting.paragraph import Job, prepare_block, shape_block
from compositor.setting.prepare import Prepared
from tests.setting.samples import BODY, EM, FLUSH, RAGGED, composer, texts
from tests.setting.samples import set_text as set_with

set_text = partial(set_with, breaker=first_fit)


def prepared(text: str, punctuation: str = "kaiming") -> Prepared:
    job, way = Job(RAGGED, EM, 100 * EM), composer(punctuation)
    return prepare_block(way, shape_block(way, [Span(text)], job), job)


def test_as_many_hanzi_as_fit() -> None:
    assert texts(set_text("国" * 20, 8)) == ["国" * 8, "国" * 8, "国" * 4]


def test_the_indent_shortens_the_first_line_only() -> None:
    assert texts(set_text("国" * 20, 8, BODY)) == ["国" * 6, "国" * 8, "国" * 6]


def test_a_mark_that_fits_by_half_is_taken_in() -> None:
    """At the line end it is half an em (GB/T 15834 5.1.10): seven and a half 字 hold seven and it."""
    assert texts(set_text("国国国国国国国。国国", 7.5)) == ["国国国国国国国。", "国国"]


def test_a_mark_that_does_not_fit_takes_the_hanzi_before_it_along() -> None:
    """推出: the line is set without its last hanzi and stretched."""
    assert texts(set_text("国国国国国国国国。国国", 8)) == ["国国国国国国国", "国。国国"]


def test_an_opening_mark_is_not_left_behind() -> None:
    assert texts(set_text("国国国国国国国“国国”国", 8)) == ["国国国国国国国", "“国国”国"]


def test_squeezing_is_preferred_to_stretching_half_as_much_and_more() -> None:
    """挤进: gaps beside figures give what the next hanzi needs, unless one less stretches little."""
    text = "国1国1国1国1国1国1国国" + "国" * 9
    natural = prepared(text, "quanjiao").natural(0, 14)
    squeezed, *_ = set_text(text, (natural - EM // 2) / EM, FLUSH, "quanjiao")
    assert (squeezed.text, squeezed.stretch < 0) == (text[:14], True)
    stretched, *_ = set_text(text, (natural - 3 * EM // 4) / EM, FLUSH, "quanjiao")
    assert (stretched.text, stretched.stretch > 0) == (text[:13], True)


def test_the_rest_of_a_paragraph_that_fits_is_its_last_line() -> None:
    assert first_fit(prepared("国国国国"), (4 * EM,), 0) == (4,)


def test_measures_may_differ_from_line_to_line() -> None:
    """The last one repeats: text beside a picture and below it."""
    assert first_fit(prepared("国" * 20), (3 * EM, 5 * EM, 8 * EM), 0) == (3, 8, 16, 20)


def test_nothing_breaks_into_nothing() -> None:
    assert first_fit(prepared("   "), (8 * EM,), 0) == ()
    assert set_text("", 8) == set_text(" ", 8) == set_text("\t ", 8) == ()


def test_where_no_break_is_permitted_a_line_still_ends_in_its_measure() -> None:
    """A column must not run into its neighbour: the rule is broken, not the measure."""
    lines = set_text("“" * 12 + "国", 3, FLUSH)
    assert "".join(texts(lines)) == "“" * 12 + "国"
    assert max(line.width for line in lines) <= 3 * EM


@pytest.mark.parametrize("zi", [1, 2, 3])
def test_even_a_measure_of_a_few_characters_ends(zi: int) -> None:
    assert "".join(texts(set_text("国国，国——国……国2025年", zi))) == "国国，国——国……国2025年"


def test_spaces_between_words_are_dropped_at_line_ends() -> None:
    lines = set_text("on time and on time", 4)
    assert texts(lines) == ["on time ", "and on ", "time"]
    assert all(run.texts[-1] != " " for line in lines for run in line.runs)
