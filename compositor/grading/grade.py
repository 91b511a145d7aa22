"""The grades of a document: every metric, the score and the verdict.

grades = grade(pages)             # anyone's PDF
grades = grade(pages, truth)      # ours, with its edition: exact paragraphs, text, headlines
"""

from collections.abc import Sequence
from dataclasses import dataclass

from compositor.grading import blind, breaks, edges, headings, known, letterspace, marks
from compositor.grading import pages as page_metrics
from compositor.grading.found import Flag
from compositor.grading.results import Result
from compositor.grading.truth import Truth
from compositor.model.signs import SignPage
from compositor.units import Emu

MEASURERS = (breaks, edges, letterspace, marks, page_metrics, headings)


@dataclass(frozen=True, slots=True)
class Grades:
    """What came of it: the results in the order of `limits.METRICS`, and what they are of.

    `measures` are the measures found with the lines of each, the commonest first.
    """

    results: tuple[Result, ...]
    pages: int
    lines: int
    paragraphs: int
    set_aside: int
    size: Emu
    leading: Emu
    measures: tuple[tuple[Emu, int], ...]
    with_edition: bool

    def __getitem__(self, metric: str) -> Result:
        """The result of one metric; KeyError if there is none of that name."""
        for result in self.results:
            if result.metric == metric:
                return result
        raise KeyError(metric)

    @property
    def breached(self) -> tuple[Result, ...]:
        """The results that break a hard limit."""
        return tuple(r for r in self.results if r.holds is False and r.bound and r.bound.hard)

    @property
    def missed(self) -> tuple[Result, ...]:
        """The results that miss a target."""
        return tuple(r for r in self.results if r.holds is False and r.bound and not r.bound.hard)

    @property
    def passed(self) -> bool:
        """The verdict: running text was found, and no hard limit is broken."""
        return bool(self.lines) and not self.breached

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Every place to look at, down the pages."""
        flags = (flag for result in self.results for flag in result.flags)
        return tuple(sorted(flags, key=lambda f: (f.page, f.x, f.y, f.metric)))

    @property
    def score(self) -> float:
        """100 less what looseness, unevenness and lonely characters cost; never below 0.

        400 a mean em of letter-space, 20 a per cent of lines beyond 0.1 em, 200 a mean em of
        contrast, 5 a single-character last line in a hundred paragraphs. For comparison only.
        """
        prices = (("stretch_mean", 400), ("loose_10", 20), ("contrast", 200), ("single_last", 5))
        cost = sum(price * (self[metric].value or 0.0) for metric, price in prices)
        return max(0.0, 100 - cost)


def grade(pages: Sequence[SignPage], truth: Truth | None = None) -> Grades:
    """Measure a document; `truth` is the edition it was made from, where that is known."""
    found = known.match(pages, truth) if truth else blind.find(pages)
    results = tuple(result for measurer in MEASURERS for result in measurer.measure(found))
    counts: dict[Emu, int] = {}
    for line in found.lines:
        tenth = round((line.right - line.left) / 1270) * 1270
        counts[tenth] = counts.get(tenth, 0) + 1
    measures = sorted(counts.items(), key=lambda item: -item[1])
    return Grades(
        results,
        len(pages),
        len(found.lines),
        len(found.paragraphs),
        found.set_aside,
        found.size,
        found.leading,
        tuple(measures),
        truth is not None,
    )
