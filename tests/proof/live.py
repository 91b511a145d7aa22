"""A proof desk for tests: a copy of an issue in a room of its own, and a server on a free port."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import httpx2

from compositor.photos.store import NO_STORE
from compositor.proof.guard import Door
from compositor.proof.kept import KeptProofs
from compositor.proof.serve import Open, serve
from compositor.proof.session import Workplace

ROOT = Path(__file__).resolve().parents[2]


def room(folder: Path, issue: str = "2025-08") -> Workplace:
    """A project with one issue, copied, and the layouts and fonts of this one."""
    for name in ("layouts", "fonts", "profiles"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "issues" / issue, folder / "issues" / issue)
    kept = KeptProofs(folder / "build" / "proofs" / issue)
    return Workplace(folder, f"issues/{issue}", NO_STORE, kept)


@dataclass(frozen=True, slots=True)
class LiveDesk:
    """A desk that serves, and the files it serves from."""

    place: Workplace
    address: str

    @property
    def folder(self) -> Path:
        """The issue's folder."""
        return self.place.root / self.place.folder

    def get(self, path: str, **more: str) -> httpx2.Response:
        """Look at an address."""
        return httpx2.get(self.address.rstrip("/") + path, params=more, timeout=30)

    def post(self, path: str, body: object) -> httpx2.Response:
        """Change something, as the desk's page does."""
        headers = {"X-Proof": "1"}
        return httpx2.post(self.address.rstrip("/") + path, json=body, headers=headers, timeout=60)


@contextmanager
def live(place: Workplace, door: Door | None = None) -> Iterator[LiveDesk]:
    """Serve until the block ends."""
    told: Queue[Open] = Queue()
    where = door or Door("127.0.0.1", 0)
    thread = threading.Thread(target=serve, args=(place, where, "en", told.put), daemon=True)
    thread.start()
    opened = told.get(timeout=30)
    try:
        yield LiveDesk(place, opened.address)
    finally:
        opened.end()
        thread.join(10)
        assert not thread.is_alive(), "the desk did not end"
