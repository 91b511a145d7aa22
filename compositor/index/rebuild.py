"""An index made anew from the files of an archive, without composing anything.

    made = rebuild(folder)          every `entry.json` below it; Rebuilt(issues, diagnostics)

It is made beside the old one and takes its place when it is whole. A file that is no entry is told
of, and the rest goes on. Links are not followed.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, ExitCode, Place, Refused, diagnose
from compositor.index.entryfile import ENTRY_FILE, read_entry
from compositor.index.schema import INDEX, refused
from compositor.index.store import Index

DRAFT = f"{INDEX}.writing"


class Rebuilt(NamedTuple):
    """How many issues are in an index that was made anew, and what could not be taken in."""

    issues: int
    diagnostics: tuple[Diagnostic, ...]


def rebuild(folder: Path) -> Rebuilt:
    """Make the index of the archive in a folder anew; `Refused` if there is none, or no room."""
    if not folder.is_dir():
        place = Place(str(folder))
        raise Refused([diagnose("no-archive", place, folder=folder)], ExitCode.INPUT)
    draft, said = folder / DRAFT, []
    try:
        _remove(draft)
        with Index(draft) as index:
            for path in _entries(folder):
                if problem := _take(index, path):
                    said.append(problem)
            issues = len(index.known())
        draft.replace(folder / INDEX)
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused("cannot-write", folder / INDEX, reason=reason) from None
    finally:
        _remove(draft)
    return Rebuilt(issues, tuple(said))


def _entries(folder: Path) -> Iterator[Path]:
    """The entries below a folder, in the order of their paths."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        if ENTRY_FILE in files:
            yield Path(place) / ENTRY_FILE


def _take(index: Index, path: Path) -> Diagnostic | None:
    try:
        entry = read_entry(path.read_bytes())
    except OSError as error:
        return diagnose("unreadable", Place(str(path)), file=path, reason=error.strerror or error)
    if entry is None:
        return diagnose("no-entry", Place(str(path)), file=path)
    index.put(entry)
    return None


def _remove(path: Path) -> None:
    """A draft, and the journal that a killed run may have left with it."""
    for one in (path, path.with_name(f"{path.name}-journal")):
        one.unlink(missing_ok=True)
