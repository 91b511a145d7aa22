"""The paragraph optimum: of all ways to break a paragraph, the one with the least cost.

Dynamic programming over lines, in whole numbers. A line's cost is what a reader would notice:

    looseness   the square of what each ordinary gap gains, in thousandths of an em, and far more
                beyond 1/10 and 1/4 em
    tightness   what the line gives up, dearer by rank (a gap, a comma, a full stop last)
    contrast    neighbouring lines of different looseness
    orphan      a last line of one character: squeezed away, or another brought down
    beginning   a line that begins with a dash or an ellipsis

and each line costs something, so that of two equal ways the shorter wins. A line is one state: the
contrast needs the line before, so the best way to reach a break is kept for each line that ends
there. Where no permitted break fits, the line is broken as first-fit would.

`total_cost` prices any breaks, so that tests can hold first-fit against the optimum: the optimum
never costs more. All prices were chosen by eye and by the measures of `bench`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compositor.setting.classes import CharClass
from compositor.setting.linebreak import Breaks, line_end
from compositor.setting.prepare import BRACKET, COMMA, FINAL, GAP, WORD, Prepared
from compositor.units import Emu

THOUSAND = 1000

# Prices. Looseness r (thousandths of an em a gap) costs r², and this much more beyond a limit:
LOOSE, VERY_LOOSE = 80, 200
LOOSE_PRICE, VERY_LOOSE_PRICE = 8, 400
# Tightness t (thousandths of an em taken from a line) costs t * price // 100, by rank:
TIGHT_PRICE = {WORD: 200, BRACKET: 250, COMMA: 300, GAP: 400, FINAL: 900}
TAKEN_PRICE = 100  # the same for what gaps and marks take up before hanzi are parted
CONTRAST_DIVISOR = 2  # the square of the difference, divided by this
ORPHAN = 400_000
SHORT_LAST = 1_500  # a last line no longer than an indent
SOFT_BEGINNING = 4_000
LINE = 2_000
FORCED = 10_000_000  # a line that cannot be broken by the rules

REACH_EM = 3  # how far short of its measure a line is tried
SOFT = frozenset({CharClass.DASH, CharClass.ELLIPSIS})
MARKS = frozenset(
    {
        CharClass.CLOSING,
        CharClass.FINAL,
        CharClass.COMMA,
        CharClass.COLON,
        CharClass.OPENING,
        CharClass.SPACE,
    }
)


class Way(NamedTuple):
    """The best way to a line: its end, its looseness, the cost so far and the way before it."""

    end: int
    row: int
    looseness: int
    cost: int
    before: "Way | None"


def least_cost(prepared: Prepared, measures: Sequence[Emu], indent: Emu) -> Breaks:
    """Break at least cost; see `linebreak.LineBreaker`."""
    count = len(prepared.atoms)
    if not count:
        return ()
    last_row = max(1, len(measures) - 1)
    reached: list[list[Way]] = [[] for _ in range(count + 1)]
    reached[0].append(Way(0, 0, 0, 0, None))
    for start in range(count):
        for row in {way.row: None for way in reached[start]}:
            ways = [way for way in reached[start] if way.row == row]
            room = _room(measures, row, indent)
            for end, slack in _ends(prepared, start, room):
                reached[end].append(_best(prepared, ways, end, slack, min(row + 1, last_row)))
    return _trace(min(reached[count], key=_cost_of))


def total_cost(prepared: Prepared, measures: Sequence[Emu], indent: Emu, breaks: Breaks) -> int:
    """What any breaks of a paragraph cost by the prices of `least_cost`."""
    last_row = max(1, len(measures) - 1)
    way = Way(0, 0, 0, 0, None)
    for end in breaks:
        slack = _room(measures, way.row, indent) - prepared.natural(way.end, end)
        way = _best(prepared, [way], end, slack, min(way.row + 1, last_row))
    return way.cost


def _cost_of(way: Way) -> int:
    return way.cost


def _room(measures: Sequence[Emu], row: int, indent: Emu) -> Emu:
    return measures[min(row, len(measures) - 1)] - (0 if row else indent)


def _ends(prepared: Prepared, start: int, room: Emu) -> Iterator[tuple[int, Emu]]:
    """The ends worth trying for a line, each with its slack; if the rules allow none, the end that
    first-fit would take.
    """
    sums, shrinks, glue, foot_cut = (
        prepared.sums,
        prepared.shrinks,
        prepared.glue,
        prepared.foot_cut,
    )
    may_break, count = prepared.may_break, len(prepared.atoms)
    left, taken = sums[start] + prepared.start_cut(start), shrinks[start]
    least_slack = -prepared.size
    found = False
    first = bisect_left(sums, sums[start] + room - REACH_EM * prepared.size)
    for end in range(max(start + 1, min(first, count)), count + 1):
        # The same as `room - prepared.natural(start, end)`, which is too slow a call for here.
        slack = room - (sums[end] - left - glue[end - 1].width - foot_cut[end - 1])
        room_left = slack + shrinks[end - 1] - taken
        if room_left < least_slack:
            break
        if room_left >= 0 and (end == count or may_break[end - 1]):
            found = True
            yield end, slack
    if not found:
        end = line_end(prepared, start, room)
        yield end, room - prepared.natural(start, end)


def _best(prepared: Prepared, ways: Sequence[Way], end: int, slack: Emu, row: int) -> Way:
    """The cheapest of several ways to go on with one and the same line."""
    start = ways[0].end
    base, looseness = _price(prepared, start, end, slack)
    if end == len(prepared.atoms):
        before = min(ways, key=_cost_of)
        return Way(end, row, looseness, before.cost + base, before)
    best, best_cost = ways[0], -1
    for way in ways:
        contrast = (way.looseness - looseness) ** 2 // CONTRAST_DIVISOR if way.before else 0
        cost = way.cost + contrast
        if best_cost < 0 or cost < best_cost:
            best, best_cost = way, cost
    return Way(end, row, looseness, best_cost + base, best)


def _price(prepared: Prepared, start: int, end: int, slack: Emu) -> tuple[int, int]:
    """Cost of a line by itself, and its looseness."""
    cost = LINE
    if start and prepared.atoms[start].kind in SOFT:
        cost += SOFT_BEGINNING
    if end == len(prepared.atoms):
        cost += _last_price(prepared, start, end)
        return (cost + _tightness(prepared, start, end, -slack), 0) if slack < 0 else (cost, 0)
    if slack < 0:
        return cost + _tightness(prepared, start, end, -slack), 0
    elastic = prepared.stretches[end - 1] - prepared.stretches[start]
    if slack <= elastic:
        return cost + slack * THOUSAND // prepared.size * TAKEN_PRICE // 100, 0
    gaps = prepared.openings[end - 1] - prepared.openings[start]
    looseness = (slack - elastic) * THOUSAND // (prepared.size * max(1, gaps))
    return cost + _looseness_price(looseness) + (0 if gaps else FORCED), looseness


def _looseness_price(looseness: int) -> int:
    price = looseness * looseness
    if looseness > LOOSE:
        price += LOOSE_PRICE * (looseness - LOOSE) ** 2
    if looseness > VERY_LOOSE:
        price += VERY_LOOSE_PRICE * (looseness - VERY_LOOSE) ** 2
    return price


def _tightness(prepared: Prepared, start: int, end: int, need: Emu) -> int:
    """The price of what a line gives up, rank after rank; forced if it is more than it has."""
    cost = 0
    for rank, give in enumerate(prepared.gives):
        taken = min(need, sum(give[start : end - 1]))
        cost += taken * THOUSAND // prepared.size * TIGHT_PRICE[rank] // 100
        need -= taken
        if need <= 0:
            return cost
    return cost + FORCED


def _last_price(prepared: Prepared, start: int, end: int) -> int:
    """An orphan, unless it is the whole paragraph; a last line of an indent's length is poor."""
    if not start:
        return 0
    shown = sum(len(a.text) for a in prepared.atoms[start:end] if a.kind not in MARKS)
    if shown <= 1:
        return ORPHAN
    return SHORT_LAST if shown == 2 else 0


def _trace(way: Way) -> Breaks:
    ends: list[int] = []
    step: Way | None = way
    while step and step.before:
        ends.append(step.end)
        step = step.before
    return tuple(reversed(ends))
