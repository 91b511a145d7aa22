"""Which text is one article and which headings are its own: the stories of each seed, and why."""

import pytest

from compositor.intake.casting import Cast, Story, cast_articles
from compositor.intake.kinds import Kind
from tests.intake.samples import SEEDS, affinity, affinity_of, cast, page_of, told

# The headings of each article in the order of the page; its first and last words of text.
STORIES = {
    "000": [
        ("【主席之声】 勇立潮头,争创工会工作高质量发展新标杆 扬州市江都区总工会党组书记、主席 邱永泉", "今年是“十四五”", "跟党走。"),
        ("【主席之声】 无锡市锡山区羊尖镇总工会副主席 孙春梅 以『五个力』为抓手擦亮镇级工会品牌", "近几年，锡山区羊尖", "战斗力。"),
        ("温州建立准入和退出机制提升法援质效", "“多亏工会帮忙", "《工人日报》"),
        ("无锡道桥公司一创新成果入选市“十佳”", "近日，无锡市城市道桥", "图文/黄颖芝"),
        ("智能化“建+”赋能工会驿站新活力 南京市鼓楼区总工会党组书记、主席 林建", "近年来，鼓楼区总工会", "接力站。"),
    ],
    "001": [
        ("创新驱动充电赋能 迸发新质生产力“新引擎” ——“劳模工匠助企行”专项行动走进国网兴化市供电公司", "习近平总书记", "专题培训。"),
        ("交流互鉴 共促发展 滕州市总工会一行调研我市职工服务中心阵地建设", "日前，山东省滕州市", "培训学校。"),
        ("江苏工人报社领导来兴调研采访工会工作", "近日，省总工会", "具体指导。"),
        ("市总工会2024年服务职工“十件实事”新鲜出炉", "近日，在市总工会第十七届", "新台阶。"),
        ("市总工会开展清明烈士祭扫活动", "又是一年清明时", "新篇章。"),
        ("庭审观摩零距离 以案普法促和谐", "日前，市总工会联合市法院", "“贴心人”。"),
    ],
    "002": [
        ("【主席之声】 为推进中国式现代化常熟新实践贡献工会力量 常熟市总工会党组书记、主席 贺勇胜", "常熟市总工会将", "叫得响"),
        ("【主席之声】 探索劳动争议多元化解「枫桥经验」 五指成拳聚合合力 多元化解暖民心 南京市江宁区人大常委、区总工会党组书记、主席 李国忠", "南京市江宁区总工会现有", "新能量。"),
        ("【工会博览】 太原：「白领工社」让职工不出写字楼就能提技能、获帮助", "“怀孕期间容易犯困", "关系的能力。"),
        ("工会干部培训 提升综合素质", "近日，连云港市", "朱华南 李慧君 摄"),
        ("【履职手记】 劳动竞赛促产改 提升核心竞争力 中建材(宜兴)新能源有限公司工会工作者 叶佩佩", "近年来，宜兴新能源公司", "近年来，"),
    ],
    "003": [
        ("实施“五力”工程推动工会工作再上新台阶 滨海县总工会法律工作部部长 陶金 【履职手记】", "今年以来，滨海县", "47场次。"),
        ("【主席之声】 聚焦时代主题 汇聚磅礴力量 为推进中国式现代化南通新实践争做更大贡献 南通市人大常委会副主任、市总工会主席 王少勇", "当前，南通", "服务力。"),
        ("【工会博览】", "夜幕降临", "《工人日报》"),
        ("“工会夜市”暖心服务", "日前，淮安市洪泽区", "克余 摄"),
        ("", "淮安市清江浦区人民法院", "暖心港湾。"),
    ],
    "004": [
        ("【主席之声】 抓实「六项举措」,推动工会工作高质量发展 盱眙县政协副主席、县总工会主席 陈健", "近年来,盱眙县", "团结奋斗。"),
        ("聚力“四强”打造江阴产改新风景 江阴市总工会党组书记、常务副主席 蒋万春", "近年来,江阴市", "产业工人服"),
        ("【他山之石】 让正能量有「大流量」 山东济宁:「理响工会」直播间", "山东省济宁市", "《工人日报》"),
        ("工会送清凉 防暑保安康", "连日高温酷暑", "尤嘉 张丙涛 摄"),
        ("【基层办公室】 建好职工书屋助力打造学习型企业 滨海县总工会 李玲玲", "近年来,滨海县", "工作法,"),
    ],
}  # fmt: skip


def story(seed: str, headline: str) -> Story:
    """The article with a heading that has these words."""
    return next(s for s in cast(seed).stories if headline in "".join(b.words for b in s.headings))


def beginnings(one: Story) -> list[str]:
    """The first words of each paragraph of a body."""
    return [b.words[:4] for b in one.body if b.kind is not Kind.CROSSHEAD]


def made(*blocks: tuple[Kind, str], is_page: bool = True) -> Cast:
    """The articles of a small page."""
    page = page_of(*blocks)
    return cast_articles(page, affinity_of(page), is_page)


def outline(found: Cast) -> list[tuple[str, str]]:
    """The headings and the body of each story, run together."""
    return [
        (" ".join(b.words for b in s.headings), "".join(b.words for b in s.body))
        for s in found.stories
    ]


# --------------------------------------------------------------------------- the seeds


@pytest.mark.parametrize("seed", SEEDS)
def test_the_articles_of_the_seeds_have_their_headings_and_their_text(seed: str) -> None:
    """Twenty-six articles in the order in which they begin on their pages."""
    found = cast(seed).stories
    assert [" ".join(b.words for b in s.headings) for s in found] == [
        h for h, _, _ in STORIES[seed]
    ]
    for one, (_, first, last) in zip(found, STORIES[seed], strict=True):
        assert one.body[0].words.startswith(first)
        assert one.body[-1].words.endswith(last)


def test_headings_that_stand_after_their_article_go_back_to_it() -> None:
    """羊尖 of seed 000: byline and headline below the note, above those of another article."""
    one = story("000", "五个力")
    assert [b.kind for b in one.headings] == [Kind.LABEL, Kind.BYLINE, Kind.DISPLAY]
    assert "heading-moved" in {d.code for d in cast("000").doubts}


def test_a_headline_moved_over_another_article_goes_back_to_its_own() -> None:
    """江宁 of seed 002: two lines and a byline after its body, below the end of 宜兴."""
    assert len(story("002", "枫桥经验").headings) == 4


def test_an_article_scattered_over_a_page_comes_together_in_order() -> None:
    """宜兴 of seed 002: its end in line 65, its beginning in 96, its headings in 108."""
    one = story("002", "劳动竞赛促产改")
    assert beginnings(one) == ["近年来，", "比质量，", "比技能，", "比创新，", "比效益，"]
    assert "竞赛单位成立冲锋队" in one.body[1].words
    assert "系统等设备，实现了" in one.body[3].words


def test_the_passage_that_stands_twice_is_left_out_where_it_goes_on_nowhere() -> None:
    """建立了“江苏省光伏玻璃… in 比效益, whose own end is then lost."""
    repeated = [one for one in cast("002").left_out if one.why == "repeated"]
    assert [len(one.origins) for one in repeated] == [64]
    assert story("002", "劳动竞赛促产改").body[-1].lost_after


def test_text_without_headings_joins_the_article_it_speaks_like() -> None:
    """江阴 of seed 004 goes on below 滨海's beginning, and words between are lost."""
    one = story("004", "四强")
    assert beginnings(one) == [
        "近年来,",
        "江阴市委",
        "坚持党建",
        "主体责任",
        "用好“新",
        "完善集体",
        "深入推进",
    ]
    assert [b.words[:4] for b in one.body if b.lost_before] == ["主体责任"]
    assert [b.words[:4] for b in one.body if b.lost_after] == ["深入推进"]


def test_an_article_may_begin_before_its_headings() -> None:
    """滨海 of seed 004: its first paragraph in line 57, its headline in line 79."""
    one = story("004", "建好职工书屋")
    assert "召开阅读分享会478场(次)" in one.body[0].words
    assert not any(b.lost_before for b in one.body)


@pytest.mark.parametrize(
    ("seed", "ends"),
    [
        ("000", []),
        ("001", []),
        ("002", ["叫得响", "近年来，"]),
        ("003", []),
        ("004", ["产业工人服", "工作法,"]),
    ],
)
def test_an_article_that_breaks_off_is_marked_where_it_does(seed: str, ends: list[str]) -> None:
    """And none is marked that does not."""
    lost = [b.words for s in cast(seed).stories for b in s.body if b.lost_after]
    assert [words.endswith(end) for words, end in zip(lost, ends, strict=True)] == [True] * len(
        ends
    )


def test_a_character_doubled_at_a_column_end_is_set_once() -> None:
    """多措并举 / 举、兜底保障 of seed 000."""
    assert any("多措并举、兜底保障" in b.words for b in story("000", "勇立潮头").body)
    gone = [one for one in cast("000").left_out if one.why == "doubled-at-cut"]
    assert [len(one.origins) for one in gone] == [1]


def test_a_photo_with_its_caption_is_an_article_of_its_own() -> None:
    """What precedes a credit is a caption; four pages have one."""
    photos = [s for seed in SEEDS for s in cast(seed).stories if s.body[-1].kind is Kind.CREDIT]
    assert [[b.kind for b in one.body] for one in photos] == [[Kind.CAPTION, Kind.CREDIT]] * 4


@pytest.mark.parametrize("seed", SEEDS)
def test_every_block_is_in_one_story_or_left_out(seed: str) -> None:
    """Character by character."""
    found = cast(seed)
    kept = [b for s in found.stories for b in (*s.headings, *s.body)] + list(found.furniture)
    origins = [o for b in kept for o in b.text.origins]
    origins += [o for one in found.left_out for o in one.origins]
    assert sorted(origins) == sorted(o for b in told(seed).blocks for o in b.text.origins)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_page_gives_the_same_articles(seed: str) -> None:
    """Twice over."""
    assert cast_articles(told(seed).blocks, affinity(seed)) == cast(seed)


# ------------------------------------------------------------------------- small pages

LIBRARY = "旅顺口区总工会开设职工自习室，职工在自习室读书学习，自习室整洁安静。"
READER = "旅顺口区总工会主席 于文卓"
JUDGE = "清江浦区人民法院工会主席 王少勇"
COURT = "清江浦区人民法院培育石榴籽品牌，法官干警像石榴籽一样抱团，法院审判有力。"


@pytest.mark.parametrize(
    ("blocks", "wanted"),
    [
        (
            ((Kind.DISPLAY, "自习室亮灯"), (Kind.TEXT, LIBRARY), (Kind.DISPLAY, "石榴籽抱团"), (Kind.TEXT, COURT)),
            [("自习室亮灯", LIBRARY), ("石榴籽抱团", COURT)],
        ),
        (
            ((Kind.TEXT, LIBRARY), (Kind.NOTE, "编后：好。"), (Kind.DISPLAY, "石榴籽抱团"), (Kind.TEXT, COURT)),
            [("", LIBRARY + "编后：好。"), ("石榴籽抱团", COURT)],
        ),
        (
            ((Kind.TEXT, LIBRARY), (Kind.DISPLAY, "自习室读书学习")),
            [("自习室读书学习", LIBRARY)],
        ),
        (
            ((Kind.LABEL, "【读】"), (Kind.TEXT, LIBRARY), (Kind.BYLINE, READER), (Kind.LABEL, "【法】"),
             (Kind.DISPLAY, "石榴籽抱团"), (Kind.BYLINE, JUDGE), (Kind.TEXT, COURT)),
            [(f"【读】 {READER}", LIBRARY), (f"【法】 石榴籽抱团 {JUDGE}", COURT)],
        ),
        (
            ((Kind.LABEL, "【读】"), (Kind.TEXT, LIBRARY), (Kind.DISPLAY, "自习室亮灯"), (Kind.BYLINE, READER),
             (Kind.DISPLAY, "石榴籽抱团"), (Kind.TEXT, COURT)),
            [(f"【读】 自习室亮灯 {READER}", LIBRARY), ("石榴籽抱团", COURT)],
        ),
        (((Kind.TEXT, LIBRARY),), [("", LIBRARY)]),
        ((), []),
    ],
    ids=["above", "headless", "below", "byline below", "headline and byline below", "alone", "nothing"],
)  # fmt: skip
def test_headings_belong_to_what_stands_below_unless_nothing_does(
    blocks: tuple[tuple[Kind, str], ...], wanted: list[tuple[str, str]]
) -> None:
    """A heading below all text goes to the article without one."""
    assert outline(made(*blocks)) == wanted


def test_headings_on_a_page_without_text_are_left_out_by_name() -> None:
    """There is no article to give them to."""
    found = made((Kind.DISPLAY, "自习室亮灯"))
    assert not found.stories
    assert [one.why for one in found.left_out] == ["unplaced"]


def test_in_a_document_only_headings_part_the_text() -> None:
    """A quotation or a source in the middle of a Word file ends nothing."""
    blocks = (
        *((Kind.DISPLAY, "自习室亮灯"), (Kind.NOTE, "读书好。"), (Kind.TEXT, LIBRARY)),
        *((Kind.SOURCE, "来源：《工人日报》"), (Kind.TEXT, COURT)),
    )
    assert [len(s.body) for s in made(*blocks, is_page=False).stories] == [4]
    assert len(made(*blocks).stories) > 1


def test_a_byline_may_stand_below_the_source() -> None:
    """来源：… 作者：… under a headline of a web page."""
    blocks = (
        *((Kind.DISPLAY, "自习室亮灯"), (Kind.SOURCE, "来源：《工人日报》")),
        *((Kind.BYLINE, "作者：于文卓"), (Kind.TEXT, LIBRARY)),
    )
    (one,) = made(*blocks, is_page=False).stories
    assert [block.kind for block in one.headings] == [Kind.DISPLAY, Kind.BYLINE]


def test_a_document_that_knows_its_paragraphs_is_neither_cut_nor_joined() -> None:
    """A paragraph without a full stop was written so; a repeat, too."""
    blocks = (
        *((Kind.DISPLAY, "自习室亮灯"), (Kind.TEXT, LIBRARY[:-1]), (Kind.TEXT, COURT)),
        (Kind.TEXT, COURT),
    )
    found = made(*blocks, is_page=False)
    assert [[b.words for b in s.body] for s in found.stories] == [[LIBRARY[:-1], COURT, COURT]]
    assert not any(b.lost_after for s in found.stories for b in s.body)
    assert not found.left_out
