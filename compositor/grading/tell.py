"""Grades told: as a table to read in a terminal, as a list of places, as plain data.

table([("pages.pdf", grades), ("typst.pdf", others)], "en")    side by side
places("pages.pdf", grades, "en")                              what to look at, down the pages
data("pages.pdf", grades)                                      for JSON
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from compositor.diagnostics.render import Language, in_columns
from compositor.grading.found import Flag
from compositor.grading.grade import Grades
from compositor.grading.limits import METRICS, Unit
from compositor.grading.results import Result
from compositor.grading.words import WORDS, name_of
from compositor.units import to_mm, to_pt

Named: TypeAlias = tuple[str, Grades]
MEASURES_SHOWN = 3


def table(graded: Sequence[Named], language: Language) -> str:
    """All metrics, a column a PDF, with what is allowed and whether it is kept."""
    words = WORDS[language]
    rows = [["", *(name for name, _ in graded), ""]]
    rows += [[words[key], *cells, ""] for key, cells in _heads(graded, language)]
    for metric in METRICS:
        values = [_cell(grades[metric], language) for _, grades in graded]
        rows.append([name_of(metric, language), *values, _allowed(metric, language)])
    return in_columns(rows)


def _heads(graded: Sequence[Named], language: Language) -> Iterator[tuple[str, list[str]]]:
    """What stands above the metrics: the verdict first."""
    words = WORDS[language]
    every = [grades for _, grades in graded]
    yield "verdict", [words["pass" if g.passed else "fail"] for g in every]
    yield "score", [f"{g.score:.1f}" for g in every]
    yield "source", [words["edition" if g.with_edition else "alone"] for g in every]
    yield "size", [f"{g.pages}, {g.lines}, {g.paragraphs}" for g in every]
    yield "type", [f"{to_pt(g.size):.4g} / {to_pt(g.leading):.4g}" for g in every]
    yield "measures", [_measures(g) for g in every]
    yield "aside", [str(g.set_aside) for g in every]


def _measures(grades: Grades) -> str:
    shown = (f"{m / grades.size:.4g}×{n}" for m, n in grades.measures[:MEASURES_SHOWN])
    more = " …" if len(grades.measures) > MEASURES_SHOWN else ""
    return " ".join(shown) + more


def _cell(result: Result, language: Language) -> str:
    """The figure, what it is of if it is a share, and the mark."""
    if result.value is None:
        return "-"
    value = _figure(result.metric, result.value)
    if result.spread:
        value += f" ({result.spread[0]:.2f}…{result.spread[1]:.2f})"
    if result.holds is None or result.bound is None:
        return value
    mark = "held" if result.holds else "broken" if result.bound.hard else "missed"
    return f"{value} {WORDS[language][mark]}"


def _figure(metric: str, value: float) -> str:
    unit = METRICS[metric].unit
    if unit is Unit.EM:
        return f"{value:.4f}" if value < 0.1 else f"{value:.3f}"
    if unit is Unit.PERCENT:
        return f"{value:.2f} %"
    return f"{value:.1f}" if unit is Unit.LINES else f"{value:.0f}"


def _allowed(metric: str, language: Language) -> str:
    bound = METRICS[metric].bound
    if bound is None:
        return ""
    word = WORDS[language]["limit" if bound.hard else "target"]
    unit = f" {METRICS[metric].unit.value}".rstrip()
    return f"{word} {'≥' if bound.at_least else '≤'} {bound.value:g}{unit}"


def places(grades: Grades, language: Language) -> str:
    """Each line that breaks a limit or misses a target: where it is, what is wrong, its text."""
    failed = {r.metric for r in grades.results if r.holds is False}
    flags = [flag for flag in grades.flags if flag.metric in failed]
    rows = [
        _place(list(group), language)
        for _, group in groupby(flags, key=lambda f: (f.page, f.x, f.y, f.text))
    ]
    return in_columns(rows) if rows else WORDS[language]["none"]


def _place(flags: Sequence[Flag], language: Language) -> list[str]:
    """One line with all that is flagged on it."""
    words, first = WORDS[language], flags[0]
    seat = [words["page"].format(page=first.page)]
    seat += [words["column"].format(column=first.column)] if first.column else []
    seat += [words["row"].format(row=first.row)] if first.row else []
    where = f"x {to_mm(first.x):.1f} y {to_mm(first.y):.1f} mm"
    faults = dict.fromkeys(f"{name_of(f.metric, language)} {f.note}".strip() for f in flags)
    return [" ".join(seat), where, first.text, "; ".join(faults)]


def data(name: str, grades: Grades) -> dict[str, object]:
    """Everything as plain data: figures, bounds and places; lengths in pt and mm."""
    return {
        "file": name,
        "passed": grades.passed,
        "score": round(grades.score, 2),
        "with_edition": grades.with_edition,
        "pages": grades.pages,
        "lines": grades.lines,
        "paragraphs": grades.paragraphs,
        "set_aside": grades.set_aside,
        "size_pt": round(to_pt(grades.size), 4),
        "leading_pt": round(to_pt(grades.leading), 4),
        "measures": [{"measure_pt": round(to_pt(m), 4), "lines": n} for m, n in grades.measures],
        "metrics": {result.metric: _result(result) for result in grades.results},
        "flags": [_flag(flag) for flag in grades.flags],
    }


def _result(result: Result) -> dict[str, object]:
    bound = result.bound
    told: dict[str, object] = {
        "value": None if result.value is None else round(result.value, 5),
        "unit": METRICS[result.metric].unit.value,
        "of": result.of,
        "holds": result.holds,
    }
    if result.spread:
        told["least"], told["most"] = (round(value, 4) for value in result.spread)
    if bound:
        told |= {"at_least" if bound.at_least else "at_most": bound.value, "hard": bound.hard}
    return told


def _flag(flag: Flag) -> dict[str, object]:
    place = {"page": flag.page, "column": flag.column, "row": flag.row}
    where = {"x_mm": round(to_mm(flag.x), 3), "y_mm": round(to_mm(flag.y), 3)}
    return {"metric": flag.metric, **place, **where, "text": flag.text, "note": flag.note}
