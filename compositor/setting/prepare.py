"""Preparing a paragraph for breaking: the width of any stretch of it as a line, in constant time.

Between two atoms the punctuation style decides how much blank their marks keep; Chinese and Latin
are parted by a gap that can shrink and stretch (typography §1.6); a word space likewise. At a
line's start an opening mark loses its blank, at its end every mark does. All of it is worked out
once per paragraph into arrays; `Prepared.natural(i, j)` is then a difference of sums.

    atoms      中   ，   A股   国
    cuts            |half|
    glue[i]      0     0   gap   0        after atom i
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple, TypeAlias

from compositor.setting.atoms import Atom, Shaped
from compositor.setting.classes import BLANK_AFTER, BLANK_BEFORE, MARKS, CharClass
from compositor.setting.glue import (
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


# What few of the places of a paragraph have, by their index. Nine in ten atoms are hanzi, and of
# what follows nothing is between two of them but a hair and what is added everywhere.
Sparse: TypeAlias = dict[int, Emu]


class Cuts(NamedTuple):
    """The blank atoms lose before and after their ink inside a line."""

    lead: Sparse
    trail: Sparse


class Blanks(NamedTuple):
    """All blank of a paragraph but `tracking`: cuts by atom, the rest by boundary; see `Prepared`.

    `odd` are the atoms that are no hanzi, `shut` the boundaries that may not open.
    """

    odd: Sequence[int]
    cuts: Cuts
    glue: dict[int, Glue]
    shut: frozenset[int]
    gives: tuple[Sparse, ...]
    takes: tuple[Sparse, ...]


def prepare(
    shaped: Shaped, size: Emu, style: PunctuationStyle, spacing: Spacing, tracking: Emu = 0
) -> Prepared:
    """Work out widths, glue and breaks of a shaped paragraph.

    `tracking` is added between all characters (opened headlines and labels).
    """
    atoms = with_spaces(shaped.atoms, size, spacing)
    odd = [i for i, a in enumerate(atoms) if not a.kind is a.last_kind is C.IDEOGRAPH]
    beside = sorted({*odd, *(i - 1 for i in odd)} & {*range(len(atoms) - 1)})
    cuts = _cuts(style, atoms, odd, size // 2)
    gaps = Gaps(style.letter, style.digit, spacing.word, tracking)
    glue = {i: glue_between(atoms[i], atoms[i + 1], size, gaps) for i in beside}
    blanks = Blanks(
        odd,
        cuts,
        glue,
        shut=frozenset(i for i in beside if not may_open(atoms[i].last_kind, atoms[i + 1].kind)),
        gives=_gives(atoms, cuts, glue, size // 2),
        takes=({i: g.stretch for i, g in glue.items() if g.stretch}, *_returned(atoms, cuts)),
    )
    return _summed(blanks, shaped, atoms, size, tracking)


def _summed(
    blanks: Blanks, shaped: Shaped, atoms: tuple[Atom, ...], size: Emu, tracking: Emu
) -> Prepared:
    """Everything that is known of a paragraph, and its running totals."""
    odd, (lead, trail), glue, shut, gives, takes = blanks
    count = len(atoms)
    starts = [atom.start for atom in atoms]
    widths = [atom.advance for atom in atoms]
    for i in odd:
        widths[i] -= lead.get(i, 0) + trail.get(i, 0)
    between = [tracking] * (count - 1) + [0] * bool(count)
    for i, blank in glue.items():
        between[i] = blank.width
    sums = _totals(map(add, widths, between))
    feet = [*map(sub, sums[1:], between)]
    for i, cut in _foot_cuts(atoms, odd, trail, widths, between).items():
        feet[i] -= cut
    may_stretch = [True] * (count - 1) + [False] * bool(count)
    hairs = [size * HAIR_WIDTH // 1000] * (count - 1) + [0] * bool(count)
    for i in shut:
        may_stretch[i], hairs[i] = False, 0
    all_gives = (*(_full(rank, count) for rank in gives), tuple(hairs))
    all_takes = tuple(_full(rank, count) for rank in takes)
    head_cuts = {i: atoms[i].lead - lead.get(i, 0) for i in odd}
    return Prepared(
        text=shaped.text,
        size=size,
        atoms=atoms,
        cut_lead=_full(lead, count),
        cut_trail=_full(trail, count),
        may_break=(*map(shaped.allowed.__getitem__, starts[1:]), *[False] * bool(count)),
        may_stretch=tuple(may_stretch),
        head_cut=_full(head_cuts, count),
        gives=all_gives,
        takes=all_takes,
        parting=_parting(shaped.text, starts),
        sums=sums,
        shrinks=_totals(_together(gives, hairs)),
        stretches=_totals(_together(takes, [0] * count)),
        openings=_totals(may_stretch),
        feet=tuple(feet),
        given=tuple(_totals(rank) if any(rank) else (0, *rank) for rank in all_gives),
    )


def _totals(values: Iterable[int]) -> tuple[int, ...]:
    """Running totals: entry k is the sum of the first k values."""
    return tuple(accumulate(values, initial=0))


def _full(sparse: Sparse, count: int) -> tuple[Emu, ...]:
    """As many values, 0 but where there is one."""
    if not sparse:
        return (0,) * count
    values = [0] * count
    for i, value in sparse.items():
        values[i] = value
    return tuple(values)


def _together(ranks: Iterable[Sparse], values: Sequence[Emu]) -> Sequence[Emu]:
    """Values with those of several ranks added."""
    values = [*values]
    for rank in ranks:
        for i, value in rank.items():
            values[i] += value
    return values


def _foot_cuts(
    atoms: Sequence[Atom],
    odd: Iterable[int],
    trail: Sparse,
    widths: Sequence[Emu],
    between: Sequence[Emu],
) -> Sparse:
    """What atoms lose as the last of a line; a space takes along what its mark loses."""
    cuts: Sparse = {}
    for i in odd:
        if atoms[i].kind is C.SPACE:
            cuts[i] = widths[i] + (between[i - 1] + cuts.get(i - 1, 0) if i else 0)
        else:
            cuts[i] = atoms[i].trail - trail.get(i, 0)
    return cuts


def _gives(
    atoms: Sequence[Atom], cuts: Cuts, glue: Mapping[int, Glue], half: Emu
) -> tuple[Sparse, ...]:
    """What boundaries can give, by rank up to FINAL: their glue, and the blanks beside it."""
    gives: list[Sparse] = [{} for _ in range(HAIR)]
    for i, blank in glue.items():
        left, right = atoms[i], atoms[i + 1]
        if blank.shrink:
            gives[WORD if left.kind is C.SPACE else GAP][i] = blank.shrink
        ends_line = right.kind is C.SPACE  # it may: then the blank is gone already
        if left.trail and not cuts.trail.get(i) and left.kind in BLANK_RANK and not ends_line:
            gives[BLANK_RANK[left.kind]][i] = min(left.trail, half)
        if right.lead and not cuts.lead.get(i + 1):
            gives[BRACKET][i] = gives[BRACKET].get(i, 0) + min(right.lead, half)
    return tuple(gives)


def _cuts(style: PunctuationStyle, atoms: Sequence[Atom], odd: Iterable[int], half: Emu) -> Cuts:
    """What the style cuts: half an em at most; a half-width mark loses more at a line's end."""
    cuts = Cuts({}, {})
    for i in odd:
        if atoms[i].lead and _loses_lead(style, atoms, i):
            cuts.lead[i] = min(atoms[i].lead, half)
        if atoms[i].trail and _loses_trail(style, atoms, i):
            cuts.trail[i] = min(atoms[i].trail, half)
    return cuts


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


def _returned(atoms: Sequence[Atom], cuts: Cuts) -> tuple[Sparse, Sparse]:
    """What of their cut blank marks may have back, so that hanzi stay solid: points, then brackets.

    A mark's blank may not exceed its natural one (typography §1.5); none opens between two marks.
    Brackets come last, for a blank outside them is more easily seen than one after a comma.
    """
    points: Sparse = {}
    brackets: Sparse = {}
    for i, cut in cuts.trail.items():
        left = atoms[i].last_kind
        if i + 1 < len(atoms) and left in BLANK_AFTER and atoms[i + 1].kind not in MARKS:
            (brackets if left is C.CLOSING else points)[i] = cut
    for i, cut in cuts.lead.items():
        if i and atoms[i].kind in BLANK_BEFORE and atoms[i - 1].last_kind not in MARKS:
            brackets[i - 1] = brackets.get(i - 1, 0) + cut
    return points, brackets


def _parting(text: str, starts: Sequence[int]) -> tuple[int, ...]:
    prices = unions(text)
    if not prices:
        return (0,) * len(starts)
    return (*(prices.get(start, 0) for start in starts[1:]), *(0,) * len(starts[:1]))
