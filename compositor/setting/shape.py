"""Shaping: text in one or two faces → atoms, the smallest pieces a line is made of.

A paragraph is cut into runs of one face and one script, each run is shaped whole by HarfBuzz, and
its clusters become atoms: a hanzi, a mark, a two-em dash, a Latin word or number. Characters that
the asked face lacks come from its fallback, one character at a time; one that no face has is
reported and stands as the face's own empty box, so nothing is dropped silently.

Lengths are EMU at the size of setting. Spacing between atoms is `prepare`'s affair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from typing import NamedTuple

from compositor.model.issue import Span
from compositor.setting.classes import BLANK_AFTER, BLANK_BEFORE, WESTERN, CharClass, class_of
from compositor.setting.kinsoku import ASCII_NO_START, breaks
from compositor.typefaces import Face, Glyph, Script, Typefaces
from compositor.units import Emu, divide

# Ink boxes keep this distance however far a mark is squeezed (typography §3, over-squeeze).
INK_CLEARANCE = 30  # thousandths of an em
# Punctuation that takes the script of the word it stands in.
ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Atom(NamedTuple):
    """A piece of type that no line break and no spacing enters.

    `start` is the offset of its first character; `advance` its full width with all blank;
    `lead` and `trail` how much of that may be taken away before and after the ink.
    `glyphs`, `xs` (from the atom's left) and `texts` run in parallel.
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


@dataclass(frozen=True, slots=True)
class Type:
    """What to set in: the role of the face, the role of bold words, and the size."""

    role: str
    strong: str
    size: Emu


class MissingGlyph(NamedTuple):
    """A character that no face of its chain has, by its offset in the text."""

    character: str
    offset: int


class Fallback(NamedTuple):
    """A character that the asked face lacks, and the role of the face it comes from."""

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


def shape(spans: Sequence[Span], type_: Type, faces: Typefaces) -> Shaped:
    """Shape the spans of one paragraph as atoms of `type_.size`."""
    text = "".join(span.text for span in spans)
    roles, missing, fallbacks = _roles(spans, type_, faces)
    allowed = breaks(text)
    atoms: list[Atom] = []
    for start, end, role, script in _runs(text, roles):
        glyphs = faces[role].shape(text[start:end].replace("\t", " "), script)  # no face has a tab
        atoms += _atoms(text[start:end], start, glyphs, faces[role], type_.size, allowed)
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
        for character in span.text:
            found = asked if character.isspace() else faces.role_for(character, asked)
            if found is None:
                missing.append(MissingGlyph(character, len(roles)))
            elif found != asked:
                fallbacks[Fallback(character, asked, found)] = None
            roles.append(found or asked)
    return roles, missing, list(fallbacks)


def _runs(text: str, roles: Sequence[str]) -> Iterable[tuple[int, int, str, Script]]:
    """Maximal runs of one face and one script, as (start, end, role, script)."""
    scripts = _scripts(text)
    keyed = groupby(range(len(text)), key=lambda p: (roles[p], scripts[p]))
    for (role, script), group in keyed:
        places = list(group)
        yield places[0], places[-1] + 1, role, script


def _scripts(text: str) -> list[Script]:
    return [Script.LATIN if _is_western(c) else Script.HAN for c in text]


def _is_western(character: str) -> bool:
    return class_of(character) in WESTERN or character in ASCII_PUNCTUATION


def _atoms(
    run: str,
    start: int,
    glyphs: Sequence[Glyph],
    face: Face,
    size: Emu,
    allowed: Sequence[bool],
) -> Iterable[Atom]:
    """Cut a shaped run into atoms: Latin letters and digits up to the next break, else clusters."""
    clusters = [list(g) for _, g in groupby(glyphs, key=lambda glyph: glyph.cluster)]
    starts = [cluster[0].cluster for cluster in clusters] + [len(run)]
    first = 0
    for index in range(1, len(starts)):
        at = starts[index]
        joined = at < len(run) and _is_western(run[at]) and _is_western(run[at - 1])
        if joined and not allowed[start + at]:
            continue
        members = clusters[first:index]
        texts = [run[starts[i] : starts[i + 1]] for i in range(first, index)]
        yield _atom(start + starts[first], members, texts, face, size)
        first = index


def _atom(start: int, clusters: list[list[Glyph]], texts: list[str], face: Face, size: Emu) -> Atom:
    text = "".join(texts)
    kind, last_kind = class_of(text[0]), class_of(text[-1])
    if kind is CharClass.INTERPUNCT:
        return _interpunct(start, text, clusters[0][0], face, size)
    gids, xs, words, advance = _placed(clusters, texts, face.upem, size)
    lead, trail = _blanks(kind, clusters[-1][-1], face, size)
    return Atom(text, start, kind, last_kind, face.role, gids, xs, words, advance, lead, trail)


def _placed(
    clusters: list[list[Glyph]], texts: list[str], upem: int, size: Emu
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
        return _removable(left - clearance, face.upem, size), 0
    if kind in BLANK_AFTER:
        return 0, _removable(glyph.advance - right - clearance, face.upem, size)
    return 0, 0


def _removable(bearing: int, upem: int, size: Emu) -> Emu:
    return divide(max(0, min(bearing, upem // 2)) * size, upem)


def _interpunct(start: int, text: str, glyph: Glyph, face: Face, size: Emu) -> Atom:
    """The interpunct stands centred in half an em whatever the face gives it (GB 5.1.7)."""
    left, right = face.ink(glyph.gid)
    x = divide((face.upem // 2 - left - right) * size, 2 * face.upem)
    kind = CharClass.INTERPUNCT
    return Atom(text, start, kind, kind, face.role, (glyph.gid,), (x,), (text,), size // 2, 0, 0)


def split_wide(shaped: Shaped, measure: Emu, indent: Emu = 0) -> Shaped:
    """Cut atoms wider than their line (an address, a long Latin word) into single characters.

    Such a word may then be broken between any two of its letters, though not before a point:
    that is the lesser evil, for a column must not run into its neighbour. The first atom of the
    text stands in a line with an `indent`.
    """
    rooms = chain((measure - indent,), repeat(measure))
    wide = {a.start for a, room in zip(shaped.atoms, rooms, strict=False) if a.advance > room}
    if not wide:
        return shaped
    atoms: list[Atom] = []
    allowed = list(shaped.allowed)
    for atom in shaped.atoms:
        pieces = tuple(_pieces(atom)) if atom.start in wide else (atom,)
        atoms += pieces
        for piece in pieces[1:]:
            allowed[piece.start] = piece.text not in ASCII_NO_START
    return shaped._replace(atoms=tuple(atoms), allowed=tuple(allowed))


def _pieces(atom: Atom) -> Iterable[Atom]:
    start = atom.start
    ends = (*atom.xs[1:], atom.advance)
    rows = zip(atom.glyphs, atom.xs, ends, atom.texts, strict=True)
    for gid, x, right, text in rows:
        kind = class_of(text) if len(text) == 1 else atom.kind
        yield atom._replace(
            text=text,
            start=start,
            kind=kind,
            last_kind=kind,
            glyphs=(gid,),
            xs=(0,),
            texts=(text,),
            advance=right - x,
            lead=0,
            trail=0,
        )
        start += len(text)
