"""A plan of make-up to look at: each page drawn with characters, a table, and what decided it.

plan_text(planned, "zh", explain=True)
plan_data(planned)                         # the same for programs

┌───────────────────────────┐
│           报头            │     Modules share their edges in the drawing, the air between
├──────────────────┬────────┤     them aside; a row stands for several lines of the page.
│     jiangdu      │ gulou  │
└──────────────────┴────────┘
"""

from collections.abc import Iterator, Mapping, Sequence

from compositor.diagnostics.render import Language, as_data, columns, in_columns
from compositor.edition import Planned
from compositor.makeup.sketching import free_area
from compositor.makeup.solve.choice import Candidate
from compositor.model.edition import NO_FITTING, Fitting, Judgement, Page
from compositor.model.issue import PagePlan, Placement
from compositor.model.layout import Layout
from compositor.report import judgement_data, metrics_data, page_table, rule_lines

ROWS = 22  # of a drawing, for a page of whatever depth
WIDTH = 60  # about as many characters for the columns of a page

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "page": "page {page} {title}", "furniture": "nameplate", "head": "article|rank|columns|lines|heading|fitting",
        "horizontal": "level", "vertical": "vertical", "box": "box", "tint": "tint", "own": "{count} text columns",
        "and": ", ", "air": "air +{count}", "size": "size -{count}", "picture": "picture {count:+}", "filler": "filler {count}",
        "left": "no room for: {names}", "price": "price {price}: forms {forms}, rules {rules}",
        "hard": "hard rules broken:", "soft": "rules that gave way:", "none": "no rule gave way",
        "others": "what else was considered:", "other": "{number}. price {price}",
        "was": "{article}: {new}, not {old}",
        "span": "columns {columns}, lines {lines}",
    },
    "zh": {
        "page": "第 {page} 版 {title}", "furniture": "报头", "head": "稿件|等级|栏|行|标题|补空",
        "horizontal": "横题", "vertical": "竖题", "box": "围框", "tint": "底纹", "own": "{count} 文栏",
        "and": "、", "air": "题空 +{count}", "size": "字号 -{count}", "picture": "图高 {count:+}", "filler": "补白 {count}",
        "left": "未排：{names}", "price": "代价 {price}：形式 {forms}，规则 {rules}",
        "hard": "违反的硬规则：", "soft": "未尽合的规则：", "none": "各条规则都合",
        "others": "其他方案：", "other": "{number}. 代价 {price}",
        "was": "{article}：{new}（原为 {old}）",
        "span": "第 {columns} 栏第 {lines} 行",
    },
}  # fmt: skip


def plan_text(planned: Planned, language: Language, *, explain: bool) -> str:
    """Every page: its drawing, a table of its modules, and, to explain it, prices and runners-up."""
    told = WORDS[language]
    parts = []
    for plan, page in zip(planned.issue.pages, planned.edition.pages, strict=True):
        title = told["page"].format(page=plan.number, title=plan.title).rstrip()
        parts += [title, drawing(plan, planned.layout, told["furniture"]), _table(plan, page, told)]
        if explain:
            parts += ["\n".join(_explained(page, _candidates(planned, page.number), language))]
    if planned.edition.left:
        parts.append(told["left"].format(names=told["and"].join(planned.edition.left)))
    return "\n\n".join([*parts, page_table(planned.edition, language)]) + "\n"


def plan_data(planned: Planned, language: Language) -> dict[str, object]:
    """The plan as plain data, with the runners-up of the solver and the problems."""
    return {
        "issue": planned.name,
        "pages": [
            {
                "page": plan.number,
                "title": plan.title,
                "modules": [
                    {**_module(placement), "fitting": _fitting_of(placement, page)._asdict()}
                    for placement in plan.placements
                ],
                "metrics": metrics_data(page.metrics),
                "judgements": [judgement_data(found) for found in page.judgements],
                "candidates": [_candidate(c) for c in _candidates(planned, plan.number)],
            }
            for plan, page in zip(planned.issue.pages, planned.edition.pages, strict=True)
        ],
        "left": list(planned.edition.left),
        "problems": as_data(planned.diagnostics, language),
    }


def _candidates(planned: Planned, page: int) -> tuple[Candidate, ...]:
    """What the solver thought of for a page, the chosen plan first; nothing for one by hand."""
    pages = planned.solution.pages if planned.solution else ()
    return next((solved.candidates for solved in pages if solved.plan.number == page), ())


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {
        "price": candidate.price,
        "form_price": candidate.form_price,
        "modules": [_module(placement) for placement in candidate.placements],
        "judgements": [judgement_data(found) for found in candidate.judgements],
    }


def _module(placement: Placement) -> dict[str, object]:
    at = placement.at
    return {
        "article": placement.article,
        "rank": placement.rank,
        "at": {"column": at.column, "line": at.line, "columns": at.columns, "lines": at.lines},
        "text_columns": placement.text_columns,
        "box": placement.box,
        "tint": placement.tint,
        "headline": placement.headline,
        "writing": placement.writing,
        "photos": [picture.columns for picture in placement.pictures],
    }


# ----------------------------------------------------------------------------- the drawing

# What a cell of the drawing shows, by the sides from which lines reach its middle.
UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
EDGES = {
    0: " ", UP | DOWN: "│", LEFT | RIGHT: "─", DOWN | RIGHT: "┌", DOWN | LEFT: "┐",
    UP | RIGHT: "└", UP | LEFT: "┘", UP | DOWN | RIGHT: "├", UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬", UP | LEFT | RIGHT: "┴", UP | DOWN | LEFT | RIGHT: "┼",
    UP: "│", DOWN: "│", LEFT: "─", RIGHT: "─",
}  # fmt: skip


class Canvas:
    """Cells of a terminal: lines that join where they meet, and words, full-width ones too."""

    def __init__(self, width: int, height: int) -> None:
        self._edges = [[0] * (width + 1) for _ in range(height + 1)]
        self._words: dict[tuple[int, int], str] = {}

    def box(self, left: int, top: int, right: int, bottom: int) -> None:
        """A rectangle by its edges."""
        for x in range(left, right):
            for y in (top, bottom):
                self._edges[y][x] |= RIGHT
                self._edges[y][x + 1] |= LEFT
        for y in range(top, bottom):
            for x in (left, right):
                self._edges[y][x] |= DOWN
                self._edges[y + 1][x] |= UP

    def write(self, left: int, right: int, y: int, words: str) -> None:
        """Words in the middle between two edges, cut to what there is room for."""
        room = right - left - 1
        words = _cut(words, room)
        x = left + 1 + (room - columns(words)) // 2
        for character in words:
            self._words[x, y] = character
            if columns(character) == 2:
                self._words[x + 1, y] = ""
            x += columns(character)

    def text(self) -> str:
        """The drawing, a line for each row."""
        rows = (
            "".join(self._words.get((x, y), EDGES[edge]) for x, edge in enumerate(row))
            for y, row in enumerate(self._edges)
        )
        return "\n".join(row.rstrip() for row in rows)


def _cut(words: str, room: int) -> str:
    while columns(words) > room:
        words = words[:-1]
    return words


def drawing(plan: PagePlan, layout: Layout, furniture: str) -> str:
    """A page drawn with characters: its furniture, its modules with their names and ranks."""
    grid = layout.grid
    step = max(6, WIDTH // grid.columns)
    canvas = Canvas(step * grid.columns, ROWS)
    free = free_area(plan.number, layout, is_last=False)
    canvas.box(0, 0, step * grid.columns, ROWS)
    top = _row(free.y - 1, grid.lines)
    if top:
        canvas.box(0, 0, step * grid.columns, top)
        canvas.write(0, step * grid.columns, top // 2, furniture)
    for placement in plan.placements:
        at = placement.at
        left, right = (at.column - 1) * step, (at.column - 1 + at.columns) * step
        first = top if at.line - 1 <= free.y else _row(at.line - 1, grid.lines)
        last = max(first + 1, _row(at.line + at.lines, grid.lines))
        if right > step * grid.columns or last > ROWS:
            continue  # outside the grid, and told so
        canvas.box(left, first, right, last)
        middle = (first + last) // 2
        canvas.write(left, right, middle, placement.article)
        if last - first > 2:
            canvas.write(left, right, middle + 1, placement.rank)
    return canvas.text()


def _row(line: int, lines: int) -> int:
    """The row of the drawing that is nearest to a line of the page."""
    return min(ROWS, (2 * line * ROWS + lines) // (2 * lines))


# ------------------------------------------------------------------------------- the table


def _table(plan: PagePlan, page: Page, told: Mapping[str, str]) -> str:
    rows = [told["head"].split("|")]
    for placement in plan.placements:
        fitting = told["and"].join(_fitting(_fitting_of(placement, page), told)) or "-"
        at = placement.at
        spans = _span(at.column, at.columns), _span(at.line, at.lines)
        rows.append([placement.article, placement.rank, *spans, _heading(placement, told), fitting])
    return in_columns(rows)


def _span(first: int, count: int) -> str:
    return f"{first}-{first + count - 1}" if count > 1 else str(first)


def _heading(placement: Placement, told: Mapping[str, str]) -> str:
    """The form of a heading and what goes with it."""
    words = [told[placement.headline]]
    words += [told[key] for key in ("box", "tint") if getattr(placement, key)]
    if placement.text_columns not in (None, placement.at.columns):
        words.append(told["own"].format(count=placement.text_columns))
    return told["and"].join(words)


def _fitting_of(placement: Placement, page: Page) -> Fitting:
    fills = (fill for fill in page.fills if fill.article == placement.article)
    return next((fill.fitting for fill in fills), NO_FITTING)


def _fitting(fitting: Fitting, told: Mapping[str, str]) -> Iterator[str]:
    steps = zip(("air", "size", "picture", "filler"), fitting, strict=False)
    return (told[key].format(count=count) for key, count in steps if count)


# ------------------------------------------------------------------------- the explanation


def _explained(page: Page, candidates: Sequence[Candidate], language: Language) -> Iterator[str]:
    """Why a page is as it is: its price, the rules it breaks, and what else was considered."""
    told = WORDS[language]
    if candidates:
        forms = candidates[0].form_price
        rules = page.metrics.price
        yield told["price"].format(price=forms + rules, forms=forms, rules=rules)
    hard = [found for found in page.judgements if found.is_hard]
    soft = [found for found in page.judgements if not found.is_hard]
    for title, found in (("hard", hard), ("soft", soft)):
        if found:
            yield told[title]
            yield from (f"  {line}" for line in rule_lines(found, language))
    if not page.judgements:
        yield told["none"]
    if candidates[1:]:
        yield told["others"]
    for number, other in enumerate(candidates[1:], 2):
        price = other.form_price + sum(found.price for found in other.judgements)
        yield f"  {told['other'].format(number=number, price=price)}"
        yield from (f"     {line}" for line in _differences(candidates[0], other, told))
        yield from (f"     {line}" for line in rule_lines(_hard_only(other), language))


def _hard_only(candidate: Candidate) -> list[Judgement]:
    return [found for found in candidate.judgements if found.is_hard]


def _differences(chosen: Candidate, other: Candidate, told: Mapping[str, str]) -> Iterator[str]:
    """How another plan differs: each article that would stand otherwise."""
    known = {placement.article: placement for placement in chosen.placements}
    for placement in other.placements:
        new, old = _described(placement, told), _described(known[placement.article], told)
        if new != old:
            yield told["was"].format(article=placement.article, new=new, old=old)


def _described(placement: Placement, told: Mapping[str, str]) -> str:
    at = placement.at
    span = told["span"].format(columns=_span(at.column, at.columns), lines=_span(at.line, at.lines))
    return told["and"].join((placement.rank, _heading(placement, told), span))
