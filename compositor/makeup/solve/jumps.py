"""Articles that are longer than a page: the solver lets them jump, and no others (M7).

    parted = part_long(issue, fitter)
    parted.issue         # a first part pinned at the head of a page, the rest open on the next one
    parted.parts         # what stands where, for `page`

The first part takes so much of its page that what is left is worth turning the page for, and fits
on the next one with room to spare. It stands over the whole width, at the head: it is the lead. The
rest keeps to the columns of the page, as the text was parted for their measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compositor.diagnostics import Diagnostic
from compositor.makeup.fitting import Fitter
from compositor.makeup.sketching import free_area
from compositor.makeup.solve.assign import load_of
from compositor.makeup.threads import LEAST_AFTER, Part, Parts, further_part
from compositor.model.galley import BEGINNING
from compositor.model.issue import Article, At, Issue, OpenPlacement, PagePlan, Placement

# Thousandths of a page that a first part may take, the first that leaves enough and not too much.
SHARES = (620, 700, 780, 540, 860, 460, 1000)
MOST_LEFT = 700  # thousandths of a page that may be left for the next one


@dataclass(frozen=True, slots=True)
class Parted:
    """An issue whose long articles are parted; `pages` are those they take, in order."""

    issue: Issue
    parts: Parts


def part_long(issue: Issue, plans: Sequence[PagePlan], fitter: Fitter) -> Parted:
    """Give each article that no page holds two pages of its own choice: the first ones that are
    still empty. What cannot be parted, or finds no pages, stays as it is.
    """
    parts: dict[tuple[int, str], Part] = {}
    pages = {plan.number: plan for plan in plans}
    waiting: list[OpenPlacement] = []
    for entry in issue.open:
        done = _is_long(issue, entry, fitter) and _part(issue, entry, pages, fitter)
        if done:
            parts.update(done)
        else:
            waiting.append(entry)
    parted = replace(issue, pages=tuple(pages.values()), open=tuple(waiting))
    return Parted(parted, parts)


def _is_long(issue: Issue, entry: OpenPlacement, fitter: Fitter) -> bool:
    free = free_area(2, fitter.layout, is_last=False)
    return load_of(issue, entry, fitter).least > free.width * free.height


def _part(
    issue: Issue, entry: OpenPlacement, pages: dict[int, PagePlan], fitter: Fitter
) -> dict[tuple[int, str], Part] | None:
    """Part an article over the first two pages in a row that are free; None if it does not go."""
    article = issue.article(entry.article)
    for page in sorted(pages):
        following = pages.get(page + 1)
        if following is None or pages[page].placements or following.placements:
            continue
        if not (cut := _cut(article, entry, page, fitter)):
            continue
        first, rest, parts = cut
        pages[page] = replace(pages[page], placements=(first,))
        pages[page + 1] = replace(following, open=(*following.open, rest))
        return parts
    return None


def _cut(
    article: Article, entry: OpenPlacement, page: int, fitter: Fitter
) -> tuple[Placement, OpenPlacement, dict[tuple[int, str], Part]] | None:
    layout = fitter.layout
    free = free_area(page, layout, is_last=False)
    room = free_area(page + 1, layout, is_last=False)
    rest = replace(entry, jump_from=page, box=False, text_columns=None, weight=min(entry.weight, 1))
    for share in SHARES:
        at = At(free.x, free.y, free.width, free.height * share // 1000)
        first = _placed(entry, at, layout.ranks[0].name)
        goes_on = replace(first, jump_from=page)
        part = Part(article, BEGINNING, goes_on, is_further=False)
        fitted = fitter.fit(replace(first, jump_to=page + 1), part)
        if isinstance(fitted, Diagnostic) or not fitted.cut.rest:
            continue
        left = len(fitted.cut.rest)
        if LEAST_AFTER * 2 <= left <= room.width * room.height * MOST_LEFT // 1000:
            further = further_part(article, goes_on, fitted.cut.rest[0].start, layout)
            parts = {(page, article.name): part, (page + 1, article.name): further}
            return replace(first, jump_to=page + 1), rest, parts
    return None


def _placed(entry: OpenPlacement, at: At, rank: str) -> Placement:
    """The first part of an article, over the whole width of its page."""
    return Placement(
        article=entry.article,
        at=at,
        rank=entry.rank or rank,
        text_columns=None,
        box=False,
        column_rules=entry.column_rules,
        place=entry.place,
        incomplete=entry.incomplete,
        weight=max(entry.weight, 1),
        pictures=entry.pictures,
    )
