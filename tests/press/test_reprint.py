"""A page made again: every pixel and every ink that is another is told, and where; nothing else is."""

from collections.abc import Sequence

import pytest

from compositor.model.backissue import OtherPrint
from compositor.press import reprint
from compositor.press.drawnby import drawn_by
from compositor.press.inksaid import inks_said
from compositor.press.reprint import DPI, Pages, other_prints
from compositor.units import EMU_PER_INCH, pt
from tests.press import spoilt

BOTH = Pages((1, 2), (1, 2))
PIXEL = EMU_PER_INCH // DPI + 1
SQUARE = b"0 0 0 1 k\n100 300 72 72 re f\n"
OVER = b"/Over gs\n"  # a state of the sample: black overprints


def page(content: bytes, *more: spoilt.Spoiler) -> bytes:
    """A file whose first page has this content."""
    return spoilt.pdf(spoilt.replaces(content), *more)


def other(before: bytes, after: bytes, pages: Pages = BOTH) -> Sequence[tuple[int, OtherPrint]]:
    return list(other_prints("a.pdf", before, after, pages))


def test_the_same_pages_in_other_bytes_are_the_same_print() -> None:
    """A title, an identifier, a date: nobody prints them."""
    renamed = page(SQUARE, spoilt.info("/Title", "other"))
    assert renamed != page(SQUARE)
    assert other(page(SQUARE), renamed) == []


def test_what_is_drawn_elsewhere_is_where_it_was_and_where_it_is() -> None:
    """In EMU from the trim's upper left corner; on its page alone."""
    ((number, found),) = other(page(SQUARE), page(SQUARE.replace(b"100 300", b"200 100")))
    assert number == 1
    left, top, _, upper = spoilt.TRIM
    del top
    wanted = [(100 - left, upper - 372), (200 - left, upper - 172)]
    for rect, (x, y) in zip(found.rects, wanted, strict=True):
        for edge, place in zip(rect, (pt(x), pt(y), pt(72), pt(72)), strict=True):
            assert abs(edge - place) <= 2 * PIXEL
    assert found.step > 200
    assert found.pixels == pytest.approx(2 * DPI * DPI, rel=0.05)
    assert 0 < found.share < 1


def test_the_least_other_colour_is_told() -> None:
    """Though nobody would see it."""
    ((_, found),) = other(page(SQUARE), page(SQUARE.replace(b"0 0 0 1 k", b"0 0 0 0.99 k")))
    assert 0 < found.step < 10
    assert (found.inks_gone, found.inks_new) == (("0 0 0 1 k",), ("0 0 0 0.99 k",))


def test_overprinting_that_no_screen_shows_is_told() -> None:
    """No pixel differs."""
    ((_, found),) = other(page(OVER + SQUARE), page(SQUARE))
    assert (found.pixels, found.rects, found.step) == (0, (), 0)
    (gone,) = found.inks_gone
    assert "/OP True" in gone or "/op True" in gone
    assert found.inks_new == ()


def test_a_state_that_is_there_and_not_used_says_nothing() -> None:
    """The control: pages share their resources."""
    assert all("/op" not in said for said in inks_said(page(SQUARE))[0])
    assert any("/op" in said for said in inks_said(page(OVER + SQUARE))[0])


def test_a_picture_with_other_samples_is_told_on_the_page_that_shows_it() -> None:
    draw = b"q\n100 0 0 100 100 200 cm\n/Im1 Do\nQ\n"
    grey = spoilt.image((2, 2), "/DeviceGray", b"\x80")
    with_other = page(draw, spoilt.has("XObject", "Im1", grey))
    ((number, found),) = other(page(draw), with_other)
    assert number == 1
    assert len(found.inks_gone) == len(found.inks_new) == 1
    assert found.inks_new[0].startswith("picture ")


def test_pages_are_compared_by_their_numbers() -> None:
    """And what only one of both has is not compared at all."""
    one = page(SQUARE)
    assert [number for number, _ in other(one, one, Pages((1, 2), (2, 3)))] == [2]
    moved = page(SQUARE.replace(b"100 300", b"200 100"))
    assert other(one, moved, Pages((1, 2), (3, 4))) == []
    assert [number for number, _ in other(one, moved, Pages((1, 2, 3), (2, 3, 1)))] == [2]


def test_a_page_of_another_size_is_compared_on_the_larger() -> None:
    larger = [0.0, 0.0, 420.0, 520.0]
    sizes = [spoilt.sets(key, larger, 0) for key in ("MediaBox", "BleedBox", "CropBox")]
    ((number, found),) = other(page(SQUARE), page(SQUARE, *sizes))
    assert number == 1
    assert found.total > 420 / 72 * 520 / 72 * DPI * DPI - 2000


def test_an_overlay_is_made_where_it_is_asked_for() -> None:
    before, after = page(SQUARE), page(b"0 0 0 1 k\n10 10 1 1 re f\n")
    ((_, plain),) = other_prints("a.pdf", before, after, BOTH)
    ((_, shown),) = other_prints("a.pdf", before, after, BOTH, overlays=True)
    assert plain.overlay == b""
    assert shown.overlay.startswith(b"\x89PNG")


def test_pages_that_are_drawn_by_the_same_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever their objects are called in the file, and whatever else is said of them."""
    before = page(SQUARE)
    after = page(SQUARE, spoilt.sets("StructParents", 7), spoilt.info("/Title", "other"))
    monkeypatch.setattr(reprint, "PageRaster", None)
    assert other(before, after) == []
    with pytest.raises(TypeError):
        other(before, page(SQUARE + b"\n"))


@pytest.mark.parametrize(
    "change",
    [
        spoilt.replaces(SQUARE + b"0 0 1 1 re f\n"),
        spoilt.has("XObject", "Im1", spoilt.image((1, 1), "/DeviceGray", b"\x00")),
        spoilt.has("ExtGState", "Over", spoilt.dictionary(op=True)),
        spoilt.sets("MediaBox", [0.0, 0.0, 500.0, 500.0], 0),
    ],
)
def test_all_that_a_page_is_drawn_by_is_in_its_name(change: spoilt.Spoiler) -> None:
    """Content, pictures, states, boxes."""
    before, after = drawn_by(page(SQUARE)), drawn_by(page(SQUARE, change))
    assert before[0] != after[0]
