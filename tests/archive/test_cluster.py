"""A press run on a real cluster: a scheduler, and workers in processes of their own."""

import os
import re
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from distributed import LocalCluster

from compositor.archive import cluster
from compositor.archive.cluster import AHEAD, Bench, DaskExecutor
from compositor.archive.executor import Lost
from compositor.archive.preparing import Archive, prepare
from compositor.archive.running import run_all
from compositor.archive.shelves import shelf_at, sources_at
from compositor.backissue import Workshop
from compositor.cli.main import main
from compositor.diagnostics import Diagnostic, ExitCode, Refused
from compositor.index.schema import INDEX
from compositor.model.backissue import Recipe
from tests.archive import remote_jobs as jobs
from tests.archive.samples import files, made, project

ISSUES = [f"issues/2025-{month:02}" for month in range(1, 5)]


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    """A cluster of processes of one thread; its pages of its own state go to any port."""
    with LocalCluster(
        n_workers=2, processes=True, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as local:
        yield local


@pytest.fixture(scope="module")
def address(local: LocalCluster) -> str:
    return str(local.scheduler_address)


@pytest.fixture
def executor(address: str) -> Iterator[DaskExecutor]:
    with DaskExecutor(address) as executor:
        yield executor


def refusal(address: str, **options: Any) -> list[Diagnostic]:
    """What a run on a cluster says that it cannot go to."""
    with pytest.raises(Refused) as refused, DaskExecutor(address, **options):
        pass
    assert refused.value.exit_code == ExitCode.SYSTEM
    return list(refused.value.diagnostics)


# ------------------------------------------------------------------------------- what it gives


def test_every_task_comes_back_once_with_its_value(executor: DaskExecutor) -> None:
    done = list(executor.run(jobs.twice, range(50)))
    assert sorted(task for task, _ in done) == [*range(50)]
    assert all(not isinstance(value, Lost) and value[:2] == (n, 2 * n) for n, value in done)


def test_a_cluster_works_at_as_many_tasks_as_it_has_threads(executor: DaskExecutor) -> None:
    assert executor.jobs == 2
    assert len({value for _, value in executor.run(jobs.who, range(20))}) == 2


def test_a_worker_keeps_its_workshop_from_task_to_task(executor: DaskExecutor) -> None:
    done = [value for _, value in executor.run(jobs.twice, range(20))]
    assert len({value[2] for value in done if not isinstance(value, Lost)}) <= 2


def test_no_tasks_are_no_work(executor: DaskExecutor) -> None:
    assert list(executor.run(jobs.twice, [])) == []


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A project, and its archive made in this process."""
    archive = project(tmp_path_factory.mktemp("press"), *ISSUES)
    assert {one.state for one in made(archive).values()} == {"composed"}
    return archive


def test_the_command_makes_the_same_archive_on_a_cluster(
    address: str, here: Archive, tmp_path: Path
) -> None:
    """File by file, its lock too, in a folder that the workers share."""
    places = ["--root", here.root, "--into", str(tmp_path)]
    assert main(["archive", "--scheduler", address, *places]) == ExitCode.DONE
    found = files(Archive(here.root, str(tmp_path)))
    assert found.pop(INDEX)
    assert found == files(here)


def test_a_worker_killed_in_a_run_makes_no_difference_to_an_archive_in_a_store(
    executor: DaskExecutor, here: Archive, tmp_path: Path
) -> None:
    there = Archive(f"file://{here.root}", f"file://{tmp_path}")
    run = prepare(there, (), Recipe())
    states: list[str] = []
    for outcome in run_all(run, executor):
        if not states:
            kill_one(executor)
        states.append(outcome.state)
    assert states == ["composed"] * len(ISSUES)
    assert files(Archive(here.root, str(tmp_path))) == files(here)


def kill_one(executor: DaskExecutor) -> None:
    """Kill a worker: with more issues to come than there are workers, it has one in hand."""
    os.kill(next(iter(executor.client.run(os.getpid).values())), signal.SIGKILL)


# -------------------------------------------------------------------------------- what goes wrong


def test_a_job_that_fails_is_lost_with_what_it_said(executor: DaskExecutor) -> None:
    done = dict(executor.run(jobs.fails, [1, 2]))
    assert done == {n: Lost(f"ZeroDivisionError: at {n}") for n in (1, 2)}


def test_closed_early_only_what_was_under_way_is_done(
    executor: DaskExecutor, tmp_path: Path
) -> None:
    done = executor.run(jobs.counts_itself, [str(tmp_path)] * 1000)
    next(done)
    cast(Generator[object], done).close()
    list(executor.run(jobs.twice, range(20)))  # behind all that was still there
    assert len([*tmp_path.iterdir()]) <= 2 * AHEAD * executor.jobs


def test_where_no_scheduler_is_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.2)
    for address in ("tcp://127.0.0.1:1", "127.0.0.1", "nonsense://here:1"):
        (problem,) = refusal(address)
        assert problem.code == "no-scheduler"
        assert dict(problem.values)["address"] == address


def test_a_worker_is_no_scheduler(executor: DaskExecutor) -> None:
    (problem, *_) = refusal(next(iter(executor.client.nthreads())))
    assert (problem.code, dict(problem.values)["reason"]) == ("no-scheduler", "Worker answers")


def test_workers_of_other_code_are_refused(
    executor: DaskExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though they are of the same version: a checkout moves on."""
    monkeypatch.setattr("compositor.archive.outfit._code", lambda: "another" * 2)
    whats = {dict(problem.values)["what"] for problem in refusal(executor.address)}
    assert len(whats) == 1
    assert re.fullmatch(r"code [0-9a-f]{12} ≠ anotheranoth", whats.pop())


def test_workers_of_another_version_are_refused(
    executor: DaskExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is named, with what is another there: the results would be."""
    monkeypatch.setattr("compositor.archive.outfit.made_by", lambda: ("compositor 9.9.9",))
    problems = refusal(executor.address)
    assert {problem.code for problem in problems} == {"cluster-differs"}
    assert "≠ 9.9.9" in dict(problems[0].values)["what"]
    assert "python" not in dict(problems[0].values)["what"]


def test_a_worker_of_another_version_that_comes_later_is_refused(
    executor: DaskExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compositor.archive.outfit.made_by", lambda: ("compositor 9.9.9",))
    with pytest.raises(Refused) as refused:
        list(executor.run(jobs.twice, range(10)))
    assert [problem.code for problem in refused.value.diagnostics] == ["cluster-differs"]


def test_without_the_extra_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    (problem,) = refusal("tcp://127.0.0.1:1")
    assert problem.code == "extra-missing"


def test_a_cluster_without_workers_and_one_that_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run waits for workers a while; with its scheduler it ends, and says so."""
    monkeypatch.setattr(cluster, "CONNECT", 3)
    with LocalCluster(
        n_workers=0, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0"
    ) as empty:
        (problem,) = refusal(empty.scheduler_address, patience=0.2)
        assert problem.code == "cluster-empty"
        empty.scale(1)
        with DaskExecutor(empty.scheduler_address) as executor:
            done = executor.run(jobs.twice, range(100_000))
            next(done)
            empty.close()
            with pytest.raises(Refused) as refused:
                list(done)
    assert [found.code for found in refused.value.diagnostics] == ["cluster-lost"]


def test_a_worker_that_sees_another_project_or_archive_is_refused(
    executor: DaskExecutor, here: Archive
) -> None:
    """What is in the memory of a process, as what is on a disk of its own, no other sees."""
    shelf_at("memory://press").put("fonts", {"fonts.yaml": b"faces: []"})
    with DaskExecutor(executor.address, here):
        pass
    for archive in (here._replace(place="memory://press"), here._replace(root="memory://press")):
        problems = refusal(executor.address, archive=archive)
        assert {problem.code for problem in problems} == {"cluster-apart"}
        assert {dict(problem.values)["place"] for problem in problems} == {"memory://press"}
    assert shelf_at("memory://press").size("fonts/fonts.yaml")
    assert sources_at("memory://press").names("") == ("fonts",)


def test_a_workshop_that_has_grown_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench()
    first = bench.workshop(Workshop)
    monkeypatch.setattr(cluster, "memory_now", lambda: 1000)
    bench.keep_within(1000)
    assert bench.workshop(Workshop) is first
    bench.keep_within(999)
    assert bench.workshop(Workshop) is not first


def test_who_kills_every_worker_is_lost_and_nobody_else(
    local: LocalCluster, executor: DaskExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a scheduler without patience gives up with it all that waited behind it. The last of
    these tests: a nanny whose worker dies while it starts begins no other.
    """
    monkeypatch.setattr(local.scheduler, "allowed_failures", 0)
    done = dict(executor.run(jobs.dies_at_13, range(10, 20)))
    assert done.pop(13) == Lost("KilledWorker")
    assert done == {number: number for number in range(10, 20) if number != 13}
