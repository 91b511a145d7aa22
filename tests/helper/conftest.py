"""A project with a small program in it, whose commands run by a helper or without one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.samples import ROOT

COMMAND = """
import sys
from compositor.helper import client

def by_itself():
    import toy
    return toy.ready().run(sys.argv[1:])

raise SystemExit(client.run(by_itself, "toy:ready"))
"""
ASK = "from compositor.helper import client; print(client.ask({kind!r}))"
PATIENCE = 20.0


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether something comes true in a while."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def _hear_ctrl_c() -> None:
    """Tests that run in the background of a shell are begun with SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Project:
    """The program in a folder of its own, and its helper in another."""

    def __init__(self, folder: Path, run: Path) -> None:
        self.folder, self._run = folder, run
        self.code = folder / "compositor" / "helper"
        shutil.copytree(ROOT / "compositor/helper", self.code, ignore=shutil.ignore_patterns("__*"))
        shutil.copy(ROOT / "compositor/helper/__init__.py", self.code)
        (folder / "compositor/__init__.py").touch()
        shutil.copy(ROOT / "tests/helper/toy.py", folder)
        (folder / "compose.py").write_text(COMMAND)
        self.variables = {
            "PATH": os.environ["PATH"],
            "XDG_RUNTIME_DIR": str(run),
            "COMPOSITOR_HELPER": "on",
            "LANG": "C.UTF-8",
        }

    @property
    def words(self) -> list[str]:
        """What runs the command."""
        return [sys.executable, str(self.folder / "compose.py")]

    def run(
        self, *words: str, variables: dict[str, str] | None = None, **options: object
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end."""
        env = {**self.variables, **(variables or {})}
        options = {"stdin": subprocess.DEVNULL, "cwd": self.folder, **options}
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            [*self.words, *words], env=env, capture_output=True, timeout=60, check=False, **options
        )

    def cold(self, *words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        """Run it without a helper."""
        return self.run(*words, variables={"COMPOSITOR_HELPER": "off"}, **options)

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """Begin a command."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*self.words, *words],
            env=self.variables,
            stdout=pipe,
            stderr=pipe,
            cwd=self.folder,
            preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - the tests have no threads here
        )

    def ask(self, kind: str) -> tuple[int, ...] | None:
        """What the helper says; None if there is none. It stands as a command does."""
        code = ASK.format(kind=kind)
        words = [sys.executable, "-c", code]
        done = subprocess.run(
            words, env=self.variables, cwd=self.folder, capture_output=True, check=True
        )
        answer: tuple[int, ...] | None = eval(done.stdout)
        return answer

    def start(self) -> int:
        """Start the helper, and wait until it listens; its process."""
        subprocess.Popen([*self.words, "--serve"], env=self.variables, start_new_session=True)
        assert soon(lambda: self.socket is not None)
        return self.helper

    @property
    def helper(self) -> int:
        """The process of the helper."""
        told = self.ask("status")
        assert told is not None
        return told[0]

    @property
    def served(self) -> int:
        """How many commands it has run, and questions answered, this one not counted."""
        told = self.ask("status")
        assert told is not None
        return told[1]

    @property
    def socket(self) -> Path | None:
        """Where the helper listens."""
        return next((self._run / "compositor").glob("*.socket"), None)

    @property
    def processes(self) -> set[int]:
        """All processes of the project, the helper's above all."""
        return {int(p.parent.name) for p in Path("/proc").glob("[0-9]*/cmdline") if self._has(p)}

    def _has(self, cmdline: Path) -> bool:
        try:
            state = cmdline.with_name("stat").read_text().rpartition(")")[2].split()[0]
            return str(self.folder).encode() in cmdline.read_bytes() and state != "Z"
        except OSError:
            return False

    def end(self) -> None:
        """Leave nothing behind."""
        while self.processes:
            for pid in self.processes:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project without a helper yet; no process of it is left."""
    run = Path(mkdtemp(prefix="run-", dir="/tmp"))  # a socket's path must be short
    project = Project(tmp_path, run)
    try:
        yield project
    finally:
        project.end()
        shutil.rmtree(run)
