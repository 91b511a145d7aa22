"""Furniture: nameplate (报头), folio line (报眉) and their rules, from the layout and the manifest.

A text of furniture is a template of `{fields}`: name, section, number, date, page, title, and
every further field of the publication. A text with an empty field is left out, so that nothing
is ever printed that the manifest does not say.
"""

from calendar import weekday
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from string import Formatter

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Rect
from compositor.model.edition import Frame, PlacedLine, Rule
from compositor.model.issue import Issue, IssueDate, PagePlan
from compositor.model.layout import Anchor, FurnitureText, Grid, Layout, ascent
from compositor.model.setter import TypeSetter
from compositor.units import Emu

WEEKDAYS = "一二三四五六日"


def place_furniture(
    issue: Issue, plan: PagePlan, layout: Layout, setter: TypeSetter
) -> tuple[tuple[Frame, ...], tuple[Rule, ...]]:
    """The frames and rules of a page's furniture."""
    fields = fields_of(issue, plan, layout)
    furniture = layout.furniture(plan.number)
    placed = (_frame(text, fields, plan.number, layout.grid, setter) for text in furniture.texts)
    rules = (
        Rule(
            r.kind, Rect(_x(r.anchor, r.offset, r.width, plan.number, layout.grid), r.y, r.width, 0)
        )
        for r in furniture.rules
    )
    return tuple(frame for frame in placed if frame), tuple(rules)


def check_furniture(frames: Sequence[Frame], plan: PagePlan, grid: Grid) -> Iterator[Diagnostic]:
    """Texts of furniture wider than the live area, or over one another."""
    page, place = plan.number, plan.place
    for frame in frames:
        if len(frame.lines) > 1 or frame.rect.width > grid.width:
            yield diagnose(
                "furniture-too-wide", place, page=page, text=_words(frame), style=frame.style
            )
    for frame, other in combinations(frames, 2):
        if frame.rect.overlaps(other.rect):
            names = {"text": _words(frame), "other": _words(other), "style": frame.style}
            yield diagnose("furniture-overlaps", place, page=page, **names)


def _words(frame: Frame) -> str:
    return "".join(placed.line.text for placed in frame.lines)


def fields_of(issue: Issue, plan: PagePlan, layout: Layout) -> dict[str, str]:
    """What the texts of furniture may name, for one page."""
    return {
        **dict(issue.publication.extra),
        "name": issue.publication.name,
        "section": issue.publication.section,
        "number": issue.number,
        "date": date_text(issue.date, layout),
        "page": str(plan.number),
        "title": plan.title,
    }


def date_text(date: IssueDate, layout: Layout) -> str:
    """The date as the layout prints it; a monthly prints no day."""
    if date.day is None:
        return layout.month_text.format(year=date.year, month=date.month)
    day = WEEKDAYS[weekday(date.year, date.month, date.day)]
    return layout.date_text.format(
        year=date.year, month=date.month, day=date.day, weekday=f"星期{day}"
    )


def _frame(
    text: FurnitureText, fields: Mapping[str, str], page: int, grid: Grid, setter: TypeSetter
) -> Frame | None:
    words = _filled(text.text, fields)
    if not words:
        return None
    lines = setter.text(words, text.style, grid.width)
    width = max(line.width for line in lines)
    x = _x(text.anchor, text.offset, width, page, grid)
    size = text.style.size
    placed = (PlacedLine(line, x, text.baseline + i * size) for i, line in enumerate(lines))
    rect = Rect(x, text.baseline - ascent(size), width, size * len(lines))
    return Frame("furniture", text.style.name, rect, tuple(placed))


def _filled(template: str, fields: Mapping[str, str]) -> str:
    names = _names(template)
    return template.format_map(fields) if all(fields.get(name) for name in names) else ""


def _names(template: str) -> Iterable[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


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
