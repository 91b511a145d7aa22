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

`total_cost` prices any breaks, so that tests can hold first-fit against the optimum: the optimum
never costs more. All prices were chosen by eye and by the measures of `bench`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

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

START: Way = (0, 0, 0, None)


def least_cost(prepared: Prepared, measures: Sequence[Emu], indent: Emu) -> Breaks:
    """Break at least cost; see `linebreak.LineBreaker`."""
    count = len(prepared.atoms)
    if not count:
        return ()
    price = _pricer(prepared)
    last_row = max(1, len(measures) - 1)
    reached: list[dict[int, list[Way]]] = [{} for _ in range(count + 1)]
    reached[0][0] = [START]
    for start in range(count):
        for row, ways in reached[start].items():
            below = min(row + 1, last_row)
            least = min(map(_cost_of, ways))
            for end, slack in _ends(prepared, start, _room(measures, row, indent)):
                line = price(start, end, slack)
                rivals = reached[end].setdefault(below, [])
                if not rivals or least + line[1] < _cost_of(rivals[0]) + MOST_CONTRAST:
                    rivals.append(_best(ways, line, is_last=end == count))
    return _trace(min(chain.from_iterable(reached[count].values()), key=_cost_of))


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


def _ends(prepared: Prepared, start: int, room: Emu) -> Iterator[tuple[int, Emu]]:
    """The ends worth trying for a line, each with its slack; if the rules allow none, the end that
    first-fit would take.
    """
    sums, shrinks, feet = prepared.sums, prepared.shrinks, prepared.feet
    may_break, count = prepared.may_break, len(prepared.atoms)
    right = room + sums[start] + prepared.head_cut[start]
    taken, least_slack = shrinks[start], -prepared.size
    found = False
    first = bisect_left(sums, sums[start] + room - REACH_EM * prepared.size)
    for end in range(max(start + 1, min(first, count)), count + 1):
        # The same as `room - prepared.natural(start, end)`, which is too slow a call for here.
        slack = right - feet[end - 1]
        room_left = slack + shrinks[end - 1] - taken
        if room_left < least_slack:
            break
        if room_left >= 0 and (end == count or may_break[end - 1]):
            found = True
            yield end, slack
    if not found:
        end = line_end(prepared, start, room)
        yield end, room - prepared.natural(start, end)


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
        cost += min(slack, elastic) * THOUSAND // size * TAKEN_PRICE // 100
        if slack <= elastic:
            return end, cost, 0
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
