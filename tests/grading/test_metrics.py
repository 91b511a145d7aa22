"""Each metric on type that keeps the rule, and on type that breaks it."""

import pytest

from compositor.grading import grade
from compositor.grading.found import Found, Headline
from compositor.grading.headings import measure as measure_headings
from compositor.grading.limits import METRICS
from compositor.grading.words import NAMES
from compositor.model.signs import SignPage
from compositor.units import pt
from tests.grading.samples import (
    EM,
    GOOD,
    LEADING,
    LEFT,
    TOP,
    RowSpec,
    column,
    graded,
    page_of,
    paragraph,
    row,
)

TEN, EIGHT, END = "国" * 10, "国" * 8, "国国国。"
Rows = tuple[str | RowSpec, ...]

# metric: a paragraph that keeps it, one that breaks it.
CASES: dict[str, tuple[Rows, Rows]] = {
    "kinsoku_start": ((EIGHT, TEN, END), (EIGHT, "，国国国国国国国国国", END)),
    "kinsoku_end": ((EIGHT, TEN, END), (EIGHT, "国国国国国国国国国“", END)),
    "split_unit": (
        (EIGHT, "国国国国国国国国——", "国国国国国国国国国国", END),
        (EIGHT, "国国国国国国国国国—", "—国国国国国国国国国", END),
    ),
    "soft_start": ((EIGHT, "国国——国国国国国国", END), (EIGHT, "——国国国国国国国国", END)),
    "single_last": ((EIGHT, TEN, "国国。"), (EIGHT, TEN, "国。")),
    "not_flush": (
        (EIGHT, row("国国国国国国国国国，", 0.5 / 8), END),
        (EIGHT, row("国国国国国国国国国", 0.9 / 8), END),  # one point short
    ),
    "end_half": (
        (EIGHT, row("国国国国国国国国国，", 0.5 / 8), END),
        (EIGHT, row("国国国国国国国国国，", widths={"，": 1}), END),
    ),
    "start_opening": (
        (EIGHT, row("“国国国国国国国国国", 0.5 / 8), row("“国国国国国国国国国", 0.5 / 8), END),
        (
            EIGHT,
            row("“国国国国国国国国国", 0.5 / 8),
            row("“国国国国国国国国国", 0.5 / 8),
            row("“国国国国国国国国国", indent=0.5),
            END,
        ),
    ),
    "stretch_mean": ((EIGHT, TEN, END), (EIGHT, row("国" * 8, 2 / 7), END)),
    "stretch_p95": ((EIGHT, TEN, END), (EIGHT, row("国" * 8, 2 / 7), END)),
    "stretch_max": ((EIGHT, TEN, END), (EIGHT, row("国" * 8, 2 / 7), END)),
    "loose_10": ((EIGHT, row("国国国国国国国国国，", 0.5 / 8), END), (EIGHT, row("国" * 9, 1 / 8), END)),
    "loose_20": ((EIGHT, row("国" * 9, 1 / 8), END), (EIGHT, row("国" * 8, 2 / 7), END)),
    "loose_25": ((EIGHT, row("国" * 9, 1 / 8), END), (EIGHT, row("国" * 8, 2 / 7), END)),
    "negative": ((EIGHT, TEN, END), (EIGHT, row("国" * 11, -0.1), END)),
    "contrast": ((EIGHT, TEN, TEN, END), (EIGHT, row("国" * 9, 1 / 8), TEN, END)),
    "uneven": ((EIGHT, TEN, END), (EIGHT, row("国国国〇国国国国国", widths={"〇": 2}), END)),
    "pair_open": (
        (EIGHT, row("国国国国”。国国国国国", 0.0), END),
        (EIGHT, row("国国国国”。国国国国", widths={"”": 1}), END),
    ),
    "over_squeeze": (
        (EIGHT, row("国国国国，国国国国国", 0.5 / 7), END),
        (EIGHT, row("国国国国，国国国国国", widths={"，": 0.2}), END),
    ),
    "shrink_order": (
        (EIGHT, row("国国国，国国。国国国", widths={"，": 0.5, "。": 1}), END),
        (EIGHT, row("国国国，国国。国国国", widths={"，": 1, "。": 0.5}), END),
    ),
    "two_em": ((EIGHT, "国国——国国国国国国", END), (EIGHT, row("国国——国国国国国国", widths={"—": 0.9}), END)),
    "interpunct": ((EIGHT, "国国国·国国国国国国", END), (EIGHT, row("国国国·国国国国国国", widths={"·": 1}), END)),
    "autospace": ((EIGHT, "国国国12国国国国国", END), (EIGHT, row("国国国12国国国国国", widths={"gap": 0}), END)),
    "autospace_beside": (
        (EIGHT, "国国国国，12国国国国", END),
        (EIGHT, row("国国国国，12国国国国", widths={"，": 1.3}), END),
    ),
    "river": (
        (EIGHT, row("国国国，国国国国国国", widths={"，": 1}), "国国国国国国，国国国", END),
        (EIGHT, *[row("国国国，国国国国国国", widths={"，": 1})] * 3, END),
    ),
    "grid_columns": ((EIGHT, TEN, END), (EIGHT, row(TEN, drop=pt(1)), END)),
    "grid_page": ((EIGHT, TEN, END), (EIGHT, row(TEN, drop=pt(1)), END)),
}  # fmt: skip


@pytest.mark.parametrize("metric", CASES)
def test_type_that_keeps_the_rule_passes(metric: str) -> None:
    assert graded(*CASES[metric][0])[metric].holds


@pytest.mark.parametrize("metric", CASES)
def test_type_that_breaks_the_rule_is_found_and_placed(metric: str) -> None:
    result = graded(*CASES[metric][1])[metric]
    assert result.holds is False
    shared = metric in ("stretch_mean", "stretch_p95", "stretch_max", "contrast")
    assert shared or any(flag.row > len(GOOD) for flag in result.flags)


def test_every_metric_with_a_bound_has_its_negative_control() -> None:
    elsewhere = {"lonely_top", "heading_foot", "headline_break", "headline_balance", "text_faults"}
    assert {m for m, row in METRICS.items() if row.bound} == CASES.keys() | elsewhere


def test_every_metric_has_a_name_in_both_languages() -> None:
    assert NAMES.keys() == METRICS.keys()
    assert all(all(names) for names in NAMES.values())


@pytest.mark.parametrize(
    "rows",
    [
        ("国国国国国国20", "25国国国国国国国"),
        ("国国国国国国国3.", "5国国国国国国国国"),
        ("国国国国国国国25", "%国国国国国国国国"),
        ("国国国国国国国￥", "25国国国国国国国国"),
        ("国国国国国国国？", "！国国国国国国国国"),
        ("国国国国国国国国…", "…国国国国国国国国"),
    ],
)
def test_what_may_not_be_parted(rows: tuple[str, str]) -> None:
    """Figures, per cent, currency, ？！, …… over two lines are counted once each."""
    assert graded(*rows, END)["split_unit"].value == 1


@pytest.mark.parametrize(
    "rows", [("国国国国国国……", "……国国国国国国国国"), ("国国国国国国国国", "2025国国国国国国国")]
)
def test_what_may_be_parted(rows: tuple[str, str]) -> None:
    """A run of …… parts at its pairs (GB/T 15834 5.1.5); hanzi from figures anywhere."""
    assert graded(*rows, END)["split_unit"].value == 0


def test_two_columns_of_two_measures_are_each_flush() -> None:
    """Each column has a measure of its own, also on one page."""
    wide = paragraph("国" * 13, *["国" * 15] * 4, END)
    signs = column(GOOD, GOOD) + column(wide, wide, left=LEFT + 11 * EM)
    grades = grade([SignPage(1, pt(600), pt(800), tuple(signs))])
    assert dict(grades.measures) == {10 * EM: 8, 15 * EM: 12}
    assert grades["not_flush"].holds


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    """The foot of one column and the head of the next are one paragraph; alone there is lonely."""
    first = [*GOOD, *paragraph(EIGHT, TEN, TEN)]
    signs = column(first) + column(paragraph(row(END, indent=0)), GOOD, GOOD, left=LEFT + 11 * EM)
    lonely = [
        s._replace(x=s.x - 2 * EM) if s.y == TOP and s.x > LEFT + 11 * EM else s for s in signs
    ]
    grades = grade([SignPage(1, pt(600), pt(800), tuple(lonely))])
    assert grades.paragraphs == 4
    assert grades["lonely_top"].holds is False
    assert grade([page_of(GOOD, GOOD)])["lonely_top"].holds


def test_a_crosshead_at_the_foot_of_a_column_is_found() -> None:
    """A centred line that is the last of its column while the text goes on."""
    head = [row("国国国国", indent=3.2)]
    signs = column(GOOD, GOOD, head) + column(GOOD, GOOD, left=LEFT + 11 * EM)
    assert grade([SignPage(1, pt(600), pt(800), tuple(signs))])["heading_foot"].holds is False
    assert grade([page_of(GOOD, head, GOOD)])["heading_foot"].holds


def test_a_centred_line_is_no_running_text() -> None:
    grades = grade([page_of(GOOD, [row("国国国国", indent=3.2)], GOOD)])
    assert (grades.lines, grades.set_aside) == (8, 1)


def test_ladders_are_counted() -> None:
    ends = [row("国国国国国国国国国，", 0.5 / 8)] * 3
    assert graded(EIGHT, *ends, END)["ladder"].value == 1
    assert graded(EIGHT, *ends[:2], END)["ladder"].value == 0


def test_inconsistent_pairs_are_counted() -> None:
    alike = ["国国国国”，国国国国国"] * 4
    odd = row("国国国国”，国国国国国", widths={"”": 0.55})
    assert graded(EIGHT, *alike, END)["inconsistent"].value == 0
    assert graded(EIGHT, *alike, odd, END)["inconsistent"].value == pytest.approx(20)


@pytest.mark.parametrize(
    ("texts", "bad"),
    [
        (("江都建起", "一百二十个站点"), 0),
        (("投入20", "万元建站"), 1),
        (("职工", "的家"), 1),
        (("“娘家人", "”来了"), 1),
        (("走进“", "娘家人”"), 1),
    ],
)
def test_headline_breaks(texts: tuple[str, str], bad: int) -> None:
    """No break inside number and unit, before 的 or a closing mark, after an opening one."""
    results = {r.metric: r for r in measure_headings(with_headline(texts, (EM, EM)))}
    assert results["headline_break"].value == bad


@pytest.mark.parametrize(("widths", "holds"), [((8, 10), True), ((5, 10), False)])
def test_headline_balance(widths: tuple[int, int], holds: bool) -> None:
    found = with_headline(("甲", "乙"), (widths[0] * EM, widths[1] * EM))
    results = {r.metric: r for r in measure_headings(found)}
    assert results["headline_balance"].holds is holds


def with_headline(texts: tuple[str, ...], widths: tuple[int, ...]) -> Found:
    head = Headline(1, 0, 0, texts, widths)
    return Found((), EM, LEADING, 0, (), (head,), ())


def test_the_score_is_that_of_its_formula() -> None:
    """100 − 400 mean − 20 loose − 200 contrast − 5 orphans in a hundred paragraphs, never below 0."""
    assert grade([page_of(GOOD, GOOD)]).score == 100
    grades = graded(EIGHT, row("国" * 9, 1 / 8), TEN, END)
    mean, loose, contrast = (grades[m].value or 0 for m in ("stretch_mean", "loose_10", "contrast"))
    assert grades.score == max(0, 100 - 400 * mean - 20 * loose - 200 * contrast)


def test_a_broken_limit_fails_and_a_missed_target_does_not() -> None:
    loose = graded(EIGHT, row("国" * 9, 1 / 8), END)
    broken = graded(EIGHT, "，国国国国国国国国国", END)
    assert (loose.passed, broken.passed) == (True, False)
    assert "loose_10" in {r.metric for r in loose.missed}
    assert "kinsoku_start" in {r.metric for r in broken.breached}


def test_nothing_is_no_pass() -> None:
    assert not grade([]).passed
    assert not grade([SignPage(1, pt(100), pt(100), ())]).passed
