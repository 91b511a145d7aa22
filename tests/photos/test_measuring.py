"""What a picture file is said to be, and what is told of it."""

import pytest
from PIL import Image

from compositor.diagnostics import Refused
from compositor.photos.bulk import MOST_BYTES, MOST_PIXELS
from compositor.photos.measuring import Measured, measure, profile_notes
from tests.photos.samples import COLOUR, PLACE, opened, photo, profile, saved, srgb, turned


def measured(data: bytes) -> Measured:
    return measure(data, "x.jpg", PLACE)


def told(data: bytes) -> list[str]:
    return [d.code for d in profile_notes(measured(data), "x.jpg", PLACE)]


def refused(data: bytes) -> list[str]:
    with pytest.raises(Refused) as problem:
        measured(data)
    return [d.code for d in problem.value.diagnostics]


RGB = Image.new("RGB", (40, 20), (9, 90, 200))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_all_kinds_are_taken(kind: str) -> None:
    """By their bytes, whatever their names end in."""
    assert measured(saved(RGB, kind))[:2] == ((40, 20), "RGB")


@pytest.mark.parametrize("name", COLOUR)
def test_photographs_are_measured(name: str) -> None:
    """As they lie there."""
    assert measured(photo(name)).pixels == opened(photo(name)).size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_png_on_its_side_is_measured_upright(orientation: int) -> None:
    """As JPEGs are: the four that lie on their side, and no others."""
    assert measured(turned(RGB, orientation)).pixels == RGB.size


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (saved(RGB, icc_profile=srgb()), []),
        (saved(RGB), ["picture-assumed-srgb"]),
        (saved(RGB.convert("L")), ["picture-assumed-srgb"]),
        (saved(RGB.convert("CMYK"), "TIFF"), ["picture-assumed-printed"]),
        (saved(RGB.convert("CMYK"), "JPEG", icc_profile=profile()), []),
        (saved(RGB, icc_profile=b"nonsense"), ["picture-profile-unfit", "picture-assumed-srgb"]),
        (
            saved(RGB.convert("L"), icc_profile=srgb()),
            ["picture-profile-unfit", "picture-assumed-srgb"],
        ),
        (saved(Image.new("LAB", (4, 4)), "TIFF"), []),
    ],
    ids=range(8),
)
def test_what_was_assumed_is_told(data: bytes, codes: list[str]) -> None:
    """No profile, one that is broken, one for other colours; nothing where there is one."""
    assert told(data) == codes


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "PNG"])
def test_of_several_pictures_in_a_file_the_first_is_taken_and_that_is_told(kind: str) -> None:
    """Pages of a TIFF, a moving WebP or PNG."""
    data = saved(RGB, kind, save_all=True, append_images=[Image.new("RGB", (40, 20), "red")])
    assert told(data) == ["picture-frames", "picture-assumed-srgb"]


def test_a_telephones_two_pictures_are_one() -> None:
    """MPO: a JPEG with another behind it, of the same."""
    data = saved(RGB, "MPO", save_all=True, append_images=[RGB])
    assert measured(data)[:2] == ((40, 20), "RGB")
    assert told(data) == ["picture-assumed-srgb"]


@pytest.mark.parametrize("mode", ["F", "I"])
def test_values_that_are_no_colours_are_refused(mode: str) -> None:
    """TIFFs of instruments: nothing says what is white."""
    assert refused(saved(Image.new(mode, (4, 4)), "TIFF")) == ["picture-colours"]


@pytest.mark.parametrize(("mode", "most"), [("RGB", 25), ("L", 100), ("CMYK", 25)])
def test_pictures_that_take_too_much_memory_are_refused(mode: str, most: int) -> None:
    """Said with how many million pixels such a file may have."""
    side = int((MOST_BYTES / (1 if mode == "L" else 4)) ** 0.5) + 8
    data = saved(Image.new(mode, (side, side)), "TIFF", compression="tiff_adobe_deflate")
    with pytest.raises(Refused) as problem:
        measured(data)
    (told_of,) = problem.value.diagnostics
    assert dict(told_of.values)["most"] == str(most)


def test_a_plain_jpeg_may_be_larger_than_a_progressive_one() -> None:
    """The one is decoded reduced, the other keeps all its coefficients."""
    large = Image.new("RGB", (7200, 5600))
    assert measured(saved(large, "JPEG")).pixels == large.size
    assert refused(saved(large, "JPEG", progressive=True)) == ["picture-too-large"]
    assert large.width * large.height < MOST_PIXELS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_a_file_that_is_cut_off_is_refused(kind: str, part: float) -> None:
    """Wherever that shows without decoding it."""
    data = saved(opened(photo("chelsea")), kind)
    assert refused(data[: int(len(data) * part)])[0] in ("picture-damaged", "not-a-picture")
