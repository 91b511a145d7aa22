"""Workers of a cluster looked over before a run: whether they would make what we would, and where.

    told = client.run(outfit, on_error="return")             by worker; an error where it cannot say
    found = strangers(address, told)                         diagnostics: of another outfit
    with marked(archive) as mark:
        told = client.run(view, archive, mark, on_error="return")
        found = apart(address, told, view(archive, mark))    … or who sees another project, archive

A folder that is not shared would be filled on each machine, and nobody would know. A worker that
cannot be reached just now (`OSError`) is dying, or is asked with its first issue. Knows nothing of
Dask: workers are what is asked and what they answer.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from socket import gethostname
from typing import TypeAlias

from compositor.archive.outfit import Outfit, outfit
from compositor.archive.preparing import Archive
from compositor.archive.shelves import shelf_at, sources_at
from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.manuscript.faces import FONT_TABLE

View: TypeAlias = Mapping[str, tuple[str, str]]  # by place: the file looked for, what was seen


def strangers(address: str, told: Mapping[str, Outfit | BaseException]) -> tuple[Diagnostic, ...]:
    """Who is of another outfit than we, or cannot say (the program is not there)."""
    ours = outfit()
    return tuple(
        stranger(address, worker, theirs)
        for worker, theirs in told.items()
        if theirs != ours and not isinstance(theirs, OSError)
    )


def stranger(address: str, worker: str, theirs: Outfit | BaseException) -> Diagnostic:
    """How a worker's outfit is another."""
    if isinstance(theirs, BaseException):
        what = _said(theirs)
    else:
        have = dict(theirs)
        pairs = ((name, have.get(name, "-"), ours) for name, ours in outfit())
        what = ", ".join(f"{name} {own} ≠ {ours}" for name, own, ours in pairs if own != ours)
    return diagnose("cluster-differs", Place(address), worker=worker, what=what)


@contextmanager
def marked(archive: Archive) -> Iterator[str]:
    """A file is in the archive for a moment; its name. `Refused` where it cannot be written."""
    shelf, mark = shelf_at(archive.place), f"archive.seen-{gethostname()}-{os.getpid()}"
    shelf.put("", {mark: b""})
    try:
        yield mark
    finally:
        shelf.remove("", [mark])


def view(archive: Archive, mark: str) -> View:
    """What this process sees of a project and its archive: a file that each has."""
    return {
        archive.root: (FONT_TABLE, _table(archive.root)),
        archive.place: (mark, _mark(archive.place, mark)),
    }


def apart(
    address: str, told: Mapping[str, View | BaseException], ours: View
) -> tuple[Diagnostic, ...]:
    """Who sees another project or another archive than we."""
    views = {
        worker: dict.fromkeys(ours, ("", _said(view))) if isinstance(view, BaseException) else view
        for worker, view in told.items()
        if not isinstance(view, OSError)
    }
    return tuple(
        _apart(address, worker, place, seen)
        for worker, theirs in views.items()
        for place, seen in theirs.items()
        if seen != ours[place]
    )


def _apart(address: str, worker: str, place: str, seen: tuple[str, str]) -> Diagnostic:
    what = " ".join(word for word in seen if word)
    return diagnose("cluster-apart", Place(address), worker=worker, place=place, what=what)


def _table(root: str) -> str:
    try:
        return sources_at(root).know(FONT_TABLE)[:12]
    except (OSError, Refused) as error:
        return _said(error)


def _mark(place: str, mark: str) -> str:
    try:
        return "✓" if shelf_at(place).size(mark) is not None else "✗"
    except Refused as error:
        return _said(error)


def _said(error: BaseException) -> str:
    """What an error says; for a refusal the reason it gives."""
    if isinstance(error, Refused):
        return "; ".join(dict(one.values).get("reason", one.code) for one in error.diagnostics)
    return f"{type(error).__name__}: {error}"
