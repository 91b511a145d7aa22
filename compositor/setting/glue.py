"""Blank between atoms: the gap beside Latin, word spaces, tracking; and where lines may open.

Chinese and Latin are parted by a gap that can shrink and stretch (typography §1.6), a word space
likewise; its values come from the punctuation style. A typed space is dropped where a gap stands
anyway. The blanks of marks are `prepare`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from compositor.setting.atoms import Atom
from compositor.setting.classes import HANZI, WESTERN, CharClass, class_of
from compositor.setting.punctuation import Elastic
from compositor.units import Emu

C = CharClass


class Glue(NamedTuple):
    """Blank between two atoms: as set, how far it shrinks and how far it stretches first."""

    width: Emu
    shrink: Emu
    stretch: Emu


NO_GLUE = Glue(0, 0, 0)

# Pairs of classes with nothing between them, and where justification opens nothing.
UNITED = frozenset(
    {
        (C.DASH, C.DASH),
        (C.ELLIPSIS, C.ELLIPSIS),
        (C.FINAL, C.FINAL),
        (C.WIDE_DIGIT, C.WIDE_DIGIT),
    }
)
NEVER_STRETCH_BESIDE = frozenset({C.CONNECTOR, C.SOLIDUS})
NUMERIC = frozenset({C.DIGIT, C.WIDE_DIGIT, C.LATIN})
SIGNS = frozenset({C.POSTFIX, C.PREFIX})


@dataclass(frozen=True, slots=True)
class Spacing:
    """Blank of typed spaces, in thousandths of an em: (natural, least, most).

    `word` stands between Latin words (clreq 6.2.2: 1/4 to 1/2), `space` is a typed space between
    hanzi (the half of a line of verse, a name after a post).
    """

    word: Elastic = (300, 250, 500)
    space: Elastic = (500, 500, 500)


class Gaps(NamedTuple):
    """The elastic blanks of a paragraph: beside letters, figures, between words; and tracking."""

    letter: Elastic
    digit: Elastic
    word: Elastic
    tracking: Emu

    def beside(self, character: str) -> Elastic:
        """The gap between a hanzi and a letter or figure."""
        return self.digit if character.isdigit() else self.letter


BODY_SPACING = Spacing()
DISPLAY_SPACING = Spacing(space=(1000, 1000, 1000))


def with_spaces(atoms: Sequence[Atom], size: Emu, spacing: Spacing) -> tuple[Atom, ...]:
    """Drop spaces the gap already makes, and give the others their width by the style.

    A typed space between hanzi and Latin collapses into the gap between them (typography §1.6),
    several typed spaces count as one.
    """
    if C.SPACE not in {atom.kind for atom in atoms}:
        return tuple(atoms)
    kept: list[Atom] = []
    following = _following(atoms)
    for i, atom in enumerate(atoms):
        if atom.kind is not C.SPACE or "\u3000" in atom.text:
            kept.append(atom)
            continue
        left = kept[-1].last_kind if kept else C.SPACE
        right = following[i]
        if left is C.SPACE or right is C.SPACE or (left in WESTERN) != (right in WESTERN):
            continue
        em = spacing.word[0] if left in WESTERN else spacing.space[0]
        kept.append(atom._replace(advance=size * em // 1000))
    return tuple(kept)


def _following(atoms: Sequence[Atom]) -> list[CharClass]:
    """For each atom the class of the next that is no space; that of a space if there is none."""
    following: list[CharClass] = []
    right = C.SPACE
    for atom in reversed(atoms):
        following.append(right)
        right = right if atom.kind is C.SPACE else atom.kind
    return following[::-1]


def glue_between(left: Atom, right: Atom, size: Emu, gaps: Gaps) -> Glue:
    """What stands between two neighbouring atoms of a size of type."""
    if (left.last_kind, right.kind) in UNITED:
        return NO_GLUE
    if left.last_kind not in WESTERN and right.kind not in WESTERN:
        return Glue(gaps.tracking, 0, 0) if gaps.tracking else NO_GLUE
    if left.kind is C.SPACE and right.kind in WESTERN:
        return _scaled(gaps.word, size, gaps.tracking, full=False)
    if beside := _beside_hanzi(left, right):
        return _scaled(gaps.beside(beside), size, gaps.tracking, full=True)
    return Glue(gaps.tracking, 0, 0) if gaps.tracking else NO_GLUE


def _beside_hanzi(left: Atom, right: Atom) -> str:
    """The letter or digit a hanzi meets; "" beside a sign such as + or % (CSS text-autospace)."""
    if left.last_kind in HANZI and right.kind in WESTERN:
        met = right.text[0]
    elif left.last_kind in WESTERN and right.kind in HANZI:
        met = next((c for c in reversed(left.text) if class_of(c) is not C.JOINED), "")
    else:
        return ""
    return met if met.isalnum() else ""


def _scaled(values: Elastic, size: Emu, extra: Emu, *, full: bool) -> Glue:
    """Glue of a spacing value; of a word space (`full` False) only its give, not its width."""
    natural, least, most = (size * value // 1000 for value in values)
    return Glue((natural if full else 0) + extra, natural - least, most - natural)


@cache
def may_open(left: CharClass, right: CharClass) -> bool:
    """Whether justification may open the boundary between two classes (typography §1.5)."""
    if (left, right) in UNITED or {left, right} & NEVER_STRETCH_BESIDE:
        return False
    if right is C.SPACE:
        return False  # it opens after the space: at a line's end there is nothing before it
    if {left, right} <= WESTERN:
        return False  # a word keeps together after a hyphen and where bold begins
    return not ({left, right} & SIGNS and {left, right} & NUMERIC)
