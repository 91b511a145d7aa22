"""Manuscripts in memory for the tests of `read`: a small sound issue, to be damaged one way a test."""

from pathlib import Path

from compositor.diagnostics import Diagnostic
from compositor.manuscript import Checked, Read, read_article, read_issue
from compositor.model.issue import Article
from compositor.sources import MemorySources

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "issues/t"
PATH = f"{FOLDER}/articles/a.md"
FACES = """\
faces:
  - {role: song, file: Song.otf, family: Song, fallback: none}
  - {role: hei, file: Hei.otf, family: Hei, weight: 500}
  - {role: kai, file: Kai.ttf, family: Kai}
"""
LAYOUT = """\
# 四开
paper: {width: 270, height: 390, bleed: 3}
grid:
  body: 9
  leading: 11.25
  columns: 6
  column: 11
  gutter: 1
  lines: 86
  top: 29.7
punctuation: kaiming
text:
  body:      {face: song, size: 9, indent: 2, align: justify, strong: hei}
  note:      {face: kai, size: 9, indent: 2, align: justify, strong: song}
  crosshead: {face: hei, sizes: [9.5, 9], align: center, above: 2}
  caption:   {face: hei, size: 8, leading: 10.5, align: justify}
  credit:    {face: kai, size: 8}
  label:     {face: hei, size: 11, tracking: 0.1}
  source:    {face: kai, size: 9, text: "据{source}"}
  fpo:       {face: hei, size: 7}
ranks:
  lead:
    headline: {face: song, sizes: [40, 38, 36], align: center}
    kicker:   {face: kai, sizes: [20, 18], align: center}
    deck:     {face: kai, sizes: [20, 18, 16], align: center}
    byline:   {face: kai, sizes: [10.5, 9], align: center}
    above: 3
    below: 2
    between: 550
  second:
    headline: {face: hei, size: 30}
    kicker:   {face: kai, size: 15}
    deck:     {face: kai, size: 15}
    byline:   {face: kai, size: 9}
dates: {day: "{year}.{month}.{day} {weekday}", month: "{year}.{month}"}
furniture:
  first:
    lines: 13
    texts:
      - {text: "{name}", style: {name: nameplate, face: song, size: 66}, baseline: 52}
      - text: "{section} · {cn}"
        style: {name: folio, face: kai, size: 9}
        anchor: outer
        offset: 4
        baseline: 57
    rules:
      - {kind: thick, y: 60}
      - {kind: thin, anchor: right, offset: 1, width: 50, y: 61}
"""

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


def shown(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Each diagnostic as `code line: the words it marks`."""
    places = [(d.code, d.place) for d in diagnostics if d.place]
    return [f"{c} {p.line}: {p.quote[p.column - 1 :][: p.length]}" for c, p in places]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Their codes."""
    return [d.code for d in diagnostics]


def values(diagnostic: Diagnostic) -> dict[str, str]:
    """The values of a diagnostic by name."""
    return dict(diagnostic.values)
