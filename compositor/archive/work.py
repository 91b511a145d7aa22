"""What a worker does with one task: make the issue, put its files on the shelf, tell of it.

    outcome = make(workshop, task)      a job of an `Executor`

Whatever happens to an issue is its outcome, `failed`, with diagnostics: it never ends the worker.
The files of the last time stay as they are then.
"""

import errno
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from time import perf_counter

from compositor.archive.inputs import Recorder
from compositor.archive.shelves import shelf_at, sources_at
from compositor.archive.sizing import peak_memory
from compositor.backissue import Workshop
from compositor.diagnostics import Diagnostic, ExitCode, Place, Refused, diagnose
from compositor.edition import made_by
from compositor.model.backissue import Outcome, Output, Task

FULL = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG})


def make(workshop: Workshop, task: Task) -> Outcome:
    """Make an issue again and put its files on the shelf of the archive."""
    begun = perf_counter()
    try:
        made = _made(workshop, task)
    except Refused as refused:
        made = _failed(task, refused.exit_code, refused.diagnostics)
    except Exception as error:  # a fault of the program, or of the machine: one issue's, not all's
        made = _broke(task, error)
    return replace(made, seconds=perf_counter() - begun, peak=peak_memory())


def _made(workshop: Workshop, task: Task) -> Outcome:
    recorder = Recorder(sources_at(task.root))
    made = workshop.remake(recorder, task.issue, task.recipe)
    shelf = shelf_at(task.archive)
    shelf.put(task.issue, made.files)
    shelf.remove(task.issue, [name for name in task.last if name not in made.files])
    return Outcome(
        task.issue,
        "composed",
        diagnostics=made.diagnostics,
        fingerprint=made.fingerprint,
        inputs=recorder.inputs(made.inputs),
        outputs=outputs_of(made.files),
        pages=len(made.edition.pages),
        made_by=made_by(),
    )


def outputs_of(files: Mapping[str, bytes]) -> tuple[Output, ...]:
    """What a lock says of files, sorted by name."""
    return tuple(
        Output(name, len(data), sha256(data).hexdigest()) for name, data in sorted(files.items())
    )


def _failed(task: Task, exit_code: ExitCode, diagnostics: Iterable[Diagnostic]) -> Outcome:
    return Outcome(task.issue, "failed", exit_code, tuple(diagnostics))


def _broke(task: Task, error: Exception) -> Outcome:
    """What cannot be foreseen: a disk that fails outside of the shelf, or a fault of ours."""
    if isinstance(error, OSError) and error.filename:
        return _failed(task, ExitCode.SYSTEM, [_of_disk(error)])
    kind, words = type(error).__name__, " ".join(str(error).split()) or "-"
    problem = diagnose("issue-broke", Place(task.issue), issue=task.issue, kind=kind, words=words)
    trace = "".join(traceback.format_exception(error))
    return replace(_failed(task, ExitCode.SYSTEM, [problem]), trace=trace)


def _of_disk(error: OSError) -> Diagnostic:
    file, reason = str(error.filename), error.strerror or str(error)
    if error.errno in FULL:
        return diagnose("cannot-write", Place(file), file=file, reason=reason)
    return diagnose("unreadable", Place(file), file=file, reason=reason)
