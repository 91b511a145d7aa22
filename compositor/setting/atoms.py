"""Atoms, the smallest pieces a line is made of, and what is known of a shaped text.

Values only: `shape` and `vertical` make atoms of glyphs, `plain` of plain characters; `split_wide`
takes too long a one apart. Lengths are EMU at the size of setting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from compositor.model.galley import Stance
from compositor.setting.classes import CharClass, class_of, joined
from compositor.setting.kinsoku import ASCII_NO_START
from compositor.units import Emu


class Atom(NamedTuple):
    """A piece of type that no line break and no spacing enters.

    `start` is the offset of its first character; `advance` its full width with all blank;
    `lead` and `trail` how much of that may be taken away before and after the ink.
    `glyphs`, `xs` (from the atom's left) and `texts` run in parallel. In a vertical line left
    means above, `ys` are the glyphs' places across it, and `size` is theirs if not the line's;
    `condensed` is their width in thousandths.
    """

    text: str
    start: int
    kind: CharClass
    last_kind: CharClass
    face: str
    glyphs: tuple[int, ...]
    xs: tuple[Emu, ...]
    texts: tuple[str, ...]
    advance: Emu
    lead: Emu
    trail: Emu
    stance: Stance = Stance.LEVEL
    ys: tuple[Emu, ...] = ()
    size: Emu = 0
    condensed: int = 1000


ADVANCE = itemgetter(Atom._fields.index("advance"))


@dataclass(frozen=True, slots=True)
class Type:
    """What to set in: the role of the face, the role of bold words, and the size."""

    role: str
    strong: str
    size: Emu


class MissingGlyph(NamedTuple):
    """A character that no face of its chain has, by its offset in the text.

    If it is a variation selector, `base` is what it would have changed and what is set.
    """

    character: str
    offset: int
    base: str = ""


class Fallback(NamedTuple):
    """A character (and what joins it) that the asked face lacks, and the role that has it."""

    character: str
    asked: str
    found: str


class Shaped(NamedTuple):
    """The atoms of one text, its permitted breaks, and what the faces could not do."""

    text: str
    atoms: tuple[Atom, ...]
    allowed: tuple[bool, ...]
    missing: tuple[MissingGlyph, ...]
    fallbacks: tuple[Fallback, ...]


class Run(NamedTuple):
    """A stretch of the text in one face: its offset, classes and permitted breaks."""

    text: str
    start: int
    kinds: Sequence[CharClass]
    allowed: Sequence[bool]

    def part(self, start: int, end: int) -> "Run":
        """Part of a run, by offsets in it."""
        kinds, allowed = self.kinds[start:end], self.allowed[start:end]
        return Run(self.text[start:end], self.start + start, kinds, allowed)


def split_wide(shaped: Shaped, measure: Emu, indent: Emu = 0) -> Shaped:
    """Cut atoms wider than their line (an address, a long Latin word) into single characters.

    Such a word may then be broken between any two of its letters, though not before a point:
    that is the lesser evil, for a column must not run into its neighbour. The first atom of the
    text stands in a line with an `indent`.
    """
    if max(map(ADVANCE, shaped.atoms), default=0) <= measure - max(0, indent):
        return shaped  # as nearly always
    first = next((a.start for a in shaped.atoms if a.kind is not CharClass.SPACE), 0)
    rooms = ((a, measure - indent if a.start <= first else measure) for a in shaped.atoms)
    wide = {atom.start for atom, room in rooms if atom.advance > room}
    if not wide:
        return shaped
    atoms: list[Atom] = []
    allowed = list(shaped.allowed)
    whole = {*joined(shaped.text)}
    for atom in shaped.atoms:
        pieces = tuple(_pieces(atom)) if atom.start in wide else (atom,)
        atoms += pieces
        for piece in pieces[1:]:
            if piece.text:
                allowed[piece.start] = piece.text not in ASCII_NO_START and piece.start not in whole
    return shaped._replace(atoms=tuple(atoms), allowed=tuple(allowed))


def _pieces(atom: Atom) -> Iterable[Atom]:
    start = atom.start
    ends = (*atom.xs[1:], atom.advance)
    rows = zip(atom.glyphs, atom.xs, ends, atom.texts, strict=True)
    for gid, x, right, text in rows:
        alone = class_of(text) if len(text) == 1 else CharClass.JOINED
        kind = atom.kind if alone is CharClass.JOINED else alone
        yield atom._replace(
            text=text,
            start=start,
            kind=kind,
            last_kind=kind,
            glyphs=(gid,),
            xs=(0,),
            texts=(text,),
            ys=atom.ys[:1],
            advance=right - x,
            lead=0,
            trail=0,
        )
        start += len(text)
