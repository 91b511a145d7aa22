"""A picture file to pixels in the colours they are worked in: grey, RGB or CMYK, upright.

What is see-through is laid on paper white. A picture's own profile is taken at its word; without
one, RGB is sRGB and grey has the tone of sRGB. CMYK without a profile is what is to be printed.
A large JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.
"""

import warnings
from typing import TYPE_CHECKING

from compositor.photos.colours import own_profile, transformed
from compositor.photos.measuring import ON_ITS_SIDE, opened, orientation

if TYPE_CHECKING:
    from PIL.Image import Image

WHITE = {"RGBA": (255, 255, 255, 255), "LA": (255, 255)}
DEEP = ("I;16", "I;16L", "I;16B", "I", "F")
# How EXIF says a picture lies (TIFF 6.0), and what turns it upright, by Pillow's numbers:
# flipped, half a turn, upside down, transposed, a quarter right, transverse, a quarter left.
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
SPARE = 2  # a JPEG is decoded at no less than twice the pixels wanted: the rest is a good filter's


def open_upright(data: bytes, wanted: tuple[int, int]) -> "Image":
    """A picture's pixels as it is seen, of mode `L`, `RGB` or `CMYK`; at least `wanted` pixels of
    the whole picture where it has them.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd tags and many pixels: `measure` has looked
        picture = opened(data)
        turn = orientation(picture, data)
        if picture.format in ("JPEG", "MPO"):
            width, height = wanted[::-1] if turn in ON_ITS_SIDE else wanted
            picture.draft(picture.mode, (SPARE * width, SPARE * height))
        picture.load()
    upright = picture.transpose(Image.Transpose(TURNS[turn])) if turn in TURNS else picture
    return _plain(upright, picture)


def _plain(picture: "Image", file: "Image") -> "Image":
    """In sRGB, in grey of its tone, or in CMYK, whatever it was; profiles are those of the file."""
    from PIL import ImageCms

    profile = own_profile(file)
    flat = _flattened(_shallow(picture))
    if flat.mode == "LAB":
        return transformed(flat, profile or ImageCms.createProfile("LAB"), _srgb(), "RGB")
    if flat.mode == "CMYK":
        return flat  # its profile is the developer's to take to the press's
    if profile is None or ImageCms.getProfileName(profile).startswith("sRGB"):
        return flat
    converted = transformed(flat, profile, _srgb(), "RGB")
    return converted.convert("L") if flat.mode == "L" else converted


def _srgb() -> object:
    from PIL import ImageCms

    return ImageCms.createProfile("sRGB")


def _shallow(picture: "Image") -> "Image":
    """Eight bits to a sample: of sixteen the upper half."""
    if picture.mode not in DEEP:
        return picture
    low, high = (float(v) for v in picture.getextrema())  # type: ignore[arg-type]
    scale = 255 / 65535 if high > 255 or low < 0 else 1.0
    return picture.convert("F").point(lambda value: value * scale + 0).convert("L")


def _flattened(picture: "Image") -> "Image":
    """On paper white, of mode `L`, `RGB`, `CMYK` or `LAB`."""
    from PIL import Image

    if picture.mode in ("CMYK", "LAB"):
        return picture
    if picture.mode in ("L", "RGB") and "transparency" not in picture.info:
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    grey = picture.mode in ("LA", "La") or picture.mode == "L"
    layer = picture.convert("LA" if grey else "RGBA")
    paper = Image.new(layer.mode, layer.size, WHITE[layer.mode])
    if grey:
        return Image.composite(layer.getchannel("L"), paper.getchannel("L"), layer.getchannel("A"))
    return Image.alpha_composite(paper, layer).convert("RGB")
