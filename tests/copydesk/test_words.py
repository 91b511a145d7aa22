"""Words: twice, mistaken, traditional, avoided; people and posts."""

from pathlib import Path

import pytest

from compositor.copydesk import Context
from compositor.copydesk.confusions import CONFUSIONS
from compositor.model.house import Avoided, Person, WordLists
from tests.copydesk.samples import SEEDS, find, marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目标的的实现", "目标的【的>】实现"),
        ("我们我们一起", "我们【我们>】一起"),
        ("推动推动工会工作", "推动【推动>】工会工作"),
        ("“工会夜市工会夜市”", "“工会夜市【工会夜市>】”"),
        ("“五力五力”工程", "“五力【五力>】”工程"),
        ("多措并举举、兜底保障", "多措并举【举>】、兜底保障"),
        ("实现了了目标", "实现了【了>】目标"),
        ("see the the end", "see the【 the>】 end"),
    ],
)
def test_a_word_that_stands_twice_is_told(text: str, expected: str) -> None:
    assert marked("repeated-word", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "天天向上，人人有责，谢谢大家", "实实在在，轻轻松松，扎扎实实", "研究研究，讨论讨论，看看再说",
        "工会会员大会会场", "劳动争议多元化化解", "为了了解情况", "以此为目的的活动", "一个一个地做",
        "“十五五”规划", "干警孔冬冬在会上", "职工工资，企业业务", "五指成拳聚合合力", "哈哈哈哈",
        "很多很多年", "全县县总工会", "正在在建工程", "常常，常常如此", "和和美美",
    ],
)  # fmt: skip
def test_what_chinese_doubles_on_purpose_or_by_chance_is_left_alone(text: str) -> None:
    assert marked("repeated-word", text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("己经完成", "【己>已】经完成"),
        ("自已的事", "自【已>己】的事"),
        ("全杜会关心", "全【杜>社】会关心"),
        ("工入阶级", "工【入>人】阶级"),
        ("入民法院", "【入>人】民法院"),
        ("曰前召开", "【曰>日】前召开"),
        ("近曰，", "近【曰>日】，"),
        ("展望末来，", "展望【末>未】来，"),
        ("发晨壮大", "发【晨>展】壮大"),
        ("劳功者", "劳【功>动】者"),
    ],
)
def test_characters_taken_for_others_are_told(text: str, expected: str) -> None:
    assert marked("confused-character", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "自己经历，自己经常，知己经年", "职工入会，资本入股", "杜会计", "周末来电，年末经费", "深入民心，融入民生",
        "来自已故作家", "以…为己任", "子曰诗云，名曰常青", "开晨会，发晨报", "而已，而己方", "走入民间",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mistake_is_left_alone(text: str) -> None:
    assert marked("confused-character", text) == text


def test_every_row_of_confusions_writes_one_character_for_one() -> None:
    assert all(len(right) == 1 for _, right in CONFUSIONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中國工會", "中【國>国】工【會>会】"),
        ("勞动者", "【勞>劳】动者"),
        ("乾隆年间的著名建筑，瞭望塔，毕昇，于文卓", "乾隆年间的著名建筑，瞭望塔，毕昇，于文卓"),
        ("朱镕基、王喆、李堃", "朱镕基、王喆、李堃"),
    ],
)
def test_traditional_characters_are_told(text: str, expected: str) -> None:
    assert marked("traditional-character", text) == expected


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("code", ["confused-character", "traditional-character"])
def test_real_text_has_no_false_alarm(code: str, seed: Path) -> None:
    """31 442 characters of union papers."""
    assert find(code, seed.read_text(encoding="utf-8")) == []


# ------------------------------------------------------------------------------ the lists

AVOID = (
    Avoided("农民工兄弟", "农民工", "称谓"),
    Avoided("残疾", "残疾人士"),
    Avoided("大概率", "很可能/多半"),
    Avoided("亲", ""),
)
PEOPLE = (
    Person("王少勇", "南通市人大常委会副主任、市总工会主席"),
    Person("陈健", "盱眙县政协副主席"),
    Person("陈健", "县总工会主席"),
    Person("陶金", "县总工会法律工作部部长"),
)
LISTS = Context(lists=WordLists(AVOID, PEOPLE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("慰问农民工兄弟", "慰问【农民工兄弟>农民工】"),
        ("残疾人士与残疾", "残疾人士与【残疾>残疾人士】"),
        ("大概率会", "【大概率】会"),
        ("亲，你好", "【亲】，你好"),
    ],
)
def test_a_word_to_avoid_is_told_with_what_the_list_has(text: str, expected: str) -> None:
    """But not inside the very words the list asks for; a choice of words is not written."""
    assert marked("word-to-avoid", text, LISTS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市总工会副主席王少勇说", "市总工会副主席【王少勇】说"),
        ("市总工会主席王少勇、副主任王少勇", "市总工会主席王少勇、副主任王少勇"),
        ("陶金局长到会", "【陶金】局长到会"),
        ("部长 陶金", "部长 陶金"),
        ("陈健副主席，县总工会主席陈健", "陈健副主席，县总工会主席陈健"),
        ("陈健说，陶金同志", "陈健说，陶金同志"),
    ],
)
def test_a_name_beside_another_post_than_the_listed_is_told(text: str, expected: str) -> None:
    assert marked("wrong-post", text, LISTS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出席的有陶金、王少勇", "出席的有陶金、【王少勇】"),
        (
            "县总工会部长陶金，市总工会主席王少勇出席",
            "县总工会部长陶金，市总工会主席【王少勇】出席",
        ),
        ("王少勇、陈健、陶金出席", "王少勇、陈健、陶金出席"),
        ("陶金说完后，大家鼓掌，王少勇讲话", "陶金说完后，大家鼓掌，王少勇讲话"),
        ("陶金到会。王少勇讲话", "陶金到会。王少勇讲话"),
    ],
)
def test_people_of_an_enumeration_stand_in_the_order_of_the_list(text: str, expected: str) -> None:
    assert marked("out-of-order", text, LISTS) == expected
