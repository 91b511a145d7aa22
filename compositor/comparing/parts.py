"""An article's parts before and after: which are one another's, and what changed in them.

Paragraphs are aligned first: those that are the same, then, between these, those that are alike,
one with one, or one with two where a paragraph was divided or joined. What is left was added or
taken out, or, if the same words come back elsewhere in the article, moved. Characters are compared
only within what belongs together.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple, TypeAlias

from compositor.comparing.changes import PartChange
from compositor.comparing.words import ALIKE, hunks_of, in_common, pairs_of
from compositor.model.snapshot import PartSnapshot

FAMILIES = (
    "label", "kicker", "headline", "deck", "byline", "body", "source", "quote", "caption", "credit",
)  # fmt: skip
MOST = 2500  # pairs of paragraphs that are tried; where there are more, each with its counterpart
JOINED = 0.97  # of what one paragraph for two is worth, so that it must be clearly better
STEPS = ((1, 1), (1, 2), (2, 1))  # paragraphs before and after that can be one another's

Parts: TypeAlias = Sequence[PartSnapshot]


class Row(NamedTuple):
    """Paragraphs before, from and up to, and those after that stand in their place."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def exchanged(self) -> "Row":
        """The same, the other way round."""
        return Row(self.new_start, self.new_end, self.start, self.end)

    @property
    def is_gone(self) -> bool:
        """Whether nothing stands in its place after."""
        return self.new_start == self.new_end

    @property
    def is_new(self) -> bool:
        """Whether nothing stood in its place before."""
        return self.start == self.end


def part_changes(before: Parts, after: Parts) -> tuple[PartChange, ...]:
    """The parts that are not the same, in the order they are read."""
    found = (_changes(_of(before, family), _of(after, family)) for family in FAMILIES)
    return tuple(chain.from_iterable(found))


def aligned(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """Rows that hold every paragraph of both once, in order."""
    if (len(after), after) < (len(before), before):  # one order, so that an exchange is one
        return [row.exchanged for row in _aligned(after, before)]
    return list(_aligned(before, after))


def _of(parts: Parts, family: str) -> Parts:
    return [part for part in parts if part.part.partition("/")[0] == family]


def _changes(before: Parts, after: Parts) -> Iterator[PartChange]:
    rows = aligned([part.text for part in before], [part.text for part in after])
    moved = _moved(rows, before, after)
    passed = {row for pair in moved.items() for row in pair}
    for row in rows:
        old, new = before[row.start : row.end], after[row.new_start : row.new_end]
        if row in moved:
            there = moved[row]
            change = _change(old, after[there.new_start : there.new_end])
            yield _named(replace(change, is_moved=True), before, after)
        elif row not in passed and (_text(old) != _text(new) or _styles(old) != _styles(new)):
            yield _named(_change(old, new), before, after)


def _change(old: Parts, new: Parts) -> PartChange:
    a, b = _text(old), _text(new)
    is_restyled = bool(old and new) and a == b and _styles(old) != _styles(new)
    names = tuple(part.part for part in old), tuple(part.part for part in new)
    return PartChange(*names, hunks_of(a, b), "", 0, is_restyled=is_restyled)


def _named(change: PartChange, before: Parts, after: Parts) -> PartChange:
    """With what a reader would call it."""
    parts, name = (after, change.after[0]) if change.after else (before, change.before[0])
    kinds = [_kind(part) for part in parts]
    at = next(index for index, part in enumerate(parts) if part.part == name)
    return replace(change, kind=kinds[at], ordinal=kinds[: at + 1].count(kinds[at]))


def _kind(part: PartSnapshot) -> str:
    return part.kind or part.part.partition("/")[0]


def _text(parts: Parts) -> str:
    return "\n".join(part.text for part in parts)


def _styles(parts: Parts) -> list[tuple[object, ...]]:
    return [(part.kind, part.strong) for part in parts]


def _moved(rows: Sequence[Row], before: Parts, after: Parts) -> dict[Row, Row]:
    """Paragraphs that are gone here and come back there: the row here, and the row there."""
    new: dict[str, list[Row]] = {}
    for row in rows:
        if row.is_new:
            new.setdefault(after[row.new_start].text, []).append(row)
    gone = [row for row in rows if row.is_gone and new.get(before[row.start].text)]
    return {row: there for row in gone if (there := _next(new[before[row.start].text]))}


def _next(rows: list[Row]) -> Row | None:
    return rows.pop(0) if rows else None


# --------------------------------------------------------------------------------- aligning


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    at, new = 0, 0
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    for start, new_start, size in blocks:
        for row in _between(before[at:start], after[new:new_start]):
            yield Row(row.start + at, row.end + at, row.new_start + new, row.new_end + new)
        for step in range(size):
            yield Row(start + step, start + step + 1, new_start + step, new_start + step + 1)
        at, new = start + size, new_start + size


def _between(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """Rows of paragraphs none of which is the same."""
    if len(before) == len(after) == 1:
        return [Row(0, 1, 0, 1)]  # whatever it says now: it stands in the other's place
    if len(before) * len(after) > MOST:
        return _counterparts(before, after)
    return _traced(_best(before, after), len(before), len(after))


def _counterparts(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    least = min(len(before), len(after))
    return [
        *(Row(at, at + 1, at, at + 1) for at in range(least)),
        *(Row(at, at + 1, least, least) for at in range(least, len(before))),
        *(Row(least, least, at, at + 1) for at in range(least, len(after))),
    ]


Pairs: TypeAlias = Counter[tuple[str, str]]
Best: TypeAlias = dict[tuple[int, int], tuple[float, tuple[int, int]]]


def _best(before: Sequence[str], after: Sequence[str]) -> Best:
    """For the first i and j paragraphs: the most they have in common, and the last step to it."""
    old, new = [pairs_of(text) for text in before], [pairs_of(text) for text in after]
    best: Best = {(0, 0): (0.0, (0, 0))}
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            if i or j:
                best[i, j] = max(_ways(best, old, new, i, j), key=lambda way: way[0])
    return best


def _ways(
    best: Best, old: list[Pairs], new: list[Pairs], i: int, j: int
) -> Iterator[tuple[float, tuple[int, int]]]:
    if i:
        yield best[i - 1, j][0], (1, 0)
    if j:
        yield best[i, j - 1][0], (0, 1)
    for a, b in STEPS:
        if i >= a and j >= b:
            worth = _worth(old[i - a : i], new[j - b : j])
            if worth:
                yield best[i - a, j - b][0] + worth, (a, b)


def _worth(old: list[Pairs], new: list[Pairs]) -> float:
    """What paragraphs have in common, in pairs of characters; 0 of those that are not alike."""
    if len(old) == len(new):
        share, total = in_common(old[0], new[0])
        return share * total if share >= ALIKE else 0.0
    one, two = (old[0], new) if len(new) == 2 else (new[0], old)
    if any(2 * (one & each).total() < each.total() for each in two):
        return 0.0  # each of the two must be mostly of the one
    share, total = in_common(one, two[0] + two[1])
    return JOINED * share * total


def _traced(best: Best, i: int, j: int) -> list[Row]:
    rows: list[Row] = []
    while i or j:
        a, b = best[i, j][1]
        rows.append(Row(i - a, i, j - b, j))
        i, j = i - a, j - b
    return rows[::-1]
