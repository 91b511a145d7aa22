"""`incomplete`: what of an article is lost is told in the manifest and marked in the text."""

import pytest

from compositor.model.issue import LOST_MARKS
from tests.manuscript.samples import MANIFEST, codes, read, shown, values
from tests.samples import planned


def issue(told: str, text: str) -> tuple[str, str]:
    """Manifest and article: article `a` with these parts told and this text."""
    line = f"        incomplete: [{told}]\n" if told else ""
    return MANIFEST + line, f"---\nheadline: 标题\n---\n\n{text}\n"


@pytest.mark.parametrize(("part", "mark"), LOST_MARKS.items())
def test_a_part_that_is_told_and_marked_is_a_note(part: str, mark: str) -> None:
    manifest, article = issue(part, f"正文{mark}。")
    found = read(manifest=manifest, a=article)
    assert codes(found.diagnostics) == ["incomplete"]
    assert shown(found.diagnostics) == [f"incomplete 24: [{part}]"]
    assert values(found.diagnostics[0])["part"] == part
    assert found.issue and found.issue.pages[0].placements[0].incomplete == (part,)


@pytest.mark.parametrize(("part", "mark"), LOST_MARKS.items())
def test_a_part_that_is_told_and_not_marked_is_asked_for(part: str, mark: str) -> None:
    others = "".join(m for m in LOST_MARKS.values() if m != mark)
    manifest, article = issue("beginning, middle, ending", f"正文{others}。")
    found = read(manifest=manifest, a=article).diagnostics
    (asked,) = [d for d in found if d.code == "incomplete-unmarked"]
    assert (values(asked)["part"], values(asked)["mark"]) == (part, mark)
    assert codes(found).count("incomplete") == 3


@pytest.mark.parametrize(("part", "mark"), LOST_MARKS.items())
def test_a_mark_the_manifest_says_nothing_of_is_shown_where_it_stands(part: str, mark: str) -> None:
    manifest, article = issue("", f"一。\n\n> 编者的话，\n> 两行**{mark}**")
    found = read(manifest=manifest, a=article).diagnostics
    assert shown(found) == [f"incomplete-untold 8: {mark}"]
    assert values(found[0])["part"] == part


def test_a_mark_in_a_caption_counts() -> None:
    article = "---\nphotos:\n  - lost: true\n    caption: 夜市〔下文缺〕\n---\n"
    found = read(manifest=issue("ending", "")[0], a=article).diagnostics
    assert sorted(codes(found)) == ["incomplete", "lost-picture"]


@pytest.mark.parametrize("told", ["end", "ending, all"])
def test_parts_have_three_names(told: str) -> None:
    (problem,) = read(manifest=issue(told, "")[0]).diagnostics
    assert problem.code == "bad-value"
    assert "beginning, middle, ending" in values(problem)["expected"]


def test_a_list_is_asked_for() -> None:
    manifest = MANIFEST + "        incomplete: ending\n"
    (problem,) = read(manifest=manifest).diagnostics
    assert (problem.code, values(problem)["example"]) == ("wrong-type", "incomplete: [ending]")


def test_the_faces_of_text_and_notes_have_the_marks() -> None:
    """They are printed: the body's face and the note's have every sign of them."""
    faces = planned().faces
    for role in ("song", "kai", "hei", "xihei"):
        assert not [c for mark in LOST_MARKS.values() for c in mark if not faces[role].has(c)]
