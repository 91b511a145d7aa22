"""Rows of a heading: the cheapest way, even, within the measure, none of a single character."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.setting.plain import EM, cut_at, plain_prepared
from compositor.setting.prepare import Prepared
from compositor.setting.rows import BALANCE, Rows, Turns, at_atoms, by_rule, cheapest
from tests.setting.texts import short_texts

TEN = "一二三四五六七八九十"


def prepared(text: str) -> Prepared:
    return plain_prepared(text)


def turns(costs: dict[int, int], text: str = TEN, forced: tuple[int, ...] = ()) -> Turns:
    return Turns(tuple(costs.get(i) for i in range(len(text))), forced)


def parted(rows: Rows | None, text: str = TEN) -> list[str]:
    return cut_at(text, rows.ends[:-1]) if rows else []


def test_rows_are_as_equal_as_free_turns_allow() -> None:
    free = turns(dict.fromkeys(range(2, 9), 0))
    assert parted(cheapest(prepared(TEN), free, 8 * EM, 2)) == ["一二三四五", "六七八九十"]
    assert parted(cheapest(prepared(TEN), turns({3: 0, 6: 0, 8: 0}), 8 * EM, 2)) == [
        "一二三四五六",
        "七八九十",
    ]


def test_a_dear_turn_in_the_middle_gives_way_to_a_cheap_one_beside_it() -> None:
    """Six and four cost 2 · 1500 · 0.2² = 120 for being uneven."""
    dear, fair = turns({5: 121, 6: 0}), turns({5: 119, 6: 0})
    assert parted(cheapest(prepared(TEN), dear, 8 * EM, 2))[0] == "一二三四五六"
    assert parted(cheapest(prepared(TEN), fair, 8 * EM, 2))[0] == "一二三四五"
    found = cheapest(prepared(TEN), dear, 8 * EM, 2)
    assert found and found.cost == 2 * BALANCE * 4 // 100


def test_rows_keep_to_the_measure_or_there_are_none() -> None:
    only = turns({4: 0})
    assert parted(cheapest(prepared(TEN), only, 6 * EM, 2)) == ["一二三四", "五六七八九十"]
    assert cheapest(prepared(TEN), only, 6 * EM - 1, 2) is None
    assert cheapest(prepared(TEN), only, 20 * EM, 3) is None


def test_a_mark_gives_its_blank_at_a_row_end() -> None:
    text = "一二三，四五六七"
    comma = turns({4: 0}, text)
    assert parted(cheapest(prepared(text), comma, 4 * EM, 2), text) == ["一二三，", "四五六七"]


def test_no_row_holds_a_single_character_unless_it_is_wanted() -> None:
    text = "一二三。四"
    first, last = turns({1: 0}, text), turns({4: 0}, text)
    assert cheapest(prepared(text), first, 9 * EM, 2) is None
    assert cheapest(prepared(text), last, 9 * EM, 2) is None
    assert cheapest(prepared(text), turns({4: 0}, text, (4,)), 9 * EM, 2)
    assert parted(by_rule(prepared(TEN), turns({1: 0, 2: 9_000_000}), 9 * EM))[0] == "一二"


def test_a_forced_row_begins_where_it_must() -> None:
    free = dict.fromkeys(range(2, 9), 0)
    assert cheapest(prepared(TEN), turns(free, forced=(3,)), 20 * EM, 1) is None
    assert parted(cheapest(prepared(TEN), turns(free, forced=(3,)), 20 * EM, 2))[0] == "一二三"
    assert parted(by_rule(prepared(TEN), turns({}, forced=(3,)), 4 * EM)) == ["一二三", TEN[3:]]


def test_by_rule_there_are_as_many_rows_as_it_takes() -> None:
    free = turns(dict.fromkeys(range(1, 10), 0))
    assert parted(by_rule(prepared(TEN), free, 4 * EM)) == ["一二三", "四五六", "七八九十"]
    assert parted(by_rule(prepared(TEN), turns({}), 4 * EM)) == [TEN]


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=9, max_size=9),
    st.integers(3, 10),
    st.integers(1, 4),
)
def test_no_other_way_is_cheaper(costs: list[int | None], zi: int, count: int) -> None:
    """Against every way there is, priced here once more."""
    text = prepared(TEN)
    offered = Turns((None, *costs))
    found = cheapest(text, offered, zi * EM, count)
    ways = [
        (0, *cut, len(TEN))
        for cut in combinations(range(1, len(TEN)), count - 1)
        if all(offered.costs[p] is not None for p in cut)
    ]
    mean = len(TEN) * EM // count
    prices = [
        sum(offered.costs[p] or 0 for p in way[1:-1])
        + sum(
            BALANCE * (abs((b - a) * EM - mean) * 1000 // mean) ** 2 // 10**6
            for a, b in pairwise(way)
        )
        for way in ways
        if all(b - a <= zi and (b - a > 1 or count == 1) for a, b in pairwise(way))
    ]
    assert (found.cost if found else None) == min(prices, default=None)


@given(short_texts(), st.integers(1, 12), st.integers(0, 5))
def test_every_atom_is_in_one_row(text: str, zi: int, seed: int) -> None:
    made = prepared(text)
    costs = [seed * p % 7 * 100 for p in range(len(text) + 1)]
    rows = by_rule(made, at_atoms(made, costs), zi * EM)
    assert rows.ends[-1] == len(made.atoms)
    assert all(a < b for a, b in pairwise((0, *rows.ends)))
    assert all(made.may_break[end - 1] for end in rows.ends[:-1])


@pytest.mark.parametrize("zi", [2, 4, 6])
def test_a_row_is_too_wide_only_if_it_has_no_turn(zi: int) -> None:
    made = prepared("一二三四五六七八，九")
    rows = by_rule(made, at_atoms(made, [0] * 11), zi * EM)
    starts = (0, *rows.ends[:-1])
    assert all(made.natural(a, b) <= zi * EM for a, b in zip(starts, rows.ends, strict=True))
