"""What a rebuild would change: an issue made again in memory, and held against what was locked.

    asked = what_to_verify(archive, ["2025-*"])     tasks; issues the lock does not know
    for told in verify(asked.tasks, executor):      as they are finished
        told.state, told.pages, …                   `model.backissue.Verified`

Nothing is written. A library that was renewed shows its effect so before it is accepted: pages,
lines and pixels, issue by issue. Files that are kept are read and held against the lock first: what
was damaged on the shelf is no effect of a library. An issue that is made of other files by now is
told as such (`changed`), and what it would look like all the same.
"""

import json
import traceback
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any

from compositor.archive.executor import Executor, Lost
from compositor.archive.finding import find_issues
from compositor.archive.inputs import changed_inputs
from compositor.archive.lock import read_lock
from compositor.archive.preparing import Archive, other_versions
from compositor.archive.shelves import Shelf, shelf_at, sources_at
from compositor.backissue import EDITION_FILE, REPORT_FILE, Remade, Workshop
from compositor.comparing.editions import other_pages
from compositor.diagnostics import Diagnostic, ExitCode, Place, Refused, diagnose
from compositor.model.backissue import (
    Locked,
    OtherEngine,
    OtherFile,
    OtherInput,
    OtherPage,
    OtherPrint,
    Recipe,
    Verified,
    VerifiedState,
    VerifyTask,
)
from compositor.press.reprint import Pages, other_prints

PDF = ".pdf"
GOOD: frozenset[VerifiedState] = frozenset({"identical", "same-print"})


@dataclass(frozen=True, slots=True)
class ToVerify:
    """What is to be made again, what the lock does not know, and what was said on the way."""

    tasks: tuple[VerifyTask, ...]
    missing: tuple[Verified, ...]
    diagnostics: tuple[Diagnostic, ...]


def what_to_verify(
    archive: Archive, patterns: Sequence[str] = (), *, overlays: bool = False
) -> ToVerify:
    """The issues that patterns name, none meaning all that is locked, gone from the project or not.

    `Refused` where the lock cannot be read (`lock-newer`, `lock-damaged`) or there is none.
    """
    locked = read_lock(shelf_at(archive.place))
    if not locked:
        raise Refused([diagnose("nothing-locked", Place(archive.place), archive=archive.place)])
    found = find_issues(sources_at(archive.root), patterns) if patterns else None
    issues = found.issues if found else sorted(locked)
    return ToVerify(
        tuple(VerifyTask(i, *archive, locked[i], overlays) for i in issues if i in locked),
        tuple(_missing(issue) for issue in issues if issue not in locked),
        found.diagnostics if found else (),
    )


def _missing(issue: str) -> Verified:
    found = diagnose("not-locked", Place(issue), issue=issue)
    return Verified(issue, "missing", ExitCode.GATE, (found,))


def verify(
    tasks: Iterable[VerifyTask], executor: Executor, *, is_fail_fast: bool = False
) -> Generator[Verified, None, None]:
    """Each issue as it is done; with `is_fail_fast` none is begun after one that is not good."""
    is_over = False

    def handed() -> Iterator[VerifyTask]:
        for task in tasks:
            if is_over:
                return
            yield task

    for task, value in executor.run(compare, handed()):
        told = _lost(task, value) if isinstance(value, Lost) else value
        is_over = is_over or (is_fail_fast and told.state not in GOOD)
        yield told


def _lost(task: VerifyTask, lost: Lost) -> Verified:
    values = {"issue": task.issue, "reason": lost.reason}
    return _failed(task, diagnose("worker-lost", Place(task.issue), **values))


def compare(workshop: Workshop, task: VerifyTask) -> Verified:
    """What a worker does with one issue; whatever happens to it never ends the worker."""
    begun = perf_counter()
    try:
        told = _compare(workshop, task)
    except Exception as error:  # a fault of the program, or of the machine: one issue's, not all's
        told = _broke(task, error)
    return replace(told, seconds=perf_counter() - begun)


def _broke(task: VerifyTask, error: Exception) -> Verified:
    kind, words = type(error).__name__, " ".join(str(error).split()) or "-"
    place = Place(task.issue)
    problem = diagnose("verify-broke", place, issue=task.issue, kind=kind, words=words)
    trace = "".join(traceback.format_exception(error))
    return replace(_failed(task, problem), trace=trace)


def _failed(task: VerifyTask, problem: Diagnostic) -> Verified:
    engines = tuple(_other_engines(task.locked))
    return Verified(task.issue, "failed", ExitCode.SYSTEM, (problem,), engines=engines)


def _compare(workshop: Workshop, task: VerifyTask) -> Verified:
    sources, locked = sources_at(task.root), task.locked
    kept = _read_kept(shelf_at(task.archive), locked)
    engines = tuple(_other_engines(locked))
    told = Verified(task.issue, "failed", damaged=kept.damaged, engines=engines)
    try:
        made = workshop.remake(sources, task.issue, _recipe(locked))
    except Refused as refused:
        said, code = refused.diagnostics, refused.exit_code
        told = replace(told, diagnostics=said, exit_code=code)
    else:
        told = _held_against(kept, made, task, told)
    changes = changed_inputs(locked, workshop.knowing(sources))
    told = replace(told, inputs=tuple(OtherInput(*change) for change in changes))
    return told if told.exit_code else _judged(told)


def _judged(told: Verified) -> Verified:
    """With its state: the first that is so, as `Verified` lists them."""
    states: Mapping[VerifiedState, object] = {
        "damaged": told.damaged,
        "changed": told.inputs,
        "differs": told.pages,
        "same-print": told.files,
    }
    found: list[VerifiedState] = [state for state, is_so in states.items() if is_so]
    state = found[0] if found else "identical"
    status = ExitCode.DONE if state in GOOD else ExitCode.GATE
    return replace(told, state=state, exit_code=status)


# -------------------------------------------------------------------------- what is kept


@dataclass(frozen=True, slots=True)
class _Kept:
    """The files of an issue that are as they were locked, and the names of those that are not."""

    files: Mapping[str, bytes]
    damaged: tuple[str, ...]

    def data(self, name: str) -> Any:
        """What a file of data says; `ValueError` if it is not there whole."""
        return json.loads(self.files.get(name, b""))


def _read_kept(shelf: Shelf, locked: Locked) -> _Kept:
    files: dict[str, bytes] = {}
    for output in locked.outputs:
        try:
            data = shelf.read(f"{locked.issue}/{output.name}")
        except OSError:
            continue
        if sha256(data).hexdigest() == output.digest:
            files[output.name] = data
    return _Kept(files, tuple(one.name for one in locked.outputs if one.name not in files))


def _recipe(locked: Locked) -> Recipe:
    asked = locked.recipe.split()
    return Recipe(**{field: field in asked for field in Recipe._fields})


# ------------------------------------------------------------------ what is made, against it


def _held_against(kept: _Kept, made: Remade, task: VerifyTask, told: Verified) -> Verified:
    files = tuple(_other_files(task.locked, made))
    told = replace(told, files=files, pages_made=len(made.edition.pages))
    if not files:
        return told
    gone, new = _other_codes(kept, made)
    pages = _other_pages(kept, made, files, overlays=task.overlays)
    return replace(told, pages=pages, codes_gone=gone, codes_new=new)


def _other_files(locked: Locked, made: Remade) -> Iterator[OtherFile]:
    old = {one.name: one for one in locked.outputs}
    for name in sorted({*old, *made.files}):
        before, after = old.get(name), made.files.get(name)
        is_same = before and after is not None and sha256(after).hexdigest() == before.digest
        if not is_same:
            sizes = (before.size if before else None, None if after is None else len(after))
            yield OtherFile(name, *sizes)


# ------------------------------------------------------------------------- how it differs


def _other_pages(
    kept: _Kept, made: Remade, files: Sequence[OtherFile], *, overlays: bool
) -> tuple[OtherPage, ...]:
    """The pages that differ as editions or as prints, by number."""
    after = tuple(page.number for page in made.edition.pages)
    try:
        edition = kept.data(EDITION_FILE)
        found = {one.page: one for one in other_pages(edition, _data_of(made))}
        before = tuple(page["page"] for page in edition["pages"])
    except ValueError:  # damaged, or of a version that had other fields: the prints will say
        found, before = {}, after
    prints: dict[int, list[OtherPrint]] = {}
    for name in (one.name for one in files if one.name.endswith(PDF)):
        if name in kept.files and name in made.files:
            pages = Pages(before, after)
            pdfs = kept.files[name], made.files[name]
            for number, other in other_prints(name, *pdfs, pages, overlays=overlays):
                prints.setdefault(number, []).append(other)
    return tuple(
        replace(found.get(number, OtherPage(number)), prints=tuple(prints.get(number, ())))
        for number in sorted({*found, *prints})
    )


def _data_of(made: Remade) -> Any:
    return json.loads(made.files[EDITION_FILE])


def _other_engines(locked: Locked) -> Iterator[OtherEngine]:
    """Versions that were others; none where it is not known what they were."""
    if locked.made_by:
        yield from (OtherEngine(*one) for one in other_versions(locked))


def _other_codes(kept: _Kept, made: Remade) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of problems that are gone, and of those that are new."""
    try:
        old = Counter(one["code"] for one in kept.data(REPORT_FILE)["problems"])
    except (ValueError, KeyError, TypeError):  # damaged, or of a version that had other fields
        return (), ()
    new = Counter(one["code"] for one in json.loads(made.files[REPORT_FILE])["problems"])
    return tuple(sorted((old - new).elements())), tuple(sorted((new - old).elements()))
