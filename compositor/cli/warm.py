"""What a helper is before its first command: all imported that commands need, and type set once.

    program = ready()                        `compositor.helper.serve` runs this
    program.run(["build", "issues/2025-08"])

An issue of the project is built in memory, so that faces are open, the layout is read, templates
are compiled and the system's libraries have done what they do once. What is made of it is kept as
a command's is (`shell.Room`): by all it depends on, so that the next command makes the same.
"""

from contextlib import suppress
from importlib import import_module

from compositor.cli.main import main
from compositor.cli.shell import ROOT, Room
from compositor.diagnostics import Refused
from compositor.edition import Options, finish, plan
from compositor.output import MANIFEST
from compositor.sources import FolderSources

ISSUES = "issues"
# What commands import when they are run; `intake` reads kinds of files that few issues come from.
COMMANDS = (
    "compositor.cli.diff",
    "compositor.cli.keeping",
    "compositor.cli.plans",
    "compositor.cli.preflight",
    "compositor.cli.web",
    "compositor.copycheck",
    "compositor.digitaledition",
    "compositor.keepplan",
    "compositor.pressfile",
)


class Warm:
    """The command in a process that has a room already; see `helper.attend.Program`."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def run(self, words: list[str]) -> int:
        """Run a command; its exit status."""
        self._room.is_used = False
        return main(words, self._room)

    @property
    def is_wiser(self) -> bool:
        """Whether the last command has read an issue or an article, and set it."""
        return self._room.is_used


def ready() -> Warm:
    """Import and build what the next command could use."""
    for name in COMMANDS:
        with suppress(Refused):  # a system library is missing: who needs it says so
            import_module(name)
    room = Room()
    for folder in _issues():
        with suppress(Refused, OSError), room:
            sources = room.sources(FolderSources(ROOT))
            finish(sources, plan(sources, folder, room.memory), Options())
            break
    return Warm(room)


def _issues() -> list[str]:
    """The issues of the project, the latest date first: it is what will be built next."""
    found = [path.parent for path in (ROOT / ISSUES).glob(f"*/{MANIFEST}")]
    found.sort(key=lambda path: (path.name[0].isdigit(), path.name), reverse=True)
    return [path.relative_to(ROOT).as_posix() for path in found]
