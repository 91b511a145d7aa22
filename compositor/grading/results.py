"""What a metric comes to, and the small sums that many of them share."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from compositor.grading.found import Flag
from compositor.grading.limits import METRICS, Bound


class Result(NamedTuple):
    """One metric measured: `value` is None where there was nothing to measure.

    `of` is how many samples were looked at, `spread` the least and most of them where that tells
    something, `flags` the places that break the bound.
    """

    metric: str
    value: float | None
    of: int = 0
    flags: tuple[Flag, ...] = ()
    spread: tuple[float, float] | None = None

    @property
    def bound(self) -> Bound | None:
        """The limit or target."""
        return METRICS[self.metric].bound

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None without a bound or a value."""
        if self.bound is None or self.value is None:
            return None
        return self.bound.holds(self.value)


def counted(metric: str, flags: Iterable[Flag], of: int) -> Result:
    """How many places there are."""
    found = tuple(flags)
    return Result(metric, len(found), of, found)


def share(metric: str, flags: Iterable[Flag], of: int) -> Result:
    """The flagged places in per cent."""
    found = tuple(flags)
    return Result(metric, 100 * len(found) / of if of else None, of, found)


def kept(metric: str, flags: Iterable[Flag], of: int) -> Result:
    """What is not flagged in per cent."""
    found = tuple(flags)
    return Result(metric, 100 - 100 * len(found) / of if of else None, of, found)


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of them lie; they must be sorted, and not none."""
    return values[min(len(values) - 1, int(part * len(values)))]


def spread_of(metric: str, values: Iterable[float]) -> Result:
    """The median, with least and most."""
    ordered = sorted(values)
    if not ordered:
        return Result(metric, None)
    return Result(metric, quantile(ordered, 0.5), len(ordered), spread=(ordered[0], ordered[-1]))
