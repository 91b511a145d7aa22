"""Type cases (字盘): the faces of a document as fonts of its PDF, with the glyphs that are used.

    case = cases.of("song", 0)      a face's case, or a further copy of it
    case.says(gid, text)            all type is counted first …
    case.count(run.glyphs)
    case.codes[gid]                 … and then numbered, drawn and written
    cases.write(pdf, deflated)      a finisher of WeasyPrint's `write_pdf`

A document calls glyphs by codes of its own, from 1, the commonest first: PDFium remembers the boxes
of the first 256, and has them cut by FreeType again and again of all others; a page is opened in
half the time (24 ms → 9 ms with its text, measured), and packs smaller. Fonts are bare CFF, known
since PDF 1.3, or TrueType with a map from codes to glyphs; fontconfig and Pango never see a face.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import md5
from struct import pack
from typing import Any, TypeAlias

from pydyf import PDF, Array, Dictionary, Stream, String

from compositor.model.galley import GlyphRun
from compositor.packing import deflate
from compositor.plate.cff import is_numbered, numbered
from compositor.typefaces import THOUSAND, Subset, Typefaces, font_name

SYMBOLIC, FIXED_PITCH = 1 << 2, 1 << 0  # PDF font flags: glyphs are addressed by code; all as wide
STEM = 80
NOTDEF = 0
MOST_CHARACTERS = 100  # of a list of a character map (Adobe Technical Note 5014)
MAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
MAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

Streamed: TypeAlias = Callable[[bytes, Mapping[str, object]], Stream]


def plain(data: bytes, entries: Mapping[str, object]) -> Stream:
    """A stream of these bytes, with further entries of its dictionary."""
    return Stream([data], Dictionary(entries))


def deflated(data: bytes, entries: Mapping[str, object]) -> Stream:
    """The same, deflated."""
    return plain(deflate(data), {**entries, "Filter": "/FlateDecode"})


class Case:
    """A face's glyphs in a document: how often each is used, what it says, what it is called."""

    def __init__(self, faces: Typefaces, role: str, copy: int = 0) -> None:
        self._faces, self._role = faces, role
        self._face = face = faces[role]
        name = face.record.file + "+" * copy
        digest = md5(name.encode(), usedforsecurity=False).digest()
        self.name = "".join(chr(65 + byte % 26) for byte in digest[:6])
        self._counts: Counter[int] = Counter()
        self._texts: dict[int, str] = {}

    def says(self, gid: int, text: str) -> bool:
        """Let a glyph stand for a text; False if it stands for another here already."""
        return not text or self._texts.setdefault(gid, text) == text

    def says_all(self, run: GlyphRun) -> bool:
        """The same of all glyphs of a run."""
        if tuple(map(self._texts.get, run.glyphs)) == run.texts:  # as of nearly every run
            return True
        return all(map(self.says, run.glyphs, run.texts))

    def count(self, gids: Iterable[int]) -> None:
        """Glyphs that will be drawn."""
        self._counts.update(gids)

    @cached_property
    def codes(self) -> Mapping[int, int]:
        """What the glyphs are called; none can be counted any more.

        A font whose glyphs have names takes no numbers of ours: there it is their place in it.
        """
        if self._face.is_cff and not is_numbered(self._subset.program):
            return {gid: place for place, gid in enumerate(self._subset.gids)}
        used = sorted(self._counts.keys() - {NOTDEF}, key=lambda gid: (-self._counts[gid], gid))
        return {NOTDEF: NOTDEF} | {gid: code for code, gid in enumerate(used, start=1)}

    @cached_property
    def digits(self) -> Mapping[int, str]:
        """The codes as content streams have them: four hexadecimal digits."""
        return {gid: f"{code:04x}" for gid, code in self.codes.items()}

    @cached_property
    def widths(self) -> Mapping[int, float]:
        """The advance of each glyph in thousandths of the em."""
        return {gid: self._face.width(gid) for gid in self._counts}

    @cached_property
    def ems(self) -> frozenset[int]:
        """The glyphs that are an em wide: hanzi, nine tenths of all."""
        return frozenset(gid for gid, width in self.widths.items() if width == THOUSAND)

    @cached_property
    def _subset(self) -> Subset:
        return self._faces.subset(self._role, self._counts)

    def write(self, pdf: PDF, streamed: Streamed) -> Dictionary:
        """Add the font to a PDF; `streamed` is how streams are made."""
        name = f"/{self.name}+{font_name(self._face.record)}"
        inner = {
            "Type": "/Font",
            "BaseFont": name,
            "CIDSystemInfo": Dictionary(
                {"Registry": String("Adobe"), "Ordering": String("Identity"), "Supplement": 0}
            ),
            "W": Array(self._told_widths()),
            "FontDescriptor": self._descriptor(pdf, name, streamed).reference,
        }
        inner |= self._places(pdf, streamed)
        texts = _added(pdf, streamed(self._map(), {}))
        return _added(
            pdf,
            Dictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": name,
                    "Encoding": "/Identity-H",
                    "DescendantFonts": Array([_added(pdf, Dictionary(inner)).reference]),
                    "ToUnicode": texts.reference,
                }
            ),
        )

    def _descriptor(self, pdf: PDF, name: str, streamed: Streamed) -> Dictionary:
        ascent, descent = (n * THOUSAND // self._face.upem for n in self._face.vertical_extents)
        widths = set(self.widths.values())
        is_fixed = len(self.widths) > 1 and len(widths) == 1
        program = self._program()
        kind, entries = (
            ("FontFile3", {"Subtype": "/CIDFontType0C"})
            if self._face.is_cff
            else ("FontFile2", {"Length1": len(program)})
        )
        file = _added(pdf, streamed(program, entries))
        values = {
            "Type": "/FontDescriptor",
            "FontName": name,
            "FontFamily": String(self._face.record.family),
            "Flags": SYMBOLIC + FIXED_PITCH * is_fixed,
            "FontBBox": Array([0, descent, max(widths, default=0), ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": ascent,
            "StemV": STEM,
            "StemH": STEM,
            kind: file.reference,
        }
        return _added(pdf, Dictionary(values))

    def _program(self) -> bytes:
        """The font file; glyphs that others are composed of are called by what is left."""
        program, gids = self._subset
        if not self._face.is_cff or not is_numbered(program):
            return program
        further = iter(range(len(self.codes), len(self.codes) + len(gids)))
        return numbered(
            program, [self.codes[g] if g in self.codes else next(further) for g in gids[1:]]
        )

    def _places(self, pdf: PDF, streamed: Streamed) -> Mapping[str, object]:
        """The kind of the font, and which glyph of a TrueType file each code is."""
        if self._face.is_cff:
            return {"Subtype": "/CIDFontType0"}
        places = {gid: place for place, gid in enumerate(self._subset.gids)}
        by_code = [places[gid] for gid in self.codes]
        table = _added(pdf, streamed(pack(f">{len(by_code)}H", *by_code), {}))
        return {"Subtype": "/CIDFontType2", "CIDToGIDMap": table.reference}

    def _told_widths(self) -> Iterator[object]:
        """The widths a PDF must be told: an em is what it takes for granted (DW, 9.7.4.3)."""
        told = sorted((self.codes[g], w) for g, w in self.widths.items() if w != THOUSAND)
        row: list[float] = []
        for index, (code, width) in enumerate(told):
            if not index or told[index - 1][0] != code - 1:
                yield code
                yield (row := Array())
            row.append(width)

    def _map(self) -> bytes:
        """Which text each code says (ISO 32000-1 9.10.3)."""
        said = sorted((self.codes[gid], text) for gid, text in self._texts.items())
        rows = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in said]
        parts = (rows[at : at + MOST_CHARACTERS] for at in range(0, len(rows), MOST_CHARACTERS))
        lists = ("\n".join((f"{len(p)} beginbfchar", *p, "endbfchar\n")) for p in parts)
        return MAP_HEAD + "".join(lists).encode("ascii") + MAP_FOOT


class Cases:
    """The cases of a document, each made when first asked for."""

    def __init__(self, faces: Typefaces) -> None:
        self.faces = faces
        self._cases: dict[tuple[str, int], Case] = {}

    def of(self, role: str, copy: int) -> Case:
        """The case of a role's face; roles of one face share it."""
        key = self.faces[role].record.file, copy
        if key not in self._cases:
            self._cases[key] = Case(self.faces, role, copy)
        return self._cases[key]

    def write(self, pdf: PDF, streamed: Streamed) -> None:
        """Add the fonts to a PDF, for all its pages."""
        fonts = _fonts_of(pdf)
        for case in self._cases.values():
            fonts[case.name] = case.write(pdf, streamed).reference


def _fonts_of(pdf: PDF) -> Any:
    """The dictionary of fonts that the pages of a PDF share; there are none of the engine's."""
    page = _at(pdf, pdf.page_references[0])
    return _at(pdf, _at(pdf, page["Resources"])["Font"])


def _at(pdf: PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _added(pdf: PDF, made: Any) -> Any:
    pdf.add_object(made)
    return made
