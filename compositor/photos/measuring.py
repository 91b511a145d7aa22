"""Whether a file is a picture, and how large.

A picture is measured from its header and proved whole without decoding it where that can be
done, for a photograph costs 0.2 s to decode and is decoded when it is drawn. Nothing Pillow does
with a broken file escapes as a traceback.
"""

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF")
STRIP_TAGS = ((273, 279), (324, 325))  # offsets and byte counts of strips, of tiles: TIFF 6.0
ORIENTATION = 0x0112  # EXIF: values 5 to 8 stand on their side
END_OF_IMAGE, START_OF_SCAN = b"\xff\xd9", b"\xff\xda"  # JPEG markers, ITU-T T.81 table B.1


class Measured(NamedTuple):
    """What a picture's header says: its pixels as it is seen, and its colours.

    `mode` is Pillow's word for them: `L` (grey), `CMYK`, `RGB`, `P` (palette), `1` (line art) …
    """

    pixels: tuple[int, int]
    mode: str


def measure(data: bytes, file: str, place: Place) -> Measured:
    """Pixels, EXIF orientation observed, and colours of a picture.

    Raises `Refused` with `not-a-picture`, `picture-damaged` or `picture-too-large`.
    """
    # Imported here: 0.02 s that an issue without pictures need not pay.
    from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin  # noqa: F401

    with warnings.catch_warnings():
        # What Pillow warns of (odd tags, 89 megapixels) is for programmers; what it cannot read
        # it refuses, and pictures from 179 megapixels on: that limit is ours, too.
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError:
            raise Refused([diagnose("picture-too-large", place, file=file)]) from None
        except Exception:  # Pillow's parsers raise a dozen sorts on broken headers
            raise Refused([_unknown(data, file, place)]) from None
        try:
            measured = Measured(_seen(picture), picture.mode)
            _prove_whole(picture, data)
        except Exception:  # likewise
            raise Refused([diagnose("picture-damaged", place, file=file)]) from None
    return measured


def _prove_whole(picture: "Image", data: bytes) -> None:
    """Raise something if the picture is cut off or damaged."""
    if picture.format == "PNG":
        picture.verify()  # checksums of all chunks
    elif picture.format == "TIFF":
        _prove_strips(picture.tag_v2, data)  # type: ignore[attr-defined]
    elif data.rfind(END_OF_IMAGE) < data.rfind(START_OF_SCAN):
        raise ValueError("the scan does not end")


def _prove_strips(tags: Mapping[int, tuple[int, ...]], data: bytes) -> None:
    """All strips (or tiles) of a TIFF must lie inside the file."""
    for offsets, counts in STRIP_TAGS:
        ends = zip(tags.get(offsets, ()), tags.get(counts, ()), strict=True)
        if any(offset + count > len(data) for offset, count in ends):
            raise ValueError("a strip is missing")


def _seen(picture: "Image") -> tuple[int, int]:
    width, height = picture.size
    if width < 1 or height < 1:
        raise ValueError("no pixels")
    # Pillow decodes a PNG to look for its EXIF, which cameras do not write into PNG.
    turned = picture.format != "PNG" and picture.getexif().get(ORIENTATION) in (5, 6, 7, 8)
    return (height, width) if turned else (width, height)


def _unknown(data: bytes, file: str, place: Place) -> Diagnostic:
    """What the file begins with: the same in every language, and often telling (`%PDF-1.7`)."""
    head = repr(data[:12])[2:-1] if data else "0 bytes"
    return diagnose("not-a-picture", place, file=file, reason=head)
