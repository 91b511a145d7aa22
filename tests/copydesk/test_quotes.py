"""Quotation marks and brackets: their sort, their level, their partners."""

import pytest

from compositor.copydesk import Context
from tests.copydesk.samples import clean, marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('他说"好"，又说"行"。', "他说“好”，又说“行”。"),
        ('“他说"好"。”', "“他说‘好’。”"),
        ("他说'好'。", "他说“好”。"),
        ("\"他说'好'。\"", "“他说‘好’。”"),
        ("It's “Tom's”书。", "It's “Tom's”书。"),
        ('He said "yes".', 'He said "yes".'),
        ('这是"一个，那是', '这是"一个，那是'),
    ],
)
def test_straight_quotes_that_pair_become_curled(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_straight_quotes_that_may_be_shifted_are_only_told() -> None:
    """A quotation that would begin with a comma: one mark is missing before, and one behind."""
    assert clean('一"，二"三"，四"') == '一"，二"三"，四"'
    assert marked("straight-quote", '一"，二"') == '一【"】，二【"】'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抓实「六项举措」", "抓实“六项举措”"),
        ("以『五个力』为抓手", "以“五个力”为抓手"),
        ("「他说『好』。」", "“他说‘好’。”"),
        ("“他说「好」。”", "“他说‘好’。”"),
        ("只有「一半", "只有「一半"),
    ],
)
def test_corner_quotes_become_curled(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“开展“双进”工作”", "“开展【“>‘】双进【”>’】工作”"),
        ("他说‘好’。", "他说【‘>“】好【’>”】。"),
        ("“‘石榴籽’的对象”", "“‘石榴籽’的对象”"),
        ("“甲‘乙“丙”’”", "“甲‘乙“丙”’”"),
        ("强调“大国工匠。“光图设计”", "强调“大国工匠。“光图设计”"),
    ],
)
def test_levels_alternate_and_nothing_is_said_where_a_partner_is_lost(
    text: str, expected: str
) -> None:
    assert marked("nested-quote", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("”争做中国好网民”等", "【”】争做中国好网民【”】等"),
        ("争做中国好网民”等活动", "争做中国好网民【”】等活动"),
        ("强调“大国工匠…栋梁。“光图", "强调【“】大国工匠…栋梁。【“】光图"),
        ("“甲‘乙”丙", "“甲【‘】乙”丙"),
        ("只有「一半", "只有【「】一半"),
        ('这是"一个，那是', '这是【"】一个，那是'),
        ("it’s “Tom’s” ’90年代", "it’s “Tom’s” ’90年代"),
    ],
)
def test_a_quotation_mark_without_partner_is_told_in_its_place(text: str, expected: str) -> None:
    assert marked("unpaired-quote", text) == expected


def test_a_quotation_over_paragraphs_opens_each_and_closes_the_last() -> None:
    """GB/T 15834-2011, 4.8.3.4; the sentence must have ended, else a mark is missing."""
    going_on = Context(following="“第二段。”")
    assert marked("unpaired-quote", "他说：“第一段。", going_on) == "他说：“第一段。"
    assert marked("unpaired-quote", "他说：“第一段", going_on) == "他说：【“】第一段"
    assert marked("unpaired-quote", "他说：“第一段。") == "他说：【“】第一段。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推行《积分奖", "推行【《】积分奖"),
        ("法》，以及", "法【》】，以及"),
        ("（一）甲；（二乙", "（一）甲；【（】二乙"),
        ("1）甲；2）乙；一）丙；a)丁", "1）甲；2）乙；一）丙；a)丁"),
        ("镇（区）（村（居））级【好】〔下文缺〕", "镇（区）（村（居））级【好】〔下文缺〕"),
        ("半全(混用）", "半全(混用）"),
    ],
)
def test_a_bracket_without_partner_is_told_in_its_place(text: str, expected: str) -> None:
    assert marked("unpaired-bracket", text) == expected
