"""Finished pictures kept between builds, by what they were made of.

A store is an aid: what it does not have, or has no more as it was put there, is made again, and
what cannot be written is not kept. `FolderStore` may be shared by processes that run side by side.
"""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

MARK = 64  # a file begins with the SHA-256 of the rest, in hexadecimal


class Store(Protocol):
    """A place for finished pictures."""

    def get(self, key: str) -> bytes | None:
        """What was put under a key, whole; None if there is nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Keep it, if that can be done."""


class NoStore:
    """Keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """See `Store.get`."""
        del key
        return None

    def put(self, key: str, data: bytes) -> None:
        """See `Store.put`."""


class FolderStore:
    """A folder with a file for each picture; what is torn or tampered with is not taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """See `Store.get`."""
        try:
            kept = (self._folder / key).read_bytes()
        except OSError:
            return None
        mark, data = kept[:MARK], kept[MARK:]
        return data if sha256(data).hexdigest().encode() == mark else None

    def put(self, key: str, data: bytes) -> None:
        """See `Store.put`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                try:
                    file.write(sha256(data).hexdigest().encode() + data)
                    file.close()
                    os.replace(file.name, self._folder / key)  # noqa: PTH105 - at once, or not
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
        except OSError:
            return  # a full or read-only disk costs time and no picture
