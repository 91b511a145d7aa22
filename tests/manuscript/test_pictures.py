"""Pictures are measured as they are seen, and broken ones are told, never a traceback."""

import struct
import zlib
from io import BytesIO
from random import Random
from typing import Any

import pytest
from PIL import Image

from compositor.model.issue import Picture
from tests.manuscript.samples import article, codes, told, value

TEXT = "---\nphotos: [{file: photos/x.jpg}]\n---\n"


def encoded(kind: str, size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A picture of a gradient, so that it takes some bytes."""
    out = BytesIO()
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.save(out, kind, **options)
    return out.getvalue()


def picture(data: bytes) -> Picture:
    return value(article(TEXT, x=data)).pictures[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_is_measured(kind: str) -> None:
    """Its name's ending does not matter, its bytes do."""
    assert (picture(encoded(kind)).pixels, picture(encoded(kind)).is_missing) == ((40, 20), False)


@pytest.mark.parametrize(
    "options",
    [{"progressive": True}, {"quality": 20}, {"exif": b"Exif\0\0" + bytes(20)}],
    ids=["progressive", "small", "broken exif"],
)
def test_any_whole_jpeg_is_taken(options: dict[str, Any]) -> None:
    """Whatever way it was saved."""
    assert picture(encoded("JPEG", **options)).pixels == (40, 20)


def test_a_picture_on_its_side_is_measured_upright() -> None:
    """Telephones store portraits lying, with an EXIF orientation."""
    exif = Image.Exif()
    exif[0x0112] = 6
    assert picture(encoded("JPEG", exif=exif)).pixels == (20, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 ...",
        "文字".encode(),
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"II*\0\x08\0\0\0",
    ],
    ids=["empty", "pdf", "text", "jpeg head", "png head", "tiff head"],
)
def test_a_file_that_is_no_picture_is_an_error(data: bytes) -> None:
    """At the line that names it."""
    assert told(article(TEXT, x=data).diagnostics) == ["not-a-picture 2:17 12"]


def test_formats_the_press_does_not_take_are_refused() -> None:
    """A GIF has 256 colours; it is no photograph."""
    assert codes(article(TEXT, x=encoded("GIF")).diagnostics) == ["not-a-picture"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("part", [0.6, 0.9, 0.97])
def test_a_picture_cut_off_is_an_error(kind: str, part: float) -> None:
    """A broken copy would be printed grey from some line on."""
    data = encoded(kind, (400, 300))
    cut = data[: int(len(data) * part)]
    assert codes(article(TEXT, x=cut).diagnostics)[0] in {"picture-damaged", "not-a-picture"}


def test_a_jpeg_with_a_thumbnail_is_not_taken_for_whole_by_it() -> None:
    """The end mark of the small picture in the head is not that of the large one."""
    thumbnail = encoded("JPEG", (16, 16))
    marker = b"\xff\xe2" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
    data = encoded("JPEG", (400, 300))
    whole = data[:2] + marker + data[2:]
    assert picture(whole).pixels == (400, 300)
    assert codes(article(TEXT, x=whole[:-500]).diagnostics) == ["picture-damaged"]


def test_a_picture_too_large_to_decode_is_an_error() -> None:
    """A few bytes may claim any number of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    assert codes(article(TEXT, x=bomb).diagnostics) == ["picture-too-large"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_no_damage_ends_in_a_traceback(kind: str) -> None:
    """Bytes changed at random: measured, or told."""
    random, whole = Random(4), encoded(kind)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(random.randint(1, 6)):
            data[random.randrange(min(len(data), 200))] = random.randrange(256)
        assert set(codes(article(TEXT, x=bytes(data)).diagnostics)) <= {
            "not-a-picture",
            "picture-damaged",
            "picture-too-large",
            "picture-assumed-srgb",
            "picture-assumed-printed",
            "picture-profile-unfit",
            "picture-frames",
            "picture-colours",
        }


def test_a_missing_file_is_a_warning() -> None:
    """Its place is drawn as a box, so that a proof can be read without it."""
    checked = article(TEXT)
    assert told(checked.diagnostics) == ["missing-picture 2:17 12"]
    assert value(checked).pictures[0].is_missing
