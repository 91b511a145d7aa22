"""Cases written by others, read in place: `../shared/cases` beside the project's root.

They are not part of the project, whose own tests state the same rules in tables of their own;
where the folder is absent these tests are skipped. Rows with `disputed` decide nothing. What the
program does not do, or decides otherwise on better authority, is listed here with its reason and
must really differ, so that the lists cannot outlive their reasons.
"""

import json
from typing import Any

import pytest

from compositor.setting.kinsoku import may_break
from tests.samples import ROOT
from tests.setting.checks import places
from tests.setting.samples import EM, RAGGED, between, milli, set_line, set_text, texts

CASES = ROOT.parent / "shared" / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"no cases of others at {CASES}")

Row = dict[str, Any]

# What is left to a later decision, by the start of the row's id.
NOT_BUILT = {
    "wpt-css-text-line-break-zh-cj-": "small kana: Japanese, in no table of GB/T 15834 or clreq",
    "wpt-css-text-line-break-zh-iteration-": "々 breaks as a hanzi (typography §1.1, ID)",
    "wpt-css-text-line-break-zh-hyphens-strict-301C": "〜 is not the connector ～ of GB/T 15834",
    "wpt-css-text-line-break-zh-hyphens-strict-30A0": "゠ is Japanese",
    "wpt-css-text-line-break-zh-cpm-strict-30FB": "・ is not the interpunct · of GB/T 15834",
    "wpt-css-text-line-break-zh-cpm-strict-FF65": "･ is Japanese",
    "wpt-css-text-line-break-zh-po-": "clreq ties ％ ℃ to figures only (typography §1.2, decision 4)",
    "wpt-tst-trim-all-30FB": "・ is not the interpunct · of GB/T 15834",
    "gb15834-w-5.1.2-15": "two stacked marks take one and a half 字, not one",
    "gb15834-w-5.1.2-16": "the same",
    "gb15834-w-5.1.2-17": "the same",
    "gb15834-w-5.1.2-18": "the same",
    "gb15834-w-5.1.6-24": "– has the face's own width",
    "gb15834-w-5.1.9-28": "/ has the face's own width",
}


def rows(name: str, **wanted: object) -> list[Row]:
    """The rows of a file that decide something and hold the wanted values."""
    path = CASES / f"{name}.jsonl"
    if not path.exists():
        return []
    found = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [r for r in found if not r.get("disputed") and wanted.items() <= r.items()]


def by_id(row: Row) -> str:
    return str(row["id"])


def is_built(row: Row) -> bool:
    return not any(row["id"].startswith(start) for start in NOT_BUILT)


def agrees(row: Row, agreed: bool) -> None:
    """Whether the program does what the row says, unless it is known not to."""
    assert agreed == is_built(row), row


def breaks_agree(row: Row) -> bool:
    forbidden = [p for p in row.get("break_forbidden_at", []) if may_break(row["text"], p)]
    refused = [p for p in row.get("break_allowed_at", []) if not may_break(row["text"], p)]
    return not forbidden and not refused


@pytest.mark.parametrize("row", rows("gbt15834_breaks"), ids=by_id)
def test_the_national_standard_clause_by_clause(row: Row) -> None:
    agrees(row, breaks_agree(row))


@pytest.mark.parametrize("row", rows("wpt_i18n_zh_linebreak"), ids=by_id)
def test_web_platform_tests_strict(row: Row) -> None:
    agrees(row, breaks_agree(row))


@pytest.mark.parametrize("row", rows("numbers_units"), ids=by_id)
def test_numbers_and_units(row: Row) -> None:
    """Rows of level `headline` and `soft` are costs for a breaker, not bans."""
    if row.get("level") in ("headline", "soft"):
        assert not breaks_agree(row), "a soft union is forbidden now: test it as required"
        return
    agrees(row, breaks_agree(row))


@pytest.mark.parametrize(
    "row", [r for r in rows("gbt15834_widths") if r.get("at") != "line_end"], ids=by_id
)
def test_widths_of_the_national_standard(row: Row) -> None:
    """Full width alone, in 全角式; dashes, ellipses and the interpunct as they are."""
    agrees(row, between(row["text"], punctuation="quanjiao") == 1000 * row["expect_marks_em"])


@pytest.mark.parametrize("punctuation", ["kaiming", "quanjiao"])
@pytest.mark.parametrize("row", rows("gbt15834_widths", at="line_end"), ids=by_id)
def test_widths_at_a_line_end(row: Row, punctuation: str) -> None:
    """GB/T 15834 5.1.10."""
    line = set_line(f"国{row['text']}", punctuation=punctuation)
    agrees(row, abs(milli(line.width) - 1000 - 1000 * row["expect_marks_em"]) <= 10)


@pytest.mark.parametrize("row", rows("wpt_trim_all_banjiao"), ids=by_id)
def test_half_width_style(row: Row) -> None:
    first, *_, last = row["expect_char_em"]
    marks = between(row["text"][1:-1], punctuation="banjiao")
    agrees(row, marks == 1000 * (row["expect_total_em"] - first - last))


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
