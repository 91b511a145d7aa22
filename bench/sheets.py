"""The page as the peers want it: Typst markup, and HTML with CSS columns.

The same words, paper, measure, type and leading as ours, from the very same font files; no
furniture. Both get what makes them fast: fixed measures and, for WeasyPrint, columns that are
filled one after another rather than balanced.
"""

import json
from html import escape
from pathlib import Path

from bench import ROOT
from bench.page import NAME, PageText

FONTS = ROOT / "fonts"
SONG, HEI = "PaperSong-Regular.otf", "PaperHei-Black.otf"

# The measures of layouts/sikai below its folio line: paper and margins, body, gutter, headline.
WIDTH, HEIGHT = "270mm", "390mm"
TOP, SIDE, FOOT = "33.67mm", "22.285mm", "18.95mm"
SIZE, LEADING, GUTTER, HEADLINE = "9pt", "11.25pt", "9pt", "16pt"

TYPST = f"""\
#let words = json("words.json")
#set page(width: {WIDTH}, height: {HEIGHT}, margin: (top: {TOP}, x: {SIDE}, bottom: {FOOT}))
#set text(font: "Paper Song", size: {SIZE}, lang: "zh", region: "cn",
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {LEADING} - {SIZE}, spacing: {LEADING} - {SIZE},
  first-line-indent: (amount: 2em, all: true))
#block(text(font: "Paper Hei", weight: 900, size: {HEADLINE}, words.headline))
#columns(6, gutter: {GUTTER}, for paragraph in words.paragraphs {{ par(paragraph) }})
"""

CSS = f"""\
@font-face {{ font-family: Paper Song; src: url({(FONTS / SONG).as_uri()}) }}
@font-face {{ font-family: Paper Hei; font-weight: 900; src: url({(FONTS / HEI).as_uri()}) }}
@page {{ size: {WIDTH} {HEIGHT}; margin: {TOP} {SIDE} {FOOT} }}
body {{ margin: 0; font: {SIZE}/{LEADING} Paper Song; text-align: justify;
        column-count: 6; column-gap: {GUTTER}; column-fill: auto }}
h1 {{ margin: 0; font: 900 {HEADLINE}/22.5pt Paper Hei; column-span: all }}
p {{ margin: 0; text-indent: 2em }}
"""


def write_sheets(page: PageText, folder: Path) -> None:
    """Write `page.typ` with its words, and `page.html`, into `folder`."""
    words = {"headline": page.headline, "paragraphs": page.paragraphs}
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    (folder / f"{NAME}.typ").write_text(TYPST, "utf-8")
    (folder / f"{NAME}.html").write_text(_html(page), "utf-8")


def _html(page: PageText) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in page.paragraphs)
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<meta charset="utf-8">\n'
        f"<title>{NAME}</title>\n<style>\n{CSS}</style>\n<h1>{escape(page.headline)}</h1>\n{body}"
    )
