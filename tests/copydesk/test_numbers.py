"""Numbers by GB/T 15835-2011: what is told, what is written, and what is let pass."""

import pytest

from compositor.copydesk import Context
from compositor.model.house import HouseStyle
from compositor.model.issue import IssueDate
from tests.copydesk.samples import marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拨5-7万元", "拨5【->—】7万元"),
        ("约3-4位", "约3【->—】4位"),
        ("增长10%-20%", "增长10%【->—】20%"),
        ("5~7个", "5【~>—】7个"),
        ("5–7个", "5【–>—】7个"),
        ("3月-5月", "3月【->—】5月"),
        ("2024-2025年", "2024【->—】2025年"),
        ("1.5 - 2.5公里", "1.5【 - >—】2.5公里"),
        ("每天9:00-11:30", "每天9:00【->—】11:30"),
        ("周一-周五", "周一【->—】周五"),
    ],
)
def test_between_the_ends_of_a_range_stands_the_sign_of_the_house(text: str, expected: str) -> None:
    """5.1.3."""
    assert marked("range-sign", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5—7万元，5～7万元", "2025-11-15开幕", "2025-11刊出", "电话025-83279123", "CN 32-0019",
        "3-2战胜对手", "住3-2号楼", "G2-3次列车", "400-820-8820个", "型号A5-7个", "10-8个",
    ],
)  # fmt: skip
def test_dates_telephones_codes_and_scores_are_no_ranges(text: str) -> None:
    assert marked("range-sign", text) == text


def test_the_house_may_prefer_the_wave() -> None:
    context = Context(style=HouseStyle(range_sign="～"))
    assert marked("range-sign", "5-7个", context) == "5【->～】7个"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二五年", "【二〇二五年>2025年】"),
        ("二零二五年八月十五日起", "【二零二五年八月十五日>2025年8月15日】起"),
        ("一九七八年十二月", "【一九七八年十二月>1978年12月】"),
        ("二三十年前，一年四季", "二三十年前，一年四季"),
        ("二〇二五年三十一日", "【二〇二五年>2025年】三十一日"),
    ],
)
def test_dates_are_written_in_figures(text: str, expected: str) -> None:
    """4.3, 5.2.5."""
    assert marked("year-in-hanzi", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25年11月起", "【25>2025】年11月起"),
        ("98年7月的洪水", "【98>1998】年7月的洪水"),
        ("历时25年11个月", "历时25年11个月"),
        ("2025年11月", "2025年11月"),
        ("近25年", "近25年"),
    ],
)
def test_a_year_has_four_figures(text: str, expected: str) -> None:
    """5.1.4."""
    assert marked("short-year", text, Context(date=IssueDate(2025, 11))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025.11.15开幕", "【2025.11.15>2025年11月15日】开幕"),
        ("2025/8/5开幕", "【2025/8/5>2025年8月5日】开幕"),
        ("2025-11-15开幕", "2025-11-15开幕"),
        ("版本2025.13.1", "版本2025.13.1"),
    ],
)
def test_a_date_has_no_points(text: str, expected: str) -> None:
    """5.1.4."""
    assert marked("dotted-date", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10几个", "【10几>十几】个"),
        ("20几人", "【20几>二十几】人"),
        ("几10个", "【几10>几十】个"),
        ("几1000人", "【几1000>几千】人"),
        ("百分之3.5的", "【百分之3.5>3.5%】的"),
        ("3千5百人", "【3千5】百人"),
        ("1万2千人", "1万【2千】人"),
        ("5百多人", "【5百】多人"),
        ("1.2万人、3亿4500万元、3千米、3千克、5千瓦", "1.2万人、3亿4500万元、3千米、3千克、5千瓦"),
        ("第1百货商店", "第1百货商店"),
        ("百分之三，几百人", "百分之三，几百人"),
        ("今年是2025几何课", "今年是2025几何课"),
    ],
)
def test_one_number_is_not_in_two_sorts_of_numerals(text: str, expected: str) -> None:
    """5.3."""
    assert marked("mixed-numeral", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大约有七、八个", "大约有【七、八>七八】个"),
        ("来了二、三百人", "来了【二、三>两三】百人"),
        ("有3、4位老师", "有【3、4>三四】位老师"),
        ("一、二等奖", "一、二等奖"),
        ("三、四年级", "三、四年级"),
        ("第三、四版", "第三、四版"),
        ("七、八月", "七、八月"),
        ("二届二中、三中全会", "二届二中、三中全会"),
        ("七八个", "七八个"),
        ("抓了三、五个", "抓了三、五个"),
        ("二、三个方面", "二、三个方面"),
    ],
)
def test_an_approximation_has_no_enumeration_mark(text: str, expected: str) -> None:
    """5.2.1; lists of ordinals have it, and a paragraph may begin with its number."""
    assert marked("listed-approximation", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约50多人", "【约50多】人"),
        ("近百余名", "【近百余】名"),
        ("大约20天左右", "【大约20天左右】"),
        ("超过30余家", "【超过30余】家"),
        ("50多人，约50人，20天左右", "50多人，约50人，20天左右"),
        ("近年来多次，约定多数", "近年来多次，约定多数"),
    ],
)
def test_an_approximation_is_said_once(text: str, expected: str) -> None:
    assert marked("doubled-approximation", text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("long-number", "投入12000000元", "投入1200【0000>万】元"),
        ("long-number", "共1200000000余元", "共12【00000000>亿】余元"),
        ("long-number", "共50000人，邮编210000南京", "共50000人，邮编210000南京"),
        ("decade-list", "上世纪20、30年代", "上世纪【20、30年代>二三十年代】"),
        ("decade-list", "上世纪20、50年代", "上世纪【20、50年代】"),
        ("decade-list", "上世纪80年代、90后", "上世纪80年代、90后"),
        ("bare-fraction", "增长.5%", "增长【.>0.】5%"),
        ("bare-fraction", "增长0.5%", "增长0.5%"),
        ("named-day", "“3.15”晚会", "“3【.>·】15”晚会"),
        ("named-day", "“2.0”版，“5·1”", "“2.0”版，“5·1”"),
    ],
)
def test_large_numbers_decades_fractions_and_named_days(
    code: str, text: str, expected: str
) -> None:
    """5.1.1 and 5.3, 5.2.1, 5.1.2, 5.1.6."""
    assert marked(code, text) == expected
