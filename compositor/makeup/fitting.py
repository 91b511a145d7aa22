"""Copy-fitting: what a module may do to fill its place exactly, from the gentlest step to the last.

    fitter = Fitter(layout, setter)
    fitter.fit(placement, whole(article))               # Fitted, or why nothing can be placed
    fitter.depths(placement, whole(article), range(87)) # {lines: price}: what it fills exactly

The ladder is makeup R26's: a line or two of air of the heading, a smaller size of the headline,
photographs within their crop, a filler; the body is never touched. Every combination has a price,
and the cheapest that fills the place is taken, so that a step is used only where the gentler ones
do not do. The solver asks `depths` and the page `fit`, of one list of ways: what is predicted is
what is printed.

A level heading takes the same lines however deep its module is, so depths are sums. A vertical one
grows with its module, and every depth is tried.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from compositor.diagnostics import Diagnostic
from compositor.makeup.content import Module, set_module
from compositor.makeup.heading import misfit
from compositor.makeup.legs import Cut, Level, cut, fill, level_of, opened
from compositor.makeup.pictures import crop_steps
from compositor.makeup.threads import (
    Filled,
    Part,
    Space,
    fill_part,
    jump_lines,
    key_of,
    next_measure,
)
from compositor.memory import Same
from compositor.model.edition import NO_FITTING, Fitting
from compositor.model.issue import At, Placement
from compositor.model.layout import Layout
from compositor.model.setter import TypeSetter
from compositor.units import Emu

MOST_AIR = 2  # lines a heading may gain (makeup R26, head_white_lines)
MOST_CROP_STEPS = 3  # rows that photographs gain or lose; a tenth of their height at most
MOST_SIZE_STEPS = 3  # down the ladder of a headline
MOST_EMPTY = 4  # rows of a leg; a deeper module with a vertical heading is no better
FILLER_ROWS = range(4, 15)  # depths of a filler in one column; chosen by eye
LEAST_OVER = 5  # rows of text over a filler

# What each step costs, in the coin of `makeup.rules`; chosen so that the order of R26 holds.
AIR_PRICES = {-1: 14, 0: 0, 1: 2, 2: 5}
LEAST_HEAD_AIR = 3  # halves of a line that a heading keeps over and under it when it gives one
SIZE_PRICE = 8  # for a step
PICTURE_PRICE = 6  # for a row
FILLER_PRICE = 45
LOOSE_PRICE = 5  # for a line that a leg ends short; R17 allows each one
UNEVEN_PRICE = 100  # for each line more than that
LONELY_PRICE = 20  # a paragraph's last line at the head of a leg (R18)
MISFIT_PRICE = 150  # a headline that its width breaks inside a phrase
HOLE_PRICE = 30  # for a column line left empty
OVERSET_PRICE = 60  # for a line that finds no room


class Fitted(NamedTuple):
    """A module in its place with its text cut into legs; `fitting` is what of the ladder it took.

    `part` is what of its article stands here. `empty` are the column lines that nothing fills,
    beyond the one a leg may end short.
    """

    module: Module
    part: Part
    filled: Filled
    fitting: Fitting
    price: int
    empty: int

    @property
    def cut(self) -> Cut:
        """Its text in legs."""
        return self.filled.cut

    @property
    def foots(self) -> Sequence[int]:
        """The rows its legs should end at: level, but above a filler."""
        tops = self.module.tops
        if self.fitting.filler_rows:
            return _foots(self.module, self.module.lines, self.fitting.filler_rows)
        if self.part.following:
            foot, jump = self.filled.foot, len(self.filled.jump)
            return [foot - jump * (leg == self.filled.leg) for leg in range(len(tops))]
        return [self.cut.foot] * len(tops)

    @property
    def is_whole(self) -> bool:
        """Whether all its text is in its place and nothing of the place is empty."""
        return not self.cut.rest and not self.empty


class Way(NamedTuple):
    """A depth, in lines of the page, that a module fills exactly."""

    lines: int
    fitting: Fitting
    price: int


class Step(NamedTuple):
    """A step of the ladder as it is set: the depth that text and heading take by themselves, in
    lines of the page, its price, and the lines of air the heading may have.
    """

    fitting: Fitting
    lines: int
    price: int
    airs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """A part of an article in a width, as deep as you like; `key` is what it is kept by."""

    placement: Placement
    part: Part
    key: tuple[Hashable, ...]


class Fitter:
    """Fits articles into places. What it has found of an article in a width is kept in `memory`."""

    def __init__(self, layout: Layout, setter: TypeSetter) -> None:
        self.layout, self.setter = layout, setter
        self.memory = setter.memory.under("make-up", Same(layout))

    def fit(self, placement: Placement, part: Part) -> Fitted | Diagnostic:
        """The cheapest way to set an article in its place, or why nothing of it can be.

        A part that goes on elsewhere fills its place whatever there is of it.
        """
        key = ("fit", placement, part.key)
        return self.memory.of(key, lambda: self._fit(placement, part))

    def _fit(self, placement: Placement, part: Part) -> Fitted | Diagnostic:
        if part.following:
            return self._full(placement, part)
        lines = placement.at.lines
        fittings: Sequence[Fitting] = [NO_FITTING]
        if _is_level(placement):
            best = self._best(placement, part, lines)
            fittings = [best.fitting] if best else self._fittings(placement, part)
        tried = [self._at(placement, part, fitting) for fitting in fittings]
        found = [fitted for fitted in tried if isinstance(fitted, Fitted)]
        if found:
            return min(found, key=lambda fitted: fitted.price)
        return next(refused for refused in tried if isinstance(refused, Diagnostic))

    def _best(self, placement: Placement, part: Part, lines: int) -> Way | None:
        """The best way to fill so many lines; fillers are looked for where nothing else fills.

        The gentlest steps come first, and no way costs less than its step: once one is as cheap as
        the next step, the others need not be set.
        """
        wide, best = self._wide(placement, part), None

        def is_of_use(fitting: Fitting) -> bool:
            return best is None or _step_price(fitting) < best.price

        fittings = self._fittings(wide.placement, part)
        for find in (self._with_air, self._with_filler):
            for step in self._steps(wide, takewhile(is_of_use, fittings)):
                ways = [way for way in find(wide, step) if way.lines == lines]
                best = min([best, *ways] if best else ways, key=_price_of, default=None)
            if best:
                break
        return best

    def depths(
        self, placement: Placement, part: Part, among: range, fillers: bool = False
    ) -> dict[int, int]:
        """The depths among `among` that an article fills exactly, with their prices.

        Those at which its legs are uneven or its headline breaks are none if there are others.
        """
        ways = self._ways(placement, part, fillers)
        found: dict[int, int] = {}
        level = [way for way in ways if way.price < UNEVEN_PRICE] or ways
        for way in sorted(level, key=_preference):
            if way.lines in among:
                found.setdefault(way.lines, way.price)
        return found

    def _ways(self, placement: Placement, part: Part, fillers: bool) -> Sequence[Way]:
        """Every depth an article fills in a width, in every way of the ladder."""
        is_level = _is_level(placement)
        fillers = fillers and is_level

        def ways() -> tuple[Way, ...]:
            if not is_level:
                return tuple(self._try(placement, part))
            return tuple(self._find(self._wide(placement, part), fillers))

        return self.memory.of(("ways", *_width_of(placement, part), fillers), ways)

    def _wide(self, placement: Placement, part: Part) -> Wide:
        deep = _deep(placement, self.layout.grid.lines * 3)
        return Wide(deep, part, _width_of(placement, part))

    def _try(self, placement: Placement, part: Part) -> Iterator[Way]:
        """The same where the heading grows with the module: from the least depth its text may take
        to where too much is empty.
        """
        most = self.layout.grid.lines
        deepest = self._set(_deep(placement, most), part, NO_FITTING)
        if isinstance(deepest, Diagnostic):
            return
        over = most - deepest.lines
        least = over + -(-len(deepest.galley) // max(1, len(deepest.tops)))
        for lines in range(least, most + 1):
            fitted = self._at(_deep(placement, lines), part, NO_FITTING)
            if isinstance(fitted, Diagnostic) or fitted.cut.rest:
                continue
            if fitted.empty > MOST_EMPTY * len(fitted.module.tops):
                return
            if fitted.is_whole:
                yield Way(lines, fitted.fitting, fitted.price)

    def _find(self, wide: Wide, fillers: bool) -> Iterator[Way]:
        """The same of a level module: the ways of every step."""
        steps = [*self._steps(wide, self._fittings(wide.placement, wide.part))]
        for find in (self._with_air, self._with_filler) if fillers else (self._with_air,):
            for step in steps:
                yield from find(wide, step)

    def _fittings(self, placement: Placement, part: Part) -> Sequence[Fitting]:
        """The steps of the ladder that set the module anew, the gentlest first."""
        sizes = range(MOST_SIZE_STEPS + 1 if part.article.headline else 1)
        rows = self._crops(placement, part)
        ways = [Fitting(size_step=size, picture_rows=row) for size in sizes for row in rows]
        return sorted(ways, key=_step_price)

    def _steps(self, wide: Wide, fittings: Iterable[Fitting]) -> Iterator[Step]:
        """These steps of a level module, but those of a depth that a step before has."""
        seen: set[int] = set()
        for fitting in fittings:
            step = self._step(wide, fitting)
            if step and step.lines not in seen:
                seen.add(step.lines)
                yield step

    def _step(self, wide: Wide, fitting: Fitting) -> Step | None:
        """A step; None if its width cannot hold the module or its page three times the text."""

        def step() -> Step | None:
            module = self._set(wide.placement, wide.part, fitting)
            if isinstance(module, Diagnostic):
                return None
            done, rows = _cut(module)
            over = wide.placement.at.lines - module.lines
            price = _step_price(fitting) + _set_price(module, level_of(done, module.legs))
            airs = (*_airs(module), *_tight(module, self.layout.grid.leading))
            return None if done.rest else Step(fitting, over + rows, price, airs)

        return self.memory.of(("step", *wide.key, fitting), step)

    def _with_air(self, _: Wide, step: Step) -> Iterator[Way]:
        """The depths that a step fills with air of the heading."""
        for air in step.airs:
            way = step.fitting._replace(air=air)
            yield Way(step.lines + air, way, step.price + AIR_PRICES[air])

    def _with_filler(self, wide: Wide, step: Step) -> tuple[Way, ...]:
        """The depths that it fills with a filler in the last leg."""

        def ways() -> Iterator[Way]:
            module = self._set(wide.placement, wide.part, step.fitting)
            assert isinstance(module, Module), "it is set as the step was"
            for more, depth, level in _fillers(module, *_cut(module)):
                way = step.fitting._replace(filler_rows=depth)
                price = _step_price(way) + _set_price(module, level)
                yield Way(step.lines + more, way, price)

        key = ("fillers", *wide.key, step.fitting)
        return self.memory.of(key, lambda: tuple(ways()))

    def _crops(self, placement: Placement, part: Part) -> Sequence[int]:
        """The rows its photographs may gain or lose."""
        module = self._set(placement, part, NO_FITTING) if part.article.pictures else None
        if not isinstance(module, Module):
            return (0,)
        steps = crop_steps(module.blocks, self.layout.grid.leading)
        return range(max(steps.start, -MOST_CROP_STEPS), min(steps.stop, MOST_CROP_STEPS + 1))

    def _at(self, placement: Placement, part: Part, fitting: Fitting) -> Fitted | Diagnostic:
        """An article in its very place, in one way; air is what is left over."""
        module = self._set(placement, part, fitting)
        if isinstance(module, Diagnostic):
            return module
        if fitting.filler_rows:
            foots = _foots(module, module.lines, fitting.filler_rows)
            done = opened(fill(module.galley, module.legs, foots), module.legs, foots)
            filled = Filled(done, module.lines)
        else:
            lines = module.lines + (fitting.air < 0)
            done = opened(cut(module.galley, module.legs, lines), module.legs)
            filled = Filled(done, max(done.foot, *module.tops, 0))
        left, rest = module.lines - filled.foot, len(filled.cut.rest)
        air = min(left, max(_airs(module)))
        empty = (left - air) * len(module.tops) if module.galley and not rest else 0
        fitted = Fitted(module, part, filled, fitting._replace(air=air), 0, empty)
        level = level_of(filled.cut, module.legs, fitted.foots)
        price = _step_price(fitting) + _set_price(module, level) + AIR_PRICES[air]
        price += HOLE_PRICE * empty + OVERSET_PRICE * rest
        return fitted._replace(price=price)

    def _full(self, placement: Placement, part: Part) -> Fitted | Diagnostic:
        """A part before a jump, or before another module of its page: all legs are full."""
        module = self._set(placement, part, NO_FITTING)
        if isinstance(module, Diagnostic):
            return module
        grid = self.layout.grid
        jump = jump_lines(placement, module.room.columns.measure, self.layout, self.setter)
        space = Space(module.legs, module.lines, max(_airs(module)))
        filled = fill_part(module.galley, space, next_measure(part.following, grid), jump)
        air = min(max(0, module.lines - filled.foot), max(_airs(module)))
        fitted = Fitted(module, part, filled, Fitting(air=air), 0, 0)
        level = level_of(filled.cut, module.legs, fitted.foots)
        return fitted._replace(price=_set_price(module, level) + AIR_PRICES[air])

    def _set(self, placement: Placement, part: Part, fitting: Fitting) -> Module | Diagnostic:
        return set_module(placement, part, self.layout, self.setter, fitting)


def _is_level(placement: Placement) -> bool:
    """Whether its heading and its text are level."""
    return placement.writing == placement.headline == "horizontal"


def _preference(way: Way) -> tuple[bool, int]:
    """A filler is taken only where nothing else fills a depth."""
    return way.fitting.filler_rows > 0, way.price


def _width_of(placement: Placement, part: Part) -> tuple[Hashable, ...]:
    """What a part is kept by wherever it stands in its width, and however deep."""
    where = replace(placement, at=At(1, 1, placement.at.columns, 1))
    return where, key_of(part.article), part.start


def _price_of(way: Way) -> int:
    return way.price


def _cut(module: Module) -> tuple[Cut, int]:
    """The text of a module that is deep enough in legs, and the rows it takes."""
    done = opened(cut(module.galley, module.legs, module.lines), module.legs)
    return done, max(done.foot, *module.tops, 0)


def _deep(placement: Placement, lines: int) -> Placement:
    return replace(placement, at=replace(placement.at, lines=lines))


def _tight(module: Module, leading: Emu) -> Sequence[int]:
    """Whether its heading can give a line: what is left over of its lines is more than enough."""
    heading = module.heading
    spare = heading.lines * leading - heading.height
    gives = module.takes_air and 2 * spare >= (LEAST_HEAD_AIR + 2) * leading
    return (-1,) if gives else ()


def _airs(module: Module) -> range:
    """The lines of air its heading may gain."""
    return range(MOST_AIR + 1 if module.takes_air else 1)


def _step_price(fitting: Fitting) -> int:
    """What the steps of the ladder but for air cost."""
    filler = FILLER_PRICE if fitting.filler_rows else 0
    return SIZE_PRICE * fitting.size_step + PICTURE_PRICE * abs(fitting.picture_rows) + filler


def _set_price(module: Module, level: Level) -> int:
    """What is wrong with a module as it is set: its headline's turns, its legs."""
    parts = module.room.side.parts if module.room.side else module.heading.parts
    turned = MISFIT_PRICE if misfit((part.style, part.display) for part in parts) else 0
    return (
        turned
        + LOOSE_PRICE * level.loose
        + UNEVEN_PRICE * level.uneven
        + LONELY_PRICE * level.lonely
    )


def _fillers(module: Module, done: Cut, rows: int) -> Iterator[tuple[int, int, Level]]:
    """Rows beyond the natural ones, and the depth of the filler at the foot of the last leg that
    they leave room for, with how level the legs are then.
    """
    if not done.legs or not module.galley:
        return
    used = sum(
        leg[-1].row + 1 if leg else top for leg, top in zip(done.legs, module.tops, strict=True)
    )
    for more in range(1, FILLER_ROWS.stop):
        room = len(done.legs) * (rows + more) - used
        if room >= FILLER_ROWS.stop + len(done.legs):
            return
        for depth in range(room, max(room - 3, FILLER_ROWS.start - 1), -1):
            if depth not in FILLER_ROWS or rows + more - depth < module.tops[-1] + LEAST_OVER:
                continue
            foots = _foots(module, rows + more, depth)
            filled = opened(fill(module.galley, module.legs, foots), module.legs, foots)
            level = level_of(filled, module.legs, foots)
            if not filled.rest and not level.uneven:
                yield more, depth, level
                break


def _foots(module: Module, rows: int, filler_rows: int) -> Sequence[int]:
    """Where the legs end above a filler in the last of them."""
    return [rows] * (len(module.tops) - 1) + [rows - filler_rows]
