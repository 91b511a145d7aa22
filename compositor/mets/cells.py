"""Where each sign of a line stands on it: the room its glyph takes, and its ink.

      │国│。 │“  │     a mark that was squeezed keeps its glyph, whose cell then reaches into its
      ├──┼───┤         neighbour's: 。 and “ have a cell of one em each, and half an em between them
         ├───┼───┤     `strings` parts them between their inks

All places are EMU along the line from the start of its measure, to the right or downwards, as in
`model.galley`. A sign is a glyph, or glyphs, with the text they stand for.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from compositor.model.galley import GlyphRun, Line, Stance
from compositor.typefaces import Face, Typefaces
from compositor.units import Emu, divide


class Stretch(NamedTuple):
    """From where to where along the line."""

    start: Emu
    end: Emu

    def joined(self, other: "Stretch") -> "Stretch":
        """Both, and what is between."""
        return Stretch(min(self.start, other.start), max(self.end, other.end))


class Cell(NamedTuple):
    """A sign by its offset in the text of the line: its room, its ink, and the type it is of."""

    offset: int
    text: str
    room: Stretch
    ink: Stretch
    face: str
    size: Emu

    @property
    def after(self) -> int:
        """The offset after it."""
        return self.offset + len(self.text)


# Room and ink of a glyph of a face, at a size, from its origin; it stands for a text.
Measure: TypeAlias = Callable[[Face, Emu, int, str], tuple[Stretch, Stretch]]


class Cells:
    """Finds the signs of lines; what it has measured of a glyph it knows for the next."""

    def __init__(self, faces: Typefaces) -> None:
        self._faces = faces
        self._known: dict[tuple[object, ...], tuple[Stretch, Stretch]] = {}

    def of(self, line: Line) -> tuple[Cell, ...]:
        """The signs of a line in their order, spaces that have a glyph included."""
        found: list[Cell] = []
        at, size = 0, size_of(line)
        for run in line.runs:
            for gid, x, text in zip(run.glyphs, run.xs, run.texts, strict=True):
                (start, end), (left, right) = self._measured(run, gid, text)
                room, ink = Stretch(x + start, x + end), Stretch(x + left, x + right)
                if text:
                    at = line.text.index(text, at)
                    found.append(Cell(at, text, room, ink, run.face, size))
                    at += len(text)
                elif found:  # a further glyph of the sign before it
                    found[-1] = _with(found[-1], room, ink)
        return tuple(found)

    def _measured(self, run: GlyphRun, gid: int, text: str) -> tuple[Stretch, Stretch]:
        key = (gid, run.face, run.size, run.stance, text.isascii())
        if key not in self._known:
            measure = MEASURES[run.stance]
            self._known[key] = measure(self._faces[run.face], run.size, gid, text)
        return self._known[key]


def _with(cell: Cell, room: Stretch, ink: Stretch) -> Cell:
    return cell._replace(room=cell.room.joined(room), ink=cell.ink.joined(ink))


def size_of(line: Line) -> Emu:
    """The size of a line's type; figures that share a cell may be smaller."""
    return max((run.size for run in line.runs), default=0)


def _along(face: Face, size: Emu, gid: int, text: str) -> tuple[Stretch, Stretch]:
    """A glyph that stands to its line as in a level one: the room of its advance."""
    left, right = (divide(edge * size, face.upem) for edge in face.ink(gid))
    return Stretch(0, divide(face.advance(gid) * size, face.upem)), Stretch(left, right)


def _upright(face: Face, size: Emu, gid: int, text: str) -> tuple[Stretch, Stretch]:
    """An upright glyph in a vertical line: an em of the line.

    A hanzi or mark stands in it by its em box; letters and figures, by the middle of their ink.
    """
    top, bottom = (divide(-edge * size, face.upem) for edge in face.ink_down(gid))
    is_letter = text.isascii()
    start = (top + bottom - size) // 2 if is_letter else -divide(face.em_top * size, face.upem)
    return Stretch(start, start + size), Stretch(top, bottom)


MEASURES: Mapping[Stance, Measure] = {
    Stance.LEVEL: _along,
    Stance.TURNED: _along,
    Stance.UPRIGHT: _upright,
}
