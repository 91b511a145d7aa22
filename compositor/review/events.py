"""A line of a review and the event it says: one from the other, and the id that binds them.

    event = event_of("reply", {"who": …})    `Faults` where fields are not what they should be
    line_of(event)                           the line, as bytes with its line end

The id is made of all the fields of a line but itself, unknown ones too: who changes a line by hand
has another text under the old id, and that can be told.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from compositor.diagnostics import Place
from compositor.geometry import Rect
from compositor.model.review import Anchor, Event, EventKind
from compositor.review.fields import CHECKS, EVERY, SHAPES, VERSION, Fault, event_id
from compositor.units import to_mm

ID_DIGITS = 16
# How a line is written: what was said stands first, what machines need last.
ORDER = (
    "event", "who", "when", "step", "of", "page", "article", "part", "quote", "text", "correction",
    "before", "after", "start", "rect", "seen", "fingerprint", "pages", "id", "v",
)  # fmt: skip
OF_FORMAT = ("event", "id", "v")


class FieldFault(NamedTuple):
    """What is wrong with a field: a code of the catalogue, and its values."""

    field: str
    code: str
    values: Mapping[str, object]


class Faults(Exception):  # noqa: N818 - a line that is refused, no failure of the program
    """Fields that are missing or are not what they should be."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


def event_of(kind: EventKind, data: Mapping[str, object], place: Place | None = None) -> Event:
    """The event that a JSON object says; `Faults` with all that is wrong with its fields."""
    shape, values, faults = SHAPES[kind], dict[str, Any](), list[FieldFault]()
    for field in (*EVERY, *shape.needs):
        if data.get(field) is None:
            faults.append(FieldFault(field, "review-missing", {"event": kind}))
    for field in shape.fields:
        if data.get(field) is None:
            continue
        try:
            values[field] = CHECKS[field](data[field])
        except Fault as fault:
            faults.append(FieldFault(field, fault.code, fault.values))
    derived = id_of(data)
    try:
        written = event_id(data["id"]) if data.get("id") is not None else derived
    except Fault as fault:
        faults.append(FieldFault("id", fault.code, fault.values))
    if faults:
        raise Faults(tuple(faults))
    made = _made(kind, values, written)
    return replace(
        made, data=_canonical(_without_id(data)), is_altered=written != derived, place=place
    )


def _made(kind: EventKind, values: dict[str, Any], written: str) -> Event:
    get = values.get
    return Event(
        kind,
        written,
        values["who"],
        values["when"],
        "",
        get("text", ""),
        _anchor(values) if kind == "comment" else None,
        get("correction"),
        get("of", ""),
        get("seen", ""),
        get("step", "一校"),
        get("fingerprint", ""),
        get("pages", ()),
    )


def _anchor(values: dict[str, Any]) -> Anchor:
    get = values.get
    return Anchor(
        values["page"],
        get("rect"),
        get("article", ""),
        get("part", ""),
        get("start", 0),
        get("quote", ""),
        get("before", ""),
        get("after", ""),
    )


def made_event(kind: EventKind, data: Mapping[str, object]) -> Event:
    """A new event of fields without id and version; `Faults` as `event_of`."""
    said = {key: value for key, value in data.items() if value is not None}
    return event_of(kind, {"event": kind, **said, "v": VERSION})


def line_of(event: Event) -> bytes:
    """The line an event is written as, its line end included."""
    data = {**json.loads(event.data), "id": event.id}
    known = {key: data[key] for key in ORDER if key in data}
    line = json.dumps({**known, **data}, ensure_ascii=False, separators=(",", ":"))
    return line.encode() + b"\n"


def id_of(data: Mapping[str, object]) -> str:
    """The id of an event: digits of the SHA-256 of its other fields in canonical form."""
    text = _canonical(_without_id(data)).encode(errors="surrogatepass")
    return sha256(text).hexdigest()[:ID_DIGITS]


def unknown_fields(kind: EventKind, data: Mapping[str, object]) -> Iterator[str]:
    """Fields that an event of this version does not have."""
    known = {*OF_FORMAT, *SHAPES[kind].fields}
    yield from (field for field in data if field not in known)


def rect_data(rect: Rect) -> list[float]:
    """A rectangle as the file and the desk have it: mm, to a hundredth."""
    return [round(to_mm(length), 2) for length in rect]


def _without_id(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != "id"}


def _canonical(data: object) -> str:
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    """With whole numbers written as such, however a tool that merged the file writes them."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return int(value)
    return value
