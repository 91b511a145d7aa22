"""Total ink (P10), measured: pages drawn in CMYK by Ghostscript, and means over 15 mm².

Only what is printed and kept is looked at, trim and bleed: marks and colour bars are solid in all
inks and are cut off. GWG 2015 measures over 15 mm², a square of 3.87 mm.
"""

from collections.abc import Iterator, Sequence

from compositor.photos.coverage import Coverage, Pixels, heaviest, heaviest_colour
from compositor.press.boxes import Box
from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.opened import Sheet, turned
from compositor.press.preflight.wanted import Wanted
from compositor.press.tools import Plates, plates_of

DPI = 100.0
POINTS_PER_INCH = 72
MOST_PIXELS = 40_000_000  # of a page: A0 at 100 dpi has 15 million
WINDOW_MM = 15**0.5
MM_PER_INCH = 25.4
TRACE = 2.0  # per cent on a plate that is not there


def check_ink(pdf: bytes, sheets: Sequence[Sheet], wanted: Wanted) -> Iterator[Hit]:
    """P10: in no window more ink than the paper takes; `tools.Absent` without Ghostscript."""
    dpi = _resolution(sheets)
    side = max(1, round(WINDOW_MM / MM_PER_INCH * dpi))
    for sheet, plates in zip(sheets, plates_of(pdf, range(1, len(sheets) + 1), dpi), strict=True):
        box = _kept(sheet, plates)
        if box[0] < box[2] and box[1] < box[3]:
            yield from _measure(sheet, plates, box, side, wanted)


def _measure(sheet: Sheet, plates: Plates, box: Pixels, side: int, wanted: Wanted) -> Iterator[Hit]:
    most, limit = heaviest(plates, box, side), wanted.ink
    percent = round(most.percent)
    if percent > limit.warn:
        code = "ink-over" if percent > limit.error else "ink-near"
        bound = limit.error if percent > limit.error else limit.warn
        where = _place(sheet, most, plates)
        yield hit(code, sheet.number, where, found=percent, limit=bound)
    if wanted.condition.is_black:
        colour = heaviest_colour(plates, box, side)
        if colour.percent > TRACE:
            where = _place(sheet, colour, plates)
            yield hit("ink-off-plate", sheet.number, where, found=round(colour.percent))


def _resolution(sheets: Sequence[Sheet]) -> float:
    """100 dpi, or fewer for a page that would be too large a picture."""
    largest = max((s.media.width * s.media.height for s in sheets), default=0.0)
    pixels = largest * (DPI / POINTS_PER_INCH) ** 2
    return DPI if pixels <= MOST_PIXELS else DPI * (MOST_PIXELS / pixels) ** 0.5


def _kept(sheet: Sheet, plates: Plates) -> Pixels:
    """Trim and bleed in pixels; all of a page that stands turned."""
    if turned(sheet.page) or not sheet.media.width or not sheet.media.height:
        return 0, 0, plates.width, plates.height
    across, down = plates.width / sheet.media.width, plates.height / sheet.media.height
    area = sheet.bleed.within(sheet.media)
    return (
        round((area.left - sheet.media.left) * across),
        round((sheet.media.top - area.top) * down),
        round((area.right - sheet.media.left) * across),
        round((sheet.media.top - area.bottom) * down),
    )


def _place(sheet: Sheet, most: Coverage, plates: Plates) -> Box:
    """The middle of a window, in points of the page."""
    x = sheet.media.left + most.x * sheet.media.width / plates.width
    y = sheet.media.top - most.y * sheet.media.height / plates.height
    return Box(x, y, x, y)
