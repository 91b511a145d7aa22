"""Finished pictures are made once, and whatever happens to the store, they are right."""

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from compositor.cli.picturestore import FolderStore
from compositor.geometry import Size
from compositor.photos import store as stores
from compositor.photos.developing import Job
from compositor.photos.store import NO_STORE, Store, developed, key_of
from compositor.units import mm
from tests.photos.samples import PLACE, MemoryStore, job, photo, profile

DATA = photo("chelsea")
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were developed, one for each time."""
    calls: list[str] = []

    def spy(data: bytes, asked: Job) -> bytes:
        calls.append(asked.file)
        return b"finished " + sha256(data).digest()

    monkeypatch.setattr(stores, "develop", spy)
    yield calls


@pytest.mark.parametrize("kind", ["memory", "folder"])
def test_a_picture_is_developed_once(kind: str, made: list[str], tmp_path: Path) -> None:
    """And given again, to another store on the same folder as well."""
    memory = MemoryStore()

    def store() -> Store:
        return memory if kind == "memory" else FolderStore(tmp_path / "new" / "pictures")

    first = developed(DATA, DIGEST, job(), store())
    assert developed(DATA, DIGEST, job(), store()) == first
    assert len(made) == 1
    assert developed(DATA, DIGEST, job(), NO_STORE) == first
    assert len(made) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"size": Size(mm(60), mm(41))},
        {"focus": (500, 501)},
        {"is_black": True},
        {"ink_limit": 240},
        {"ppi": 300},
        {"profile": profile() + b"\0"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_the_picture_changes_its_name(change: dict[str, object]) -> None:
    """Size, focus, press: each is part of it."""
    assert key_of(DIGEST, job(**change)) != key_of(DIGEST, job())


def test_so_do_its_file_and_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new Pillow makes all pictures anew."""
    before = key_of(DIGEST, job())
    assert key_of("0" * 64, job()) != before
    monkeypatch.setattr("PIL.__version__", "99.0")
    assert key_of(DIGEST, job()) != before
    monkeypatch.undo()
    monkeypatch.setattr(stores, "_pipeline", lambda: "another")
    assert key_of(DIGEST, job()) != before


def test_where_it_lies_and_who_asks_does_not() -> None:
    """Two articles share one photograph."""
    assert key_of(DIGEST, job(file="b.jpg", place=PLACE)) == key_of(DIGEST, job())


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 4000])
def test_a_torn_or_changed_file_is_made_anew(
    damage: bytes, made: list[str], tmp_path: Path
) -> None:
    """What does not match its digest is not there, and is mended."""
    store = FolderStore(tmp_path)
    first = developed(DATA, DIGEST, job(), store)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert developed(DATA, DIGEST, job(), store) == first
    assert developed(DATA, DIGEST, job(), store) == first
    assert len(made) == 2


def test_a_full_disk_keeps_nothing_and_says_nothing(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half a file nor a draft of one is left."""

    def full(*_: object) -> object:
        raise OSError(28, "No space left on device")

    store = FolderStore(tmp_path / "pictures")
    monkeypatch.setattr(Path, "replace", full)
    first = developed(DATA, DIGEST, job(), store)
    assert developed(DATA, DIGEST, job(), store) == first
    assert list((tmp_path / "pictures").iterdir()) == []
    assert len(made) == 2


def test_a_folder_that_cannot_be_is_no_matter(made: list[str], tmp_path: Path) -> None:
    """There is a file in its place."""
    (tmp_path / "pictures").write_text("in the way", encoding="utf-8")
    assert developed(DATA, DIGEST, job(), FolderStore(tmp_path / "pictures"))
    assert len(made) == 1


def test_builds_at_once_share_a_folder(tmp_path: Path) -> None:
    """Each reads what is whole, whoever wrote it."""
    program = (
        "import sys; from pathlib import Path; from compositor.cli.picturestore import FolderStore\n"
        "store = FolderStore(Path(sys.argv[1]))\n"
        "for _ in range(200):\n"
        "    store.put('k', b'x' * 50_000)\n"
        "    assert store.get('k') == b'x' * 50_000\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    assert [run.communicate()[1] for run in runs] == [b""] * 3
    assert [path.name for path in tmp_path.iterdir()] == ["k.picture"]
