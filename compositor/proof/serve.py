"""The desk on a socket: uvicorn, the watcher and the session, until it is stopped.

    serve(place, door, language, opened)      # returns when it was stopped (Ctrl+C)

`opened` is called once the desk is to be found at an address, with the way to end it from another
thread.
"""

import asyncio
import ctypes
import gc
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import uvicorn

from compositor.diagnostics.render import Language
from compositor.proof.archived import Archived
from compositor.proof.guard import Door, Guard
from compositor.proof.routes import Desk, make_app
from compositor.proof.session import Session, Workplace
from compositor.proof.telling import Telling
from compositor.proof.tiles import Tiles
from compositor.proof.watch import changes

ARENAS = -8  # M_ARENA_MAX of malloc.h
COLLECT_AFTER = 100_000  # as the command does
log = logging.getLogger("compositor.proof")
GRACE = 1  # seconds that open streams have to end


class Open(NamedTuple):
    """A desk that is open: where, and how it is ended from any thread."""

    address: str
    end: Callable[[], None]


def serve(place: Workplace, door: Door, language: Language, opened: Callable[[Open], None]) -> None:
    """Serve one issue; `OSError` where the address is taken."""
    asyncio.run(_serve(place, door, language, opened))


async def _serve(
    place: Workplace, door: Door, language: Language, opened: Callable[[Open], None]
) -> None:
    _tune()
    session = Session(place)
    tiles = Tiles(session.pdf)
    session.opened = tiles.open
    archived = Archived(place.root / place.archive)
    desk = Desk(session, Telling(session), tiles, archived, language)
    sock = _socket(door)
    door = Door(door.host, sock.getsockname()[1], door.token)
    config = uvicorn.Config(
        Guard(make_app(desk), door),
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    stop = asyncio.Event()
    watching = asyncio.create_task(_watch(session, stop))
    first = asyncio.create_task(session.refresh())
    opened(Open(address(door), lambda: setattr(server, "should_exit", True)))
    try:
        await server.serve(sockets=[sock])
    finally:
        stop.set()
        session.close()
        for task in (first, watching):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _tune() -> None:
    """What keeps a server small and even that composes for hours.

    glibc gives each thread a pool of memory of its own, which pictures of pages fragment: 600
    proofs peak at 290 MB with them and at 159 MB with one (measured). Values of proofs hold no
    cycles, and looking for some in every edit costs a tenth of it.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(ARENAS, 1)
    gc.set_threshold(COLLECT_AFTER)


async def _watch(session: Session, stop: asyncio.Event) -> None:
    place = session.place
    async for paths in changes(place.root, place.folder, stop):
        try:
            await session.changed(paths)
        except Exception:  # a fault of the program: the next change must be followed all the same
            log.exception("the desk failed to follow a change of %s", ", ".join(paths))


def _socket(door: Door) -> socket.socket:
    """A socket that listens: bound before anything is composed, so that a taken port is told."""
    host = door.host.strip("[]")
    family = socket.getaddrinfo(host, door.port, type=socket.SOCK_STREAM)[0][0]
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, door.port))
    except OSError:
        sock.close()
        raise
    return sock


def address(door: Door) -> str:
    """What is to be opened in a browser."""
    host = "localhost" if door.host in ("0.0.0.0", "::") else door.host
    token = f"?token={door.token}" if door.token else ""
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{shown}:{door.port}/{token}"
