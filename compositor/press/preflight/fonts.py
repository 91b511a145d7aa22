"""The fonts of a PDF as far as the checks ask: name, embedding, widths, and which code is no glyph.

`font_of` reads a font dictionary; `Font.measure` takes the bytes a text operator shows and says how
many glyphs they are, how far they reach, and whether one of them is .notdef: CID 0 of a composite
font (GID 0 in every CIDFont of identity encoding; 9.7.4.2), a code of a simple font that its
Differences map to /.notdef.
"""

import re
from dataclasses import dataclass, field
from struct import unpack
from typing import Any, NamedTuple

from compositor.press.preflight.objects import (
    Dictionary,
    dictionary,
    get,
    is_stream,
    name,
    number,
    resolve,
    sequence,
)

SUBSET = re.compile(r"[A-Z]{6}\+")  # 9.9.2
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
EM = 1000.0
ASCENT, DESCENT = 0.88, -0.12  # of the em box of hanzi
SPACE = 32
MOST_CIDS = 0xFFFF


class Measured(NamedTuple):
    """What was shown: `reach` in ems without spacing; word spacing is added to `blanks`."""

    glyphs: int
    reach: float
    blanks: int
    has_notdef: bool


@dataclass(eq=False, slots=True)
class Font:
    """A font; the same only as itself. `procs` are the glyphs of a Type 3 font by code."""

    base_name: str
    kind: str
    is_embedded: bool
    is_composite: bool = False
    is_vertical: bool = False
    program: str = ""  # Subtype of FontFile3
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float = 0.0
    notdefs: frozenset[int] = frozenset()
    holder: Dictionary = field(default_factory=dict)
    streams: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        """The name without the prefix of a subset."""
        return SUBSET.sub("", self.base_name, count=1)

    @property
    def is_subset(self) -> bool:
        """Whether the name says that only the glyphs in use are there."""
        return SUBSET.match(self.base_name) is not None

    def codes(self, shown: bytes) -> tuple[int, ...]:
        """The character codes of a string."""
        if not self.is_composite:
            return tuple(shown)
        count = len(shown) // 2
        return unpack(f">{count}H", shown[: 2 * count])

    def measure(self, shown: bytes) -> Measured:
        """Glyphs, reach and blanks of a string."""
        codes = self.codes(shown)
        width, default = self.widths.get, self.default_width
        reach = sum([width(code, default) for code in codes]) / EM
        blanks = 0 if self.is_composite else shown.count(SPACE)
        has_notdef = bool(self.notdefs) and not self.notdefs.isdisjoint(codes)
        return Measured(len(codes), reach, blanks, has_notdef)


NO_FONT = Font("", "", is_embedded=False)


def font_of(value: Any) -> Font:
    """A font dictionary read; `NO_FONT` where there is none."""
    font = dictionary(value)
    if not font:
        return NO_FONT
    kind = name(get(font, "/Subtype"))
    if kind == "Type0":
        return _composite(font)
    return _type3(font) if kind == "Type3" else _simple(font, kind)


def _composite(font: Dictionary) -> Font:
    below = sequence(get(font, "/DescendantFonts"))
    inner = dictionary(below[0]) if below else {}
    encoding = name(get(font, "/Encoding"))
    descriptor = dictionary(get(inner, "/FontDescriptor"))
    is_identity = encoding in ("Identity-H", "Identity-V")
    return Font(
        base_name=name(get(font, "/BaseFont")) or name(get(inner, "/BaseFont")),
        kind="Type0",
        is_embedded=_program(descriptor) is not None,
        is_composite=True,
        is_vertical=encoding.endswith("V"),
        program=_program_kind(descriptor),
        widths=_cid_widths(sequence(get(inner, "/W"))),
        default_width=number(get(inner, "/DW"), EM),
        notdefs=frozenset({0}) if is_identity else frozenset(),
        holder=font,
        streams=_streams(descriptor),
    )


def _simple(font: Dictionary, kind: str) -> Font:
    descriptor = dictionary(get(font, "/FontDescriptor"))
    first = int(number(get(font, "/FirstChar")))
    widths = sequence(get(font, "/Widths"))
    return Font(
        base_name=name(get(font, "/BaseFont")),
        kind=kind,
        is_embedded=_program(descriptor) is not None,
        program=_program_kind(descriptor),
        widths={first + i: number(w) for i, w in enumerate(widths)},
        default_width=number(get(descriptor, "/MissingWidth"), EM / 2),
        notdefs=frozenset(c for c, glyph in _differences(font).items() if glyph == ".notdef"),
        holder=font,
        streams=_streams(descriptor),
    )


def _type3(font: Dictionary) -> Font:
    first = int(number(get(font, "/FirstChar")))
    widths = sequence(get(font, "/Widths"))
    scale = abs(number((sequence(get(font, "/FontMatrix")) or [0.001])[0], 0.001)) * EM
    return Font(
        base_name=name(get(font, "/Name")) or "Type3",
        kind="Type3",
        is_embedded=True,
        widths={first + i: number(w) * scale for i, w in enumerate(widths)},
        holder=font,
    )


def type3_glyphs(font: Font) -> dict[int, Any]:
    """The content streams of a Type 3 font's glyphs, by code."""
    procs = dictionary(get(font.holder, "/CharProcs"))
    found = {code: get(procs, "/" + glyph) for code, glyph in _differences(font.holder).items()}
    return {code: proc for code, proc in found.items() if is_stream(proc)}


def _differences(font: Dictionary) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for value in sequence(get(dictionary(get(font, "/Encoding")), "/Differences")):
        if glyph := name(value):
            found[code] = glyph
            code += 1
        else:
            code = int(number(value))
    return found


def _program(descriptor: Dictionary) -> Any:
    """The font file; a stream, or it is none."""
    found = (get(descriptor, key) for key in PROGRAMS)
    return next((one for one in found if is_stream(one)), None)


def _program_kind(descriptor: Dictionary) -> str:
    return name(get(dictionary(get(descriptor, "/FontFile3")), "/Subtype"))


def _streams(descriptor: Dictionary) -> tuple[Any, ...]:
    found = _program(descriptor)
    return () if found is None else (found,)


def _cid_widths(array: Any) -> dict[int, float]:
    """`c [w1 w2 …]` and `first last w` (9.7.4.3); a range is not written out beyond all CIDs."""
    found: dict[int, float] = {}
    values = list(map(resolve, array))
    at = 0
    while at + 1 < len(values) and len(found) <= MOST_CIDS:
        first, second = int(number(values[at])), values[at + 1]
        if several := sequence(second):
            found.update({first + i: number(width) for i, width in enumerate(several)})
            at += 2
        else:
            last = min(int(number(second)), MOST_CIDS)
            width = number(values[at + 2]) if at + 2 < len(values) else EM
            found.update(dict.fromkeys(range(max(first, 0), last + 1), width))
            at += 3
    return found
