"""The private seam to WeasyPrint: words and widths read back from a PDF must be the edition's.

If this fails after an upgrade of WeasyPrint, `compositor/plate/painter.py` is the place to mend.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from struct import unpack
from typing import Any, NamedTuple

import pytest
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]
from fontTools.pens.boundsPen import ControlBoundsPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from compositor.edition import Options, compose
from compositor.model.edition import Page
from compositor.plate.painter import painted_as
from compositor.press.readback import Readback
from compositor.typefaces import Script, font_name
from compositor.units import to_pt
from tests.plate.test_crop import planned as pictured
from tests.samples import ISSUE_FOLDER, composed, planned

TOLERANCE_PT = 0.01
CID_LENGTH = 4  # hex digits of a glyph id


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    """The PDF of the seed issue."""
    return PdfReader(BytesIO(composed().pdf))


def shown_runs(page: PageObject) -> list[tuple[str, float, float, float, list[tuple[int, float]]]]:
    """Every TJ of a page: font, size, x and y in pt from the trim's top left, (glyph, x) pairs."""
    runs = []
    for font, (a, _, _, _, x, y), array in shown(page):
        runs.append((font, a, x, y, glyph_places(array, page, font, a, x)))
    return runs


def shown(page: PageObject) -> Iterator[tuple[str, tuple[float, ...], Any]]:
    """Every TJ of a page: font, text matrix and operand; in pt from the trim's top left."""
    height = float(page.mediabox.height)
    matrix: list[float] = []
    stack = [(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)]
    font = ""
    contents = page.get_contents()
    assert isinstance(contents, ContentStream)
    for operands, operator in contents.operations:
        if operator == b"q":
            stack.append(stack[-1])
        elif operator == b"Q":
            stack.pop()
        elif operator == b"cm":
            stack[-1] = product([float(o) for o in operands], stack[-1])
        elif operator == b"Tf":
            font = str(operands[0])
        elif operator == b"Tm":
            matrix = [float(o) for o in operands]
        elif operator == b"TJ":
            *turn, x, y = product(matrix, stack[-1])
            yield font, (*turn, x, height - y), operands[0]


def product(m: Any, n: Any) -> tuple[float, float, float, float, float, float]:
    """The matrix m followed by n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def glyph_places(
    array: Any, page: PageObject, font: str, size: float, x: float
) -> list[tuple[int, float]]:
    """Where each glyph of a TJ stands, by the widths the PDF itself declares."""
    widths = declared_widths(page, font)
    places = []
    for item in array:
        if isinstance(item, int | float):
            x -= float(item) * size / 1000
            continue
        raw = item.original_bytes if hasattr(item, "original_bytes") else bytes(item)
        for i in range(0, len(raw), 2):
            gid = int.from_bytes(raw[i : i + 2], "big")
            places.append((gid, x))
            x += widths.get(gid, DEFAULT_WIDTH) * size / 1000
    return places


DEFAULT_WIDTH = 1000  # where a font has no /DW (PDF 32000-1 §9.7.4.3)


def declared_widths(page: PageObject, font: str) -> dict[int, float]:
    """The /W array of a font of the page."""
    resources: Any = page["/Resources"]
    descendant = resources["/Font"][font]["/DescendantFonts"][0].get_object()
    assert "/DW" not in descendant
    widths: dict[int, float] = {}
    array = list(descendant["/W"])
    while array:
        first, row, *array = array
        widths.update({int(first) + i: float(w) for i, w in enumerate(row)})
    return widths


class Held(NamedTuple):
    """A glyph of an embedded font: its width, and the left and right edge of its control points."""

    width: float
    ink: tuple[float, float]


def embedded(font: Any) -> dict[int, Held]:
    """The glyphs of a font of a PDF by the codes they are called by."""
    inner = font["/DescendantFonts"][0].get_object()
    descriptor = inner["/FontDescriptor"]
    if "/FontFile2" in descriptor:
        file = TTFont(BytesIO(descriptor["/FontFile2"].get_data()))
        table = inner["/CIDToGIDMap"].get_data()
        places = unpack(f">{len(table) // 2}H", table)
        order, glyphs = file.getGlyphOrder(), file.getGlyphSet()
        named = {code: glyphs[order[place]] for code, place in enumerate(places)}
    else:
        font_set = CFFFontSet()
        font_set.decompile(BytesIO(descriptor["/FontFile3"].get_data()), None)
        outlines = font_set[0].CharStrings
        named = {int(name[3:]): outlines[name] for name in font_set[0].charset[1:]}
    return {code: _held(glyph) for code, glyph in named.items()}


def _held(glyph: Any) -> Held:
    pen = ControlBoundsPen(None)
    glyph.draw(pen)
    left, _, right, _ = pen.bounds or (0, 0, 0, 0)
    return Held(glyph.width, (left, right))


def said(font: Any) -> dict[int, str]:
    """The texts a font maps its codes to."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n", font["/ToUnicode"].get_data())
    texts = {int(c, 16): bytes.fromhex(t.decode()).decode("utf-16-be") for c, t in pairs}
    return {code: text for code, text in texts.items() if code}  # 0 is of the codes' range


def edition_runs(page: Page) -> list[tuple[float, float, float, list[tuple[int, float]]]]:
    """The same of the edition: size, x, y, (glyph, x) pairs, in pt, in drawing order."""
    runs = []
    for frame in page.frames:
        for placed in frame.lines:
            for run in placed.line.runs:
                xs = [to_pt(placed.x + x) for x in run.xs]
                places = list(zip(run.glyphs, xs, strict=True))
                runs.append((to_pt(run.size), xs[0], to_pt(placed.y), places))
    return runs


def test_glyphs_and_places_are_those_of_the_edition(reader: PdfReader) -> None:
    """Every glyph stands, by the PDF's own widths, where setting put it, to 0.01 pt; a font calls
    each by one code.
    """
    for page, made in zip(reader.pages, composed().edition.pages, strict=True):
        drawn, planned_runs = shown_runs(page), edition_runs(made)
        assert len(drawn) == len(planned_runs)
        codes: set[tuple[str, int, int]] = set()
        for (font, size, x, y, glyphs), (size_, x_, y_, glyphs_) in zip(
            drawn, planned_runs, strict=True
        ):
            assert (size, x, y) == pytest.approx((size_, x_, y_), abs=TOLERANCE_PT)
            pairs = zip(glyphs, glyphs_, strict=True)
            codes |= {(font, code, gid) for (code, _), (gid, _) in pairs}
            off = [abs(a - b) for (_, a), (_, b) in zip(glyphs, glyphs_, strict=True)]
            assert max(off) <= TOLERANCE_PT
        assert len(codes) == len({one[:2] for one in codes}) == len({one[::2] for one in codes})


def test_declared_widths_are_the_font_s(reader: PdfReader) -> None:
    """/W says of each used glyph what the font file says: viewers that trust either agree."""
    page = reader.pages[0]
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
    assert fonts
    for name, font in fonts.items():
        widths = declared_widths(page, name)
        for code, glyph in embedded(font).items():
            assert widths.get(code, DEFAULT_WIDTH) == pytest.approx(glyph.width, abs=0.001)


def test_each_code_draws_the_glyph_that_says_its_text(reader: PdfReader) -> None:
    """The embedded outline of a code has the ink of the face's glyph for the text it maps to."""
    faces = {font_name(r): planned().faces[role] for role, r in planned().faces.records.items()}
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        face = faces[str(font["/BaseFont"]).split("+")[1]]
        held = embedded(font)
        hanzi = [(c, t) for c, t in said(font).items() if len(t) == 1 and t >= "\u4e00"]
        for code, text in hanzi[:100]:
            (shaped,) = face.shape(text, Script.HAN)
            assert held[code].ink == pytest.approx(face.ink(shaped.gid), abs=1), text


def test_words_come_back_in_drawing_order() -> None:
    """PDFium reads from each page the text of its frames, in order."""
    with Readback(composed().pdf) as readback:
        texts = readback.texts()
    for page, text in zip(composed().edition.pages, texts, strict=True):
        words = "".join(p.line.text for frame in page.frames for p in frame.lines)
        assert text == "".join(words.split())


def test_only_our_faces_are_embedded_as_subsets(reader: PdfReader) -> None:
    """Each font of the PDF is a tagged subset of a face of fonts.yaml, with its file inside."""
    families = {r.family.replace(" ", "") for r in planned().faces.records.values()}
    for page in reader.pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            tag, _, name = str(font["/BaseFont"]).lstrip("/").partition("+")
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert len(tag) == 6 and name.split("-")[0] in families
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_a_page_paints_a_picture_by_the_name_its_url_gives() -> None:
    """So that it is known which photograph of which article is painted where."""
    sources, _ = pictured()
    done = compose(sources, ISSUE_FOLDER, Options(preview_dpi=20))
    pdf, number = done.pdf, done.edition.pages[0].number
    contents = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert isinstance(contents, ContentStream)
    names = [str(o[0]).encode() for o, operator in contents.operations if operator == b"Do"]
    assert len(names) == 1
    assert names[0] in painted_as(f"picture:{number}/0")


def test_text_is_k100(reader: PdfReader) -> None:
    """Body text is painted 0 0 0 1 in DeviceCMYK and no operator is RGB."""
    contents = reader.pages[1].get_contents()
    assert isinstance(contents, ContentStream)
    operators = {operator for _, operator in contents.operations}
    assert not operators & {b"rg", b"RG"}
    colours = {tuple(map(float, o)) for o, operator in contents.operations if operator == b"scn"}
    assert (0.0, 0.0, 0.0, 1.0) in colours
