"""No pixel of a finished file has more ink than the press takes."""

from collections.abc import Sequence
from colorsys import rgb_to_hsv
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from compositor.photos.colours import Source, separated
from compositor.photos.developing import develop
from compositor.photos.inklimit import encoded_under, ink_total, limited
from tests.photos.samples import (
    COLOUR,
    apart,
    finished,
    job,
    most_ink,
    opened,
    photo,
    profile,
    saved,
    seen,
)

LIMITS = (220, 260, 300)
inks = st.integers(0, 255)


def top(limit: int) -> int:
    return limit * 255 // 100


def plates(colours: Sequence[tuple[int, ...]], size: tuple[int, int]) -> Image.Image:
    image = Image.new("CMYK", size)
    image.putdata(colours)
    return image


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("name", COLOUR)
def test_photographs_keep_the_limit_on_every_pixel(name: str, limit: int) -> None:
    """As they are and darkened, decoded from the finished file."""
    for data in (photo(name), saved(opened(photo(name)).convert("RGB").point(lambda v: v // 3))):
        assert most_ink(finished(data, ink_limit=limit)) <= top(limit)


def worst_cases() -> dict[str, Image.Image]:
    """Plates on which JPEG rings most: noise, checks, edges, and all four solid."""
    random = Random(1)
    size = (131, 67)  # no whole blocks
    noise = [tuple(random.choice((0, 255)) for _ in range(4)) for _ in range(131 * 67)]
    soft = [tuple(random.randrange(256) for _ in range(4)) for _ in range(131 * 67)]
    checks = [
        ((255, 255, 255, 0), (0, 0, 0, 255))[(x + y) % 2] for y in range(67) for x in range(131)
    ]
    stripes = [
        ((255, 200, 0, 0), (255, 255, 255, 255))[x // 3 % 2] for _ in range(67) for x in range(131)
    ]
    return {
        "solid": Image.new("CMYK", size, (255, 255, 255, 255)),
        "noise": plates(noise, size),
        "soft": plates(soft, size),
        "checks": plates(checks, size),
        "stripes": plates(stripes, size),
    }


@pytest.mark.parametrize("limit", (180, *LIMITS))
@pytest.mark.parametrize("kind", worst_cases())
def test_the_worst_plates_keep_the_limit_when_decoded(kind: str, limit: int) -> None:
    """Rings of JPEG are found in the finished file, and their blocks made again."""
    image = finished(saved(worst_cases()[kind], "TIFF"), ink_limit=limit)
    assert most_ink(image) <= top(limit)


def test_without_looking_at_the_finished_file_it_would_be_broken() -> None:
    """The control: noise brought under the limit comes out of JPEG above it."""
    ready = limited(worst_cases()["noise"], 220)
    assert most_ink(ready) <= top(220)
    assert most_ink(opened(saved(ready, "JPEG", quality=92))) > top(220)


def test_blocks_are_lowered_until_a_coarse_file_holds() -> None:
    """However badly a file is saved."""
    data = encoded_under(worst_cases()["soft"], 220, lambda i: saved(i, "JPEG", quality=20))
    assert most_ink(opened(data)) <= top(220)


@given(st.tuples(inks, inks, inks, inks), st.sampled_from(LIMITS))
def test_a_pixel_over_the_limit_gains_no_colour_and_loses_no_black(
    colour: tuple[int, int, int, int], limit: int
) -> None:
    """And comes out just under it; a pixel under the limit is not touched."""
    after = limited(Image.new("CMYK", (1, 1), colour), limit).getpixel((0, 0))
    assert isinstance(after, tuple)
    if sum(colour) <= top(limit):
        assert after == colour
        return
    assert top(limit) - 4 <= sum(after) <= top(limit)
    assert after[3] >= colour[3]
    assert all(b <= a for a, b in zip(colour[:3], after[:3], strict=True))


def test_a_dark_blue_stays_blue() -> None:
    """Its grey goes first: its colours taken back in proportion would turn it violet, by 12° and more."""
    sky = Image.new("RGB", (8, 8), (16, 40, 71))
    before = separated(sky, Source("RGB", None), profile())
    after = limited(before, 220)
    assert abs(_hue(seen(after)) - _hue(seen(before))) <= 10


def _hue(picture: Image.Image) -> float:
    """Of its first pixel, degrees."""
    pixel = picture.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return 360 * rgb_to_hsv(*(value / 255 for value in pixel))[0]


def test_a_grey_scale_stays_in_order() -> None:
    """Shadows are lifted and not turned over: darker stays darker, to a step of rounding."""
    ramp = Image.linear_gradient("L").convert("RGB")
    ramp.putpixel((0, 0), (0, 1, 0))  # not neutral
    for limit in LIMITS:
        before = separated(ramp, Source("RGB", None), profile())
        shades = seen(limited(before, limit)).convert("L").resize((1, 256))
        found = list(shades.tobytes())
        assert all(b >= a - 2 for a, b in pairwise(found))


def test_grey_component_replacement_is_nearer_than_taking_colour_away() -> None:
    """What the arithmetic is for: dark parts of a photograph stay dark."""
    before = separated(opened(photo("hubble")), Source("RGB", None), profile())
    ours = limited(before, 220)
    cyan, magenta, yellow, black = before.split()
    total = ink_total(before)
    over = total.point(lambda value: value - top(220)).convert("L").point([0] + [255] * 255)
    third = [p.point(lambda v: int(v * 0.62)) for p in (cyan, magenta, yellow)]
    plain = before.copy()
    plain.paste(Image.merge("CMYK", (*third, black)), mask=over)
    assert apart(seen(ours), seen(before)) < apart(seen(plain), seen(before))


def test_a_grey_picture_has_no_limit_to_keep() -> None:
    """One plate is 100 % at most."""
    assert finished(saved(Image.new("L", (300, 200), 0))).mode == "L"


def test_the_limit_is_part_of_the_result() -> None:
    """Another limit, another file."""
    assert develop(photo("rocket"), job(ink_limit=220)) != develop(
        photo("rocket"), job(ink_limit=260)
    )
