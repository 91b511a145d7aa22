"""What may have been meant where nothing is found.

Of several words: how many articles have each of them alone. Of a word that no article has: words of
the archive that differ from it in one sign; else as much of its beginning and end as there is.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from compositor.index.folding import folded, phrase
from compositor.index.question import Question

MOST = 3  # words told of in place of one
SAMPLE = 30  # articles that are looked through for a word with one sign left open
LEAST, LONGEST = 3, 12  # signs of a word for which others are looked for


class Near(NamedTuple):
    """A word, how many articles have it, and in place of which word of the question it stands."""

    word: str
    articles: int
    of: str


def nearby(database: sqlite3.Connection, question: Question) -> Iterator[Near]:
    """Words that lead to something, in the order of the question."""
    for word in question.words:
        count = _count(database, word)
        if count and len(question.words) > 1:
            yield Near(word, count, word)
        elif not count and LEAST <= len(word) <= LONGEST:
            found = _alike(database, word) or _parts(database, word)
            yield from (Near(one, _count(database, one), word) for one in found)


def _count(database: sqlite3.Connection, word: str) -> int:
    sql = "SELECT count(*) FROM signs WHERE signs MATCH ?"
    (count,) = database.execute(sql, (f'"{phrase(word)}"',)).fetchone()
    return int(count)


def _alike(database: sqlite3.Connection, word: str) -> list[str]:
    """Words with another letter or figure in one place, the most frequent first."""
    found: Counter[str] = Counter()
    for at in range(len(word)):
        sides = word[:at], word[at + 1 :]
        pattern = re.compile(re.escape(sides[0]) + r"[^\W_]" + re.escape(sides[1]))
        for text in _texts(database, [side for side in sides if side]):
            found.update(pattern.findall(text))
    return [one for one, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST]]


def _texts(database: sqlite3.Connection, words: list[str]) -> Iterator[str]:
    """Passages, folded, of the newest articles that have these words."""
    wanted = " AND ".join(f'"{phrase(word)}"' for word in words)
    rows = database.execute(
        "SELECT text FROM passages WHERE article IN"
        " (SELECT rowid FROM signs WHERE signs MATCH ? ORDER BY rowid DESC LIMIT ?)",
        (wanted, SAMPLE),
    )
    yield from (folded(text) for (text,) in rows)


def _parts(database: sqlite3.Connection, word: str) -> list[str]:
    """The longest beginning and the longest end of a word that some article has."""
    sizes = range(len(word) - 1, 1, -1)
    heads = (word[:size] for size in sizes)
    ends = (word[-size:] for size in sizes)
    found = (next((one for one in some if _count(database, one)), "") for some in (heads, ends))
    return [one for one in dict.fromkeys(found) if one]
