"""A finished edition → its entry in an archive: every word that is printed, and where.

    entry = entry_of(issue, layout, edition)

What no line shows (a lost picture's caption, an article that found no room) is left out; nameplate,
folio lines and fillers belong to no article.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compositor.geometry import Rect
from compositor.model.backissue import ArticleEntry, IssueEntry, Passage, Stretch
from compositor.model.edition import Edition, Frame, PlacedLine
from compositor.model.issue import HEADING_FIELDS, Article, Issue
from compositor.model.layout import Grid, Layout
from compositor.model.parts import part_of
from compositor.units import Emu

ASCENT = 88  # of a hundred parts of an em box, above the baseline


class Spot(NamedTuple):
    """A line of type in its place: page, column and row of the grid, and its em box."""

    page: int
    column: int
    row: int
    rect: Rect
    text: str


def entry_of(issue: Issue, layout: Layout, edition: Edition) -> IssueEntry:
    """The entry of an issue that was made up."""
    spots = _spots(issue, layout.grid, edition)
    articles = tuple(
        entry for one in issue.articles if (entry := _article(one, layout, spots.get(one.name, {})))
    )
    first = edition.pages[0].size if edition.pages else (0, 0)
    paper = issue.publication
    return IssueEntry(
        issue.file.rpartition("/")[0],
        paper.name,
        paper.section,
        str(issue.date),
        issue.number,
        tuple(page.number for page in edition.pages),
        (first[0], first[1]),
        articles,
    )


def texts_of(article: Article, layout: Layout) -> Iterator[tuple[str, str]]:
    """The parts of an article in the order they are read, each with its words as they print."""
    for field in HEADING_FIELDS[:-1]:
        yield field, str(getattr(article, field))
    for number, block in enumerate(article.body):
        yield f"body/{number}", block.text
    yield "source", layout.source_text.format(source=article.source) if article.source else ""
    yield "quote", article.quote
    for number, picture in enumerate(article.pictures):
        yield f"caption/{number}", picture.caption
        yield f"credit/{number}", picture.credit


def _article(article: Article, layout: Layout, spots: dict[str, list[Spot]]) -> ArticleEntry | None:
    """An article that stands on some page."""
    passages = tuple(
        _passage(part, text, spots[part])
        for part, text in texts_of(article, layout)
        if part in spots
    )
    pages = {stretch.page for passage in passages for stretch in passage.lines}
    headline = article.headline or article.name
    entry = ArticleEntry(article.name, headline, article.byline, tuple(sorted(pages)), passages)
    return entry if passages else None


def _passage(part: str, text: str, spots: list[Spot]) -> Passage:
    lines = tuple(_stretches(text, spots))
    return Passage(part, text, spots[0].page, spots[0].rect, lines)


# --------------------------------------------------------------------------- where lines stand


def _spots(issue: Issue, grid: Grid, edition: Edition) -> dict[str, dict[str, list[Spot]]]:
    """The lines of each part of each article, in the order they are read."""
    articles = {article.name: article for article in issue.articles}
    found: dict[str, dict[str, list[Spot]]] = {}
    for page in edition.pages:
        for frame, placed in _lines(page.frames):
            article = articles.get(frame.article)
            part = part_of(frame, placed, article) if article else None
            if part and placed.line.text.strip():
                spot = _spot(page.number, grid, placed)
                found.setdefault(frame.article, {}).setdefault(part, []).append(spot)
    return found


def _lines(frames: Iterable[Frame]) -> Iterator[tuple[Frame, PlacedLine]]:
    for frame in frames:
        yield from ((frame, placed) for placed in frame.lines)


def _spot(page: int, grid: Grid, placed: PlacedLine) -> Spot:
    """A line's page, column, row and em box; the row is the one that its upper edge stands in."""
    line = placed.line
    size = max((run.size for run in line.runs), default=grid.zi)
    if line.vertical:
        rect = Rect(placed.x, placed.y, size, line.measure)
    else:
        rect = Rect(placed.x, placed.y - size * ASCENT // 100, line.measure, size)
    column = (rect.x + grid.gutter - grid.left) // (grid.column + grid.gutter)
    row = (rect.y + grid.zi // 2 - grid.top) // grid.leading
    inside = min(max(column, 0), grid.columns - 1), min(max(row, 0), grid.lines - 1)
    return Spot(page, inside[0] + 1, inside[1] + 1, rect, line.text)


def _stretches(text: str, spots: list[Spot]) -> Iterator[Stretch]:
    """Lines in their places with where they begin in the text, those that go on evenly as one.

    A line's text may lack blanks that the manuscript has where it turns; the signs are the same,
    which the gate of every PDF has made sure of (`press.textback`).
    """
    signs = [at for at, sign in enumerate(text) if not sign.isspace()]
    done = 0
    open_: Stretch | None = None
    for spot in spots:
        start = signs[done] if done < len(signs) else len(text)
        done += sum(not sign.isspace() for sign in spot.text)
        grown = open_ and _grown(open_, spot, start)
        if open_ and not grown:
            yield open_
        open_ = grown or Stretch(spot.page, spot.column, spot.row, spot.rect, (0, 0), (start,))
    if open_:
        yield open_


def _grown(stretch: Stretch, spot: Spot, start: int) -> Stretch | None:
    """The stretch with one line more, if that is the next of the same column, as far below."""
    count = len(stretch.starts)
    if (spot.page, spot.column, spot.row) != (stretch.page, stretch.column, stretch.row + count):
        return None
    last = stretch.line(count - 1)
    step: tuple[Emu, Emu] = (spot.rect.x - last.x, spot.rect.y - last.y)
    is_even = count == 1 or step == stretch.step
    if not is_even or spot.rect[2:] != last[2:]:
        return None
    return stretch._replace(step=step, starts=(*stretch.starts, start))
