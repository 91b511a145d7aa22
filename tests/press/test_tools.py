"""Press files as other programs see them: qpdf, poppler, Ghostscript and MuPDF, none of them ours."""

import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from compositor.plate.draw import draw, read_template
from compositor.press.stamp.stamp import stamp
from compositor.pressfile import make_press_files
from compositor.sources import FolderSources
from compositor.typefaces import font_name
from tests.press.test_stamp import job, stamped
from tests.samples import ISSUE, ROOT, planned

FONTS = {font_name(record) for record in planned().faces.records.values()}
ROW = re.compile(r"^([A-Z]{6})\+(\S+) .* (yes|no) (yes|no) (yes|no) +\d+ +\d+$", re.M)


@cache
def files() -> dict[str, bytes]:
    """Every file of a press run, and the other standard."""
    run = make_press_files(FolderSources(ROOT), ISSUE, "saddle")
    pictured = make_press_files(FolderSources(ROOT), "issues/specimen").files
    more = {"specimen.pdf": pictured["press.pdf"], "specimen-archive.pdf": pictured["archive.pdf"]}
    return {**run.files, **more, "x1a.pdf": stamped("pdf/x-1a")}


NAMES = (
    *("press.pdf", "press-1.pdf", "press-2.pdf", "sheets.pdf", "archive.pdf", "x1a.pdf"),
    *("specimen.pdf", "specimen-archive.pdf"),
)


@pytest.fixture(params=NAMES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each of the files on disk."""
    path = tmp_path / str(request.param)
    path.write_bytes(files()[path.name])
    return path


def told(*command: object) -> str:
    """What a tool says, errors with it; it must not fail."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_all_files_of_a_press_run_are_looked_at() -> None:
    """None is left out of what follows."""
    assert set(NAMES) == set(files())


def test_qpdf_finds_no_fault(file: Path) -> None:
    """Syntax, streams and cross-reference table."""
    said = told("qpdf", "--check", file)
    assert "No syntax or stream encoding errors found" in said
    assert "WARNING" not in said


def test_poppler_finds_all_fonts_embedded_as_subsets_and_ours(file: Path) -> None:
    """Embedded, subset, with ToUnicode."""
    rows = ROW.findall(told("pdffonts", file))
    assert len(rows) >= 3
    assert {name for _, name, *_ in rows} <= FONTS
    assert all(yes == "yes" for _, _, *flags in rows for yes in flags)


def test_poppler_reads_the_boxes(file: Path) -> None:
    """The trim is 270 × 390 mm whatever stands round it."""
    said = told("pdfinfo", "-box", file)
    left, bottom, right, top = map(float, re.findall(r"TrimBox: +(.*)", said)[0].split())
    assert (right - left, top - bottom) == pytest.approx((765.35, 1105.51), abs=0.02)


def test_mupdf_draws_without_a_word(file: Path) -> None:
    """MuPDF tells of all it mends; here there is nothing."""
    said = told("mutool", "draw", "-q", "-r", 20, "-o", file.with_suffix(".%d.png"), file)
    assert not said.replace(NO_ICC, "").strip()


NO_ICC = "warning: ICC support is not available"  # Debian's build of MuPDF has none


def test_ghostscript_draws_without_a_word(file: Path) -> None:
    """And prints black type by the black plate alone: no page has ink of the others but the red."""
    said = told("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-o", "-", file)
    rows = re.findall(r"([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK OK", said)
    assert len(rows) == said.count("\n")
    assert all(float(black) > 0.1 for *_, black in rows)


# ---------------------------------------------------------------------------------- separations

DPI = 72
MAGENTA = 0.5
GROUND = f".page {{ background: device-cmyk(0 {MAGENTA} 0 0) }}"


@cache
def on_magenta() -> bytes:
    """The seed issue drawn on a ground of magenta."""
    made = planned()
    template = read_template(FolderSources(ROOT), made.layout)
    more = replace(template, css=template.css + GROUND)
    return draw(made.edition, made.layout, more, made.faces, {}, b"0" * 16)


def plates(pdf: bytes, folder: Path) -> dict[str, Image.Image]:
    """The first page's plates, 0 for solid ink, by Ghostscript."""
    path = folder / "x.pdf"
    path.write_bytes(pdf)
    words = ("-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}", "-dLastPage=1")
    told("gs", *words, "-o", folder / "p-%d.tif", path)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return {name: Image.open(folder / f"p-1({name}).tif").convert("L") for name in names}


def _body(image: Image.Image, pdf_is_stamped: bool) -> Image.Image:
    """A stretch of body text in the middle of the first page, in black alone."""
    off = 14 / 25.4 * DPI if pdf_is_stamped else 0
    left, top, right, bottom = (round(mm / 25.4 * DPI + off) for mm in (30, 130, 240, 240))
    return image.crop((left, top, right, bottom))


def test_black_type_does_not_knock_out_the_magenta_under_it(tmp_path: Path) -> None:
    """The magenta plate is an even tint where black text stands on it; the text is on black alone."""
    found = plates(stamp(on_magenta(), job()), tmp_path)
    levels = _body(found["Magenta"], True).getextrema()
    assert levels[0] == levels[1]
    assert _body(found["Black"], True).getextrema() == (0, 255)
    for name in ("Cyan", "Yellow"):
        assert _body(found[name], True).getextrema() == (255, 255)


def test_without_overprint_it_does(tmp_path: Path) -> None:
    """The control: the file as it was drawn has the letters cut out of the magenta."""
    levels = _body(plates(on_magenta(), tmp_path)["Magenta"], False).getextrema()
    assert levels[1] == 255
    assert levels[0] != levels[1]
