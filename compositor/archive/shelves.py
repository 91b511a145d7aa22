"""Where a run reads and puts files: a folder of this machine, or a shared store.

    sources = sources_at("/work/main")            Sources of a project
    sources = sources_at("s3://paper/project")    the same, in a store (`stores`)
    shelf = shelf_at("/work/main/archive")
    shelf.put("issues/2025-08", files)            every file whole, or none
    with local_file(shelf, "index.sqlite") as file: …

Names are POSIX paths below the shelf. What goes wrong with a disk is `Refused` (`cannot-write`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from compositor.archive.stores import StoreShelf, StoreSources, is_url
from compositor.output import remove_listed, write_all
from compositor.sources import FolderSources, Sources


class Shelf(Protocol):
    """A place for finished files."""

    place: str

    def put(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Write files into a folder, made if need be; `Refused` where that cannot be done."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; `OSError` if there is none."""

    def size(self, path: str) -> int | None:
        """How many bytes a file has; None if there is none."""

    def remove(self, folder: str, names: Iterable[str]) -> None:
        """Remove files of a folder, if they are there."""


class FolderShelf:
    """A shelf in a folder of this machine."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._folder = Path(place)

    def put(self, folder: str, files: Mapping[str, bytes]) -> None:
        """See `Shelf.put`."""
        write_all(self._folder / folder, files)

    def read(self, path: str) -> bytes:
        """See `Shelf.read`."""
        return (self._folder / path).read_bytes()

    def size(self, path: str) -> int | None:
        """See `Shelf.size`."""
        try:
            return (self._folder / path).stat().st_size
        except OSError:
            return None

    def remove(self, folder: str, names: Iterable[str]) -> None:
        """See `Shelf.remove`."""
        remove_listed(self._folder / folder, names, {})


@contextmanager
def local_file(shelf: Shelf, name: str) -> Iterator[Path]:
    """A file of a shelf as one of this machine: for what must have that, such as a database.

    In a folder it is the file itself. From a store it is fetched, if it is there, and put back at
    the end, however that comes, if it has become another.
    """
    if isinstance(shelf, FolderShelf):
        yield Path(shelf.place) / name
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        with suppress(FileNotFoundError):
            file.write_bytes(shelf.read(name))
        before = _digest(file)
        try:
            yield file
        finally:
            if file.exists() and _digest(file) != before:
                shelf.put("", {name: file.read_bytes()})


def _digest(file: Path) -> str:
    if not file.exists():
        return ""
    with file.open("rb") as data:
        return file_digest(data, sha256).hexdigest()


def shelf_at(place: str) -> Shelf:
    """The shelf at a path or URL; `Refused` with `no-store` for a URL that leads nowhere."""
    return StoreShelf(place) if is_url(place) else FolderShelf(place)


def sources_at(place: str) -> Sources:
    """The sources of the project at a path or URL; `Refused` as with `shelf_at`."""
    return StoreSources(place) if is_url(place) else FolderSources(Path(place))
