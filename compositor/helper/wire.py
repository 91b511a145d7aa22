"""What client and helper say to each other, over a socket of this machine.

    client   8 hexadecimal digits: how many bytes follow; then fields, a NUL between any two:
             kind, and of a `run`: standing, folder, mask, how many words, words, variables
             (with the first byte go the descriptors of stdin, stdout, stderr)
    helper   `begun PID\\n`, when the command is about to begin, and `ended STATUS\\n`;
             or `no\\n`: nothing was begun, run it yourself;
             or to `status`: lines of text

Fields come from words, paths and variables, which hold no NUL. `_socket` is the part of `socket`
that this needs, without the rest: 7 of a client's 25 ms (measured).
"""

import os
import sys
from _socket import (
    AF_UNIX,
    MSG_DONTWAIT,
    MSG_PEEK,
    SCM_RIGHTS,
    SO_PEERCRED,
    SOCK_STREAM,
    SOL_SOCKET,
)
from _socket import socket as Socket  # noqa: N812 - the class
from typing import NamedTuple

__all__ = ["Call", "Garbled", "Socket", "connected", "is_same_user", "read", "receive", "send"]

RUN, STATUS, STOP = "run", "status", "stop"
NO = b"no\n"
HEAD = 8  # digits
MOST = 8_000_000  # bytes: more than Linux lets a process have of words and variables
WAIT = 10.0  # seconds for a message that was begun
DESCRIPTOR = 4  # bytes of an int
STREAMS = 3


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


def connected(path: str) -> Socket:
    """A line to whoever listens at a path, who is this user; `OSError` if there is nobody."""
    line = Socket(AF_UNIX, SOCK_STREAM)
    try:
        line.connect(path)
        if not is_same_user(line):
            raise PermissionError(f"another user listens at {path}")
    except OSError:
        line.close()
        raise
    return line


def is_same_user(line: Socket) -> bool:
    """Whether the other end is a process of this very user; the kernel says so."""
    data = line.getsockopt(SOL_SOCKET, SO_PEERCRED, 3 * DESCRIPTOR)
    return int.from_bytes(data[DESCRIPTOR : 2 * DESCRIPTOR], sys.byteorder) == os.getuid()


def is_hung_up(line: Socket) -> bool:
    """Whether the other end is gone; reads nothing away."""
    try:
        return line.recv(1, MSG_PEEK | MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def send(line: Socket, fields: list[str], descriptors: tuple[int, ...] = ()) -> None:
    """Send a message, and open files with it."""
    data = b"\0".join(os.fsencode(field) for field in fields)
    head = b"%08x" % len(data)
    files = b"".join(one.to_bytes(DESCRIPTOR, sys.byteorder) for one in descriptors)
    line.sendmsg([head], [(SOL_SOCKET, SCM_RIGHTS, files)] if files else [])
    line.sendall(data)


def receive(line: Socket) -> tuple[list[str], list[int]]:
    """A message: its fields and the files that came with it; `Garbled` if it is none."""
    head, files, flags, _ = line.recvmsg(HEAD, 1024)
    descriptors = [
        int.from_bytes(data[at : at + DESCRIPTOR], sys.byteorder)
        for level, kind, data in files
        if (level, kind) == (SOL_SOCKET, SCM_RIGHTS)
        for at in range(0, len(data) - len(data) % DESCRIPTOR, DESCRIPTOR)
    ]
    del flags
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


def written(call: Call) -> list[str]:
    """A call as fields."""
    words, streams = call.words, call.streams
    return [
        RUN,
        call.standing,
        call.folder,
        f"{call.mask:o}",
        *streams,
        str(len(words)),
        *words,
        *(f"{name}={value}" for name, value in call.variables),
    ]


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
