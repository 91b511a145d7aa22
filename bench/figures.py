"""Figures: samples by name, their medians, ratios within a round, and the aims of the project.

A name ends in its unit: `page: build, s`. A ratio takes the samples of two names in pairs, the
first round's with the first round's, and is the median of the quotients: what slows the machine
for a while slows both.
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple


class Spread(NamedTuple):
    """The median of some samples, and how far they lie apart."""

    median: float
    least: float
    most: float


class Judged(NamedTuple):
    """An aim, and what was measured: as it is, and scaled up to the aim's page."""

    limit: float
    measured: float
    scaled: float
    is_met: bool


# What should stay below which figure, for a page of so many characters in a fresh process.
AIM_CHARACTERS = 6_000
AIMS = {
    "page: build, s": 1.5,
    "page, fresh: own stages, s": 0.5,
    "page: build, peak MB": 300,
}

# What should be reached in setting running text, on one core, in processor time.
RATE_AIMS = {
    f"setting at {em} em, {time}: characters a second": least
    for em in (11, 13)
    for time, least in (("first", 100_000), ("remembered", 400_000))
}

# (ours, the peer's): the first divided by the second; below 1 we are the faster.
RATIOS = (
    ("page: build, s", "page: typst, s"),
    ("page: build, s", "page: weasyprint, s"),
    ("page: to the proven PDF, s", "page: typst, s"),
    ("page: to the proven PDF, s", "page: weasyprint, s"),
    ("page, fresh: own stages, s", "page: typst, compile within, s"),
    ("page, fresh: own stages, s", "page: weasyprint, compile within, s"),
    ("page: build, processor s", "page: typst, processor s"),
    ("page: build, processor s", "page: weasyprint, processor s"),
    ("page: build, peak MB", "page: typst, peak MB"),
    ("page: build, peak MB", "page: weasyprint, peak MB"),
)


class Reached(NamedTuple):
    """An aim that is to be reached, and what was measured."""

    least: float
    measured: float
    is_met: bool


class Figures:
    """Samples by name, in the order they were first taken."""

    def __init__(self) -> None:
        self._samples: dict[str, list[float]] = {}

    def add(self, name: str, value: float) -> None:
        """One more sample."""
        self._samples.setdefault(name, []).append(value)

    def spreads(self) -> dict[str, Spread]:
        """Every figure."""
        return {name: spread(samples) for name, samples in self._samples.items()}

    def ratios(self) -> dict[str, Spread]:
        """Every ratio of `RATIOS`."""
        found = {}
        for ours, theirs in RATIOS:
            pairs = zip(self._samples[ours], self._samples[theirs], strict=True)
            found[f"{ours}  ÷  {theirs}"] = spread([a / b for a, b in pairs])
        return found

    def aims(self, characters: int) -> dict[str, Judged]:
        """Every aim, judged by the figure scaled up from `characters` as if all of it grew."""
        found = {}
        for name, limit in AIMS.items():
            measured = median(self._samples[name])
            scaled = measured * AIM_CHARACTERS / characters
            found[name] = Judged(limit, measured, scaled, scaled < limit)
        return found

    def rates(self) -> dict[str, Reached]:
        """Every aim of `RATE_AIMS`, judged by the median."""
        medians = {name: median(self._samples[name]) for name in RATE_AIMS}
        return {
            name: Reached(least, medians[name], medians[name] >= least)
            for name, least in RATE_AIMS.items()
        }

    def samples(self) -> Mapping[str, Sequence[float]]:
        """The samples themselves."""
        return self._samples


def spread(samples: Sequence[float]) -> Spread:
    """Median, least and most."""
    return Spread(median(samples), min(samples), max(samples))


def table(title: str, rows: Mapping[str, Spread]) -> Iterator[str]:
    """A title and a row to each figure: name, median, least–most."""
    yield f"\n{title:66}{'median':>9}   least – most"
    for name, (middle, least, most) in rows.items():
        yield f"  {name:64}{_short(middle):>9}   {_short(least)} – {_short(most)}"


def aim_table(aims: Mapping[str, Judged]) -> Iterator[str]:
    """The aims beside what was measured."""
    title = f"aims for a page of {AIM_CHARACTERS} characters, fresh process"
    yield f"\n{title:44}{'below':>9}{'measured':>11}{'scaled up':>11}"
    for name, (limit, measured, scaled, is_met) in aims.items():
        numbers = f"{limit:>9}{_short(measured):>11}{_short(scaled):>11}"
        yield f"  {name:42}{numbers}   {'met' if is_met else 'NOT MET'}"


def rate_table(rates: Mapping[str, Reached]) -> Iterator[str]:
    """The aims of setting beside what was measured."""
    yield f"\n{'aims for setting running text, one core':58}{'at least':>12}{'measured':>16}"
    for name, (least, measured, is_met) in rates.items():
        numbers = f"{least:>12,}{measured:>16,.0f}"
        yield f"  {name:56}{numbers}   {'met' if is_met else 'NOT MET'}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3f}"
