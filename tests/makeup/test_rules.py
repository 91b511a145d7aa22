"""The rules of make-up, each broken by a page drawn for it, and kept by its neighbour."""

from dataclasses import replace

import pytest

from compositor.geometry import Rect
from compositor.makeup.rules import PageSketch, Sketch, holes, judge, metrics, used_share
from compositor.units import pt

FREE = Rect(1, 1, 6, 80)


def module(name: str, standing: int, *area: int, **more: object) -> Sketch:
    """A module over columns and lines, its head over its first three lines."""
    rect = Rect(*area)
    size = pt((36, 26, 22, 16)[min(standing, 3)])
    head = range(rect.y, rect.y + 3)
    base = Sketch(name, rect, standing, "lead", size, f"face{standing}", head, legs=(20,))
    return replace(base, **more)  # type: ignore[arg-type]


def page(*modules: Sketch, number: int = 2) -> PageSketch:
    return PageSketch(number, FREE, modules)


def broken(*modules: Sketch, number: int = 2) -> dict[str, bool]:
    """The rules a page breaks, and whether hard."""
    return {found.rule: found.is_hard for found in judge(page(*modules, number=number))}


LEAD = module("a", 0, 1, 1, 6, 39)
LEFT = module("b", 1, 1, 41, 3, 40)
RIGHT = module("c", 2, 4, 41, 3, 40)


def test_a_good_page_breaks_nothing_hard() -> None:
    found = judge(page(LEAD, LEFT, RIGHT))
    assert not any(f.is_hard for f in found)
    assert metrics(page(LEAD, LEFT, RIGHT), found).used == 1000


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("R01", [replace(LEAD, overset=3), LEFT, RIGHT]),
        ("R02", [LEAD, LEFT, replace(RIGHT, area=Rect(3, 41, 4, 40))]),
        ("R06", [LEAD, LEFT, replace(RIGHT, head_size=LEFT.head_size, head_face=LEFT.head_face)]),
        ("R08", [LEAD, replace(LEFT, head_size=pt(40)), RIGHT]),
        ("R17", [LEAD, replace(LEFT, uneven=2), RIGHT]),
        ("R25", [LEAD, LEFT, replace(RIGHT, area=Rect(4, 41, 3, 30))]),
    ],
)
def test_a_hard_rule_is_found_broken(rule: str, bad: list[Sketch]) -> None:
    assert broken(*bad).get(rule) is True
    assert broken(LEAD, LEFT, RIGHT).get(rule) is not True


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("R09", [LEAD, replace(LEFT, standing=2), replace(RIGHT, standing=1)]),
        ("R10", [replace(LEAD, group="g"), module("d", 3, 1, 41, 6, 10), module("e", 2, 1, 52, 6, 29, group="g")]),
        ("R16", [LEAD, replace(LEFT, legs=(3,)), RIGHT]),
        ("R18", [LEAD, replace(LEFT, lonely=1), RIGHT]),
        ("R22", [LEAD, replace(LEFT, is_parted=True), replace(RIGHT, is_parted=True)]),
        ("R24", [LEAD, replace(LEFT, jumps=True), RIGHT]),
    ],
)  # fmt: skip
def test_a_soft_rule_has_its_price(rule: str, bad: list[Sketch]) -> None:
    found = [f for f in judge(page(*bad)) if f.rule == rule]
    assert found and all(f.price > 0 and not f.is_hard for f in found)


def test_a_page_cut_in_two_is_hard_on_page_1_alone() -> None:
    """R07: two modules and more on both sides of a gap down the page."""
    halves = [
        module("a", 0, 1, 1, 3, 39), module("b", 1, 1, 41, 3, 40),
        module("c", 2, 4, 1, 3, 30), module("d", 3, 4, 32, 3, 49),
    ]  # fmt: skip
    assert broken(*halves, number=1)["R07"] is True
    assert broken(*halves)["R07"] is False
    assert broken(LEAD, LEFT, RIGHT).get("R07") is None


def test_holes_are_what_no_module_takes_beyond_the_air_between_them() -> None:
    """Two lines between modules are air, and one at the foot; the rest is counted by column."""
    short = replace(RIGHT, area=Rect(4, 41, 3, 30))
    assert holes(page(LEAD, LEFT, RIGHT)) == 0
    assert holes(page(LEAD, LEFT, short)) == 3 * (10 - 1)
    assert used_share(page(LEAD, LEFT, short)) == 1000 * (480 - 27) // 480
