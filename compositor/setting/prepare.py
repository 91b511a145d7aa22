"""Preparing a paragraph for breaking: the width of any stretch of it as a line, in constant time.

Between two atoms the punctuation style decides how much blank their marks keep; Chinese and Latin
are parted by a gap that can shrink and stretch (typography §1.6); a word space likewise. At a
line's start an opening mark loses its blank, at its end every mark does. All of it is worked out
once per paragraph into arrays; `Prepared.natural(i, j)` is then a difference of sums.

    atoms      中   ，   A股   国
    cuts            |half|
    glue[i]      0     0   gap   0        after atom i
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from compositor.setting.classes import (
    BLANK_AFTER,
    BLANK_BEFORE,
    HANZI,
    MARKS,
    WESTERN,
    CharClass,
    class_of,
)
from compositor.setting.punctuation import Elastic, PunctuationStyle, keeps_after, keeps_before
from compositor.setting.shape import Atom, Shaped
from compositor.setting.unions import unions
from compositor.units import Emu

C = CharClass


class Glue(NamedTuple):
    """Blank between two atoms: as set, how far it shrinks and how far it stretches first."""

    width: Emu
    shrink: Emu
    stretch: Emu


NO_GLUE = Glue(0, 0, 0)

# What a line may give up, in the order it is taken (clreq 6.2.2, typography §1.5): each is used up
# before the next. The line-end mark comes before them all; it has always given its blank. Last of
# all every gap gives a hair, less than can be seen (0.025 mm at 9 pt): the line that misses by a
# twentieth of an em then need not be loose by one and a half.
WORD, BRACKET, COMMA, GAP, FINAL, HAIR = range(6)
RANKS = range(6)
HAIR_WIDTH = 8  # thousandths of an em; hanzi are never closer than that (typography §3, negative)
BLANK_RANK = {C.OPENING: BRACKET, C.CLOSING: BRACKET, C.COMMA: COMMA, C.FINAL: FINAL}

# Pairs of classes with nothing between them, and where justification opens nothing.
UNITED = frozenset(
    {
        (C.DASH, C.DASH),
        (C.ELLIPSIS, C.ELLIPSIS),
        (C.FINAL, C.FINAL),
        (C.WIDE_DIGIT, C.WIDE_DIGIT),
    }
)
STACKED = frozenset("？！?!")
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


@dataclass(frozen=True, slots=True)
class Prepared:
    """One paragraph ready to be broken.

    Arrays run over atoms; entry i of `glue`, `may_break`, `may_stretch` and of each of `gives` and
    `takes` is the boundary after atom i. `cut_lead` and `cut_trail` are blanks taken away inside a
    line, `head_cut` and `foot_cut` those an atom loses besides as the first or last of one.
    `gives[rank]` is what can be taken at a boundary, `takes[rank]` what it takes up before ordinary
    gaps open, `parting` the price of a line end there (`unions`). The rest are running totals:
    `sums` of widths, `shrinks` of all that can be taken, `stretches` of all that is taken up first,
    `openings` of boundaries that may open, `given` of each rank of `gives`; `feet[i]` is the total
    up to the end of atom i as the last of a line.
    """

    text: str
    size: Emu
    atoms: tuple[Atom, ...]
    cut_lead: tuple[Emu, ...]
    cut_trail: tuple[Emu, ...]
    glue: tuple[Glue, ...]
    may_break: tuple[bool, ...]
    may_stretch: tuple[bool, ...]
    head_cut: tuple[Emu, ...]
    foot_cut: tuple[Emu, ...]
    gives: tuple[tuple[Emu, ...], ...]
    takes: tuple[tuple[Emu, ...], ...]
    parting: tuple[int, ...]
    sums: tuple[Emu, ...]
    shrinks: tuple[Emu, ...]
    stretches: tuple[Emu, ...]
    openings: tuple[int, ...]
    feet: tuple[Emu, ...]
    given: tuple[tuple[int, ...], ...]

    def natural(self, i: int, j: int) -> Emu:
        """Width of atoms i…j-1 as a line, nothing shrunk or stretched."""
        return self.feet[j - 1] - self.sums[i] - self.head_cut[i]

    def least(self, i: int, j: int) -> Emu:
        """The same with all that it can give taken."""
        return self.natural(i, j) - (self.shrinks[j - 1] - self.shrinks[i])


def prepare(
    shaped: Shaped, size: Emu, style: PunctuationStyle, spacing: Spacing, tracking: Emu = 0
) -> Prepared:
    """Work out widths, glue and breaks of a shaped paragraph.

    `tracking` is added between all characters (opened headlines and labels).
    """
    atoms = _with_spaces(shaped.atoms, size, spacing)
    inner, ends = tuple(pairwise(atoms)), len(atoms[:1])  # nothing follows the last atom, if any
    half = size // 2  # all that is cut inside a line; a half-width mark loses more at its ends
    lead = tuple(
        min(a.lead, half) if a.lead and _loses_lead(style, atoms, i) else 0
        for i, a in enumerate(atoms)
    )
    trail = tuple(
        min(a.trail, half) if a.trail and _loses_trail(style, atoms, i) else 0
        for i, a in enumerate(atoms)
    )
    gaps = Gaps(style.letter, style.digit, spacing.word, tracking)
    glue = (*(_glue(left, right, size, gaps) for left, right in inner), *(NO_GLUE,) * ends)
    widths = [atom.advance - lead[i] - trail[i] for i, atom in enumerate(atoms)]
    may_stretch = (*(_may_open(a.last_kind, b.kind) for a, b in inner), *(False,) * ends)
    hair = size * HAIR_WIDTH // 1000
    gives = (
        *_gives(atoms, lead, trail, glue, half),
        tuple(hair if may else 0 for may in may_stretch),
    )
    takes = (tuple(g.stretch for g in glue), *_returned(atoms, lead, trail))
    foot_cut = _foot_cuts(atoms, trail, widths, glue)
    sums = _totals(width + g.width for width, g in zip(widths, glue, strict=True))
    return Prepared(
        text=shaped.text,
        size=size,
        atoms=atoms,
        cut_lead=lead,
        cut_trail=trail,
        glue=glue,
        may_break=tuple(_breakable(shaped, atoms, i) for i in range(len(atoms))),
        may_stretch=may_stretch,
        head_cut=tuple(atom.lead - cut for atom, cut in zip(atoms, lead, strict=True)),
        foot_cut=foot_cut,
        gives=gives,
        takes=takes,
        parting=_parting(shaped.text, atoms),
        sums=sums,
        shrinks=_totals(map(sum, zip(*gives, strict=True))),
        stretches=_totals(map(sum, zip(*takes, strict=True))),
        openings=_totals(may_stretch),
        feet=tuple(
            total - g.width - cut for total, g, cut in zip(sums[1:], glue, foot_cut, strict=True)
        ),
        given=tuple(map(_totals, gives)),
    )


def _totals(values: Iterable[int]) -> tuple[int, ...]:
    """Running totals: entry k is the sum of the first k values."""
    return tuple(accumulate(values, initial=0))


def _foot_cuts(
    atoms: Sequence[Atom], trail: Sequence[Emu], widths: Sequence[Emu], glue: Sequence[Glue]
) -> tuple[Emu, ...]:
    """What each atom loses as the last of a line; a space takes along what its mark loses."""
    cuts: list[Emu] = []
    for i, atom in enumerate(atoms):
        if atom.kind is C.SPACE:
            cuts.append(widths[i] + (glue[i - 1].width + cuts[i - 1] if i else 0))
        else:
            cuts.append(atom.trail - trail[i])
    return tuple(cuts)


def _gives(
    atoms: Sequence[Atom],
    lead: Sequence[Emu],
    trail: Sequence[Emu],
    glue: Sequence[Glue],
    half: Emu,
) -> tuple[tuple[Emu, ...], ...]:
    """What each boundary can give, by rank up to FINAL: its glue, and the blanks beside it."""
    gives = [[0] * len(atoms) for _ in range(HAIR)]
    for i in range(len(atoms) - 1):
        left, right = atoms[i], atoms[i + 1]
        if glue[i].shrink:
            gives[WORD if left.kind is C.SPACE else GAP][i] += glue[i].shrink
        ends_line = right.kind is C.SPACE  # it may: then the blank is gone already
        if not trail[i] and left.kind in BLANK_RANK and not ends_line:
            gives[BLANK_RANK[left.kind]][i] += min(left.trail, half)
        if not lead[i + 1]:
            gives[BRACKET][i] += min(right.lead, half)
    return tuple(tuple(rank) for rank in gives)


def _with_spaces(atoms: Sequence[Atom], size: Emu, spacing: Spacing) -> tuple[Atom, ...]:
    """Drop spaces the gap already makes, and give the others their width by the style.

    A typed space between hanzi and Latin collapses into the gap between them (typography §1.6),
    several typed spaces count as one.
    """
    kept: list[Atom] = []
    for i, atom in enumerate(atoms):
        if atom.kind is not C.SPACE or "\u3000" in atom.text:
            kept.append(atom)
            continue
        left = kept[-1].last_kind if kept else C.SPACE
        right = next((a.kind for a in islice(atoms, i + 1, None) if a.kind is not C.SPACE), C.SPACE)
        if left is C.SPACE or right is C.SPACE or (left in WESTERN) != (right in WESTERN):
            continue
        em = spacing.word[0] if left in WESTERN else spacing.space[0]
        kept.append(atom._replace(advance=size * em // 1000))
    return tuple(kept)


def _loses_lead(style: PunctuationStyle, atoms: Sequence[Atom], i: int) -> bool:
    left = atoms[i - 1].last_kind if i else None
    return not keeps_before(style, left, atoms[i].kind)


def _loses_trail(style: PunctuationStyle, atoms: Sequence[Atom], i: int) -> bool:
    right = atoms[i + 1].kind if i + 1 < len(atoms) else None
    if not keeps_after(style, atoms[i].kind, right):
        return True
    return not style.stack_keeps_blank and _ends_pair(atoms, i)


def _ends_pair(atoms: Sequence[Atom], i: int) -> bool:
    """Whether atom i ends an even number of stacked marks: ？！ is one 字, ！！！ two."""
    first = i
    while first >= 0 and atoms[first].text in STACKED:
        first -= 1
    return (i - first) % 2 == 0 and i > first


def _glue(left: Atom, right: Atom, size: Emu, gaps: Gaps) -> Glue:
    if left.last_kind is right.kind is C.IDEOGRAPH:
        return Glue(gaps.tracking, 0, 0) if gaps.tracking else NO_GLUE
    if (left.last_kind, right.kind) in UNITED:
        return NO_GLUE
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


def _returned(
    atoms: Sequence[Atom], lead: Sequence[Emu], trail: Sequence[Emu]
) -> tuple[tuple[Emu, ...], tuple[Emu, ...]]:
    """What of their cut blank marks may have back, so that hanzi stay solid: points, then brackets.

    A mark's blank may not exceed its natural one (typography §1.5); none opens between two marks.
    Brackets come last, for a blank outside them is more easily seen than one after a comma.
    """
    points, brackets = [0] * len(atoms), [0] * len(atoms)
    for i in range(len(atoms) - 1):
        left, right = atoms[i].last_kind, atoms[i + 1].kind
        if left in MARKS and right in MARKS:
            continue
        if left in BLANK_AFTER:
            (brackets if left is C.CLOSING else points)[i] += trail[i]
        if right in BLANK_BEFORE:
            brackets[i] += lead[i + 1]
    return tuple(points), tuple(brackets)


def _parting(text: str, atoms: Sequence[Atom]) -> tuple[int, ...]:
    prices = unions(text)
    starts = (atom.start for atom in islice(atoms, 1, None))
    return (*(prices.get(start, 0) for start in starts), 0)


def _breakable(shaped: Shaped, atoms: Sequence[Atom], i: int) -> bool:
    return i + 1 < len(atoms) and shaped.allowed[atoms[i + 1].start]


@cache
def _may_open(left: CharClass, right: CharClass) -> bool:
    """Whether justification may open the boundary between two classes (typography §1.5)."""
    if (left, right) in UNITED or {left, right} & NEVER_STRETCH_BESIDE:
        return False
    if {left, right} <= WESTERN:
        return False  # a word keeps together after a hyphen and where bold begins
    return not ({left, right} & SIGNS and {left, right} & NUMERIC)
