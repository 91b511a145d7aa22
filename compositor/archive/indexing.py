"""The index of an archive, kept up to date by the run that fills the archive.

    with Indexing(place) as indexing:
        for outcome in indexing.following(outcomes):    the same outcomes
            …
    indexing.said                                       what is wrong with the index

An issue is read from its own `entry.json` if the index has another of it, or none: whether it was
made now or years ago, here or on another machine. So an index that was lost, or begun anew for a
later version, is whole after the next run. Of an archive in a store it is worked at on this machine
and put back at the end: a run that is killed leaves the one of before. The index is nothing an
archive depends on: where it cannot be written that is said, and the run goes on.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from compositor.archive.shelves import local_file, shelf_at
from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.index.entryfile import ENTRY_FILE, read_entry
from compositor.index.schema import INDEX
from compositor.index.store import Index
from compositor.model.backissue import Outcome


class Indexing:
    """Takes outcomes into the index of the archive at a place; `said` is what it could not do."""

    def __init__(self, place: str) -> None:
        self.said: list[Diagnostic] = []
        self._shelf = shelf_at(place)
        self._index: Index | None = None
        self._known: dict[str, str] = {}
        self._file = ExitStack()
        try:
            self._index = Index(self._file.enter_context(local_file(self._shelf, INDEX)))
            self._known = self._index.known()
        except Refused as refused:
            self._give_up(refused)
        except OSError as error:
            self._unread(INDEX, error)

    def __enter__(self) -> Self:
        """Ready to follow a run."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What was taken in is kept, however the run ends."""
        try:
            if self._index:
                self._index.__exit__(kind, error, trace)
        except Refused as refused:
            self._give_up(refused)
        try:
            self._file.close()
        except Refused as refused:
            self.said.extend(refused.diagnostics)

    def following(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, each in the index before it is handed on."""
        for outcome in outcomes:
            digest = next((one.digest for one in outcome.outputs if one.name == ENTRY_FILE), None)
            if self._index and digest and self._known.get(outcome.issue) != digest:
                try:
                    self._take(self._index, outcome.issue)
                except Refused as refused:
                    self._give_up(refused)
            yield outcome

    def _take(self, index: Index, issue: str) -> None:
        path = f"{issue}/{ENTRY_FILE}"
        try:
            entry = read_entry(self._shelf.read(path))
        except OSError as error:
            self._unread(path, error)
            return
        if entry is None or entry.issue != issue:
            self.said.append(diagnose("no-entry", Place(path), file=path))
        else:
            index.put(entry)

    def _unread(self, path: str, error: OSError) -> None:
        reason = error.strerror or error
        self.said.append(diagnose("unreadable", Place(path), file=path, reason=reason))

    def _give_up(self, refused: Refused) -> None:
        self.said.extend(refused.diagnostics)
        if self._index:
            self._index.close()
        self._index = None
