"""The objects of a PDF, whatever a file has put where another thing should stand.

pypdf gives objects of any type, by reference or not, and raises what it likes on broken ones. These
functions look a thing up as what it ought to be and give an empty one where it is another; what
pypdf raises passes through, and `run` catches it.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any, TypeAlias

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)

from compositor.press.boxes import Box
from compositor.press.preflight.matrix import Matrix

Dictionary: TypeAlias = Mapping[str, Any]
NONE: Dictionary = {}
LONGEST = 200  # characters of a text that is looked at


def resolve(value: Any) -> Any:
    """What a reference leads to; None for null and for nothing."""
    found = value.get_object() if hasattr(value, "get_object") else value
    return None if isinstance(found, NullObject) else found


def get(holder: Dictionary, key: str) -> Any:
    """The value of a key, references followed."""
    return resolve(holder.get(key))


def dictionary(value: Any) -> Dictionary:
    """A dictionary, or a stream's; an empty one for anything else."""
    found = resolve(value)
    return found if isinstance(found, DictionaryObject) else NONE


def sequence(value: Any) -> Sequence[Any]:
    """An array; an empty one for anything else."""
    found = resolve(value)
    return found if isinstance(found, ArrayObject) else ()


def name(value: Any) -> str:
    """A name without its slash; "" for anything else."""
    found = resolve(value)
    return str(found).removeprefix("/") if isinstance(found, NameObject) else ""


def names(value: Any) -> tuple[str, ...]:
    """A name, or an array of names, as /Filter may be."""
    found = resolve(value)
    several = found if isinstance(found, ArrayObject) else (found,)
    return tuple(one for one in map(name, several) if one)


def text(value: Any) -> str:
    """A text string; "" for anything else."""
    found = resolve(value)
    if isinstance(found, bytes):
        return found[:LONGEST].decode("latin-1")
    return found[:LONGEST] if isinstance(found, str) else ""


def number(value: Any, default: float = 0.0) -> float:
    """A number that is one; `default` for anything else."""
    found = resolve(value)
    if isinstance(found, NumberObject | FloatObject) and isfinite(found):
        return float(found)
    return default


def is_true(value: Any) -> bool:
    """Whether it is the word true; pypdf's own false counts as true in Python."""
    found = resolve(value)
    return isinstance(found, BooleanObject) and found.value is True


def is_stream(value: Any) -> bool:
    """Whether it is a stream."""
    return isinstance(value, StreamObject)


def head_of(stream: Any, size: int) -> bytes:
    """The first bytes of a stream, all of which is inflated: once for the same bytes, since all
    files of a run have the same profile (9 ms).
    """
    if name(get(stream, "/Filter")) == "FlateDecode" and "/DecodeParms" not in stream:
        try:
            return _inflated(stream._data)[:size]
        except zlib.error:
            pass  # pypdf mends what it can
    data: bytes = stream.get_data()
    return data[:size]


@lru_cache(maxsize=2)
def _inflated(data: bytes) -> bytes:
    return zlib.decompress(data)


def box(value: Any) -> Box | None:
    """A rectangle, whichever corners it is written by; None for anything else."""
    found = [number(one, float("nan")) for one in sequence(value)]
    if len(found) != len(Box._fields) or not all(map(isfinite, found)):
        return None
    xs, ys = sorted(found[::2]), sorted(found[1::2])
    return Box(xs[0], ys[0], xs[1], ys[1])


def matrix(value: Any) -> Matrix:
    """A matrix; the identity where none stands."""
    found = [number(one) for one in sequence(value)]
    if len(found) != 6:
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Names and values of a dictionary, references followed."""
    for key in dictionary(value):
        yield str(key).removeprefix("/"), get(dictionary(value), key)
