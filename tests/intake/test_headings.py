"""Headlines and crossheads told apart: every display line of the seeds, and each thing that counts."""

import pytest

from compositor.intake.headings import tell_headings
from compositor.intake.kinds import Block, Kind
from tests.intake.samples import (
    SEEDS,
    affinity_of,
    bare,
    blocks,
    crossheads,
    fields,
    page_of,
    told,
)

TALK = "坚持以职工为中心，把服务送到职工身边，推动工会工作高质量发展。"
FIRST = "常熟市总工会深化产业工人队伍建设改革，建设新型职工书屋。"
SECOND = "日前，连云区举办研学活动，组织干部参观丰盈油脂产业园。"


def decided(*lines: tuple[Kind, str]) -> list[Kind]:
    """The kinds of the display lines after the step."""
    page = page_of(*lines)
    found = tell_headings(page, affinity_of(page)).blocks
    return [b.kind for a, b in zip(page, found, strict=True) if a.kind is Kind.DISPLAY]


def sized(words: str, size: int, level: int = 0, kind: Kind = Kind.DISPLAY) -> Block:
    (block,) = page_of((kind, words))
    return Block(kind, block.text, size=size, level=level)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_display_line_of_the_seeds_is_decided_right(seed: str) -> None:
    """Twenty-four crossheads, and all that remains is headlines, kickers and decks."""
    found = {bare(b.words) for b in told(seed).blocks if b.kind is Kind.CROSSHEAD}
    assert found == crossheads(seed)
    headlines = fields(seed, "headline", "kicker", "deck")
    lines = [bare(b.words) for b in told(seed).blocks if b.kind is Kind.DISPLAY]
    assert len(lines) == len(headlines)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_but_display_lines_is_decided(seed: str) -> None:
    """Texts and their order stay, and the kinds the forms have told."""
    before, after = blocks(seed), told(seed).blocks
    assert [b.text for b in after] == [b.text for b in before]
    changed = {a.kind for a, b in zip(before, after, strict=True) if a.kind is not b.kind}
    assert changed <= {Kind.DISPLAY}
    assert {d.code for d in told(seed).doubts} <= {"headline", "crosshead"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_decisions_on_the_seeds_are_fairly_sure(seed: str) -> None:
    """Each above the 70 in 100 that a guess would not reach."""
    assert all(d.confidence >= 70 for d in told(seed).doubts)


# ---------------------------------------------------------------------- what counts


def test_a_line_with_a_number_of_its_own_is_a_crosshead() -> None:
    """Two in a row, right under the headline, and before news as well; a year is no number."""
    lines = (
        *(
            (Kind.DISPLAY, "服务到身边"),
            (Kind.DISPLAY, "一、总体要求"),
            (Kind.DISPLAY, "（一）指导思想"),
        ),
        *((Kind.TEXT, TALK), (Kind.DISPLAY, "2. 研学活动"), (Kind.TEXT, SECOND)),
        *((Kind.DISPLAY, "2024年的十件实事"), (Kind.BYLINE, "总工会 王明"), (Kind.TEXT, TALK)),
    )
    assert decided(*lines) == [Kind.DISPLAY, *[Kind.CROSSHEAD] * 3, Kind.DISPLAY]


@pytest.mark.parametrize(
    "lines",
    [
        ((Kind.LABEL, "【快讯】"), (Kind.DISPLAY, "服务到身边"), (Kind.TEXT, TALK)),
        ((Kind.TEXT, TALK), (Kind.DISPLAY, "服务到身边"), (Kind.BYLINE, "总工会 王明")),
        ((Kind.TEXT, TALK), (Kind.DISPLAY, "服务到身边"), (Kind.DISPLAY, "再上新台阶")),
        ((Kind.TEXT, TALK), (Kind.NOTE, "编后：好。"), (Kind.DISPLAY, "服务到身边"), (Kind.TEXT, TALK)),
        ((Kind.TEXT, TALK), (Kind.SOURCE, "来源：某报"), (Kind.DISPLAY, "服务到身边"), (Kind.TEXT, TALK)),
        ((Kind.DISPLAY, "服务到身边"), (Kind.TEXT, TALK)),
        ((Kind.TEXT, FIRST), (Kind.DISPLAY, "工会干部培训 提升综合素质"), (Kind.TEXT, SECOND)),
    ],
    ids=["label", "byline", "two lines", "after a note", "after a source", "first", "news"],
)  # fmt: skip
def test_a_heading_where_an_article_must_begin_is_a_headline(
    lines: tuple[tuple[Kind, str], ...],
) -> None:
    """Beside other headings, after the end of an article, above news from elsewhere."""
    assert set(decided(*lines)) == {Kind.DISPLAY}


@pytest.mark.parametrize(
    "lines",
    [
        ((Kind.TEXT, TALK), (Kind.DISPLAY, "坚持服务，推动发展"), (Kind.TEXT, TALK)),
        (
            *((Kind.TEXT, TALK), (Kind.DISPLAY, "政治领航强引力"), (Kind.TEXT, TALK)),
            *((Kind.DISPLAY, "彰显地位强内力"), (Kind.TEXT, TALK)),
        ),
    ],
    ids=["comma", "alike"],
)
def test_a_heading_within_one_subject_is_a_crosshead(
    lines: tuple[tuple[Kind, str], ...],
) -> None:
    """What stands above and below speaks of the same; headings of one article are built alike."""
    assert set(decided(*lines)) == {Kind.CROSSHEAD}


def test_a_deck_behind_a_dash_is_never_a_crosshead() -> None:
    """——“劳模工匠助企行”走进国网兴化: a dash opens decks."""
    assert decided((Kind.TEXT, TALK), (Kind.DISPLAY, "——走进国网兴化"), (Kind.TEXT, TALK)) == [
        Kind.DISPLAY
    ]


@pytest.mark.parametrize(
    ("size", "level", "kind"),
    [(3000, 2, Kind.DISPLAY), (1000, 6, Kind.CROSSHEAD), (1100, 3, Kind.CROSSHEAD)],
)
def test_where_sizes_are_known_they_decide(size: int, level: int, kind: Kind) -> None:
    """A line three times the body is a headline, one of its size a crosshead."""
    text = [sized(TALK, 1000, kind=Kind.TEXT) for _ in range(2)]
    page = (text[0], sized("服务到身边", size, level), text[1])
    assert tell_headings(page, affinity_of(page)).blocks[1].kind is kind


def test_where_levels_are_known_the_first_is_a_headlines() -> None:
    """In a document with headings of level 1 those of level 2 are crossheads."""
    one, two = sized("职工书屋", 0, 1), sized("服务到身边", 0, 2)
    text = sized(TALK, 0, kind=Kind.TEXT)
    page = (text, one, text, two, text)
    assert [b.kind for b in tell_headings(page, affinity_of(page)).blocks[1::2]] == [
        Kind.DISPLAY,
        Kind.CROSSHEAD,
    ]


def test_a_line_below_a_crosshead_that_a_column_cut_short_is_text() -> None:
    """Two display lines, but the second goes on below: it is no deck."""
    page = page_of(
        (Kind.TEXT, TALK),
        (Kind.DISPLAY, "坚持服务，推动发展"),
        (Kind.DISPLAY, "把服务送到职工身边，建设"),
        (Kind.TEXT, "新型职工书屋，满足学习需求。"),
    )
    kinds = [b.kind for b in tell_headings(page, affinity_of(page)).blocks]
    assert kinds == [Kind.TEXT, Kind.CROSSHEAD, Kind.TEXT, Kind.TEXT]
