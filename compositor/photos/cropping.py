"""Which part of a picture is seen in its rectangle, and in how many pixels: arithmetic alone.

A picture covers its rectangle: as large as need be, and what hangs over is cut off in the
proportion of the focus, as CSS has it with `object-fit: cover` and `object-position`. A focus of
0 keeps the left (upper) edge, 1000 the right (lower) one.

Cameras store pictures as the sensor stood and say in EXIF how to turn them. Here the rectangle
and the focus are turned instead, so that only the finished picture is.
"""

from typing import NamedTuple, TypeAlias

from compositor.geometry import Size
from compositor.units import EMU_PER_INCH, divide

Focus: TypeAlias = tuple[int, int]  # thousandths from left and top

# EXIF 2.32, tag 0x0112. What of a stored picture's focus is x and y as the upright one has them.
UPRIGHT = 1
STANDING = frozenset({5, 6, 7, 8})  # these lie on their side


class Crop(NamedTuple):
    """A part of a picture, in its pixels, not whole ones; `size` is what it is brought down to."""

    left: float
    top: float
    right: float
    bottom: float
    size: tuple[int, int]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The four edges as Pillow takes them."""
        return self.left, self.top, self.right, self.bottom


def stored_focus(orientation: int, focus: Focus) -> Focus:
    """The focus in the picture as it is stored, of a focus in the picture as it is seen."""
    x, y = focus
    back, up = 1000 - x, 1000 - y
    table = {2: (back, y), 3: (back, up), 4: (x, up), 5: (y, x), 6: (y, back), 7: (up, back)}
    return {**table, 8: (up, x)}.get(orientation, focus)


def stored_size(orientation: int, size: Size) -> Size:
    """The rectangle turned as the picture is stored."""
    return Size(size.height, size.width) if orientation in STANDING else size


def crop(pixels: tuple[int, int], size: Size, focus: Focus, ppi: int) -> Crop:
    """The part of a picture that covers `size` about `focus`, and its pixels at no more than `ppi`.

    A picture that has fewer is never made larger: it keeps the pixels it has, in whole ones.
    """
    across, down = pixels
    wide, high = (
        min(across, down * size.width / size.height),
        min(down, across * size.height / size.width),
    )
    left, top = (across - wide) * focus[0] / 1000, (down - high) * focus[1] / 1000
    if wide * EMU_PER_INCH <= size.width * ppi:
        return _whole(pixels, left, top, wide, high)
    wanted = (_pixels(size.width, ppi), _pixels(size.height, ppi))
    return Crop(left, top, left + wide, top + high, wanted)


def effective_ppi(pixels: tuple[int, int], size: Size) -> int:
    """Pixels to the inch of a picture in print, cropped to `size`; rounded down.

    Where it is cropped about does not matter: the part is as large.
    """
    across, down = pixels
    return min(across * EMU_PER_INCH // size.width, down * EMU_PER_INCH // size.height)


def _whole(pixels: tuple[int, int], left: float, top: float, wide: float, high: float) -> Crop:
    """Whole pixels, so that nothing is blurred; at least one."""
    across, down = max(1, round(wide)), max(1, round(high))
    x, y = min(round(left), pixels[0] - across), min(round(top), pixels[1] - down)
    return Crop(x, y, x + across, y + down, (across, down))


def _pixels(length: int, ppi: int) -> int:
    return max(1, divide(length * ppi, EMU_PER_INCH))
