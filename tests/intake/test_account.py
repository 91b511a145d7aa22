"""The account: every character of the sources once; what is lost or doubled is noticed."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.account import Account, Change, Part, Row, Span, account_for, parts_of
from compositor.model.draft import (
    SUPPLIED,
    Document,
    LeftOut,
    Traced,
    joined,
    supplied,
    traced,
)
from tests.intake.samples import SEEDS, document, page, taken

TEXT = "甲乙 丙\n\n丁戊。\n"


def part(text: Traced, name: str = "body 1", article: str = "a01") -> Part:
    return Part(article, name, text)


def account(*parts: Part, out: tuple[LeftOut, ...] = (), text: str = TEXT) -> Account:
    """The account of a small page."""
    return account_for((document(text),), parts, out)


def of_seed(seed: str) -> Account:
    """The account of an import."""
    parts = tuple(parts_of(taken(seed).articles))
    return account_for((page(seed),), parts, taken(seed).left_out)


WHOLE = (part(traced("甲乙 丙", 0)), part(traced("丁戊。", 6), "body 2"))


# ------------------------------------------------------------------------- the seeds


@pytest.mark.parametrize("seed", SEEDS)
def test_every_character_of_the_seeds_goes_somewhere_once(seed: str) -> None:
    """In an article, or left out for a reason."""
    found = of_seed(seed)
    assert not found.missing and not found.twice
    places = Counter(o for row in found.rows for o in range(*row.span))
    text = page(seed).text
    assert all(places[o] == 1 for o, c in enumerate(text) if not c.isspace())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sums_of_the_seeds_come_out(seed: str) -> None:
    """What is in articles and what is left out make the whole."""
    found = of_seed(seed)
    text = page(seed).text
    out = sum(not text[o].isspace() for row in found.rows if row.why for o in range(*row.span))
    assert found.counted == sum(not c.isspace() for c in text)
    assert found.in_articles + out == found.counted


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_changed_but_what_is_supplied(seed: str) -> None:
    """Before house style an import changes no character."""
    assert all(change.span is None and not change.was for change in of_seed(seed).changes)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lost_character_of_a_seed_is_noticed(seed: str) -> None:
    """The one in the middle of a paragraph, for every seventh paragraph."""
    parts = list(parts_of(taken(seed).articles))
    bodies = [(n, one) for n, one in enumerate(parts) if one.name.startswith("body")]
    for number, one in bodies[::7]:
        at = len(one.text) // 2
        origin = one.text.origins[at]
        assert origin != SUPPLIED and not one.text.text[at].isspace()
        parts[number] = one._replace(text=one.text.without(at, at + 1))
        found = account_for((page(seed),), parts, taken(seed).left_out)
        assert found.missing == (Span(origin, origin + 1),)
        parts[number] = one


@pytest.mark.parametrize("seed", SEEDS)
def test_a_passage_that_is_in_two_articles_is_noticed(seed: str) -> None:
    """And one that is both in an article and left out."""
    parts = list(parts_of(taken(seed).articles))
    body = next(p for p in parts if p.name == "body 1")
    twice = account_for((page(seed),), [*parts, part(body.text.cut(3, 9))], taken(seed).left_out)
    assert sum(b - a for a, b in twice.twice) >= 6 and not twice.missing
    out = (*taken(seed).left_out, LeftOut(body.text.origins[3:9], "repeated"))
    assert account_for((page(seed),), parts, out).twice == twice.twice


# ------------------------------------------------------------------------ small pages


def test_what_is_in_articles_is_a_row_each() -> None:
    """White space within a stretch belongs to it."""
    assert account(*WHOLE).rows == (
        Row(Span(0, 4), "a01", "body 1"),
        Row(Span(6, 9), "a01", "body 2"),
    )


def test_a_text_over_a_line_end_is_one_stretch() -> None:
    """Blank lines between its characters part nothing."""
    whole = joined((traced("甲乙 丙", 0), traced("丁戊。", 6)))
    assert account(part(whole)).rows == (Row(Span(0, 9), "a01", "body 1"),)


def test_what_is_left_out_is_a_row_with_its_reason() -> None:
    """One for each stretch."""
    out = LeftOut((0, 1, 7, 8), "repeated")
    found = account(part(traced("丙", 3)), part(traced("丁", 6)), out=(out,))
    assert [row for row in found.rows if row.why] == [
        Row(Span(0, 2), "", "", "repeated"),
        Row(Span(2, 3), "", "", "blank"),
        Row(Span(7, 9), "", "", "repeated"),
    ]


def test_a_space_no_text_has_kept_is_a_row() -> None:
    """It parted two texts; white space at line ends is not counted."""
    found = account(part(traced("甲乙", 0)), part(traced("丙", 3)), part(traced("丁戊。", 6)))
    assert [row for row in found.rows if row.why] == [Row(Span(2, 3), "", "", "blank")]
    assert found.counted == 6 == found.in_articles


def test_characters_nothing_owns_to_are_missing() -> None:
    """As stretches."""
    found = account(part(traced("甲乙 丙", 0)))
    assert found.missing == (Span(6, 9),) and not found.twice
    assert account().missing == (Span(0, 9),)


def test_characters_that_are_in_two_places_are_named() -> None:
    """Spaces, too."""
    assert account(*WHOLE, part(traced("乙 丙", 1), "deck")).twice == (Span(1, 4),)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            traced("甲乙 丙", 0).replaced(1, 2, "己"),
            Change(Span(1, 2), "a01", "body 1", "乙", "己"),
        ),
        (
            traced("甲乙 丙", 0).replaced(0, 2, "己庚辛"),
            Change(Span(0, 2), "a01", "body 1", "甲乙", "己庚"),
        ),
        (
            traced("甲乙 丙", 0) + supplied("〔下文缺〕"),
            Change(None, "a01", "body 1", "", "〔下文缺〕"),
        ),
    ],
    ids=["other", "longer", "supplied"],
)
def test_other_characters_than_the_sources_are_changes(text: Traced, change: Change) -> None:
    """What was there and where, and what is now."""
    assert account(part(text), WHOLE[1]).changes[0] == change


def test_a_supplied_space_is_no_change() -> None:
    """It parts what was parted by a line end."""
    whole = joined((traced("甲乙 丙", 0), supplied(" "), traced("丁戊。", 6)))
    assert not account(part(whole)).changes


def test_parts_are_named_by_what_they_are() -> None:
    """Heading fields, body 1 …, caption 1, credit 1."""
    names = [p.name for one in taken("003").articles for p in parts_of((one,)) if one.name == "a04"]
    assert names == ["headline", "caption 1", "credit 1"]


# ----------------------------------------------------------------------------- places


def documents(*texts: str) -> tuple[Document, ...]:
    """Documents counted through."""
    made: list[Document] = []
    for text in texts:
        base = made[-1].end if made else 0
        made.append(replace(document("甲"), text=text, base=base))
    return tuple(made)


@pytest.mark.parametrize(
    ("texts", "origin", "place"),
    [
        (("甲乙\n丙",), 0, "1:1"),
        (("甲乙\n丙",), 1, "1:2"),
        (("甲乙\n丙",), 3, "2:1"),
        (("甲乙\n丙", "丁\n戊"), 0, "1:1:1"),
        (("甲乙\n丙", "丁\n戊"), 4, "2:1:1"),
        (("甲乙\n丙", "丁\n戊"), 6, "2:2:1"),
    ],
)
def test_a_place_is_line_and_column(texts: tuple[str, ...], origin: int, place: str) -> None:
    """With the document's number before, where there are several."""
    assert account_for(documents(*texts), (), ()).place(origin) == place


@given(st.lists(st.text(alphabet="甲 \n", min_size=1, max_size=12), min_size=1, max_size=3))
def test_a_place_names_one_character(texts: list[str]) -> None:
    """And the character is found by it again."""
    found = account_for(documents(*texts), (), ())
    places = [found.place(o) for o in range(len("".join(texts)))]
    assert [found.origin(place) for place in places] == list(range(len(places)))
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    "place", ["9:1", "0:1", "一:1", "1", "1:2:3:4", "7:1:1", "1:99", "2:0", ""]
)
def test_a_place_of_no_page_is_refused(place: str) -> None:
    """By `ValueError`, which is caught where a report is read back."""
    found = account_for(documents("甲乙\n丙", "丁"), (), ())
    with pytest.raises(ValueError):
        found.origin(place)


def test_a_stretch_is_quoted_on_one_line() -> None:
    """Its line ends as one space."""
    assert account().text(Span(1, 7)) == "乙 丙 丁"


# ------------------------------------------------------------------------- properties


@given(st.data())
def test_the_account_says_what_was_done(data: st.DataObject) -> None:
    """Characters put anywhere, once, twice or nowhere: rows, missing and twice are right."""
    text = data.draw(st.text(alphabet="甲乙丙。", min_size=1, max_size=20))
    places = [data.draw(st.integers(0, 3)) for _ in text]  # 0 nowhere, 1 article, 2 out, 3 both
    mine = [o for o, place in enumerate(places) if place in (1, 3)]
    out = tuple(o for o, place in enumerate(places) if place in (2, 3))
    made = part(Traced("".join(text[o] for o in mine), tuple(mine)))
    found = account_for((document(text),), (made,), (LeftOut(out, "furniture"),))
    missing = {o for span in found.missing for o in range(*span)}
    twice = {o for span in found.twice for o in range(*span)}
    assert missing == {o for o, place in enumerate(places) if place == 0}
    assert twice == {o for o, place in enumerate(places) if place == 3}
    assert found.in_articles == len(mine) and not found.changes
