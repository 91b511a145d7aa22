"""A story of blocks becomes a draft article: fields, body, pictures, marks of what is lost."""

import pytest

from compositor.intake.casting import Story
from compositor.intake.drafts import Drafted, draft
from compositor.intake.kinds import Block, Kind
from compositor.model.draft import SUPPLIED, DraftArticle, traced
from compositor.model.issue import LOST_MARKS, BlockKind
from tests.intake.samples import SEEDS, affinity_of, article, corrected, page_of, taken, words_of

TEXT = "区总工会开设职工自习室，职工在自习室读书学习。"


def drafted(headings: tuple[Block, ...] = (), body: tuple[Block, ...] | None = None) -> Drafted:
    """The draft of a story; without a body it has one paragraph."""
    body = page_of((Kind.TEXT, TEXT)) if body is None else body
    return draft("a01", Story(headings, body), affinity_of(body))


def made(*headings: tuple[Kind, str]) -> dict[str, str]:
    """The fields made of headings."""
    return words_of(drafted(page_of(*headings)).article)


def texts(one: DraftArticle) -> list[str]:
    return [block.text.text for block in one.blocks]


# ---------------------------------------------------------------------------- headings


@pytest.mark.parametrize(
    ("seed", "beginning", "fields"),
    [
        (
            *("003", "今年以来，滨海县"),
            {
                "label": "履职手记",
                "headline": "实施“五力”工程推动工会工作再上新台阶",
                "byline": "滨海县总工会法律工作部部长 陶金",
            },
        ),
        (
            *("003", "当前，南通"),
            {
                "label": "主席之声",
                "headline": "聚焦时代主题 汇聚磅礴力量",
                "deck": "为推进中国式现代化南通新实践争做更大贡献",
                "byline": "南通市人大常委会副主任、市总工会主席 王少勇",
            },
        ),
        (
            *("002", "南京市江宁区"),
            {
                "label": "主席之声",
                "kicker": "探索劳动争议多元化解「枫桥经验」",
                "headline": "五指成拳聚合合力 多元化解暖民心",
                "byline": "南京市江宁区人大常委、区总工会党组书记、主席 李国忠",
            },
        ),
        (
            *("001", "习近平总书记"),
            {
                "headline": "创新驱动充电赋能 迸发新质生产力“新引擎”",
                "deck": "——“劳模工匠助企行”专项行动走进国网兴化市供电公司",
            },
        ),
        (
            *("004", "山东省济宁市"),
            {
                "label": "他山之石",
                "headline": "山东济宁:「理响工会」直播间 让正能量有「大流量」",
                "source": "《工人日报》",
            },
        ),
        ("003", "日前，淮安市洪泽区", {"headline": "“工会夜市”暖心服务"}),
    ],
)  # fmt: skip
def test_the_fields_of_the_seeds_articles(
    seed: str, beginning: str, fields: dict[str, str]
) -> None:
    """Label, kicker, headline, deck, byline and source, each where it belongs."""
    assert words_of(article(seed, beginning)) == fields


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("甲乙丙丁戊",), {"headline": "甲乙丙丁戊"}),
        (("甲乙丙丁戊", "——己庚"), {"headline": "甲乙丙丁戊", "deck": "——己庚"}),
        (
            ("探索多元化解", "五指成拳 化解民心", "来自某地"),
            {"kicker": "探索多元化解", "headline": "五指成拳 化解民心", "deck": "来自某地"},
        ),
    ],
)
def test_a_pair_of_equal_halves_is_the_headline(
    headings: tuple[str, ...], fields: dict[str, str]
) -> None:
    """Before it stands the kicker, after it the deck; without one the first is the headline."""
    assert made(*((Kind.DISPLAY, words) for words in headings)) == fields


def test_where_sizes_are_known_the_largest_is_the_headline() -> None:
    """Whatever the form of the others."""
    lines = (("五指成拳 化解民心", 2000), ("以案普法促和谐", 4000), ("来自某地", 1500))
    blocks = tuple(Block(Kind.DISPLAY, traced(words, 0), size=size) for words, size in lines)
    fields = words_of(drafted(blocks).article)
    assert fields == {"kicker": lines[0][0], "headline": lines[1][0], "deck": lines[2][0]}


def test_of_several_lines_an_editor_is_asked_which_is_the_headline() -> None:
    """Not of a single one."""
    two = drafted(page_of((Kind.DISPLAY, "甲乙丙"), (Kind.DISPLAY, "丁戊己")))
    one = drafted(page_of((Kind.DISPLAY, "甲乙丙")))
    assert [d.code for d in two.doubts] == ["which-headline"]
    assert not one.doubts


@pytest.mark.parametrize(
    ("words", "headline"),
    [
        (
            "让正能量有「大流量」 山东济宁:「理响工会」直播间",
            "山东济宁:「理响工会」直播间 让正能量有「大流量」",
        ),
        ("太原：职工不出写字楼 就能提技能", "太原：职工不出写字楼 就能提技能"),
        ("工会送清凉 防暑保安康", "工会送清凉 防暑保安康"),
    ],
)
def test_a_headline_read_from_the_wrong_side_is_turned(words: str, headline: str) -> None:
    """What begins with its place comes first; every character keeps its origin."""
    (block,) = page_of((Kind.DISPLAY, words))
    found = drafted((block,)).article.field("headline")
    assert found.text == headline
    assert "".join(words[o] for o in found.origins) == headline


@pytest.mark.parametrize("seed", SEEDS)
def test_a_supplied_headline_is_a_clause_of_the_article(seed: str) -> None:
    """Word for word, without origins, and only where the headline is lost."""
    lost = {a.body[0].text[:12] for a in corrected(seed) if "headline" in a.supplied}
    found = [one for one in taken(seed).articles if one.supplied]
    assert {texts(one)[0][:12] for one in found} == lost
    for one in found:
        assert one.supplied == ("headline",)
        assert one.field("headline").text in "".join(texts(one))
        assert set(one.field("headline").origins) == {SUPPLIED}


def test_what_the_layout_prints_itself_is_left_out_by_name() -> None:
    """Brackets round a label, 来源： before a source."""
    body = page_of((Kind.TEXT, TEXT), (Kind.SOURCE, "（来源：《工人日报》）"))
    found = drafted(page_of((Kind.LABEL, "【快讯】"), (Kind.DISPLAY, "甲乙丙丁")), body)
    assert words_of(found.article) == {
        "label": "快讯",
        "headline": "甲乙丙丁",
        "source": "《工人日报》",
    }
    assert [(one.why, len(one.origins)) for one in found.left_out] == [
        ("bracket", 2),
        ("source-word", 5),
    ]


# -------------------------------------------------------------------------------- body


def test_kinds_of_blocks_become_kinds_of_paragraphs() -> None:
    """A row of a table is a paragraph; captions, credits and sources are none."""
    body = page_of(
        *(
            (Kind.TEXT, TEXT),
            (Kind.CROSSHEAD, "小题"),
            (Kind.ROW, "一行"),
            (Kind.NOTE, "编后：好。"),
        ),
        *((Kind.CAPTION, "图中。"), (Kind.CREDIT, "王明 摄"), (Kind.SOURCE, "来源：某报")),
    )
    assert [(b.kind, b.text.text) for b in drafted(body=body).article.blocks] == [
        (BlockKind.PARAGRAPH, TEXT),
        (BlockKind.CROSSHEAD, "小题"),
        (BlockKind.PARAGRAPH, "一行"),
        (BlockKind.NOTE, "编后：好。"),
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_word_of_a_note_is_bold(seed: str) -> None:
    """小编说：, as the editors have it."""
    notes = [b for a in taken(seed).articles for b in a.blocks if b.kind is BlockKind.NOTE]
    assert {b.text.text[slice(*b.strong[0])] for b in notes} <= {"小编说：", "小编说:"}
    assert all(len(b.strong) == 1 for b in notes)


def test_a_crosshead_is_bold_by_its_style_not_by_its_text() -> None:
    """So its bold stretches go; those of text stay."""
    blocks = (
        Block(Kind.CROSSHEAD, traced("小题", 0), ((0, 2),)),
        Block(Kind.TEXT, traced("甲乙丙。", 3), ((1, 3),)),
    )
    assert [b.strong for b in drafted(body=blocks).article.blocks] == [(), ((1, 3),)]


@pytest.mark.parametrize(
    ("seed", "beginning", "incomplete", "marks"),
    [
        ("002", "常熟市总工会将", ("ending",), ["叫得响〔下文缺〕"]),
        ("002", "近年来，宜兴", ("ending",), ["近年来，〔下文缺〕"]),
        ("004", "近年来,江阴", ("middle", "ending"), ["〔文缺〕主体责任", "产业工人服〔下文缺〕"]),
        ("004", "近年来,滨海县", ("ending",), ["工作法,〔下文缺〕"]),
        ("003", "今年以来，滨海县", (), []),
    ],
)
def test_what_is_lost_is_marked_in_the_text_and_named(
    seed: str, beginning: str, incomplete: tuple[str, ...], marks: list[str]
) -> None:
    """At the place, by the marks a layout prints."""
    one = article(seed, beginning)
    whole = "\n".join(texts(one))
    assert one.incomplete == incomplete
    assert sum(whole.count(mark) for mark in LOST_MARKS.values()) == len(marks)
    assert all(mark in whole for mark in marks)


def test_a_lost_beginning_is_a_beginning_only_at_the_first_paragraph() -> None:
    """Bold stretches move behind the mark; the mark has no origin."""
    blocks = tuple(
        Block(Kind.TEXT, traced(words, at), ((0, 1),), lost_before=True)
        for at, words in ((0, "甲乙。"), (9, "丙丁。"))
    )
    found = drafted(body=blocks).article
    assert texts(found) == ["〔上文缺〕甲乙。", "〔文缺〕丙丁。"]
    assert found.incomplete == ("beginning", "middle")
    assert [b.text.text[slice(*b.strong[0])] for b in found.blocks] == ["甲", "丙"]
    assert found.blocks[0].text.origins[:6] == (*[SUPPLIED] * 5, 0)


# ---------------------------------------------------------------------------- pictures


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pictures_of_the_seeds_have_their_captions_and_credits(seed: str) -> None:
    """All of them are lost, so that none has a file."""
    found = [(p.file, p.credit.text) for a in taken(seed).articles for p in a.pictures]
    assert found == [("", p.credit) for a in corrected(seed) for p in a.pictures]


@pytest.mark.parametrize(
    ("body", "pictures"),
    [
        (((Kind.CAPTION, "甲。"), (Kind.CREDIT, "王明 摄")), [("", "甲。", "王明 摄")]),
        (((Kind.CREDIT, "王明 摄"),), [("", "", "王明 摄")]),
        (((Kind.CAPTION, "甲。"), (Kind.CAPTION, "乙。")), [("", "甲。", ""), ("", "乙。", "")]),
        (
            ((Kind.CAPTION, "甲。"), (Kind.CREDIT, "王明 摄"), (Kind.CREDIT, "李明 图")),
            [("", "甲。", "王明 摄 李明 图")],
        ),
        (((Kind.TEXT, TEXT),), []),
    ],
)
def test_a_caption_and_the_credit_below_it_are_one_picture(
    body: tuple[tuple[Kind, str], ...], pictures: list[tuple[str, str, str]]
) -> None:
    """Either may stand alone."""
    found = drafted(body=page_of(*body)).article.pictures
    assert [(p.file, p.caption.text, p.credit.text) for p in found] == pictures


def test_a_picture_keeps_the_file_its_reader_found() -> None:
    """With the caption below it; the next picture has its own."""
    body = (
        Block(Kind.PICTURE, traced("", 0), picture="1.jpg"),
        Block(Kind.CAPTION, traced("甲。", 0)),
        Block(Kind.PICTURE, traced("", 2), picture="2.jpg"),
        Block(Kind.TEXT, traced(TEXT, 2)),
    )
    found = drafted(body=body).article.pictures
    assert [(p.file, p.caption.text) for p in found] == [("1.jpg", "甲。"), ("2.jpg", "")]


@pytest.mark.parametrize(("part", "mark"), LOST_MARKS.items())
def test_a_mark_that_stands_in_the_source_is_told_and_not_doubled(part: str, mark: str) -> None:
    """The PDF of a back issue is imported."""
    body = (Block(Kind.TEXT, traced(f"形成拿得出、叫得响{mark}", 0)),)
    article = drafted(body=body).article
    assert (article.incomplete, article.blocks[0].text.text.count(mark)) == ((part,), 1)
