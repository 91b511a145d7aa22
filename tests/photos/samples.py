"""What the tests of the pictures stand on: free photographs, the press's profile, and a job."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageStat

from compositor.diagnostics import Place
from compositor.geometry import Size
from compositor.model.press import DEFAULT_PRESS
from compositor.photos.developing import Job, develop
from compositor.photos.inklimit import ink_total
from compositor.units import mm
from tests.samples import ROOT

FOLDER = ROOT / "tests/photos/data"  # with a README on where they come from
COLOUR = ("astronaut", "chelsea", "coffee", "hubble", "rocket")
GREY = "camera"
PLACE = Place("a.md", 3, 7)
SIZE = Size(mm(60), mm(40))
TRANSPOSED = 0x0112


@cache
def photo(name: str) -> bytes:
    """A photograph's file."""
    return (FOLDER / f"{name}.jpg").read_bytes()


def opened(data: bytes) -> Image.Image:
    """A decoded picture."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


@cache
def profile() -> bytes:
    """The output profile."""
    return (ROOT / DEFAULT_PRESS.profile).read_bytes()


@cache
def srgb() -> bytes:
    """The bytes of an sRGB profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def job(**changes: Any) -> Job:
    """A colour picture of 60 x 40 mm on newsprint."""
    asked = Job("x.jpg", PLACE, SIZE, (500, 500), False, 220, 200, profile())
    return asked._replace(**changes)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def finished(data: bytes, **changes: Any) -> Image.Image:
    """A developed picture, decoded."""
    return opened(develop(data, job(**changes)))


def seen(image: Image.Image) -> Image.Image:
    """What plates look like in print, as sRGB."""
    if image.mode == "L":
        none = Image.new("L", image.size)
        image = Image.merge("CMYK", (none, none, none, ImageChops.invert(image)))
    way = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(profile())),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    changed = way.apply(image)
    assert changed is not None
    return changed


def apart(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, in steps of 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / len(one.getbands())


def turned(image: Image.Image, orientation: int) -> bytes:
    """A picture stored so that EXIF has to turn it upright."""
    undo: Mapping[int, Image.Transpose] = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[TRANSPOSED] = orientation
    stored = image.transpose(undo[orientation]) if orientation in undo else image
    return saved(stored, exif=exif)


class MemoryStore:
    """Keeps pictures for as long as it lives."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """See `Store.get`."""
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """See `Store.put`."""
        self.kept[key] = data


def most_ink(picture: Image.Image) -> int:
    """The largest sum of the plates, 0 to 1020: divided by 2.55, percent."""
    most = ink_total(picture).getextrema()[1]
    assert isinstance(most, int | float)
    return int(most)
