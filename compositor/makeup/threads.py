"""Threads (走文): an article that goes on in another module, of its page or of a later one (转版).

    page 1                        page 2
    ┌ headline ────────────────┐  ┌ keyword head ──────────────────────────┐
    │ leg 1  │ leg 2  │ leg 3  │  │            （上接第1版）                 │
    │ ──────   ──────   ────── │  │ leg 1       │ leg 2       │ leg 3      │
    │ ──────   ──────  下转第2版 │  │ ──────────    ──────────    ────────── │
    └──────────────────────────┘  └────────────────────────────────────────┘

`part_of` says what a placement holds of its article: where its text begins, what stands above it,
and which placement the text goes on in. All legs before a jump are full, the jump line taking the
last row of the last of them; of the ways to fill them the one is taken that parts the text best.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.makeup.field import Field
from compositor.makeup.legs import Cut, Leg, cut, fill, tops_of
from compositor.makeup.module import columns_of
from compositor.memory import Same
from compositor.model.edition import Edition, Frame, PlacedLine
from compositor.model.galley import BEGINNING, GalleyLine, Line, TextPoint
from compositor.model.issue import Article, HeadingField, Issue, PagePlan, Placement
from compositor.model.layout import Grid, Layout, Rank
from compositor.model.setter import TypeSetter
from compositor.model.turns import words_of
from compositor.units import Emu

# A jump is worth a reader's while (makeup §A5: at least 4 in. before it and 6 in. after). That is
# meant of broadsheet columns; in lines of 9 pt over 四开 it would be 26 and 38, half a page. Chosen
# by eye in the same proportion: what is less looks like a mistake.
LEAST_BEFORE = 10  # lines of text before a jump
LEAST_AFTER = 15  # lines after it
MOST_LEGS = 8  # legs of which each is tried a line shorter

# What stands on a page of an article that does not stand there whole, by page and name.
Parts: TypeAlias = "Mapping[tuple[int, str], Part]"
NO_PARTS: Parts = MappingProxyType({})

# Where the articles of the pages before have stopped; None where a module could not be made.
Stopped: TypeAlias = Mapping[str, TextPoint | None]
NOWHERE: Stopped = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """What a placement holds of its article.

    `article` has only what stands at this place: a part that goes on has neither label nor
    pictures. `following` is the placement its text goes on in. `is_known` is False where the
    part before could not be made, so that nobody knows how much is left.
    """

    article: Article
    start: TextPoint
    following: Placement | None
    is_further: bool
    is_known: bool = True

    @property
    def key(self) -> Hashable:
        """What it is by, in the key of what is made of it."""
        return key_of(self.article), self.start, self.following, self.is_further, self.is_known


def key_of(article: Article) -> Hashable:
    """What an article is by, in the key of what is made of it: of its body, that it is the same."""
    return replace(article, body=()), Same(article.body)


def whole(article: Article) -> Part:
    """An article that stands in one place."""
    return Part(article, BEGINNING, None, is_further=False)


def part_of(
    issue: Issue, plan: PagePlan, placement: Placement, stopped: Stopped, layout: Layout
) -> Part:
    """The part of its article that stands at a placement."""
    article = issue.article(placement.article)
    following = _following(issue, plan, placement)
    if article.name not in stopped:
        return Part(article, BEGINNING, following, is_further=False)
    start = stopped[article.name]
    further = _further(article, placement, layout)
    return Part(further, start or BEGINNING, following, is_further=True, is_known=start is not None)


def further_part(article: Article, placement: Placement, start: TextPoint, layout: Layout) -> Part:
    """What is left of an article from a point on, as it stands at a placement on a later page."""
    return Part(_further(article, placement, layout), start, None, is_further=True)


def _following(issue: Issue, plan: PagePlan, placement: Placement) -> Placement | None:
    """The placement a text goes on in: the next of its page, or the first where it jumps to."""
    at = plan.placements.index(placement)
    places = list(plan.placements[at + 1 :])
    if placement.jump_to is not None:
        places += (
            p for page in issue.pages if page.number == placement.jump_to for p in page.placements
        )
    return next((p for p in places if p.article == placement.article), None)


def _further(article: Article, placement: Placement, layout: Layout) -> Article:
    """An article with what stands above a further part of it: a keyword head and where it is from.

    Within a page nothing does.
    """
    bare = replace(
        article,
        label="",
        kicker="",
        headline="",
        deck="",
        byline="",
        pictures=(),
        barred=(),
        quote="",
        quote_place=None,
    )
    if placement.jump_from is None:
        return bare
    head = placement.head or article.with_bars("headline")
    places: dict[HeadingField, Place] = {**dict(article.places), "byline": placement.place}
    places["headline"] = placement.head_place or placement.place
    return replace(
        bare,
        headline=words_of(head),
        byline=layout.jump_from_text.format(page=placement.jump_from),
        barred=(("headline", head),),
        places=tuple(places.items()),
    )


def rank_of(placement: Placement, layout: Layout) -> Rank:
    """The rank of a placement; where text comes from another page its last line says so."""
    rank = layout.rank(placement.rank)
    assert rank is not None, "the manuscript stage has checked ranks"
    if placement.jump_from is None:
        return rank
    return replace(rank, byline=replace(layout.jump, align=rank.headline.align))


# ------------------------------------------------------------------------------ cut into legs


class Space(NamedTuple):
    """Where a part goes: the rows pictures leave of each leg, the rows of all, how many may be air.

    Air is what the heading takes, so that all legs end so much higher.
    """

    legs: Sequence[Leg]
    lines: int
    air: int = 0


class Filled(NamedTuple):
    """The legs of a part, the row they all end before, and its jump line with that one's leg."""

    cut: Cut
    foot: int
    jump: tuple[Line, ...] = ()
    leg: int = 0


def jump_lines(
    placement: Placement, measure: Emu, layout: Layout, setter: TypeSetter
) -> tuple[Line, ...]:
    """The line that says where an article goes on (下转); none if it does not jump."""
    if placement.jump_to is None:
        return ()
    style = replace(layout.jump, vertical=placement.writing == "vertical")
    return setter.text(layout.jump_to_text.format(page=placement.jump_to), style, measure)


def fill_part(
    galley: Sequence[GalleyLine], space: Space, measure: Emu | None, jump: tuple[Line, ...]
) -> Filled:
    """Cut a part into legs: level if it is the last, else full.

    `measure` is that of the module the text goes on in, None if it goes on in none.
    """
    legs, lines = space.legs, space.lines
    if measure is None:
        return _to_the_end(galley, space)
    ways = (
        Filled(fill(galley, legs, foots), lines - raised, jump, leg)
        for raised, leg, foots in _ways(space, len(jump))
    )
    best: tuple[tuple[int, ...], Filled] | None = None
    for way in ways:
        if not way.cut.rest:
            break
        cost = (*_cost(way, tops_of(legs), measure), lines - way.foot)
        if best is None or cost < best[0]:
            best = cost, way
        if not any(cost[:-1]):
            break
    if best is None:  # it is at its end here: an error of the module after it
        return _to_the_end(galley, space)
    return best[1]


def _to_the_end(galley: Sequence[GalleyLine], space: Space) -> Filled:
    done = cut(galley, space.legs, space.lines)
    return Filled(done, max(done.foot, *tops_of(space.legs), 0))


def _ways(space: Space, jump: int) -> Iterator[tuple[int, int, list[int]]]:
    """Rows the legs may end at: all full, one or more a line shorter, all of them raised.

    And by how much, and the leg of the jump line: the last that has room under its pictures.
    """
    lines, legs, tops = space.lines, len(space.legs), tops_of(space.legs)
    most = min(space.air, lines - max(tops))
    shorter = sorted(product((0, 1), repeat=min(legs, MOST_LEGS)), key=sum)
    for raised in range(most + 1):
        leg = max((i for i, top in enumerate(tops) if top + jump <= lines - raised), default=0)
        for short in shorter[:-1]:  # not all of them, which is to raise them
            foots = [lines - raised - s for s in (*short, *(0,) * (legs - len(short)))]
            foots[leg] -= jump
            yield raised, leg, foots


def _cost(way: Filled, tops: Sequence[int], measure: Emu) -> tuple[int, ...]:
    """Worst first: legs not level; a lonely line after the jump, or at a head; no text parted."""
    legs, after = way.cut.legs, way.cut.rest[0]
    foots = [way.foot - len(way.jump) * (way.leg == index) for index in range(len(legs))]
    ends = [leg[-1].row + 1 if leg else top for leg, top in zip(legs, tops, strict=True)]
    gaps = [max(0, foot - end) for foot, end in zip(foots, ends, strict=True)]
    lonely = sum(_is_last(leg[0].item) for leg in legs[1:] if leg)
    is_split = after.character > 0
    return (
        max(0, max(gaps) - 1),
        int(is_split and _is_line(way.cut.rest, measure)),
        lonely,
        int(not is_split),
        sum(gaps),
    )


def _is_last(item: GalleyLine) -> bool:
    """Whether it is the last line of its paragraph and not the first."""
    return item.line.ends and item.character > 0


def _is_line(rest: Sequence[GalleyLine], measure: Emu) -> bool:
    """Whether what is left of a paragraph makes no more than a line of a measure."""
    left = [item.line.width for item in rest if item.block == rest[0].block]
    return sum(left) <= (measure or rest[0].line.measure)


def next_measure(following: Placement | None, grid: Grid) -> Emu | None:
    """The measure of the placement a text goes on in; 0 if that is not known yet."""
    if following is None:
        return None
    columns = columns_of(following, grid) if following.writing == "horizontal" else None
    return columns.measure if columns else 0


def stopped_at(galley: Sequence[GalleyLine], done: Cut, start: TextPoint) -> TextPoint:
    """Where the text of a part has stopped."""
    if done.rest:
        return done.rest[0].start
    return TextPoint(galley[-1].block + 1, 0) if galley else start


# ------------------------------------------------------------------------------------ frames


def place_jump(filled: Filled, field: Field, style: str, article: str) -> tuple[Frame, ...]:
    """The frame of a jump line, in the last rows of its leg."""
    if not filled.jump:
        return ()
    leg, count = filled.leg, len(filled.jump)
    first = filled.foot - count
    lines = tuple(
        PlacedLine(line, *field.place(leg, first + row)) for row, line in enumerate(filled.jump)
    )
    return (Frame("jump", style, field.area(leg, first, count), lines, article),)


def as_heads(frames: Sequence[Frame], part: Part) -> tuple[Frame, ...]:
    """Heading frames; those of a part that goes on are no words of the article."""
    if not part.is_further:
        return tuple(frames)
    return tuple(replace(frame, kind="jump") for frame in frames)


# -------------------------------------------------------------------------------- diagnostics


def check_part(
    part: Part, filled: Filled, galley: Sequence[GalleyLine], placement: Placement, grid: Grid
) -> Iterator[Diagnostic]:
    """A further part without text, and a jump before the last line of a paragraph."""
    if part.is_further and part.is_known and not galley:
        yield diagnose("thread-empty", placement.place, article=placement.article)
    rest, measure = filled.cut.rest, next_measure(part.following, grid)
    if filled.jump and measure is not None and rest[0].character and _is_line(rest, measure):
        yield diagnose("jump-last-line", placement.place, article=placement.article)


def check_jumps(issue: Issue, edition: Edition) -> Iterator[Diagnostic]:
    """Jumps after too few lines, or for too few."""
    for plan in issue.pages:
        for placement in plan.placements:
            if placement.jump_to is not None:
                yield from _check_jump(placement, plan.number, placement.jump_to, edition)


def _check_jump(
    placement: Placement, here: int, there: int, edition: Edition
) -> Iterator[Diagnostic]:
    fills = [fill for fill in edition.fills if fill.article == placement.article]
    is_made = {here, there} <= {fill.page for fill in fills}
    before = sum(fill.lines for fill in fills if fill.page == here)
    after = sum(
        fill.lines + (fill.overset.lines if fill.overset else 0)
        for fill in fills
        if fill.page == there
    )
    values = {"article": placement.article, "page": there}
    if is_made and before < LEAST_BEFORE:
        yield diagnose("jump-early", placement.place, lines=before, least=LEAST_BEFORE, **values)
    if 0 < after < LEAST_AFTER:
        yield diagnose("jump-late", placement.place, lines=after, least=LEAST_AFTER, **values)
