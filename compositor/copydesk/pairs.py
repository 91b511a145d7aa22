"""Signs that come in pairs: which belong together, and which have lost their partner.

    pair_up("甲（乙）丙）", {"（": "）"})      # Pairs(pairs=(Pair(1, 3, 0),), loose=(5,))

Where an inner sign was left open, a closing one outside it finds its own partner: in “甲‘乙”丙 only
the ‘ is loose.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compositor.copydesk.findings import Context, Finding

BRACKETS = {
    "(": ")）",
    "（": ")）",
    "[": "]］",
    "［": "]］",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "{": "}",
}
# `1）` and `a)` number what follows; their bracket has no partner and wants none.
_NUMBERING = re.compile(
    r"(?:^|[。；：，、！？\s])(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})$"
)


class Pair(NamedTuple):
    """Offsets of a pair's two signs, and how many open ones stand round it."""

    start: int
    end: int
    depth: int


class Pairs(NamedTuple):
    """The pairs of a text by their beginning, and the signs without a partner."""

    pairs: tuple[Pair, ...]
    loose: tuple[int, ...]


def pair_up(text: str, partners: Mapping[str, str]) -> Pairs:
    """Match opening signs with the closing ones that `partners` allows for each."""
    closing = {sign for signs in partners.values() for sign in signs}
    pairs: list[Pair] = []
    loose: list[int] = []
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in partners:
            opened.append(at)
        elif sign in closing:
            level = _level(text, opened, partners, sign)
            if level is None:
                loose.append(at)
                continue
            loose += opened[level + 1 :]
            pairs.append(Pair(opened[level], at, level))
            del opened[level:]
    return Pairs(tuple(sorted(pairs)), tuple(sorted([*loose, *opened])))


def _level(text: str, opened: list[int], partners: Mapping[str, str], sign: str) -> int | None:
    """Which of the open signs `sign` closes: the innermost of its kind."""
    levels = reversed(range(len(opened)))
    return next((level for level in levels if sign in partners[text[opened[level]]]), None)


def unpaired_brackets(text: str, context: Context) -> Iterator[Finding]:
    """Brackets and title marks without a partner in their passage."""
    del context
    for at in pair_up(text, BRACKETS).loose:
        if not (text[at] in ")）" and _NUMBERING.search(text[:at])):
            yield Finding("unpaired-bracket", at, at + 1)
