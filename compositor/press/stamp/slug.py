"""The slug line: what a sheet is, printed above its head outside the bleed.

    滨江工人 第 9 期 2025-09-15 · 第 1 版          in the registration colour, on every plate
    青 C  品红 M  黄 Y  黑 K   newsprint …         each ink's name in its own ink

Words are drawn as outlines, so that a press file has the fonts of its page and no others; what they
say is in the file's metadata, too.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from compositor.model.press import BLACK
from compositor.press.stamp.marks import INSET, n, registration
from compositor.press.stamp.sheet import CLEAR, PT_PER_MM, Sheet
from compositor.typefaces import Curve, Face, Script, Typefaces

ROLE = "hei"
SIZE = 6.5
LEAD = 8.5
GAP = 3 * PT_PER_MM  # between two words
INKS = {
    "Cyan": ("青 C", "1 0 0 0 k"),
    "Magenta": ("品红 M", "0 1 0 0 k"),
    "Yellow": ("黄 Y", "0 0 1 0 k"),
    "Black": ("黑 K", "0 0 0 1 k"),
}


def slug(sheet: Sheet, words: str, inks: Sequence[str], details: str, faces: Typefaces) -> bytes:
    """The two lines of a slug as operators, made smaller where the sheet is too narrow for them."""
    all_plates = registration(inks == BLACK)
    first = [(words, all_plates)]
    second = [*(INKS[ink] for ink in inks), (details, all_plates)]
    room = sheet.trim.width / 2 - INSET - GAP
    upper = sheet.bleed.top + CLEAR + PT_PER_MM + LEAD
    rows = ((first, upper), (second, upper - LEAD))
    parts = (part for row, y in rows for part in _row(row, sheet.trim.left + INSET, y, room, faces))
    return "\n".join(parts).encode("ascii")


def _row(
    words: Sequence[tuple[str, str]], x: float, y: float, room: float, faces: Typefaces
) -> Iterator[str]:
    """Words in their colours from left to right, within `room`."""
    width = sum(width_of(text, faces) for text, _ in words) * SIZE + GAP * (len(words) - 1)
    size = SIZE * min(1.0, room / width) if width else SIZE
    for text, colour in words:
        yield f"q {colour}"
        yield from outlines(text, x, y, size, faces)
        yield "Q"
        x += width_of(text, faces) * size + GAP * size / SIZE


def _runs(text: str, faces: Typefaces) -> Iterator[tuple[Face, str]]:
    """The text by the faces that have its characters; what none has is left out."""
    roles = groupby(text, key=lambda c: faces.role_for(c, ROLE))
    return ((faces[role], "".join(run)) for role, run in roles if role)


def width_of(text: str, faces: Typefaces) -> float:
    """Its width in em."""
    return sum(
        glyph.advance / face.upem
        for face, run in _runs(text, faces)
        for glyph in face.shape(run, Script.HAN)
    )


def outlines(text: str, x: float, y: float, size: float, faces: Typefaces) -> Iterator[str]:
    """The glyphs as filled paths, each moved to its place."""
    for face, run in _runs(text, faces):
        scale = size / face.upem
        for glyph in face.shape(run, Script.HAN):
            if path := _path(face, glyph.gid, faces):
                place = f"{n(x + glyph.x_offset * scale)} {n(y)}"
                yield f"q {scale:.6f} 0 0 {scale:.6f} {place} cm {path} f Q"
            x += glyph.advance * scale


def _path(face: Face, gid: int, faces: Typefaces) -> str:
    """The path of a glyph's outline; every sheet says much the same."""
    key = ("slug path", face.role, gid)
    return faces.memory.of(key, lambda: " ".join(map(_curve, face.outline(gid))))


def _curve(curve: Curve) -> str:
    return " ".join((*(n(value) for value in curve.points), curve.operator))
