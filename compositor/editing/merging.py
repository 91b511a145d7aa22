"""A three-way merge: two changes of one text as one, unless they touch each other.

    merge("one two three", "ONE two three", "one two THREE")      # "ONE two THREE"
    merge("one two", "one 2", "one II")                           # None: the same place

Changes are found character by character, for a paragraph is one line. Whoever wrote first does not
matter. Changes touch where not one character of the base is left between them; where both are the
same, they are one. Stretches of a character or two between changes of one hand count as changed:
that an `的` is found in both is chance.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

NEAR = 2  # characters left between two changes that are one all the same; by eye
# Pairs of equal characters of which the longest common stretch is sought; what has more is taken as
# changed whole. *Measured*: 0.1 s.
MOST_PAIRS = 200_000


class Change(NamedTuple):
    """Characters of the base from `start` to before `end`, and what stands there instead."""

    start: int
    end: int
    words: str


def merge(base: str, theirs: str, mine: str) -> str | None:
    """The base with both changes; None if they touch."""
    merged: list[Change] = []
    for change in sorted({*changes(base, theirs), *changes(base, mine)}):
        if merged and change.start <= merged[-1].end:
            return None
        merged.append(change)
    return changed(base, merged)


def changed(base: str, found: Sequence[Change]) -> str:
    """The base with changes made that stand in its order."""
    for start, end, words in reversed(found):
        base = base[:start] + words + base[end:]
    return base


def changes(base: str, other: str) -> tuple[Change, ...]:
    """What makes `other` of the base, in its order: line by line, then within the lines."""
    found: list[Change] = []
    for change in _by_characters(base, other):
        if found and change.start - found[-1].end <= NEAR:
            last = found.pop()
            between = base[last.end : change.start]
            found.append(Change(last.start, change.end, last.words + between + change.words))
        else:
            found.append(change)
    return tuple(found)


def likeness(one: str, other: str) -> int:
    """How much of two texts is the same, in thousandths of both."""
    if not one or not other:
        return 1000 * (one == other)
    kept = len(one) - sum(change.end - change.start for change in changes(one, other))
    return 2000 * kept // (len(one) + len(other))


def _by_characters(base: str, other: str) -> Iterator[Change]:
    for start, end, words in _by_lines(base, other):
        pieces = _pieces(list(base[start:end]), list(words))
        yield from (Change(start + a, start + b, words[c:d]) for a, b, c, d in pieces)


def _by_lines(base: str, other: str) -> Iterator[Change]:
    old, new = base.splitlines(keepends=True), other.splitlines(keepends=True)
    at = [0, *accumulate(map(len, old))]
    for a, b, c, d in _pieces(old, new):
        yield Change(at[a], at[b], "".join(new[c:d]))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two sequences differ: ends of both."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a and not b:
        return
    if not a or not b or _pairs(a, b) > MOST_PAIRS:
        yield head, head + len(a), head, head + len(b)
        return
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for tag, i, j, k, end in matcher.get_opcodes():
        if tag != "equal":
            yield head + i, head + j, head + k, head + end


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    many = Counter(new)
    return sum(count * many[sign] for sign, count in Counter(old).items())
