"""What is on a page besides its articles: nameplate and folio line, watermarks, turned type aslant.

Only what is clearly so is taken out: the lines at the very top down to the last one with a date or
a page number, a page number at the very foot, a line that stands at the same height on another
page, type across or behind other type. Whatever else is a piece like any other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from compositor.intake.layout_of_pdf.knife import Band, bands_of
from compositor.intake.layout_of_pdf.type import Box, Item, Stretch, alike, item_of
from compositor.model.signs import Sign
from compositor.units import Emu

TOP = 8  # hundredths of the height: where a folio line stands
NAMEPLATE = 17  # and a nameplate, whose name is
LARGE = 3  # times as large as body type
FOOT = 90
REPEATED = 12  # hundredths: where lines that come back are furniture
MOST_LINES = 8  # stretches of a band of furniture
MOST_SIGNS = 40  # characters of a stretch of it
WHITE_BELOW = 120  # hundredths of the body size
BEHIND = 3  # stretches that stand on one of large type: it is a watermark
WATERMARK = 250  # hundredths of the body size
STRAIGHT = 15  # hundredths: type turned by 90° runs that straight
FOLLOWS = 200  # hundredths of the size: turned signs of one line

NUMBER = "[0-9０-９〇○零一二三四五六七八九十]"
DATE = re.compile(rf"{NUMBER}{{4}} *年 *{NUMBER}{{1,3}} *月|星期[一二三四五六日天]")
PAGE = re.compile(rf"第? *[A-D]?{NUMBER}{{1,3}} *版|[A-D]?[0-9]{{1,3}}|[-—·] *[0-9]{{1,3}} *[-—·]")


def parted(items: Sequence[Item], height: Emu, body: Emu) -> tuple[list[Item], list[Item]]:
    """The items that stay, and those that are furniture of their page."""
    if not items:
        return [], []
    bands = bands_of(items)
    out = [*_head(bands, height, body), *_foot(bands, height), *_behind(items, body)]
    gone = {id(item) for item in out}
    return [i for i in items if id(i) not in gone], [i for i in items if id(i) in gone]


def _head(bands: Sequence[Band], height: Emu, body: Emu) -> list[Item]:
    """The bands at the top down to the last with a date or page number."""
    last = 0
    for index, (band, below) in enumerate(pairwise(bands), start=1):
        limit = NAMEPLATE if _has_name(bands[:index], body) else TOP
        if 100 * band.bottom > limit * height or not _may_be_furniture(band):
            break
        if _is_marked(band) and 100 * (below.top - band.bottom) >= WHITE_BELOW * body:
            last = index
    return [item for band in bands[:last] for item in band.items]


def _has_name(bands: Sequence[Band], body: Emu) -> bool:
    return any(item.size >= LARGE * body for band in bands for item in band.items)


def _foot(bands: Sequence[Band], height: Emu) -> list[Item]:
    band = bands[-1]
    is_number = any(PAGE.fullmatch(_text(item)) for item in band.items)
    is_furniture = 100 * band.top >= FOOT * height and _may_be_furniture(band) and is_number
    return list(band.items) if is_furniture and len(bands) > 1 else []


def _may_be_furniture(band: Band) -> bool:
    return len(band.items) <= MOST_LINES and all(
        len(_text(item)) <= MOST_SIGNS and not item.is_vertical for item in band.items
    )


def _is_marked(band: Band) -> bool:
    texts = [_text(item) for item in band.items]
    return any(DATE.search(text) or PAGE.fullmatch(text) for text in texts)


def _text(item: Item) -> str:
    return "".join(stretch.text for stretch in item.stretches).strip()


def _behind(items: Sequence[Item], body: Emu) -> Iterator[Item]:
    """Large type on which lines of other type stand."""
    for item in items:
        if 100 * item.size >= WATERMARK * body:
            on = sum(_stands_on(other.box, item.box) for other in items if other.size < item.size)
            if on >= BEHIND:
                yield item


def _stands_on(box: Box, ground: Box) -> bool:
    middle = (box.top + box.bottom) // 2
    across = min(box.right, ground.right) - max(box.left, ground.left)
    return ground.top <= middle <= ground.bottom and 2 * across >= min(box.width, ground.width)


# ------------------------------------------------------------------------- on several pages


def repeated(pages: Sequence[tuple[Sequence[Item], Emu]], body: Emu) -> set[int]:
    """The `id`s of items at the edges of a page that stand on another at the same height.

    `pages` are each page's items and height; figures may differ (page numbers).
    """
    places = [[_place(item, body) for item in _at_edges(*page)] for page in pages]
    counted = Counter(place for page in places for place in set(page))
    return {
        id(item)
        for page in pages
        for item in _at_edges(*page)
        if counted[place := _place(item, body)] > 1 and len(place[0]) > 1
    }


def _at_edges(items: Sequence[Item], height: Emu) -> list[Item]:
    near = REPEATED * height // 100
    return [i for i in items if i.box.bottom <= near or i.box.top >= height - near]


def _place(item: Item, body: Emu) -> tuple[str, int]:
    return re.sub("[0-9]+", "0", _text(item)), item.box.bottom // body


# ----------------------------------------------------------------------------- turned type


def turned_items(signs: Iterable[Sign]) -> tuple[list[Item], list[Item]]:
    """Lines of turned type that stand straight up or down, and those that stand aslant."""
    items = [item_of([_turned(run)]) for run in _runs(signs)]
    straight = [_is_straight(item.stretches[0].signs) for item in items]
    return (
        [item for item, is_straight in zip(items, straight, strict=True) if is_straight],
        [item for item, is_straight in zip(items, straight, strict=True) if not is_straight],
    )


def _runs(signs: Iterable[Sign]) -> Iterator[list[Sign]]:
    run: list[Sign] = []
    for sign in signs:
        if sign.is_space:
            continue
        if run and not _follows(run[-1], sign):
            yield run
            run = []
        run.append(sign)
    if run:
        yield run


def _follows(before: Sign, sign: Sign) -> bool:
    apart = max(abs(sign.x - before.x), abs(sign.y - before.y))
    return alike(before.size, sign.size) and 100 * apart <= FOLLOWS * sign.size


def _turned(run: Sequence[Sign]) -> Stretch:
    lefts, tops, rights, bottoms = zip(*(sign.ink for sign in run), strict=True)
    box = Box(min(lefts), min(tops), max(rights), max(bottoms))
    return Stretch(tuple(run), box, max(sign.size for sign in run), is_vertical=True)


def _is_straight(signs: Sequence[Sign]) -> bool:
    across, down = abs(signs[-1].x - signs[0].x), abs(signs[-1].y - signs[0].y)
    return 100 * min(across, down) <= STRAIGHT * max(across, down)
