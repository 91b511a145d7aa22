"""In a child: the columns as our composer sets them, drawn as a build draws."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench import ROOT
from bench.columns import LEADING, LINES, MARGIN, SIZE, name_of, page_size
from bench.corpus import paragraphs
from compositor.geometry import Rect, Size
from compositor.manuscript import read_faces, read_layout
from compositor.model.edition import Edition, Frame, Page, PlacedLine
from compositor.model.galley import Line
from compositor.model.issue import Span
from compositor.model.layout import Layout, ascent
from compositor.plate.draw import Template, draw
from compositor.setting.leastcost import least_cost
from compositor.setting.paragraph import Composer, Job, set_block
from compositor.setting.punctuation import STYLES
from compositor.sources import FolderSources
from compositor.typefaces import Typefaces
from compositor.units import Emu, pt

# A page of one frame; all but its look is ours as in any build.
PAGE = """<!doctype html><html lang="zh-Hans"><title>columns</title>
<style>@page { size: {{ layout.paper.width|pt }} {{ layout.paper.height|pt }}; margin: 0 }
.page { height: {{ layout.paper.height|pt }}; color: device-cmyk(0 0 0 1) } {{ css }}</style>
{% for page in edition.pages %}{% set rect = page.frames[0].rect %}<section class="page">
<img src="galley:{{ page.number }}/0" style="left:{{ rect.x|pt }};top:{{ rect.y|pt }};
width:{{ rect.width|pt }};height:{{ rect.height|pt }}"></section>{% endfor %}
"""


def set_by_us(folder: Path, em: float) -> None:
    """Set with our composer, and draw."""
    sources = FolderSources(ROOT)
    faces = Typefaces(read_faces(sources).value or (), sources)
    read: Layout | None = read_layout(sources, "sikai").value
    assert read
    layout = replace(read, paper=Size(*map(pt, page_size(em))), bleed=0)
    lines = _lines(faces, layout, round(em * pt(SIZE)))
    edition = Edition("columns", "columns", "", tuple(_pages(lines, layout.paper)))
    pdf = draw(edition, layout, Template("bench", PAGE, ""), faces, {}, b"columns")
    (folder / f"{name_of('ours', em)}.pdf").write_bytes(pdf)


def _lines(faces: Typefaces, layout: Layout, measure: Emu) -> list[Line]:
    composer = Composer(faces, STYLES[layout.punctuation], least_cost, layout.kinsoku)
    style = replace(layout.body, sizes=(pt(SIZE),), indent=2 * pt(SIZE))
    job = Job(style, style.size, measure)
    return [line for p in paragraphs() for line in set_block(composer, (Span(p),), job).lines]


def _pages(lines: Sequence[Line], size: Size) -> Iterator[Page]:
    for number, first in enumerate(range(0, len(lines), LINES), start=1):
        placed = tuple(
            PlacedLine(line, pt(MARGIN), pt(MARGIN + row * LEADING) + ascent(pt(SIZE)))
            for row, line in enumerate(lines[first : first + LINES])
        )
        rect = Rect(pt(MARGIN), pt(MARGIN), lines[0].measure, pt(LINES * LEADING))
        yield Page(number, size, 0, (Frame("text", "body", rect, placed),), (), (), (), ())
