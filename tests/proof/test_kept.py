"""Proofs that are kept: found again as they were, so many and no more, whatever befalls the folder."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from compositor.comparing import snapshot_of
from compositor.model.proof import PageProof, Proof
from compositor.proof.kept import INDEX, LAST, OBJECTS, KeptProofs
from compositor.sources import fingerprint
from tests.comparing.samples import proof, snapshot
from tests.samples import ROOT, composed

TIME = "2026-11-26T05:40:00+08:00"


def version(number: int, size: int = 10) -> Proof:
    """A proof whose second page and fingerprint are others for each number."""
    first, second = proof().pages
    pdf = b"%PDF-" + str(number).encode() * size
    pages = (first, PageProof(second.page, fingerprint((), f"page {number}"), pdf))
    return replace(proof(), pages=pages, fingerprint=fingerprint((), str(number)))


def numbers(kept: KeptProofs) -> list[int]:
    return [entry.number for entry in kept.list()]


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / OBJECTS).iterdir()}


def test_a_proof_is_read_as_it_was_kept(tmp_path: Path) -> None:
    """Snapshot, number, time, the PDF of each page."""
    kept = KeptProofs(tmp_path / "a/b")
    assert kept.keep(version(1), TIME) == 1
    assert kept.read(1) == replace(snapshot_of(version(1)), number=1, time=TIME)
    for page in version(1).pages:
        assert kept.page_pdf(page.imprint) == page.pdf
    (entry,) = kept.list()
    assert (entry.number, entry.time, entry.fingerprint) == (1, TIME, version(1).fingerprint)
    assert kept.problems() == ()


def test_the_same_proof_is_kept_once_in_a_row(tmp_path: Path) -> None:
    """The latest again is its number; an older one again, after an undo, is a proof of its own."""
    kept = KeptProofs(tmp_path)
    assert [kept.keep(version(n), TIME) for n in (1, 1, 2, 2, 1)] == [1, 1, 2, 2, 3]
    assert kept.read(3) == replace(kept.read(1) or snapshot(), number=3)


def test_what_proofs_have_in_common_is_kept_once(tmp_path: Path) -> None:
    """The first page of all versions is one object."""
    kept = KeptProofs(tmp_path)
    for number in (1, 2, 3):
        kept.keep(version(number), TIME)
    assert len(files(tmp_path)) == 3 + 3 + 1


def test_the_oldest_go_first_and_numbers_are_not_used_twice(tmp_path: Path) -> None:
    """The first and the latest stay, and no object is left behind."""
    kept = KeptProofs(tmp_path, most=3)
    assert [kept.keep(version(n), TIME) for n in range(1, 7)] == [1, 2, 3, 4, 5, 6]
    assert numbers(kept) == [1, 5, 6]
    assert kept.read(2) is None
    assert kept.page_pdf(version(2).pages[1].imprint) is None
    assert len(files(tmp_path)) == 3 + 3 + 1
    assert kept.problems() == ()


def test_signed_proofs_stay(tmp_path: Path) -> None:
    """However many come after; who asks for them is asked each time."""
    signed: set[str] = set()
    kept = KeptProofs(tmp_path, most=3, protect=lambda: signed)
    kept.keep(version(1), TIME)
    kept.keep(version(2), TIME)
    signed.add(version(2).fingerprint)
    for number in range(3, 8):
        kept.keep(version(number), TIME)
    assert numbers(kept) == [1, 2, 7]


def test_bytes_are_bounded_too(tmp_path: Path) -> None:
    """The snapshots count with the pages."""
    kept = KeptProofs(tmp_path, most_bytes=300_000)
    for number in range(1, 9):
        kept.keep(version(number, 90_000), TIME)
    assert sum(path.stat().st_size for path in (tmp_path / OBJECTS).iterdir()) <= 300_000
    assert numbers(kept) == [1, 8]


def lose(folder: Path, name: str) -> None:
    (folder / OBJECTS / name).unlink()


def spoil(folder: Path, name: str) -> None:
    path = folder / OBJECTS / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def cut(folder: Path, name: str) -> None:
    path = folder / OBJECTS / name
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("harm", [lose, spoil, cut])
def test_a_damaged_object_is_said_and_harms_no_other(
    tmp_path: Path, harm: Callable[[Path, str], None]
) -> None:
    """It counts as missing."""
    kept = KeptProofs(tmp_path)
    kept.keep(version(1), TIME)
    kept.keep(version(2), TIME)
    first, second = kept.list()
    harm(tmp_path, first.snapshot + ".snapshot")
    harm(tmp_path, second.pages[1].pdf + ".pdf")
    assert kept.read(1) is None
    assert kept.read(2) is not None
    assert kept.page_pdf(version(2).pages[1].imprint) is None
    told = [(problem.code, dict(problem.values)["number"]) for problem in kept.problems()]
    assert told == [("proof-damaged", "1"), ("proof-damaged", "2")]
    assert kept.keep(version(3), TIME) == 3


@pytest.mark.parametrize("rubbish", [b"\xff\xfe\x00", b"1\tx\n", b"nothing\n" * 3])
def test_lines_that_cannot_be_read_are_said_and_passed_over(tmp_path: Path, rubbish: bytes) -> None:
    """The numbers go on all the same."""
    kept = KeptProofs(tmp_path)
    kept.keep(version(1), TIME)
    path = tmp_path / INDEX
    path.write_bytes(path.read_bytes() + rubbish)
    assert numbers(kept) == [1]
    assert [problem.code for problem in kept.problems()] == ["proof-index-damaged"]
    assert kept.keep(version(2), TIME) == 2
    assert kept.problems() == ()


def test_numbers_go_on_when_the_index_is_lost(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path)
    for number in (1, 2, 3):
        kept.keep(version(number), TIME)
    (tmp_path / INDEX).unlink()
    assert kept.list() == ()
    assert kept.keep(version(4), TIME) == 4
    (tmp_path / LAST).write_text("?")
    assert kept.keep(version(5), TIME) == 5


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path / "none")
    assert (kept.list(), kept.read(1), kept.page_pdf("a" * 64), kept.problems()) == (
        (),
        None,
        None,
        (),
    )
    assert not (tmp_path / "none").exists()


def test_what_cannot_be_written_leaves_what_is_kept(tmp_path: Path) -> None:
    """A file where the objects should be: `OSError`, and the list is as it was."""
    kept = KeptProofs(tmp_path)
    kept.keep(version(1), TIME)
    before = (tmp_path / INDEX).read_bytes()
    (tmp_path / OBJECTS).rename(tmp_path / "away")
    (tmp_path / OBJECTS).write_text("a file")
    with pytest.raises(OSError):
        kept.keep(version(2), TIME)
    assert (tmp_path / INDEX).read_bytes() == before


def test_drafts_of_a_process_that_was_stopped_are_swept(tmp_path: Path) -> None:
    kept = KeptProofs(tmp_path)
    kept.keep(version(1), TIME)
    drafts = [tmp_path / "a.writing", tmp_path / OBJECTS / "b.writing"]
    for draft in drafts:
        draft.write_bytes(b"half")
    kept.keep(version(2), TIME)
    assert not any(draft.exists() for draft in drafts)


def test_a_build_is_kept_as_one_pdf_and_its_pages_found(tmp_path: Path) -> None:
    """A page is taken out of it when somebody looks."""
    from compositor.press.readback import Readback

    kept = KeptProofs(tmp_path)
    kept.keep_pages(snapshot(), [composed().pdf], TIME)
    with Readback(composed().pdf) as whole:
        texts = whole.texts()
    for page, text in zip(snapshot().pages, texts, strict=True):
        alone = kept.page_pdf(page.imprint)
        assert alone
        with Readback(alone) as one:
            assert one.texts() == (text,)


WORKER = """
import sys
from pathlib import Path
from tests.proof.test_kept import TIME, version
from compositor.proof.kept import KeptProofs
kept = KeptProofs(Path(sys.argv[1]), most=8)
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 12):
    kept.keep(version(number), TIME)
"""


def test_two_processes_do_each_other_no_harm(tmp_path: Path) -> None:
    """Every proof gets a number of its own, and what is left is whole."""
    running = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path), str(start)], cwd=ROOT)
        for start in (100, 200)
    ]
    assert [process.wait() for process in running] == [0, 0]
    kept = KeptProofs(tmp_path)
    assert (tmp_path / LAST).read_text() == "24\n"
    assert len(kept.list()) == 8
    assert kept.problems() == ()
