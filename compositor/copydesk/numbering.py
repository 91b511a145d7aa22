"""Whether an issue's numbers follow those of the issue before: 第 N 期, 总第 N 期.

    check_numbers(Numbered(date, "第 12 期", "总第 1025 期"), before)

The number begins again with 1 in a new year, or goes on; the running number goes on. An issue
without a number, as many back issues are, says nothing and is compared with nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from compositor.copydesk.numbers import value_of
from compositor.model.issue import IssueDate

_FIGURE = re.compile(r"\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")


class Numbered(NamedTuple):
    """An issue's date and its numbers as the manifest has them, "" where it has none."""

    date: IssueDate
    number: str = ""
    total: str = ""


class Gap(NamedTuple):
    """A number that does not follow: what it is, what was before, and what would."""

    code: str
    found: str
    before: str
    expected: int


def check_numbers(now: Numbered, before: Numbered) -> Iterator[Gap]:
    """The numbers of `now` that do not follow those of `before`, the next older issue."""
    number, last = figure(now.number), figure(before.number)
    if number is not None and last is not None:
        is_new_year = now.date.year > before.date.year
        if number != last + 1 and not (is_new_year and number == 1):
            yield Gap("issue-number", now.number, before.number, 1 if is_new_year else last + 1)
    total, last = figure(now.total), figure(before.total)
    if total is not None and last is not None and total != last + 1:
        yield Gap("running-number", now.total, before.total, last + 1)


def figure(text: str) -> int | None:
    """The number in 第 11 期, 总第1024期, 第十一期; None if there is none or more than one."""
    found = _FIGURE.findall(text)
    return value_of(found[0]) if len(found) == 1 else None
