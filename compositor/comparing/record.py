"""A snapshot written down, and read back: deflated JSON, each value a list in its fields' order.

    data = written(snapshot)
    assert read(data) == snapshot         # but for number and time, which are not its own

What was damaged, or written by a version that knew other fields, is a `ValueError`.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import GenericAlias
from typing import Any, TypeAlias, cast, get_args, get_origin, get_type_hints

from compositor.model.snapshot import Snapshot

FORMAT = "snapshot 1"  # raised when the fields of a snapshot are others
LEVEL = 3  # of deflating: half the time of 6 for 6 % more bytes (measured)
MOST = 64 << 20  # bytes a snapshot may inflate to: a hundred times a large issue's

Reader: TypeAlias = Callable[[Any], Any]


def written(snapshot: Snapshot) -> bytes:
    """A snapshot as bytes, the same for the same snapshot; number and time are left out."""
    plain = _plain(replace(snapshot, number=0, time=""))
    text = json.dumps([FORMAT, plain], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def read(data: bytes) -> Snapshot:
    """The snapshot that was written; `ValueError` if it is damaged."""
    try:
        inflating = zlib.decompressobj()
        text = inflating.decompress(data, MOST).decode("utf-8", "surrogatepass")
        if not inflating.eof:  # cut off, its checksum at least, or far too large
            raise ValueError("incomplete")
        form, plain = json.loads(text)
    except (zlib.error, RecursionError, TypeError) as error:
        raise ValueError(str(error)) from None
    if form != FORMAT:
        raise ValueError(f"{form}: {FORMAT}")
    return cast(Snapshot, _reader(Snapshot)(plain))


def _plain(value: object) -> object:
    """A value as lists: NamedTuples are tuples, and JSON writes these as lists by itself."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if type(value) is tuple:
        return [_plain(one) for one in value]
    return value


@cache
def _reader(kind: Any) -> Reader:
    """What reads a value of a type: a plain one, a tuple, a NamedTuple or a dataclass."""
    if get_origin(kind) is tuple:
        return _tuple_reader(kind)
    if kind in (int, str, bool):
        return _plain_reader(kind)
    hints = get_type_hints(kind)
    readers = tuple(_reader(hint) for hint in hints.values())

    def read_fields(value: Any) -> Any:
        return kind(*_each(readers, value))

    return read_fields


def _plain_reader(kind: type) -> Reader:
    def read_plain(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r}: {kind.__name__}")
        return value

    return read_plain


def _tuple_reader(kind: GenericAlias) -> Reader:
    arguments = get_args(kind)
    if arguments[-1] is not Ellipsis:
        readers = tuple(_reader(one) for one in arguments)
        return lambda value: tuple(_each(readers, value))
    reader = _reader(arguments[0])
    return lambda value: tuple(reader(one) for one in _list(value))


def _each(readers: tuple[Reader, ...], value: Any) -> list[Any]:
    return [reader(one) for reader, one in zip(readers, _list(value), strict=True)]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r}: list")
    return value
