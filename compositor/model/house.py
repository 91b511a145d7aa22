"""House style (报纸体例) as plain values: what the copy desk does by rule, and the paper's lists.

`compositor.manuscript.house` reads them from `house.yaml` and the lists it names, and
`compositor.copydesk` goes by them. The rules themselves, and what each does where the house says
nothing, are the desk's.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["automatic", "suggested", "off"]
"""What becomes of a finding: `--fix` writes it, an editor is told of it, nobody looks for it."""

RangeSign: TypeAlias = Literal["—", "～"]
"""Between the ends of a range of numbers; GB/T 15835-2011 (5.1.3) allows both."""

PassageKind: TypeAlias = Literal[
    "label",
    "kicker",
    "headline",
    "deck",
    "byline",
    "source",
    "caption",
    "credit",
    "quote",
    "crosshead",
    "paragraph",
    "note",
]
"""What a text of an article is; rules look at some kinds only."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How one paper has it: the rules whose mode it changes, by code, and its sign for ranges."""

    modes: tuple[tuple[str, Mode], ...] = ()
    range_sign: RangeSign = "—"


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word the paper avoids (慎用词), what it writes instead ("" if it says nothing), and why."""

    word: str
    instead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person and a post as the paper prints them; one with two posts is two of them."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class WordLists:
    """The paper's own lists; `people` stand in the order of protocol."""

    avoid: tuple[Avoided, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """Everything a house file says."""

    style: HouseStyle = field(default_factory=HouseStyle)
    lists: WordLists = field(default_factory=WordLists)
