"""Texts as they are compared: wide and narrow forms, capitals and blanks aside.

    fold("ＧＤＰ 增长").signs         "gdp增长"; .places says where each sign stood: (0, 1, 2, 4, 5)
    phrase("GDP增长")                 "g d p 增 长": tokens of FTS5

Compatibility forms (Unicode NFKC) make ２ and 2 one, and ㎡ and m2; marks stay, so that there is no
南通 in 江南，通过. Blanks go: an editor's 王　伟 is 王伟. A token of FTS5's `ascii` tokenizer is
letters, digits and whatever is not ASCII; ASCII marks get their wide forms, so every sign is a
token and no text can hold anything of FTS5's own syntax.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from compositor.segment import search_words

# Private use: no text has them, for there they are folded to another sign.
BREAK, HEAD = "\ue000", "\ue001"
VOCABULARY = 1 << 16  # words that are kept folded: most of an archive's, in 10 MB
WIDE = 0xFEE0  # from an ASCII mark to its wide form


class Folded(NamedTuple):
    """Signs as they are compared, and for each the offset of what it was in the text."""

    signs: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """A text as it is compared, with its places."""
    parts = [_plain(sign) for sign in text]
    places = tuple(at for at, part in enumerate(parts) for _ in part)
    return Folded("".join(parts), places)


def folded(text: str) -> str:
    """A text as it is compared."""
    return "".join(map(_plain, text))


def phrase(signs: str) -> str:
    """Folded signs as tokens one after another."""
    return " ".join(signs)


def columns(texts: Iterable[str]) -> str:
    """Texts of one column of the full-text table; a mark no text has parts them."""
    return f" {BREAK} ".join(phrase(folded(text)) for text in texts)


def words(texts: Iterable[str]) -> set[str]:
    """The words of texts as they are compared, marks aside."""
    text = "\n".join(texts)  # no word goes over the end of a line
    parts = set(search_words(normalize("NFKC", text).casefold()))
    return {_word(part) for part in parts} - {""}


@lru_cache(VOCABULARY)
def _word(part: str) -> str:
    """A word as it is compared; nothing of marks."""
    return folded(part) if any(map(str.isalnum, part)) else ""


@cache
def _plain(sign: str) -> str:
    """What a sign is compared as; nothing of blanks and controls."""
    found = normalize("NFKC", sign).casefold()
    return "".join(map(_token, found))


def _token(sign: str) -> str:
    code = ord(sign)
    if sign.isspace() or code < 0x20 or 0x7F <= code < 0xA0:
        return ""
    if 0xD800 <= code <= 0xDFFF or sign in (BREAK, HEAD):
        return "\ufffd"
    return sign if code > 0x7F or sign.isalnum() else chr(code + WIDE)
