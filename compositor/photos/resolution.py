"""Whether a picture has pixels enough for the size it is printed at.

    told = coarse(printed, condition.resolution, widths)         a warning for any build
    told = too_coarse(printed, condition.resolution, widths)     an error for a press run

A proof may show a coarse picture; a press file takes none below the lower limit, where a reader
sees the pixels. Line art of one bit has limits of its own, for its edges are not screened.
"""

from collections.abc import Sequence
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.geometry import Size
from compositor.model.press import Resolution
from compositor.photos.cropping import effective_ppi
from compositor.photos.developing import LINE_ART
from compositor.units import EMU_PER_MM, Emu


class Printed(NamedTuple):
    """A picture in print: its pixels and Pillow's mode, and its rectangle on the page."""

    file: str
    place: Place
    pixels: tuple[int, int]
    mode: str
    size: Size


def target_ppi(mode: str, resolution: Resolution) -> int:
    """The pixels to the inch that a picture is brought down to."""
    return resolution.line_warn if mode == LINE_ART else resolution.target


def coarse(printed: Printed, resolution: Resolution, widths: Sequence[Emu]) -> Diagnostic | None:
    """`picture-coarse` where pixels are wanting; `widths` are those of one column, two …"""
    is_line = printed.mode == LINE_ART
    needed = resolution.line_warn if is_line else resolution.warn
    return _below("picture-coarse", printed, needed, widths)


def too_coarse(
    printed: Printed, resolution: Resolution, widths: Sequence[Emu]
) -> Diagnostic | None:
    """`picture-too-coarse` where a press run takes it no more."""
    is_line = printed.mode == LINE_ART
    needed = resolution.line_error if is_line else resolution.error
    return _below("picture-too-coarse", printed, needed, widths)


def _below(code: str, printed: Printed, needed: int, widths: Sequence[Emu]) -> Diagnostic | None:
    ppi = effective_ppi(printed.pixels, printed.size)
    if ppi >= needed:
        return None
    most = printed.size.width * ppi // needed
    columns = sum(width <= most for width in widths)
    return diagnose(
        code,
        printed.place,
        file=printed.file,
        ppi=ppi,
        needed=needed,
        most=most // EMU_PER_MM,
        near=columns or None,
    )
