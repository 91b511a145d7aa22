"""Random mixes of articles for a page: what an editor might choose to fill it, drawn by a number.

    mix = draw(layout, 7)                     # page 1 or 2, as many modules as suit the format
    mix = draw(layout, 7, modules=5, page=2)
    mix.issue                                 # one page, every article of it open

Articles are those of the five corrected issues, cut at the end of a paragraph, with their headings;
up to two get a photograph. An editor knows about how much a page holds, and so does a mix: it is
drawn again until the estimate of what its articles take lies between 88 and 100 % of the page.

The estimate (`takes`) is the one an editor makes, and knows nothing of the solver or of setting: a
paragraph takes its characters and the indent in lines of a column; a heading its rows, by size and
width, with the air its rank has; a photograph its proportions and three lines of caption; every
module an empty line below it. The width is what is usual for the rank, and the rank for the order.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from bench import ROOT
from compositor.diagnostics import Place
from compositor.manuscript.issue import read_issue
from compositor.model.issue import (
    Article,
    Block,
    BlockKind,
    Issue,
    IssueDate,
    OpenPlacement,
    PagePlan,
    Picture,
    Publication,
)
from compositor.model.layout import Layout, Rank
from compositor.sources import FolderSources

ISSUES = ("2023-08", "2024-04", "2024-11", "2025-08", "2025-11")
PUBLICATION = Publication("江苏工人报", "工会专刊")
PLACE = Place("bench/mixes.py")
FULL = (880, 1000)  # thousandths of the page that a mix is estimated to take
MODULES = range(3, 13)
LIKELY = (270, 2300)  # 字 of a page divided by its modules: fewer or more no editor would have
TRIES = 4000

USUAL_RANKS = (0, 1, 2, 2)  # of the first modules; then third, and brief if short
USUAL_SIXTHS = (4, 3, 3, 2, 2)  # of the page's width, by rank
SHORT = 260  # 字: a brief
INDENT = 2
CROSSHEAD_LINES, LABEL_LINES, CAPTION_LINES, GAP = 2, 2, 3, 1
PROPORTIONS = ((3000, 2000), (1600, 1200), (2000, 3000), (1920, 1080), (1500, 1500))
LEAST_WITH_PHOTO = 350  # 字
SHARE_OF_BRIEFS, SHARE_OF_GROUPS = 0.25, 0.2


class Mix(NamedTuple):
    """A page to be made up; `estimate` is what its articles take, in thousandths of it."""

    layout: Layout
    seed: int
    page: int
    issue: Issue
    estimate: int

    @property
    def modules(self) -> int:
        """How many articles it has."""
        return len(self.issue.articles)


def draw(layout: Layout, seed: int, modules: int | None = None, page: int | None = None) -> Mix:
    """The mix of a number; the same each time."""
    chance = random.Random(f"{layout.name} {seed} {modules} {page}")
    page = page or 1 + seed % 2
    count = modules or chance.choice(likely_modules(layout, page))
    for _ in range(TRIES):
        articles = _articles(chance, layout, page, count)
        estimate = 1000 * takes(articles, layout) // room(layout, page)
        if len(articles) == count and FULL[0] <= estimate <= FULL[1]:
            return Mix(layout, seed, page, _issue(chance, layout, page, articles), estimate)
    raise ValueError(f"{layout.name}: no mix of {count} articles for page {page}")


def likely_modules(layout: Layout, page: int) -> list[int]:
    """How many articles a page of the format may have."""
    size = room(layout, page) * layout.grid.column_zi
    return [count for count in MODULES if LIKELY[0] <= size // count <= LIKELY[1]]


def room(layout: Layout, page: int) -> int:
    """The column lines of a page."""
    first, last = layout.live_lines(page, is_last=False)
    return layout.grid.columns * (last - first + 1)


@cache
def source_articles() -> tuple[Article, ...]:
    """The articles of the five issues, named by issue and article."""
    sources = FolderSources(ROOT)
    found: list[Article] = []
    for issue in ISSUES:
        read = read_issue(sources, f"issues/{issue}").issue
        assert read is not None
        found += [replace(a, name=f"{issue}-{a.name}") for a in read.articles]
    return tuple(found)


# ------------------------------------------------------------------------------- the estimate


def takes(articles: Sequence[Article], layout: Layout) -> int:
    """The column lines that articles take, the most important first, as an editor reckons."""
    return sum(_takes(article, standing, layout) for standing, article in enumerate(articles))


def _takes(article: Article, standing: int, layout: Layout) -> int:
    rank = _usual_rank(article, standing, layout)
    width = _usual_width(article, rank, layout)
    over = _heading_lines(article, layout.ranks[rank], layout.grid.measure(width), layout)
    return text_lines(article.body, layout) + _photo_lines(article, layout) + (over + GAP) * width


def text_lines(blocks: Sequence[Block], layout: Layout) -> int:
    """The lines of a text in a column of the page."""
    return sum(_block_lines(block, layout.grid.column_zi) for block in blocks)


def _block_lines(block: Block, zi: int) -> int:
    if block.kind is BlockKind.CROSSHEAD:
        return CROSSHEAD_LINES
    return -(-(len(block.text) + INDENT) // zi)


def _usual_rank(article: Article, standing: int, layout: Layout) -> int:
    rank = USUAL_RANKS[standing] if standing < len(USUAL_RANKS) else 3
    if standing and _characters(article) < SHORT:
        rank = 4
    return min(rank, len(layout.ranks) - 1)


def _usual_width(article: Article, rank: int, layout: Layout) -> int:
    photo = max((picture.columns for picture in article.pictures), default=1)
    return max(1, photo, layout.grid.columns * USUAL_SIXTHS[min(rank, 4)] // 6)


def _heading_lines(article: Article, rank: Rank, width: int, layout: Layout) -> int:
    parts = (
        (article.kicker, rank.kicker),
        (article.headline, rank.headline),
        (article.deck, rank.deck),
        (article.byline, rank.byline),
    )
    leading = layout.grid.leading
    height = (rank.above + rank.below) * leading // 2 if article.headline else 0
    for text, style in parts:
        rows = -(-len(text) * style.size // width)
        height += rows * style.size * 5 // 4
    return -(-height // leading) + (LABEL_LINES if article.label else 0)


def _photo_lines(article: Article, layout: Layout) -> int:
    lines = 0
    for picture in article.pictures:
        wide, high = picture.pixels or (3, 2)
        deep = layout.grid.measure(picture.columns) * high // wide
        lines += picture.columns * (-(-deep // layout.grid.leading) + CAPTION_LINES)
    return lines


def _characters(article: Article) -> int:
    return sum(len(block.text) for block in article.body)


# ------------------------------------------------------------------------------------ drawing


def _issue(chance: random.Random, layout: Layout, page: int, articles: Sequence[Article]) -> Issue:
    """One page with all its articles open, weighed as an editor does: lead, important, others."""
    grouped: set[str] = set()
    if len(articles) > 3 and chance.random() < SHARE_OF_GROUPS:
        grouped = {article.name for article in chance.sample(list(articles[1:]), 2)}
    entries = tuple(
        OpenPlacement(
            article.name,
            PLACE,
            weight=3 if not standing else 2 if standing < 3 else 1,
            group="group" if article.name in grouped else "",
        )
        for standing, article in enumerate(articles)
    )
    plan = PagePlan(page, "要闻" if page == 1 else "综合", (), PLACE, entries)
    return Issue(
        "bench", PLACE.file, PUBLICATION, "", IssueDate(2025, 8), layout.name, (plan,),
        tuple(articles),
    )  # fmt: skip


def _articles(chance: random.Random, layout: Layout, page: int, count: int) -> list[Article]:
    """Articles of about the sizes that fill the page, the most important first."""
    sizes = _sizes(chance, count)
    goal = room(layout, page) * chance.uniform(FULL[0], FULL[1]) / 1000
    unit = goal / sum(sizes)
    waiting = [article for article in source_articles() if article.body]
    chosen: list[Article] = []
    for size in sorted(sizes, reverse=True):
        goal_lines = int(size * unit)
        article = _choice(chance, waiting, goal_lines, layout)
        waiting.remove(article)
        chosen.append(_cut(replace(article, pictures=()), goal_lines, len(chosen), layout))
    chosen = _with_photos(chance, chosen, layout)
    key = {a.name: _characters(a) * chance.uniform(0.6, 1.4) for a in chosen}
    return sorted(chosen, key=lambda a: -key[a.name])


def _sizes(chance: random.Random, count: int) -> list[float]:
    """How large the modules are against each other: a lead, some briefs, the rest between."""
    sizes = [chance.uniform(1.6, 3.0)]
    for _ in range(count - 1):
        is_brief = count > 3 and chance.random() < SHARE_OF_BRIEFS
        sizes.append(chance.uniform(0.3, 0.5) if is_brief else chance.uniform(0.7, 1.4))
    return sizes


def _choice(
    chance: random.Random, waiting: Sequence[Article], lines: int, layout: Layout
) -> Article:
    """An article that is long enough, or one of the three longest."""
    long = [a for a in waiting if text_lines(a.body, layout) * 10 >= lines * 9]
    longest = sorted(waiting, key=_characters, reverse=True)[:3]
    return chance.choice(long or longest)


def _cut(article: Article, lines: int, standing: int, layout: Layout) -> Article:
    """An article cut at the end of the paragraph that brings it nearest to so many lines."""
    cuts = [replace(article, body=article.body[:end]) for end in _ends(article)]
    return min(cuts, key=lambda cut: abs(_takes(cut, standing, layout) - lines))


def _ends(article: Article) -> Iterator[int]:
    """Where an article may be cut: after any block but a crosshead."""
    for end, block in enumerate(article.body, start=1):
        if block.kind is not BlockKind.CROSSHEAD:
            yield end


def _with_photos(
    chance: random.Random, articles: Sequence[Article], layout: Layout
) -> list[Article]:
    """Up to two of the longer articles with a photograph each."""
    long = [a.name for a in articles if _characters(a) >= LEAST_WITH_PHOTO]
    count = min(chance.choice((0, 0, 1, 1, 2)), len(long))
    chosen = set(chance.sample(long, count))
    return [
        replace(a, pictures=(_photo(chance, a, layout),)) if a.name in chosen else a
        for a in articles
    ]


def _photo(chance: random.Random, article: Article, layout: Layout) -> Picture:
    columns = chance.randint(1, min(3, max(1, layout.grid.columns // 2)))
    caption = article.body[0].text[:24] + "。"
    pixels = chance.choice(PROPORTIONS)
    name = f"bench/{article.name}.jpg"
    return Picture(name, caption, "本报记者 摄", columns, False, pixels, PLACE)
