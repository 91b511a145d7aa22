"""Two texts → what was written otherwise, in stretches a reader can take in.

    hunks_of("工会夜市开张", "工会夜校开张")   # = 工会夜, - 市, + 校, = 开张

Characters, not words, are compared: a proofreader looks for the one that is wrong. What comes out
is then made readable. A single character that stayed between two changes is taken into them (as
the semantic clean-up of diff-match-patch does), figures and Latin words change whole, and what was
put in or taken out begins and ends where a sentence, a phrase or a word does, wherever the same
result can be told in several ways. Texts that have little in common are told as one taken out and
one put in.

The time is nearly linear: long texts are cut first at stretches that stand once in each, in the
same order (as patience diff does with lines). Exchanging the texts exchanges `-` and `+`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Literal, NamedTuple, TypeAlias

from compositor.segment import words

Op: TypeAlias = Literal["=", "-", "+"]
SWAPPED: dict[Op, Op] = {"=": "=", "-": "+", "+": "-"}

ANCHORS = (12, 5)  # characters of a stretch that is looked for whole, first and second time
SHORT = 400  # characters: texts that need no anchors
LARGEST = 400_000  # pairs of equal characters to be tried; a text that has more is told whole
ALIKE = 0.25  # share of pairs of characters in common, below which texts are not the same text
WHOLE = 8  # characters: texts so short are compared however little they have in common
KEPT = 6  # characters: a longer stretch that stayed is shown so, whatever changed around it
FARTHEST = 120  # characters by which a change is moved to a better place
WINDOW = 16  # characters on both sides in which words are looked for

SENTENCE = frozenset("。！？…；\n")
PHRASE = frozenset("，、：）》”’〕】—")
OPENING = frozenset("（《“‘〔【")


class Hunk(NamedTuple):
    """A stretch of text: `=` stayed, `-` was taken out, `+` was put in."""

    op: Op
    text: str


class Match(NamedTuple):
    """A stretch that stands in both texts: where in the one, where in the other, how long."""

    a: int
    b: int
    size: int


class Change(NamedTuple):
    """What was taken out at a place, and what was put in."""

    out: str
    put: str

    @property
    def size(self) -> int:
        """Characters of the longer of both."""
        return max(len(self.out), len(self.put))


class Told(NamedTuple):
    """Texts as they differ: `kept[i]`, `changes[i]`, `kept[i + 1]`, and so on; one more is kept."""

    kept: list[str]
    changes: list[Change]


def hunks_of(before: str, after: str) -> tuple[Hunk, ...]:
    """What makes `after` of `before`; a change is told before what took its place."""
    if before == after:
        return (Hunk("=", before),) if before else ()
    if (len(after), after) < (len(before), before):  # one order, so that an exchange is one
        told = _hunks(after, before)
        return tuple(_in_order(Hunk(SWAPPED[op], text) for op, text in told))
    return tuple(_in_order(_hunks(before, after)))


def side(hunks: Iterable[Hunk], op: Op) -> str:
    """The text before (`-`) or after (`+`)."""
    return "".join(hunk.text for hunk in hunks if hunk.op in ("=", op))


def likeness(a: str, b: str) -> float:
    """The share of pairs of neighbouring characters that two texts have in common, 0…1."""
    return in_common(pairs_of(a), pairs_of(b))[0]


def pairs_of(text: str) -> Counter[tuple[str, str]]:
    """The pairs of neighbouring characters of a text, each as often as it stands there."""
    return Counter(pairwise(text))


def in_common(a: Counter[tuple[str, str]], b: Counter[tuple[str, str]]) -> tuple[float, int]:
    """The share of two texts' pairs that stand in both, and how many pairs they have."""
    total = a.total() + b.total()
    return (2 * (a & b).total() / total if total else 0.0), total


def _in_order(hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """Between two stretches that stayed: first what was taken out, then what was put in."""
    for is_kept, group in groupby(hunks, key=lambda hunk: hunk.op == "="):
        members = list(group)
        ops: tuple[Op, ...] = ("=",) if is_kept else ("-", "+")
        for op in ops:
            text = "".join(one.text for one in members if one.op == op)
            if text:
                yield Hunk(op, text)


def _hunks(a: str, b: str) -> Iterator[Hunk]:
    told = _placed(_whole_figures(_merged(_told(a, b))))
    for kept, change in zip(told.kept, told.changes, strict=False):
        yield from (Hunk("=", kept), Hunk("-", change.out), Hunk("+", change.put))
    yield Hunk("=", told.kept[-1])


# -------------------------------------------------------------------------------- comparing


def _told(a: str, b: str) -> Told:
    kept, changes = [""], list[Change]()
    at, other = 0, 0
    for match in (*_matches(a, b), Match(len(a), len(b), 0)):
        if (match.a, match.b) != (at, other):
            changes.append(Change(a[at : match.a], b[other : match.b]))
            kept.append("")
        kept[-1] += a[match.a : match.a + match.size]
        at, other = match.a + match.size, match.b + match.size
    return Told(kept, changes)


def _matches(a: str, b: str) -> Iterator[Match]:
    """What both begin and end with, and what they have in common between."""
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    yield Match(0, 0, start)
    yield from _shifted(_inner(a[start : len(a) - end], b[start : len(b) - end], 0), start, start)
    yield Match(len(a) - end, len(b) - end, end)


def _common(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[:middle] == b[:middle] else (low, middle - 1)
    return low


def _shifted(matches: Iterable[Match], a: int, b: int) -> Iterator[Match]:
    return (Match(match.a + a, match.b + b, match.size) for match in matches)


def _inner(a: str, b: str, level: int) -> Iterator[Match]:
    """What two texts have in common that neither begin nor end alike."""
    if not a or not b or (min(len(a), len(b)) > WHOLE and likeness(a, b) < ALIKE):
        return
    if max(len(a), len(b)) <= SHORT or level == len(ANCHORS):
        yield from _by_character(a, b)
        return
    at, other = 0, 0
    for match in (*_anchors(a, b, ANCHORS[level]), Match(len(a), len(b), 0)):
        gap = _inner(a[at : match.a], b[other : match.b], level + 1)
        yield from _shifted(gap, at, other)
        yield match
        at, other = match.a + match.size, match.b + match.size


def _by_character(a: str, b: str) -> Iterator[Match]:
    first, second = Counter(a), Counter(b)
    if sum(count * second[character] for character, count in first.items()) > LARGEST:
        return
    for match in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if match.size:
            yield Match(*match)


def _anchors(a: str, b: str, size: int) -> Iterator[Match]:
    """Stretches that stand once in each text, in the same order: the most of them there are."""
    first, second = _once(a, size), _once(b, size)
    pairs = [(at, second[text]) for text, at in first.items() if text in second]
    end, other = 0, 0
    for at, there in _rising(pairs):
        if at >= end and there >= other:
            length = size + _common(a[at + size :][:SHORT], b[there + size :][:SHORT])
            yield Match(at, there, length)
            end, other = at + length, there + length


def _once(text: str, size: int) -> dict[str, int]:
    """The stretches of a size that stand once in a text, and where, in order."""
    found: dict[str, int] = {}
    for at in range(len(text) - size + 1):
        piece = text[at : at + size]
        found[piece] = -1 if piece in found else at
    return {piece: at for piece, at in found.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs in the order of their first, the most whose second rises too."""
    ends: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        place = bisect_left(ends, there)
        before.append(chain[place - 1] if place else -1)
        ends[place : place + 1], chain[place : place + 1] = [there], [index]
    index, found = chain[-1] if chain else -1, []
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


# ---------------------------------------------------------------------------- made readable


def _merged(told: Told) -> Told:
    """Without what stayed by chance: a few characters between changes that are longer."""
    kept, changes = told.kept[:1], list[Change]()
    for change, after in zip(told.changes, told.kept[1:], strict=True):
        this = change
        while changes and _is_chance(kept[-1], changes[-1].size, this.size):
            between, last = kept.pop(), changes.pop()
            this = Change(last.out + between + this.out, last.put + between + this.put)
        changes.append(this)
        kept.append(after)
    return Told(kept, changes)


def _is_chance(kept: str, *sizes: int) -> bool:
    """Whether what stayed between two changes is no more than a reader would stumble over."""
    return len(kept) == 1 or (len(kept) <= KEPT and len(kept) < min(sizes))


def _whole_figures(told: Told) -> Told:
    """With figures and Latin words changed as wholes."""
    kept, changes = list(told.kept), list(told.changes)
    for index, change in enumerate(changes):
        left, right = kept[index], kept[index + 1]
        begins = any(text and _is_figure(text[0]) for text in change)
        ends = any(text and _is_figure(text[-1]) for text in change)
        start = len(left) - (_figure_end(left[::-1]) if begins else 0)
        end = _figure_end(right) if ends else 0
        kept[index], kept[index + 1] = left[:start], right[end:]
        changes[index] = Change(*(left[start:] + text + right[:end] for text in change))
    return _without_empty(Told(kept, changes))


def _is_figure(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _figure_end(text: str) -> int:
    return next((at for at, sign in enumerate(text) if not _is_figure(sign)), len(text))


def _without_empty(told: Told) -> Told:
    """Changes with nothing between them made one."""
    kept, changes = told.kept[:1], list[Change]()
    for change, after in zip(told.changes, told.kept[1:], strict=True):
        if changes and not kept[-1]:
            last = changes[-1]
            changes[-1] = Change(last.out + change.out, last.put + change.put)
            kept[-1] = after
        else:
            changes.append(change)
            kept.append(after)
    return Told(kept, changes)


def _placed(told: Told) -> Told:
    """With what was only put in or only taken out where it begins and ends best."""
    kept, changes = list(told.kept), list(told.changes)
    for index, change in enumerate(changes):
        if change.out and change.put:
            continue
        left, right = kept[index], kept[index + 1]
        text = change.out or change.put
        is_first, is_last = index == 0, index == len(changes) - 1
        back = _room(left[::-1], text[::-1], len(left) - (not is_first))
        forth = _room(right, text, len(right) - (not is_last))
        if back or forth:
            whole, at = left + text + right, len(left)
            best = _best(whole, range(at - back, at + forth + 1), len(text))
            kept[index], kept[index + 1] = whole[:best], whole[best + len(text) :]
            moved = whole[best : best + len(text)]
            changes[index] = Change(moved, "") if change.out else Change("", moved)
    return Told(kept, changes)


def _room(beside: str, text: str, most: int) -> int:
    """How far a text can be moved over what stands beside it, the result being the same."""
    return _common(beside[: max(0, min(most, FARTHEST))], (text + beside)[:FARTHEST])


def _best(whole: str, starts: range, size: int) -> int:
    """Of the places where a stretch could begin, the one with the best beginning and end."""
    first, last = starts[0], starts[-1]
    begins, ends = _edges(whole, first, last), _edges(whole, first + size, last + size)
    return max(starts, key=lambda at: (begins[at] + ends[at + size], at))


def _edges(whole: str, first: int, last: int) -> dict[int, int]:
    """How well a text is parted at each of some places."""
    low = max(0, first - WINDOW)
    starts = {word.start + low for word in words(whole[low : last + WINDOW])}
    return {at: _edge(whole, at, at in starts) for at in range(first, last + 1)}


def _edge(whole: str, at: int, is_word: bool) -> int:
    if at in (0, len(whole)):
        return 5
    before, after = whole[at - 1], whole[at]
    if before in SENTENCE:
        return 4
    if before in PHRASE or after in OPENING:
        return 3
    if _is_figure(before) and _is_figure(after):
        return -2
    return 1 if is_word else 0
