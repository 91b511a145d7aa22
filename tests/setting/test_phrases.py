"""Where a headline may turn: words stay whole, what belongs together does, and 的 begins no line.

Every ban has its control: the same signs where the rule does not hold.
"""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.turns import read_turns
from compositor.segment import phrase_starts, words
from compositor.setting import break_headline, may_break
from compositor.setting.glue import DISPLAY_SPACING
from compositor.setting.grammar import BANNED, DOUBTFUL, FREE
from compositor.setting.heading import fewest
from compositor.setting.phrases import all_costs, editors_costs, phrase_costs
from compositor.setting.plain import EM, plain_prepared
from compositor.setting.rows import at_atoms, cheapest
from tests.samples import ROOT
from tests.setting import checks
from tests.setting.texts import short_texts


def cost(marked: str) -> int | None:
    """What the turn at the bar of a text costs."""
    at = marked.index("/")
    return phrase_costs(marked.replace("/", ""))[at]


def turns(text: str, limit: int = DOUBTFUL) -> str:
    """A text with a stroke wherever a turn costs less than a limit."""
    costs = phrase_costs(text)
    cheap = {p for p, price in enumerate(costs) if price is not None and price < limit}
    return "".join(f"/{sign}" if p in cheap else sign for p, sign in enumerate(text))


# ------------------------------------------------------------------------------------- words


def test_words_are_the_text_and_know_their_places() -> None:
    text = "省总工会召开十四届七次全委会议，中华全国总工会 C919"
    found = words(text)
    assert "".join(word.text for word in found) == text
    assert all(text[word.start : word.end] == word.text for word in found)
    assert {"总工会", "召开", "C919"} <= {word.text for word in found}


def test_a_long_name_is_parted_where_no_word_in_it_is() -> None:
    parts = [(word.text, word.is_part) for word in words("中华全国总工会")]
    assert parts == [("中华", False), ("全国", True), ("总工会", True)]


def test_a_word_the_dictionary_has_not_is_a_guess() -> None:
    guesses = {word.text: word.is_guess for word in words("它在位于亨茨维尔的空间系统中心建造")}
    assert guesses["亨茨"]
    assert not guesses["系统"]


@given(st.text(max_size=30))
def test_any_string_has_words_and_costs(text: str) -> None:
    assert "".join(word.text for word in words(text)) == text
    assert len(phrase_costs(text)) == len(text) + 1


def test_the_segmenters_are_not_loaded_before_a_heading_needs_them() -> None:
    """Neither by importing setting, nor by a heading that fits or shows its turns."""
    script = (
        "import sys, compositor.cli, compositor.edition\n"
        "from compositor.setting import break_headline\n"
        "break_headline('省总工会召开全委会议', 20, 3)\n"
        "break_headline('聚焦时代主题 汇聚磅礴力量', 7, 3)\n"
        "assert not {'rjieba', 'budoux'} & set(sys.modules)\n"
        "break_headline('省总工会召开全委会议', 6, 3)\n"
        "assert {'rjieba', 'budoux'} <= set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


# ------------------------------------------------------------------------------------ phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深化集体协商构建和谐劳动关系", "协商/构建"),
        ("省总工会召开十四届七次全委会议", "省总工会/召开"),
        ("工会法律援助为农民工讨回欠薪", "工会法律援助/为农民工"),
        ("实施“五力”工程推动工会工作再上新台阶", "推动工会工作/再上新台阶"),
        ("企业工会如何破解“建会难”", "企业/工会/如何"),
    ],
)
def test_what_begins_a_phrase_may_begin_a_line(text: str, expected: str) -> None:
    assert expected in turns(text)


def test_before_a_verb_is_cheaper_than_after_it() -> None:
    before, after = (
        cost("苏州工业园区工会/打造数字化服务平台"),
        cost("苏州工业园区工会打造/数字化服务平台"),
    )
    assert before is not None
    assert after is not None
    assert before < after < DOUBTFUL


def test_after_a_point_a_turn_is_free() -> None:
    assert cost("健全思想引领体系，/夯实阶级基础") == cost("人社部：/全面推行") == FREE
    assert cost("走访、/慰问职工") not in (FREE, None)


@pytest.mark.parametrize(
    "marked",
    [
        "江苏省产业/工人队伍",  # one word of the dictionary
        "如何破解入会/难",  # a single character left over
        "共计20/万欧元左右",
        "共计20万/欧元左右",
        "于2026年/11月20日",
        "增长10%～/20%",
        "召开十四/届全会",
        "宿迁百/名司机",
        "中国女排3/比1战胜",
        "第/8版",
        "国产C9/19飞机",
        "纪念3·/15",
        "记者B.盖/茨",
    ],
)
def test_words_and_numbers_with_what_they_count_stay_whole(marked: str) -> None:
    price = cost(marked)
    assert price is None or price >= BANNED


@pytest.mark.parametrize(
    ("marked", "control"),
    [
        ("让职工感受到家/的温暖", "让职工感受到家的/温暖"),  # 的 begins no line
        ("小哥有/了自己的娘家人", "小哥/有了自己的娘家人"),
        ("职工/们讲述奋斗故事", "职工们/讲述奋斗故事"),
        ("小哥有了/自己的娘家人", "小哥有了自己的/娘家人"),  # a verb with 了 keeps its object
        ("得分机器坏了/米勒大叔的好事", "得分机器/坏了米勒大叔的好事"),
        ("工会与/职工代表签订协议", "工会/与职工代表签订协议"),  # 与 ends none
        ("改革工作会议在/南京召开", "改革工作会议/在南京召开"),
        ("推动工会工作再/上新台阶", "推动工会工作/再上新台阶"),  # nor does an adverb of one sign
        ("市总工会主席/王少勇赴徐州", "市总工会主席王少勇/赴徐州"),  # a post and its holder
        ("会见秘书长/黎巴嫩特使", "江苏代表/会见黎巴嫩特使"),
        ("海门/区总工会推出", "海门区总工会/推出"),  # a single character is no word of its own
    ],
)
def test_what_leans_on_its_neighbour_stays_with_it(marked: str, control: str) -> None:
    ban, price = cost(marked), cost(control)
    assert ban is not None
    assert ban >= BANNED
    assert price is not None
    assert price < DOUBTFUL


def test_a_short_object_stays_with_its_verb() -> None:
    """Of up to four characters; a longer one may begin a line, at a price."""
    assert cost("促进会注入/工会力量") == BANNED
    price = cost("促进会注入/工会力量源泉活动")
    assert price is not None
    assert price < DOUBTFUL


def test_an_object_that_is_cut_costs_more_than_a_subject() -> None:
    """A line before it would read as a whole statement: 推动劳动 / 争议……."""
    cut, subject = cost("制度推动劳动/争议源头"), cost("劳动/争议源头化解")
    assert cut is not None
    assert subject is not None
    assert cut > subject


def test_where_the_segmenters_differ_a_turn_is_doubtful() -> None:
    text = "劳模工匠进校园"
    at = 2
    assert at not in phrase_starts(text)
    assert at in {word.start for word in words(text)}
    price = phrase_costs(text)[at]
    assert price is not None
    assert DOUBTFUL <= price < BANNED


def test_but_a_predicate_may_begin_where_only_one_sees_it() -> None:
    text = "打造“海港工匠”品牌激发创新活力"
    assert text.index("激发") not in phrase_starts(text)
    assert "品牌/激发" in turns(text)


def test_short_quotations_stay_whole_and_long_ones_do_not() -> None:
    """Eight characters stand between the marks of the first, nine of the second."""
    short, long = cost("启动“职工之家/服务基层”行动"), cost("启动“职工之家/服务基层行”活动")
    assert short is not None
    assert long is not None
    assert short >= DOUBTFUL > long


def test_a_turn_that_no_line_may_have_is_none() -> None:
    for text in ("工会（试点）工作", "3·15行动", "从“有形覆盖”到“有效覆盖”", "A，B"):
        costs = phrase_costs(text)
        assert all(costs[p] is None or may_break(text, p) for p in range(len(text) + 1))
        assert all(costs[p] is not None or not may_break(text, p) for p in range(len(text) + 1))


# ---------------------------------------------------------------------------- the editor's turns


def test_spaces_and_bars_are_free_and_nothing_else_is_the_editors() -> None:
    marked = read_turns("聚焦时代主题 汇聚|磅礴力量")
    assert [p for p, price in enumerate(editors_costs(marked)) if price is not None] == [7, 9]
    assert all_costs(marked)[7] == all_costs(marked)[9] == FREE
    assert all_costs(marked)[11] not in (FREE, None)


def test_a_space_beside_a_latin_word_offers_nothing_and_hides_nothing() -> None:
    spaced, solid = "国产大飞机 C919 背后的江苏工匠", "国产大飞机C919背后的江苏工匠"
    assert set(editors_costs(read_turns(spaced))) == {None}
    found = [price for price in all_costs(read_turns(spaced)) if price is not None]
    assert found == [price for price in phrase_costs(solid) if price is not None]


def test_between_latin_words_a_space_may_turn() -> None:
    assert break_headline("Made in Jiangsu", 4, 3) == ["Made in", "Jiangsu"]


# ------------------------------------------------------------------------------ headlines whole


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("聚焦时代主题汇聚磅礴力量", 6, ["聚焦时代主题", "汇聚磅礴力量"]),
        ("聚焦时代主题汇聚磅礴力量", 12, ["聚焦时代主题汇聚磅礴力量"]),
        ("苏州工业园区工会打造数字化服务平台", 10, ["苏州工业园区工会", "打造数字化服务平台"]),
        ("中华全国总工会成立100周年庆祝大会在京隆重举行", 13,
         ["中华全国总工会成立100周年", "庆祝大会在京隆重举行"]),
        ("推动工会工作 再上新台阶", 7, ["推动工会工作", "再上新台阶"]),
        ("工会||夜市", 20, ["工会", "夜市"]),
        ("工会|夜市", 20, ["工会夜市"]),
    ],
)  # fmt: skip
def test_headlines_turn_between_phrases(text: str, width: float, expected: list[str]) -> None:
    assert break_headline(text, width, 3) == expected


def test_the_editors_turns_suffice_or_phrases_help() -> None:
    """She would have it uneven; only where that does not fit is it parted elsewhere."""
    text = "省总工会|召开十四届全委会议部署工作"
    assert break_headline(text, 13, 3) == ["省总工会", "召开十四届全委会议部署工作"]
    assert break_headline(text, 11, 3) == ["省总工会召开", "十四届全委会议部署工作"]


def test_more_lines_than_asked_for_rather_than_a_word_cut() -> None:
    lines = break_headline("中华全国总工会成立100周年庆祝大会", 6, 2)
    assert len(lines) > 2
    assert "".join(lines) == "中华全国总工会成立100周年庆祝大会"


@pytest.mark.parametrize("width", [-1, 0, 0.5, float("nan"), float("inf")])
@pytest.mark.parametrize("lines", [-1, 0, 1, 10**9])
def test_any_width_and_any_number_will_do(width: float, lines: int) -> None:
    text = "推动工会工作，再上新台阶"
    assert "".join(break_headline(text, width, lines)) == text


def test_nothing_has_no_lines() -> None:
    assert break_headline("", 6, 2) == break_headline(" | ", 6, 2) == []


def test_a_text_as_long_as_an_article_is_parted_in_no_time() -> None:
    text = "推动工会工作再上新台阶，" * 300
    assert "".join(break_headline(text, 6, 10**6)) == text


WIDTHS = st.integers(2, 60).map(lambda half: half / 2)


@given(
    st.text(alphabet="工会的了在和20 1a|，。“”（）—…·\ud800\u3000国务院劳动", max_size=40), WIDTHS
)
def test_nothing_is_lost_and_no_line_is_empty(text: str, width: float) -> None:
    lines = break_headline(text, width, 3)
    bare = checks.without_space(text.replace("|", ""))
    assert checks.without_space("".join(lines)) == bare
    assert all(line == line.strip() and line for line in lines)


@given(short_texts(), WIDTHS)
def test_no_line_begins_or_ends_with_what_it_may_not(text: str, width: float) -> None:
    """However narrow: rather is a line too wide. (The width of one word may cut it.)"""
    lines = break_headline(text, max(width, 6), 3)
    at = 0
    for line in lines[:-1]:
        at = text.index(line, at) + len(line)
        assert not checks.forbidden(text, at), lines


@given(short_texts(), st.integers(6, 20))
def test_a_banned_turn_is_taken_only_where_there_is_no_other_way(text: str, width: int) -> None:
    marked = read_turns(text)
    costs = all_costs(marked)
    prepared = plain_prepared(marked.words, widest=width * EM, spacing=DISPLAY_SPACING)
    well = at_atoms(prepared, costs).below(BANNED)
    rows = fewest(prepared, marked, width * EM, 3)
    taken = [costs[prepared.atoms[end].start] for end in rows.ends[:-1]]
    if any(cheapest(prepared, well, width * EM, count) for count in (1, 2, 3)):
        assert all(price is not None and price < BANNED for price in taken)
    else:
        assert len(rows.ends) > 3 or any(price is None or price >= BANNED for price in taken)
