"""Where files come from: the one door through which a build reads, remembering what it handed out.

What was handed out is the fingerprint of a build (the same inputs, the same fingerprint) and the
watch list of the proof desk. Paths are POSIX strings relative to the project's root; a path
outside the root stays absolute. `FolderSources` reads a folder, `MemorySources` serves tests.
Knows nothing of formats.
"""

from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose


class Sources(Protocol):
    """A store of input files, by path."""

    def read(self, path: str) -> bytes:
        """The bytes of a file, remembered; `OSError` if it cannot be read."""

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Names of the entries of a folder that end in `suffix`, sorted; none if there is none."""

    def exists(self, path: str) -> bool:
        """Whether there is a file at `path`."""

    def size(self, path: str) -> int:
        """How many bytes a file has, without reading it; `OSError` if there is none."""

    def stamp(self, path: str) -> Hashable:
        """What is another when a file has changed, without reading it; None if there is none."""

    def know(self, path: str) -> str:
        """The SHA-256 of a file, which counts as handed out; `OSError` if it cannot be read."""

    def digests(self) -> tuple[tuple[str, str], ...]:
        """(path, SHA-256) of everything handed out so far, sorted by path."""

    def digest(self, path: str) -> str:
        """The SHA-256 of a file that was handed out; `KeyError` if it was not."""


class Digested:
    """What all sources share that read a file to know it: the digests of what they handed out."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def _bytes(self, path: str) -> bytes:
        """The bytes of a file; `OSError` if it cannot be read."""
        raise NotImplementedError

    def read(self, path: str) -> bytes:
        """See `Sources.read`."""
        data = self._bytes(path)
        self._digests[path] = sha256(data).hexdigest()
        return data

    def know(self, path: str) -> str:
        """See `Sources.know`."""
        if path not in self._digests:
            self.read(path)
        return self._digests[path]

    def digests(self) -> tuple[tuple[str, str], ...]:
        """See `Sources.digests`."""
        return tuple(sorted(self._digests.items()))

    def digest(self, path: str) -> str:
        """See `Sources.digest`."""
        return self._digests[path]


class FolderSources(Digested):
    """Files below a root folder (and absolute paths outside it)."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root.resolve()

    def key(self, path: Path | str) -> str:
        """The name `path` goes by: relative to the root where it lies below it."""
        full = Path(path).resolve()
        inside = full.is_relative_to(self.root)
        return (full.relative_to(self.root) if inside else full).as_posix()

    def _at(self, path: str) -> Path:
        """Where a file is."""
        return self.root / path

    def _bytes(self, path: str) -> bytes:
        return self._at(path).read_bytes()

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """See `Sources.names`."""
        where = self._at(folder)
        if not where.is_dir():
            return ()
        return tuple(sorted(p.name for p in where.iterdir() if p.name.endswith(suffix)))

    def exists(self, path: str) -> bool:
        """See `Sources.exists`."""
        return self._at(path).is_file()

    def size(self, path: str) -> int:
        """See `Sources.size`."""
        return self._at(path).stat().st_size

    def stamp(self, path: str) -> Hashable:
        """See `Sources.stamp`: its times, its size and its inode."""
        try:
            stat = self._at(path).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


class FolderElsewhere(FolderSources):
    """A root folder one folder of which is read from elsewhere, under the name it has here."""

    def __init__(self, root: Path, folder: str, elsewhere: Path) -> None:
        super().__init__(root)
        self._folder, self._elsewhere = folder.rstrip("/"), elsewhere.resolve()

    def _at(self, path: str) -> Path:
        if f"{path}/".startswith(f"{self._folder}/"):
            return self._elsewhere / path[len(self._folder) + 1 :]
        return super()._at(path)


class MemorySources(Digested):
    """Files given as a mapping, for tests and for text that has no file."""

    def __init__(self, files: Mapping[str, bytes | str]) -> None:
        super().__init__()
        self._files = {k: v.encode() if isinstance(v, str) else v for k, v in files.items()}

    def _bytes(self, path: str) -> bytes:
        if path not in self._files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return self._files[path]

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """See `Sources.names`."""
        prefix = folder.rstrip("/") + "/"
        below = (name.removeprefix(prefix) for name in self._files if name.startswith(prefix))
        return tuple(sorted({n.split("/")[0] for n in below if n.split("/")[0].endswith(suffix)}))

    def exists(self, path: str) -> bool:
        """See `Sources.exists`."""
        return path in self._files

    def size(self, path: str) -> int:
        """See `Sources.size`."""
        if path not in self._files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return len(self._files[path])

    def stamp(self, path: str) -> Hashable:
        """See `Sources.stamp`: its bytes."""
        return self._files.get(path)


class FolderInstead:
    """Sources with files that are not written yet in the place of a folder, whatever is there."""

    def __init__(self, sources: Sources, folder: str, files: Mapping[str, bytes | str]) -> None:
        self._sources, self._folder = sources, folder
        self._files = MemorySources({f"{folder}/{name}": data for name, data in files.items()})

    def _of(self, path: str) -> Sources:
        return self._files if f"{path}/".startswith(f"{self._folder}/") else self._sources

    def read(self, path: str) -> bytes:
        """See `Sources.read`."""
        return self._of(path).read(path)

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """See `Sources.names`."""
        return self._of(folder).names(folder, suffix)

    def exists(self, path: str) -> bool:
        """See `Sources.exists`."""
        return self._of(path).exists(path)

    def size(self, path: str) -> int:
        """See `Sources.size`."""
        return self._of(path).size(path)

    def stamp(self, path: str) -> Hashable:
        """See `Sources.stamp`."""
        return self._of(path).stamp(path)

    def know(self, path: str) -> str:
        """See `Sources.know`."""
        return self._of(path).know(path)

    def digests(self) -> tuple[tuple[str, str], ...]:
        """See `Sources.digests`."""
        return tuple(sorted((*self._sources.digests(), *self._files.digests())))

    def digest(self, path: str) -> str:
        """See `Sources.digest`."""
        return self._of(path).digest(path)


class FileInstead(FolderInstead):
    """Sources with one file in the place of what is there."""

    def __init__(self, sources: Sources, path: str, data: bytes) -> None:
        super().__init__(sources, path, {})
        self._files = MemorySources({path: data})


LARGE = 100_000  # bytes; what is smaller is read in no time


class KnownSources:
    """Sources whose large files are not read again only to know them: fonts, photographs, profiles.

    `known` has the digest of what was read before, by path, for as long as its stamp is the same.
    """

    def __init__(self, sources: Sources, known: dict[str, tuple[Hashable, str]]) -> None:
        self._sources, self._known = sources, known
        self._handed: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """See `Sources.read`."""
        stamp = self._sources.stamp(path)  # before it is read: what changes meanwhile is read again
        data = self._sources.read(path)
        self._handed[path] = self._sources.digest(path)
        self._known[path] = stamp, self._handed[path]
        return data

    def know(self, path: str) -> str:
        """See `Sources.know`."""
        stamp, digest = self._known.get(path, (None, ""))
        is_known = stamp is not None and stamp == self._sources.stamp(path)
        if path in self._handed:
            pass
        elif not is_known or self._sources.size(path) < LARGE:
            self.read(path)
        else:
            self._handed[path] = digest
        return self._handed[path]

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """See `Sources.names`."""
        return self._sources.names(folder, suffix)

    def exists(self, path: str) -> bool:
        """See `Sources.exists`."""
        return self._sources.exists(path)

    def size(self, path: str) -> int:
        """See `Sources.size`."""
        return self._sources.size(path)

    def stamp(self, path: str) -> Hashable:
        """See `Sources.stamp`."""
        return self._sources.stamp(path)

    def digests(self) -> tuple[tuple[str, str], ...]:
        """See `Sources.digests`."""
        return tuple(sorted(self._handed.items()))

    def digest(self, path: str) -> str:
        """See `Sources.digest`."""
        return self._handed[path]


def read_text(sources: Sources, path: str, named_at: Place | None = None) -> str:
    """A file as text, its byte order mark dropped and line ends made `\\n`.

    Raises `Refused` with `no-file`, `unreadable` or `not-utf8`, placed at `named_at` (where the
    file is named) or at the file itself.
    """
    data = read_bytes(sources, path, named_at)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused([_not_utf8(path, data, error.start)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(sources: Sources, path: str, named_at: Place | None = None) -> bytes:
    """A file's bytes; `Refused` with `no-file` or `unreadable` where there are none."""
    try:
        return sources.read(path)
    except OSError as error:
        raise Refused([_unread(path, error, named_at)]) from None


def digest_of(sources: Sources, path: str, named_at: Place | None = None) -> str:
    """A file's SHA-256; `Refused` as with `read_bytes`."""
    try:
        return sources.know(path)
    except OSError as error:
        raise Refused([_unread(path, error, named_at)]) from None


def fingerprint(digests: Iterable[tuple[str, str]], *also: str) -> str:
    """SHA-256 over (path, digest) pairs and further words (versions): the name of a build."""
    total = sha256()
    for path, digest in sorted(digests):
        total.update(f"{path}\0{digest}\n".encode())
    for word in also:
        total.update(f"{word}\n".encode())
    return total.hexdigest()


def _not_utf8(path: str, data: bytes, at: int) -> Diagnostic:
    """Where the text stops being UTF-8, and whether it is what Windows calls ANSI."""
    before = data[:at].decode("utf-8-sig", errors="replace").split("\n")
    place = Place(path, len(before), len(before[-1]) + 1, 1, before[-1])
    byte = f"0x{data[at]:02X}"
    near = "GBK" if _is_gbk(data) else None
    return diagnose("not-utf8", place, byte=byte, position=at + 1, near=near)


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _unread(path: str, error: OSError, named_at: Place | None) -> Diagnostic:
    place = named_at or Place(path)
    if isinstance(error, FileNotFoundError):
        return diagnose("no-file", place, file=path)
    return diagnose("unreadable", place, file=path, reason=error.strerror or str(error))
