"""What the helper hears from a client: a message, and the call it is. See `wire`.

Whatever comes, it is a `Call` or `Garbled`; it is read by a copy of the helper, so that nobody
keeps the helper itself waiting.
"""

import os
import sys
from typing import NamedTuple

from compositor.helper.wire import DESCRIPTOR, HEAD, RUN, SCM_RIGHTS, SOL_SOCKET, STREAMS, Socket

MOST = 8_000_000  # bytes: more than Linux lets a process have of words and variables
WAIT = 10.0  # seconds for a message that was begun
FILES = 1024  # bytes for descriptors: of more than are wanted


class Garbled(Exception):  # noqa: N818 - the message is, not the program
    """What came is no message of ours."""


class Call(NamedTuple):
    """A command, as the client stands: `streams` describes stdin, stdout and stderr."""

    standing: str
    folder: str
    mask: int
    streams: tuple[str, ...]
    words: tuple[str, ...]
    variables: tuple[tuple[str, str], ...]


def receive(line: Socket) -> tuple[list[str], list[int]]:
    """A message: its fields and the files that came with it; `Garbled` if it is none."""
    head, files, _, _ = line.recvmsg(HEAD, FILES)
    descriptors = [
        int.from_bytes(data[at : at + DESCRIPTOR], sys.byteorder)
        for level, kind, data in files
        if (level, kind) == (SOL_SOCKET, SCM_RIGHTS)
        for at in range(0, len(data) - len(data) % DESCRIPTOR, DESCRIPTOR)
    ]
    try:
        head += _exactly(line, HEAD - len(head))
        size = int(head, 16) if head.isalnum() else -1
        if not 0 <= size <= MOST:
            raise Garbled(f"length {head!r}")
        return os.fsdecode(_exactly(line, size)).split("\0"), descriptors
    except (Garbled, OSError, ValueError) as error:
        for one in descriptors:
            os.close(one)
        raise Garbled(str(error)) from None


def read(fields: list[str]) -> Call:
    """A call from its fields; `Garbled` if they are none."""
    try:
        kind, standing, folder, mask = fields[:4]
        streams, rest = fields[4 : 4 + STREAMS], fields[4 + STREAMS :]
        count = int(rest[0])
        words, variables = rest[1 : 1 + count], rest[1 + count :]
        pairs = [one.partition("=") for one in variables]
        if kind != RUN or count != len(words) or not all(name and mid for name, mid, _ in pairs):
            raise Garbled("fields")
        told = tuple((name, value) for name, _, value in pairs)
        return Call(standing, folder, int(mask, 8), tuple(streams), tuple(words), told)
    except (ValueError, IndexError) as error:
        raise Garbled(str(error)) from None


def _exactly(line: Socket, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = line.recv(min(size, 1 << 20))
        if not part:
            raise Garbled("it ends too soon")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
