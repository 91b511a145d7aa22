"""Adding lines to a file that others write to as well: nothing lost, nothing torn, or nothing done.

    append_line(path, b'{"event":…}\n', most=10_000_000)

One writer at a time has the file's lock; a line goes in with one write, behind a line end that an
editor may have left out. If the disk does not take all of it, the file becomes what it was, and
`Refused` says why. Only the shell calls this: the stages make lines, and write none.
"""

import fcntl
import os
import stat
from pathlib import Path
from time import monotonic, sleep

from compositor.diagnostics import ExitCode, Place, Refused, diagnose

PATIENCE = 5.0  # seconds to wait for the lock; a writer holds it some milliseconds
PAUSE = 0.02
MB = 1_000_000


def append_line(path: Path, line: bytes, most: int) -> None:
    """Add a line, its line end included, to a file, which is made if need be.

    `Refused` with `cannot-write`, or with `review-too-large` where the file would have more than
    `most` bytes; it then is as it was. A link in the place of the file is not followed.
    """
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    try:
        handle = _locked(path)
        try:
            _append(path, handle, line, most)
        finally:
            os.close(handle)  # which gives the lock back
    except OSError as error:
        reason = error.strerror or str(error)
        problem = diagnose("cannot-write", Place(str(path)), file=path, reason=reason)
        raise Refused([problem], ExitCode.SYSTEM) from None


def _locked(path: Path) -> int:
    """The file, open and locked; it is the one that has the name now, not one renamed meanwhile."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    until = monotonic() + PATIENCE
    while True:
        handle = os.open(path, flags, 0o666)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(0, "not a regular file")
            _lock(handle, until)
            if has_name(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if monotonic() > until:
                raise
            sleep(PAUSE)


def has_name(handle: int, path: Path) -> bool:
    """Whether an open file is the one that has the name now."""
    try:
        named = path.lstat()
    except FileNotFoundError:
        return False
    mine = os.fstat(handle)
    return (named.st_dev, named.st_ino) == (mine.st_dev, mine.st_ino)


def _append(path: Path, handle: int, line: bytes, most: int) -> None:
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        line = b"\n" + line
    if size + len(line) > most:
        values = {"size": -(-(size + len(line)) // MB), "most": most // MB}
        raise Refused([diagnose("review-too-large", Place(str(path)), **values)])
    try:
        if os.write(handle, line) != len(line):
            raise OSError(0, "the disk is full")
        os.fsync(handle)
    except BaseException:
        os.ftruncate(handle, size)
        if not size:
            path.unlink(missing_ok=True)
        raise
