"""A line as ALTO has it: strings, a word to each, and the spaces between them.

    工会 | 系统 | 掀起 | 学      Chinese puts no space between words: a string ends where one ends
    习 | 贯彻 | 《 | Trade Union
                       SP       a space that was typed, in the room it has

A word that a line end parts (学|习) is two strings, each of which knows the whole of it. Words are
found in the whole text of a paragraph (`segment`), over all lines, legs and pages it stands in.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from compositor.mets.cells import Signs, signs_of
from compositor.model.galley import Line
from compositor.segment import words
from compositor.typefaces import Typefaces
from compositor.units import Emu

FIRST, SECOND = 1, 2  # halves of a word
BLANK = re.compile(r"\s+")


class Stretch(NamedTuple):
    """From where to where along the line."""

    start: Emu
    end: Emu


class String(NamedTuple):
    """A word, or the half of one that stands on this line: `half` of `whole`."""

    text: str
    room: Stretch
    face: str
    whole: str = ""
    half: int = 0


class Space(NamedTuple):
    """A space in the room it has, which is none at the end of a line."""

    room: Stretch


class Wording(NamedTuple):
    """The text of a paragraph: where its words begin, and its lines, its end included in both."""

    text: str
    words: tuple[int, ...]
    lines: tuple[int, ...]


def wording(lines: Iterable[Line]) -> Wording:
    """Find the words of lines that follow each other; white space parts them, too."""
    texts = [line.text for line in lines]
    text = "".join(texts)
    starts = {word.start for word in words(text)} | {len(text)}
    starts.update(edge for blank in BLANK.finditer(text) for edge in blank.span())
    return Wording(text, tuple(sorted(starts)), tuple(accumulate(map(len, texts), initial=0)))


def strings_of(line: Line, told: Wording, number: int, faces: Typefaces) -> list[String | Space]:
    """The strings and spaces of the line of that number (from 0) of a text."""
    base, signs = told.lines[number], signs_of(line, faces)
    groups = list(_groups(signs, line.text, told, base))
    rooms = _rooms(groups, signs, line.width)
    items: list[String | Space] = []
    for index, ((first, last), room) in enumerate(zip(groups, rooms, strict=True)):
        start, after = signs.offsets[first], signs.afters[last]
        whole, half = _whole(line.text[start:after], told, number, base + start)
        items.append(String(line.text[start:after], room, signs.faces[first], whole, half))
        is_last = index + 1 == len(groups)
        following = len(line.text) if is_last else signs.offsets[groups[index + 1][0]]
        if following > after:
            end = room.end if is_last else max(room.end, rooms[index + 1].start)
            items.append(Space(Stretch(room.end, end)))
    return items


def _groups(signs: Signs, text: str, told: Wording, base: int) -> Iterator[tuple[int, int]]:
    """First and last sign of each word; a sign of several characters (——) is never parted."""
    first, count = 0, len(signs.offsets)
    while first < count:
        at = signs.offsets[first]
        end = told.words[bisect_right(told.words, base + at)] - base
        after = bisect_left(signs.offsets, end, first + 1)
        if not text[at].isspace():
            yield first, after - 1
        first = after


def _rooms(groups: Sequence[tuple[int, int]], signs: Signs, width: Emu) -> list[Stretch]:
    """The room of each group: within the line, and parted half-way between inks from the next."""
    starts = [signs.starts[first] for first, _ in groups]
    ends = [signs.ends[last] for _, last in groups]
    if groups:
        starts[0] = max(starts[0], min(0, signs.ink_starts[groups[0][0]]))
        ends[-1] = min(ends[-1], max(width, signs.ink_ends[groups[-1][1]]))
    for a, b in pairwise(range(len(groups))):
        if ends[a] > starts[b]:
            cut = (signs.ink_ends[groups[a][1]] + signs.ink_starts[groups[b][0]]) // 2
            ends[a] = max(starts[a], min(ends[a], cut))
            starts[b] = max(ends[a], starts[b], min(cut, ends[b]))
    return [Stretch(a, max(a, b)) for a, b in zip(starts, ends, strict=True)]


def _whole(text: str, told: Wording, number: int, start: int) -> tuple[str, int]:
    """The word of which a string is a half, and which half; of one on three lines, nothing."""
    begin, after = told.lines[number], told.lines[number + 1]
    if begin < start and start + len(text) < after:
        return "", 0
    at = bisect_right(told.words, start)
    first, end = told.words[at - 1], told.words[at]
    word = told.text[first:end]
    if first == start and end > after and word.startswith(text):
        is_half, half = end <= told.lines[number + 2], FIRST
    elif first < begin == start and end <= after and word.endswith(text):
        is_half, half = first >= told.lines[number - 1], SECOND
    else:
        return "", 0
    return (word, half) if is_half else ("", 0)
