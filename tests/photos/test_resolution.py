"""Pixels to the inch in print: told with what they would be good for."""

import pytest
from PIL import Image

from compositor.diagnostics import Refused
from compositor.diagnostics.render import hint
from compositor.edition import compose_for_press, plan
from compositor.geometry import Size
from compositor.model.press import CONDITIONS
from compositor.photos.cropping import effective_ppi
from compositor.photos.resolution import Printed, coarse, target_ppi, too_coarse
from compositor.units import mm
from tests.photos.samples import PLACE, saved
from tests.photos.test_flow import issue
from tests.samples import ISSUE_FOLDER

NEWS = CONDITIONS["newsprint"].resolution  # 200, warned below 150, refused below 100
WIDTHS = (mm(40), mm(84), mm(128))


def printed(pixels: tuple[int, int], mode: str = "RGB", width: int = 128) -> Printed:
    return Printed("x.jpg", PLACE, pixels, mode, Size(mm(width), mm(64)))


@pytest.mark.parametrize(
    ("pixels", "size", "ppi"),
    [
        ((1000, 500), Size(mm(254), mm(127)), 100),
        ((1000, 900), Size(mm(254), mm(127)), 100),
        ((3000, 500), Size(mm(254), mm(127)), 100),
        ((1, 1), Size(mm(254), mm(127)), 0),
    ],
)
def test_resolution_is_that_of_the_part_that_is_seen(
    pixels: tuple[int, int], size: Size, ppi: int
) -> None:
    """What the crop cuts off does not count."""
    assert effective_ppi(pixels, size) == ppi


@pytest.mark.parametrize(
    ("pixels", "codes"),
    [
        ((757, 379), []),
        ((750, 379), ["picture-coarse"]),
        ((510, 300), ["picture-coarse"]),
        ((500, 300), ["picture-coarse", "picture-too-coarse"]),
    ],
)
def test_limits_are_the_conditions(pixels: tuple[int, int], codes: list[str]) -> None:
    """150 for a proof, 100 for the press."""
    one = printed(pixels)
    found = (coarse(one, NEWS, WIDTHS), too_coarse(one, NEWS, WIDTHS))
    assert [d.code for d in found if d] == codes
    assert all(d.place == PLACE for d in found if d)


def test_it_is_said_what_the_picture_would_do_for() -> None:
    """In millimetres, and in columns where there is one."""
    found = coarse(printed((510, 300)), NEWS, WIDTHS)
    assert found
    assert dict(found.values) == {
        "file": "x.jpg", "ppi": "101", "needed": "150", "most": "86", "near": "2"
    }  # fmt: skip
    assert "86 mm: 2 of the page's columns" in hint(found, "en")
    small = coarse(printed((100, 60)), NEWS, WIDTHS)
    assert small and "no wider than 16 mm" in hint(small, "en")


def test_line_art_has_limits_of_its_own() -> None:
    """Its edges are not screened: 800 pixels to the inch."""
    assert target_ppi("1", NEWS) == 800
    assert target_ppi("RGB", NEWS) == 200
    one = printed((3000, 1500), "1")
    found = (coarse(one, NEWS, WIDTHS), too_coarse(one, NEWS, WIDTHS))
    assert [d is not None for d in found] == [True, False]


def test_the_flow_says_it_of_pictures_on_pages() -> None:
    """A proof with a warning; a press run stops."""
    sources = issue({"photos/x.jpg": small()})
    (told,) = [d for d in plan(sources, ISSUE_FOLDER).diagnostics if d.code == "picture-coarse"]
    assert told.place and (told.place.file, told.place.line) == (f"{ISSUE_FOLDER}/articles/a.md", 3)
    with pytest.raises(Refused) as refused:
        compose_for_press(issue({"photos/x.jpg": small()}), ISSUE_FOLDER)
    assert "picture-too-coarse" in {d.code for d in refused.value.diagnostics}


def small() -> bytes:
    return saved(Image.new("RGB", (90, 60), (10, 90, 200)))
