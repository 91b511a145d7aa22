"""The flow of an issue that is begun: the texts of its files, ready to be edited and to be built.

    day = date_named("2025-12") or today
    files = new_issue(sources, Wanted("issues/2025-12", day, "zh", issue_schema, article_schema))
    files["issue.yaml"], files["articles/sample.md"]

Paper, layout and number come from the newest earlier issue beside it, if there is one. The sample
article's module is as deep as its text asks for in that layout: found by making the page up.
Writing the files is the command's affair.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Refused
from compositor.diagnostics.render import Language
from compositor.edition import plan
from compositor.makeup.furniture import has_end_matter
from compositor.manuscript.blank import blank_manifest, photo_folder_note, sample_article
from compositor.manuscript.faults import check
from compositor.manuscript.forms import IssueForm, date_parts
from compositor.manuscript.issue import ARTICLE_FOLDER, ARTICLE_SUFFIX, MANIFEST
from compositor.manuscript.layouts import layout_names, read_layout
from compositor.manuscript.write import NO_NAME
from compositor.manuscript.yamlfile import load
from compositor.model.draft import ManifestDraft, PageDraft, PlacementDraft
from compositor.model.issue import At
from compositor.model.layout import Layout
from compositor.sources import FolderInstead, Sources

SAMPLE = f"{ARTICLE_FOLDER}/sample{ARTICLE_SUFFIX}"
PHOTO_NOTE = "photos/README.txt"
FIRST_LAYOUT = "sikai"
FIRST_PUBLICATION = (("name", NO_NAME),)
GUESS = 23  # lines of the sample's module: what it takes in `sikai`, so that one look is enough
TRIES = 5  # looks at one number of columns; two or three are enough (by trial)
BACKUP = re.compile(r"\.bak\d+$")


class Wanted(NamedTuple):
    """An issue to be begun: its folder, its date (ISO 8601), the language of its comments, and
    the JSON Schemas as its files name them.
    """

    folder: str
    date: str
    language: Language
    issue_schema: str
    article_schema: str


def new_issue(sources: Sources, wanted: Wanted) -> dict[str, bytes]:
    """The files of the issue, by their paths in its folder; `Refused` if its layout is faulty."""
    earlier = _earlier(sources, wanted)
    layout = _layout(sources, earlier.layout if earlier else FIRST_LAYOUT)
    draft, example = _drafts(wanted, earlier, layout)
    article = sample_article(wanted.article_schema, wanted.language)
    others = {SAMPLE: article, PHOTO_NOTE: photo_folder_note(wanted.language)}

    def files(draft: ManifestDraft) -> dict[str, str]:
        manifest = blank_manifest(draft, example, wanted.issue_schema, wanted.language)
        return {MANIFEST: manifest, **others}

    fitted = _fitted(draft, lambda trial: _step(sources, wanted.folder, files(trial)))
    return {name: text.encode() for name, text in files(fitted).items()}


def date_named(folder: str) -> str:
    """The date that is a folder's name, or ""."""
    name = posixpath.basename(folder)
    return name if date_parts(name) else ""


def next_number(number: str, before: str, now: str) -> str:
    """The number after that of an earlier issue, or "" where it cannot be known.

    A monthly numbers its issues by the month; others count on within a year. What a number is
    after the turn of a year, each paper has its own way.
    """
    match = re.fullmatch(r"(\D*)(\d+)(\D*)", number)
    then, here = date_parts(before), date_parts(now)
    if not match or not then or not here:
        return ""
    if then[2] is None and here[2] is None and int(match[2]) == then[1]:
        count = here[1]
    elif then[0] == here[0]:
        count = int(match[2]) + 1
    else:
        return ""
    return f"{match[1]}{count:0{len(match[2])}}{match[3]}"


def next_total(total: str) -> str:
    """The running number (总期号) after an earlier one, as it is if it holds no number."""
    return re.sub(r"\d+", lambda found: f"{int(found[0]) + 1:0{len(found[0])}}", total, count=1)


# ---------------------------------------------------------------------- the issue before it


def _earlier(sources: Sources, wanted: Wanted) -> IssueForm | None:
    """The newest sound issue beside it that is earlier."""
    where, name = posixpath.split(wanted.folder)
    names = [n for n in sources.names(where) if n != name and not BACKUP.search(n)]
    dated = sorted((n for n in names if date_parts(n) and n < wanted.date), reverse=True)
    if found := next(_sound(sources, where, dated, wanted.date), None):
        return found
    others = (n for n in names if not date_parts(n))
    return max(_sound(sources, where, others, wanted.date), key=lambda f: f.date, default=None)


def _sound(sources: Sources, where: str, names: Iterable[str], date: str) -> Iterator[IssueForm]:
    layouts = layout_names(sources)
    for path in (posixpath.join(where, name, MANIFEST) for name in names):
        if sources.exists(path):
            form, _ = check(IssueForm, load(sources, path))
            if form and form.date < date and _can_be_followed(form, layouts):
                yield form


def _can_be_followed(form: IssueForm, layouts: tuple[str, ...]) -> bool:
    """Whether its layout is there, and its paper has a name (an import may not know it)."""
    return form.layout in layouts and form.publication.name != NO_NAME


def _publication(form: IssueForm) -> tuple[tuple[str, str], ...]:
    """All that an earlier issue says of the paper, its running number counted on."""
    said = form.publication.model_dump(exclude_defaults=True)
    if "total" in said:
        said["total"] = next_total(said["total"])
    return tuple(said.items())


# ------------------------------------------------------------------------------- its pages


def _layout(sources: Sources, name: str) -> Layout:
    read = read_layout(sources, name)
    if read.value is None:
        raise Refused(read.diagnostics)
    return read.value


def _drafts(
    wanted: Wanted, earlier: IssueForm | None, layout: Layout
) -> tuple[ManifestDraft, PageDraft]:
    """The manifest, and a second page as an example."""
    publication = _publication(earlier) if earlier else FIRST_PUBLICATION
    is_last = has_end_matter({**dict(publication), "date": wanted.date}, layout)
    first, foot = layout.live_lines(1, is_last)
    columns, ranks = layout.grid.columns, [r.name for r in layout.ranks]
    at = At(1, first, columns, min(GUESS, foot - first + 1))
    page = PageDraft(1, "要闻", (PlacementDraft("sample", ranks[0], at),))
    example = PageDraft(2, "综合", (PlacementDraft("second", ranks[:2][-1], at),))
    manifest = ManifestDraft(
        publication=publication,
        number=next_number(earlier.number, earlier.date, wanted.date) if earlier else "",
        date=wanted.date,
        layout=layout.name,
        pages=(page,),
    )
    return manifest, example


def _fitted(draft: ManifestDraft, step: Callable[[ManifestDraft], int]) -> ManifestDraft:
    """The manifest with as many lines for its article as it stands well in.

    A short text does not fill every number of columns evenly; one column it always does.
    """
    columns = draft.pages[0].placements[0].at.columns
    for text_columns in (None, *range(columns - 1, 0, -1)):
        trial = _changed(draft, 0, text_columns)
        for _ in range(TRIES):
            more = step(trial)
            if not more:
                return trial
            trial = _changed(trial, more, text_columns)
    return draft


def _changed(draft: ManifestDraft, more: int, text_columns: int | None) -> ManifestDraft:
    """The manifest with more (or fewer) lines for its one article."""
    page = draft.pages[0]
    placement = page.placements[0]
    at = replace(placement.at, lines=max(1, placement.at.lines + more))
    placement = replace(placement, at=at, text_columns=text_columns)
    return replace(draft, pages=(replace(page, placements=(placement,)),))


def _step(sources: Sources, folder: str, files: Mapping[str, str]) -> int:
    """How many lines more (or fewer) the article asks for; 0 if it stands well."""
    try:
        found = plan(FolderInstead(sources, folder, files), folder)
    except Refused:
        return 0
    fills = found.edition.fills
    legs = len(fills[0].legs) if fills else 1
    return next((step for d in found.diagnostics if (step := _asked(d, legs))), 0)


def _asked(diagnostic: Diagnostic, legs: int) -> int:
    values = dict(diagnostic.values)
    if diagnostic.code == "rule-broken":
        return 1
    if diagnostic.code == "overset":
        return int(values.get("near", 0))
    if diagnostic.code == "module-too-small":
        return int(values["needed"]) - int(values["lines"])
    return -max(1, int(values["lines"]) // max(1, legs)) if diagnostic.code == "underfull" else 0
