"""Whether the program is still the one that was imported: times and sizes of what it is made of."""

import os
import sys
from collections.abc import Iterator

Stamps = tuple[tuple[str, int, int], ...]
NOT_READ = ("__pycache__", "static")  # folders of no module


def stamps(root: str) -> Stamps:
    """Of every module of the program and every one that was imported, and of where packages are.

    A package that is installed or removed changes its folder. 2 ms, measured.
    """
    modules = {getattr(one, "__file__", None) or "" for one in list(sys.modules.values())}
    places = {path for path in sys.path if os.path.isdir(path) and path != root}
    files = {sys.executable, f"{root}/compose.py", *_sources(f"{root}/compositor"), *modules}
    return tuple(_stamp(path) for path in sorted((files | places) - {""}))


def changed(before: Stamps) -> bool:
    """Whether anything of it is another now."""
    return any(_stamp(one[0]) != one for one in before)


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in NOT_READ:
                    yield from _sources(entry.path)
            elif entry.name.endswith(".py"):
                yield entry.path


def _stamp(path: str) -> tuple[str, int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size
