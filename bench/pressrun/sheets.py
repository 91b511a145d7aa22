"""The pages of an issue as the peers want them: Typst markup, and HTML with CSS columns.

One page of theirs for each of ours, six columns of the same measure, type and leading from the
same font files; headlines stand in the columns. What `bench.sheets` says of fairness holds here.
"""

import json
from html import escape
from pathlib import Path

from bench.pressrun.words import Words
from bench.sheets import CSS, FOOT, GUTTER, HEIGHT, LEADING, SIDE, SIZE, TOP, WIDTH

TYPST = f"""\
#set page(width: {WIDTH}, height: {HEIGHT}, margin: (top: {TOP}, x: {SIDE}, bottom: {FOOT}))
#set text(font: "Paper Song", size: {SIZE}, lang: "zh", region: "cn",
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {LEADING} - {SIZE}, spacing: {LEADING} - {SIZE},
  first-line-indent: (amount: 2em, all: true))
#for (n, articles) in json(sys.inputs.at("words", default: "words.json")).enumerate() {{
  if n > 0 {{ pagebreak() }}
  columns(6, gutter: {GUTTER}, for article in articles {{
    block(text(font: "Paper Hei", weight: 900, size: 16pt, article.headline))
    for paragraph in article.paragraphs {{ par(paragraph) }}
  }})
}}
"""
MORE_CSS = """\
body { columns: auto; width: auto }
section { column-count: 6; column-gap: 9pt; column-fill: auto; height: 337mm; break-after: page }
section h1 { column-span: none }
"""


def write_words(pages: list[list[Words]], folder: Path, name: str = "words.json") -> None:
    """The words as Typst reads them."""
    (folder / name).write_text(json.dumps(pages, ensure_ascii=False), "utf-8")


def write_sheets(pages: list[list[Words]], folder: Path) -> None:
    """`pages.typ` with its words, and `pages.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_words(pages, folder)
    (folder / "pages.typ").write_text(TYPST, "utf-8")
    (folder / "pages.html").write_text(_html(pages), "utf-8")


def _html(pages: list[list[Words]]) -> str:
    sections = "".join(f"<section>{''.join(map(_article, page))}</section>\n" for page in pages)
    style = f"{CSS}{MORE_CSS}"
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<meta charset="utf-8">\n<title>pages</title>\n'
        f"<style>\n{style}</style>\n{sections}"
    )


def _article(words: Words) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>\n" for text in words["paragraphs"])
    return f"<h1>{escape(words['headline'])}</h1>\n{paragraphs}"
