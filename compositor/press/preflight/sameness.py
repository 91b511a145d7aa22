"""Whether a page is the same as another, object for object, whatever file it stands in.

    digest = Sameness().digest(page)        of one file; equal digests, equal pages

All that a page is made of goes into it, its boxes, contents and resources with the very bytes of
their streams, but not the pages above it. An object that is used often is read once a file.
"""

from hashlib import sha256
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

NOT_OF_THE_PAGE = frozenset({"/Parent", "/StructParents"})
OPEN = b"open"  # an object that is within itself


class Sameness:
    """Digests of the objects of one file."""

    def __init__(self) -> None:
        self._known: dict[int, bytes] = {}

    def digest(self, page: Any) -> bytes:
        """The digest of a page; of one that cannot be read to its end, one that is no other's."""
        try:
            return self._of(DictionaryObject(page))
        except Exception as error:  # pypdf raises anything on broken objects
            return f"{type(error).__name__} {id(page)}".encode()

    def _of(self, value: Any) -> bytes:
        if isinstance(value, IndirectObject):
            return self._of_indirect(value)
        parts = [type(value).__name__.encode()]
        if isinstance(value, DictionaryObject):
            for key in sorted(value.keys() - NOT_OF_THE_PAGE):
                parts += (key.encode(), self._of(value.raw_get(key)))
            if isinstance(value, StreamObject):
                parts.append(sha256(value._data).digest())
        elif isinstance(value, ArrayObject):
            parts += map(self._of, list.__iter__(value))
        else:
            parts.append(repr(value).encode())
        return sha256(b"\0".join(parts)).digest()

    def _of_indirect(self, value: IndirectObject) -> bytes:
        key = value.idnum
        if key not in self._known:
            self._known[key] = OPEN
            self._known[key] = self._of(value.get_object())
        return self._known[key]
