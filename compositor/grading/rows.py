"""Signs to rows: what stands on one baseline, from left to right; and the measuring of samples."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from compositor.grading.classes import core
from compositor.model.signs import Sign
from compositor.units import Emu

SAME_ROW = 35  # hundredths of the size: baselines that far apart are still one row


class Row(NamedTuple):
    """Signs of one baseline without spaces; `spaced` as in `FoundLine`."""

    y: Emu
    signs: tuple[Sign, ...]
    spaced: frozenset[int]

    @property
    def left(self) -> Emu:
        """Where the first sign's pen stood."""
        return self.signs[0].x

    @property
    def right(self) -> Emu:
        """Where the last sign's width ends."""
        return self.signs[-1].x + self.signs[-1].advance


def rows_of(signs: Iterable[Sign], size: Emu) -> list[Row]:
    """All rows, top down."""
    rows: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda s: s.y):
        if not rows or 100 * (sign.y - rows[-1][0].y) > SAME_ROW * size:
            rows.append([])
        rows[-1].append(sign)
    return [row for row in map(row_of, rows) if row.signs]


def row_of(signs: Sequence[Sign]) -> Row:
    """The signs of one baseline put in their order."""
    printed: list[Sign] = []
    spaced: set[int] = set()
    for sign in sorted(signs, key=lambda s: sum(core(s))):
        if sign.is_space:
            spaced.add(len(printed))
        else:
            printed.append(sign)
    y = round(median(s.y for s in printed)) if printed else 0
    return Row(y, tuple(printed), frozenset(spaced - {0}))
