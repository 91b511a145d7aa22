"""Level type to stretches: signs of one baseline and size that follow each other.

A stretch ends at white of 0.8 em (1.6 em in a heading, whose words are often set apart) or where
the size changes; letterspaced type is measured by its own spacing. Figures raised or lowered and
letters of another face that stand a hair off the baseline are put back into their line.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from compositor.intake.layout_of_pdf.type import HEADING, Stretch, core, level
from compositor.model.signs import Sign
from compositor.units import Emu

OFF_LINE = 12  # hundredths of the size: a baseline that near the last one is the same
ROW = 30  # hundredths: and no row is deeper than that
RAISED = 40  # hundredths: how far a raised or lowered figure may stand off
FEW = 3  # signs of such a figure
TOUCHING = 30  # hundredths: white before and after it
APART = 80  # hundredths: white that ends a stretch
APART_IN_HEADING = 160
SPACED = 30  # hundredths: from here on a stretch is letterspaced
SPACED_MOST = 220
TABBED = 300  # hundredths: white that even spaces do not bridge
OTHER_SIZE = 125  # hundredths: type that much larger is another stretch's


def stretches_of(signs: Iterable[Sign], body: Emu) -> list[Stretch]:
    """All level stretches, top down."""
    found = [
        level(part)
        for row in _rows(signs)
        for same in _by_size(row)
        for part in _parted(same, body)
        if not all(sign.is_space for sign in part)
    ]
    return _put_back(sorted(found, key=lambda s: (s.box.bottom, s.box.left)))


def white(before: Sign, after: Sign) -> Emu:
    """The white between what two signs print."""
    return core(after)[0] - core(before)[1]


def _rows(signs: Iterable[Sign]) -> Iterator[list[Sign]]:
    row: list[Sign] = []
    for sign in sorted(signs, key=lambda s: s.y):
        if row:
            off, deep = 100 * (sign.y - row[-1].y), 100 * (sign.y - row[0].y)
            if off > OFF_LINE * sign.size or deep > ROW * sign.size:
                yield row
                row = []
        row.append(sign)
    if row:
        yield row


def _by_size(row: Sequence[Sign]) -> Iterator[list[Sign]]:
    """A row from left to right, parted where the size jumps."""
    ordered = sorted(row, key=lambda s: sum(core(s)))
    part: list[Sign] = []
    for sign in ordered:
        if part and not sign.is_space and _jumps(part, sign):
            yield part
            part = []
        part.append(sign)
    yield part


def _jumps(part: Sequence[Sign], sign: Sign) -> bool:
    last = next((s for s in reversed(part) if not s.is_space), None)
    if last is None:
        return False
    return 100 * max(last.size, sign.size) > OTHER_SIZE * min(last.size, sign.size)


def _parted(signs: Sequence[Sign], body: Emu) -> Iterator[list[Sign]]:
    """Parted at wide white; spaces bridge it as far as spaces are drawn for."""
    printed = [sign for sign in signs if not sign.is_space]
    if not printed:
        return
    limit = _limit(printed, body)
    part: list[Sign] = []
    last: Sign | None = None
    spaced = False
    for sign in signs:
        if sign.is_space:
            spaced = True
        elif last is not None:
            wide = max(limit, TABBED * sign.size // 100) if spaced else limit
            if white(last, sign) >= wide:
                yield part
                part = []
        if not sign.is_space:
            last, spaced = sign, False
        part.append(sign)
    yield part


def _limit(printed: Sequence[Sign], body: Emu) -> Emu:
    size = printed[0].size
    is_heading = 100 * size >= HEADING * body
    limit = (APART_IN_HEADING if is_heading else APART) * size // 100
    inside = [w for a, b in pairwise(printed) if 100 * (w := white(a, b)) <= SPACED_MOST * size]
    usual = median(inside) if len(inside) > 1 else 0
    return max(limit, round(1.6 * usual)) if 100 * usual >= SPACED * size else limit


def _put_back(found: Sequence[Stretch]) -> list[Stretch]:
    """Short stretches off the line they belong to, put back into it."""
    kept: list[Stretch | None] = list(found)
    for index in range(len(found)):
        small = _at(kept, index)
        if len(small.signs) <= FEW:
            host = next(_hosts(kept, index, small), None)
            if host is not None:
                joined = (*_at(kept, host).signs, *small.signs)
                kept[host] = level(sorted(joined, key=lambda s: sum(core(s))))
                kept[index] = None
    return [stretch for stretch in kept if stretch is not None]


def _at(kept: Sequence[Stretch | None], index: int) -> Stretch:
    stretch = kept[index]
    assert stretch is not None
    return stretch


def _hosts(kept: Sequence[Stretch | None], index: int, small: Stretch) -> Iterator[int]:
    """The stretches a short one touches, nearest above and below in the order of baselines."""
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(kept):
            host = kept[other]
            other += step
            if host is None:
                continue
            if abs(host.box.bottom - small.box.bottom) > host.size + small.size:
                break
            if len(host.signs) >= len(small.signs) and _holds(host, small):
                yield other - step


def _holds(host: Stretch, small: Stretch) -> bool:
    """Whether a short stretch touches a sign of a line it is not much larger than."""
    if 100 * small.size > OTHER_SIZE * host.size:
        return False
    base, raised = host.signs[0].y, small.signs[0].y
    if 100 * abs(base - raised) > RAISED * host.size:
        return False
    near = TOUCHING * host.size // 100
    gaps = (small.box.left - host.box.right, host.box.left - small.box.right)
    return -near <= max(gaps) <= near or _fits_between(host, small)


def _fits_between(host: Stretch, small: Stretch) -> bool:
    """Whether there is a hole in the line where the short stretch stands."""
    return any(
        core(a)[1] - a.size // 10 <= small.box.left and small.box.right <= core(b)[0] + b.size // 10
        for a, b in pairwise(host.signs)
    )
