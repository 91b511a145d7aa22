"""Display lines: a headline, kicker, deck, byline or crosshead over a width, as large as fits.

A space in the manuscript offers a break (it shows as one 字 of blank where it is not taken). For
each size of the ladder, largest first, the heading is tried on one line and then, broken only at
its spaces, on two and three, lines as equal as they can be. If no size takes it, breaks after
points and then after closing quotes are tried as well; if that fails too, the smallest size is
broken by the rules of body text into balanced lines, and `Display.fits` says so.

    聚焦时代主题 汇聚磅礴力量   →   one line at 42 pt, or two equal ones

Choosing phrases where the editor offered no break is not done here yet.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise

from compositor.model.galley import Line
from compositor.model.issue import Span
from compositor.model.layout import TypeStyle
from compositor.model.setter import Display
from compositor.setting.classes import CharClass, class_of
from compositor.setting.linebreak import Breaks
from compositor.setting.paragraph import (
    Composer,
    Job,
    SetText,
    break_lines,
    prepare_block,
    set_block,
    shape_block,
)
from compositor.setting.prepare import DISPLAY_SPACING, Prepared
from compositor.units import Emu

MOST_LINES = 3
POINTS = frozenset({CharClass.FINAL, CharClass.COMMA, CharClass.COLON})
POINTS_AND_CLOSING = POINTS | {CharClass.CLOSING}
BALANCE_STEPS = 12  # halvings of the search for balanced lines: to 1/4096 of the measure


def set_display(
    composer: Composer, text: str, style: TypeStyle, width: Emu
) -> tuple[Display, SetText]:
    """Set a heading; the second value carries what the faces could not do."""
    jobs = [Job(style, size, width, DISPLAY_SPACING) for size in style.sizes]
    for offers in (_at_spaces(text), _after(text, POINTS), _after(text, POINTS_AND_CLOSING)):
        for job in jobs:
            if rows := _rows(composer, text, sorted(offers), job):
                return _set_rows(composer, rows, job)
    return _set_by_rule(composer, text, jobs[-1])


def _at_spaces(text: str) -> set[int]:
    return {p for p in range(1, len(text)) if text[p - 1].isspace()}


def _after(text: str, kinds: Collection[CharClass]) -> set[int]:
    """Breaks at spaces and, before a hanzi, after marks of some kinds."""
    after = {p for p in range(1, len(text)) if class_of(text[p - 1]) in kinds}
    return _at_spaces(text) | {p for p in after if class_of(text[p]) is CharClass.IDEOGRAPH}


def _set_rows(composer: Composer, rows: Sequence[str], job: Job) -> tuple[Display, SetText]:
    done = [set_block(composer, [Span(row)], job) for row in rows]
    lines: tuple[Line, ...] = tuple(line for text in done for line in text.lines)
    missing = tuple(m for text in done for m in text.missing)
    fallbacks = tuple(f for text in done for f in text.fallbacks)
    return Display(lines, job.size, fits=True), SetText(lines, missing, fallbacks)


def _rows(composer: Composer, text: str, offers: Sequence[int], job: Job) -> list[str] | None:
    """The text on as few lines as fit, the widest line as narrow as can be; None if none do."""
    for count in range(1, min(MOST_LINES, len(offers) + 1) + 1):
        ways = [_cut(text, cuts) for cuts in combinations(offers, count - 1)]
        fitting = [rows for rows in ways if _widest(composer, rows, job) <= job.measure]
        if fitting:
            return min(fitting, key=lambda rows: _widest(composer, rows, job))
    return None


def _cut(text: str, cuts: Sequence[int]) -> list[str]:
    edges = (0, *cuts, len(text))
    return [text[a:b].strip() for a, b in pairwise(edges)]


def _widest(composer: Composer, rows: Iterable[str], job: Job) -> Emu:
    return max((_width(_prepared(composer, row, job)) for row in rows), default=0)


def _width(prepared: Prepared) -> Emu:
    return prepared.natural(0, len(prepared.atoms)) if prepared.atoms else 0


def _prepared(composer: Composer, text: str, job: Job) -> Prepared:
    return prepare_block(composer, shape_block(composer, [Span(text)], job), job)


def _set_by_rule(composer: Composer, text: str, job: Job) -> tuple[Display, SetText]:
    """Broken by the rules of body text, into as many lines as needed, about equally long."""
    shaped = shape_block(composer, [Span(text)], job)
    prepared = prepare_block(composer, shaped, job)
    within = _balanced(composer, prepared, job)
    lines = break_lines(composer, prepared, job, within)
    return Display(lines, job.size, fits=False), SetText(lines, shaped.missing, shaped.fallbacks)


def _balanced(composer: Composer, prepared: Prepared, job: Job) -> Emu:
    """The narrowest measure that breaks into no more lines than the full one."""
    count = len(_ends(composer, prepared, job.measure))
    narrow, wide = job.measure // max(1, count), job.measure
    for _ in range(BALANCE_STEPS):
        middle = (narrow + wide) // 2
        if len(_ends(composer, prepared, middle)) > count:
            narrow = middle
        else:
            wide = middle
    return wide


def _ends(composer: Composer, prepared: Prepared, measure: Emu) -> Breaks:
    return composer.breaker(prepared, (measure,), 0)
