"""The whole importer: no character lost or doubled, whatever comes, and the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.damage import damaged
from compositor.intake.account import account_for, parts_of
from compositor.intake.take_in import Taken, take_in
from compositor.model.draft import SUPPLIED, Document
from tests.intake.samples import SEEDS, corrected, document, page, taken

PAGES = tuple(range(0, 60, 5))
"""Numbers of pages damaged on purpose (`bench.damage`)."""

# Texts of everything that has a rule: labels, marks, spaces, figures, words of credits and sources.
SIGNS = "工会职人天王明记者摄图文来源小编说日前【】“”《》（），。：:！、…—「」,;/ 　8AB%|"
LINES = st.lists(st.text(alphabet=SIGNS, max_size=24), max_size=30)
KNOWN = st.sampled_from(
    [
        *("【工会博览】", "来源：《工人日报》", "王雪 赵露 摄", "本报记者 王明", "编后：好。", "工会 专刊"),
        *("一", "二", "10", "", "", "工会夜市工会夜市", "日前，活动开展。", "五指成拳 化解民心"),
        *("区总工会开设职工自习室，职工在自习室读", "书学习，自习室整洁安静。", "滨海县总工会 李玲玲"),
    ]
)  # fmt: skip


def check_whole(found: Taken, *documents: Document) -> None:
    """Every character of the documents is in one article or left out once."""
    account = account_for(documents, tuple(parts_of(found.articles)), found.left_out)
    assert not account.missing and not account.twice
    assert all(change.span is None for change in account.changes)
    assert [name for names in found.pages for name in names] == [a.name for a in found.articles]


def check_sound(found: Taken) -> None:
    """Bold stretches lie in their texts, and what is supplied has no origin but in marks."""
    for one in found.articles:
        for block in one.blocks:
            assert block.text
            assert all(0 <= a < b <= len(block.text) for a, b in block.strong)
        for field in one.supplied:
            assert set(one.field(field).origins) == {SUPPLIED}


# ------------------------------------------------------------------------- real pages


@pytest.mark.parametrize("seed", SEEDS)
def test_no_character_of_a_seed_is_lost_or_doubled(seed: str) -> None:
    """Nor changed."""
    check_whole(taken(seed), page(seed))
    check_sound(taken(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_gives_as_many_articles_as_its_editor_made(seed: str) -> None:
    """Five or six."""
    assert len(taken(seed).articles) == len(corrected(seed))


def test_the_name_of_the_section_is_kept() -> None:
    """工会 专刊 of seed 001."""
    assert [taken(seed).section for seed in SEEDS] == ["", "工会专刊", "", "", ""]


@pytest.mark.parametrize("number", PAGES)
def test_no_character_of_a_damaged_page_is_lost_or_doubled(number: int) -> None:
    """Of pages nobody has seen."""
    one = document(damaged(number).text)
    found = take_in((one,))
    check_whole(found, one)
    check_sound(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_page_gives_the_same_articles(seed: str) -> None:
    """And the same record."""
    assert take_in((page(seed),)) == taken(seed)


# -------------------------------------------------------------------- several documents


def test_articles_are_named_through_all_documents() -> None:
    """Each document stands for itself; origins are counted through."""
    first = document("自习室亮灯\n\n区总工会开设职工自习室，职工读书。\n")
    second = document("石榴籽抱团\n\n法院培育石榴籽品牌，法官抱团。\n", base=first.end)
    found = take_in((first, second))
    assert found.pages == (("a01",), ("a02",))
    check_whole(found, first, second)


def test_two_pages_give_what_each_gives_alone() -> None:
    """What is common on one says nothing about the other."""
    second = document(page("004").text, base=page("000").end)
    found = take_in((page("000"), second))
    assert found.articles[:5] == taken("000").articles
    alone = [[block.text.text for block in one.blocks] for one in taken("004").articles]
    assert [[block.text.text for block in one.blocks] for one in found.articles[5:]] == alone


def test_no_documents_are_no_articles() -> None:
    """And no error."""
    assert take_in(()) == Taken((), (), "", (), ())


def test_a_page_of_headings_alone_has_no_articles() -> None:
    """Its text is left out by name."""
    one = document("聚焦时代主题\n")
    found = take_in((one,))
    check_whole(found, one)
    assert [left.why for left in found.left_out] == ["unplaced"]


# ------------------------------------------------------------------------- properties


@given(LINES)
def test_whatever_a_page_holds_no_character_is_lost_or_doubled(lines: list[str]) -> None:
    """Hanzi, marks, figures, blank lines, in any order; never an exception."""
    one = document("\n".join(lines) + "\n甲")
    found = take_in((one,))
    check_whole(found, one)
    check_sound(found)


@given(st.lists(KNOWN, min_size=1, max_size=14), st.booleans())
def test_whatever_parts_a_page_has_no_character_is_lost_or_doubled(
    lines: list[str], is_page: bool
) -> None:
    """Labels, sources, credits, bylines, notes, repeats and cut text without any order."""
    one = document("\n".join(lines) + "\n甲", is_page)
    found = take_in((one,))
    check_whole(found, one)
    check_sound(found)


@given(st.sampled_from(SEEDS), st.data())
def test_a_part_of_a_real_page_loses_and_doubles_nothing(seed: str, data: st.DataObject) -> None:
    """Any lines of a seed, from anywhere."""
    lines = page(seed).text.split("\n")
    start = data.draw(st.integers(0, len(lines) - 2))
    length = data.draw(st.integers(1, 40))
    text = "\n".join(lines[start : start + length])
    one = document(text if text.strip() else "甲")
    check_whole(take_in((one,)), one)
