"""Which paragraphs go on in which: the columns of the seeds put together again."""

from functools import cache

import pytest

from compositor.intake.joins import Link, links_of, tails_of
from compositor.intake.kinds import Kind
from compositor.intake.repeats import drop_repeats
from compositor.intake.stretches import Run, stretches_of
from compositor.intake.worked import Record
from tests.intake.samples import SEEDS, affinity, affinity_of, page_of, told

# Where a column ends within a sentence, and where it goes on; README of the seeds.
CUTS = {
    "000": {
        "级改造区工|人文化宫，",
        "化产改的后|备力量。",
        "，多措并举|举、兜底保",
        "务矩阵，让|新业态劳动",
        "工作嵌入红|色工运文脉",
        "庭观，提高|新业态劳动",
    },
    "001": {
        "时强调“大|国工匠是我",
        "积分奖励办|法》，以及",
        "市职工服务|中心阵地建",
        "会工作全面|“搬”到线",
        "会主席常传|林陪同调研",
        "技园省级职|工书屋荣誉",
        "聚和资源共|享的优势，",
        "一线》杂志|(季刊)的",
        "24小时自|助服务驿站",
        "以上基层职|工提供便捷",
        "党，拥护党|的纲领，遵",
        "人员接受了|一次深刻的",
        "。讨论交流|中，审判员",
    },
    "002": {
        "等多种形式|最大限度把",
        "为竞赛单位|成立冲锋队",
        "职工大显身|手，展示娴",
        "理系统等设|备，实现了",
    },
    "003": set(),
    "004": {"阅读分享会|478场(", "工书屋总面|积人均不足"},
}
# Columns that go on nowhere: what followed is lost, or stands elsewhere with its continuation.
LOST = {
    "002": ["出、叫得响", "理系统等设"],
    "004": ["产业工人服", "”工作法,"],
}


@cache
def runs(seed: str) -> tuple[Run, ...]:
    return stretches_of(drop_repeats(told(seed).blocks, Record())).runs


@cache
def links(seed: str) -> tuple[Link, ...]:
    return links_of(runs(seed), affinity(seed), "\n".join(b.words for b in told(seed).blocks))


def sides(seed: str, link: Link) -> str:
    tail, head = (runs(seed)[spot.run].blocks[spot.block].words for spot in link[:2])
    return f"{tail[-5:]}|{head[:5]}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_column_cuts_of_the_seeds_are_joined_and_nothing_else(seed: str) -> None:
    """Twenty-five cuts on four pages; no two texts are joined that were not one."""
    assert {sides(seed, link) for link in links(seed)} == CUTS[seed]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_column_whose_continuation_is_lost_goes_on_nowhere(seed: str) -> None:
    """常熟 breaks off, 江阴 and 滨海 too; 宜兴 has one passage twice."""
    linked = {link.tail for link in links(seed)}
    left = [s for s in tails_of(runs(seed)) if s not in linked]
    ends = [runs(seed)[spot.run].blocks[spot.block].words[-5:] for spot in left]
    assert ends == LOST.get(seed, [])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_come_first_and_each_side_is_used_once(seed: str) -> None:
    """A column goes on in one place, and one place goes on from one column."""
    points = [link.points for link in links(seed)]
    assert points == sorted(points, reverse=True)
    assert len({link.tail for link in links(seed)}) == len(points)
    assert len({link.head for link in links(seed)}) == len(points)


def test_the_last_part_of_a_scattered_article_may_stand_first() -> None:
    """宜兴 of seed 002: 系统等设 at the end of the page goes on far above."""
    (link,) = (one for one in links("002") if sides("002", one).startswith("理系统等设"))
    assert link.head.run < link.tail.run


def test_links_between_runs_close_no_circle() -> None:
    """Two runs that would each go on in the other: one of them does not."""
    blocks = page_of(
        (Kind.TEXT, "职工大显身"),
        (Kind.DISPLAY, "甲"),
        (Kind.TEXT, "手，展示娴熟技能。后来职工大显身"),
        (Kind.DISPLAY, "乙"),
        (Kind.TEXT, "手，展示技能，职工大显身"),
    )
    small = stretches_of(blocks).runs
    found = links_of(small, affinity_of(blocks), "\n".join(b.words for b in blocks))
    after = {link.tail.run: link.head.run for link in found if link.tail.run != link.head.run}
    for start in after:
        run, steps = start, 0
        while run in after and steps <= len(after):
            run, steps = after[run], steps + 1
        assert steps <= len(after)


def test_only_what_stops_within_a_sentence_is_a_tail() -> None:
    """Captions and headings are none, whatever they end in."""
    blocks = page_of(
        (Kind.TEXT, "一句完了。"),
        (Kind.TEXT, "一句没有完"),
        (Kind.CAPTION, "图中没有句号"),
        (Kind.NOTE, "编后：也没有完"),
    )
    small = stretches_of(blocks).runs
    assert [small[s.run].blocks[s.block].words for s in tails_of(small)] == [
        "一句没有完",
        "编后：也没有完",
    ]
