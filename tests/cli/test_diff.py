"""`diff` as an editor uses it: which proofs it takes, what it writes, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from compositor.cli import keeping
from compositor.cli.keeping import keep_build, kept_proofs
from compositor.comparing import compare, snapshot_of
from compositor.diagnostics import ExitCode
from compositor.edition import Options, finish, plan
from compositor.recompose import Recomposer
from compositor.sources import FolderSources
from tests.cli.conftest import Run
from tests.comparing.samples import proof
from tests.comparing.test_tell import Tags
from tests.proof.test_kept import TIME, version
from tests.samples import ISSUE, ROOT


@pytest.fixture(autouse=True)
def proofs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Proofs are kept in a folder of the test's own."""
    monkeypatch.setattr(keeping, "PROOFS", tmp_path / "proofs")
    return tmp_path / "proofs"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A copy of the seed issue as it was before the last correction."""
    folder = Path(shutil.copytree(ROOT / ISSUE, tmp_path / "before"))
    path = folder / "articles/binhai.md"
    text = path.read_text(encoding="utf-8")
    assert "270多名" in text
    path.write_text(text.replace("270多名", "260多名"), encoding="utf-8")
    return folder


def test_another_folder_of_the_issue_is_compared(run: Run, other: Path) -> None:
    """By what is written in it and nothing else: not by where it lies."""
    status, out, _ = run("diff", ROOT / ISSUE, other)
    assert status == ExitCode.DONE
    assert "“…动者集体生日会，共为[260]多名新业态劳动者过生…” → " in out
    assert "pages changed: 1; articles: 1; passages of text: 1; modules: 0; pictures: 0" in out


def test_a_folder_that_holds_the_same_has_no_changes(run: Run, tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / ISSUE, tmp_path / "copy")
    status, out, _ = run("diff", ROOT / ISSUE, copy)
    assert status == ExitCode.DONE
    assert "nothing changed" in out


def test_the_list_for_the_approver_is_written(run: Run, other: Path, tmp_path: Path) -> None:
    """A web page that needs nothing else, with pictures of the changed page; a PDF beside it."""
    html, pdf = tmp_path / "list.html", tmp_path / "list.pdf"
    status, out, _ = run("diff", ROOT / ISSUE, other, "--html", html, "--pdf", pdf)
    assert status == ExitCode.DONE
    assert f"made {html}" in out and f"made {pdf}" in out
    tags = Tags(html.read_text(encoding="utf-8"))
    assert len(tags.addresses) == 2
    assert all(address.startswith("data:image/png;base64,iVBOR") for address in tags.addresses)
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_data_are_printed_alone(run: Run, other: Path) -> None:
    status, out, _ = run("diff", "--json", ROOT / ISSUE, other)
    data = json.loads(out)
    assert status == ExitCode.DONE
    assert [one["article"] for one in data["articles"]] == ["binhai"]


def test_the_last_two_proofs_are_compared_if_none_is_named(run: Run) -> None:
    """With one number: that one and the latest."""
    kept = kept_proofs(ISSUE)
    for number in (1, 2, 3):
        kept.keep(version(number), TIME)
    for words, told in (((), (2, 3)), ((1,), (1, 3)), ((1, 2), (1, 2)), ((3, 1), (3, 1))):
        status, out, _ = run("diff", ROOT / ISSUE, *words)
        assert status == ExitCode.DONE
        assert f"proof {told[0]} ({TIME}) → proof {told[1]} ({TIME})" in out
        assert "page 2 综合  the same words" in out


def test_fewer_than_two_proofs_cannot_be_compared(run: Run) -> None:
    kept_proofs(ISSUE).keep(proof(), TIME)
    status, _, error = run("diff", ROOT / ISSUE)
    assert status == ExitCode.INPUT
    assert "too-few-proofs" in error


def test_a_number_that_is_not_kept_is_said_with_those_that_are(run: Run) -> None:
    kept = kept_proofs(ISSUE)
    for number in (1, 2, 3):
        kept.keep(version(number), TIME)
    status, _, error = run("diff", ROOT / ISSUE, 2, 9)
    assert status == ExitCode.INPUT
    assert "no proof 9 of this issue is kept" in error and "kept are 1–3" in error


def test_a_damaged_proof_is_said(run: Run, proofs: Path) -> None:
    """As an error where it is asked for."""
    kept = kept_proofs(ISSUE)
    for number in (1, 2):
        kept.keep(version(number), TIME)
    entry = kept.list()[0]
    (proofs / "2025-08/objects" / f"{entry.snapshot}.snapshot").write_bytes(b"")
    status, _, error = run("diff", ROOT / ISSUE)
    assert status == ExitCode.INPUT
    assert "proof-unreadable" in error


def test_a_folder_without_an_issue_is_refused(run: Run, tmp_path: Path) -> None:
    status, _, error = run("diff", ROOT / ISSUE, tmp_path)
    assert status == ExitCode.INPUT
    assert "no-file" in error


def test_a_build_is_kept_as_the_proof_it_is(proofs: Path) -> None:
    """The desk keeps the same: the same fingerprint, the same imprints, and no second entry."""
    sources = FolderSources(ROOT)
    planned = plan(sources, ISSUE)
    made = finish(sources, planned, Options(preview_dpi=20))
    assert keep_build(planned, made) == ()
    assert keep_build(planned, made) == ()
    shown = Recomposer(ISSUE).proof(FolderSources(ROOT))
    kept = kept_proofs(ISSUE)
    assert kept.keep(shown, TIME) == 1
    one = kept.read(1)
    assert one
    assert [page.imprint for page in one.pages] == [page.imprint for page in shown.pages]
    assert compare(one, snapshot_of(shown)).is_nothing


def test_a_build_that_cannot_be_kept_is_a_build(proofs: Path) -> None:
    """A warning says why."""
    proofs.write_text("a file where the folder should be")
    sources = FolderSources(ROOT)
    planned = plan(sources, ISSUE)
    made = finish(sources, planned, Options(preview_dpi=20))
    assert [one.code for one in keep_build(planned, made)] == ["proof-not-kept"]


def test_a_build_for_another_place_is_no_proof(run: Run, proofs: Path, tmp_path: Path) -> None:
    run("build", ROOT / ISSUE, "--into", tmp_path / "elsewhere")
    assert not proofs.exists()
