"""Who and where: whether a line names who wrote it, and whether a text begins with a place or body.

is_byline("滨海县总工会法律工作部部长 陶金")      → True
is_byline("聚焦时代主题 汇聚磅礴力量")           → False
"""

import re

from compositor.intake.patterns import (
    AUTHOR,
    COMPOUND_SURNAMES,
    CREDIT,
    FRESH,
    NEWS_OPENING,
    POST_AND_NAME,
    REPORTERS,
    SURNAMES,
)
from compositor.segment import words

BEGINNING = 14  # characters in which an article says where it is
QUOTATION = re.compile("“[^”]{2,80}”")
PLACES = ("ns", "nt")  # jieba's tags of places and organisations


def is_byline(text: str) -> bool:
    """A post or body and a name; reporters and correspondents; an author by that word."""
    if REPORTERS.match(text) or AUTHOR.match(text):
        return True
    match = POST_AND_NAME.match(text)
    return match is not None and "。" not in match[1] and is_name(match[2])


def is_name(text: str) -> bool:
    """Whether a word of two to four hanzi can be a person's name: it begins with a surname."""
    name = text.replace(" ", "").replace("　", "")
    if not 2 <= len(name) <= 4:
        return False
    return name.startswith(COMPOUND_SURNAMES) or (name[0] in SURNAMES and len(name) <= 3)


def credit_in(text: str, pattern: re.Pattern[str] = CREDIT) -> re.Match[str] | None:
    """The credit of a photo that a line is, or ends in, if its names are people's."""
    match = pattern.search(text)
    if not match:
        return None
    names = re.split("[ 　、]+", match["by"] or match["names"] or "")
    return match if any(map(is_name, names)) else None


def opens_news(text: str) -> bool:
    """Whether a text begins as the first paragraph of news does, and hardly a further one."""
    return bool(FRESH.match(text))


def opens_article(text: str) -> bool:
    """Whether a text begins as articles do: with the time, or with a place or an organisation."""
    return bool(NEWS_OPENING.match(text)) or bool(places_first(text))


def opens_elsewhere(text: str, before: str) -> bool:
    """Whether a text begins as news, or with a place or body that the text before never named."""
    places = places_first(text)
    return opens_news(text) or bool(places and not any(place in before for place in places))


def places_first(text: str) -> tuple[str, ...]:
    """The places and organisations a text's first sentence begins with; a quotation before them is
    passed over.
    """
    quoted = QUOTATION.match(text)
    beginning = text[quoted.end() if quoted else 0 :][:BEGINNING]
    return places_in(beginning.partition("。")[0])


def places_in(text: str) -> tuple[str, ...]:
    """The places and organisations a short text names, but for names in quotation marks."""
    return tuple(
        word.text
        for word in words(text)
        if word.tag in PLACES and text[max(0, word.start - 1) : word.start] not in ("“", "‘", "《")
    )
