"""A press run: every condition and standard passes its own preflight, and a fault stops it whole."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from compositor import pressfile
from compositor.diagnostics import ExitCode, Refused
from compositor.press.readback import Readback
from compositor.press.signatures import Scheme
from compositor.press.stamp.stamp import stamp_pages
from compositor.pressfile import PressRun, make_press_files
from compositor.sources import FileInstead, FolderSources
from tests.samples import ISSUE, ROOT

MANIFEST = ROOT / ISSUE / "issue.yaml"


def run(press: str = "", scheme: Scheme | None = None) -> PressRun:
    """The seed issue, printed as a line of its manifest says."""
    words = MANIFEST.read_text(encoding="utf-8") + press + "\n"
    sources = FileInstead(FolderSources(ROOT), f"{ISSUE}/issue.yaml", words.encode())
    return make_press_files(sources, ISSUE, scheme)


CASES: tuple[tuple[str, Scheme | None], ...] = (
    ("", "sheets"),
    ("press: {standard: pdf/x-1a}", "2-up"),
    ("press: {condition: offset, bleed: 5}", "saddle"),
    ("press: {condition: offset, standard: pdf/x-1a}", None),
    ("press: {condition: mono}", "sections"),
)


@pytest.mark.parametrize(("press", "scheme"), CASES)
def test_what_we_make_gives_our_preflight_nothing_to_say(press: str, scheme: Scheme | None) -> None:
    """No error and no warning, in the issue's file, the pages' and the sheets'."""
    made = run(press, scheme)
    names = {"press.pdf", "press-1.pdf", "press-2.pdf"} | ({"sheets.pdf"} if scheme else set())
    assert set(made.reports) == names
    assert set(made.files) == {*names, "archive.pdf"}
    for report in made.reports.values():
        assert report.findings == ()
        states = {one.number: one.state for one in report.checks}
        assert states["P23"] == "passed"
        assert states["P10"] == ("passed" if report.checks[9].why == "" else "skipped")


def test_sheets_have_the_words_of_their_pages() -> None:
    """A single leaf of two pages: its sides read as the pages do."""
    made = run("", "saddle")
    with Readback(made.files["sheets.pdf"]) as sheets, Readback(made.files["press.pdf"]) as pages:
        assert sheets.texts() == pages.texts()


def test_the_archive_copy_keeps_its_structure_and_the_press_file_has_none() -> None:
    """Tags and bookmarks are for readers."""
    made = run()
    archive: Any = PdfReader(BytesIO(made.files["archive.pdf"])).root_object
    press: Any = PdfReader(BytesIO(made.files["press.pdf"])).root_object
    assert {"/StructTreeRoot", "/Outlines", "/Lang"} <= set(archive)
    assert set(press) == {"/Type", "/Pages", "/OutputIntents", "/Metadata"}


def _with_rgb(pdf: bytes) -> bytes:
    writer = PdfWriter(BytesIO(pdf))
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    contents.set_data(contents.get_data() + b"\n1 0 0 rg 100 100 50 50 re f\n")
    page.replace_contents(contents)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def test_an_error_of_preflight_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """One RGB operator that came in with stamping, and there are no files."""
    spoil = lambda *args: _with_rgb(stamp_pages(*args))  # noqa: E731
    monkeypatch.setattr(pressfile, "stamp_pages", spoil)
    with pytest.raises(Refused) as refused:
        run()
    assert refused.value.exit_code is ExitCode.GATE
    assert "not-cmyk" in {d.code for d in refused.value.diagnostics}


def test_words_lost_from_the_stamped_file_stop_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text-back gate reads the very file that goes out."""
    monkeypatch.setattr(Readback, "texts", lambda self: ("", ""))
    monkeypatch.setattr(Readback, "readings", lambda self: iter([self.texts()]))
    with pytest.raises(Refused) as refused:
        run()
    assert refused.value.exit_code is ExitCode.GATE
    assert {d.code for d in refused.value.diagnostics if d.is_error} == {"text-lost"}


def test_sheets_with_other_words_than_their_pages_stop_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page in another's place on the sheet is found by its words."""
    texts = pressfile._texts
    calls: list[int] = []

    def swapped(pdf: bytes) -> tuple[str, ...]:
        calls.append(1)
        found = texts(pdf)
        return found if len(calls) == 1 else found[::-1]

    monkeypatch.setattr(pressfile, "_texts", swapped)
    with pytest.raises(Refused) as refused:
        run("", "sheets")
    assert refused.value.exit_code is ExitCode.GATE
