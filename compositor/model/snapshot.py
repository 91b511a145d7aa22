"""A snapshot (存样): what is kept of a proof, enough to compare it and to show it again.

`compositor.comparing.take` makes one of a proof, `record` writes it down and reads it, `compare`
holds two against each other, `compositor.proof.kept` keeps them. Plain data: it needs neither
fonts nor files. Places are EMU from the trim's top left corner, as in `compositor.model.edition`.

The words of an article go by the names of what can be edited (`compositor.proof`): `headline`,
`kicker`, `deck`, `byline`, `label`, `source`, `quote`, `body/N`, `caption/N`, `credit/N`, N from 0.
"""

from dataclasses import dataclass
from typing import NamedTuple

from compositor.geometry import Rect, Size
from compositor.model.issue import At
from compositor.units import Emu


class LineSnapshot(NamedTuple):
    """A line in its place; `look` names its glyphs and where they stand on it.

    `x`, `y` as in `PlacedLine`; `width` is what its type fills, `size` that of its largest type.
    """

    x: Emu
    y: Emu
    width: Emu
    size: Emu
    part: int
    vertical: bool
    text: str
    look: str


@dataclass(frozen=True, slots=True)
class FrameSnapshot:
    """A frame's lines; `article` is "" for furniture and fillers."""

    kind: str
    style: str
    article: str
    leg: int
    lines: tuple[LineSnapshot, ...]


class ShapeSnapshot(NamedTuple):
    """A rule or a box: `kind` is its CSS class after `rule ` or `box `."""

    kind: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class PictureSnapshot:
    """A picture in its place; `digest` is the SHA-256 of its file, "" where that is missing.

    `file` is its path in the folder of the issue; `part` counts the pictures of its article.
    """

    article: str
    part: int
    file: str
    rect: Rect
    focus: tuple[int, int]
    digest: str


@dataclass(frozen=True, slots=True)
class ModuleSnapshot:
    """An article's module: its place on the grid and on the page, and the lines of each leg."""

    article: str
    at: At
    rect: Rect
    legs: tuple[int, ...]
    overset: int  # characters


@dataclass(frozen=True, slots=True)
class PageSnapshot:
    """One page; `imprint` names all that is drawn on it (`compositor.imprint`)."""

    number: int
    title: str
    imprint: str
    size: Size
    bleed: Emu
    modules: tuple[ModuleSnapshot, ...]
    pictures: tuple[PictureSnapshot, ...]
    frames: tuple[FrameSnapshot, ...]
    shapes: tuple[ShapeSnapshot, ...]


class PartSnapshot(NamedTuple):
    """Words of an article under the name of their part.

    `kind` is what a block of the body is (`BlockKind`), "" for anything else; `strong` are the
    stretches in bold, from and up to.
    """

    part: str
    text: str
    kind: str = ""
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSnapshot:
    """An article's words, part by part in reading order; parts that have none are left out."""

    name: str
    parts: tuple[PartSnapshot, ...]

    @property
    def headline(self) -> str:
        """Its headline."""
        return next((part.text for part in self.parts if part.part == "headline"), "")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is kept of a proof. `number` and `time` are given by who keeps it, 0 and "" before.

    `codes` are those of its diagnostics, sorted, each as often as it was said.
    """

    issue: str
    title: str
    date: str
    fingerprint: str
    pages: tuple[PageSnapshot, ...]
    articles: tuple[ArticleSnapshot, ...]
    codes: tuple[str, ...]
    number: int = 0
    time: str = ""
