"""Reading an issue: the manifest and every file it names, with all their problems at once.

    read = read_issue(sources, "issues/2025-08")
    read.issue, read.layout, read.faces, read.diagnostics

A fault in one file does not hide those of another: articles and layout are found by the names in
the manifest even where the manifest has faults of its own. The caller stops if a diagnostic is
an error; values are there only where they are sound.
"""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, diagnose, nearest
from compositor.manuscript.article import article_name, read_article
from compositor.manuscript.faces import read_faces
from compositor.manuscript.faults import Checked, check, has_errors, refusal
from compositor.manuscript.forms import (
    PUBLICATION_EXTRAS,
    IssueForm,
    PageForm,
    PlacementForm,
    PublicationForm,
    date_parts,
)
from compositor.manuscript.layouts import read_layout
from compositor.manuscript.lost import lost_parts
from compositor.manuscript.yamlfile import Loc, YamlFile, load
from compositor.model.issue import (
    Article,
    At,
    Issue,
    IssueDate,
    PagePlan,
    Placement,
    Publication,
)
from compositor.model.layout import Layout
from compositor.model.typeface import FaceRecord
from compositor.sources import Sources

ARTICLE_FOLDER, ARTICLE_SUFFIX = "articles", ".md"
MANIFEST = "issue.yaml"


@dataclass(frozen=True, slots=True)
class Read:
    """What reading an issue came to; `issue` and `layout` are None where errors forbid them."""

    issue: Issue | None
    layout: Layout | None
    faces: tuple[FaceRecord, ...]
    diagnostics: tuple[Diagnostic, ...]


class Named(NamedTuple):
    """A word of the manifest that names something else, with its place."""

    name: str
    place: Place


def read_issue(sources: Sources, folder: str) -> Read:
    """Read `folder/issue.yaml`, its articles and pictures, its layout and the font table."""
    folder = posixpath.normpath(folder)
    file = load(sources, f"{folder}/{MANIFEST}")
    form, problems = check(IssueForm, file)
    faces = read_faces(sources)
    layout = _read_layout(sources, file, faces.value)
    articles = _read_articles(sources, folder, file)
    crossed = [*_crossed(file, layout.value)]
    if form:
        crossed += lost_parts(form, file, articles.value or ())
    found = (*problems, *faces.diagnostics, *layout.diagnostics, *articles.diagnostics, *crossed)
    issue = None
    if form and articles.value is not None and not has_errors(found):
        issue = _issue(form, file, posixpath.basename(folder), articles.value)
    return Read(issue, layout.value, faces.value or (), found)


# ----------------------------------------------------- names in a manifest, sound or not


def _text_at(file: YamlFile, loc: Loc) -> Named | None:
    node = file.find(loc)
    if node is None or not isinstance(node.data, str):
        return None
    return Named(node.data.strip(), node.place)


def _page_locs(file: YamlFile) -> Iterator[Loc]:
    pages = file.find(("pages",))
    return (("pages", index) for index in (pages.children if pages else ()))


def _placement_locs(file: YamlFile) -> Iterator[Loc]:
    for page in _page_locs(file):
        articles = file.find((*page, "articles"))
        yield from ((*page, "articles", index) for index in (articles.children if articles else ()))


def _articles_named(file: YamlFile) -> list[Named]:
    """Every article the manifest names, also as a bare word."""
    locs = _placement_locs(file)
    named = (_text_at(file, (*loc, "article")) or _text_at(file, loc) for loc in locs)
    return [name for name in named if name]


# ---------------------------------------------------------------------------- other files


def _read_layout(
    sources: Sources, file: YamlFile, faces: tuple[FaceRecord, ...] | None
) -> Checked[Layout]:
    named = _text_at(file, ("layout",))
    if not named or not named.name:
        return Checked(None, ())
    roles = None if faces is None else [face.role for face in faces]
    return read_layout(sources, named.name, named.place, roles)


def _read_articles(sources: Sources, folder: str, file: YamlFile) -> Checked[tuple[Article, ...]]:
    """The articles the manifest names, each once; and those it does not name, as warnings."""
    if file.root is None:
        return Checked(None, ())
    where = f"{folder}/{ARTICLE_FOLDER}"
    there = [article_name(name) for name in sources.names(where, ARTICLE_SUFFIX)]
    first: dict[str, Named] = {}
    articles: list[Article] = []
    problems: list[Diagnostic] = []
    for named in _articles_named(file):
        if named.name in first:
            line = first[named.name].place.line
            problems.append(diagnose("article-twice", named.place, name=named.name, first=line))
            continue
        first[named.name] = named
        if named.name not in there:
            problems.append(_no_article(named, there))
            continue
        article, found = read_article(sources, _path(where, named.name), folder, named.place)
        articles += [article] if article else []
        problems += found
    problems += _unused(where, there, first)
    return Checked(tuple(articles), tuple(problems))


def _path(where: str, name: str) -> str:
    return f"{where}/{name}{ARTICLE_SUFFIX}"


def _no_article(named: Named, there: list[str]) -> Diagnostic:
    known, near = ", ".join(there) or "—", nearest(article_name(named.name), there)
    return diagnose("no-article", named.place, name=named.name, known=known, near=near)


def _unused(where: str, there: Iterable[str], named: Iterable[str]) -> Iterator[Diagnostic]:
    for name in sorted({*there} - {*named}):
        yield diagnose("article-unused", Place(_path(where, name)), name=name)


# --------------------------------------------------------------------------- cross-checks


def _crossed(file: YamlFile, layout: Layout | None) -> Iterator[Diagnostic]:
    """Pages numbered twice, ranks the layout does not have."""
    first: dict[int, int] = {}
    for loc in _page_locs(file):
        node = file.find((*loc, "page"))
        if node and isinstance(node.data, int):
            if node.data in first:
                line = first[node.data]
                yield diagnose("page-twice", node.place, page=node.data, first=line)
            first.setdefault(node.data, node.place.line)
    for loc in _placement_locs(file):
        rank = _text_at(file, (*loc, "rank"))
        if layout and rank and not layout.rank(rank.name):
            yield _no_rank(file, (*loc, "rank"), rank.name, layout)


def _no_rank(file: YamlFile, loc: Loc, name: str, layout: Layout) -> Diagnostic:
    ranks = [rank.name for rank in layout.ranks]
    known = ", ".join(ranks)
    return refusal(
        "bad-value",
        file,
        loc,
        expected=f"a rank of the layout `{layout.name}` ({known})",
        expected_zh=f"版式「{layout.name}」的标题等级（{known}）",
        example=f"rank: {ranks[0]}",
        near=nearest(name, ranks),
    )


# --------------------------------------------------------------------- forms to the model


def _issue(form: IssueForm, file: YamlFile, name: str, articles: tuple[Article, ...]) -> Issue:
    parts = date_parts(form.date)
    assert parts is not None  # the form has checked it
    pages = (_page(page, file, ("pages", index)) for index, page in enumerate(form.pages))
    return Issue(
        name=name,
        file=file.path,
        publication=_publication(form.publication, file.place(("publication", "name"))),
        number=form.number,
        date=IssueDate(*parts),
        layout=form.layout,
        pages=tuple(sorted(pages, key=lambda page: page.number)),
        articles=articles,
    )


def _publication(form: PublicationForm, place: Place) -> Publication:
    named = ((key, getattr(form, key)) for key in PUBLICATION_EXTRAS)
    extra = tuple((key, text) for key, text in named if text)
    return Publication(form.name, form.section, form.kind, extra, place)


def _page(form: PageForm, file: YamlFile, loc: Loc) -> PagePlan:
    placements = tuple(
        _placement(placement, file.place((*loc, "articles", index, "article")))
        for index, placement in enumerate(form.articles)
    )
    return PagePlan(form.page, form.title, placements, file.place((*loc, "page")))


def _placement(form: PlacementForm, place: Place) -> Placement:
    return Placement(
        article=form.article,
        at=At(form.at.column, form.at.line, form.at.columns, form.at.lines),
        rank=form.rank,
        text_columns=form.text_columns,
        box=form.box,
        column_rules=form.column_rules,
        place=place,
        headline=form.headline or form.writing,
        writing=form.writing,
        incomplete=tuple(form.incomplete),
    )
