"""Manuscripts in memory for the tests of `read`: a small sound issue, to be damaged one way a test."""

from pathlib import Path

from compositor.diagnostics import Diagnostic
from compositor.manuscript import Checked, Read, read_article, read_issue
from compositor.model.issue import Article
from compositor.sources import MemorySources

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "issues/t"
PATH = f"{FOLDER}/articles/a.md"
LAYOUT = (ROOT / "layouts/sikai/layout.yaml").read_text(encoding="utf-8")
FACES = (ROOT / "fonts/fonts.yaml").read_text(encoding="utf-8")

MANIFEST = """\
publication:
  name: 江苏工人报
  section: 工会专刊
  cn: CN 32-0019
number: 第 11 期
date: 2025-08
layout: sikai
pages:
  - page: 2
    title: 综合
    articles:
      - article: b
        rank: second
        at: {column: 1, line: 1, columns: 6, lines: 40}
  - page: 1
    title: 要闻
    articles:
      - article: a
        rank: lead
        at: {column: 1, line: 14, columns: 6, lines: 60}
        text_columns: 3
        box: true
        column_rules: true
"""
ARTICLE = """\
---
headline: 标题
---

正文。
"""


def sources(**files: str | bytes) -> MemorySources:
    """The sound issue with some files replaced: `manifest`, `a`, `b`, `layout`, `fonts`."""
    places = {
        "manifest": f"{FOLDER}/issue.yaml",
        "layout": "layouts/sikai/layout.yaml",
        "fonts": "fonts/fonts.yaml",
    }
    whole = {"manifest": MANIFEST, "a": ARTICLE, "b": ARTICLE, "layout": LAYOUT, "fonts": FACES}
    named = {**whole, **files}
    paths = {name: places.get(name, f"{FOLDER}/articles/{name}.md") for name in named}
    return MemorySources({paths[name]: text for name, text in named.items()})


def read(**files: str | bytes) -> Read:
    """Read the sound issue with some files replaced."""
    return read_issue(sources(**files), FOLDER)


def article(text: str, **pictures: bytes) -> Checked[Article]:
    """Read one article; pictures go to photos/NAME.jpg."""
    photos = {f"{FOLDER}/photos/{name}.jpg": data for name, data in pictures.items()}
    return read_article(MemorySources({PATH: text, **photos}), PATH, FOLDER)


def body(text: str) -> Checked[Article]:
    """Read an article of this body, which begins in line 4."""
    return article(f"---\nheadline: 标题\n---\n{text}")


def value(checked: Checked[Article]) -> Article:
    """The article, which must be sound."""
    assert checked.value, checked.diagnostics
    return checked.value


def told(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Each diagnostic as `code line:column length`."""
    return [
        f"{d.code} {d.place.line}:{d.place.column} {d.place.length}" if d.place else d.code
        for d in diagnostics
    ]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Their codes."""
    return [d.code for d in diagnostics]


def values(diagnostic: Diagnostic) -> dict[str, str]:
    """The values of a diagnostic by name."""
    return dict(diagnostic.values)
