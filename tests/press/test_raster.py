"""Pages in pieces: the pixels of a whole drawing, whatever the piece, and two proofs compared."""

from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from compositor.press import raster as raster_module
from compositor.press.png import GREY, RGB, Pixels, png
from compositor.press.raster import PageRaster, Photographs, overlay
from compositor.press.readback import Readback
from tests.press import spoilt
from tests.samples import composed

WHITE = (255, 255, 255)
FLIP, MIRROR = Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.FLIP_LEFT_RIGHT


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(BytesIO(data))


@cache
def page() -> PageRaster:
    return PageRaster(composed().pdf)


def put_together(raster: PageRaster, dpi: int, edge: int) -> Image.Image:
    """A page of its tiles."""
    width, height = raster.size(dpi)
    whole = Image.new("RGB", (width, height))
    for left in range(0, width, edge):
        for top in range(0, height, edge):
            whole.paste(opened(raster.tile(dpi, left // edge, top // edge, edge)), (left, top))
    return whole


@pytest.mark.parametrize(("dpi", "edge"), [(30, 100), (96, 256), (96, 768), (151, 333)])
def test_tiles_have_the_pixels_of_the_whole_page(dpi: int, edge: int) -> None:
    """Type, rules and tints go on across a seam: what single precision gives is not seen."""
    with Readback(composed().pdf) as readback:
        whole = opened(next(iter(readback.previews(dpi)))).convert("RGB")
    assert page().size(dpi) == whole.size
    assert off(put_together(page(), dpi, edge), whole) == 0


def off(one: Image.Image, other: Image.Image) -> int:
    """Pixels that are more than two steps of 255 apart."""
    difference = ImageChops.difference(one, other).convert("L")
    return sum(difference.histogram()[3:])


def test_without_its_margin_a_tile_has_glyphs_a_pixel_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what reaches into a tile from the left would not meet its other half."""
    whole = put_together(page(), 96, 2000)
    monkeypatch.setattr(raster_module, "MARGIN", 0)
    assert off(put_together(page(), 96, 256), whole) > 100


def test_a_tile_is_as_sharp_at_800_dpi_as_the_page_would_be() -> None:
    """A stroke of a headline is black and white with hardly a grey between."""
    pixels = page().pixels(800, 3, 2, 512)
    assert pixels is not None
    red = pixels.data[0::RGB]
    assert red.count(255) + red.count(red[red.index(min(red))]) > 0.9 * len(red)


def test_tiles_at_the_edges_are_what_is_left_and_there_are_none_beyond() -> None:
    width, height = page().size(96)
    edge = 768
    last = opened(page().tile(96, width // edge, height // edge, edge))
    assert last.size == (width % edge, height % edge)
    for column, row in ((-1, 0), (0, -1), (width // edge + 1, 0), (0, height // edge + 1)):
        assert page().tile(96, column, row, edge) is None


def _with_photograph() -> bytes:
    """A page with a photograph in four colours on it."""
    picture = Image.linear_gradient("L").resize((200, 120))
    plates = Image.merge(
        "CMYK", (picture, picture.transpose(FLIP), picture.transpose(MIRROR), picture)
    )
    data = BytesIO()
    plates.save(data, "JPEG", quality=95, subsampling=0)
    image = spoilt.jpeg(data.getvalue(), (200, 120), [1, 0] * 4)
    content = b"q 300 0 0 180 100 100 cm /Photo Do Q"
    return spoilt.pdf(spoilt.has("XObject", "Photo", image), spoilt.draws(content))


def test_a_photograph_made_ready_looks_as_pdfium_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reduced in the screen's colours instead of in its own: hardly a step of 255 apart."""
    pdf = _with_photograph()
    shown = put_together(PageRaster(pdf), 150, 512)
    monkeypatch.setattr(raster_module, "_in_cmyk", lambda page: ())
    plain = put_together(PageRaster(pdf), 150, 512)
    assert len(plain.resize((40, 40)).getcolors(9999) or ()) > 100  # the photograph is there
    assert max(ImageStat.Stat(ImageChops.difference(shown, plain)).mean) < 0.5


def test_photographs_are_kept_by_what_they_are_within_their_room() -> None:
    """The next proof with the same photograph finds it; another goes when there is no room."""
    kept = Photographs(limit=100_000)
    for _ in range(3):
        PageRaster(_with_photograph(), kept).close()
    assert 0 < kept.size <= 100_000
    assert len(kept._kept) == 1


# ----------------------------------------------------------------------------------------- PNG


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_png_gives_the_pixels_back(width: int, height: int, draw: st.DataObject) -> None:
    """Whatever they are; of one channel exactly where no pixel has a colour."""
    size = width * height * RGB
    is_grey = draw.draw(st.booleans())
    data = draw.draw(st.binary(min_size=size, max_size=size))
    if is_grey:
        data = bytes(value for value in data[::RGB] for _ in range(RGB))
    image = opened(png(Pixels(width, height, data)))
    assert image.convert("RGB").tobytes() == data
    if is_grey:
        assert image.mode == "L"
        grey = opened(png(Pixels(width, height, data[::RGB])))
        assert grey.tobytes() == data[::RGB]
        assert Pixels(width, height, data[::RGB]).samples == GREY


# ------------------------------------------------------------------------------------- overlay


def rectangle(
    *boxes: tuple[int, int, int, int], size: tuple[int, int] = (144, 144), ink: str = "0 0 0 1"
) -> bytes:
    """A page with rectangles, black unless told otherwise."""
    content = "".join(f"{ink} k {x} {y} {w} {h} re f\n" for x, y, w, h in boxes)
    box = [0, 0, *size]
    return spoilt.pdf(
        spoilt.replaces(content.encode()),
        *(spoilt.sets(key, box, 0) for key in ("MediaBox", "TrimBox", "BleedBox")),
    )


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """The colour of a point in pt from the lower left corner of a page of 2 inches, at 72 dpi."""
    found = image.convert("RGB").getpixel((x, 143 - y))
    assert isinstance(found, tuple)
    return found


def test_ink_of_the_old_alone_is_red_of_the_new_alone_cyan_of_both_grey() -> None:
    image = opened(overlay(rectangle((0, 0, 72, 72)), rectangle((36, 0, 72, 72)), 72))
    red, both, cyan = (at(image, x, 36) for x in (18, 54, 90))
    assert red[0] == 255 and max(red[1:]) < 60
    assert cyan[0] < 60 and min(cyan[1:]) == 255
    assert max(both) < 60
    assert at(image, 120, 120) == WHITE


def test_a_page_that_is_absent_is_white() -> None:
    one = rectangle((0, 0, 72, 72))
    assert at(opened(overlay(one, None, 72)), 36, 36)[0] == 255
    assert at(opened(overlay(None, one, 72)), 36, 36)[0] < 60
    assert opened(overlay(None, None, 72)).size == (1, 1)


def test_pages_of_two_sizes_stand_on_their_upper_left_corners() -> None:
    large = rectangle((0, 72, 72, 72))
    small = rectangle((0, 0, 72, 72), size=(100, 72))
    image = opened(overlay(large, small, 72))
    assert image.size == (144, 144)
    assert max(at(image, 36, 100)) < 60


def test_yellow_is_ink_too() -> None:
    """A line in yellow alone is hardly darker than paper; it shows as well as any."""
    yellow = rectangle((0, 0, 72, 72), ink="0 0 1 0")
    assert max(at(opened(overlay(yellow, None, 72)), 36, 36)[1:]) < 60
