"""What may stand in a line of a review: for each field a check, for each event its fields.

A check takes what JSON or a browser gave and returns the value, or raises `Fault` with a code of
the catalogue. Limits are on characters, so that a name fits a line of the desk and a comment a
screen; nothing that a terminal or a browser would obey instead of showing gets through.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple
from unicodedata import category

from compositor.geometry import Rect
from compositor.model.review import STEPS, EventKind
from compositor.units import mm

VERSION = 1
MOST_NAME, MOST_TEXT, MOST_QUOTE = 40, 4000, 2000
MOST_PAGES = 999
# Farther from the trim's corner than any sheet reaches, in mm.
FARTHEST = 5000
# Controls, halves of surrogate pairs, and the signs that turn the direction of what follows.
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
IN_TEXT = {"\n", "\t"}


class Fault(Exception):  # noqa: N818 - a value that is refused, no failure of the program
    """A field is not what it should be; `code` and `values` make its diagnostic."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def _wanted(wanted: str) -> Fault:
    return Fault("review-value", wanted=wanted)


def _text(value: object, most: int, least: int = 1) -> str:
    if not isinstance(value, str) or len(value.strip()) < least:
        raise _wanted('"…"')
    if len(value) > most:
        raise Fault("review-too-long", count=len(value), most=most)
    for sign in value:
        if sign not in IN_TEXT and (category(sign) in ("Cc", "Cs") or sign in TURNING):
            raise Fault("review-unprintable", sign=f"U+{ord(sign):04X}")
    return value


def name(value: object) -> str:
    """A person's name as she typed it, on one line, the white space in it folded."""
    words = " ".join(_text(value, 10 * MOST_NAME).split())
    if len(words) > MOST_NAME:
        raise Fault("review-too-long", count=len(words), most=MOST_NAME)
    return words


def remark(value: object) -> str:
    """What is said: not empty."""
    return _text(value, MOST_TEXT)


def correction(value: object) -> str:
    """The words proposed; empty where words should go."""
    return _text(value, MOST_TEXT, least=0)


def quote(value: object) -> str:
    """Words of an article."""
    return _text(value, MOST_QUOTE, least=0)


def word(value: object) -> str:
    """The name of an article or a part."""
    return _text(value, MOST_TEXT // 20)


def moment(value: object) -> str:
    """A time with a zone, of this century: others sort badly and are slips."""
    try:
        when = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        when = None
    if when is None or when.tzinfo is None or not 2000 <= when.year < 2100 or "\n" in str(value):
        raise _wanted("2026-11-26T14:05:00+08:00")
    return str(value)


def number(value: object) -> int:
    """Where words start."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise _wanted("0")
    return value


def page(value: object) -> int:
    """The number of a page."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_PAGES:
        raise _wanted("1")
    return value


def rect(value: object) -> Rect:
    """A rectangle in mm as `[x, y, width, height]`."""
    if not isinstance(value, list) or len(value) != 4 or not all(map(_is_length, value)):
        raise _wanted("[x, y, width, height]")
    x, y, width, height = (mm(round(float(length), 2)) for length in value)
    if width < 0 or height < 0:
        raise _wanted("[x, y, width, height]")
    return Rect(x, y, width, height)


def _is_length(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= FARTHEST and math.isfinite(value)


def event_id(value: object) -> str:
    """Sixteen hexadecimal digits."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{16}", value):
        raise _wanted("0123456789abcdef")
    return value


def digest(value: object) -> str:
    """A SHA-256."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        raise _wanted("SHA-256")
    return value


def step(value: object) -> str:
    """The name of a step, as the file has it."""
    if value not in [one.name for one in STEPS]:
        raise _wanted("、".join(one.name for one in STEPS))
    return str(value)


def imprints(value: object) -> tuple[tuple[int, str], ...]:
    """The imprints of pages by their numbers, in their order."""
    if not isinstance(value, dict) or not 0 < len(value) <= MOST_PAGES:
        raise _wanted('{"1": SHA-256}')
    if not all(re.fullmatch(r"[1-9][0-9]{0,2}", key) for key in value):
        raise _wanted('{"1": SHA-256}')
    return tuple(sorted((int(key), digest(one)) for key, one in value.items()))


CHECKS: Mapping[str, Callable[[object], object]] = {
    "who": name,
    "when": moment,
    "page": page,
    "article": word,
    "part": word,
    "quote": quote,
    "text": remark,
    "correction": correction,
    "before": quote,
    "after": quote,
    "start": number,
    "rect": rect,
    "of": event_id,
    "seen": event_id,
    "step": step,
    "fingerprint": digest,
    "pages": imprints,
}


class Shape(NamedTuple):
    """The fields an event must have and may have, besides those of every event."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Both, and those of every event."""
        return (*EVERY, *self.needs, *self.may)


EVERY = ("who", "when")
AROUND = ("article", "part", "quote", "correction", "before", "after", "start", "rect")
SHAPES: Mapping[EventKind, Shape] = {
    "comment": Shape(("page", "text"), AROUND),
    "reply": Shape(("of", "text")),
    "resolve": Shape(("of",), ("text", "seen")),
    "reopen": Shape(("of",), ("text", "seen")),
    "sign": Shape(("step", "fingerprint", "pages")),
    "revoke": Shape(("of", "text")),
}
