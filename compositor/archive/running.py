"""The run: issues to an executor, outcomes as they come, the lock kept up to date.

    run = prepare(archive, patterns, recipe)
    with executor:
        for outcome in run_all(run, executor):
            …                           `unchanged` first, then `composed` or `failed` as they come

The caller may stop at any moment, or be stopped: what was handed on is in the lock, or in its
journal. One issue that fails hinders no other; with `is_fail_fast` what is not begun then never is.
What an issue that has failed was the last time stays, its files and its lines in the lock.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import get_args

from compositor.archive.executor import Executor, Lost
from compositor.archive.lock import Lock, one_run, open_lock
from compositor.archive.preparing import Run
from compositor.archive.shelves import Shelf, shelf_at
from compositor.archive.work import make
from compositor.diagnostics import ExitCode, Place, Refused, diagnose
from compositor.model.backissue import Locked, Outcome, Recipe, State, Task

BROKEN_FILE = "archive.broken.txt"  # where the program broke, issue by issue


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in figures: issues by what came of them, pages made, the most memory of a worker."""

    issues: Mapping[State, int]
    pages: int
    peak: int
    exit_code: ExitCode


def run_all(
    run: Run, executor: Executor, *, is_fail_fast: bool = False
) -> Generator[Outcome, None, None]:
    """Make what is to be made; an outcome for each issue that was come to.

    `Refused` before anything is made where another run is at work or nothing can be written, and
    at the end where the lock cannot be written; its journal then has it all.
    """
    yield from map(_unchanged, run.unchanged)
    if not run.wanted:
        return  # an archive on a disk that is read only may be looked at
    shelf = shelf_at(run.archive.place)
    with one_run(shelf):
        lock = open_lock(shelf, begins_anew=run.is_damaged)
        broken = _Broken(shelf)
        try:
            for outcome in _made(run, executor, is_fail_fast=is_fail_fast):
                broken.note(outcome)
                yield _noted(outcome, run.recipe, lock)
        except BaseException:
            with suppress(Refused):
                lock.close()
            raise
        lock.close()


def _made(run: Run, executor: Executor, *, is_fail_fast: bool) -> Iterator[Outcome]:
    handing = _Handing(task for task, _ in run.wanted)
    for task, value in executor.run(make, handing):
        outcome = _lost(task, value) if isinstance(value, Lost) else value
        if is_fail_fast and outcome.state == "failed":
            handing.stop()
        yield outcome


class _Handing:
    """Tasks as an executor asks for them, until that is stopped."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = iter(tasks)
        self._is_stopped = False

    def stop(self) -> None:
        """Hand out no more."""
        self._is_stopped = True

    def __iter__(self) -> Iterator[Task]:
        return self

    def __next__(self) -> Task:
        if self._is_stopped:
            raise StopIteration
        return next(self._tasks)


def _unchanged(locked: Locked) -> Outcome:
    return Outcome(
        locked.issue,
        "unchanged",
        fingerprint=locked.fingerprint,
        inputs=locked.inputs,
        outputs=locked.outputs,
        pages=locked.pages,
        made_by=locked.made_by,
    )


def _lost(task: Task, lost: Lost) -> Outcome:
    problem = diagnose("worker-lost", Place(task.issue), issue=task.issue, reason=lost.reason)
    return Outcome(task.issue, "failed", ExitCode.SYSTEM, (problem,))


def _noted(outcome: Outcome, recipe: Recipe, lock: Lock) -> Outcome:
    """An outcome that is in the journal; if that cannot be written, it says so."""
    if outcome.state != "composed":
        return outcome
    try:
        lock.note(locked_of(outcome, recipe))
    except Refused as refused:
        said = (*outcome.diagnostics, *refused.diagnostics)
        return replace(outcome, diagnostics=said, exit_code=refused.exit_code)
    return outcome


def locked_of(outcome: Outcome, recipe: Recipe) -> Locked:
    """What a lock says of an issue that was made."""
    return Locked(
        outcome.issue,
        recipe.name,
        outcome.fingerprint,
        outcome.pages,
        outcome.inputs,
        outcome.outputs,
        outcome.made_by,
    )


class _Broken:
    """Where the program broke in this run, in a file for whoever mends it; none: no file."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._told: list[str] = []
        shelf.remove("", [BROKEN_FILE])

    def note(self, outcome: Outcome) -> None:
        """Add to the file if an issue broke; a disk that is full has been told of."""
        if outcome.trace:
            self._told.append(f"{outcome.issue}\n{outcome.trace}\n")
            with suppress(Refused):
                self._shelf.put("", {BROKEN_FILE: "".join(self._told).encode()})


def summary_of(outcomes: Iterable[Outcome], diagnosed: ExitCode = ExitCode.DONE) -> Summary:
    """A run in figures; its exit code is the worst of the outcomes' and of the run's own."""
    states: Counter[State] = Counter()
    pages, peak, worst = 0, 0, diagnosed
    for one in outcomes:
        states[one.state] += 1
        pages += one.pages if one.state == "composed" else 0
        peak, worst = max(peak, one.peak), max(worst, one.exit_code)
    issues = {state: states[state] for state in get_args(State)}
    return Summary(issues, pages, peak, ExitCode(worst))
