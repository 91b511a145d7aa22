"""`archive.lock`: read, kept up to date while a run goes on, and for one run at a time.

    read_lock(shelf)                   {issue: Locked}, with what an interrupted run had finished
    with one_run(shelf):               `Refused` while another run is at work here
        lock = Lock(shelf)
        lock.note(locked)              an issue that is finished; on the disk when this returns
        lock.close()                   the lock is written whole, the journal goes

A run first writes the files of an issue, then its line in `archive.lock.journal`, and at its end
the lock. Killed at any moment, it leaves good files and, at worst, an issue that is made again. On
a shared store, where nothing can be appended, it is some issues (`storelock`).

`lock-newer`: nothing is touched. `lock-damaged`: nothing is touched, unless the caller asks to
begin anew (`set_aside`): then the damaged file stays, as `archive.lock.bak1`.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from socket import gethostname

from compositor.appending import append_line, has_name
from compositor.archive.locktext import (
    JOURNAL_HEAD,
    VERSION,
    BadLine,
    NewerText,
    journal_entries,
    journal_line,
    read_text,
    write_text,
)
from compositor.archive.shelves import FolderShelf, Shelf
from compositor.archive.storelock import StoreJournal, held
from compositor.archive.stores import StoreShelf
from compositor.diagnostics import Diagnostic, ExitCode, Place, Refused, diagnose
from compositor.model.backissue import Locked
from compositor.output import free_name, write_whole

LOCK_FILE = "archive.lock"
JOURNAL_FILE = f"{LOCK_FILE}.journal"
RUN_FILE = "archive.run"
HEAD = f"{JOURNAL_HEAD} {VERSION}\n".encode()
DAMAGED = "lock-damaged"
NO_END = 1 << 60  # bytes of a journal


def read_lock(shelf: Shelf) -> Mapping[str, Locked]:
    """What the lock and the journal of an archive say, by issue; nothing where there is none.

    `Refused` with `lock-newer`, `lock-damaged` or `unreadable`.
    """
    place = _place(shelf)
    data = _read(shelf, LOCK_FILE)
    found = _understood(data, place) if data is not None else {}
    return {**found, **_journal(shelf)}


def _understood(data: bytes, place: str) -> dict[str, Locked]:
    try:
        return read_text(data.decode())
    except NewerText as newer:
        raise Refused([_newer(place, newer.version)]) from None
    except BadLine as bad:
        where = Place(place, bad.number, 1, max(len(bad.line), 1), bad.line)
    except UnicodeDecodeError as error:
        where = Place(place, data.count(b"\n", 0, error.start) + 1)
    raise Refused([diagnose("lock-damaged", where, file=place, line=where.line)])


def _journal(shelf: Shelf) -> dict[str, Locked]:
    """What a run that was interrupted had finished."""
    text = _journal_bytes(shelf).decode(errors="replace")
    head, _, version = text.partition("\n")[0].rpartition(" ")
    if head == JOURNAL_HEAD and version.isdecimal() and int(version) > VERSION:
        raise Refused([_newer(_place(shelf, JOURNAL_FILE), int(version))])
    return journal_entries(text)


def _journal_bytes(shelf: Shelf) -> bytes:
    if folder_of(shelf):
        return _read(shelf, JOURNAL_FILE) or b""
    with _readable(shelf, JOURNAL_FILE):
        return StoreJournal(shelf, JOURNAL_FILE, HEAD).text()


def _newer(place: str, version: int) -> Diagnostic:
    return diagnose("lock-newer", Place(place), file=place, version=version, known=VERSION)


def _read(shelf: Shelf, name: str) -> bytes | None:
    with _readable(shelf, name), suppress(FileNotFoundError):
        return shelf.read(name)
    return None


@contextmanager
def _readable(shelf: Shelf, name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place, reason = _place(shelf, name), error.strerror or str(error)
        problem = diagnose("unreadable", Place(place), file=place, reason=reason)
        raise Refused([problem], ExitCode.SYSTEM) from None


def _place(shelf: Shelf, name: str = LOCK_FILE) -> str:
    return f"{shelf.place.rstrip('/')}/{name}"


def folder_of(shelf: Shelf) -> Path | None:
    """The folder of a shelf that is on this machine."""
    return Path(shelf.place) if isinstance(shelf, FolderShelf) else None


def set_aside(shelf: Shelf) -> str:
    """Keep a damaged lock under another name, which is returned; the next read finds none."""
    folder = folder_of(shelf)
    kept = free_name(folder / LOCK_FILE).name if folder else f"{LOCK_FILE}.bak1"
    shelf.put("", {kept: shelf.read(LOCK_FILE)})
    shelf.remove("", [LOCK_FILE])
    return kept


class Lock:
    """The lock of an archive while a run goes on; `issues` is what it says now."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._folder = folder_of(shelf)
        self.issues = dict(read_lock(shelf))
        self._noted: dict[str, Locked] = {}
        self._since = 0
        self._parts = StoreJournal(shelf, JOURNAL_FILE, HEAD)
        if self._folder and (self._folder / JOURNAL_FILE).exists():
            self._write()  # an interrupted run's; its last line may be torn
        elif not self._folder and self._parts.text():
            self._write()

    def note(self, locked: Locked) -> None:
        """Say how an issue was made; `Refused` with `cannot-write` where it is not kept."""
        self.issues[locked.issue] = self._noted[locked.issue] = locked
        self._since += 1
        if self._folder:
            journal = self._folder / JOURNAL_FILE
            if not journal.exists():
                append_line(journal, HEAD, NO_END)
            append_line(journal, journal_line(locked), NO_END)
        else:
            self._parts.add(journal_line(locked))

    def close(self) -> None:
        """Write the lock, if there is anything to be said; `Refused` with `cannot-write`."""
        if self._since:
            self._write()

    def _write(self) -> None:
        if self._folder is None:
            self.issues = {**read_lock(self._shelf), **self._noted}
        data = write_text(self.issues.values()).encode()
        if self._folder:
            write_whole(self._folder / LOCK_FILE, data)
            (self._folder / JOURNAL_FILE).unlink(missing_ok=True)
        else:
            self._shelf.put("", {LOCK_FILE: data})
            self._parts.drop()
        self._since = 0


def open_lock(shelf: Shelf, *, begins_anew: bool) -> Lock:
    """The lock of an archive; where that is damaged still, it is set aside if so asked."""
    try:
        return Lock(shelf)
    except Refused as refused:
        if not begins_anew or all(one.code != DAMAGED for one in refused.diagnostics):
            raise
        set_aside(shelf)
        return Lock(shelf)


@contextmanager
def one_run(shelf: Shelf) -> Iterator[None]:
    """While this is entered no other run is; `Refused` with `run-already` where there is one.

    The operating system gives the lock back when a process ends, however it ends.
    """
    folder = folder_of(shelf)
    if folder is None:
        assert isinstance(shelf, StoreShelf)
        with held(shelf, RUN_FILE):
            yield
        return
    path = folder / RUN_FILE
    try:
        handle = _hold(path)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = diagnose("cannot-write", Place(str(path)), file=path, reason=reason)
        raise Refused([problem], ExitCode.SYSTEM) from None
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        os.close(handle)


def _hold(path: Path) -> int:
    """The file of the run, locked; one that was removed meanwhile is no longer the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if has_name(handle, path):
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"{os.getpid()} {gethostname()}\n".encode(), 0)
                return handle
        except BlockingIOError:
            os.close(handle)
            raise _already(path) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _already(path: Path) -> Refused:
    """Who is at work: the process, its machine, and since when (the file was written then)."""
    try:
        process, _, host = path.read_text(encoding="utf-8").strip().partition(" ")
        since = datetime.fromtimestamp(path.stat().st_mtime).isoformat(" ", "minutes")
    except (OSError, UnicodeDecodeError):
        process = host = since = "?"
    values = {"process": process or "?", "host": host or "?", "since": since}
    problem = diagnose("run-already", Place(str(path.parent)), archive=path.parent, **values)
    return Refused([problem], ExitCode.SYSTEM)
