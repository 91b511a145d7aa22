"""Jobs of tests: workers import them by name. Tasks are what each says."""

import os
import signal
from hashlib import sha256
from pathlib import Path

from compositor.archive.shelves import shelf_at, sources_at
from compositor.backissue import Workshop
from compositor.model.backissue import Recipe, Task

Digests = tuple[tuple[str, str], ...]


def twice(workshop: Workshop, number: int) -> tuple[int, int, int]:
    """A number, its double, and the workshop's number."""
    return number, 2 * number, id(workshop)


def who(workshop: Workshop, number: int) -> int:
    """The process that did it."""
    del workshop, number
    return os.getpid()


def dies_once(workshop: Workshop, mark: str) -> str:
    """Kills its process as a full memory does, unless it did so before (`mark` is a file)."""
    del workshop
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark


def dies_at_13(workshop: Workshop, number: int) -> int:
    """Kills its process at 13, always."""
    del workshop
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fails(workshop: Workshop, number: int) -> int:
    """Fails as a program does that has a mistake."""
    del workshop
    raise ZeroDivisionError(f"at {number}")


def counts_itself(workshop: Workshop, folder: str) -> str:
    """Leaves a file for each time it is called."""
    del workshop
    Path(folder, f"{os.getpid()}-{len([*Path(folder).iterdir()])}").touch()
    return folder


def remake(workshop: Workshop, task: Task) -> Digests:
    """Make an issue again and put it on the shelf: names and digests of its files."""
    made = workshop.remake(sources_at(task.root), task.issue, task.recipe)
    shelf_at(task.archive).put(task.issue, made.files)
    return tuple((name, sha256(data).hexdigest()) for name, data in sorted(made.files.items()))


def plain_task(issue: str, root: str, archive: str) -> Task:
    return Task(issue, root, archive, Recipe())
