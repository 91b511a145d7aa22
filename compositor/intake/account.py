"""The account of an import: where every character of the sources went.

    account = account_for(documents, parts, left_out)
    account.rows, account.missing, account.twice, account.changes, account.supplied

Everything is worked out from the texts and their origins, nothing from what the steps say they
did: a character that no step would own to losing is in `missing`. White space at line ends and
between paragraphs is not counted; a space inside a line that no text has kept is a row of its own
(`blank`).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compositor.model.draft import SUPPLIED, Document, DraftArticle, LeftOut, Traced


class Part(NamedTuple):
    """One text of an article: `name` is a heading field, `body 3`, `caption 1` or `credit 1`."""

    article: str
    name: str
    text: Traced


class Span(NamedTuple):
    """A stretch of the sources, in origins: from `start` up to `end`."""

    start: int
    end: int


class Row(NamedTuple):
    """A stretch of a source and what became of it: a part of an article, or left out and why."""

    span: Span
    article: str
    part: str
    why: str = ""


class Change(NamedTuple):
    """Other characters than the source's: what was there (and where), and what is now.

    `span` is None where nothing was there.
    """

    span: Span | None
    article: str
    part: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account; `counted` is how many characters of the sources are not white space."""

    documents: tuple[Document, ...]
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    missing: tuple[Span, ...]
    twice: tuple[Span, ...]
    counted: int
    in_articles: int

    def place(self, origin: int) -> str:
        """`line:column` of a character, with its document's number before if there are several."""
        starts = [document.base for document in self.documents]
        number = max(0, bisect_right(starts, origin) - 1)
        document = self.documents[number]
        before = document.text[: origin - document.base]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"{number + 1}:{line}:{column}" if len(starts) > 1 else f"{line}:{column}"

    def origin(self, place: str) -> int:
        """The character at a place `place` has named; `ValueError` if it is no place of these."""
        *numbers, line, column = (int(part) for part in place.split(":"))
        number = numbers[0] if numbers else 1
        if len(numbers) > 1 or not 0 < number <= len(self.documents):
            raise ValueError(place)
        document = self.documents[number - 1]
        lines = document.text.split("\n")
        if not 0 < line <= len(lines) or not 0 < column <= len(lines[line - 1]) + 1:
            raise ValueError(place)
        return document.base + sum(len(one) + 1 for one in lines[: line - 1]) + column - 1

    def text(self, span: Span) -> str:
        """The source's text of a stretch, its line ends as one space."""
        return " ".join(_source(self.documents, span).split())


def parts_of(articles: Iterable[DraftArticle]) -> Iterator[Part]:
    """Every text of the articles."""
    for article in articles:
        for field, text in article.fields:
            yield Part(article.name, field, text)
        for number, block in enumerate(article.blocks, start=1):
            yield Part(article.name, f"body {number}", block.text)
        for number, picture in enumerate(article.pictures, start=1):
            yield Part(article.name, f"caption {number}", picture.caption)
            yield Part(article.name, f"credit {number}", picture.credit)


def account_for(
    documents: Sequence[Document], parts: Sequence[Part], left_out: Sequence[LeftOut]
) -> Account:
    """Work the account out."""
    source = {d.base + i: c for d in documents for i, c in enumerate(d.text)}
    counted = {origin for origin, c in source.items() if not c.isspace()}
    inner = set(_inner_spaces(documents))
    seen = Counter(o for part in parts for o in part.text.origins if o != SUPPLIED)
    out = Counter(o for one in left_out for o in one.origins)
    placed = [row for part in parts for row in _rows(part, source)]
    lost = [Row(s, "", "", one.why) for one in left_out for s in _spans(one.origins, source)]
    blank = sorted(inner - set(seen) - set(out))
    lost += [Row(span, "", "", "blank") for span in _spans(blank, source)]
    return Account(
        tuple(documents),
        tuple(sorted((*placed, *lost), key=lambda row: row.span)),
        tuple(change for part in parts for change in _changes(part, source)),
        tuple(_spans(sorted(counted - set(seen) - set(out)), source)),
        tuple(_spans(sorted(o for o in counted | inner if seen[o] + out[o] > 1), source)),
        len(counted),
        len(counted & set(seen)),
    )


def _source(documents: Sequence[Document], span: Span) -> str:
    document = next(d for d in documents if d.base <= span.start < max(d.end, d.base + 1))
    return document.text[span.start - document.base : span.end - document.base]


def _inner_spaces(documents: Sequence[Document]) -> Iterator[int]:
    """Spaces between the words of a line."""
    for document in documents:
        at = document.base
        for line in document.text.split("\n"):
            start, end = len(line) - len(line.lstrip()), len(line.rstrip())
            yield from (at + i for i in range(start, end) if line[i].isspace())
            at += len(line) + 1


def _rows(part: Part, source: dict[int, str]) -> Iterator[Row]:
    """The stretches a text is made of; one that something was put into is two."""
    run: list[int] = []
    for character, origin in zip(part.text.text, part.text.origins, strict=True):
        if origin != SUPPLIED:
            run.append(origin)
        elif not character.isspace():
            yield from (Row(span, part.article, part.name) for span in _spans(run, source))
            run = []
    yield from (Row(span, part.article, part.name) for span in _spans(run, source))


def _spans(origins: Iterable[int], source: dict[int, str]) -> Iterator[Span]:
    """Stretches that go on but for white space."""
    start = end = SUPPLIED
    for origin in origins:
        if end != SUPPLIED and origin >= end and _is_blank(source, end, origin):
            end = origin + 1
            continue
        if end != SUPPLIED:
            yield Span(start, end)
        start, end = origin, origin + 1
    if end != SUPPLIED:
        yield Span(start, end)


def _is_blank(source: dict[int, str], start: int, end: int) -> bool:
    return all(source.get(i, "").isspace() for i in range(start, end))


def _changes(part: Part, source: dict[int, str]) -> Iterator[Change]:
    """Runs of characters that are not the source's."""
    run: list[tuple[str, int]] = []
    for character, origin in zip(part.text.text, part.text.origins, strict=True):
        same = source.get(origin) == character or (origin == SUPPLIED and character.isspace())
        goes_on = run and (run[-1][1] == SUPPLIED) == (origin == SUPPLIED)
        if run and (same or not goes_on):
            yield _change(part, run, source)
            run = []
        if not same:
            run.append((character, origin))
    if run:
        yield _change(part, run, source)


def _change(part: Part, run: Sequence[tuple[str, int]], source: dict[int, str]) -> Change:
    origins = [o for _, o in run if o != SUPPLIED]
    span = Span(min(origins), max(origins) + 1) if origins else None
    was = "".join(source[o] for o in origins)
    return Change(span, part.article, part.name, was, "".join(c for c, _ in run))
