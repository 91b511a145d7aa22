"""Headlines: how many 字 a line of one holds, and the lines of the grid it takes (makeup §A4)."""

import pytest

from compositor.makeup.heading import set_heading
from compositor.model.issue import Article
from compositor.model.layout import Grid, Rank, TypeStyle
from compositor.setting.setter import Setter
from compositor.units import mm, pt
from tests.samples import planned, sikai

ZI = pt(9)
DUIKAI = Grid(8, 13, ZI, 120, ZI, pt(11.25), mm(20), mm(30))
SIKAI = sikai().grid


def style(size: float, name: str = "lead-headline") -> TypeStyle:
    """A headline style of one size."""
    return TypeStyle(name, "hei", (pt(size),))


@pytest.mark.parametrize(("grid", "most"), [(DUIKAI, 24), (SIKAI, 21)])
def test_a_headline_holds_as_many_zi_as_go_into_its_width(grid: Grid, most: int) -> None:
    """六栏题 of 小初 (30 pt): 24 字 on 对开, 21 字 on 四开."""
    setter = Setter(planned().faces, sikai())
    width = grid.measure(6)
    assert width // pt(30) == most
    assert len(setter.display("工" * most, style(30), width).lines) == 1
    assert len(setter.display("工" * (most + 1), style(30), width).lines) == 2


def article(headline: str = "", deck: str = "") -> Article:
    """An article of which only the heading matters."""
    return Article("a", "a.md", "", "", headline, deck, "", "", (), (), (), ())


def rank(between: int) -> Rank:
    """A headline of 30 and a deck of 21 pt with a line of air above and one below."""
    one = style(21, "lead-deck")
    return Rank("lead", one, style(30), one, one, above=2, below=2, between=between)


@pytest.mark.parametrize("between", [536, 350])
def test_thirty_and_twenty_one_points_take_eight_lines(between: int) -> None:
    """30 + 21 pt are 4.53 lines; with white of a line above, between and below 7.53, so 8.

    The textbook has a whole line between two parts, 536 thousandths of 21 pt. Ours sit tighter
    (look.md: 0.3 to 0.5 of the smaller size), 7.19 lines at 350; whole lines make it the same 8.
    """
    setter = Setter(planned().faces, sikai())
    heading = set_heading(article("主题", "副题"), rank(between), pt(600), sikai(), setter)
    assert heading.lines == 8


def test_a_part_that_is_not_there_takes_nothing() -> None:
    """30 pt with a line above and one below: 4.67, so 5 lines."""
    setter = Setter(planned().faces, sikai())
    alone = article("主题")
    assert set_heading(alone, rank(350), pt(600), sikai(), setter).lines == 5
    assert set_heading(article(), rank(350), pt(600), sikai(), setter).lines == 0
