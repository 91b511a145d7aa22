"""A PDF opened: its pages with their boxes, what it says of itself, and what was wrong on the way.

`open_pdf` reads strictly first: where pypdf has to mend anything, that is a hit, and the file is
read again as viewers do. `Sheet` is a page with its boxes in points; boxes that are missing are
what the standard puts in their place, but the BleedBox, which is then taken from what is wanted:
marks stand outside the bleed, and a file without a BleedBox has its marks all the same.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from logging import Handler, LogRecord, getLogger

from pypdf import PdfReader
from pypdf.errors import DependencyError

from compositor.press.boxes import Box
from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.objects import (
    Dictionary,
    box,
    dictionary,
    get,
    is_stream,
    name,
    number,
    sequence,
    text,
)
from compositor.units import Emu, to_pt

MB = 1 << 20
MOST_BYTES, MOST_PAGES = 1024 * MB, 2000
MOST_SAID = 120  # characters of a reason
NO_PAGE = Box(0.0, 0.0, 0.0, 0.0)
VERSION = re.compile(rb"%PDF-(\d\.\d)")
HEAD = 1024  # bytes in which the header stands (7.5.2, Annex H's note)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: `bleed` is the file's own BleedBox, or trim and what bleed is wanted."""

    number: int
    page: Dictionary
    media: Box
    crop: Box | None
    trim: Box
    bleed: Box
    has_trim: bool
    has_bleed: bool

    @property
    def bounds(self) -> Box:
        """What a device shows."""
        return self.media if self.crop is None else self.media.within(self.crop)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be read."""

    pdf: bytes
    reader: PdfReader
    root: Dictionary
    info: Dictionary
    xmp: Mapping[str, str]
    version: float
    standard: str
    sheets: tuple[Sheet, ...]
    faults: tuple[Hit, ...]


def open_pdf(pdf: bytes, bleed: Emu) -> Opened | tuple[Hit, ...]:
    """The file opened, or why it cannot be; `bleed` is what is wanted."""
    if len(pdf) > MOST_BYTES:
        return (hit("pdf-too-large", found=f"{len(pdf) // MB} MB", limit=f"{MOST_BYTES // MB} MB"),)
    with heard() as said:
        try:
            reader, faults = _reader(pdf, said)
            if reader.is_encrypted:
                return (hit("pdf-encrypted"),)
            count = len(reader.pages)
            if count > MOST_PAGES:
                return (hit("pdf-too-large", found=f"{count} pages", limit=f"{MOST_PAGES} pages"),)
            opened = _opened(pdf, reader, bleed, faults)
        except DependencyError:  # a cipher pypdf needs more for
            return (hit("pdf-encrypted"),)
        except Exception as error:  # pypdf raises anything on what is no PDF
            return (damage(error),)
    return opened if opened.sheets else (hit("pdf-damaged", reason="it has no pages"),)


def damage(error: Exception, page: int | None = None) -> Hit:
    """A hit for what pypdf raised."""
    said = " ".join(str(error).split())[:MOST_SAID] or type(error).__name__
    if page is None:
        return hit("pdf-damaged", reason=said)
    return hit("pdf-content", page, reason=said)


def _reader(pdf: bytes, said: list[str]) -> tuple[PdfReader, tuple[Hit, ...]]:
    """A reader, and whether anything had to be mended for it."""
    try:
        reader = PdfReader(BytesIO(pdf), strict=True)
        if not reader.is_encrypted:
            len(reader.pages)
        found = said[:1]
    except Exception as error:  # tried again as viewers do
        reader = PdfReader(BytesIO(pdf))
        found = [str(error) or type(error).__name__]
    return reader, tuple(hit("pdf-damaged", reason=one[:MOST_SAID]) for one in found)


def _opened(pdf: bytes, reader: PdfReader, bleed: Emu, faults: tuple[Hit, ...]) -> Opened:
    root = dictionary(reader.trailer.get("/Root"))
    info = dictionary(reader.trailer.get("/Info"))
    xmp = read_xmp(root)
    pages = enumerate(reader.pages, start=1)
    sheets = tuple(_sheet(page, index, to_pt(bleed)) for index, page in pages)
    version = _version(pdf, root)
    standard = claimed(info, xmp)
    return Opened(pdf, reader, root, info, xmp, version, standard, sheets, faults)


def _sheet(page: Dictionary, index: int, bleed: float) -> Sheet:
    media = box(get(page, "/MediaBox")) or NO_PAGE
    trim, own = box(get(page, "/TrimBox")), box(get(page, "/BleedBox"))
    kept = trim or media
    return Sheet(
        index,
        page,
        media,
        box(get(page, "/CropBox")),
        kept,
        own or kept.grown(bleed),
        trim is not None,
        own is not None,
    )


def _version(pdf: bytes, root: Dictionary) -> float:
    header = VERSION.search(pdf[:HEAD])
    later = re.fullmatch(r"\d\.\d", name(get(root, "/Version")))
    return max(float(header[1]) if header else 0.0, float(later[0]) if later else 0.0)


# ----------------------------------------------------------------------- what it says of itself


XMP_NAMES = (
    "pdfxid:GTS_PDFXVersion",
    "pdfx:GTS_PDFXVersion",
    "pdfaid:part",
    "pdfaid:conformance",
    "pdf:Trapped",
    "xmpMM:RenditionClass",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "dc:title",
)
XMP_VALUE = re.compile(
    r"(" + "|".join(XMP_NAMES) + r")"
    r"(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)')|[^<>/]*>\s*((?:<rdf:[^>]*>\s*)*[^<]*))"
)
TAGS = re.compile(r"<[^>]*>")
MOST_XMP = MB


def read_xmp(root: Dictionary) -> Mapping[str, str]:
    """The properties the checks ask for, by qualified name, written either way RDF has."""
    stream = get(root, "/Metadata")
    if not is_stream(stream):
        return {}
    words = stream.get_data()[:MOST_XMP].decode("utf-8", "replace")
    found: dict[str, str] = {}
    for match in XMP_VALUE.finditer(words):
        value = next((one for one in match.groups()[1:] if one is not None), "")
        found.setdefault(match[1], TAGS.sub("", value).strip())
    return found


def claimed(info: Dictionary, xmp: Mapping[str, str]) -> str:
    """The standard a file says it keeps, "" for none; named as `Standard` names them."""
    said = (
        text(get(info, "/GTS_PDFXConformance"))
        or text(get(info, "/GTS_PDFXVersion"))
        or xmp.get("pdfxid:GTS_PDFXVersion", "")
        or xmp.get("pdfx:GTS_PDFXVersion", "")
    )
    if said:
        return said.partition(":")[0].strip().lower()
    if part := xmp.get("pdfaid:part"):
        return f"pdf/a-{part}{xmp.get('pdfaid:conformance', '').lower()}"
    return ""


class _Ear(Handler):
    """Hears what pypdf logs instead of raising."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def heard() -> Iterator[list[str]]:
    """What pypdf logs while it reads, which then goes nowhere else."""
    ear, logger = _Ear(), getLogger("pypdf")
    before = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield ear.said
    finally:
        logger.removeHandler(ear)
        logger.propagate = before


def identifiers(reader: PdfReader) -> int:
    """How many identifiers the trailer has."""
    return len(sequence(reader.trailer.get("/ID")))


def turned(page: Dictionary) -> str:
    """What turns or scales a page, "" for nothing."""
    angle, unit = number(get(page, "/Rotate")), number(get(page, "/UserUnit"), 1.0)
    if angle % 360:
        return f"Rotate {angle:g}"
    return f"UserUnit {unit:g}" if unit != 1 else ""
