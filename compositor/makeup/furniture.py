"""Furniture: nameplate (报头), ears (报眼), folio line (报眉), end matter (报尾), and their rules.

A text of furniture is a template of `{fields}`: name, section, number, date, page, title, ears, and
every further field of the publication. A line with an empty field is left out, a box without a
text too, and so is end matter of which nothing is left; so nothing is ever printed that the
manifest does not say. A page's own fields (its editor, its telephone) stand over those of the
publication, except in the end matter, which speaks for the paper.
"""

from calendar import weekday
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from string import Formatter
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.model.edition import Box, Frame, PlacedLine, Rule
from compositor.model.galley import Line
from compositor.model.issue import Issue, IssueDate, PagePlan
from compositor.model.layout import (
    Anchor,
    Furniture,
    FurnitureText,
    Grid,
    Layout,
    TypeStyle,
    ascent,
)
from compositor.model.setter import TypeSetter
from compositor.units import Emu, divide

WEEKDAYS = "一二三四五六日"
# From line to line of a text, in thousandths of its size, where its style has no leading.
STEP = 1300


class PlacedFurniture(NamedTuple):
    """The furniture of a page in its place; `too_wide` are frames that do not fit as asked."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    too_wide: tuple[Frame, ...]


class _Sheet(NamedTuple):
    """The page furniture is placed on, and what sets it."""

    page: int
    grid: Grid
    setter: TypeSetter


class _Text(NamedTuple):
    """A text of furniture, set and placed."""

    frame: Frame
    is_too_wide: bool


def place_furniture(
    issue: Issue, plan: PagePlan, layout: Layout, setter: TypeSetter
) -> PlacedFurniture:
    """The frames, rules and boxes of a page's furniture; of the last page with the end matter."""
    head = layout.furniture(plan.number)
    sheet = _Sheet(plan.number, layout.grid, setter)
    placed = _place(head, fields_of(issue, plan, layout), sheet)
    if not bears_end_matter(issue, plan, layout):
        return placed
    fields = {**paper_fields(issue, layout), "page": str(plan.number), "title": plan.title}
    foot = _place(layout.last, fields, sheet)
    return PlacedFurniture(
        placed.frames + foot.frames,
        placed.rules + foot.rules,
        placed.boxes + foot.boxes,
        placed.too_wide + foot.too_wide,
    )


def bears_end_matter(issue: Issue, plan: PagePlan, layout: Layout) -> bool:
    """Whether the end matter stands on that page: it is the last, and there is something to say."""
    is_last = plan.number == max((page.number for page in issue.pages), default=0)
    return is_last and has_end_matter(paper_fields(issue, layout), layout)


def has_end_matter(fields: Mapping[str, str], layout: Layout) -> bool:
    """Whether anything is left of the end matter with these fields."""
    return any(_filled(text, fields) for text in layout.last.texts)


def check_furniture(placed: PlacedFurniture, plan: PagePlan, grid: Grid) -> Iterator[Diagnostic]:
    """Texts of furniture that are too wide, or over the edge of a box or one another."""
    page, place = plan.number, plan.place
    for frame in placed.frames:
        names = {"text": _words(frame), "style": frame.style}
        if frame in placed.too_wide or frame.rect.width > grid.width:
            yield diagnose("furniture-too-wide", place, page=page, **names)
        if any(_crosses(frame.rect, box.rect) for box in placed.boxes):
            yield diagnose("furniture-crosses-box", place, page=page, **names)
    for frame, other in combinations(placed.frames, 2):
        if frame.rect.overlaps(other.rect):
            names = {"text": _words(frame), "other": _words(other), "style": frame.style}
            yield diagnose("furniture-overlaps", place, page=page, **names)


def _crosses(text: Rect, box: Rect) -> bool:
    is_inside = (
        box.x <= text.x
        and text.right <= box.right
        and box.y <= text.y
        and text.bottom <= box.bottom
    )
    return text.overlaps(box) and not is_inside


def _words(frame: Frame) -> str:
    return "".join(placed.line.text for placed in frame.lines)


# ------------------------------------------------------------------------------- what it says


def fields_of(issue: Issue, plan: PagePlan, layout: Layout) -> dict[str, str]:
    """What the texts of furniture may name, for one page."""
    return {
        **paper_fields(issue, layout),
        **dict(plan.extra),
        "page": str(plan.number),
        "title": plan.title,
    }


def paper_fields(issue: Issue, layout: Layout) -> dict[str, str]:
    """What they may name of the paper and the issue."""
    return {
        **dict(issue.publication.extra),
        **dict(issue.ears),
        "name": issue.publication.name,
        "section": issue.publication.section,
        "number": issue.number,
        "date": date_text(issue.date, layout),
    }


def date_text(date: IssueDate, layout: Layout) -> str:
    """The date as the layout prints it; a monthly prints no day."""
    if date.day is None:
        return layout.month_text.format(year=date.year, month=date.month)
    day = WEEKDAYS[weekday(date.year, date.month, date.day)]
    return layout.date_text.format(
        year=date.year, month=date.month, day=date.day, weekday=f"星期{day}"
    )


def _filled(text: FurnitureText, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of a text with their fields filled in, those with an empty field left out."""
    said = (
        line.format_map(fields)
        for line in text.text.splitlines()
        if all(fields.get(name) for name in _names(line))
    )
    return tuple(line for words in said for line in words.splitlines() if line.strip())


def _names(template: str) -> Iterable[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


# ------------------------------------------------------------------------------ where it stands


def _place(furniture: Furniture, fields: Mapping[str, str], sheet: _Sheet) -> PlacedFurniture:
    filled = [(text, _filled(text, fields)) for text in furniture.texts]
    said = [(text, words) for text, words in filled if words]
    rules = (
        Rule(r.kind, Rect(_x(r.anchor, r.offset, r.width, sheet), r.y, r.width, 0))
        for r in furniture.rules
    )
    boxes = (
        Box(b.kind, Rect(_x(b.anchor, b.offset, b.width, sheet), b.y, b.width, b.height))
        for b in furniture.boxes
    )
    drawn = tuple(b for b in boxes if any(_is_for(b.rect, text, sheet) for text, _ in said))
    texts = [_text(text, words, drawn, sheet) for text, words in said]
    too_wide = tuple(text.frame for text in texts if text.is_too_wide)
    return PlacedFurniture(tuple(text.frame for text in texts), tuple(rules), drawn, too_wide)


def _is_for(box: Rect, text: FurnitureText, sheet: _Sheet) -> bool:
    """Whether a box is there for a text: its width lies in the box, and its head."""
    x = _x(text.anchor, text.offset, text.width, sheet)
    top = text.baseline - ascent(text.style.size)
    return box.x <= x and x + text.width <= box.right and box.y <= top < box.bottom


def _text(
    text: FurnitureText, words: tuple[str, ...], boxes: Sequence[Box], sheet: _Sheet
) -> _Text:
    """A text in the largest size of its ladder that turns no line and crosses no box, or the last.

    So a nameplate makes room for its ears, and a 字 beside them. A single size is for text that may
    turn.
    """
    asked = 1 if text.join else len(words)
    wide = [box.rect.inset(-sheet.grid.zi, 0) for box in boxes]
    for size in text.style.sizes:
        frame = _frame(text, words, text.style.alone(size), sheet)
        turns = len(frame.lines) > asked
        if not turns and not any(_crosses(frame.rect, box) for box in wide):
            break
    may_turn = text.width and len(text.style.sizes) == 1
    return _Text(frame, turns and not may_turn)


def _frame(text: FurnitureText, words: tuple[str, ...], style: TypeStyle, sheet: _Sheet) -> Frame:
    lines = _set(text, words, style, sheet)
    step = style.leading or divide(style.size * STEP, 1000)
    xs = [_x(text.anchor, text.offset, text.width or line.width, sheet) for line in lines]
    depth = style.size + (len(lines) - 1) * step
    baseline = text.baseline + max(0, text.height - depth) // 2
    placed = (
        PlacedLine(line, x, baseline + i * step)
        for i, (line, x) in enumerate(zip(lines, xs, strict=True))
    )
    left = min(x + _indent(line) for line, x in zip(lines, xs, strict=True))
    right = max(x + line.width for line, x in zip(lines, xs, strict=True))
    rect = Rect(left, baseline - ascent(style.size), right - left, depth)
    return Frame("furniture", style.name, rect, tuple(placed))


def _indent(line: Line) -> Emu:
    """Where the type of a line begins in its measure."""
    return max(0, min((run.xs[0] for run in line.runs if run.xs), default=0))


def _set(
    text: FurnitureText, words: tuple[str, ...], style: TypeStyle, sheet: _Sheet
) -> tuple[Line, ...]:
    measure = text.width or sheet.grid.width
    rows = _joined(text.join, words, style, measure, sheet.setter) if text.join else words
    return tuple(line for row in rows for line in sheet.setter.text(row, style, measure))


def _joined(
    join: str, words: tuple[str, ...], style: TypeStyle, measure: Emu, setter: TypeSetter
) -> tuple[str, ...]:
    """Words joined to rows of the measure, each as full as it gets: none is cut to fill one."""
    rows: list[str] = []
    for word in words:
        longer = f"{rows[-1]}{join}{word}" if rows else ""
        if longer and len(setter.text(longer, style, measure)) == 1:
            rows[-1] = longer
        else:
            rows.append(word)
    return tuple(rows)


def _x(anchor: Anchor, offset: Emu, width: Emu, sheet: _Sheet) -> Emu:
    """The left edge of something `width` wide; outer is left on even pages, right on odd ones."""
    odd, grid = sheet.page % 2 == 1, sheet.grid
    sides = {"outer": "right" if odd else "left", "inner": "left" if odd else "right"}
    side = sides.get(anchor, anchor)
    if side == "left":
        return grid.left + offset
    if side == "right":
        return grid.left + grid.width - width - offset
    return grid.left + (grid.width - width) // 2 + offset
