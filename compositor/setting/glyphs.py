"""One sign as an atom: its glyphs where the face places them, and the blank it may lose.

A mark may lose half an em of blank, or what the face leaves beside its ink if that is less; some
signs take half an em whatever the face says; a half-width mark beside Chinese has the cell of its
full-width sister. `known_signs` and `known_characters` remember what a face and a size have made.
"""

from collections.abc import Sequence
from functools import lru_cache

from compositor.setting.atoms import Atom
from compositor.setting.classes import (
    APOSTROPHE,
    BLANK_AFTER,
    BLANK_BEFORE,
    HYPHEN,
    MARKS,
    PLACED,
    CharClass,
    class_of,
)
from compositor.typefaces import Face, Glyph
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


class _Signs(dict[tuple[str, CharClass, int, Emu, Emu], tuple[object, ...]]):
    """Signs of one glyph in one face and size, as all of their atoms but text and place.

    By text, class, glyph, advance and offset. A page has some hundreds of them, set over and over.
    """

    def __init__(self, face: Face, size: Emu) -> None:
        super().__init__()
        self._face, self._size = face, size

    def __missing__(self, key: tuple[str, CharClass, int, Emu, Emu]) -> tuple[object, ...]:
        text, kind, gid, advance, x_offset = key
        atom = sign_atom(text, kind, Glyph(gid, 0, advance, x_offset), self._face, self._size)
        self[key] = rest = atom[2:]
        return rest


class _Characters(dict[str, tuple[object, ...]]):
    """The same by the character alone, empty where what stands beside it has a say: in its class,
    in its glyph.
    """

    def __init__(self, face: Face, size: Emu) -> None:
        super().__init__()
        self._face, self._size = face, size

    def __missing__(self, character: str) -> tuple[object, ...]:
        kind = class_of(character)
        is_free = kind is not CharClass.JOINED and character not in PLACED
        glyph = self._face.alone(character.translate(SPACES)) if is_free else None
        rest: tuple[object, ...] = ()
        if glyph:
            rest = sign_atom(character, kind, glyph, self._face, self._size)[2:]
        self[character] = rest
        return rest


known_signs = lru_cache(maxsize=MEMORY)(_Signs)
known_characters = lru_cache(maxsize=MEMORY)(_Characters)


def in_word(glyph: Glyph, face: Face) -> Glyph:
    """An apostrophe or a hyphen at the width of its ink."""
    left, right = face.ink(glyph.gid)
    air = face.upem * AIR_IN_WORDS // 1000
    return glyph._replace(advance=right - left + 2 * air, x_offset=air - left)


def sign_atom(text: str, kind: CharClass, glyph: Glyph, face: Face, size: Emu) -> Atom:
    """One glyph as an atom at offset 0."""
    narrow = glyph.advance * 1000 < face.upem * NARROW or text == HYPHEN
    if kind is ALWAYS_HALF or (kind in HALF_EM and narrow):
        return _half_em(text, kind, glyph, face, size)
    if kind in MARKS and narrow:
        return _half_width_mark(text, kind, glyph, face, size)
    return word_atom((kind, kind), [(glyph,)], [text], face, size)


def word_atom(
    kinds: tuple[CharClass, CharClass],
    clusters: Sequence[tuple[Glyph, ...]],
    texts: Sequence[str],
    face: Face,
    size: Emu,
) -> Atom:
    """Any glyphs as an atom at offset 0, as the face places them."""
    gids, xs, words, advance = _placed(clusters, texts, face.upem, size)
    last = clusters[-1][-1]
    left, right = face.ink(last.gid)
    lead, trail = blanks(kinds[0], left, last.advance - right, face.upem, size)
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


def blanks(kind: CharClass, before: int, after: int, upem: int, size: Emu) -> tuple[Emu, Emu]:
    """Removable blank before and after a mark, given its bearings along the line in font units.

    Half an em, or the bearing if it is less.
    """
    if kind in BLANK_BEFORE:
        return _removable(before, upem, size), 0
    return 0, _removable(after, upem, size) if kind in BLANK_AFTER else 0


def _removable(bearing: int, upem: int, size: Emu) -> Emu:
    clear = bearing - upem * INK_CLEARANCE // 1000
    return divide(max(0, min(clear, upem // 2)) * size, upem)


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
