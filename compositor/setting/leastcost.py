"""The paragraph optimum: of all ways to break a paragraph, the one with the least cost.

Dynamic programming over lines, in whole numbers. A line's cost is what a reader would notice:

    looseness   the square of what each ordinary gap gains, in thousandths of an em, and far more
                beyond 1/10 and 1/4 em
    tightness   what the line gives up, dearer by rank (a gap, a comma, a full stop last)
    contrast    neighbouring lines of different looseness
    orphan      a last line of one character: squeezed away, or another brought down
    beginning   a line that begins with a dash or an ellipsis
    parting     a number parted from its unit, a date cut (`unions`)

and each line costs something, so that of two equal ways the shorter wins. A line is one state: the
contrast needs the line before, so the best way to reach a break is kept for each line that ends
there. Where no permitted break fits, the line is broken as first-fit would.

Taking the best line each time finds the best way of two paragraphs in three, and never one that
costs too little. So a way is left that has cost more than it, with the least that the lines still
to come can cost: half as many lines are tried, and the way that is found is the same.

`total_cost` prices any breaks, so that tests can hold first-fit against the optimum: the optimum
never costs more. All prices were chosen by eye and by the measures of `bench`.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import chain
from operator import sub
from typing import NamedTuple, TypeAlias

from compositor.setting.classes import MARKS, CharClass
from compositor.setting.linebreak import Breaks, line_end
from compositor.setting.prepare import BRACKET, COMMA, FINAL, GAP, HAIR, WORD, Prepared
from compositor.units import Emu

THOUSAND = 1000

# Prices. Looseness r (thousandths of an em a gap) costs r², and this much more beyond a limit:
LOOSE, VERY_LOOSE = 80, 200
LOOSE_PRICE, VERY_LOOSE_PRICE = 8, 400
# Tightness t (thousandths of an em taken from a line) costs t * price // 100, by rank:
TIGHT_PRICE = {WORD: 200, BRACKET: 250, COMMA: 300, GAP: 400, FINAL: 600, HAIR: 500}
TAKEN_PRICE = 100  # the same for what gaps and marks take up before hanzi are parted
CONTRAST_DIVISOR = 2  # the square of the difference, divided by this
LOOSEST = 160  # all looser lines count as that beside their neighbours
MOST_CONTRAST = LOOSEST**2 // CONTRAST_DIVISOR  # a way dearer by that than another is hopeless
ORPHAN = 400_000
SHORT_LAST = 1_500  # a last line no longer than an indent
SOFT_BEGINNING = 4_000
LINE = 2_000
FORCED = 10_000_000  # a line that cannot be broken by the rules

REACH_EM = 2  # how far short of its measure a line is tried
SOFT = frozenset({CharClass.DASH, CharClass.ELLIPSIS})
UNCOUNTED = MARKS | {CharClass.SPACE}  # what makes no last line longer


# The best way to a line: its end, its looseness, the cost so far and the way before it. A line by
# itself: where it ends, its cost and its looseness. Plain tuples, for both are made by the hundred
# thousand, and a NamedTuple takes five times as long to make.
Way: TypeAlias = "tuple[int, int, int, Way | None]"
Line: TypeAlias = tuple[int, int, int]
Pricer: TypeAlias = Callable[[int, int, Emu], Line]
Liner: TypeAlias = Callable[[int, Emu], list[Line]]

START: Way = (0, 0, 0, None)


def least_cost(prepared: Prepared, measures: Sequence[Emu], indent: Emu) -> Breaks:
    """Break at least cost; see `linebreak.LineBreaker`."""
    count = len(prepared.atoms)
    if not count:
        return ()
    rooms = [_room(measures, row, indent) for row in range(max(2, len(measures)))]
    last_row, lines_from = len(rooms) - 1, _liner(prepared)
    most = _greedy(lines_from, rooms, count)
    price, squeezed, whole, reach = _rest(prepared, max(rooms))
    reached: list[dict[int, list[Way]]] = [{} for _ in range(count + 1)]
    reached[0][0] = [START]
    for start, rows in enumerate(reached[:-1]):
        for row, ways in rows.items():
            below = row + 1 if row < last_row else last_row
            least = min(map(_cost_of, ways)) if len(ways) > 1 else ways[0][2]
            for line in lines_from(start, rooms[row]):
                end = line[0]
                cost = least + line[1]
                if cost + price * ((whole - squeezed[end]) // reach) > most:
                    continue
                rivals = reached[end].setdefault(below, [])
                if not rivals or cost < rivals[0][2] + MOST_CONTRAST:
                    rivals.append(_best(ways, line, is_last=end == count))
    return _trace(min(chain.from_iterable(reached[count].values()), key=_cost_of))


def _greedy(lines_from: Liner, rooms: Sequence[Emu], count: int) -> int:
    """What it costs to take the best line each time."""
    way, row = START, 0
    while way[0] < count:
        lines = lines_from(way[0], rooms[row])
        ways = [_best([way], line, is_last=line[0] == count) for line in lines]
        way = min(reversed(ways), key=_cost_of)  # of two the longer one
        row = min(row + 1, len(rooms) - 1)
    return _cost_of(way)


class _Rest(NamedTuple):
    """The least that the lines after a boundary cost: so many of them, at `line`, as `reach` goes
    into what is left of the `whole`, all of it squeezed.
    """

    line: int
    squeezed: Sequence[Emu]
    whole: Emu
    reach: Emu


def _rest(prepared: Prepared, widest: Emu) -> _Rest:
    """A line takes up no more than the widest room, what its first atom loses there, and what the
    boundary after it does; one that takes more is forced, and dearer than any number of lines.
    """
    squeezed = [*map(sub, prepared.sums, prepared.shrinks)]
    ends = [*map(sub, prepared.feet, prepared.shrinks)]
    lost = max(map(sub, squeezed[1:-1], ends), default=0)
    reach = widest + max(prepared.head_cut) + max(0, lost)
    whole = ends[-1] - 1 + reach  # so that what is left of a line counts as one
    line = LINE if LINE * (whole // reach) < FORCED else 0
    return _Rest(line, squeezed, whole, reach)


def total_cost(prepared: Prepared, measures: Sequence[Emu], indent: Emu, breaks: Breaks) -> int:
    """What any breaks of a paragraph cost by the prices of `least_cost`."""
    price = _pricer(prepared)
    way = START
    for row, end in enumerate(breaks):
        start = way[0]
        slack = _room(measures, row, indent) - prepared.natural(start, end)
        way = _best([way], price(start, end, slack), is_last=end == len(prepared.atoms))
    return _cost_of(way)


def _cost_of(way: Way) -> int:
    return way[2]


def _room(measures: Sequence[Emu], row: int, indent: Emu) -> Emu:
    return measures[min(row, len(measures) - 1)] - (0 if row else indent)


def _liner(prepared: Prepared) -> Liner:
    """What finds the lines worth trying from a start in a room; if the rules allow none, the one
    that first-fit would take.
    """
    sums, shrinks, feet = prepared.sums, prepared.shrinks, prepared.feet
    head_cut, size, count = prepared.head_cut, prepared.size, len(prepared.atoms)
    ends_line = (*prepared.may_break[:-1], True)
    price, found = _pricer(prepared), dict[tuple[int, Emu], list[Line]]()

    def lines_from(start: int, room: Emu) -> list[Line]:
        if (start, room) in found:
            return found[start, room]
        lines: list[Line] = []
        right = room + sums[start] + head_cut[start]
        taken, least_slack = shrinks[start], -size
        first = bisect_left(sums, sums[start] + room - REACH_EM * size, start + 1)
        for last in range(min(first, count) - 1, count):
            # The same as `room - prepared.natural(start, end)`, which is too slow a call for here.
            slack = right - feet[last]
            left = slack + shrinks[last] - taken
            if left < least_slack:
                break
            if left >= 0 and ends_line[last]:
                lines.append(price(start, last + 1, slack))
        if not lines:
            end = line_end(prepared, start, room)
            lines.append(price(start, end, room - prepared.natural(start, end)))
        found[start, room] = lines
        return lines

    return lines_from


def _best(ways: Sequence[Way], line: Line, *, is_last: bool) -> Way:
    """The cheapest of several ways to go on with one and the same line."""
    end, base, looseness = line
    best = ways[0]
    if best is START:
        return (end, looseness, base, best)
    if is_last:
        best = min(ways, key=_cost_of)
        return (end, looseness, _cost_of(best) + base, best)
    least = -1
    for way in ways:
        cost = way[2] + (way[1] - looseness) ** 2 // CONTRAST_DIVISOR
        if least < 0 or cost < least:
            best, least = way, cost
    return (end, looseness, least + base, best)


def _pricer(prepared: Prepared) -> Pricer:
    """What prices the lines of a paragraph by themselves, from start, end and slack."""
    stretches, openings, parting = prepared.stretches, prepared.openings, prepared.parting
    atoms, size, count = prepared.atoms, prepared.size, len(prepared.atoms)

    def price(start: int, end: int, slack: Emu) -> Line:
        last = end - 1
        cost = LINE + parting[last]
        if start and atoms[start].kind in SOFT:
            cost += SOFT_BEGINNING
        if slack < 0:
            cost += _tightness(prepared, start, end, -slack)
        if end == count:
            return end, cost + _last_price(prepared, start, end), 0
        if slack <= 0:
            return end, cost, 0
        elastic = stretches[last] - stretches[start]
        if slack <= elastic:
            return end, cost + slack * THOUSAND // size * TAKEN_PRICE // 100, 0
        cost += elastic * THOUSAND // size * TAKEN_PRICE // 100
        gaps = openings[last] - openings[start]
        if not gaps:
            return end, cost + FORCED, LOOSEST
        looseness = (slack - elastic) * THOUSAND // (size * gaps)
        if looseness <= LOOSE:
            return end, cost + looseness * looseness, looseness
        return end, cost + _loose_price(looseness), min(looseness, LOOSEST)

    return price


def _loose_price(looseness: int) -> int:
    price = looseness**2 + LOOSE_PRICE * (looseness - LOOSE) ** 2
    if looseness > VERY_LOOSE:
        price += VERY_LOOSE_PRICE * (looseness - VERY_LOOSE) ** 2
    return price


def _tightness(prepared: Prepared, start: int, end: int, need: Emu) -> int:
    """The price of what a line gives up, rank after rank; forced if it is more than it has."""
    cost = 0
    for rank, give in enumerate(prepared.given):
        taken = min(need, give[end - 1] - give[start])
        cost += taken * THOUSAND // prepared.size * TIGHT_PRICE[rank] // 100
        need -= taken
        if need <= 0:
            return cost
    return cost + FORCED


def _last_price(prepared: Prepared, start: int, end: int) -> int:
    """An orphan, unless it is the whole paragraph; a last line of an indent's length is poor."""
    if not start:
        return 0
    shown = sum(len(a.text) for a in prepared.atoms[start:end] if a.kind not in UNCOUNTED)
    if shown <= 1:
        return ORPHAN
    return SHORT_LAST if shown == 2 else 0


def _trace(way: Way) -> Breaks:
    ends: list[int] = []
    step: Way | None = way
    while step and step is not START:
        ends.append(step[0])
        step = step[3]
    return tuple(reversed(ends))
