"""Quotation marks: “ ” outside, ‘ ’ inside (GB/T 15834-2011, 4.8), each with its partner.

Straight and corner ones become these where their pairs are certain. Vertical lines print 「」 for
them by themselves, so an article has “ ” whichever way it is set. A quotation over several
paragraphs opens each of them and closes only the last (4.8.3.4).
"""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.pairs import Pairs, pair_up
from compositor.copydesk.signs import HAN, POINTS, has_hanzi, outside

CURLED = {"“": "”", "‘": "’"}
CORNERS = {"「": "」", "『": "』"}
LEVELS = ("“”", "‘’")  # by depth, in turns

_STRAIGHT = re.compile('"')
_SINGLE = re.compile(rf"(?<![0-9A-Za-z])'(?=[^'\"]*[{HAN}])[^'\"]*'(?![0-9A-Za-z])")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])|’(?=\d0)")
_SENTENCE_END = re.compile(r"[。！？…：；][”’）》]*$")
_NOT_FIRST = POINTS + "）》〉】〕"  # no quotation begins with one


def straight_quotes(text: str, context: Context) -> Iterator[Finding]:
    """`"` by turns “ and ”, where their number is even and none comes out the wrong way round."""
    del context
    if not has_hanzi(text):
        return
    yield from _single_quotes(text)
    at = [match.start() for match in outside(_STRAIGHT.finditer(text), text)]
    if len(at) % 2:
        return
    is_certain = not any(text[start + 1 :][:1] in {*_NOT_FIRST} for start in at[::2])
    for pair in zip(at[::2], at[1::2], strict=True):
        signs = LEVELS[_open(text[: pair[0]]) % 2]
        for place, sign in zip(pair, signs, strict=True):
            yield Finding("straight-quote", place, place + 1, sign if is_certain else None)


def corner_quotes(text: str, context: Context) -> Iterator[Finding]:
    """「」 and 『』, which are for vertical lines; 『』 alone are outer marks all the same."""
    del context
    for start, end, depth in pair_up(text, CORNERS).pairs:
        signs = LEVELS[(depth + _open(text[:start])) % 2]
        for place, sign in zip((start, end), signs, strict=True):
            yield Finding("corner-quote", place, place + 1, sign)


def nested_quotes(text: str, context: Context) -> Iterator[Finding]:
    """“ ” inside “ ”, and ‘ ’ that are inside none.

    Nothing is said where a mark has no partner: what is inside what is not known there.
    """
    del context
    found = _quotes(text)
    for start, end, depth in () if found.loose else found.pairs:
        signs = LEVELS[depth % 2]
        if text[start] != signs[0]:
            for place, sign in zip((start, end), signs, strict=True):
                yield Finding("nested-quote", place, place + 1, sign)


def unpaired_quotes(text: str, context: Context) -> Iterator[Finding]:
    """Quotation marks of every sort without a partner in their passage."""
    loose = _quotes(text).loose
    if loose and _goes_on(text, loose[0], context.following):
        loose = loose[1:]
    straight = [m.start() for m in outside(_STRAIGHT.finditer(text), text)]
    odd = straight[-1:] if len(straight) % 2 and has_hanzi(text) else []
    for at in sorted([*loose, *pair_up(text, CORNERS).loose, *odd]):
        yield Finding("unpaired-quote", at, at + 1)


def _quotes(text: str) -> Pairs:
    """The curled marks; an apostrophe is none."""
    return pair_up(_APOSTROPHE.sub("'", text), CURLED)


def _goes_on(text: str, at: int, following: str) -> bool:
    """Whether the quotation opened there is taken up by the next paragraph."""
    return text[at] == "“" and following.startswith("“") and bool(_SENTENCE_END.search(text))


def _open(text: str) -> int:
    """How many quotations are open at the end of a text."""
    return max(0, text.count("“") - text.count("”")) + max(0, text.count("‘") - text.count("’"))


def _single_quotes(text: str) -> Iterator[Finding]:
    """`'` round Chinese words."""
    for match in outside(_SINGLE.finditer(text), text):
        start, end = match.span()
        signs = LEVELS[(_open(text[:start]) + text[:start].count('"') % 2) % 2]
        yield Finding("straight-quote", start, start + 1, signs[0])
        yield Finding("straight-quote", end - 1, end, signs[1])
