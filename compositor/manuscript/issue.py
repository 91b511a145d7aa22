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

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose, nearest
from compositor.manuscript.article import article_name, read_article
from compositor.manuscript.faces import read_faces
from compositor.manuscript.faults import Checked, check, has_errors, refusal
from compositor.manuscript.forms import (
    AT_EXAMPLE,
    PAGE_EXTRAS,
    PUBLICATION_EXTRAS,
    AtForm,
    IssueForm,
    PageForm,
    PlacementForm,
    PublicationForm,
    date_parts,
)
from compositor.manuscript.jumps import Entry, check_threads, short_jumps
from compositor.manuscript.layouts import read_layout
from compositor.manuscript.lost import lost_parts
from compositor.manuscript.press import press_of, profile_problems
from compositor.manuscript.yamlfile import Loc, YamlFile, load
from compositor.memory import Memory, Same
from compositor.model.issue import (
    Article,
    At,
    Filler,
    Issue,
    IssueDate,
    OpenPlacement,
    PagePlan,
    PicturePlace,
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


def read_issue(sources: Sources, folder: str, memory: Memory | None = None) -> Read:
    """Read `folder/issue.yaml`, its articles and pictures, its layout and the font table.

    A file with the same words is the same value again, as long as `memory` has it.
    """
    memory = memory or Memory()
    folder = posixpath.normpath(folder)
    file = load(sources, f"{folder}/{MANIFEST}", memory=memory)
    form, problems = memory.of(("manifest", Same(file)), lambda: check(IssueForm, file))
    faces = read_faces(sources, memory)
    layout = _read_layout(sources, file, faces.value, memory)
    articles = _read_articles(sources, folder, file, memory)
    entries = _entries(file)
    crossed = [*_crossed(file, layout.value), *_unplaced(file), *check_threads(entries, file)]
    crossed += short_jumps(entries, articles.value or ())
    if form:
        crossed += lost_parts(form, file, articles.value or ())
        crossed += profile_problems(sources, file, form.press)
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
    for home in (*_page_locs(file), ()):
        articles = file.find((*home, "articles"))
        yield from ((*home, "articles", index) for index in (articles.children if articles else ()))


def _articles_named(file: YamlFile) -> list[Named]:
    """Every article the manifest names, also as a bare word."""
    locs = _placement_locs(file)
    named = (_text_at(file, (*loc, "article")) or _text_at(file, loc) for loc in locs)
    return [name for name in named if name]


def article_paths(sources: Sources, folder: str) -> dict[str, str]:
    """The files of the articles that a manifest names and that are there, by name.

    `Refused` if the manifest cannot be followed; it may have other faults.
    """
    folder = posixpath.normpath(folder)
    file = load(sources, f"{folder}/{MANIFEST}")
    if file.root is None:
        raise Refused(file.diagnostics)
    where = f"{folder}/{ARTICLE_FOLDER}"
    there = {article_name(name) for name in sources.names(where, ARTICLE_SUFFIX)}
    return {
        named.name: _path(where, named.name)
        for named in _articles_named(file)
        if named.name in there
    }


def entries_opened(sources: Sources, folder: str) -> dict[Place, OpenPlacement]:
    """The articles of all pages as if none had a place, by where the manifest names them.

    `Refused` if the manifest has errors.
    """
    file = load(sources, f"{posixpath.normpath(folder)}/{MANIFEST}")
    form, problems = check(IssueForm, file)
    if form is None:
        raise Refused(problems)
    entries = (
        _open(entry, file, ("pages", number, "articles", index))
        for number, page in enumerate(form.pages)
        for index, entry in enumerate(page.articles)
    )
    return {entry.place: entry for entry in entries}


def _entries(file: YamlFile) -> list[Entry]:
    """Every article the manifest names, with what its thread is told by."""
    found: list[Entry] = []
    for loc in _placement_locs(file):
        named = _text_at(file, (*loc, "article")) or _text_at(file, loc)
        if named:
            page = _count_at(file, (*loc[:2], "page")) if loc[0] == "pages" else None
            to, back = (_count_at(file, (*loc, key)) for key in ("jump_to", "jump_from"))
            is_auto = _is_auto(file, ()) or _is_auto(file, loc[:2])
            is_open = is_auto and file.find((*loc, "at")) is None
            found.append(Entry(named.name, named.place, loc, page, to, back, is_open))
    return found


def _count_at(file: YamlFile, loc: Loc) -> int | None:
    node = file.find(loc)
    data = node.data if node else None
    return data if isinstance(data, int) and not isinstance(data, bool) else None


# ---------------------------------------------------------------------------- other files


def _read_layout(
    sources: Sources, file: YamlFile, faces: tuple[FaceRecord, ...] | None, memory: Memory
) -> Checked[Layout]:
    named = _text_at(file, ("layout",))
    if not named or not named.name:
        return Checked(None, ())
    roles = None if faces is None else [face.role for face in faces]
    return read_layout(sources, named.name, named.place, roles, memory)


def _read_articles(
    sources: Sources, folder: str, file: YamlFile, memory: Memory
) -> Checked[tuple[Article, ...]]:
    """The articles the manifest names, each once; and those it does not name, as warnings."""
    if file.root is None:
        return Checked(None, ())
    where = f"{folder}/{ARTICLE_FOLDER}"
    there = [article_name(name) for name in sources.names(where, ARTICLE_SUFFIX)]
    articles: list[Article] = []
    problems: list[Diagnostic] = []
    first: dict[str, Named] = {}
    for named in _articles_named(file):
        first.setdefault(named.name, named)
    for named in first.values():
        if named.name not in there:
            problems.append(_no_article(named, there))
            continue
        path = _path(where, named.name)
        article, found = read_article(sources, path, folder, named.place, memory)
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


def _unplaced(file: YamlFile) -> Iterator[Diagnostic]:
    """What needs `make_up: auto` and has it not: articles without a place, an issue without pages;
    and a page with nothing on it.
    """
    root = file.root
    if root is None or not isinstance(root.data, dict):
        return
    is_auto = _is_auto(file, ())
    pool, pages = root.data.get("articles"), root.data.get("pages")
    if pool and not is_auto:
        yield refusal("missing-key", file, ("articles",), key="make_up", near="make_up: auto")
    if not pages and not (pool and is_auto):
        where: Loc = ("pages",) if file.find(("pages",)) else ()
        yield refusal("missing-key", file, where, key="pages", near="pages: [{page: 1, …}]")
    for loc in _placement_locs(file):
        has_place = file.find((*loc, "at")) is not None
        if loc[0] == "articles" and has_place:
            yield refusal("unknown-key", file, (*loc, "at"), key="at", known="pages", near="pages")
        elif loc[0] == "pages" and not has_place and not (is_auto or _is_auto(file, loc[:2])):
            named = _text_at(file, (*loc, "article")) or _text_at(file, loc)
            name = named.name if named else "…"
            near = f"{{article: {name}, rank: third, at: {AT_EXAMPLE}}}"
            yield refusal("missing-key", file, loc, key="at", near=near)
    for loc in _page_locs(file):
        node = file.find((*loc, "articles"))
        if not pool and not (node and node.data):
            where = (*loc, "articles") if node else loc
            yield refusal("missing-key", file, where, key="articles", near="articles: […]")


def _is_auto(file: YamlFile, loc: Loc) -> bool:
    """Whether a page, or the issue, is made up by the solver."""
    said = _text_at(file, (*loc, "make_up"))
    return said is not None and said.name == "auto"


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
        open=tuple(_open(entry, file, ("articles", i)) for i, entry in enumerate(form.articles)),
        is_open_ended=not form.pages,
        fillers=tuple(
            Filler(text, file.place(("fillers", i))) for i, text in enumerate(form.fillers)
        ),
        ears=tuple((f"ear_{side}", text) for side, text in form.ears if text),
        press=press_of(form.press),
    )


def _publication(form: PublicationForm, place: Place) -> Publication:
    return Publication(form.name, form.section, form.kind, _extra(form, PUBLICATION_EXTRAS), place)


def _extra(form: PublicationForm | PageForm, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Those of the keys that say something, with what they say."""
    named = ((key, getattr(form, key)) for key in keys)
    return tuple((key, text) for key, text in named if text)


def _page(form: PageForm, file: YamlFile, loc: Loc) -> PagePlan:
    entries = [(entry, (*loc, "articles", index)) for index, entry in enumerate(form.articles)]
    placed = tuple(_placement(e, e.at, file, where) for e, where in entries if e.at)
    waiting = tuple(_open(e, file, where) for e, where in entries if not e.at)
    extra = _extra(form, PAGE_EXTRAS)
    return PagePlan(form.page, form.title, placed, file.place((*loc, "page")), waiting, extra)


def _placement(form: PlacementForm, at: AtForm, file: YamlFile, loc: Loc) -> Placement:
    assert form.rank is not None  # the form has checked it
    return Placement(
        article=form.article,
        at=At(at.column, at.line, at.columns, at.lines),
        rank=form.rank,
        text_columns=form.text_columns,
        box=bool(form.box),
        column_rules=form.column_rules,
        place=_entry_place(file, loc),
        headline=form.headline or form.writing,
        writing=form.writing,
        incomplete=tuple(form.incomplete),
        tint=form.tint,
        weight=form.weight,
        group=form.group,
        jump_to=form.jump_to,
        jump_from=form.jump_from,
        pictures=_picture_places(form),
        head=form.head,
        head_place=file.place((*loc, "head")) if form.head else None,
    )


def _open(form: PlacementForm, file: YamlFile, loc: Loc) -> OpenPlacement:
    return OpenPlacement(
        article=form.article,
        place=_entry_place(file, loc),
        weight=form.weight,
        rank=form.rank,
        text_columns=form.text_columns,
        box=form.box,
        tint=form.tint,
        column_rules=form.column_rules,
        headline=form.headline or (form.writing if form.writing == "vertical" else None),
        writing=form.writing,
        incomplete=tuple(form.incomplete),
        group=form.group,
        pictures=_picture_places(form),
    )


def _entry_place(file: YamlFile, loc: Loc) -> Place:
    """Where an article is named: at its key, or the bare word."""
    return file.place((*loc, "article") if file.find((*loc, "article")) else loc)


def _picture_places(form: PlacementForm) -> tuple[PicturePlace, ...]:
    return tuple(PicturePlace(p.columns, p.column, p.line) for p in form.photos)
