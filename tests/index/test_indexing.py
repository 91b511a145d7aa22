"""A run keeps the index of its archive: whole after every run, and never in a run's way."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from compositor.archive.indexing import Indexing
from compositor.index.entryfile import ENTRY_FILE, write_entry
from compositor.index.query import search
from compositor.index.question import read_question
from compositor.index.schema import INDEX
from compositor.index.store import Index
from compositor.model.backissue import IssueEntry, Outcome, Output, State
from tests.index.samples import article, issue

FIRST = issue("2020-01", article("a", "运河"))
SECOND = issue("2020-02", article("b", "运河新貌"))


def outcome(archive: Path, entry: IssueEntry, state: State) -> Outcome:
    """What came of an issue, its entry on the shelf."""
    data = write_entry(entry)
    path = archive / entry.issue / ENTRY_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    output = Output(ENTRY_FILE, len(data), sha256(data).hexdigest())
    return Outcome(entry.issue, state, outputs=(output,))


def run(archive: Path, *outcomes: Outcome) -> list[str]:
    """Follow a run; the codes of what is said."""
    with Indexing(str(archive)) as indexing:
        assert tuple(indexing.following(outcomes)) == outcomes
    return [one.code for one in indexing.said]


def total(archive: Path, text: str = "运河") -> int:
    return search(archive / INDEX, read_question(text)).total


def test_an_issue_that_was_made_is_found(tmp_path: Path) -> None:
    """And, made again otherwise, as it is now."""
    assert run(tmp_path, outcome(tmp_path, FIRST, "composed")) == []
    assert total(tmp_path) == 1
    changed = issue("2020-01", article("a", "大江"))
    assert run(tmp_path, outcome(tmp_path, changed, "composed")) == []
    assert (total(tmp_path), total(tmp_path, "大江")) == (0, 1)


def test_an_index_that_was_lost_is_whole_after_the_next_run(tmp_path: Path) -> None:
    """Nothing need be made for that; what is in it already is not even read."""
    known = outcome(tmp_path, FIRST, "composed")
    run(tmp_path, known)
    (tmp_path / FIRST.issue / ENTRY_FILE).unlink()
    assert run(tmp_path, known, outcome(tmp_path, SECOND, "unchanged")) == []
    assert total(tmp_path) == 2


def test_what_has_failed_stays_as_it_was(tmp_path: Path) -> None:
    """It has no outputs, and its last ones are in the archive still."""
    run(tmp_path, outcome(tmp_path, FIRST, "composed"))
    assert run(tmp_path, Outcome(FIRST.issue, "failed")) == []
    assert total(tmp_path) == 1


def _unlink(path: Path) -> None:
    path.unlink()


def _spoil(path: Path) -> None:
    path.write_text("{}")


def _exchange(path: Path) -> None:
    path.write_bytes(write_entry(SECOND))


@pytest.mark.parametrize(
    ("spoil", "code"), [(_unlink, "unreadable"), (_spoil, "no-entry"), (_exchange, "no-entry")]
)
def test_an_entry_that_cannot_be_read_hinders_no_other(
    spoil: Callable[[Path], None], code: str, tmp_path: Path
) -> None:
    """It is said, and the next is taken in."""
    first, second = (outcome(tmp_path, one, "composed") for one in (FIRST, SECOND))
    spoil(tmp_path / FIRST.issue / ENTRY_FILE)
    assert run(tmp_path, first, second) == [code]
    assert total(tmp_path) == 1


def test_an_index_that_cannot_be_written_stops_no_run(tmp_path: Path) -> None:
    """Damaged, or locked by someone else: said once."""
    (tmp_path / INDEX).write_text("no index " * 1000)
    outcomes = [outcome(tmp_path, one, "composed") for one in (FIRST, SECOND)]
    assert run(tmp_path, *outcomes) == ["index-damaged"]


def test_an_index_that_is_being_written_stops_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run has what is missing."""
    monkeypatch.setattr("compositor.index.schema.WAIT", 0.01)
    outcomes = [outcome(tmp_path, one, "composed") for one in (FIRST, SECOND)]
    with Index(tmp_path / INDEX) as other:
        other.put(issue("2019-01", article("z", "运河")))
        assert run(tmp_path, *outcomes) == ["index-busy"]
    assert total(tmp_path) == 1
    assert run(tmp_path, *outcomes) == []
    assert total(tmp_path) == 3


def test_a_run_that_is_stopped_keeps_what_it_has(tmp_path: Path) -> None:
    """By Ctrl+C, between two issues."""
    outcomes = [outcome(tmp_path, one, "composed") for one in (FIRST, SECOND)]
    with pytest.raises(KeyboardInterrupt), Indexing(str(tmp_path)) as indexing:
        for _ in indexing.following(outcomes):
            raise KeyboardInterrupt
    assert total(tmp_path) == 1


def test_the_index_of_an_archive_in_a_store_is_put_back_there(tmp_path: Path) -> None:
    """SQLite needs a folder, which the run has for as long as it takes; the next goes on from it."""
    place = f"file://{tmp_path}"
    for entry in (FIRST, SECOND):
        outcomes = [outcome(tmp_path, entry, "composed")]
        with Indexing(place) as indexing:
            assert [*indexing.following(outcomes)] == outcomes
        assert indexing.said == []
    assert total(tmp_path) == 2


def test_a_store_that_fails_has_no_index_and_stops_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said that it cannot be read, or not be put back."""

    def fails(*_: object, **__: object) -> bytes:
        raise RuntimeError("no route")

    outcomes = [outcome(tmp_path, FIRST, "composed")]
    for name, code in (("cat_file", "unreadable"), ("pipe_file", "cannot-write")):
        with monkeypatch.context() as failing:
            failing.setattr(f"fsspec.implementations.local.LocalFileSystem.{name}", fails)
            with Indexing(f"file://{tmp_path}") as indexing:
                if name == "pipe_file":
                    assert [*indexing.following(outcomes)] == outcomes
        assert [one.code for one in indexing.said] == [code]
    assert not (tmp_path / INDEX).exists()
