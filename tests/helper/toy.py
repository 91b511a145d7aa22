# ruff: noqa: T201 - a command prints
"""A small program with commands that do what commands do; `conftest` puts it in a project."""

import locale
import os
import shutil
import signal
import sys
import time
from pathlib import Path


class Toy:
    """The program, warm: it knows how many lessons it has had."""

    def __init__(self) -> None:
        self.lessons = 0
        self.is_wiser = False

    def run(self, words: list[str]) -> int:
        """Run a command."""
        self.is_wiser = False
        status = COMMANDS[words[0]](self, words[1:])
        return int(status or 0)


def ready() -> Toy:
    """The program before its first command."""
    return Toy()


def tell(toy: Toy, words: list[str]) -> int:
    """All that a command can see of where it stands; without a helper it is the same."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    told = {
        "words": (sys.argv[1:], words),
        "folder": str(Path.cwd()),
        "mask": os.umask(0),
        "variables": sorted((k, v) for k, v in os.environ.items() if k not in ("_", "LC_CTYPE")),
        "zone": time.tzname,
        "streams": [(s.encoding, s.errors, s.line_buffering, s.isatty()) for s in streams],
        "width": shutil.get_terminal_size().columns,
        "locale": locale.getpreferredencoding(False),
        "interrupt": str(signal.getsignal(signal.SIGTERM)),
        "read": sys.stdin.read() if "read" in words else "",
    }
    for name, value in told.items():
        print(name, value)
    print("a problem", file=sys.stderr)
    return 3


def leave(toy: Toy, words: list[str]) -> int:
    """End in one of the ways Python has."""
    print("so far")
    how = words[0]
    if how == "word":
        raise SystemExit("a word")
    if how == "nothing":
        raise SystemExit
    if how == "number":
        raise SystemExit(300)
    if how == "fault":
        raise ValueError("a fault")
    toy.lessons += 1
    toy.is_wiser = True
    raise KeyError(how)


def wait(toy: Toy, words: list[str]) -> int:
    """Say who it is, and wait to be interrupted."""
    place = Path(words[0])
    (place / "pid").write_text(str(os.getpid()))
    (place / "pid").rename(place / "ready")
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        (place / "interrupted").touch()
        return 130
    return 0


def learn(toy: Toy, words: list[str]) -> int:
    """Have a lesson, and say how many that makes."""
    toy.lessons += 1
    toy.is_wiser = True
    print(toy.lessons, *words)
    return 0


def die(toy: Toy, words: list[str]) -> int:
    """Be killed."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


COMMANDS = {"tell": tell, "leave": leave, "wait": wait, "learn": learn, "die": die}
