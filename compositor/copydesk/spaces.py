"""Spaces where Chinese has none.

In headings a space lets a line turn, in bylines and credits it parts names, beside Latin letters
and figures it is a matter of setting: all that stays. In running text a space beside a mark goes;
one between hanzi is only told, for in names (周 敏), in quoted verse and in titles it is meant.
"""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import (
    CLOSING,
    HAN,
    OPENING,
    POINTS,
    has_hanzi,
    is_hanzi,
    is_latin,
)

_BLANK = re.compile(r"[ \t\u00a0\u3000]+")
_MARKS = POINTS + "（）《》〈〉【】〔〕"
_QUOTES = "“”‘’"
_NAME = re.compile(rf"(?:^|[、，：（])[{HAN}]$")
_AFTER_NAME = re.compile(rf"[{HAN}](?:[、，。；）]|$)")
_CREDIT = re.compile(rf"(?:摄影?|供图|图|文|绘|报道)(?![{HAN}])")


def spaces_beside_marks(text: str, context: Context) -> Iterator[Finding]:
    """Spaces before and after the marks of Chinese, but for one between caption and credit."""
    for blank in _BLANK.finditer(text) if has_hanzi(text) else ():
        left, right = text[: blank.start()][-1:], text[blank.end() :][:1]
        parts_credit = context.kind == "caption" and left in "。！？”）"
        if left and right and not parts_credit and _is_beside_mark(left, right):
            values = (("found", left + blank[0] + right),)
            yield Finding("space-beside-mark", *blank.span(), "", values)


def spaces_between_hanzi(text: str, context: Context) -> Iterator[Finding]:
    """Spaces between hanzi, but for those within quotation marks and brackets."""
    del context
    for blank in _BLANK.finditer(text):
        start, end = blank.span()
        left, right = text[:start][-1:], text[end:][:1]
        if is_hanzi(left) and is_hanzi(right) and not _is_meant(text, start, end):
            values = (("found", text[max(0, start - 2) : end + 2]),)
            yield Finding("space-in-chinese", start, end, "", values)


def _is_beside_mark(left: str, right: str) -> bool:
    if left in _MARKS or right in _MARKS:
        return True
    return (left in _QUOTES and not is_latin(right)) or (right in _QUOTES and not is_latin(left))


def _is_meant(text: str, start: int, end: int) -> bool:
    """Within quotation marks or brackets, in a name of two characters, before 摄."""
    opened = sum(text.count(sign, 0, start) for sign in OPENING)
    closed = sum(text.count(sign, 0, start) for sign in CLOSING)
    is_name = _NAME.search(text[:start]) and _AFTER_NAME.match(text[end:])
    return opened > closed or bool(is_name or _CREDIT.match(text[end:]))
