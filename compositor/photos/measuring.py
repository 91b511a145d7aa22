"""Whether a file is a picture, how large, and what is to be said of its colours.

A picture is measured from its header and proved whole without decoding it where that can be
done, for a photograph costs 0.2 s to decode and is decoded when it is developed. Nothing Pillow
does with a broken file escapes as a traceback.

A picture may have 178 million pixels; one that must be decoded whole, which is any but a JPEG saved
in one pass, may take `MOST_DECODED` of memory. So a build stays under 400 MB (measured: 330 MB for
a PNG of 80 million pixels, 120 MB for a JPEG of 178 million).
"""

import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.photos.colours import own_profile

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # MPO, of telephones, is opened as JPEG
STRIP_TAGS = ((273, 279), (324, 325))  # offsets and byte counts of strips, of tiles: TIFF 6.0
ORIENTATION = 0x0112  # of EXIF
ON_ITS_SIDE = (5, 6, 7, 8)
END_OF_IMAGE, START_OF_SCAN = b"\xff\xd9", b"\xff\xda"  # JPEG markers, ITU-T T.81 table B.1


MOST_DECODED = 240_000_000  # bytes
SAMPLES = {
    "1": 1,
    "L": 1,
    "P": 1,
    "LA": 2,
    "PA": 2,
    "I;16": 2,
    "RGBA": 4,
    "CMYK": 4,
    "I": 4,
    "F": 4,
}


class Measured(NamedTuple):
    """What a picture's header says: its pixels as it is seen, and notes on its colours."""

    pixels: tuple[int, int]
    notes: tuple[Diagnostic, ...] = ()


def measure(data: bytes, file: str, place: Place) -> Measured:
    """Pixels, EXIF orientation observed, and what there is to say of a picture.

    Raises `Refused` with `not-a-picture`, `picture-damaged` or `picture-too-large`.
    """
    from PIL import Image

    with warnings.catch_warnings():
        # What Pillow warns of (odd tags, 89 megapixels) is for programmers; what it cannot read
        # it refuses, and pictures from 179 megapixels on: that limit is ours, too.
        warnings.simplefilter("ignore")
        try:
            picture = opened(data)
        except Image.DecompressionBombError:
            raise Refused([_too_large(file, place)]) from None
        except Exception:  # Pillow's parsers raise a dozen sorts on broken headers
            raise Refused([_unknown(data, file, place)]) from None
        if _decoded(picture) > MOST_DECODED:
            raise Refused([_too_large(file, place)])
        try:
            measured = Measured(_seen(picture, data), tuple(_notes(picture, file, place)))
            _prove_whole(picture, data)
        except Exception:  # likewise
            raise Refused([diagnose("picture-damaged", place, file=file)]) from None
    return measured


def opened(data: bytes) -> "Image":
    """A picture file with its header read; raises whatever Pillow raises."""
    # Imported here: 0.02 s that an issue without pictures need not pay.
    from PIL import (  # noqa: F401 - each brings its format
        Image,
        JpegImagePlugin,
        MpoImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    return Image.open(BytesIO(data), formats=FORMATS)


def _prove_whole(picture: "Image", data: bytes) -> None:
    """Raise something if the picture is cut off or damaged."""
    if picture.format == "PNG":
        picture.verify()  # checksums of all chunks
    elif picture.format == "TIFF":
        _prove_strips(picture.tag_v2, data)  # type: ignore[attr-defined]
    elif picture.format == "WEBP":
        if int.from_bytes(data[4:8], "little") + 8 > len(data):  # RIFF: size of what follows
            raise ValueError("the file is cut off")
    elif data.rfind(END_OF_IMAGE) < data.rfind(START_OF_SCAN):
        raise ValueError("the scan does not end")


def _prove_strips(tags: Mapping[int, tuple[int, ...]], data: bytes) -> None:
    """All strips (or tiles) of a TIFF must lie inside the file."""
    for offsets, counts in STRIP_TAGS:
        ends = zip(tags.get(offsets, ()), tags.get(counts, ()), strict=True)
        if any(offset + count > len(data) for offset, count in ends):
            raise ValueError("a strip is missing")


def _decoded(picture: "Image") -> int:
    """Bytes that decoding takes. A JPEG of one pass is decoded at a part of its size; of several,
    all coefficients are held, two bytes each.
    """
    samples = picture.width * picture.height * SAMPLES.get(picture.mode, 3)
    if picture.format not in ("JPEG", "MPO"):
        return samples
    return 2 * samples if picture.info.get("progressive") else 0


def _seen(picture: "Image", data: bytes) -> tuple[int, int]:
    width, height = picture.size
    if width < 1 or height < 1:
        raise ValueError("no pixels")
    return (height, width) if orientation(picture, data) in ON_ITS_SIDE else (width, height)


def orientation(picture: "Image", data: bytes) -> int:
    """How a picture is to be turned, by its EXIF; 1 where it says nothing.

    Pillow decodes a PNG to look for its EXIF: that is done only if there may be one.
    """
    if picture.format == "PNG" and b"eXIf" not in data:
        return 1
    found = picture.getexif().get(ORIENTATION, 1)
    return found if isinstance(found, int) else 1


def _notes(picture: "Image", file: str, place: Place) -> Iterator[Diagnostic]:
    """What is taken for granted where a file does not say it."""
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        yield diagnose("picture-frames", place, file=file)
    if picture.mode not in ("RGB", "RGBA", "P", "CMYK") or own_profile(picture):
        return
    if picture.info.get("icc_profile"):
        yield diagnose("picture-profile-unfit", place, file=file)
    code = "picture-assumed-printed" if picture.mode == "CMYK" else "picture-assumed-srgb"
    yield diagnose(code, place, file=file)


def _too_large(file: str, place: Place) -> Diagnostic:
    return diagnose("picture-too-large", place, file=file)


def _unknown(data: bytes, file: str, place: Place) -> Diagnostic:
    """What the file begins with: the same in every language, and often telling (`%PDF-1.7`)."""
    head = repr(data[:12])[2:-1] if data else "0 bytes"
    return diagnose("not-a-picture", place, file=file, reason=head)
