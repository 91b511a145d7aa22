"""Make up a whole issue: its pages in order, with everything there is to say about them.

made = make_up(issue, layout, setter)
made.edition                 # Edition: every frame and line in its place
made.diagnostics             # overset, overlaps, headings too wide …
"""

from dataclasses import dataclass

from compositor.diagnostics import Diagnostic
from compositor.makeup.page import MadePage, make_page
from compositor.makeup.threads import NOWHERE, check_jumps
from compositor.model.edition import Edition
from compositor.model.issue import Issue
from compositor.model.layout import Layout
from compositor.model.setter import TypeSetter


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An edition and the diagnostics of making it up."""

    edition: Edition
    diagnostics: tuple[Diagnostic, ...]


def make_up(issue: Issue, layout: Layout, setter: TypeSetter) -> MadeUp:
    """Place every article by hand, as the manifest says; in page order, as texts go on (走文)."""
    made: list[MadePage] = []
    for plan in issue.pages:
        stopped = made[-1].stopped if made else NOWHERE
        made.append(make_page(issue, plan, layout, setter, stopped))
    title = f"{issue.publication.name} {issue.date}"
    edition = Edition(issue.name, title, str(issue.date), tuple(m.page for m in made))
    found = (d for m in made for d in m.diagnostics)
    return MadeUp(edition, (*found, *check_jumps(issue, edition)))
