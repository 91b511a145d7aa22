"""The account made again after an editor has corrected the articles of an import.

    made = account_again(sources, "issues/2025-11", "zh")

The sources that `import.md` names are read once more and the articles' texts laid over them
(`intake.trace`). Reasons that the report has for a place stay, the editor's own words too; what
is in no article and has no reason is `unexplained`, and an error.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from compositor.diagnostics import Place, Refused, diagnose
from compositor.diagnostics.render import Language
from compositor.importing.documents import read_documents
from compositor.importing.files import REPORT, Imported
from compositor.intake.account import Part, Span, account_for
from compositor.intake.report import (
    Reasons,
    checks_of,
    place_of,
    read_reasons,
    read_sources,
    report,
)
from compositor.intake.trace import trace_all
from compositor.manuscript.issue import read_issue
from compositor.model.draft import Document, LeftOut, supplied
from compositor.model.issue import HEADING_FIELDS, Article
from compositor.sources import Sources, read_text


def account_again(sources: Sources, folder: str, language: Language) -> Imported:
    """The issue's `import.md` anew; `Refused` where the issue or a source cannot be read."""
    path = posixpath.join(folder, REPORT)
    old = read_text(sources, path)
    reasons = read_reasons(old)
    traced = trace_issue(sources, folder)
    account = account_for(*traced)
    name = posixpath.basename(folder)
    made = report(name, account, checks_of(old), language, reasons)
    problems = tuple(
        diagnose("unexplained", Place(path), place=place_of(account, span), text=account.text(span))
        for span in account.missing
    )
    articles = tuple(dict.fromkeys(part.article for part in traced.parts))
    return Imported({REPORT: made.encode()}, articles, account, made.count("- [ ]"), problems)


class TracedIssue(NamedTuple):
    """An issue's texts laid over its sources: what `account_for` is asked about."""

    documents: tuple[Document, ...]
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]


def trace_issue(sources: Sources, folder: str) -> TracedIssue:
    """Every text of an imported issue with its origins; `Refused` as `account_again`."""
    old = read_text(sources, posixpath.join(folder, REPORT))
    documents = read_documents(sources, read_sources(old))
    read = read_issue(sources, folder)
    if read.issue is None:
        raise Refused(read.diagnostics)
    known = tuple(_known(documents, read_reasons(old)))
    parts = _traced(tuple(_texts(read.issue.articles)), documents, known)
    taken = {origin for part in parts for origin in part.text.origins}
    left_out = (LeftOut(tuple(o for o in one.origins if o not in taken), one.why) for one in known)
    return TracedIssue(documents, parts, tuple(one for one in left_out if one.origins))


class _Text(NamedTuple):
    """A text of an article; `is_ours` says that its words are no source's."""

    article: str
    part: str
    words: str
    is_ours: bool = False


def _texts(articles: tuple[Article, ...]) -> Iterator[_Text]:
    """Every text of the articles."""
    for article in articles:
        for field in HEADING_FIELDS:
            if words := getattr(article, field):
                yield _Text(article.name, field, words, field in article.supplied)
        for number, block in enumerate(article.body, start=1):
            yield _Text(article.name, f"body {number}", block.text)
        for number, picture in enumerate(article.pictures, start=1):
            yield _Text(article.name, f"caption {number}", picture.caption)
            yield _Text(article.name, f"credit {number}", picture.credit)


def _traced(
    texts: tuple[_Text, ...], documents: tuple[Document, ...], known: tuple[LeftOut, ...]
) -> tuple[Part, ...]:
    """The texts laid over the sources, but for those that are ours."""
    left_out = {origin for one in known for origin in one.origins}
    theirs = [text.words for text in texts if not text.is_ours]
    found = iter(trace_all(documents, theirs, left_out))
    return tuple(
        Part(text.article, text.part, supplied(text.words) if text.is_ours else next(found))
        for text in texts
    )


def _known(documents: tuple[Document, ...], reasons: Reasons) -> Iterator[LeftOut]:
    """What has been left out, and why; what readers left out is so again."""
    places = account_for(documents, (), ())
    seen: set[int] = set()
    for document in documents:
        yield from document.left_out
        seen |= {origin for one in document.left_out for origin in one.origins}
    for first, last, why in reasons.left_out:
        if why in ("unexplained", "blank"):
            continue
        try:
            span = Span(places.origin(first), places.origin(last) + 1)
        except ValueError:
            continue
        yield LeftOut(tuple(origin for origin in range(*span) if origin not in seen), why)
