"""A picture file → the part of it that is printed: decoded, reduced, upright, on paper white.

What comes out is `L` (grey), `RGB` or `CMYK`, 8 bits, whatever the file had: line art and 16 bits
become grey, a palette its colours, CIELab sRGB. What was transparent is white, as the paper is. Of
a file of several pictures it is the first.

Large pictures are never held twice. A JPEG is reduced by the decoder, and what is decoded is
converted and reduced in strips.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from compositor.photos.bulk import COLOUR_BYTES, JPEG_BYTES
from compositor.photos.cropping import Crop

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # what is opened; telephones' MPO is a kind of JPEG
GREYS = frozenset({"1", "L", "LA", "I;16", "I;16B", "I;16L"})
MODES = GREYS | {"P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "LAB", "YCbCr"}
ORIENTATION = 0x0112  # EXIF
GAP = 1.5  # times the wanted size that libjpeg leaves for Lanczos, which keeps more detail
LANCZOS = 3  # pixels of the finished picture that the filter sees on either side
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

    Strip by strip, each with as much above and below as the filter sees, so that they fit together
    without a seam. Raises whatever Pillow does where the file is damaged.
    """
    from PIL import Image

    box = _draft(picture, crop)
    size = box.size
    picture.load()
    is_inverted = picture.format in ("JPEG", "MPO") and ADOBE not in picture.info
    ratio = (box.bottom - box.top) / size[1]
    margin = int(LANCZOS * max(1.0, ratio)) + 1
    rows = max(1, int(max(STRIP / (box.right - box.left), 4 * margin) / ratio))
    left, right = int(box.left), min(picture.width, int(-(-box.right // 1)))
    part = Image.new(plain_mode(picture.mode), size)
    for row in range(0, size[1], rows):
        last = min(size[1], row + rows)
        first, end = box.top + row * ratio, box.top + last * ratio
        top, bottom = max(0, int(first) - margin), min(picture.height, int(end) + margin + 1)
        strip = _plain(picture.crop((left, top, right, bottom)), is_inverted)
        seen = (box.left - left, first - top, box.right - left, min(end, bottom) - top)
        part.paste(strip.resize((size[0], last - row), Image.Resampling.LANCZOS, seen), (0, row))
    return part


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


def _draft(picture: "Image", crop: Crop) -> Crop:
    """Have a JPEG decoded reduced: the crop in it, with the pixels wanted of it.

    By as much as leaves enough to reduce well, and by more where it would not go into memory; then
    there may be fewer pixels than were wanted.
    """
    width, height = picture.size
    if picture.format not in ("JPEG", "MPO"):
        return crop
    across, down = (crop.right - crop.left) / GAP, (crop.bottom - crop.top) / GAP
    fine = next((s for s in SCALES if across >= s * crop.size[0] and down >= s * crop.size[1]), 1)
    fits = (s for s in reversed(SCALES) if width * height * COLOUR_BYTES <= JPEG_BYTES * s * s)
    scale = max(fine, next(fits, SCALES[0]))
    drafted = picture.draft(None, (max(1, width // scale), max(1, height // scale)))
    if drafted is None:
        return crop
    x, y = drafted[1][2] / width, drafted[1][3] / height
    left, top, right, bottom = crop.left * x, crop.top * y, crop.right * x, crop.bottom * y
    share = min(1.0, (right - left) / crop.size[0])
    size = (max(1, round(crop.size[0] * share)), max(1, round(crop.size[1] * share)))
    return Crop(left, top, right, bottom, size)


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
