"""The page everyone sets: one 四开 page of six columns, full of the seed issue's text.

    page = make_page()
    write_issue(page, folder)      # an issue of our own; its layout and faces are the project's

A 四开 page of `layouts/sikai` has 85 lines of 6 columns of 11 字 under its folio: 5 610 字, less
the headline and what paragraphs leave empty at their ends. `CHARACTERS` is what all three fit on
one page: we have 13 column lines to spare, WeasyPrint, which squeezes nothing, has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import ROOT

TEXTS = ROOT / "issues/2025-08/articles"
CHARACTERS = 5_150
HEADLINE = "职工之家"
NAME = "page"

MANIFEST = f"""\
publication: {{name: 江苏工人报}}
date: 2025-08
layout: sikai
pages:
  - page: 2
    articles:
      - {{article: {NAME}, rank: brief, at: {{column: 1, line: 2, columns: 6, lines: 85}}}}
"""


@dataclass(frozen=True, slots=True)
class PageText:
    """A headline and its paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> str:
        """The whole text without white space, as it should stand in a PDF."""
        return "".join("".join((self.headline, *self.paragraphs)).split())


def make_page() -> PageText:
    """`CHARACTERS` of the seed issue's text, white space not counted."""
    paragraphs: list[str] = []
    left = CHARACTERS
    for paragraph in _paragraphs():
        paragraphs.append(_beginning(paragraph, left))
        left -= _count(paragraphs[-1])
        if not left:
            return PageText(HEADLINE, tuple(paragraphs))
    raise SystemExit(f"the articles of the seed issue hold no {CHARACTERS} characters")


def write_issue(page: PageText, folder: Path) -> None:
    """The page as an issue: `folder/issue.yaml` and its article."""
    article = folder / "articles" / f"{NAME}.md"
    article.parent.mkdir(parents=True, exist_ok=True)
    body = "\n\n".join(page.paragraphs)
    article.write_text(f"---\nheadline: {page.headline}\n---\n\n{body}\n", "utf-8")
    (folder / "issue.yaml").write_text(MANIFEST, "utf-8")


def _paragraphs() -> Iterator[str]:
    """Plain paragraphs of the seed issue; crossheads and notes would need each peer's styles."""
    for path in sorted(TEXTS.glob("*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        blocks = (block.strip() for block in body.split("\n\n"))
        yield from (b for b in blocks if b and not b.startswith(("#", ">", "!")) and "*" not in b)


def _beginning(text: str, count: int) -> str:
    """The first `count` characters of a text, white space not counted."""
    end = len(text)
    while _count(text[:end]) > count:
        end -= 1
    return text[:end]


def _count(text: str) -> int:
    return sum(not c.isspace() for c in text)
