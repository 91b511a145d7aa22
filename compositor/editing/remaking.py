"""A page made anew round the modules that are pinned: the solver asked for that page alone.

The other articles of the page lose their places and nothing else: rank, box, weight and whatever
the manifest says of them stays, and they stay on the page. If the solver finds no place for all of
them so, the number of their text columns and the places of their photographs within them are left
to it, too. The pages around keep what they have. Modules of articles that jump stay where they are.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from compositor.diagnostics import Place, Refused, diagnose
from compositor.editing.moving import page_of
from compositor.editing.saved import Saved
from compositor.edition import Planned
from compositor.edition import plan as plan_issue
from compositor.keepplan import keep_page, manifest_of
from compositor.makeup.fitting import Fitter
from compositor.makeup.make_up import make_up
from compositor.makeup.solve.page import SolvedPage, solve_page
from compositor.manuscript.issue import entries_opened
from compositor.model.issue import Issue, OpenPlacement, PagePlan, PicturePlace, Placement
from compositor.setting.setter import Setter
from compositor.sources import Sources


def remake_page(sources: Sources, folder: str, page: int, pinned: Collection[str]) -> Saved:
    """The manifest with a page made anew; `Refused` where the solver has no place for everything.

    `pinned` are the articles that stay where they are.
    """
    path = manifest_of(folder)
    planned = plan_issue(sources, folder)
    plan = page_of(planned.issue, page)
    _check_pinned(plan, pinned)
    asked = entries_opened(sources, folder)
    fitter = Fitter(planned.layout, Setter(planned.faces, planned.layout))
    solved = _solved(planned.issue, plan, _opened(planned.issue, plan, pinned, asked), fitter)
    made = _made(planned, plan, solved)
    after = keep_page(sources, folder, made, page)
    return Saved(path, sources.read(path), after, ("remake", str(page)))


def _check_pinned(plan: PagePlan, pinned: Collection[str]) -> None:
    here = {placement.article for placement in plan.placements}
    if strange := sorted({*pinned} - here):
        values = {"article": strange[0], "page": plan.number}
        raise Refused([diagnose("not-on-page", plan.place, **values)])


def _opened(
    issue: Issue, plan: PagePlan, pinned: Collection[str], asked: Mapping[Place, OpenPlacement]
) -> dict[Place, OpenPlacement]:
    """The articles of a page that are to be placed anew, as the manifest speaks of them."""
    found = {p.place: _open(p, asked) for p in plan.placements if p.article not in pinned}
    free = {place: entry for place, entry in found.items() if _is_whole(issue, entry.article)}
    if not free:
        raise Refused([diagnose("nothing-to-remake", plan.place, page=plan.number)])
    return free


def _open(placement: Placement, asked: Mapping[Place, OpenPlacement]) -> OpenPlacement:
    """An article without its place; of the pool, it has said nothing but its weight here."""
    known = asked.get(placement.place)
    return known or OpenPlacement(placement.article, placement.place, placement.weight)


def _is_whole(issue: Issue, article: str) -> bool:
    """Whether an article stands in one place, and neither jumps nor comes from elsewhere."""
    places = [p for plan in issue.pages for p in plan.placements if p.article == article]
    return len(places) == 1 and places[0].jump_to is None and places[0].jump_from is None


def _solved(
    issue: Issue, plan: PagePlan, free: Mapping[Place, OpenPlacement], fitter: Fitter
) -> SolvedPage:
    pinned = tuple(p for p in plan.placements if p.place not in free)
    for entries in (tuple(free.values()), tuple(_freer(free.values()))):
        asked = replace(plan, placements=pinned, open=entries)
        pages = tuple(asked if p.number == plan.number else p for p in issue.pages)
        solved = solve_page(replace(issue, pages=pages), asked, fitter)
        if solved.chosen and not solved.left:
            return solved
    left = ", ".join(f"`{entry.article}`" for entry in solved.left or entries)
    raise Refused([diagnose("not-remade", plan.place, page=plan.number, articles=left)])


def _freer(entries: Collection[OpenPlacement]) -> Iterator[OpenPlacement]:
    """Articles whose text columns, and whose photographs in them, may stand otherwise."""
    for entry in entries:
        pictures = tuple(PicturePlace(columns=picture.columns) for picture in entry.pictures)
        yield replace(entry, text_columns=None, pictures=pictures)


def _made(planned: Planned, plan: PagePlan, solved: SolvedPage) -> Planned:
    """The issue as it stands with the page made anew, and its edition."""
    assert solved.chosen
    order = {placement.place: number for number, placement in enumerate(plan.placements)}
    placements = tuple(sorted(solved.chosen.placements, key=lambda p: order[p.place]))
    new = replace(plan, placements=placements, open=())
    pages = tuple(new if p.number == plan.number else p for p in planned.issue.pages)
    issue = replace(planned.issue, pages=pages)
    made = make_up(issue, planned.layout, Setter(planned.faces, planned.layout))
    return replace(planned, issue=made.issue, edition=made.edition, solution=None)
