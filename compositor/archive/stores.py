"""A shared store: whatever fsspec reaches by a URL, as sources of a project and as a shelf.

    sources = StoreSources("s3://paper/project")
    shelf = StoreShelf("s3://paper/archive")

fsspec comes with the extra `dask`; a protocol may need a driver of its own (s3fs, gcsfs, adlfs, …).
Credentials are taken from where the driver looks for them, never from the URL: this is printed.
What a driver raises becomes the `OSError` of a file system, so that nobody above knows of stores.
"""

import os
import posixpath
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EIO
from typing import Any, NamedTuple

from compositor.diagnostics import ExitCode, Place, Refused, diagnose
from compositor.output import SUFFIX
from compositor.sources import Digested

SEEN = 4096  # files whose size and stamp are remembered before that begins anew: of 100 issues
# What stores say of a file that is another once it was written again, by the names drivers use.
STAMPS = ("ETag", "etag", "md5Hash", "generation", "version_id", "mtime", "ino", "created")
STAMPS_TOO = ("LastModified", "last_modified", "modified", "updated")


class Seen(NamedTuple):
    """A file that is there: bytes, and what changes with it.

    Where a store says of it nothing but the size, its stamp is one that no other look has.
    """

    size: int
    stamp: Hashable


class Store:
    """A folder of a store: `fs` is the driver, `folder` the path it knows the folder by."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")
        self.fs, self.folder = _opened(place)

    def at(self, path: str) -> str:
        """The path of a file by its name below the folder; `OSError` for one that is not below."""
        parts = path.split("/")
        if path.startswith("/") or ".." in parts:
            raise FileNotFoundError(2, "not in the store", path)
        inside = "/".join(part for part in parts if part not in ("", "."))
        return f"{self.folder.rstrip('/')}/{inside}"

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        with _as_of_files(path):
            data: bytes = self.fs.cat_file(self.at(path))
        return data

    def look(self, path: str) -> Seen | None:
        """A file, without reading it; None if there is none."""
        try:
            with _as_of_files(path):
                return _seen(self.fs.info(self.at(path)))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def move(self, path: str, target: str) -> None:
        """Give a file another name, in the place of what has it.

        A driver's own `mv` is the store's rename. The common one copies and removes, as object
        stores must, and takes `[` in a name for a pattern.
        """
        from fsspec import AbstractFileSystem

        if type(self.fs).mv is AbstractFileSystem.mv:
            self.fs.cp_file(path, target)
            self.fs.rm_file(path)
        else:
            self.fs.mv(path, target)


class StoreSources(Digested):
    """Files below a folder of a store; see `compositor.sources.Sources`.

    An instance looks at a file once for its size and stamp and remembers the answer: stores are
    far away. Make one for each issue.
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._store = Store(place)
        self._seen: dict[str, Seen | None] = {}

    def _bytes(self, path: str) -> bytes:
        return self._store.read(path)

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """See `Sources.names`."""
        where = self._store.at(folder).rstrip("/")
        try:
            with _as_of_files(folder):
                found = self._store.fs.ls(where, detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return ()
        entries = {str(info["name"]).rstrip("/"): info for info in found}
        entries.pop(where, None)  # the folder itself, or a file in its place
        below = {path.rpartition("/")[2]: info for path, info in entries.items()}
        self._remember(folder.rstrip("/"), below)
        return tuple(sorted(name for name in below if name.endswith(suffix)))

    def _remember(self, folder: str, below: Mapping[str, Any]) -> None:
        """What a listing says of files, so that they are not asked for one by one."""
        for name, info in below.items():
            if info["type"] == "file" and not info.get("islink"):
                self._seen.setdefault(f"{folder}/{name}", _seen(info))

    def _look(self, path: str) -> Seen | None:
        if path not in self._seen:
            if len(self._seen) >= SEEN:
                self._seen.clear()
            self._seen[path] = self._store.look(path)
        return self._seen[path]

    def exists(self, path: str) -> bool:
        """See `Sources.exists`."""
        return self._look(path) is not None

    def size(self, path: str) -> int:
        """See `Sources.size`."""
        seen = self._look(path)
        if seen is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return seen.size

    def stamp(self, path: str) -> Hashable:
        """See `Sources.stamp`: what its store has of time, version and digest."""
        seen = self._look(path)
        return seen.stamp if seen else None


class StoreShelf:
    """A shelf in a folder of a store; see `compositor.archive.shelves.Shelf`.

    Files are written under names of the writer's own, then moved. A store without a rename copies
    instead: whoever reads in that moment, or after a writer that died in it, may find some files of
    the one issue and some of the other, each of them whole. The lock's digests tell.
    """

    def __init__(self, place: str) -> None:
        self._store = Store(place)
        self.place = self._store.place

    def put(self, folder: str, files: Mapping[str, bytes]) -> None:
        """See `Shelf.put`."""
        store, drafts = self._store, {}
        try:
            with _as_of_files(f"{self.place}/{folder}"):
                store.fs.makedirs(store.at(folder), exist_ok=True)
                for name, data in files.items():
                    target = store.at(posixpath.join(folder, name))
                    drafts[target] = target + _suffix()
                    store.fs.pipe_file(drafts[target], data)
                for target, draft in drafts.items():
                    store.move(draft, target)
        except OSError as error:
            self._drop(drafts.values())
            raise _cannot_write(error, f"{self.place}/{folder}") from None

    def put_new(self, path: str, data: bytes) -> bool:
        """Write a file that is not there yet; False if it is. `Refused` as with `put`.

        Of two at once only one succeeds where the driver can ask the store for that (S3, GCS and
        Azure can); the others look first, and then write.
        """
        try:
            with _as_of_files(path):
                self._store.fs.makedirs(self._store.folder, exist_ok=True)
                self._store.fs.pipe_file(self._store.at(path), data, mode="create")
        except FileExistsError:
            return False
        except OSError as error:
            raise _cannot_write(error, f"{self.place}/{path}") from None
        return True

    def read(self, path: str) -> bytes:
        """See `Shelf.read`."""
        return self._store.read(path)

    def size(self, path: str) -> int | None:
        """See `Shelf.size`."""
        try:
            seen = self._store.look(path)
        except OSError:
            return None
        return seen.size if seen else None

    def remove(self, folder: str, names: Iterable[str]) -> None:
        """See `Shelf.remove`."""
        self._drop(
            self._store.at(posixpath.join(folder, name)) for name in names if "/" not in name
        )

    def _drop(self, paths: Iterable[str]) -> None:
        """Remove what is there of these; what cannot be removed does no harm."""
        for path in paths:
            with suppress(OSError), _as_of_files(path):
                self._store.fs.rm_file(path)


def is_url(place: str) -> bool:
    """Whether a place is a URL, and not a path of this machine."""
    return "://" in place


def _opened(place: str) -> tuple[Any, str]:
    """The driver of a URL, and the path it has there; it keeps no listing: others write, too."""
    try:
        from fsspec import url_to_fs
    except ImportError:
        problem = diagnose("extra-missing", name="fsspec", extra="dask")
        raise Refused([problem], ExitCode.SYSTEM) from None
    try:
        fs, path = url_to_fs(place, use_listings_cache=False)
    except (ImportError, ValueError, OSError) as error:
        problem = diagnose("no-store", Place(place), place=place, reason=error)
        raise Refused([problem], ExitCode.SYSTEM) from None
    return fs, str(path)


def _seen(info: Mapping[str, Any]) -> Seen | None:
    if info["type"] != "file":
        return None
    told = tuple(
        (key, str(info[key])) for key in (*STAMPS, *STAMPS_TOO) if info.get(key) is not None
    )
    return Seen(int(info["size"] or 0), (info["size"], *told) if told else object())


@contextmanager
def _as_of_files(path: str) -> Iterator[None]:
    """What a driver raises, as an `OSError`: each has errors of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(EIO, f"{type(error).__name__}: {error}", path) from error


def _suffix() -> str:
    """What drafts of this writer end in: two may be at one issue where a cluster tried it again."""
    return f"{SUFFIX}-{os.uname().nodename}-{os.getpid()}"


def _cannot_write(error: OSError, place: str) -> Refused:
    file, reason = str(error.filename or place), error.strerror or str(error)
    problem = diagnose("cannot-write", Place(file), file=file, reason=reason)
    return Refused([problem], ExitCode.SYSTEM)
