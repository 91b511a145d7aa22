"""Where a page is drawn otherwise: all of it is marked, and not much else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from compositor.comparing import changed_rects
from compositor.comparing.drawn import differing
from compositor.geometry import Rect
from compositor.model.edition import Page, PlacedLine
from compositor.model.layout import ascent
from compositor.units import mm
from tests.comparing.samples import page_of, snapshot, with_page

PAGE = page_of(2)
PLACES = [(f, at) for f, frame in enumerate(PAGE.frames) for at in range(len(frame.lines))]


def em_box(placed: PlacedLine) -> Rect:
    size = placed.line.runs[0].size
    return Rect(placed.x, placed.y - ascent(size), placed.line.width, size)


def with_line(page: Page, frame: int, at: int, placed: PlacedLine | None) -> Page:
    """The page with one line another, or without it."""
    lines = page.frames[frame].lines
    new = (*lines[:at], *((placed,) if placed else ()), *lines[at + 1 :])
    frames = list(page.frames)
    frames[frame] = replace(frames[frame], lines=new)
    return replace(page, frames=tuple(frames))


def covers(rects: tuple[Rect, ...], wanted: Rect) -> bool:
    return any(
        r.x <= wanted.x
        and r.y <= wanted.y
        and r.right >= wanted.right
        and r.bottom >= wanted.bottom
        for r in rects
    )


def test_a_page_drawn_alike_has_no_marks() -> None:
    """Although its values were all made anew."""
    again = replace(PAGE, frames=tuple(replace(f, lines=tuple(f.lines)) for f in PAGE.frames))
    assert changed_rects(PAGE, again) == ()


@given(st.sampled_from(PLACES), st.integers(1, 20).map(mm))
def test_a_line_that_moved_is_marked_where_it_was_and_where_it_is(
    place: tuple[int, int], by: int
) -> None:
    """And nothing else is, but for the air round it."""
    placed = PAGE.frames[place[0]].lines[place[1]]
    moved = placed._replace(y=placed.y + by)
    rects = changed_rects(PAGE, with_line(PAGE, *place, moved))
    assert covers(rects, em_box(placed)) and covers(rects, em_box(moved))
    marked = sum(r.width * r.height for r in rects)
    one = em_box(placed).inset(-mm(0.4), -mm(0.4))
    assert marked <= 2 * one.width * one.height / 0.8


@given(st.sampled_from(PLACES))
def test_a_line_that_is_gone_is_marked_where_it_was(place: tuple[int, int]) -> None:
    placed = PAGE.frames[place[0]].lines[place[1]]
    rects = changed_rects(PAGE, with_line(PAGE, *place, None))
    assert covers(rects, em_box(placed))


@given(st.sets(st.sampled_from(PLACES), max_size=40))
def test_exchanging_the_pages_marks_the_same(places: set[tuple[int, int]]) -> None:
    page = PAGE
    for frame, at in places:
        placed = page.frames[frame].lines[at]
        page = with_line(page, frame, at, placed._replace(x=placed.x + 1))
    there, back = changed_rects(PAGE, page), changed_rects(page, PAGE)
    assert bool(there) == bool(places)
    assert all(covers(back, em_box(PAGE.frames[f].lines[at])) for f, at in places)


def test_lines_one_below_the_other_make_one_mark() -> None:
    """A paragraph that was set anew is one place, not ten."""
    frame = max(range(len(PAGE.frames)), key=lambda f: len(PAGE.frames[f].lines))
    page = PAGE
    for at, placed in enumerate(PAGE.frames[frame].lines):
        page = with_line(page, frame, at, placed._replace(x=placed.x + 1))
    assert len(changed_rects(PAGE, page)) == 1


def test_snapshots_are_marked_like_the_pages_they_are_of() -> None:
    """The old places apart from the new."""
    after = with_page(
        snapshot(), 2, lambda page: replace(page, frames=page.frames[1:], shapes=page.shapes)
    )
    old, new = differing(snapshot().pages[1], after.pages[1])
    gone = PAGE.frames[0].lines[0]
    assert covers(old, em_box(gone)) and new == ()
    assert changed_rects(PAGE, replace(PAGE, frames=PAGE.frames[1:])) == old
