"""The flow again, warm: proofs of one issue, one after another, as its files change.

    desk = Recomposer("issues/2025-08", store)
    proof = desk.proof(FolderSources(root))     # all pages
    proof = desk.proof(FolderSources(root))     # after a change: only what it touches

Every proof is what a build of the same files would print: what is kept between two of them (files
as read, lines as set, pages as made up and drawn) is kept under all it depends on. `Refused` with
every diagnostic where there is no edition to draw; what was kept then stays for the next. Overset
and broken rules do not hinder a proof. Not for two threads at once.
"""

from dataclasses import replace

from compositor.edition import Options, Planned, draw_pages, plan
from compositor.imprint import imprint, look_of
from compositor.model.edition import Page
from compositor.model.proof import PageProof, Proof
from compositor.photos.store import NO_STORE, Store
from compositor.sources import Sources

__all__ = ["Recomposer"]


class Recomposer:
    """Makes proofs of one issue; keeps what the next can use."""

    def __init__(self, folder: str, store: Store = NO_STORE) -> None:
        self.folder = folder
        self._store = store

    def proof(self, sources: Sources) -> Proof:
        """The issue as it stands in `sources` now; `Refused` where nothing can be drawn."""
        planned = plan(sources, self.folder)
        pages, drawn = [], None
        for page in planned.edition.pages:
            drawn = draw_pages(sources, _alone(planned, page), Options(True, store=self._store))
            name = imprint(page, look_of(page, planned.issue, drawn.inputs))
            pages.append(PageProof(page, name, drawn.pdf))
        assert drawn
        return Proof(
            planned.issue,
            planned.layout,
            planned.edition,
            tuple(pages),
            planned.diagnostics,
            drawn.inputs,
            drawn.fingerprint,
        )


def _alone(planned: Planned, page: Page) -> Planned:
    return replace(planned, edition=replace(planned.edition, pages=(page,)), diagnostics=())
