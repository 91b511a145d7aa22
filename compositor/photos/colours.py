"""Colours: the profile a picture brings, the profile of the press, and the way between (LittleCMS).

A picture's embedded profile says what its numbers look like. One that is missing, broken or made
for other colours is as good as none: RGB and grey are then taken for sRGB, and CMYK for printed
values of this very press, which stay as they are.

Colours go to the press relative to its paper with black point compensation (Adobe's name; it
keeps detail in shadows darker than the press can print). Perceptual intent was measured as well,
over five photographs with the default profile: on the way there and back it changes sRGB by 2.0
steps of 255 on average, this by 1.1, and neither clips shadows. So the closer one is taken.

For black alone only lightness counts: L* of each pixel, by its own profile, is brought to the L*
of black on paper, white to white and the deepest black to solid black, by the dot gain of the
press's profile (`black_tone`). A grey picture goes the same way, and so does one in colour files
whose pixels are all neutral: four inks would print it with a cast.
"""

from bisect import bisect_left
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from compositor.diagnostics import Place, Refused, diagnose

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile

Embedded: TypeAlias = Literal["none", "fit", "unfit"]

SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}  # names of ICC.1:2022, table 19
LINKS = frozenset({"link", "abst", "nmcl"})  # classes of no one device's colours: ICC.1, table 18
PRINTER = "prtr"
LEVELS = 256
SOLID = 255
# CIE 15: L* of a luminance, and back
LINEAR, OFFSET, STEEP, CUBE = 8.0, 16.0, 903.3, 116.0


class Source(NamedTuple):
    """What a picture's numbers mean: its plain mode, and its profile, None for what is assumed."""

    mode: str
    profile: bytes | None


def embedded_state(profile: bytes | None, mode: str) -> Embedded:
    """Whether an embedded profile can be used for a picture of that plain mode."""
    if not profile:
        return "none"
    return "fit" if _opens(profile, mode) else "unfit"


def source(profile: bytes | None, mode: str) -> Source:
    """A picture's colours; a profile that is not fit for them is as good as none."""
    return Source(mode, profile if embedded_state(profile, mode) == "fit" else None)


def check_profile(data: bytes, name: str, place: Place | None) -> str:
    """What the output profile calls itself.

    Raises `Refused` with `profile-damaged` or `profile-not-cmyk`, at the place that names it.
    """
    profile = _profile(data)
    if profile is None:
        raise Refused([diagnose("profile-damaged", place, file=name)])
    inner: Any = profile.profile
    space, kind = str(inner.xcolor_space).strip(), str(inner.device_class).strip()
    if space != SPACES["CMYK"] or kind != PRINTER:
        raise Refused([diagnose("profile-not-cmyk", place, file=name, space=space, kind=kind)])
    if not (_opens(data, "CMYK") and _prints(data)):
        raise Refused([diagnose("profile-damaged", place, file=name)])
    return (inner.profile_description or "").strip() or name


def separated(picture: "Image", colours: Source, output: bytes) -> "Image":
    """The four plates of a picture in RGB or CMYK, 255 for solid ink."""
    if picture.mode == "CMYK" and colours.profile in (None, output):
        return picture
    return _converted(picture, _profile_of(colours), _cms(output), "CMYK")


def black_alone(picture: "Image", colours: Source, output: bytes) -> "Image":
    """The black plate of a picture as a grey picture, 0 for solid ink."""
    if colours.mode == "L":
        ramp = _lightness(_ramp(), colours, output)
        return picture.point([round(v) for v in _tones(list(ramp.tobytes()), output)])
    tones = _tones(list(range(LEVELS)), output)
    return _lightness(picture, colours, output).point([round(v) for v in tones])


def on_screen(picture: "Image", colours: Source, output: bytes) -> "Image":
    """A picture in sRGB, as RGB; plates without a profile look as this press prints them."""
    if colours.profile is None and picture.mode != "CMYK":
        return picture.convert("RGB")
    srgb = _profile_of(Source("RGB", None))
    return _converted(picture, _profile_of(colours, output), srgb, "RGB")


def is_neutral(picture: "Image") -> bool:
    """Whether a picture in RGB is grey in every pixel."""
    from PIL import ImageChops

    if picture.mode != "RGB":
        return False
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue))
    return all(ImageChops.difference(a, b).getbbox() is None for a, b in pairs)


def black_tone(output: bytes) -> tuple[float, ...]:
    """For each L* from 0 to 100 in 255 steps, how much black prints it: 0 to 255 for solid.

    Between paper and solid black, whose lightness stands for all that is darker: luminance is
    scaled between them, as black point compensation does it.
    """
    printed = _printed_luminance(output)
    paper, solid = printed[0], printed[-1]
    wanted = (_luminance(step * 100 / SOLID) for step in range(LEVELS))
    return tuple(_ink_for(printed, solid + (paper - solid) * share) for share in wanted)


def _ink_for(printed: list[float], luminance: float) -> float:
    """The ink that prints a luminance: between the two steps of the ramp it lies between."""
    after = bisect_left(printed, -luminance, key=lambda value: -value)
    if after == 0:
        return 0.0
    if after == LEVELS:
        return float(SOLID)
    lighter, darker = printed[after - 1], printed[after]
    return after - 1 + (lighter - luminance) / (lighter - darker)


def _printed_luminance(output: bytes) -> list[float]:
    """Luminance, paper 1, of 0 to 255 of black; never rising, whatever a profile's rounding."""
    from PIL import Image

    none = Image.new("L", (LEVELS, 1))
    ramp = Image.merge("CMYK", (none, none, none, _ramp()))
    shades = _converted(ramp, _cms(output), _lab(), "LAB", compensated=False).getchannel(0)
    found = [_luminance(value * 100 / SOLID) for value in shades.tobytes()]
    return [min(found[: at + 1]) for at in range(LEVELS)]


def _luminance(lightness: float) -> float:
    if lightness <= LINEAR:
        return lightness / STEEP
    return float(((lightness + OFFSET) / CUBE) ** 3)


def _tones(lightnesses: list[int], output: bytes) -> list[float]:
    tone = black_tone(output)
    return [SOLID - tone[lightness] for lightness in lightnesses]


def _lightness(picture: "Image", colours: Source, output: bytes) -> "Image":
    """L* of every pixel, 255 for 100: of CMYK without a profile, as this press prints it."""
    if colours.mode == "L" and colours.profile is None:
        picture = picture.convert("RGB")
    profile = _profile_of(colours, output if picture.mode == "CMYK" else None)
    return _converted(picture, profile, _lab(), "LAB").getchannel(0)


def _ramp() -> "Image":
    from PIL import Image

    return Image.frombytes("L", (LEVELS, 1), bytes(range(LEVELS)))


def _converted(
    picture: "Image",
    profile: "ImageCmsProfile",
    output: "ImageCmsProfile",
    mode: str,
    *,
    compensated: bool = True,
) -> "Image":
    from PIL import ImageCms

    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if compensated else ImageCms.Flags.NONE
    way = ImageCms.buildTransform(
        profile, output, picture.mode, mode, ImageCms.Intent.RELATIVE_COLORIMETRIC, flags
    )
    return way.apply(picture)


def _profile_of(colours: Source, assumed: bytes | None = None) -> "ImageCmsProfile":
    from PIL import ImageCms

    data = colours.profile or assumed
    return _cms(data) if data else ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _lab() -> "ImageCmsProfile":
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))


def _cms(data: bytes) -> "ImageCmsProfile":
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(BytesIO(data))


def _profile(data: bytes) -> "ImageCmsProfile | None":
    try:
        return _cms(data)
    except Exception:  # OSError of LittleCMS; its wrapper has others
        return None


def _opens(data: bytes, mode: str) -> bool:
    """Whether a profile is of this mode's colours, and leads from them to what is seen."""
    from PIL import Image

    profile = _profile(data)
    if profile is None:
        return False
    inner: Any = profile.profile
    if str(inner.xcolor_space).strip() != SPACES[mode] or str(inner.device_class) in LINKS:
        return False
    try:
        _converted(Image.new(mode, (1, 1)), profile, _lab(), "LAB")
    except Exception:  # a table that is missing or makes no sense
        return False
    return True


def _prints(data: bytes) -> bool:
    """Whether a profile leads back from what is seen to its inks."""
    from PIL import Image

    try:
        _converted(Image.new("RGB", (1, 1)), _profile_of(Source("RGB", None)), _cms(data), "CMYK")
    except Exception:  # likewise
        return False
    return True
