"""Points, brackets, letters and figures of the wrong width, and points doubled by mistake.

Half-width marks belong to Latin text and figures (3,000; 10:30; 1:1; addresses) and stay there;
beside Chinese they become full-width (GB/T 15834-2011, 5.1), brackets both or neither. What stands
on both sides decides, quotation marks looked through, for they are the same in both scripts.
"""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.pairs import pair_up
from compositor.copydesk.signs import (
    HAN,
    POINTS,
    QUOTES,
    after,
    before,
    foreign,
    has_hanzi,
    is_chinese,
    is_latin,
    outside,
)

FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
ROUND = {"(": ")）", "（": ")）"}
PASSING = " \u3000" + QUOTES

_RUN = re.compile(r"[,;:!?]+")
_SHARE = re.compile(rf"[{HAN}]\d[\d.]*[%％℃‰]$")  # a number that is over: 占26%,746家
_STOP = re.compile(rf"(?<=[{HAN}”’）》])\.(?![.\dA-Za-z])")
# A full-width point is a decimal one between figures; other full-width signs are left as they are.
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+|(?<=[0-9０-９])．(?=[0-9０-９])")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_DOUBLED = re.compile(r"([，、；：])\1+|(?<!。)。。(?!。)")
_MIXED = re.compile(f"[{POINTS}]{{2,}}")


def half_width_marks(text: str, context: Context) -> Iterator[Finding]:
    """`,` `;` `:` `!` `?` in Chinese text."""
    del context
    for run in outside(_RUN.finditer(text), text):
        if _is_in_chinese(text, *run.span()):
            for at, sign in enumerate(run[0], start=run.start()):
                yield Finding("half-width-mark", at, at + 1, FULL[sign])


def half_width_stops(text: str, context: Context) -> Iterator[Finding]:
    """`.` after Chinese; within a sentence it may be meant for 。 or for ·, and is only told."""
    del context
    for stop in outside(_STOP.finditer(text), text):
        follows = text[stop.end() :][:1]
        is_end = not follows or follows in " \u3000”’）》"
        yield Finding("half-width-stop", *stop.span(), "。" if is_end else None)


def half_width_brackets(text: str, context: Context) -> Iterator[Finding]:
    """`(` and `)` round or beside Chinese, as pairs."""
    del context
    kept = foreign(text)
    for pair in pair_up(text, ROUND).pairs:
        halves = [at for at in (pair.start, pair.end) if text[at] in "()"]
        if halves and _is_chinese_bracket(text, pair.start, pair.end):
            for at in halves:
                if not any(at in stretch for stretch in kept):
                    yield Finding("half-width-bracket", at, at + 1, FULL[text[at]])


def full_width_letters(text: str, context: Context) -> Iterator[Finding]:
    """Figures and Latin letters as wide as hanzi."""
    del context
    for run in _WIDE.finditer(text):
        yield Finding("full-width-letter", *run.span(), run[0].translate(_NARROW))


def doubled_marks(text: str, context: Context) -> Iterator[Finding]:
    """The same point twice; ！！ and ？？ may be meant, 。。。 is an ellipsis."""
    del context
    for run in _DOUBLED.finditer(text):
        values = (("found", run[0]), ("sign", run[0][0]))
        yield Finding("doubled-mark", run.start() + 1, run.end(), "", values)


def mixed_marks(text: str, context: Context) -> Iterator[Finding]:
    """Different points together, of which one is too many; ？！ is one mark."""
    del context
    for run in _MIXED.finditer(text):
        if len({*run[0]}) > 1 and not {*run[0]} <= {*"？！"}:
            yield Finding("mixed-marks", *run.span())


def _is_in_chinese(text: str, start: int, end: int) -> bool:
    """Whether marks between two offsets are those of a Chinese sentence."""
    left, right = text[:start][-1:], text[end:][:1]
    if _SHARE.search(text[:start]):
        return True
    if is_latin(left) and is_latin(right):
        return False
    left, beyond = before(text, start, PASSING), after(text, end, PASSING)
    if is_latin(left) and is_latin(beyond):
        return False
    if is_latin(left) and right and right in "”’":  # “Hello, world!”他说
        return has_hanzi(re.split("[“‘]", text[:start])[-1])
    if not beyond:
        return has_hanzi(text[:start])
    return is_chinese(left) or is_chinese(beyond)


def _is_chinese_bracket(text: str, start: int, end: int) -> bool:
    """`(宜兴)` and 推出`(AI)`, but not `f(x)`; one of a pair that is full-width speaks for both."""
    if has_hanzi(text[start + 1 : end]) or "（" in text[start] or "）" in text[end]:
        return True
    left, right = text[:start][-1:], text[end + 1 :][:1]
    return is_chinese(left) or (is_chinese(right) and not is_latin(left))
