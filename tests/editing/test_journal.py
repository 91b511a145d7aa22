"""Undo and redo: the file as it was, and what others wrote in it meanwhile."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.editing import Conflict, Journal, Saved
from compositor.editing.journal import Step
from compositor.output import SUFFIX, replace_file

BEFORE, AFTER = "第一段。\n\n第二段。\n", "第一段改过。\n\n第二段。\n"
WHAT = ("part", "a", "body/0")


def step(made: Step | Conflict) -> Step:
    assert isinstance(made, Step), made
    return made


def wrote(before: str = BEFORE, after: str = AFTER) -> Journal:
    return Journal().wrote(Saved("a.md", before.encode(), after.encode(), WHAT))


def test_undone_it_is_as_it_was_and_done_again_as_it_became() -> None:
    undone = step(wrote().undo(AFTER.encode()))
    assert undone.saved == Saved("a.md", AFTER.encode(), BEFORE.encode(), WHAT)
    assert undone.journal.to_undo is None and undone.journal.to_redo
    again = step(undone.journal.redo(BEFORE.encode()))
    assert again.saved == Saved("a.md", BEFORE.encode(), AFTER.encode(), WHAT)
    assert again.journal.to_redo is None and again.journal.to_undo


def test_what_others_wrote_meanwhile_stays() -> None:
    now = AFTER.replace("第二段", "第二段也改过")
    undone = step(wrote().undo(now.encode()))
    assert undone.saved.is_merged
    assert undone.saved.after.decode() == now.replace("第一段改过", "第一段")
    assert step(undone.journal.redo(undone.saved.after)).saved.after == now.encode()


@pytest.mark.parametrize("now", ["第一段又改过了。\n\n第二段。\n", "", "别的。\n"])
def test_what_was_changed_again_is_not_undone(now: str) -> None:
    """Nothing is written then, and the journal is as before."""
    journal = wrote()
    assert journal.undo(now.encode()) == Conflict(now, BEFORE)
    assert journal.to_undo


def test_bytes_that_are_no_text_are_a_conflict() -> None:
    assert isinstance(wrote().undo(b"\xff\xfe"), Conflict)


def test_a_new_change_forgets_what_was_undone() -> None:
    undone = step(wrote().undo(AFTER.encode())).journal
    new = undone.wrote(Saved("a.md", BEFORE.encode(), b"x", WHAT))
    assert new.to_redo is None and new.to_undo
    same = undone.wrote(Saved("a.md", b"x", b"x", WHAT))
    assert same == undone


def test_it_is_bounded() -> None:
    """By steps and by bytes; the oldest go first."""
    journal = Journal(most_steps=3, most_bytes=10**6)
    for number in range(5):
        journal = journal.wrote(Saved("a.md", b"%d" % number, b"%d" % (number + 1), WHAT))
    assert [saved.before for saved in journal.done] == [b"2", b"3", b"4"]
    small = Journal(most_steps=100, most_bytes=20)
    for number in range(5):
        small = small.wrote(Saved("a.md", b"%04d" % number, b"%04d" % (number + 1), WHAT))
    assert [saved.before for saved in small.done] == [b"0003", b"0004"]
    assert small.wrote(Saved("a.md", b"", b"x" * 21, WHAT)).to_undo is None


def test_with_nothing_done_there_is_nothing_to_undo() -> None:
    for turn in (Journal().undo, Journal().redo):
        with pytest.raises(IndexError):
            turn(b"")


contents = st.lists(st.text(st.sampled_from("一二三\n"), max_size=12).map(str.encode), min_size=2)


@given(contents, st.data())
def test_any_way_back_and_forth_leads_through_what_was_there(
    versions: list[bytes], data: st.DataObject
) -> None:
    """Where nobody else writes, undo and redo give exactly the versions there were."""
    journal, now = Journal(), versions[0]
    for after in versions[1:]:
        journal, now = journal.wrote(Saved("a.md", now, after, WHAT)), after
    at = last = len(journal.done)
    shown = [journal.done[0].before, *(s.after for s in journal.done)] if last else [now]
    for is_back in data.draw(st.lists(st.booleans(), max_size=20)):
        if is_back and at > 0:
            made, at = step(journal.undo(now)), at - 1
        elif not is_back and at < last:
            made, at = step(journal.redo(now)), at + 1
        else:
            continue
        journal, now = made.journal, made.saved.after
        assert now == shown[at] and not made.saved.is_merged


# --------------------------------------------------------------------------- on the disk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "issues/x/articles").mkdir(parents=True)
    (tmp_path / "issues/x/articles/a.md").write_bytes(b"old")
    (tmp_path / "out.md").write_bytes(b"old")
    return tmp_path


def test_a_file_is_replaced_if_it_is_what_was_read(root: Path) -> None:
    path = "issues/x/articles/a.md"
    (root / path).chmod(0o640)
    assert not replace_file(root, "issues/x", path, b"older", b"new")
    assert (root / path).read_bytes() == b"old"
    assert replace_file(root, "issues/x", path, b"old", b"new")
    assert (root / path).read_bytes() == b"new"
    assert (root / path).stat().st_mode & 0o777 == 0o640
    assert not list(root.rglob(f"*{SUFFIX}"))


def test_a_file_that_is_gone_is_not_made_anew(root: Path) -> None:
    assert not replace_file(root, "issues/x", "issues/x/articles/b.md", b"", b"new")


@pytest.mark.parametrize("path", ["out.md", "issues/x/../../out.md", "issues/x/articles/link.md"])
def test_nothing_outside_the_issue_is_written(root: Path, path: str) -> None:
    """Neither by `..` nor by a link."""
    (root / "issues/x/articles/link.md").symlink_to(root / "out.md")
    with pytest.raises(Refused) as refused:
        replace_file(root, "issues/x", path, b"old", b"new")
    assert refused.value.diagnostics[0].code == "outside-issue"
    assert (root / "out.md").read_bytes() == b"old"


def test_a_link_inside_the_issue_stays_a_link(root: Path) -> None:
    link = root / "issues/x/articles/b.md"
    link.symlink_to("a.md")
    assert replace_file(root, "issues/x", "issues/x/articles/b.md", b"old", b"new")
    assert link.is_symlink() and (root / "issues/x/articles/a.md").read_bytes() == b"new"


def test_a_disk_that_does_not_take_it_says_so(root: Path) -> None:
    path = root / "issues/x/articles/a.md"
    path.with_name(path.name + SUFFIX).mkdir()  # in the way of the draft
    with pytest.raises(Refused) as refused:
        replace_file(root, "issues/x", "issues/x/articles/a.md", b"old", b"new")
    assert refused.value.diagnostics[0].code == "cannot-write"
    assert path.read_bytes() == b"old"
