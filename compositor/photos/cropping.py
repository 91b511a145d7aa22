"""What of a picture its place shows, and how many pixels to the inch that makes.

A picture fills its place and is cropped about its focus, as CSS does by `object-fit: cover` and
`object-position`: where the picture's focus stands in the picture, it stands in the place.
"""

from typing import NamedTuple

from compositor.geometry import Size
from compositor.units import EMU_PER_INCH

THOUSAND = 1000


class Crop(NamedTuple):
    """A part of a picture in pixels, with fractions, from its left and top."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, as Pillow wants them."""
        return self.left, self.top, self.left + self.width, self.top + self.height


def crop_of(pixels: tuple[int, int], place: Size, focus: tuple[int, int]) -> Crop:
    """The part that a place of this shape shows; `focus` is in thousandths."""
    width, height = pixels
    scale = min(width / place.width, height / place.height)
    shown = min(width, place.width * scale), min(height, place.height * scale)
    left = (width - shown[0]) * focus[0] / THOUSAND
    top = (height - shown[1]) * focus[1] / THOUSAND
    return Crop(left, top, *shown)


def resolution(pixels: tuple[int, int], place: Size) -> int:
    """Pixels to the inch at the printed size (effective ppi), which the crop decides."""
    scale = min(pixels[0] / place.width, pixels[1] / place.height)
    return int(scale * EMU_PER_INCH)


def printed_pixels(crop: Crop, place: Size, ppi: int) -> tuple[int, int]:
    """How many pixels are printed: no more than the press resolves, and none made up."""
    most = min(1.0, ppi * place.width / EMU_PER_INCH / crop.width)
    return max(1, round(crop.width * most)), max(1, round(crop.height * most))
