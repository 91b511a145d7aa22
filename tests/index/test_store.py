"""The index holds each issue once and whole, whatever happens to the file and to who writes it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from compositor.diagnostics import ExitCode, Refused
from compositor.index import schema, store
from compositor.index.entryfile import ENTRY_FILE, write_entry
from compositor.index.query import search
from compositor.index.question import read_question
from compositor.index.rebuild import rebuild
from compositor.index.schema import INDEX
from compositor.index.store import Index
from tests.index.samples import article, issue

FIRST = issue("2020-01", article("a", "运河", "水从南通来"), article("b", "大桥", "桥在江上"))
SECOND = issue("2020-02", article("c", "运河新貌", "水"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an index is to be."""
    return tmp_path / "archive" / INDEX


def total(path: Path, text: str) -> int:
    return search(path, read_question(text)).total


def refusal(path: Path, text: str = "运河") -> str:
    with pytest.raises(Refused) as refused:
        total(path, text)
    assert refused.value.exit_code is ExitCode.SYSTEM
    return refused.value.diagnostics[0].code


def rows(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """All that is in the tables, full text and all; numbers of rows aside."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE VIRTUAL TABLE temp.s USING fts5vocab(main, signs, 'row')")
        database.execute("CREATE VIRTUAL TABLE temp.w USING fts5vocab(main, words, 'row')")
        queries = {
            "issues": "SELECT issue, digest FROM issues",
            "articles": "SELECT name, headline FROM articles",
            "passages": "SELECT part, text, lines FROM passages",
            "signs": "SELECT term, doc, cnt FROM temp.s",
            "words": "SELECT term, doc FROM temp.w",
        }
        return {name: sorted(database.execute(sql).fetchall()) for name, sql in queries.items()}


def test_an_issue_put_in_again_takes_the_place_of_what_it_was(path: Path) -> None:
    """What is no longer in it is not found; the rest of the tables is as if it never had been."""
    changed = issue("2020-01", article("a", "运河", "水从扬州来"))
    with Index(path) as index:
        index.put(FIRST)
        index.put(SECOND)
        index.put(changed)
    assert (total(path, "南通"), total(path, "大桥"), total(path, "扬州")) == (0, 0, 1)
    other = path.with_name("other.sqlite")
    with Index(other) as index:
        index.put(SECOND)
        index.put(changed)
    assert rows(path) == rows(other)


def test_an_issue_that_is_dropped_leaves_nothing(path: Path) -> None:
    """And one that is not there is no error."""
    with Index(path) as index:
        index.put(FIRST)
        index.put(SECOND)
        index.drop(FIRST.issue)
        index.drop("issues/none")
        assert list(index.known()) == [SECOND.issue]
    other = path.with_name("other.sqlite")
    with Index(other) as index:
        index.put(SECOND)
    assert rows(path) == rows(other)


def test_what_was_put_in_is_kept_whatever_comes_after_it(path: Path) -> None:
    """A run that ends in an error has its issues in the index."""
    with pytest.raises(KeyboardInterrupt), Index(path) as index:
        index.put(FIRST)
        raise KeyboardInterrupt
    assert total(path, "运河") == 1


def test_an_issue_is_in_it_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it fails halfway, the issue is as it was, and others of its batch stay."""

    def fail(text: object) -> str:
        raise sqlite3.OperationalError("database or disk is full")

    with Index(path) as index:
        index.put(FIRST)
        before = index.known()
        with monkeypatch.context() as patch:
            patch.setattr(store, "write_lines", fail)
            with pytest.raises(Refused) as refused:
                index.put(issue("2020-01", article("z", "别的")))
        assert [one.code for one in refused.value.diagnostics] == ["cannot-write"]
        index.put(SECOND)
        assert index.known() == before | {SECOND.issue: index.known()[SECOND.issue]}
    assert (total(path, "运河"), total(path, "南通"), total(path, "别的")) == (2, 1, 0)


def test_readers_see_whole_batches_while_a_run_writes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They neither wait nor see half a batch."""
    monkeypatch.setattr(store, "BATCH", 2)
    with Index(path) as index:
        index.put(FIRST)
        assert total(path, "运河") == 0
        index.put(SECOND)
        assert total(path, "运河") == 2
        index.put(issue("2020-03", article("d", "运河")))
        assert total(path, "运河") == 2
    assert total(path, "运河") == 3


def test_two_writers_do_not_meet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for a while, then says why it cannot."""
    monkeypatch.setattr(schema, "WAIT", 0.01)
    with Index(path) as first:
        first.put(FIRST)
        with Index(path) as second, pytest.raises(Refused) as refused:
            second.put(SECOND)
        assert [one.code for one in refused.value.diagnostics] == ["index-busy"]
    assert total(path, "运河") == 1


# --------------------------------------------------------------------------- what may be amiss


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 999")


def _older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 0")


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE notes(text)")


def _text(path: Path) -> None:
    path.write_text("no index " * 1000)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _holed(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\x00" * (len(data) - 4096))


def _rowed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE passages SET lines = '[]'")


AMISS: dict[str, list[object]] = {
    "index-newer": [_newer],
    "index-older": [_older],
    "index-damaged": [_foreign, _text, _cut, _holed, _rowed],
    "no-index": [Path.unlink],
}
CASES: list[tuple[str, object]] = [(code, spoil) for code, some in AMISS.items() for spoil in some]


@pytest.mark.parametrize(("code", "spoil"), CASES)
def test_an_index_that_cannot_be_read_is_a_diagnostic(code: str, spoil: object, path: Path) -> None:
    """Never a traceback; and the file is left as it is."""
    with Index(path) as index:
        index.put(FIRST)
    spoil(path)  # type: ignore[operator]
    left = path.read_bytes() if path.exists() else b""
    assert refusal(path) == code
    assert (path.read_bytes() if path.exists() else b"") == left


@pytest.mark.parametrize("spoil", [_newer, _foreign, _text])
def test_what_is_no_index_of_ours_is_not_written_to(spoil: object, path: Path) -> None:
    """A run says so and goes on without; nothing of the file is lost."""
    with Index(path) as index:
        index.put(FIRST)
    spoil(path)  # type: ignore[operator]
    left = path.read_bytes()
    with pytest.raises(Refused) as refused, Index(path) as index:
        index.put(SECOND)
    assert refused.value.diagnostics[0].code in ("index-newer", "index-damaged")
    assert path.read_bytes() == left


@pytest.mark.parametrize("way", ["version", "engine"])
def test_an_index_of_another_making_is_begun_anew_by_who_writes(
    way: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words could not be taken out again one by one; `known` says that all are missing."""
    with Index(path) as index:
        index.put(FIRST)
    if way == "version":
        _older(path)
    else:
        monkeypatch.setattr(schema, "made_by", lambda: "another jieba")
        assert total(path, "运河") == 1, "to be read it is as good as ever"
    with Index(path) as index:
        assert index.known() == {}
        index.put(SECOND)
    assert (total(path, "运河"), total(path, "大桥")) == (1, 0)


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    """Is told of."""
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(Refused) as refused:
        Index(tmp_path / "archive" / INDEX)
    assert [one.code for one in refused.value.diagnostics] == ["cannot-write"]


def test_an_index_is_read_where_nothing_can_be_written(path: Path) -> None:
    """No second file is made beside it, as a write-ahead log would."""
    with Index(path) as index:
        index.put(FIRST)
        assert total(path, "运河") == 0
    assert total(path, "运河") == 1
    assert [one.name for one in path.parent.iterdir()] == [INDEX]


# -------------------------------------------------------------------------------------- anew


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    """An archive of two issues, without an index."""
    for one in (FIRST, SECOND):
        folder = tmp_path / one.issue
        folder.mkdir(parents=True)
        (folder / ENTRY_FILE).write_bytes(write_entry(one))
    yield tmp_path


def test_an_index_is_made_of_the_files_alone(archive: Path) -> None:
    """The same as of a run; whatever was in its place, and whatever a killed run left."""
    (archive / INDEX).write_text("damaged")
    (archive / f"{INDEX}.writing").write_text("half")
    (archive / f"{INDEX}.writing-journal").write_text("half")
    assert rebuild(archive) == (2, ())
    other = archive / "other.sqlite"
    with Index(other) as index:
        index.put(FIRST)
        index.put(SECOND)
    assert rows(archive / INDEX) == rows(other)
    assert not list(archive.glob("*.writing*"))


def test_a_bad_file_hinders_no_other(archive: Path) -> None:
    """It is told of by its place."""
    (archive / FIRST.issue / ENTRY_FILE).write_text("{}")
    made = rebuild(archive)
    assert made.issues == 1
    assert [one.code for one in made.diagnostics] == ["no-entry"]


def test_links_are_not_followed(archive: Path) -> None:
    """Nor a loop of them."""
    (archive / "issues" / "loop").symlink_to(archive)
    assert rebuild(archive).issues == 2


def test_where_there_is_no_archive(tmp_path: Path) -> None:
    """Nothing is made."""
    with pytest.raises(Refused) as refused:
        rebuild(tmp_path / "none")
    assert [one.code for one in refused.value.diagnostics] == ["no-archive"]
    assert not (tmp_path / "none").exists()
