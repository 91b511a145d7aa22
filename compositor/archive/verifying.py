"""What a rebuild would change: an issue made again in memory, and held against what was locked.

    for told in verify(tasks, executor):        as they are finished
        told.state, told.pages, …               `model.backissue.Verified`

Nothing is written. A library that was renewed shows its effect so before it is accepted: pages,
lines and pixels, issue by issue. Files that are kept are read and held against the lock first: what
was damaged on the shelf is no effect of a library. An issue that is made of other files by now is
told as such (`changed`), and what it would look like all the same.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any

from compositor.archive.executor import Executor, Lost
from compositor.archive.shelves import Shelf, shelf_at, sources_at
from compositor.backissue import EDITION_FILE, MADE_BY, REPORT_FILE, Remade, Workshop
from compositor.comparing.editions import other_pages
from compositor.diagnostics import ExitCode, Place, Refused, diagnose
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


def missing(issue: str) -> Verified:
    """An issue of which the lock knows nothing."""
    found = diagnose("not-locked", Place(issue), issue=issue)
    return Verified(issue, "missing", ExitCode.GATE, (found,))


def verify(tasks: Sequence[VerifyTask], executor: Executor) -> Iterator[Verified]:
    """Each issue as it is done; closing it, what is not begun never is."""
    for task, told in executor.run(compare, tasks):
        if isinstance(told, Lost):
            found = diagnose("verify-lost", Place(task.issue), reason=told.reason)
            yield Verified(task.issue, "failed", ExitCode.SYSTEM, (found,))
        else:
            yield told


def compare(workshop: Workshop, task: VerifyTask) -> Verified:
    """What a worker does with one issue."""
    begun = perf_counter()
    kept = _read_kept(shelf_at(task.archive), task.locked)
    try:
        made = workshop.remake(sources_at(task.root), task.issue, _recipe(task.locked))
    except Refused as refused:
        told = Verified(task.issue, "failed", refused.exit_code, refused.diagnostics, kept.damaged)
    else:
        told = _held_against(kept, made, task)
    return replace(told, seconds=perf_counter() - begun)


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


def _held_against(kept: _Kept, made: Remade, task: VerifyTask) -> Verified:
    locked = task.locked
    inputs = tuple(_other_inputs(locked, made))
    files = tuple(_other_files(locked, made))
    report = json.loads(made.files[REPORT_FILE])
    told = Verified(
        task.issue,
        "identical",
        damaged=kept.damaged,
        inputs=inputs,
        files=files,
        engines=tuple(_other_engines(kept, report)),
    )
    if files:
        gone, new = _other_codes(kept, report)
        pages = _other_pages(kept, made, files, overlays=task.overlays)
        told = replace(told, pages=pages, codes_gone=gone, codes_new=new)
    state = _state(told)
    return replace(told, state=state, exit_code=ExitCode.DONE if state in GOOD else ExitCode.GATE)


def _state(told: Verified) -> VerifiedState:
    """The first that is so, as `Verified` lists them."""
    states: Mapping[VerifiedState, object] = {
        "damaged": told.damaged,
        "changed": told.inputs,
        "differs": told.pages,
        "same-print": told.files,
    }
    return next((state for state, is_so in states.items() if is_so), "identical")


def _other_inputs(locked: Locked, made: Remade) -> Iterator[OtherInput]:
    """Files that were read then and now, and are others; what was not there is read now as well."""
    old = {one.path: one.digest for one in locked.inputs if one.kind == "file"}
    new = dict(made.inputs)
    for path in sorted({*old, *new}):
        before, after = old.get(path, ""), new.get(path, "")
        if before != after:
            yield OtherInput(path, before, after)


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
            pages = _pages_of(name, Pages(before, after))
            pdfs = kept.files[name], made.files[name]
            for number, other in other_prints(name, *pdfs, pages, overlays=overlays):
                prints.setdefault(number, []).append(other)
    return tuple(
        replace(found.get(number, OtherPage(number)), prints=tuple(prints.get(number, ())))
        for number in sorted({*found, *prints})
    )


def _data_of(made: Remade) -> Any:
    return json.loads(made.files[EDITION_FILE])


def _pages_of(name: str, pages: Pages) -> Pages:
    """The pages of a PDF: all of the issue, or of `press-N.pdf` one."""
    number = name.removesuffix(PDF).rpartition("-")[2]
    return Pages((int(number),), (int(number),)) if number.isdecimal() else pages


def _other_engines(kept: _Kept, report: Mapping[str, Any]) -> Iterator[OtherEngine]:
    """Versions that were others; none where it is not known what they were."""
    try:
        old = kept.data(REPORT_FILE).get(MADE_BY) or report[MADE_BY]
    except ValueError:
        return
    new = report[MADE_BY]
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield OtherEngine(name, before, after)


def _other_codes(kept: _Kept, report: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of problems that are gone, and of those that are new."""
    try:
        old = Counter(one["code"] for one in kept.data(REPORT_FILE)["problems"])
    except ValueError:
        return (), ()
    new = Counter(one["code"] for one in report["problems"])
    return tuple(sorted((old - new).elements())), tuple(sorted((new - old).elements()))
