"""Any bytes at all: findings, never a traceback; and the tools of others, which may be missing."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from compositor.model.press import CONDITIONS
from compositor.photos.coverage import heaviest, heaviest_colour
from compositor.press import tools
from compositor.press.preflight import Preflighted, Wanted, preflight
from compositor.press.preflight.ink import check_ink
from compositor.press.preflight.opened import Opened, open_pdf
from compositor.press.tools import Absent, Plates, plates_of, structure_faults
from tests.press.spoilt import WANTED, clean_writer, draws, pdf, replaces, several, written

ANY = Wanted(CONDITIONS["newsprint"], CONDITIONS["newsprint"].ink, 0)


def codes(found: Preflighted) -> list[str]:
    return [one.code for one in found.findings]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without qpdf and Ghostscript."""
    monkeypatch.setattr(shutil, "which", lambda name: None)


@pytest.fixture(scope="module")
def clean() -> bytes:
    return pdf()


# ------------------------------------------------------------------------------------- damage


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"not a PDF", b"\0" * 5000, b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    found = preflight(data, ANY)
    assert codes(found) == ["pdf-damaged"]
    assert {one.state for one in found.checks if one.number != "P01"} == {"skipped"}


def test_a_locked_file_is_not_looked_into() -> None:
    writer = clean_writer()
    writer.encrypt("", "owner", algorithm="RC4-128")
    assert codes(preflight(written(writer), WANTED)) == ["pdf-encrypted"]


def test_a_file_that_viewers_mend_is_damaged(clean: bytes) -> None:
    """Its table of objects is a byte off."""
    at = clean.rindex(b"startxref\n") + len(b"startxref\n")
    number = clean[at:].split()[0]
    moved = clean[:at] + b"%d" % (int(number) - 7) + clean[at + len(number) :]
    assert codes(preflight(moved, WANTED)) == ["pdf-damaged"]


def test_a_file_cut_short_is_damaged(clean: bytes) -> None:
    for share in (0.2, 0.5, 0.9, 0.999):
        assert "pdf-damaged" in codes(preflight(clean[: int(len(clean) * share)], WANTED))


def test_a_file_without_pages_is_damaged() -> None:
    data = BytesIO()
    PdfWriter().write(data)
    assert codes(preflight(data.getvalue(), ANY)) == ["pdf-damaged"]


def test_checks_that_could_not_look_everywhere_do_not_pass() -> None:
    """A page packed in a way nobody knows: the other is looked at, and the red on it found."""

    def pack(writer: PdfWriter) -> None:
        contents = writer.pages[0]["/Contents"].get_object()
        assert isinstance(contents, StreamObject)
        contents[NameObject("/Filter")] = NameObject("/Nope")

    found = preflight(pdf(draws(b"1 0 0 rg 100 100 9 9 re f", 1), pack), WANTED)
    assert set(codes(found)) == {"pdf-content", "not-cmyk"}
    states = {one.number: (one.state, one.why) for one in found.checks}
    assert states["P14"] == ("skipped", "unread-part")
    assert states["P04"][0] == "failed"
    assert states["P22"] == ("passed", "")


@pytest.mark.usefixtures("alone")
@settings(max_examples=150)
@given(st.data())
def test_bytes_that_are_changed_or_cut_never_raise(data: st.DataObject) -> None:
    """Wherever they are: in the streams' dictionaries, too, and the profile kept small."""
    whole = small()
    cut = data.draw(st.integers(0, len(whole)))
    changed = bytearray(whole[cut:] if data.draw(st.booleans()) else whole[:cut] or whole)
    for _ in range(data.draw(st.integers(0, 6))):
        if changed:
            at = data.draw(st.integers(0, len(changed) - 1))
            changed[at] = data.draw(st.sampled_from([0, 32, 40, 47, 48, 57, 60, 91, 255]))
    preflight(bytes(changed), WANTED)


WORDS = [b"/F1", b"/Im1", b"/All", b"q", b"Q", b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"re", b"f", b"S", b"W", b"n", b"Do", b"cm", b"Tm", b"gs", b"cs", b"scn", b"sh", b"BI", b"ID", b"EI", b"1", b"0", b"-1", b"1e9", b"9999999", b"(a)", b"<00>", b"[", b"]", b"<<", b">>", b"/Pattern", b"/Over", b"BDC", b"m", b"l", b"c", b"d0", b"d1", b"v", b"h", b"w", b"."]  # fmt: skip


@pytest.mark.usefixtures("alone")
@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_in_a_content_stream_never_raise(words: list[bytes]) -> None:
    found = preflight(pdf(SMALL, replaces(b" ".join(words))), WANTED)
    assert not {"pdf-damaged"} & set(codes(found))


def _small(writer: PdfWriter) -> None:
    """Without its profile and its picture, which are most of its bytes."""
    from tests.press.spoilt import has, image, intents

    intents({"DestOutputProfile": None})(writer)
    has("XObject", "Im1", image((2, 2), "/DeviceCMYK", b"abcd"))(writer)


SMALL = several(_small)


def small() -> bytes:
    return pdf(SMALL)


# --------------------------------------------------------------------------- the tools of others


@pytest.mark.usefixtures("alone")
def test_a_tool_that_is_not_there_is_said_to_be_missing() -> None:
    """And the file is checked all the same."""
    found = preflight(pdf(draws(b"1 0 0 rg 100 100 9 9 re f")), WANTED)
    assert codes(found) == ["not-cmyk"]
    states = {one.number: (one.state, one.why) for one in found.checks}
    assert states["P10"] == ("skipped", "no-ghostscript")
    assert states["P01"] == ("passed", "no-qpdf")


def test_a_tool_that_takes_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, clean: bytes
) -> None:
    def never(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("gs", 1)

    monkeypatch.setattr(subprocess, "run", never)
    for call in (lambda: list(plates_of(clean, [1], 50)), lambda: structure_faults(clean)):
        with pytest.raises(Absent):
            call()


def test_nothing_is_left_of_what_the_tools_were_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clean: bytes
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    list(plates_of(clean, [1, 2], 20))
    structure_faults(clean)
    monkeypatch.setattr("tempfile.tempdir", None)
    assert not list(tmp_path.iterdir())


def test_a_tool_that_fails_is_no_finding(monkeypatch: pytest.MonkeyPatch, clean: bytes) -> None:
    monkeypatch.setattr(tools, "GHOSTSCRIPT", "false")
    found = preflight(clean, WANTED)
    assert {one.number: one.why for one in found.checks}["P10"] == "ghostscript-failed"
    assert not found.findings


def opened(data: bytes) -> Opened:
    made = open_pdf(data, WANTED.bleed)
    assert isinstance(made, Opened)
    return made


def plates(content: bytes) -> tuple[int, ...]:
    """Cyan, magenta, yellow and black of the middle of a page, as drawn."""
    (page,) = plates_of(pdf(draws(content)), [1], 72)
    at = 4 * (page.width * (page.height - 250) + 200)
    return tuple(page.samples[at : at + 4])


def test_ghostscript_draws_device_colours_as_they_are_and_overprints() -> None:
    """Otherwise black type on a red ground would be measured without the red."""
    ground = b"0 1 0 0 k 150 200 100 100 re f 0 0 0 1 k "
    assert plates(b".2 .4 .6 .8 k 150 200 100 100 re f") == (51, 102, 153, 204)
    assert plates(ground + b"/Knock gs 150 200 100 100 re f") == (0, 0, 0, 255)
    assert plates(ground + b"/Over gs 150 200 100 100 re f") == (0, 255, 0, 255)


def test_ink_is_measured_by_windows_and_not_on_marks() -> None:
    """A line of all inks is no fault, a square of 4 mm is; outside the bleed neither is."""
    line = b"q 1 1 1 1 k 220 200 80 3 re f Q"
    beside = b"q 1 1 1 1 k 5 100 20 20 re f Q"
    square = b"q 1 1 1 1 k 220 200 12 12 re f Q"
    assert not list(check_ink(pdf(), opened(pdf(draws(line + beside))).sheets, WANTED))
    data = pdf(draws(square))
    (hit,) = check_ink(data, opened(data).sheets, WANTED)
    assert hit.code == "ink-over"
    assert hit.box is not None
    assert hit.box.left == pytest.approx(226, abs=4) and hit.box.top == pytest.approx(206, abs=4)
    assert 390 <= int(str(dict(hit.values)["found"])) <= 400


def test_colour_on_a_press_that_has_black_alone_is_measured() -> None:
    mono = replace(WANTED, condition=CONDITIONS["mono"], ink=CONDITIONS["mono"].ink)
    data = pdf(draws(b"0 .3 0 .3 k 220 200 40 40 re f"))
    assert "ink-off-plate" in {hit.code for hit in check_ink(data, opened(data).sheets, mono)}


def test_the_heaviest_window_is_the_mean_of_its_pixels() -> None:
    """Half of it solid in two inks makes 100 per cent."""
    row = bytes((255, 0, 0, 255)) * 5 + bytes(4) * 5
    page = Plates(1, 10, 10, row * 10)
    assert heaviest(page, (0, 0, 10, 10), 9).percent == pytest.approx(100 * 2 * 5 / 9, abs=1)
    assert heaviest_colour(page, (0, 0, 10, 10), 9).percent == pytest.approx(100 * 5 / 9, abs=1)
    assert heaviest(page, (6, 0, 10, 10), 3).percent == 0
