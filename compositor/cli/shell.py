"""What the commands talk through: one language, text or JSON; problems go to stderr.

And the room they work in: what earlier commands of the same process have left.
"""

import json
import os
import sys
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

from compositor.cli.words import say
from compositor.diagnostics import Diagnostic, Severity
from compositor.diagnostics.render import Language, as_data, as_text
from compositor.manuscript.schema import schema_file
from compositor.memory import Memory
from compositor.sources import FolderSources, KnownSources, Sources

ROOT = Path(__file__).resolve().parents[2]  # the project: layouts/, fonts/, issues/
BUILD = ROOT / "build"
PICTURES = BUILD / "pictures"  # finished pictures, shared by all commands


class Room:
    """What one command leaves to the next of the same process: all that was made, by what it is of.

    A process that runs one command has a new one; a helper's goes from command to command. `with
    room:` is a run: what it made stays if it ends well, and goes if it is left by an exception.
    """

    def __init__(self) -> None:
        self.memory = Memory()
        self.is_used = False
        self._known: dict[str, tuple[Hashable, str]] = {}

    def sources(self, sources: Sources) -> Sources:
        """The same files; large ones that are as they were are not read again to be known."""
        self.is_used = True
        return KnownSources(sources, self._known)

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.memory.end()
        else:
            self.memory.drop()


class Shell:
    """Prints for one run of the command, which works in a `room`."""

    def __init__(self, language: Language, *, as_json: bool, room: Room | None = None) -> None:
        self.language = language
        self.as_json = as_json
        self.room = room or Room()

    def say(self, key: str, **values: object) -> None:
        """A sentence of `words`, unless the output is JSON."""
        if not self.as_json:
            print(say(self.language, key, **values))

    def show(self, text: str) -> None:
        """Text as it is, unless the output is JSON."""
        if not self.as_json:
            print(text)

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Problems: as text on stderr, or as a JSON list on stdout."""
        found = tuple(diagnostics)
        if self.as_json:
            print(json.dumps(as_data(found, self.language), ensure_ascii=False, indent=1))
        elif found:
            print(as_text(found, self.language), file=sys.stderr)

    def report_faults(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Problems without the notes, which are for the ledger; JSON holds everything."""
        notes_too = self.as_json
        self.report(d for d in diagnostics if notes_too or d.severity is not Severity.NOTE)

    def say_failed(self, diagnostics: Sequence[Diagnostic], key: str = "failed") -> None:
        """The last line of a failed run."""
        errors = sum(d.is_error for d in diagnostics)
        if not self.as_json:
            print(say(self.language, key, errors=errors), file=sys.stderr)


def issue_at(path: Path) -> tuple[FolderSources, str]:
    """Sources and the issue's folder by the name it goes by; a manifest may be named as well."""
    sources = FolderSources(ROOT)
    folder = path.parent if path.name == "issue.yaml" else path
    return sources, sources.key(folder)


def shown(path: Path) -> str:
    """A path as short as it can be said from where the editor stands."""
    full, here = path.resolve(), Path.cwd()
    return str(full.relative_to(here)) if full.is_relative_to(here) else str(full)


def schema_from(folder: Path, kind: str) -> str:
    """How a file in `folder` names its JSON Schema: by a path in the project, else by a URI.

    The comment that holds it ends at a blank, which a URI has none of.
    """
    schema, here = ROOT / schema_file(kind), folder.resolve()
    if here.is_relative_to(ROOT):
        return Path(os.path.relpath(schema, here)).as_posix()
    return schema.as_uri()
