"""What had better stay on one line: where a line end has a price, and that it is paid (§1.7)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import pytest
from hypothesis import given

from compositor.model.galley import Line
from compositor.setting import prepare
from compositor.setting.kinsoku import breaks
from compositor.setting.unions import PART, REMARK, UNIT, unions
from tests.samples import planned
from tests.setting.samples import BODY, set_text
from tests.setting.texts import chinese_texts

# `|` where a number is parted from its unit, `:` where a date or a range is cut.
UNIONS = [
    "20|万|欧|元",
    "2026|年:11|月:20|日",
    "12|时:30|分",
    "第|3|届",
    "第|12|版",
    "5|个",
    "3.5|个|百|分|点",
    "１２０|个",
    "100|多|家",
    "20|多|万|人",
    "1,280|元",
    "2.5|亿|元",
    "90|年|代",
    "20|世|纪",
    "5|公|里",
    "10 |万|元",
    "5 |km",
    "2026 |年 :11 |月 :20 |日",
    "10%～:20%",
    "8|月:1|日至:7|日",
    "9：30—:11：30",
    "2023–:2025|年",
    "3·|15",
    "卡尔·|马克思",
    "卡尔•|马克思",
]  # fmt: skip


def marked(text: str) -> str:
    """A text with the prices of its places written in."""
    signs, prices = {UNIT: "|", PART: ":", None: ""}, unions(text)
    return "".join(signs[prices.get(p)] + c for p, c in enumerate(text))


@pytest.mark.parametrize("union", UNIONS)
def test_a_line_end_inside_a_union_has_its_price(union: str) -> None:
    """Twice as dear between a number and its unit as between the parts of a date."""
    text = union.replace("|", "").replace(":", "")
    assert marked(text) == union
    assert marked(f"共计{text}左右") == f"共计{union}左右"
    assert UNIT > PART > 0


@pytest.mark.parametrize(
    "text", ["", "国", "2025", "90%", "第十届", "C919飞机", "十五个", "10 国", "5 kmart"]
)
def test_what_is_no_number_with_a_unit_costs_nothing(text: str) -> None:
    assert unions(text) == {}


@given(chinese_texts())
def test_prices_stand_inside_the_text(text: str) -> None:
    assert all(0 < p < len(text) for p in unions(text))


def test_a_union_is_no_ban() -> None:
    """A narrow column must be even before it is tidy: the breaks stay permitted."""
    text = "2026年11月20日"
    allowed = breaks(text)
    assert [p for p in unions(text) if not allowed[p]] == []


def parted(zi: int) -> int:
    """How many line ends part a union in the articles of the seed issue."""
    blocks = [block.text for article in planned().articles for block in article.body]
    return sum(len({*_ends(set_text(text, zi, BODY))} & {*unions(text)}) for text in blocks)


def _ends(lines: Sequence[Line]) -> Iterator[int]:
    return accumulate(len(line.text) for line in lines)


def test_the_price_keeps_unions_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it lines end where they are evenest, and unions are parted more often."""
    priced = [parted(zi) for zi in (11, 13, 16)]
    monkeypatch.setattr(prepare, "unions", lambda text: {})
    free = [parted(zi) for zi in (11, 13, 16)]
    assert all(a <= b for a, b in zip(priced, free, strict=True))
    assert sum(priced) < 3 * sum(free) / 4


def test_an_editors_mark_is_kept_whole_at_almost_any_price() -> None:
    assert unions("叫得响〔下文缺〕") == dict.fromkeys(range(4, 8), REMARK)
    assert REMARK > 10 * UNIT
