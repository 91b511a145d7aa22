"""Who and where: bylines and credits are found, and nothing else is taken for one."""

import pytest

from compositor.intake.patterns import CREDIT_AT_END
from compositor.intake.people import (
    credit_in,
    is_byline,
    is_name,
    opens_article,
    opens_elsewhere,
    opens_news,
    places_first,
)
from tests.intake.samples import SEEDS, bare, corrected, fields, page, restored, texts


def lines(seed: str) -> list[str]:
    """Every line of a seed as it is, and every paragraph as restored."""
    return texts(page(seed).pieces) + texts(restored(seed).pieces)


def credits(seed: str) -> set[str]:
    return {bare(picture.credit) for one in corrected(seed) for picture in one.pictures}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bylines_of_the_seeds_are_found_and_nothing_else_is_one(seed: str) -> None:
    """Eleven bylines among a thousand lines."""
    found = {bare(line) for line in lines(seed) if is_byline(line)}
    assert found == fields(seed, "byline")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_credits_of_the_seeds_are_found_and_nothing_else_is_one(seed: str) -> None:
    """As a line, or at the end of the caption."""
    alone = {bare(line) for line in lines(seed) if credit_in(line)}
    at_end = {bare(m[0]) for line in lines(seed) if (m := credit_in(line, CREDIT_AT_END))}
    assert alone | at_end == credits(seed)


@pytest.mark.parametrize(
    "line",
    [
        "滨海县总工会 李玲玲",
        "南京市江宁区人大常委、区总工会党组书记、主席 李国忠",
        "中建材(宜兴)新能源有限公司工会工作者 叶佩佩",
        "某厂车间主任 欧阳明",
        "市第一中学教师 王 伟",
        "本报记者 王小明",
        "本报记者 王小明 通讯员 李四光",
        "□本报记者 陈晓",
        "□ 张晓明",
        "作者：李明",
        "（文/张三丰）",
    ],
)
def test_a_byline_is_a_post_or_body_and_a_name(line: str) -> None:
    """Or reporters and correspondents, or an author by that word."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "聚焦时代主题 汇聚磅礴力量",
        "工会送清凉 防暑保安康",
        "五指成拳聚合合力 多元化解暖民心",
        "交流互鉴 共促发展",
        "文化进企业工会 温暖送到家",
        "工会 专刊",
        "建好职工书屋助力打造学习型企业",
        "日前，市总工会主席常传林陪同调研。",
        "王小明",
        "",
    ],
)
def test_a_headline_or_a_sentence_is_no_byline(line: str) -> None:
    """Halves of a headline are no names, and a name alone says nothing."""
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("图文/黄颖芝", "黄颖芝"),
        ("尤嘉 张丙涛 摄", "尤嘉 张丙涛"),
        ("王雪 赵露 克余 摄", "王雪 赵露 克余"),
        ("本报记者 王小明 摄影报道", "王小明"),
        ("（张晓明 供图）", "张晓明"),
        ("摄影：李国忠", "李国忠"),
    ],
)
def test_a_credit_names_people(line: str, names: str) -> None:
    """Before or after the word for what they did."""
    match = credit_in(line)
    assert match is not None
    assert (match["by"] or match["names"]) == names


@pytest.mark.parametrize(
    "line", ["活动现场 摄", "文图并茂", "一图", "蓝图", "看图", "市总工会供图纸"]
)
def test_a_line_that_names_nobody_is_no_credit(line: str) -> None:
    """蓝图 ends in 图, and nobody is called 蓝."""
    assert credit_in(line) is None


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("陶金", True),
        ("贺勇胜", True),
        ("王 伟", True),
        ("欧阳明", True),
        ("诸葛孔明", True),
        ("李", False),
        ("王小明明", False),
        ("暖民心", False),
        ("防暑保安康", False),
        ("", False),
    ],
)
def test_a_name_begins_with_a_surname(word: str, is_one: bool) -> None:
    """One hanzi and one or two more, or a compound surname."""
    assert is_name(word) is is_one


@pytest.mark.parametrize("seed", SEEDS)
def test_the_articles_of_the_seeds_open_as_articles_do(seed: str) -> None:
    """All twenty-six but one, which opens with a person: 习近平总书记在…."""
    for article in corrected(seed):
        text = article.body[0].text if article.body else article.pictures[0].caption
        assert opens_article(text) is (article.name != "gongdian"), text[:20]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("日前，市总工会联合市法院举办", True),
        ("本报讯 8月1日", True),
        ("又是一年清明时，祭扫英烈寄哀思。", True),
        ("近年来，鼓楼区总工会聚焦", False),
        ("座谈会上，市总工会相关负责人", False),
    ],
)
def test_news_opens_with_what_is_fresh(text: str, is_one: bool) -> None:
    """Further paragraphs open with 近年来, too."""
    assert opens_news(text) is is_one


@pytest.mark.parametrize(
    "text",
    [
        "坚持就业优先。聚焦转岗待岗职工",
        "备力量。",
        "举、兜底保障，形成",
        "此外，对申请与受理",
        "职工书屋开放时间不足。",
    ],
)
def test_a_further_paragraph_opens_no_article(text: str) -> None:
    """It names neither time nor place."""
    assert not opens_article(text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("南京市江宁区总工会现有基层工会", ("南京市", "江宁区")),
        ("近年来，滨海县总工会大力推进", ("滨海",)),
        ("坚持依法维权。健全以职工代表", ()),
        ("硬件基础。为此，江宁区总工会紧扣", ()),
    ],
)
def test_the_places_a_text_begins_with_are_told(text: str, places: tuple[str, ...]) -> None:
    """Within its first sentence."""
    assert places_first(text) == places


@pytest.mark.parametrize(
    ("text", "before", "is_elsewhere"),
    [
        ("江宁区总工会启动了建设", "常熟市总工会将学习", True),
        ("江宁区总工会启动了建设", "南京市江宁区总工会现有", False),
        ("日前，活动开展。", "日前", True),
        ("坚持依法维权。", "常熟市总工会", False),
    ],
)
def test_a_place_the_text_before_never_named_is_elsewhere(
    text: str, before: str, is_elsewhere: bool
) -> None:
    """And so is fresh news."""
    assert opens_elsewhere(text, before) is is_elsewhere
