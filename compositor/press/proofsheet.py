"""Pages of a proof laid under the sheets that say so: reduced, watermarked, and known for a proof.

    lay_under(document, Under(pages, 0.92, x, y), ProofMark(words, title, identifier), faces)

Every page becomes a form, its content as it was drawn but for the marks of its structure, and is
placed under the sheet of the same number; sheets beyond the last page stay as they are. Under the
page lies the watermark: it shows wherever paper does, and hides nothing. It is marked as one
(`/Artifact /Subtype /Watermark`), and the file's metadata name it a proof (`RenditionClass`, ISO
16684-1): either is enough for preflight to refuse it (P24).
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import atan2, cos, hypot, sin
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

from compositor.press.stamp.inking import strip
from compositor.press.stamp.marks import n
from compositor.press.stamp.metadata import NAMESPACES, PACKET, PRODUCER
from compositor.press.stamp.slug import outlines, width_of
from compositor.press.stamp.streams import deflated, plain
from compositor.typefaces import Typefaces

NAME = "/ProofPage"
CLASS = "proof:pdf"
WATERMARK = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"
TINT = 0.06  # of black: seen on paper, and no letter upon it is harder to read (by eye)
SHARES = (0.4, 0.4)  # of the diagonal that each line of the watermark takes
LEADING = 1.35


class Under(NamedTuple):
    """A PDF of pages, how large they are to be, and where their trim's upper left corner lies: in
    points from the sheet's upper left corner.
    """

    pages: bytes
    scale: float
    x: float
    y: float


class ProofMark(NamedTuple):
    """What a proof says of itself: the words of the watermark, line by line, and its title."""

    words: Sequence[str]
    title: str
    identifier: bytes


def lay_under(document: bytes, under: Under, mark: ProofMark, faces: Typefaces) -> bytes:
    """The document with a page under each of its first sheets."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(document)))
    pages = PdfReader(BytesIO(under.pages)).pages
    for sheet, page in zip(writer.pages, pages, strict=False):
        _lay(writer, sheet, page, under, mark.words, faces)
    root = writer.root_object
    entries = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
    root[NameObject("/Metadata")] = writer._add_object(plain(_packet(mark.title), entries))
    writer._info = _information(mark.title)
    writer._ID = ArrayObject([ByteStringObject(mark.identifier)] * 2)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def _lay(
    writer: PdfWriter,
    sheet: PageObject,
    page: PageObject,
    under: Under,
    words: Sequence[str],
    faces: Typefaces,
) -> None:
    resources: Any = sheet["/Resources"].get_object()
    # The resources of a document may be one dictionary for all its pages.
    own = DictionaryObject(resources)
    forms = DictionaryObject(own.get("/XObject", DictionaryObject()).get_object())
    forms[NameObject(NAME)] = writer._add_object(_form(writer, page))
    own[NameObject("/XObject")] = forms
    sheet[NameObject("/Resources")] = own
    height, trim = float(sheet.mediabox.height), page.trimbox
    scale = under.scale
    left = under.x - scale * float(trim.left)
    bottom = height - under.y - scale * float(trim.top)
    move = f"{scale:.4f} 0 0 {scale:.4f} {n(left)} {n(bottom)} cm"
    mark = "\n".join(watermark(words, trim, faces))
    content: Any = sheet.get_contents()
    parts = (
        f"q {move}".encode(),
        *(WATERMARK, mark.encode("ascii"), b"EMC"),
        f"{NAME} Do Q".encode(),
        content.get_data(),
    )
    sheet[NameObject("/Contents")] = writer._add_object(deflated(b"\n".join(parts)))


def _form(writer: PdfWriter, page: PageObject) -> Any:
    content: Any = page.get_contents()
    form = deflated(strip(content.get_data()) if content is not None else b"")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = RectangleObject(page.bleedbox)
    form[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return form


def watermark(words: Sequence[str], trim: Any, faces: Typefaces) -> Iterator[str]:
    """Lines of words along the page's diagonal, about its middle, as outlines in light black."""
    width, height = float(trim.width), float(trim.height)
    angle, length = atan2(height, width), hypot(width, height)
    c, s = cos(angle), sin(angle)
    x, y = float(trim.left) + width / 2, float(trim.bottom) + height / 2
    yield f"q 0 0 0 {TINT} k {c:.6f} {s:.6f} {-s:.6f} {c:.6f} {n(x)} {n(y)} cm"
    baseline = 0.0
    for text, share in zip(words, SHARES, strict=True):
        wide = width_of(text, faces)
        size = length * share / wide if wide else 0.0
        baseline -= LEADING * size if text != words[0] else 0.0
        yield from outlines(text, -wide * size / 2, baseline, size, faces)
    yield "Q"


def _packet(title: str) -> bytes:
    texts = {
        "xmpMM:RenditionClass": CLASS,
        "pdf:Producer": PRODUCER,
        "dc:format": "application/pdf",
    }
    rows = [f"<{key}>{escape(text)}</{key}>" for key, text in texts.items()]
    words = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
    rows.append(f"<dc:title>{words}</dc:title>")
    spaces = "".join(f'\n xmlns:{key}="{NAMESPACES[key]}"' for key in ("dc", "pdf", "xmpMM"))
    return PACKET.format(spaces=spaces, properties="\n".join(rows)).encode()


def _information(title: str) -> DictionaryObject:
    texts = {"/Title": title, "/Creator": PRODUCER, "/Producer": PRODUCER}
    return DictionaryObject(
        {NameObject(key): TextStringObject(text) for key, text in texts.items()}
    )
