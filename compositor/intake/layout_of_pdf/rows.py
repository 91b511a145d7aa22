"""A leaf's items to rows, and the measure the rows of a column keep.

A row is one line of type whichever way it runs: `start` and `end` are where its type begins and
ends along it, `before` and `after` its edges across, growing from row to row.

              level                      vertical
      before ──────────             after  before
      start→ 国国国国 ←end             │国│   ↓ start
      after  ──────────               │国│   ↑ end
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from compositor.intake.layout_of_pdf.knife import bands_of
from compositor.intake.layout_of_pdf.type import Item, Stretch, core, is_hanzi
from compositor.model.signs import Sign
from compositor.units import Emu, commonest

SAME_ROW = 30  # hundredths of the size: baselines that far apart are one row
OTHER_SIZE = 125  # hundredths
SAME_END = 6  # hundredths of the size: ends that far apart are one
ENOUGH = 3  # rows that make an end certain
SHARE = 8  # one row in so many, at least, reaches the right end
DROP_CAP = 160  # hundredths of the size of the lines beside it
INDENT_MOST = 320  # hundredths of the size


@dataclass(frozen=True, slots=True)
class Row:
    """One line of type, its signs in reading order, spaces among them."""

    signs: tuple[Sign, ...]
    start: Emu
    end: Emu
    before: Emu
    after: Emu
    size: Emu
    is_vertical: bool


class Measure(NamedTuple):
    """Where the lines of a column begin and end."""

    start: Emu
    end: Emu


def groups_of(items: Sequence[Item]) -> Iterator[list[Row]]:
    """The rows of a leaf: of its level type together, of each set of vertical lines apart."""
    for is_vertical, run in groupby(items, key=lambda item: item.is_vertical):
        if is_vertical:
            for item in run:
                yield [_vertical(stretch) for stretch in item.stretches]
        else:
            yield _with_drop_caps(
                [row for band in bands_of(list(run)) for row in _level_rows(band.items)]
            )


def _vertical(stretch: Stretch) -> Row:
    box = stretch.box
    edges = (-box.right, -box.left)
    return Row(stretch.signs, box.top, box.bottom, *edges, stretch.size, is_vertical=True)


def _level_rows(items: Sequence[Item]) -> list[Row]:
    """The rows of a band: side by side from left to right, else from the top."""
    rows: list[list[Stretch]] = []
    stretches = [stretch for item in items for stretch in item.stretches]
    for stretch in sorted(stretches, key=lambda s: (s.box.bottom, s.box.left)):
        row = next((row for row in rows if _is_of(row, stretch)), None)
        if row is None:
            rows.append([stretch])
        else:
            row.append(stretch)
    found = [_level(sorted(row, key=lambda s: s.box.left)) for row in rows]
    by_start = sorted(found, key=lambda row: row.start)
    return by_start if all(a.end <= b.start for a, b in pairwise(by_start)) else found


def _is_of(row: Sequence[Stretch], stretch: Stretch) -> bool:
    first = row[0]
    near = 100 * abs(stretch.box.bottom - first.box.bottom) <= SAME_ROW * first.size
    sizes = sorted((first.size, stretch.size))
    free = all(s.box.right <= stretch.box.left or stretch.box.right <= s.box.left for s in row)
    return near and free and 100 * sizes[1] <= OTHER_SIZE * sizes[0]


def _level(row: Sequence[Stretch]) -> Row:
    signs = tuple(sign for stretch in row for sign in stretch.signs)
    top, bottom = min(s.box.top for s in row), max(s.box.bottom for s in row)
    size = max(row, key=lambda s: len(s.signs)).size
    return Row(signs, row[0].box.left, row[-1].box.right, top, bottom, size, is_vertical=False)


# ------------------------------------------------------------------------------- drop caps


def _with_drop_caps(rows: list[Row]) -> list[Row]:
    """A large sign before two lines or more (首字下沉) is the first of their first.

    The lines beside it begin where it does: they are not indented.
    """
    for cap in [row for row in rows if len(row.signs) == 1]:
        beside = [row for row in rows if _is_beside(cap, row)]
        if len(beside) > 1:
            first, *further = beside
            joined = replace(first, signs=(*cap.signs, *first.signs), start=cap.start)
            moved = {id(first): joined, id(cap): None}
            moved |= {id(row): replace(row, start=cap.start) for row in further}
            rows = [row for row in (moved.get(id(r), r) for r in rows) if row is not None]
    return rows


def _is_beside(cap: Row, row: Row) -> bool:
    inside = cap.before < row.after and row.before < cap.after
    near = 0 <= row.start - cap.end <= row.size
    return inside and near and 100 * cap.size >= DROP_CAP * row.size


# -------------------------------------------------------------------------------- measures


def own_measure(rows: Sequence[Row], size: Emu) -> Measure | None:
    """The measure that most rows of a column show, or None where too few do."""
    if rows and rows[0].is_vertical:
        return Measure(min(r.start for r in rows), max(r.end for r in rows)) if rows[1:] else None
    near = SAME_END * size // 100
    least = min((row.start for row in rows), default=0)
    starts = [r.start for r in rows if is_hanzi(r.signs[0].text) and r.start - least <= size]
    ends = [_whole_end(row) for row in rows]
    start, begin = commonest(starts, near)
    end, reach = _farthest(ends, near)
    return Measure(start, end) if min(begin, reach) >= ENOUGH else None


def _whole_end(row: Row) -> Emu:
    return core(row.signs[-1])[1]


def _farthest(ends: Sequence[Emu], near: Emu) -> tuple[Emu, int]:
    """The farthest end that is not one row's own."""
    needed = max(ENOUGH, len(ends) // SHARE)
    for end in sorted(ends, reverse=True):
        held = [x for x in ends if end - near <= x <= end]
        if len(held) >= needed:
            return commonest(held, near)
    return 0, 0


def shared_measure(rows: Sequence[Row], size: Emu, known: Iterable[Measure]) -> Measure | None:
    """The measure of another column that begins where these rows may, and holds them."""
    near = SAME_END * size // 100
    start, end = min(r.start for r in rows), max(_whole_end(row) for row in rows)
    fits = [
        m
        for m in known
        if -near <= start - m.start <= INDENT_MOST * size // 100 and end <= m.end + size // 2
    ]
    return max(fits, default=None)


def bare_measure(rows: Sequence[Row]) -> Measure | None:
    """From the first start to the last end, where there are rows to tell."""
    if len(rows) < 2:
        return None
    return Measure(min(r.start for r in rows), max(r.end for r in rows))
