"""Furniture: nameplate (报头), ears (报眼), folio line (报眉), end matter (报尾), and their rules.

A text of furniture is a template of `{fields}`: name, section, number, date, page, title, ears, and
every further field of the publication. A line with an empty field is left out, a box without a
text too, and so is end matter of which nothing is left; so nothing is ever printed that the
manifest does not say. A page's own fields (its editor, its telephone) stand over those of the
publication, except in the end matter, which speaks for the paper.
"""

from calendar import weekday
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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


class _Text(NamedTuple):
    """A text of furniture, set and placed."""

    frame: Frame
    is_too_wide: bool


def place_furniture(
    issue: Issue, plan: PagePlan, layout: Layout, setter: TypeSetter
) -> PlacedFurniture:
    """The frames, rules and boxes of a page's furniture; of the last page with the end matter."""
    head = layout.furniture(plan.number)
    placed = _place(head, fields_of(issue, plan, layout), plan.number, layout.grid, setter)
    if not bears_end_matter(issue, plan, layout):
        return placed
    fields = {**paper_fields(issue, layout), "page": str(plan.number), "title": plan.title}
    foot = _place(layout.last, fields, plan.number, layout.grid, setter)
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
    """Texts of furniture that are too wide, out of their box, or over one another."""
    page, place = plan.number, plan.place
    for frame in placed.frames:
        names = {"text": _words(frame), "style": frame.style}
        if frame in placed.too_wide or frame.rect.width > grid.width:
            yield diagnose("furniture-too-wide", place, page=page, **names)
        if any(_leaves(frame.rect, box.rect) for box in placed.boxes):
            yield diagnose("furniture-leaves-box", place, page=page, **names)
    for frame, other in combinations(placed.frames, 2):
        if frame.rect.overlaps(other.rect):
            names = {"text": _words(frame), "other": _words(other), "style": frame.style}
            yield diagnose("furniture-overlaps", place, page=page, **names)


def _leaves(text: Rect, box: Rect) -> bool:
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


def _place(
    furniture: Furniture, fields: Mapping[str, str], page: int, grid: Grid, setter: TypeSetter
) -> PlacedFurniture:
    filled = ((text, _filled(text, fields)) for text in furniture.texts)
    texts = [_text(text, words, page, grid, setter) for text, words in filled if words]
    frames = tuple(text.frame for text in texts)
    rules = (
        Rule(r.kind, Rect(_x(r.anchor, r.offset, r.width, page, grid), r.y, r.width, 0))
        for r in furniture.rules
    )
    boxes = (
        Box(b.kind, Rect(_x(b.anchor, b.offset, b.width, page, grid), b.y, b.width, b.height))
        for b in furniture.boxes
    )
    drawn = (box for box in boxes if any(frame.rect.overlaps(box.rect) for frame in frames))
    too_wide = tuple(text.frame for text in texts if text.is_too_wide)
    return PlacedFurniture(frames, tuple(rules), tuple(drawn), too_wide)


def _text(
    text: FurnitureText, words: tuple[str, ...], page: int, grid: Grid, setter: TypeSetter
) -> _Text:
    style, lines = _set(text, words, grid, setter)
    step = style.leading or divide(style.size * STEP, 1000)
    widths = [text.width or line.width for line in lines]
    xs = [_x(text.anchor, text.offset, width, page, grid) for width in widths]
    depth = style.size + (len(lines) - 1) * step
    baseline = text.baseline + max(0, text.height - depth) // 2
    placed = (
        PlacedLine(line, x, baseline + i * step)
        for i, (line, x) in enumerate(zip(lines, xs, strict=True))
    )
    left = min(x + _indent(line) for line, x in zip(lines, xs, strict=True))
    right = max(x + line.width for line, x in zip(lines, xs, strict=True))
    rect = Rect(left, baseline - ascent(style.size), right - left, depth)
    may_turn = text.width and len(text.style.sizes) == 1
    is_too_wide = not may_turn and len(lines) > _asked(text, words)
    return _Text(Frame("furniture", style.name, rect, tuple(placed)), is_too_wide)


def _indent(line: Line) -> Emu:
    """Where the type of a line begins in its measure."""
    return max(0, min((run.xs[0] for run in line.runs if run.xs), default=0))


def _set(
    text: FurnitureText, words: tuple[str, ...], grid: Grid, setter: TypeSetter
) -> tuple[TypeStyle, tuple[Line, ...]]:
    """The lines of a text in the largest size of its ladder in which none turns, or the last."""
    for size in text.style.sizes:
        style = _sized(text.style, size)
        measure = text.width or grid.width
        rows = _joined(text.join, words, style, measure, setter) if text.join else words
        lines = tuple(line for row in rows for line in setter.text(row, style, measure))
        if len(lines) <= _asked(text, words):
            break
    return style, lines


def _asked(text: FurnitureText, words: tuple[str, ...]) -> int:
    """How many lines a text has where none turns."""
    return 1 if text.join else len(words)


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


def _sized(style: TypeStyle, size: Emu) -> TypeStyle:
    tracking = divide(style.tracking * size, style.size)
    return replace(style, sizes=(size,), tracking=tracking)


def _x(anchor: Anchor, offset: Emu, width: Emu, page: int, grid: Grid) -> Emu:
    """The left edge of something `width` wide; outer is left on even pages, right on odd ones."""
    odd = page % 2 == 1
    sides = {"outer": "right" if odd else "left", "inner": "left" if odd else "right"}
    side = sides.get(anchor, anchor)
    if side == "left":
        return grid.left + offset
    if side == "right":
        return grid.left + grid.width - width - offset
    return grid.left + (grid.width - width) // 2 + offset
