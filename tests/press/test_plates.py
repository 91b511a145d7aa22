"""Plates of a page: what one ink prints, as the press file has it by Ghostscript's reckoning."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf.generic import StreamObject

from compositor.press.plates import INKS, Ink, plate
from compositor.press.raster import PageRaster, Window
from compositor.press.stamp.sheet import BAND
from compositor.press.stamp.stamp import stamp
from tests.press import spoilt
from tests.press.test_stamp import job, stamped
from tests.press.test_tools import told
from tests.samples import composed

DPI = 101.6  # four pixels to the millimetre, so that the band is whole pixels
MM = 4
PT = 72 / 25.4


def seen(pdf: bytes, ink: Ink) -> Image.Image:
    """One plate of a page as it is drawn, 0 where it is solid."""
    raster = PageRaster(plate(pdf, ink))
    width, height = raster.size(DPI)  # type: ignore[arg-type]
    pixels = raster.window(DPI, Window(0, 0, width, height))  # type: ignore[arg-type]
    return Image.frombytes("RGB", (width, height), pixels.data).convert("L")


NAMES = {"c": "Cyan", "m": "Magenta", "y": "Yellow", "k": "Black"}
SMOOTH = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")


def printed(press: bytes, ink: Ink, folder: Path) -> Image.Image:
    """The same of the press file, trimmed, by Ghostscript with overprint."""
    path = folder / "press.pdf"
    path.write_bytes(press)
    words = ("-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}", "-dLastPage=1", *SMOOTH)
    told("gs", *words, "-o", folder / "p-%d.tif", path)
    image = Image.open(folder / f"p-1({NAMES[ink]}).tif").convert("L")
    band = round(BAND / PT * MM)
    return image.crop((band, band, image.width - band, image.height - band))


def cells(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Means over 2 mm: the two smooth edges differently."""
    return image.resize((size[0] // (2 * MM), size[1] // (2 * MM)), Image.Resampling.BOX)


def apart(pdf: bytes, press: bytes, ink: Ink, folder: Path) -> float:
    """How far plate and press file are apart, in steps of 255, mean over the page."""
    one, other = seen(pdf, ink), printed(press, ink, folder)
    size = min(one.width, other.width), min(one.height, other.height)
    box = (0, 0, *size)
    difference = ImageChops.difference(cells(one.crop(box), size), cells(other.crop(box), size))
    return float(ImageStat.Stat(difference).mean[0])


@pytest.mark.parametrize("ink", INKS)
def test_plates_of_a_page_are_those_of_its_press_file(ink: Ink, tmp_path: Path) -> None:
    """Black, with nine thousand signs whose edges are smoothed otherwise, 3 steps; others 0.3."""
    assert apart(composed().pdf, stamped(), ink, tmp_path) < (4 if ink == "k" else 1)


def test_another_plate_is_told_apart(tmp_path: Path) -> None:
    """The control: black held against magenta."""
    printed_black = printed(stamped(), "k", tmp_path)
    size = printed_black.size
    difference = ImageChops.difference(seen(composed().pdf, "m").crop((0, 0, *size)), printed_black)
    assert ImageStat.Stat(difference).mean[0] > 10


# ------------------------------------------------------------------------------------ one by one


def jpeg(has_marker: bool) -> bytes:
    """A photograph of four flat channels: 200, 150, 100 and 50 of 255 as stored by Pillow."""
    data = BytesIO()
    Image.new("CMYK", (32, 32), (200, 150, 100, 50)).save(data, "JPEG", quality=100, subsampling=0)
    whole = data.getvalue()
    if has_marker:
        return whole
    start = whole.index(b"\xff\xee")
    return whole[:start] + whole[start + 2 + int.from_bytes(whole[start + 2 : start + 4]) :]


def photograph(has_marker: bool, decode: list[int]) -> StreamObject:
    return spoilt.jpeg(jpeg(has_marker), (32, 32), decode)


CONTENT = b"""/DeviceCMYK cs
0.2 0.3 0.4 0 scn
72 72 288 288 re
f
q
0 0 0 1 scn
72 72 144 72 re
f
Q
0.5 g
216 72 72 72 re
f
0 0 0 0.5 k
288 72 72 72 re
f
q
72 0 0 72 72 288 cm
/Photo Do
Q
q
72 0 0 72 144 288 cm
/Grey Do
Q
/Form Do
"""
FORM = b"0 0 0 1 K\n10 w\n72 250 m\n360 250 l\nS\n"
STRAIGHT, TURNED = [0, 1] * 4, [1, 0] * 4


@cache
def drawn(has_marker: bool = True, is_turned: bool = True) -> bytes:
    """A page with a tint and all that may stand on it, over its trim's middle."""
    grey = spoilt.image((1, 1), "/DeviceGray", b"\x80")
    form = spoilt.form(FORM, Resources=spoilt.dictionary())
    return spoilt.pdf(
        spoilt.replaces(CONTENT),
        spoilt.sets("BleedBox", list(spoilt.TRIM)),
        spoilt.has("XObject", "Photo", photograph(has_marker, TURNED if is_turned else STRAIGHT)),
        spoilt.has("XObject", "Grey", grey),
        spoilt.has("XObject", "Form", form),
    )


def level(pdf: bytes, ink: Ink, x: float, y: float) -> int:
    """The ink of a point, percent."""
    raster = PageRaster(plate(pdf, ink))
    left, _, _, top = raster._page.get_cropbox()
    found = raster.window(72, Window(round(x - left), round(top - y), 1, 1)).data[0]
    return round(100 - found / 2.55)


def levels(x: float, y: float, pdf: bytes | None = None) -> list[int]:
    return [level(pdf or drawn(), ink, x, y) for ink in INKS]


def near(found: list[int], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 1 for one, other in zip(found, wanted, strict=True))


def test_a_tint_is_on_each_plate_by_its_share() -> None:
    assert near(levels(100, 200), (20, 30, 40, 0))


def test_black_alone_overprints() -> None:
    """The tint goes on under it; the control is the half tone of black, which knocks out."""
    assert near(levels(100, 100), (20, 30, 40, 100))
    assert near(levels(320, 100), (0, 0, 0, 50))


def test_black_in_a_form_overprints_too() -> None:
    assert near(levels(200, 250), (20, 30, 40, 100))


def test_grey_is_black_ink_and_knocks_out() -> None:
    assert near(levels(250, 100), (0, 0, 0, 50))


def test_a_photograph_in_grey_is_on_the_black_plate_and_knocks_out() -> None:
    assert near(levels(180, 320), (0, 0, 0, 50))


@pytest.mark.parametrize("has_marker", [True, False])
@pytest.mark.parametrize("is_turned", [True, False])
def test_a_channel_of_a_photograph_is_read_as_the_file_says(
    has_marker: bool, is_turned: bool
) -> None:
    """By /Decode alone: Adobe's marker tells Pillow something, and a PDF reader nothing."""
    ink = [round(value / 2.55) for value in (200, 150, 100, 50)]
    if not is_turned:
        ink = [100 - value for value in ink]
    assert near(levels(100, 320, drawn(has_marker, is_turned)), tuple(ink))


@pytest.mark.parametrize("ink", INKS)
def test_all_of_it_is_as_ghostscript_separates_it(ink: Ink, tmp_path: Path) -> None:
    """The same page stamped: overprint, forms, grey and photographs."""
    pdf = drawn()
    one = stamp(pdf, job())  # its edges are not on whole pixels
    assert apart(pdf, one, ink, tmp_path) < 3


def test_the_same_page_gives_the_same_plate() -> None:
    assert plate(composed().pdf, "m") == plate(composed().pdf, "m")
