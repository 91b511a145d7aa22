"""`stamp`: a drawn PDF, or sheets imposed of one, made into a file of a standard.

    stamp(pdf, job)                     every page
    stamp_pages(reader, job, (2,))      the third page alone, as a file of its own

A press file is made anew of the pages' content, so that nothing comes along that was not asked for:
no structure, no bookmarks, no resources of other pages. The archive copy has all that (`splice`).
pypdf's writer gives the same bytes for the same objects; nothing here knows the time. Identifiers,
the information dictionary and new objects are set through members of pypdf's writer that are
private: `tests/press/test_stamp.py` reads all of them back.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from compositor.press.boxes import Box
from compositor.press.stamp.inking import ink, states, strip
from compositor.press.stamp.intent import output_intent, profile_of, registration_space
from compositor.press.stamp.job import SheetNote, StampJob
from compositor.press.stamp.marks import ALL, marks, n
from compositor.press.stamp.metadata import identity, information, packet
from compositor.press.stamp.sheet import BAND, Sheet, lay_out
from compositor.press.stamp.slug import slug
from compositor.press.stamp.splice import Added, keep, size_of
from compositor.press.stamp.streams import deflated, plain

# How content names what it takes from its resources, by the operator that takes it.
NAMED = {
    "/Font": re.compile(rb"(/[^\s/<>\[\]()]+) [0-9.]+ Tf\b"),
    "/XObject": re.compile(rb"(/[^\s/<>\[\]()]+) Do\b"),
    "/ExtGState": re.compile(rb"(/[^\s/<>\[\]()]+) gs\b"),
    "/Pattern": re.compile(rb"(/[^\s/<>\[\]()]+) (?:scn|SCN)\b"),
    "/Shading": re.compile(rb"(/[^\s/<>\[\]()]+) sh\b"),
}


def stamp(pdf: bytes, job: StampJob) -> bytes:
    """The PDF as a file of the job's standard."""
    if job.form.is_for_press:
        return stamp_pages(open_drawn(pdf), job)
    return _kept(pdf, job)


def open_drawn(pdf: bytes) -> PdfReader:
    """A PDF opened, to be stamped several times."""
    return PdfReader(BytesIO(pdf))


def stamp_pages(reader: PdfReader, job: StampJob, pages: Sequence[int] | None = None) -> bytes:
    """All pages of an opened PDF, or those given (from 0), as a press file."""
    assert job.form.is_for_press
    chosen = range(len(reader.pages)) if pages is None else pages
    return _finish(_for_press(reader, job, chosen), job)


def _kept(pdf: bytes, job: StampJob) -> bytes:
    """The copy for the archive, with structure and bookmarks."""
    first = size_of(pdf)
    profile, intent, metadata = (IndirectObject(first + n, 0, None) for n in range(3))
    added = Added(
        job.form.header,
        information(job),
        _identifiers(job),
        (profile_of(job), output_intent(job, profile), _metadata(job)),
        {"/OutputIntents": ArrayObject([intent]), "/Metadata": metadata},
    )
    return keep(pdf, added)


def _metadata(job: StampJob) -> StreamObject:
    entries = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
    return plain(packet(job), entries)


def _identifiers(job: StampJob) -> ArrayObject:
    parts = ("document", "instance")
    return ArrayObject([ByteStringObject(identity(job, part).bytes) for part in parts])


def _finish(writer: PdfWriter, job: StampJob) -> bytes:
    """Intent, metadata and identifiers; then the bytes."""
    root = writer.root_object
    profile = writer._add_object(profile_of(job))
    intent = writer._add_object(output_intent(job, profile))
    root[NameObject("/OutputIntents")] = ArrayObject([intent])
    root[NameObject("/Metadata")] = writer._add_object(_metadata(job))
    writer._info = information(job)
    writer._ID = _identifiers(job)
    writer.pdf_header = job.form.header
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


# ------------------------------------------------------------------------------- a press file


def _for_press(reader: PdfReader, job: StampJob, pages: Sequence[int]) -> PdfWriter:
    writer = PdfWriter()
    spaces = DictionaryObject()
    if not job.press.condition.is_black:
        spaces[NameObject(ALL)] = writer._add_object(registration_space())
    forms: dict[int, IndirectObject] = {}
    for index in pages:
        source = reader.pages[index]
        sheet = lay_out(_box(source.trimbox), job.press.bleed, BAND)
        made = writer.add_blank_page(sheet.media.width, sheet.media.height)
        _set_boxes(made, sheet)
        content = source.get_contents()
        body = _inked(content.get_data() if content is not None else b"")
        resources = _resources(writer, source["/Resources"], body, forms)
        if spaces:
            resources[NameObject("/ColorSpace")] = spaces
        made[NameObject("/Resources")] = resources
        stream = deflated(_with_marks(body, sheet, job.sheets[index], job))
        made[NameObject("/Contents")] = writer._add_object(stream)
    return writer


def _inked(content: bytes) -> bytes:
    return ink(strip(content))


def _with_marks(body: bytes, sheet: Sheet, note: SheetNote, job: StampJob) -> bytes:
    """The page's content moved to its place and kept within the bleed, then the marks."""
    press = job.press
    condition = press.condition
    x, y = sheet.shift
    bleed = sheet.bleed
    clip = f"{n(bleed.left)} {n(bleed.bottom)} {n(bleed.width)} {n(bleed.height)} re W n"
    head = f"q {clip} 1 0 0 1 {n(x)} {n(y)} cm\n"
    words = f"{job.issue} · {note.words}"
    name = press.output.identifier or press.output.info
    details = f"{condition.name} {press.ink.target}% · {name} · {job.identifier[:16]}"
    lines = slug(sheet, words, condition.inks, details, job.faces)
    drawn = marks(sheet, note.folds, note.cuts, condition.is_black)
    return b"\n".join((head.encode("ascii") + body, b"Q", drawn, lines))


def _set_boxes(page: PageObject, sheet: Sheet) -> None:
    """All boxes but a CropBox, which the Ghent rules want left out, or equal to the medium."""
    boxes = {"/MediaBox": sheet.media, "/BleedBox": sheet.bleed, "/TrimBox": sheet.trim}
    for key, box in boxes.items():
        page[NameObject(key)] = ArrayObject([FloatObject(n(value)) for value in box])


def _box(box: Any) -> Box:
    return Box(*(float(value) for value in (box.left, box.bottom, box.right, box.top)))


# ------------------------------------------------------------------------------- resources


def _resources(
    writer: PdfWriter, source: Any, content: bytes, forms: dict[int, IndirectObject]
) -> DictionaryObject:
    """Those resources that the content names, brought into `writer`; forms are inked as well."""
    found = source.get_object()
    made = DictionaryObject()
    for kind, pattern in NAMED.items():
        there = found.get(kind)
        entries: Any = there.get_object() if there is not None else {}
        chosen = DictionaryObject()
        for name in _names(pattern, content):
            if name in entries:
                chosen[NameObject(name)] = _brought(writer, entries.raw_get(name), forms)
        if kind == "/ExtGState":
            chosen.update(states())
        if chosen:
            made[NameObject(kind)] = chosen
    return made


def _names(pattern: re.Pattern[bytes], content: bytes) -> Iterator[str]:
    """The names in the order they are first used."""
    return (name.decode("latin-1") for name in dict.fromkeys(pattern.findall(content)))


def _brought(writer: PdfWriter, item: Any, forms: dict[int, IndirectObject]) -> Any:
    """An object of the drawn PDF in the writer: once, however often it is named."""
    value = item.get_object()
    if not (isinstance(value, StreamObject) and value.get("/Subtype") == "/Form"):
        return item.clone(writer)
    key = item.idnum
    if key not in forms:
        body = _inked(value.get_data())
        entries = {k: v.clone(writer) for k, v in value.items() if k in ("/BBox", "/Matrix")}
        entries |= {"/Type": NameObject("/XObject"), "/Subtype": NameObject("/Form")}
        entries["/Resources"] = _resources(writer, value["/Resources"], body, forms)
        forms[key] = writer._add_object(deflated(body, entries))
    return forms[key]
