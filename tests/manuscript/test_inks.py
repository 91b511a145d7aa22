"""Named inks: common ones, a layout's own, and what cannot be one."""

import pytest

from compositor.manuscript import Checked, read_layout
from compositor.manuscript.inks import COMMON_INKS
from compositor.model.ink import Ink
from compositor.model.layout import Layout
from compositor.sources import FolderSources, MemorySources
from tests.manuscript.samples import LAYOUT, ROOT


def layout(own: str = "", common: str | None = None) -> Checked[Layout]:
    files = {"layouts/x/layout.yaml": LAYOUT + own}
    if common is not None:
        files[COMMON_INKS] = common
    return read_layout(MemorySources(files), "x")


def inks(own: str = "", common: str | None = None) -> list[Ink]:
    read = layout(own, common)
    assert read.value, read.diagnostics
    return [ink._replace(place=None) for ink in read.value.inks]


def test_a_layout_need_not_name_any() -> None:
    assert inks() == []


def test_an_ink_is_four_percentages_and_may_say_its_black() -> None:
    """In a short form and a long one; without `black` it has the grey of its luminance."""
    red, sand = inks("inks:\n  red: {cmyk: [0, 95, 90, 10], black: 80}\n  sand: [0, 8.5, 20, 0]\n")
    assert red == Ink("red", (0, 95, 90, 10), 80)
    assert (red.grey, red.total) == (80, 195)
    assert sand == Ink("sand", (0, 8.5, 20, 0))
    assert sand.grey == pytest.approx(7.215)


def test_common_inks_are_in_every_layout_and_its_own_take_their_place() -> None:
    common = "inks: {red: [0, 100, 100, 0], blue: [100, 50, 0, 0]}\n"
    assert [ink.name for ink in inks(common=common)] == ["red", "blue"]
    own = inks("inks: {red: [0, 90, 90, 0], sand: [0, 8, 20, 0]}\n", common)
    assert [(ink.name, ink.cmyk[1]) for ink in own] == [("red", 90), ("blue", 50), ("sand", 8)]


def test_an_ink_knows_where_it_is_named() -> None:
    read = layout("inks:\n  red: [0, 95, 90, 10]\n").value
    assert read
    place = read.inks[0].place
    assert place
    assert (place.file, place.quote) == ("layouts/x/layout.yaml", "  red: [0, 95, 90, 10]")


@pytest.mark.parametrize(
    "ink",
    [
        "[0, 95, 90]",
        "[0, 95, 90, 101]",
        "[0, 95, 90, -1]",
        "[0, 95, 90, yes]",
        "[0, 95, 90, .nan]",
        "{cmyk: [0, 0, 0, 1, 2]}",
        "{cmyk: red}",
        "{cmyk: [0, 0, 0, 50], black: 200}",
        "red",
        "'#ff0000'",
        "{black: 50}",
        "{cmyk: [0, 0, 0, 50], grey: 20}",
    ],
)
@pytest.mark.parametrize("is_common", [True, False])
def test_what_is_no_ink_is_told_with_its_place(ink: str, is_common: bool) -> None:
    """In the common file as in a layout's own."""
    text = f"inks:\n  red: {ink}\n"
    read = layout(common=text) if is_common else layout(text)
    assert read.value is None
    (finding,) = read.diagnostics
    assert finding.place
    assert "red" in finding.place.quote
    assert dict(finding.values).get("found") != "null"


def test_the_name_of_an_ink_is_a_word_css_can_have() -> None:
    assert [d.code for d in layout("inks: {Red: [0, 0, 0, 1]}\n").diagnostics] == ["bad-value"]


def test_every_layout_of_the_project_has_the_red_that_the_common_look_names() -> None:
    sources = FolderSources(ROOT)
    for name in ("sikai", "duikai", "a3", "a4", "a4-small"):
        read = read_layout(sources, name).value
        assert read
        assert "red" in [ink.name for ink in read.inks]
