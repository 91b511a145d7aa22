"""`preflight` on the command line: the table, the findings, JSON, and the exit status."""

import json
from pathlib import Path

import pytest

from compositor.cli import main
from tests.cli.conftest import Run
from tests.press.spoilt import pdf, sets
from tests.press.test_preflight import SPOILT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A clean newspaper page: the bleed is the printer's affair."""
    path = tmp_path / "clean.pdf"
    path.write_bytes(pdf())
    return path


def spoilt(folder: Path, name: str) -> Path:
    path = folder / "spoilt.pdf"
    path.write_bytes(pdf(SPOILT[name].spoil))
    return path


def test_a_clean_file_passes_with_its_table(run: Run, file: Path) -> None:
    status, out, err = run("preflight", file)
    assert (status, err) == (0, "")
    assert "✓" in out and "P01" in out and "P24" in out
    assert "not checked: no bleed is asked for" in out
    assert "errors: 0; warnings: 0" in out


def test_an_error_is_told_with_page_and_place_and_fails(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("preflight", spoilt(tmp_path, "red"))
    assert status == 4
    assert "P04 error[not-cmyk]: page 1 at 21.2, 119.9 mm (1×): colour in DeviceRGB" in out


def test_warnings_do_not_fail(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("preflight", spoilt(tmp_path, "tiny type"))
    assert status == 0
    assert "P14 warning[small-text]" in out and "errors: 0; warnings: 1" in out


def test_the_condition_decides(run: Run, file: Path, tmp_path: Path) -> None:
    """Colour is right for one press and wrong for another; art that stops at the trim, too."""
    assert run("preflight", file, "--condition", "mono")[0] == 4
    short = spoilt(tmp_path, "art that stops at the trim")
    assert run("preflight", short)[0] == 0
    assert run("preflight", short, "--condition", "offset")[0] == 4


def test_the_standard_is_held_against_the_file(run: Run, file: Path) -> None:
    assert run("preflight", file, "--standard", "pdf/x-4")[0] == 0
    status, out, _ = run("preflight", file, "--standard", "pdf/x-1a")
    assert status == 4 and "wrong-standard" in out


def test_json_has_checks_and_findings_with_places(run: Run, file: Path, tmp_path: Path) -> None:
    status, out, _ = run("preflight", file, spoilt(tmp_path, "red"), "--json")
    clean, red = json.loads(out)
    assert status == 4
    assert (clean["passed"], clean["findings"]) == (True, [])
    assert [one["check"] for one in clean["checks"]] == [f"P{n:02}" for n in range(1, 25)]
    (finding,) = red["findings"]
    assert finding["places"] == [[21.2, 119.9]]
    assert (finding["check"], finding["page"], finding["count"]) == ("P04", 1, 1)


def test_a_file_that_is_no_pdf_fails(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("not a PDF")
    status, out, _ = run("preflight", path)
    assert status == 4 and "pdf-damaged" in out and "the file could not be read" in out


def test_a_file_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    status, _, err = run("preflight", tmp_path / "none.pdf")
    assert status == 1 and "no-file" in err


def test_it_is_said_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = spoilt(tmp_path, "red")
    assert main(["--lang", "zh", "preflight", str(path)]) == 4
    out = capsys.readouterr().out
    assert "颜色只用印版色" in out and "第 1 版距左 21.2、距上 119.9 毫米（1 处）" in out


def test_a_page_on_its_side_is_still_placed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(pdf(SPOILT["red"].spoil, sets("Rotate", 90)))
    _, out, _ = run("preflight", path)
    assert "page-turned" in out and "page 1 at 21.2, 119.9 mm" in out
