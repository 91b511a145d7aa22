"""The index as small static files, for a web site whose server knows nothing but files.

    sharding = Sharding(path, links)
    for name, data in sharding.files(): …        articles-0.js …, then words-0.js …
    sharding.told                                what a page must know to ask them

A browser gets to an article by two steps: of each pair of signs in the words it asks one file which
articles have that pair, and of the articles that have all of them it asks for the texts, some at a
time. Articles are numbered from the newest, so that the first are those a reader wants. Every file
is a script of one call, `ARCHIVE.take(name, value)`: a page opened from disk may fetch nothing, but
runs the scripts beside it. What has all pairs and not the word, the browser leaves out.

    words-7.js      {"江都": [4, 3, 20], "^江都": [4]}    differences of numbers; ^ in a headline
    articles-2.js   [[headline, above, text, date, where, address]…]
"""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import normalize

from compositor.index.question import Within
from compositor.index.schema import column_of, opened, read_of

# An address for an article of an issue, "" where it has none.
Links: TypeAlias = Callable[[str, str], str]
BLOCK = 16  # articles to a file: about 70 KB of text
SHARD = 100_000  # bytes that a file of words has on the average
MOST_SHARDS = 1024
POSTING = 2.2  # bytes that a number takes in JSON (measured)
PRIME = 131  # of the sum that says which file a pair is in
ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})  # ended a line before ES2019
HEAD = "^"  # before a pair of a headline
ARTICLES = """
SELECT a.id, i.issue, a.name, a.headline, i.date, i.paper, i.section, a.pages
FROM articles a JOIN issues i ON i.id = a.issue ORDER BY i.date DESC, i.issue, a.place
"""
PASSAGES = "SELECT part, text FROM passages WHERE article = ? ORDER BY place"


class Sharding:
    """The files of one index; `told` and `issues` are whole when all files were taken."""

    def __init__(self, path: Path, links: Links) -> None:
        self._path, self._links = path, links
        self._pairs: dict[str, array[int]] = {}
        self._count = 0
        self.issues: dict[str, tuple[str, str, str]] = {}  # issue → date, paper, section

    @property
    def told(self) -> Mapping[str, int]:
        """How many articles there are, how many to a file, and how many files of words."""
        return {"articles": self._count, "block": BLOCK, "shards": self._shards}

    @property
    def _shards(self) -> int:
        size = sum(map(len, self._pairs.values())) * POSTING
        return min(MOST_SHARDS, max(1, round(size / SHARD)))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its name; `Refused` where the index cannot be read."""
        block: list[list[str]] = []
        for row in self._rows():
            block.append(row)
            if len(block) == BLOCK:
                yield self._articles(block)
                block = []
        if block:
            yield self._articles(block)
        yield from self._words()

    def _articles(self, block: list[list[str]]) -> tuple[str, bytes]:
        name = f"articles-{(self._count - 1) // BLOCK}"
        return f"{name}.js", script(name, block)

    def _rows(self) -> Iterator[list[str]]:
        with opened(self._path) as database, read_of(self._path):
            for number, issue, name, headline, *about in database.execute(ARTICLES):
                date, paper, section, pages = about
                self.issues[issue] = date, paper, section
                passages = database.execute(PASSAGES, (number,)).fetchall()
                texts = {column: _text(passages, column) for column in ("headline", "byline")}
                rest = "\n".join(text for part, text in passages if column_of(part) not in texts)
                above = "\n".join(text for text in texts.values() if text and text != headline)
                self._note(headline, HEAD)
                self._note(f"{headline}\n{above}\n{rest}", "")
                self._count += 1
                page = next((one for one in pages.split(",") if one), "")
                where = f"{paper}{section and '·'}{section} 第{page}版"
                yield [headline, above, rest, date, where, self._links(issue, name)]

    def _note(self, text: str, mark: str) -> None:
        for pair in set().union(*map(pairs, text.split("\n"))):  # none goes over two parts
            numbers = self._pairs.get(mark + pair)
            if numbers is None:
                numbers = self._pairs[mark + pair] = array("I")
            numbers.append(self._count)

    def _words(self) -> Iterator[tuple[str, bytes]]:
        count = self._shards
        shards: list[list[str]] = [[] for _ in range(count)]
        for pair in self._pairs:
            shards[shard_of(pair.removeprefix(HEAD) if len(pair) > 2 else pair, count)].append(pair)
        for number, shard in enumerate(shards):
            name = f"words-{number}"
            value = {pair: _differences(self._pairs[pair]) for pair in sorted(shard)}
            yield f"{name}.js", script(name, value)


def pairs(text: str) -> set[str]:
    """Every two signs of a text that follow one another, blanks aside.

    What JavaScript does as well, sign by sign: NFKC and lower case.
    """
    signs = "".join("".join(normalize("NFKC", sign).lower().split()) for sign in text)
    return {a + b for a, b in pairwise(signs)}


def shard_of(pair: str, count: int) -> int:
    """Which file a pair of signs is in."""
    return (ord(pair[0]) * PRIME + ord(pair[1])) % count


def script(name: str, value: object) -> bytes:
    """A script of one call."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ENDS)
    return f'ARCHIVE.take("{name}",{data});\n'.encode()


def _text(passages: list[Any], column: Within) -> str:
    return "\n".join(text for part, text in passages if column_of(part) == column)


def _differences(numbers: "array[int]") -> list[int]:
    return [b - a for a, b in pairwise((0, *numbers))]
