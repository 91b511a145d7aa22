"""The columns side by side, and what the project wants of its own.

A figure is judged as it is printed, to the digits of its row. Where an aim speaks of the others
it is judged against those that are there, and the table says which.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Figures: TypeAlias = Mapping[str, float | None]  # of one PDF
Columns: TypeAlias = Mapping[str, Mapping[str, Figures]]  # by measure, by composer
OURS = "ours"
TITLES = {
    OURS: "ours",
    "typst": "Typst",
    "weasyprint": "WeasyPrint",
    "xecjk": "xeCJK",
    "chromium": "Chromium",
}

# Figure: what it is called, and its digits after the point.
ROWS: Mapping[str, tuple[str, int]] = {
    "lines": ("lines", 0),
    "set_aside": ("  of them not graded", 0),
    "kinsoku": ("kinsoku, start and end", 0),
    "split_unit": ("split units", 0),
    "not_flush": ("not flush, %", 2),
    "end_half": ("line-end marks half, %", 1),
    "stretch_mean": ("mean stretch, em", 4),
    "stretch_p95": ("p95 stretch, em", 3),
    "loose_10": ("looser than 0.1 em, %", 2),
    "loose_12": ("looser than 0.12 em, %", 2),
    "loose_20": ("looser than 0.2 em, %", 2),
    "loose_25": ("looser than 0.25 em, %", 2),
    "contrast": ("contrast, em", 4),
    "single_last": ("one-character last lines", 0),
    "soft_start": ("dash, ellipsis starts", 0),
    "over_squeeze": ("over-squeeze", 0),
}

EVERYWHERE: Mapping[str, float] = {
    "kinsoku": 0,
    "split_unit": 0,
    "not_flush": 0,
    "end_half": 100,
    "stretch_mean": 0.005,
    "stretch_p95": 0.05,
    "loose_25": 0,
    "single_last": 0,
}
AT_LEAST = frozenset({"end_half"})
# What is wanted of a measure: limits, by figure.
LIMITS: Mapping[str, Mapping[str, float]] = {
    "11": {**EVERYWHERE, "loose_10": 1.5},
    "13": {**EVERYWHERE, "loose_10": 0.7},
    "18": EVERYWHERE,
    "26": EVERYWHERE,
}
BEST_OF_ALL: Mapping[str, Sequence[str]] = {"11.44": ("lines", "loose_12", "single_last")}
# Whose lines ours may not exceed: the first that is there, times so much.
LINES_OF = (("xecjk", 1.0), ("chromium", 0.971), ("weasyprint", 0.971))


class Aim(NamedTuple):
    """An aim judged: the figure wanted, whose it is where it is another's, and ours."""

    figure: str
    limit: float
    whose: str
    measured: float | None
    is_met: bool


def aims(columns: Columns) -> dict[str, tuple[Aim, ...]]:
    """All aims, by measure."""
    return {em: tuple(_aims(em, found)) for em, found in columns.items()}


def _aims(em: str, found: Mapping[str, Figures]) -> Iterator[Aim]:
    limits = LIMITS.get(em, {})
    for key in filter(limits.__contains__, ROWS):
        yield _judged(key, limits[key], "", found)
    if em in LIMITS:
        yield from _no_more_lines(found)
    for key in BEST_OF_ALL.get(em, ()):
        others = {found[name][key]: name for name in found if name != OURS}
        least = min(value for value in others if value is not None)
        yield _judged(key, round(least, ROWS[key][1]), TITLES[others[least]], found)


def _no_more_lines(found: Mapping[str, Figures]) -> Iterator[Aim]:
    for name, share in LINES_OF:
        if name in found and (lines := found[name]["lines"]):
            less = f" {100 * share - 100:+.1f} %" if share != 1 else ""
            yield _judged("lines", int(share * lines), TITLES[name] + less, found)
            return


def _judged(key: str, limit: float, whose: str, found: Mapping[str, Figures]) -> Aim:
    measured = found[OURS][key]
    shown = None if measured is None else round(measured, ROWS[key][1])
    is_met = shown is not None and (shown >= limit if key in AT_LEAST else shown <= limit)
    return Aim(key, limit, whose, measured, is_met)


def table(columns: Columns) -> Iterator[str]:
    """A block to a measure, a column to a composer; then the aims, a block to a measure."""
    judged = aims(columns)
    for em, found in columns.items():
        yield f"\n{f'columns of {em} em':26}" + "".join(f"{TITLES[name]:>12}" for name in found)
        for key, (label, _) in ROWS.items():
            cells = (_cell(key, figures[key]) for figures in found.values())
            yield f"  {label:24}" + "".join(f"{cell:>12}" for cell in cells)
    for em, wanted in judged.items():
        yield f"\n{f'aims for columns of {em} em':30}{'wanted':>10}{'ours':>10}"
        for aim in wanted:
            yield _aim(aim)


def _aim(aim: Aim) -> str:
    sign = "≥" if aim.figure in AT_LEAST else "≤"
    wanted = f"{sign} {aim.limit:g}"
    verdict = "met" if aim.is_met else "NOT MET"
    label = ROWS[aim.figure][0]
    whose = f"   ({aim.whose})" if aim.whose else ""
    return f"  {label:28}{wanted:>10}{_cell(aim.figure, aim.measured):>10}   {verdict}{whose}"


def _cell(key: str, value: float | None) -> str:
    return "-" if value is None else f"{value:.{ROWS[key][1]}f}"
