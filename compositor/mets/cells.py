"""Where each sign of a line stands on it: the room its glyph takes, and its ink.

      │国│。 │“  │     a mark that was squeezed keeps its glyph, whose cell then reaches into its
      ├──┼───┤         neighbour's: 。 and “ have a cell of one em each, and half an em between them
         ├───┼───┤     `strings` parts them between their inks

All places are EMU along the line from the start of its measure, to the right or downwards, as in
`model.galley`. A sign is a glyph, or glyphs, with the text they stand for. `known_extents`
remembers what was measured of a face at a size.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from compositor.model.galley import GlyphRun, Line, Stance
from compositor.typefaces import Face, Typefaces
from compositor.units import Emu, divide


class Signs(NamedTuple):
    """The signs of a line, lists in step with each other.

    `offsets` and `afters` say where in the text of the line a sign begins and ends, `starts` and
    `ends` where its room does, `ink_starts` and `ink_ends` its ink; `faces` are roles.
    """

    offsets: list[int]
    afters: list[int]
    starts: list[Emu]
    ends: list[Emu]
    ink_starts: list[Emu]
    ink_ends: list[Emu]
    faces: list[str]


# Start and end of the room of a glyph and of its ink, from its origin.
Extents: TypeAlias = tuple[Emu, Emu, Emu, Emu]
Measure: TypeAlias = Callable[[Face, Emu, int], Extents]


def signs_of(line: Line, faces: Typefaces) -> Signs:
    """The signs of a line in their order, spaces that have a glyph included."""
    found = Signs([], [], [], [], [], [], [])
    at = 0
    for run in line.runs:
        for text, x, extents in zip(run.texts, run.xs, _extents(run, faces), strict=True):
            if text:
                at = line.text.index(text, at)
                _add(found, at, at + len(text), x, extents)
                at += len(text)
            elif found.starts:  # a further glyph of the sign before it
                _widen(found, x, extents)
        found.faces.extend([run.face] * (len(found.starts) - len(found.faces)))
    return found


def _extents(run: GlyphRun, faces: Typefaces) -> list[Extents]:
    """The extents of a run's glyphs. Upright, letters and figures stand otherwise than hanzi."""
    face = faces[run.face]
    if run.stance is not Stance.UPRIGHT:
        known = known_extents(face, run.size, _along)
        return [known[gid] for gid in run.glyphs]
    signs, letters = (known_extents(face, run.size, way) for way in (_upright, _in_cell))
    return [
        (letters if text.isascii() and text.isalnum() else signs)[gid]
        for gid, text in zip(run.glyphs, run.texts, strict=True)
    ]


def _add(found: Signs, offset: int, after: int, x: Emu, extents: Extents) -> None:
    start, end, ink_start, ink_end = extents
    found.offsets.append(offset)
    found.afters.append(after)
    found.starts.append(x + start)
    found.ends.append(x + end)
    found.ink_starts.append(x + ink_start)
    found.ink_ends.append(x + ink_end)


def _widen(found: Signs, x: Emu, extents: Extents) -> None:
    start, end, ink_start, ink_end = extents
    found.starts[-1] = min(found.starts[-1], x + start)
    found.ends[-1] = max(found.ends[-1], x + end)
    found.ink_starts[-1] = min(found.ink_starts[-1], x + ink_start)
    found.ink_ends[-1] = max(found.ink_ends[-1], x + ink_end)


def size_of(line: Line) -> Emu:
    """The size of a line's type; figures that share a cell may be smaller."""
    return max((run.size for run in line.runs), default=0)


def _along(face: Face, size: Emu, gid: int) -> Extents:
    """A glyph that stands to its line as in a level one: the room of its advance."""
    left, right = (divide(edge * size, face.upem) for edge in face.ink(gid))
    return 0, divide(face.advance(gid) * size, face.upem), left, right


def _upright(face: Face, size: Emu, gid: int) -> Extents:
    """A hanzi or a mark in a vertical line: its em box, or more where its ink is longer (——)."""
    top, bottom = (divide(-edge * size, face.upem) for edge in face.ink_down(gid))
    start = -divide(face.em_top * size, face.upem)
    return min(start, top), max(start + size, bottom), top, bottom


def _in_cell(face: Face, size: Emu, gid: int) -> Extents:
    """Letters and figures upright in a vertical line: an em about the middle of their ink."""
    top, bottom = (divide(-edge * size, face.upem) for edge in face.ink_down(gid))
    start = (top + bottom - size) // 2
    return start, start + size, top, bottom


class _Extents(dict[int, Extents]):
    """The extents of the glyphs of a face at a size, measured when first asked for."""

    def __init__(self, face: Face, size: Emu, measure: Measure) -> None:
        super().__init__()
        self._measure = partial(measure, face, size)

    def __missing__(self, gid: int) -> Extents:
        extents = self[gid] = self._measure(gid)
        return extents


MEMORY = 64  # faces, sizes and ways to stand whose glyphs are remembered
known_extents = lru_cache(maxsize=MEMORY)(_Extents)
