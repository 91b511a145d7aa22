"""Cutting a galley into legs: level feet, kept headings, nothing lost (make-up rules R17-R19)."""

from hypothesis import given
from hypothesis import strategies as st

from compositor.makeup.legs import Cut, Span, cut, fill, level_of, opened, plain
from compositor.model.galley import GalleyLine, Line


def line(block: int, *, ends: bool = False, above: int = 0, keep: int = 0) -> GalleyLine:
    """A galley line without type: legs look at nothing of it but its block and its end."""
    empty = Line("", (), 0, 0, 0, "body", ends=ends, justified=False)
    return GalleyLine(empty, block, above, keep)


def paragraph(block: int, length: int) -> list[GalleyLine]:
    """A paragraph of `length` lines."""
    return [line(block, ends=index == length - 1) for index in range(length)]


def crosshead(block: int) -> list[GalleyLine]:
    """A crosshead of one line: one empty line above, two lines kept under it."""
    return [line(block, ends=True, above=1, keep=2)]


blocks = st.lists(st.tuples(st.booleans(), st.integers(1, 9)), min_size=1, max_size=14)


@st.composite
def galleys(draw: st.DrawFn) -> list[GalleyLine]:
    """Galleys of paragraphs with crossheads between them, text under every crosshead."""
    lines: list[GalleyLine] = []
    for number, (headed, length) in enumerate(draw(blocks)):
        lines += crosshead(2 * number) if headed else []
        lines += paragraph(2 * number + 1, max(length, 2) if headed else length)
    return lines


def placed(done: Cut) -> list[GalleyLine]:
    """The lines that found a place, in reading order."""
    return [row.item for leg in done.legs for row in leg]


@given(galleys(), st.integers(1, 6), st.integers(1, 40))
def test_placed_and_overset_are_the_galley(lines: list[GalleyLine], legs: int, foot: int) -> None:
    """Placed + overset = set, in order, whatever the module."""
    done = cut(lines, plain([0] * legs), foot)
    assert [*placed(done), *done.rest] == lines


@given(galleys(), st.integers(1, 6), st.integers(1, 40))
def test_no_leg_reaches_below_the_foot(lines: list[GalleyLine], legs: int, foot: int) -> None:
    """Every row lies between the leg's top and the foot of the module."""
    done = cut(lines, plain([0] * legs), foot)
    rows = [row.row for leg in done.legs for row in leg]
    assert all(0 <= row < foot for row in rows)


@given(galleys(), st.integers(1, 6), st.integers(3, 40))
def test_no_crosshead_at_a_column_foot(lines: list[GalleyLine], legs: int, foot: int) -> None:
    """A crosshead has at least two lines of text under it in its own leg (R19)."""
    done = cut(lines, plain([0] * legs), foot)
    for leg in done.legs:
        for index, row in enumerate(leg):
            below = len(leg) - 1 - index
            follow = min(row.item.keep, len(lines) - 1 - lines.index(row.item))
            assert below >= follow


@given(st.integers(1, 120), st.integers(1, 6))
def test_plain_text_ends_level(length: int, legs: int) -> None:
    """Without headings all legs end within one line of each other (R17)."""
    done = cut(paragraph(0, length), plain([0] * legs), length)
    depths = [len(leg) for leg in done.legs]
    assert max(depths) - min(depths) <= 1


@given(galleys(), st.integers(2, 6))
def test_the_cut_is_as_shallow_as_can_be(lines: list[GalleyLine], legs: int) -> None:
    """One row less than the foot that was found would not hold the galley."""
    done = cut(lines, plain([0] * legs), 200)
    assert not done.rest
    assert fill(lines, plain([0] * legs), [done.foot - 1] * legs).rest


def test_legs_under_a_picture_begin_lower_and_end_level() -> None:
    """A picture over the last leg takes rows from it; the feet are level all the same."""
    done = cut(paragraph(0, 24), plain([0, 0, 6]), 40)
    assert [len(leg) for leg in done.legs] == [10, 10, 4]
    assert [leg[0].row for leg in done.legs] == [0, 0, 6]


def test_empty_lines_fall_away_at_the_head_of_a_leg() -> None:
    """The space above a crosshead is dropped where it begins a column."""
    done = fill([*paragraph(0, 4), *crosshead(1), *paragraph(2, 3)], plain([0, 0]), [4, 4])
    head = done.legs[1][0]
    assert (head.row, head.spaced) == (0, False)


def test_a_lonely_last_line_is_kept_from_the_head_of_a_leg() -> None:
    """The last line of a paragraph does not stand alone at a column head if it can be helped."""
    lines = [*paragraph(0, 4), *paragraph(1, 3)]
    done = cut(lines, plain([0, 0]), 20)
    head = done.legs[1][0].item
    assert not (head.line.ends and head.block == done.legs[0][-1].item.block)


def test_what_does_not_fit_is_overset_from_the_first_line_on() -> None:
    """Overset is the end of the text, nothing skipped."""
    lines = paragraph(0, 10)
    done = cut(lines, plain([0, 0]), 3)
    assert list(done.rest) == lines[6:]


def test_text_runs_above_and_below_a_picture() -> None:
    """A picture in a leg parts it into spans; the feet are level all the same."""
    legs = ((Span(0),), (Span(0, 4), Span(9)), (Span(0),))
    done = cut(paragraph(0, 31), legs, 40)
    rows = [row.row for row in done.legs[1]]
    assert not set(range(4, 9)) & set(rows)
    assert level_of(done, legs).uneven == 0
    assert placed(done) == paragraph(0, 31)


def test_a_leg_that_ends_short_is_opened_above_its_crossheads() -> None:
    """The empty lines above crossheads take up what is left, so that the leg ends at the foot."""
    lines = [*paragraph(0, 6), *crosshead(1), *paragraph(2, 4)]
    done = fill(lines, plain([0]), [14])
    open_ = opened(done, plain([0]), [13])
    assert (done.legs[0][-1].row, open_.legs[0][-1].row) == (11, 12)
    assert opened(done, plain([0]), [14]) == done  # two lines are too many for one crosshead
    assert [row.item for row in open_.legs[0]] == lines
