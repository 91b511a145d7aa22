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
from compositor.model.draft import Document, LeftOut
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
    known = dict(_known(documents, read_reasons(old)))
    texts = tuple(_texts(read.issue.articles))
    traced = trace_all(documents, [words for _, _, words in texts], known)
    parts = tuple(Part(a, p, t) for (a, p, _), t in zip(texts, traced, strict=True))
    taken = {origin for part in parts for origin in part.text.origins}
    left = {origin: why for origin, why in sorted(known.items()) if origin not in taken}
    by_reason = {why: tuple(o for o in left if left[o] == why) for why in left.values()}
    left_out = tuple(LeftOut(origins, why) for why, origins in by_reason.items())
    return TracedIssue(documents, parts, left_out)


def _texts(articles: tuple[Article, ...]) -> Iterator[tuple[str, str, str]]:
    """Every text of the articles: article, part, words."""
    for article in articles:
        for field in HEADING_FIELDS:
            if words := getattr(article, field):
                yield article.name, field, words
        for number, block in enumerate(article.body, start=1):
            yield article.name, f"body {number}", block.text
        for number, picture in enumerate(article.pictures, start=1):
            yield article.name, f"caption {number}", picture.caption
            yield article.name, f"credit {number}", picture.credit


def _known(documents: tuple[Document, ...], reasons: Reasons) -> Iterator[tuple[int, str]]:
    """Each character that has been left out, and why; what readers left out is so again."""
    places = account_for(documents, (), ())
    for document in documents:
        for one in document.left_out:
            yield from ((origin, one.why) for origin in one.origins)
    for first, last, why in reasons.left_out:
        if why in ("unexplained", "blank"):
            continue
        try:
            span = Span(places.origin(first), places.origin(last) + 1)
        except ValueError:
            continue
        yield from ((origin, why) for origin in range(*span))
