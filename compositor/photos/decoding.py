"""A picture file → the part of it that is printed: decoded, reduced, upright, on paper white.

What comes out is `L` (grey), `RGB` or `CMYK`, 8 bits, whatever the file had: line art and 16 bits
become grey, a palette its colours, CIELab sRGB. What was transparent is white, as the paper is. Of
a file of several pictures it is the first.

Large pictures are never held twice. A JPEG is reduced by the decoder, and what has to be converted
is converted and reduced in strips.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from compositor.photos.bulk import COLOUR_BYTES, MOST_BYTES
from compositor.photos.cropping import Crop

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # what is opened; telephones' MPO is a kind of JPEG
GREYS = frozenset({"1", "L", "LA", "I;16", "I;16B", "I;16L"})
MODES = GREYS | {"P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "LAB", "YCbCr"}
ORIENTATION = 0x0112  # EXIF
GAP = 1.5  # the last reduction begins at this many times the size
STRIP = 1 << 21  # pixels that are converted at a time
SCALES = (8, 4, 2, 1)  # by which libjpeg reduces
ADOBE = "adobe"  # what Pillow calls the marker APP14


def open_picture(data: bytes) -> "Image":
    """The picture, its header read and no pixel decoded. Raises whatever Pillow does."""
    from PIL import Image

    return Image.open(BytesIO(data), formats=FORMATS)


def plain_mode(mode: str) -> str:
    """`L`, `RGB` or `CMYK`: what a picture of Pillow's `mode` becomes."""
    return "L" if mode in GREYS else "CMYK" if mode == "CMYK" else "RGB"


def orientation(picture: "Image", data: bytes) -> int:
    """How the picture is turned, by EXIF: 1 to 8, and 1 if it says nothing that can be read.

    Pillow decodes a whole PNG to look for EXIF behind its pixels, so it is only asked of those
    that have the chunk.
    """
    if picture.format == "PNG" and b"eXIf" not in data:
        return 1
    try:
        turned = picture.getexif().get(ORIENTATION)
    except Exception:  # a dozen sorts on broken EXIF, which is no part of the picture
        return 1
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1


def decode(picture: "Image", crop: Crop) -> "Image":
    """The cropped part of an opened picture, in the pixels it is wanted in, as it is stored.

    Raises whatever Pillow does where the file is damaged.
    """
    from PIL import Image

    across, down = _draft(picture, crop)
    box = (crop.left * across, crop.top * down, crop.right * across, crop.bottom * down)
    part, box = _reduced(picture, box, crop.size)
    if (*box[:2], *box[2:]) == (0, 0, *crop.size) and part.size == crop.size:
        return part
    return part.resize(crop.size, Image.Resampling.LANCZOS, box)


def upright(picture: "Image", turned: int) -> "Image":
    """A stored picture as it is seen."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(ways[turned]) if turned in ways else picture


def _draft(picture: "Image", crop: Crop) -> tuple[float, float]:
    """Have a JPEG decoded reduced; the factors that its coordinates shrink by."""
    width, height = picture.size
    if picture.format in ("JPEG", "MPO"):
        across, down = (crop.right - crop.left) / GAP, (crop.bottom - crop.top) / GAP
        fine = next(
            (s for s in SCALES if across >= s * crop.size[0] and down >= s * crop.size[1]), 1
        )
        fits = (s for s in reversed(SCALES) if width * height * COLOUR_BYTES <= MOST_BYTES * s * s)
        scale = max(fine, next(fits, SCALES[0]))
        drafted = picture.draft(None, (max(1, width // scale), max(1, height // scale)))
        if drafted:
            return drafted[1][2] / width, drafted[1][3] / height
    return 1.0, 1.0


def _reduced(
    picture: "Image", box: tuple[float, float, float, float], size: tuple[int, int]
) -> tuple["Image", tuple[float, float, float, float]]:
    """The box, plain and reduced by a whole factor; and what of it was asked for."""
    from PIL import Image

    picture.load()
    is_inverted = picture.format in ("JPEG", "MPO") and ADOBE not in picture.info
    left, top = int(box[0]), int(box[1])
    right, bottom = min(picture.width, -int(-box[2] // 1)), min(picture.height, -int(-box[3] // 1))
    factor = max(1, int(min((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]) / GAP))
    rows = max(1, STRIP // (right - left) // factor) * factor
    whole = (-((left - right) // factor), -((top - bottom) // factor))
    part = Image.new(plain_mode(picture.mode), whole)
    for y in range(top, bottom, rows):
        strip = _plain(picture.crop((left, y, right, min(bottom, y + rows))), is_inverted)
        part.paste(strip.reduce(factor) if factor > 1 else strip, (0, (y - top) // factor))
    edges = ((box[0] - left), (box[1] - top), (box[2] - left), (box[3] - top))
    near = [edge / factor for edge in edges]
    return part, (near[0], near[1], min(near[2], part.width), min(near[3], part.height))


def _plain(strip: "Image", is_inverted: bool) -> "Image":
    """Part of a picture as `L`, `RGB` or `CMYK`.

    Pillow takes every CMYK JPEG for one of Adobe's, whose values are upside down; one without
    Adobe's marker holds the inks as they are (ISO 32000-1, 7.4.8), so it is turned back.
    """
    from PIL import ImageChops

    mode = strip.mode
    if mode == "CMYK":
        return ImageChops.invert(strip) if is_inverted else strip
    if mode.startswith("I;16"):
        return strip.point(lambda value: value / 257).convert("L")
    if mode == "LAB":
        return _from_lab(strip)
    if mode in ("LA", "PA", "RGBA") or "transparency" in strip.info:
        return _on_white(strip, plain_mode(mode))
    return strip.convert(plain_mode(mode))


def _on_white(strip: "Image", mode: str) -> "Image":
    from PIL import Image

    seen = strip.convert("RGBA")
    paper = Image.new(mode, strip.size, "white")
    paper.paste(seen.convert(mode), mask=seen.getchannel("A"))
    return paper


def _from_lab(strip: "Image") -> "Image":
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(lab, srgb, "LAB", "RGB", intent).apply(strip)
