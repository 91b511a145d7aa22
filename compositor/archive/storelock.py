"""What a folder gives to a lock and a store does not: a journal, and one run at a time.

    journal = StoreJournal(shelf, "archive.lock.journal", head)
    journal.text()              what a run that was interrupted had finished
    journal.add(line)           kept with the next, at the latest
    journal.drop()              the lock has it all
    with held(shelf, "archive.run"): …

Nothing is appended in a store. A journal there is files of some lines each, `….journal.1`, `.2` and
so on: a run that is killed loses the last of them, and its issues are made again.

A store does not know when a process ends. Who runs is written down in a file that only one can
begin (where the driver has a way to, as those of S3, GCS and Azure have). A run that was killed
leaves it: on the same machine the next takes it over; on another a person must say that it is over,
by removing the file.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import gethostname

from compositor.archive.shelves import Shelf
from compositor.archive.stores import StoreShelf
from compositor.diagnostics import ExitCode, Place, Refused, diagnose

EVERY = 50  # lines of a file of a journal: what a run that is killed may have to make again


class StoreJournal:
    """A journal on a shelf where nothing can be appended; each of its files begins with `head`."""

    def __init__(self, shelf: Shelf, name: str, head: bytes) -> None:
        self._shelf, self._name, self._head = shelf, name, head
        self._lines: list[bytes] = []
        self._parts = 0

    def text(self) -> bytes:
        """All that is written, one file after another; `OSError` where it cannot be read."""
        parts = [*self._written()]
        self._parts = len(parts)
        return b"".join(parts)

    def _written(self) -> Iterator[bytes]:
        number = 1
        with suppress(FileNotFoundError):
            while True:
                yield self._shelf.read(self._part(number))
                number += 1

    def _part(self, number: int) -> str:
        return f"{self._name}.{number}"

    def add(self, line: bytes) -> None:
        """Say one thing more; `Refused` with `cannot-write` where what was said is not kept."""
        self._lines.append(line)
        if len(self._lines) >= EVERY:
            data = b"".join((self._head, *self._lines))
            self._shelf.put("", {self._part(self._parts + 1): data})
            self._parts += 1
            self._lines.clear()

    def drop(self) -> None:
        """Remove it, the last file first: cut short, what is left is what was said first."""
        self._shelf.remove("", [self._part(n) for n in range(self._parts, 0, -1)])
        self._lines.clear()
        self._parts = 0


@contextmanager
def held(shelf: StoreShelf, name: str) -> Iterator[None]:
    """While this is entered no other run is; `Refused` with `run-there` where there may be one."""
    mine = f"{os.getpid()} {gethostname()}\n".encode()
    if not shelf.put_new(name, mine):
        _take_over(shelf, name)
        if not shelf.put_new(name, mine):
            raise _there(shelf, name, "?", "?")
    try:
        yield
    finally:
        shelf.remove("", [name])


def _take_over(shelf: StoreShelf, name: str) -> None:
    """Remove what a run has left that is surely over: one of this machine, whose process is not."""
    try:
        process, _, host = shelf.read(name).decode(errors="replace").strip().partition(" ")
    except OSError:
        return  # it has just ended
    if host != gethostname() or not process.isdecimal() or _is_alive(int(process)):
        raise _there(shelf, name, process, host)
    shelf.remove("", [name])


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _there(shelf: StoreShelf, name: str, process: str, host: str) -> Refused:
    values = {"archive": shelf.place, "process": process or "?", "host": host or "?", "file": name}
    return Refused([diagnose("run-there", Place(shelf.place), **values)], ExitCode.SYSTEM)
