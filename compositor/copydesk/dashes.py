"""The two-em dash —— and the ellipsis ……, written in the many ways keyboards and PDFs have.

A single — joins (蜀冈—瘦西湖, 5—7万元) and is left alone but where it can only be a dash: at the
beginning of a sentence. GB/T 15834-2011, 4.10, 4.11, 4.13.
"""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import HAN, after, before, is_chinese, is_latin, outside

DASH, ELLIPSIS = "——", "……"

_STROKES = "—―─－–"
_DASHES = re.compile(
    rf"(?<![{_STROKES}])[{_STROKES}]{{2}}(?![{_STROKES}])"
    rf"|(?<!⸺)⸺(?!⸺)"
    rf"|(?<!-)-{{2,4}}(?!-)"
    rf"|(?:^|(?<=[。！？]))—(?=[{HAN}“《])"
)
_DOTS = re.compile(
    r"(?<!\.)\.{3,6}(?!\.)"
    r"|(?<!。)。{3,6}(?!。)"
    r"|(?<![·・•])(?:[·・•]{3}|[·・•]{6})(?![·・•])"
    r"|(?<![…⋯])(?:[…⋯]|⋯⋯)(?![…⋯])"
)


def dashes(text: str, context: Context) -> Iterator[Finding]:
    """Other strokes where —— is meant."""
    del context
    for run in outside(_DASHES.finditer(text), text):
        left, right = text[: run.start()][-1:], text[run.end() :][:1]
        is_ours = _is_beside_chinese(left, right) if "-" in run[0] else not _is_range(left, right)
        if run[0] != DASH and is_ours:
            yield Finding("dash", *run.span(), DASH)


def ellipses(text: str, context: Context) -> Iterator[Finding]:
    """Other dots where …… is meant; those of Latin text and of formulas stay."""
    del context
    for run in outside(_DOTS.finditer(text), text):
        sides = before(text, run.start(), " “”‘’"), after(text, run.end(), " “”‘’")
        if run[0][0] == "。" or any(is_chinese(side) for side in sides):
            yield Finding("ellipsis", *run.span(), ELLIPSIS)


def _is_beside_chinese(left: str, right: str) -> bool:
    """Hyphens are a dash between Chinese, not before the option of a command."""
    return all(is_chinese(s) or s in "“”‘’" for s in (left, right)) and bool(left or right)


def _is_range(left: str, right: str) -> bool:
    return is_latin(left) and is_latin(right)
