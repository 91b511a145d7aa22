"""How well two pieces of text go on one into the other."""

import pytest

from compositor.intake.seams import is_open, overlap, parts_word, seam
from tests.intake.samples import blocks, page

# Both sides of cuts inside a word: seed, the end of one column, the beginning of the next.
IN_WORDS = [
    ("000", "升级改造区工", "人文化宫，打造职工公益服务"),
    ("000", "深化产改的后", "备力量。"),
    ("000", "思政教育工作嵌入红", "色工运文脉线路，在站点设立"),
    ("001", "推行《积分奖励办", "法》，以及推动群众性经济技术"),
    ("001", "恒兴科技园省级职", "工书屋荣誉揭牌。"),
    ("001", "为1万名以上基层职", "工提供便捷有效的法律服务"),
    ("002", "3个项目，职工大显身", "手，展示娴熟专业技能"),
    ("002", "污水循环处理系统等设", "备，实现了产品技术升级"),
    ("004", "现有职工书屋总面", "积人均不足0.5平方米"),
]


@pytest.mark.parametrize(("seed", "before", "after"), IN_WORDS)
def test_a_cut_inside_a_word_is_seen(seed: str, before: str, after: str) -> None:
    """The dictionary has the word across it."""
    text = page(seed).text
    assert f"{before}\n" in text and f"\n{after}" in text
    assert parts_word(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("形成拿得出、叫得响", "南京市江宁区总工会"),
        ("让", "新业态劳动者感受城市温情。"),
        ("发放宣传资料2", "000余册"),
        ("", "工会"),
        ("工会", ""),
    ],
)
def test_words_that_only_meet_are_not_parted(before: str, after: str) -> None:
    """Nor is a number, which is no word."""
    assert not parts_word(before, after)


@pytest.mark.parametrize(("seed", "before", "after"), IN_WORDS)
def test_hardly_a_paragraph_of_the_page_would_go_on_as_well(
    seed: str, before: str, after: str
) -> None:
    """At most one other: the seam alone does not decide."""
    text = page(seed).text
    points = seam(before, after, text)
    others = [block.words for block in blocks(seed) if not block.words.startswith(after)]
    assert points >= 2
    assert sum(seam(before, other, text) >= points for other in others) <= 1


@pytest.mark.parametrize(
    ("before", "right", "wrong"),
    [
        ("强调“大", "国工匠是基石”，要求", "国工匠是“基石”，要求"),
        ("称“双进”行动", "深入企业", "双提”深入企业"),
        ("活动", "，职工参加", "职工参加"),
        ("工会", "服务窗口", "近年来，服务窗口"),
    ],
)
def test_quotation_marks_and_openings_count(before: str, right: str, wrong: str) -> None:
    """One that closes, a mark at the beginning, words that open a paragraph."""
    assert seam(before, right, "工会服务窗口") > seam(before, wrong, "工会服务窗口")


def test_a_pair_of_characters_the_page_has_elsewhere_counts() -> None:
    """The more often, the more, up to three times."""
    points = [seam("探索资源共", "享优势", "资源共享" * times) for times in range(5)]
    assert points[0] < points[1] < points[2]
    assert points[3] == points[4]


def test_nothing_goes_on_with_nothing() -> None:
    """An empty text has no seam."""
    assert seam("", "工会", "") < 0 and seam("工会", "", "") < 0


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("升级改造区工", True),
        ("采取“四个一点”工作法,", True),
        ("他说：“好", True),
        ("提供了支撑。", False),
        ("岗位晋升。”", False),
        ("（全文完。）", False),
        ("大显身手！", False),
        ("……", False),
    ],
)
def test_a_text_is_open_that_ends_no_sentence(text: str, open_: bool) -> None:
    """Marks that close do not hide the end."""
    assert is_open(text) is open_


@pytest.mark.parametrize(
    ("before", "after", "length"),
    [
        ("精准帮扶，多措并举", "举、兜底保障，形成", 1),
        ("升级改造区工", "工会会员", 0),
        ("今天", "天天向上", 0),
        ("全面推进", "人文化宫", 0),
        ("活动，", "，职工", 0),
        ("", "举", 0),
    ],
)
def test_a_character_on_both_sides_of_a_cut_was_set_twice(
    before: str, after: str, length: int
) -> None:
    """多措并举 / 举、兜底: unless it begins a word of its own."""
    assert overlap(before, after) == length
