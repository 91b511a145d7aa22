"""Marked content: what is left of a page is completed, whatever was painted on it."""

from typing import Any

import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.reading import Element, Piece
from compositor.plate.marks import ARTIFACT, END, Marks, Spot

WORDS, PHOTO = Piece("a", "text", "body"), Piece("a", "picture")
ELEMENTS = (Element("P", WORDS), Element("Figure", PHOTO))
PATH = [b"0 0 m", b"1 0 l", b"S"]
PANEL = [b"0 0 1 1 re", b"2 2 1 1 re", b"f*"]
CLIP = [b"0 0 1 1 re", b"W", b"n"]
TYPE = [b"BT", b"/F 1 Tf", b"[<0001>] TJ", b"ET"]
STATES = [[b"q"], [b"Q"], [b"0 0 0 1 k"], [b"1 0 0 1 2 3 cm"], [b"/a1 gs"]]
PICTURE = [b"/i0 Do"]


def page(*parts: list[bytes]) -> Any:
    """A content stream."""
    return pydyf.Stream([line for part in parts for line in part])


def completed(*parts: list[bytes], pictures: int = 0) -> list[bytes]:
    """A page's lines when its marks are complete; so many pictures of it are known."""
    content = page(*parts)
    spots = iter([Spot(PHOTO, number) for number in range(pictures)])
    Marks(ELEMENTS).complete(content, {b"/i0": spots})
    lines: list[bytes] = content.stream
    return lines


def artifact(part: list[bytes]) -> list[bytes]:
    return [ARTIFACT, *part, END]


@pytest.mark.parametrize("part", [PATH, PANEL, TYPE, PICTURE, [b"/s0 sh"]])
def test_what_is_painted_is_an_artifact_from_where_it_begins(part: list[bytes]) -> None:
    """No mark begins within a path or a text object."""
    assert completed([b"q"], part, [b"Q"]) == [b"q", *artifact(part), b"Q"]


@pytest.mark.parametrize("part", [CLIP, *STATES])
def test_what_paints_nothing_is_left_as_it_is(part: list[bytes]) -> None:
    assert completed(part, PATH, part) == [*part, *artifact(PATH), *part]


def test_what_is_marked_is_left_as_it_is() -> None:
    marks, content = Marks(ELEMENTS), page()
    with marks.marked(content, WORDS, 3):
        content.stream += TYPE
    content.stream += PATH
    assert marks.complete(content, {}) == (Spot(WORDS, 3),)
    assert content.stream == [b"/P <</MCID 0>> BDC", *TYPE, END, *artifact(PATH)]


def test_a_photograph_is_its_article_s_figure_as_often_as_it_is_known() -> None:
    """Painted once more than an edition has it, it is an artifact."""
    assert completed(PICTURE, PICTURE, PICTURE, pictures=2) == [
        *(b"/Figure <</MCID 0>> BDC", *PICTURE, END),
        *(b"/Figure <</MCID 1>> BDC", *PICTURE, END),
        *artifact(PICTURE),
    ]


def test_what_no_article_has_and_what_stands_in_a_form_is_not_told() -> None:
    """A form is painted as a whole: marks within it would be nobody's."""
    marks, content = Marks(ELEMENTS), page()
    with marks.marked(content, None, 0), marks.marked(content, Piece("b", "text"), 1):
        content.stream += TYPE
    form = page()
    form.extra["Subtype"] = "/Form"
    with marks.marked(form, WORDS, 2):
        form.stream += TYPE
    assert marks.complete(content, {}) == () and form.stream == TYPE
    assert content.stream == artifact(TYPE)


@given(st.lists(st.sampled_from([PATH, PANEL, CLIP, TYPE, PICTURE, *STATES]), max_size=12))
def test_marks_add_lines_and_change_none(parts: list[list[bytes]]) -> None:
    """And every part that paints is in a mark of its own."""
    lines = completed(*parts, pictures=1)
    is_mark = [line.endswith((b"BDC", b"BMC", b"EMC")) for line in lines]
    kept = [line for line, mark in zip(lines, is_mark, strict=True) if not mark]
    assert kept == [line for part in parts for line in part]
    painting = sum(part in (PATH, PANEL, TYPE, PICTURE) for part in parts)
    assert lines.count(END) == painting == sum(is_mark) - painting
