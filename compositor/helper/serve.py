"""The helper: it listens, makes a copy of itself for every command, and ends when nobody asks.

    $ python compose.py --serve

A small process, the keeper, takes the lock of its place and starts the helper proper, which
imports the program, prepares it, and only then listens. For each client the helper is forked: the
helper goes on listening while its copy runs the command. A copy that has become wiser by its
command offers to stand in for the helper, which then ends: the next command finds what this one
has set. If it was spoilt instead, or died, the helper is as it was.

The helper ends when it was idle for ten minutes, when the program has changed since it was
imported, or when it is told to. Whoever was waiting then runs by himself.
"""

import ctypes
import fcntl
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from socket import AF_UNIX, SOCK_SEQPACKET, SOCK_STREAM, socket, socketpair
from time import monotonic, sleep
from typing import cast

from compositor.helper import attend, calls, wire
from compositor.helper.attend import Program
from compositor.helper.place import ROOT, socket_path, standing
from compositor.helper.stamps import Stamps, changed, stamps

IDLE = 600  # seconds without a command after which a helper ends
LATER = "COMPOSITOR_HELPER_IDLE"  # another number of seconds
TRIES, PAUSE = 20, 0.05  # at the lock; seconds between two
WAITING = 32  # clients that may wait to be heard
PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>
OFFER, TAKEN, STOP = b"offer", b"taken", b"stop"


def serve(program: str) -> int:
    """Be the helper of this place until it is done with; 0 soon if there is one already."""
    _let_go()
    stands = standing()
    path = socket_path(stands)
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if not any(_is_locked(lock) for _ in range(TRIES)):
        return 0
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if os.fork():
        os.close(lock)
        _bury()
        return 0
    before = stamps(ROOT)
    module, _, name = program.partition(":")
    ready = cast(Callable[[], Program], getattr(import_module(module), name))()
    if not changed(before):
        _Helper(path, stands, ready).listen()
    os._exit(0)


def _is_locked(lock: int) -> bool:
    """Whether the lock is ours; one that was told to end may take a moment to give it back."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sleep(PAUSE)
        return False
    return True


def _let_go() -> None:
    """Hold nothing of whoever started us: neither folder nor files."""
    os.chdir("/")
    os.umask(0o077)
    for number in map(int, os.listdir("/proc/self/fd")):
        if number >= wire.STREAMS:
            with suppress(OSError):
                os.close(number)


def _bury() -> None:
    """Wait for all that comes of the helper: copies whose helper is gone are ours."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _door(path: str) -> socket:
    """A socket that listens before it can be seen; one of a helper that was killed is replaced."""
    door, draft = socket(AF_UNIX, SOCK_STREAM), f"{path}.new"
    with suppress(FileNotFoundError):
        os.unlink(draft)
    door.bind(draft)
    door.listen(WAITING)
    os.rename(draft, path)
    return door


class _Helper:
    """The process that listens; a copy of it becomes one when it stands in."""

    def __init__(self, path: str, stands: str, program: Program) -> None:
        self._path, self._stands, self._program = path, stands, program
        self._stamps: Stamps = stamps(ROOT)
        self._idle = float(os.environ.get(LATER, IDLE))
        self._copies: dict[int, socket] = {}
        self._served = 0
        attend.keep_still()
        self._door = _door(path)

    def listen(self) -> None:
        """Hear clients until it is time to end."""
        last = monotonic()
        while True:
            left = last + self._idle - monotonic()
            heard = self._heard(left)
            if self._door.fileno() in heard:
                self._admit()
                last = monotonic()
            for number in heard & self._copies.keys():
                self._hear(number)
            if left <= 0 and not heard:
                self._end()

    def _heard(self, seconds: float) -> set[int]:
        poll = select.poll()
        for number in (self._door.fileno(), *self._copies):
            poll.register(number, select.POLLIN)
        return {number for number, _ in poll.poll(max(seconds, 0) * 1000)}

    def _admit(self) -> None:
        """Let a client in, and have a copy hear it."""
        try:
            line, _ = self._door.accept()
        except OSError:
            return  # it has gone again
        if not wire.is_same_user(line):
            line.close()
            return
        ours, its = socketpair(AF_UNIX, SOCK_SEQPACKET)
        self._served += 1
        if os.fork():
            line.close()
            its.close()
            self._copies[ours.fileno()] = ours
            return
        ours.close()
        self._be_copy(line, its)

    def _be_copy(self, line: socket, helper: socket) -> None:
        """In a copy: hear the client; this returns only if the copy is the helper now."""
        for other in self._copies.values():
            other.close()
        self._copies.clear()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        is_wiser = False
        with suppress(Exception, KeyboardInterrupt):
            line.settimeout(calls.WAIT)
            is_wiser = self._attend(line, helper)
        line.close()
        if not is_wiser:
            os._exit(0)
        helper.settimeout(calls.WAIT)
        with suppress(OSError):
            helper.send(OFFER)
            if helper.recv(len(TAKEN)) == TAKEN:
                helper.close()
                return
        os._exit(0)

    def _attend(self, line: socket, helper: socket) -> bool:
        """Do what a client asks for; whether this copy may stand in for the helper."""
        fields, files = calls.receive(line)
        if fields == [wire.STOP]:
            helper.send(STOP)
            helper.recv(1)  # the helper is gone
            line.sendall(b"stopped\n")
            return False
        if changed(self._stamps):
            line.sendall(wire.NO)
            helper.send(STOP)
            return False
        if fields == [wire.STATUS]:
            line.sendall(self._told())
            return False
        call = calls.read(fields)
        if call.standing != self._stands or len(files) != wire.STREAMS:
            line.sendall(wire.NO)
            return False
        line.settimeout(None)
        return attend.run(line, call, files, self._program)

    def _told(self) -> bytes:
        facts = (os.getppid(), self._served - 1, attend.resident(), int(self._idle))
        return (" ".join(map(str, facts)) + "\n").encode()

    def _hear(self, number: int) -> None:
        """What a copy says, or that it has ended."""
        copy = self._copies[number]
        try:
            said = copy.recv(len(OFFER))
        except OSError:
            said = b""
        if said == OFFER:
            with suppress(OSError):
                copy.send(TAKEN)
                os._exit(0)  # it listens at the same door
        if said == STOP:
            self._end()
        copy.close()
        del self._copies[number]
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def _end(self) -> None:
        with suppress(OSError):
            os.unlink(self._path)
        sys.stdout.flush()
        os._exit(0)
