"""Pictures inside a document: taken out before it is parsed, given names by what they are.

A web page saved in one file, and Markdown from some editors, hold their photographs as `data:`
addresses, megabytes of letters that no parser of text should chew. `pull_out` puts a short name in
the place of each; the markup reader then meets the name.
"""

import binascii
import re
from typing import NamedTuple

from compositor.intake.readers.limits import MAX_PICTURE, check_size

SCHEME = "picture-in-file:"
_DATA = re.compile(
    rb"data:image/[\w.+-]+(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=_%\-\s]*)", re.IGNORECASE
)
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
_ENDINGS = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\x01\0\0\0", "emf"),
)


class Pulled(NamedTuple):
    """A document without its `data:` pictures, and these; `data` has `SCHEME` + index instead."""

    data: bytes
    pictures: tuple[bytes, ...]


def pull_out(file: str, data: bytes) -> Pulled:
    """Put the pictures of a text document aside; `Refused` with `too-large` for a giant one."""
    pictures: list[bytes] = []

    def name(match: re.Match[bytes]) -> bytes:
        check_size(file, len(match[1]) * 3 // 4, MAX_PICTURE)
        content = _decoded(match[1])
        if content is None:
            return match[0][:64]  # no picture: the start of it says where
        pictures.append(content)
        return f"{SCHEME}{len(pictures) - 1}".encode()

    return Pulled(_DATA.sub(name, data), tuple(pictures))


def ending(content: bytes) -> str:
    """The ending a picture's file ought to have, by its first bytes; `bin` if they say nothing."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if b"<svg" in content[:1024]:
        return "svg"
    return next((name for magic, name in _ENDINGS if content.startswith(magic)), "bin")


def _decoded(letters: bytes) -> bytes | None:
    plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), letters)
    plain = b"".join(plain.split()).translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4)) or None
    except binascii.Error:
        return None
