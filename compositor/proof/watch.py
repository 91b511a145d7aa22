"""Files that changed under an issue, as they change.

    async for paths in changes(root, folder, stop): …    # keys of `FolderSources`, 50 ms old

Watched are the issue's folder and everything an issue is made with besides: layouts, fonts, output
profiles, the house style. What editors and this program write beside a file while saving it
(`.swp`, `~`, drafts) is no change.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

# Folders of the project whose files go into an issue.
SHARED = ("layouts", "fonts", "profiles")
HOUSE = "issues"  # holds house.yaml, and is not looked into deeper
STEP_MS = 5  # how long it must be quiet before a change is told; a save is over by then
DEBOUNCE_MS = 50
DRAFTS = (r".*\.writing$", r".*\.sw[a-z]$", r".*~$", r"^\.#.*", r".*\.tmp$", r"^4913$")


class _Inputs(DefaultFilter):
    """Files that may go into an issue."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, *DRAFTS)

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change is one of an input."""
        return super().__call__(change, path)


async def changes(root: Path, folder: str, stop: asyncio.Event) -> AsyncIterator[tuple[str, ...]]:
    """Paths that changed, in batches, until `stop`; relative to the root where they lie below it.

    A folder that is not there, or is removed, is waited for by watching what holds it.
    """
    issue = root / folder
    watched = [issue if issue.is_dir() else issue.parent, *(root / name for name in SHARED)]
    there = [path for path in watched if path.is_dir()]
    house = root / HOUSE / "house.yaml"
    if house.is_file():
        there.append(house)
    async for batch in awatch(
        *there, watch_filter=_Inputs(), debounce=DEBOUNCE_MS, step=STEP_MS, stop_event=stop
    ):
        yield tuple(sorted({_key(root, path) for _, path in batch}))


def _key(root: Path, path: str) -> str:
    full = Path(path)
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()
