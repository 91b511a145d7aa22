"""The numbers an issue goes by (期号, 总期号), and those of the issue before it.

    now = read_numbers(sources, "issues/2025-11")
    before = issue_before(sources, "issues/2025-11", now)

Read by themselves, without articles and layout, and as far as a manifest can be read at all: its
faults are `issue`'s to tell. The issue before is sought among the folders beside.
"""

import posixpath
import re
from typing import NamedTuple

from compositor.diagnostics import Place, Refused
from compositor.manuscript.forms import date_parts
from compositor.manuscript.issue import MANIFEST
from compositor.manuscript.yamlfile import Loc, YamlFile, load
from compositor.model.issue import IssueDate
from compositor.sources import Sources, read_text

# A look at a manifest's date without parsing it: of ten thousand issues all but one are older.
_DATE = re.compile(r"^date:[ \t]*[\"']?(\d{4}-\d\d(?:-\d\d)?)", re.MULTILINE)


class Numbers(NamedTuple):
    """Of one issue: paper and section, date, numbers ("" where it has none) and their places."""

    paper: tuple[str, str]
    date: IssueDate
    number: str
    total: str
    number_place: Place
    total_place: Place


def read_numbers(sources: Sources, folder: str) -> Numbers | None:
    """The numbers of the issue in `folder`; None if it has no sound date."""
    file = load(sources, f"{folder}/{MANIFEST}")
    parts = date_parts(_text(file, ("date",)))
    if parts is None:
        return None
    name, total = ("publication", "name"), ("publication", "total")
    return Numbers(
        paper=(_text(file, name), _text(file, ("publication", "section"))),
        date=IssueDate(*parts),
        number=_text(file, ("number",)),
        total=_text(file, total),
        number_place=file.place(("number",)),
        total_place=file.place(total),
    )


def issue_before(sources: Sources, folder: str, now: Numbers) -> tuple[str, Numbers] | None:
    """The newest older issue of the same paper and section, with its folder's name."""
    above = posixpath.dirname(folder)
    dated = ((_date_of(sources, f"{above}/{name}"), name) for name in sources.names(above))
    today = _order(now.date)
    older = [(_order(day), name) for day, name in dated if day and _order(day) < today]
    for _, name in sorted(older, reverse=True):
        numbers = read_numbers(sources, f"{above}/{name}")
        if numbers and numbers.paper == now.paper:
            return name, numbers
    return None


def _date_of(sources: Sources, folder: str) -> IssueDate | None:
    path = f"{folder}/{MANIFEST}"
    if not sources.exists(path):
        return None
    try:
        match = _DATE.search(read_text(sources, path))
    except Refused:
        return None
    parts = date_parts(match[1]) if match else None
    return IssueDate(*parts) if parts else None


def _order(date: IssueDate) -> tuple[int, int, int]:
    """A month as a whole stands before its days."""
    return date.year, date.month, date.day or 0


def _text(file: YamlFile, loc: Loc) -> str:
    node = file.find(loc)
    return node.data.strip() if node and isinstance(node.data, str) else ""
