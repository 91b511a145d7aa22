"""Which characters are Chinese, and which stretches of a text are no Chinese at all.

    is_chinese("工"), is_chinese("，")    # True
    foreign("详见https://a.b/c,d。")       # the address, commas and all

Tables and small look-ups shared by the rules on marks. “ ” ‘ ’ — … stand in Latin text as well, so
that they say nothing about the text around them.
"""

import re
from collections.abc import Iterator

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""The hanzi, as the inside of a pattern's brackets."""

POINTS = "，。、；：？！"
"""Points (点号), GB/T 15834-2011, 4.1 to 4.7."""

OPENING, CLOSING = "“‘（《〈【〔［｛「『", "”’）》〉】〕］｝」』"
QUOTES = "“”‘’\"'"

_CHINESE = re.compile(f"[{HAN}{POINTS}（）《》〈〉【】〔〕「」『』]")
_HANZI = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f０-９Ａ-Ｚａ-ｚ%％+℃]")
# Addresses of the web and of mail; what follows a last full stop or comma is the sentence's.
_FOREIGN = re.compile(
    r"(?:https?|ftp)://[!-~]*[0-9A-Za-z/]"
    r"|(?:www\.)[!-~]*[0-9A-Za-z/]"
    r"|[0-9A-Za-z._+-]+@[0-9A-Za-z.-]*[0-9A-Za-z]"
    r"|[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.(?:com|cn|net|org|gov|edu)(?:/[!-~]*[0-9A-Za-z/])?",
    re.ASCII,
)


def is_chinese(character: str) -> bool:
    """Whether it is a hanzi or a mark of Chinese text alone; "" is not."""
    return bool(_CHINESE.match(character))


def is_hanzi(character: str) -> bool:
    """Whether it is a hanzi; "" is not."""
    return bool(_HANZI.match(character))


def is_latin(character: str) -> bool:
    """Whether it is a Latin letter, a figure or a sign that goes with figures; "" is not."""
    return bool(_LATIN.match(character))


def has_hanzi(text: str) -> bool:
    """Whether a hanzi stands in the text."""
    return bool(_HANZI.search(text))


def foreign(text: str) -> list[range]:
    """Stretches whose signs are their own: addresses of the web and of mail."""
    return [range(*match.span()) for match in _FOREIGN.finditer(text)]


def outside(matches: Iterator[re.Match[str]], text: str) -> Iterator[re.Match[str]]:
    """Those matches in `text` that do not begin in a foreign stretch."""
    kept = foreign(text)
    return (m for m in matches if not any(m.start() in stretch for stretch in kept))


def before(text: str, at: int, passing: str = " \u3000") -> str:
    """The nearest character before an offset that is not one of `passing`, or ""."""
    return text[:at].rstrip(passing)[-1:]


def after(text: str, at: int, passing: str = " \u3000") -> str:
    """The nearest character from an offset on that is not one of `passing`, or ""."""
    return text[at:].lstrip(passing)[:1]
