"""Letters and figures in vertical lines: what stands upright in a cell, and what is turned.

    7  A  GDP      a letter or figure alone, an acronym: upright, a cell each
    11  100  5%    two or three figures and the like: side by side in one cell (直排内横排)
    2025  iPhone   everything else is turned, with the signs that touch it

`stretches` says which is which (typography §1.8), `cells` makes the upright ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from compositor.model.galley import Stance
from compositor.setting.atoms import Atom, Run
from compositor.setting.classes import CharClass, signs
from compositor.setting.kinsoku import ADDRESS
from compositor.typefaces import Face, Glyph, Script
from compositor.units import Emu, divide

THOUSAND = 1000

# An address, a word or figure with what belongs to it (5%, 20+, A+, B.), or one sign.
LETTERS = "(?:[^\\W_]|[\u0300-\u036f])+"  # accents may stand alone (NFD)
TOKEN = re.compile(
    rf"{ADDRESS}|{LETTERS}(?:[.,:'’/&@_+-]+{LETTERS})*(?:(?<=\d)[%‰+.°]|(?<![^\W_]{{2}})[+.])?|.",
    re.DOTALL,
)
LONGEST_ACRONYM = 4  # letters
MOST_IN_CELL = 3  # figures
WIDEST_IN_CELL = 1600  # thousandths of an em before it is made to fit: 3.0, A+, 5%
MOST_CONDENSED = 700  # thousandths of their width that glyphs keep before they are made smaller
CELL_SIGNS = frozenset("!?%‰&#@*+=$")  # upright alone; other ASCII signs turn
# What a cell counts as between its neighbours: a hanzi, which has no gap.
IN_CELL = {CharClass.DIGIT: CharClass.WIDE_DIGIT, CharClass.LATIN: CharClass.IDEOGRAPH}


class Stretch(NamedTuple):
    """Part of a Latin run: turned, or one token for a cell."""

    start: int
    end: int
    is_turned: bool


def stretches(text: str, face: Face) -> Iterator[Stretch]:
    """A Latin run in order: each cell's token alone, what is turned as far as it goes."""
    tokens = [match.span() for match in TOKEN.finditer(text)]
    turned = [_turns(text[a:b], face) for a, b in tokens]
    words = [turns and text[a].isalnum() for (a, _), turns in zip(tokens, turned, strict=True)]
    for i, (start, _) in enumerate(tokens):
        if not text[start].isalnum():
            turned[i] = turned[i] or any(words[max(0, i - 1) : i + 2])
    for is_turned, group in groupby(range(len(tokens)), key=turned.__getitem__):
        members = [tokens[i] for i in group]
        if is_turned:
            yield Stretch(members[0][0], members[-1][1], True)
        else:
            yield from (Stretch(start, end, False) for start, end in members)


def _turns(text: str, face: Face) -> bool:
    """Whether a token is turned, being neither a letter nor an acronym nor fit for one cell."""
    if len(signs(text)) == 1:
        return not text[0].isalnum() and text not in CELL_SIGNS
    if _is_acronym(text) or (text.isdigit() and len(text) <= MOST_IN_CELL):
        return False
    if text.isalpha() or "/" in text or any(c.islower() for c in text):
        return True
    return _width(_in_cell(text, face)) * 1000 > WIDEST_IN_CELL * face.upem


def _is_acronym(text: str) -> bool:
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= LONGEST_ACRONYM


def _in_cell(text: str, face: Face) -> tuple[Glyph, ...]:
    """Signs that share a cell: figures in half-width forms, others where they are narrower so."""
    parts = signs(text)
    if len(parts) == 1:
        return face.shape(text, Script.LATIN)
    starts = accumulate(map(len, parts), initial=0)
    placed = ((at, _narrow(sign, face)) for at, sign in zip(starts, parts, strict=False))
    return tuple(g._replace(cluster=at) for at, glyphs in placed for g in glyphs)


def _narrow(sign: str, face: Face) -> tuple[Glyph, ...]:
    natural, half = face.shape(sign, Script.LATIN), face.shape_half(sign)
    return half if sign.isdigit() or _width(half) < _width(natural) else natural


def _width(glyphs: Iterable[Glyph]) -> int:
    return sum(glyph.advance for glyph in glyphs)


def cells(run: Run, face: Face, size: Emu) -> Iterator[Atom]:
    """A token in one cell; of an acronym, each letter in its own."""
    count = len(run.text) if _is_acronym(run.text) else 1
    step = len(run.text) // count
    for at in range(0, len(run.text), step):
        yield _cell(run.part(at, at + step), face, size)


def _cell(run: Run, face: Face, size: Emu) -> Atom:
    """Letters and figures side by side in one em, centred by their ink.

    What is wider is condensed, and made smaller where that would be too much.
    """
    glyphs = _in_cell(run.text, face)
    gids = [glyph.gid for glyph in glyphs]
    width = max(1, _width(glyphs))
    condensed = min(THOUSAND, max(MOST_CONDENSED, THOUSAND * face.upem // width))
    em = divide(width * condensed, THOUSAND)  # what they take at full size, in font units
    small = min(size, divide(size * face.upem, em))
    pens = accumulate((glyph.advance for glyph in glyphs), initial=0)
    edges = [pen + glyph.x_offset for pen, glyph in zip(pens, glyphs, strict=False)]
    left = (size - divide(em * small, face.upem)) // 2
    ys = [left + divide(edge * condensed * small, THOUSAND * face.upem) for edge in edges]
    xs = [size // 2 + middle_down(gids, face, small)] * len(gids)
    kinds = [IN_CELL[kind] for kind in (run.kinds[0], run.kinds[-1])]
    starts = [glyph.cluster for glyph in glyphs] + [len(run.text)]
    texts = tuple(run.text[a:b] for a, b in pairwise(starts))
    atom = upright_atom(run._replace(kinds=kinds), face, gids, xs, ys, size)
    return atom._replace(texts=texts, size=small, condensed=condensed)


def upright_atom(
    run: Run, face: Face, glyphs: Sequence[int], xs: Sequence[Emu], ys: Sequence[Emu], advance: Emu
) -> Atom:
    """An upright atom; its first glyph stands for all its text."""
    return Atom(
        text=run.text,
        start=run.start,
        kind=run.kinds[0],
        last_kind=run.kinds[-1],
        face=face.role,
        glyphs=tuple(glyphs),
        xs=tuple(xs),
        texts=(run.text, *[""] * (len(glyphs) - 1)),
        advance=advance,
        lead=0,
        trail=0,
        stance=Stance.UPRIGHT,
        ys=tuple(ys),
    )


def middle_down(gids: Iterable[int], face: Face, size: Emu) -> Emu:
    """How far the middle of the ink of glyphs on one baseline lies above it."""
    inks = [face.ink_down(gid) for gid in gids]
    top, bottom = max(top for top, _ in inks), min(bottom for _, bottom in inks)
    return divide((top + bottom) * size, 2 * face.upem)
