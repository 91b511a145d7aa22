"""What ninjs 3.3 asks of the properties that are used here, as a JSON Schema of our own.

Written from the published schema (`ninjs-schema_3.3.json`, 2025, IPTC, CC BY 4.0), not copied: it
has the same names, kinds, required and closed objects for what we write, and refuses every
property that we do not write, whether the standard has it or not. So what it accepts the published
schema accepts. `uri` and `date-time` are formats there, which validators check only on request;
here they are patterns.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
URI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$"}
COUNT = {"type": "integer"}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


WORDS = _object(("value",), role=TEXT, contentType=TEXT, value=TEXT)
BODY = _object(("value",), role=TEXT, contentType=TEXT, charCount=COUNT, value=TEXT)
RENDITION = _object(
    ("name",),
    name=TEXT,
    contentType=TEXT,
    width=COUNT,
    height=COUNT,
    sizeInBytes=COUNT,
    extensions={"type": "object", "additionalProperties": TEXT},
)
ITEM: dict[str, Any] = {
    "uri": URI,
    "type": {"enum": ["text", "picture", "composite"]},
    "representationType": {"enum": ["full", "partial"]},
    "profile": TEXT,
    "version": TEXT,
    "language": TEXT,
    "title": TEXT,
    "by": TEXT,
    "headlines": _list(WORDS),
    "descriptions": _list(WORDS),
    "bodies": _list(BODY),
    "infoSources": _list(_object(name=TEXT, role=TEXT)),
    "altIds": _list(_object(role=TEXT, value=TEXT)),
    "renditions": _list(RENDITION),
    "standard": _object(name=TEXT, version=TEXT, schema=URI),
}
ASSOCIATION = _object(("uri", "name"), **ITEM, name=TEXT, rel=TEXT)
NINJS = _object(("uri",), **ITEM, associations=_list(ASSOCIATION))
