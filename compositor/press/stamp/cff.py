"""Fonts of a file of PDF 1.4: outlines in bare CFF, which that version knows.

WeasyPrint embeds OpenType faces whole (`/FontFile3 /Subtype /OpenType`), which came with PDF 1.6.
The `CFF ` table by itself, as `/CIDFontType0C`, draws the very same glyphs in MuPDF, Ghostscript
and poppler, and extracts the same text (measured).
"""

from pypdf import PdfWriter
from pypdf.generic import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from compositor.press.stamp.streams import deflated
from compositor.typefaces import bare_cff


def bare_fonts(writer: PdfWriter) -> None:
    """Replace every OpenType font file of a document by its CFF table."""
    for item in writer._objects:
        if isinstance(item, DictionaryObject) and item.get("/Type") == "/FontDescriptor":
            file = item.raw_get("/FontFile3") if "/FontFile3" in item else None
            if isinstance(file, IndirectObject) and _is_opentype(file.get_object()):
                writer._replace_object(file, _bare(file.get_object()))


def _is_opentype(file: PdfObject | None) -> bool:
    return isinstance(file, StreamObject) and file.get("/Subtype") == "/OpenType"


def _bare(file: PdfObject | None) -> StreamObject:
    assert isinstance(file, StreamObject)
    subtype = {"/Subtype": NameObject("/CIDFontType0C")}
    return deflated(bare_cff(file.get_data()), subtype)
