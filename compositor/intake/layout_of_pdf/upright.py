"""Vertical lines (竖排): signs one below the other, and the turned type that stands among them.

A full-width sign whose neighbour below or above is nearer than those beside it is a seed; three
seeds in one strip, about 1 to 1.5 em apart, are a vertical line, in body type only if set solid.
The line then takes what else stands in its strip (marks, figures side by side in one cell, turned
Latin) as far as it goes on without a hole. Lines of one size side by side are one item, read from
right to left, and so are the parts of a heading.

    ┌──┬──┐
    │主│引│     引 before 主; short lines count if they stand beside a sure one
    │题│题│
    └──┴──┘
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from compositor.intake.layout_of_pdf.type import (
    ABOVE,
    BELOW,
    Box,
    Item,
    Stretch,
    alike,
    around,
    item_of,
)
from compositor.model.signs import Sign
from compositor.units import Emu

BESIDE = 108  # hundredths of the size: no seed has a neighbour beside it nearer than that
NEARER = 92  # hundredths: how near the one below must be, of the one beside
STEP_LEAST = 45  # hundredths of the size: closed-up marks stand half an em apart
STEP_SOLID = 130  # in body type
STEP_OPEN = 160  # in larger type
LARGER = 120  # hundredths of the body size
ASIDE = 15  # hundredths: how far seeds of one strip may be off each other
STRIP = 55  # hundredths: and whatever else, from the middle
HOLE = 60  # hundredths: white that ends a line
LINES_APART = 130  # hundredths: white between lines of one item
PARTS_APART = 250  # and between the parts of a heading
SURE = 3
LOOK = 4  # signs of a row looked at for the next one, past those of another size
FAR: Emu = 10**12

# Vertical forms (U+FE10…, U+FE30…) of a mark to the mark itself.
PLAIN = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…‥—–（）｛｝〔〕【】《》〈〉「」『』［］",
)


@dataclass(slots=True)
class Strip:
    """A vertical line on its way: the middle of its strip and its signs."""

    middle: Emu
    size: Emu
    signs: list[Sign] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """As wide as an em, from its first sign to its last."""
        parts = [extent(sign) for sign in self.signs]
        top, bottom = min(part[0] for part in parts), max(part[1] for part in parts)
        return Box(self.middle - self.size // 2, top, self.middle + self.size // 2, bottom)


def extent(sign: Sign) -> tuple[Emu, Emu]:
    """From where to where a sign stands in a vertical line: its em, or its ink if that is more."""
    top, bottom = sign.y - ABOVE * sign.size // 100, sign.y + BELOW * sign.size // 100
    return min(top, sign.ink.top), max(bottom, sign.ink.bottom)


def middle(sign: Sign) -> Emu:
    """Half way across a sign."""
    return sign.x + sign.advance // 2


def _standing(sign: Sign) -> Sign:
    """A turned sign with the place of an upright one: over its ink's lower edge."""
    ink = sign.ink
    return sign._replace(x=ink.left, y=ink.bottom, advance=ink.right - ink.left)


def vertical_items(
    signs: Sequence[Sign], turned: Sequence[Sign], body: Emu
) -> tuple[list[Item], list[Sign], list[Sign]]:
    """The vertical lines of a page, then the level signs and the turned ones that are in none."""
    beside = _beside(signs)
    columns = _columns([s for s in signs if not s.is_space and _is_seed(s, beside)], body)
    strips = _sure(columns, beside, body)
    if not strips:
        return [], list(signs), list(turned)
    strips += _short(columns, strips)
    standing = [_standing(sign) for sign in turned]
    taken = _grow(strips, [*signs, *standing], beside)
    left = [s for s in signs if id(s) not in taken]
    turned_left = [s for s, up in zip(turned, standing, strict=True) if id(up) not in taken]
    return list(_items(strips, body)), left, turned_left


# ---------------------------------------------------------------------------------- seeds


def _beside(signs: Iterable[Sign]) -> dict[int, Emu]:
    """How far each sign is from the nearest on its own baseline, by the sign's `id`."""
    found: dict[int, Emu] = {}
    row: list[Sign] = []
    for sign in sorted((s for s in signs if not s.is_space), key=lambda s: s.y):
        if row and 20 * (sign.y - row[-1].y) > sign.size:
            _measure(row, found)
            row = []
        row.append(sign)
    _measure(row, found)
    return found


def _measure(row: list[Sign], found: dict[int, Emu]) -> None:
    row.sort(key=lambda s: s.x)
    for index, a in enumerate(row):
        b = next((s for s in row[index + 1 : index + 1 + LOOK] if _is_beside(a, s)), None)
        if b is not None:
            step = b.x - a.x - a.advance + max(a.size, b.size)
            found[id(a)] = min(step, found.get(id(a), FAR))
            found[id(b)] = min(step, found.get(id(b), FAR))


def _is_beside(a: Sign, b: Sign) -> bool:
    """Whether a sign is the next of a level line, if there is one."""
    level = 10 * abs(a.y - b.y) <= 3 * min(a.size, b.size)
    return (
        level and middle(b) - middle(a) > 3 * a.size // 10 and 4 * a.size < 5 * b.size < 6 * a.size
    )


def _is_seed(sign: Sign, beside: dict[int, Emu]) -> bool:
    near = beside.get(id(sign), FAR)
    return 5 * sign.advance > 4 * sign.size and 100 * near > BESIDE * sign.size


def _columns(seeds: Sequence[Sign], body: Emu) -> list[list[Sign]]:
    """Seeds of one middle and size, parted where the steps are too large."""
    found: list[list[Sign]] = []
    for strip in _strips(seeds):
        strip.sort(key=lambda s: s.y)
        column = [strip[0]]
        for sign in strip[1:]:
            if not _is_step(column[-1], sign, body):
                found.append(column)
                column = []
            column.append(sign)
        found.append(column)
    return found


def _strips(seeds: Sequence[Sign]) -> Iterator[list[Sign]]:
    strip: list[Sign] = []
    for sign in sorted(seeds, key=lambda s: (s.size, middle(s))):
        if strip and not _is_of(strip[0], sign):
            yield strip
            strip = []
        strip.append(sign)
    if strip:
        yield strip


def _is_of(first: Sign, sign: Sign) -> bool:
    near = 100 * abs(middle(sign) - middle(first)) <= ASIDE * first.size
    return near and alike(first.size, sign.size)


def _is_step(above: Sign, sign: Sign, body: Emu) -> bool:
    step = 100 * (sign.y - above.y)
    most = STEP_OPEN if 100 * sign.size >= LARGER * body else STEP_SOLID
    return STEP_LEAST * sign.size <= step <= most * sign.size


def _sure(columns: Iterable[list[Sign]], beside: dict[int, Emu], body: Emu) -> list[Strip]:
    """The columns that are vertical lines by themselves."""
    return [_strip(c) for c in columns if len(c) >= SURE and _is_upright(c, beside)]


def _is_upright(column: Sequence[Sign], beside: dict[int, Emu]) -> bool:
    """Whether most of its steps are shorter than the way to the nearest sign beside."""
    short = sum(
        100 * (b.y - a.y) < NEARER * min(beside.get(id(a), FAR), beside.get(id(b), FAR))
        for a, b in pairwise(column)
    )
    return 3 * short >= 2 * (len(column) - 1)


def _strip(column: Sequence[Sign]) -> Strip:
    return Strip(middle(column[0]), column[0].size, list(column))


def _short(columns: Iterable[list[Sign]], sure: Sequence[Strip]) -> list[Strip]:
    """One or two signs one below the other beside a sure line: a last line, a kicker."""
    waiting = [(strip, strip.box) for strip in (_strip(c) for c in columns if len(c) < SURE)]
    new = [(strip, strip.box) for strip in sure]
    found: list[Strip] = []
    while new:
        fits = [any(_stands_beside(short, line) for line in new) for short in waiting]
        new = [short for short, fit in zip(waiting, fits, strict=True) if fit]
        waiting = [short for short, fit in zip(waiting, fits, strict=True) if not fit]
        found += [strip for strip, _ in new]
    return found


def _stands_beside(short: tuple[Strip, Box], sure: tuple[Strip, Box]) -> bool:
    (strip, a), (line, b) = short, sure
    apart = max(a.left - b.right, b.left - a.right)
    em = max(strip.size, line.size)
    inside = a.top >= b.top - em // 2 and a.bottom <= b.bottom + em // 2
    if not inside or 100 * apart > LINES_APART * em or 10 * apart < -em:
        return False
    return len(strip.signs) > 1 or alike(strip.size, line.size)


# ------------------------------------------------------------------------------- growing


def _grow(strips: Sequence[Strip], signs: Sequence[Sign], beside: dict[int, Emu]) -> set[int]:
    """Each strip takes what goes on in it without a hole; the `id`s of all signs taken."""
    taken = {id(sign) for strip in strips for sign in strip.signs}
    places = sorted(
        ((middle(s), i, s) for i, s in enumerate(signs) if not s.is_space and id(s) not in taken)
    )
    middles = [place[0] for place in places]
    for strip in strips:
        near = STRIP * strip.size // 100
        start = bisect_left(middles, strip.middle - near)
        end = bisect_right(middles, strip.middle + near)
        free = [s for _, _, s in places[start:end] if id(s) not in taken and _fits(s, strip)]
        _take(strip, [s for s in free if _is_free(s, beside)], taken)
    return taken


def _fits(sign: Sign, strip: Strip) -> bool:
    return 100 * sign.size <= LARGER * strip.size


def _is_free(sign: Sign, beside: dict[int, Emu]) -> bool:
    """Whether no level line holds the sign; figures of one cell are narrow."""
    near = beside.get(id(sign), FAR)
    return 100 * near > BESIDE * sign.size or 4 * sign.advance < 3 * sign.size


def _take(strip: Strip, free: Sequence[Sign], taken: set[int]) -> None:
    """Up and down from the seeds as long as there is no hole."""
    hole = HOLE * strip.size // 100
    seeds = {id(s) for s in strip.signs}
    ordered = sorted([*strip.signs, *free], key=extent)
    at = [i for i, s in enumerate(ordered) if id(s) in seeds]
    first, last = at[0], at[-1]
    while last + 1 < len(ordered) and _goes_on(ordered[last], ordered[last + 1], hole):
        last += 1
    while first and _goes_on(ordered[first - 1], ordered[first], hole):
        first -= 1
    strip.signs = ordered[first : last + 1]
    taken.update(map(id, strip.signs))


def _goes_on(above: Sign, sign: Sign, hole: Emu) -> bool:
    return extent(sign)[0] - extent(above)[1] <= hole


# ---------------------------------------------------------------------------------- items


def _items(strips: Sequence[Strip], body: Emu) -> Iterator[Item]:
    """Lines side by side, from right to left."""
    left = [_line(strip) for strip in sorted(_merged(strips, body), key=_right_to_left)]
    while left:
        group, left = [left[0]], left[1:]
        for line in left:
            if any(_go_together(line, other, body) for other in group):
                group.append(line)
        left = [line for line in left if not any(line is other for other in group)]
        yield item_of(group)


def _right_to_left(strip: Strip) -> tuple[Emu, Emu]:
    return -strip.middle, strip.box.top


def _merged(strips: Sequence[Strip], body: Emu) -> list[Strip]:
    """Strips that grew into one another, or are one line with a hole filled, are one."""
    found: list[Strip] = []
    for strip in sorted(strips, key=lambda s: (s.middle, s.box.top)):
        last = found[-1] if found else None
        if last and _is_continued(last, strip, body):
            ids = {id(s) for s in last.signs}
            last.signs += [s for s in strip.signs if id(s) not in ids]
        else:
            found.append(strip)
    return found


def _is_continued(last: Strip, strip: Strip, body: Emu) -> bool:
    same = abs(last.middle - strip.middle) * 100 <= ASIDE * strip.size
    hole = strip.box.top - last.box.bottom
    most = HOLE if alike(strip.size, body) else LINES_APART
    return same and alike(last.size, strip.size) and 100 * hole <= most * strip.size


def _go_together(a: Stretch, b: Stretch, body: Emu) -> bool:
    first, second = a.box, b.box
    are_body = (alike(a.size, body), alike(b.size, body))
    apart = max(first.left - second.right, second.left - first.right)
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    least = min(first.bottom - first.top, second.bottom - second.top)
    limit = (LINES_APART if all(are_body) else PARTS_APART) * min(a.size, b.size)
    return are_body[0] == are_body[1] and 100 * apart <= limit and 2 * shared >= least


def _line(strip: Strip) -> Stretch:
    ordered = _in_cells(strip)
    plain = tuple(s._replace(text=s.text.translate(PLAIN)) for s in ordered)
    return Stretch(plain, around([strip.box]), strip.size, is_vertical=True)


def _in_cells(strip: Strip) -> list[Sign]:
    """Downwards; what stands side by side in one cell from left to right."""
    cells: list[list[Sign]] = []
    for sign in sorted(strip.signs, key=lambda s: (s.y, s.x)):
        narrow = 4 * sign.advance < 3 * sign.size
        if cells and narrow and (sign.y - cells[-1][-1].y) * 10 < sign.size:
            cells[-1].append(sign)
        else:
            cells.append([sign])
    return [sign for cell in cells for sign in sorted(cell, key=lambda s: s.x)]
