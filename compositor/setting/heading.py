"""Display lines: a headline, kicker, deck, byline or crosshead over a width, as an editor would.

Where she offers turns herself (a space, or `|`: `model.turns`) and they suffice at some size, the
heading is parted nowhere else; otherwise between phrases too (`phrases`). Each size of the ladder
is shaped once and tried on one to three rows, and the cheapest way is taken: it costs to be smaller
than the largest size, to take another row, to turn at a poor place, and to be uneven (`rows`).

    聚焦时代主题 汇聚磅礴力量                 →   one line at 42 pt, or two equal ones
    省总工会召开十四届七次全委会议            →   省总工会召开 / 十四届七次全委会议

If nothing fits, the smallest size is broken into as many rows as it takes, and `Display.fits` says
so. Phrases are asked for only if no better way is left, for to know them takes 0.07 s once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from compositor.model.issue import Span
from compositor.model.layout import TypeStyle
from compositor.model.setter import Display
from compositor.model.turns import Marked
from compositor.setting.atoms import Shaped
from compositor.setting.glue import DISPLAY_SPACING
from compositor.setting.grammar import BANNED
from compositor.setting.paragraph import (
    Composer,
    Job,
    SetText,
    place_lines,
    prepare_block,
    shape_block,
)
from compositor.setting.phrases import Costs, all_costs, costs_at_points, editors_costs, shows_turns
from compositor.setting.prepare import Prepared
from compositor.setting.rows import ROW, Rows, Turns, at_atoms, by_rule, cheapest, width
from compositor.units import Emu

# What so many rows cost, in thousandths of the largest size: one is preferred to two that are up to
# 11 % larger (a step or two of a ladder), two to three that are up to 29 % larger. Chosen by eye.
ROW_COSTS = (0, 110, 400)
PLAIN_ENOUGH = 200  # two rows parted at a point, up to 9 % smaller: phrases are not looked for
WORTHWHILE = 3  # the fewest rows that fit, one more and two more are compared
LONGEST = 200  # atoms: what is longer is no heading, and parted without counting rows
ANYWHERE = 1_000 * BANNED  # a turn that no rule allows, so that a heading keeps to its width


class _Order(NamedTuple):
    """A heading to be set, and what sets it."""

    composer: Composer
    marked: Marked
    style: TypeStyle
    measure: Emu

    @property
    def tries(self) -> "Iterator[_Try]":
        """The heading at each size of its ladder, the largest first."""
        return (_try(self, size) for size in self.style.sizes)


class _Try(NamedTuple):
    """The heading at one size of its ladder."""

    job: Job
    shaped: Shaped
    prepared: Prepared
    smaller: int  # than the largest size, in thousandths of it


class _Way(NamedTuple):
    """A way to set it, and what it costs in all."""

    at: _Try
    rows: Rows
    cost: int


def set_display(
    composer: Composer, marked: Marked, style: TypeStyle, measure: Emu
) -> tuple[Display, SetText]:
    """Set a heading; the second value carries what the faces could not do."""
    order = _Order(composer, marked, style, measure)
    first = _try(order, style.size)
    if not first.prepared.atoms:
        return Display((), style.size, fits=True), _set(first, ())
    way = _best_way(order)
    if way:
        done = _set(way.at, way.rows.ends)
        return Display(done.lines, way.at.job.size, fits=True), done
    last = _try(order, style.sizes[-1])
    done = _set(last, _by_rule(order, last).ends)
    return Display(done.lines, style.sizes[-1], fits=False), done


def fewest(prepared: Prepared, marked: Marked, measure: Emu, most: int) -> Rows:
    """A heading of one size on as few rows as phrases allow; on more than `most` if need be."""
    count = len(prepared.atoms)
    least = max(1, width(prepared) // (measure + prepared.size))
    for costs_of in (editors_costs, all_costs) if count <= LONGEST else ():
        turns = at_atoms(prepared, costs_of(marked), marked.forced).below(BANNED)
        ways = (cheapest(prepared, turns, measure, n) for n in range(least, min(most, count) + 1))
        if found := list(islice(filter(None, ways), WORTHWHILE)):
            return min(found, key=lambda rows: rows.cost + ROW * len(rows.ends))
    turns = at_atoms(prepared, all_costs(marked), marked.forced)
    return by_rule(prepared, _with_turns(turns, (False, *prepared.may_break)), measure)


def _try(order: _Order, size: Emu) -> _Try:
    """The heading at a size; it is tried in several ways, and in ladders that begin elsewhere."""
    composer, words = order.composer, order.marked.words
    job = Job(order.style.alone(size), size, order.measure, DISPLAY_SPACING)

    def prepared() -> tuple[Shaped, Prepared]:
        shaped = shape_block(composer, [Span(words)], job)
        return shaped, prepare_block(composer, shaped, job)

    largest = order.style.size
    smaller = (largest - size) * 1000 // largest
    return _Try(job, *composer.memory.of(("heading", words, job), prepared), smaller)


def _best_way(order: _Order) -> _Way | None:
    """The editor's way if she showed one, else the cheapest between phrases."""
    marked = order.marked
    own = _cheapest(order, editors_costs(marked))
    if own and (shows_turns(marked) or own.cost <= ROW_COSTS[1]):
        return own  # no way of more rows could be cheaper
    plain = _cheapest(order, costs_at_points(marked))
    if plain and plain.cost <= PLAIN_ENOUGH:
        return plain
    return _cheapest(order, _all_costs(order))


def _cheapest(order: _Order, costs: Costs) -> _Way | None:
    """The cheapest of every size on one, two and three rows that fit; of several the largest.

    What a way costs for its size and its rows alone rules most of them out.
    """
    best: _Way | None = None
    for at in order.tries:
        if best and best.cost <= at.smaller:
            break
        turns = at_atoms(at.prepared, costs, order.marked.forced).below(BANNED)
        for count, cost in enumerate(ROW_COSTS, start=1):
            least = at.smaller + cost
            if best and best.cost <= least:
                break
            rows = cheapest(at.prepared, turns, at.job.measure, count)
            if rows and (best is None or least + rows.cost < best.cost):
                best = _Way(at, rows, least + rows.cost)
    return best


def _all_costs(order: _Order) -> Costs:
    """The turns between phrases, which take long to find."""
    marked = order.marked
    return order.composer.memory.of(("phrases", marked), lambda: all_costs(marked))


def _by_rule(order: _Order, at: _Try) -> Rows:
    turns = at_atoms(at.prepared, _all_costs(order), order.marked.forced)
    everywhere = [True] * len(turns.costs)
    return by_rule(at.prepared, _with_turns(turns, everywhere), at.job.measure)


def _with_turns(turns: Turns, where: Iterable[bool]) -> Turns:
    """Turns with others before such atoms as stand `where`, dearer than all of them."""
    rows = zip(turns.costs, where, strict=False)
    costs = (ANYWHERE if cost is None and may else cost for cost, may in rows)
    return Turns(tuple(costs), turns.forced)


def _set(at: _Try, ends: Sequence[int]) -> SetText:
    lines = place_lines(at.prepared, tuple(ends), at.job)
    return SetText(lines, at.shaped.missing, at.shaped.fallbacks)
