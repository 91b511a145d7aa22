"""Streams of a PDF, deflated always the same way."""

from collections.abc import Mapping

from pypdf.generic import NameObject, PdfObject, StreamObject

from compositor.packing import deflate

NO_ENTRIES: Mapping[str, PdfObject] = {}


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
