"""Days that do not exist, weekdays of other days, numbers of issues."""

import pytest

from compositor.copydesk import Context, Numbered, check_numbers
from compositor.copydesk.numbering import figure
from compositor.model.issue import IssueDate
from tests.copydesk.samples import find, marked

NOVEMBER = Context(date=IssueDate(2025, 11, 15))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2月30日", "【2月30日】"),
        ("2025年2月29日", "【2025年2月29日】"),
        ("2024年2月29日，2月29日", "2024年2月29日，2月29日"),
        ("13月5日", "【13月5日】"),
        ("将于13月，", "将于【13月】，"),
        ("11月31号", "【11月31号】"),
        ("2025-02-30", "【2025-02-30】"),
        ("6月0日", "【6月0日】"),
        ("历时24个月，12月31日，2025-12-31", "历时24个月，12月31日，2025-12-31"),
    ],
)
def test_a_day_that_does_not_exist_is_told(text: str, expected: str) -> None:
    assert marked("impossible-date", text) == expected


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("2025年11月15日（星期六）", False),
        ("2025年11月15日（星期五）", True),
        ("11月15日（周六）", False),
        ("11月15日（周日）", True),
        ("11月15日星期天", True),
        ("11月16日星期天", False),
        ("11月15日周五上午", True),
        ("11月15日周一鸣到会", False),
        ("11月15日周年庆", False),
        ("去年11月15日（星期五）", False),
        ("2024年召开。11月15日（星期五）", False),
        ("1月1日（星期四）", False),
        ("2月30日（星期四）", False),
    ],
)
def test_a_weekday_is_that_of_its_date(text: str, is_wrong: bool) -> None:
    """The year is the one written, the last one written before, or that nearest to the issue."""
    assert bool(find("wrong-weekday", text, NOVEMBER)) is is_wrong


def test_the_right_weekday_is_said() -> None:
    (finding,) = find("wrong-weekday", "11月15日（星期五）", NOVEMBER)
    assert dict(finding.values)["date"] == "2025-11-15"
    assert dict(finding.values)["weekday"] == "六"
    assert finding.replacement is None


def test_without_a_year_nothing_is_said_of_weekdays() -> None:
    assert not find("wrong-weekday", "11月15日（星期一）")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("第 11 期", 11), ("总第1024期", 1024), ("第十一期", 11), ("第二十期", 20), ("三", 3),
        ("", None), ("2025年第3期", None), ("试刊", None),
    ],
)  # fmt: skip
def test_the_figure_in_a_number(text: str, value: int | None) -> None:
    assert figure(text) == value


OCTOBER, DECEMBER, JANUARY = IssueDate(2025, 10), IssueDate(2025, 12), IssueDate(2026, 1)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (Numbered(DECEMBER, "第 12 期"), Numbered(OCTOBER, "第 11 期"), []),
        (Numbered(DECEMBER, "第 13 期"), Numbered(OCTOBER, "第 11 期"), [("issue-number", 12)]),
        (Numbered(JANUARY, "第 1 期"), Numbered(DECEMBER, "第 12 期"), []),
        (Numbered(JANUARY, "第 13 期"), Numbered(DECEMBER, "第 12 期"), []),
        (Numbered(JANUARY, "第 3 期"), Numbered(DECEMBER, "第 12 期"), [("issue-number", 1)]),
        (Numbered(DECEMBER, "第 1 期"), Numbered(OCTOBER, "第 12 期"), [("issue-number", 13)]),
        (Numbered(DECEMBER, "第 12 期"), Numbered(OCTOBER), []),
        (Numbered(DECEMBER, "", "总第9期"), Numbered(OCTOBER, "", "总第8期"), []),
        (
            Numbered(JANUARY, "第1期", "总第8期"),
            Numbered(DECEMBER, "第2期", "总第8期"),
            [("running-number", 9)],
        ),
    ],
)
def test_numbers_follow_those_of_the_issue_before(
    now: Numbered, before: Numbered, expected: list[tuple[str, int]]
) -> None:
    """Or begin again in a new year; an issue without a number says nothing."""
    assert [(gap.code, gap.expected) for gap in check_numbers(now, before)] == expected
