"""What client and helper say to each other, over a socket of this machine.

    client   8 hexadecimal digits: how many bytes follow; then fields, a NUL between any two: `run`,
             standing, folder, mask, how stdin, stdout and stderr are read and written, how many
             words, words, variables (`NAME=value`); or `status`; or `stop`
             (with the first byte of a `run` go the descriptors of stdin, stdout and stderr)
    helper   `begun PID\\n` when the command is about to begin, and then `ended STATUS\\n`;
             or `no\\n`: nothing was begun, run it yourself;
             or to `status`: `PID SERVED BYTES SECONDS\\n`; to `stop`: `stopped\\n`

Fields come from words, paths and variables, which hold no NUL. The client's half; `calls` is the
helper's. `_socket` is the part of `socket` that this needs without the rest, which would be a
third of a client's time (measured); `typing` would be another.
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

__all__ = ["SCM_RIGHTS", "SOL_SOCKET", "Socket", "connected", "is_hung_up", "is_same_user", "send"]

RUN, STATUS, STOP = "run", "status", "stop"
NO = b"no\n"
HEAD = 8  # digits
DESCRIPTOR = 4  # bytes of an int
STREAMS = 3


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
