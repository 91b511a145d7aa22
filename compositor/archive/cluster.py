"""An executor on a Dask cluster: the tasks go to a scheduler that runs already, and to its workers.

    with DaskExecutor("tcp://press:8786") as executor:
        for task, value in executor.run(outfit, tasks): …

Workers have the program installed, or see the same checkout; no code is sent to them. Before it
starts, and with every task, they are asked for their `outfit`: another would make other bytes.
Composing is one at a time in a process (PDFium and Pango are the process's), so workers are best
started with one thread. Each process keeps one workshop, and begins another when it has grown past
its limit. Of the tasks only a few are on their way at a time, so that neither this process nor the
scheduler grows with the archive.

A worker that dies is the scheduler's affair: it gives the task to another, and after some deaths
(`distributed.scheduler.allowed-failures`) it gives up all that this worker had in hand. These
tasks are tried once more at the end, each of them alone: only who is lost then has killed.
"""

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice
from logging import CRITICAL, getLogger
from queue import Empty, SimpleQueue
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self

from compositor.archive.executor import Asked, Given, Job, Lost
from compositor.archive.muster import apart, marked, stranger, strangers, view
from compositor.archive.outfit import Outfit, outfit, outfit_name
from compositor.archive.preparing import Archive
from compositor.archive.sizing import LIMIT_MB, MB, memory_now
from compositor.backissue import Workshop
from compositor.diagnostics import ExitCode, Place, Refused, diagnose
from compositor.memory import COLLECT_AFTER

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2  # tasks a thread has: one in hand, one waiting, so that it never waits for us
CONNECT = 10  # seconds until a scheduler has answered
PATIENCE = 300  # seconds without any worker before the run ends: a job queue may start some soon
LOOK = 10  # seconds between two looks whether there are workers at all
KILLED = Lost("KilledWorker")  # Dask's word for a task whose workers died
AT_WORK = Lock()  # in a worker: one issue at a time, however many threads it has


class Strange(NamedTuple):
    """No value: the worker is of another outfit, which would give other bytes."""

    worker: str
    outfit: Outfit


class Terms(NamedTuple):
    """What goes with every task: our outfit, the bytes of a worker, and how a workshop is begun."""

    outfit: str
    limit: int
    begin: Callable[[], Workshop]


class DaskExecutor:
    """Hands tasks to the workers of a cluster; see `compositor.archive.executor.Executor`.

    `Refused` where no scheduler answers (`no-scheduler`), it has had no worker for `patience`
    seconds (`cluster-empty`), it goes away (`cluster-lost`), a worker would make other bytes
    (`cluster-differs`), or does not see project and archive as we do (`cluster-apart`). A worker's
    process is of `limit_mb` million bytes at most, between tasks; `begin` begins its workshop.
    """

    def __init__(
        self,
        address: str,
        archive: Archive | None = None,
        limit_mb: int = LIMIT_MB,
        begin: Callable[[], Workshop] = Workshop,
        patience: float = PATIENCE,
    ) -> None:
        self.address, self._archive = address, archive
        self._limit, self._begin, self._patience = limit_mb * MB, begin, patience
        self._client: Client | None = None

    @property
    def client(self) -> "Client":
        """The connection; only within `with`."""
        assert self._client is not None
        return self._client

    @property
    def jobs(self) -> int:
        """How many threads the workers have together, as things are now; `Refused` as above."""
        try:
            return sum(self.client.nthreads().values())
        except OSError:
            raise self._refused("cluster-lost") from None

    def __enter__(self) -> Self:
        """Connect, and see that the workers are of our outfit."""
        self._client = _connected(self.address)
        try:
            self._check()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave; scheduler and workers stay as they were found."""
        self.client.close()
        self._client = None

    def run(
        self, job: Job[Asked, Given], tasks: Iterable[Asked]
    ) -> Iterator[tuple[Asked, Given | Lost]]:
        """See `Executor.run`."""
        suspects = []
        for task, value in _Line(self, job, tasks, self._ahead).made():
            if value is KILLED:
                suspects.append(task)
            else:
                yield task, value
        yield from _Line(self, job, suspects, lambda: 1).made()

    def submit(self, job: Job[Asked, Given], task: Asked) -> "Future":
        """A task on its way."""
        terms = Terms(outfit_name(), self._limit, self._begin)
        return self.client.submit(work, job, task, terms, pure=False)

    def next_of(self, done: "SimpleQueue[Future]") -> "Future":
        """The next that is finished; `Refused` where there is nobody left who could finish it."""
        alone = 0.0
        while True:
            try:
                return done.get(timeout=min(LOOK, self._patience))
            except Empty:
                alone = 0.0 if self.jobs else alone + min(LOOK, self._patience)
            if alone >= self._patience:
                raise self._refused("cluster-empty", seconds=round(self._patience))

    def values_of(self, finished: Sequence["Future"]) -> list[Any]:
        """What came of finished tasks; `Refused` where scheduler or worker are amiss."""
        try:
            values = self.client.gather(finished)  # at once: a fifth of the time of one by one
        except Exception:
            values = [self._value_of(future) for future in finished]
        for value in values:
            if isinstance(value, Strange):
                problem = stranger(self.address, value.worker, value.outfit)
                raise Refused([problem], ExitCode.SYSTEM)
        return list(values)

    def _value_of(self, future: "Future") -> Any:
        """The value of one task. Where it was lost with its worker, it is being made again."""
        from distributed import CancelledError, KilledWorker

        try:
            return future.result(timeout=self._patience)
        except KilledWorker:
            return KILLED
        except CancelledError:
            raise self._refused("cluster-lost") from None
        except TimeoutError:
            raise self._refused("cluster-empty", seconds=round(self._patience)) from None
        except Exception as error:
            return Lost(f"{type(error).__name__}: {error}")

    def _ahead(self) -> int:
        return max(1, AHEAD * self.jobs)

    def _check(self) -> None:
        """`Refused` with every worker that would make other pages, or put them elsewhere."""
        if not self.jobs:
            self._wait_for_worker()
        found = strangers(self.address, self.client.run(outfit, on_error="return"))
        if not found and self._archive:
            with marked(self._archive) as mark:
                ours = view(self._archive, mark)
                told = self.client.run(view, self._archive, mark, on_error="return")
            found = apart(self.address, told, ours)
        if found:
            raise Refused(found, ExitCode.SYSTEM)

    def _wait_for_worker(self) -> None:
        try:
            self.client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError:
            raise self._refused("cluster-empty", seconds=round(self._patience)) from None

    def _refused(self, code: str, **values: object) -> Refused:
        problem = diagnose(code, Place(self.address), address=self.address, **values)
        return Refused([problem], ExitCode.SYSTEM)


class _Line(Generic[Asked, Given]):
    """Tasks on their way: not more at a time than `ahead` says."""

    def __init__(
        self,
        executor: DaskExecutor,
        job: Job[Asked, Given],
        tasks: Iterable[Asked],
        ahead: Callable[[], int],
    ) -> None:
        self._executor, self._job, self._ahead = executor, job, ahead
        self._waiting = iter(tasks)
        self._under_way: dict[Future, Asked] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()

    def made(self) -> Iterator[tuple[Asked, Given | Lost]]:
        """Every task with what came of it, as they are finished; closed, the rest is called off."""
        try:
            self._send()
            while self._under_way:
                finished = self._finished()
                for future, value in zip(finished, self._executor.values_of(finished), strict=True):
                    yield self._under_way.pop(future), value
                self._send()
        finally:
            if self._under_way:
                self._executor.client.cancel(list(self._under_way))

    def _send(self) -> None:
        free = self._ahead() - len(self._under_way)
        for task in islice(self._waiting, max(0, free)):
            future = self._executor.submit(self._job, task)
            self._under_way[future] = task
            future.add_done_callback(self._done.put)

    def _finished(self) -> list["Future"]:
        """All that are finished, one at least."""
        finished = [self._executor.next_of(self._done)]
        while not self._done.empty():
            finished.append(self._done.get())
        return finished


class Bench:
    """What a worker's process keeps from task to task: a workshop, once there was a task."""

    def __init__(self) -> None:
        self._workshop: Workshop | None = None

    def workshop(self, begin: Callable[[], Workshop]) -> Workshop:
        """The workshop, begun if there is none."""
        self._workshop = self._workshop or begin()
        return self._workshop

    def keep_within(self, limit: int) -> None:
        """Give the workshop up if the process is larger than `limit` bytes."""
        if memory_now() > limit:
            self._workshop = None
            gc.collect()


def work(job: Job[Asked, Given], task: Asked, terms: Terms) -> Given | Lost | Strange:
    """In a worker: do a job, in the workshop of the process. Where it raises, that is its fault."""
    from distributed import get_worker

    if terms.outfit != outfit_name():
        return Strange(get_worker().address, outfit())
    with AT_WORK:
        bench = _bench()
        try:
            return job(bench.workshop(terms.begin), task)
        except Exception as error:
            return Lost(f"{type(error).__name__}: {error}")
        finally:
            bench.keep_within(terms.limit)


@cache
def _bench() -> Bench:
    """The bench of this process; asked for by whoever is `AT_WORK`."""
    gc.freeze()  # what was loaded stays
    gc.set_threshold(COLLECT_AFTER)
    return Bench()


def _connected(address: str) -> "Client":
    """A connection. Who is there is asked first: a `Client` that fails leaves threads behind."""
    try:
        from distributed import Client
    except ImportError:
        problem = diagnose("extra-missing", name="distributed", extra="dask")
        raise Refused([problem], ExitCode.SYSTEM) from None
    for name in ("distributed", "distributed.client"):
        getLogger(name).setLevel(CRITICAL)  # what goes wrong is told here, in our words
    try:
        with ThreadPoolExecutor(1) as aside:  # this thread may have a loop that runs already
            found = aside.submit(asyncio.run, _kind_of(address)).result()
        if found != "Scheduler":
            raise ValueError(f"{found} answers")
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error) or f"{type(error).__name__}, {CONNECT:g} s"
        problem = diagnose("no-scheduler", Place(address), address=address, reason=reason)
        raise Refused([problem], ExitCode.SYSTEM) from None


async def _kind_of(address: str) -> str:
    """What answers at an address: `Scheduler`, `Worker`, …"""
    from distributed import rpc
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    async with asyncio.timeout(CONNECT), rpc(address, connection_args=arguments) as server:
        return str((await server.identity())["type"])
