"""Two editions as data: what is the same is not told, and what is told is where it is."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.comparing.editions import other_pages
from compositor.geometry import Rect
from compositor.model.backissue import OtherLines, OtherPage, OtherPicture
from compositor.report import edition_data
from compositor.units import mm
from tests.samples import planned

Edit = Callable[[Any], None]
TEXTS = ("工会送清凉到车间", "职工有了新家", "夜校开课", "一线的心声")


def line(text: str, y: float, **other: float) -> dict[str, Any]:
    """A line of body type at the left of the page."""
    place = {"x_mm": 20.0, "baseline_mm": y, "x_pt": 0.0, "baseline_pt": 0.0}
    fit = {"measure_pt": 120.0, "width_pt": 120.0, "size_pt": 9.0, "stretch_em": 0.0}
    return {**place, **fit, "justified": True, "ends": False, "text": text, **other}


def frame(article: str, texts: tuple[str, ...], kind: str = "text") -> dict[str, Any]:
    lines = [line(text, 40.0 + 5 * at) for at, text in enumerate(texts)]
    return {"kind": kind, "style": kind, "article": article, "leg": 1, "lines": lines}


def edition() -> dict[str, Any]:
    """Two pages: an article that runs over both, another, furniture, a rule and a picture."""
    rect = {"x_mm": 20.0, "y_mm": 100.0, "width_mm": 50.0, "height_mm": 30.0}
    picture = {"file": "photos/a.jpg", "article": "nan", "missing": False, **rect}
    page = {"width_mm": 270.0, "height_mm": 390.0, "bleed_mm": 0.0, "boxes": []}
    first = [frame("", ("江苏工人报",), "furniture"), frame("nan", TEXTS[:2])]
    second = [frame("nan", TEXTS[2:]), frame("bei", ("安全第一", "预防为主"))]
    rules = [{"kind": "thin", "article": "", **rect}]
    pages = [
        {"page": 1, **page, "frames": first, "rules": rules, "pictures": [picture]},
        {"page": 2, **page, "frames": second, "rules": [], "pictures": []},
    ]
    return {"format": 1, "fingerprint": "a", "pages": pages}


def changed(edit: Edit) -> tuple[OtherPage, ...]:
    """What is told of an edit."""
    after = deepcopy(edition())
    edit(after)
    return other_pages(edition(), after)


def line_of(data: Any, page: int, at: int, number: int) -> Any:
    return data["pages"][page - 1]["frames"][at]["lines"][number]


def test_the_same_edition_has_no_other_pages() -> None:
    """By whatever build: the fingerprint is not what a reader sees. A real one as well."""
    assert changed(lambda data: data.update(fingerprint="b")) == ()
    real = edition_data(planned().edition, "")
    assert other_pages(real, deepcopy(real)) == ()


def test_a_line_broken_elsewhere_is_told_on_every_page_it_touches() -> None:
    """The words are the same, over the end of a page; lines that stand where they stood are not told."""

    def edit(data: Any) -> None:
        line_of(data, 1, 1, 1)["text"] = "职工有了新家夜"
        line_of(data, 2, 0, 0)["text"] = "校开课"

    change = OtherLines("nan", "text", ("职工有了新家", "夜校开课"), ("职工有了新家夜", "校开课"))
    assert changed(edit) == (OtherPage(1, lines=(change,)), OtherPage(2, lines=(change,)))
    assert not change.is_words


def test_a_line_of_the_same_text_is_not_taken_for_another() -> None:
    """Texts say the same again; a line is known by what goes before it."""

    def of(texts: tuple[str, ...]) -> dict[str, Any]:
        data = edition()
        data["pages"][1]["frames"][1] = frame("bei", texts)
        return data

    before, after = (
        ("安全第一", "安", "全第一", "安全第一"),
        ("安全", "第一安全", "第一", "安全第一"),
    )
    (page,) = other_pages(of(before), of(after))
    assert page.lines == (OtherLines("bei", "text", before[:3], after[:3]),)
    assert not page.moved


def test_other_words_are_told_as_such() -> None:
    (page,) = changed(lambda data: line_of(data, 2, 1, 0).update(text="安全至上"))
    (change,) = page.lines
    assert change == OtherLines("bei", "text", ("安全第一",), ("安全至上",))
    assert change.is_words


def test_words_of_furniture_belong_to_their_page() -> None:
    (page,) = changed(lambda data: line_of(data, 1, 0, 0).update(text="江苏工人"))
    assert page.lines == (OtherLines("", "furniture", ("江苏工人报",), ("江苏工人",)),)


@given(st.floats(0.01, 200))
def test_a_line_that_moved_is_told_with_how_far(way: float) -> None:
    way = round(way, 4)

    def edit(data: Any) -> None:
        line_of(data, 2, 1, 1)["baseline_mm"] += way
        line_of(data, 2, 1, 0)["x_mm"] += way / 2

    (page,) = changed(edit)
    assert (page.page, page.moved, page.lines) == (2, 2, ())
    assert abs(page.furthest - mm(way)) <= 1


@pytest.mark.parametrize("key", ["size_pt", "width_pt", "measure_pt"])
def test_a_line_that_is_fitted_otherwise_in_its_place_is_told(key: str) -> None:
    assert changed(lambda data: line_of(data, 2, 1, 0).update({key: 1.5})) == (
        OtherPage(2, refit=1),
    )


def test_a_picture_that_stands_elsewhere_is_told_with_both_places() -> None:
    (page,) = changed(lambda data: data["pages"][0]["pictures"][0].update(y_mm=110.0))
    before = Rect(mm(20), mm(100), mm(50), mm(30))
    after = before._replace(y=mm(110))
    assert page == OtherPage(1, pictures=(OtherPicture("photos/a.jpg", before, after),))


def test_a_picture_that_is_gone_or_is_another_is_told() -> None:
    (page,) = changed(lambda data: data["pages"][0]["pictures"].clear())
    assert [(one.file, one.after) for one in page.pictures] == [("photos/a.jpg", None)]
    (page,) = changed(lambda data: data["pages"][0]["pictures"][0].update(file="photos/b.jpg"))
    assert {one.file for one in page.pictures} == {"photos/a.jpg", "photos/b.jpg"}


def test_rules_and_boxes_and_the_paper_are_shapes() -> None:
    """One that moved counts once."""
    assert changed(lambda d: d["pages"][0]["rules"][0].update(y_mm=1.0)) == (
        OtherPage(1, shapes=1),
    )
    assert changed(lambda d: d["pages"][0]["rules"].clear()) == (OtherPage(1, shapes=1),)
    assert changed(lambda d: d["pages"][1].update(width_mm=1.0)) == (OtherPage(2, shapes=1),)


def test_pages_that_come_and_go_are_told_as_such() -> None:
    before, after = edition(), edition()
    del after["pages"][1]
    page = next(page for page in other_pages(before, after) if page.page == 2)
    assert page.state == "removed"
    page = next(page for page in other_pages(after, before) if page.page == 2)
    assert page.state == "added"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(format=0),
        lambda data: data.pop("format"),
        lambda data: data["pages"][0].pop("frames"),
        lambda data: line_of(data, 1, 1, 0).pop("text"),
        lambda data: data.update(pages=3),
        lambda data: data.update(pages=["a"]),
    ],
)
def test_a_file_of_another_version_is_refused(spoil: Edit) -> None:
    with pytest.raises(ValueError):
        changed(spoil)
