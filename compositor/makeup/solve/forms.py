"""The forms an article may take on a page: rank, width, box, vertical heading, size of its photos.

    for form in forms(article, entry, standing, layout):
        form.placement      # a placement without its place: columns wide, lines to be found
        form.price          # how far it is from what an editor would do first

What the manifest says of an entry is kept; the rest is offered, the usual first. Which rank and
which width go together follows the columns of the page, in sixths of its width (look.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from compositor.makeup.pictures import Wishes
from compositor.model.issue import (
    Article,
    At,
    OpenPlacement,
    PicturePlace,
    Placement,
    Writing,
)
from compositor.model.layout import Layout

# Ranks in order, for standings 0, 1, 2 …: one lead, one second, two features, then thirds.
RANK_OF_STANDING = (0, 1, 2, 2, 3)
# Widths that become a rank, in sixths of the page: from, to.
WIDTHS = ((4, 6), (2, 5), (2, 4), (1, 4), (1, 3))
FEW_COLUMNS = 4  # of a page, so few that ranks must give more than widths can
FURTHER_RANK = 3  # of what is left of an article on another page
SHORT, VERY_SHORT = 500, 260  # 字; such articles are third and brief
LEAST_SIDE = 300  # 字 of an article with a vertical heading
LEAST_BOXED = 250

RANK_PRICE = 12  # for each rank off
LEAD_PRICE = 45  # for a lead without the rank of one
WIDTH_PRICE = 8  # for each column off
BOX_PRICE = 14
SIDE_PRICE = 16
OWN_COLUMNS_PRICE = 6
PHOTO_PRICE = 6  # for each column a photo is wider or narrower than it was given


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an article; its placement has its columns, but no place and depth yet."""

    placement: Placement
    price: int


class _Look(NamedTuple):
    """What an article is furnished with, and what that costs."""

    headline: Writing
    box: bool
    own_columns: int | None
    price: int


def forms(article: Article, entry: OpenPlacement, standing: int, layout: Layout) -> Iterator[Form]:
    """Every form worth trying, in no particular order."""
    columns = layout.grid.columns
    for width in range(1, columns + 1):
        for rank, rank_price in _ranks(article, entry, standing, layout):
            off = _off_width(rank, width, columns)
            if off is None or off > 2:
                continue
            looks = _looks(article, entry, standing, width)
            for look, (photos, photo_price) in product(looks, _photos(article, entry, width)):
                price = rank_price + off * WIDTH_PRICE + look.price + photo_price
                yield Form(_placement(entry, layout.ranks[rank].name, width, look, photos), price)


def characters(article: Article) -> int:
    """字 of its text."""
    return sum(len(block.text) for block in article.body)


def _ranks(
    article: Article, entry: OpenPlacement, standing: int, layout: Layout
) -> Iterator[tuple[int, int]]:
    """Ranks by their number in the layout, with their prices."""
    names = [rank.name for rank in layout.ranks]
    if entry.rank is not None:
        yield names.index(entry.rank), 0
        return
    if entry.jump_from is not None:
        yield min(FURTHER_RANK, len(names) - 1), 0
        return
    usual = RANK_OF_STANDING[min(standing, len(RANK_OF_STANDING) - 1)]
    size = characters(article)
    if standing:
        usual = max(usual, 4 if size < VERY_SHORT else 3 if size < SHORT else 1)
    last = len(names) - 1
    usual = min(usual, last)
    first = 0 if standing == 0 else min(1, last)  # one lead a page
    most = min(1, last) if standing == 0 else last
    lower = 1 if layout.grid.columns > FEW_COLUMNS else 2
    for rank in range(max(first, usual - 1), min(usual + lower, most) + 1):
        yield rank, abs(rank - usual) * (RANK_PRICE if standing else LEAD_PRICE)


def _off_width(rank: int, width: int, columns: int) -> int | None:
    """How many columns a width is off what becomes a rank; None if it is off altogether."""
    least, most = WIDTHS[min(rank, len(WIDTHS) - 1)]
    low = max(1, -(-least * columns // 6)) if least > 1 else 1
    high = max(low, most * columns // 6)
    if rank == 0 and width < low and columns > 2:
        return None
    return max(0, low - width, width - high)


def _looks(article: Article, entry: OpenPlacement, standing: int, width: int) -> Iterator[_Look]:
    """Level or vertical heading, plain or boxed, in the page's columns or its own."""
    size = characters(article)
    if entry.headline != "vertical":
        plain = bool(entry.box)
        yield _Look("horizontal", plain, entry.text_columns, 0)
        if entry.box is None and entry.text_columns is None and size >= LEAST_BOXED:
            if width >= 2:
                yield _Look("horizontal", True, width - 1, BOX_PRICE)
            if width == 1 and standing > 1:
                yield _Look("horizontal", True, None, BOX_PRICE + OWN_COLUMNS_PRICE)
    if entry.headline == "vertical" or (
        entry.headline is None and standing and 2 <= width <= 3 and size >= LEAST_SIDE
        and not article.pictures and article.headline
    ):  # fmt: skip
        price = 0 if entry.headline else SIDE_PRICE
        yield _Look("vertical", bool(entry.box), entry.text_columns, price)


def _photos(
    article: Article, entry: OpenPlacement, width: int
) -> Iterator[tuple[tuple[PicturePlace, ...], int]]:
    """Widths for its photographs: as given, a column more or less, as the module allows."""
    given = Wishes(entry.pictures).columns(article)
    if not given or not article.body:
        yield entry.pictures, 0
        return
    seen: set[tuple[int, ...]] = set()
    for more in (0, -1, 1):
        widths = tuple(max(1, min(width, columns + more)) for columns in given)
        if widths not in seen:
            seen.add(widths)
            off = sum(abs(a - b) for a, b in zip(widths, given, strict=True))
            yield tuple(PicturePlace(columns=w) for w in widths), off * PHOTO_PRICE


def _placement(
    entry: OpenPlacement, rank: str, width: int, look: _Look, photos: tuple[PicturePlace, ...]
) -> Placement:
    return Placement(
        article=entry.article,
        at=At(1, 1, width, 1),
        rank=rank,
        text_columns=look.own_columns,
        box=look.box,
        column_rules=entry.column_rules,
        place=entry.place,
        headline=look.headline,
        writing=entry.writing,
        incomplete=entry.incomplete,
        tint=entry.tint,
        weight=entry.weight,
        group=entry.group,
        pictures=photos,
        jump_from=entry.jump_from,
    )
