"""Pictures for a screen: sRGB, WebP, in the widths a page asks for; of photographs and of pages.

    photograph(data, Wanted(file, place, profile), widths)    a picture file, whole and upright
    page_pictures(png, widths)                                a page as PDFium drew it

WebP, by measurement over the pages of issues/specimen at 220 pixels to the inch: 0.8 MB a page at
quality 80, against 1.2 MB of PNG in 64 colours, 1.4 MB of JPEG at 85 and 2.1 MB without any loss;
type of 9 pt shows no ring at that quality. A picture that has fewer pixels is never made wider.
Same bytes, same widths, same bytes.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from compositor.diagnostics import Place, Refused, diagnose
from compositor.photos.bulk import bomb, too_large
from compositor.photos.colours import on_screen, source
from compositor.photos.cropping import STANDING, Crop
from compositor.photos.decoding import decode, open_picture, orientation, plain_mode, upright
from compositor.photos.strict import strictly

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIX = "webp"
QUALITY = 80  # by eye, at 220 pixels to the inch: type without rings, skies without steps
EFFORT = 4  # of 6: the next costs twice the time for one part in a hundred


class Shot(NamedTuple):
    """A picture in one width: pixels and the WebP file."""

    width: int
    height: int
    data: bytes


class Wanted(NamedTuple):
    """A photograph as it is asked for; `profile` is the press's, for plates without one."""

    file: str
    place: Place
    profile: bytes


def photograph(data: bytes, wanted: Wanted, widths: Iterable[int]) -> tuple[Shot, ...]:
    """A picture file in these widths, smallest first; each width once, none above its own.

    Raises `Refused` with `picture-damaged` or `picture-too-large`.
    """
    with strictly():
        try:
            picture = open_picture(data)
            if problem := too_large(picture, wanted.file, wanted.place):
                raise Refused([problem])
            seen = _whole(picture, data, wanted, max(widths))
            return _shots(seen, widths)
        except Refused:
            raise
        except _bomb_error():
            raise Refused([bomb(wanted.file, wanted.place)]) from None
        except Exception:  # Pillow's parsers raise a dozen sorts on broken headers and pixels
            problem = diagnose("picture-damaged", wanted.place, file=wanted.file)
            raise Refused([problem]) from None


def page_pictures(png: bytes, widths: Iterable[int]) -> tuple[Shot, ...]:
    """A drawn page in these widths, smallest first."""
    return _shots(open_picture(png).convert("RGB"), widths)


def _whole(picture: "Image", data: bytes, wanted: Wanted, most: int) -> "Image":
    """All of a picture in colours of a screen, upright, no wider than `most`."""
    colours = source(picture.info.get("icc_profile"), plain_mode(picture.mode))
    turned = orientation(picture, data)
    across, down = picture.size
    share = min(1.0, most / (down if turned in STANDING else across))
    size = (max(1, round(across * share)), max(1, round(down * share)))
    seen = decode(picture, Crop(0, 0, across, down, size))
    return on_screen(upright(seen, turned), colours, wanted.profile)


def _shots(picture: "Image", widths: Iterable[int]) -> tuple[Shot, ...]:
    own = sorted({min(width, picture.width) for width in widths})
    return tuple(_shot(picture, width) for width in own)


def _shot(picture: "Image", width: int) -> Shot:
    from PIL.Image import Resampling

    height = max(1, round(picture.height * width / picture.width))
    is_whole = width == picture.width
    seen = picture if is_whole else picture.resize((width, height), Resampling.LANCZOS)
    out = BytesIO()
    seen.save(out, "WEBP", quality=QUALITY, method=EFFORT)
    return Shot(*seen.size, out.getvalue())


def _bomb_error() -> type[Exception]:
    from PIL import Image

    return Image.DecompressionBombError
