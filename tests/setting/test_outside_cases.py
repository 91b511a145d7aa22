"""Cases written by others, read in place: `../shared/cases` beside the project's root.

They are not part of the project, whose own tests state the same rules in tables of their own;
where the folder is absent these tests are skipped. Rows with `disputed` decide nothing; every other
row must hold, of type in the real faces and, where a row can be put so, of plain strings.
"""

import json
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import pytest

from compositor.segment import phrase_starts
from compositor.setting import break_headline, break_paragraph, may_break, natural_widths
from compositor.setting.grammar import BANNED, DOUBTFUL
from compositor.setting.phrases import phrase_costs
from compositor.setting.unions import unions
from tests.samples import ROOT
from tests.setting.checks import places
from tests.setting.samples import EM, RAGGED, between, milli, set_line, set_text, texts

CASES = ROOT.parent / "shared" / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"no cases of others at {CASES}")

Row = dict[str, Any]


def rows(name: str, **wanted: object) -> list[Row]:
    """The rows of a file that decide something and hold the wanted values."""
    path = CASES / f"{name}.jsonl"
    if not path.exists():
        return []
    found = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [r for r in found if not r.get("disputed") and wanted.items() <= r.items()]


def by_id(row: Row) -> str:
    return str(row["id"])


def disagreements(row: Row) -> list[int]:
    """Offsets where a line may break and should not, or should and may not."""
    text = row["text"]
    forbidden = [p for p in row.get("break_forbidden_at", []) if may_break(text, p)]
    refused = [p for p in row.get("break_allowed_at", []) if not may_break(text, p)]
    return forbidden + refused


def in_thousandths(em: float) -> int:
    return round(1000 * em)


def plain_between(text: str, style: str) -> float:
    """How much room a plain text takes between two hanzi, in em."""
    return sum(natural_widths(f"国{text}国", style)[1:-1])


@pytest.mark.parametrize("row", rows("gbt15834_breaks"), ids=by_id)
def test_the_national_standard_clause_by_clause(row: Row) -> None:
    assert disagreements(row) == []


@pytest.mark.parametrize("row", rows("wpt_i18n_zh_linebreak"), ids=by_id)
def test_web_platform_tests_strict(row: Row) -> None:
    assert disagreements(row) == []


@pytest.mark.parametrize("row", rows("numbers_units"), ids=by_id)
def test_numbers_and_units(row: Row) -> None:
    """Rows of level `headline` and `soft` are costs for a breaker, not bans: each has its price."""
    if row.get("level") in ("headline", "soft"):
        assert [p for p in disagreements(row) if p not in unions(row["text"])] == []
        assert disagreements(row), "a soft union is forbidden now: test it as required"
    else:
        assert disagreements(row) == []


@pytest.mark.parametrize(
    "row", [r for r in rows("gbt15834_widths") if r.get("at") != "line_end"], ids=by_id
)
def test_widths_of_the_national_standard(row: Row) -> None:
    """Full width alone, in 全角式; dashes, ellipses and the interpunct as they are."""
    assert between(row["text"], punctuation="quanjiao") == in_thousandths(row["expect_marks_em"])


@pytest.mark.parametrize(
    "row", [r for r in rows("gbt15834_widths") if r.get("at") != "line_end"], ids=by_id
)
def test_widths_of_the_national_standard_in_plain_text(row: Row) -> None:
    assert plain_between(row["text"], "quanjiao") == row["expect_marks_em"]


@pytest.mark.parametrize("punctuation", ["kaiming", "quanjiao"])
@pytest.mark.parametrize("row", rows("gbt15834_widths", at="line_end"), ids=by_id)
def test_widths_at_a_line_end(row: Row, punctuation: str) -> None:
    """GB/T 15834 5.1.10."""
    line = set_line(f"国{row['text']}", punctuation=punctuation)
    assert milli(line.width) - 1000 == pytest.approx(1000 * row["expect_marks_em"], abs=10)


@pytest.mark.parametrize("row", rows("gbt15834_widths", at="line_end"), ids=by_id)
def test_widths_at_a_line_end_in_plain_text(row: Row) -> None:
    """Three and a half 字 hold three and a mark."""
    text = f"国国国{row['text']}国国国"
    assert break_paragraph(text, 3.5, 0, style="quanjiao")[0] == text[:4]


@pytest.mark.parametrize("row", rows("wpt_trim_all_banjiao"), ids=by_id)
def test_half_width_style(row: Row) -> None:
    first, *_, last = row["expect_char_em"]
    marks = between(row["text"][1:-1], punctuation="banjiao")
    assert marks == in_thousandths(row["expect_total_em"] - first - last)


@pytest.mark.parametrize("row", rows("wpt_trim_all_banjiao"), ids=by_id)
def test_half_width_style_in_plain_text(row: Row) -> None:
    assert natural_widths(row["text"], "banjiao") == row["expect_char_em"]


@pytest.mark.parametrize(
    "row",
    [
        r
        for r in rows("wpt_text_spacing_trim_lines")
        if r["expect_lines"] and "trim-start" in r["rule"]
    ],
    ids=by_id,
)
def test_line_starts_and_ends_trimmed(row: Row) -> None:
    """CSS trim-start is what all our styles do at a line start; it trims the end if it must."""
    lines = [
        line
        for paragraph in row["text"].split("\n")
        for line in set_text(paragraph, row["measure_em"], RAGGED, "quanjiao")
    ]
    assert texts(lines) == row["expect_lines"]
    assert [line.width / EM for line in lines] == pytest.approx(row["expect_line_em"], abs=0.01)
    assert all(places(line)[0].x == -EM // 2 for line in lines if line.text[0] in "（“")


@pytest.mark.parametrize(
    "row", [r for r in rows("wpt_text_spacing_trim_lines") if r["expect_lines"]], ids=by_id
)
def test_lines_of_plain_text(row: Row) -> None:
    """Where lines end does not depend on the value of text-spacing-trim in any of these rows."""
    lines = [
        line
        for paragraph in row["text"].split("\n")
        for line in break_paragraph(paragraph, row["measure_em"], 0, style="quanjiao")
    ]
    assert lines == row["expect_lines"]


# ------------------------------------------------------------------------------- headline turns

HEADLINE_WIDTHS = range(6, 15)  # em
HEADLINE_LINES = 3
MOST_IN_WORDS = 0.009  # of all turns; where BudouX and jieba merely agree it is 0.015


def in_word(row: Row, offsets: Iterable[int]) -> list[int]:
    """The offsets that fall inside a word of the row."""
    ends = set(accumulate(len(word) for word in row["words"]))
    return [p for p in offsets if p not in ends]


def offered(text: str, limit: int) -> list[int]:
    costs = phrase_costs(text)
    return [p for p, price in enumerate(costs) if price is not None and price < limit]


def taken(text: str, width: float) -> list[int]:
    """Where a headline without spaces turns, if it turns into few enough lines."""
    lines = break_headline(text, width, HEADLINE_LINES)
    turns = list(accumulate(len(line) for line in lines))[:-1]
    return turns if len(lines) <= HEADLINE_LINES else []


def share_in_words(pairs: Iterable[tuple[Row, list[int]]]) -> float:
    found = [(len(in_word(row, turns)), len(turns)) for row, turns in pairs]
    wrong, turns = map(sum, zip(*found, strict=True))
    assert turns > 400
    return wrong / turns


def test_headlines_turn_between_words() -> None:
    """The rows were at hand when the rules were made; see docs/benchmarks.md."""
    gold = rows("headline_gold_ud")
    assert all("".join(row["words"]) == row["text"] for row in gold)
    assert share_in_words((r, offered(r["text"], BANNED)) for r in gold) <= MOST_IN_WORDS
    assert share_in_words((r, offered(r["text"], DOUBTFUL)) for r in gold) == 0
    widths = [(r, taken(r["text"], width)) for r in gold for width in HEADLINE_WIDTHS]
    assert share_in_words(widths) <= MOST_IN_WORDS


def test_one_segmenter_alone_would_cut_words() -> None:
    """The control: the same count sees what BudouX does by itself."""
    gold = rows("headline_gold_ud")
    alone = ((r, sorted(phrase_starts(r["text"]) - {len(r["text"])})) for r in gold)
    assert share_in_words(alone) > 5 * MOST_IN_WORDS


@pytest.mark.parametrize("row", rows("headline_press_examples"), ids=by_id)
def test_turns_the_trade_press_criticised(row: Row) -> None:
    criticised = set(row["break_forbidden_at"])
    assert criticised.isdisjoint(offered(row["text"], BANNED))
    for width in HEADLINE_WIDTHS:
        assert criticised.isdisjoint(taken(row["text"], width))


@pytest.mark.parametrize("row", rows("numbers_units", level="headline"), ids=by_id)
def test_numbers_and_units_of_headlines(row: Row) -> None:
    assert set(row["break_forbidden_at"]).isdisjoint(offered(row["text"], BANNED))
