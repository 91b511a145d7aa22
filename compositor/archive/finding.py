"""Which issues are meant: patterns → folders of issues, by the names they go by.

    found = find_issues(sources, ["2025-*", "issues/2009"])
    found.issues            ("issues/2009/2009-03", "issues/2025-08", …), sorted, each once
    found.diagnostics       patterns that name nothing, folders that cannot be read or lead back

An issue is a folder with an `issue.yaml`, in `issues/` or in folders below it; in an issue no other
is looked for. A pattern is the name of an issue (`2025-08`), a path to one or to a folder of them,
or either with `*`, `?` and `[…]`; no pattern means all of `issues/`. Links are followed, but no
folder is looked through twice: a link to what has a place of its own leads nowhere. Folders are
read entry by entry without asking for the state of each, so that a hundred thousand files that are
no issues cost a tenth of a second.
"""

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic, Place, diagnose, nearest
from compositor.sources import FolderSources, Sources

ISSUES, MANIFEST = "issues", "issue.yaml"
WILD = frozenset("*?[")
Told: TypeAlias = Callable[[Diagnostic], None]


class Found(NamedTuple):
    """Folders of issues, from the project's root, and what was said on the way."""

    issues: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Entry(NamedTuple):
    """A folder in a folder; `real` is what it is however it is reached."""

    path: str
    real: str
    is_link: bool


def find_issues(sources: Sources, patterns: Sequence[str] = ()) -> Found:
    """The issues that patterns name, or all; what cannot be found is told, not raised."""
    told: list[Diagnostic] = []
    every: list[str] | None = None
    found: set[str] = set()
    for pattern in patterns or (f"{ISSUES}/*",):
        path = _path(sources, pattern)
        if path and not WILD & set(path) and _is_issue(sources, path):
            found.add(path)
            continue
        if every is None:
            every = _look_through(sources, ISSUES, told.append)
        named = _matching(pattern, path, every) if path else []
        if path and not named and not WILD & set(path) and path != ISSUES:
            named = _look_through(sources, path, told.append)
        if not named and (patterns or not told):
            told.append(_nothing(pattern, every))
        found.update(named)
    return Found(tuple(sorted(found)), tuple(dict.fromkeys(told)))


def _path(sources: Sources, pattern: str) -> str | None:
    """A pattern as a path from the root; None where it leads out of the project."""
    path = pattern.rstrip("/").removesuffix(f"/{MANIFEST}")
    if posixpath.isabs(path) and isinstance(sources, FolderSources):
        names = (path, os.path.realpath(path))
        below = (os.path.relpath(name, sources.root) for name in names)
        path = next((name for name in below if not name.startswith("..")), "..")
    path = posixpath.normpath(path or ".")
    return None if posixpath.isabs(path) or path.split("/")[0] in ("..", ".") else path


def _matching(pattern: str, path: str, issues: Iterable[str]) -> list[str]:
    """The issues a pattern fits: their name, their path, or a folder they are in."""
    forms = (path, f"{path}/*", f"{ISSUES}/{path}", f"{ISSUES}/{path}/*")
    return [one for one in issues if _fits(one, forms) or fnmatchcase(_name(one), pattern)]


def _fits(issue: str, forms: Iterable[str]) -> bool:
    return any(fnmatchcase(issue, form) for form in forms)


def _name(issue: str) -> str:
    return issue.rpartition("/")[2]


def _nothing(pattern: str, issues: Sequence[str]) -> Diagnostic:
    known = {name: name for one in issues for name in (_name(one), one)}
    return diagnose("no-issue", pattern=pattern, near=nearest(pattern, known))


def _is_issue(sources: Sources, folder: str) -> bool:
    try:
        return sources.exists(f"{folder}/{MANIFEST}")
    except OSError:
        return False  # a folder that may not be looked into: that is told when it is looked through


# -------------------------------------------------------------------------- looking through


def _look_through(sources: Sources, top: str, tell: Told) -> list[str]:
    """All issues in a folder, however deep; links come last, so that they have no first right."""
    found: list[str] = []
    waiting = [_Entry(top, _real(sources, top), is_link=False)]
    links: list[_Entry] = []
    seen: dict[str, str] = {}
    while waiting or links:
        entry = waiting.pop() if waiting else links.pop(0)
        if before := seen.get(entry.real):
            tell(diagnose("found-twice", Place(entry.path), folder=entry.path, before=before))
            continue
        seen[entry.real] = entry.path
        if _is_issue(sources, entry.path):
            found.append(entry.path)
            continue
        for below in _folders(sources, entry, tell):
            (links if below.is_link else waiting).append(below)
    return found


def _folders(sources: Sources, above: _Entry, tell: Told) -> list[_Entry]:
    """The folders in a folder, sorted; those whose name begins with a dot are nobody's issues."""
    folder = above.path
    if not isinstance(sources, FolderSources):
        paths = [f"{folder}/{name}" for name in sources.names(folder)]
        return [_Entry(path, path, is_link=False) for path in paths if not _is_hidden(path)]
    try:
        with os.scandir(sources.root / folder) as entries:
            return sorted(_local(above, entries))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        reason = error.strerror or str(error)
        tell(diagnose("folder-unreadable", Place(folder), folder=folder, reason=reason))
        return []


def _local(above: _Entry, entries: Iterable["os.DirEntry[str]"]) -> Iterator[_Entry]:
    for entry in entries:
        if not _is_hidden(entry.name) and _is_folder(entry):
            is_link = entry.is_symlink()
            real = os.path.realpath(entry.path) if is_link else f"{above.real}/{entry.name}"
            yield _Entry(f"{above.path}/{entry.name}", real, is_link)


def _is_hidden(path: str) -> bool:
    return _name(path).startswith(".")


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads round in a circle


def _real(sources: Sources, path: str) -> str:
    return os.path.realpath(sources.root / path) if isinstance(sources, FolderSources) else path
