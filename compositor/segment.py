"""Words and phrases of Chinese text, by two segmenters that err in different places.

`words` asks jieba (a dictionary and a Markov model; here its port to Rust), which also says what
part of speech a word is, and `search_words` takes long ones apart as well; `phrase_starts` asks
BudouX, a small learned model of where a line may turn. Measured on lines with known words, a break
proposed by BudouX falls inside a word ten times in a hundred, one by jieba three times, one by both
once or twice (docs/decisions.md).

Both are loaded when a heading first asks for them, not before: jieba's dictionary costs 0.06 s.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from budoux import Parser

LONG = 5  # characters: an organisation's name so long (北京大学医学部) is made of words again
ORGANISATION = "nt"
SURROGATES = re.compile("[\ud800-\udfff]")  # no characters, and nothing Rust would take


class Word(NamedTuple):
    """A word at an offset of its text.

    `tag` is its part of speech as jieba's dictionary has it; `is_guess` says that the dictionary
    has not, and the Markov model thinks it one; `is_part` that it is a further part of a name.
    """

    text: str
    start: int
    tag: str
    is_guess: bool = False
    is_part: bool = False

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.text)


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, which together are the text."""
    return tuple(part for word in _words(text) for part in _parts(word)) if text else ()


def search_words(text: str) -> tuple[str, ...]:
    """The words of a text, and the words within long ones, as a search knows them (jieba)."""
    import rjieba

    return tuple(rjieba.cut_for_search(SURROGATES.sub("\ufffd", text)))


def phrase_starts(text: str) -> frozenset[int]:
    """The offsets, the text's end included, at which BudouX begins a phrase."""
    return frozenset(_ends(_parser().parse(text)))


def _words(text: str) -> Iterator[Word]:
    import rjieba

    readable = SURROGATES.sub("\ufffd", text)
    seams = set(_ends(rjieba.cut(readable, hmm=False)))
    tagged = rjieba.tag(readable)
    ends = _ends(word for word, _ in tagged)
    for (word, tag), end in zip(tagged, ends, strict=True):
        start = end - len(word)
        is_guess = not word.isascii() and not seams.isdisjoint(range(start + 1, end))
        yield Word(text[start:end], start, tag, is_guess)


def _parts(word: Word) -> Iterator[Word]:
    """A long name, parted where no word inside it is cut."""
    import rjieba

    if len(word.text) < LONG or word.tag != ORGANISATION:
        yield word
        return
    inner = [(a, b) for _, a, b in rjieba.tokenize(word.text, "search") if b - a < len(word.text)]
    bound = {p for a, b in inner for p in range(a + 1, b)}
    edges = [p for p in range(len(word.text) + 1) if p not in bound]
    for a, b in pairwise(edges):
        yield word._replace(text=word.text[a:b], start=word.start + a, is_part=a > 0)


def _ends(pieces: Iterable[str]) -> Iterator[int]:
    return accumulate(len(piece) for piece in pieces)


@cache
def _parser() -> "Parser":
    import budoux

    return budoux.load_default_simplified_chinese_parser()
