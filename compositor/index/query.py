"""The search: which articles of an archive hold the words, in which order, and where they stand.

    found = search(path, read_question("江都"))     Found; `Refused` where the index cannot be used

First come articles that have every word in the headline as words of their own, then those that
have them so anywhere, then those in which they only are a run of signs (南通 in 江南通史); of each
by bm25, what stands in a headline counting more, in steps of a half: of articles of about the same
worth, and of all where a word is in most of them, the newer comes first.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from compositor.geometry import Rect
from compositor.index.entryfile import read_lines
from compositor.index.folding import HEAD, phrase, words
from compositor.index.near import Near, nearby
from compositor.index.places import Excerpt, Span, best, excerpt, spans
from compositor.index.question import Question
from compositor.index.schema import column_of, opened, read_of
from compositor.model.backissue import Passage
from compositor.units import Emu

# What a place in a column counts for, in the order of `question.COLUMNS`; chosen by eye.
WEIGHTS = "8.0, 4.0, 1.0, 2.0"
SEARCH = f"""
WITH matching(id, price) AS MATERIALIZED (
    SELECT rowid, round(2 * bm25(signs, {WEIGHTS})) FROM signs WHERE signs MATCH :signs)
SELECT a.id, i.id, count(*) OVER ()
FROM matching m JOIN articles a ON a.id = m.id JOIN issues i ON i.id = a.issue
WHERE 1 {{more}}
ORDER BY
    m.id NOT IN (SELECT rowid FROM words WHERE words MATCH :heads),
    m.id NOT IN (SELECT rowid FROM words WHERE words MATCH :cut),
    m.price, i.date DESC, i.issue, a.place
LIMIT :limit OFFSET :skip
"""


class Hit(NamedTuple):
    """An article, and the place in it that shows most of the words.

    `part` as in `model.snapshot`; `column` and `row` count on the page's grid from 1; `rect` is the
    line in which the words begin, on a page of `size` (EMU). `marks` are of the headline.
    """

    issue: str
    paper: str
    section: str
    date: str
    number: str
    article: str
    headline: str
    marks: tuple[Span, ...]
    byline: str
    pages: tuple[int, ...]
    part: str
    page: int
    column: int
    row: int
    rect: Rect
    size: tuple[Emu, Emu]
    excerpt: Excerpt


class Found(NamedTuple):
    """What was found: how many articles in all, those asked for, of how many issues in the index.

    `near` are words that may have been meant, where nothing was found.
    """

    question: Question
    total: int
    hits: tuple[Hit, ...]
    issues: int
    near: tuple[Near, ...] = ()


def search(path: Path, question: Question) -> Found:
    """Search the index at a path."""
    with opened(path) as database, read_of(path):
        (issues,) = database.execute("SELECT count(*) FROM issues").fetchone()
        if question.is_empty:
            return Found(question, 0, (), issues)
        rows = _search(database, question)
        total = rows[0][2] if rows else 0
        hits = tuple(_hit(database, *row[:2], question) for row in rows)
        near = () if rows or question.skip else tuple(nearby(database, question))
        return Found(question, total, hits, issues, near)


def pages_of(path: Path, issue: str) -> tuple[int, ...]:
    """The numbers of an issue's pages; none if the index does not know it."""
    with opened(path) as database, read_of(path):
        found = database.execute("SELECT pages FROM issues WHERE issue = ?", (issue,)).fetchone()
        return _numbers(found[0]) if found else ()


def _numbers(pages: str) -> tuple[int, ...]:
    return tuple(int(page) for page in pages.split(",") if page)


def _search(database: sqlite3.Connection, question: Question) -> list[tuple[int, int, int]]:
    values: dict[str, object] = {
        "signs": match(question),
        "cut": _as_words(question.words, ""),
        "heads": _as_words(question.words, HEAD),
        "limit": question.limit,
        "skip": question.skip,
    }
    more = []
    for condition, name, value in _conditions(question):
        more.append(f"AND {condition}")
        values[name] = value
    found = database.execute(SEARCH.format(more=" ".join(more)), values)
    return found.fetchall()


def match(question: Question) -> str:
    """A question in the language of FTS5: phrases of signs, none of which is of its syntax."""
    wanted = " AND ".join(_phrase(word) for word in question.words)
    column = f"{{{question.within}}} : " if question.within else ""
    unwanted = "".join(f" NOT {_phrase(word)}" for word in question.without)
    return f"({column}({wanted})){unwanted}"


def _phrase(word: str) -> str:
    return f'"{phrase(word)}"'


def _as_words(found: Sequence[str], mark: str) -> str:
    """All words of the question as jieba cuts them; what has none can stand by none.

    Two signs stand for themselves: they are a word or none, and jieba's dictionary, which costs
    0.12 s to load, is not asked.
    """
    long = [word for word in found if len(word) > 2]
    cut = sorted({*found} - {*long} | (words(long) if long else set()))
    return " AND ".join(f'"{mark}{word}"' for word in cut) if cut else f'"{HEAD}{HEAD}"'


def _conditions(question: Question) -> Iterator[tuple[str, str, object]]:
    if question.since:
        yield "i.date >= :since", "since", question.since
    if question.until:
        # `~` comes after all digits and the hyphen: until 2025-08 is until its last day.
        yield "i.date <= :until || '~'", "until", question.until
    if question.paper:
        yield "instr(i.paper || ' ' || i.section, :paper)", "paper", question.paper
    if question.page is not None:
        yield "instr(a.pages, :page)", "page", f",{question.page},"


# ----------------------------------------------------------------------------- what is shown

OF_ISSUE = "SELECT issue, paper, section, date, number, width, height FROM issues WHERE id = ?"
OF_ARTICLE = "SELECT name, headline, byline, pages FROM articles WHERE id = ?"
PASSAGES = "SELECT part, text, lines FROM passages WHERE article = ? ORDER BY place"


def _hit(database: sqlite3.Connection, article: int, issue: int, question: Question) -> Hit:
    name, paper, section, date, number, *size = _row(database, OF_ISSUE, issue)
    own, headline, byline, pages = _row(database, OF_ARTICLE, article)
    passages = [_passage(*row) for row in database.execute(PASSAGES, (article,))]
    spot = best(_looked_at(passages, question), question.words)
    return Hit(
        name,
        paper,
        section,
        date,
        number,
        own,
        headline,
        spans(headline, question.words),
        byline,
        _numbers(pages),
        spot.passage.part,
        *spot.line,
        (size[0], size[1]),
        excerpt(spot.passage.text, spot.spans),
    )


def _row(database: sqlite3.Connection, sql: str, number: int) -> Any:
    return database.execute(sql, (number,)).fetchone()


def _passage(part: str, text: str, lines: str) -> Passage:
    stretches = read_lines(lines)
    return Passage(part, text, stretches[0].page, stretches[0].rect, stretches)


def _looked_at(passages: list[Passage], question: Question) -> list[Passage]:
    """The passages that are asked about: of a part or on a page, as far as there are any."""
    if question.within:
        passages = [one for one in passages if column_of(one.part) == question.within]
    on_page = [one for one in passages if one.page == question.page]
    return on_page or passages
