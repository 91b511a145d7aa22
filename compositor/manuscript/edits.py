"""Edits of a text at the places of its YAML nodes: what is not edited stays sign by sign.

    places = Places(text)                # offsets of nodes in the text they were parsed from
    applied(text, edits)                 # the text with them made
    FileText(raw).edited(edits)          # the same in a file, its mark and line ends kept

Nodes count lines and columns from 1 in a text whose line ends are `\\n` (`sources.read_text`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from compositor.manuscript.yamlfile import Node

MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """Characters of the text from `start` to before `end`, and what stands there instead."""

    start: int
    end: int
    words: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; of several at one place the first stands first."""
    ordered = sorted((edit.start, edit.end, i, edit) for i, edit in enumerate(edits))
    for *_, edit in reversed(ordered):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


class FileText:
    """The text of a file as it is, and as it is read: `text` has neither mark nor `\\r`."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._mark = len(MARK) * raw.startswith(MARK)
        found = list(_LINE_END.finditer(raw, self._mark))
        self._ends = [match[0] for match in found]
        self._starts = [self._mark, *(match.end() for match in found)]
        self.text = _LINE_END.sub("\n", raw[self._mark :])
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def edited(self, edits: Iterable[Edit]) -> str:
        """The file with edits of `text` made; lines that are new end as the first one does."""
        end = next(iter(self._ends), "\n")
        return applied(self._raw, (self._in_file(edit, end) for edit in edits))

    def _in_file(self, edit: Edit, end: str) -> Edit:
        edit = _narrowed(edit, self.text)
        return Edit(self._at(edit.start), self._at(edit.end), edit.words.replace("\n", end))

    def _at(self, offset: int) -> int:
        line = bisect_right(self._lines, offset) - 1
        return self._starts[line] + offset - self._lines[line]


def _narrowed(edit: Edit, text: str) -> Edit:
    """An edit without what it does not change at its ends."""
    start, end, words = edit
    most = min(end - start, len(words))
    head = next((n for n in range(most) if text[start + n] != words[n]), most)
    most -= head
    tail = next((n for n in range(most) if text[end - 1 - n] != words[len(words) - 1 - n]), most)
    return Edit(start + head, end - tail, words[head : len(words) - tail])


class Places:
    """Where nodes stand in the text they were parsed from, as offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def start(self, node: Node) -> int:
        """Its first sign."""
        return self.at(node.place.line, node.place.column)

    def end(self, node: Node) -> int:
        """After its last sign; the end of a `|` block is at the line after it."""
        end = self.at(*node.end)
        return len(self.text[:end].rstrip()) if node.end[1] == 1 else end

    def at(self, line: int, column: int) -> int:
        """The offset of a line and column from 1."""
        return self.lines[line - 1] + column - 1

    def line_start(self, at: int) -> int:
        """The start of the line in which a character stands."""
        return self.lines[bisect_right(self.lines, at) - 1]

    def line_end(self, at: int) -> int:
        """The end of the line in which a character stands."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def is_flow(self, node: Node) -> bool:
        """Whether it is written in brackets."""
        return self.text.startswith(("[", "{"), self.start(node))


def without_key(places: Places, owner: Node, key: str) -> Edit:
    """A mapping without one of its keys: in a block its lines go, in brackets one of the commas.

    A comment behind it stays, on a line of its own.
    """
    place, value = owner.keys[key], owner.children[key]
    start, end = places.at(place.line, place.column), places.end(value)
    if not places.is_flow(owner):
        line, last = places.line_start(start), places.line_end(end)
        is_alone = not (places.text[line:start] + places.text[end:last]).strip()
        return Edit(line, min(last + 1, len(places.text)), "") if is_alone else Edit(start, end, "")
    names = list(owner.children)
    at = names.index(key)
    if at:
        return Edit(places.end(owner.children[names[at - 1]]), end, "")
    after = owner.keys[str(names[1])] if len(names) > 1 else None
    return Edit(start, places.at(after.line, after.column) if after else end, "")
