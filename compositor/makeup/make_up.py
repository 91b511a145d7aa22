"""Make up a whole issue: its pages in order, with everything there is to say about them.

made = make_up(issue, layout, setter)
made.edition                 # Edition: every frame and line in its place
made.diagnostics             # overset, overlaps, headings too wide, rules broken …
made.issue                   # every article in its place, in the order of the manifest
made.solution                # how open articles came to their places, None if there were none

What no solver can mend is told before it is asked: a place by hand that is outside the grid or over
another, a picture wider than a page. It is asked for the rest, so that there is a page to look at.
"""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, replace

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.makeup.fitting import Fitter
from compositor.makeup.furniture import bears_end_matter
from compositor.makeup.module import check_places
from compositor.makeup.page import MadePage, Progress, count_characters, make_page
from compositor.makeup.pictures import Wishes
from compositor.makeup.sketching import free_area
from compositor.makeup.solve.assign import load_of
from compositor.makeup.solve.solve import Solution, solve
from compositor.makeup.threads import check_jumps, key_of
from compositor.makeup.verdict import broken, short
from compositor.model.edition import Edition
from compositor.model.issue import Issue, OpenPlacement, PagePlan, Placement
from compositor.model.layout import Layout
from compositor.model.setter import TypeSetter

INSIDE = 2  # a page that has no nameplate
NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An edition and the diagnostics of making it up; `issue` has the places that were taken, and
    `solution` says how, if the solver had a part in it. `for_press` is what only a press run minds:
    a foot that an editor left empty by hand.
    """

    edition: Edition
    diagnostics: tuple[Diagnostic, ...]
    issue: Issue
    solution: Solution | None = None
    for_press: tuple[Diagnostic, ...] = ()


def make_up(issue: Issue, layout: Layout, setter: TypeSetter) -> MadeUp:
    """Place every article: as the manifest says, or by the solver where it says nothing; in page
    order, as texts go on (走文).
    """
    fitter = Fitter(layout, setter)
    found: list[Diagnostic] = []
    solution = None
    if _is_open(issue):
        found += _before(issue, layout)
        solution = _solved(_sound(issue, layout), fitter)
    settled = _in_order(solution.issue, issue) if solution else issue
    made: list[tuple[MadePage, PagePlan]] = []
    progress = Progress(fillers=issue.fillers)
    for plan in settled.pages:
        made.append((_page(settled, plan, fitter, progress), plan))
        progress = _after(progress, made[-1][0].progress)
    title = f"{issue.publication.name} {issue.date}"
    left = tuple(entry.article for entry in solution.left) if solution else ()
    edition = Edition(issue.name, title, str(issue.date), tuple(m.page for m, _ in made), left)
    for page, plan in made:
        said = page.diagnostics
        found += [*said, *broken(plan, page.page.judgements, said)]
    found += check_jumps(settled, edition)
    found += _left(solution, fitter) if solution else ()
    by_hand = set() if issue.open else {plan.number for plan in issue.pages if not plan.open}
    feet = [(plan.number in by_hand, d) for page, plan in made for d in short(plan, page.sketch)]
    found += [told for is_by_hand, told in feet if not is_by_hand]
    for_press = tuple(told for is_by_hand, told in feet if is_by_hand)
    return MadeUp(edition, tuple(found), settled, solution, for_press)


def _page(issue: Issue, plan: PagePlan, fitter: Fitter, progress: Progress) -> MadePage:
    """A page, made of nothing but what it is kept by."""
    seen = _seen(issue, plan)
    names = [article.name for article in seen.articles]
    stopped = {name: progress.stopped[name] for name in names if name in progress.stopped}
    own = Progress(stopped, progress.fillers)
    key = ("page", plan.number, *_key_of(seen), tuple(stopped.items()), own.fillers)
    return fitter.memory.of(key, lambda: make_page(seen, plan, fitter, own))


def _seen(issue: Issue, plan: PagePlan) -> Issue:
    """What of an issue a page sees: its articles, where they go on, which page is the last."""
    names = {placement.article for placement in plan.placements}
    pages = (plan if page.number == plan.number else _beside(page, names) for page in issue.pages)
    return Issue(
        name="",
        file="",
        publication=issue.publication,
        number=issue.number,
        date=issue.date,
        layout=issue.layout,
        pages=tuple(pages),
        articles=tuple(article for article in issue.articles if article.name in names),
        ears=issue.ears,
    )


def _beside(page: PagePlan, names: Collection[str]) -> PagePlan:
    """What is seen of another page: its number, and the places of articles of this one."""
    placements = tuple(p for p in page.placements if p.article in names)
    return PagePlan(page.number, "", placements, NOWHERE)


def _after(before: Progress, page: Progress) -> Progress:
    """How far an issue has come after a page."""
    return Progress({**before.stopped, **page.stopped}, page.fillers)


def _key_of(issue: Issue) -> tuple[Hashable, ...]:
    return replace(issue, articles=()), tuple(map(key_of, issue.articles))


def _solved(issue: Issue, fitter: Fitter) -> Solution:
    key = ("solved", *_key_of(issue))
    return fitter.memory.of(key, lambda: solve(issue, fitter))


def _is_open(issue: Issue) -> bool:
    return bool(issue.open) or any(plan.open for plan in issue.pages)


def _before(issue: Issue, layout: Layout) -> Iterator[Diagnostic]:
    """What is wrong with an issue before its open articles are placed."""
    for plan in issue.pages:
        yield from _misplaced(issue, plan, layout)
    most = layout.grid.columns
    for entry in (*issue.open, *(entry for plan in issue.pages for entry in plan.open)):
        article = issue.article(entry.article)
        wishes = Wishes(entry.pictures)
        for number, columns in enumerate(wishes.columns(article)):
            if columns > most:
                is_hers = wishes.place(number).columns
                where = entry.place if is_hers else article.pictures[number].place
                values = {"columns": columns, "article": article.name, "has": most}
                yield diagnose("picture-columns", where, **values)


def _misplaced(issue: Issue, plan: PagePlan, layout: Layout) -> tuple[Diagnostic, ...]:
    """The places of a page that cannot be."""
    return check_places(plan, layout, is_last=bears_end_matter(issue, plan, layout))


def _sound(issue: Issue, layout: Layout) -> Issue:
    """The issue without the places that cannot be: they would leave room for nothing."""
    pages = []
    for plan in issue.pages:
        bad = {d.place for d in _misplaced(issue, plan, layout)}
        good = tuple(p for p in plan.placements if p.place not in bad)
        pages.append(replace(plan, placements=good))
    return replace(issue, pages=tuple(pages))


def _in_order(solved: Issue, asked: Issue) -> Issue:
    """A solved issue with each page's articles in the order of the manifest, those it left to any
    page last: as they stand there once their places are written down.
    """
    pool = {entry.article for entry in asked.open}

    def order(placement: Placement) -> tuple[bool, int, int]:
        return placement.article in pool, placement.place.line, placement.place.column

    pages = (replace(p, placements=tuple(sorted(p.placements, key=order))) for p in solved.pages)
    return replace(solved, pages=tuple(pages))


def _left(solution: Solution, fitter: Fitter) -> Iterator[Diagnostic]:
    """The articles that found no room on any page, with what there is of them."""
    for entry in solution.left:
        article = solution.issue.article(entry.article)
        galley = fitter.setter.galley(article, fitter.layout.grid.column)
        characters = sum(count_characters(block.text) for block in article.body)
        values = {"lines": galley.depth, "characters": characters}
        capacity = _capacity(solution.issue.pages, fitter.layout)
        if _is_longer(solution.issue, entry, fitter):
            values["capacity"] = capacity
            yield diagnose("longer-than-page", entry.place, article=article.name, **values)
        else:
            yield diagnose("no-room", entry.place, article=article.name, **values)


def _is_longer(issue: Issue, entry: OpenPlacement, fitter: Fitter) -> bool:
    """Whether an article in none of its forms goes on a page."""
    return load_of(issue, entry, fitter).least > _area_of(INSIDE, fitter.layout)


def _capacity(pages: tuple[PagePlan, ...], layout: Layout) -> int:
    """The column lines of the roomiest page."""
    return max((_area_of(plan.number, layout) for plan in pages), default=0)


def _area_of(page: int, layout: Layout) -> int:
    free = free_area(page, layout, is_last=False)
    return free.width * free.height
