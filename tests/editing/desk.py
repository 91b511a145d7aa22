"""What tests of the desk ask of an issue."""

from collections.abc import Mapping
from functools import cache

from compositor.diagnostics import Refused
from compositor.editing import Conflict, Saved
from compositor.sources import FolderSources, Sources
from tests.samples import ROOT

# What the issues are made up with.
AROUND = ("layouts", "layouts/sikai", "fonts", "profiles")


@cache
def files_of(folder: str) -> Mapping[str, bytes]:
    """The files of an issue of the project, and what it is made up with."""
    below = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    around = [path for name in AROUND for path in (ROOT / name).iterdir() if path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in [*below, *around]}


def saved(made: Saved | Conflict) -> Saved:
    """What was saved; the test fails if there was a conflict."""
    assert isinstance(made, Saved), made
    return made


def codes(refused: Refused) -> list[str]:
    """The codes of the errors that say why something was refused."""
    return [d.code for d in refused.diagnostics if d.is_error]


def project() -> Sources:
    """The project's own files."""
    return FolderSources(ROOT)
