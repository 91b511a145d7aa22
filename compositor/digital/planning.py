"""Issue, layout and edition → Site: what is read where, and what leads there.

A hot area is the module's own rectangle on the grid, which make-up has filled; an article that
goes on elsewhere (转版) has one for each of its modules. Articles stand in the order of the pages,
on each in the order its manifest has them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compositor.digital.names import page_file, page_picture, photo_file, slugs
from compositor.digital.site import Area, Entry, File, Photo, Shots, Site, WebArticle, WebPage
from compositor.geometry import Rect, Size
from compositor.model.edition import Edition, Page
from compositor.model.issue import Article, Issue, PagePlan, Picture, Placement
from compositor.model.layout import Layout
from compositor.units import to_mm

PERCENT = 100
EXACT = 4  # decimals of a percentage: 0.0004 mm on a page of 400 mm
TITLE = 18  # characters of a text that stand for a headline
UNTITLED = "无题"


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures for the screen: of pages by number, of photographs by article and place in it."""

    pages: Mapping[int, Shots]
    photos: Mapping[tuple[str, int], Shots]


@dataclass(frozen=True, slots=True)
class Told:
    """What other rooms say: the date as printed, and how a title is cut where a line may turn."""

    date: str
    phrases: Callable[[str], tuple[str, ...]]


def plan_site(
    issue: Issue, layout: Layout, edition: Edition, pictures: Pictures, told: Told
) -> Site:
    """The site of an edition. Articles that stand on no page are not in it."""
    called = slugs(article.name for article in issue.articles)
    plans = {plan.number: plan for plan in issue.pages}
    pages = [
        _page(page, plans[page.number], layout, called, pictures.pages[page.number])
        for page in edition.pages
    ]
    on: dict[str, list[int]] = {}
    for page in pages:
        for entry in page.entries:
            on.setdefault(entry.article, []).append(page.number)
    desk = _Desk(layout, pictures, told)
    articles = tuple(
        desk.article(issue.article(name), called[name], tuple(numbers))
        for name, numbers in on.items()
    )
    return Site(issue, told.date, tuple(pages), articles)


def title_of(article: Article) -> str:
    """What an article goes by: its headline, or its label, a caption, or its first words."""
    captions = (picture.caption for picture in article.pictures)
    texts = (block.text for block in article.body)
    own = next((t for t in (article.headline, article.label) if t.strip()), "")
    found = next((t.strip() for t in (*captions, *texts) if t.strip()), UNTITLED)
    return own or (found if len(found) <= TITLE else found[:TITLE] + "……")


def _page(
    page: Page, plan: PagePlan, layout: Layout, called: Mapping[str, str], shots: Shots
) -> WebPage:
    made = {fill.article for fill in page.fills}
    placed = [placement for placement in plan.placements if placement.article in made]
    areas = tuple(_areas(placed, layout, page.size, called))
    entries = tuple(_entries(placed, areas))
    files = tuple(
        File(page_picture(page.number, s.width), s.width, s.height, s.data) for s in shots
    )
    width, height = (round(to_mm(length), 2) for length in page.size)
    name = page_file(page.number)
    return WebPage(page.number, plan.title, name, width, height, files, areas, entries)


def _areas(
    placed: Iterable[Placement], layout: Layout, size: Size, called: Mapping[str, str]
) -> Iterator[Area]:
    seen: Counter[str] = Counter()
    for placement in placed:
        at, name = placement.at, placement.article
        rect = layout.grid.area(at.column, at.line, at.columns, at.lines)
        seen[name] += 1
        again = f".{seen[name]}" if seen[name] > 1 else ""
        yield Area(name, called[name] + again, *_shares(rect, size))


def _shares(rect: Rect, size: Size) -> tuple[float, float, float, float]:
    """Left, top, width and height as percent of a page."""
    return (
        round(rect.x * PERCENT / size.width, EXACT),
        round(rect.y * PERCENT / size.height, EXACT),
        round(rect.width * PERCENT / size.width, EXACT),
        round(rect.height * PERCENT / size.height, EXACT),
    )


def _entries(placed: Sequence[Placement], areas: Sequence[Area]) -> Iterator[Entry]:
    """Each article of a page once, at its first module there."""
    anchors = {area.article: area.anchor for area in reversed(areas)}
    for name in dict.fromkeys(placement.article for placement in placed):
        parts = [placement for placement in placed if placement.article == name]
        comes = next((p.jump_from for p in parts if p.jump_from), None)
        goes = next((p.jump_to for p in parts if p.jump_to), None)
        yield Entry(name, anchors[name], comes, goes)


class _Desk(NamedTuple):
    """What articles are prepared with."""

    layout: Layout
    pictures: Pictures
    told: Told

    def article(self, article: Article, slug: str, pages: tuple[int, ...]) -> WebArticle:
        """An article of those pages."""
        printed = self.layout.source_text.format(source=article.source) if article.source else ""
        photos = tuple(
            _photo(picture, slug, number, self.pictures.photos.get((article.name, number - 1), ()))
            for number, picture in enumerate(article.pictures, start=1)
        )
        title = title_of(article)
        phrases = self.told.phrases(title)
        return WebArticle(article, slug, title, phrases, printed, photos, pages)


def _photo(picture: Picture, slug: str, number: int, shots: Shots) -> Photo:
    files = tuple(File(photo_file(slug, number, s.width), s.width, s.height, s.data) for s in shots)
    return Photo(files, picture.caption, picture.credit, picture.alt, picture.lost)
