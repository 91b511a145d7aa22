"""The page solver: pages full by the rules, as good as the best there is, the same every time.

The larger measurements are `bench.makeup` and `bench.gaps`; these are a few of their pages.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.gaps import AIM
from bench.guillotine import Optimum, fillable, optimum
from bench.makeup import Shop, astray, result_of
from bench.mixes import Mix, draw
from compositor.geometry import Rect
from compositor.makeup.fitting import Fitter
from compositor.makeup.make_up import MadeUp, make_up
from compositor.makeup.solve.depths import Shapes, Way
from compositor.makeup.solve.page import SolvedPage, solve_page
from compositor.makeup.solve.slicing import NEVER, Plates, Slices, Task
from compositor.model.issue import PagePlan
from tests.samples import ROOT

PAGES = ((3, 0), (3, 2), (4, 1), (4, 2), (5, 1))  # modules, number of the mix
LAYOUT = "sikai"


@cache
def shop() -> Shop:
    return Shop()


@cache
def mix(modules: int, seed: int) -> Mix:
    return draw(shop().layout(LAYOUT), seed, modules)


@cache
def fitter(modules: int, seed: int) -> Fitter:
    """One for each page: what it has fitted once it remembers."""
    layout = mix(modules, seed).layout
    return Fitter(layout, shop().setter(layout))


@cache
def made(modules: int, seed: int) -> MadeUp:
    page = mix(modules, seed)
    return make_up(page.issue, page.layout, fitter(modules, seed).setter)


def solved(modules: int, seed: int) -> SolvedPage:
    solution = made(modules, seed).solution
    assert solution
    return solution.pages[0]


@cache
def best(modules: int, seed: int) -> Optimum | None:
    issue = mix(modules, seed).issue
    return optimum(issue, issue.pages[0], fitter(modules, seed))


@pytest.mark.parametrize(("modules", "seed"), PAGES)
def test_every_page_is_full_without_a_hand(modules: int, seed: int) -> None:
    """Nothing left, no hole, no short foot, no leg more than a line short, no hard rule broken."""
    assert result_of(mix(modules, seed), made(modules, seed), 0).reasons == ()


@pytest.mark.parametrize(("modules", "seed"), PAGES)
def test_no_plan_is_better_by_more_than_two_hundredths(modules: int, seed: int) -> None:
    """The price is that of the proven optimum, or 2 % above it."""
    chosen, proven = solved(modules, seed).chosen, best(modules, seed)
    assert chosen and proven
    assert proven.price <= chosen.price <= proven.price * (1000 + AIM) // 1000


@pytest.mark.parametrize(("modules", "seed"), PAGES)
def test_what_the_solver_foretells_is_what_is_printed(modules: int, seed: int) -> None:
    """Leg for leg as many rows, and the same judgements (M10)."""
    page = made(modules, seed).edition.pages[0]
    chosen = solved(modules, seed).chosen
    assert chosen
    assert astray(solved(modules, seed), page.fills) == 0
    assert {(j.rule, j.price) for j in page.judgements} == {
        (j.rule, j.price) for j in chosen.judgements
    }


def test_a_pinned_article_stays_where_it_is() -> None:
    """An article with a place keeps it, and the rest of the page is filled round it."""
    page = mix(4, 1)
    chosen = solved(4, 1).chosen
    assert chosen
    plan = page.issue.pages[0]
    pin = chosen.placements[-1]
    others = tuple(entry for entry in plan.open if entry.article != pin.article)
    pinned = PagePlan(plan.number, plan.title, (pin,), plan.place, others)
    found = solve_page(replace(page.issue, pages=(pinned,)), pinned, fitter(4, 1))
    assert found.is_whole
    assert found.chosen and pin in found.chosen.placements


def test_articles_of_a_group_are_neighbours() -> None:
    """Whichever two articles are of a group, they stand together (R10)."""
    page = mix(4, 2)
    plan = page.issue.pages[0]
    for first, second in ((1, 2), (1, 3), (2, 3)):
        entries = tuple(
            replace(entry, group="series" if index in (first, second) else "")
            for index, entry in enumerate(plan.open)
        )
        grouped = replace(plan, open=entries)
        found = solve_page(replace(page.issue, pages=(grouped,)), grouped, fitter(4, 2))
        assert found.chosen and found.is_whole
        assert "R10" not in {j.rule for j in found.chosen.judgements}


SCRIPT = """\
from bench.makeup import Shop
from bench.mixes import draw
from compositor.makeup.make_up import make_up

shop = Shop()
mix = draw(shop.layout("sikai"), 0, 3)
print(make_up(mix.issue, mix.layout, shop.setter(mix.layout)).solution.issue.pages)
"""


def test_a_page_is_the_same_in_every_process() -> None:
    """Whatever Python's hashes are."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    first, second = [run.communicate()[0] for run in runs]
    assert first == second
    assert "Placement" in first


# ----------------------------------------------------------------- slicing, on abstract shapes

AREA = Rect(1, 3, 4, 30)
PARTING = 200  # more than a page costs for being parted in two (R07)
AbstractShapes = list[dict[int, dict[int, list[Way]]]]


@st.composite
def sliced(draw: st.DrawFn) -> AbstractShapes:
    """Shapes of two to five items that fill `AREA` in at least one way, and in others perhaps."""
    sizes = list(_cut(draw, AREA.width, AREA.height, draw(st.integers(2, 5))))
    shapes: AbstractShapes = [{} for _ in sizes]
    for item, (columns, lines) in enumerate(sizes):  # the first stands at the top, as a lead must
        _add(shapes, item, columns, lines, draw(st.integers(0, 40)))
        for _ in range(draw(st.integers(0, 3))):
            size = draw(st.integers(1, AREA.width)), draw(st.integers(3, AREA.height))
            _add(shapes, item, *size, draw(st.integers(0, 40)))
    return shapes


def _cut(draw: st.DrawFn, columns: int, lines: int, items: int) -> Iterator[tuple[int, int]]:
    """A rectangle cut into as many as will do, at most `items`; the sizes of the pieces."""
    can_stack, can_part = lines >= 8, columns >= 2
    if items == 1 or not (can_stack or can_part):
        yield columns, lines
        return
    few = draw(st.integers(1, items - 1))
    if can_stack and (not can_part or draw(st.booleans())):
        gap = draw(st.integers(1, 2))
        over = draw(st.integers(3, lines - gap - 3))
        yield from _cut(draw, columns, over, few)
        yield from _cut(draw, columns, lines - over - gap, items - few)
    else:
        left = draw(st.integers(1, columns - 1))
        yield from _cut(draw, left, lines, few)
        yield from _cut(draw, columns - left, lines, items - few)


def _add(shapes: AbstractShapes, item: int, columns: int, lines: int, cost: int) -> None:
    shapes[item].setdefault(columns, {}).setdefault(lines, [Way(cost, 0)])


def _slices(shapes: Shapes) -> Slices:
    return Slices(Task(AREA, shapes))


def _columns(plates: Plates) -> Iterator[list[tuple[int, int]]]:
    """For each column, the first and last line of every piece in it, downwards."""
    for column in range(AREA.x, AREA.right):
        areas = (area for _, area in plates if area.x <= column < area.right)
        yield sorted((area.y, area.bottom) for area in areas)


def _check_tiling(plates: Plates, shapes: Shapes) -> None:
    assert sorted(item for item, _ in plates) == list(range(len(shapes)))
    assert all(shapes[item][area.width][area.height] for item, area in plates)
    for pieces in _columns(plates):
        assert pieces[0][0] == AREA.y and pieces[-1][1] == AREA.bottom
        assert {under[0] - over[1] for over, under in pairwise(pieces)} <= {1, 2}


@given(sliced())
@settings(max_examples=60)
def test_plans_tile_their_area(shapes: AbstractShapes) -> None:
    """Every item once, in a way it has; no overlap, and nothing empty but a gap between pieces."""
    slices = _slices(shapes)
    assert slices.floor < NEVER
    for plan in slices.plans():
        for cost, plates in ((plan.cost, slices.plates(plan)), *slices.variants(plan, plan.cost)):
            _check_tiling(plates, shapes)
            assert slices.floor <= cost
            assert cost == sum(shapes[item][a.width][a.height][0].price for item, a in plates)


@given(sliced(), st.data())
@settings(max_examples=60)
def test_without_its_ways_no_plan_is_left(shapes: AbstractShapes, data: st.DataObject) -> None:
    """With a size taken from an item, there are plans only if the page can still be filled."""
    item = data.draw(st.integers(0, len(shapes) - 1))
    columns = data.draw(st.sampled_from(sorted(shapes[item])))
    del shapes[item][columns]
    has_plan = _slices(shapes).floor < NEVER
    assert has_plan <= fillable(shapes, AREA.width, AREA.height)
    assert has_plan == bool(_slices(shapes).plans())


def test_one_way_less_makes_a_page_infeasible() -> None:
    """The negative control: two halves fill the page, and one of them two lines short does not."""
    half = (AREA.height - 2) // 2
    shapes: AbstractShapes = [{}, {}]
    for item in (0, 1):
        _add(shapes, item, AREA.width, half, 0)
    assert _slices(shapes).floor == 0
    shapes[1] = {AREA.width: {half - 2: [Way(0, 0)]}}
    assert _slices(shapes).floor == NEVER
