"""Marks of the wrong width and points doubled: what becomes full-width, and what must not."""

import pytest

from tests.copydesk.samples import clean, marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近年来,县总工会发力。", "近年来，县总工会发力。"),
        ("劳模参加;“五一”期间", "劳模参加；“五一”期间"),
        ("小编说:盱眙县", "小编说：盱眙县"),
        ("获“五一巾帼标兵”称号,在全县", "获“五一巾帼标兵”称号，在全县"),
        ("信访“5+N”,实现", "信访“5+N”，实现"),
        ("率达90%,其中", "率达90%，其中"),
        ("占26%,746家企业", "占26%，746家企业"),
        ("你会用AI?", "你会用AI？"),
        ("太好了!!!", "太好了！！！"),
        ("是吗?!他说", "是吗？！他说"),
        ("时间:10:30", "时间：10:30"),
        ("他说,“好。”", "他说，“好。”"),
        ("来源:《工人日报》", "来源：《工人日报》"),
        ("详见https://a.cn/b,c?d=1,谢谢", "详见https://a.cn/b,c?d=1，谢谢"),
        ("图书2000余册,230余名", "图书2000余册，230余名"),
    ],
)
def test_half_width_points_beside_chinese_become_full_width(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "共3,000元，10:30开始，比分3:1，比例1: 1。",
        "GDP,CPI两项。",
        "他说：“Hello, world!”大家笑了。",
        "写信给wang.li@a.com.cn即可。",
        "网址www.a.cn/x;y即可。",
        "All in English: yes, indeed!",
        "版本2.0。",
    ],
)
def test_points_of_figures_words_and_addresses_stay(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中建材(宜兴)公司", "中建材（宜兴）公司"),
        ("(季刊)的编辑", "（季刊）的编辑"),
        ("推出(AI)助手", "推出（AI）助手"),
        ("GDP(国内生产总值)", "GDP（国内生产总值）"),
        ("省(市、县(区))级", "省（市、县（区））级"),
        ("一处(两样）都有", "一处（两样）都有"),
        ("函数f(x)的值", "函数f(x)的值"),
        ("see f(x) (2)", "see f(x) (2)"),
        ("没有闭合(的括号", "没有闭合(的括号"),
        ("1)第一条", "1)第一条"),
    ],
)
def test_half_width_brackets_change_in_pairs_or_not_at_all(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各项工作再上新台阶.", "各项工作再上新台阶【.>。】"),
        ("他说：“好.”", "他说：“好【.>。】”"),
        ("努力工作. 今年", "努力工作【.>。】 今年"),
        ("艾伦.图灵", "艾伦【.】图灵"),
        ("增长3.5个百分点", "增长3.5个百分点"),
        ("等等...", "等等..."),
    ],
)
def test_a_half_width_stop_is_sure_only_where_a_sentence_ends(text: str, expected: str) -> None:
    assert marked("half-width-stop", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０２５年ＡＰＰ", "2025年APP"),
        ("增长３．５％", "增长3.5％"),
        ("分栏｜他说：＂好＂", "分栏｜他说：＂好＂"),
    ],
)
def test_full_width_letters_become_half_width_and_marks_stay(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一，，第二。。", "第一，第二。"),
        ("甲、、、乙；；丙：：丁", "甲、乙；丙：丁"),
        ("好！！真的？？是吗？！", "好！！真的？？是吗？！"),
        ("甲,,乙", "甲，乙"),
    ],
)
def test_a_point_doubled_is_kept_once(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一，。第二", "第一【，。】第二"),
        ("真的？，他说", "真的【？，】他说"),
        ("是吗？！他说……", "是吗？！他说……"),
        ("甲、乙，丙。”他说", "甲、乙，丙。”他说"),
    ],
)
def test_points_that_exclude_each_other_are_told(text: str, expected: str) -> None:
    assert marked("mixed-marks", text) == expected


def test_an_edit_is_as_small_as_can_be() -> None:
    """One character for one: an import keeps account of every one of them."""
    assert marked("half-width-mark", "甲,乙") == "甲【,>，】乙"
    assert marked("doubled-mark", "甲，，乙") == "甲，【，>】乙"
