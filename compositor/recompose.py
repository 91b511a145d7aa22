"""The flow again, warm: proofs of one issue, one after another, as its files change.

    desk = Recomposer("issues/2025-08", store)
    proof = desk.proof(FolderSources(root))     # all pages
    proof = desk.proof(FolderSources(root))     # after a change: only what it touches

Every proof is what a build of the same files would print: what is kept between two of them (files
as read, lines as set, pages as made up and drawn) is kept under all it depends on (`memory`).
`Refused` with every diagnostic where there is no edition to draw; what was kept then stays for the
next. Overset and broken rules do not hinder a proof. Not for two threads at once.
"""

from collections.abc import Hashable

from compositor.edition import Planned, Plate, draw_page, make_ready, name_page, plan
from compositor.memory import Memory
from compositor.model.edition import Page
from compositor.model.proof import PageProof, Proof
from compositor.photos.store import NO_STORE, Store
from compositor.sources import KnownSources, Sources

__all__ = ["Recomposer"]


class Recomposer:
    """Makes proofs of one issue; keeps in `memory` what the next can use."""

    def __init__(self, folder: str, store: Store = NO_STORE) -> None:
        self.folder = folder
        self._store = store
        self.memory = Memory()
        self._known: dict[str, tuple[Hashable, str]] = {}

    def proof(self, sources: Sources) -> Proof:
        """The issue as it stands in `sources` now; `Refused` where nothing can be drawn."""
        try:
            proof = self._proof(KnownSources(sources, self._known))
        except BaseException:
            self.memory.drop()
            raise
        self.memory.end()
        return proof

    def _proof(self, sources: Sources) -> Proof:
        planned = plan(sources, self.folder, self.memory)
        plate = make_ready(sources, planned)
        return Proof(
            planned.issue,
            planned.layout,
            planned.edition,
            tuple(self._page(sources, planned, plate, page) for page in planned.edition.pages),
            planned.diagnostics,
            plate.inputs,
            plate.fingerprint,
        )

    def _page(self, sources: Sources, planned: Planned, plate: Plate, page: Page) -> PageProof:
        """A page, drawn unless there is one of its imprint."""
        name = name_page(planned, page, plate.inputs)
        pdf = planned.memory.of(
            ("drawn", name),
            lambda: draw_page(sources, planned, plate, page, self._store, name),
        )
        return PageProof(page, name, pdf)
