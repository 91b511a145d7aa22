"""The galley proof (小样): one article in one measure, for reading, with its lines numbered.

    ┌──────────────────────────────────┐
    │ jiangdu · 1240 字 · 96 行 · 13 字×2 栏 │   head line
    │            headline              │
    │   ……            ……               │   columns of the measure
    │ 5 ……         45 ……               │   every fifth line numbered
    └──────────────────────────────────┘

One sheet: A4, or as wide and as long as the article asks. It is made up like any page, with the
layout's own type, so its lines are the lines of the page at that measure.
"""

from collections.abc import Iterable
from dataclasses import replace

from compositor.geometry import Rect, Size
from compositor.makeup.fitting import Fitter
from compositor.makeup.label import LABEL_LINES
from compositor.makeup.make_up import MadeUp
from compositor.makeup.page import count_characters, make_page
from compositor.model.edition import Edition, Frame, Page, PlacedLine
from compositor.model.issue import (
    Article,
    At,
    Issue,
    IssueDate,
    PagePlan,
    Placement,
    Publication,
)
from compositor.model.layout import NO_FURNITURE, Layout
from compositor.model.setter import TypeSetter
from compositor.units import Emu, mm

A4 = Size(mm(210), mm(297))
MARGIN = mm(20)
HEAD_BASELINE = mm(13)
GUTTER_ZI = 3  # between columns: room for line numbers
NUMBERED_EVERY = 5  # lines (proofs §C2: every five or ten)
RANK = "third"
NEEDS_LENGTH = frozenset({"overset", "module-too-small"})  # what a longer sheet mends


def make_galley_proof(
    article: Article, layout: Layout, measure_zi: int, columns: int, setter: TypeSetter
) -> tuple[MadeUp, Layout]:
    """Make up an article alone; the second value is the sheet's layout, to draw it with."""
    article = _within(article, columns)
    measure = measure_zi * layout.grid.zi
    galley = setter.galley(article, measure)
    count = sum(count_characters(block.text) for block in article.body)
    words = f"{article.name}·{count}字·{len(galley.lines)}行"
    head = f"{words}·{measure_zi}字×{columns}栏"
    lines = -(-galley.depth // columns) + LABEL_LINES
    while True:
        sheet = _sheet(layout, measure_zi, columns, lines)
        issue, plan = _alone(article, sheet)
        made = make_page(issue, plan, Fitter(sheet, setter))
        if not any(d.code in NEEDS_LENGTH for d in made.diagnostics):
            break
        lines += NUMBERED_EVERY
    marks = (_head(head, sheet, setter), *_numbers(made.page, sheet, setter))
    page = replace(made.page, frames=(*marks, *made.page.frames))
    edition = Edition(article.name, article.headline or article.name, "", (page,))
    found = tuple(d for d in made.diagnostics if d.code != "underfull")
    return MadeUp(edition, found, issue), sheet


def _within(article: Article, columns: int) -> Article:
    """The article with no picture over more columns than the sheet has."""
    pictures = (replace(p, columns=min(p.columns, columns)) for p in article.pictures)
    return replace(article, pictures=tuple(pictures))


def _sheet(layout: Layout, measure_zi: int, columns: int, lines: int) -> Layout:
    zi = layout.grid.zi
    grid = replace(
        layout.grid,
        columns=columns,
        column_zi=measure_zi,
        gutter=GUTTER_ZI * zi,
        lines=lines,
        left=MARGIN,
        top=MARGIN,
    )
    paper = Size(max(A4.width, grid.width + 2 * MARGIN), max(A4.height, grid.height + 2 * MARGIN))
    return replace(
        layout,
        paper=paper,
        bleed=0,
        grid=grid,
        first=NO_FURNITURE,
        inside=NO_FURNITURE,
        last=NO_FURNITURE,
    )


def _head(words: str, sheet: Layout, setter: TypeSetter) -> Frame:
    """What is proofed, and how much of it, at the top of the sheet."""
    style = replace(sheet.fpo, name="proof-head")
    line = setter.program_text(words, style, sheet.paper.width - 2 * MARGIN)[0]
    rect = Rect(MARGIN, HEAD_BASELINE - style.size, line.measure, style.size)
    return Frame("furniture", style.name, rect, (PlacedLine(line, MARGIN, HEAD_BASELINE),))


def _alone(article: Article, sheet: Layout) -> tuple[Issue, PagePlan]:
    """An issue of this one article over the whole sheet."""
    rank = RANK if sheet.rank(RANK) else sheet.ranks[-1].name
    at = At(1, 1, sheet.grid.columns, sheet.grid.lines)
    placement = Placement(
        article=article.name,
        at=at,
        rank=rank,
        text_columns=None,
        box=False,
        column_rules=False,
        place=article.field_place("headline"),
    )
    plan = PagePlan(1, "", (placement,), placement.place)
    publication = Publication(article.name)
    issue = Issue(
        name=article.name,
        file=article.file,
        publication=publication,
        number="",
        date=IssueDate(1, 1),
        layout=sheet.name,
        pages=(plan,),
        articles=(article,),
    )
    return issue, plan


def _numbers(page: Page, sheet: Layout, setter: TypeSetter) -> Iterable[Frame]:
    """The numbers of every fifth line, in the margin left of its column."""
    lines = [line for frame in page.frames if frame.kind == "text" for line in frame.lines]
    for number, placed in enumerate(lines, start=1):
        if number % NUMBERED_EVERY == 0:
            yield _number(number, placed, sheet, setter)


def _number(number: int, placed: PlacedLine, sheet: Layout, setter: TypeSetter) -> Frame:
    style = replace(sheet.fpo, name="proof-number", align="right")
    width: Emu = 2 * sheet.grid.zi
    x = placed.x - width - sheet.grid.zi // 2
    line = setter.text(str(number), style, width)[0]
    rect = Rect(x, placed.y - style.size, width, style.size)
    return Frame("furniture", style.name, rect, (PlacedLine(line, x, placed.y),))
