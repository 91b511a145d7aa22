"""Bars in a heading: where its editor lets a line turn (转行), and where it must.

    read_turns("苏州工业园区工会|打造数字化服务平台")
    # Marked("苏州工业园区工会打造数字化服务平台", offered={8}, forced={})

`|` offers a turn and shows as nothing, `||` forces one. Bars are no words: whoever wants to read
the heading takes `words_of`. A bar that is to be printed is typed full-width, ｜. That a space
offers a turn too is a matter of setting.
"""

import re
from typing import NamedTuple

BARS = re.compile(r"\s*\|[\s|]*")


class Marked(NamedTuple):
    """The words of a heading, and the offsets in them where a line may turn and where it must."""

    words: str
    offered: frozenset[int]
    forced: frozenset[int]


def read_turns(text: str) -> Marked:
    """Take the bars out of a heading. White space beside a bar is kept, before the turn."""
    words = ""
    offered: set[int] = set()
    forced: set[int] = set()
    start = 0
    for bars in BARS.finditer(text):
        words += text[start : bars.start()] + bars[0].replace("|", "")
        (forced if "||" in bars[0] else offered).add(len(words))
        start = bars.end()
    return _within(words + text[start:], offered, forced)


def unmarked(text: str) -> Marked:
    """A text in which a bar is a sign like any other."""
    return _within(text, set(), set())


def words_of(text: str) -> str:
    """The words of a heading without its bars."""
    return read_turns(text).words


def _within(text: str, offered: set[int], forced: set[int]) -> Marked:
    """White space at either end is none of the words; a turn there is none."""
    words = text.strip()
    shift = len(text) - len(text.lstrip())
    inside = range(1, len(words))
    moved = [
        frozenset(p - shift for p in turns if p - shift in inside) for turns in (offered, forced)
    ]
    return Marked(words, moved[0], moved[1])
