"""Make up a whole issue: its pages in order, with everything there is to say about them.

made = make_up(issue, layout, setter)
made.edition                 # Edition: every frame and line in its place
made.diagnostics             # overset, overlaps, headings too wide …
made.solution                # how open articles came to their places, None if there were none
"""

from collections.abc import Iterator
from dataclasses import dataclass

from compositor.diagnostics import Diagnostic, diagnose
from compositor.makeup.fitting import Fitter
from compositor.makeup.page import MadePage, count_characters, make_page
from compositor.makeup.solve.solve import Solution, solve
from compositor.makeup.threads import NOWHERE, check_jumps
from compositor.model.edition import Edition
from compositor.model.issue import Issue
from compositor.model.layout import Layout
from compositor.model.setter import TypeSetter


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An edition and the diagnostics of making it up; `solution` if the solver had a part in it."""

    edition: Edition
    diagnostics: tuple[Diagnostic, ...]
    solution: Solution | None = None


def make_up(issue: Issue, layout: Layout, setter: TypeSetter) -> MadeUp:
    """Place every article: as the manifest says, or by the solver where it says nothing; in page
    order, as texts go on (走文).
    """
    fitter = Fitter(layout, setter)
    solution = solve(issue, fitter) if _is_open(issue) else None
    settled = solution.issue if solution else issue
    made: list[MadePage] = []
    for plan in settled.pages:
        made.append(make_page(settled, plan, fitter, made[-1].stopped if made else NOWHERE))
    title = f"{issue.publication.name} {issue.date}"
    left = tuple(entry.article for entry in solution.left) if solution else ()
    edition = Edition(issue.name, title, str(issue.date), tuple(m.page for m in made), left)
    found = [*(d for m in made for d in m.diagnostics), *check_jumps(settled, edition)]
    found += _left(solution, fitter) if solution else ()
    return MadeUp(edition, tuple(found), solution)


def _is_open(issue: Issue) -> bool:
    return bool(issue.open) or any(plan.open for plan in issue.pages)


def _left(solution: Solution, fitter: Fitter) -> Iterator[Diagnostic]:
    """The articles that found no room on any page, with what there is of them."""
    for entry in solution.left:
        article = solution.issue.article(entry.article)
        galley = fitter.setter.galley(article, fitter.layout.grid.column)
        characters = sum(count_characters(block.text) for block in article.body)
        values = {"lines": galley.depth, "characters": characters}
        yield diagnose("no-room", entry.place, article=article.name, **values)
