"""The solver and articles that no page holds: they jump once, to the next page, and nothing else does."""

from functools import cache

from compositor.edition import Planned, plan
from tests.samples import ISSUE_FOLDER, issue_sources

HEAD = "publication: {name: 滨江工人}\ndate: 2025-11\nlayout: sikai\nmake_up: auto\n"
LONG = 50  # paragraphs, more than a page
SENTENCE = "县总工会在开发区启动查身边隐患百日行动，组织职工查找岗位隐患，整改之后由企业给予奖励。"


def article(headline: str, paragraphs: int) -> str:
    body = "\n\n".join([SENTENCE * 3] * paragraphs)
    return f"---\nheadline: {headline}\n---\n\n{body}\n"


@cache
def planned() -> Planned:
    articles = {
        "long": article("百日行动查出隐患两千处", LONG),
        "a": article("责任落到岗位", 15),
        "b": article("奖励兑现到人", 14),
    }
    return plan(issue_sources(HEAD + "articles: [long, a, b]\n", articles), ISSUE_FOLDER)


def test_an_article_longer_than_a_page_goes_on_on_the_next() -> None:
    """First part and rest name each other, and all its text is placed."""
    parts = [p for page in planned().issue.pages for p in page.placements if p.article == "long"]
    assert [(p.jump_to, p.jump_from) for p in parts] == [(2, None), (None, 1)]
    fills = [fill for fill in planned().edition.fills if fill.article == "long"]
    assert len(fills) == 2 and not any(fill.overset for fill in fills)
    assert sum(fill.characters for fill in fills) == LONG * 3 * len(SENTENCE)


def test_no_other_article_jumps() -> None:
    """M7: no jump that can be avoided."""
    jumping = {p.article for page in planned().issue.pages for p in page.placements if p.jump_to}
    assert jumping == {"long"}
    assert "no-room" not in {d.code for d in planned().diagnostics}
