"""Streams of a PDF, deflated always the same way."""

from collections.abc import Mapping
from zlib import compress

from pypdf.generic import NameObject, PdfObject, StreamObject

LEVEL = 6
NO_ENTRIES: Mapping[str, PdfObject] = {}


def deflate(data: bytes) -> bytes:
    """The bytes as `/FlateDecode` reads them."""
    return compress(data, LEVEL)


def deflated(data: bytes, entries: Mapping[str, PdfObject] = NO_ENTRIES) -> StreamObject:
    """A stream of these bytes, with further entries of its dictionary."""
    return packed(deflate(data), entries)


def packed(data: bytes, entries: Mapping[str, PdfObject] = NO_ENTRIES) -> StreamObject:
    """A stream of bytes that are deflated already."""
    made = plain(data, entries)
    made[NameObject("/Filter")] = NameObject("/FlateDecode")
    return made


def plain(data: bytes, entries: Mapping[str, PdfObject] = NO_ENTRIES) -> StreamObject:
    """A stream of bytes as they are."""
    made = StreamObject()
    made._data = data
    made.update({NameObject(key): value for key, value in entries.items()})
    return made
