"""What is to be stamped: one file's standard, condition, names and identifiers.

A `Form` says what a standard asks of a file; `FORMS` is the table of those we make.

    pdf/x-4     ISO 15930-7: PDF 1.6, output intent embedded
    pdf/x-1a    ISO 15930-4 (2003): PDF 1.4, no transparency
    pdf/a-2b    ISO 19005-2: PDF 1.7, for the archive: tagged, without marks, as it is read
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from compositor.model.issue import IssueDate
from compositor.model.press import Press, Standard
from compositor.press.signatures import Crossline
from compositor.typefaces import Typefaces


class Form(NamedTuple):
    """What a standard asks of a file.

    `header` is its version of PDF, `intent` the subtype of its output intent, `claims` what it says
    of itself in XMP as (prefix:name, value), `info` the same in the document information.
    `is_for_press`: black overprints, marks are drawn and structure is left out.
    """

    header: str
    intent: str
    claims: tuple[tuple[str, str], ...]
    info: tuple[tuple[str, str], ...] = ()
    is_for_press: bool = True


X1A = "PDF/X-1a:2003"
FORMS: Mapping[Standard, Form] = {
    "pdf/x-4": Form("%PDF-1.6", "/GTS_PDFX", (("pdfxid:GTS_PDFXVersion", "PDF/X-4"),)),
    "pdf/x-1a": Form(
        "%PDF-1.4",
        "/GTS_PDFX",
        (("pdfx:GTS_PDFXVersion", X1A), ("pdfx:GTS_PDFXConformance", X1A)),
        (("/GTS_PDFXVersion", X1A), ("/GTS_PDFXConformance", X1A)),
    ),
    "pdf/a-2b": Form(
        "%PDF-1.7",
        "/GTS_PDFA1",
        (("pdfaid:part", "2"), ("pdfaid:conformance", "B")),
        is_for_press=False,
    ),
}


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What the slug says of one sheet beside the issue's name, and where it is folded and cut."""

    words: str
    folds: tuple[Crossline, ...] = ()
    cuts: tuple[Crossline, ...] = ()


@dataclass(frozen=True, slots=True)
class StampJob:
    """One file to be stamped.

    `profile` is the output profile, deflated; `title` the document's; `issue` the words the slug
    begins with; `sheets` a note for each page of the PDF. `identifier` is the fingerprint of the
    build in hexadecimal: file and document identifiers are made of it and of `part`, which parts
    the files of one build from each other.
    """

    standard: Standard
    press: Press
    profile: bytes
    title: str
    issue: str
    date: IssueDate
    identifier: str
    sheets: tuple[SheetNote, ...]
    faces: Typefaces
    part: str = ""

    @property
    def form(self) -> Form:
        """What its standard asks for."""
        return FORMS[self.standard]
