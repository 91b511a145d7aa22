"""Where a helper listens, and for whom: those who stand exactly as it does.

What a process has from those who started it, and a command could tell (limits, priority, view of
the file system, variables that Python and the system libraries read once), is the `standing`.
Helper and client must have the same; whoever stands otherwise has a helper of their own. What can
be taken on command by command (folder, mask, streams, all other variables) is not in it.

The socket lies in a folder that only its owner can enter: `$XDG_RUNTIME_DIR/compositor`, or
`/tmp/compositor-UID`.
"""

import os
import sys
from binascii import crc32

# Read at import or by system libraries, once: they cannot be taken on later.
READ_ONCE = (
    "PYTHON",
    "FC_",
    "FONTCONFIG",
    "HOME",
    "LD_",
    "GLIBC",
    "MALLOC",
    "XDG_C",
    "XDG_D",
    "XDG_R",
)
SPACES = ("mnt", "pid", "user", "net")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LONGEST = 95  # bytes of a socket's path, with a suffix; Linux allows 107


def standing() -> str:
    """All that helper and client must have in common, as text; `OSError` where it is not told."""
    variables = sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith(READ_ONCE))
    with open("/proc/self/limits", encoding="ascii") as limits:
        told = limits.read()
    above = os.stat("/")
    return "\n".join(
        (
            ROOT,
            sys.executable,
            sys.version,
            f"{sys.flags} {sys.getfilesystemencoding()}",  # of the locale, once
            repr((os.getuid(), os.geteuid(), os.getgid(), os.getgroups())),
            repr((os.getpriority(os.PRIO_PROCESS, 0), sorted(os.sched_getaffinity(0)))),
            repr((above.st_dev, above.st_ino)),
            *(os.readlink(f"/proc/self/ns/{space}") for space in SPACES),
            *variables,
            told,
        )
    )


def socket_path(stands: str) -> str:
    """Where the helper of a standing listens; `OSError` if there is no safe place for it."""
    path = f"{_private_folder()}/{crc32(stands.encode('utf-8', 'surrogateescape')):08x}.socket"
    if len(os.fsencode(path)) > LONGEST:
        raise OSError(f"too long for a socket: {path}")
    return path


def _private_folder() -> str:
    """A folder of this user's that no other can enter, made if need be."""
    run = os.environ.get("XDG_RUNTIME_DIR")
    folder = f"{run}/compositor" if run else f"/tmp/compositor-{os.getuid()}"
    try:  # noqa: SIM105 - contextlib is not imported
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    found = os.lstat(folder)
    is_folder = found.st_mode & 0o170000 == 0o040000
    if not is_folder or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise OSError(f"not private: {folder}")
    return folder
