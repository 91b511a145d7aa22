"""`compose.py web`: all files of a digital edition or none, and none of an earlier one left."""

import json
from pathlib import Path

import pytest

from compositor.cli import web
from compositor.diagnostics import ExitCode, Refused, diagnose
from compositor.digitaledition import DigitalEdition
from tests.cli.conftest import Run
from tests.samples import ISSUE


def edition(*names: str) -> DigitalEdition:
    told = {"format": "digital edition 1", "files": [*names, "edition.json"]}
    files = dict.fromkeys(names, b"new")
    return DigitalEdition("a", {**files, "edition.json": json.dumps(told).encode()}, ())


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> list[DigitalEdition]:
    """What the flow gives, one after another; where there is nothing, it refuses."""
    waiting: list[DigitalEdition] = []

    def made(*_: object, **__: object) -> DigitalEdition:
        if not waiting:
            raise Refused([diagnose("no-file", None, file="a")])
        return waiting.pop(0)

    monkeypatch.setattr("compositor.digitaledition.make_digital_edition", made)
    return waiting


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_issue_becomes_a_folder_that_opens(run: Run, tmp_path: Path) -> None:
    """The real thing once: index, a page for each, all that the catalogue lists."""
    status, out, _ = run("web", ISSUE, "--into", tmp_path, "--pdf")
    assert status == ExitCode.DONE and "index.html" in out
    told = json.loads((tmp_path / "edition.json").read_text())
    assert names(tmp_path) == set(told["files"]) >= {"index.html", "page-2.html", "pages.pdf"}


def test_what_an_earlier_edition_left_is_removed_and_nothing_else(
    run: Run, tmp_path: Path, make: list[DigitalEdition]
) -> None:
    make += [edition("index.html", "page-9.html"), edition("index.html")]
    (tmp_path / "CNAME").write_text("ours")
    run("web", ISSUE, "--into", tmp_path)
    assert "page-9.html" in names(tmp_path)
    run("web", ISSUE, "--into", tmp_path)
    assert names(tmp_path) == {"index.html", "edition.json", "CNAME"}


def test_a_refused_issue_leaves_the_last_edition(
    run: Run, tmp_path: Path, make: list[DigitalEdition]
) -> None:
    make += [edition("index.html")]
    run("web", ISSUE, "--into", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    status, _, err = run("web", ISSUE, "--into", tmp_path)
    assert status == ExitCode.INPUT and "no-file" in err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"files": ["index.html"]}',
        '{"format": 1, "files": ["index.html"]}',
        '{"format": "digital edition 1", "files": "index.html"}',
        '{"format": "digital edition 1", "files": [1, ["index.html"]]}',
    ],
)
def test_a_catalogue_that_is_not_ours_removes_nothing(text: str, tmp_path: Path) -> None:
    """A build's own edition.json, or a broken one, says nothing of files to be removed."""
    (tmp_path / "edition.json").write_text(text)
    assert web.listed(tmp_path / "edition.json") == ()


def test_nothing_outside_the_folder_is_ever_removed(
    run: Run, tmp_path: Path, make: list[DigitalEdition]
) -> None:
    """Whatever the catalogue of the earlier edition says."""
    outside, folder = tmp_path / "outside.txt", tmp_path / "web"
    outside.write_text("theirs")
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text("theirs")
    listed = ["../outside.txt", str(outside), "sub/a.txt", "sub", "..", ""]
    told = {"format": "digital edition 1", "files": listed}
    (folder / "edition.json").write_text(json.dumps(told))
    make += [edition("index.html")]
    run("web", ISSUE, "--into", folder)
    assert outside.exists() and (folder / "sub" / "a.txt").exists()
