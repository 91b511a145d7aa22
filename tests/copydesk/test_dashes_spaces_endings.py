"""Dashes and ellipses, spaces, and how texts end."""

import pytest

from compositor.copydesk import Context
from compositor.model.house import PassageKind
from tests.copydesk.samples import clean, marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("阵地――锡东", "阵地——锡东"),
        ("阵地──锡东", "阵地——锡东"),
        ("阵地－－锡东", "阵地——锡东"),
        ("阵地⸺锡东", "阵地——锡东"),
        ("阵地--锡东", "阵地——锡东"),
        ("—“劳模”", "——“劳模”"),
        ("好。—他说", "好。——他说"),
        ("蜀冈—瘦西湖，5—7万元", "蜀冈—瘦西湖，5—7万元"),
        ("运行check --fix即可", "运行check --fix即可"),
        ("阵地——锡东", "阵地——锡东"),
    ],
)
def test_strokes_for_a_dash_become_one(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("等等...", "等等……"),
        ("等等。。。", "等等……"),
        ("等等…他说", "等等……他说"),
        ("等等⋯⋯", "等等……"),
        ("等等···他说", "等等……他说"),
        ("等等……他说", "等等……他说"),
        ("中国梦·劳动美", "中国梦·劳动美"),
        ("1…n的和", "1…n的和"),
        ("wait... please", "wait... please"),
    ],
)
def test_dots_for_an_ellipsis_become_one(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("paragraph", "第一， 第二 。", "第一，第二。"),
        ("paragraph", "他说： “好” 。", "他说：“好”。"),
        ("paragraph", "在 “兴惠” 活动中", "在“兴惠”活动中"),
        ("paragraph", "使用 APP “好” 850 名", "使用 APP “好” 850 名"),
        ("headline", "抓实举措， 推动工会", "抓实举措， 推动工会"),
        ("headline", "自习室里 “夜读进行曲”", "自习室里 “夜读进行曲”"),
        ("caption", "图为现场。 王雪 摄", "图为现场。 王雪 摄"),
        ("caption", "日前 ，在江苏", "日前，在江苏"),
        ("credit", "王雪 赵露 摄", "王雪 赵露 摄"),
    ],
)
def test_a_space_beside_a_mark_goes_in_running_text(
    kind: PassageKind, text: str, expected: str
) -> None:
    assert clean(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工会 工作", "工会【 >】工作"),
        ("工会　工作", "工会【　>】工作"),
        ("“风华百年 时代强音”诗会", "“风华百年 时代强音”诗会"),
        ("代表周 敏、王 强，张三", "代表周【 >】敏、王 强，张三"),
        ("出席的有：周 敏、李四", "出席的有：周 敏、李四"),
        ("（记者 张三）", "（记者 张三）"),
        ("增加到 850 名", "增加到 850 名"),
        ("张三 摄", "张三 摄"),
    ],
)
def test_a_space_between_hanzi_is_told_unless_it_is_meant(text: str, expected: str) -> None:
    assert marked("space-in-chinese", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推动工会工作。", "是吗？", "如下：", "他说：“好。”", "推动工作。（记者 张三）",
        "推动工作（记者张三报道。）", "要形成〔下文缺〕", "一是加强领导，做好工作；", "二〇二五年八月",
        "江苏省总工会", "唱响（《咱们工人有力量》）。", "All in English", "他说——",
        "（作者单位：盱眙县总工会、连云区总工会）",
    ],
)  # fmt: skip
def test_a_paragraph_that_ends_says_so(text: str) -> None:
    assert marked("no-sentence-end", text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近年来，县总工会创新服务", "近年来，县总工会创新服【务】"),
        ("唱响“咱们工人，有力量”", "唱响“咱们工人，有力量【”】"),
        ("推动工作，开展活动（见图）", "推动工作，开展活动（见图【）】"),
        ("近年来，县总，", "近年来，县总【，】"),
    ],
)
def test_a_paragraph_that_is_cut_off_is_told(text: str, expected: str) -> None:
    assert marked("no-sentence-end", text) == expected


@pytest.mark.parametrize("kind", ["headline", "kicker", "deck", "crosshead"])
def test_a_heading_loses_its_full_stop(kind: PassageKind) -> None:
    """Unless it is several sentences; other marks of its end stay."""
    assert clean("推动工会工作。", kind) == "推动工会工作"
    assert clean("先做。再说。", kind) == "先做。再说。"
    assert clean("谁来做？", kind) == "谁来做？"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("headline", "推动工作，", "推动工作【，>】"),
        ("headline", "推动工作：", "推动工作【：>】"),
        ("kicker", "省总工会：", "省总工会："),
        ("headline", "怎么办？！", "怎么办？！"),
        ("headline", "说来话长……", "说来话长……"),
    ],
)
def test_other_points_at_the_end_of_a_heading_are_told(
    kind: PassageKind, text: str, expected: str
) -> None:
    assert marked("heading-mark", text, Context(kind)) == expected
