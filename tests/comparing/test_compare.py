"""Two proofs compared: what changed is told, as what it is, and nothing else."""

from dataclasses import replace

import pytest

from compositor.comparing import compare
from compositor.comparing.changes import Changes
from compositor.geometry import Rect
from compositor.model.issue import At
from compositor.model.snapshot import (
    FrameSnapshot,
    PageSnapshot,
    PartSnapshot,
    PictureSnapshot,
    Snapshot,
)
from compositor.units import mm
from tests.comparing.samples import snapshot, with_article, with_page

PICTURE = PictureSnapshot(
    "binhai", 0, "photos/a.jpg", Rect(0, 0, mm(50), mm(40)), (500, 500), "d" * 64
)


def with_headline(text: str) -> Snapshot:
    """The article binhai under another headline."""

    def change(parts: tuple[PartSnapshot, ...]) -> list[PartSnapshot]:
        return [one._replace(text=text) if one.part == "headline" else one for one in parts]

    return with_page(with_article(snapshot(), "binhai", change), 2, lambda page: page)


def with_pictures(*pictures: PictureSnapshot) -> Snapshot:
    return with_page(snapshot(), 2, lambda page: replace(page, pictures=pictures))


def moved_module(page: PageSnapshot) -> PageSnapshot:
    first = page.modules[0]
    at = replace(first.at, line=first.at.line + 1)
    return replace(page, modules=(replace(first, at=at), *page.modules[1:]))


def other_folio(page: PageSnapshot) -> PageSnapshot:
    def change(frame: FrameSnapshot) -> FrameSnapshot:
        lines = tuple(line._replace(text=line.text.replace("综合", "基层")) for line in frame.lines)
        return replace(frame, lines=lines)

    return replace(page, frames=tuple(change(frame) for frame in page.frames))


def heard(changes: Changes) -> tuple[list[object], ...]:
    """What is told, in the shortest form."""
    return (
        [(one.page, one.state) for one in changes.pages if one.state != "same"],
        [(one.article, one.state, len(one.parts)) for one in changes.articles],
        [one.state for one in changes.pictures],
        [one.style for one in changes.furniture],
    )


def test_the_same_proof_has_no_changes() -> None:
    """Every page of both is there, and the same."""
    changes = compare(snapshot(), replace(snapshot(), number=9, time="later"))
    assert changes.is_nothing
    assert [one.state for one in changes.pages] == ["same", "same"]


KINDS = {
    "words": (with_headline("另一个标题"), ([(2, "changed")], [("binhai", "changed", 1)], [], [])),
    "module": (with_page(snapshot(), 2, moved_module), ([(2, "changed")], [("binhai", "moved", 0)], [], [])),
    "look": (with_page(snapshot(), 2, lambda page: page), ([(2, "look")], [], [], [])),
    "furniture": (with_page(snapshot(), 2, other_folio), ([(2, "changed")], [], [], ["folio-title"])),
    "picture": (with_pictures(PICTURE), ([(2, "changed")], [], ["added"], [])),
    "page": (
        replace(snapshot(), pages=snapshot().pages[:1]),
        ([(2, "removed")], [("binhai", "moved", 0), ("qingjiangpu", "moved", 0)], [], []),
    ),
    "article": (
        replace(snapshot(), articles=snapshot().articles[1:]),
        ([], [("nantong", "removed", len(snapshot().articles[0].parts))], [], []),
    ),
}  # fmt: skip
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_a_change_is_told_as_what_it_is(kind: str) -> None:
    after, told = KINDS[kind]
    assert heard(compare(snapshot(), after)) == told


OPPOSITE = {"added": "removed", "removed": "added"}


@every_kind
def test_exchanging_the_proofs_exchanges_what_is_told(kind: str) -> None:
    """What was added one way was removed the other way, on the same places."""
    after, _ = KINDS[kind]
    there, back = compare(snapshot(), after), compare(after, snapshot())
    for a, b in zip(there.pages, back.pages, strict=True):
        assert OPPOSITE.get(a.state, a.state) == b.state
        assert (a.rects_before, a.rects_after) == (b.rects_after, b.rects_before)
    by_name = {one.article: one for one in back.articles}
    for one in there.articles:
        other = by_name.pop(one.article)
        assert OPPOSITE.get(one.state, one.state) == other.state
        assert (one.pages_before, one.pages_after) == (other.pages_after, other.pages_before)
        assert [(m.before, m.after) for m in one.modules] == [
            (m.after, m.before) for m in other.modules
        ]
    assert not by_name
    assert [OPPOSITE.get(p.state, p.state) for p in there.pictures] == [
        p.state for p in back.pictures
    ]
    assert (there.codes_before, there.codes_after) == (back.codes_after, back.codes_before)


PICTURES = [
    ("replaced", PICTURE, replace(PICTURE, digest="e" * 64)),
    ("replaced", PICTURE, replace(PICTURE, file="photos/b.jpg", digest="e" * 64)),
    ("replaced", replace(PICTURE, digest=""), PICTURE),
    ("moved", PICTURE, replace(PICTURE, rect=Rect(mm(9), 0, mm(50), mm(40)))),
    ("moved", PICTURE, replace(PICTURE, rect=Rect(0, 0, mm(60), mm(48)), part=1)),
    ("cropped", PICTURE, replace(PICTURE, focus=(300, 500))),
]


@pytest.mark.parametrize(("state", "before", "after"), PICTURES)
def test_a_picture_is_known_by_what_it_shows(
    state: str, before: PictureSnapshot, after: PictureSnapshot
) -> None:
    """By its content first, then its file, then its place."""
    (change,) = compare(with_pictures(before), with_pictures(after)).pictures
    assert change.state == state


def test_a_picture_under_another_name_is_the_same_picture() -> None:
    other = replace(PICTURE, file="photos/renamed.jpg")
    assert compare(with_pictures(PICTURE), with_pictures(other)).pictures == ()


def test_an_article_on_another_page_is_told_with_both() -> None:
    """From where, and to where."""
    first, second = snapshot().pages
    module = replace(second.modules[0], at=At(1, 1, 2, 10))
    pages = (
        replace(first, modules=(*first.modules, module), imprint="a" * 64),
        replace(second, modules=second.modules[1:], imprint="b" * 64),
    )
    (change,) = compare(snapshot(), replace(snapshot(), pages=pages)).articles
    assert (change.article, change.state) == ("binhai", "moved")
    assert (change.pages_before, change.pages_after) == ((2,), (1,))


def test_problems_are_told_that_are_gone_and_that_are_new() -> None:
    """As often as they were said."""
    before = replace(snapshot(), codes=("overset", "overset", "widow"))
    changes = compare(before, replace(snapshot(), codes=("overset", "no-glyph")))
    assert changes.codes_before == ("overset", "widow")
    assert changes.codes_after == ("no-glyph",)
