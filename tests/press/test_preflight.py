"""Preflight: the clean file has no finding, and each spoilt one exactly its own."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from compositor.diagnostics.catalog import CATALOG
from compositor.diagnostics.render import message
from compositor.model.press import CONDITIONS
from compositor.press.preflight import CHECK_OF, CHECKS, WHY, Preflighted, Wanted, canvas, preflight
from compositor.units import mm, pt
from tests.press.spoilt import (
    BLEED,
    FIRST,
    MEDIA,
    SECOND,
    SHOW,
    TRIM,
    WANTED,
    Spoiler,
    annotation,
    as_a2b,
    as_x1a,
    bleed_box,
    cff,
    dictionary,
    draws,
    font,
    form,
    has,
    header,
    image,
    info,
    intents,
    named,
    pdf,
    profile,
    replaces,
    root,
    separation,
    sets,
    several,
    stream,
    stream_of,
    thing,
    xmp,
)

X1A = replace(WANTED, standard="pdf/x-1a")
ANY = replace(WANTED, trim=None, pages=None, fonts=None, standard=None)
MONO = replace(
    WANTED, condition=replace(CONDITIONS["mono"], bleed=mm(3)), ink=CONDITIONS["mono"].ink
)
IN_BLACK: Spoiler = several(replaces(SECOND), has("ColorSpace", "X", "/DeviceGray"))


def codes(found: Preflighted) -> list[str]:
    return [one.code for one in found.findings]


class Spoilt(NamedTuple):
    """A spoilt file: its finding, how it is made, and what it is held against."""

    code: str
    spoil: Spoiler
    wanted: Wanted = WANTED


def rgb_profile() -> bytes:
    """The head of a monitor's profile is enough of it."""
    return profile()[:12] + b"mntrRGB " + profile()[20:]


def no_program(
    whole: DictionaryObject, below: DictionaryObject, descriptor: DictionaryObject
) -> None:
    del descriptor["/FontFile3"]


def opentype(
    whole: DictionaryObject, below: DictionaryObject, descriptor: DictionaryObject
) -> None:
    descriptor[NameObject("/FontFile3")] = stream(cff()[1], Subtype="/OpenType")


def third_page(writer: PdfWriter) -> None:
    page = writer.add_blank_page(MEDIA[2], MEDIA[3])
    for key in ("/Contents", "/Resources", "/TrimBox", "/BleedBox"):
        page[NameObject(key)] = writer.pages[1].raw_get(key)


def itself(writer: PdfWriter) -> None:
    """A form that draws itself, by way of another."""
    one, other = form(b"/B Do"), form(b"/A Do")
    first, second = writer._add_object(one), writer._add_object(other)
    one[NameObject("/Resources")] = dictionary(XObject=dictionary(B=second))
    other[NameObject("/Resources")] = dictionary(XObject=dictionary(A=first))
    has("XObject", "A", first)(writer)
    draws(b"/A Do")(writer)


def resources(**kinds: DictionaryObject) -> DictionaryObject:
    return dictionary(**kinds)


RED = b"q 1 0 0 rg 100 100 20 20 re f Q"
TYPE3 = dictionary(
    Type="/Font",
    Subtype="/Type3",
    Name="/Drawn",
    FontBBox=[0, 0, 1000, 1000],
    FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
    FirstChar=65,
    LastChar=65,
    Widths=[1000],
    Encoding=dictionary(Type="/Encoding", Differences=[65, "/a"]),
)


def type3(glyph: bytes) -> Spoiler:
    """A Type 3 font of one glyph, in use."""

    def spoil(writer: PdfWriter) -> None:
        made = DictionaryObject(TYPE3)
        made[NameObject("/CharProcs")] = dictionary(a=writer._add_object(stream(glyph)))
        has("Font", "T3", writer._add_object(made))(writer)
        draws(b"q 0 0 0 1 k /Over gs BT /T3 20 Tf 150 150 Td (AA) Tj ET Q")(writer)

    return spoil


def pattern(cell: bytes, **more: object) -> Spoiler:
    """A tiling pattern, in use."""
    values: dict[str, object] = {
        "PatternType": 1,
        "PaintType": 1,
        "TilingType": 1,
        "BBox": [0, 0, 10, 10],
        "XStep": 10,
        "YStep": 10,
        "Resources": dictionary(),
    }
    made = stream_of(cell, {**values, **more})
    return several(has("Pattern", "P1", made), draws(b"q /Pattern cs /P1 scn 150 150 50 20 re f Q"))


def shading(space: object, count: int) -> DictionaryObject:
    ends = dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * count, C1=[0.5] * count, N=1)
    return dictionary(ShadingType=2, ColorSpace=space, Coords=[100, 0, 200, 0], Function=ends)


def state(**values: object) -> Spoiler:
    return has("ExtGState", "G", dictionary(**values))


def picture(
    size: tuple[int, int] = (500, 500), space: object = "/DeviceCMYK", **more: object
) -> Spoiler:
    """Another picture, 100 points wide."""
    made = image(size, space, b"\x40\x60\x60\x20", **more)
    return several(has("XObject", "Im2", made), draws(b"q 100 0 0 100 220 200 cm /Im2 Do Q"))


SOFT = dictionary(Type="/Mask", S="/Luminosity")
GROUP = dictionary(S="/Transparency", CS="/DeviceCMYK")
ICC3 = thing(["/ICCBased", stream(b"icc", N=3, Alternate="/DeviceRGB")])
BLACK = b"0 0 0 1 k "
WATERMARK = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC EMC"

SPOILT: dict[str, Spoilt] = {
    # P01
    "a stray bracket": Spoilt("pdf-content", draws(b"q ) Q")),
    "a string without an end": Spoilt("pdf-content", draws(b"BT (abc")),
    "more Q than q": Spoilt("pdf-content", draws(b"Q")),
    "a form that draws itself": Spoilt("pdf-content", itself),
    "a picture that is not there": Spoilt("pdf-content", draws(b"/Nothing Do")),
    "a version beyond the standard": Spoilt("pdf-version", several(as_x1a, header("1.6")), X1A),
    # P02, P03
    "a font that is not embedded": Spoilt("font-not-embedded", font(no_program)),
    "a font that is not embedded, invisible": Spoilt(
        "font-not-embedded",
        several(
            has("Font", "H", dictionary(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica")),
            draws(b"BT 3 Tr /H 12 Tf 100 300 Td (abc) Tj ET"),
        ),
    ),
    "a font of others": Spoilt("foreign-font", named("ABCDEF+SimSun")),
    "no glyph": Spoilt(
        "glyph-missing", draws(b"/Over gs BT 0 0 0 1 k /F1 10 Tf 80 300 Td <00010000> Tj ET")
    ),
    "Courier": Spoilt("font-substituted", named("ABCDEF+CourierStd"), replace(WANTED, fonts=None)),
    "a whole font": Spoilt("font-not-subset", named("PaperSong-400")),
    "OpenType in PDF 1.5": Spoilt("font-opentype", several(font(opentype), header("1.5"))),
    # P04
    "red": Spoilt("not-cmyk", draws(RED)),
    "red beside the page": Spoilt("not-cmyk", draws(b"1 0 0 rg 5 5 5 5 re f")),
    "red by its space": Spoilt("not-cmyk", draws(b"q /DeviceRGB cs 1 0 0 sc 100 100 20 20 re f Q")),
    "red lines": Spoilt("not-cmyk", draws(b"q 1 0 0 RG 100 100 m 200 200 l S Q")),
    "colour of a profile": Spoilt(
        "not-cmyk",
        several(has("ColorSpace", "I", ICC3), draws(b"q /I cs 1 0 0 sc 100 100 20 20 re f Q")),
    ),
    "CMYK that means a profile": Spoilt(
        "not-cmyk",
        several(has("ColorSpace", "DefaultRGB", ICC3), draws(RED)),
    ),
    "Lab": Spoilt(
        "not-cmyk",
        several(
            has("ColorSpace", "L", ["/Lab", dictionary(WhitePoint=[0.96, 1, 0.82])]),
            draws(b"q /L cs 50 0 0 sc 100 100 20 20 re f Q"),
        ),
    ),
    "an RGB picture": Spoilt("not-cmyk", picture(space="/DeviceRGB")),
    "an RGB picture in the stream": Spoilt(
        "not-cmyk", draws(b"q 9 0 0 9 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")
    ),
    "an index of RGB": Spoilt("not-cmyk", picture(space=["/Indexed", "/DeviceRGB", 1, "abcdef"])),
    "an RGB shading": Spoilt(
        "not-cmyk",
        several(
            has("Shading", "S", shading("/DeviceRGB", 3)),
            draws(b"q 100 100 20 20 re W n /S sh Q"),
        ),
    ),
    "an RGB shading as a pattern": Spoilt(
        "not-cmyk",
        several(
            has("Pattern", "P2", dictionary(PatternType=2, Shading=shading("/DeviceRGB", 3))),
            draws(b"q /Pattern cs /P2 scn 100 100 20 20 re f Q"),
        ),
    ),
    "red in a form in a form": Spoilt(
        "not-cmyk",
        several(
            has(
                "XObject", "A", form(b"/B Do", Resources=resources(XObject=dictionary(B=form(RED))))
            ),
            draws(b"/A Do"),
        ),
    ),
    "red that a form inherits": Spoilt(
        "not-cmyk",
        several(has("XObject", "A", form(b"100 100 20 20 re f")), draws(b"q 1 0 0 rg /A Do Q")),
    ),
    "red in a pattern": Spoilt("not-cmyk", pattern(b"1 0 0 rg 0 0 5 5 re f")),
    "red in a glyph": Spoilt(
        "not-cmyk",
        type3(b"1000 0 d0 1 0 0 rg 0 0 500 500 re f"),
        replace(WANTED, fonts=None),
    ),
    "red in a note beside the page": Spoilt(
        "not-cmyk",
        annotation(
            "Stamp", [2, 2, 22, 22], N=form(b"1 0 0 rg 0 0 400 500 re f", Resources=dictionary())
        ),
    ),
    "colour in black": Spoilt(
        "not-black", several(IN_BLACK, draws(b"0 .5 0 0 k 100 100 20 20 re f")), MONO
    ),
    "a colour picture in black": Spoilt("not-black", several(IN_BLACK, picture()), MONO),
    # P05
    "no output intent": Spoilt("no-output-intent", intents()),
    "two output intents": Spoilt("several-output-intents", intents({}, {})),
    "a monitor's profile": Spoilt(
        "output-profile", intents({"DestOutputProfile": stream(rgb_profile(), N=3)})
    ),
    "no profile": Spoilt("output-profile", intents({"DestOutputProfile": None})),
    "no name": Spoilt("output-name", intents({"OutputConditionIdentifier": ""})),
    "no profile and no registry": Spoilt(
        "output-name",
        several(as_x1a, intents({"DestOutputProfile": None, "RegistryName": None})),
        X1A,
    ),
    "another standard": Spoilt("wrong-standard", as_x1a),
    # P06
    "no TrimBox": Spoilt(
        "no-trim",
        several(
            sets("TrimBox", None, 1), sets("BleedBox", None, 1), sets("MediaBox", list(TRIM), 1)
        ),
        replace(WANTED, bleed=0),
    ),
    "another size": Spoilt(
        "wrong-trim", sets("TrimBox", [40, 40, 361, 460], None), replace(WANTED, bleed=mm(2.5))
    ),
    "pages of two sizes": Spoilt(
        "trims-differ", sets("TrimBox", [40, 40, 359, 460], 1), replace(WANTED, trim=None)
    ),
    "a BleedBox in the trim": Spoilt(
        "boxes-nested", sets("BleedBox", [50, 50, 300, 300], 1), replace(WANTED, bleed=0)
    ),
    "a MediaBox in the BleedBox": Spoilt(
        "boxes-nested", sets("MediaBox", [35, 35, 365, 465], 1), replace(WANTED, bleed=0)
    ),
    "a CropBox": Spoilt("crop-box", sets("CropBox", bleed_box())),
    "a page on its side": Spoilt("page-turned", sets("Rotate", 90)),
    "a page in other units": Spoilt("page-turned", sets("UserUnit", 2.0)),
    # P07, P08
    "a small BleedBox": Spoilt("bleed-too-small", several(sets("BleedBox", bleed_box(4.0), 1))),
    "art that stops at the trim": Spoilt("no-bleed", draws(b"q 0 .3 .3 0 k 300 300 60 50 re f Q")),
    "a picture that stops short": Spoilt("no-bleed", draws(b"q 100 0 0 100 264 200 cm /Im1 Do Q")),
    "type at the edge": Spoilt(
        "too-near-trim", draws(b"/Over gs 0 0 0 1 k BT /F1 10 Tf 45 300 Td " + SHOW + b" ET")
    ),
    # P09
    "a coarse picture": Spoilt("resolution-low", picture((150, 150))),
    "a picture not quite fine": Spoilt("resolution-modest", picture((300, 500))),
    "coarse line art": Spoilt(
        "resolution-low",
        several(
            has(
                "XObject", "Im2", image((56, 40), None, b"\xaa", ImageMask=True, BitsPerComponent=1)
            ),
            draws(BLACK + b"q 100 0 0 100 220 200 cm /Im2 Do Q"),
        ),
    ),
    # P10
    "too much ink": Spoilt("ink-over", draws(b"q 1 1 1 .3 k 220 200 40 40 re f Q")),
    "nearly too much ink": Spoilt("ink-near", draws(b"q 1 1 1 .15 k 220 200 40 40 re f Q")),
    # P11 to P15
    "black type that knocks out": Spoilt(
        "black-text-knocks-out",
        draws(BLACK + b"/Knock gs BT /F1 10 Tf 100 300 Td " + SHOW + b" ET"),
    ),
    "black type, overprint without OPM": Spoilt(
        "black-text-knocks-out",
        several(
            state(op=True, OPM=0), draws(BLACK + b"/G gs BT /F1 10 Tf 100 300 Td " + SHOW + b" ET")
        ),
    ),
    "black type in grey": Spoilt(
        "black-text-grey", draws(b"0 g /Over gs BT /F1 10 Tf 100 300 Td " + SHOW + b" ET")
    ),
    "white that overprints": Spoilt(
        "white-overprints", draws(b"0 0 0 0 k /Over gs BT /F1 20 Tf 100 300 Td " + SHOW + b" ET")
    ),
    "a black rule that knocks out": Spoilt(
        "black-rule-knocks-out", draws(b"0 0 0 1 K 1 w 100 300 m 200 300 l S")
    ),
    "a black bar that knocks out": Spoilt(
        "black-rule-knocks-out", draws(BLACK + b"100 300 100 1 re f")
    ),
    "a black frame that knocks out": Spoilt(
        "black-rule-knocks-out", draws(BLACK + b"100 300 50 50 re 101 301 48 48 re f*")
    ),
    "tiny type": Spoilt(
        "small-text", draws(BLACK + b"/Over gs BT /F1 6 Tf 100 300 Td " + SHOW + b" ET")
    ),
    "tiny type by the matrix": Spoilt(
        "small-text",
        draws(b"q .5 0 0 .5 0 0 cm 0 0 0 1 k /Over gs BT /F1 12 Tf 300 600 Td " + SHOW + b" ET Q"),
    ),
    "small type of two inks": Spoilt(
        "small-colour-text", draws(b"0 1 1 0 k BT /F1 12 Tf 100 300 Td " + SHOW + b" ET")
    ),
    "small reversed type": Spoilt(
        "small-reversed-text",
        draws(b"0 1 1 0 k 90 280 100 60 re f 0 0 0 0 k BT /F1 11 Tf 100 300 Td " + SHOW + b" ET"),
    ),
    "rich black type": Spoilt(
        "rich-black-text", draws(b".6 .5 .5 1 k BT /F1 20 Tf 100 300 Td " + SHOW + b" ET")
    ),
    "a hairline": Spoilt("hairline", draws(b"/Over gs 0 0 0 1 K .1 w 100 300 m 200 300 l S")),
    "a hairline by its matrix": Spoilt(
        "hairline", draws(b"q /Over gs 1 0 0 .1 0 0 cm 0 0 0 1 K 1 w 100 3000 m 200 3000 l S Q")
    ),
    "a line of no width": Spoilt(
        "hairline", draws(b"/Over gs 0 0 0 1 K 0 w 100 300 m 200 300 l S")
    ),
    "a bar as thin": Spoilt("hairline", draws(BLACK + b"/Over gs 100 300 100 .1 re f")),
    # P16
    "half opaque": Spoilt(
        "transparency-live", several(state(ca=0.5), draws(b"/G gs 0 .5 0 0 k 100 300 20 20 re f"))
    ),
    "multiplied": Spoilt(
        "transparency-live",
        several(state(BM="/Multiply"), draws(b"/G gs 0 .5 0 0 k 100 300 20 20 re f")),
    ),
    "a picture with a mask": Spoilt(
        "transparency-live", picture(SMask=image((9, 9), "/DeviceGray", b"0"))
    ),
    "a soft mask": Spoilt(
        "transparency-live",
        several(
            state(
                SMask=DictionaryObject(
                    {**SOFT, NameObject("/G"): form(b".5 g 0 0 400 500 re f", Group=GROUP)}
                )
            ),
            draws(b"/G gs 0 .5 0 0 k 100 300 20 20 re f"),
        ),
    ),
    "a transparency group": Spoilt(
        "transparency-live", several(has("XObject", "A", form(b"", Group=GROUP)), draws(b"/A Do"))
    ),
    "a page that blends in RGB": Spoilt(
        "blend-space", sets("Group", dictionary(S="/Transparency", CS="/DeviceRGB"))
    ),
    "transparency in X-1a": Spoilt(
        "transparency",
        several(as_x1a, state(CA=0.5), draws(b"/G gs 0 .5 0 0 K 100 300 20 20 re S")),
        X1A,
    ),
    # P17, P18
    "a spot colour": Spoilt("spot-colour", draws(b"/Spot cs 1 scn 100 300 20 20 re f")),
    "a spot colour among others": Spoilt(
        "spot-colour",
        several(
            has(
                "ColorSpace",
                "N",
                [
                    "/DeviceN",
                    ["/Black", "/Gold"],
                    "/DeviceCMYK",
                    stream(
                        b"{pop 0 0 0 4 -1 roll}",
                        FunctionType=4,
                        Domain=[0, 1, 0, 1],
                        Range=[0, 1] * 4,
                    ),
                ],
            ),
            draws(b"/N cs .5 .5 scn 100 300 20 20 re f"),
        ),
    ),
    "All on the page": Spoilt("registration-inside", draws(b"/All cs .2 scn 100 300 20 20 re f")),
    "LZW": Spoilt(
        "filter-forbidden",
        draws(b"q 9 0 0 9 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x0b\x60\x50 EI Q"),
    ),
    "16 bits": Spoilt("filter-risky", picture((500, 500), BitsPerComponent=16)),
    # P19, P20
    "a link": Spoilt("annotation-inside", annotation("Link", [100, 100, 120, 120])),
    "a script": Spoilt(
        "active-content",
        root(
            "Names",
            dictionary(JavaScript=dictionary(Names=["a", dictionary(S="/JavaScript", JS="1")])),
        ),
    ),
    "an action at opening": Spoilt(
        "active-content", root("OpenAction", dictionary(S="/Launch", F="x"))
    ),
    "a field": Spoilt("active-content", root("AcroForm", dictionary(Fields=[dictionary(T="a")]))),
    "an attached file": Spoilt(
        "embedded-file",
        root("Names", dictionary(EmbeddedFiles=dictionary(Names=["a", dictionary(F="a")]))),
    ),
    "layers in several ways": Spoilt(
        "optional-content",
        root("OCProperties", dictionary(OCGs=[], D=dictionary(), Configs=[dictionary(Name="a")])),
    ),
    "layers in X-1a": Spoilt(
        "optional-content",
        several(as_x1a, root("OCProperties", dictionary(OCGs=[], D=dictionary()))),
        X1A,
    ),
    # P21
    "an empty page": Spoilt("page-empty", replaces(b"0 0 0 0 k 31 31 400 500 re f", 1)),
    "a page that has marks alone": Spoilt(
        "page-empty", replaces(b"/All CS 1 SCN 10 40 m 28 40 l S", 1)
    ),
    "a page too many": Spoilt("page-count", third_page),
    "three pages": Spoilt("pages-not-four", third_page, replace(WANTED, pages=None)),
    # P22, P24
    "no title": Spoilt("info-missing", info("Title", None)),
    "not said whether trapped": Spoilt("info-missing", info("Trapped", "/Unknown")),
    "no date": Spoilt("info-missing", info("ModDate", None)),
    "no identifier": Spoilt("info-missing", lambda writer: setattr(writer, "_ID", None)),
    "a proof by its word": Spoilt("proof-file", xmp("default", "proof:pdf")),
    "a watermark": Spoilt("proof-file", draws(WATERMARK)),
    "a watermark to click": Spoilt("proof-file", annotation("Watermark", [100, 100, 200, 200], 1)),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_is_caught_by_its_check_and_no_other(name: str) -> None:
    code, spoil, wanted = SPOILT[name]
    found = preflight(pdf(spoil), wanted)
    assert set(codes(found)) == {code}, [message(one) for one in found.findings]
    states = {one.number: one.state for one in found.checks}
    assert states.pop(CHECK_OF[code]) == ("failed" if found.errors else "warned")
    assert set(states.values()) <= {"passed", "skipped"}


def test_every_check_has_a_spoilt_file_and_every_code_but_those_of_broken_bytes() -> None:
    elsewhere = {"pdf-damaged", "pdf-encrypted", "pdf-too-large", "text-lost", "ink-off-plate"}
    assert {one.code for one in SPOILT.values()} | elsewhere == set(CHECK_OF)
    assert len(SPOILT) > 25


# -------------------------------------------------------------------------------- no false alarms

CLEAN: dict[str, tuple[Spoiler, Wanted]] = {
    "as it is": (several(), WANTED),
    "as PDF/X-1a": (as_x1a, X1A),
    "as anyone's": (several(), ANY),
    "in black": (IN_BLACK, MONO),
    "as PDF/A-2b": (
        several(
            as_a2b,
            info("Trapped", None),
            draws(BLACK + b"/Knock gs BT /F1 10 Tf 100 300 Td " + SHOW + b" ET"),
        ),
        replace(WANTED, standard="pdf/a-2b"),
    ),
    "a page that is one form": (
        several(has("XObject", "A", form(FIRST)), replaces(b"q 1 0 0 1 0 0 cm /A Do Q")),
        WANTED,
    ),
    "large type in a form made small": (
        several(
            has(
                "XObject",
                "A",
                form(
                    b"0 0 0 1 k BT /F1 100 Tf 1000 3000 Td " + SHOW + b" ET",
                    BBox=[0, 0, 9000, 9000],
                ),
            ),
            draws(b"q /Over gs .1 0 0 .1 0 0 cm /A Do Q"),
        ),
        WANTED,
    ),
    "type turned by a quarter": (
        draws(BLACK + b"q /Over gs 0 1 -1 0 200 100 cm BT /F1 10 Tf " + SHOW + b" ET Q"),
        WANTED,
    ),
    "inks that are plates": (
        several(
            has(
                "ColorSpace",
                "N",
                [
                    "/DeviceN",
                    ["/Cyan", "/None"],
                    "/DeviceCMYK",
                    stream(b"{pop 0 0 0}", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4),
                ],
            ),
            has("ColorSpace", "K", separation("Black")),
            draws(
                b"/N cs .5 .5 scn 100 300 20 20 re f /K cs 1 scn /Over gs BT /F1 10 Tf 150 300 Td "
                + SHOW
                + b" ET"
            ),
        ),
        WANTED,
    ),
    "a spot colour and hairlines beside the page": (
        draws(b"/Spot CS 1 SCN .05 w 5 100 m 20 100 l S"),
        WANTED,
    ),
    "red that is clipped away": (
        draws(
            b"q 100 100 20 20 re W n 1 0 0 rg 200 200 50 50 re f BT /F1 12 Tf 200 300 Td "
            + SHOW
            + b" ET Q"
        ),
        WANTED,
    ),
    "red outside of its form": (
        several(
            has("XObject", "A", form(b"1 0 0 rg 200 200 9 9 re f", BBox=[0, 0, 100, 100])),
            draws(b"/A Do"),
        ),
        WANTED,
    ),
    "red that no path has": (draws(b"1 0 0 rg 1 0 0 RG"), WANTED),
    "white type that knocks out": (
        draws(
            b"0 1 0 0 k 90 280 100 60 re f 0 0 0 0 k /Knock gs BT /F1 10 Tf 100 300 Td "
            + SHOW
            + b" ET"
        ),
        WANTED,
    ),
    "overprint turned off again": (
        draws(
            BLACK
            + b"/Over gs BT /F1 10 Tf 100 330 Td "
            + SHOW
            + b" ET 0 .5 0 0 k /Knock gs 90 280 100 30 re f 0 0 0 0 k BT /F1 10 Tf 100 290 Td "
            + SHOW
            + b" ET"
        ),
        WANTED,
    ),
    "a picture that says it is no stencil": (picture(ImageMask=False), WANTED),
    "large type of two inks": (
        draws(b"0 1 1 0 k BT /F1 14 Tf 100 300 Td " + SHOW + b" ET"),
        WANTED,
    ),
    "type painted twice smaller than it looks": (
        draws(BLACK + b"/Over gs BT /F1 1 Tf 8 0 0 8 100 300 Tm " + SHOW + b" ET"),
        WANTED,
    ),
    "a coarse picture clipped away": (
        several(
            has("XObject", "Im2", image((20, 20), "/DeviceCMYK", b"abcd")),
            draws(b"q 300 300 5 5 re W n 100 0 0 100 100 100 cm /Im2 Do Q"),
        ),
        WANTED,
    ),
    "a colour of ten pixels": (
        several(
            has("XObject", "Im2", image((10, 10), "/DeviceCMYK", b"\x20\x20\x20\x20")),
            draws(b"q 100 0 0 100 220 200 cm /Im2 Do Q"),
        ),
        WANTED,
    ),
    "a pattern in black": (pattern(BLACK + b"0 0 5 5 re f"), WANTED),
    "a pattern without colour": (
        several(
            pattern(b"0 0 5 5 re f", PaintType=2),
            has("ColorSpace", "PC", ["/Pattern", "/DeviceCMYK"]),
            draws(b"/PC cs 0 .5 0 0 /P1 scn 100 300 20 20 re f"),
        ),
        WANTED,
    ),
    "a drawn glyph": (
        type3(b"1000 0 0 0 500 500 d1 1 0 0 rg 0 0 500 500 re f"),
        replace(WANTED, fonts=None),
    ),
    "a shading in CMYK": (
        several(
            has("Shading", "S", shading("/DeviceCMYK", 4)), draws(b"q 100 100 20 20 re W n /S sh Q")
        ),
        WANTED,
    ),
    "thick rules that knock out": (draws(b"0 0 0 1 K 3 w 100 300 m 200 300 l S"), WANTED),
    "the frame of a rule that has an empty side": (
        draws(BLACK + b"/Over gs 100 300 100 0 re 100 300 100 1 re f*"),
        WANTED,
    ),
    "comments, odd strings, words nobody knows": (
        draws(b"% ) ( >>\n/T /M BX foo EX /Span <</A (x\\)y(z)) /B [1 [2]] /C <</D 1>>>> BDC EMC"),
        WANTED,
    ),
    "art in two pieces that fills the bleed": (
        draws(b"0 .3 .3 0 k 300 300 60 50 re f 360 290 30 70 re f"),
        WANTED,
    ),
    "a note beside the page": (annotation("PrinterMark", [2, 2, 12, 12]), WANTED),
    "opening at a page": (
        lambda writer: root("OpenAction", [writer.pages[0].indirect_reference, "/Fit"])(writer),
        WANTED,
    ),
    "overprint said for both at once": (
        several(
            state(OP=True, OPM=1), draws(BLACK + b"/G gs BT /F1 10 Tf 100 300 Td " + SHOW + b" ET")
        ),
        WANTED,
    ),
    "a stream in two pieces": (
        lambda writer: writer.pages[1].__setitem__(
            NameObject("/Contents"),
            ArrayObject(
                [
                    writer._add_object(stream(part))
                    for part in (b"q /Over gs 0 0 0", SECOND.replace(b"q", b"1 k q", 1) + b" Q")
                ]
            ),
        ),
        WANTED,
    ),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_file_has_no_finding(name: str) -> None:
    spoil, wanted = CLEAN[name]
    found = preflight(pdf(spoil), wanted)
    assert not found.findings, [message(one) for one in found.findings]


def test_a_file_is_clean_whatever_its_bleed_if_none_is_wanted() -> None:
    """A newspaper's page is not trimmed."""
    newsprint = CONDITIONS["newsprint"]
    wanted = replace(WANTED, condition=newsprint, ink=newsprint.ink, bleed=0)
    found = preflight(pdf(sets("BleedBox", list(TRIM), None)), wanted)
    assert codes(found) == []
    whys = {one.number: one.why for one in found.checks if one.state == "skipped"}
    assert whys == {"P07": "no-bleed", "P08": "not-trimmed", "P23": "no-manuscript"}


# --------------------------------------------------------------------------------------- findings


def test_a_finding_says_where() -> None:
    """Page, and millimetres from the trim's top left."""
    (finding,) = preflight(pdf(draws(RED, 1)), WANTED).findings
    values = dict(finding.values)
    x, y = (100 - TRIM[0]) / 72 * 25.4, (TRIM[3] - 120) / 72 * 25.4
    assert (values["page"], values["x"], values["y"]) == ("2", f"{x:.1f}", f"{y:.1f}")
    assert message(finding) == f"page 2 at {x:.1f}, {y:.1f} mm (1×): colour in DeviceRGB"


def test_many_hits_of_one_fault_are_one_finding_a_page() -> None:
    many = b"".join(b"1 0 0 rg %d 100 1 1 re f\n" % x for x in range(60, 340))
    found = preflight(pdf(draws(many), draws(RED, 1)), WANTED).findings
    assert [(dict(f.values)["page"], dict(f.values)["count"]) for f in found] == [
        ("1", "280"),
        ("2", "1"),
    ]
    assert len(dict(found[0].values)["places"].split(";")) == 5


def test_a_form_is_looked_at_under_each_state_that_invokes_it() -> None:
    """The same form prints well large and too small when it is made small."""
    shown = form(b"0 0 0 1 k /Over gs BT /F1 12 Tf 0 0 Td " + SHOW + b" ET")
    twice = b"q 1 0 0 1 100 300 cm /A Do Q q .5 0 0 .5 100 250 cm /A Do Q"
    found = preflight(pdf(has("XObject", "A", shown), draws(twice)), WANTED)
    assert codes(found) == ["small-text"]
    assert dict(found.findings[0].values)["count"] == "1"


def test_forms_that_double_at_each_level_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three to the power of thirty drawings, most at a place of their own: it is said that the
    page is not looked through, and nobody draws it.
    """

    def spoil(writer: PdfWriter) -> None:
        inner: object = writer._add_object(form(b"0 0 1 1 re f"))
        for _ in range(30):
            twice = b"q .99 0 0 1 .3 0 cm /A Do Q q 1 0 0 .98 0 .4 cm /A Do Q q .97 0 0 .99 1 1 cm /A Do Q"
            inner = writer._add_object(
                form(twice, Resources=resources(XObject=dictionary(A=inner)))
            )
        has("XObject", "A", inner)(writer)
        draws(BLACK + b"/A Do")(writer)

    monkeypatch.setattr(canvas, "MOST_OPERATIONS", 50_000)
    found = preflight(pdf(spoil), WANTED)
    assert codes(found) == ["pdf-content"]
    assert {one.number: one.why for one in found.checks}["P10"] == "too-much"


def test_a_limit_of_the_conditions_is_the_limit() -> None:
    """8 points are enough for one press and too small for another."""
    spoil = draws(BLACK + b"/Over gs BT /F1 8 Tf 100 300 Td " + SHOW + b" ET")
    strict = replace(WANTED.condition, type=WANTED.condition.type._replace(solid=pt(9)))
    assert codes(preflight(pdf(spoil), WANTED)) == []
    assert codes(preflight(pdf(spoil), replace(WANTED, condition=strict))) == ["small-text"]


# --------------------------------------------------------------------------------------- the table


def test_every_code_of_the_table_is_in_the_catalogue_and_has_one_check() -> None:
    listed = [code for check in CHECKS.values() for code in check.codes]
    assert set(listed) <= set(CATALOG)
    assert len(listed) == len(set(listed))
    assert list(CHECKS) == [f"P{number:02}" for number in range(1, 25)]


def test_names_and_reasons_are_in_both_languages() -> None:
    assert all(check.en and check.zh for check in CHECKS.values())
    assert all(english and chinese for english, chinese in WHY.values())


def test_bleed_is_that_of_the_clean_file() -> None:
    assert pytest.approx(WANTED.bleed / pt(1), abs=0.01) == BLEED
