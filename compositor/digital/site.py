"""What a digital edition consists of: values between its planning and its files.

Shares are of the page's trim, in percent from its top left corner, so that they hold at any size.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from compositor.model.issue import Article, Issue
from compositor.photos.screen import Shot

# Sizes of one picture, smallest first.
Shots: TypeAlias = tuple[Shot, ...]


class File(NamedTuple):
    """A picture's file in one width; `data` is what is written."""

    name: str
    width: int
    height: int
    data: bytes


class Area(NamedTuple):
    """A hot area (热区): an article's module as a share of its page, percent.

    `anchor` is its address within the page: the article's slug, or where it has more than one
    module there, that with a number from the second on.
    """

    article: str
    anchor: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list of a page; `comes_from` and `goes_to` are pages with other parts."""

    article: str
    anchor: str
    comes_from: int | None = None
    goes_to: int | None = None


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page (版): its pictures, smallest first, its hot areas and what stands on it, in order."""

    number: int
    title: str
    file: str
    width_mm: float
    height_mm: float
    pictures: tuple[File, ...]
    areas: tuple[Area, ...]
    entries: tuple[Entry, ...]

    @property
    def thumbnail(self) -> File:
        """The smallest picture."""
        return self.pictures[0]

    @property
    def large(self) -> File:
        """The largest picture."""
        return self.pictures[-1]

    @property
    def small(self) -> File:
        """The picture for a page seen whole on a plain screen."""
        return self.pictures[min(1, len(self.pictures) - 1)]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph with its words; without files it is missing, or lost for good."""

    files: tuple[File, ...]
    caption: str
    credit: str
    alt: str
    is_lost: bool

    @property
    def description(self) -> str:
        """What it shows, for those who do not see it."""
        return self.alt or self.caption


@dataclass(frozen=True, slots=True)
class WebArticle:
    """An article as it is read on a screen.

    `title` is what it goes by: its headline, or what stands for one. `phrases` is the title cut
    where a line may turn. `pages` are those it stands on, first first; `source` is its source as
    printed.
    """

    article: Article
    slug: str
    title: str
    phrases: tuple[str, ...]
    source: str
    photos: tuple[Photo, ...]
    pages: tuple[int, ...]

    @property
    def name(self) -> str:
        """Its name in the manuscript."""
        return self.article.name


@dataclass(frozen=True, slots=True)
class Site:
    """A digital edition: the paper, its pages and its articles in the order they are read.

    `date` is as the paper prints it; `pdf` are the pages for those who want paper.
    """

    issue: Issue
    date: str
    pages: tuple[WebPage, ...]
    articles: tuple[WebArticle, ...]
    pdf: bytes | None = None

    @property
    def paper(self) -> str:
        """The name of the paper."""
        return self.issue.publication.name

    @property
    def section(self) -> str:
        """Its section (专刊), if it has one."""
        return self.issue.publication.section

    @property
    def title(self) -> str:
        """Paper, section, date and number in one line."""
        words = (f"{self.paper}{self.section and '·'}{self.section}", self.date, self.issue.number)
        return " ".join(word for word in words if word)

    def page(self, number: int) -> WebPage:
        """The page of that number."""
        return next(page for page in self.pages if page.number == number)

    def article(self, name: str) -> WebArticle:
        """The article of that name."""
        return next(article for article in self.articles if article.name == name)
