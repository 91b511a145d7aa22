"""Whether a file is a picture, how large, and what colours it has.

A picture is measured from its header and proved whole without decoding it where that can be
done, for a photograph costs 0.2 s to decode and is decoded when it is developed. Nothing Pillow
does with a broken file escapes as a traceback.

Taken are JPEG (with the MPO of telephones), PNG, TIFF and WebP. Of several pictures in one file,
a moving WebP or PNG or the pages of a TIFF, the first is taken. How large a picture may be is said
in `bulk`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.photos.bulk import bomb, too_large
from compositor.photos.colours import Embedded, embedded_state
from compositor.photos.cropping import STANDING
from compositor.photos.decoding import MODES, open_picture, orientation, plain_mode
from compositor.photos.strict import strictly

if TYPE_CHECKING:
    from PIL.Image import Image

STRIP_TAGS = ((273, 279), (324, 325))  # offsets and byte counts of strips, of tiles: TIFF 6.0
END_OF_IMAGE, START_OF_SCAN = b"\xff\xd9", b"\xff\xda"  # JPEG markers, ITU-T T.81 table B.1
RIFF_HEAD = 8  # bytes of a WebP before those that its size counts
NO_PROFILE_NEEDED = frozenset({"LAB"})  # its numbers say what they look like


class Measured(NamedTuple):
    """What a picture's header says: its pixels as it is seen, and its colours.

    `mode` is Pillow's word for them: `L` (grey), `CMYK`, `RGB`, `P` (palette), `1` (line art) …
    `profile` says whether one is embedded, and fit for these colours. `frames` counts the pictures
    of the file.
    """

    pixels: tuple[int, int]
    mode: str
    profile: Embedded = "none"
    frames: int = 1


def measure(data: bytes, file: str, place: Place) -> Measured:
    """Pixels, EXIF orientation observed, and colours of a picture.

    Raises `Refused` with `not-a-picture`, `picture-damaged`, `picture-too-large` or
    `picture-colours`.
    """
    # Imported here: 0.02 s that an issue without pictures need not pay.
    from PIL import Image

    with strictly():
        try:
            picture = open_picture(data)
        except Image.DecompressionBombError:
            raise Refused([bomb(file, place)]) from None
        except Exception:  # Pillow's parsers raise a dozen sorts on broken headers
            raise Refused([_unknown(data, file, place)]) from None
        if picture.mode not in MODES:
            raise Refused([diagnose("picture-colours", place, file=file, mode=picture.mode)])
        try:
            problem = too_large(picture, file, place)
            if problem is None:
                return _measured(picture, data)
        except Exception:  # likewise
            raise Refused([diagnose("picture-damaged", place, file=file)]) from None
    raise Refused([problem])


def profile_notes(measured: Measured, file: str, place: Place) -> tuple[Diagnostic, ...]:
    """What is said of a picture's colours and of pictures behind the first, for the record."""
    found = []
    if measured.frames > 1:
        found.append(diagnose("picture-frames", place, file=file, count=measured.frames))
    if measured.profile == "unfit":
        found.append(diagnose("picture-profile-unfit", place, file=file, mode=measured.mode))
    if measured.profile != "fit" and measured.mode not in NO_PROFILE_NEEDED:
        printed = plain_mode(measured.mode) == "CMYK"
        code = "picture-assumed-printed" if printed else "picture-assumed-srgb"
        found.append(diagnose(code, place, file=file))
    return tuple(found)


def _measured(picture: "Image", data: bytes) -> Measured:
    width, height = picture.size
    if width < 1 or height < 1:
        raise ValueError("no pixels")
    mode, profile = picture.mode, picture.info.get("icc_profile")
    frames = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
    _prove_whole(picture, data)
    is_standing = orientation(open_picture(data), data) in STANDING
    pixels = (height, width) if is_standing else (width, height)
    return Measured(pixels, mode, embedded_state(profile, plain_mode(mode)), frames)


def _prove_whole(picture: "Image", data: bytes) -> None:
    """Raise something if the picture is cut off or damaged."""
    if picture.format == "PNG":
        picture.verify()  # checksums of all chunks
    elif picture.format == "TIFF":
        _prove_strips(picture.tag_v2, data)  # type: ignore[attr-defined]
    elif picture.format == "WEBP":
        if int.from_bytes(data[4:RIFF_HEAD], "little") + RIFF_HEAD > len(data):
            raise ValueError("the file does not end")
    elif data.rfind(END_OF_IMAGE) < data.rfind(START_OF_SCAN):
        raise ValueError("the scan does not end")


def _prove_strips(tags: Mapping[int, tuple[int, ...]], data: bytes) -> None:
    """All strips (or tiles) of a TIFF must lie inside the file."""
    for offsets, counts in STRIP_TAGS:
        ends = zip(tags.get(offsets, ()), tags.get(counts, ()), strict=True)
        if any(offset + count > len(data) for offset, count in ends):
            raise ValueError("a strip is missing")


def _unknown(data: bytes, file: str, place: Place) -> Diagnostic:
    """What the file begins with: the same in every language, and often telling (`%PDF-1.7`)."""
    head = repr(data[:12])[2:-1] if data else "0 bytes"
    return diagnose("not-a-picture", place, file=file, reason=head)
