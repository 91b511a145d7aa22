"""Furniture: fields of the manifest, dates, edges, ears, end matter."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from compositor.diagnostics import Place
from compositor.makeup.furniture import (
    PlacedFurniture,
    bears_end_matter,
    check_furniture,
    date_text,
    place_furniture,
)
from compositor.model.edition import Frame
from compositor.model.issue import Issue, IssueDate, PagePlan, Publication
from compositor.model.layout import (
    NO_FURNITURE,
    Anchor,
    Furniture,
    FurnitureBox,
    FurnitureRule,
    FurnitureText,
    Layout,
    ascent,
)
from compositor.setting.setter import Setter
from compositor.units import mm, pt
from tests.samples import planned, sikai

GRID = sikai().grid


def layout_with(*texts: FurnitureText, rule: FurnitureRule | None = None) -> Layout:
    """The 四开 layout with this furniture on every page."""
    furniture = Furniture(texts, (rule,) if rule else (), 0)
    return replace(sikai(), first=furniture, inside=furniture, last=NO_FURNITURE)


def text(words: str, anchor: Anchor = "left") -> FurnitureText:
    """A line of furniture in the folio's style."""
    return FurnitureText(words, sikai().fpo, anchor, 0, mm(20))


def placed(layout: Layout, page: int, publication: Publication) -> tuple[Frame, ...]:
    """The furniture frames of a page."""
    plan = PagePlan(page, "要闻", (), Place("m"))
    date = IssueDate(2025, 8, 15)
    issue = Issue("t", "t", publication, "", date, "sikai", (plan,), ())
    return place_furniture(issue, plan, layout, Setter(planned().faces, layout)).frames


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        (IssueDate(2025, 8), "2025年8月"),
        (IssueDate(2025, 8, 15), "2025年8月15日 星期五"),
        (IssueDate(2024, 2, 29), "2024年2月29日 星期四"),
    ],
)
def test_dates_are_printed_as_the_layout_says(date: IssueDate, shown: str) -> None:
    """A monthly prints no day; a day prints its weekday, reckoned and not asked for."""
    assert date_text(date, sikai()) == shown


def test_a_text_with_an_empty_field_is_left_out() -> None:
    """Nothing is printed that the manifest does not say: no `CN` without a number."""
    layout = layout_with(text("CN {cn}"), text("{name}"))
    frames = placed(layout, 2, Publication("江苏工人报"))
    assert [frame.lines[0].line.text for frame in frames] == ["江苏工人报"]
    frames = placed(layout, 2, Publication("江苏工人报", extra=(("cn", "32-0019"),)))
    assert [frame.lines[0].line.text for frame in frames] == ["CN 32-0019", "江苏工人报"]


@pytest.mark.parametrize(("page", "side"), [(2, "left"), (3, "right")])
def test_outer_is_left_on_even_and_right_on_odd_pages(page: int, side: str) -> None:
    """The page number stands at the outer edge of a spread."""
    (frame,) = placed(layout_with(text("{page}", "outer")), page, Publication("报"))
    edge = frame.rect.x if side == "left" else frame.rect.right
    expected = GRID.left if side == "left" else GRID.left + GRID.width
    assert edge == expected


def test_a_centred_text_stands_in_the_middle() -> None:
    """Equal room left and right of it."""
    (frame,) = placed(layout_with(text("{title}", "center")), 2, Publication("报"))
    left, right = frame.rect.x - GRID.left, GRID.left + GRID.width - frame.rect.right
    assert abs(left - right) <= 1


# --------------------------------------------------------------------- texts of several lines


RICH = Publication("江苏工人报", extra=(("phone", "025-1"), ("price", "一元"), ("editor", "王")))


def page_plan(number: int, **extra: str) -> PagePlan:
    """A page with these furniture fields of its own."""
    return PagePlan(number, "要闻", (), Place("m"), (), tuple(extra.items()))


def furnished(
    layout: Layout, plan: PagePlan, paper: Publication = RICH, pages: int = 2, ear: str = ""
) -> PlacedFurniture:
    """The furniture of a page of an issue of so many pages."""
    plans = tuple(plan if plan.number == n else page_plan(n) for n in range(1, pages + 1))
    ears = (("ear_right", ear),) if ear else ()
    issue = Issue("t", "t", paper, "", IssueDate(2025, 8, 15), "sikai", plans, (), ears=ears)
    return place_furniture(issue, plan, layout, Setter(planned().faces, layout))


def lines_of(frame: Frame) -> list[str]:
    """The lines of a frame."""
    return [placed.line.text for placed in frame.lines]


def test_of_several_lines_those_with_an_empty_field_are_left_out() -> None:
    """The others close up: the second stands a line below the first."""
    layout = layout_with(text("{name}\nCN {cn}\n电话 {phone}"))
    (frame,) = furnished(layout, page_plan(1)).frames
    assert lines_of(frame) == ["江苏工人报", "电话 025-1"]
    first, second = frame.lines
    assert (first.y, second.y - first.y) == (mm(20), pt(7 * 1.3))


def test_joined_lines_are_one_line() -> None:
    """What joins them stands between those that are printed, and nowhere else."""
    joined = replace(text("{name}\nCN {cn}\n{phone}"), join="·")
    (frame,) = furnished(layout_with(joined), page_plan(1)).frames
    assert lines_of(frame) == ["江苏工人报·025-1"]


def test_joined_words_are_not_cut_where_they_turn() -> None:
    """A telephone number does not end on the next line: the whole of it goes there."""
    joined = replace(text("{name}\n电话 {phone}"), join="·", width=pt(7 * 6))
    (frame,) = furnished(layout_with(joined), page_plan(1)).frames
    assert lines_of(frame) == ["江苏工人报", "电话 025-1"]


def test_a_text_of_one_size_turns_in_its_width() -> None:
    """Four 字 of 7 pt in 28 pt; nothing is wrong with that."""
    layout = layout_with(replace(text("{name}"), width=pt(28)))
    placed = furnished(layout, page_plan(1))
    assert lines_of(placed.frames[0]) == ["江苏工人", "报"]
    assert not [*check_furniture(placed, page_plan(1), GRID)]


@pytest.mark.parametrize(("width", "size"), [(200, 40), (160, 30), (110, 20)])
def test_a_ladder_takes_the_largest_size_that_stands_in_its_width(width: int, size: int) -> None:
    """Five 字 of 40 in 200 pt, of 30 in 160, of 20 in 110."""
    ladder = replace(sikai().fpo, sizes=(pt(40), pt(30), pt(20)))
    name = replace(text("{name}"), style=ladder, width=pt(width))
    (frame,) = furnished(layout_with(name), page_plan(1)).frames
    assert frame.rect.height == pt(size)
    assert len(frame.lines) == 1


def test_a_ladder_that_does_not_fit_is_an_error() -> None:
    """A nameplate in two lines is none."""
    ladder = replace(sikai().fpo, sizes=(pt(40), pt(30)))
    name = replace(text("{name}"), style=ladder, width=pt(100))
    placed = furnished(layout_with(name), page_plan(1))
    found = check_furniture(placed, page_plan(1), GRID)
    assert [d.code for d in found] == ["furniture-too-wide"]


def test_lines_stand_in_the_middle_of_their_height() -> None:
    """As much air above the first as below the last."""
    tall = replace(text("{name}\n{phone}"), height=mm(30))
    (frame,) = furnished(layout_with(tall), page_plan(1)).frames
    top = mm(20) - ascent(sikai().fpo.size)
    assert abs((frame.rect.y - top) - (top + mm(30) - frame.rect.bottom)) <= 1


# -------------------------------------------------------------------------------------- ears


def with_ear() -> Layout:
    """A page with an ear at the right: a box, and a text in its middle."""
    words = replace(text("{ear_right}", "right"), offset=mm(2), width=mm(40), height=mm(10))
    box = FurnitureBox("ear", "right", 0, mm(44), mm(15), mm(16))
    side = Furniture((words,), (), 0, (box,))
    return replace(layout_with(), first=side)


def test_an_ear_stands_in_its_box() -> None:
    """With as many lines as the manifest gives it."""
    placed = furnished(with_ear(), page_plan(1), ear="今日四版\n晴")
    assert lines_of(placed.frames[0]) == ["今日四版", "晴"]
    (box,) = placed.boxes
    assert (box.kind, box.rect.right) == ("ear", GRID.left + GRID.width)
    assert not [*check_furniture(placed, page_plan(1), GRID)]


def test_a_box_without_a_text_is_left_out() -> None:
    """An issue without an ear shows no empty frame."""
    assert furnished(with_ear(), page_plan(1)) == ((), (), (), ())


def test_an_ear_that_leaves_its_box_is_an_error() -> None:
    """It has too many lines."""
    placed = furnished(with_ear(), page_plan(1), ear="晴\n" * 9)
    found = check_furniture(placed, page_plan(1), GRID)
    assert [d.code for d in found] == ["furniture-crosses-box"]


@pytest.mark.parametrize(("ear", "size"), [("", 120), ("今日四版", 100)])
def test_a_nameplate_makes_room_for_an_ear(ear: str, size: int) -> None:
    """Of 639 pt an ear takes 125: five 字 of 120 pt are too wide beside it, five of 100 are not."""
    layout = with_ear()
    style = replace(sikai().fpo, sizes=(pt(120), pt(100)))
    name = FurnitureText("{name}", style, "left", 0, mm(30), GRID.width)
    layout = replace(layout, first=replace(layout.first, texts=(*layout.first.texts, name)))
    placed = furnished(layout, page_plan(1), ear=ear)
    assert placed.frames[-1].rect.height == pt(size)
    assert not [*check_furniture(placed, page_plan(1), GRID)]


# ------------------------------------------------------------------- end matter, pages' own words


def with_end_matter(*texts: str) -> Layout:
    """A layout whose end matter has these texts, a rule, and four lines of the grid."""
    rule = FurnitureRule("thin", "left", 0, GRID.width, mm(360))
    last = Furniture(tuple(text(words) for words in texts), (rule,), 4)
    return replace(layout_with(), last=last)


def test_end_matter_stands_on_the_last_page_alone() -> None:
    """And takes its lines at the foot there; see `Layout.live_lines`."""
    layout = with_end_matter("定价 {price}")
    for number, is_last in ((1, False), (2, True)):
        placed = furnished(layout, page_plan(number))
        assert [lines_of(frame) for frame in placed.frames] == [["定价 一元"]] * is_last
        assert len(placed.rules) == is_last
        assert layout.live_lines(number, is_last) == (1, 82 if is_last else 86)


def test_end_matter_that_says_nothing_takes_nothing() -> None:
    """No rule over an empty foot, and no lines."""
    layout = with_end_matter("定价 {price}")
    plan = page_plan(1)
    assert furnished(layout, plan, Publication("报"), pages=1) == ((), (), (), ())
    issue = Issue("t", "t", Publication("报"), "", IssueDate(2025, 8), "sikai", (plan,), ())
    assert not bears_end_matter(issue, plan, layout)


@pytest.mark.parametrize(
    ("own", "shown"), [({"editor": "李"}, "编辑 李 025-1"), ({}, "编辑 王 025-1")]
)
def test_a_page_may_name_its_own_editor(own: Mapping[str, str], shown: str) -> None:
    """Over that of the publication; what it does not name is the publication's."""
    layout = layout_with(text("编辑 {editor} {phone}"))
    (frame,) = furnished(layout, page_plan(2, **own)).frames
    assert lines_of(frame) == [shown]


def test_end_matter_speaks_for_the_paper() -> None:
    """Under its telephone nobody finds the editor of the last page."""
    layout = with_end_matter("电话 {phone}")
    (frame,) = furnished(layout, page_plan(2, phone="025-9")).frames
    assert lines_of(frame) == ["电话 025-1"]
