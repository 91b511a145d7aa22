"""The run: what is to be made and why; one bad issue, a killed worker, a full disk lose nothing."""

import errno
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from compositor.archive.executor import Executor, Lost
from compositor.archive.lock import JOURNAL_FILE, LOCK_FILE, read_lock
from compositor.archive.pool import ProcessPool
from compositor.archive.preparing import Archive, Reason, prepare
from compositor.archive.running import BROKEN_FILE, run_all, summary_of
from compositor.archive.shelves import FolderShelf
from compositor.backissue import Workshop
from compositor.cli.picturestore import FolderStore
from compositor.diagnostics import ExitCode, Refused
from compositor.model.backissue import Outcome, Recipe
from compositor.sources import FolderSources
from tests.archive.samples import (
    AUGUST,
    JULY,
    MAY,
    PHOTO,
    Serial,
    add_issue,
    article,
    break_manifest,
    change,
    files,
    made,
    photo,
    project,
    states,
    told,
)
from tests.samples import ROOT


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return project(tmp_path, MAY, JULY, AUGUST)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its archive, made once."""
    folder = tmp_path_factory.mktemp("once")
    made(project(folder, MAY, JULY, AUGUST))
    return folder


@pytest.fixture
def whole(once: Path, tmp_path: Path) -> Archive:
    """A project with its archive: what a lock says holds wherever they are."""
    folder = shutil.copytree(once, tmp_path / "whole", symlinks=True)
    return Archive(str(folder), str(folder / "archive"))


PAGES = Recipe()


def reasons(
    archive: Archive, recipe: Recipe = PAGES, *patterns: str
) -> Mapping[str, tuple[Reason, ...]]:
    return prepare(archive, patterns, recipe).reasons


def composed(*issues: str) -> dict[str, str]:
    return dict.fromkeys(issues, "composed")


# --------------------------------------------------------------------- what is made, and why


def test_all_is_made_once_and_then_nothing(archive: Archive) -> None:
    """Unchanged issues are not touched: not a byte, not a time."""
    assert {r for one in reasons(archive).values() for r in one} == {Reason("new")}
    assert states(made(archive)) == composed(MAY, JULY, AUGUST)
    before = {path: path.stat().st_mtime_ns for path in Path(archive.place).rglob("*.*")}
    assert f"{MAY}/archive.pdf" in files(archive)
    outcomes = made(archive)
    assert set(states(outcomes).values()) == {"unchanged"}
    assert outcomes[JULY].pages == 1 and outcomes[JULY].outputs
    assert {path: path.stat().st_mtime_ns for path in Path(archive.place).rglob("*.*")} == before


def test_a_changed_article_is_the_reason_and_only_its_issue_is_made(whole: Archive) -> None:
    """The reason names the file."""
    before = files(whole)
    change(whole, JULY)
    assert reasons(whole) == {JULY: (Reason("changed", f"{JULY}/articles/yiwen.md"),)}
    assert states(made(whole, "2025-*")) == {JULY: "composed", AUGUST: "unchanged"}
    after = files(whole)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        LOCK_FILE,
        *(f"{JULY}/{n}" for n in ("archive.pdf", "edition.json", "entry.json", "report.json")),
    }
    assert reasons(whole) == {}


def test_a_photograph_that_was_missing_and_is_there_is_a_reason(tmp_path: Path) -> None:
    """The page had a box in its place."""
    archive = project(tmp_path)
    add_issue(tmp_path / JULY, head=PHOTO)
    boxed = made(archive)[JULY]
    assert [one.code for one in boxed.diagnostics if one.code == "missing-picture"]
    path = photo(archive, JULY)
    assert reasons(archive) == {JULY: (Reason("appeared", path),)}
    printed = made(archive)[JULY]
    assert printed.state == "composed" and printed.fingerprint != boxed.fingerprint
    Path(archive.root, path).unlink()
    assert reasons(archive) == {JULY: (Reason("gone", path),)}
    assert made(archive)[JULY].fingerprint == boxed.fingerprint


def test_another_article_in_the_folder_is_a_reason(whole: Archive) -> None:
    """The report tells of it."""
    article(whole, MAY).with_name("erwen.md").write_text("", encoding="utf-8")
    assert reasons(whole) == {MAY: (Reason("listing", f"{MAY}/articles/*.md"),)}


def test_another_version_of_an_engine_is_a_reason_for_all(
    whole: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which, from what to what."""

    def other() -> tuple[str, ...]:
        return ("compositor 0.1.0", "weasyprint 99.0")

    monkeypatch.setattr("compositor.archive.preparing.made_by", other)
    monkeypatch.setattr("compositor.edition.made_by", other)
    found = reasons(whole)
    assert found.keys() == {MAY, JULY, AUGUST}
    ((reason,),) = set(found.values())
    assert reason.cause == "engine"
    assert "weasyprint 70.0 → 99.0" in reason.what and "pillow" in reason.what
    assert "compositor" not in reason.what


def test_a_file_that_was_made_and_is_not_there_in_its_size_is_a_reason(whole: Archive) -> None:
    """Somebody has deleted or cut it."""
    Path(whole.place, JULY, "edition.json").unlink()
    Path(whole.place, MAY, "archive.pdf").write_bytes(b"%PDF")
    assert reasons(whole) == {
        JULY: (Reason("lost", "edition.json"),),
        MAY: (Reason("lost", "archive.pdf"),),
    }


def test_what_was_not_made_is_a_reason_and_what_is_not_asked_for_stays(archive: Archive) -> None:
    """Who made the files for the printer last month does not lose them today."""
    press = Recipe(press=True)
    told(prepare(archive, [JULY], Recipe()))
    assert reasons(archive, press, JULY) == {JULY: (Reason("recipe", "press"),)}
    lock = Path(archive.place, LOCK_FILE)
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace("recipe pages\n", "recipe pages press\n"), encoding="utf-8")
    assert reasons(archive, press, JULY) == reasons(archive, Recipe(), JULY) == {}


def test_by_force_all_is_made_again_to_the_same_bytes(whole: Archive) -> None:
    """From a workshop that is warm and one that is cold."""
    before = files(whole)
    run = prepare(whole, [], Recipe(), force=True)
    assert set(run.reasons.values()) == {(Reason("forced"),)}
    assert states(told(run)) == composed(MAY, JULY, AUGUST)
    assert files(whole) == before


def test_what_was_made_the_last_time_and_not_now_goes(archive: Archive) -> None:
    """And nothing else in the folder: it may be an editor's."""
    made(archive, JULY)
    folder = Path(archive.place, JULY)
    (folder / "press.pdf").write_bytes(b"old")
    (folder / "note.txt").write_bytes(b"an editor's")
    run = prepare(archive, [JULY], Recipe(), force=True)
    (wanted,) = run.wanted
    old = wanted._replace(task=replace(wanted.task, last=("press.pdf", "archive.pdf", "../note")))
    told(replace(run, wanted=(old,)))
    assert {path.name for path in folder.iterdir()} == {
        "archive.pdf", "edition.json", "entry.json", "report.json", "note.txt",
    }  # fmt: skip


def test_an_issue_that_is_gone_is_told_and_its_pages_stay(whole: Archive) -> None:
    """Nothing in an archive is deleted because a folder was moved."""
    Path(whole.root, JULY).rename(Path(whole.root, "moved"))
    before = files(whole)
    run = prepare(whole, [], Recipe())
    assert [(one.code, dict(one.values)["issue"]) for one in run.diagnostics] == [
        ("issue-gone", JULY)
    ]
    told(run)
    assert files(whole) == before
    assert prepare(whole, [MAY], Recipe()).diagnostics == ()


# ---------------------------------------------------------------------------- what fails


def test_one_bad_issue_hinders_no_other(whole: Archive) -> None:
    """It has failed, with what is wrong; what it was the last time stays."""
    before = files(whole)
    break_manifest(whole, JULY)
    change(whole, AUGUST)
    outcomes = made(whole)
    assert states(outcomes) == {MAY: "unchanged", JULY: "failed", AUGUST: "composed"}
    assert outcomes[JULY].diagnostics and outcomes[JULY].exit_code is ExitCode.INPUT
    after = files(whole)
    assert {name for name in before if after[name] != before[name] and JULY in name} == set()
    assert set(read_lock(FolderShelf(whole.place))) == {MAY, JULY, AUGUST}
    assert summary_of(outcomes.values()).exit_code is ExitCode.INPUT


def test_fail_fast_begins_no_more(archive: Archive) -> None:
    """What was finished is kept; the default goes on."""
    break_manifest(archive, MAY)
    run = prepare(archive, [], Recipe())
    assert states(told(run, is_fail_fast=True)) == {MAY: "failed"}
    assert states(told(run)) == {MAY: "failed", **composed(JULY, AUGUST)}


def test_a_fault_of_the_program_is_one_issues(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it was, and where in a file for whoever mends it; the next run takes it away."""
    remake = Workshop.remake

    def broken(shop: Workshop, sources: object, folder: str, recipe: Recipe) -> object:
        if folder == JULY:
            raise ZeroDivisionError("by zero")
        return remake(shop, sources, folder, recipe)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Workshop, "remake", broken)
        outcomes = made(archive)
    assert states(outcomes) == {MAY: "composed", JULY: "failed", AUGUST: "composed"}
    (problem,) = outcomes[JULY].diagnostics
    assert (problem.code, dict(problem.values)["kind"]) == ("issue-broke", "ZeroDivisionError")
    assert "test_running.py" in outcomes[JULY].trace
    assert outcomes[JULY].trace in files(archive)[BROKEN_FILE].decode()
    made(archive)
    assert BROKEN_FILE not in files(archive)


def test_a_font_that_is_missing_is_told_and_the_pages_stay(whole: Archive) -> None:
    """After an upgrade, perhaps; it is a reason, and put back, nothing has changed."""
    before = files(whole)
    fonts = Path(whole.root, "fonts")
    there = list(fonts.iterdir())
    fonts.unlink()
    fonts.mkdir()
    for path in there:
        (fonts / path.name).symlink_to(ROOT / "fonts" / path.name)
    song = fonts / "PaperSong-Regular.otf"
    song.unlink()
    assert reasons(whole, PAGES, JULY)[JULY][-1] == Reason("gone", "fonts/PaperSong-Regular.otf")
    outcomes = made(whole)
    assert set(states(outcomes).values()) == {"failed"}
    assert {d.code for one in outcomes.values() for d in one.diagnostics} == {"font-missing"}
    assert files(whole) == before
    song.symlink_to(ROOT / "fonts" / song.name)
    assert reasons(whole) == {}


def test_an_issue_that_may_not_be_read_hinders_no_other(
    whole: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its photographs or articles may be somebody else's."""
    change(whole, AUGUST)
    exists, names = FolderSources.exists, FolderSources.names

    def may(path: str) -> None:
        if path.startswith(f"{JULY}/") and not path.endswith("issue.yaml"):
            raise PermissionError(errno.EACCES, "Permission denied", path)

    def guarded_exists(sources: FolderSources, path: str) -> bool:
        may(path)
        return exists(sources, path)

    def guarded_names(sources: FolderSources, folder: str, suffix: str = "") -> tuple[str, ...]:
        may(folder)
        return names(sources, folder, suffix)

    monkeypatch.setattr(FolderSources, "exists", guarded_exists)
    monkeypatch.setattr(FolderSources, "names", guarded_names)
    outcomes = made(whole)
    assert states(outcomes) == {MAY: "unchanged", JULY: "failed", AUGUST: "composed"}
    assert [one.code for one in outcomes[JULY].diagnostics] == ["unreadable"]
    assert outcomes[JULY].exit_code is ExitCode.SYSTEM


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_or_a_read_only_folder_loses_nothing(
    whole: Archive, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The last good files stay, and nothing half-written; other issues are made where they can be."""
    before = files(whole)
    change(whole, JULY)
    change(whole, MAY)
    opened = Path.open

    def failing(path: Path, mode: str = "r", *args: object, **names: object) -> object:
        if "w" in mode and path.parent.name == Path(JULY).name and "report" in path.name:
            raise OSError(number, "no", str(path))
        return opened(path, mode, *args, **names)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing)
    outcomes = made(whole)
    assert states(outcomes) == {MAY: "composed", JULY: "failed", AUGUST: "unchanged"}
    assert [one.code for one in outcomes[JULY].diagnostics] == ["cannot-write"]
    assert outcomes[JULY].exit_code is ExitCode.SYSTEM
    after = files(whole)
    assert {name: after[name] for name in before if JULY in name} == {
        name: data for name, data in before.items() if JULY in name
    }
    assert after.keys() == before.keys()


def test_a_journal_that_cannot_be_written_is_told_and_the_lock_tried_at_the_end(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages are made; that they are is said in the lock, where there is room again."""

    def full(*of: object) -> None:
        raise Refused([], ExitCode.SYSTEM)

    monkeypatch.setattr("compositor.archive.lock.append_line", full)
    outcomes = made(archive)
    assert states(outcomes) == composed(MAY, JULY, AUGUST)
    assert summary_of(outcomes.values()).exit_code is ExitCode.SYSTEM
    assert set(read_lock(FolderShelf(archive.place))) == {MAY, JULY, AUGUST}


def test_a_lost_worker_is_an_issue_that_has_failed(archive: Archive) -> None:
    """With what killed it."""

    class Losing(Serial):
        def run(self, job: object, tasks: object) -> object:  # type: ignore[override]
            for task in tasks:  # type: ignore[attr-defined]
                yield task, Lost("SIGKILL")

    executor: Executor = Losing()  # type: ignore[assignment]
    outcomes = list(run_all(prepare(archive, [], Recipe()), executor))
    assert {one.state for one in outcomes} == {"failed"}
    assert {d.code for one in outcomes for d in one.diagnostics} == {"worker-lost"}
    assert summary_of(outcomes).exit_code is ExitCode.SYSTEM


# ------------------------------------------------------------------------ a lock that is bad


def test_a_damaged_lock_stops_a_run_and_force_begins_anew(whole: Archive) -> None:
    """Nothing is made before; by force all is, and the damaged file is kept."""
    pages = {name: data for name, data in files(whole).items() if name != LOCK_FILE}
    lock = Path(whole.place, LOCK_FILE)
    lock.write_bytes(lock.read_bytes()[:-20])
    damaged = files(whole)
    with pytest.raises(Refused) as refused:
        prepare(whole, [], Recipe())
    assert [one.code for one in refused.value.diagnostics] == ["lock-damaged"]
    assert files(whole) == damaged
    run = prepare(whole, [], Recipe(), force=True)
    assert [one.code for one in run.diagnostics] == ["lock-begun-anew"]
    assert files(whole) == damaged
    assert states(told(run)) == composed(MAY, JULY, AUGUST)
    after = files(whole)
    assert after.pop(f"{LOCK_FILE}.bak1") == damaged[LOCK_FILE]
    assert after.pop(LOCK_FILE) != damaged[LOCK_FILE]
    assert after == pages


def test_a_newer_lock_stops_a_run_whatever_is_asked(archive: Archive) -> None:
    """A newer program knows what it says."""
    Path(archive.place).mkdir()
    Path(archive.place, LOCK_FILE).write_text("compositor archive lock 2\n")
    for force in (False, True):
        with pytest.raises(Refused) as refused:
            prepare(archive, [], Recipe(), force=force)
        assert [one.code for one in refused.value.diagnostics] == ["lock-newer"]


# --------------------------------------------------------------- two runs, and runs cut short


def test_a_second_run_is_refused_while_one_goes_on(archive: Archive) -> None:
    """It has made nothing; the first loses nothing."""
    run = prepare(archive, [], Recipe())
    first = run_all(run, Serial())
    next(first)
    with pytest.raises(Refused) as refused:
        next(run_all(run, Serial()))
    assert [one.code for one in refused.value.diagnostics] == ["run-already"]
    assert len(list(first)) == 2
    assert set(read_lock(FolderShelf(archive.place))) == {MAY, JULY, AUGUST}


def test_a_run_of_nothing_writes_nothing(tmp_path: Path) -> None:
    """An archive may lie on a disk that is read only, or not be there yet."""
    archive = project(tmp_path, JULY)
    assert made(archive, "nothing") == {}
    assert not Path(archive.place).exists()


def test_a_run_prepared_before_another_ended_forgets_nothing_of_it(archive: Archive) -> None:
    """The lock is read again when the run begins."""
    late = prepare(archive, [JULY], Recipe())
    made(archive, MAY, AUGUST)
    told(late)
    assert set(read_lock(FolderShelf(archive.place))) == {MAY, JULY, AUGUST}


def test_a_run_that_is_left_in_the_middle_goes_on_from_there(archive: Archive) -> None:
    """Ctrl-C closes it; the lock has what was finished."""
    run = run_all(prepare(archive, [], Recipe()), Serial())
    first = next(run)
    run.close()
    assert JOURNAL_FILE not in files(archive)
    outcomes = made(archive)
    assert outcomes.pop(first.issue).state == "unchanged"
    assert states(outcomes) == composed(*{MAY, JULY, AUGUST} - {first.issue})


RUN = """
import sys, time
from compositor.archive.pool import ProcessPool
from compositor.archive.preparing import Archive, prepare
from compositor.archive.running import run_all
from compositor.model.backissue import Recipe
if __name__ == "__main__":
    archive = Archive({root!r}, {place!r})
    with ProcessPool(1) as pool:
        for outcome in run_all(prepare(archive, [], Recipe()), pool):
            print(outcome.issue, flush=True)
            time.sleep(60)
"""


def test_a_run_that_is_killed_goes_on_from_its_journal(archive: Archive) -> None:
    """SIGKILL leaves no time for anything; the files are the same as of a run that was not."""
    code = RUN.format(root=archive.root, place=archive.place)
    run = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    finished = run.stdout.readline().strip()
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert set(read_lock(FolderShelf(archive.place))) == {finished}
    assert JOURNAL_FILE in files(archive)
    outcomes = made(archive)
    assert outcomes.pop(finished).state == "unchanged"
    assert states(outcomes) == composed(*{MAY, JULY, AUGUST} - {finished})
    resumed = files(archive)
    whole = archive._replace(place=f"{archive.place}-whole")
    made(whole)
    assert files(whole) == resumed


def test_one_process_and_two_make_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    """As does this one, which is warm from other issues; photographs are finished once."""
    add_issue(tmp_path / "issues/2025-09", head=PHOTO)
    photo(archive, "issues/2025-09")
    pictures = tmp_path / "pictures"
    with ProcessPool(2, begin=partial(Workshop, FolderStore(pictures))) as pool:
        two = archive._replace(place=f"{archive.place}-2")
        outcomes = list(run_all(prepare(two, [], Recipe()), pool))
    assert {one.state for one in outcomes} == {"composed"}
    assert all(one.peak > 10_000_000 and one.seconds > 0 for one in outcomes)
    assert len(list(pictures.iterdir())) == 1
    with ProcessPool(1, begin=partial(Workshop, FolderStore(pictures))) as pool:
        one_process = archive._replace(place=f"{archive.place}-1")
        list(run_all(prepare(one_process, [], Recipe()), pool))
    made(archive)
    places = [files(place) for place in (archive, one_process, two)]
    assert places[0] == places[1] == places[2]
    assert len(places[0]) == 4 * 4 + 1


def test_a_summary_counts_and_takes_the_worst() -> None:
    """Pages are those that were made."""
    outcomes = [
        Outcome("a", "composed", pages=4, peak=3),
        Outcome("b", "unchanged", pages=8),
        Outcome("c", "failed", ExitCode.OVERSET),
        Outcome("d", "failed", ExitCode.INPUT),
    ]
    summary = summary_of(outcomes)
    assert summary.issues == {"composed": 1, "unchanged": 1, "failed": 2}
    assert (summary.pages, summary.peak, summary.exit_code) == (4, 3, ExitCode.OVERSET)
    assert summary_of([], ExitCode.INPUT).exit_code is ExitCode.INPUT
