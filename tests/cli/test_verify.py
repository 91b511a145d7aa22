"""`verify` as an archivist uses it: what is told, in text and as data, and what the status says."""

import json
from pathlib import Path
from string import Formatter

import pytest
from PIL import Image

from compositor.archive.executor import Executor
from compositor.cli import verify as command
from compositor.cli.verifywords import WORDS
from compositor.diagnostics import ExitCode
from compositor.diagnostics.render import Language
from tests.archive.test_verifying import drawn_with, newer, thick_rules, wider_word
from tests.archive.verified import NAME, WORD, Archived, InProcess
from tests.cli.conftest import Run
from tests.samples import ROOT

OTHER = "issues/2025-10"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """A project with an archive that no test changes."""
    archived = Archived(tmp_path_factory.mktemp("made"), (NAME, OTHER))
    archived.write_lock()
    return archived


@pytest.fixture
def kept(tmp_path: Path, made: Archived, monkeypatch: pytest.MonkeyPatch) -> Archived:
    """One that the command takes for its own; everything in one process."""
    archived = made.copied(tmp_path / "project")

    def in_process(_: object) -> Executor:
        return InProcess()

    monkeypatch.setattr("compositor.cli.archive.ROOT", archived.root)
    monkeypatch.setattr(command, "executor_of", in_process)
    return archived


def figures(out: str) -> dict[str, tuple[int, int]]:
    """The table: issues and pages by what came of them."""
    found = {}
    for line in out.splitlines():
        *words, issues, pages = line.split() or ["", "", ""]
        if issues.isdecimal() and pages.isdecimal():
            found[" ".join(words)] = (int(issues), int(pages))
    return found


def test_an_archive_that_would_be_made_the_same_is_in_order(kept: Archived, run: Run) -> None:
    """Nothing is said of its issues one by one."""
    status, out, err = run("verify")
    assert (status, err) == (ExitCode.DONE, "")
    assert figures(out)["identical"] == (2, 4)
    assert sum(issues for issues, _ in figures(out).values()) == 2
    assert NAME not in out
    assert "made by the same versions then" in out


def test_a_library_that_changes_no_page_may_be_accepted(
    kept: Archived, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(monkeypatch)
    status, out, _ = run("verify")
    assert status == ExitCode.DONE
    assert figures(out)["same print"] == (2, 4)
    assert "→ 70.1 (issues: 2)" in out


def test_a_library_that_moves_a_line_shows_where(
    kept: Archived, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The page, the lines, the pixels, and a picture of both; the status is that of a gate."""
    wider_word(monkeypatch)
    fresh_workshop(monkeypatch)
    pictures = tmp_path / "pictures"
    status, out, _ = run("verify", "2025-09", "--pictures", pictures)
    assert status == ExitCode.GATE
    assert figures(out)["differs"] == (1, 2)
    assert "page 2: lines broken elsewhere: " in out
    assert "page 1" not in out
    assert f"bei: {WORD}" in out
    assert "% of the pixels, by up to " in out
    (picture,) = pictures.rglob("*.png")
    assert picture == pictures / NAME / "archive-page-2.png"
    assert Image.open(picture).width > 1000


def fresh_workshop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that was made before the drift is used again."""
    from compositor.backissue import Workshop

    shop = Workshop()
    monkeypatch.setattr("tests.archive.verified.workshop", lambda: shop)


def test_words_that_differ_are_told_as_words(kept: Archived, run: Run) -> None:
    """Of an issue that was edited since; which file it was is told before."""
    article = kept.source("articles/xi.md")
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("第3段 各级工会", "第3段 各地工会"), encoding="utf-8")
    status, out, _ = run("verify", NAME)
    assert status == ExitCode.GATE
    assert f"changed since: {NAME}/articles/xi.md" in out
    assert "各[级]工会" in out
    assert "各[地]工会" in out


def test_damage_that_a_rebuild_mends_says_how(kept: Archived, run: Run) -> None:
    kept.file("archive.pdf").write_bytes(b"%PDF")
    status, out, _ = run("verify")
    assert status == ExitCode.GATE
    assert figures(out)["damaged"] == (1, 2)
    assert "not what was locked: archive.pdf" in out
    assert f"archive --force {NAME}" in out


def test_an_issue_that_cannot_be_made_does_not_stop_the_others(kept: Archived, run: Run) -> None:
    """Why is told; the status is the worst."""
    kept.source("issue.yaml").unlink()
    status, out, err = run("verify")
    assert status == ExitCode.INPUT
    assert figures(out)["failed"] == (1, 0)
    assert figures(out)["identical"] == (1, 2)
    assert "error[" in err


def test_with_fail_fast_nothing_is_begun_after_one_that_is_not_the_same(
    kept: Archived, run: Run
) -> None:
    kept.file("archive.pdf").unlink()
    _, out, _ = run("verify", "--fail-fast")
    assert sum(issues for issues, _ in figures(out).values()) == 1


def test_what_is_not_in_the_archive_is_told(kept: Archived, run: Run) -> None:
    """Issues the lock does not know, and patterns that name none."""
    (kept.root / "issues/2025-11").mkdir()
    (kept.root / "issues/2025-11/issue.yaml").write_text("", encoding="utf-8")
    status, out, err = run("verify", "2025-11", "1999-*")
    assert status == ExitCode.GATE
    assert figures(out)["not archived"] == (1, 0)
    assert "error[not-locked]" in err
    assert "error[no-issue]" in err


def test_where_nothing_was_archived_there_is_nothing_to_verify(
    kept: Archived, run: Run, tmp_path: Path
) -> None:
    status, _, err = run("verify", "--into", tmp_path / "other")
    assert status == ExitCode.INPUT
    assert "error[nothing-locked]" in err


def test_pictures_that_cannot_be_written_are_told(
    kept: Archived, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn_with(thick_rules, monkeypatch)
    (tmp_path / "file").write_bytes(b"")
    status, _, err = run("verify", "--pictures", tmp_path / "file")
    assert status == ExitCode.SYSTEM
    assert "error[cannot-write]" in err


def test_data_is_whole(kept: Archived, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document, sorted, with lengths in millimetres."""
    wider_word(monkeypatch)
    fresh_workshop(monkeypatch)
    status, out, err = run("verify", "--json")
    data = json.loads(out)
    assert err == ""
    assert data["summary"]["differs"] == 2
    assert data["summary"]["exit_code"] == status == ExitCode.GATE
    assert [one["issue"] for one in data["issues"]] == [NAME, OTHER]
    (page,) = data["issues"][0]["pages"]
    assert (page["page"], page["state"]) == (2, "changed")
    (change,) = page["lines"]
    assert not change["words"]
    assert change["before"] != change["after"]
    (drawn,) = page["prints"]
    assert drawn["overlay"] is None
    assert 0 < drawn["share"] < 1
    assert all(0 <= edge < 400 for rect in drawn["rects"] for edge in rect)


@pytest.mark.parametrize(("language", "guide"), [("en", "archive.md"), ("zh", "zh/archive.md")])
def test_every_outcome_is_explained(language: Language, guide: str) -> None:
    """In the archivist's guide, in the words and in the order they are told in."""
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("| ")]
    found = [
        next(at for at, row in enumerate(rows) if row.startswith(f"| {WORDS[language][s]} |"))
        for s in ("missing", "failed", "damaged", "changed", "differs", "same-print", "identical")
    ]
    assert found == sorted(found)


def test_both_languages_say_the_same() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert WORDS["en"].keys() == WORDS["zh"].keys()
    for key, text in WORDS["en"].items():
        assert fields(text) == fields(WORDS["zh"][key]), key
