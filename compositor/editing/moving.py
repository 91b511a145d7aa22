"""A module moved on the grid, or made wider or deeper: its place in the manifest rewritten.

Only that module moves. Where the solver has placed it, the plan of its page is written down first
(`keepplan`), so that nothing else does. `base` is the place it had for the person who moved it:
what was changed of it meanwhile is merged number by number, or a `Conflict`.
"""

from dataclasses import replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.editing.saved import Conflict, Saved
from compositor.edition import plan as plan_issue
from compositor.keepplan import keep_page, manifest_of, written
from compositor.makeup.fitting import Fitter
from compositor.makeup.furniture import bears_end_matter
from compositor.makeup.module import check_places
from compositor.makeup.threads import whole
from compositor.manuscript.issue import Read, read_issue
from compositor.manuscript.yamlwrite import written as as_yaml
from compositor.model.issue import At, Issue, PagePlan, Placement
from compositor.model.layout import Layout
from compositor.setting.setter import Setter
from compositor.sources import FileInstead, Sources
from compositor.typefaces import Typefaces

FIELDS = ("column", "line", "columns", "lines")


def move_module(
    sources: Sources, folder: str, page: int, article: str, at: At, base: At
) -> Saved | Conflict:
    """The manifest with a module of a page in another place.

    `Refused` where it would leave the grid, lie over another or hold nothing of its article.
    """
    path = manifest_of(folder)
    before = sources.read(path) if sources.exists(path) else b""
    there = _with_places(sources, folder, page)
    read = read_issue(there, folder)
    issue, layout = sound(read)
    found = _placement(page_of(issue, page), article, base)
    merged = _merged(base, found.at, at)
    if merged is None:
        return Conflict(as_yaml(found.at), as_yaml(at))
    new = _moved(issue, page, found, merged)
    _check(there, read, _Move(issue, new, layout, page, found, merged))
    after = written(there, folder, new)
    _check_written(FileInstead(sources, path, after), folder, new)
    what = ("move", str(page), article)
    return Saved(path, before, after, what, is_merged=found.at != base)


def sound(read: Read) -> tuple[Issue, Layout]:
    """What was read; `Refused` with every diagnostic if it has errors."""
    if read.issue is None or read.layout is None or any(d.is_error for d in read.diagnostics):
        raise Refused(read.diagnostics)
    return read.issue, read.layout


def page_of(issue: Issue, number: int) -> PagePlan:
    """A page by its number; `Refused` if there is none."""
    for plan in issue.pages:
        if plan.number == number:
            return plan
    raise Refused([diagnose("no-such-page", Place(issue.file), page=number)])


def _with_places(sources: Sources, folder: str, page: int) -> Sources:
    """The sources with a manifest that says where every article of a page stands."""
    issue, _ = sound(read_issue(sources, folder))
    if not issue.open and not page_of(issue, page).open:
        return sources
    planned = plan_issue(sources, folder)
    kept = keep_page(sources, folder, planned, page)
    return FileInstead(sources, manifest_of(folder), kept)


def _placement(plan: PagePlan, article: str, base: At) -> Placement:
    """Where an article stands on a page: of several places the one that is meant."""
    found = [placement for placement in plan.placements if placement.article == article]
    meant = [placement for placement in found if placement.at == base]
    if not meant and len(found) != 1:
        values = {"article": article, "page": plan.number}
        raise Refused([diagnose("not-on-page", plan.place, **values)])
    return (meant or found)[0]


def _merged(base: At, theirs: At, mine: At) -> At | None:
    """A place with both changes; None if they are of the same number."""
    numbers: list[int] = []
    for field in FIELDS:
        was, now, wanted = (getattr(one, field) for one in (base, theirs, mine))
        if was not in (now, wanted) and now != wanted:
            return None
        numbers.append(wanted if now == was else now)
    return At(*numbers)


def _moved(issue: Issue, page: int, placement: Placement, at: At) -> Issue:
    def of(plan: PagePlan) -> PagePlan:
        new = (replace(p, at=at) if p is placement else p for p in plan.placements)
        return replace(plan, placements=tuple(new)) if plan.number == page else plan

    return replace(issue, pages=tuple(of(plan) for plan in issue.pages))


# ------------------------------------------------------------------------------- checks


class _Move(NamedTuple):
    """An issue before and after one of its modules has moved."""

    before: Issue
    after: Issue
    layout: Layout
    page: int
    placement: Placement
    at: At


def _check(sources: Sources, read: Read, move: _Move) -> None:
    """Raise `Refused` for what is wrong with the new place and was not with the old."""
    known = {_told(d) for d in _misplaced(move.before, move)}
    if new := [d for d in _misplaced(move.after, move) if _told(d) not in known]:
        raise Refused(new)
    if any(getattr(move.at, field) < 1 for field in FIELDS) or _stands_in_several(move):
        return  # the forms refuse it; what holds a part of an article may be of any size
    setter = Setter(Typefaces(read.faces, sources), move.layout)
    fitter = Fitter(move.layout, setter)
    article = whole(move.before.article(move.placement.article))
    new_one = replace(move.placement, at=move.at)
    now = fitter.fit(new_one, article)
    if isinstance(now, Diagnostic) and not isinstance(
        fitter.fit(move.placement, article), Diagnostic
    ):
        raise Refused([now])


def _misplaced(issue: Issue, move: _Move) -> tuple[Diagnostic, ...]:
    plan = page_of(issue, move.page)
    return check_places(plan, move.layout, is_last=bears_end_matter(issue, plan, move.layout))


def _told(problem: Diagnostic) -> tuple[str, ...]:
    """What a problem is about, by article and other, whatever columns and lines it says."""
    values = dict(problem.values)
    names = sorted(values[key] for key in ("article", "other") if key in values)
    extra = [] if problem.code == "modules-overlap" else [values.get("what", "")]
    return (problem.code, *names, *extra)


def _stands_in_several(move: _Move) -> bool:
    name = move.placement.article
    places = (p for plan in move.before.pages for p in plan.placements if p.article == name)
    return sum(1 for _ in places) > 1 or move.placement.jump_from is not None


def _check_written(sources: Sources, folder: str, meant: Issue) -> None:
    """Raise `Refused` unless the manifest says what is meant, place by place."""
    found, _ = sound(read_issue(sources, folder))
    if _bare(found) != _bare(meant):
        raise Refused([diagnose("plan-not-kept", Place(meant.file), reason="≠")])


def _bare(issue: Issue) -> Issue:
    """An issue whatever lines of the manifest it stands on."""
    nowhere = Place(issue.file)
    pages = (
        replace(
            plan,
            place=nowhere,
            placements=tuple(replace(p, place=nowhere, head_place=None) for p in plan.placements),
            open=tuple(replace(entry, place=nowhere) for entry in plan.open),
        )
        for plan in issue.pages
    )
    return replace(
        issue,
        publication=replace(issue.publication, place=None),
        pages=tuple(pages),
        open=tuple(replace(entry, place=nowhere) for entry in issue.open),
        fillers=tuple(replace(filler, place=None) for filler in issue.fillers),
    )
