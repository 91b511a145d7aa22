"""A picture file and what is asked of it → the finished JPEG that a press file holds.

    develop(data, Job(file, place, size, focus, False, ink_limit=220, ppi=200, profile=icc))

The steps, each a module: measured against the limits (`bulk`), cropped to its rectangle about the
focus (`cropping`), decoded and reduced on paper white (`decoding`), sharpened if it was reduced,
turned upright, separated (`colours`), brought under the ink limit (`inklimit`). A colour picture
comes out as CMYK with Adobe's marker, which WeasyPrint writes as DeviceCMYK; a grey one, one whose
colours are all neutral, and every one for black alone as one plate, DeviceGray.

Line art (1 bit) becomes grey at a resolution of its own, which whoever makes the job gives: no
engine here writes 1 bit, and at 800 pixels to the inch the screen's dots show no grey edge.

Separations that come as CMYK without a profile are somebody's finished work: cropped, reduced and
limited, and neither converted nor sharpened. Same bytes, same job, same bytes.
"""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from compositor.diagnostics import Place, Refused, diagnose
from compositor.geometry import Size
from compositor.photos.bulk import bomb, too_large
from compositor.photos.colours import Source, black_alone, is_neutral, separated, source
from compositor.photos.cropping import Crop, Focus, crop, stored_focus, stored_size
from compositor.photos.decoding import decode, open_picture, orientation, plain_mode, upright
from compositor.photos.inklimit import encoded_under
from compositor.photos.strict import strictly

if TYPE_CHECKING:
    from PIL.Image import Image

LINE_ART = "1"
QUALITY = 92  # libjpeg's: steps of 2 to 19 of 255, below a newspaper's screen by far
LINE_QUALITY = 97  # edges without a halo
# Unsharp mask, by eye at 200 and 300 ppi: the edges that reduction has softened, no halo. Radius
# in pixels of the finished picture, strength in percent, steps of 255 that stay as they are.
RADIUS, STRENGTH, THRESHOLD = 0.8, 60, 2


class Job(NamedTuple):
    """What is asked of one picture.

    `size` is its rectangle in print, EMU; `focus` what the crop keeps, thousandths from left and
    top; `ink_limit` percent, all plates together; `ppi` the most pixels to the inch; `profile` the
    press's ICC profile. `file` and `place` are for what goes wrong.
    """

    file: str
    place: Place
    size: Size
    focus: Focus
    is_black: bool
    ink_limit: int
    ppi: int
    profile: bytes


def develop(data: bytes, job: Job) -> bytes:
    """The finished JPEG.

    Raises `Refused` with `picture-damaged` or `picture-too-large`.
    """
    with strictly():
        try:
            return _developed(_opened(data, job), data, job)
        except Refused:
            raise
        except _bomb_error():
            raise Refused([bomb(job.file, job.place)]) from None
        except Exception:  # Pillow's parsers raise a dozen sorts on broken headers and pixels
            raise Refused([diagnose("picture-damaged", job.place, file=job.file)]) from None


def _opened(data: bytes, job: Job) -> "Image":
    picture = open_picture(data)
    if problem := too_large(picture, job.file, job.place):
        raise Refused([problem])
    return picture


def _developed(picture: "Image", data: bytes, job: Job) -> bytes:
    mode = picture.mode
    colours = source(picture.info.get("icc_profile"), plain_mode(mode))
    turned = orientation(picture, data)
    part = _crop(picture, turned, job)
    seen = decode(picture, part)
    # A large picture: no name holds it while the plates are made.
    del picture
    is_reduced = part.size[0] < int(part.right - part.left)
    is_finished = colours.mode == "CMYK" and colours.profile is None
    if is_reduced and mode != LINE_ART and not is_finished:
        seen = _sharpened(seen)
    quality = LINE_QUALITY if mode == LINE_ART else QUALITY
    return _finished(upright(seen, turned), colours, job, quality)


def _crop(picture: "Image", turned: int, job: Job) -> Crop:
    """The part to be decoded, in the picture as it is stored."""
    size, focus = stored_size(turned, job.size), stored_focus(turned, job.focus)
    return crop(picture.size, size, focus, job.ppi)


def _sharpened(picture: "Image") -> "Image":
    """Light and dark made crisper; colours stay."""
    from PIL import Image, ImageFilter

    mask = ImageFilter.UnsharpMask(RADIUS, STRENGTH, THRESHOLD)
    if picture.mode != "RGB":
        return picture.filter(mask)
    light, blue, red = picture.convert("YCbCr").split()
    return Image.merge("YCbCr", (light.filter(mask), blue, red)).convert("RGB")


def _finished(picture: "Image", colours: Source, job: Job, quality: int) -> bytes:
    """The plates, under their limit, as a file."""

    def encode(plates: "Image") -> bytes:
        out = BytesIO()
        # No subsampling: plates are no luminance and chroma.
        plates.save(out, "JPEG", quality=quality, subsampling=0)
        return out.getvalue()

    if job.is_black or picture.mode == "L" or is_neutral(picture):
        return encode(black_alone(picture, colours, job.profile))
    picture = separated(picture, colours, job.profile)
    return encoded_under(picture, job.ink_limit, encode)


def _bomb_error() -> type[Exception]:
    from PIL import Image

    return Image.DecompressionBombError
