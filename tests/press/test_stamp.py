"""Stamping: what a press file holds, where, and that the same inputs give the same bytes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from compositor.model.issue import IssueDate
from compositor.model.press import (
    CONDITIONS,
    DEFAULT_OUTPUT,
    DEFAULT_PRESS,
    OutputCondition,
    Standard,
)
from compositor.packing import deflate
from compositor.press.boxes import Box
from compositor.press.readback import Readback
from compositor.press.signatures import Crossline
from compositor.press.stamp.inking import ink, states, strip
from compositor.press.stamp.job import SheetNote, StampJob
from compositor.press.stamp.marks import COLOUR_BAR, GREY_BAR, marks
from compositor.press.stamp.sheet import BAND, CLEAR, lay_out
from compositor.press.stamp.stamp import open_drawn, stamp, stamp_pages
from compositor.units import EMU_PER_PT, mm
from tests.samples import ROOT, composed, planned

STANDARDS: tuple[Standard, ...] = ("pdf/x-4", "pdf/x-1a", "pdf/a-2b")
FINGERPRINT = "0123456789abcdef" * 4
PT = 1 / EMU_PER_PT


@cache
def profile() -> bytes:
    return deflate((ROOT / DEFAULT_PRESS.profile).read_bytes())


def job(standard: Standard = "pdf/x-4", bleed: int = 0) -> StampJob:
    """The seed issue as a job."""
    return StampJob(
        standard=standard,
        press=replace(DEFAULT_PRESS, bleed=bleed),
        profile=profile(),
        title="江苏工人报 <2025-08> & 专刊",
        issue="江苏工人报 第 8 期 2025-08",
        date=IssueDate(2025, 8),
        identifier=FINGERPRINT,
        sheets=(SheetNote("第 1 版"), SheetNote("第 2 版")),
        faces=planned().faces,
    )


@cache
def stamped(standard: Standard = "pdf/x-4", bleed: int = 0) -> bytes:
    return stamp(composed().pdf, job(standard, bleed))


def pages(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def content(page: PageObject) -> bytes:
    stream = page.get_contents()
    assert stream is not None
    return stream.get_data()


def boxes(page: PageObject) -> dict[str, list[float]]:
    found: Any = page
    return {
        key: [float(value) for value in found[key]]
        for key in ("/TrimBox", "/BleedBox", "/MediaBox")
    }


# --------------------------------------------------------------------------------------- boxes


@pytest.mark.parametrize("bleed", [0, mm(3), mm(5.5), mm(20)])
def test_the_bleed_box_is_the_trim_and_the_bleed_on_all_sides(bleed: int) -> None:
    """Whatever the bleed: TrimBox is the paper, BleedBox that and the bleed, MediaBox more."""
    for page in pages(stamped(bleed=bleed)):
        found = boxes(page)
        trim, bled, media = (found[k] for k in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert trim[2] - trim[0] == pytest.approx(mm(270) * PT, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(mm(390) * PT, abs=0.01)
        grown = [
            trim[0] - bleed * PT,
            trim[1] - bleed * PT,
            trim[2] + bleed * PT,
            trim[3] + bleed * PT,
        ]
        assert bled == pytest.approx(grown, abs=0.01)
        assert media[:2] == [0, 0]
        assert media[2] - bled[2] == pytest.approx(BAND, abs=0.01)


def test_no_page_has_a_box_or_a_key_that_printers_refuse() -> None:
    """No CropBox, Rotate, UserUnit, annotations, structure or transparency group."""
    for page in pages(stamped()):
        keys = {"/CropBox", "/Rotate", "/UserUnit", "/Annots", "/StructParents", "/Group", "/Tabs"}
        assert not keys & set(page)


def test_what_is_drawn_stands_where_it_stood_in_its_trim() -> None:
    """The page inside the trim is the drawn page, pixel by pixel."""
    drawn = pypdfium2.PdfDocument(composed().pdf)[0].render(scale=1).to_pil().convert("L")
    page = pypdfium2.PdfDocument(stamped())[0]
    left, bottom, right, top = (round(v, 3) for v in page.get_trimbox())
    page.set_cropbox(left, bottom, right, top)
    shown = page.render(scale=1).to_pil().convert("L")
    assert shown.size == drawn.size
    different = ImageChops.difference(shown, drawn).histogram()
    assert sum(different[64:]) < 0.002 * drawn.width * drawn.height


# --------------------------------------------------------------------------------------- marks


@st.composite
def sheets(draw: st.DrawFn) -> Any:
    width, height = draw(st.floats(200, 3000)), draw(st.floats(200, 3000))
    bleed = draw(st.integers(0, mm(20)))
    return lay_out(Box(-5, 3, width - 5, height + 3), bleed, BAND)


@given(sheets(), st.booleans())
def test_no_mark_comes_into_the_bleed_or_leaves_the_sheet(sheet: Any, is_black: bool) -> None:
    """Each line, circle and patch lies in the band, `CLEAR` of the bleed."""
    lines = (Crossline("down", mm(30)), Crossline("across", mm(40)))
    drawn = marks(sheet, lines, lines, is_black).decode()
    inner = sheet.bleed.grown(CLEAR - 0.2)
    for points in _paths(drawn):
        for x, y in points:
            assert 0 <= x <= sheet.media.right and 0 <= y <= sheet.media.top
            assert not (inner.left < x < inner.right and inner.bottom < y < inner.top)


def _paths(drawn: str) -> Iterator[list[tuple[float, float]]]:
    for row in drawn.splitlines():
        if " re f" in row:
            x, y, w, h = map(float, row.split(" k ")[1].split()[:4])
            yield [(x, y), (x + w, y + h)]
        elif row.endswith(" S"):
            x1, y1, _, x2, y2 = row.split()[:5]
            yield [(float(x1), float(y1)), (float(x2), float(y2))]
        elif row.endswith(" c s"):
            numbers = [float(v) for v in re.findall(r"-?[\d.]+", row)]
            yield [(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]


def test_marks_are_in_the_registration_colour_and_bars_in_the_inks() -> None:
    """One Separation named All; a patch for each ink of the bars."""
    page = pages(stamped())[0]
    space = page["/Resources"]["/ColorSpace"]["/All"].get_object()  # type: ignore[index]
    assert [str(part) for part in space[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
    data = content(page)
    assert data.count(b" re f Q") == len(COLOUR_BAR) + len(GREY_BAR)
    assert data.count(b"/All CS /All cs 1 SCN 1 scn") == 3  # marks, and two pieces of the slug


def test_a_black_press_gets_a_grey_bar_only() -> None:
    """Nothing of a K-only file names another ink; its marks are black."""
    press = replace(DEFAULT_PRESS, condition=CONDITIONS["mono"])
    page = pages(stamp(composed().pdf, replace(job(), press=press)))[0]
    data = content(page)
    tail = data[data.rindex(b"0 0 0 1 K") :]
    assert not re.search(rb"^q (?!0 0 0 )[\d.]+ [\d.]+ [\d.]+ [\d.]+ k", tail, re.M)
    assert b"/All" not in data
    assert "/ColorSpace" not in page["/Resources"]  # type: ignore[operator]


def test_folds_are_marked_on_both_sides_and_nowhere_else() -> None:
    """A fold has two broken lines; a sheet without folds none."""
    with_fold = replace(job(), sheets=(SheetNote("", (Crossline("down", mm(135)),)), SheetNote("")))
    first, second = (content(page) for page in pages(stamp(composed().pdf, with_fold)))
    broken = re.compile(rb"\[2\.0 2\.0\] 0 d\n(.*?)Q", re.S)
    counts = [broken.search(data) for data in (first, second)]
    assert [m[1].count(b" S") if m else 0 for m in counts] == [2, 0]


# --------------------------------------------------------------------------------------- inking


def test_black_overprints_and_all_else_knocks_out() -> None:
    """After each colour stands the state it asks for, through saving and restoring."""
    drawn = b"\n".join(
        (b"q", b"0 0 0 1 scn", b"q", b"0 0 0 0 scn", b"0 0 0 1 SCN", b"Q", b"0 0 0 0.5 scn", b"Q")
    )
    assert ink(drawn).split(b"\n") == [
        *(b"q", b"0 0 0 1 scn", b"/Over10 gs"),
        *(b"q", b"0 0 0 0 scn", b"/Over00 gs", b"0 0 0 1 SCN", b"/Over01 gs", b"Q"),
        *(b"0 0 0 0.5 scn", b"/Over00 gs", b"Q"),
    ]


def test_every_black_of_a_page_overprints_and_no_other_colour() -> None:
    """In the file of the seed issue: type, rules, labels."""
    there: dict[str, Any] = {}
    for page in pages(stamped()):
        found: Any = page["/Resources"]["/ExtGState"]  # type: ignore[index]
        there |= {str(key): value.get_object() for key, value in found.items()}
        rows = content(page).split(b"\n")
        for row, following in pairwise(rows):
            if re.fullmatch(rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ scn", row):
                is_black = [float(v) for v in row.split()[:4]] == [0, 0, 0, 1]
                state = there[following.split()[0].decode()]
                assert (state["/op"].value, state["/OPM"]) == (is_black, 1)


def test_structure_is_taken_out_and_nothing_else() -> None:
    """Marked content goes, with its dictionaries; strings and operators stay."""
    drawn = b"/P <</MCID 3>> BDC\nBT\n[<0041>] TJ\nET\nEMC\n/Artifact BMC\n0 0 m\nEMC\n"
    assert strip(drawn) == b"BT\n[<0041>] TJ\nET\n0 0 m\n"


# --------------------------------------------------------------------------------------- intent


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_output_intent_is_complete(standard: Standard) -> None:
    """Subtype, identifier, registry, words and a profile of four components."""
    root: Any = PdfReader(BytesIO(stamped(standard))).trailer["/Root"]
    (intent,) = (item.get_object() for item in root["/OutputIntents"])
    assert intent["/S"] == ("/GTS_PDFA1" if standard == "pdf/a-2b" else "/GTS_PDFX")
    assert intent["/OutputConditionIdentifier"] == "FOGRA39"
    assert intent["/RegistryName"] == "http://www.color.org"
    assert intent["/Info"]
    profile_stream = intent["/DestOutputProfile"].get_object()
    assert profile_stream["/N"] == 4
    assert profile_stream.get_data() == (ROOT / DEFAULT_PRESS.profile).read_bytes()


def test_a_condition_in_no_registry_is_custom() -> None:
    """Without a registered name nothing pretends to be in a registry."""
    press = replace(DEFAULT_PRESS, output=OutputCondition("", "", "Printer.icc"))
    made = stamp(composed().pdf, replace(job(), press=press))
    root: Any = PdfReader(BytesIO(made)).trailer["/Root"]
    intent = root["/OutputIntents"][0].get_object()
    assert (intent["/OutputConditionIdentifier"], intent["/Info"]) == ("Custom", "Printer.icc")
    assert "/RegistryName" not in intent
    assert DEFAULT_OUTPUT.identifier == "FOGRA39"


# ------------------------------------------------------------------------------------- metadata


@pytest.mark.parametrize(
    ("standard", "header", "claim"),
    [
        ("pdf/x-4", "%PDF-1.6", "<pdfxid:GTS_PDFXVersion>PDF/X-4<"),
        ("pdf/x-1a", "%PDF-1.4", "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003<"),
        ("pdf/a-2b", "%PDF-1.7", "<pdfaid:part>2<"),
    ],
)
def test_a_file_says_what_it_is(standard: Standard, header: str, claim: str) -> None:
    """Version, claim, title, dates and identifiers; XMP and information agree."""
    pdf = stamped(standard)
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    info: Any = reader.trailer["/Info"]
    assert reader.pdf_header == header
    assert claim in xmp
    assert info["/Title"] == "江苏工人报 <2025-08> & 专刊"
    assert "江苏工人报 &lt;2025-08&gt; &amp; 专刊" in xmp
    assert info["/CreationDate"] == "D:20250801000000+08'00'"
    assert "<xmp:CreateDate>2025-08-01T00:00:00+08:00<" in xmp
    assert "<xmpMM:RenditionClass>default<" in xmp
    assert ("/Trapped" in info) == (standard != "pdf/a-2b")
    assert len(reader.trailer["/ID"]) == 2  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------- fonts, parts


def _font_files(pdf: bytes) -> set[str]:
    reader = PdfReader(BytesIO(pdf))
    found = set()
    for page in reader.pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            key = next(k for k in ("/FontFile2", "/FontFile3") if k in descriptor)
            found.add(str(descriptor[key].get_object().get("/Subtype", "/TrueType")))
    return found


@pytest.mark.parametrize("standard", ["pdf/x-1a", "pdf/x-4", "pdf/a-2b"])
def test_every_file_has_bare_cff(standard: Standard) -> None:
    """PDF 1.4, which X-1a is, knows no OpenType fonts; so the fonts of all files are the same."""
    assert _font_files(stamped(standard)) == {"/CIDFontType0C", "/TrueType"}


def test_a_page_by_itself_holds_nothing_of_the_others() -> None:
    """One page, its own fonts; its text is that page's."""
    pdf = stamp_pages(open_drawn(composed().pdf), replace(job(), part="page-2"), (1,))
    (page,) = pages(pdf)
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
    named = set(re.findall(rb"/(\S+) [\d.]+ Tf", content(page)))
    assert {key.encode()[1:] for key in fonts} == named
    with Readback(pdf) as one, Readback(stamped()) as whole:
        assert one.texts() == whole.texts()[1:]


def test_the_text_of_a_press_file_is_the_text_drawn() -> None:
    """The slug is outlines: it adds no words and no fonts."""
    with Readback(composed().pdf) as drawn, Readback(stamped()) as press:
        assert press.texts() == drawn.texts()


def test_a_slug_without_glyphs_for_a_character_leaves_it_out() -> None:
    """A character no face has is no reason to stop, and draws nothing."""
    made = stamp(composed().pdf, replace(job(), issue="江\U000f0000苏"))
    assert content(pages(made)[0]).count(b" f Q") > 0


# -------------------------------------------------------------------------------- reproducible


def test_the_same_job_gives_the_same_bytes_and_another_part_other_identifiers() -> None:
    """Identifiers come from the fingerprint, the standard and the part."""
    again = stamp(composed().pdf, job())
    assert again == stamped()
    other = stamp(composed().pdf, replace(job(), part="page-1"))
    ids = [PdfReader(BytesIO(pdf)).trailer["/ID"] for pdf in (again, other)]
    assert ids[0] != ids[1]


SCRIPT = """
import sys; from hashlib import sha256; from pathlib import Path
from compositor.pressfile import make_press_files
from compositor.sources import FolderSources
run = make_press_files(FolderSources(Path(sys.argv[1])), "issues/2025-08")
for name, data in run.files.items(): print(name, sha256(data).hexdigest())
"""


def test_every_process_makes_the_same_files(tmp_path: Path) -> None:
    """Another hash seed, time zone, language, place and folder: the same bytes."""
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for name in ("compositor", "layouts", "fonts", "profiles", "issues"):
        (copy / name).symlink_to(ROOT / name)
    found = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root)],
            cwd=root,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), **env},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for root, env in (
            (ROOT, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8"}),
            (copy, {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"}),
        )
    ]
    assert found[0] == found[1]
    assert found[0].count("\n") >= 4


def test_states_are_no_transparency() -> None:
    """The graphics states of overprint set nothing else."""
    for state in states().values():
        assert isinstance(state, DictionaryObject)
        assert set(state) == {"/Type", "/OP", "/op", "/OPM"}
