"""A proof (大样): an issue made up, and each of its pages drawn alone, as it will print.

`compositor.recompose` makes these values; the proof desk shows them, `comparing` holds two of them
against each other, sign-off binds names to the imprints of their pages.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from compositor.diagnostics import Diagnostic
from compositor.model.edition import Edition, Page
from compositor.model.issue import Issue
from compositor.model.layout import Layout

# What a proof is printed on (纸样): a sheet as large as page and margins, or what a printer holds.
Paper: TypeAlias = Literal["full", "a3", "a4"]
PAPERS: tuple[Paper, ...] = ("full", "a3", "a4")


@dataclass(frozen=True, slots=True)
class PageProof:
    """One page as it will print.

    `imprint` is the SHA-256 of all that is drawn on it (`compositor.imprint`): the same imprint,
    the same print, whatever was changed elsewhere. `pdf` is the page alone, its text searchable,
    made of the imprint's inputs only: it has the same bytes whenever the imprint is the same.
    """

    page: Page
    imprint: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """An issue as it will print, page by page, with all that was said of it.

    `diagnostics` may hold errors: a proof is drawn whenever there is an edition to draw, overset
    or not. `inputs` are (path, SHA-256) of every file that was read; `fingerprint` is made of them
    and of the engines' versions, as a build's is.
    """

    issue: Issue
    layout: Layout
    edition: Edition
    pages: tuple[PageProof, ...]
    diagnostics: tuple[Diagnostic, ...]
    inputs: tuple[tuple[str, str], ...]
    fingerprint: str

    def page(self, number: int) -> PageProof:
        """The page of that number; `KeyError` if there is none."""
        for one in self.pages:
            if one.page.number == number:
                return one
        raise KeyError(number)
