"""How much ink lies on a page: means over a small square window of CMYK samples.

    heaviest(plates, box, side)      → Coverage(percent, x, y), of all plates together
    heaviest_colour(plates, box, side)     the same of cyan, magenta and yellow alone

Total area coverage is no matter of single pixels: paper takes ink by the square millimetre, and
text would break any limit. `box` is what of the page is looked at, in pixels (left, top, right,
bottom), `side` that of the window. Whole levels are what Pillow's box filter gives, so that a sum
of four plates is right to 0.8 per cent. A page of 270 × 390 mm at 100 dpi takes 0.1 s.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from PIL import Image, ImageFilter, ImageMath

FULL = 255
COLOURS = 3  # of the four plates: cyan, magenta and yellow
Pixels: TypeAlias = tuple[int, int, int, int]


class Samples(Protocol):
    """A page of CMYK samples, interleaved, row by row from the top."""

    @property
    def width(self) -> int:
        """Pixels to a row."""

    @property
    def height(self) -> int:
        """Rows."""

    @property
    def samples(self) -> bytes:
        """Four bytes a pixel, 255 being solid."""


class Coverage(NamedTuple):
    """The most ink in a window, per cent over the plates, and the window's middle in pixels."""

    percent: float
    x: int
    y: int


def heaviest(plates: Samples, box: Pixels, side: int) -> Coverage:
    """The window with the most ink of all plates together."""
    return _most(_means(plates, box, side), box, side)


def heaviest_colour(plates: Samples, box: Pixels, side: int) -> Coverage:
    """The window with the most ink on the plates that a press with only black has not."""
    return _most(_means(plates, box, side)[:COLOURS], box, side)


def _means(plates: Samples, box: Pixels, side: int) -> Sequence[Image.Image]:
    """Each plate, a pixel being the mean of the window round it."""
    page = Image.frombytes("CMYK", (plates.width, plates.height), plates.samples)
    return page.crop(box).filter(ImageFilter.BoxBlur(side // 2)).split()


def _most(means: Sequence[Image.Image], box: Pixels, side: int) -> Coverage:
    named = {f"plate{index}": plate for index, plate in enumerate(means)}
    total = ImageMath.lambda_eval(lambda given: sum(given[name] for name in named), **named)
    # Windows that reach over the edge would count the last pixels many times.
    margin_x, margin_y = (min(side // 2, (n - 1) // 2) for n in total.size)
    total = total.crop((margin_x, margin_y, total.width - margin_x, total.height - margin_y))
    (_, most) = total.getextrema()
    if not most:
        return Coverage(0.0, box[0], box[1])
    there = ImageMath.lambda_eval(lambda given: (given["a"] >= most) * FULL, a=total)
    x, y, *_ = there.convert("L").getbbox() or (0, 0)
    return Coverage(100 * most / FULL, box[0] + margin_x + x, box[1] + margin_y + y)
