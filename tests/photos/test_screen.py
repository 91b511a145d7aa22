"""Pictures for a screen: sRGB, upright, whole, in the widths that are wanted."""

from io import BytesIO

import pytest
from PIL import Image

from compositor.diagnostics import Place, Refused
from compositor.photos.screen import Shot, Wanted, page_pictures, photograph
from tests.photos.samples import apart, photo, profile, saved, turned

WANTED = Wanted("a.jpg", Place("a.md"), profile())


def shots(data: bytes, *widths: int) -> tuple[Shot, ...]:
    return photograph(data, WANTED, widths)


def seen(shot: Shot) -> Image.Image:
    picture = Image.open(BytesIO(shot.data))
    assert picture.format == "WEBP" and picture.mode == "RGB"
    assert picture.size == (shot.width, shot.height)
    return picture


def plain(width: int = 600, height: int = 400) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def test_each_width_once_and_none_above_its_own() -> None:
    made = shots(saved(plain()), 720, 1440, 300)
    assert [(shot.width, shot.height) for shot in made] == [(300, 200), (600, 400)]


def test_the_whole_picture_is_shown_in_its_proportion() -> None:
    (made,) = shots(saved(plain(1000, 300)), 500)
    assert apart(seen(made), plain(500, 150)) < 3


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_is_shown_upright(orientation: int) -> None:
    """And it is as wide as is wanted when it stands."""
    picture = plain(600, 400)
    (made,) = shots(turned(picture, orientation), 300)
    assert (made.width, made.height) == (300, 200)
    assert apart(seen(made), picture.resize((300, 200))) < 4


def test_plates_look_as_the_press_prints_them() -> None:
    """Solid black ink is no screen black, and paper is white."""
    cmyk = Image.new("CMYK", (40, 40), (0, 0, 0, 0))
    cmyk.paste((0, 0, 0, 255), (0, 0, 40, 20))
    (made,) = shots(saved(cmyk, "TIFF"), 40)
    assert seen(made).getpixel((20, 35)) == (255, 255, 255)
    dark = seen(made).getpixel((20, 5))
    assert isinstance(dark, tuple) and 20 < dark[0] < 80


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (40, 40), (200, 0, 0, 0))
    (made,) = shots(saved(clear), 40)
    assert seen(made).getpixel((20, 20)) == (255, 255, 255)


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        shots(photo("coffee")[:9000], 40)
    assert {found.code for found in refused.value.diagnostics} == {"picture-damaged"}


def test_same_bytes_same_bytes() -> None:
    assert page_pictures(saved(plain()), (240, 600)) == page_pictures(saved(plain()), (240, 600))
