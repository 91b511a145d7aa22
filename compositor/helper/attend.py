"""One command, in a copy of the helper: run as if the client had run it.

The copy takes on what the client sent: the open streams, the folder, the mask, the variables, the
words. It ends when the client does: a client that is killed takes its command with it, as the
terminal does with a command that runs by itself.

A command that ended as it should may leave its copy `wiser`: it has set this issue, opened these
faces. Then it puts everything of the client's away and stands in for the process it was made of.
"""

import fcntl
import gc
import os
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from typing import Protocol

from compositor.helper import calls, wire

# Exit statuses: of a traceback and of a stdout that was lost, as Python has them; of a hang-up.
SPOILT, UNFLUSHED, GONE = 1, 120, 128 + signal.SIGHUP
INTERRUPTED = 128 + signal.SIGINT
LARGEST = 600_000_000  # bytes in memory; a copy that holds more does not stand in for another
LOOKS, PAUSE = 20, 0.005  # at the threads that are left; seconds between two
PATIENCE = 5  # seconds a command has to end in when its client is gone


class Program(Protocol):
    """What is run, warm."""

    def run(self, words: list[str]) -> int:
        """Run a command; its exit status, or `SystemExit`."""

    @property
    def is_wiser(self) -> bool:
        """Whether this process now has what the next command could use."""


def run(line: wire.Socket, call: calls.Call, files: list[int], program: Program) -> bool:
    """Run a command for a client; whether this copy may stand in for the process it is of."""
    before = dict(os.environ)
    os.setpgid(0, 0)
    _take_on(call, files)
    hindrance = _Hindrance(line)
    try:
        line.sendall(b"begun %d\n" % os.getpid())
        status, is_sound = _status(program, call.words)
        hindrance.is_over()
    except KeyboardInterrupt:  # before the program could take it, or after
        status, is_sound = INTERRUPTED, False
        hindrance.is_over()
    _close_streams()  # whoever reads them waits for their end
    with suppress(OSError):
        line.sendall(b"ended %d\n" % status)
    line.close()
    if hindrance.was or not (is_sound and program.is_wiser and _is_small()):
        return False
    _put_away(before)
    return True


def _take_on(call: calls.Call, files: list[int]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(call.folder)
    os.umask(call.mask)
    _set_variables(dict(call.variables))
    sys.argv = ["compose.py", *call.words]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = _opened(number, call.streams[number])
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _opened(number: int, told: str) -> TextIOWrapper:
    """A stream as Python opens it at its start, by what the client's was."""
    encoding, errors, by_line, through = told.split(" ")
    raw = FileIO(number, "wb" if number else "rb", closefd=False)
    stream = TextIOWrapper(BufferedWriter(raw) if number else BufferedReader(raw), encoding, errors)
    stream.reconfigure(line_buffering=by_line == "True", write_through=through == "True")
    return stream


def _set_variables(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    tempfile.tempdir = None  # it is looked for once


class _Hindrance:
    """What interrupts a command: its client's Ctrl-C (SIGINT), or that its client is gone (SIGIO).

    `was` says whether anything did: a process that was interrupted somewhere is not used again.
    """

    def __init__(self, line: wire.Socket) -> None:
        self.was = False
        self._line = line
        signal.signal(signal.SIGINT, self._interrupt)
        signal.signal(signal.SIGIO, self._look)
        fcntl.fcntl(line.fileno(), fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(line.fileno(), fcntl.F_SETFL, os.O_RDWR | os.O_ASYNC)
        if wire.is_hung_up(line):
            os._exit(GONE)

    def is_over(self) -> None:
        """The command has ended: nothing can interrupt it any more."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        signal.alarm(0)
        fcntl.fcntl(self._line.fileno(), fcntl.F_SETFL, os.O_RDWR)

    def _interrupt(self, *_: object) -> None:
        self.was = True
        raise KeyboardInterrupt

    def _look(self, *_: object) -> None:
        """Something came on the line, or it was closed at the other end."""
        if wire.is_hung_up(self._line):
            signal.signal(signal.SIGIO, signal.SIG_IGN)
            signal.signal(signal.SIGALRM, lambda *_: os._exit(GONE))
            signal.alarm(PATIENCE)
            self._interrupt()


def _status(program: Program, words: tuple[str, ...]) -> tuple[int, bool]:
    """The exit status Python would end with, and whether nothing went wrong in the program."""
    is_sound = False
    try:
        status = program.run(list(words))
        is_sound = True
    except SystemExit as ended:
        status = _of_exit(ended)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BaseException:
        traceback.print_exc()
        status = SPOILT
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            status, is_sound = UNFLUSHED, False
    return int(status), is_sound


def _of_exit(ended: SystemExit) -> int:
    if ended.code is None or isinstance(ended.code, int):
        return (ended.code or 0) & 0xFF
    sys.stderr.write(f"{ended.code}\n")
    return SPOILT


def _is_small() -> bool:
    """Whether this process has one thread, and not too much in memory."""
    return resident() < LARGEST and any(_has_one_thread() for _ in range(LOOKS))


def _has_one_thread() -> bool:
    """One that Python has waited for may still be on its way out."""
    if len(os.listdir("/proc/self/task")) == 1:
        return True
    time.sleep(PAUSE)
    return False


def resident() -> int:
    """Bytes this process has in memory, those it shares with its copies among them."""
    with open("/proc/self/statm", encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _close_streams() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(wire.STREAMS):
        os.dup2(nothing, number)
    os.close(nothing)


def _put_away(variables: dict[str, str]) -> None:
    """Nothing of the client's is left: neither folder nor mask nor variables."""
    os.chdir("/")
    os.umask(0o077)
    _set_variables(variables)
    keep_still()


def keep_still() -> None:
    """Before copies are made: what is there now is not looked through again, and stays shared.

    What an earlier command has left is not thawed for it: that would part it from all copies.
    """
    gc.collect()
    gc.freeze()
