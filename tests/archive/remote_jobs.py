"""Jobs of tests: workers import them by name. Tasks are what each says."""

import os
import signal
from pathlib import Path
from time import sleep

from compositor.backissue import Workshop


def twice(workshop: Workshop, number: int) -> tuple[int, int, int]:
    """A number, its double, and the workshop's number."""
    return number, 2 * number, id(workshop)


def who(workshop: Workshop, number: int) -> int:
    """The process that did it."""
    del workshop, number
    return os.getpid()


def dies_at_13(workshop: Workshop, number: int) -> int:
    """Kills its process at 13, always."""
    del workshop
    if number == 13:
        sleep(0.5)  # a worker that has just begun is not yet looked after
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
