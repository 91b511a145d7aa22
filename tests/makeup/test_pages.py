"""The seed issue made up: the grid, the frames and the fill of its pages."""

import pytest

from compositor.model.edition import Edition, Frame, Page
from compositor.units import to_pt
from tests.samples import planned, sikai

GRID = sikai().grid


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The edition of the seed issue."""
    return planned().edition


def text_frames(page: Page) -> list[Frame]:
    """The frames that hold body text."""
    return [frame for frame in page.frames if frame.kind == "text"]


def test_every_body_baseline_is_on_the_page_grid(edition: Edition) -> None:
    """All lines of text of a page stand on the baselines of its grid, exactly."""
    baselines = {GRID.baseline(line) for line in range(1, GRID.lines + 1)}
    for page in edition.pages:
        assert {p.y for frame in text_frames(page) for p in frame.lines} <= baselines


def test_all_text_stands_in_the_live_area(edition: Edition) -> None:
    """No frame of an article leaves the live area."""
    area = GRID.live_area
    for page in edition.pages:
        for frame in (f for f in page.frames if f.article):
            assert frame.rect.x >= area.x and frame.rect.right <= area.right
            assert frame.rect.y >= area.y and frame.rect.bottom <= area.bottom


def test_no_two_text_frames_overlap(edition: Edition) -> None:
    """Frames of articles do not lie over each other."""
    for page in edition.pages:
        frames = [frame for frame in page.frames if frame.article]
        pairs = [(a, b) for i, a in enumerate(frames) for b in frames[i + 1 :]]
        over = [(a.style, b.style) for a, b in pairs if a.rect.overlaps(b.rect)]
        assert over == []


def test_lines_fill_their_measure(edition: Edition) -> None:
    """Every justified line but a paragraph's last ends within 0.1 pt of its measure."""
    lines = [p.line for page in edition.pages for f in text_frames(page) for p in f.lines]
    off = [line for line in lines if line.justified and not line.ends]
    assert off
    assert max(abs(to_pt(line.measure - line.width)) for line in off) <= 0.1


def test_legs_end_within_one_line(edition: Edition) -> None:
    """The legs of each module end on the same line, or one above it (R17)."""
    for page in edition.pages:
        for article in {f.article for f in text_frames(page)}:
            foots = {}
            for frame in text_frames(page):
                if frame.article == article:
                    foots[frame.leg] = frame.lines[-1].y
            assert max(foots.values()) - min(foots.values()) <= GRID.leading


def test_every_module_ends_on_its_last_line(edition: Edition) -> None:
    """The text of each module reaches the foot of its module (or of its box)."""
    for page, plan_page in zip(edition.pages, (1, 2), strict=True):
        assert page.number == plan_page
    assert all(fill.slack <= len(fill.legs) for fill in edition.fills)


def test_nothing_is_overset(edition: Edition) -> None:
    """The seed issue prints whole."""
    assert edition.oversets == ()


def test_frames_stand_in_reading_order(edition: Edition) -> None:
    """Furniture first, then each article in one run: label, heading, legs, captions."""
    order = ["label", "heading", "text", "caption"]
    for page in edition.pages:
        names = [frame.article for frame in page.frames]
        assert names == sorted(names, key=names.index)
        for article in dict.fromkeys(name for name in names if name):
            kinds = [order.index(f.kind) for f in page.frames if f.article == article]
            assert kinds == sorted(kinds)


def test_the_name_of_the_paper_is_the_largest_type_of_page_one(edition: Edition) -> None:
    """R28: nothing on page 1 is set larger than the nameplate."""
    sizes = [
        (run.size, f.style) for f in edition.pages[0].frames for p in f.lines for run in p.line.runs
    ]
    assert max(sizes)[1] == "nameplate"


def test_the_page_number_is_on_every_inside_page(edition: Edition) -> None:
    """R29: the folio line of an inside page shows its number."""
    for page in edition.pages[1:]:
        shown = [f.lines[0].line.text for f in page.frames if f.style == "folio-page"]
        assert shown == [str(page.number)]


def test_making_up_twice_gives_equal_editions() -> None:
    """The same manuscript gives the same edition, value for value."""
    planned.cache_clear()
    first = planned().edition
    planned.cache_clear()
    assert planned().edition == first
