"""Press files looked over in one process: ink reckoned, pages walked once; never less is found."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from compositor import pressfile
from compositor.backissue import Workshop
from compositor.model.backissue import Recipe
from compositor.model.press import CONDITIONS
from compositor.photos.coverage import heaviest_of_jpeg
from compositor.press.preflight import Batch, Preflighted, preflight, run
from compositor.press.preflight.canvas import Canvas
from compositor.press.preflight.findings import Hit
from compositor.press.preflight.sameness import Sameness
from compositor.press.preflight.walk import walk_page
from compositor.press.stamp.stamp import open_drawn, stamp_pages
from compositor.sources import FolderSources
from tests.press.spoilt import WANTED, Spoiler, draws, has, jpeg, pdf, replaces, several
from tests.press.test_preflight import SPOILT
from tests.press.test_stamp import job
from tests.samples import ROOT, composed

LIGHT, INK = [1, 0] * 4, [0, 1] * 4
TINT = b"q 0 1 1 0 k 31 31 100 60 re f Q "
OVER = b"q /Over gs 0 0 0 1 k %d 40 40 40 re f Q "
NO_PICTURE = b"q 0 0 0 .5 k 50 50 30 30 re f Q"


def photograph(ink: tuple[int, int, int, int]) -> bytes:
    """A JPEG of one colour in four inks, 255 being solid, as Pillow writes it: as light."""
    data = BytesIO()
    Image.new("CMYK", (300, 300), ink).save(data, "JPEG", quality=95)
    return data.getvalue()


def shows(ink: tuple[int, int, int, int], decode: list[int]) -> Spoiler:
    """The first page shows a photograph, and nothing else."""
    name = jpeg(photograph(ink), (300, 300), decode)
    return several(has("XObject", "J", name), replaces(b"q 72 0 0 72 100 200 cm /J Do Q"))


def how(found: Preflighted) -> tuple[str, str]:
    """How the check of ink came out, and what is said of it."""
    (one,) = (check for check in found.checks if check.number == "P10")
    return one.state, one.why


CASES: dict[str, tuple[Spoiler, bool]] = {
    "little ink": (replaces(NO_PICTURE), True),
    "black over a tint": (replaces(TINT + OVER % 50), True),
    "as much as there may be": (replaces(b"q 1 1 .5 .5 k 50 50 40 40 re f Q"), True),
    "black over much": (replaces(b"q 1 1 1 0 k 50 50 40 40 re f Q " + OVER % 60), False),
    "black beside much": (replaces(b"q 1 1 1 0 k 50 50 40 40 re f Q " + OVER % 120), True),
    "too much": (replaces(b"q 1 1 1 .3 k 50 50 40 40 re f Q"), False),
    "a photograph": (shows((100, 100, 100, 50), LIGHT), True),
    "a photograph as ink": (shows((155, 155, 155, 205), INK), True),
    "a dark photograph": (shows((255, 255, 255, 200), LIGHT), False),
    "a spot colour": (replaces(b"q /Spot cs 1 scn 50 50 40 40 re f Q"), False),
}


@pytest.mark.parametrize("name", CASES)
def test_ink_is_reckoned_only_where_it_is_surely_little(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """All else is drawn and measured, as if nothing had been reckoned."""
    spoil, is_sure = CASES[name]
    drawn: list[bytes] = []

    def check_ink(data: bytes, *_: object) -> Iterator[Hit]:
        drawn.append(data)
        return iter(())

    monkeypatch.setattr(run, "check_ink", check_ink)
    monkeypatch.setattr(run, "structure_faults", lambda data: ())
    file = pdf(spoil, replaces(NO_PICTURE, 1))
    found = Batch().preflight_reckoned(file, WANTED)
    assert how(found) == ("passed", "reckoned" if is_sure else "")
    assert drawn == ([] if is_sure else [file])


def test_on_a_press_of_black_alone_no_other_ink_is_reckoned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "check_ink", lambda *_: iter(()))
    monkeypatch.setattr(run, "structure_faults", lambda data: ())
    mono = replace(WANTED, condition=CONDITIONS["mono"], ink=CONDITIONS["mono"].ink)
    grey = pdf(replaces(NO_PICTURE), replaces(NO_PICTURE, 1))
    coloured = pdf(replaces(b"q 0 .1 0 0 k 50 50 40 40 re f Q"), replaces(NO_PICTURE, 1))
    assert how(Batch().preflight_reckoned(grey, mono))[1] == "reckoned"
    assert how(Batch().preflight_reckoned(coloured, mono))[1] == ""


@pytest.mark.parametrize("name", ["too much ink", "nearly too much ink", "colour in black"])
def test_what_is_reckoned_finds_what_is_measured(name: str) -> None:
    _, spoil, wanted = SPOILT[name]
    assert Batch().preflight_reckoned(pdf(spoil), wanted).findings == (
        preflight(pdf(spoil), wanted).findings
    )


def test_a_photograph_is_as_heavy_as_its_heaviest_window() -> None:
    """Read at a fraction of its pixels, it is never lighter; a speck is no window."""
    picture = Image.new("CMYK", (1200, 1200), (51, 51, 51, 51))
    picture.paste((255, 255, 255, 255), (0, 0, 8, 8))
    picture.paste((204, 204, 204, 0), (600, 600, 700, 700))
    data = BytesIO()
    picture.save(data, "JPEG", quality=95)
    assert heaviest_of_jpeg(data.getvalue(), 300, is_light=True) == pytest.approx(240, abs=4)


# ------------------------------------------------------------------------------- pages seen before


def test_a_page_by_itself_is_the_page_of_the_issue() -> None:
    """Object for object; a page that says another word is another."""
    pages = open_drawn(composed().pdf)
    whole = open_drawn(stamp_pages(pages, job()))
    alone = open_drawn(stamp_pages(pages, replace(job(), part="page-2"), (1,)))
    named = replace(job(), issue="another issue")
    other = open_drawn(stamp_pages(pages, named, (1,)))
    digests = [Sameness().digest(page) for page in whole.pages]
    assert len(set(digests)) == len(digests)
    assert Sameness().digest(alone.pages[0]) == digests[1]
    assert Sameness().digest(other.pages[0]) not in digests


def test_a_batch_finds_in_each_file_what_is_found_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Files that differ in one page, or in the file alone, in any order."""
    monkeypatch.setattr(run, "check_ink", lambda *_: iter(()))
    monkeypatch.setattr(run, "structure_faults", lambda data: ())
    names = ["too much ink", "type at the edge", "no output intent", "a CropBox", "another size"]
    files = [(pdf(), WANTED), *((pdf(SPOILT[n].spoil), SPOILT[n].wanted) for n in names)]
    alone = [preflight(data, wanted) for data, wanted in files]
    for order in (1, -1):
        batch = Batch()
        found = [batch.preflight(data, wanted) for data, wanted in files[::order]]
        assert found[::order] == alone


def test_a_page_that_was_seen_is_not_walked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[object] = []

    def walking(page: Any, *how: Any) -> Canvas:
        walked.append(page)
        return walk_page(page, *how)

    monkeypatch.setattr(run, "walk_page", walking)
    monkeypatch.setattr(run, "structure_faults", lambda data: ())
    pages, batch = open_drawn(composed().pdf), Batch()
    count = len(pages.pages)
    batch.preflight_reckoned(stamp_pages(pages, job()), WANTED)
    batch.preflight_alone(stamp_pages(pages, replace(job(), part="p"), (0,)), WANTED)
    assert len(walked) == count
    batch.preflight_alone(pdf(draws(b"q Q")), WANTED)
    assert len(walked) == count + 2


def test_the_press_files_of_a_back_issue_are_those_of_a_press_run() -> None:
    """Looked over in another way, the same bytes; the report says in which. No single pages."""
    sources = FolderSources(ROOT)
    made = Workshop().remake(sources, "issues/2025-08", Recipe(press=True))
    printed = pressfile.make_press_files(sources, "issues/2025-08", is_unsigned=True)
    pdfs = {name: data for name, data in made.files.items() if name.endswith(".pdf")}
    assert pdfs == {name: printed.files[name] for name in ("archive.pdf", "press.pdf")}
    assert b'"P10": "passed: reckoned' in made.files["report.json"]
    assert b'"P01": "passed: read strictly' in made.files["report.json"]
