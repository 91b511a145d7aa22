"""An entry as the file `entry.json` that is kept with an issue, and back.

    data = write_entry(entry)          the same entry gives the same bytes
    entry = read_entry(data)           None if these bytes are no entry

An index is made of these files, so a new one takes no composing. Lengths are EMU; a stretch of
lines (`model.backissue`) is `[page, column, row, [x, y, width, height], [dx, dy], [starts…]]`.
"""

import json
from collections.abc import Mapping
from typing import Any

from compositor.geometry import Rect
from compositor.model.backissue import ArticleEntry, IssueEntry, Passage, Stretch

ENTRY_FILE = "entry.json"
FORMAT = 1  # raised when a reader would have to change
TEXTS = ("issue", "paper", "section", "date", "number")


def write_entry(entry: IssueEntry) -> bytes:
    """An entry as a file."""
    data = {
        "format": FORMAT,
        **{name: getattr(entry, name) for name in TEXTS},
        "pages": entry.pages,
        "size": entry.size,
        "articles": [_article_data(article) for article in entry.articles],
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_entry(data: bytes) -> IssueEntry | None:
    """The entry of a file; None where it is none, or one of a later version."""
    try:
        found = json.loads(data)
        return _entry(found) if found["format"] == FORMAT else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def write_lines(lines: tuple[Stretch, ...]) -> str:
    """The lines of a passage as JSON."""
    return json.dumps(lines, separators=(",", ":"))


def read_lines(text: str) -> tuple[Stretch, ...]:
    """The lines of a passage from JSON."""
    return tuple(_stretch(one) for one in json.loads(text))


def _article_data(article: ArticleEntry) -> dict[str, Any]:
    return {
        "name": article.name,
        "headline": article.headline,
        "byline": article.byline,
        "passages": [[one.part, one.text, one.lines] for one in article.passages],
    }


def _entry(found: Mapping[str, Any]) -> IssueEntry:
    texts = {name: _text(found[name]) for name in TEXTS}
    width, height = found["size"]
    articles = tuple(_article(one) for one in found["articles"])
    pages = tuple(map(_number, found["pages"]))
    return IssueEntry(
        pages=pages, size=(_number(width), _number(height)), articles=articles, **texts
    )


def _article(found: Mapping[str, Any]) -> ArticleEntry:
    passages = tuple(_passage(*one) for one in found["passages"])
    pages = sorted({stretch.page for one in passages for stretch in one.lines})
    name, headline, byline = (_text(found[key]) for key in ("name", "headline", "byline"))
    return ArticleEntry(name, headline, byline, tuple(pages), passages)


def _passage(part: str, text: str, lines: list[list[Any]]) -> Passage:
    stretches = tuple(_stretch(one) for one in lines)
    first = stretches[0]
    return Passage(_text(part), _text(text), first.page, first.rect, stretches)


def _stretch(found: list[Any]) -> Stretch:
    page, column, row, rect, step, starts = found
    x, y, width, height = map(_number, rect)
    dx, dy = map(_number, step)
    numbers = (_number(page), _number(column), _number(row))
    return Stretch(*numbers, Rect(x, y, width, height), (dx, dy), tuple(map(_number, starts)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a surrogate pair is no text: a ValueError
    return value


def _number(value: object) -> int:
    """A whole number that a database holds."""
    if type(value) is not int or abs(value) > 1 << 53:
        raise TypeError
    return value
