"""How much ink lies on a page: means over a small square window of CMYK samples.

    heaviest(plates, box, side)      → Coverage(percent, x, y), of all plates together
    heaviest_colour(plates, box, side)     the same of cyan, magenta and yellow alone
    heaviest_of_jpeg(data, ppi, …)   → per cent, of a photograph by itself

Total area coverage is no matter of single pixels: paper takes ink by the square millimetre, and
text would break any limit. `box` is what of the page is looked at, in pixels (left, top, right,
bottom), `side` that of the window. Whole levels are what Pillow's box filter gives, so that a sum
of four plates is right to 0.8 per cent. A page of 270 × 390 mm at 100 dpi takes 0.1 s.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple, Protocol, TypeAlias

from PIL import Image, ImageFilter, ImageMath

from compositor.photos.strict import strictly

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


WINDOW_INCHES = 15**0.5 / 25.4  # the side of 15 mm² (GWG 2015)
FEWEST_PPI = 50  # at which a window still has eight pixels to a side


def heaviest_of_jpeg(data: bytes, ppi: float, *, is_light: bool) -> float:
    """The most ink of a photograph in four colours in a window that lies in it or over its edge.

    It is read at a fraction of its pixels, which JPEG gives as means; `is_light` says that its
    samples are light, as Pillow takes them to be. Never less than what is printed.
    """
    with strictly(), Image.open(BytesIO(data), formats=("JPEG",)) as picture:
        whole, share = picture.width, max(1.0, ppi / FEWEST_PPI)
        picture.draft(None, (int(picture.width / share), int(picture.height / share)))
        picture.load()
        side = int(WINDOW_INCHES * ppi * picture.width / whole)
        read = picture if is_light else picture.point([FULL - n for n in range(FULL + 1)] * 4)
        planes = read.filter(ImageFilter.BoxBlur(max(0, (side - 1) // 2))).split()
    named = {f"plate{index}": plane for index, plane in enumerate(planes)}
    total = ImageMath.lambda_eval(lambda given: sum(given[name] for name in named), **named)
    return 100 * float(total.getextrema()[1]) / FULL


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
