"""Jobs for tests of the pool: quick, and some of them deadly. A worker finds them by name."""

import os
import signal
import time
from pathlib import Path
from typing import NoReturn

from compositor.backissue import Workshop

_HOARD: list[bytes] = []


def double(shop: Workshop, task: int) -> int:
    return task * 2


def process(shop: Workshop, task: object) -> int:
    return os.getpid()


def workshop_of(shop: Workshop, task: object) -> tuple[int, int]:
    return os.getpid(), id(shop)


def grow(shop: Workshop, megabytes: int) -> int:
    _HOARD.append(bytes(range(256)) * (megabytes * 4000))
    return os.getpid()


def die(shop: Workshop, task: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def die_once(shop: Workshop, marker: str) -> str:
    """The first time it dies; `marker` remembers that."""
    path = Path(marker)
    if path.suffix == ".well" or path.exists():
        return path.name
    path.touch()
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def leave(shop: Workshop, status: int) -> NoReturn:
    os._exit(status)


def fail(shop: Workshop, task: object) -> NoReturn:
    raise ValueError(f"no {task}")


def unsendable(shop: Workshop, task: object) -> object:
    return lambda: None


def interrupted(shop: Workshop, task: int) -> int:
    """Ctrl-C in the middle of a task."""
    os.kill(os.getpid(), signal.SIGINT)
    return task


def sleep(shop: Workshop, folder: str) -> NoReturn:
    """Say who sleeps, and sleep."""
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)
    raise AssertionError
