"""One line: atoms in their places, the slack given to or taken from its gaps to the last EMU.

Order of stretching (clreq 6.2.2, typography §1.5): word spaces and hanzi–Latin gaps up to their
limit, then the blanks that points gave up, then those of brackets, then all other gaps equally,
never inside inseparables. Order of shrinking: the ranks of `prepare`. Whole EMU are shared so that
the line ends exactly at its measure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from operator import add, itemgetter, sub

from compositor.model.galley import GlyphRun, Line
from compositor.setting.atoms import Atom
from compositor.setting.prepare import Prepared
from compositor.units import Emu

# What atoms of one run have alike, and what a run has of each.
LOOK = itemgetter(*map(Atom._fields.index, ("stance", "face", "size", "condensed")))
GLYPHS, TEXTS, YS = (itemgetter(Atom._fields.index(of)) for of in ("glyphs", "texts", "ys"))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a line is to stand: measure, indent, its style's name, alignment and direction."""

    measure: Emu
    indent: Emu
    style: str
    align: str
    vertical: bool = False


def justify(prepared: Prepared, start: int, end: int, fit: Fit) -> Line:
    """Set atoms start…end-1 as a line; the last line of a paragraph keeps its natural width.

    A line the breaker found room for by shrinking is shrunk whatever its alignment.
    """
    end_visible = _without_last_spaces(prepared, start, end)
    ends = end == len(prepared.atoms)
    slack = fit.measure - fit.indent - prepared.natural(start, end)
    justified = slack < 0 or (fit.align == "justify" and not ends)
    gaps, stretch, x = [0] * max(0, end_visible - start - 1), 0, fit.indent
    if justified:
        gaps = _share(prepared, start, end_visible, slack)
        stretch = _ordinary(prepared, start, gaps) if slack > 0 else min(gaps, default=0)
    else:
        x += _offset(fit.align, slack)
    runs, right = _runs(prepared, start, end_visible, x, gaps)
    return Line(
        text=_text(prepared, start, end),
        runs=runs,
        measure=fit.measure,
        width=right,
        stretch=stretch,
        style=fit.style,
        ends=ends,
        justified=justified,
        vertical=fit.vertical,
    )


def _offset(align: str, slack: Emu) -> Emu:
    shares = {"center": slack // 2, "right": slack}
    return shares.get(align, 0)


def _without_last_spaces(prepared: Prepared, start: int, end: int) -> int:
    while end > start + 1 and prepared.atoms[end - 1].text.isspace():
        end -= 1
    return end


def _share(prepared: Prepared, start: int, end: int, slack: Emu) -> list[Emu]:
    """What each boundary of the line gains or loses."""
    if slack < 0:
        return [-gap for gap in _in_ranks(prepared.gives, start, end, -slack)[0]]
    gaps, slack = _in_ranks(prepared.takes, start, end, slack)
    weights: Sequence[int] = prepared.may_stretch[start : max(start, end - 1)]
    if not any(weights):
        weights = [1] * len(weights)
    return [*map(add, gaps, _proportional(weights, slack))]


def _in_ranks(
    ranks: Sequence[Sequence[Emu]], start: int, end: int, amount: Emu
) -> tuple[list[Emu], Emu]:
    """Share an amount rank after rank, each used up before the next; and what is left of it."""
    gaps = [0] * max(0, end - start - 1)
    for rank in ranks:
        if not amount:
            break
        room = rank[start : max(start, end - 1)]
        if whole := sum(room):
            part = _proportional(room, min(amount, whole))
            gaps = [*map(add, gaps, part)]
            amount -= sum(part)
    return gaps, amount


def _ordinary(prepared: Prepared, start: int, gaps: Sequence[Emu]) -> Emu:
    """What a gap without give of its own got; of a line that has none, the widest."""
    own = [rank[start : start + len(gaps)] for rank in prepared.takes]
    if not any(map(any, own)):
        return max(gaps, default=0)
    plain = [gap for gap, *takes in zip(gaps, *own, strict=True) if not any(takes)]
    return max(plain or gaps, default=0)


def _proportional(weights: Sequence[int], total: int) -> list[int]:
    """Share `total` by weight in whole units, rounding so that the parts sum to it exactly."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    due = [total * seen // whole for seen in accumulate(weights)]
    return [*map(sub, due, (0, *due))]


def _runs(
    prepared: Prepared, start: int, end: int, x: Emu, gaps: Sequence[Emu]
) -> tuple[tuple[GlyphRun, ...], Emu]:
    """Glyph runs of the line and the x its type ends at."""
    left = x - prepared.sums[start] - prepared.head_cut[start]
    shifts = [*accumulate(gaps, initial=left)]
    starts = map(sub, prepared.sums[start:end], prepared.cut_lead[start:end])
    places = map(add, starts, shifts)
    runs = [
        _run([*alike], places, prepared.size)
        for _, alike in groupby(prepared.atoms[start:end], key=LOOK)
    ]
    return tuple(runs), shifts[-1] + prepared.feet[end - 1]


def _run(atoms: Sequence[Atom], places: Iterator[Emu], size: Emu) -> GlyphRun:
    """Atoms of one look as a run; `places` goes on with the places of the others."""
    first = atoms[0]
    return GlyphRun(
        face=first.face,
        size=first.size or size,
        glyphs=tuple(chain.from_iterable(map(GLYPHS, atoms))),
        xs=tuple([x + dx for atom, x in zip(atoms, places, strict=False) for dx in atom.xs]),
        texts=tuple(chain.from_iterable(map(TEXTS, atoms))),
        stance=first.stance,
        ys=tuple(chain.from_iterable(map(YS, atoms))) if first.ys else (),
        condensed=first.condensed,
    )


def _text(prepared: Prepared, start: int, end: int) -> str:
    """The source text of the line, dropped spaces included with the line before them."""
    first = prepared.atoms[start].start if start else 0
    last = prepared.atoms[end].start if end < len(prepared.atoms) else len(prepared.text)
    return prepared.text[first:last]
