"""Dates that do not exist, and weekdays that are another day's.

A date without a year is taken for that of its paragraph's last year named, or for the one nearest
to the issue's date; without either nothing is said. Which of date and weekday is wrong nobody can
tell from here: the weekday that would be right is given, and no replacement.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import outside
from compositor.model.issue import IssueDate

WEEKDAYS = "一二三四五六日"

_DATE = re.compile(
    r"(?:(?P<year>(?<!\d)\d{4})年|(?P<word>前年|去年|今年|明年))?"
    r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
    r"(?:[（(](?:星期|周|礼拜)(?P<in>[一二三四五六日天])|星期(?P<by>[一二三四五六日天])"
    r"|周(?P<short>[一二三四五六日])(?=[上下中早晚，。、；）)]|$))?"
)
_ISO = re.compile(r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])")
_MONTH = re.compile(
    r"(?<![\d.])(?P<month>0|00|1[3-9]|[2-9]\d)月(?=份|\d{1,2}[日号]|[，。、；）]|$)"
)
_YEAR = re.compile(r"(?<!\d)(\d{4})年")
RELATIVE = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}


class _Day(NamedTuple):
    """A day of a year, which may be unknown."""

    year: int | None
    month: int
    day: int


def impossible_dates(text: str, context: Context) -> Iterator[Finding]:
    """2月30日, 13月; 2月29日 in a year that is known not to have it."""
    del context
    told: set[int] = set()
    for form in (_DATE, _ISO):
        for match in outside(form.finditer(text), text):
            year = int(match["year"]) if match["year"] else None
            if not _exists(_Day(year, int(match["month"]), int(match["day"]))):
                told.add(match.start("month"))
                start = match.start("year" if year else "month")
                end = match.end("day") + (form is _DATE)
                yield Finding("impossible-date", start, end)
    for match in _MONTH.finditer(text):
        if match.start("month") not in told:
            yield Finding("impossible-date", *match.span())


def wrong_weekdays(text: str, context: Context) -> Iterator[Finding]:
    """A weekday beside a date that falls on another."""
    for match in _DATE.finditer(text):
        name = match["in"] or match["by"] or match["short"]
        day = _day(match, text, context.date)
        if name and day.year and _exists(day):
            right = WEEKDAYS[date(day.year, day.month, day.day).weekday()]
            if name.replace("天", "日") != right:
                written = match[0].strip("（(")
                values = (
                    ("found", written),
                    ("date", f"{day.year}-{day.month:02}-{day.day:02}"),
                    ("weekday", right),
                )
                yield Finding("wrong-weekday", *match.span(), None, values)


def _day(match: re.Match[str], text: str, issue: IssueDate | None) -> _Day:
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        return _Day(int(match["year"]), month, day)
    named = _YEAR.findall(text[: match.start()])
    if match["word"] is None and named:
        return _Day(int(named[-1]), month, day)
    if issue is None:
        return _Day(None, month, day)
    if match["word"]:
        return _Day(issue.year + RELATIVE[match["word"]], month, day)
    apart = month - issue.month
    return _Day(issue.year - (apart > 6) + (apart < -6), month, day)


def _exists(day: _Day) -> bool:
    """Whether there is such a day, in its year or, if that is unknown, in any."""
    year = day.year or 2024  # one with a 29th of February
    return 1 <= day.month <= 12 and 1 <= day.day <= monthrange(year, day.month)[1]
