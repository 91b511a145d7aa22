"""Where in an article the words stand, and what is shown round them.

spans(text, ("江都",))  ((3, 5), (20, 22)): where they stand, those that touch as one
place = best(passages, words)       the passage that shows most of them, and its first line
excerpt(text, spans)                a stretch of it, with its marks
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from compositor.geometry import Rect
from compositor.index.folding import fold, folded
from compositor.model.backissue import Passage, Stretch

Span: TypeAlias = tuple[int, int]
BEFORE, SHOWN = 18, 60  # characters shown before the first mark, and at most in all
ELLIPSIS = "……"


class Line(NamedTuple):
    """A line of type: its page, its column and row on the grid, its rectangle (EMU)."""

    page: int
    column: int
    row: int
    rect: Rect


class Excerpt(NamedTuple):
    """A stretch of text, and in it what was looked for, from and up to."""

    text: str
    marks: tuple[Span, ...]


class Spotted(NamedTuple):
    """A passage in which words stand, where, and the line in which the first of them begins."""

    passage: Passage
    spans: tuple[Span, ...]
    line: Line


def spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where folded words stand in a text, in order; those that touch are one."""
    signs, places = fold(text)
    found = sorted(
        (places[at], places[at + len(word) - 1] + 1) for word in words for at in _all(signs, word)
    )
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _all(signs: str, word: str) -> Iterator[int]:
    at = signs.find(word)
    while at >= 0:
        yield at
        at = signs.find(word, at + 1)


def best(passages: Sequence[Passage], words: Sequence[str]) -> Spotted:
    """The passage with the most of the words, the first of those; the first of all if none has."""

    def kinds(passage: Passage) -> int:
        signs = folded(passage.text)
        return sum(word in signs for word in words)

    passage = max(passages, key=kinds)  # the first of the best
    found = spans(passage.text, words)
    return Spotted(passage, found, line_at(passage, found[0][0] if found else 0))


def line_at(passage: Passage, at: int) -> Line:
    """The line in which a character of a passage stands."""
    stretch = passage.lines[0]
    for one in passage.lines[1:]:
        if one.starts[0] > at:
            break
        stretch = one
    return _line(stretch, max(0, bisect_right(stretch.starts, at) - 1))


def _line(stretch: Stretch, index: int) -> Line:
    return Line(stretch.page, stretch.column, stretch.row + index, stretch.line(index))


def excerpt(text: str, found: Sequence[Span]) -> Excerpt:
    """A text, or of a long one what stands round the first place, with its marks."""
    if len(text) <= SHOWN:
        return Excerpt(text, tuple(found))
    first = found[0][0] if found else 0
    start = max(0, min(first - BEFORE, len(text) - SHOWN))
    end = max(start + SHOWN, min(found[0][1], start + 2 * SHOWN) if found else 0)
    head = ELLIPSIS if start else ""
    tail = ELLIPSIS if end < len(text) else ""
    shift = len(head) - start
    marks = tuple((a + shift, min(b, end) + shift) for a, b in found if a < end)
    return Excerpt(f"{head}{text[start:end]}{tail}", marks)
