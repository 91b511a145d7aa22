"""Imposed PDFs as readers open them: each page in its place, whole, and over no fold."""

import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
)

from compositor.diagnostics import Refused
from compositor.geometry import Rect, Size
from compositor.plate.draw import draw, read_template
from compositor.press.impose import Imposed, draw_sides, impose
from compositor.press.readback import Readback, fold
from compositor.press.signatures import (
    SCHEMES,
    Cell,
    ImpositionPlan,
    Scheme,
    SheetSide,
    Sides,
    padded,
)
from compositor.press.signs import read_signs
from compositor.sources import FolderSources
from compositor.units import Emu, mm, pt
from tests.samples import ROOT, composed, planned

# Whole points, so that at 72 dpi every place is a whole pixel and pictures are alike to the pixel.
POINT = pt(1)
PAGE = Size(pt(120), pt(160))
BLEED = pt(9)
AT = (pt(30), pt(70))  # of a page's number, from its top left
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)


class Colour(NamedTuple):
    red: int
    green: int
    blue: int


WHITE = Colour(255, 255, 255)


def colour(page: int) -> Colour:
    """A colour of its own for each page's ground."""
    return Colour(51 * (page % 5), 255 - 17 * page, 102)


def ground(page: int, size: Size) -> str:
    """What a page draws: its ground far over the trim, its number, a bar askew through all of it."""
    red, green, blue = (part / 255 for part in colour(page))
    x, y = AT[0] / POINT, (size.height - AT[1]) / POINT
    return (
        f"/Span <</MCID 0>> BDC {red} {green} {blue} rg -99 -99 999 999 re f EMC "
        f"0 g 5 150 m 90 20 l 95 25 l f BT /F 20 Tf {x} {y} Td ({page}) Tj ET"
    )


@cache
def drawn(pages: int, size: Size = PAGE, origin: int = 0) -> bytes:
    """Pages as the plate draws them: a trim, bleed around it, tags, a link, a bookmark."""
    writer = PdfWriter()
    fonts = DictionaryObject({NameObject("/F"): helvetica()})
    width, height, bleed = (length / POINT for length in (*size, BLEED))
    for number in range(1, pages + 1):
        page = writer.add_blank_page(width, height)
        page.trimbox = RectangleObject((origin, origin, origin + width, origin + height))
        page.mediabox = page.bleedbox = RectangleObject(
            (origin - bleed, origin - bleed, origin + width + bleed, origin + height + bleed)
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/StructParents")] = NumberObject(number)
        content = ContentStream(None, writer)
        content.set_data(f"1 0 0 1 {origin} {origin} cm {ground(number, size)}".encode())
        page.replace_contents(content)
        writer.add_uri(number - 1, "https://example.org/", RectangleObject((0, 0, 9, 9)))
        writer.add_outline_item(title=str(number), page_number=number - 1)
    writer.root_object[NameObject("/StructTreeRoot")] = DictionaryObject()
    return saved(writer)


def helvetica() -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    return DictionaryObject({NameObject(k): NameObject(v) for k, v in names.items()})


def saved(writer: PdfWriter) -> bytes:
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def pictures(pdf: bytes) -> list[Image.Image]:
    """The pages with their bleed, by PDFium at 72 dpi: a pixel is a point."""
    with Readback(pdf) as readback:
        return [Image.open(BytesIO(png)).convert("RGB") for png in readback.previews(72)]


def part(image: Image.Image, rect: Rect, bleed: Emu) -> Image.Image:
    """What a picture of a trim and its bleed shows at a place of the trim."""
    edges = (rect.x + bleed, rect.y + bleed, rect.right + bleed, rect.bottom + bleed)
    return image.crop(tuple(edge // POINT for edge in edges))  # type: ignore[arg-type]


def imposed(scheme: Scheme, pages: int = 8, paper: Emu = 2 * POINT) -> Imposed:
    return impose(drawn(pages), ImpositionPlan(scheme, BLEED, paper))


# ------------------------------------------------------------------------------ pages in place


@every_scheme
def test_each_page_is_drawn_in_its_cell(scheme: Scheme) -> None:
    """Its number is found on the sheet where the page has it, moved with the page's trim."""
    made = imposed(scheme)
    sheets = read_signs("sheets.pdf", made.pdf).pages
    for side, sheet in zip(made.sides, sheets, strict=True):
        expected = [(str(c.page), c.trim.x + AT[0], c.trim.y + AT[1]) for c in side.cells if c.page]
        assert sorted((sign.text, sign.x, sign.y) for sign in sheet.signs) == sorted(expected)
        assert (sheet.width, sheet.height) == side.size


@every_scheme
def test_each_page_looks_as_it_does_alone(scheme: Scheme) -> None:
    """Pixel by pixel, bleed and all, but for what would cross the fold."""
    made = imposed(scheme)
    alone = pictures(drawn(8))
    for side, sheet in zip(made.sides, pictures(made.pdf), strict=True):
        for cell in side.cells:
            window, trim = cell.window(BLEED), cell.trim
            on_page = window._replace(x=window.x - trim.x, y=window.y - trim.y)
            found = part(sheet, window, BLEED)
            if cell.page is None:
                assert found.getcolors() == [(found.width * found.height, WHITE)]
            else:
                assert same(found, part(alone[cell.page - 1], on_page, BLEED))


def same(a: Image.Image, b: Image.Image) -> bool:
    return a.size == b.size and ImageChops.difference(a, b).getbbox() is None


def test_pages_whose_trim_is_elsewhere_are_imposed_alike() -> None:
    """A trim that does not begin at 0, as with room for marks, is found by its box."""
    plan = ImpositionPlan("saddle", BLEED, pt(2))
    moved = pictures(impose(drawn(8, origin=40), plan).pdf)
    assert all(map(same, moved, pictures(imposed("saddle").pdf)))


def test_a_turned_page_stands_on_its_head() -> None:
    """For sheets that are folded twice: the same picture turned by 180°, edges of type aside."""
    cell = Cell(1, Rect(0, 0, *PAGE), Sides(right=False), pt(3), 180)
    side = SheetSide(1, True, PAGE, (cell,))
    (sheet,) = pictures(draw_sides(PdfReader(BytesIO(drawn(1))), [side], BLEED))
    (alone,) = pictures(drawn(1))
    window = cell.window(BLEED)
    on_page = window._replace(x=window.x - pt(3))
    found = part(sheet, window, BLEED)
    expected = part(alone.transpose(Image.Transpose.ROTATE_180), on_page, BLEED)
    assert found.getpixel((0, 0)) == expected.getpixel((0, 0)) == colour(1)
    assert apart(found, expected) < 1
    assert apart(found, part(alone, on_page, BLEED)) > 5  # the control: not turned


def apart(a: Image.Image, b: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    difference = ImageChops.difference(a, b).convert("L")
    return sum(difference.tobytes()) / (a.width * a.height)


# ------------------------------------------------------------------------------ bleed and folds


def test_bleed_ends_at_the_fold_and_reaches_over_the_outer_edges() -> None:
    """Outmost sheet: page 8 up to the fold, page 1 from it on, both out to the end of the bleed."""
    (sheet, *_) = pictures(imposed("saddle").pdf)
    fold_at, last = sheet.width // 2, sheet.width - 1
    row = [sheet.getpixel((x, 0)) for x in (0, fold_at - 1, fold_at, last)]
    assert row == [colour(8), colour(8), colour(1), colour(1)]


@pytest.mark.parametrize(("side", "creep"), [(0, 0), (2, 2), (4, 4)])
def test_pages_creep_towards_the_fold(side: int, creep: int) -> None:
    """By 2 pt a sheet: that much of the bleed's room stays white outside, none at the fold."""
    sheet = pictures(imposed("saddle", 12).pdf)[side]
    left, right = (cell.page for cell in imposed("saddle", 12).sides[side].cells)
    assert left and right
    fold_at, last = sheet.width // 2, sheet.width - 1
    row = [sheet.getpixel((x, 0)) for x in range(sheet.width)]
    assert row[:creep] == [WHITE] * creep
    assert row[creep] == row[fold_at - 1] == colour(left)
    assert row[fold_at] == row[last - creep] == colour(right)
    assert row[sheet.width - creep :] == [WHITE] * creep


def test_pages_without_bleed_end_at_their_trim() -> None:
    """Whatever they draw beyond it."""
    made = impose(drawn(4), ImpositionPlan("sheets"))
    for sheet in pictures(made.pdf):
        assert sheet.size == (240, 160)
    boxes = {tuple(map(float, page.mediabox)) for page in PdfReader(BytesIO(made.pdf)).pages}
    assert boxes == {(0, 0, 240, 160)}


@every_scheme
def test_boxes_are_the_flat_sheet_and_its_bleed(scheme: Scheme) -> None:
    """TrimBox from 0; BleedBox and MediaBox around it."""
    made = imposed(scheme)
    for side, page in zip(made.sides, PdfReader(BytesIO(made.pdf)).pages, strict=True):
        width, height = side.size.width / POINT, side.size.height / POINT
        assert tuple(page.trimbox) == (0, 0, width, height)
        assert tuple(page.bleedbox) == tuple(page.mediabox) == (-9, -9, width + 9, height + 9)


# ---------------------------------------------------------------------------- odd page counts


@pytest.mark.parametrize("pages", range(1, 8))
def test_blanks_are_white_paper(pages: int) -> None:
    """And are told, but for one page or two, which are a leaf."""
    made = imposed("saddle", pages)
    blanks = 0 if pages < 3 else padded(pages).count(None)
    assert [d.code for d in made.diagnostics] == ["imposition-padded"] * bool(blanks)
    with Readback(made.pdf) as readback:
        texts = readback.texts()
    for side, text in zip(made.sides, texts, strict=True):
        assert text == fold("".join(str(cell.page) for cell in side.cells if cell.page))


def test_pages_of_several_sizes_are_refused() -> None:
    """Each that differs from the first, with both sizes; a tenth of a millimetre is let pass."""
    writer = PdfWriter()
    for size in (PAGE, Size(PAGE.width + 3000, PAGE.height), Size(PAGE.width, PAGE.height + pt(9))):
        writer.append(BytesIO(drawn(1, size)), import_outline=False)
    with pytest.raises(Refused) as refused:
        impose(saved(writer), ImpositionPlan("sheets"))
    (found,) = refused.value.diagnostics
    assert found.code == "imposition-sizes"
    assert dict(found.values) == {"page": "3", "found": "42.3×59.6", "expected": "42.3×56.4"}


def test_pages_that_creep_too_far_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        imposed("saddle", 12, pt(20))
    assert [d.code for d in refused.value.diagnostics] == ["creep-too-deep"]


def test_a_page_that_draws_nothing_is_a_blank() -> None:
    """It has no content stream; its place stays white."""
    writer = PdfWriter(BytesIO(drawn(2)))
    writer.add_blank_page(120, 160)
    writer.add_blank_page(120, 160)
    with Readback(impose(saved(writer), ImpositionPlan("sheets")).pdf) as readback:
        assert readback.texts() == ("1", "2")


def test_pages_that_share_a_stream_have_each_their_own_box() -> None:
    """As identical pages of a compressed file do: one at the left of a fold, one at the right."""
    writer = PdfWriter(BytesIO(drawn(2)))
    shared = writer.pages[0].raw_get("/Contents")
    writer.pages[1][NameObject("/Contents")] = shared
    made = impose(saved(writer), ImpositionPlan("2-up", BLEED))
    cells = made.sides[0].cells
    sides = [made.sides[0]._replace(cells=(cells[0], cells[1]._replace(page=2)))]
    (sheet,) = pictures(draw_sides(PdfReader(BytesIO(saved(writer))), sides, BLEED))
    assert same(
        part(sheet, cells[0].window(BLEED), BLEED), part(sheet, cells[1].window(BLEED), BLEED)
    )


def test_content_in_several_streams_is_joined() -> None:
    """Compressed or not; a stream may end between any two words (ISO 32000-2 §7.8.2)."""
    writer = PdfWriter(BytesIO(drawn(1)))
    one, two = ContentStream(None, writer), ContentStream(None, writer)
    one.set_data(b"1 0 0 rg -99 -99 999")
    two.set_data(b"999 re f")
    parts = [writer._add_object(stream) for stream in (one.flate_encode(), two)]
    writer.pages[0][NameObject("/Contents")] = ArrayObject(parts)
    (sheet,) = pictures(impose(saved(writer), ImpositionPlan("sheets")).pdf)
    assert sheet.getcolors() == [(120 * 160, (255, 0, 0))]


# ---------------------------------------------------------------------------------- the file


def test_nothing_of_a_document_that_is_read_is_left() -> None:
    """No structure, links, bookmarks or dates: a sheet is no document."""
    source, sheets = drawn(8), imposed("sheets").pdf
    for key in (b"/StructTreeRoot", b"/StructParent", b"/Annot", b"/Outlines", b"/Info", b"/URI"):
        assert key in source
        assert key not in sheets


def test_the_same_pages_make_the_same_bytes() -> None:
    assert imposed("saddle").pdf == imposed("saddle").pdf


@cache
def real() -> bytes:
    """Four pages: the two of the project's issue, twice."""
    return twice(composed().pdf)


def twice(pdf: bytes) -> bytes:
    writer = PdfWriter(BytesIO(pdf))
    for page in list(writer.pages):
        writer.add_page(page)
    return saved(writer)


BLEEDING = """
@page :right { background: device-cmyk(0 0 1 0) }
@page :left { background: device-cmyk(1 0 0 0) }
"""


def test_pages_that_the_plate_drew_with_bleed_keep_it_outside() -> None:
    """A yellow page beside a blue one, from the plate's own boxes: over the edges, not over the fold."""
    made = planned()
    template = read_template(FolderSources(ROOT), made.layout)
    bleeding = replace(template, css=template.css + BLEEDING)
    layout = replace(made.layout, bleed=mm(3))
    pdf = draw(made.edition, layout, bleeding, made.faces, {}, bytes(16))
    (sheet, _) = pictures(impose(twice(pdf), ImpositionPlan("sheets", mm(3))).pdf)
    fold_at, last = sheet.width // 2, sheet.width - 2
    blue, yellow = (sheet.getpixel((x, 1)) for x in (1, last))
    assert len({blue, yellow, WHITE}) == 3
    # PDFium widens a clip to whole pixels.
    assert [sheet.getpixel((fold_at + x, 1)) for x in (-2, 2)] == [blue, yellow]
    assert sheet.getpixel((last, sheet.height - 2)) == yellow


def test_fonts_are_referred_to_and_not_copied() -> None:
    """All pages of a real issue share them."""
    sheets = impose(real(), ImpositionPlan("sheets")).pdf
    assert sheets.count(b"/FontFile") == real().count(b"/FontFile") > 4


def rendered(pdf: bytes, folder: Path, left: int) -> list[Image.Image]:
    """Of each page what poppler shows at 127 dpi (5 pixels a mm) from `left` on, a page wide."""
    file, crop = folder / "x.pdf", ["-x", str(left), "-y", "0", "-W", "1350", "-H", "1950"]
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "127", "-gray", *crop, file, folder / "x"], check=True)
    found = sorted(folder.glob("x*.pgm"))
    pictures: list[Image.Image] = [Image.open(BytesIO(path.read_bytes())) for path in found]
    for path in found:
        path.unlink()
    return pictures


def test_the_halves_of_a_real_sheet_look_as_its_pages(tmp_path: Path) -> None:
    """To a few shades at the edges of type: a page's width is no whole number of points."""
    one, two, three, four = rendered(real(), tmp_path, 0)
    sheets = impose(real(), ImpositionPlan("sheets")).pdf
    lefts, rights = (rendered(sheets, tmp_path, left) for left in (0, 1350))
    assert apart(four, one) > 20  # the control: pages differ
    for found, page in zip((*lefts, *rights), (four, two, one, three), strict=True):
        assert found.size == (1350, 1950)
        assert apart(found, page) < 0.1


def test_qpdf_and_ghostscript_read_the_sheets(tmp_path: Path) -> None:
    """Without a warning, and with ink on every side."""
    file = tmp_path / "sheets.pdf"
    file.write_bytes(impose(real(), ImpositionPlan("saddle")).pdf)
    output = told("qpdf", "--check", str(file))
    assert "No syntax or stream encoding errors" in output
    inks = told("gs", "-q", "-dBATCH", "-dNOPAUSE", "-r20", "-sDEVICE=inkcov", "-o", "-", str(file))
    rows = [row.split() for row in inks.splitlines()]
    assert [(row[0], row[-1]) for row in rows] == [("0.00000", "OK")] * 2
    assert all(float(row[3]) > 0.1 for row in rows)


def told(*command: str) -> str:
    """What a tool prints; it must neither fail nor complain."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout
