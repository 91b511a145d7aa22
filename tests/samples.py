"""What tests of the later stages stand on: the project's own layout and issue, read once."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from compositor.edition import Composed, Options, Planned, compose, plan
from compositor.manuscript.layouts import read_layout
from compositor.model.layout import Furniture, Grid, Layout
from compositor.sources import FolderSources

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
    return replace(sikai(), grid=grid, first=furniture, inside=furniture)


@cache
def planned() -> Planned:
    """The seed issue made up."""
    return plan(FolderSources(ROOT), ISSUE)


@cache
def composed() -> Composed:
    """The seed issue composed."""
    return compose(FolderSources(ROOT), ISSUE, Options(preview_dpi=50))
