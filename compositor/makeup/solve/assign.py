"""Which article stands on which page.

    plans = assign(issue, fitter)         # every open article of the issue on some page

Articles that the manifest gives to a page stay there. Of the others, the weightiest lead a page
each, in order; the rest go, the largest first, where there is most room, those of one group
together. Then articles change places between pages as long as that brings the pages nearer to being
equally full: every page must be filled exactly, and a page has so much give and no more.

How much an article takes is known from its shape function: the area of its cheapest form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from compositor.makeup.fitting import Fitter
from compositor.makeup.sketching import free_area, free_of
from compositor.makeup.solve.shapes import Item, shape
from compositor.makeup.threads import NO_PARTS, Part, Parts, whole
from compositor.model.issue import Issue, OpenPlacement, PagePlan
from compositor.units import divide

TYPICAL_STANDING = 2  # for which the size of an article is estimated
GAP_SHARE = 30  # thousandths of a page that air between modules takes; measured on solved pages
MOST_PAGES = 64


@dataclass(frozen=True, slots=True)
class Load:
    """An article with the column lines it may take: at least, and in its cheapest form."""

    entry: OpenPlacement
    least: int
    usual: int


def assign(issue: Issue, fitter: Fitter, parts: Parts = NO_PARTS) -> tuple[PagePlan, ...]:
    """The pages of an issue with every open article on one of them; `parts` are of those parted."""
    pool = [load_of(issue, entry, fitter) for entry in _by_weight(issue.open)]
    if not pool:
        return issue.pages
    plans = list(issue.pages)
    rooms = [_room(issue, plan, fitter, parts) for plan in plans]
    homes = _spread(pool, plans, rooms)
    homes = _balanced(pool, homes, rooms)
    return tuple(
        replace(plan, open=(*plan.open, *_entries(pool, homes, number)))
        for number, plan in enumerate(plans)
    )


def least_pages(issue: Issue, fitter: Fitter) -> int:
    """How many pages the articles of an open-ended issue take at least."""
    least = sum(load_of(issue, entry, fitter).least for entry in issue.open)
    room = 0
    for count in range(1, MOST_PAGES + 1):
        free = free_area(count, fitter.layout, is_last=False)
        room += free.width * free.height
        if least <= room * (1000 - GAP_SHARE) // 1000:
            return count
    return MOST_PAGES


def load_of(issue: Issue, entry: OpenPlacement, fitter: Fitter, part: Part | None = None) -> Load:
    """What an article takes, by its shape function."""
    item = Item(entry, None, part or whole(issue.article(entry.article)), TYPICAL_STANDING)
    shapes = shape([item], fitter, free_area(2, fitter.layout, is_last=False), False)
    sizes = [
        (ways[0].price, columns * lines)
        for columns, by_lines in shapes.ways[0].items()
        for lines, ways in by_lines.items()
    ]
    if not sizes:  # larger than a page in every form
        free = free_area(2, fitter.layout, is_last=False)
        return Load(entry, *[2 * free.width * free.height] * 2)
    return Load(entry, min(area for _, area in sizes), min(sizes)[1])


def _by_weight(entries: Sequence[OpenPlacement]) -> list[OpenPlacement]:
    return sorted(entries, key=lambda entry: -entry.weight)


def empty_pages(issue: Issue, count: int) -> tuple[PagePlan, ...]:
    """New pages for an open-ended issue."""
    place = issue.open[0].place
    return tuple(PagePlan(number, "", (), place) for number in range(1, count + 1))


def _room(issue: Issue, plan: PagePlan, fitter: Fitter, parts: Parts) -> int:
    """The column lines of a page that are still to be had."""
    free = free_of(issue, plan, fitter.layout)
    room = free.width * free.height * (1000 - GAP_SHARE) // 1000
    taken = sum(p.at.columns * p.at.lines for p in plan.placements)
    known = ((entry, parts.get((plan.number, entry.article))) for entry in plan.open)
    return room - taken - sum(load_of(issue, e, fitter, part).usual for e, part in known)


def _spread(pool: Sequence[Load], plans: Sequence[PagePlan], rooms: Sequence[int]) -> list[int]:
    """A first page for each article: leads in order, then the largest where there is most room."""
    left = list(rooms)
    homes = [-1] * len(pool)
    leaderless = [n for n, plan in enumerate(plans) if _is_leaderless(plan)]
    for page in leaderless:
        fit = (i for i, p in enumerate(pool) if homes[i] < 0 and p.least <= left[page])
        if (lead := next(fit, None)) is not None:
            homes[lead] = page
            left[page] -= pool[lead].usual
    waiting = [i for i in range(len(pool)) if homes[i] < 0]
    for index in sorted(waiting, key=lambda i: -pool[i].usual):
        joined = _home_of_group(pool, homes, index)
        page = max(range(len(plans)), key=lambda n: left[n]) if joined is None else joined
        homes[index] = page
        left[page] -= pool[index].usual
    return homes


def _is_leaderless(plan: PagePlan) -> bool:
    """Whether nothing stands on a page that may lead it: what jumps there does not."""
    return not plan.placements and all(entry.jump_from is not None for entry in plan.open)


def _home_of_group(pool: Sequence[Load], homes: Sequence[int], index: int) -> int | None:
    group = pool[index].entry.group
    if not group:
        return None
    known = zip(pool, homes, strict=True)
    return next((home for p, home in known if home >= 0 and p.entry.group == group), None)


def _balanced(pool: Sequence[Load], homes: list[int], rooms: Sequence[int]) -> list[int]:
    """Articles moved and exchanged as long as that makes the pages more alike."""
    best, cost = homes, _unevenness(pool, homes, rooms)
    while True:
        tries = [(_unevenness(pool, h, rooms), h) for h in _neighbours(pool, best, len(rooms))]
        found = min(tries, default=(cost, best))
        if found[0] >= cost:
            return best
        cost, best = found


def _neighbours(pool: Sequence[Load], homes: Sequence[int], pages: int) -> Iterator[list[int]]:
    """Everything one move or one exchange away, groups kept; leads are exchanged with none."""
    movable = [i for i in range(min(pages, len(pool)), len(pool)) if not pool[i].entry.group]
    for index in movable:
        for page in range(pages):
            if page != homes[index]:
                yield [page if i == index else h for i, h in enumerate(homes)]
    for a, b in combinations(movable, 2):
        if homes[a] != homes[b]:
            swapped = list(homes)
            swapped[a], swapped[b] = homes[b], homes[a]
            yield swapped


def _unevenness(pool: Sequence[Load], homes: Sequence[int], rooms: Sequence[int]) -> int:
    """How far the pages are from being equally full, squared; too much weighs twice too little."""
    total, room = sum(load.usual for load in pool), max(1, sum(rooms))
    cost = 0
    for page, has in enumerate(rooms):
        load = sum(p.usual for p, home in zip(pool, homes, strict=True) if home == page)
        off = load - divide(total * has, room)
        cost += off * off * (2 if off > 0 else 1)
    return cost


def _entries(pool: Sequence[Load], homes: Sequence[int], page: int) -> Iterator[OpenPlacement]:
    return (load.entry for load, home in zip(pool, homes, strict=True) if home == page)
