"""From fitted modules to what the rules see of a page: `Sketch` and `PageSketch`.

sketch_page(number, free, modules, standings)
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compositor.geometry import Rect
from compositor.makeup.content import BOX_LINES, Module
from compositor.makeup.fitting import Fitted
from compositor.makeup.furniture import bears_end_matter
from compositor.makeup.legs import level_of
from compositor.makeup.rules import PageSketch, Sketch
from compositor.model.issue import Issue, PagePlan
from compositor.model.layout import Layout


def free_area(page: int, layout: Layout, *, is_last: bool) -> Rect:
    """What the furniture leaves of a page's grid, in columns and lines."""
    first, last = layout.live_lines(page, is_last)
    return Rect(1, first, layout.grid.columns, last - first + 1)


def free_of(issue: Issue, plan: PagePlan, layout: Layout) -> Rect:
    """What is free of a page of an issue, the end matter taken off where it bears it."""
    return free_area(plan.number, layout, is_last=bears_end_matter(issue, plan, layout))


def standings_of(plan: PagePlan, layout: Layout) -> dict[str, int]:
    """How important the articles of a page are that all have their places: by weight, then rank."""
    ranks = [rank.name for rank in layout.ranks]
    ordered = sorted(plan.placements, key=lambda p: (-p.weight, ranks.index(p.rank)))
    return {placement.article: standing for standing, placement in enumerate(ordered)}


def sketch_page(
    page: int, free: Rect, modules: Sequence[Fitted], standings: Mapping[str, int]
) -> PageSketch:
    """A page as the rules see it; `standings` say how important its articles are."""
    sketches = tuple(sketch(m, standings.get(m.module.article.name, 0)) for m in modules)
    return PageSketch(page, free, sketches)


def sketch(fitted: Fitted, standing: int) -> Sketch:
    """A module as the rules see it."""
    module = fitted.module
    placement, at = module.placement, module.placement.at
    level = level_of(fitted.cut, module.legs, fitted.foots)
    size, face = _head(module)
    return Sketch(
        article=module.article.name,
        area=Rect(at.column, at.line, at.columns, at.lines),
        standing=standing,
        rank=placement.rank,
        head_size=size,
        head_face=face,
        head=_band(fitted),
        is_parted=placement.is_set_off,
        has_own_columns=placement.text_columns not in (None, at.columns),
        legs=_legs(fitted),
        loose=level.loose,
        uneven=level.uneven,
        lonely=level.lonely,
        empty=fitted.empty,
        overset=0 if fitted.part.following else len(fitted.cut.rest),
        photos=_photos(module),
        group=placement.group,
        jumps=placement.jump_to is not None,
        fitting_price=fitted.price,
    )


def moved(sketch: Sketch, x: int, y: int) -> Sketch:
    """A module so many columns to the right and lines down."""
    area, head = sketch.area, sketch.head
    return replace(
        sketch,
        area=area._replace(x=area.x + x, y=area.y + y),
        head=range(head.start + y, head.stop + y) if head else head,
        photos=tuple(p._replace(x=p.x + x, y=p.y + y) for p in sketch.photos),
    )


def _head(module: Module) -> tuple[int, str]:
    """Size and face of its headline."""
    parts = module.room.side.parts if module.room.side else module.heading.parts
    headlines = [part for part in parts if part.style.name.endswith("headline")]
    return (headlines[0].display.size, headlines[0].style.role) if headlines else (0, "")


def _band(fitted: Fitted) -> range:
    """The lines of the page its level heading takes."""
    module = fitted.module
    if not module.heading.parts:
        return range(0)
    inset = BOX_LINES if module.placement.is_set_off else 0
    first = module.placement.at.line + inset + module.label_lines
    return range(first, first + module.heading.lines + fitted.fitting.air)


def _legs(fitted: Fitted) -> tuple[int, ...]:
    """The rows of each leg that has text."""
    legs = zip(fitted.cut.legs, fitted.module.tops, strict=True)
    return tuple(leg[-1].row + 1 - top for leg, top in legs if leg)


def _photos(module: Module) -> tuple[Rect, ...]:
    """Its photographs, in columns and lines, near enough for their sizes to be compared."""
    at = module.placement.at
    photos: list[Rect] = []
    for block in module.blocks:
        if not block.picture.lost:
            first = at.columns - len(module.room.columns.xs) + block.first
            photos.append(Rect(at.column + first, at.line, block.count, block.rows))
    return tuple(photos)
