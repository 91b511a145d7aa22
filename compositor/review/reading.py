"""Reading a review: `review.jsonl` → events, and a diagnostic for each line that is none.

    read = read_review(sources, "issues/2025-08")       read.review, read.diagnostics

Whatever is wrong with a line, the others are read. Nothing is ever rewritten: what cannot be read
stays in the file for whoever can put it right.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args
from unicodedata import category

from compositor.diagnostics import Diagnostic, Place, diagnose, nearest
from compositor.model.review import Event, EventKind, Review
from compositor.review.events import Faults, event_of, unknown_fields
from compositor.review.fields import VERSION
from compositor.review.folding import fold, judge
from compositor.sources import Sources

FILE = "review.jsonl"
MB = 1_000_000
MOST_BYTES = 10 * MB
KINDS: tuple[EventKind, ...] = get_args(EventKind)
# What git writes round two versions of a stretch that it could not merge.
CONFLICT = re.compile(r"(<{7}|\|{7}|>{7})( .*)?|={7}")


@dataclass(frozen=True, slots=True)
class ReadReview:
    """A review as its file has it, and what is amiss with the file; whether there is one."""

    review: Review
    events: tuple[Event, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    is_there: bool = True


def read_review(sources: Sources, folder: str) -> ReadReview:
    """The review of an issue; an empty one if it has none."""
    path = f"{folder}/{FILE}"
    if not sources.exists(path):
        return ReadReview(Review(), is_there=False)
    try:
        size = sources.size(path)
        if size > MOST_BYTES:
            values = {"size": -(-size // MB), "most": MOST_BYTES // MB}
            return ReadReview(Review(), (), (diagnose("review-too-large", Place(path), **values),))
        data = sources.read(path)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = diagnose("unreadable", Place(path), file=path, reason=reason)
        return ReadReview(Review(), (), (problem,))
    return parse_review(path, data)


def parse_review(path: str, data: bytes) -> ReadReview:
    """The same of bytes that were read already."""
    events, found = list[Event](), list[Diagnostic]()
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        for one in _line(path, number, raw.removesuffix(b"\r")):
            (events if isinstance(one, Event) else found).append(one)  # type: ignore[arg-type]
    return ReadReview(fold(events), tuple(events), (*found, *judge(events)))


class _Bad(Exception):  # noqa: N818
    """A line that is no JSON object: where it stops being one."""

    def __init__(self, code: str, column: int = 1, **values: object) -> None:
        super().__init__(code)
        self.code, self.column, self.values = code, column, values


def _line(path: str, number: int, raw: bytes) -> Iterator[Event | Diagnostic]:
    """The event of a line, or what is wrong with it; both where it has more than an event needs."""
    text = raw.decode(errors="replace")
    place = Place(path, number, 1, max(1, len(text)), shown(text))
    if not text.strip():
        return
    if CONFLICT.fullmatch(text):
        yield diagnose("review-conflict", place)
        return
    try:
        raw.decode()
        yield from _said(_object(text), place)
    except UnicodeDecodeError as error:
        column = len(raw[: error.start].decode(errors="replace")) + 1
        yield diagnose("review-line", _at(place, column))
    except RecursionError:
        yield diagnose("review-line", place)
    except _Bad as bad:
        yield diagnose(bad.code, _at(place, bad.column), **bad.values)


def _said(data: dict[str, object], place: Place) -> Iterator[Event | Diagnostic]:
    version, kind = data.get("v"), data.get("event")
    if version != VERSION or isinstance(version, bool | float):
        raise _Bad("review-version", _column(place, "v"), version=shown(_short(version)))
    if kind not in KINDS:
        word = _short(kind)
        values = {"event": shown(word), "near": nearest(word, KINDS)}
        raise _Bad("review-event", _column(place, "event"), **values)
    try:
        yield event_of(kind, data, place)
    except Faults as faults:
        for fault in faults.faults:
            at = _at(place, _column(place, fault.field))
            yield diagnose(fault.code, at, field=fault.field, **fault.values)
    for field in unknown_fields(kind, data):
        yield diagnose("review-field", _at(place, _column(place, field)), field=shown(field[:80]))


def _object(text: str) -> dict[str, object]:
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _Bad("review-line", error.pos + 1) from None
    except ValueError:  # a figure of thousands of digits; NaN
        raise _Bad("review-line") from None
    if not isinstance(data, dict):
        raise _Bad("review-line")
    return data


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Bad("review-twice", field=shown(twice[:80]))
    return data


def _no_constant(word: str) -> object:
    raise ValueError(word)


def shown(text: str) -> str:
    """A text that a terminal shows and does not obey: controls replaced."""
    return "".join("\ufffd" if category(sign) in ("Cc", "Cs", "Cf") else sign for sign in text)


def _short(value: object) -> str:
    return value[:80] if isinstance(value, str) else json.dumps(value)[:80]


def _column(place: Place, field: str) -> int:
    """Where a field is named in its line; its beginning where it is not."""
    return max(0, place.quote.find(json.dumps(field, ensure_ascii=False))) + 1


def _at(place: Place, column: int) -> Place:
    length = max(1, place.length - column + 1) if column == 1 else 1
    return Place(place.file, place.line, column, length, place.quote)
