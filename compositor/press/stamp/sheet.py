"""Where things lie on the sheet: the boxes of a page, and the band round it that holds the marks.

MediaBox ┌──────────────────────────────┐   Distances are points from the lower left corner of
         │ slug   ┼ marks               │   the MediaBox, which is the origin: some RIPs do not
         │  ┌────────────────────────┐  │   take a negative one.
         │ ─│ BleedBox               │─ │
         │  │ ┌────────────────────┐ │  │   The band is as wide outside the bleed whatever the
         │ ⊕│ │ TrimBox            │ │⊕ │   bleed is; nothing in it comes nearer to the trim
         │  │ └────────────────────┘ │  │   than the bleed and `CLEAR`.
         │ ─└────────────────────────┘─ │
         │   colour bar  ⊕  grey bar    │
         └──────────────────────────────┘
"""

from dataclasses import dataclass

from compositor.press.boxes import Box
from compositor.units import EMU_PER_MM, EMU_PER_PT, Emu

PT_PER_MM = EMU_PER_MM / EMU_PER_PT
BAND = 14 * PT_PER_MM  # from the bleed to the edge of the medium
CLEAR = 2 * PT_PER_MM  # from the bleed to the nearest mark


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with its band: all boxes in the medium's own coordinates, and how far it moved."""

    trim: Box
    bleed: Box
    media: Box
    shift: tuple[float, float]


def lay_out(trim: Box, bleed: Emu, band: float) -> Sheet:
    """The sheet of a page: its trim, its bleed, and a band of so many points round that."""
    bled = trim.grown(bleed / EMU_PER_PT)
    media = bled.grown(band)
    shift = (-media.left, -media.bottom)
    return Sheet(trim.shifted(*shift), bled.shifted(*shift), media.shifted(*shift), shift)
