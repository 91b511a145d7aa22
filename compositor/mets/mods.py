"""What an issue and its articles are called, for catalogues: MODS 3.7.

    issue_mods(issue, pages)                title, section, number, date, publisher, language
    article_mods(issue, article, found)     headline, deck, byline, column, the pages it is on

A headline that the manuscript has of us and not of its editors is `supplied`. A byline stands as it
is printed, as statement of responsibility; a part of it that is a name of two to four characters,
going by its first (`segment`), is the name of a person besides, and what stands before it tells
what that person is. Who cannot be told apart so is in the statement alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from compositor.mets.markup import element, lines, text
from compositor.model.identity import uri_of
from compositor.model.issue import Article, Issue, Publication
from compositor.segment import words

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"
PREFIX = "mods"
NAME = re.compile("[\u3400-\u9fff]{2,4}")
PERSON = "nr"  # how jieba's dictionary tags names of people, and surnames
# Numbers a paper goes by: the key in the manifest, the type of the identifier.
NUMBERS = {"issn": "issn", "cn": "cn", "permit": "licence", "postal": "postal"}
PUBLISHERS = ("publisher", "sponsor", "supervisor")


class Found(NamedTuple):
    """An article as it is printed: what it goes by, and the pages it stands on."""

    title: str
    pages: tuple[int, ...]


class Person(NamedTuple):
    """A name in a byline, and what stands before it."""

    name: str
    affiliation: str


def issue_mods(issue: Issue, pages: int) -> str:
    """The issue."""
    paper = issue.publication
    extra = dict(paper.extra)
    parts = (
        _title(paper.name, part=paper.section),
        _text("typeOfResource", "text"),
        _text("genre", "newspaper" if paper.kind == "newspaper" else "periodical"),
        _origin(issue, extra),
        _language(),
        _part("physicalDescription", _text("extent", f"{pages} p.")),
        *(_number(kind, extra[key]) for key, kind in NUMBERS.items() if extra.get(key)),
        _text("identifier", uri_of(issue), type="uri"),
        _text("identifier", issue.name, type="local"),
        _issue_part(issue),
    )
    return _mods(parts)


def article_mods(issue: Issue, article: Article, found: Found) -> str:
    """An article of it."""
    supplied = "yes" if "headline" in article.supplied else None
    noted = {
        "statement of responsibility": article.byline,
        "kicker": article.kicker,
        "column": article.label,
        "source": article.source,
    }
    parts = (
        _title(found.title, deck=article.deck, supplied=supplied),
        *(_person(person) for person in people(article.byline)),
        _text("typeOfResource", "text"),
        _text("genre", "article"),
        _language(),
        *(_text("note", words_, type=kind) for kind, words_ in noted.items() if words_),
        _text("identifier", uri_of(issue, article.name), type="uri"),
        _part("part", _part("extent", _pages(found.pages), unit="page")),
    )
    return _mods(parts)


def people(byline: str) -> tuple[Person, ...]:
    """The people a byline surely names: `县总工会 李玲玲` names one, `本刊编辑部` none."""
    return tuple(_people(byline.split()))


def publisher_of(paper: Publication) -> str:
    """Who publishes a paper, by its end matter; the paper itself where that does not say."""
    extra = dict(paper.extra)
    return next((extra[key] for key in PUBLISHERS if extra.get(key)), paper.name)


def _people(parts: Sequence[str]) -> Iterator[Person]:
    before: list[str] = []
    for part in parts:
        if NAME.fullmatch(part) and words(part)[0].tag.startswith(PERSON):
            yield Person(part, " ".join(before))
            before = []
        else:
            before.append(part)


def _person(person: Person) -> str:
    role = _part("role", _text("roleTerm", "aut", type="code", authority="marcrelator"))
    belongs = [_text("affiliation", person.affiliation)] if person.affiliation else []
    return _part("name", _text("namePart", person.name), role, *belongs, type="personal")


def _title(title: str, *, part: str = "", deck: str = "", supplied: str | None = None) -> str:
    inner = [_text("title", title)]
    inner += [_text("subTitle", deck)] if deck else []
    inner += [_text("partName", part)] if part else []
    return _part("titleInfo", *inner, supplied=supplied)


def _origin(issue: Issue, extra: dict[str, str]) -> str:
    date = _text("dateIssued", str(issue.date), encoding="w3cdtf", keyDate="yes")
    told = [_text("publisher", extra[key]) for key in PUBLISHERS if extra.get(key)][:1]
    return _part("originInfo", *told, date, _text("issuance", "continuing"))


def _language() -> str:
    """Chinese in simplified characters, zh-Hans, as catalogues put it."""
    return _part(
        "language",
        _text("languageTerm", "chi", type="code", authority="iso639-2b"),
        _text("scriptTerm", "Hans", type="code", authority="iso15924"),
    )


def _number(kind: str, words_: str) -> str:
    return _text("identifier", words_, type=kind)


def _issue_part(issue: Issue) -> str:
    date = _text("date", str(issue.date), encoding="w3cdtf")
    number = [_part("detail", _text("number", issue.number), type="issue")] if issue.number else []
    return _part("part", *number, date)


def _pages(pages: Sequence[int]) -> str:
    if not pages:
        return _text("list", "")
    is_range = pages == tuple(range(pages[0], pages[-1] + 1))
    if is_range:
        return _text("start", str(pages[0])) + "\n" + _text("end", str(pages[-1]))
    return _text("list", ", ".join(map(str, pages)))


def _mods(parts: Iterable[str]) -> str:
    return lines(f"{PREFIX}:mods", {"version": "3.7"}, parts)


def _part(name: str, *children: str, **attributes: str | None) -> str:
    return lines(f"{PREFIX}:{name}", attributes, children)


def _text(name: str, words_: str, **attributes: str | None) -> str:
    return element(f"{PREFIX}:{name}", attributes, text(words_))
