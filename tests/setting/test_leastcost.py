"""The paragraph optimum: never dearer than first-fit, no orphans, even neighbours, any measures."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.issue import Span
from compositor.setting import leastcost
from compositor.setting.leastcost import FORCED, least_cost, total_cost
from compositor.setting.linebreak import first_fit
from compositor.setting.paragraph import Job, prepare_block, shape_block
from compositor.setting.prepare import Prepared
from compositor.setting.punctuation import STYLES
from compositor.units import Emu
from tests.setting.samples import BODY, EM, FLUSH, composer, set_text, texts
from tests.setting.texts import chinese_texts

INDENT = 2 * EM


def prepared(text: str, zi: int, style: str = "kaiming") -> Prepared:
    """A paragraph ready to be broken."""
    job = Job(BODY, EM, zi * EM)
    return prepare_block(composer(style), shape_block(composer(style), [Span(text)], job), job)


@given(chinese_texts(), st.integers(8, 30), st.sampled_from(sorted(STYLES)))
def test_the_optimum_never_costs_more_than_first_fit(text: str, zi: int, style: str) -> None:
    """Whatever first-fit finds is one of the ways the optimum has looked at."""
    paragraph, measures = prepared(text, zi, style), (zi * EM,)
    best = total_cost(paragraph, measures, INDENT, least_cost(paragraph, measures, INDENT))
    assert best <= total_cost(paragraph, measures, INDENT, first_fit(paragraph, measures, INDENT))


@given(chinese_texts(), st.lists(st.integers(8, 20), min_size=1, max_size=6))
def test_breaks_go_up_to_the_end_for_any_measures(text: str, zis: list[int]) -> None:
    """Measures that vary by line, the last repeating: ends ascend and the last is the text's."""
    measures: tuple[Emu, ...] = tuple(zi * EM for zi in zis)
    paragraph = prepared(text, min(zis))
    ends = least_cost(paragraph, measures, INDENT)
    assert all(a < b for a, b in pairwise((0, *ends)))
    assert (ends[-1] if ends else 0) == len(paragraph.atoms)


def test_lines_follow_measures_that_vary() -> None:
    """Text round a picture: two narrow lines, then wide ones."""
    paragraph = prepared("国" * 40, 8)
    assert least_cost(paragraph, (8 * EM, 8 * EM, 16 * EM), 0) == (8, 16, 32, 40)


def test_a_last_line_of_one_character_is_avoided() -> None:
    """孤字: one more character is brought down, or the one is squeezed away."""
    text = "深入学习贯彻全国总工会的决策部署，推动工会工作再上一个新的台阶。"
    for zi in range(8, 21):
        lines = texts(set_text(text, zi, BODY))
        hanzi = [c for c in lines[-1] if c not in "，。"]
        assert len(hanzi) > 1, (zi, lines)


def test_a_full_stop_is_squeezed_to_save_an_orphan() -> None:
    """Shrinking comes before a lonely character, and takes the full stop last."""
    text = "国国国国国国国。国国国国国国国国国国国"
    first = texts(set_text(text, 10, BODY, breaker=first_fit))
    best = texts(set_text(text, 10, BODY))
    assert len(best) <= len(first)
    assert len(best[-1]) > 1


def test_marks_open_before_hanzi_part() -> None:
    """Half an em of slack goes into the comma that gave it up; hanzi stay solid."""
    (line, *_) = set_text("国国国，国国国国国国国国国国", 8, BODY)
    assert (line.text, line.stretch) == ("国国国，国国", 0)
    assert line.width == 8 * EM


def test_two_marks_never_part() -> None:
    """The blank between two marks stays cut, however loose the line."""
    (line, *_) = set_text("国国国”，国国国国国国国国国国国国国", 9.5, FLUSH)
    xs = {text: x for run in line.runs for text, x in zip(run.texts, run.xs, strict=True)}
    assert xs["，"] - xs["”"] == EM // 2


def test_a_dash_begins_a_line_only_where_it_must() -> None:
    """—— at a line's start is allowed and costs; another way that is nearly as good is taken."""
    text = "工会工作的主题，就是服务职工——这是我们的根本任务和第一职责，也是工作的出发点。"
    starts = [line[0] for zi in range(9, 16) for line in texts(set_text(text, zi, BODY))[1:]]
    assert starts.count("—") <= 1


def test_what_cannot_be_broken_by_the_rules_is_priced_as_such() -> None:
    """A negative control: a line with no permitted break costs more than any that has one."""
    paragraph = prepared("国" * 4 + "。" * 30, 8)
    measures = (8 * EM,)
    assert total_cost(paragraph, measures, INDENT, least_cost(paragraph, measures, INDENT)) > FORCED


@pytest.mark.parametrize("text", ["", "。", "国", "“”", "A", " "])
def test_the_shortest_paragraphs(text: str) -> None:
    """Nothing, one mark, one character: one line or none, and no orphan is cried."""
    paragraph = prepared(text, 8)
    ends = least_cost(paragraph, (8 * EM,), INDENT)
    assert ends == ((len(paragraph.atoms),) if paragraph.atoms else ())


@given(chinese_texts(), st.lists(st.integers(8, 20), min_size=1, max_size=3))
def test_what_is_left_untried_is_never_the_best(text: str, zis: list[int]) -> None:
    """Without a bound every way is tried, and the very same is found."""
    measures: tuple[Emu, ...] = tuple(zi * EM for zi in zis)
    paragraph = prepared(text, min(zis))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leastcost, "_greedy", lambda *_: 10**15)
        whole = least_cost(paragraph, measures, INDENT)
    assert least_cost(paragraph, measures, INDENT) == whole


def test_a_bound_below_the_best_is_seen() -> None:
    """A negative control: then nothing is left to be found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leastcost, "_greedy", lambda *_: 0)
        with pytest.raises(ValueError, match="empty"):
            least_cost(prepared("国" * 40, 8), (8 * EM,), INDENT)
