"""The signs of a finished PDF: every glyph's text, place, width and ink, read with PDFium.

    read_signs("build/2025-08/pages.pdf", data)      → model.signs.SignDocument

Ours and anyone's (Typst, XeTeX, browsers). PDFium puts spaces and line ends of its own between
what it finds; they are left out. The box of a glyph's line (its *loose* box) is as wide as its
advance unless its ink reaches farther; then a hanzi's advance is taken to be its em. Speaks to
PDFium's C functions: nine thousand signs take 0.15 s.
"""

from collections.abc import Iterator
from ctypes import byref, c_double, c_void_p, cast, create_string_buffer, string_at
from math import hypot
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import pypdfium2
import pypdfium2.raw as pdfium

from compositor.diagnostics import Place, Refused, diagnose
from compositor.model.signs import Ink, Sign, SignDocument, SignPage
from compositor.press.readback import HYPHENS
from compositor.units import EMU_PER_PT, Emu

LEVEL = 1e-3  # how far a text matrix may be off the level, as a share of its scale
LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


class Glyph(NamedTuple):
    """What PDFium says of one character, in points upwards."""

    text: str
    x: float
    y: float
    advance: float
    size: float
    ink: tuple[float, float, float, float]  # left, right, bottom, top
    face: str
    is_level: bool


def read_signs(name: str, pdf: bytes) -> SignDocument:
    """All signs of a PDF; `Refused` if it is none, is locked, or has no text."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) in LOCKED
        code = "pdf-locked" if is_locked else "not-a-pdf"
        raise Refused([diagnose(code, Place(name), file=name)]) from None
    try:
        pages = tuple(_page(page, number) for number, page in enumerate(document, start=1))
        identifier = _identifier(document)
    finally:
        document.close()
    if not any(page.signs or page.turned for page in pages):
        raise Refused([diagnose("pdf-no-text", Place(name), file=name)])
    return SignDocument(pages, identifier)


def _page(page: Any, number: int) -> SignPage:
    left, bottom, right, top = page.get_trimbox()
    level: list[Sign] = []
    turned: list[Sign] = []
    for glyph in _joined(_glyphs(page.get_textpage())):
        (level if glyph.is_level else turned).append(_sign(glyph, left, top))
    return SignPage(number, _emu(right - left), _emu(top - bottom), tuple(level), tuple(turned))


def _glyphs(text: Any) -> Iterator[Glyph]:
    faces: dict[int, str] = {}
    for index in range(pdfium.FPDFText_CountChars(text)):
        character = _character(text, index)
        if character:
            yield _glyph(text, index, character, faces)


def _character(text: Any, index: int) -> str:
    """The character, or "" for what PDFium put in and for what is no character."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if pdfium.FPDFText_IsGenerated(text, index) == 1 or not code or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code).translate(HYPHENS)
    return (
        ""
        if character in "\r\n" or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        else character
    )


def _glyph(text: Any, index: int, character: str, faces: dict[int, str]) -> Glyph:
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, index, byref(left), byref(right), byref(bottom), byref(top))
    matrix, loose = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetMatrix(text, index, byref(matrix))
    pdfium.FPDFText_GetLooseCharBox(text, index, byref(loose))
    size = pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
    ink = (left.value, right.value, bottom.value, top.value)
    advance = _advance(character, size, loose.right - x.value, right.value - x.value)
    is_level = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) <= LEVEL * matrix.a
    face = _face(text, index, faces)
    return Glyph(character, x.value, y.value, advance, size, ink, face, is_level)


def _advance(character: str, size: float, loose: float, ink: float) -> float:
    """The advance: where the ink hides it, a full-width sign's is an em."""
    hidden = loose - ink < LEVEL * size
    return size if hidden and east_asian_width(character) in "WF" else loose


def _face(text: Any, index: int, faces: dict[int, str]) -> str:
    """The font's name, asked once a text object."""
    item = pdfium.FPDFText_GetTextObject(text, index)
    font = pdfium.FPDFTextObj_GetFont(item) if item else None
    key = _address(font)
    if key not in faces:
        faces[key] = _face_name(font)
    return faces[key]


def _address(pointer: Any) -> int:
    return cast(pointer, c_void_p).value or 0 if pointer else 0


def _face_name(font: Any) -> str:
    if not font:
        return ""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _joined(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Characters of one place and one ink are one glyph's: ——, ﬁ."""
    waiting: Glyph | None = None
    for glyph in glyphs:
        if waiting is None:
            waiting = glyph
        elif (glyph.x, glyph.y, glyph.ink) == (waiting.x, waiting.y, waiting.ink):
            waiting = waiting._replace(text=waiting.text + glyph.text)
        else:
            yield waiting
            waiting = glyph
    if waiting is not None:
        yield waiting


def _sign(glyph: Glyph, left: float, top: float) -> Sign:
    inked = glyph.ink
    ink = Ink(
        _emu(inked[0] - left), _emu(top - inked[3]), _emu(inked[1] - left), _emu(top - inked[2])
    )
    place = (_emu(glyph.x - left), _emu(top - glyph.y))
    return Sign(glyph.text, *place, _emu(glyph.advance), _emu(glyph.size), ink, glyph.face)


def _identifier(document: Any) -> str:
    """The first of the file's two identifiers."""
    kind = pdfium.FILEIDTYPE_PERMANENT
    length = pdfium.FPDF_GetFileIdentifier(document, kind, None, 0)
    if not length:
        return ""
    held = create_string_buffer(length)
    pdfium.FPDF_GetFileIdentifier(document, kind, held, length)
    return string_at(held, length - 1).hex()


def _emu(points: float) -> Emu:
    return round(points * EMU_PER_PT)
