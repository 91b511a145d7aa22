"""Bare CFF fonts (Adobe Technical Note 5176) as a PDF embeds them: glyphs called by codes of ours.

    numbered(cff, (7, 2, 5))     the glyphs after .notdef are called by the codes 7, 2 and 5

A font whose glyphs have numbers (CID-keyed) says in its charset which number each of them has, and
a PDF calls them by it (ISO 32000-1 9.7.4.2): another charset, and the font is numbered anew. Where
glyphs have names, a PDF calls them by their place in the font.
"""

from collections.abc import Iterator, Sequence
from struct import pack, unpack_from
from typing import NamedTuple

CHARSET, ROS = (15,), (12, 30)
ESCAPE = 12
LONG, SHORT, REAL = 29, 28, 30  # how a number begins: four bytes, two bytes, decimal digits
END_OF_REAL = 0x0F


class _Entry(NamedTuple):
    """An operator of a dictionary; its operands begin at `start`, and it stands before `end`."""

    operator: tuple[int, ...]
    start: int
    end: int


def is_numbered(cff: bytes) -> bool:
    """Whether the glyphs of a font have numbers, not names."""
    return any(entry.operator == ROS for entry in _top(cff))


def numbered(cff: bytes, codes: Sequence[int]) -> bytes:
    """A font that `is_numbered`, its glyphs but the first (.notdef) called by these codes.

    The new charset comes last, where it moves nothing; HarfBuzz writes every offset in four bytes.
    """
    (entry,) = (entry for entry in _top(cff) if entry.operator == CHARSET)
    assert cff[entry.start] == LONG
    offset = pack(">BI", LONG, len(cff))
    charset = pack(f">B{len(codes)}H", 0, *codes)
    return cff[: entry.start] + offset + cff[entry.start + len(offset) :] + charset


def _top(cff: bytes) -> Iterator[_Entry]:
    """The entries of the top dictionary, which stands after the header and the font's name."""
    _, after_names = _first(cff, cff[2])
    (at, end), _ = _first(cff, after_names)
    start = at
    while at < end:
        first = cff[at]
        if first >= SHORT:
            at += _length(cff, at)
            continue
        size = 2 if first == ESCAPE else 1
        yield _Entry(tuple(cff[at : at + size]), start, at + size)
        at = start = at + size


def _length(cff: bytes, at: int) -> int:
    """Bytes of the number that begins here."""
    first = cff[at]
    if first == REAL:
        end = next(i for i in range(at + 1, len(cff)) if cff[i] & END_OF_REAL == END_OF_REAL)
        return end + 1 - at
    if first in (SHORT, LONG):
        return 3 if first == SHORT else 5
    return 1 if first < 247 else 2


def _first(cff: bytes, at: int) -> tuple[tuple[int, int], int]:
    """Where the first item of an INDEX begins and ends, and where the INDEX ends."""
    (count, size) = unpack_from(">HB", cff, at)
    offsets = [
        int.from_bytes(cff[at + 3 + size * i : at + 3 + size * (i + 1)], "big")
        for i in (0, 1, count)
    ]
    base = at + 2 + size * (count + 1)
    begin, end, last = (base + offset for offset in offsets)
    return (begin, end), last
