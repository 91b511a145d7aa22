"""The files an import makes, in memory, and what there is to say about them."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.diagnostics.render import Language, message
from compositor.importing.documents import read_documents
from compositor.importing.placing import Begun, place
from compositor.importing.polishing import polish, remarks_on
from compositor.intake.account import Account, account_for, parts_of
from compositor.intake.report import Remark, doubt_lists, report
from compositor.intake.take_in import Taken, take_in
from compositor.manuscript.forms import date_parts
from compositor.manuscript.house import read_house
from compositor.manuscript.issue import ARTICLE_FOLDER, ARTICLE_SUFFIX, MANIFEST
from compositor.manuscript.layouts import read_layout
from compositor.manuscript.write import article_doubts, article_text, manifest_text
from compositor.model.draft import Document, DraftArticle, LeftOut, ManifestDraft
from compositor.model.house import House
from compositor.model.issue import IssueDate
from compositor.model.layout import Layout
from compositor.sources import Sources

REPORT = "import.md"
PHOTOS = "photos"


class Wanted(NamedTuple):
    """Where an import goes and what is known of the issue.

    `folder` is the issue's; `date` (ISO 8601) is "" where nobody knows it; the schemas are the
    paths its files name them by.
    """

    folder: str
    date: str
    layout: str
    language: Language
    issue_schema: str
    article_schema: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The files by their names in the issue's folder, and what the command says of the import."""

    files: dict[str, bytes]
    articles: tuple[str, ...]
    account: Account
    to_check: int
    diagnostics: tuple[Diagnostic, ...]


def import_files(sources: Sources, files: Sequence[str], wanted: Wanted) -> Imported:
    """Read, restore, polish and place; `Refused` where a file cannot be read."""
    documents = read_documents(sources, files)
    house = read_house(sources, wanted.folder)
    taken, gone = polished(take_in(documents), house.value or House())
    if not taken.articles:
        raise Refused([diagnose("no-articles", Place(f), file=f) for f in files])
    layout = read_layout(sources, wanted.layout)
    if layout.value is None:
        raise Refused(layout.diagnostics)
    account = account_for(documents, tuple(parts_of(taken.articles)), (*gone, *taken.left_out))
    assert not account.missing and not account.twice, "characters were lost or doubled"
    made = _files(taken, documents, wanted)
    manifest = _manifest(sources, made, taken, wanted, layout.value)
    made[MANIFEST] = manifest_text(manifest, wanted.issue_schema).encode()
    remarks = tuple(_remarks(taken, house.value or House(), wanted))
    checks = doubt_lists(account, taken.doubts, wanted.language, remarks)
    name = posixpath.basename(wanted.folder)
    made[REPORT] = report(name, account, checks, wanted.language).encode()
    said = (*(d for one in documents for d in one.diagnostics), *house.diagnostics)
    return Imported(
        dict(sorted(made.items())),
        tuple(article.name for article in taken.articles),
        account,
        checks.count("- [ ]"),
        (*said, *_said(taken, wanted)),
    )


def _remarks(taken: Taken, house: House, wanted: Wanted) -> Iterator[Remark]:
    """What the copy desk remarks, in words."""
    parts = date_parts(wanted.date)
    date = IssueDate(*parts) if parts else None
    for article in taken.articles:
        for origin, name, part, finding in remarks_on(article, house, date):
            yield Remark(origin, name, part, message(finding, wanted.language))


def polished(taken: Taken, house: House) -> tuple[Taken, tuple[LeftOut, ...]]:
    """The articles by house style; and all that came out of them by it."""
    pairs = [polish(article, house.style) for article in taken.articles]
    gone = tuple(one for _, left_out in pairs for one in left_out)
    return replace(taken, articles=tuple(article for article, _ in pairs)), gone


def _files(taken: Taken, documents: Sequence[Document], wanted: Wanted) -> dict[str, bytes]:
    """Articles and pictures."""
    made = {
        f"{ARTICLE_FOLDER}/{one.name}{ARTICLE_SUFFIX}": article_text(
            _with_photo_paths(one), wanted.article_schema
        ).encode()
        for one in taken.articles
    }
    pictures = ((name, data) for document in documents for name, data in document.pictures)
    return made | {f"{PHOTOS}/{name}": data for name, data in pictures}


def _with_photo_paths(article: DraftArticle) -> DraftArticle:
    pictures = (replace(p, file=f"{PHOTOS}/{p.file}" if p.file else "") for p in article.pictures)
    return replace(article, pictures=tuple(pictures))


def _manifest(
    sources: Sources, made: dict[str, bytes], taken: Taken, wanted: Wanted, layout: Layout
) -> ManifestDraft:
    section = (("section", taken.section),) if taken.section else ()
    draft = ManifestDraft(section, "", wanted.date, wanted.layout, ())

    def text(manifest: ManifestDraft) -> str:
        return manifest_text(manifest, wanted.issue_schema)

    return place(sources, Begun(wanted.folder, made, text), draft, layout, taken.articles)


def _said(taken: Taken, wanted: Wanted) -> Iterator[Diagnostic]:
    for article in taken.articles:
        file = f"{wanted.folder}/{ARTICLE_FOLDER}/{article.name}{ARTICLE_SUFFIX}"
        yield from article_doubts(article, file)
