"""A working headline for an article that has lost its own."""

import pytest

from compositor.intake.affinity import Affinity
from compositor.intake.headline import LENGTH, working_headline
from tests.intake.samples import SEEDS, affinity, corrected

NO_PAGE = Affinity([])


def texts(seed: str) -> list[list[str]]:
    """The paragraphs of each article that has running text."""
    return [[b.text for b in one.body] for one in corrected(seed) if one.body]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_article_of_the_seeds_has_a_telling_clause(seed: str) -> None:
    """Of its first paragraphs, word for word, and of a headline's length."""
    for paragraphs in texts(seed):
        words = working_headline(paragraphs, affinity(seed))
        assert any(words in paragraph for paragraph in paragraphs[:3])
        assert LENGTH[0] <= len(words) <= LENGTH[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_articles_of_a_page_get_the_same(seed: str) -> None:
    """Each by what only it says."""
    found = [working_headline(paragraphs, affinity(seed)) for paragraphs in texts(seed)]
    assert len(set(found)) == len(found)


def test_what_an_article_says_again_and_again_tells() -> None:
    """Rather than what stands first."""
    paragraphs = [
        "各项工作取得新的成效，打造石榴籽工会品牌，各方都很满意。",
        "石榴籽工会品牌抱团，石榴籽工会品牌有力。",
    ]
    page = Affinity([*paragraphs, "自习室亮灯。", "劳动竞赛促产改。", "工会送清凉。"])
    assert working_headline(paragraphs, page) == "打造石榴籽工会品牌"


@pytest.mark.parametrize(
    ("paragraph", "headline"),
    [
        ("近年来打造石榴籽工会品牌。", "打造石榴籽工会品牌"),
        ("让职工自习室亮起灯来。", "职工自习室亮起灯来"),
        ("打造“石榴籽工会品牌，抱团”向前。", ""),
        ("很短，很短。", ""),
        ("一" * 21 + "。", ""),
        ("", ""),
    ],
)
def test_a_clause_is_taken_without_its_opening_word(paragraph: str, headline: str) -> None:
    """One with half a quotation, too short or too long is none."""
    assert working_headline([paragraph], NO_PAGE) == headline


def test_an_article_without_text_has_none() -> None:
    """Nothing is invented."""
    assert working_headline([], NO_PAGE) == ""
