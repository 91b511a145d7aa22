"""The command's side: ask the helper; if there is none, run by oneself and start it for the next.

Every command waits for this module, so it imports next to nothing: Python's own start takes
10 ms, this 1 ms (measured).
"""

import os
import sys

from compositor.helper import wire
from compositor.helper.place import ROOT, socket_path, standing
from compositor.helper.whether import is_wanted

TYPE_CHECKING = False  # as in `typing`, which is not imported
if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = f"{ROOT}/compose.py"
SERVE = "--serve"  # the one word a helper is started with
INTERRUPTED, LOST = 130, 5
SIGINT = 2
LOST_WORDS = "the helper process died while it ran this command\n命令运行中，常驻进程意外终止\n"


def run(cold: "Callable[[], int]", program: str) -> int:
    """Run the command this process was started for; its exit status.

    `cold` runs it here. `program` names what a helper runs (`module:function`).
    """
    words = sys.argv[1:]
    if words == [SERVE]:
        from compositor.helper.serve import serve

        return serve(program)
    if not is_wanted(words, os.environ):
        return cold()
    try:
        status = _by_helper(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    if status is not None:
        return status
    status = cold()
    start()
    return status


def start() -> None:
    """Start a helper in the background, if that can be done; one that is there stays."""
    nothing = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    words = [sys.executable, COMMAND, SERVE]
    try:
        os.posix_spawn(sys.executable, words, os.environ, file_actions=nothing, setsid=True)
    except (OSError, NotImplementedError):
        return  # the next command will be as slow as this one


def ask(kind: str) -> tuple[int, ...] | None:
    """What the helper answers to `status` (the numbers of `wire`) or `stop` (none of them).

    None if there is no helper, or only one of the program as it was: it ends.
    """
    try:
        line = wire.connected(socket_path(standing()))
        wire.send(line, [kind])
        answer = b""
        while part := line.recv(64):
            answer += part
    except OSError:
        return None
    if answer in (b"", wire.NO):
        return None
    return tuple(map(int, filter(bytes.isdigit, answer.split())))


def _by_helper(words: list[str]) -> int | None:
    """The exit status of a command that the helper ran; None if it has begun nothing."""
    try:
        fields = _fields(words)
        line = wire.connected(socket_path(fields[1]))
        wire.send(line, fields, (0, 1, 2))
        answer = line.recv(64)
    except OSError:
        return None
    kind, _, rest = answer.partition(b" ")
    if kind != b"begun":
        return None
    number, _, more = rest.partition(b"\n")
    return _status(line, int(number), more)


def _fields(words: list[str]) -> list[str]:
    """The message that asks for a command to be run."""
    mask = os.umask(0)
    os.umask(mask)
    streams = tuple(_stream(one) for one in (sys.stdin, sys.stdout, sys.stderr))
    variables = (f"{name}={value}" for name, value in os.environ.items())
    about = (wire.RUN, standing(), os.getcwd(), f"{mask:o}", *streams)
    return [*about, str(len(words)), *words, *variables]


def _stream(stream: object) -> str:
    """How Python reads or writes one of the three streams."""
    if stream is None:
        raise OSError("a stream is closed")
    names = ("encoding", "errors", "line_buffering", "write_through")
    return " ".join(str(getattr(stream, name)) for name in names)


def _status(line: wire.Socket, pid: int, answer: bytes) -> int:
    """Wait for the command to end; what interrupts us, interrupts it."""
    while True:
        try:
            while not answer.endswith(b"\n"):
                part = line.recv(64)
                if not part:
                    sys.stderr.write(LOST_WORDS)
                    return LOST
                answer += part
            return int(answer.removeprefix(b"ended "))
        except KeyboardInterrupt:
            os.kill(pid, SIGINT)
        except OSError:
            sys.stderr.write(LOST_WORDS)
            return LOST
