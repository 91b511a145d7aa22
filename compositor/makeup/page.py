"""One page: furniture, then module after module, each with heading, text, pictures and rules.

Modules come fitted into their places (`fitting`); what they leave empty is reported. What does not
fit is overset: counted, with the text, never drawn over others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.makeup.content import Module
from compositor.makeup.field import (
    Field,
    LevelField,
    VerticalField,
    column_rules,
    leg_frames,
    note_rules,
)
from compositor.makeup.filler import PlacedFiller, place_filler
from compositor.makeup.fitting import Fitted, Fitter
from compositor.makeup.furniture import bears_end_matter, check_furniture, place_furniture
from compositor.makeup.heading import check_heading, place_heading
from compositor.makeup.label import place_label
from compositor.makeup.legs import fill as fill_legs
from compositor.makeup.legs import room_of, used_of
from compositor.makeup.module import check_places
from compositor.makeup.neighbours import module_rules
from compositor.makeup.pictures import place_pictures
from compositor.makeup.quote import place_quote
from compositor.makeup.rules import PageSketch, judge, metrics
from compositor.makeup.sidehead import check_side_heading, place_side_heading
from compositor.makeup.sketching import free_area, sketch_page, standings_of
from compositor.makeup.threads import (
    NOWHERE,
    Stopped,
    as_heads,
    check_part,
    part_of,
    place_jump,
    stopped_at,
)
from compositor.model.edition import (
    Box,
    Fill,
    Frame,
    Overset,
    Page,
    PlacedPicture,
    Rule,
)
from compositor.model.issue import Filler, Issue, PagePlan
from compositor.model.layout import Grid, Layout
from compositor.model.setter import TypeSetter
from compositor.units import Emu


class Progress(NamedTuple):
    """How far the pages before have come: where their articles have stopped, which fillers are
    still to be had.
    """

    stopped: Stopped = NOWHERE
    fillers: tuple[Filler, ...] = ()


START = Progress()
NO_FILLER = PlacedFiller((), (), is_used=False)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page, what there is to say about it, what it was judged by, and how far it has come."""

    page: Page
    diagnostics: tuple[Diagnostic, ...]
    sketch: PageSketch
    progress: Progress


@dataclass(frozen=True, slots=True)
class MadeModule:
    """What one module contributes to its page."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[PlacedPicture, ...]
    fill: Fill
    diagnostics: tuple[Diagnostic, ...]


def make_page(issue: Issue, plan: PagePlan, fitter: Fitter, progress: Progress = START) -> MadePage:
    """Make up one page. Modules that cannot be placed are left out and reported.

    `progress` says how far the pages before have come.
    """
    layout, setter = fitter.layout, fitter.setter
    is_last = bears_end_matter(issue, plan, layout)
    problems = list(check_places(plan, layout, is_last=is_last))
    bad = {d.place for d in problems}
    furniture = place_furniture(issue, plan, layout, setter)
    problems += check_furniture(furniture, plan, layout.grid)
    modules: list[Fitted] = []
    points = dict(progress.stopped)
    for placement in plan.placements:
        part = part_of(issue, plan, placement, points, layout)
        points[placement.article] = None
        if placement.place in bad:
            continue
        fitted = fitter.fit(placement, part)
        if isinstance(fitted, Diagnostic):
            problems.append(fitted)
            continue
        modules.append(fitted)
        if part.is_known:
            points[placement.article] = stopped_at(fitted.module.galley, fitted.cut, part.start)
    fillers = list(progress.fillers)
    done = [_make_module(fitted, plan.number, fillers, layout, setter) for fitted in modules]
    free = free_area(plan.number, layout, is_last=is_last)
    sketch = sketch_page(plan.number, free, modules, standings_of(plan, layout))
    judgements = judge(sketch)
    page = Page(
        plan.number,
        layout.paper,
        layout.bleed,
        (*furniture.frames, *(frame for m in done for frame in m.frames)),
        (
            *furniture.rules,
            *module_rules([m.module.placement for m in modules], layout.grid),
            *(rule for m in done for rule in m.rules),
        ),
        (*furniture.boxes, *(box for m in done for box in m.boxes)),
        tuple(picture for m in done for picture in m.pictures),
        tuple(m.fill for m in done),
        judgements,
        metrics(sketch, judgements),
        plan.title,
    )
    found = (*problems, *(d for m in done for d in m.diagnostics))
    return MadePage(page, found, sketch, Progress(points, tuple(fillers)))


def _make_module(
    fitted: Fitted, page: int, fillers: list[Filler], layout: Layout, setter: TypeSetter
) -> MadeModule:
    module, done, air = fitted.module, fitted.cut, fitted.fitting.air
    part, foot = fitted.part, fitted.filled.foot
    sunk = _sunk(module, max(0, module.lines - foot))
    head_lines = module.heading.lines + (0 if module.is_vertical else air)
    leading = layout.grid.leading
    head_y = module.content.y + (module.label_lines + sunk) * leading
    y = head_y + head_lines * leading
    head_area = Rect(module.content.x, head_y, module.content.width, head_lines * leading)
    name = module.article.name
    field = _field(module, y, air, layout.grid)
    placed = place_pictures(module.blocks, name, module.room.columns, y, layout, setter)
    text = [leg_frames(field, i, leg, module.legs[i], name) for i, leg in enumerate(done.legs)]
    labels, label_rules, label_boxes = place_label(module.article, module.content, layout, setter)
    columns = column_rules(field, module.legs, foot, name)
    fill = _fill(fitted, page)
    quotes, quote_rules = _quote(module, field, layout)
    filler = _filler(fitted, field, fillers, layout, setter)
    return MadeModule(
        frames=(
            *labels,
            *as_heads(place_heading(module.heading, name, head_area, head_lines, leading), part),
            *as_heads(_side_frames(module, air, layout.grid), part),
            *(frame for frames in text for frame in frames),
            *place_jump(fitted.filled, field, layout.jump.name, name),
            *filler.frames,
            *(frame for block in placed for frame in block.frames),
            *quotes,
        ),
        rules=(
            *label_rules,
            *filler.rules,
            *(columns if module.placement.column_rules else ()),
            *note_rules(field, done, layout.note.name, name),
            *(rule for block in placed for rule in block.rules),
            *quote_rules,
        ),
        boxes=(*_boxes(module), *label_boxes),
        pictures=tuple(picture for block in placed for picture in block.pictures),
        fill=fill,
        diagnostics=(
            *check_heading(module.heading, module.article),
            *check_side_heading(module.room.side, module.article),
            *(_report(module, fill, layout.grid) if part.is_known else ()),
            *check_part(part, fitted.filled, module.galley, module.placement, layout.grid),
        ),
    )


def _quote(
    module: Module, field: Field, layout: Layout
) -> tuple[tuple[Frame, ...], tuple[Rule, ...]]:
    quote = module.quote
    if quote is None:
        return (), ()
    area = field.area(quote.first, quote.top, quote.rows)
    return place_quote(quote, module.article.name, area, layout)


def _sunk(module: Module, lines: int) -> int:
    """How many of its empty lines a module without text has above it: a picture or a caption stands
    in the middle of its place.
    """
    return 0 if module.galley or module.is_vertical else lines // 2


def _field(module: Module, y: Emu, air: int, grid: Grid) -> Field:
    """The field of the text, its first row under (or left of) the heading and its air."""
    if module.is_vertical:
        right = module.body.right - module.room.strip - air * grid.leading
        return VerticalField(module.room.columns, right, grid)
    return LevelField(module.room.columns, y, grid)


def _side_frames(module: Module, air: int, grid: Grid) -> tuple[Frame, ...]:
    """A side heading: left of level text, right of vertical text with the air it got."""
    room, body = module.room, module.body
    if not room.side:
        return ()
    width = room.strip + (air * grid.leading if module.is_vertical else 0)
    x = body.right - width if module.is_vertical else body.x
    area = Rect(x, body.y, width, body.height)
    return place_side_heading(room.side, module.article.name, area)


def _boxes(module: Module) -> Iterable[Box]:
    """The tint behind a module and the box round it."""
    placement, name = module.placement, module.article.name
    if placement.tint:
        yield Box("tint", module.rect, name)
    if placement.box:
        yield Box("border", module.rect, name)


def _filler(
    fitted: Fitted, field: Field, fillers: list[Filler], layout: Layout, setter: TypeSetter
) -> PlacedFiller:
    """The filler at the foot of its last leg, with the next words of the manifest if they fit."""
    rows = fitted.fitting.filler_rows
    if not rows:
        return NO_FILLER
    leg = len(fitted.module.legs) - 1
    hole = field.area(leg, fitted.module.lines - rows, rows)
    placed = place_filler(hole, fillers[0] if fillers else None, layout, setter)
    if placed.is_used:
        fillers.pop(0)
    return placed


def _fill(fitted: Fitted, page: int) -> Fill:
    """The fill of a module; what is left over is overset unless it goes on elsewhere."""
    module, done, filled = fitted.module, fitted.cut, fitted.filled
    lines = module.lines - fitted.fitting.air
    rest = "".join(item.line.text for item in done.rest)
    capacity = room_of(module.legs, lines) - len(filled.jump) - fitted.fitting.filler_rows
    is_overset = bool(rest) and fitted.part.following is None
    return Fill(
        article=module.article.name,
        page=page,
        lines=sum(len(leg) for leg in done.legs),
        capacity=capacity if module.galley else 0,
        used=used_of(done, module.legs),
        characters=sum(count_characters(r.item.line.text) for leg in done.legs for r in leg),
        caption_characters=sum(
            count_characters(p.caption + p.credit) for p in module.article.pictures
        ),
        legs=tuple(len(leg) for leg in done.legs),
        overset=Overset(len(done.rest), count_characters(rest), rest) if is_overset else None,
        fitting=fitted.fitting,
    )


def count_characters(text: str) -> int:
    """How many 字 a text counts: all but its white space."""
    return len("".join(text.split()))


SHOWN = 40  # characters of overset text a message shows; the report has all of it


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}……{text[-SHOWN // 4 :]}"


UNDERFULL_PER_LEG = 1  # empty lines a leg may show before it is worth a word (R17)


def _more_lines(module: Module, grid: Grid) -> int | None:
    """How many more lines would let all the text in; None if the page has not as many.

    Vertical text gains by width, not by lines.
    """
    if module.is_vertical:
        return None
    legs = len(module.room.columns.xs)
    for more in range(1, grid.lines - module.placement.at.lines + 1):
        if not fill_legs(module.galley, module.legs, [module.lines + more] * legs).rest:
            return more
    return None


def _report(module: Module, fill: Fill, grid: Grid) -> Iterable[Diagnostic]:
    legs = len(module.room.columns.xs)
    if fill.overset:
        yield diagnose(
            "overset",
            module.placement.place,
            article=fill.article,
            lines=fill.overset.lines,
            characters=fill.overset.characters,
            text=_shortened(fill.overset.text),
            near=_more_lines(module, grid),
        )
    elif fill.lines and fill.slack > UNDERFULL_PER_LEG * legs:
        yield diagnose(
            "underfull",
            module.placement.place,
            article=fill.article,
            lines=fill.slack,
            capacity=fill.capacity,
        )
