"""The desk's small values: a passage, what is found in it, what is done about it, and the context.

Offsets count the characters of a passage's text from 0. A rule is a function of a text and a
`Context` to `Finding`s; it decides nothing about modes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from compositor.model.house import HouseStyle, Mode, PassageKind, WordLists
from compositor.model.issue import IssueDate


class Passage(NamedTuple):
    """A text of an article in one piece: a heading field, a caption, a paragraph."""

    text: str
    kind: PassageKind


class Finding(NamedTuple):
    """Something amiss between two offsets, never empty.

    `replacement` is what to write there, None where that is an editor's to say; `values` are the
    (name, text) pairs of the sentence of `code` in the catalogue, beside `found` and `near`.
    """

    code: str
    start: int
    end: int
    replacement: str | None = None
    values: tuple[tuple[str, str], ...] = ()


class Edit(NamedTuple):
    """`words` in the place of what stands between two offsets, by the rule `code`."""

    start: int
    end: int
    words: str
    code: str


class Located(NamedTuple):
    """A finding of one passage of many, with the mode of its rule."""

    passage: int
    finding: Finding
    mode: Mode


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the text: its kind, the house, the issue's date, and the text
    of the next paragraph, "" if there is none.
    """

    kind: PassageKind = "paragraph"
    style: HouseStyle = field(default_factory=HouseStyle)
    lists: WordLists = field(default_factory=WordLists)
    date: IssueDate | None = None
    following: str = ""


Look: TypeAlias = Callable[[str, Context], Iterator[Finding]]
