"""`compose.py proof --pdf`: one file, its number from the proofs that are kept."""

from pathlib import Path

import pytest

from compositor.cli import keeping, paperproof
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Proofs and pictures are kept in a folder of the test's own."""
    monkeypatch.setattr(paperproof, "BUILD", tmp_path / "build")
    monkeypatch.setattr(keeping, "PROOFS", tmp_path / "build" / "proofs")
    return tmp_path / "build"


def test_it_writes_one_file_that_no_press_file_is_called_by(run: Run, build: Path) -> None:
    """And tells its number; the same issue printed again is the same proof."""
    for _ in range(2):
        status, said, _ = run("proof", "issues/2025-08", "--pdf")
        assert status == 0
        assert "proof 1, pages: 2; not for the press" in said
    assert [path.name for path in (build / "2025-08").iterdir()] == ["proof.pdf"]


def test_a_disk_that_keeps_no_proofs_prints_the_first(
    run: Run, build: Path, tmp_path: Path
) -> None:
    build.write_text("a file where the folder should be")
    status, said, _ = run("proof", "issues/2025-08", "--pdf", "--into", tmp_path / "out")
    assert status == 0
    assert "proof 1" in said
    assert (tmp_path / "out" / "proof.pdf").read_bytes().startswith(b"%PDF")


def test_an_unknown_paper_is_a_wrong_command(run: Run) -> None:
    with pytest.raises(SystemExit):
        run("proof", "issues/2025-08", "--pdf", "--paper", "letter")
