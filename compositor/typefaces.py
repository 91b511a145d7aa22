"""The faces: glyph ids, advances and ink from the font files that are also drawn.

HarfBuzz shapes with the script and the language zh-Hans, so that `——` becomes one glyph of
exactly two em and quotes are full width (measured: without the language they are 0.57 em).
Faces come only from `fonts/`, through `Sources`; a face is loaded when first asked for.
The only owner of uharfbuzz. Leaves line breaking and spacing to `compositor.setting`.

    faces = Typefaces(records, sources)
    face = faces["song"]
    face.shape("中国——", Script.HAN)      # tuple[Glyph, ...], in font units
    face.shape_down("中国——")             # the same running downwards
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

import uharfbuzz as hb

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose, nearest
from compositor.memory import Memory
from compositor.model.typeface import FaceRecord
from compositor.sources import Sources, read_bytes

FONT_FOLDER = "fonts"
LANGUAGE = "zh-Hans"
THOUSAND = 1000
FLAGS = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES

# The tables that draw glyphs: all that a PDF embeds. Cut out of these alone, a face takes a
# seventh of the time (0.35 ms for a headline's, measured): HarfBuzz reads no character map.
OUTLINES = ("CFF ", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
CFF = "CFF "


# What has no ink and no width in any face (U+FE0E asks for no emoji, and gets none), and what asks
# for a variant of the character before it.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufeff]"
)
SELECTOR = re.compile("[\ufe00-\ufe0d\ufe0f\U000e0100-\U000e01ef]")


class Script(Enum):
    """The script a run is shaped in, by its ISO 15924 code."""

    HAN = "Hani"
    LATIN = "Latn"


class Glyph(NamedTuple):
    """A shaped glyph in font units; `cluster` is the offset of its first character in the run.

    `advance` is along the line: to the right, or downwards in a run shaped so. The offsets lead
    from the pen to the glyph's origin; y, used downwards only, grows upwards as in the font.
    """

    gid: int
    cluster: int
    advance: int
    x_offset: int
    y_offset: int = 0


class Curve(NamedTuple):
    """A piece of an outline: the operator PDF has for it (`m`, `l`, `c`, `h`) and its numbers."""

    operator: str
    points: tuple[float, ...]


class Subset(NamedTuple):
    """A face cut down to some glyphs: bare CFF, or a TrueType file; `gids` are in its order.

    They begin with .notdef, and have what glyphs are composed of.
    """

    program: bytes
    gids: tuple[int, ...]


class Face:
    """One loaded face: `upem` is the size of its em in font units, `digest` its file's SHA-256."""

    def __init__(self, record: FaceRecord, data: bytes, digest: str) -> None:
        self.record = record
        self.role = record.role
        self.digest = digest
        self.is_cff = data.startswith(b"OTTO")
        self._font = _open(record, data)
        self.upem: int = self._font.face.upem
        self._has_vertical_metrics = "vmtx" in self._font.face.table_tags
        self._alone: dict[str, Glyph | None] = {}
        self._ink: dict[int, tuple[int, int]] = {}
        self._widths: dict[int, float] = {}
        self._outlines: dict[int, tuple[Curve, ...]] = {}

    def has(self, sign: str) -> bool:
        """Whether the face can draw a character, with whatever joins it."""
        return not self.lacks(sign)

    def lacks(self, sign: str) -> tuple[int, ...]:
        """Offsets in a sign (a character with its accents, its variation selector) of what the
        face cannot draw. An accent needs no glyph where the face has the letter with it.
        """
        if len(sign) == 1:
            return () if self._draws(sign, 0) else (0,)
        whole = normalize("NFC", sign)
        if all(self._draws(whole, p) for p in range(len(whole))):
            return ()
        return tuple(p for p in range(len(sign)) if not self._draws(sign, p))

    def _draws(self, sign: str, p: int) -> bool:
        code = ord(sign[p])
        if SELECTOR.match(sign[p]) and p:
            return bool(self._font.get_variation_glyph(ord(sign[p - 1]), code))
        return bool(self._font.get_nominal_glyph(code)) or bool(UNSEEN.match(sign[p]))

    def shape(self, text: str, script: Script) -> tuple[Glyph, ...]:
        """Shape a run of one script; clusters are character offsets, one to a character or more.

        What cannot be seen has no glyph: it stands in the cluster of the character before it.
        """
        return self._level(text, script, {})

    def alone(self, character: str) -> Glyph | None:
        """The glyph of a character in a level Han run, if it is the same whatever stands beside it.

        HarfBuzz tells (`UNSAFE_TO_CONCAT`): text of such characters alone is shaped as they are one
        by one. In our faces these are all hanzi and marks but the dash; a Chinese text then is
        shaped without it.
        """
        if character not in self._alone:
            flags = FLAGS | hb.BufferFlags.PRODUCE_UNSAFE_TO_CONCAT
            pairs = [*self._shape(character, "ltr", Script.HAN, {}, flags)]
            is_free = len(pairs) == 1 and not pairs[0][0].flags & hb.GlyphFlags.UNSAFE_TO_CONCAT
            glyphs = (Glyph(i.codepoint, 0, p.x_advance, p.x_offset) for i, p in pairs)
            self._alone[character] = next(glyphs) if is_free else None
        return self._alone[character]

    def shape_half(self, text: str) -> tuple[Glyph, ...]:
        """Shape a Latin run in half-width forms (`hwid`), where the face has them."""
        return self._level(text, Script.LATIN, {"hwid": True})

    def _level(self, text: str, script: Script, features: dict[str, bool]) -> tuple[Glyph, ...]:
        pairs = self._shape(text, "ltr", script, features)
        return tuple(Glyph(i.codepoint, i.cluster, p.x_advance, p.x_offset) for i, p in pairs)

    def shape_down(self, text: str) -> tuple[Glyph, ...]:
        """Shape a run downwards, in vertical forms (`vert`), from the middle of its cells' tops.

        A face without vertical metrics would have every glyph centred by its ink, points and
        brackets too (HarfBuzz's own way); there the em box stands in the cell.
        """
        pairs = self._shape(text, "ttb", Script.HAN, {})
        glyphs = (
            Glyph(i.codepoint, i.cluster, -p.y_advance, p.x_offset, p.y_offset) for i, p in pairs
        )
        if self._has_vertical_metrics:
            return tuple(glyphs)
        return tuple(g._replace(advance=self.upem, y_offset=-self.em_top) for g in glyphs)

    @cached_property
    def em_top(self) -> int:
        """The top of the ideographic em box above the baseline, in font units."""
        if self._has_vertical_metrics:
            return -self.shape_down("国")[0].y_offset
        ascender, descender = self.vertical_extents
        return (ascender + descender + self.upem) // 2

    def _shape(
        self,
        text: str,
        direction: str,
        script: Script,
        features: dict[str, bool],
        flags: hb.BufferFlags = FLAGS,
    ) -> Iterable[tuple[hb.GlyphInfo, hb.GlyphPosition]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = direction
        buffer.script = script.value
        buffer.language = LANGUAGE
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = flags
        hb.shape(self._font, buffer, features)
        return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)

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

    def ink_down(self, gid: int) -> tuple[int, int]:
        """Top and bottom edge of a glyph's ink in font units, above its baseline."""
        extents = self._font.get_glyph_extents(gid)
        top = extents.y_bearing if extents else 0
        return top, top + (extents.height if extents else 0)

    def outline(self, gid: int) -> tuple[Curve, ...]:
        """A glyph's outline in font units, y upwards; quadratic curves are made cubic."""
        if gid not in self._outlines:
            pen = _Pen()
            self._font.draw_glyph_with_pen(gid, pen)
            self._outlines[gid] = tuple(pen.curves)
        return self._outlines[gid]

    def advance(self, gid: int) -> int:
        """The advance of a glyph by itself, in font units."""
        return int(self._font.get_glyph_h_advance(gid))

    def width(self, gid: int) -> float:
        """The same in thousandths of the em, as a PDF has it."""
        if gid not in self._widths:
            self._widths[gid] = self.advance(gid) * THOUSAND / self.upem
        return self._widths[gid]

    def subset(self, gids: Iterable[int]) -> Subset:
        """The face with these glyphs only, close together: what is embedded in a PDF.

        Outlines lose their subroutines and hints (a press needs none). 4 ms for a thousand
        glyphs, measured.
        """
        request = hb.SubsetInput()
        request.sets(hb.SubsetInputSets.GLYPH_INDEX).set(set(gids))
        request.flags = hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NO_HINTING
        made = hb.SubsetPlan(self._outlines_alone, request)
        face, places = made.execute(), dict(made.new_to_old_glyph_mapping)
        program = face.reference_table(CFF) if self.is_cff else face.blob
        return Subset(bytes(program.data), tuple(places[gid] for gid in range(len(places))))

    @cached_property
    def _outlines_alone(self) -> hb.Face:
        face = self._font.face
        tables = {
            tag: bytes(face.reference_table(tag).data) for tag in OUTLINES if tag in face.table_tags
        }
        return hb.Face.create_for_tables(lambda _, tag, __: tables.get(tag), None)

    def subset_of(self, characters: Iterable[str]) -> bytes:
        """The face with these characters only, for an engine that shapes by itself."""
        request = hb.SubsetInput()
        request.sets(hb.SubsetInputSets.UNICODE).set({ord(c) for c in characters})
        request.flags = hb.SubsetFlags.NO_HINTING
        return bytes(hb.subset(self._font.face, request).blob.data)

    @property
    def vertical_extents(self) -> tuple[int, int]:
        """Ascender and descender (negative) in font units."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender, extents.descender


class _Pen:
    """What HarfBuzz draws a glyph with."""

    def __init__(self) -> None:
        self.curves: list[Curve] = []
        self._at = (0.0, 0.0)

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.curves.append(Curve(operator, tuple(v for point in points for v in point)))
        self._at = points[-1] if points else self._at

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - names of fontTools' pens
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        control, end = points
        handles = (_toward(p, control, 2 / 3) for p in (self._at, end))
        self._add("c", *handles, end)

    def closePath(self) -> None:  # noqa: N802
        self._add("h")


def _toward(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def font_name(record: FaceRecord) -> str:
    """The name a face has in a PDF: its family's letters and digits, and its weight."""
    family = "".join(c for c in record.family if c.isascii() and c.isalnum()) or record.role
    return f"{family}-{record.weight}"


class Asked(NamedTuple):
    """Said beside what is made of type: the role of a face that was opened for it."""

    role: str


class _Known(NamedTuple):
    """What is known of the signs a role was asked for: its own, and where the others come from."""

    own: set[str]
    others: dict[str, str | None]


class Typefaces:
    """All faces of the font table, by role, loaded when first asked for.

    `memory` is for what depends on nothing but these faces and the key.
    """

    def __init__(
        self, records: tuple[FaceRecord, ...], sources: Sources, memory: Memory | None = None
    ) -> None:
        self.records = {record.role: record for record in records}
        stamps = tuple(sources.stamp(path_of(record)) for record in records)
        self.memory = (memory or Memory()).under("faces", records, stamps)
        self._sources = sources
        self._faces: dict[str, Face] = {}
        self._known = self.memory.of("known signs", dict[str, _Known])

    def __getitem__(self, role: str) -> Face:
        """The face of a role; `Refused` if there is none or its file is bad."""
        if role not in self._faces:
            self._faces[role] = self._load(role)
        self.memory.say(Asked(role))
        return self._faces[role]

    def recall(self) -> None:
        """Know the files of what was set in an earlier run and is used in this one."""
        for note in self.memory.heard():
            if isinstance(note, Asked):
                self[note.role]

    def subset(self, role: str, gids: Iterable[int]) -> Subset:
        """See `Face.subset`; the same for the same glyphs is made once."""
        face, drawn = self[role], frozenset(gids)
        return self.memory.of(("subset", role, drawn), lambda: face.subset(drawn))

    def chain(self, role: str) -> tuple[str, ...]:
        """The role and its fallbacks, in the order they are asked for a character."""
        roles: list[str] = []
        while role and role not in roles:
            roles.append(role)
            role = self.records[role].fallback if role in self.records else ""
        return tuple(roles)

    def role_for(self, character: str, role: str) -> str | None:
        """The first role of the chain that has the character, or None."""
        return self.others_for({character}, role).get(character, role)

    def others_for(self, signs: AbstractSet[str], role: str) -> dict[str, str | None]:
        """Of some signs (a character with what joins it) those that a role lacks, each with the
        first role of its chain that has it, or None.

        Asked once for a text, not for each of its characters; what is known is kept in memory.
        """
        known = self._known.setdefault(role, _Known(set(), {}))
        for sign in signs - known.own - known.others.keys():
            found = next((each for each in self.chain(role) if self[each].has(sign)), None)
            if found == role:
                known.own.add(sign)
            else:
                known.others[sign] = found
        others = {sign: known.others[sign] for sign in signs - known.own}
        chain = self.chain(role)
        last = max(map(chain.index, filter(None, others.values())), default=0)
        for each in chain if None in others.values() else chain[: last + 1] if signs else ():
            self.memory.say(Asked(each))
        return others

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
        if not self._sources.exists(path_of(record)):
            raise Refused([diagnose("font-missing", record.place, file=record.file)])
        face = self.memory.of(("face", role), lambda: self._opened(record))
        self._sources.know(path_of(record))
        return face

    def _opened(self, record: FaceRecord) -> Face:
        path = path_of(record)
        data = read_bytes(self._sources, path, record.place)
        found = self._sources.digest(path)
        if record.sha256 and found != record.sha256:
            raise Refused([diagnose("font-changed", record.place, file=record.file, found=found)])
        return Face(record, data, found)


def path_of(record: FaceRecord) -> str:
    """Where the file of a face lies."""
    return f"{FONT_FOLDER}/{record.file}"


def _open(record: FaceRecord, data: bytes) -> hb.Font:
    """A HarfBuzz font; as HarfBuzz takes any bytes, a face without a character map is refused."""
    face = hb.Face(hb.Blob(data))
    tables = set(face.table_tags) if face.glyph_count else set()
    if not {"cmap", "hmtx"} <= tables:
        reason = "it has no character map" if tables else "it is not in TrueType or OpenType format"
        problem = diagnose("font-unreadable", record.place, file=record.file, reason=reason)
        raise Refused([problem])
    return hb.Font(face)
