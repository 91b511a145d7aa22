"""What can be filled: for each set of items and width, every depth they fill exactly.

    depths = Depths(shapes, columns=6, lines=85)
    depths.of(0b101, 6) >> 40 & 1         # do items 0 and 2 fill six columns by 40 lines?

Depths are the bits of a number, so a cut is a shift or an `and`, and all sets of ten items are
known in half a second. What cannot be filled is never looked at again: most of the ways to cut a
page are hopeless.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

GAPS = (1, 2)  # empty lines between two modules, one over the other (look.md)


class Way(NamedTuple):
    """One way an item fills a rectangle: its price, and the form it has then."""

    price: int
    form: int


# For each item and number of columns: by lines, the ways that fill them, cheapest first.
Shapes: TypeAlias = Sequence[Mapping[int, Mapping[int, Sequence[Way]]]]


def thinned(shapes: Shapes, most: int) -> Shapes:
    """The shapes with no more than so many depths in each width, the cheapest."""
    return [
        {width: _cheapest(by_lines, most) for width, by_lines in widths.items()}
        for widths in shapes
    ]


def _cheapest(by_lines: Mapping[int, Sequence[Way]], most: int) -> dict[int, Sequence[Way]]:
    ranked = sorted(by_lines, key=lambda lines: (by_lines[lines][0].price, lines))
    return {lines: by_lines[lines] for lines in sorted(ranked[:most])}


class Depths:
    """The depths that sets of items fill, on a page of so many columns and lines."""

    def __init__(self, shapes: Shapes, columns: int, lines: int) -> None:
        self.shapes = shapes
        self._mask = (1 << (lines + 1)) - 1
        self._known: list[list[int]] = [[0] * (columns + 1)]
        for items in range(1, 1 << len(shapes)):
            self._known.append(self._find(shapes, items, columns))

    def of(self, items: int, columns: int) -> int:
        """Bit `h` is set if the items fill `columns` by `h` lines."""
        return self._known[items][columns]

    def _find(self, shapes: Shapes, items: int, columns: int) -> list[int]:
        found = [0] * (columns + 1)
        if items & (items - 1) == 0:
            for width, by_lines in shapes[items.bit_length() - 1].items():
                found[width] = sum(1 << lines for lines in by_lines) & self._mask
            return found
        for part in _halves(items):
            first, second = self._known[part], self._known[items ^ part]
            for width in range(1, columns + 1):
                if first[width] and second[width]:
                    found[width] |= _stacked(first[width], second[width])
                for left in range(1, width):
                    found[width] |= first[left] & second[width - left]
        return [depths & self._mask for depths in found]


def _stacked(first: int, second: int) -> int:
    """Depths of two parts one over the other; which is over does not matter."""
    few, many = sorted((first, second), key=int.bit_count)
    with_gap = many << GAPS[0] | many << GAPS[1]
    found = 0
    for lines in bits(few):
        found |= with_gap << lines
    return found


def _halves(items: int) -> Iterator[int]:
    """Every way to part a set in two, named by the part that holds its first item."""
    first = items & -items
    rest = part = items ^ first
    while part:
        part = (part - 1) & rest
        yield first | part


def parts(items: int) -> Iterator[int]:
    """Every part of a set but nothing and all of it."""
    part = (items - 1) & items
    while part:
        yield part
        part = (part - 1) & items


def bits(number: int) -> Iterator[int]:
    """The places of its bits, the lowest first."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1
