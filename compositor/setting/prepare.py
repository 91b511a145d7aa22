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
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from compositor.setting.atoms import Atom, Shaped
from compositor.setting.classes import BLANK_AFTER, BLANK_BEFORE, MARKS, CharClass
from compositor.setting.glue import (
    NO_GLUE,
    Gaps,
    Glue,
    Spacing,
    glue_between,
    may_open,
    with_spaces,
)
from compositor.setting.punctuation import PunctuationStyle, keeps_after, keeps_before
from compositor.setting.unions import unions
from compositor.units import Emu

C = CharClass

# What a line may give up, in the order it is taken (clreq 6.2.2, typography §1.5): each is used up
# before the next. The line-end mark comes before them all; it has always given its blank. Last of
# all every gap gives a hair, less than can be seen (0.025 mm at 9 pt): the line that misses by a
# twentieth of an em then need not be loose by one and a half.
WORD, BRACKET, COMMA, GAP, FINAL, HAIR = range(6)
HAIR_WIDTH = 8  # thousandths of an em; hanzi are never closer than that (typography §3, negative)
BLANK_RANK = {C.OPENING: BRACKET, C.CLOSING: BRACKET, C.COMMA: COMMA, C.FINAL: FINAL}

STACKED = frozenset("？！?!")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One paragraph ready to be broken.

    Arrays run over atoms; entry i of `may_break`, `may_stretch` and of each of `gives` and `takes`
    is the boundary after atom i. `cut_lead` and `cut_trail` are blanks taken away inside a line,
    `head_cut` what an atom loses besides as the first of one.
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
    may_break: tuple[bool, ...]
    may_stretch: tuple[bool, ...]
    head_cut: tuple[Emu, ...]
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


class Cuts(NamedTuple):
    """The blank each atom loses before and after its ink inside a line."""

    lead: tuple[Emu, ...]
    trail: tuple[Emu, ...]


def prepare(
    shaped: Shaped, size: Emu, style: PunctuationStyle, spacing: Spacing, tracking: Emu = 0
) -> Prepared:
    """Work out widths, glue and breaks of a shaped paragraph.

    `tracking` is added between all characters (opened headlines and labels).
    """
    atoms = with_spaces(shaped.atoms, size, spacing)
    inner, ends = tuple(pairwise(atoms)), len(atoms[:1])  # nothing follows the last atom, if any
    cuts = _cuts(style, atoms, size // 2)
    gaps = Gaps(style.letter, style.digit, spacing.word, tracking)
    glue = (*(glue_between(left, right, size, gaps) for left, right in inner), *(NO_GLUE,) * ends)
    may_stretch = (*(may_open(a.last_kind, b.kind) for a, b in inner), *(False,) * ends)
    hair = size * HAIR_WIDTH // 1000
    hairs = tuple(hair if may else 0 for may in may_stretch)
    return _summed(
        Blanks(
            cuts,
            glue,
            may_stretch,
            gives=(*_gives(atoms, cuts, glue, size // 2), hairs),
            takes=(tuple(g.stretch for g in glue), *_returned(atoms, cuts)),
        ),
        shaped,
        atoms,
        size,
    )


class Blanks(NamedTuple):
    """All blank of a paragraph; see `Prepared`."""

    cuts: Cuts
    glue: tuple[Glue, ...]
    may_stretch: tuple[bool, ...]
    gives: tuple[tuple[Emu, ...], ...]
    takes: tuple[tuple[Emu, ...], ...]


def _summed(blanks: Blanks, shaped: Shaped, atoms: tuple[Atom, ...], size: Emu) -> Prepared:
    """Everything that is known of a paragraph, and its running totals."""
    (lead, trail), glue, may_stretch, gives, takes = blanks
    rows = zip(atoms, lead, trail, strict=True)
    widths = [atom.advance - before - after for atom, before, after in rows]
    sums = _totals(width + g.width for width, g in zip(widths, glue, strict=True))
    feet = zip(sums[1:], glue, _foot_cuts(atoms, trail, widths, glue), strict=True)
    return Prepared(
        text=shaped.text,
        size=size,
        atoms=atoms,
        cut_lead=lead,
        cut_trail=trail,
        may_break=_breakable(shaped, atoms),
        may_stretch=may_stretch,
        head_cut=tuple(atom.lead - cut for atom, cut in zip(atoms, lead, strict=True)),
        gives=gives,
        takes=takes,
        parting=_parting(shaped.text, atoms),
        sums=sums,
        shrinks=_totals(map(sum, zip(*gives, strict=True))),
        stretches=_totals(map(sum, zip(*takes, strict=True))),
        openings=_totals(may_stretch),
        feet=tuple(total - g.width - cut for total, g, cut in feet),
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
    atoms: Sequence[Atom], cuts: Cuts, glue: Sequence[Glue], half: Emu
) -> tuple[tuple[Emu, ...], ...]:
    """What each boundary can give, by rank up to FINAL: its glue, and the blanks beside it."""
    gives = [[0] * len(atoms) for _ in range(HAIR)]
    for i in range(len(atoms) - 1):
        left, right = atoms[i], atoms[i + 1]
        if glue[i].shrink:
            gives[WORD if left.kind is C.SPACE else GAP][i] += glue[i].shrink
        ends_line = right.kind is C.SPACE  # it may: then the blank is gone already
        if not cuts.trail[i] and left.kind in BLANK_RANK and not ends_line:
            gives[BLANK_RANK[left.kind]][i] += min(left.trail, half)
        if not cuts.lead[i + 1]:
            gives[BRACKET][i] += min(right.lead, half)
    return tuple(tuple(rank) for rank in gives)


def _cuts(style: PunctuationStyle, atoms: Sequence[Atom], half: Emu) -> Cuts:
    """What the style cuts: half an em at most; a half-width mark loses more at a line's end."""
    lead, trail = [0] * len(atoms), [0] * len(atoms)
    for i, atom in enumerate(atoms):
        if atom.lead and _loses_lead(style, atoms, i):
            lead[i] = min(atom.lead, half)
        if atom.trail and _loses_trail(style, atoms, i):
            trail[i] = min(atom.trail, half)
    return Cuts(tuple(lead), tuple(trail))


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


def _returned(atoms: Sequence[Atom], cuts: Cuts) -> tuple[tuple[Emu, ...], tuple[Emu, ...]]:
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
            (brackets if left is C.CLOSING else points)[i] += cuts.trail[i]
        if right in BLANK_BEFORE:
            brackets[i] += cuts.lead[i + 1]
    return tuple(points), tuple(brackets)


def _parting(text: str, atoms: Sequence[Atom]) -> tuple[int, ...]:
    prices = unions(text)
    starts = (atom.start for atom in islice(atoms, 1, None))
    return (*(prices.get(start, 0) for start in starts), *(0,) * len(atoms[:1]))


def _breakable(shaped: Shaped, atoms: Sequence[Atom]) -> tuple[bool, ...]:
    starts = (atom.start for atom in islice(atoms, 1, None))
    return (*(shaped.allowed[start] for start in starts), *(False,) * len(atoms[:1]))
