"""What stands on a page twice counts once; what only looks alike stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.kinds import Block, Kind
from compositor.intake.repeats import common_tail, drop_repeats
from compositor.intake.worked import Record
from tests.intake.samples import SEEDS, page_of, told

LONG = "每年选好一个主题，开展劳动竞赛，选定一批工种，开展各类技能竞赛。"
REPEATED = {
    "000": ["每年选好一个主题，开展劳动竞赛", "小编说：在新时代的发展进程中，"],
    "003": ["【主席之声】"],
    "004": ["【主席之声】"],
}


def dropped(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Record]:
    """The blocks without repeats, and the record."""
    record = Record()
    return drop_repeats(blocks, record), record


@pytest.mark.parametrize("seed", SEEDS)
def test_the_repeats_of_the_seeds_are_left_out_once(seed: str) -> None:
    """A section and a note at the end of 000, a label of 003 and of 004; nothing else."""
    kept, record = dropped(told(seed).blocks)
    gone = [block.words[:15] for block in told(seed).blocks if block not in kept]
    assert gone == REPEATED.get(seed, [])
    assert len(record.left_out) == len(gone)
    assert {(d.code, d.confidence) for d in record.doubts} <= {("repeated", 95)}


def test_the_later_copy_goes() -> None:
    """Its own characters are on record, not those of the first."""
    blocks = page_of((Kind.TEXT, LONG), (Kind.TEXT, "另一段。"), (Kind.TEXT, LONG))
    kept, record = dropped(blocks)
    assert kept == blocks[:2]
    assert [one.origins for one in record.left_out] == [blocks[2].text.origins]
    assert [one.why for one in record.left_out] == ["repeated"]


@pytest.mark.parametrize(
    "blocks",
    [
        page_of((Kind.TEXT, "大家鼓掌。"), (Kind.TEXT, "大家鼓掌。")),
        page_of((Kind.TEXT, LONG), (Kind.TEXT, LONG[:-2] + "。")),
        page_of((Kind.CROSSHEAD, LONG), (Kind.CROSSHEAD, LONG)),
        page_of((Kind.LABEL, "【快讯】"), (Kind.TEXT, "甲。"), (Kind.LABEL, "【快讯】")),
        page_of((Kind.SOURCE, "来源：《工人日报》"), (Kind.SOURCE, "来源：《工人日报》")),
    ],
    ids=["short", "nearly", "crosshead", "label of another article", "source"],
)
def test_what_is_written_twice_on_purpose_stays(blocks: tuple[Block, ...]) -> None:
    """Short paragraphs, headings, labels of several articles, sources."""
    kept, record = dropped(blocks)
    assert kept == blocks and not record.left_out


def test_a_label_counts_once_in_one_group_of_headings() -> None:
    """【主席之声】 above a headline and again above the first column."""
    blocks = page_of(
        (Kind.LABEL, "【主席之声】"),
        (Kind.DISPLAY, "聚焦时代主题"),
        (Kind.LABEL, "【主席之声】"),
        (Kind.TEXT, "当前，…。"),
        (Kind.LABEL, "【主席之声】"),
    )
    kept, _ = dropped(blocks)
    assert kept == (*blocks[:2], *blocks[3:])


@pytest.mark.parametrize(
    ("text", "other", "length"),
    [
        ("甲，" + LONG[:-1], "乙丙" + LONG[:-1], 31),
        ("甲，" + LONG[:-1], "乙，" + LONG[:-1], 31),
        (LONG, LONG, 32),
        ("甲" + LONG[-20:], "乙" + LONG[-20:], 0),
        (LONG, "", 0),
    ],
)
def test_a_common_tail_is_long_and_begins_with_no_mark(text: str, other: str, length: int) -> None:
    """The mark before a repeat belongs to what stands before it."""
    assert common_tail(text, other) == length


def test_the_passage_that_stands_twice_in_seed_002_is_found() -> None:
    """64 characters from 建立了“江苏省光伏玻璃 to 系统等设."""
    ends = [b.words for b in told("002").blocks if b.words.endswith("循环处理系统等设")]
    length = common_tail(*ends)
    assert ends[0][-length:].startswith("建立了“江苏省光伏玻璃") and length == 64


@given(st.lists(st.sampled_from([LONG, "甲。", LONG[:25], LONG[::-1]]), max_size=8))
def test_every_block_is_kept_or_left_out(texts: list[str]) -> None:
    """In their order, and each text of some length once."""
    blocks = page_of(*((Kind.TEXT, text) for text in texts))
    kept, record = dropped(blocks)
    out = {one.origins for one in record.left_out}
    assert [b for b in blocks if b.text.origins not in out] == list(kept)
    words = [b.words for b in kept if len(b.words) > 20]
    assert len(words) == len(set(words))
