"""Profiles (ICC.1): the press's, which must be one for four inks, and those that pictures carry."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from compositor.diagnostics import Place, Refused, diagnose

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile

# What a profile says its colours are, and the modes of Pillow that have them.
SPACES = {"RGB": ("RGB", "RGBA", "P"), "GRAY": ("L", "LA", "1"), "CMYK": ("CMYK",), "Lab": ("LAB",)}
PRESS, OUTPUT = "CMYK", "prtr"


def check_profile(data: bytes, file: str, place: Place | None = None) -> str:
    """The name a press profile gives itself; `Refused` if it is none of a CMYK press.

    Codes: `profile-damaged` (no ICC profile), `profile-not-cmyk` (of another kind of colours, or
    not of an output device).
    """
    profile = _opened(data)
    if profile is None:
        raise Refused([diagnose("profile-damaged", place or Place(file), file=file)])
    space, kind = _space(profile), profile.profile.device_class.strip()
    if (space, kind) != (PRESS, OUTPUT):
        found = f"{space} {kind}"
        raise Refused([diagnose("profile-not-cmyk", place or Place(file), file=file, found=found)])
    return (profile.profile.profile_description or file).strip()


def own_profile(picture: "Image") -> "ImageCmsProfile | None":
    """The profile a picture carries, if it is whole and one for the picture's colours."""
    data = picture.info.get("icc_profile")
    profile = _opened(data) if data else None
    fits = profile is not None and picture.mode in SPACES.get(_space(profile), ())
    return profile if fits else None


def _space(profile: "ImageCmsProfile") -> str:
    return str(profile.profile.xcolor_space).strip()


def _opened(data: bytes) -> "ImageCmsProfile | None":
    from PIL import ImageCms

    try:
        return ImageCms.ImageCmsProfile(BytesIO(data))
    except Exception:  # LittleCMS and Pillow raise several sorts on what is no profile
        return None


def transformed(picture: "Image", source: Any, target: Any, mode: str) -> "Image":
    """The picture in another profile's colours: relative colorimetric, black on black.

    Colours that the press has stay as they are and paper stays paper; with black point
    compensation shadows keep their steps, which without it drown below the press's black (of
    sRGB 20, 20, 20 it makes 280 % of ink instead of a full 300 %, measured with ISO Coated v2).
    """
    from PIL import ImageCms

    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    made = ImageCms.buildTransform(source, target, picture.mode, mode, intent, flags)
    done = ImageCms.applyTransform(picture, made)
    assert done is not None  # only a transform in place gives nothing
    return done
