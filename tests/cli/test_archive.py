"""`compose.py archive` as an editor uses it: what it says of each issue, and its exit status."""

import json
import runpy
import sys
from pathlib import Path

import pytest

from compositor.archive.lock import one_run
from compositor.archive.preparing import Archive
from compositor.archive.shelves import FolderShelf
from compositor.cli import main
from compositor.diagnostics import ExitCode, Refused, diagnose
from tests.archive.samples import AUGUST, JULY, Serial, break_manifest, change, files, project
from tests.cli.conftest import Run
from tests.samples import ROOT


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A project of two issues in the place of ours, made in this process."""
    archive = project(tmp_path, JULY, AUGUST)
    monkeypatch.setattr("compositor.cli.archive.ROOT", tmp_path)
    monkeypatch.setattr("compositor.cli.archive.executor_of", lambda options: Serial())
    return archive


def table(out: str) -> dict[str, list[str]]:
    """The figures of the table at the end, by outcome."""
    rows = [line.split() for line in out.splitlines()]
    head = next(at for at, row in enumerate(rows) if row[:1] == ["outcome"])
    return {row[0]: row[1:] for row in rows[head + 1 : head + 4]}


def test_issues_are_made_and_then_found_unchanged(run: Run, archive: Archive) -> None:
    """Each with what came of it, and a table of all."""
    status, out, err = run("archive")
    assert (status, err) == (ExitCode.DONE, "")
    assert f"composed   {JULY}  pages: 1" in out and "  new\n" in out
    assert table(out) == {"composed": ["2", "2"], "unchanged": ["0", "0"], "failed": ["0", "0"]}
    assert "pages/s" in out and str(archive.place) in out
    status, out, err = run("archive")
    assert (status, err) == (ExitCode.DONE, "")
    assert table(out)["unchanged"] == ["2", "2"] and JULY not in out
    assert out.splitlines()[-1] == f"nothing is to be made; archive: {archive.place}"


def test_a_dry_run_tells_what_would_be_made_and_writes_nothing(run: Run, archive: Archive) -> None:
    """Not even the folder of the archive."""
    status, out, _ = run("archive", "--dry-run", "2025-07")
    assert status == ExitCode.DONE
    assert out.splitlines()[0] == f"to make    {JULY}  new"
    assert AUGUST not in out and "--dry-run" in out
    assert not Path(archive.place).exists()
    _, out, _ = run("archive", "--dry-run", "--json")
    assert [(one["issue"], one["state"]) for one in json.loads(out)["issues"]] == [
        (JULY, "wanted"),
        (AUGUST, "wanted"),
    ]


def test_explain_names_every_input_that_has_changed(run: Run, archive: Archive) -> None:
    """Without it the first, and how many more there are."""
    run("archive")
    change(archive, JULY)
    (Path(archive.root) / JULY / "articles/er.md").write_text("", encoding="utf-8")
    named = f"changed: {JULY}/articles/yiwen.md"
    listed = f"other files: {JULY}/articles/*.md"
    _, out, _ = run("archive", "--dry-run")
    assert f"to make    {JULY}  {listed}  and 1 more\n" in out
    _, out, _ = run("archive", "--explain")
    assert f"    {listed}\n    {named}\n" in out
    assert table(out) == {"composed": ["1", "1"], "unchanged": ["1", "1"], "failed": ["0", "0"]}


def test_a_bad_issue_and_a_bad_pattern_fail_and_the_rest_is_made(
    run: Run, archive: Archive
) -> None:
    """What is wrong stands where an editor looks for it; the exit status is the worst."""
    break_manifest(archive, JULY)
    status, out, err = run("archive", "2025-*", "2025-9")
    assert status == ExitCode.INPUT
    assert table(out) == {"composed": ["1", "1"], "unchanged": ["0", "0"], "failed": ["1", "0"]}
    assert f"{JULY}/issue.yaml:1" in err
    assert "error[no-issue]: no issue is called `2025-9`" in err
    assert f"{AUGUST}/archive.pdf" in files(archive)


def test_fail_fast_stops_and_keep_going_does_not(run: Run, archive: Archive) -> None:
    """The table has what was come to."""
    break_manifest(archive, JULY)
    _, out, _ = run("archive", "--fail-fast")
    assert table(out)["composed"] == ["0", "0"]
    _, out, _ = run("archive", "--keep-going")
    assert table(out)["composed"] == ["1", "1"]


def test_the_data_has_every_issue_with_its_reasons_and_files(run: Run, archive: Archive) -> None:
    """One document, whatever fails; nothing else is printed."""
    break_manifest(archive, JULY)
    status, out, err = run("archive", "--json")
    data = json.loads(out)
    july, august = data["issues"]
    assert (status, err) == (ExitCode.INPUT, "")
    assert (july["issue"], july["state"], july["exit_code"]) == (JULY, "failed", 1)
    assert july["diagnostics"][0]["file"] == f"{JULY}/issue.yaml"
    assert august["reasons"] == [{"cause": "new", "what": ""}]
    assert [one["name"] for one in august["outputs"]] == [
        "archive.pdf", "edition.json", "entry.json", "report.json",
    ]  # fmt: skip
    summary = data["summary"]
    assert (summary["composed"], summary["failed"], summary["exit_code"]) == (1, 1, 1)


def test_by_force_all_is_made_into_another_folder(
    run: Run, archive: Archive, tmp_path: Path
) -> None:
    """An archive is where one says."""
    there = tmp_path / "there"
    run("archive", "--into", there)
    _, out, _ = run("archive", "--into", there, "--force")
    assert table(out)["composed"] == ["2", "2"] and "(--force)" in out
    assert (there / "archive.lock").exists() and not Path(archive.place).exists()


def test_on_a_terminal_a_bar_shows_how_far_it_is(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With rate and time left, below the lines; elsewhere there are lines alone."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with monkeypatch.context() as patch:
        patch.setattr(sys.stdout, "isatty", lambda: True)
        _, out, _ = run("archive")
    assert "2/2" in out and "━" in out and "\x1b[" in out and "0:00:00" in out
    assert f"composed   {JULY}  pages: 1" in out and f"composed   {AUGUST}  pages: 1" in out
    _, out, _ = run("archive", "--force")
    assert "━" not in out and "\x1b" not in out


def test_a_path_is_seen_from_where_the_editor_stands(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a shell completes it."""
    monkeypatch.chdir(Path(archive.root) / "issues")
    _, out, _ = run("archive", "2025-08/", "--dry-run")
    assert out.startswith(f"to make    {AUGUST}  new\n")


def test_a_damaged_lock_is_told_with_its_line(run: Run, archive: Archive) -> None:
    """And by force it is kept and begun anew."""
    run("archive")
    lock = Path(archive.place, "archive.lock")
    lock.write_text("<<<<<<< HEAD\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    status, _, err = run("archive")
    assert status == ExitCode.INPUT and "archive.lock:1:1: error[lock-damaged]" in err
    status, out, err = run("archive", "--force")
    assert status == ExitCode.DONE and "warning[lock-begun-anew]" in err
    assert table(out)["composed"] == ["2", "2"] and lock.with_name("archive.lock.bak1").exists()


def test_a_lock_that_cannot_be_written_is_told_and_the_table_all_the_same(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal has what was made; the next run makes nothing again."""

    def full(path: Path, data: bytes) -> None:
        raise Refused([diagnose("cannot-write", file=path, reason="full")], ExitCode.SYSTEM)

    with monkeypatch.context() as patch:
        patch.setattr("compositor.archive.lock.write_whole", full)
        status, out, err = run("archive")
    assert status == ExitCode.SYSTEM and "error[cannot-write]" in err
    assert table(out)["composed"] == ["2", "2"]
    _, out, _ = run("archive")
    assert table(out)["unchanged"] == ["2", "2"]


def test_a_run_that_may_not_begin_is_told(run: Run, archive: Archive) -> None:
    """There is nothing to count."""
    with one_run(FolderShelf(archive.place)):
        status, out, err = run("archive")
    assert (status, out) == (ExitCode.SYSTEM, "") and "error[run-already]" in err


def test_it_speaks_chinese(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    """All of it."""
    assert main(["--lang", "zh", "archive", "2025-07"]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert f"已做  {JULY}  1 版" in out and "新增" in out and "每秒" in out
    assert not set(out) & set("abc") - set(JULY + archive.place + "MB")


def test_workers_load_the_command_without_running_it() -> None:
    """Or each would begin a run of its own."""
    runpy.run_path(str(ROOT / "compose.py"), run_name="__mp_main__")
    with pytest.raises(SystemExit):
        runpy.run_path(str(ROOT / "compose.py"), run_name="__main__")
