"""The flow of the copy desk: an issue's articles looked through, and mended where that is sure.

    check_copy(sources, "issues/2025-08")      # diagnostics, each in its place
    mend_copy(sources, "issues/2025-08")       # the files that change, before and after

`compositor.copydesk` finds, `compositor.manuscript.passages` knows where in the files that is.
Articles with errors are passed over: those come first, and `read_issue` tells them. A file is
mended only so far as it reads back to the same texts but for the edits, and by edits of single
places: all else in it, its line ends too, stays byte for byte. Nothing is written here.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from compositor.copydesk import (
    PASSES,
    Edit,
    Located,
    Numbered,
    Passage,
    automatic,
    check_numbers,
    edited,
    look,
    mode_of,
)
from compositor.diagnostics import Diagnostic, Refused, diagnose
from compositor.manuscript.house import read_house
from compositor.manuscript.issue import ARTICLE_FOLDER, ARTICLE_SUFFIX
from compositor.manuscript.numbers import Numbers, issue_before, read_numbers
from compositor.manuscript.passages import FilePassages, read_passages
from compositor.model.house import House, HouseStyle
from compositor.sources import Sources, read_text

FIX_EN, FIX_ZH = " (automatic: `--fix` does it)", "（自动项：--fix 代改）"

_LINE_END = re.compile(r"(\r\n|\r|\n)")


class Mended(NamedTuple):
    """A file's text before and after, its own line ends kept, and how many places changed."""

    path: str
    before: str
    after: str
    places: int

    def diff(self) -> str:
        """What changed, as a unified diff; a paragraph is one line of it."""
        texts = self.before.splitlines(), self.after.splitlines()
        return "\n".join(unified_diff(*texts, self.path, self.path, n=0, lineterm=""))


def check_copy(sources: Sources, folder: str) -> tuple[Diagnostic, ...]:
    """Everything the copy desk finds in the issue in `folder`, its house file's faults included."""
    folder = posixpath.normpath(folder)
    house = read_house(sources, folder)
    numbers = read_numbers(sources, folder)
    found = [*house.diagnostics]
    style = house.value or House()
    for path in _articles(sources, folder):
        if file := _passages(sources, path, folder):
            passages = [Passage(p.text, p.kind) for p in file.passages]
            located = look(passages, style, numbers.date if numbers else None)
            found += (_diagnostic(one, file) for one in located)
    found += _gaps(sources, folder, numbers, style.style) if numbers else ()
    return tuple(found)


def mend_copy(sources: Sources, folder: str) -> tuple[Mended, ...]:
    """The article files that the automatic rules change; none if the house file has errors."""
    folder = posixpath.normpath(folder)
    house = read_house(sources, folder).value
    if house is None:
        return ()
    mended = (_mended(sources, path, folder, house.style) for path in _articles(sources, folder))
    return tuple(one for one in mended if one and one.places)


def _articles(sources: Sources, folder: str) -> list[str]:
    where = f"{folder}/{ARTICLE_FOLDER}"
    return [f"{where}/{name}" for name in sources.names(where, ARTICLE_SUFFIX)]


def _passages(sources: Sources, path: str, folder: str) -> FilePassages | None:
    try:
        return read_passages(path, read_text(sources, path), folder)
    except Refused:
        return None


# ------------------------------------------------------------------------------- telling


def _diagnostic(located: Located, file: FilePassages) -> Diagnostic:
    passage, finding = file.passages[located.passage], located.finding
    stretch = passage, finding.start, finding.end
    is_sure = located.mode == "automatic" and finding.replacement is not None
    is_written = is_sure and file.can_write(*stretch)
    values = {
        "found": passage.text[finding.start : finding.end],
        **dict(finding.values),
        "near": finding.replacement,
        "fix": FIX_EN if is_written else "",
        "fix_zh": FIX_ZH if is_written else "",
    }
    return diagnose(finding.code, file.place(*stretch), **values)


def _gaps(sources: Sources, folder: str, now: Numbers, style: HouseStyle) -> Iterator[Diagnostic]:
    """Numbers that do not follow those of the issue before."""
    found = issue_before(sources, folder, now) if now.number or now.total else None
    if found is None:
        return
    name, before = found
    places = {"issue-number": now.number_place, "running-number": now.total_place}
    for gap in check_numbers(_numbered(now), _numbered(before)):
        if mode_of(gap.code, style) != "off":
            values = {"found": gap.found, "before": gap.before, "expected": gap.expected}
            yield diagnose(gap.code, places[gap.code], issue=name, **values)


def _numbered(numbers: Numbers) -> Numbered:
    return Numbered(numbers.date, numbers.number, numbers.total)


# ------------------------------------------------------------------------------- mending


class _Change(NamedTuple):
    """An edit of the passage of that index."""

    passage: int
    edit: Edit


def _mended(sources: Sources, path: str, folder: str, style: HouseStyle) -> Mended | None:
    file = _passages(sources, path, folder)
    if file is None:
        return None
    before = sources.read(path).decode()
    places = 0
    for _ in range(PASSES):
        file, done = _one_pass(file, folder, style)
        places += done
        if not done:
            break
    return Mended(path, before, _with_lines(before, file.lines), places)


def _one_pass(file: FilePassages, folder: str, style: HouseStyle) -> tuple[FilePassages, int]:
    """The file with one round of edits, and their number; what would not read back is left out."""
    wanted = list(_changes(file, style))
    if not wanted:
        return file, 0
    if made := _applied(file, wanted, folder):
        return made, len(wanted)
    sound = [change for change in wanted if _applied(file, [change], folder)]
    made = _applied(file, sound, folder)
    return (made, len(sound)) if made else (file, 0)


def _changes(file: FilePassages, style: HouseStyle) -> Iterator[_Change]:
    """The edits of the automatic rules that can be written."""
    for index, passage in enumerate(file.passages):
        for edit in automatic(passage.text, passage.kind, style):
            if file.can_write(passage, edit.start, edit.end):
                yield _Change(index, edit)


def _applied(file: FilePassages, changes: Sequence[_Change], folder: str) -> FilePassages | None:
    """The file with changes made, if it reads back to just the texts that were meant."""
    lines = list(file.lines)
    meant = [passage.text for passage in file.passages]
    # From behind: a heading's fields may stand in any order, several of them in one line.
    placed = [(file.passages[index].spots[edit.start], index, edit) for index, edit in changes]
    for spot, index, edit in sorted(placed, reverse=True):
        line, at = lines[spot.line - 1], spot.column - 1
        lines[spot.line - 1] = line[:at] + edit.words + line[at + edit.end - edit.start :]
        meant[index] = edited(meant[index], [edit])
    made = read_passages(file.path, "\n".join(lines), folder)
    kinds = [passage.kind for passage in file.passages]
    is_meant = made and [(p.kind, p.text) for p in made.passages] == [
        *zip(kinds, meant, strict=True)
    ]
    return made if is_meant else None


def _with_lines(text: str, lines: Sequence[str]) -> str:
    """The text with other lines, its byte order mark and line ends kept."""
    ends = [*_LINE_END.findall(text), ""]
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + "".join(line + end for line, end in zip(lines, ends, strict=True))
