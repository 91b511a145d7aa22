"""Bars in a heading: where its editor lets a line turn (转行), and where it must.

    read_turns("苏州工业园区工会|打造数字化服务平台")
    # Marked("苏州工业园区工会打造数字化服务平台", offered={8}, forced={})

`|` offers a turn and shows as nothing, `||` forces one. Bars are no words: whoever wants to read
the heading takes `words_of`. A bar that is to be printed is typed full-width, ｜. That a space
offers a turn too is a matter of setting.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

BARS = re.compile(r"\s*\|[\s|]*")


class Marked(NamedTuple):
    """The words of a heading, and the offsets in them where a line may turn and where it must."""

    words: str
    offered: frozenset[int]
    forced: frozenset[int]


class Bar(NamedTuple):
    """A bar by its offset in the text as written, and the offset in the words where it turns."""

    at: int
    turn: int
    is_forced: bool


def read_turns(text: str) -> Marked:
    """Take the bars out of a heading. White space beside a bar is kept, before the turn."""
    found = bars(text)
    offered = frozenset(bar.turn for bar in found if not bar.is_forced)
    return Marked(words_of(text), offered, frozenset(bar.turn for bar in found if bar.is_forced))


def bars(text: str) -> tuple[Bar, ...]:
    """The bars of a heading that stand between words; doubled ones count as one."""
    words = text.replace("|", "")
    shift = len(words) - len(words.lstrip())
    inside = range(1, len(words.strip()))
    return tuple(bar for bar in _bars(text, shift) if bar.turn in inside)


def words_of(text: str) -> str:
    """The words of a heading, without its bars and the white space at its ends."""
    return text.replace("|", "").strip()


def _bars(text: str, shift: int) -> Iterator[Bar]:
    """All bars; their turns are `shift` further left, as what is there is none of the words."""
    gone = shift
    for found in BARS.finditer(text):
        gone += found[0].count("|")
        yield Bar(text.index("|", found.start()), found.end() - gone, "||" in found[0])
