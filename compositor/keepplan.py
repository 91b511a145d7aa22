"""The flow of a plan that is kept: the places the solver found, written into the manifest.

    planned = plan(sources, "issues/2025-12")
    text = keep_plan(sources, "issues/2025-12", planned)       # the bytes of `issue.yaml`
    text = keep_page(sources, "issues/2025-12", planned, 2)    # of that page, if that is enough

What was written is read back and made up: unless that gives the very same edition, `Refused`, and
nothing is to be written. Byte order mark and line ends stay as they are. `planned` may be an issue
with other places than the manifest has, and its edition: then those are kept.
"""

import posixpath
from dataclasses import replace

from compositor.diagnostics import Place, Refused, diagnose
from compositor.edition import Planned, plan
from compositor.manuscript.issue import MANIFEST, read_issue
from compositor.manuscript.places import comments, with_places
from compositor.manuscript.yamlfile import parse
from compositor.model.issue import Issue
from compositor.sources import FileInstead, Sources, read_text

MARK = "\ufeff"


def keep_plan(sources: Sources, folder: str, planned: Planned) -> bytes:
    """The manifest with every article in the place the plan gives it."""
    made = _kept(sources, folder, planned, planned.issue)
    if isinstance(made, str):
        raise Refused([diagnose("plan-not-kept", Place(manifest_of(folder)), reason=made)])
    return made


def keep_page(sources: Sources, folder: str, planned: Planned, page: int) -> bytes:
    """The manifest with every article of a page in its place, the other pages left to the solver.

    Where that would not give the same edition, as pages exchange articles, all is kept.
    """
    asked = read_issue(sources, folder).issue
    if asked and not asked.open:
        pages = [
            plan if plan.number == page else before
            for plan, before in zip(planned.issue.pages, asked.pages, strict=True)
        ]
        made = _kept(sources, folder, planned, replace(asked, pages=tuple(pages)))
        if isinstance(made, bytes):
            return made
    return keep_plan(sources, folder, planned)


def manifest_of(folder: str) -> str:
    """The path of an issue's manifest."""
    return posixpath.join(posixpath.normpath(folder), MANIFEST)


def written(sources: Sources, folder: str, issue: Issue) -> bytes:
    """The manifest with the places of an issue; nobody has read it back."""
    path = manifest_of(folder)
    before = sources.read(path).decode()
    text = read_text(sources, path)
    after = with_places(parse(path, text), text, issue)
    if "\r\n" in before:
        after = after.replace("\n", "\r\n")
    return (MARK * before.startswith(MARK) + after).encode()


def _kept(sources: Sources, folder: str, planned: Planned, issue: Issue) -> bytes | str:
    """The manifest with the places of an issue, or why that is not the edition as planned."""
    path = manifest_of(folder)
    data = written(sources, folder, issue)
    there = FileInstead(sources, path, data)
    try:
        again = plan(there, folder)
    except Refused as refused:
        return ", ".join(dict.fromkeys(d.code for d in refused.diagnostics if d.is_error))
    is_open = bool(issue.open) or any(page.open for page in issue.pages)
    is_same = again.edition == planned.edition and (again.solution is None or is_open)
    told = [sorted(comments(read_text(one, path))) for one in (sources, there)]
    return data if is_same and told[0] == told[1] else "≠"
