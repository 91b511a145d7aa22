"""A PDF that is kept and the same made again: what a reader would see of it, page by page.

    for page, other in other_prints("archive.pdf", before, after, Pages((1, 2), (1, 2))):
        other.share, other.step, other.rects        # of a page that is drawn otherwise

What is drawn by the same (`drawnby`) is not drawn. Of the rest both are drawn by PDFium, trim and
bleed, in the screen's colours at `DPI`; a pixel that is another in any of them counts, however
little. Inks that no screen shows are compared by what the pages say of them (`inksaid`).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from compositor.geometry import Rect
from compositor.model.backissue import OtherPrint
from compositor.photos.apart import Box, apart
from compositor.press.drawnby import drawn_by
from compositor.press.inksaid import inks_said
from compositor.press.raster import PageRaster, Photographs, drawn_alike, overlaid
from compositor.units import EMU_PER_INCH, Emu, pt

DPI = 110  # as previews: a hairline is a third of a pixel, and grey


class Pages(NamedTuple):
    """The numbers of the pages of a file before and after, in order; some may not be there."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def other_prints(
    file: str, before: bytes, after: bytes, pages: Pages, *, overlays: bool = False
) -> Iterator[tuple[int, OtherPrint]]:
    """The pages that both have and that are drawn otherwise, by number."""
    differing = [*_differing(before, after, pages)]
    if not differing:
        return
    photographs = Photographs()
    inks_before, inks_after = inks_said(before), inks_said(after)
    for number, place, index in differing:
        old = PageRaster(before, photographs, place)
        new = PageRaster(after, photographs, index)
        drawn = _drawn(file, old, new, overlays=overlays)
        gone, came = _only(inks_before[place], inks_after[index])
        if drawn.pixels or gone or came:
            yield number, replace(drawn, inks_gone=gone, inks_new=came)


def _differing(before: bytes, after: bytes, pages: Pages) -> Iterator[tuple[int, int, int]]:
    """Number and places of the pages that both have and that are not drawn by the same."""
    old, new = (
        {
            number: (place, name)
            for place, (number, name) in enumerate(zip(numbers, drawn_by(pdf), strict=False))
        }
        for numbers, pdf in ((pages.before, before), (pages.after, after))
    )
    for number, (index, name) in new.items():
        place, was = old.get(number, (0, name))
        if was != name:
            yield number, place, index


def _only(before: frozenset[str], after: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(before - after)), tuple(sorted(after - before))


def _drawn(file: str, before: PageRaster, after: PageRaster, *, overlays: bool) -> OtherPrint:
    """Both pages drawn and compared; they are closed."""
    corner = after.bleed
    old, new = drawn_alike((before, after), DPI)
    total = old.width * old.height
    found = apart(old.width, old.height, old.data, new.data)
    if found is None:
        return OtherPrint(file, 0, total, 0, ())
    rects = tuple(_rect(box, pt(corner[0]), pt(corner[1])) for box in found.boxes)
    overlay = overlaid(old, new) if overlays else b""
    return OtherPrint(file, found.pixels, total, found.step, rects, overlay)


def _rect(box: Box, left: Emu, top: Emu) -> Rect:
    """Pixels → EMU from the trim's corner, which is `left` and `top` from the first pixel's."""
    x, y, right, bottom = (edge * EMU_PER_INCH // DPI for edge in box)
    return Rect(x - left, y - top, right - x, bottom - y)
