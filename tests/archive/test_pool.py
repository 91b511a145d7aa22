"""The pool: every task once, whatever becomes of the workers; none is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from compositor.archive.executor import Lost
from compositor.archive.pool import ProcessPool
from compositor.archive.sizing import jobs_here
from tests.archive import jobs
from tests.samples import ROOT


def eventually(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()


def lives(process: int) -> bool:
    """Whether a process is there, and no zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_every_task_is_done_once() -> None:
    """Also when there are more tasks than workers."""
    with ProcessPool(2) as pool:
        done = sorted(pool.run(jobs.double, range(50)))
    assert done == [(number, number * 2) for number in range(50)]


def test_a_worker_is_kept_for_the_next_task_and_run() -> None:
    """With its workshop, in which faces and type are warm."""
    with ProcessPool(1) as pool:
        first = {value for _, value in pool.run(jobs.workshop_of, range(5))}
        second = {value for _, value in pool.run(jobs.workshop_of, range(5))}
    assert len(first) == 1 and first == second


def test_tasks_are_asked_for_as_there_are_workers() -> None:
    """A hundred thousand tasks wait where they are; and who gives them may stop."""
    asked: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100_000):
            asked.append(number)
            yield number

    with ProcessPool(2) as pool:
        given = pool.run(jobs.double, tasks())
        for _ in range(3):
            next(given)
        assert len(asked) <= 3 + 2
        given.close()  # type: ignore[attr-defined]
        assert len(asked) <= 3 + 2


def test_a_worker_that_has_grown_is_renewed() -> None:
    """After the task; one that stays small is kept."""
    with ProcessPool(1, limit_mb=1) as pool:
        assert len({value for _, value in pool.run(jobs.process, range(3))}) == 3
    with ProcessPool(1, limit_mb=400) as pool:
        workers = [value for _, value in pool.run(jobs.grow, [1, 1, 500, 1])]
    assert workers[0] == workers[1] == workers[2] != workers[3]


def test_a_worker_that_dies_is_replaced_and_its_task_done(tmp_path: Path) -> None:
    """And the other tasks go on."""
    tasks = [str(tmp_path / name) for name in ("a.well", "b", "c.well", "d.well")]
    with ProcessPool(2) as pool:
        done = sorted(pool.run(jobs.die_once, tasks))
    assert done == [(task, Path(task).name) for task in tasks]


def test_a_task_that_kills_two_workers_is_lost() -> None:
    """With what killed them; the next task is done."""
    with ProcessPool(1) as pool:
        assert list(pool.run(jobs.die, ["x"])) == [("x", Lost("SIGKILL"))]
        assert list(pool.run(jobs.leave, [3])) == [(3, Lost("exit 3"))]
        assert list(pool.run(jobs.double, [4])) == [(4, 8)]


def test_a_worker_that_dies_while_it_waits_is_replaced() -> None:
    """Its death is nobody's fault: no task counts it as a try."""
    with ProcessPool(1) as pool:
        ((_, worker),) = pool.run(jobs.process, [0])
        assert isinstance(worker, int)
        os.kill(worker, signal.SIGKILL)
        assert eventually(lambda: not lives(worker))
        assert list(pool.run(jobs.double, [4])) == [(4, 8)]


def test_what_a_job_raises_or_cannot_send_is_lost() -> None:
    """The worker lives on."""
    with ProcessPool(1) as pool:
        ((_, before),) = pool.run(jobs.process, [0])
        assert list(pool.run(jobs.fail, [1])) == [(1, Lost("ValueError: no 1"))]
        ((_, value),) = pool.run(jobs.unsendable, [1])
        assert isinstance(value, Lost)
        assert list(pool.run(jobs.process, [0])) == [(0, before)]


def test_no_worker_is_left_behind() -> None:
    """Neither when all is done nor when it is left in the middle."""
    with ProcessPool(2) as pool:
        workers = {value for _, value in pool.run(jobs.process, range(8))}
    assert workers and not any(isinstance(one, int) and lives(one) for one in workers)


def sleepers(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir()]


def test_who_is_at_work_ends_with_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception, such as Ctrl-C, ends workers in the middle of a task."""

    def interrupted(ends: object) -> NoReturn:
        assert eventually(lambda: bool(sleepers(tmp_path)))
        raise KeyboardInterrupt

    monkeypatch.setattr("compositor.archive.pool.wait", interrupted)
    with pytest.raises(KeyboardInterrupt), ProcessPool(1) as pool:
        list(pool.run(jobs.sleep, [str(tmp_path)]))
    assert sleepers(tmp_path)
    assert eventually(lambda: not any(map(lives, sleepers(tmp_path))))


def test_ctrl_c_is_the_parents_affair() -> None:
    """It reaches all processes of a terminal; workers go on until the parent ends them."""
    with ProcessPool(1) as pool:
        assert list(pool.run(jobs.interrupted, [1, 2])) == [(1, 1), (2, 2)]


PARENT = """
from compositor.archive.pool import ProcessPool
from tests.archive import jobs
if __name__ == "__main__":
    with ProcessPool(2) as pool:
        list(pool.run(jobs.sleep, [{folder!r}] * 2))
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """At once, in the middle of a task: nobody is there any more who wants it."""
    code = PARENT.format(folder=str(tmp_path))
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    assert eventually(lambda: len(sleepers(tmp_path)) == 2)
    workers = sleepers(tmp_path)
    assert all(map(lives, workers))
    parent.kill()
    parent.wait()
    assert eventually(lambda: not any(map(lives, workers)))


def test_a_machine_bears_at_least_one_worker() -> None:
    """And no more than there are processors, or than there is memory for."""
    assert jobs_here(10**9) == 1
    assert 1 <= jobs_here(1) <= (os.cpu_count() or 1)
