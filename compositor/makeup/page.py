"""One page: furniture, then module after module, each with heading, text, pictures and rules.

What a module does not fill is first given to its heading as air (a line or two); the rest is
reported as empty. What does not fit is overset: counted, with the text, never drawn over others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.makeup.furniture import check_furniture, place_furniture
from compositor.makeup.heading import Heading, check_heading, place_heading, set_heading
from compositor.makeup.legs import Cut, Row, cut
from compositor.makeup.legs import fill as fill_legs
from compositor.makeup.module import Columns, check_places, columns_of, gutters, too_narrow
from compositor.makeup.pictures import PictureBlock, place_pictures, set_pictures, tops
from compositor.model.edition import (
    Box,
    Fill,
    Frame,
    Overset,
    Page,
    PlacedLine,
    PlacedPicture,
    Rule,
)
from compositor.model.galley import GalleyLine
from compositor.model.issue import Article, Issue, PagePlan, Placement
from compositor.model.layout import Grid, Layout, ascent
from compositor.model.setter import TypeSetter
from compositor.units import Emu, divide

LABEL_LINES = 2  # grid lines of the label's row: the device and the air under it
LABEL_DEPTH = 1500  # height of the device in thousandths of a grid line
LABEL_PAD = 600  # blank left and right of its words, thousandths of their size
MOST_EXTRA_AIR = 2  # lines of slack a heading may take (makeup R26)
BOX_LINES = 1  # grid lines between a box and its content, above and below
NOTE_RULE_ZI = 4  # length of the short rule above an editor's note


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and what there is to say about it."""

    page: Page
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """One module with everything set and nothing placed yet. `lines` are content lines."""

    placement: Placement
    article: Article
    rect: Rect
    content: Rect
    columns: Columns
    heading: Heading
    blocks: tuple[PictureBlock, ...]
    galley: tuple[GalleyLine, ...]
    label_lines: int
    lines: int

    @property
    def tops(self) -> list[int]:
        """The first free row of each leg."""
        return tops(self.blocks, len(self.columns.xs))


@dataclass(frozen=True, slots=True)
class MadeModule:
    """What one module contributes to its page."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[PlacedPicture, ...]
    fill: Fill
    diagnostics: tuple[Diagnostic, ...]


def make_page(issue: Issue, plan: PagePlan, layout: Layout, setter: TypeSetter) -> MadePage:
    """Make up one page. Modules that cannot be placed are left out and reported."""
    problems = list(check_places(plan, layout))
    bad = {d.place for d in problems}
    good = [p for p in plan.placements if p.place not in bad]
    frames, rules = place_furniture(issue, plan, layout, setter)
    problems += check_furniture(frames, plan, layout.grid)
    done: list[MadeModule] = []
    for placement in good:
        module = _set_module(placement, issue.article(placement.article), layout, setter)
        if isinstance(module, Diagnostic):
            problems.append(module)
        else:
            done.append(_make_module(module, plan.number, layout, setter))
    page = Page(
        plan.number,
        layout.paper,
        layout.bleed,
        (*frames, *(frame for m in done for frame in m.frames)),
        (*rules, *(rule for m in done for rule in m.rules)),
        tuple(box for m in done for box in m.boxes),
        tuple(picture for m in done for picture in m.pictures),
        tuple(m.fill for m in done),
    )
    return MadePage(page, (*problems, *(d for m in done for d in m.diagnostics)))


def _set_module(
    placement: Placement, article: Article, layout: Layout, setter: TypeSetter
) -> Module | Diagnostic:
    """Set everything a module holds, or say why its place cannot hold it."""
    grid, at = layout.grid, placement.at
    columns = columns_of(placement, grid)
    if columns is None:
        return too_narrow(placement, grid)
    rank = layout.rank(placement.rank)
    assert rank is not None, "the manuscript stage has checked ranks"
    rect = grid.area(at.column, at.line, at.columns, at.lines)
    inset = BOX_LINES if placement.box else 0
    content = rect.inset(grid.zi if placement.box else 0, inset * grid.leading)
    heading = set_heading(article, rank, content.width, layout, setter)
    label_lines = LABEL_LINES if article.label else 0
    lines = at.lines - 2 * inset - label_lines - heading.lines
    if wide := next((p for p in article.pictures if p.columns > len(columns.xs)), None):
        has = len(columns.xs)
        values = {"columns": wide.columns, "article": article.name, "has": has}
        return diagnose("picture-columns", wide.place, **values)
    blocks = set_pictures(article, columns, layout, setter)
    needed = max(tops(blocks, len(columns.xs)), default=0) if blocks else min(1, len(article.body))
    if lines < needed:
        return diagnose(
            "module-too-small",
            placement.place,
            article=article.name,
            needed=at.lines - lines + needed,
            lines=at.lines,
        )
    if not _label_fits(article, content.width, layout, setter):
        place = article.field_place("label")
        return diagnose("label-too-wide", place, article=article.name, label=article.label)
    galley = setter.galley(article, columns.measure).lines
    return Module(
        placement, article, rect, content, columns, heading, blocks, galley, label_lines, lines
    )


def _make_module(module: Module, page: int, layout: Layout, setter: TypeSetter) -> MadeModule:
    done = cut(module.galley, module.tops, module.lines)
    foot = max(done.foot, *(module.tops or [0]))
    sunk, air = _slack(module, max(0, module.lines - foot))
    head_lines = module.heading.lines + air
    leading = layout.grid.leading
    head_y = module.content.y + (module.label_lines + sunk) * leading
    y = head_y + head_lines * leading
    head_area = Rect(module.content.x, head_y, module.content.width, head_lines * leading)
    name = module.article.name
    placed = place_pictures(module.blocks, name, module.columns, y, layout, setter)
    text = [_leg_frames(module, i, leg, y, layout) for i, leg in enumerate(done.legs)]
    labels, label_rules, label_boxes = _label(module, layout, setter)
    fill = _fill(module, done, page, air)
    return MadeModule(
        frames=(
            *labels,
            *place_heading(module.heading, name, head_area, head_lines, leading),
            *(frame for frames in text for frame in frames),
            *(frame for block in placed for frame in block.frames),
        ),
        rules=(
            *label_rules,
            *_column_rules(module, done, y, layout),
            *_note_rules(module, done, y, layout),
            *(rule for block in placed for rule in block.rules),
        ),
        boxes=(*_box(module), *label_boxes),
        pictures=tuple(picture for block in placed for picture in block.pictures),
        fill=fill,
        diagnostics=(
            *check_heading(module.heading, module.article),
            *_report(module, fill, layout.grid),
        ),
    )


def _slack(module: Module, lines: int) -> tuple[int, int]:
    """What becomes of empty lines: how many the content sinks by, how many its heading gets.

    Text ends at the foot of its module, so its heading takes a line or two; a picture or caption
    without text stands in the middle of its place.
    """
    if not module.galley:
        return lines // 2, 0
    return 0, min(lines, MOST_EXTRA_AIR) if module.heading.parts else 0


def _leg_frames(
    module: Module, leg: int, rows: Sequence[Row], y: Emu, layout: Layout
) -> Iterable[Frame]:
    """The frames of one leg: a run of lines of one style each, so that CSS can reach every kind."""
    grid, x = layout.grid, module.columns.xs[leg]
    rise = grid.baseline(1) - grid.line_y(1)
    for style, group in groupby(rows, key=lambda row: row.item.line.style):
        run = list(group)
        top = y + run[0].row * grid.leading
        depth = (run[-1].row - run[0].row + 1) * grid.leading
        lines = tuple(PlacedLine(r.item.line, x, y + r.row * grid.leading + rise) for r in run)
        rect = Rect(x, top, module.columns.measure, depth)
        yield Frame("text", style, rect, lines, module.article.name, leg + 1)


def _label_fits(article: Article, width: Emu, layout: Layout, setter: TypeSetter) -> bool:
    lines = setter.text(article.label, layout.label, width) if article.label else ()
    pad = _label_pad(layout)
    return not lines or (len(lines) == 1 and lines[0].width + 2 * pad <= width)


def _label_pad(layout: Layout) -> Emu:
    return divide(layout.label.size * LABEL_PAD, 1000)


def _label(
    module: Module, layout: Layout, setter: TypeSetter
) -> tuple[tuple[Frame, ...], tuple[Rule, ...], tuple[Box, ...]]:
    """The label (栏目): words on a panel at the top left, a rule on from its foot to the right."""
    if not module.article.label:
        return (), (), ()
    style, area = layout.label, module.content
    line = setter.text(module.article.label, style, area.width)[0]
    pad = _label_pad(layout)
    depth = divide(layout.grid.leading * LABEL_DEPTH, 1000)
    panel = Rect(area.x, area.y, line.width + 2 * pad, depth)
    baseline = panel.y + (depth - style.size) // 2 + ascent(style.size)
    words = PlacedLine(line, panel.x + pad, baseline)
    name = module.article.name
    frame = Frame("label", style.name, panel, (words,), name)
    rule = Rule("label", Rect(panel.right, panel.bottom, area.right - panel.right, 0), name)
    return (frame,), (rule,), (Box("label", panel, name),)


def _column_rules(module: Module, done: Cut, y: Emu, layout: Layout) -> Iterable[Rule]:
    if not module.placement.column_rules:
        return
    leading = layout.grid.leading
    for leg, x in enumerate(gutters(module.columns), start=1):
        top = min(module.tops[leg - 1 : leg + 1])
        foot = max(done.foot, *module.tops)
        rect = Rect(x, y + top * leading, 0, (foot - top) * leading)
        yield Rule("column", rect, module.article.name)


def _note_rules(module: Module, done: Cut, y: Emu, layout: Layout) -> Iterable[Rule]:
    """The short rule in the empty line that sets off an editor's note."""
    grid = layout.grid
    for x, leg in zip(module.columns.xs, done.legs, strict=True):
        for row in leg:
            if row.spaced and row.item.line.style == layout.note.name:
                middle = y + (row.row - 1) * grid.leading + grid.leading // 2
                rect = Rect(x, middle, NOTE_RULE_ZI * grid.zi, 0)
                yield Rule("note", rect, module.article.name)


def _box(module: Module) -> tuple[Box, ...]:
    return (Box("border", module.rect, module.article.name),) if module.placement.box else ()


def _fill(module: Module, done: Cut, page: int, air: int) -> Fill:
    lines = module.lines - air
    tops_of = module.tops
    used = sum(leg[-1].row + 1 - top for leg, top in zip(done.legs, tops_of, strict=True) if leg)
    rest = "".join(item.line.text for item in done.rest)
    return Fill(
        article=module.article.name,
        page=page,
        lines=sum(len(leg) for leg in done.legs),
        capacity=sum(max(0, lines - top) for top in tops_of) if module.galley else 0,
        used=used,
        characters=sum(count_characters(r.item.line.text) for leg in done.legs for r in leg),
        caption_characters=sum(
            count_characters(p.caption + p.credit) for p in module.article.pictures
        ),
        legs=tuple(len(leg) for leg in done.legs),
        overset=Overset(len(done.rest), count_characters(rest), rest) if done.rest else None,
    )


def count_characters(text: str) -> int:
    """How many 字 a text counts: all but its white space."""
    return sum(not c.isspace() for c in text)


SHOWN = 40  # characters of overset text a message shows; the report has all of it


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}……{text[-SHOWN // 4 :]}"


UNDERFULL_PER_LEG = 1  # empty lines a leg may show before it is worth a word (R17)


def _more_lines(module: Module, grid: Grid) -> int | None:
    """How many more lines would let all the text in; None if the page has not as many."""
    legs = len(module.columns.xs)
    for more in range(1, grid.lines - module.placement.at.lines + 1):
        if not fill_legs(module.galley, module.tops, [module.lines + more] * legs).rest:
            return more
    return None


def _report(module: Module, fill: Fill, grid: Grid) -> Iterable[Diagnostic]:
    legs = len(module.columns.xs)
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
