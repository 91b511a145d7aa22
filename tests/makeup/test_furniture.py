"""Furniture: fields of the manifest, dates, outer and inner edges."""

from dataclasses import replace

import pytest

from compositor.diagnostics import Place
from compositor.makeup.furniture import date_text, place_furniture
from compositor.model.edition import Frame
from compositor.model.issue import Issue, IssueDate, PagePlan, Publication
from compositor.model.layout import Anchor, Furniture, FurnitureRule, FurnitureText, Layout
from compositor.setting.setter import Setter
from compositor.units import mm
from tests.samples import planned, sikai

GRID = sikai().grid


def layout_with(*texts: FurnitureText, rule: FurnitureRule | None = None) -> Layout:
    """The 四开 layout with this furniture on every page."""
    furniture = Furniture(texts, (rule,) if rule else (), 0)
    return replace(sikai(), first=furniture, inside=furniture)


def text(words: str, anchor: Anchor = "left") -> FurnitureText:
    """A line of furniture in the folio's style."""
    return FurnitureText(words, sikai().fpo, anchor, 0, mm(20))


def placed(layout: Layout, page: int, publication: Publication) -> tuple[Frame, ...]:
    """The furniture frames of a page."""
    plan = PagePlan(page, "要闻", (), Place("m"))
    date = IssueDate(2025, 8, 15)
    issue = Issue("t", "t", publication, "", date, "sikai", (plan,), ())
    return place_furniture(issue, plan, layout, Setter(planned().faces, layout))[0]


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
