"""The part of a picture that is seen: inside it, of the right shape, never of more pixels."""

from hypothesis import given
from hypothesis import strategies as st

from compositor.geometry import Size
from compositor.photos.cropping import crop, effective_ppi, stored_focus, stored_size
from compositor.units import EMU_PER_INCH, mm

sides = st.integers(1, 5000)
lengths = st.integers(mm(5), mm(400))
shares = st.integers(0, 1000)


@given(st.tuples(sides, sides), lengths, lengths, st.tuples(shares, shares))
def test_a_crop_lies_inside_and_has_no_more_pixels_than_there_are_or_are_wanted(
    pixels: tuple[int, int], width: int, height: int, focus: tuple[int, int]
) -> None:
    """At any focus, of any shape, to half a pixel of rounding."""
    part = crop(pixels, Size(width, height), focus, 200)
    assert 0 <= part.left < part.right <= pixels[0] + 0.001
    assert 0 <= part.top < part.bottom <= pixels[1] + 0.001
    for across, edge, length in zip(
        part.size, (part.right - part.left, part.bottom - part.top), (width, height), strict=True
    ):
        assert 1 <= across <= max(1, edge + 1)
        assert across <= length * 200 / EMU_PER_INCH + 1


@given(st.tuples(st.integers(100, 5000), st.integers(100, 5000)), lengths, lengths)
def test_a_crop_has_the_shape_of_its_rectangle_and_touches_two_edges(
    pixels: tuple[int, int], width: int, height: int
) -> None:
    """Nothing is stretched by more than whole pixels ask for, and no more cut off than need be."""
    part = crop(pixels, Size(width, height), (500, 500), 200)
    wide, high = part.right - part.left, part.bottom - part.top
    assert abs(wide * height - high * width) <= max(width, height) * 1.001
    assert wide >= pixels[0] - 0.51 or high >= pixels[1] - 0.51


@given(st.integers(1, 8), st.tuples(shares, shares))
def test_a_stored_focus_is_a_share_of_the_stored_picture(
    orientation: int, focus: tuple[int, int]
) -> None:
    """The middle stays the middle, and sides are exchanged where the picture lies."""
    assert stored_focus(orientation, (500, 500)) == (500, 500)
    assert all(0 <= share <= 1000 for share in stored_focus(orientation, focus))
    turned = stored_size(orientation, Size(3, 2))
    assert turned == (Size(2, 3) if orientation >= 5 else Size(3, 2))


@given(st.tuples(sides, sides), lengths, lengths)
def test_what_has_few_pixels_keeps_them(pixels: tuple[int, int], width: int, height: int) -> None:
    """At its own resolution and above, a picture is only cropped."""
    size = Size(width, height)
    part = crop(pixels, size, (0, 0), effective_ppi(pixels, size) + 1)
    assert part.size == (round(part.right - part.left), round(part.bottom - part.top))
