"""An issue with open articles → the same issue with every article in a place, and how that came.

    solution = solve(issue, fitter)
    solution.issue              # no article of it is open but those in `solution.left`
    solution.pages              # for each page the plans that were best, judged

Pages are solved one by one. Where a page cannot be filled, or its articles do not fit, articles are
exchanged with other pages, those first that bring the page nearer to full, as often as is worth it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from compositor.makeup.fitting import Fitter
from compositor.makeup.solve.assign import assign, empty_pages, least_pages, load_of
from compositor.makeup.solve.choice import Candidate
from compositor.makeup.solve.jumps import part_long
from compositor.makeup.solve.page import SolvedPage, is_fillable, solve_page
from compositor.model.issue import Issue, OpenPlacement, PagePlan

MOST_EXCHANGES = 4  # exchanges solved for each page that is not whole
MOST_LOOKED_AT = 150  # of which it is asked whether both pages can be filled
MORE_PAGES = 1  # tried for an open-ended issue beyond what it needs at least


@dataclass(frozen=True, slots=True)
class Solution:
    """A solved issue: its pages with their candidates, and the articles that found no room."""

    issue: Issue
    pages: tuple[SolvedPage, ...]
    left: tuple[OpenPlacement, ...]


def solve(issue: Issue, fitter: Fitter) -> Solution:
    """Place every open article."""
    if not issue.is_open_ended:
        return _Issue(issue, fitter).solution()
    least = least_pages(issue, fitter)
    tries = [_Issue(issue, fitter, least + more).solution() for more in range(MORE_PAGES + 1)]
    return min(tries, key=_poorness)


def _poorness(solution: Solution) -> tuple[int, int, int]:
    """How poor a solution is: articles left, pages that are not whole, and the price of a page."""
    poor = sum(not page.is_whole for page in solution.pages)
    price = sum(page.chosen.price for page in solution.pages if page.chosen)
    return len(solution.left), poor, price // max(1, len(solution.pages))


class _Issue:
    """The pages of an issue while they are solved."""

    def __init__(self, issue: Issue, fitter: Fitter, pages: int = 0) -> None:
        self._fitter = fitter
        empty = empty_pages(issue, pages) if issue.is_open_ended else issue.pages
        parted = part_long(issue, empty, fitter)
        issue, self._parts = parted.issue, parted.parts
        self._pool = {entry.article for entry in issue.open}
        plans = assign(issue, fitter, self._parts)
        self._plans = list(plans)
        self._issue = replace(issue, pages=plans)
        self._solved: dict[tuple[int, frozenset[str]], SolvedPage] = {}

    def solution(self) -> Solution:
        """All pages solved, and exchanged among until they are whole or nothing helps."""
        for number in range(len(self._plans)):
            if not self._page(self._plans[number]).is_whole:
                self._mend(number)
        pages = tuple(self._page(plan) for plan in self._plans)
        plans = tuple(_closed(page) for page in pages)
        left = tuple(entry for page in pages for entry in page.left)
        return Solution(replace(self._issue, pages=plans, open=()), pages, left)

    def _page(self, plan: PagePlan) -> SolvedPage:
        key = (plan.number, frozenset(entry.article for entry in plan.open))
        if key not in self._solved:
            self._solved[key] = solve_page(self._issue, plan, self._fitter, self._parts)
        return self._solved[key]

    def _is_fillable(self, plan: PagePlan) -> bool:
        return is_fillable(self._issue, plan, self._fitter, self._parts)

    def _mend(self, number: int) -> None:
        """Exchange articles of a page with another's, if that makes the two better together."""
        solved = 0
        for other, mine, theirs in self._exchanges(number)[:MOST_LOOKED_AT]:
            a, b = self._plans[number], self._plans[other]
            new_a = replace(a, open=(*(e for e in a.open if e not in mine), *theirs))
            new_b = replace(b, open=(*(e for e in b.open if e not in theirs), *mine))
            if not (self._is_fillable(new_a) and self._is_fillable(new_b)):
                continue
            if solved == MOST_EXCHANGES:
                return
            solved += 1
            before = _badness(self._page(a)) + _badness(self._page(b))
            after = _badness(self._page(new_a)) + _badness(self._page(new_b))
            if after < before:
                self._plans[number], self._plans[other] = new_a, new_b
                if self._page(new_a).is_whole:
                    return

    def _exchanges(
        self, number: int
    ) -> list[tuple[int, tuple[OpenPlacement, ...], tuple[OpenPlacement, ...]]]:
        """What could change places, what changes the sizes of the pages least first."""
        usual = {e.article: self._usual(plan, e) for plan in self._plans for e in plan.open}
        found = [
            (abs(usual_of(mine, usual) - usual_of(theirs, usual)), other, mine, theirs)
            for other in range(len(self._plans))
            if other != number
            for mine in self._movable(number)
            for theirs in self._movable(other)
            if mine or theirs
        ]
        found.sort(key=lambda row: (row[0], row[1]))
        return [(other, mine, theirs) for _, other, mine, theirs in found]

    def _usual(self, plan: PagePlan, entry: OpenPlacement) -> int:
        part = self._parts.get((plan.number, entry.article))
        return load_of(self._issue, entry, self._fitter, part).usual

    def _movable(self, number: int) -> list[tuple[OpenPlacement, ...]]:
        """One article of a page that may go elsewhere, two, or none; the lead of page 1 stays."""
        first = self._plans[number].open if number == 0 else ()
        lead = max(first, key=lambda e: e.weight, default=None)
        entries = [
            entry
            for entry in self._plans[number].open
            if entry.article in self._pool and not entry.group and entry is not lead
        ]
        return [(), *((entry,) for entry in entries), *combinations(entries, 2)]


def usual_of(entries: Sequence[OpenPlacement], usual: dict[str, int]) -> int:
    """The column lines that articles usually take together."""
    return sum(usual[entry.article] for entry in entries)


def _closed(page: SolvedPage) -> PagePlan:
    """The plan of a page with the places of its best candidate."""
    chosen: Candidate | None = page.chosen
    placements = chosen.placements if chosen else page.plan.placements
    return replace(page.plan, placements=placements, open=())


def _badness(page: SolvedPage) -> int:
    """How far a page is from whole, and then what it costs."""
    chosen = page.chosen
    price = chosen.price if chosen else 10**7
    return 10**6 * len(page.left) + price
