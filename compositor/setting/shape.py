"""Shaping: text in one or two faces → atoms, the smallest pieces a line is made of.

A paragraph is cut into runs of one face and one script, each run is shaped whole by HarfBuzz, and
its clusters become atoms: a hanzi, a mark, a two-em dash, a Latin word or number. Characters that
the asked face lacks come from its fallback, one character at a time; one that no face has is
reported and stands as the face's own empty box, so nothing is dropped silently.

Lengths are EMU at the size of setting. Spacing between atoms is `prepare`'s affair.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from compositor.model.galley import Stance
from compositor.model.issue import Span
from compositor.model.layout import Level
from compositor.setting.classes import (
    APOSTROPHE,
    BLANK_AFTER,
    BLANK_BEFORE,
    HYPHEN,
    MARKS,
    WESTERN,
    CharClass,
    class_of,
    classes_of,
    is_one,
    joined,
    signs,
)
from compositor.setting.kinsoku import ASCII_NO_START, permitted
from compositor.typefaces import SELECTOR, Face, Glyph, Script, Typefaces
from compositor.units import Emu, divide

# Ink boxes keep this distance however far a mark is squeezed (typography §3, over-squeeze).
INK_CLEARANCE = 30  # thousandths of an em
# Signs of half an em, whatever the face gives them (GB 5.1.6, 5.1.7, 5.1.9); ～ and ／ are full.
HALF_EM = frozenset({CharClass.INTERPUNCT, CharClass.CONNECTOR, CharClass.SOLIDUS})
ALWAYS_HALF = CharClass.INTERPUNCT
IN_WORDS = frozenset({APOSTROPHE, HYPHEN})  # which Chinese faces have as full-width signs
AIR_IN_WORDS = 40  # thousandths of an em on either side of the ink
MEMORY = 64  # faces and sizes whose signs are remembered
# White space that no face has.
SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029", " "))
NARROW = 750  # thousandths of an em: what is narrower is a half-width sign


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


def shape(spans: Sequence[Span], type_: Type, faces: Typefaces, level: Level = "gb") -> Shaped:
    """Shape the spans of one paragraph as atoms of `type_.size`; `level` is of `kinsoku`."""
    return shape_by(level_atoms, spans, type_, faces, level)


def shape_by(
    set_run: "RunSetter", spans: Sequence[Span], type_: Type, faces: Typefaces, level: Level = "gb"
) -> Shaped:
    """The same with another way to make the atoms of a run (`vertical` has one)."""
    text = "".join(span.text for span in spans)
    roles, missing, fallbacks = _roles(spans, type_, faces)
    kinds = classes_of(text)
    allowed = permitted(text, kinds, level)
    atoms: list[Atom] = []
    for start, end, role, script in _runs(kinds, roles):
        run = Run(text[start:end], start, kinds[start:end], allowed[start:end])
        atoms += set_run(run, script, faces[role], type_.size)
    return Shaped(text, tuple(atoms), tuple(allowed), tuple(missing), tuple(fallbacks))


def _roles(
    spans: Iterable[Span], type_: Type, faces: Typefaces
) -> tuple[list[str], list[MissingGlyph], list[Fallback]]:
    """For each character the role that sets it, with what is missing and what fell back."""
    roles: list[str] = []
    missing: list[MissingGlyph] = []
    fallbacks: dict[Fallback, None] = {}
    for span in spans:
        asked = type_.strong if span.strong else type_.role
        parts = signs(span.text)
        found = {
            s: asked if s.isspace() else faces.role_for(s, asked) for s in dict.fromkeys(parts)
        }
        for sign, role in found.items():
            if role and role != asked:
                fallbacks[Fallback(sign, asked, role)] = None
        if None in found.values():
            missing += _missing(parts, found, len(roles), faces[asked])
        roles += chain.from_iterable([found[s] or asked] * len(s) for s in parts)
    return roles, missing, list(fallbacks)


def _missing(
    parts: Iterable[str], found: Mapping[str, str | None], at: int, face: Face
) -> Iterable[MissingGlyph]:
    """What no face has of the signs that begin at an offset: all of one, or only what joins it."""
    for sign in parts:
        if found[sign] is None:
            lacks = face.lacks(sign)
            for p in lacks:
                base = sign[p - 1] if p and SELECTOR.match(sign[p]) else ""
                if not base or p - 1 not in lacks:
                    yield MissingGlyph(sign[p], at + p, base)
        at += len(sign)


def _runs(
    kinds: Sequence[CharClass], roles: Sequence[str]
) -> Iterable[tuple[int, int, str, Script]]:
    """Maximal runs of one face and one script, as (start, end, role, script)."""
    scripts = [Script.LATIN if kind in WESTERN else Script.HAN for kind in kinds]
    start = 0
    for (role, script), group in groupby(zip(roles, scripts, strict=True)):
        end = start + sum(1 for _ in group)
        yield start, end, role, script
        start = end


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


RunSetter: TypeAlias = Callable[[Run, Script, Face, Emu], Iterable[Atom]]


def level_atoms(run: Run, script: Script, face: Face, size: Emu) -> Iterable[Atom]:
    """Cut a shaped run into atoms: Latin letters and digits up to the next break, else clusters."""
    glyphs = face.shape(run.text.translate(SPACES), script)
    if script is Script.HAN and _one_to_one(run.text, glyphs):
        rows = zip(run.text, run.kinds, glyphs, strict=True)
        known = _known_signs(face, size)
        rests = (known[text, kind, g.gid, g.advance, g.x_offset] for text, kind, g in rows)
        places = zip(run.text, count(run.start), rests, strict=False)
        return [Atom._make((text, start, *rest)) for text, start, rest in places]
    if script is Script.LATIN and not IN_WORDS.isdisjoint(run.text):
        glyphs = tuple(_in_word(g, face) if run.text[g.cluster] in IN_WORDS else g for g in glyphs)
    return _clusters(run, glyphs, face, size)


def _one_to_one(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether every character is one glyph and one atom, as nearly all of a Chinese text."""
    return [g.cluster for g in glyphs] == list(range(len(text))) and not joined(text)


def _clusters(run: Run, glyphs: Sequence[Glyph], face: Face, size: Emu) -> Iterable[Atom]:
    clusters = [tuple(g) for _, g in groupby(glyphs, key=attrgetter("cluster"))]
    starts = [cluster[0].cluster for cluster in clusters] + [len(run.text)]
    first = 0
    for index in range(1, len(starts)):
        at = starts[index]
        if at < len(run.text) and not run.allowed[at] and is_one(run.text, run.kinds, at):
            continue
        begin = starts[first]
        if index == first + 1 and len(clusters[first]) == 1:
            (glyph,) = clusters[first]
            atom = _sign(run.text[begin:at], run.kinds[begin], glyph, face, size)
        else:
            texts = [run.text[starts[i] : starts[i + 1]] for i in range(first, index)]
            kinds = (run.kinds[begin], run.kinds[at - 1])
            atom = _word(kinds, clusters[first:index], texts, face, size)
        yield atom._replace(start=run.start + begin)
        first = index


class _Signs(dict[tuple[str, CharClass, int, Emu, Emu], tuple[object, ...]]):
    """Signs of one glyph in one face and size, as all of their atoms but text and place.

    By text, class, glyph, advance and offset. A page has some hundreds of them, set over and over.
    """

    def __init__(self, face: Face, size: Emu) -> None:
        super().__init__()
        self._face, self._size = face, size

    def __missing__(self, key: tuple[str, CharClass, int, Emu, Emu]) -> tuple[object, ...]:
        text, kind, gid, advance, x_offset = key
        atom = _sign(text, kind, Glyph(gid, 0, advance, x_offset), self._face, self._size)
        self[key] = rest = atom[2:]
        return rest


_known_signs = lru_cache(maxsize=MEMORY)(_Signs)


def _in_word(glyph: Glyph, face: Face) -> Glyph:
    """An apostrophe or a hyphen at the width of its ink."""
    left, right = face.ink(glyph.gid)
    air = face.upem * AIR_IN_WORDS // 1000
    return glyph._replace(advance=right - left + 2 * air, x_offset=air - left)


def _sign(text: str, kind: CharClass, glyph: Glyph, face: Face, size: Emu) -> Atom:
    """One glyph as an atom at offset 0."""
    narrow = glyph.advance * 1000 < face.upem * NARROW or text == HYPHEN
    if kind is ALWAYS_HALF or (kind in HALF_EM and narrow):
        return _half_em(text, kind, glyph, face, size)
    if kind in MARKS and narrow:
        return _half_width_mark(text, kind, glyph, face, size)
    return _word((kind, kind), [(glyph,)], [text], face, size)


def _word(
    kinds: tuple[CharClass, CharClass],
    clusters: Sequence[tuple[Glyph, ...]],
    texts: Sequence[str],
    face: Face,
    size: Emu,
) -> Atom:
    """Any glyphs as an atom at offset 0, as the face places them."""
    gids, xs, words, advance = _placed(clusters, texts, face.upem, size)
    lead, trail = _blanks(kinds[0], clusters[-1][-1], face, size)
    return Atom("".join(texts), 0, *kinds, face.role, gids, xs, words, advance, lead, trail)


def _placed(
    clusters: Sequence[tuple[Glyph, ...]], texts: Sequence[str], upem: int, size: Emu
) -> tuple[tuple[int, ...], tuple[Emu, ...], tuple[str, ...], Emu]:
    """Glyph ids, origins and texts of an atom, and its advance."""
    gids: list[int] = []
    xs: list[Emu] = []
    words: list[str] = []
    pen = 0
    for cluster, text in zip(clusters, texts, strict=True):
        for index, glyph in enumerate(cluster):
            gids.append(glyph.gid)
            xs.append(divide((pen + glyph.x_offset) * size, upem))
            words.append("" if index else text)
            pen += glyph.advance
    return tuple(gids), tuple(xs), tuple(words), divide(pen * size, upem)


def _blanks(kind: CharClass, glyph: Glyph, face: Face, size: Emu) -> tuple[Emu, Emu]:
    """Removable blank before and after a mark: half an em, or the face's bearing if it is less."""
    left, right = face.ink(glyph.gid)
    clearance = face.upem * INK_CLEARANCE // 1000
    if kind in BLANK_BEFORE:
        return removable(left - clearance, face.upem, size), 0
    if kind in BLANK_AFTER:
        return 0, removable(glyph.advance - right - clearance, face.upem, size)
    return 0, 0


def removable(bearing: int, upem: int, size: Emu) -> Emu:
    """What may go of a bearing given in font units: at most half an em."""
    return divide(max(0, min(bearing, upem // 2)) * size, upem)


def _half_em(text: str, kind: CharClass, glyph: Glyph, face: Face, size: Emu) -> Atom:
    """A sign centred in half an em by its ink (GB 5.1.7)."""
    left, right = face.ink(glyph.gid)
    x = divide((face.upem // 2 - left - right) * size, 2 * face.upem)
    return Atom(text, 0, kind, kind, face.role, (glyph.gid,), (x,), (text,), size // 2, 0, 0)


def _half_width_mark(text: str, kind: CharClass, glyph: Glyph, face: Face, size: Emu) -> Atom:
    """A half-width mark beside Chinese, with the ink half and the blank half of its big sister.

    All but its own width is blank: at a line's end it then stands as flush as a letter.
    """
    blank = max(size // 2, size - divide(glyph.advance * size, face.upem))
    lead, trail = (blank, 0) if kind in BLANK_BEFORE else (0, blank)
    cell = (glyph.gid,), (lead,), (text,), size
    return Atom(text, 0, kind, kind, face.role, *cell, lead, trail)


def split_wide(shaped: Shaped, measure: Emu, indent: Emu = 0) -> Shaped:
    """Cut atoms wider than their line (an address, a long Latin word) into single characters.

    Such a word may then be broken between any two of its letters, though not before a point:
    that is the lesser evil, for a column must not run into its neighbour. The first atom of the
    text stands in a line with an `indent`.
    """
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
