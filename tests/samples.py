"""What tests of the later stages stand on: the project's own layout and issue, read once."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from compositor.edition import Composed, Options, Planned, compose, plan
from compositor.manuscript.layouts import read_layout
from compositor.model.layout import NO_FURNITURE, Furniture, Grid, Layout
from compositor.sources import FolderSources, MemorySources

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "issues/2025-08"


@cache
def sikai() -> Layout:
    """The layout `sikai` as it is in the project."""
    layout = read_layout(FolderSources(ROOT), "sikai").value
    assert layout is not None
    return layout


def plain_layout(grid: Grid, furniture: Furniture) -> Layout:
    """The 四开 layout on another grid and with other furniture."""
    return replace(sikai(), grid=grid, first=furniture, inside=furniture, last=NO_FURNITURE)


@cache
def planned() -> Planned:
    """The seed issue made up."""
    return plan(FolderSources(ROOT), ISSUE)


@cache
def composed() -> Composed:
    """The seed issue composed."""
    return compose(FolderSources(ROOT), ISSUE, Options(preview_dpi=50))


ISSUE_FOLDER = "issues/sample"


@cache
def _fixed() -> dict[str, bytes]:
    """Layouts, faces and output profile of the project, as bytes."""
    names = ("layouts", "layouts/sikai", "layouts/web", "fonts", "profiles")
    folders = (ROOT / name for name in names)
    files = (path for folder in folders for path in folder.iterdir() if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}


def issue_sources(
    manifest: str, articles: Mapping[str, str], files: Mapping[str, bytes] | None = None
) -> MemorySources:
    """An issue in `ISSUE_FOLDER` that a test writes, with the project's layouts, faces and profile.

    `files` are its pictures, by their path in the folder.
    """
    texts = {f"{ISSUE_FOLDER}/articles/{name}.md": text for name, text in articles.items()}
    pictures = {f"{ISSUE_FOLDER}/{name}": data for name, data in (files or {}).items()}
    return MemorySources({**_fixed(), f"{ISSUE_FOLDER}/issue.yaml": manifest, **texts, **pictures})
