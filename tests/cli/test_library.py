"""`compose.py library`: PDF/A, METS and ALTO of an issue, all or none, and no page that is gone."""

from pathlib import Path

import pytest

from compositor.backissue import Workshop
from compositor.diagnostics import ExitCode, Refused, diagnose
from tests.cli.conftest import Run
from tests.samples import ISSUE

FILES = {"archive.pdf", "mets.xml", "alto-1.xml", "alto-2.xml"}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_issue_is_described_in_one_folder(run: Run, tmp_path: Path) -> None:
    """A page of an earlier edition that is gone goes; what is not ours stays."""
    (tmp_path / "alto-9.xml").write_text("old")
    (tmp_path / "README").write_text("ours")
    status, out, _ = run("library", ISSUE, "--into", tmp_path)
    assert status == ExitCode.DONE and "mets.xml" in out
    assert names(tmp_path) == FILES | {"README"}


def test_an_issue_that_cannot_be_made_leaves_what_there_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused([diagnose("no-file", None, file="a")])

    monkeypatch.setattr(Workshop, "remake", refuse)
    (tmp_path / "alto-9.xml").write_text("old")
    status, _, err = run("library", ISSUE, "--into", tmp_path)
    assert status == ExitCode.INPUT and "no-file" in err
    assert names(tmp_path) == {"alto-9.xml"}
