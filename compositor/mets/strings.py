"""A line as ALTO has it: strings, a word to each, and the spaces between them.

    工会 | 系统 | 掀起 | 学      Chinese puts no space between words: a string ends where one ends
    习 | 贯彻 | 《 | Trade Union
                       SP       a space that was typed, in the room it has

A word that a line end parts (学|习) is two strings, each of which knows the whole of it. Words are
found in the whole text of a paragraph (`segment`), over all lines, legs and pages it stands in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from compositor.mets.cells import Cell, Cells, Stretch
from compositor.model.galley import Line
from compositor.segment import words
from compositor.units import Emu

FIRST, SECOND = 1, 2  # halves of a word


class String(NamedTuple):
    """A word, or the half of one that stands on this line: `half` of `whole`."""

    text: str
    room: Stretch
    face: str
    size: Emu
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
    """Find the words of lines that follow each other."""
    texts = [line.text for line in lines]
    text = "".join(texts)
    starts = (*(word.start for word in words(text)), len(text))
    return Wording(text, starts, tuple(accumulate(map(len, texts), initial=0)))


def strings_of(line: Line, told: Wording, number: int, cells: Cells) -> list[String | Space]:
    """The strings and spaces of the line of that number (from 0) of a text."""
    base = told.lines[number]
    groups = list(_groups(cells.of(line), told, base))
    rooms = _parted([_room(group) for group in groups], groups, line.width)
    items: list[String | Space] = []
    for index, (group, room) in enumerate(zip(groups, rooms, strict=True)):
        text = line.text[group[0].offset : group[-1].after]
        whole, half = _whole(text, told, number, base + group[0].offset)
        items.append(String(text, room, group[0].face, group[0].size, whole, half))
        is_last = index + 1 == len(groups)
        after = len(line.text) if is_last else groups[index + 1][0].offset
        if after > group[-1].after:
            end = room.end if is_last else max(room.end, rooms[index + 1].start)
            items.append(Space(Stretch(room.end, end)))
    return items


def _groups(cells: Iterable[Cell], told: Wording, base: int) -> Iterator[list[Cell]]:
    """The signs of each word; a sign of several characters (——) is never parted."""
    group: list[Cell] = []
    end = 0  # of the word that the group is in
    for cell in cells:
        begins = not group or base + cell.offset >= end
        if group and (begins or cell.text.isspace()):
            yield group
            group = []
        if not cell.text.isspace():
            group = [*group, cell]
            end = told.words[bisect_right(told.words, base + cell.offset)] if begins else end
    if group:
        yield group


def _room(group: Sequence[Cell]) -> Stretch:
    return Stretch(min(c.room.start for c in group), max(c.room.end for c in group))


def _parted(rooms: list[Stretch], groups: Sequence[Sequence[Cell]], width: Emu) -> list[Stretch]:
    """Rooms that do not overlap, parted half-way between the inks, and within the line."""
    if not rooms:
        return rooms
    inks = [(group[0].ink, group[-1].ink) for group in groups]
    starts, ends = [room.start for room in rooms], [room.end for room in rooms]
    starts[0] = max(starts[0], min(0, inks[0][0].start))
    ends[-1] = min(ends[-1], max(width, inks[-1][1].end))
    for a, b in pairwise(range(len(rooms))):
        if ends[a] > starts[b]:
            cut = (inks[a][1].end + inks[b][0].start) // 2
            ends[a] = max(starts[a], min(ends[a], cut))
            starts[b] = max(ends[a], starts[b], min(cut, ends[b]))
    return [Stretch(a, max(a, b)) for a, b in zip(starts, ends, strict=True)]


def _whole(text: str, told: Wording, number: int, start: int) -> tuple[str, int]:
    """The word of which a string is a half, and which half; of one on three lines, nothing."""
    at = bisect_right(told.words, start)
    first, end = told.words[at - 1], told.words[at]
    word = told.text[first:end]
    begin, after = told.lines[number], told.lines[number + 1]
    if first == start and end > after and word.startswith(text):
        is_half, half = end <= told.lines[number + 2], FIRST
    elif first < begin == start and end <= after and word.endswith(text):
        is_half, half = first >= told.lines[number - 1], SECOND
    else:
        return "", 0
    return (word, half) if is_half else ("", 0)
