"""Folders and shared stores answer alike: sources, shelves, the lock; what a store says goes wrong."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from errno import EIO
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from compositor.archive import storelock
from compositor.archive.lock import JOURNAL_FILE, LOCK_FILE, RUN_FILE, Lock, one_run, read_lock
from compositor.archive.preparing import Archive
from compositor.archive.shelves import FolderShelf, Shelf, local_file, shelf_at, sources_at
from compositor.archive.stores import StoreShelf, StoreSources
from compositor.backissue import Workshop
from compositor.diagnostics import Diagnostic, ExitCode, Refused
from compositor.model.backissue import Recipe
from compositor.sources import FolderSources, Sources
from tests.archive.samples import AUGUST, JULY, change, files, locked, made, project

FILES = {
    "a.txt": b"one",
    "b.txt": b"",
    "deep/c.txt": b"three",
    "deep/deeper/d.yaml": "四".encode(),
    "deep/[x]*.txt": b"no pattern",
}
PATHS = [*FILES, "deep", "none", "deep/none.txt", "a.txt/b", "./a.txt", "deep//c.txt", ""]
FOLDERS = ["", ".", "deep", "deep/", "deep/deeper", "none", "a.txt"]
numbers = count()


@pytest.fixture(params=["folder", "file", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty place: a folder, the same as a URL, and one in the memory of this process."""
    if request.param == "memory":
        yield f"memory://press-{next(numbers)}"
        MemoryFileSystem.store.clear()
        return
    folder = tmp_path / "place"
    yield str(folder) if request.param == "folder" else f"file://{folder}"


@pytest.fixture
def filled(place: str) -> str:
    shelf = shelf_at(place)
    for path, data in FILES.items():
        folder, _, name = path.rpartition("/")
        shelf.put(folder, {name: data})
    return place


def refusal(act: Callable[[], Any]) -> Diagnostic:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.exit_code == ExitCode.SYSTEM
    (problem,) = refused.value.diagnostics
    return problem


def or_error(ask: Callable[[], Any]) -> Any:
    """What is answered, or that it cannot be: the kind of error is a file system's own affair."""
    try:
        return ask()
    except OSError:
        return OSError


# ----------------------------------------------------------------------------------- sources


@pytest.fixture
def folder(tmp_path: Path) -> FolderSources:
    """The same files in a folder, which are asked the same."""
    for path, data in FILES.items():
        (tmp_path / "beside" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "beside" / path).write_bytes(data)
    return FolderSources(tmp_path / "beside")


def test_sources_in_a_store_answer_as_those_in_a_folder(filled: str, folder: FolderSources) -> None:
    asked: list[Callable[[Sources], Any]] = [
        *(lambda s, p=path: or_error(lambda: s.read(p)) for path in PATHS),
        *(lambda s, p=path: s.exists(p) for path in PATHS),
        *(lambda s, p=path: s.exists(p) and s.size(p) for path in PATHS),
        *(lambda s, p=path: or_error(lambda: s.know(p)) for path in PATHS),
        *(lambda s, p=path: p in FILES and s.digest(p) for path in PATHS),
        *(lambda s, p=path: s.names(p) for path in FOLDERS if path != "a.txt"),
        *(lambda s, p=path: s.names(p, ".txt") for path in FOLDERS),
        lambda s: s.digests(),
    ]
    there = sources_at(filled)
    assert [ask(there) for ask in asked] == [ask(folder) for ask in asked]


def test_a_store_says_that_nothing_is_there(place: str) -> None:
    sources = sources_at(place)
    assert sources.stamp("none") is None
    assert sources.names("none") == ()
    for ask in (sources.read, sources.size, sources.know):
        with pytest.raises(OSError, match="none"):
            ask("none")
    with pytest.raises(KeyError):
        sources.digest("none")


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "deep/../../x"])
def test_nothing_outside_of_a_store_is_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "x").touch()
    (tmp_path / "in/deep").mkdir(parents=True)
    sources = StoreSources(f"file://{tmp_path}/in")
    assert not sources.exists(path)
    with pytest.raises(FileNotFoundError):
        sources.read(path)


def test_a_file_that_was_written_again_has_another_stamp(place: str) -> None:
    """Also in the same size; and one that was not has the same, for each reader."""
    shelf_at(place).put("", {"a": b"one"})
    first = sources_at(place).stamp("a")
    assert first is not None
    assert sources_at(place).stamp("a") == first
    shelf_at(place).put("", {"a": b"two"})
    assert sources_at(place).stamp("a") not in (first, None)


def test_where_a_store_has_no_stamps_nothing_counts_as_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though the file is there: a stamp of none would say that it is not."""
    place = "memory://stampless"
    shelf_at(place).put("", {"a": b"one"})
    told = {"name": "/stampless/a", "size": 3, "type": "file"}
    monkeypatch.setattr(MemoryFileSystem, "info", lambda *_: told)
    first = sources_at(place).stamp("a")
    assert first is not None
    assert sources_at(place).stamp("a") != first


def test_what_a_workshop_knows_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Fonts are 47 MB: the second issue reads its own files, and small ones."""
    archive = project(tmp_path, JULY, AUGUST)
    read: list[int] = []
    plain = StoreSources.read

    def watched(self: StoreSources, path: str) -> bytes:
        data = plain(self, path)
        read.append(len(data))
        return data

    monkeypatch.setattr(StoreSources, "read", watched)
    shop = Workshop()
    first = shop.remake(sources_at(f"file://{archive.root}"), JULY, Recipe())
    assert max(read) > 1_000_000
    read.clear()
    second = shop.remake(sources_at(f"file://{archive.root}"), AUGUST, Recipe())
    assert max(read) < 100_000
    assert [*first.files] == [*second.files]


# ----------------------------------------------------------------------------------- shelves


def test_a_shelf_has_what_was_put_last(filled: str) -> None:
    shelf = shelf_at(filled)
    assert {path: shelf.read(path) for path in FILES} == FILES
    shelf.put("deep", {"c.txt": b"four", "e.txt": b"five"})
    assert (shelf.read("deep/c.txt"), shelf.size("deep/c.txt")) == (b"four", 4)
    assert sources_at(filled).names("deep", ".txt") == ("[x]*.txt", "c.txt", "e.txt")


def test_only_listed_files_of_a_folder_are_removed(filled: str) -> None:
    shelf = shelf_at(filled)
    shelf.remove("deep", ["c.txt", "none", "deeper/d.yaml", "../a.txt"])
    assert [path for path in FILES if shelf.size(path) is None] == ["deep/c.txt"]


def test_what_is_not_on_a_shelf_has_no_size(place: str) -> None:
    shelf = shelf_at(place)
    assert shelf.size("none/none") is None
    with pytest.raises(FileNotFoundError):
        shelf.read("none")


def broken(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception) -> None:
    """Make a store fail the second time it is asked to do something."""
    plain, asked = getattr(MemoryFileSystem, name), count()

    def fails(*args: Any, **named: Any) -> Any:
        if next(asked) == 1:
            raise error
        return plain(*args, **named)

    monkeypatch.setattr(MemoryFileSystem, name, fails)


@pytest.mark.parametrize("error", [OSError(28, "No space left"), RuntimeError("503 Slow Down")])
def test_a_store_that_is_full_keeps_what_it_had(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """None of the files is another, and no half of one is left; whatever the driver raises."""
    shelf = shelf_at("memory://full")
    shelf.put("a", {"x": b"old", "y": b"old"})
    broken(monkeypatch, "pipe_file", error)
    problem = refusal(lambda: shelf.put("a", {"x": b"new", "y": b"new"}))
    assert problem.code == "cannot-write"
    assert str(error.args[-1]) in dict(problem.values)["reason"]
    assert sources_at("memory://full").names("a") == ("x", "y")
    assert {shelf.read(f"a/{name}") for name in "xy"} == {b"old"}


def test_a_store_that_fails_while_it_is_asked_is_a_file_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("no route")

    for name in ("cat_file", "info", "ls"):
        monkeypatch.setattr(MemoryFileSystem, name, fails)
    sources = sources_at("memory://gone")
    asked: list[Callable[[str], Any]] = [sources.read, sources.exists, sources.names]
    for ask in asked:
        with pytest.raises(OSError, match="no route") as told:
            ask("a")
        assert told.value.errno == EIO
    assert shelf_at("memory://gone").size("a") is None


@pytest.mark.parametrize("url", ["nonsense://bucket/x", "s3://bucket/x", "http://[/x"])
def test_urls_that_lead_nowhere_are_refused(url: str) -> None:
    """A protocol nobody knows, one whose driver is not installed, no address at all."""
    for at in (shelf_at, sources_at):
        problem = refusal(partial(at, url))
        assert (problem.code, dict(problem.values)["place"]) == ("no-store", url)


def test_without_fsspec_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert refusal(lambda: shelf_at("memory://x")).code == "extra-missing"
    assert isinstance(shelf_at("/tmp"), FolderShelf)


def test_a_database_is_worked_at_here_and_put_back(place: str) -> None:
    """Also when the work ends badly; what is not another is not written."""
    shelf = shelf_at(place)
    shelf.put("", {"archive.lock": b""})
    with local_file(shelf, "index") as file:
        assert not file.exists()
        file.write_bytes(b"one")
    assert shelf.read("index") == b"one"
    with pytest.raises(ZeroDivisionError), local_file(shelf, "index") as file:
        file.write_bytes(file.read_bytes() + b" two")
        _ = 1 // 0
    assert shelf.read("index") == b"one two"
    before = sources_at(place).stamp("index")
    with local_file(shelf, "index") as file:
        file.read_bytes()
    assert sources_at(place).stamp("index") == before


# ---------------------------------------------------------------------------- lock and runs


@pytest.fixture
def store() -> Iterator[StoreShelf]:
    yield StoreShelf(f"memory://lock-{next(numbers)}")
    MemoryFileSystem.store.clear()


def names(shelf: Shelf) -> tuple[str, ...]:
    return sources_at(shelf.place).names("")


def test_a_run_on_a_store_that_is_killed_is_taken_up(
    store: StoreShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every so many issues what was finished is on the store; the lock then has it all."""
    monkeypatch.setattr(storelock, "EVERY", 2)
    lock = Lock(store)
    for number in range(5):
        lock.note(locked(f"issues/{number}"))
    assert names(store) == (f"{JOURNAL_FILE}.1", f"{JOURNAL_FILE}.2")
    assert sorted(read_lock(store)) == [f"issues/{number}" for number in range(4)]
    again = Lock(store)  # the first is dead
    assert names(store) == (LOCK_FILE,)
    again.note(locked("issues/4"))
    again.close()
    assert names(store) == (LOCK_FILE,)
    assert len(read_lock(store)) == 5


def test_a_journal_is_kept_later_where_the_store_fails_for_a_while(
    store: StoreShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storelock, "EVERY", 1)
    lock = Lock(store)
    lock.note(locked("issues/0"))
    with monkeypatch.context() as failing:
        failing.setattr(MemoryFileSystem, "pipe_file", lambda *_, **__: 1 // 0)
        assert refusal(lambda: lock.note(locked("issues/1"))).code == "cannot-write"
    lock.note(locked("issues/2"))
    assert names(store) == (f"{JOURNAL_FILE}.1", f"{JOURNAL_FILE}.2")
    assert sorted(read_lock(store)) == ["issues/0", "issues/1", "issues/2"]


def test_one_run_at_a_time_on_a_store(place: str) -> None:
    shelf = shelf_at(place)
    with one_run(shelf):
        assert RUN_FILE in names(shelf)
        problem = refusal(lambda: one_run(shelf_at(place)).__enter__())
        assert problem.code == ("run-there" if "//" in place else "run-already")
    assert RUN_FILE not in names(shelf)
    with one_run(shelf):
        pass


def test_what_a_killed_run_has_left_on_a_store(store: StoreShelf) -> None:
    """Of this machine it is taken over; of another a person has to say that it is over."""
    done = subprocess.Popen([sys.executable, "-c", "pass"])
    done.wait()
    over, host = done.pid, os.uname().nodename
    store.put("", {RUN_FILE: f"{over} {host}\n".encode()})
    with one_run(store):
        pass
    for left in (f"{over} elsewhere\n", "nonsense", ""):
        store.put("", {RUN_FILE: left.encode()})
        assert refusal(lambda: one_run(store).__enter__()).code == "run-there"
        assert store.read(RUN_FILE) == left.encode()


def test_an_archive_in_a_store_is_that_of_a_folder(tmp_path: Path) -> None:
    """File for file; what is unchanged stays, what is changed is made, as in a folder."""
    here = project(tmp_path, JULY, AUGUST)
    there = Archive(f"file://{here.root}", f"memory://archive-{next(numbers)}")
    assert {one.state for one in made(here).values()} == {"composed"}
    assert {one.state for one in made(there).values()} == {"composed"}
    sources = sources_at(there.place)
    assert {path: sources.read(path) for path in files(here)} == files(here)
    assert set(sources.names("")) == {LOCK_FILE, "issues"}
    change(here, JULY)
    assert {issue: one.state for issue, one in made(there).items()} == {
        JULY: "composed",
        AUGUST: "unchanged",
    }
