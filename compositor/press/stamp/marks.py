"""Marks outside the bleed: where to cut and fold, whether the plates register, how they print.

All are PDF operators as bytes. Marks are drawn in `/All`, the registration colour, which stands on
every plate, and where black is the only plate in black; bars in the inks themselves. Weights and
sizes are those make-up programs draw: hairlines of 0.25 pt, targets of 4 mm, patches of 5 mm.
"""

from collections.abc import Iterator, Sequence

from compositor.press.boxes import Box
from compositor.press.signatures import Crossline
from compositor.press.stamp.sheet import CLEAR, PT_PER_MM, Sheet
from compositor.units import EMU_PER_PT

ALL = "/All"  # the name of the registration colour in the page's resources
WEIGHT = 0.25
CROP = 5 * PT_PER_MM  # length of crop and fold marks
BLEED = 3 * PT_PER_MM
TARGET = 2 * PT_PER_MM  # radius of a registration target
CROSS = 3.5 * PT_PER_MM  # half the length of its lines
PATCH = 5 * PT_PER_MM
INSET = 12 * PT_PER_MM  # of slug and bars from the corners
ROUND = 0.5523  # of a radius: the handles of a quarter circle as a Bézier curve
DASH = 2.0

Line = tuple[float, float, float, float]
Ink = tuple[float, float, float, float]

# Solids, half tones, overprints of two, and the grey balance of ISO 12647-2 (50/40/40, to be held
# against a black of 50); then black by steps of ten.
COLOUR_BAR: tuple[Ink, ...] = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (0.5, 0, 0, 0),
    (0, 0.5, 0, 0),
    (0, 0, 0.5, 0),
    (0, 0, 0, 0.5),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
    (1, 1, 0, 0),
    (0.5, 0.4, 0.4, 0),
)
GREY_BAR: tuple[Ink, ...] = tuple((0, 0, 0, step / 10) for step in range(1, 11))


def marks(
    sheet: Sheet, folds: Sequence[Crossline], cuts: Sequence[Crossline], is_black: bool
) -> bytes:
    """All marks and bars of a sheet; on a press that prints black alone, the grey bar only."""
    is_crossed = any(line.runs == "down" for line in (*folds, *cuts))
    parts = [f"q {registration(is_black)} {WEIGHT} w 0 J"]
    parts += map(_line, (*_crop(sheet), *_bleed(sheet), *_across(sheet, cuts)))
    parts += map(_target, _places(sheet, is_crossed))
    parts += [f"[{DASH} {DASH}] 0 d", *map(_line, _across(sheet, folds)), "Q"]
    parts += () if is_black else _bar(sheet, COLOUR_BAR, sheet.trim.left + INSET)
    grey = sheet.trim.right - INSET - len(GREY_BAR) * PATCH
    parts += _bar(sheet, GREY_BAR, grey)
    return "\n".join(parts).encode("ascii")


def registration(is_black: bool) -> str:
    """The operators that set the colour of marks, for what is drawn and what is filled."""
    return "0 0 0 1 K 0 0 0 1 k" if is_black else f"{ALL} CS {ALL} cs 1 SCN 1 scn"


def _crop(sheet: Sheet) -> Iterator[Line]:
    return _corner_lines(sheet.trim, sheet.bleed, CROP)


def _bleed(sheet: Sheet) -> Iterator[Line]:
    """Shorter marks at the bleed, where there is one."""
    return _corner_lines(sheet.bleed, sheet.bleed, BLEED) if sheet.bleed != sheet.trim else iter(())


def _corner_lines(box: Box, bleed: Box, length: float) -> Iterator[Line]:
    """Two lines at each corner of a box, from outside the bleed outwards."""
    for x in (box.left, box.right):
        yield x, bleed.bottom - CLEAR, x, bleed.bottom - CLEAR - length
        yield x, bleed.top + CLEAR, x, bleed.top + CLEAR + length
    for y in (box.bottom, box.top):
        yield bleed.left - CLEAR, y, bleed.left - CLEAR - length, y
        yield bleed.right + CLEAR, y, bleed.right + CLEAR + length, y


def _across(sheet: Sheet, lines: Sequence[Crossline]) -> Iterator[Line]:
    """Where the sheet is folded or cut through, marked on both sides of it."""
    bleed, trim = sheet.bleed, sheet.trim
    for runs, at in lines:
        if runs == "down":
            x = trim.left + at / EMU_PER_PT
            yield x, bleed.bottom - CLEAR, x, bleed.bottom - CLEAR - CROP
            yield x, bleed.top + CLEAR, x, bleed.top + CLEAR + CROP
        else:
            y = trim.top - at / EMU_PER_PT
            yield bleed.left - CLEAR, y, bleed.left - CLEAR - CROP, y
            yield bleed.right + CLEAR, y, bleed.right + CLEAR + CROP, y


def _places(sheet: Sheet, is_crossed: bool) -> Iterator[tuple[float, float]]:
    """Where registration targets stand: in the middle of each side, or beside a line there."""
    away = CLEAR + CROSS
    x, y = sheet.trim.middle
    beside = x + 2 * CROSS + PT_PER_MM if is_crossed else x
    yield beside, sheet.bleed.top + away
    yield beside, sheet.bleed.bottom - away
    yield sheet.bleed.left - away, y
    yield sheet.bleed.right + away, y


def _target(place: tuple[float, float]) -> str:
    x, y = place
    lines = (x - CROSS, y, x + CROSS, y), (x, y - CROSS, x, y + CROSS)
    return "\n".join((*map(_line, lines), _circle(x, y, TARGET)))


def _circle(x: float, y: float, r: float) -> str:
    k = r * ROUND
    return (
        f"{n(x + r)} {n(y)} m "
        f"{n(x + r)} {n(y + k)} {n(x + k)} {n(y + r)} {n(x)} {n(y + r)} c "
        f"{n(x - k)} {n(y + r)} {n(x - r)} {n(y + k)} {n(x - r)} {n(y)} c "
        f"{n(x - r)} {n(y - k)} {n(x - k)} {n(y - r)} {n(x)} {n(y - r)} c "
        f"{n(x + k)} {n(y - r)} {n(x + r)} {n(y - k)} {n(x + r)} {n(y)} c s"
    )


def _line(line: Line) -> str:
    x1, y1, x2, y2 = map(n, line)
    return f"{x1} {y1} m {x2} {y2} l S"


def _bar(sheet: Sheet, inks: Sequence[Ink], left: float) -> Iterator[str]:
    """Patches in a row below the page."""
    bottom = sheet.bleed.bottom - CLEAR - PATCH
    for index, ink in enumerate(inks):
        c, m, y, k = map(n, ink)
        x = n(left + index * PATCH)
        yield f"q {c} {m} {y} {k} k {x} {n(bottom)} {n(PATCH)} {n(PATCH)} re f Q"


def n(value: float) -> str:
    """A number as PDF writes it: four places at most, no exponent."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
