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
from typing import NamedTuple

from compositor.units import EMU_PER_MM, EMU_PER_PT, Emu

PT_PER_MM = EMU_PER_MM / EMU_PER_PT
BAND = 14 * PT_PER_MM  # from the bleed to the edge of the medium
CLEAR = 2 * PT_PER_MM  # from the bleed to the nearest mark


class Box(NamedTuple):
    """A rectangle in points, y upwards, as PDF writes it."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> "Box":
        """The rectangle with its sides moved outwards."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def moved(self, x: float, y: float) -> "Box":
        """The rectangle in another place."""
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


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
    return Sheet(trim.moved(*shift), bled.moved(*shift), media.moved(*shift), shift)
