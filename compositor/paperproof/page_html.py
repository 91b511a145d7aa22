"""Sheets of a proof as HTML and CSS: all that stands round and beside the pages, then the lists.

The newspaper's own pages are laid under by `press.proofsheet`; here is white where they will be.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from compositor.diagnostics.render import Language
from compositor.geometry import Size
from compositor.paperproof.marginalia import ASCENT, Note
from compositor.paperproof.sheet import WHOLE, ProofSheet
from compositor.paperproof.words import NOT_SIGNED, STEPS, WORDS
from compositor.units import EMU_PER_PT, Emu, mm, to_pt

# Names, times and lists by eye: 9 pt on paper that is read at arm's length and written on.
CSS = """
body { font: 9pt/1.5 song }
.sheet { position: relative; page: sheet; break-after: page; overflow: hidden }
.sheet > * { position: absolute }
.head { font: 8pt/1.3 hei; border-bottom: 0.5pt solid; padding-bottom: 2pt; white-space: nowrap }
.head b { font: 8pt/1.3 dahei; position: absolute; right: 0 }
.trim { border: 0.2pt solid device-cmyk(0 0 0 0.35); box-sizing: border-box }
.note { font: 4pt/1 xihei; white-space: pre; color: device-cmyk(0 0 0 0.75) }
.strip { border-collapse: collapse; table-layout: fixed; font: 8pt/1.2 song }
.strip td, .strip th { border: 0.5pt solid; padding: 2pt 3pt; vertical-align: top }
.strip th { font: 9pt/1.2 hei; text-align: left; border-bottom-width: 0.2pt }
.strip td { height: 17pt; color: device-cmyk(0 0 0 0.6); font-size: 6.5pt }
.list { page: list }
.list h1 { font: 15pt/1.3 dahei; margin: 0 0 6pt }
.list h2 { font: 11pt/1.3 hei; margin: 12pt 0 4pt; border-bottom: 0.3pt solid }
.list p { margin: 0 0 6pt }
.list ol { margin: 0; padding-left: 2em }
.list li { margin: 0 0 5pt; break-inside: avoid }
.list b { font: 9pt hei }
.list .place, .list .hint { font-size: 8pt }
.list .hint { font-family: kai }
.list q { margin-left: 1em; quotes: none }
.list u { text-decoration: underline 0.8pt; text-underline-offset: 1.5pt }
.list .rest { text-align: justify; text-indent: 2em }
.list .top { font: 8pt hei; border-bottom: 0.5pt solid; margin-bottom: 14pt; padding-bottom: 2pt }
"""
PAGES = """
@page sheet {{ size: {width:.3f}pt {height:.3f}pt; margin: 0 }}
@page list {{ size: {list_width:.3f}pt {list_height:.3f}pt; margin: 18mm 20mm }}
"""
EDGE = mm(9)  # of a sheet, that printers on paper cannot print
STRIP = mm(16)


class SheetText(NamedTuple):
    """What stands on one sheet."""

    head: str
    notes: Sequence[Note]


def css_of(sheet: ProofSheet, list_paper: Size) -> str:
    """The stylesheet for sheets of this size, and for lists on this paper."""
    (width, height), (list_width, list_height) = map(to_pt, sheet.size), map(to_pt, list_paper)
    return CSS + PAGES.format(
        width=width, height=height, list_width=list_width, list_height=list_height
    )


def sheet_html(sheet: ProofSheet, page: Size, text: SheetText, language: Language) -> str:
    """One sheet: head, edge of the trim, notes, the strip for signatures."""
    size = sheet.size
    width = f"width: {_pt(size.width - 2 * EDGE)}"
    across = f"left: {_pt(EDGE)}; {width}"
    trim = (
        f"left: {_pt(sheet.across(0))}; top: {_pt(sheet.down(0))}; "
        f"width: {_pt(page.width * sheet.scale // WHOLE)}; "
        f"height: {_pt(page.height * sheet.scale // WHOLE)}"
    )
    return (
        f"<div class=sheet style='width: {_pt(size.width)}; height: {_pt(size.height)}'>"
        f"<div class=head style='{across}; top: {_pt(EDGE // 2)}'>"
        f"<b>{NOT_SIGNED}</b>{escape(text.head)}</div>"
        f"<div class=trim style='{trim}'></div>"
        f"{''.join(_note(note, sheet) for note in text.notes)}"
        f"{_strip(f'{across}; top: {_pt(size.height - STRIP - EDGE // 2)}', language)}</div>"
    )


def list_html(head: str, body: str) -> str:
    """The lists at the end, under a head of their own."""
    return f"<div class=list><div class=top>{escape(head)}</div>{body}</div>"


def _note(note: Note, sheet: ProofSheet) -> str:
    size = note.size * sheet.scale // WHOLE
    x, y = sheet.across(note.x), sheet.down(note.y) - size * ASCENT // 100
    places = {
        "left": f"left: {_pt(x)}",
        "right": f"right: {_pt(sheet.size.width - x)}",
        "middle": f"left: {_pt(x - 4 * size)}; width: {_pt(8 * size)}; text-align: center",
    }
    style = f"{places[note.anchor]}; top: {_pt(y)}; font-size: {_pt(size)}"
    return f"<div class=note style='{style}'>{escape(note.text)}</div>"


def _strip(style: str, language: Language) -> str:
    """A box for each step, with blanks for a name and a time."""
    words = WORDS[language]
    heads = "".join(f"<th colspan=2>{step}</th>" for step in STEPS)
    blanks = f"<td>{words['name']}</td><td>{words['time']}</td>" * len(STEPS)
    return f"<table class=strip style='{style}'><tr>{heads}</tr><tr>{blanks}</tr></table>"


def _pt(length: Emu) -> str:
    return f"{length / EMU_PER_PT:.3f}pt"
