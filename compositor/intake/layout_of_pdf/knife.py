"""A page's items to columns in reading order: the page cut where it is white.

    ┌──heading──────┐     1  where gutters run through, down those that part modules; but first
    │ 1 │ 2 │ 3 │ 4 │        across: under a line that stands alone over columns, past the end of
    ├──heading──┬───┤        a column, where more gutters then show, above a heading
    │ 5  │  6   │ 7 │     2  where none does, across at the largest white that shows gutters
    └───────────┴───┘        above or below

and so on inside each part, with type of all sizes, until nothing more comes apart. Parts are read
from the top and from left to right, vertical ones from right to left; a vertical heading at the
right of its columns comes before them. What straight cuts do not part, columns that interlock
round one another, is put together from below: `Leaf.is_sure` is then false.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compositor.intake.layout_of_pdf.interlocked import blocks_of
from compositor.intake.layout_of_pdf.modules import SOLID, between_modules, parts_heads
from compositor.intake.layout_of_pdf.type import HEADING, Item, alike, around, column_of
from compositor.units import Emu

GUTTER = 80  # hundredths of the body size: the narrowest gutter
GUTTER_OF_FEW = 200  # beside one or two rows
NARROW = 450  # hundredths: a column narrower than that has wide gutters only
LEVEL = 90  # hundredths of the body size: columns that begin within that begin level
CENTRED = 150  # hundredths: how far off the middle a centred line may be
PAST = 120  # hundredths: white across past the end of a column
DEEPEST = 24  # cuts within cuts
FEW = 3


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column or heading; `is_column` says that it stood beside others."""

    items: tuple[Item, ...]
    is_column: bool = False
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """Items with white across the whole part above and below them."""

    top: Emu
    bottom: Emu
    items: tuple[Item, ...]


class Knife:
    """Cuts pages of one body size."""

    def __init__(self, body: Emu) -> None:
        self._body = body

    def leaves(self, items: Sequence[Item]) -> list[Leaf]:
        """The columns of a page in reading order."""
        return list(self._cut(items, 0, is_column=False)) if items else []

    def _cut(self, items: Sequence[Item], depth: int, *, is_column: bool) -> Iterator[Leaf]:
        gutters = self.gutters(items)
        across = self._across(items, gutters) if depth < DEEPEST else []
        if across:
            for part in across:
                yield from self._cut(part, depth + 1, is_column=is_column and not gutters)
        elif gutters and depth < DEEPEST:
            for part in self._in_order(_down(items, between_modules(items, gutters, self._body))):
                yield from self._cut(part, depth + 1, is_column=True)
        else:
            blocks = blocks_of(items, self._body)
            for block in blocks:
                yield Leaf(tuple(block), is_column, is_sure=len(blocks) == 1)

    # ------------------------------------------------------------------------- across

    def _across(self, items: Sequence[Item], gutters: Sequence[Emu]) -> list[list[Item]]:
        """The parts of a cut across, or none."""
        bands = bands_of(items)
        if all(len(band.items) == 1 for band in bands) or len(bands) == 1:
            return []  # lines one under the other, or nothing to part
        if gutters:
            return (
                self._under_alone(bands, gutters)
                or self._past_a_column(bands, gutters)
                or self._at_white(bands, gutters)
                or self._over_a_heading(bands, gutters)
            )
        return self._at_white(bands, gutters)

    def _under_alone(self, bands: Sequence[Band], gutters: Sequence[Emu]) -> list[list[Item]]:
        """Under lines that stand in one column only, but over all of them."""
        first = len(bands[0].items) == 1 and self._is_centred(bands)
        alone = [
            index
            for index, band in enumerate(bands)
            if (self._is_head(band) or (index == 0 and first))
            and len({column_of(item, gutters) for item in band.items}) == 1
            and self._begin_level(bands[index:], gutters)
            and not parts_heads(_joined(bands[: index + 1]), self._body)
        ]
        return _parts(bands, alone)

    def _begin_level(self, bands: Sequence[Band], gutters: Sequence[Emu]) -> bool:
        """Whether the columns under a line, past further ones of its column, begin level."""
        own = column_of(bands[0].items[0], gutters)
        tops: dict[int, Emu] = {}
        for band, after in pairwise(bands[1:]):
            columns = {column_of(item, gutters) for item in band.items}
            for item in band.items:
                column = column_of(item, gutters)
                if column != own and column not in tops and self._is_large(item):
                    return False
                if tops or len(columns) > 1:
                    tops.setdefault(column, item.box.top)
            is_line = self._is_line(band) or 100 * (after.top - band.bottom) > SOLID * self._body
            if not tops and (columns != {own} or not is_line):
                return False
        least = min(tops.values(), default=0)
        return len(tops) > 1 and 100 * (max(tops.values()) - least) <= LEVEL * self._body

    def _is_centred(self, bands: Sequence[Band]) -> bool:
        """Whether the first line stands over the middle of all."""
        whole = around(item.box for band in bands for item in band.items)
        off = abs(bands[0].items[0].box.middle - whole.middle)
        return 100 * off <= CENTRED * self._body

    def _past_a_column(self, bands: Sequence[Band], gutters: Sequence[Emu]) -> list[list[Item]]:
        """In two, at the largest white that one column lies wholly above or below of.

        What is white beside that column there may be a picture: the gutter says nothing then.
        """
        columns = [{column_of(item, gutters) for item in band.items} for band in bands]
        for index in self._whites(bands, gutters):
            above, below = set[int]().union(*columns[:index]), set[int]().union(*columns[index:])
            if above != below:
                return [_joined(bands[:index]), _joined(bands[index:])]
        return []

    def _is_head(self, band: Band) -> bool:
        return all(self._is_large(item) and not item.is_vertical for item in band.items)

    def _is_large(self, item: Item) -> bool:
        return 100 * item.size >= HEADING * self._body

    def _at_white(self, bands: Sequence[Band], gutters: Sequence[Emu]) -> list[list[Item]]:
        """In two, at the largest white above or below which more gutters show than now.

        Where lines on both sides hide them, beside a line that stands alone.
        """
        beside_a_line: list[list[Item]] = []
        for index in self._whites(bands, gutters):
            parts = [_joined(bands[:index]), _joined(bands[index:])]
            if any(len(self.gutters(part)) > len(gutters) for part in parts):
                return parts
            if (
                not gutters
                and not beside_a_line
                and any(map(self._is_line, bands[index - 1 :][:2]))
            ):
                beside_a_line = parts
        return beside_a_line

    def _over_a_heading(self, bands: Sequence[Band], gutters: Sequence[Emu]) -> list[list[Item]]:
        """In two, at white across all columns, text above it and a heading right below."""
        for index in self._whites(bands, gutters):
            text_above = any(alike(item.size, self._body) for item in bands[index - 1].items)
            if text_above and any(map(self._is_large, bands[index].items)):
                return [_joined(bands[:index]), _joined(bands[index:])]
        return []

    def _is_line(self, band: Band) -> bool:
        """Whether a band is display lines only."""
        return not any(item.is_vertical or alike(item.size, self._body) for item in band.items)

    def _whites(self, bands: Sequence[Band], gutters: Sequence[Emu]) -> Iterator[int]:
        """The bands with white above, most first.

        Little white must not cut through a column of text, and no white a heading from its
        columns beside another module; where gutters run, there must be much.
        """
        white = [(a.bottom - b.top, index) for index, (a, b) in enumerate(pairwise(bands), 1)]
        for negative, index in sorted(white):
            enough = -100 * negative >= PAST * self._body
            fits = enough or not (gutters or self._severs(bands[index - 1], bands[index]))
            if fits and not parts_heads(_joined(bands[:index]), self._body):
                yield index

    def _severs(self, above: Band, below: Band) -> bool:
        """Whether a column of text goes on from one band to the next."""
        return any(
            alike(a.size, self._body)
            and alike(b.size, self._body)
            and 2 * (min(a.box.right, b.box.right) - max(a.box.left, b.box.left))
            >= min(a.box.width, b.box.width)
            for a in above.items
            for b in below.items
        )

    # --------------------------------------------------------------------------- down

    def gutters(self, items: Sequence[Item]) -> list[Emu]:
        """The middles of what stays white from top to bottom."""
        spans = sorted((item.box.left, item.box.right) for item in items)
        rows = len({item.box.bottom for item in items})
        needed = (GUTTER_OF_FEW if rows < FEW and not _has_vertical(items) else GUTTER) * self._body
        found: list[tuple[Emu, Emu]] = []
        reached = spans[0][1]
        for left, right in spans:
            if 100 * (left - reached) >= needed:
                found.append((reached, left))
            reached = max(reached, right)
        edges = [(0, spans[0][0]), *found, (reached, 0)]
        widths = [b[0] - a[1] for a, b in pairwise(edges)]
        return [
            (left + right) // 2
            for (left, right), before, after in zip(found, widths, widths[1:], strict=False)
            if 100 * min(before, after) >= NARROW * self._body
            or 100 * (right - left) >= GUTTER_OF_FEW * self._body
            or _has_vertical(items)
        ]

    def _in_order(self, parts: list[list[Item]]) -> list[list[Item]]:
        """Columns in the order they are read."""
        upright = [all(item.is_vertical for item in part) for part in parts]
        if all(upright):
            return parts[::-1]
        heads = [u and any(map(self._is_large, p)) for u, p in zip(upright, parts, strict=True)]
        if heads[-1] and not heads[0]:
            start = max((i + 1 for i in range(len(parts) - 1) if heads[i]), default=0)
            return [*parts[:start], parts[-1], *parts[start:-1]]
        return parts


def _has_vertical(items: Sequence[Item]) -> bool:
    return any(item.is_vertical for item in items)


def _down(items: Sequence[Item], gutters: Sequence[Emu]) -> list[list[Item]]:
    parts: list[list[Item]] = [[] for _ in range(len(gutters) + 1)]
    for item in items:
        parts[column_of(item, gutters)].append(item)
    return parts


def bands_of(items: Sequence[Item]) -> list[Band]:
    """Top down; items that overlap in height share a band."""
    found: list[Band] = []
    group: list[Item] = []
    bottom = 0
    for item in sorted(items, key=lambda i: i.box.top):
        if group and item.box.top >= bottom:
            found.append(Band(group[0].box.top, bottom, tuple(group)))
            group = []
        bottom = max(bottom, item.box.bottom) if group else item.box.bottom
        group.append(item)
    found.append(Band(group[0].box.top, bottom, tuple(group)))
    return found


def _joined(bands: Sequence[Band]) -> list[Item]:
    return [item for band in bands for item in band.items]


def _parts(bands: Sequence[Band], heads: Sequence[int]) -> list[list[Item]]:
    """Each of some bands a part of its own, and what stands between them; none without any."""
    if not heads:
        return []
    edges = sorted({0, len(bands), *heads, *(index + 1 for index in heads)})
    return [_joined(bands[a:b]) for a, b in pairwise(edges)]
