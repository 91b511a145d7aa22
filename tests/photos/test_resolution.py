"""Pixels to the inch in print: told with what they would be good for."""

import pytest
from PIL import Image

from compositor.diagnostics import Refused
from compositor.diagnostics.render import hint
from compositor.edition import plan
from compositor.geometry import Size
from compositor.model.press import CONDITIONS
from compositor.photos.bulk import COLOUR_BYTES, MOST_BYTES, MOST_PIXELS, WEBP_BYTES
from compositor.photos.cropping import effective_ppi
from compositor.photos.resolution import Printed, coarse, target_ppi, too_coarse
from compositor.pressfile import make_press_files
from compositor.units import EMU_PER_INCH, mm, to_mm
from tests.photos.samples import PLACE, saved
from tests.photos.test_flow import issue
from tests.samples import ISSUE_FOLDER, ROOT, sikai

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
        make_press_files(issue({"photos/x.jpg": small()}), ISSUE_FOLDER)
    assert "picture-too-coarse" in {d.code for d in refused.value.diagnostics}


def small() -> bytes:
    return saved(Image.new("RGB", (90, 60), (10, 90, 200)))


@pytest.mark.parametrize("guide", ["docs/editors-guide.md", "docs/zh/editors-guide.md"])
def test_the_guides_have_these_figures(guide: str) -> None:
    """Pixels for one column, two … of the layout `sikai`, at the limits of the conditions."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    sheets = CONDITIONS["offset"].resolution
    limits = (NEWS.target, NEWS.warn, NEWS.error, sheets.target)
    for columns in (1, 2, 3, 4, 6):
        width = sikai().grid.measure(columns)
        pixels = [-(-width * ppi // EMU_PER_INCH) for ppi in limits]
        row = " | ".join(map(str, (columns, round(to_mm(width)), *pixels)))
        assert f"| {row} |" in text


@pytest.mark.parametrize("guide", ["docs/editors-guide.md", "docs/zh/editors-guide.md"])
def test_the_guides_have_the_limits_of_size(guide: str) -> None:
    """In millions of pixels, as `bulk` has them."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    assert MOST_BYTES == 100 * 1_000_000
    assert ("1.78 亿" if "zh" in guide else "178 million") in text
    assert MOST_PIXELS == 178_000_000
    assert MOST_BYTES // WEBP_BYTES // 1_000_000 == 12
    assert MOST_BYTES // COLOUR_BYTES // 1_000_000 == 25
