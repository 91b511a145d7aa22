"""From a picture file to the finished JPEG of one place on one press: `develop`.

    open, upright, on white → crop about the focus → down to the press's resolution → sharpen
    → CMYK by the press's profile, or grey → under the ink limit → JPEG

Grey stays grey and prints by black alone, also where its file is RGB of equal parts. DeviceGray of
the tone of sRGB (about gamma 2.2) prints on a press of 20 to 26 % dot gain as it looks.
Nothing is made larger. The same bytes come of the same file and job, in any process.
"""

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from compositor.diagnostics import Place, Refused, diagnose
from compositor.geometry import Size
from compositor.photos.colours import own_profile, transformed
from compositor.photos.cropping import crop_of, printed_pixels
from compositor.photos.inklimit import heaviest, levels, limited
from compositor.photos.measuring import opened
from compositor.photos.opening import open_upright
from compositor.photos.store import Store

if TYPE_CHECKING:
    from PIL.Image import Image

PIPELINE = "1"  # to be counted up with every change of what comes out
ENGINES = ("pil", "littlecms2", "libjpeg_turbo", "libtiff", "webp", "zlib")
LINE_PPI = 800  # of line art of one bit, which keeps its edges
QUALITY = 93
# Unsharp masking after reduction: radius in pixels, percent, least difference of levels. By eye,
# at 100 and 300 dpi: the softness that reduction and the screen bring, and no halo.
SHARPEN = (0.8, 70, 2)
NEUTRAL = 6  # levels that the parts of a grey RGB picture may differ, by its JPEG
TRIES = 6  # of bringing the JPEG, too, under the limit


class Job(NamedTuple):
    """What is wanted of a picture: its place and its press.

    `file` and `place` name it for diagnostics, `pixels` is its size as it is seen; `size` is its
    rectangle on the page, `focus` in thousandths; `ppi` the press's resolution, `ink` its limit in
    percent, `profile` its ICC profile, `is_black` where it prints black alone.
    """

    file: str
    place: Place
    size: Size
    focus: tuple[int, int]
    pixels: tuple[int, int]
    ppi: int
    ink: int
    profile: bytes
    is_black: bool


def developed_once(data: bytes, digest: str, job: Job, store: Store) -> bytes:
    """`develop`, or what the store has of the same file and job; `digest` is the file's."""
    key = _key(digest, job)
    kept = store.get(key)
    if kept is None:
        kept = develop(data, job)
        store.put(key, kept)
    return kept


def _key(digest: str, job: Job) -> str:
    """What a finished picture depends on: file, job, and the programs that make it."""
    from PIL import features

    versions = [features.version(name) for name in ENGINES]
    wanted = job._replace(file="", place=Place(""), profile=b"")
    words = (PIPELINE, digest, sha256(job.profile).hexdigest(), repr(wanted), repr(versions))
    return sha256("\n".join(words).encode()).hexdigest()


def develop(data: bytes, job: Job) -> bytes:
    """The finished JPEG, grey or CMYK; `Refused` with `picture-damaged` if it cannot be decoded."""
    try:
        return _develop(data, job)
    except Exception as error:  # Pillow's decoders raise a dozen sorts on broken data
        if isinstance(error, AssertionError | MemoryError):
            raise
        raise Refused([diagnose("picture-damaged", job.place, file=job.file)]) from None


def _develop(data: bytes, job: Job) -> bytes:
    from PIL import Image

    crop = crop_of(job.pixels, job.size, job.focus)
    size = printed_pixels(crop, job.size, _resolution(data, job))
    whole = (
        round(size[0] * job.pixels[0] / crop.width),
        round(size[1] * job.pixels[1] / crop.height),
    )
    picture = open_upright(data, whole)
    here = crop_of(picture.size, job.size, job.focus)
    is_reduced = here.width > size[0]
    filter_ = Image.Resampling.LANCZOS
    picture = picture.resize(size, filter_, box=here.box, reducing_gap=3.0)
    if is_reduced:
        picture = _sharpened(picture)
    if picture.mode == "L" or job.is_black or _is_neutral(picture):
        return _jpeg(_grey(picture))
    return _within(_separated(picture, data, job), levels(job.ink))


def _resolution(data: bytes, job: Job) -> int:
    return max(job.ppi, LINE_PPI) if opened(data).mode == "1" else job.ppi


def _sharpened(picture: "Image") -> "Image":
    from PIL import ImageFilter

    radius, percent, threshold = SHARPEN
    return picture.filter(ImageFilter.UnsharpMask(radius, percent, threshold))


def _is_neutral(picture: "Image") -> bool:
    """Whether an RGB picture has no colour in it."""
    from PIL import ImageChops

    if picture.mode != "RGB":
        return False
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue), (red, blue))
    most = (ImageChops.difference(a, b).getextrema()[1] for a, b in pairs)
    return all(isinstance(level, int) and level <= NEUTRAL for level in most)


def _grey(picture: "Image") -> "Image":
    """By luminance, as it prints on black alone."""
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    return picture.convert("L")


def _separated(picture: "Image", data: bytes, job: Job) -> "Image":
    """In the inks of the press; CMYK that carries another press's profile is taken to this one."""
    from PIL import ImageCms

    press = ImageCms.ImageCmsProfile(BytesIO(job.profile))
    if picture.mode == "RGB":
        return transformed(picture, ImageCms.createProfile("sRGB"), press, "CMYK")
    file = opened(data)
    own = own_profile(file)
    if own is None or file.info["icc_profile"] == job.profile:
        return picture
    return transformed(picture, own, press, "CMYK")


def _within(picture: "Image", most: int) -> bytes:
    """A JPEG none of whose pixels, decoded again, has more than `most` levels of ink.

    Compression moves levels a little, most beside hard edges: what comes out too heavy is pressed
    further and compressed again, the last time as finely as JPEG can.
    """
    target = most
    for attempt in range(TRIES):
        last = attempt == TRIES - 1
        data = _jpeg(limited(picture, target), 100 if last else QUALITY)
        excess = heaviest(opened(data)) - most
        if excess <= 0:
            return data
        target -= excess if not last else 0
    raise AssertionError("a JPEG of the best quality is within a few levels of its picture")


def _jpeg(picture: "Image", quality: int = QUALITY) -> bytes:
    data = BytesIO()
    picture.save(data, "JPEG", quality=quality, subsampling=0)
    return data.getvalue()
