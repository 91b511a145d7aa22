"""An executor of processes on this machine: renewed by size, each replaced if it dies.

    with ProcessPool(jobs=2, limit_mb=400) as pool:
        for task, value in pool.run(make, tasks):
            …

A worker is forked from a server that has loaded the program and nothing else, so that a new one is
there in some milliseconds and shares what was loaded. It is given one task at a time, the next
before the value of the last is handed on. A worker that is larger than the limit after a task is
renewed before the next; one that dies at a task is replaced and its task tried once more, then
`Lost`. Workers end with the process that began them, however that ends: a worker that finds its
pipe closed is gone at once. Ctrl-C is the parent's affair.
"""

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Generic, NamedTuple, Self, cast

from compositor.archive.executor import Asked, Given, Job, Lost
from compositor.archive.sizing import LIMIT_MB, MB, memory_now
from compositor.backissue import Workshop
from compositor.memory import COLLECT_AFTER

# What the server has loaded before it forks: all that the first issue would wait for.
LOADED = ["compositor.archive.work", "compositor.plate.draw", "compositor.press.readback"]
TRIES = 2
GRACE = 2.0  # seconds a worker has to end after its pipe was closed


class ProcessPool:
    """An `Executor` of `jobs` processes of at most `limit_mb` million bytes each, between tasks.

    `begin` gives a worker its workshop; it is sent there by name, with what it is called with.
    """

    def __init__(
        self, jobs: int, limit_mb: int = LIMIT_MB, begin: Callable[[], Workshop] = Workshop
    ) -> None:
        assert jobs > 0
        self._jobs = jobs
        self._begin = begin
        self._limit = limit_mb * MB
        self._idle: list[_Worker] = []

    @property
    def jobs(self) -> int:
        """See `Executor.jobs`."""
        return self._jobs

    def run(
        self, job: Job[Asked, Given], tasks: Iterable[Asked]
    ) -> Iterator[tuple[Asked, Given | Lost]]:
        """See `Executor.run`."""
        waiting = _Waiting(tasks)
        busy: dict[_Worker, _Try[Asked]] = {}
        try:
            self._hand_out(job, waiting, busy)
            while busy:
                for worker in _ready(busy):
                    tried = busy.pop(worker)
                    value, is_dead = worker.answer()
                    self._put_back(worker, is_dead=is_dead)
                    if is_dead and tried.number < TRIES:
                        waiting.again(tried)
                    self._hand_out(job, waiting, busy)
                    if not is_dead or tried.number == TRIES:
                        yield tried.task, cast("Given | Lost", value)
        finally:
            for worker in busy:
                worker.pipe.close()
            for worker in busy:
                worker.end()

    def _hand_out(
        self,
        job: Job[Asked, Given],
        waiting: "_Waiting[Asked]",
        busy: "dict[_Worker, _Try[Asked]]",
    ) -> None:
        while len(busy) < self._jobs and (tried := waiting.next()):
            worker = self._free()
            worker.give(job, tried.task)
            busy[worker] = tried

    def _free(self) -> "_Worker":
        """A worker that waits for a task, or a new one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                return worker
            worker.end()
        return _Worker(self._begin)

    def _put_back(self, worker: "_Worker", *, is_dead: bool) -> None:
        """A worker that has answered waits for its next task, if it is fit for one."""
        if is_dead or worker.size > self._limit:
            worker.end()
        else:
            self._idle.append(worker)

    def __enter__(self) -> Self:
        """See `Executor.__enter__`; workers are begun when there is work."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """See `Executor.__exit__`."""
        while self._idle:
            self._idle.pop().end()


class _Try(NamedTuple, Generic[Asked]):
    """A task, tried for the first time or the second."""

    task: Asked
    number: int


class _Waiting(Generic[Asked]):
    """Tasks that are to be done, asked for one by one; those to be tried again come first."""

    def __init__(self, tasks: Iterable[Asked]) -> None:
        self._tasks = iter(tasks)
        self._again: deque[_Try[Asked]] = deque()

    def again(self, tried: _Try[Asked]) -> None:
        """Try a task once more."""
        self._again.append(_Try(tried.task, tried.number + 1))

    def next(self) -> _Try[Asked] | None:
        """The next; None: there is none."""
        if self._again:
            return self._again.popleft()
        return next((_Try(task, 1) for task in self._tasks), None)


class _Worker:
    """A process with a pipe to it, as its parent sees it; `size` is its memory, bytes."""

    def __init__(self, begin: Callable[[], Workshop]) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, begin), daemon=True)
        with _no_interrupt():
            self.process.start()
        theirs.close()
        self.size = 0

    def give(self, job: Job[Asked, Given], task: Asked) -> None:
        """Send it a task; if it is dead, that is found when its answer is waited for."""
        with suppress(BrokenPipeError):
            self.pipe.send((job, task))

    def answer(self) -> tuple[object, bool]:
        """What it sent, a value or `Lost`; and whether it has died of it."""
        try:
            if self.pipe.poll():
                value, self.size = self.pipe.recv()
                return value, False
        except (EOFError, OSError):
            pass
        self.process.join(GRACE)
        return Lost(_how(self.process.exitcode)), True

    def end(self) -> None:
        """Close its pipe, which ends it, whatever it does."""
        self.pipe.close()
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """What is begun in here never hears of Ctrl-C, which reaches all processes of a terminal.

    The tracker of multiprocessing is begun before: it would hear of it, and let others hear.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ready(busy: Iterable[_Worker]) -> list[_Worker]:
    """The workers that have answered, or died."""
    by_end = {end: one for one in busy for end in (one.pipe, one.process.sentinel)}
    return list(dict.fromkeys(by_end[cast("Connection | int", end)] for end in wait(by_end)))


def _how(status: int | None) -> str:
    """How a process ended, in words of every language: `SIGKILL`, `exit 3`."""
    if status is None or status >= 0:
        return f"exit {'?' if status is None else status}"
    return signal.Signals(-status).name if -status in {*signal.Signals} else f"signal {-status}"


# ------------------------------------------------------------------------- inside the worker


def _work(pipe: Connection, begin: Callable[[], Workshop]) -> None:
    """The life of a worker: tasks, one after another, in one workshop."""
    gc.freeze()  # what was loaded stays
    gc.set_threshold(COLLECT_AFTER)
    asked: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(pipe, asked), daemon=True).start()
    workshop = begin()
    while True:
        pipe.send_bytes(_answer(workshop, asked.get()))


def _listen(pipe: Connection, asked: "SimpleQueue[bytes]") -> None:
    """Wait for tasks also while one is worked at: so that the end of the parent is seen at once."""
    while True:
        try:
            asked.put(pipe.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)


def _answer(workshop: Workshop, asked: bytes) -> bytes:
    """A task done, as bytes; a job that raises is a fault of the job, and its value is lost."""
    try:
        job, task = pickle.loads(asked)
        return pickle.dumps((job(workshop, task), memory_now()))
    except Exception as error:
        return pickle.dumps((Lost(f"{type(error).__name__}: {error}"), memory_now()))
