"""What changed between two proofs, as values; `compare` makes them, `tell` and `listing` say them.

Everything has a before and an after, so that exchanging two proofs exchanges them and nothing else.
Places are EMU from the trim's top left corner.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from compositor.comparing.words import Hunk
from compositor.geometry import Rect, Size
from compositor.model.issue import At
from compositor.model.snapshot import PictureSnapshot
from compositor.units import Emu

# `look`: the same words, modules and pictures, otherwise drawn (CSS, faces, layout).
PageState: TypeAlias = Literal["same", "changed", "look", "added", "removed"]
# `moved`: the same words elsewhere.
ArticleState: TypeAlias = Literal["changed", "moved", "added", "removed"]
# What is told of a picture that changed in several ways is the first of these.
PictureState: TypeAlias = Literal["added", "removed", "replaced", "moved", "cropped"]


@dataclass(frozen=True, slots=True)
class Stand:
    """Which proof: its number and time; of one that is not kept 0, and where it was read."""

    number: int
    time: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page: what was drawn on it that is not now, and what is that was not, as rectangles."""

    page: int
    title: str
    state: PageState
    imprint_before: str
    imprint_after: str
    size: Size
    bleed: Emu
    rects_before: tuple[Rect, ...] = ()
    rects_after: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class PartChange:
    """Parts of an article before, in whose place are the parts after; either may be none.

    Several parts are one stretch of text with a line end between them: a paragraph that was
    divided, or two that were joined. `kind` is what the first is: that of a block of the body, else
    the name of a field; `ordinal` counts those of its kind from 1, as a reader would (after, or
    before if there is nothing after). `is_moved`: the same words, further up or down;
    `is_restyled`: another kind of block, or another emphasis.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    hunks: tuple[Hunk, ...]
    kind: str
    ordinal: int
    is_moved: bool = False
    is_restyled: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A module's place: page, place on the grid, rectangle."""

    page: int
    at: At
    rect: Rect


@dataclass(frozen=True, slots=True)
class ModuleChange:
    """A module that stands elsewhere, is new (no before) or gone (no after)."""

    before: Spot | None
    after: Spot | None


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article; `headline` is the newer one, pages are those with a module of it."""

    article: str
    headline: str
    state: ArticleState
    pages_before: tuple[int, ...]
    pages_after: tuple[int, ...]
    parts: tuple[PartChange, ...]
    modules: tuple[ModuleChange, ...]


@dataclass(frozen=True, slots=True)
class PictureSpot:
    """A picture and the page it is on."""

    page: int
    picture: PictureSnapshot


@dataclass(frozen=True, slots=True)
class PictureChange:
    """A picture of an article, before and after."""

    article: str
    state: PictureState
    before: PictureSpot | None
    after: PictureSpot | None


@dataclass(frozen=True, slots=True)
class FurnitureChange:
    """Words on a page that are no article's, or lead from page to page (jump lines)."""

    page: int
    kind: str
    style: str
    article: str
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed; `pages` has every page of both, those that are the same as well.

    `codes_before` are those of problems that are gone, `codes_after` of those that are new.
    """

    issue: str
    title: str
    before: Stand
    after: Stand
    pages: tuple[PageChange, ...]
    articles: tuple[ArticleChange, ...]
    pictures: tuple[PictureChange, ...]
    furniture: tuple[FurnitureChange, ...]
    codes_before: tuple[str, ...]
    codes_after: tuple[str, ...]

    @property
    def changed_pages(self) -> tuple[PageChange, ...]:
        """The pages that are not the same."""
        return tuple(page for page in self.pages if page.state != "same")

    @property
    def is_nothing(self) -> bool:
        """Whether nothing changed that is seen, read or told."""
        told = (self.articles, self.pictures, self.furniture, self.codes_before, self.codes_after)
        return not self.changed_pages and not any(told)
