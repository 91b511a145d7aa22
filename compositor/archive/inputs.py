"""What an issue is made of: recorded while it is read, and held against what is there later.

    recorder = Recorder(FolderSources(root))
    made = workshop.remake(recorder, "issues/2025-08", recipe)
    recorder.inputs(made.inputs)        files, what was looked for in vain, folders that were listed
    …
    changed_inputs(locked, sources)     what is another now, and how

A photograph that is missing is an input as well: the day it is there, the page is another. What is
recorded is the same in a cold workshop and in a warm one, which may know a file by its stamp
without reading it: digests are those that the build hands out. Sources hash a file once in a run,
so that fonts and layouts cost nothing for the second issue and the thousandth.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias

from compositor.model.backissue import Input, InputKind, Locked
from compositor.sources import Sources

Way: TypeAlias = Literal["changed", "gone", "appeared", "listing"]

ANY = "/*"  # before the suffix of a listing: `issues/2025-08/articles/*.md`
UNSURE = "0" * 64  # the digest of a listing that changed while it was read: never that of now


class Change(NamedTuple):
    """An input that is another now: its bytes, or there or not, or the names of a folder."""

    way: Way
    path: str


class Recorder:
    """Sources that remember what was looked for and not there, and which folders were listed."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._absent: set[str] = set()
        self._listed: dict[str, str] = {}

    def inputs(self, digests: Iterable[tuple[str, str]]) -> tuple[Input, ...]:
        """All that was recorded, with the (path, SHA-256) of what a build handed out, sorted."""
        files = (Input("file", path, digest) for path, digest in digests)
        absent = (Input("absent", path, "") for path in self._absent)
        listed = (Input("names", path, digest) for path, digest in self._listed.items())
        return tuple(sorted((*files, *absent, *listed)))

    def read(self, path: str) -> bytes:
        """See `Sources.read`."""
        try:
            return self._sources.read(path)
        except OSError:
            self._absent.add(path)
            raise

    def names(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """See `Sources.names`."""
        names = self._sources.names(folder, suffix)
        listing, digest = f"{folder}{ANY}{suffix}", _digest(names)
        if self._listed.setdefault(listing, digest) != digest:
            self._listed[listing] = UNSURE
        return names

    def exists(self, path: str) -> bool:
        """See `Sources.exists`."""
        is_there = self._sources.exists(path)
        if not is_there:
            self._absent.add(path)
        return is_there

    def size(self, path: str) -> int:
        """See `Sources.size`."""
        try:
            return self._sources.size(path)
        except OSError:
            self._absent.add(path)
            raise

    def stamp(self, path: str) -> Hashable:
        """See `Sources.stamp`."""
        stamp = self._sources.stamp(path)
        if stamp is None:
            self._absent.add(path)
        return stamp

    def know(self, path: str) -> str:
        """See `Sources.know`."""
        try:
            return self._sources.know(path)
        except OSError:
            self._absent.add(path)
            raise

    def digests(self) -> tuple[tuple[str, str], ...]:
        """See `Sources.digests`."""
        return self._sources.digests()

    def digest(self, path: str) -> str:
        """See `Sources.digest`."""
        return self._sources.digest(path)


def changed_inputs(locked: Locked, sources: Sources) -> tuple[Change, ...]:
    """Which inputs of an issue are others now, sorted by path; none: it would be made the same.

    What cannot be read is gone: making the issue tells why.
    """
    asked = ((_way(one, sources), one.path) for one in locked.inputs)
    return tuple(sorted((Change(way, path) for way, path in asked if way), key=lambda c: c.path))


def _way(asked: Input, sources: Sources) -> Way | None:
    try:
        return _WAYS[asked.kind](asked, sources)
    except OSError:
        return "gone"


def _file(asked: Input, sources: Sources) -> Way | None:
    return None if sources.know(asked.path) == asked.digest else "changed"


def _absent(asked: Input, sources: Sources) -> Way | None:
    return "appeared" if sources.exists(asked.path) else None


def _names(asked: Input, sources: Sources) -> Way | None:
    folder, _, suffix = asked.path.rpartition(ANY)
    return None if _digest(sources.names(folder, suffix)) == asked.digest else "listing"


_WAYS: Mapping[InputKind, Callable[[Input, Sources], Way | None]] = {
    "file": _file,
    "absent": _absent,
    "names": _names,
}


def _digest(names: Iterable[str]) -> str:
    words = "\n".join(names)  # a name that is no Unicode has bytes of its own
    return sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
