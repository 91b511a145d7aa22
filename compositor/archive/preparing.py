"""Issues and lock → what is to be made, each with its reasons; the rest is unchanged.

    archive = Archive(root, place)
    run = prepare(archive, ["2025-*"], Recipe(press=True))
    run.wanted              Wanted(issue, (Reason("changed", "fonts/PaperSong-Regular.otf"),)), …
    run.unchanged           what the lock says of the others

Nothing is written and nothing is started. An issue is made again if an input is another, if another
version of the program or of an engine would make it, if more is asked of it than was made, if a
file that was made is not there in its size, or by `force`. Where less is asked than was made, the
rest stays. What is unchanged costs the hash of its files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from compositor.archive.finding import find_issues
from compositor.archive.inputs import Way, changed_inputs
from compositor.archive.lock import DAMAGED, LOCK_FILE, read_lock
from compositor.archive.shelves import Shelf, shelf_at, sources_at
from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.edition import build_name, made_by
from compositor.model.backissue import Locked, Recipe, Task
from compositor.sources import Sources

Cause: TypeAlias = Way | Literal["new", "engine", "recipe", "lost", "forced"]


class Archive(NamedTuple):
    """Where the project is and where its archive: paths, or URLs of a shared store."""

    root: str
    place: str


class Reason(NamedTuple):
    """Why an issue is made again; `what` is a path, the name of a file, or versions."""

    cause: Cause
    what: str = ""


class Wanted(NamedTuple):
    """An issue to be made, and why."""

    task: Task
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has to do. `is_damaged`: the lock is to be set aside, and begun anew."""

    archive: Archive
    recipe: Recipe
    wanted: tuple[Wanted, ...]
    unchanged: tuple[Locked, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_damaged: bool = False

    @property
    def reasons(self) -> Mapping[str, tuple[Reason, ...]]:
        """The reasons by issue."""
        return {one.task.issue: one.reasons for one in self.wanted}


def prepare(
    archive: Archive, patterns: Sequence[str], recipe: Recipe, *, force: bool = False
) -> Run:
    """What is to be made of the issues that patterns name, none meaning all.

    `Refused` with `lock-newer`, and with `lock-damaged` unless by `force` all is made anyway.
    """
    sources, shelf = sources_at(archive.root), shelf_at(archive.place)
    locked, damage = _lock(shelf, is_forced=force)
    found = find_issues(sources, patterns)
    wanted: list[Wanted] = []
    unchanged: list[Locked] = []
    for issue in found.issues:
        last = locked.get(issue)
        reasons = tuple(_reasons(last, recipe, sources, shelf))
        if force or last is None or reasons:
            names = tuple(one.name for one in last.outputs) if last else ()
            task = Task(issue, archive.root, archive.place, recipe, names)
            wanted.append(Wanted(task, reasons or (Reason("forced"),)))
        else:
            unchanged.append(last)
    gone = () if patterns else _gone(sources, locked, found.issues)
    said = (*damage, *found.diagnostics, *gone)
    return Run(archive, recipe, tuple(wanted), tuple(unchanged), said, bool(damage))


def _lock(shelf: Shelf, *, is_forced: bool) -> tuple[Mapping[str, Locked], tuple[Diagnostic, ...]]:
    try:
        return read_lock(shelf), ()
    except Refused as refused:
        damaged = [one for one in refused.diagnostics if one.code == DAMAGED]
        if not is_forced or not damaged:
            raise
        return {}, tuple(diagnose("lock-begun-anew", one.place, file=LOCK_FILE) for one in damaged)


def _reasons(
    last: Locked | None, recipe: Recipe, sources: Sources, shelf: Shelf
) -> Iterator[Reason]:
    """Why an issue cannot stay as it is; none: it can."""
    if last is None:
        yield Reason("new")
        return
    changes = changed_inputs(last, sources)
    yield from (Reason(change.way, change.path) for change in changes)
    if not changes and last.fingerprint != build_name(_files(last)):
        yield Reason("engine", _versions(last))
    if more := sorted({*recipe.name.split()} - {*last.recipe.split()}):
        yield Reason("recipe", ", ".join(more))
    for output in last.outputs:
        if shelf.size(f"{last.issue}/{output.name}") != output.size:
            yield Reason("lost", output.name)


def _files(last: Locked) -> Iterable[tuple[str, str]]:
    return ((one.path, one.digest) for one in last.inputs if one.kind == "file")


def _versions(last: Locked) -> str:
    """What made it and is of another version now: `weasyprint 70.0 → 70.1`."""
    return ", ".join(
        f"{name} {old or '-'} → {new or '-'}" for name, old, new in other_versions(last)
    )


def other_versions(last: Locked) -> Iterator[tuple[str, str, str]]:
    """What made an issue and is of another version now: name, then, now; "" where it is not."""
    then, now = (
        dict(one.rpartition(" ")[::2] for one in made) for made in (last.made_by, made_by())
    )
    for name in sorted(then.keys() | now.keys()):
        if then.get(name) != now.get(name):
            yield name, then.get(name, ""), now.get(name, "")


def _gone(
    sources: Sources, locked: Mapping[str, Locked], found: Iterable[str]
) -> Iterator[Diagnostic]:
    """Issues that are in the archive and not in the project: nothing is done to them."""
    for issue in sorted(locked.keys() - {*found}):
        if not sources.exists(f"{issue}/issue.yaml"):
            yield diagnose("issue-gone", Place(issue), issue=issue)
