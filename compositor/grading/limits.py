"""What is measured and what is allowed: one row a metric, hard limits and targets.

A breach of a hard limit fails a PDF whatever else it is; a target is for comparison and for the
eye. The figures are the project's own (`docs/decisions.md`), the clauses those of GB/T 15834-2011
and clreq. Metrics without a bound are reported.
"""

from enum import Enum
from typing import NamedTuple


class Unit(Enum):
    """What a figure counts."""

    COUNT = ""
    PERCENT = "%"
    EM = "em"
    LINES = "lines"


class Bound(NamedTuple):
    """A limit: the figure is at most, or at least, `value`; `hard` if breaking it fails the PDF."""

    value: float
    at_least: bool = False
    hard: bool = False

    def holds(self, figure: float) -> bool:
        """Whether a figure keeps it, rounding aside."""
        slack = 1e-9
        return figure >= self.value - slack if self.at_least else figure <= self.value + slack


class Metric(NamedTuple):
    """One row: unit and bound."""

    unit: Unit
    bound: Bound | None = None


def _hard(value: float, unit: Unit = Unit.COUNT) -> Metric:
    return Metric(unit, Bound(value, hard=True))


def _target(value: float, unit: Unit = Unit.COUNT) -> Metric:
    return Metric(unit, Bound(value))


def _all(*, hard: bool = False) -> Metric:
    return Metric(Unit.PERCENT, Bound(100, at_least=True, hard=hard))


C, P, E = Unit.COUNT, Unit.PERCENT, Unit.EM

METRICS: dict[str, Metric] = {
    # breaks
    "kinsoku_start": _hard(0),  # GB 5.1.1-5.1.9
    "kinsoku_end": _hard(0),  # GB 5.1.3
    "split_unit": _hard(0),  # GB 5.1.2, 5.1.4, 5.1.5; clreq 6.1.2.2
    "soft_start": _target(0.5, P),  # clreq strict: —— and …… at a line's start
    "single_last": _hard(0.6, P),  # 孤字: 1 in 160 paragraphs is tolerated
    "short_last": Metric(P),
    "ladder": Metric(C),
    # edges
    "not_flush": _hard(0, P),
    "end_half": _all(),  # GB 5.1.10
    "start_opening": _all(),  # one consistent place
    # letter-space
    "stretch_mean": _target(0.01, E),
    "stretch_p95": _target(0.06, E),
    "stretch_max": _target(0.25, E),
    "loose_10": _target(1, P),
    "loose_12": Metric(P),
    "loose_20": _target(0, P),
    "loose_25": _target(0, P),
    "negative": _hard(0, P),
    "solid": Metric(P),
    "contrast": _target(0.01, E),
    "uneven": _target(0, P),
    "off_half_em": Metric(P),
    # marks
    "pair_open": _target(0, P),  # clreq: at most half an em between two marks
    "over_squeeze": _hard(0),
    "shrink_order": _target(0, P),  # clreq 6.2.2.3
    "two_em": _all(hard=True),  # GB 5.1.4, 5.1.5
    "interpunct": _all(),  # GB 5.1.7
    "autospace": _target(0, P),  # clreq 6.3: 1/8 to 1/2 em
    "autospace_beside": _target(0),  # none beside points, inside brackets
    "inconsistent": Metric(P),
    "width_OP": Metric(E),
    "width_CL": Metric(E),
    "width_SP": Metric(E),
    "width_CM": Metric(E),
    "width_CO": Metric(E),
    # page
    "grid_columns": _hard(0, P),
    "grid_page": _target(0, P),
    "river": _target(0),
    "lonely_top": _target(0),
    "heading_foot": _target(0),
    "compactness": Metric(Unit.LINES),
    # with the edition
    "headline_break": _hard(0),
    "headline_balance": _target(25, P),
    "text_faults": _hard(0),
}
