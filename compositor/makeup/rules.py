"""The rules of make-up (makeup §A7), as judgements of a finished page.

    found = judge(sketch)              # every rule that the page breaks
    hard = [f for f in found if f.is_hard]
    total(found)                       # the soft ones' price

A page is judged from a `PageSketch`, the geometry of its modules in columns and lines, whoever made
it: the solver judges what it thinks of by the very rules that a page by hand is judged by. A hard
rule broken keeps a page from the press; a soft one costs by its class, 1 to 5.

Rules that a module keeps by its construction are not looked for here: one rectangle (R03), text
under its own head (R05), captions under their photographs (R11), no crosshead at a foot (R19).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from compositor.geometry import Rect
from compositor.model.edition import Judgement, PageMetrics
from compositor.units import Emu, pt

CLASS_PRICES = {1: 10, 2: 20, 3: 40, 4: 80, 5: 160}  # of a soft rule broken once

RIGHT_PRICE = 4  # of a lighter article left of a heavier one
LARGE_HEAD = pt(21)  # 二号 of newspapers (makeup §A3): two such heads may not collide (R06)
LIKE_HEADS = pt(2)  # heads that differ by no more are of one size (R06)
LEAST_LEG, MOST_LEG = 5, 62  # lines of a leg (R16; 62 lines of 11.25 pt are 250 mm)
DOMINANT = (3, 2)  # how much larger the largest photograph is than the next (R12)
MOST_NARROW_HEADS = 300  # thousandths of a page's heads that may be of one column (R21)
MOST_BOXES = 2  # boxed modules of a page (R22)
LEAST_USED = {True: 920, False: 970}  # thousandths of page 1 and of the others (M2, R25)
MOST_GAP, MOST_FOOT = 2, 1  # empty lines between modules, and at the foot of a page


@dataclass(frozen=True, slots=True)
class Sketch:
    """A module as the rules see it; `area` and `photos` are in columns and lines of the grid.

    `standing` counts from 0, the most important article of the page. `head` is the band of lines
    its level heading takes, of size `head_size`; a vertical one has no band. `legs` are the rows of
    each leg, `loose` the lines they end short, `uneven` those beyond the one that R17 allows.
    """

    article: str
    area: Rect
    standing: int
    rank: str
    head_size: Emu = 0
    head_face: str = ""
    head: range = range(0)
    is_parted: bool = False
    has_own_columns: bool = False
    legs: tuple[int, ...] = ()
    loose: int = 0
    uneven: int = 0
    lonely: int = 0
    empty: int = 0
    overset: int = 0
    photos: tuple[Rect, ...] = ()
    group: str = ""
    jumps: bool = False
    fitting_price: int = 0


@dataclass(frozen=True, slots=True)
class PageSketch:
    """A page as the rules see it: `free` is what its furniture leaves of the grid."""

    number: int
    free: Rect
    modules: tuple[Sketch, ...]


def judge(page: PageSketch) -> tuple[Judgement, ...]:
    """Every rule the page breaks, in the order of their numbers."""
    return tuple(sorted(judge_by(RULES, page), key=lambda found: found.rule))


def judge_by(rules: Iterable["Rule"], page: PageSketch) -> Iterator[Judgement]:
    """What some of the rules find."""
    return (found for rule in rules for found in rule(page))


def total(found: Iterable[Judgement]) -> int:
    """What the soft rules cost together."""
    return sum(f.price for f in found)


def _soft(rule: str, grade: int, articles: Sequence[str], amount: int = 0) -> Judgement:
    return Judgement(rule, False, CLASS_PRICES[grade], tuple(articles), amount)


def _hard(rule: str, articles: Sequence[str], amount: int = 0) -> Judgement:
    return Judgement(rule, True, 0, tuple(articles), amount)


def _overset(page: PageSketch) -> Iterator[Judgement]:
    """R01: no text without room."""
    return (_hard("R01", [m.article], m.overset) for m in page.modules if m.overset)


def _inside(page: PageSketch) -> Iterator[Judgement]:
    """R02: modules on the grid, none over another."""
    for module in page.modules:
        if not _contains(page.free, module.area):
            yield _hard("R02", [module.article])
    for a, b in combinations(page.modules, 2):
        if a.area.overlaps(b.area):
            yield _hard("R02", [a.article, b.article])


def _collisions(page: PageSketch) -> Iterator[Judgement]:
    """R06: heads side by side in one band of lines (碰题).

    Neighbours are parted by a rule in their gutter (`module_rules`) or a box; two large heads still
    may not be of one size and face, for they read as one.
    """
    for a, b in combinations(page.modules, 2):
        if not _beside(a.area, b.area) or not _share(a.head, b.head):
            continue
        is_alike = abs(a.head_size - b.head_size) <= LIKE_HEADS
        is_large = min(a.head_size, b.head_size) >= LARGE_HEAD
        if (
            is_alike
            and is_large
            and a.head_face == b.head_face
            and not (a.is_parted or b.is_parted)
        ):
            yield _hard("R06", [a.article, b.article])
        elif is_alike:
            yield _soft("R06", 4, [a.article, b.article])
        elif is_large:
            yield _soft("R06", 1, [a.article, b.article])


def _cut_in_two(page: PageSketch) -> Iterator[Judgement]:
    """R07: a gap across or down the whole page with two modules or more on both sides (断版).

    On page 1 a gap down it is hard; a gap across is as common there as anywhere, and reads better.
    """
    free, areas = page.free, [m.area for m in page.modules]
    for x in {a.right for a in areas} - {free.right}:
        left = [a for a in areas if a.right <= x]
        if (
            len(left) >= 2
            and len(areas) - len(left) >= 2
            and all(a.right <= x or a.x >= x for a in areas)
        ):
            yield _hard("R07", []) if page.number == 1 else _soft("R07", 5, [])
    for y in {a.bottom for a in areas} - {free.bottom}:
        upper = [a for a in areas if a.bottom <= y]
        if (
            len(upper) >= 2
            and len(areas) - len(upper) >= 2
            and all(a.bottom <= y or a.y >= y for a in areas)
        ):
            yield _soft("R07", 3, [])


def _lead(page: PageSketch) -> Iterator[Judgement]:
    """R08: the lead at the top, with the largest head."""
    ordered = sorted(page.modules, key=lambda m: m.standing)
    if not ordered:
        return
    lead = ordered[0]
    larger = [m for m in ordered[1:] if m.head_size > lead.head_size > 0]
    if larger:
        yield _hard("R08", [lead.article, larger[0].article])
    if lead.area.y > min(m.area.y for m in page.modules):
        yield _hard("R08", [lead.article])


def _descending(page: PageSketch) -> Iterator[Judgement]:
    """R08: heads no larger downwards in a strip."""
    for a, b in combinations(page.modules, 2):
        over, under = (a, b) if a.area.y < b.area.y else (b, a)
        if _above(over.area, under.area) and under.head_size > over.head_size > 0:
            yield _soft("R08", 3, [over.article, under.article])


def _left_first(page: PageSketch) -> Iterator[Judgement]:
    """R09: of two modules that begin side by side, the more important is the left one."""
    for a, b in combinations(page.modules, 2):
        left, right = (a, b) if a.area.x < b.area.x else (b, a)
        if left.area.y == right.area.y and left.standing > right.standing:
            yield Judgement("R09", False, RIGHT_PRICE, (left.article, right.article))


def _priority(page: PageSketch) -> Iterator[Judgement]:
    """R09: the more important, the better the place: rank correlation of standing and place.

    A place is worth its quarter of the page (top left 1, top right .8, bottom left .55, bottom
    right .5) times its area (M6).
    """
    modules = page.modules
    if len(modules) < 3:
        return
    worth = [-_worth(m, page.free) for m in modules]
    correlation = _spearman([m.standing for m in modules], worth)
    if correlation < 700:
        price = (700 - correlation) * CLASS_PRICES[4] // 700
        yield Judgement("R09", False, price, (), correlation)


def _groups(page: PageSketch) -> Iterator[Judgement]:
    """R10: articles of one group stand together."""
    for group in dict.fromkeys(m.group for m in page.modules if m.group):
        members = [m for m in page.modules if m.group == group]
        joined = {members[0].article}
        for _ in members:
            joined |= {
                m.article for m in members for o in members
                if o.article in joined and _touch(m.area, o.area)
            }  # fmt: skip
        if apart := [m.article for m in members if m.article not in joined]:
            yield _soft("R10", 4, apart)


def _dominant(page: PageSketch) -> Iterator[Judgement]:
    """R12: one photograph clearly the largest, and in the upper half."""
    photos = [(p, m) for m in page.modules for p in m.photos]
    if len(photos) < 2:
        return
    sizes = sorted((p.width * p.height for p, _ in photos), reverse=True)
    if sizes[0] * DOMINANT[1] < sizes[1] * DOMINANT[0]:
        yield _soft("R12", 2, [m.article for _, m in photos])


def _legs(page: PageSketch) -> Iterator[Judgement]:
    """R16: legs between 50 and 250 mm."""
    for module in page.modules:
        if module.legs and min(module.legs) < LEAST_LEG:
            yield _soft("R16", 3, [module.article], min(module.legs))
        if module.legs and max(module.legs) > MOST_LEG:
            yield _soft("R16", 3, [module.article], max(module.legs))


def _level(page: PageSketch) -> Iterator[Judgement]:
    """R17: legs of a module end within a line of each other."""
    return (_hard("R17", [m.article], m.uneven) for m in page.modules if m.uneven)


def _lonely(page: PageSketch) -> Iterator[Judgement]:
    """R18: no last line of a paragraph alone at the head of a leg."""
    return (_soft("R18", 2, [m.article], m.lonely) for m in page.modules if m.lonely)


def _quarters(page: PageSketch) -> Iterator[Judgement]:
    """R20: each quarter of the page has a head of several columns or a photograph."""
    free = page.free
    half_w, half_h = free.width // 2, free.height // 2
    if len(page.modules) < 4:
        return
    shown = [
        Rect(m.area.x, m.head.start, m.area.width, max(1, len(m.head)))
        for m in page.modules
        if m.area.width > 1 and m.head_size
    ] + [p for m in page.modules for p in m.photos]
    for x in (free.x, free.x + half_w):
        for y in (free.y, free.y + half_h):
            if not any(s.overlaps(Rect(x, y, half_w, half_h)) for s in shown):
                yield _soft("R20", 1, [])


def _narrow(page: PageSketch) -> Iterator[Judgement]:
    """R21: few heads of one column."""
    heads = [m for m in page.modules if m.head_size]
    narrow = [m.article for m in heads if m.area.width == 1]
    if len(narrow) * 1000 > MOST_NARROW_HEADS * len(heads) and len(narrow) > 1:
        yield _soft("R21", 2, narrow, len(narrow))


def _widths(page: PageSketch) -> Iterator[Judgement]:
    """R21: modules of different widths."""
    widths = {m.area.width for m in page.modules}
    if len(page.modules) > 2 and len(widths) == 1:
        yield _soft("R21", 4, [], widths.pop())


def _boxes(page: PageSketch) -> Iterator[Judgement]:
    """R22: at most two boxes."""
    boxed = [m for m in page.modules if m.is_parted]
    for module in boxed[MOST_BOXES:]:
        yield _soft("R22", 3, [module.article], len(boxed))


def _boxes_apart(page: PageSketch) -> Iterator[Judgement]:
    """R22: no box beside another."""
    for a, b in combinations(page.modules, 2):
        if a.is_parted and b.is_parted and _touch(a.area, b.area):
            yield _soft("R22", 3, [a.article, b.article])


def _own_columns(page: PageSketch) -> Iterator[Judgement]:
    """R23: other columns than the page's (破栏) only in a box or across it."""
    for module in page.modules:
        is_across = module.area.width == page.free.width
        if module.has_own_columns and not (module.is_parted or is_across):
            yield _soft("R23", 2, [module.article])


def _few_own_columns(page: PageSketch) -> Iterator[Judgement]:
    """R23: twice on a page at most."""
    own = [m.article for m in page.modules if m.has_own_columns]
    if len(own) > 2:
        yield _soft("R23", 1, own, len(own))


def _jumps(page: PageSketch) -> Iterator[Judgement]:
    """R24: jumps are dear, and never for a short article."""
    for module in page.modules:
        if module.jumps:
            yield _soft("R24", 5, [module.article])


def _used(page: PageSketch) -> Iterator[Judgement]:
    """R25: the page is used up, and has no hole, neither in a module nor between them."""
    share = used_share(page)
    if share < LEAST_USED[page.number == 1]:
        yield _soft("R25", 5, [], share)
    for module in page.modules:
        if module.empty:
            yield _hard("R25", [module.article], module.empty)
    if between := holes(page):
        yield _hard("R25", [], between)


def _fitted(page: PageSketch) -> Iterator[Judgement]:
    """R26: what copy-fitting used of its ladder."""
    for module in page.modules:
        if module.fitting_price:
            yield Judgement("R26", False, module.fitting_price, (module.article,))


Rule: TypeAlias = Callable[[PageSketch], Iterator[Judgement]]

# By what they look at. The solver asks the first three early: what they say of a few modules or of
# bare rectangles they say of the page, whatever else is on it.
MODULE_RULES: tuple[Rule, ...] = (_overset, _legs, _level, _lonely, _own_columns, _jumps)
PAIR_RULES: tuple[Rule, ...] = (_collisions, _descending, _left_first, _boxes_apart)
PLACE_RULES: tuple[Rule, ...] = (_cut_in_two, _priority, _groups, _widths)
PAGE_RULES: tuple[Rule, ...] = (
    _inside, _lead, _dominant, _quarters, _narrow, _boxes, _few_own_columns, _used, _fitted,
)  # fmt: skip
RULES = (*MODULE_RULES, *PAIR_RULES, *PLACE_RULES, *PAGE_RULES)


def metrics(page: PageSketch, found: Sequence[Judgement]) -> PageMetrics:
    """What make-up is measured by (makeup §A9), of one page."""
    legs = sum(len(m.legs) for m in page.modules)
    loose = sum(m.loose + m.uneven for m in page.modules)
    return PageMetrics(
        overset=sum(m.overset for m in page.modules),
        used=used_share(page),
        slack=1000 * loose // legs if legs else 0,
        most_slack=max((m.uneven + min(1, m.loose) for m in page.modules), default=0),
        hard=sum(f.is_hard for f in found),
        price=total(found),
        priority=priority_agreement(page),
    )


def used_share(page: PageSketch) -> int:
    """M2: how much of the page is used, in thousandths: all but holes; air counts as used."""
    room = page.free.width * page.free.height
    empty = holes(page) + sum(m.empty for m in page.modules)
    return 1000 * (room - empty) // room if room else 1000


def holes(page: PageSketch) -> int:
    """Column lines that no module takes, beyond the air that may be over and under one."""
    free = page.free
    empty = 0
    for column in range(free.x, free.right):
        line = free.y
        areas = sorted(m.area for m in page.modules if m.area.x <= column < m.area.right)
        for area in sorted(areas, key=lambda a: a.y):
            empty += max(0, area.y - line - MOST_GAP)
            line = max(line, area.bottom)
        empty += max(0, free.bottom - line - MOST_FOOT)
    return empty


def priority_agreement(page: PageSketch) -> int:
    """M6: Spearman's correlation of standing and place, in thousandths."""
    worth = [-_worth(m, page.free) for m in page.modules]
    return _spearman([m.standing for m in page.modules], worth)


def _worth(module: Sketch, free: Rect) -> int:
    area = module.area
    is_left = 2 * area.x + area.width <= 2 * free.x + free.width
    is_upper = 2 * area.y + area.height <= 2 * free.y + free.height
    share = {(True, True): 100, (True, False): 80, (False, True): 55, (False, False): 50}
    return share[is_upper, is_left] * area.width * area.height


def _spearman(xs: Sequence[int], ys: Sequence[int]) -> int:
    """Rank correlation in thousandths; 1000 for fewer than two values."""
    count = len(xs)
    if count < 2:
        return 1000
    first, second = _ranks(xs), _ranks(ys)
    square = sum((a - b) ** 2 for a, b in zip(first, second, strict=True))
    return 1000 - 6000 * square // (count * (count * count - 1))


def _ranks(values: Sequence[int]) -> list[int]:
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    return [order.index(i) for i in range(len(values))]


def _contains(area: Rect, inner: Rect) -> bool:
    return (
        area.x <= inner.x and area.y <= inner.y
        and inner.right <= area.right and inner.bottom <= area.bottom
    )  # fmt: skip


def _share(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop


def _beside(a: Rect, b: Rect) -> bool:
    """Whether two modules share a gutter."""
    return (a.right == b.x or b.right == a.x) and a.y < b.bottom and b.y < a.bottom


def _above(a: Rect, b: Rect) -> bool:
    """Whether one stands over the other in some column."""
    return a.bottom <= b.y and a.x < b.right and b.x < a.right


def _touch(a: Rect, b: Rect) -> bool:
    """Whether two modules are neighbours, an empty line or two apart at most."""
    grown = Rect(a.x - 1, a.y - 3, a.width + 2, a.height + 6)
    corner = (a.right <= b.x or b.right <= a.x) and (a.bottom <= b.y or b.bottom <= a.y)
    return grown.overlaps(b) and not corner
