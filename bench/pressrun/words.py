"""The pages of an issue as the peers get them: for every page of ours its headlines and paragraphs.

    pages_of("issues/2025-08")      [[{"headline": …, "paragraphs": [ … ]}, …], …]

The words are the same; labels, kickers, decks, bylines and furniture are left out, which the peers
so need not set.
"""

from pathlib import Path
from typing import TypedDict

from bench import ROOT
from compositor.manuscript.issue import read_issue
from compositor.model.issue import Article
from compositor.sources import FolderElsewhere


class Words(TypedDict):
    """An article's words."""

    headline: str
    paragraphs: list[str]


def pages_of(folder: Path) -> list[list[Words]]:
    """What stands on each page of an issue that lies anywhere."""
    name = "issues/words"
    issue = read_issue(FolderElsewhere(ROOT, name, folder), name).issue
    assert issue, folder
    return [[_words(issue.article(one.article)) for one in page.placements] for page in issue.pages]


def characters(pages: list[list[Words]]) -> int:
    """How many there are in all."""
    articles = [words for page in pages for words in page]
    return sum(len(a["headline"]) + sum(map(len, a["paragraphs"])) for a in articles)


def _words(article: Article) -> Words:
    paragraphs = ["".join(span.text for span in block.spans) for block in article.body]
    return {"headline": article.headline, "paragraphs": paragraphs}
