"""Articles that go on elsewhere: both ends of a jump must agree, and every fault is told."""

import pytest

from tests.manuscript.samples import ARTICLE, MANIFEST, codes, read, shown, values

HEAD = MANIFEST.split("pages:")[0]
LONG = ARTICLE.replace("正文。", "正文。" * 300)
PLACE = "rank: lead, at: {column: 1, line: 20, columns: 6, lines: 9}"


def manifest(pages: dict[int, list[str]], more: str = "") -> str:
    """A manifest of pages with articles, each by its keys."""
    rows = HEAD + more + "pages:\n"
    for page, entries in pages.items():
        rows += f"  - page: {page}\n    articles:\n"
        rows += "".join(f"      - {{{entry}, {PLACE}}}\n" for entry in entries)
    return rows


def faults(pages: dict[int, list[str]]) -> list[str]:
    """What is told of article a, which is long enough."""
    found = read(manifest=manifest(pages), a=LONG).diagnostics
    return [each.replace("issues/t/", "") for each in shown(found)]


B = "article: b"


def test_a_jump_whose_ends_agree_is_read() -> None:
    pages = {1: ["article: a, jump_to: 3", B], 3: ["article: a, jump_from: 1, head: 短|题"]}
    result = read(manifest=manifest(pages), a=LONG)
    assert result.diagnostics == ()
    assert result.issue
    first, last = result.issue.pages[0].placements[0], result.issue.pages[1].placements[0]
    assert (first.jump_to, first.jump_from, first.head) == (3, None, "")
    assert (last.jump_to, last.jump_from, last.head) == (None, 1, "短|题")
    assert ("短题", last.head_place) in list(result.issue.texts())
    assert [article.name for article in result.issue.articles] == ["a", "b"]


def test_an_article_goes_on_in_modules_of_its_page() -> None:
    pages = {
        1: ["article: a", "article: a, jump_to: 2", B],
        2: ["article: a, jump_from: 1", "article: a"],
    }
    assert faults(pages) == []


ONE = "article: a, jump_to: 2"
TWO = "article: a, jump_from: 1"
CASES: dict[str, tuple[dict[int, list[str]], list[str]]] = {
    "no such page": ({1: ["article: a, jump_to: 9", B]}, ["jump-no-page 11: 9"]),
    "not there": ({1: [ONE], 2: [B]}, ["jump-no-article 11: 2"]),
    "not where it comes from": ({1: [B], 2: [TWO]}, ["jump-no-article 14: 1"]),
    "no partner": ({1: [ONE], 2: ["article: a", B]}, ["jump-one-sided 11: 2"]),
    "no partner before": ({1: ["article: a", B], 2: [TWO]}, ["jump-one-sided 15: 1"]),
    "another partner": (
        {1: [ONE, B], 2: ["article: a, jump_from: 3"], 3: ["article: a"]},
        ["jump-one-sided 11: 2", "jump-backwards 15: 3"],
    ),
    "to its own page": ({1: ["article: a, jump_to: 1", B]}, ["jump-backwards 11: 1"]),
    "backwards": (
        {1: ["article: a, jump_from: 2", B], 2: ["article: a, jump_to: 1"]},
        ["jump-backwards 11: 2", "jump-backwards 15: 1"],
    ),
    "a loop": (
        {1: ["article: a, jump_from: 2, jump_to: 2", B], 2: [TWO + ", jump_to: 1"]},
        ["jump-backwards 11: 2", "jump-backwards 15: 1"],
    ),
    "twice": (
        {1: [ONE, B], 2: [TWO + ", jump_to: 3"], 3: ["article: a, jump_from: 2"]},
        ["jump-twice 15: 3"],
    ),
    "to two pages": (
        {1: [ONE, "article: a, jump_to: 3", B], 2: [TWO], 3: [TWO]},
        ["jump-misplaced 11: 2", "jump-twice 12: 3"],
    ),
    "from the wrong module": (
        {1: [ONE, "article: a", B], 2: ["article: a", TWO]},
        ["jump-misplaced 11: 2", "jump-misplaced 17: 1"],
    ),
    "elsewhere as well": (
        {1: [ONE, B], 2: [TWO], 3: ["article: a"]},
        ["article-twice 18: a"],
    ),
    "on two pages without a word": ({1: ["article: a", B], 2: ["article: a"]}, ["article-twice 15: a"]),
    "a head of no jump": ({1: ["article: a, head: 短题", B]}, ["head-without-jump 11: 短题"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_fault_of_a_jump_is_told_at_its_key(case: str) -> None:
    pages, expected = CASES[case]
    assert sorted(faults(pages)) == sorted(expected)
    assert read(manifest=manifest(pages), a=LONG).issue is None


def test_what_is_missing_is_written_out() -> None:
    (problem,) = read(manifest=manifest({1: [ONE], 2: ["article: a", B]}), a=LONG).diagnostics
    assert values(problem) == {
        "article": "a", "key": "jump_to", "page": "2", "here": "1", "partner": "jump_from",
        "line": "14",
    }  # fmt: skip


def test_a_short_article_should_not_jump() -> None:
    result = read(manifest=manifest({1: [ONE, B], 2: [TWO]}))
    assert codes(result.diagnostics) == ["jump-short"]
    assert result.issue
    assert values(result.diagnostics[0])["characters"] == "3"


def test_a_jump_needs_a_place_where_the_solver_places() -> None:
    text = manifest({1: [ONE, B], 2: [TWO]}, "make_up: auto\n")
    text = text.replace(f"jump_from: 1, {PLACE}", "jump_from: 1")
    assert "missing-key" in codes(read(manifest=text, a=LONG).diagnostics)


def test_an_open_article_is_placed_once() -> None:
    text = manifest({1: [B]}, "make_up: auto\narticles: [a, a]\n")
    assert codes(read(manifest=text, a=LONG).diagnostics) == ["article-twice"]


def test_a_lost_part_is_told_once_for_a_thread() -> None:
    text = manifest({1: [ONE + ", incomplete: [ending]", B], 2: [TWO]})
    found = read(manifest=text, a=LONG.rstrip() + "〔下文缺〕\n").diagnostics
    assert codes(found) == ["incomplete"]
