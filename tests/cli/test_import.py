"""`import` and `account` as an editor uses them: what is written, what is said, the exit status."""

import json
from pathlib import Path

import pytest

from compositor.diagnostics import ExitCode
from tests.cli.conftest import Run
from tests.samples import ROOT

SEED = next((ROOT / "seeds").glob("001*.txt"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_import_says_how_many_articles_and_how_many_places_to_check(
    run: Run, tmp_path: Path
) -> None:
    status, out, err = run("import", SEED, "--into", tmp_path / "2024-04")
    assert status == ExitCode.DONE
    assert "6 articles; of 4623 characters 4619 are in them, 4 left out for a reason, 0 lost" in out
    assert "7 places to check" in out
    assert err == ""
    assert "date: 2024-04" in (tmp_path / "2024-04/issue.yaml").read_text(encoding="utf-8")


def test_an_imported_issue_is_built_at_once(run: Run, tmp_path: Path) -> None:
    run("import", SEED, "--into", tmp_path / "2024-04")
    status, _, _ = run("build", tmp_path / "2024-04", "--into", tmp_path / "build")
    assert status == ExitCode.DONE


def test_an_issue_that_is_there_is_kept_beside_the_new_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "2024-04"
    run("import", SEED, "--into", folder)
    (folder / "articles/a01.md").write_text("changed", encoding="utf-8")
    before = files_of(folder)
    status, _, err = run("import", SEED, "--into", folder)
    assert (status, "issue-exists" in err) == (ExitCode.INPUT, True)
    assert files_of(folder) == before
    status, out, _ = run("import", SEED, "--into", folder, "--force")
    assert status == ExitCode.DONE
    assert "2024-04.bak1" in out
    assert files_of(tmp_path / "2024-04.bak1") == before


def test_a_file_that_cannot_be_read_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    status, _, err = run("import", SEED, empty, "--into", tmp_path / "2024-04")
    assert (status, "empty-document" in err) == (ExitCode.INPUT, True)
    assert [path.name for path in tmp_path.iterdir()] == ["empty.txt"]


def test_another_encoding_is_said(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "gb.txt"
    text.write_bytes(SEED.read_text(encoding="utf-8").encode("gb18030"))
    status, _, err = run("import", text, "--into", tmp_path / "2024-04")
    assert (status, "GB18030" in err) == (ExitCode.DONE, True)
    assert "| GB18030 |" in (tmp_path / "2024-04/import.md").read_text(encoding="utf-8")


def test_problems_of_an_import_are_json_where_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("import", tmp_path / "none.txt", "--into", tmp_path / "x", "--json")
    assert (status, json.loads(out)[0]["code"]) == (ExitCode.INPUT, "no-file")


@pytest.mark.parametrize("date", ["2024", "2024-13", "2024-02-30", "April"])
def test_a_date_that_is_none_is_a_wrong_command_line(run: Run, tmp_path: Path, date: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("import", SEED, "--into", tmp_path / "x", "--date", date)
    assert stopped.value.code == ExitCode.USAGE


def test_what_an_editor_drops_must_be_explained(run: Run, tmp_path: Path) -> None:
    """Until the reason stands in import.md in her own words."""
    folder = tmp_path / "2024-04"
    run("import", SEED, "--into", folder)
    article, report = folder / "articles/a03.md", folder / "import.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("林陪同调研。", "陪同调研。"), encoding="utf-8"
    )
    status, out, err = run("account", folder)
    assert (status, "1 not explained" in out) == (ExitCode.INPUT, True)
    assert "51:1 “林”" in err
    told = report.read_text(encoding="utf-8").replace("NOT EXPLAINED", "the name is another's")
    report.write_text(told, encoding="utf-8")
    status, out, err = run("account", folder)
    assert (status, err) == (ExitCode.DONE, "")
    assert "| the name is another's | 林 |" in report.read_text(encoding="utf-8")


def test_an_account_needs_a_report(run: Run, tmp_path: Path) -> None:
    status, _, err = run("account", tmp_path)
    assert (status, "no-file" in err) == (ExitCode.INPUT, True)
