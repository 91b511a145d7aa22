"""Rows of a heading: where to part it, by what each turn costs and how equal the rows are.

    cheapest(prepared, turns, measure, 2)     # the best two rows, or None if none fit
    by_rule(prepared, turns, measure)         # as many rows as it takes; there is always an answer

`turns[i]` is what a turn before atom i costs, None where none may be (`at_atoms` makes it of costs
by offset); atoms in `forced` always begin a row. Works on a `Prepared` and knows neither faces nor
sizes, so that headings in type and in plain characters are parted by the same code. `Rows.ends`
are atom indices as in `linebreak.Breaks`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from compositor.setting.classes import MARKS
from compositor.setting.linebreak import Breaks
from compositor.setting.prepare import Prepared
from compositor.units import Emu

Cost: TypeAlias = int

# A row that deviates from the mean by its whole width costs this, by half of it a quarter. Two rows
# of which one is a quarter shorter deviate by 1/7 each, and cost 60 together.
BALANCE = 1_500
ROW = 300  # for another row, where their number is not fixed
LONELY = 10_000_000  # for one of a single character there: any turn is better
TOO_WIDE: Cost = 10**12  # a row with no turn in its measure: dearer than anything else


class Rows(NamedTuple):
    """Rows by the atoms they end at, and what they cost in all."""

    ends: Breaks
    cost: Cost


@dataclass(frozen=True, slots=True)
class Turns:
    """What a turn before each atom costs (None: none may be), and the atoms that begin a row."""

    costs: tuple[Cost | None, ...]
    forced: tuple[int, ...] = ()

    def below(self, limit: Cost) -> "Turns":
        """Only the turns that cost less."""
        kept = (cost if cost is not None and cost < limit else None for cost in self.costs)
        return Turns(tuple(kept), self.forced)


def at_atoms(
    prepared: Prepared, costs: Sequence[Cost | None], forced: Collection[int] = ()
) -> Turns:
    """Costs by offset → by atom. An offset inside an atom, or where no line may break, is none."""
    count = len(prepared.atoms)
    begins = [i for i in range(1, count) if prepared.may_break[i - 1]]
    found = {i: costs[prepared.atoms[i].start] for i in begins}
    return Turns(
        tuple(found.get(i) for i in range(count)),
        tuple(i for i in begins if prepared.atoms[i].start in forced),
    )


class _Way(NamedTuple):
    """The best way to the end of a row: its cost so far, that end, and the way before it."""

    cost: Cost
    end: int
    before: "_Way | None"


START = _Way(0, 0, None)


def cheapest(prepared: Prepared, turns: Turns, measure: Emu, count: int) -> Rows | None:
    """The best way to part into exactly `count` rows of at most `measure`; None if none fit."""
    mean = max(1, width(prepared) // count)
    ways = {0: START}
    for _ in range(count):
        reached: dict[int, _Way] = {}
        for start, way in ways.items():
            for end in _ends(prepared, turns, measure, start):
                if not _is_lonely(prepared, turns, start, end):
                    _keep(reached, way, end, _cost(prepared, turns, start, end, mean))
        ways = reached
    last = ways.get(len(prepared.atoms))
    return _rows(last) if last else None


def by_rule(prepared: Prepared, turns: Turns, measure: Emu) -> Rows:
    """The best way into as many rows as it takes, each within `measure` where a turn allows it."""
    total = width(prepared)
    mean = max(1, total // max(1, -(-total // measure)))
    ways = {0: START}
    for start in range(len(prepared.atoms)):
        if start not in ways:
            continue
        ends = list(_ends(prepared, turns, measure, start))
        faults = ROW if ends else ROW + TOO_WIDE
        for end in ends or [_next_turn(turns, start)]:
            lonely = LONELY if _is_lonely(prepared, turns, start, end) else 0
            price = _cost(prepared, turns, start, end, mean)
            _keep(ways, ways[start], end, price + faults + lonely)
    return _rows(ways[len(prepared.atoms)])


def width(prepared: Prepared) -> Emu:
    """Of the whole text as one row."""
    return prepared.natural(0, len(prepared.atoms))


def _ends(prepared: Prepared, turns: Turns, measure: Emu, start: int) -> Iterator[int]:
    """Where a row that starts at an atom may end and still fit."""
    last = min((f for f in turns.forced if f > start), default=len(prepared.atoms))
    for end in range(start + 1, last + 1):
        natural = prepared.natural(start, end)
        if natural > measure + prepared.size:
            return  # a closing mark may still shorten the row, but by less than an em
        if natural <= measure and (end == last or turns.costs[end] is not None):
            yield end


def _next_turn(turns: Turns, start: int) -> int:
    """The end of a row that is too wide: the first turn after its start."""
    count = len(turns.costs)
    ends = (i for i in range(start + 1, count) if turns.costs[i] is not None or i in turns.forced)
    return next(ends, count)


def _is_lonely(prepared: Prepared, turns: Turns, start: int, end: int) -> bool:
    """Whether a row holds a single character, and not because the editor wanted it so."""
    wanted = {0, len(prepared.atoms), *turns.forced}
    if {start, end} <= wanted:
        return False
    shown = (a for a in prepared.atoms[start:end] if a.kind not in MARKS and not a.text.isspace())
    return sum(len(atom.text) for atom in shown) < 2


def _cost(prepared: Prepared, turns: Turns, start: int, end: int, mean: Emu) -> Cost:
    """What a row costs: the turn at its end, and how far it is from the mean row."""
    turn = 0 if end == len(prepared.atoms) or end in turns.forced else turns.costs[end] or 0
    deviation = abs(prepared.natural(start, end) - mean) * 1000 // mean
    return turn + BALANCE * deviation * deviation // 1_000_000


def _keep(ways: dict[int, _Way], before: _Way, end: int, price: Cost) -> None:
    way = _Way(before.cost + price, end, before)
    if end not in ways or way.cost < ways[end].cost:
        ways[end] = way


def _rows(last: _Way) -> Rows:
    ends: list[int] = []
    way: _Way | None = last
    while way and way.end:
        ends.append(way.end)
        way = way.before
    return Rows(tuple(reversed(ends)), last.cost)
