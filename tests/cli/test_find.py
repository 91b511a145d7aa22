"""`compose.py find`: what is in the archive, for people and for programs."""

import json
from pathlib import Path

import pytest

from compositor.cli import main
from compositor.diagnostics import ExitCode
from compositor.index.entries import entry_of
from compositor.index.entryfile import ENTRY_FILE, write_entry
from tests.cli.conftest import Run
from tests.samples import planned


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the seed issue, its index made."""
    folder = tmp_path_factory.mktemp("archive")
    made = planned()
    entry = entry_of(made.issue, made.layout, made.edition)
    (folder / entry.issue).mkdir(parents=True)
    (folder / entry.issue / ENTRY_FILE).write_bytes(write_entry(entry))
    assert main(["find", "--rebuild", "--archive", str(folder)]) == ExitCode.DONE
    return folder


def test_a_hit_is_told_with_its_place(run: Run, archive: Path) -> None:
    """Date, page, headline; part, column, line and mm; an excerpt with the word marked."""
    status, out, err = run("find", "南通新实践", "--archive", archive)
    assert (status, err) == (ExitCode.DONE, "")
    head, _, title, where, words = out.splitlines()
    assert "found: 1" in head and "issues in the index: 1" in head
    assert title.startswith("2025-08  page 1  聚焦时代主题")
    assert "deck, column 1, line 16 (22.3, 90.2 mm)" in where and "issues/2025-08 nantong" in where
    assert words.strip() == "为推进中国式现代化[南通新实践]争做更大贡献"


def test_it_is_told_in_chinese(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same."""
    assert main(["find", "--lang", "zh", "南通新实践", "--archive", str(archive)]) == 0
    out = capsys.readouterr().out
    assert (
        "找到 1 篇" in out
        and "第 1 版" in out
        and "副题，第 1 栏第 16 行（22.3，90.2 毫米）" in out
    )


def test_programs_get_json(run: Run, archive: Path) -> None:
    """All of it, nothing else."""
    _, out, _ = run("find", "职工", "--archive", archive, "--json", "--limit", "2")
    found = json.loads(out)
    assert found["total"] > 2 == len(found["hits"])
    first = found["hits"][0]
    start, end = first["marks"][0]
    assert first["headline"][start:end] == "职工"
    assert first["width"] == 270.0 and len(first["rect"]) == 4


def test_filters_are_read(run: Run, archive: Path) -> None:
    """Each leaves out what it says."""
    for words in (["--from", "2025-09"], ["--to", "2024"], ["--page", "9"], ["--paper", "晨报"]):
        assert "nothing found in 1 issues" in run("find", "职工", "--archive", archive, *words)[1]
    assert "headline" in run("find", "职工", "--archive", archive, "--in", "headline")[1]


def test_nothing_found_is_no_fault(run: Run, archive: Path) -> None:
    """Exit status 0, a sentence, and what there is instead."""
    status, out, _ = run("find", "南通新实贱", "--archive", archive)
    assert status == ExitCode.DONE
    assert "nothing found" in out and "南通新实践 (articles: 1)" in out


@pytest.mark.parametrize("words", [[], ["-"], ["“”"], ["--", "-职工"]])
def test_nothing_to_look_for_is(words: list[str], run: Run, archive: Path) -> None:
    """A hyphen alone is a mark like any other; a word that is left out is no word."""
    status, _, err = run("find", "--archive", archive, *words)
    assert (status, "no-words" in err) == ((0, False) if words == ["-"] else (1, True))


def test_a_new_index_says_what_it_could_not_take(run: Run, tmp_path: Path) -> None:
    """As text and as data; the exit status is of the run, not of one file."""
    (tmp_path / "issues" / "a").mkdir(parents=True)
    (tmp_path / "issues" / "a" / ENTRY_FILE).write_text("{}")
    status, out, err = run("find", "--rebuild", "--archive", tmp_path)
    assert (status, "no-entry" in err, "issues: 0" in out) == (ExitCode.DONE, True, True)
    told = json.loads(run("find", "--rebuild", "--archive", tmp_path, "--json")[1])
    assert told["issues"] == 0 and [one["code"] for one in told["problems"]] == ["no-entry"]


def test_where_there_is_no_index_it_is_said_how_to_make_it(run: Run, tmp_path: Path) -> None:
    """And nothing is made."""
    status, out, err = run("find", "职工", "--archive", tmp_path)
    assert (status, out) == (ExitCode.SYSTEM, "")
    assert "no-index" in err and "compose.py find --rebuild" in err
    assert not list(tmp_path.iterdir())
    assert run("find", "--rebuild", "--archive", tmp_path / "none")[0] == ExitCode.INPUT


@pytest.mark.parametrize("date", ["2025-13", "2025-1", "yesterday", ""])
def test_a_date_that_is_none_is_a_wrong_command_line(date: str, run: Run) -> None:
    """Exit status 2, as of any."""
    with pytest.raises(SystemExit) as ended:
        run("find", "职工", "--from", date)
    assert ended.value.code == ExitCode.USAGE
