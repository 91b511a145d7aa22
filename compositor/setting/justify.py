"""One line: atoms in their places, the slack given to or taken from its gaps to the last EMU.

Order of stretching (clreq 6.2.2, typography §1.5): word spaces and hanzi–Latin gaps up to their
limit, then the blanks that points gave up, then those of brackets, then all other gaps equally,
never inside inseparables. Order of shrinking: the ranks of `prepare`. Whole EMU are shared so that
the line ends exactly at its measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from compositor.model.galley import GlyphRun, Line
from compositor.setting.prepare import Prepared
from compositor.units import Emu

if TYPE_CHECKING:
    from compositor.setting.atoms import Atom


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
    room = fit.measure - fit.indent
    slack = room - prepared.natural(start, end)
    justified = slack < 0 or (fit.align == "justify" and not ends)
    gaps = (
        _share(prepared, start, end_visible, slack) if justified else _no_change(start, end_visible)
    )
    x = fit.indent + _offset(fit.align, 0 if justified else slack)
    runs, right = _runs(prepared, start, end_visible, x, gaps)
    return Line(
        text=_text(prepared, start, end),
        runs=runs,
        measure=fit.measure,
        width=right,
        stretch=_ordinary(prepared, start, gaps) if slack > 0 else min(gaps, default=0),
        style=fit.style,
        ends=ends,
        justified=justified,
        vertical=fit.vertical,
    )


def _offset(align: str, slack: Emu) -> Emu:
    shares = {"center": slack // 2, "right": slack}
    return shares.get(align, 0)


def _no_change(start: int, end: int) -> list[Emu]:
    return [0] * max(0, end - start - 1)


def _without_last_spaces(prepared: Prepared, start: int, end: int) -> int:
    while end > start + 1 and prepared.atoms[end - 1].text.isspace():
        end -= 1
    return end


def _share(prepared: Prepared, start: int, end: int, slack: Emu) -> list[Emu]:
    """What each boundary of the line gains or loses."""
    if slack < 0:
        return [-gap for gap in _in_ranks(prepared.gives, start, end, -slack)[0]]
    gaps, slack = _in_ranks(prepared.takes, start, end, slack)
    weights = [1 if may else 0 for may in prepared.may_stretch[start : max(start, end - 1)]]
    if not any(weights):
        weights = [1] * len(weights)
    opened = _proportional(weights, slack)
    return [gap + more for gap, more in zip(gaps, opened, strict=True)]


def _in_ranks(
    ranks: Sequence[Sequence[Emu]], start: int, end: int, amount: Emu
) -> tuple[list[Emu], Emu]:
    """Share an amount rank after rank, each used up before the next; and what is left of it."""
    gaps = [0] * max(0, end - start - 1)
    for rank in ranks:
        room = rank[start : max(start, end - 1)]
        if not amount or not any(room):
            continue
        part = _proportional(room, min(amount, sum(room)))
        gaps = [gap + more for gap, more in zip(gaps, part, strict=True)]
        amount -= sum(part)
    return gaps, amount


def _ordinary(prepared: Prepared, start: int, gaps: Sequence[Emu]) -> Emu:
    """What a gap without give of its own got; of a line that has none, the widest."""
    own = zip(*(rank[start : start + len(gaps)] for rank in prepared.takes), strict=True)
    plain = [gap for gap, takes in zip(gaps, own, strict=True) if not any(takes)]
    return max(plain or gaps, default=0)


def _proportional(weights: Sequence[int], total: int) -> list[int]:
    """Share `total` by weight in whole units, rounding so that the parts sum to it exactly."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts: list[int] = []
    seen = given = 0
    for weight in weights:
        seen += weight
        due = total * seen // whole
        parts.append(due - given)
        given = due
    return parts


def _runs(
    prepared: Prepared, start: int, end: int, x: Emu, gaps: Sequence[Emu]
) -> tuple[tuple[GlyphRun, ...], Emu]:
    """Glyph runs of the line and the x its type ends at."""
    left = x - prepared.sums[start] - prepared.head_cut[start]
    shifts = tuple(accumulate(gaps, initial=left))
    placed = [
        (prepared.atoms[i], shift + prepared.sums[i] - prepared.cut_lead[i])
        for i, shift in zip(range(start, end), shifts, strict=False)
    ]
    return tuple(_group(placed, prepared.size)), shifts[-1] + prepared.feet[end - 1]


def _group(placed: Sequence[tuple["Atom", Emu]], size: Emu) -> list[GlyphRun]:
    runs: list[GlyphRun] = []
    begin = 0
    for index in range(1, len(placed) + 1):
        if index < len(placed) and _alike(placed[index][0], placed[begin][0]):
            continue
        runs.append(_run(placed[begin:index], size))
        begin = index
    return runs


def _alike(a: "Atom", b: "Atom") -> bool:
    level = a.stance is b.stance and a.face == b.face
    return level and a.size == b.size and a.condensed == b.condensed


def _run(placed: Sequence[tuple["Atom", Emu]], size: Emu) -> GlyphRun:
    first = placed[0][0]
    return GlyphRun(
        face=first.face,
        size=first.size or size,
        glyphs=tuple(gid for atom, _ in placed for gid in atom.glyphs),
        xs=tuple(x + dx for atom, x in placed for dx in atom.xs),
        texts=tuple(text for atom, _ in placed for text in atom.texts),
        stance=first.stance,
        ys=tuple(y for atom, _ in placed for y in atom.ys),
        condensed=first.condensed,
    )


def _text(prepared: Prepared, start: int, end: int) -> str:
    """The source text of the line, dropped spaces included with the line before them."""
    first = prepared.atoms[start].start if start else 0
    last = prepared.atoms[end].start if end < len(prepared.atoms) else len(prepared.text)
    return prepared.text[first:last]
