"""The edition (成版): every page with every frame and line in its place, ready to be drawn.

Make-up makes these values, the plate draws them and decides nothing, `compositor.report` writes
them to `edition.json`. All places are EMU from the trim's top left corner, y downwards.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from compositor.geometry import Rect, Size
from compositor.model.galley import Line
from compositor.units import Emu

# `jump`: jump lines (转版), and the heads of text that comes from another page.
FrameKind: TypeAlias = Literal[
    "text", "heading", "filler", "label", "caption", "quote", "furniture", "fpo", "jump"
]


class PlacedLine(NamedTuple):
    """A line with its place: `x` is the left end of its measure, `y` its baseline.

    Of a vertical line `x` is the left edge of its em box and `y` the upper end of its measure.
    `part` says what it is a line of, counted from 0: the block of its article's body, or the
    picture that a caption belongs to.
    """

    line: Line
    x: Emu
    y: Emu
    part: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle that holds lines (文本块); `style` is its CSS class, `article` "" for furniture.

    `leg` counts the text columns of its module from 1, and is 0 for anything else.
    """

    kind: FrameKind
    style: str
    rect: Rect
    lines: tuple[PlacedLine, ...]
    article: str = ""
    leg: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule (线): `rect` has no height if it lies, no width if it stands."""

    kind: str
    rect: Rect
    article: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box (围框) or panel behind type; `kind` is its CSS class."""

    kind: str
    rect: Rect
    article: str = ""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in its place, or, where the file is missing, the box for position only (FPO).

    It is cropped to its rectangle about `focus`, in thousandths from its left and top. `part`
    counts the pictures of its article from 0; `alt` are the words for those who do not see it.
    """

    file: str
    rect: Rect
    article: str
    is_missing: bool
    focus: tuple[int, int] = (500, 500)
    part: int = 0
    alt: str = ""


class Overset(NamedTuple):
    """Text that found no room (余稿)."""

    lines: int
    characters: int
    text: str


class Fitting(NamedTuple):
    """What copy-fitting did to a module (makeup R26): lines of air its heading gained, steps its
    headline went down its sizes, rows its photographs gained or lost, rows of a filler.
    """

    air: int = 0
    size_step: int = 0
    picture_rows: int = 0
    filler_rows: int = 0


NO_FITTING = Fitting()


@dataclass(frozen=True, slots=True)
class Fill:
    """How one module is filled: column lines it offers and uses, and the lines of each leg.

    `lines` and `characters` are of the body; captions and credits are counted apart.
    """

    article: str
    page: int
    lines: int
    capacity: int
    used: int
    characters: int
    caption_characters: int
    legs: tuple[int, ...]
    overset: Overset | None
    fitting: Fitting = NO_FITTING

    @property
    def slack(self) -> int:
        """Column lines left empty."""
        return self.capacity - self.used


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule that a page breaks: which, how badly, and whose fault it is.

    `price` is 0 for a hard rule. `amount` is the figure the rule is about: lines, a share, points.
    """

    rule: str
    is_hard: bool
    price: int
    articles: tuple[str, ...]
    amount: int = 0


@dataclass(frozen=True, slots=True)
class PageMetrics:
    """What a page's make-up is measured by (makeup §A9).

    `overset` lines (M1); `used` of the live area (M2), mean and most lines that a leg ends short
    (M3); `hard` rules broken (M4) and the `price` of the soft ones (M5); `priority`, how importance
    and place agree (M6). Shares, means and correlations are thousandths.
    """

    overset: int = 0
    used: int = 1000
    slack: int = 0
    most_slack: int = 0
    hard: int = 0
    price: int = 0
    priority: int = 1000


NO_METRICS = PageMetrics()


@dataclass(frozen=True, slots=True)
class Page:
    """One page made up. Frames stand in reading order, article by article; `title` is 版名."""

    number: int
    size: Size
    bleed: Emu
    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[PlacedPicture, ...]
    fills: tuple[Fill, ...]
    judgements: tuple[Judgement, ...] = ()
    metrics: PageMetrics = NO_METRICS
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """All pages of one issue, and the names of the articles that found no room on any."""

    issue: str
    title: str
    date: str
    pages: tuple[Page, ...]
    left: tuple[str, ...] = ()

    @property
    def fills(self) -> tuple[Fill, ...]:
        """The fill of every module, page by page."""
        return tuple(fill for page in self.pages for fill in page.fills)

    @property
    def oversets(self) -> tuple[Fill, ...]:
        """The modules whose text did not fit."""
        return tuple(fill for fill in self.fills if fill.overset)
