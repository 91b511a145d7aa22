"""What a process makes pages with: equal on two machines, they make the same bytes.

    outfit()          (("compositor", "0.1.0"), …, ("code", "5f0c…"), ("python", "3.11.7"), …)
    outfit_name()     a digest of it

The fingerprint of a build holds the versions of the program and its engines; this holds the code
itself, too (a checkout moves on under one version), and what Python brings: zlib packs what is in
a PDF. The system's own libraries (Pango, its fonts) are not in it: give all machines one image.
"""

import platform
import zlib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeAlias

from compositor.edition import made_by

Outfit: TypeAlias = tuple[tuple[str, str], ...]


def outfit() -> Outfit:
    """The outfit of this process: (name, version) of everything in it."""
    engines = (tuple(engine.rsplit(" ", 1)) for engine in made_by())
    return (
        *((name, version) for name, version in engines),
        ("code", _code()[:12]),
        ("python", platform.python_version()),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
    )


def outfit_name() -> str:
    """A digest of the outfit, short enough to go with every task."""
    return sha256(repr(outfit()).encode()).hexdigest()


@cache
def _code() -> str:
    """A digest of the program's files."""
    total = sha256()
    for path, data in sorted(_files_of(files("compositor"), "")):
        total.update(f"{path}\0{sha256(data).hexdigest()}\n".encode())
    return total.hexdigest()


def _files_of(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files_of(entry, f"{path}/{entry.name}")
        elif entry.is_file():
            yield f"{path}/{entry.name}", entry.read_bytes()
