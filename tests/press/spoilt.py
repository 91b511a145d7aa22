"""A small clean PDF/X-4, and ways to spoil it: one fault each.

    pdf(draws(b"1 0 0 rg 100 100 20 20 re f"))      the clean file with red on its first page

Two pages of 320 × 420 points with 3 mm of bleed: text of our Song as an embedded subset, black and
overprinting; a CMYK picture; a rule; a ground that runs into the bleed; marks in All beside it; an
output intent with the project's profile. A spoiler changes the writer before the bytes are made.
"""

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import TypeAlias
from zlib import compress

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from compositor.geometry import Size
from compositor.model.press import CONDITIONS
from compositor.press.preflight import Wanted
from compositor.units import mm, pt
from tests.samples import ROOT

Spoiler: TypeAlias = Callable[[PdfWriter], None]

FONT = "ABCDEF+PaperSong-400"
TEXT = "报纸工人"
BLEED = 3 / 25.4 * 72
TRIM = (40.0, 40.0, 360.0, 460.0)
MEDIA = (0.0, 0.0, 400.0, 500.0)
SIZE = Size(pt(320), pt(420))
SHOW = b"<0001000200030004> Tj"
WANTED = Wanted(
    CONDITIONS["offset"],
    CONDITIONS["offset"].ink,
    mm(3),
    SIZE,
    2,
    frozenset({"PaperSong-400"}),
    "pdf/x-4",
)

FIRST = b"""
q 0 .3 .3 0 k 31 31 100 60 re f Q
q /Over gs 0 0 0 1 k BT /F1 10 Tf 1 0 0 1 80 400 Tm <0001000200030004> Tj ET Q
q /Over gs 0 0 0 1 K .5 w 80 390 m 300 390 l S Q
q 100 0 0 100 100 200 cm /Im1 Do Q
q /All CS 1 SCN .25 w 10 40 m 28 40 l 40 10 m 40 28 l S Q
q /All cs 1 scn BT /F1 4 Tf 1 0 0 1 100 10 Tm <00010002> Tj ET Q
"""
SECOND = b"""
q /Over gs 0 0 0 1 k BT /F1 1 Tf 20 0 0 20 80 400 Tm [<00010002>-120<0003>] TJ ET Q
q 1 0 0 1 100 0 cm 0 1 -1 0 0 0 cm 0 0 0 1 k /Over gs BT /F1 10 Tf 100 0 Td <0004> Tj ET Q
"""
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:RenditionClass="default"/>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


# ---------------------------------------------------------------------------------- small things


def dictionary(**values: object) -> DictionaryObject:
    """A dictionary; its keys are names without their slash, and None leaves one out."""
    kept = {k: v for k, v in values.items() if v is not None}
    return DictionaryObject({NameObject("/" + k): thing(v) for k, v in kept.items()})


def thing(value: object) -> PdfObject:
    """A PDF object: a str that begins with a slash is a name."""
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, float):
        return FloatObject(value)
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    assert isinstance(value, list | tuple)
    return ArrayObject([thing(one) for one in value])


def stream(data: bytes, **values: object) -> StreamObject:
    """A stream, Flate coded."""
    return stream_of(data, values)


def stream_of(data: bytes, values: Mapping[str, object]) -> StreamObject:
    """A stream whose dictionary is given as one."""
    made = EncodedStreamObject()
    made._data = packed(data)
    made.update(dictionary(Filter="/FlateDecode", **values))
    return made


@cache
def packed(data: bytes) -> bytes:
    """Flate; the profile is packed once, not for each file."""
    return compress(data)


def held(page: PageObject, kind: str) -> DictionaryObject:
    """The page's resources of a kind."""
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    found = resources.setdefault(NameObject("/" + kind), DictionaryObject()).get_object()
    assert isinstance(found, DictionaryObject)
    return found


def image(size: tuple[int, int], space: object, pixel: bytes, **more: object) -> StreamObject:
    """An image of one colour."""
    values: dict[str, object] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": size[0],
        "Height": size[1],
        "BitsPerComponent": 8,
        "ColorSpace": space,
    }
    return stream_of(pixel * (size[0] * size[1]), {**values, **more})


def jpeg(data: bytes, size: tuple[int, int], decode: list[int]) -> StreamObject:
    """A JPEG in four colours, and how its samples are read."""
    made = image(size, "/DeviceCMYK", b"", Decode=decode)
    made._data = data
    made[NameObject("/Filter")] = NameObject("/DCTDecode")
    return made


def form(data: bytes, **more: object) -> StreamObject:
    """A form as large as the page."""
    values: dict[str, object] = {"Type": "/XObject", "Subtype": "/Form", "BBox": list(MEDIA)}
    return stream_of(data, {**values, **more})


# ---------------------------------------------------------------------------------- the clean file


@cache
def cff() -> tuple[bytes, bytes]:
    """Our Song with four signs: bare CFF, and OpenType."""
    font = TTFont(ROOT / "fonts/PaperSong-Regular.otf")
    options = subset.Options(notdef_outline=True, layout_features=[])
    cutter = subset.Subsetter(options)
    cutter.populate(text=TEXT)
    cutter.subset(font)
    whole = BytesIO()
    font.save(whole)
    return font.getTableData("CFF "), whole.getvalue()


def font_object(writer: PdfWriter) -> DictionaryObject:
    """The font dictionary of the clean file."""
    program = writer._add_object(stream(cff()[0], Subtype="/CIDFontType0C"))
    descriptor = dictionary(
        Type="/FontDescriptor",
        FontName="/" + FONT,
        Flags=4,
        FontBBox=[0, -200, 1000, 900],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=80,
        FontFile3=program,
    )
    below = dictionary(
        Type="/Font",
        Subtype="/CIDFontType0",
        BaseFont="/" + FONT,
        CIDSystemInfo=dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=1000,
        FontDescriptor=writer._add_object(descriptor),
    )
    return dictionary(
        Type="/Font",
        Subtype="/Type0",
        BaseFont="/" + FONT,
        Encoding="/Identity-H",
        DescendantFonts=[writer._add_object(below)],
    )


def separation(ink: str) -> ArrayObject:
    """A separation space whose ink looks black elsewhere."""
    tint = dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    return ArrayObject([*map(thing, ("/Separation", "/" + ink, "/DeviceCMYK")), tint])


@cache
def profile() -> bytes:
    """The project's output profile."""
    return (ROOT / "profiles/ISOcoated_v2_300_bas.icc").read_bytes()


def intent(writer: PdfWriter, **more: object) -> DictionaryObject:
    """An output intent with the project's profile."""
    values: dict[str, object] = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFX",
        "OutputConditionIdentifier": "FOGRA39",
        "RegistryName": "http://www.color.org",
        "Info": "ISO Coated v2 300%",
        "DestOutputProfile": writer._add_object(stream(profile(), N=4)),
    }
    return dictionary(**{**values, **more})


def clean_writer() -> PdfWriter:
    """The clean file before its bytes are made."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.6"
    resources = dictionary(
        Font=dictionary(F1=writer._add_object(font_object(writer))),
        ExtGState=dictionary(
            Over=dictionary(OP=True, op=True, OPM=1), Knock=dictionary(OP=False, op=False)
        ),
        ColorSpace=dictionary(All=separation("All"), Spot=separation("HKS 14")),
        XObject=dictionary(
            Im1=writer._add_object(image((500, 500), "/DeviceCMYK", b"\x40\x60\x60\x20"))
        ),
    )
    for content in (FIRST, SECOND):
        page = writer.add_blank_page(MEDIA[2], MEDIA[3])
        page[NameObject("/Contents")] = writer._add_object(stream(content))
        page[NameObject("/Resources")] = resources
        page[NameObject("/TrimBox")] = thing(list(TRIM))
        page[NameObject("/BleedBox")] = thing(bleed_box())
    writer._root_object[NameObject("/OutputIntents")] = ArrayObject([intent(writer)])
    metadata = stream(XMP.encode(), Type="/Metadata", Subtype="/XML")
    writer._root_object[NameObject("/Metadata")] = writer._add_object(metadata)
    writer.add_metadata(
        {
            "/Title": "样报",
            "/CreationDate": "D:20251115000000Z",
            "/ModDate": "D:20251115000000Z",
            "/GTS_PDFXVersion": "PDF/X-4",
        }
    )
    assert writer._info is not None
    writer._info[NameObject("/Trapped")] = NameObject("/False")
    writer._ID = ArrayObject([ByteStringObject(b"0" * 16), ByteStringObject(b"1" * 16)])
    return writer


def bleed_box(bleed: float = BLEED) -> list[float]:
    """The trim and so much more."""
    left, bottom, right, top = TRIM
    return [left - bleed, bottom - bleed, right + bleed, top + bleed]


def pdf(*spoilers: Spoiler) -> bytes:
    """The bytes of the clean file, spoilt."""
    writer = clean_writer()
    for spoil in spoilers:
        spoil(writer)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a writer."""
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


# ------------------------------------------------------------------------------------- spoilers


def draws(content: bytes, page: int = 0) -> Spoiler:
    """More is drawn on a page, behind what is there."""

    def spoil(writer: PdfWriter) -> None:
        own = writer.pages[page]
        held_by = own["/Contents"].get_object()
        assert isinstance(held_by, StreamObject)
        before = held_by.get_data()
        own[NameObject("/Contents")] = writer._add_object(stream(before + b"\n" + content))

    return spoil


def replaces(content: bytes, page: int = 0) -> Spoiler:
    """All that a page draws is another thing."""

    def spoil(writer: PdfWriter) -> None:
        writer.pages[page][NameObject("/Contents")] = writer._add_object(stream(content))

    return spoil


def has(kind: str, name: str, value: object) -> Spoiler:
    """The resources of the pages hold one thing more."""

    def spoil(writer: PdfWriter) -> None:
        held(writer.pages[0], kind)[NameObject("/" + name)] = settled(writer, thing(value))

    return spoil


def settled(writer: PdfWriter, value: PdfObject) -> PdfObject:
    """The same with every stream in it an object of its own, as streams must be."""
    if isinstance(value, ArrayObject):
        return ArrayObject([settled(writer, inner) for inner in value])
    if not isinstance(value, DictionaryObject):
        return value
    made = type(value)()
    made.update({key: settled(writer, inner) for key, inner in value.items()})
    if isinstance(made, StreamObject) and isinstance(value, StreamObject):
        made._data = value._data
        return writer._add_object(made)
    return made


def sets(key: str, value: object, page: int | None = 0) -> Spoiler:
    """A key of a page, or of all of them, is set; None takes it out."""

    def spoil(writer: PdfWriter) -> None:
        for one in writer.pages if page is None else [writer.pages[page]]:
            if value is None:
                del one["/" + key]
            else:
                one[NameObject("/" + key)] = thing(value)

    return spoil


def root(key: str, value: object) -> Spoiler:
    """A key of the catalogue is set."""

    def spoil(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/" + key)] = thing(value)

    return spoil


def info(key: str, value: object) -> Spoiler:
    """A key of the document information is set; None takes it out."""

    def spoil(writer: PdfWriter) -> None:
        assert writer._info is not None
        if value is None:
            del writer._info["/" + key]
        else:
            writer._info[NameObject("/" + key)] = thing(value)

    return spoil


def intents(*kinds: dict[str, object]) -> Spoiler:
    """The output intents are others; each is given by what is other in it, None left out."""

    def spoil(writer: PdfWriter) -> None:
        told = [{k: v for k, v in kind.items() if v is not None} for kind in kinds]
        made = [settled(writer, intent(writer, **one)) for one in told]
        for one, kind in zip(made, kinds, strict=True):
            assert isinstance(one, DictionaryObject)
            for key in (k for k, v in kind.items() if v is None):
                del one["/" + key]
        writer._root_object[NameObject("/OutputIntents")] = ArrayObject(made)

    return spoil


def xmp(old: str, new: str) -> Spoiler:
    """A word of the XMP is another."""

    def spoil(writer: PdfWriter) -> None:
        data = XMP.replace(old, new).encode()
        metadata = stream(data, Type="/Metadata", Subtype="/XML")
        writer._root_object[NameObject("/Metadata")] = writer._add_object(metadata)

    return spoil


def font(change: Callable[[DictionaryObject, DictionaryObject, DictionaryObject], None]) -> Spoiler:
    """The font is another: `change(font, descendant, descriptor)`."""

    def spoil(writer: PdfWriter) -> None:
        whole = held(writer.pages[0], "Font")["/F1"].get_object()
        assert isinstance(whole, DictionaryObject)
        below = whole["/DescendantFonts"][0].get_object()  # type: ignore[index]
        assert isinstance(below, DictionaryObject)
        descriptor = below["/FontDescriptor"].get_object()
        assert isinstance(descriptor, DictionaryObject)
        change(whole, below, descriptor)
        descriptor.update({key: settled(writer, value) for key, value in descriptor.items()})

    return spoil


def named(name: str) -> Spoiler:
    """The font goes by another name."""

    def change(*parts: DictionaryObject) -> None:
        for part, key in zip(parts, ("BaseFont", "BaseFont", "FontName"), strict=True):
            part[NameObject("/" + key)] = NameObject("/" + name)

    return font(change)


def annotation(kind: str, place: list[float], page: int = 0, **more: object) -> Spoiler:
    """An annotation with an appearance, or with other keys."""

    def spoil(writer: PdfWriter) -> None:
        held_by = {k: settled(writer, thing(v)) for k, v in more.items()}
        looks = {"AP": dictionary(N=held_by.pop("N"))} if "N" in held_by else {}
        note = dictionary(Type="/Annot", Subtype="/" + kind, Rect=place, **looks, **held_by)
        writer.pages[page][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    return spoil


def header(version: str) -> Spoiler:
    """The file says it is of another version."""

    def spoil(writer: PdfWriter) -> None:
        writer.pdf_header = f"%PDF-{version}"

    return spoil


def as_x1a(writer: PdfWriter) -> None:
    """The same file, clean as PDF/X-1a."""
    writer.pdf_header = "%PDF-1.4"
    xmp("PDF/X-4", "PDF/X-1a:2003")(writer)
    info("GTS_PDFXVersion", "PDF/X-1a:2003")(writer)
    info("GTS_PDFXConformance", "PDF/X-1a:2003")(writer)


def as_a2b(writer: PdfWriter) -> None:
    """The same file, clean as PDF/A-2b."""
    xmp('pdfxid:GTS_PDFXVersion="PDF/X-4"', 'pdfaid:part="2" pdfaid:conformance="B"')(writer)
    info("GTS_PDFXVersion", None)(writer)
    intents({"S": "/GTS_PDFA1"})(writer)


def several(*spoilers: Spoiler) -> Spoiler:
    """One after the other."""

    def spoil(writer: PdfWriter) -> None:
        for one in spoilers:
            one(writer)

    return spoil
