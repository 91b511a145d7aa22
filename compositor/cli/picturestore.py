"""Finished pictures in a folder: a cache that any number of builds share and nobody looks after.

It stands here because only the command writes files; what is kept, and under which names, is
`compositor.photos.store`'s affair. A file is the SHA-256 of a picture and the picture. It is
written under a name of its own and renamed when it is whole, so that two builds at once do each
other no harm; what does not match its digest counts as missing. A full disk, a folder that is
read-only or gone: then nothing is kept, and nothing is said. The folder may be deleted at any time.
"""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

DIGEST = sha256().digest_size
SUFFIX = ".picture"


class FolderStore:
    """A `Store` in `folder`, which is made when there is something to keep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """See `Store.get`."""
        try:
            kept = (self.folder / (key + SUFFIX)).read_bytes()
        except OSError:
            return None
        digest, data = kept[:DIGEST], kept[DIGEST:]
        return data if sha256(data).digest() == digest else None

    def put(self, key: str, data: bytes) -> None:
        """See `Store.put`."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            number, draft = mkstemp(prefix=key[:8], dir=self.folder)
        except OSError:
            return
        try:
            with os.fdopen(number, "wb") as file:
                file.write(sha256(data).digest() + data)
            Path(draft).replace(self.folder / (key + SUFFIX))
        except OSError:
            _remove(Path(draft))


def _remove(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return
