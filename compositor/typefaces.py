"""The faces: glyph ids, advances and ink from the font files that are also drawn.

HarfBuzz shapes with the script and the language zh-Hans, so that `——` becomes one glyph of
exactly two em and quotes are full width (measured: without the language they are 0.57 em).
Faces come only from `fonts/`, through `Sources`; a face is loaded when first asked for.
The only owner of uharfbuzz. Leaves line breaking and spacing to `compositor.setting`.

    faces = Typefaces(records, sources)
    face = faces["song"]
    face.shape("中国——", Script.HAN)      # tuple[Glyph, ...], in font units
"""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

import uharfbuzz as hb

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose, nearest
from compositor.model.typeface import FaceRecord
from compositor.sources import Sources, read_bytes

FONT_FOLDER = "fonts"
LANGUAGE = "zh-Hans"

# Tables a PDF viewer has no use for once glyphs are chosen.
NOT_EMBEDDED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "VORG", "gasp", "vhea", "vmtx")


class Script(Enum):
    """The script a run is shaped in, by its ISO 15924 code."""

    HAN = "Hani"
    LATIN = "Latn"


class Glyph(NamedTuple):
    """A shaped glyph in font units; `cluster` is the offset of its first character in the run."""

    gid: int
    cluster: int
    advance: int
    x_offset: int


class Face:
    """One loaded face: `upem` is the size of its em in font units, `digest` its file's SHA-256."""

    def __init__(self, record: FaceRecord, data: bytes, digest: str) -> None:
        self.record = record
        self.role = record.role
        self.digest = digest
        self.is_cff = data.startswith(b"OTTO")
        self._font = _open(record, data)
        self.upem: int = self._font.face.upem
        self._ink: dict[int, tuple[int, int]] = {}

    def has(self, character: str) -> bool:
        """Whether the face maps the character to a glyph."""
        return bool(self._font.get_nominal_glyph(ord(character)))

    def shape(self, text: str, script: Script) -> tuple[Glyph, ...]:
        """Shape a run of one script; clusters are character offsets, one to a character or more."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = script.value
        buffer.language = LANGUAGE
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(self._font, buffer)
        pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return tuple(Glyph(i.codepoint, i.cluster, p.x_advance, p.x_offset) for i, p in pairs)

    def ink(self, gid: int) -> tuple[int, int]:
        """Left and right edge of a glyph's ink in font units from its origin.

        Of a hanzi with CFF outlines it is the box of the control points, which may be wider; of
        all marks in our faces it is exact (measured).
        """
        if gid not in self._ink:
            extents = self._font.get_glyph_extents(gid)
            left = extents.x_bearing if extents else 0
            self._ink[gid] = (left, left + (extents.width if extents else 0))
        return self._ink[gid]

    def advance(self, gid: int) -> int:
        """The advance of a glyph by itself, in font units."""
        return int(self._font.get_glyph_h_advance(gid))

    def subset(self, gids: Iterable[int]) -> bytes:
        """The face with these glyphs only, their ids kept: what is embedded in a PDF.

        Layout tables go (the glyphs are chosen), outlines lose their subroutines and hints (a
        press needs none). 15 ms for a thousand glyphs, measured.
        """
        request = hb.SubsetInput()
        request.sets(hb.SubsetInputSets.GLYPH_INDEX).set(set(gids))
        request.sets(hb.SubsetInputSets.DROP_TABLE_TAG).set({_tag(name) for name in NOT_EMBEDDED})
        flags = hb.SubsetFlags
        request.flags = flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.NO_HINTING
        return bytes(hb.subset(self._font.face, request).blob.data)

    @property
    def vertical_extents(self) -> tuple[int, int]:
        """Ascender and descender (negative) in font units."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender, extents.descender


def font_name(record: FaceRecord) -> str:
    """The name a face has in a PDF: its family's letters and digits, and its weight."""
    family = "".join(c for c in record.family if c.isascii() and c.isalnum()) or record.role
    return f"{family}-{record.weight}"


class Typefaces:
    """All faces of the font table, by role, loaded when first asked for."""

    def __init__(self, records: tuple[FaceRecord, ...], sources: Sources) -> None:
        self.records = {record.role: record for record in records}
        self._sources = sources
        self._faces: dict[str, Face] = {}
        self._found: dict[tuple[str, str], str | None] = {}

    def __getitem__(self, role: str) -> Face:
        """The face of a role; `Refused` if there is none or its file is bad."""
        if role not in self._faces:
            self._faces[role] = self._load(role)
        return self._faces[role]

    def chain(self, role: str) -> tuple[str, ...]:
        """The role and its fallbacks, in the order they are asked for a character."""
        roles: list[str] = []
        while role and role not in roles:
            roles.append(role)
            role = self.records[role].fallback if role in self.records else ""
        return tuple(roles)

    def role_for(self, character: str, role: str) -> str | None:
        """The first role of the chain that has the character, or None."""
        key = (character, role)
        if key not in self._found:
            having = (r for r in self.chain(role) if self[r].has(character))
            self._found[key] = next(having, None)
        return self._found[key]

    def check(self, role: str, place: Place | None = None) -> Diagnostic | None:
        """What is wrong with a role's name, if anything."""
        if role in self.records:
            return None
        known = ", ".join(self.records)
        return diagnose("no-role", place, role=role, known=known, near=nearest(role, self.records))

    def _load(self, role: str) -> Face:
        if problem := self.check(role):
            raise Refused([problem])
        record = self.records[role]
        path = f"{FONT_FOLDER}/{record.file}"
        if not self._sources.exists(path):
            raise Refused([diagnose("font-missing", record.place, file=record.file)])
        data = read_bytes(self._sources, path, record.place)
        found = self._sources.digest(path)
        if record.sha256 and found != record.sha256:
            raise Refused([diagnose("font-changed", record.place, file=record.file, found=found)])
        return Face(record, data, found)


def _open(record: FaceRecord, data: bytes) -> hb.Font:
    """A HarfBuzz font; as HarfBuzz takes any bytes, a face without a character map is refused."""
    face = hb.Face(hb.Blob(data))
    tables = set(face.table_tags) if face.glyph_count else set()
    if not {"cmap", "hmtx"} <= tables:
        reason = "it has no character map" if tables else "it is not in TrueType or OpenType format"
        problem = diagnose("font-unreadable", record.place, file=record.file, reason=reason)
        raise Refused([problem])
    return hb.Font(face)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
