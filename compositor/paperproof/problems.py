"""The problems of a proof as HTML: by page and place, in the sentences of `check`; then what is
overset.

    problems_html(planned, diagnostics, "zh")

Everything is escaped: manuscripts are anyone's text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from compositor.diagnostics import Diagnostic, Place
from compositor.diagnostics.render import LABELS, Language, hint, in_order, message
from compositor.edition import Planned
from compositor.model.edition import Edition
from compositor.paperproof.words import WORDS

BEFORE, AFTER = 24, 40  # characters of a source line that are quoted round a place
NO_PAGE = 0


def problems_html(planned: Planned, found: Iterable[Diagnostic], language: Language) -> str:
    """The list of problems, and the text that found no room."""
    words = WORDS[language]
    by_page: defaultdict[int, list[Diagnostic]] = defaultdict(list)
    for one in in_order(found):
        for page in pages_of(one, planned) or (NO_PAGE,):
            by_page[page].append(one)
    parts = [f"<h1>{words['problems']}</h1>"]
    for page in sorted(by_page):
        title = words["page"].format(page=page) if page else words["whole"]
        rows = "".join(_item(one, language) for one in by_page[page])
        parts.append(f"<h2>{title}</h2><ol>{rows}</ol>")
    if not by_page:
        parts.append(f"<p>{words['none']}</p>")
    return "".join((*parts, *_overset(planned.edition, language)))


def pages_of(one: Diagnostic, planned: Planned) -> tuple[int, ...]:
    """The pages a problem is on: by its page, its article, or the article whose file it is in."""
    values = dict(one.values)
    numbers = {str(page.number): page.number for page in planned.edition.pages}
    if values.get("page") in numbers:
        return (numbers[values["page"]],)
    file = one.place.file if one.place else ""
    names = {article.name for article in planned.articles if article.file == file}
    names.add(values.get("article", ""))
    return tuple(dict.fromkeys(f.page for f in planned.edition.fills if f.article in names))


def _item(one: Diagnostic, language: Language) -> str:
    label = LABELS[language][one.severity.value]
    head = f"<b>{label}[{one.code}]</b> {_text(message(one, language))}"
    place = f"<div class=place>{_address(one.place)}{_quote(one.place)}</div>" if one.place else ""
    advice = hint(one, language)
    said = f"<div class=hint>{LABELS[language]['hint']}{_text(advice)}</div>" if advice else ""
    return f"<li>{head}{place}{said}</li>"


def _address(place: Place) -> str:
    return _text(f"{place.file}:{place.line}:{place.column}" if place.line else place.file)


def _quote(place: Place) -> str:
    """The words at a place with some round them, the place itself underlined."""
    if not place.quote or not place.column:
        return ""
    start = place.column - 1
    end = start + max(1, place.length)
    first, last = max(0, start - BEFORE), end + AFTER
    before = ("…" if first else "") + place.quote[first:start]
    after = place.quote[end:last] + ("…" if last < len(place.quote) else "")
    marked = place.quote[start:end]
    return f"<q>{_text(before)}<u>{_text(marked)}</u>{_text(after)}</q>"


def _overset(edition: Edition, language: Language) -> Iterator[str]:
    words = WORDS[language]
    if edition.oversets or edition.left:
        yield f"<h1>{words['overset']}</h1>"
    if edition.left:
        yield f"<p>{_text(words['left'].format(articles='、'.join(edition.left)))}</p>"
    for fill in edition.oversets:
        rest = fill.overset
        assert rest
        counts = {"lines": rest.lines, "characters": rest.characters}
        title = words["rest"].format(article=fill.article, page=fill.page, **counts)
        yield f"<h2>{_text(title)}</h2><p class=rest>{_text(rest.text)}</p>"


def _text(text: str) -> str:
    return escape(text)
