"""Finished pictures kept from build to build, by everything that went into them.

    developed(data, digest, job, store)

A finished picture is the same for the same file, job, code and libraries, so its name is a SHA-256
over all of these, and whoever has the name has the picture. A store is an aid: what it has lost, or
cannot keep, is made again. `compositor.cli.picturestore` keeps them in a folder.
"""

from hashlib import sha256
from importlib.resources import files
from typing import Protocol

from compositor.photos.developing import Job, develop

LIBRARIES = ("littlecms2", "jpg", "libjpeg_turbo", "libtiff", "webp", "zlib")  # by Pillow's names


class Store(Protocol):
    """Where finished pictures are kept, by name."""

    def get(self, key: str) -> bytes | None:
        """What was put under `key`, or None if it is not there whole."""

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`, if that can be done; never fails."""


class NoStore:
    """Keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """See `Store.get`."""
        del key
        return None

    def put(self, key: str, data: bytes) -> None:
        """See `Store.put`."""


NO_STORE = NoStore()


def developed(data: bytes, digest: str, job: Job, store: Store) -> bytes:
    """The finished picture of a file, `digest` its SHA-256; see `develop` for what it raises."""
    key = key_of(digest, job)
    kept = store.get(key)
    if kept is not None:
        return kept
    finished = develop(data, job)
    store.put(key, finished)
    return finished


def key_of(digest: str, job: Job) -> str:
    """The name of a finished picture. Where its file lies and who asks for it does not matter."""
    asked = (job.size, job.focus, job.is_black, job.ink_limit, job.ppi)
    profile = sha256(job.profile).hexdigest()
    words = (_pipeline(), digest, *asked, profile, *_versions())
    return sha256("\n".join(map(str, words)).encode()).hexdigest()


def _pipeline() -> str:
    """The code of this room: any change of it makes all pictures anew, so that a picture that was
    kept is the one that would be made. Reading it takes a millisecond.
    """
    modules = (file for file in files(__package__).iterdir() if file.name.endswith(".py"))
    code = (file.read_bytes() for file in sorted(modules, key=lambda file: file.name))
    return sha256(b"\0".join(code)).hexdigest()


def _versions() -> tuple[str, ...]:
    from PIL import __version__, features

    return (__version__, *(str(features.version(name)) for name in LIBRARIES))
