"""Imposition in PDF: pages onto the sides of sheets, as `signatures` arranges them.

    imposed = impose(pdf, ImpositionPlan("saddle", bleed=mm(3), paper=mm(0.1)))
    imposed.pdf, imposed.sides, imposed.diagnostics

Each page becomes one form: its content stream as it is, compressed and unread, its resources by
reference, its BBox what may be printed of it. Forms are placed by a matrix that moves them, or
turns them by 180°. So nothing is drawn anew, and type and colours are the page's, to the byte.

A side is one PDF page: TrimBox the flat sheet with its origin at 0, BleedBox and MediaBox the bleed
around it. Marks, output intent, XMP and identifiers are `stamp`'s; structure, bookmarks and
annotations belong to pages that are read, and are left behind (ISO 32000-2 §14.6: marked content
without a structure tree is allowed and means nothing).
"""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from compositor.diagnostics import Diagnostic, Refused, diagnose
from compositor.geometry import Rect, Size
from compositor.press.signatures import Cell, ImpositionPlan, SheetSide, arrange, problems
from compositor.units import Emu, mm, pt, to_mm, to_pt

SLACK = mm(0.1)  # by which pages may differ in size, as preflight allows their trim
DIGITS = 4  # after the point, as the plate writes points: 35 nm


class Imposed(NamedTuple):
    """The sheets: a PDF page a side, in the order of `sides`."""

    pdf: bytes
    sides: tuple[SheetSide, ...]
    diagnostics: tuple[Diagnostic, ...]


def impose(pdf: bytes, plan: ImpositionPlan) -> Imposed:
    """Impose all pages of a drawn PDF; `Refused` if they differ in size or creep too far.

    Pages have a TrimBox and are not rotated, as `plate.draw` makes them.
    """
    reader = PdfReader(BytesIO(pdf))
    size, count = _common_size(reader.pages), len(reader.pages)
    found = tuple(problems(count, plan))
    if any(d.is_error for d in found):
        raise Refused(found)
    sides = arrange(count, size, plan)
    return Imposed(draw_sides(reader, sides, plan.bleed), sides, found)


def draw_sides(reader: PdfReader, sides: Sequence[SheetSide], bleed: Emu) -> bytes:
    """The sides as a PDF, with pages out of `reader`."""
    writer = PdfWriter()
    writer.pdf_header = reader.pdf_header
    writer.metadata = None
    for side in sides:
        _draw(writer, side, reader.pages, bleed)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def _common_size(pages: Sequence[PageObject]) -> Size:
    """The size all pages have; `Refused` with every page that has another than the first."""
    sizes = [Size(pt(float(p.trimbox.width)), pt(float(p.trimbox.height))) for p in pages]
    found = [
        diagnose("imposition-sizes", page=number, found=_words(size), expected=_words(sizes[0]))
        for number, size in enumerate(sizes, start=1)
        if max(abs(a - b) for a, b in zip(size, sizes[0], strict=True)) > SLACK
    ]
    if found:
        raise Refused(found)
    return sizes[0]


def _words(size: Size) -> str:
    return f"{to_mm(size.width):.1f}×{to_mm(size.height):.1f}"


def _draw(writer: PdfWriter, side: SheetSide, pages: Sequence[PageObject], bleed: Emu) -> None:
    """Add a side to the sheets: its boxes, and a form for each page on it."""
    sheet = writer.add_blank_page(1, 1)
    trim = Rect(0, 0, *side.size)
    outer = trim.inset(-bleed, -bleed)
    sheet.mediabox, sheet.bleedbox, sheet.trimbox = (
        _box(rect, side.size) for rect in (outer, outer, trim)
    )
    forms, content = DictionaryObject(), ""
    for cell in side.cells:
        if cell.page is not None and "/Contents" in (page := pages[cell.page - 1]):
            name = f"/Page{cell.page}"
            forms[NameObject(name)] = _form(writer, page, cell, bleed)
            content += f"q {_matrix(page, cell, side.size)} cm {name} Do Q\n"
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    drawn = ContentStream(None, writer)
    drawn.set_data(content.encode())
    sheet.replace_contents(drawn)


def _form(writer: PdfWriter, page: PageObject, cell: Cell, bleed: Emu) -> PdfObject:
    """The page as a form: its stream with the keys of one, and what may be printed as its BBox."""
    # A form of its own even where two pages share a stream: their boxes differ.
    form = _stream(page).clone(writer, force_duplicate=True)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = _window(page, cell, bleed)
    form[NameObject("/Resources")] = page.raw_get("/Resources").clone(writer)
    return writer._add_object(form)


def _stream(page: PageObject) -> StreamObject:
    """The page's content stream, as it stands in the file; several are joined into one."""
    contents = page["/Contents"].get_object()
    if isinstance(contents, StreamObject):
        return contents
    assert isinstance(contents, ArrayObject)
    joined = StreamObject()
    joined.set_data(b"\n".join(part.get_object().get_data() for part in contents))
    return joined.flate_encode()


def _window(page: PageObject, cell: Cell, bleed: Emu) -> RectangleObject:
    """The cell's window in the page's own coordinates."""
    window, trim = cell.window(bleed), cell.trim
    left, top = window.x - trim.x, window.y - trim.y
    if cell.turn:
        left, top = trim.right - window.right, trim.bottom - window.bottom
    x, y = float(page.trimbox.left) + to_pt(left), float(page.trimbox.top) - to_pt(top)
    return _points(x, y - to_pt(window.height), x + to_pt(window.width), y)


def _matrix(page: PageObject, cell: Cell, sheet: Size) -> str:
    """What moves the page's trim to the cell's, turned if it is."""
    origin, place = page.trimbox, _box(cell.trim, sheet)
    left, bottom = float(origin.left), float(origin.bottom)
    if cell.turn:
        return f"-1 0 0 -1 {_number(place.right + left)} {_number(place.top + bottom)}"
    return f"1 0 0 1 {_number(place.left - left)} {_number(place.bottom - bottom)}"


def _box(rect: Rect, sheet: Size) -> RectangleObject:
    """A rectangle of the sheet in points, upwards from the foot of its trim."""
    edges = (rect.x, sheet.height - rect.bottom, rect.right, sheet.height - rect.y)
    return _points(*map(to_pt, edges))


def _points(*edges: float) -> RectangleObject:
    left, bottom, right, top = (round(edge, DIGITS) for edge in edges)
    return RectangleObject((left, bottom, right, top))


def _number(value: float) -> str:
    return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
