"""What a page allows: paper, grid, type styles and furniture of one layout, validated.

`compositor.manuscript` makes these values from `layouts/NAME/layout.yaml`. Inks have their names
here; what is printed in them, and rule weights, is CSS (`page.css`), and a style's name is its CSS
class.

    ┌ trim ──────────────────────────────┐
    │      top                           │      columns and lines count from 1
    │  left┌1──┐gutter┌2──┐ … ┌6──┐      │      column width = 字 per column x zi
    │      │ 1 │      │   │   │   │ line │      baselines: one a line, leading apart
    │      │ 2 │      │   │   │   │      │
    └────────────────────────────────────┘
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from compositor.geometry import Rect, Size
from compositor.model.ink import Ink
from compositor.units import Emu, divide

Align: TypeAlias = Literal["left", "center", "right", "justify"]
Level: TypeAlias = Literal["basic", "gb", "strict"]  # of 避头尾, see `setting.kinsoku`
Anchor: TypeAlias = Literal["left", "right", "center", "outer", "inner"]

# How far the baseline lies below the top of the ideographic em box (ascender 880 of 1000 in all
# our faces); the one place that says where type stands in its box.
ASCENT = 880


def ascent(size: Emu) -> Emu:
    """From the top of the em box of a size of type down to its baseline."""
    return divide(size * ASCENT, 1000)


@dataclass(frozen=True, slots=True)
class Grid:
    """The page grid (版心): columns across, lines down; all lengths EMU.

    `zi` is the body size, one 字; `left` and `top` are the corner of the live area on the trim.
    """

    columns: int
    column_zi: int
    gutter: Emu
    lines: int
    zi: Emu
    leading: Emu
    left: Emu
    top: Emu

    @property
    def column(self) -> Emu:
        """The width of one column."""
        return self.column_zi * self.zi

    @property
    def width(self) -> Emu:
        """The width of the live area."""
        return self.measure(self.columns)

    @property
    def height(self) -> Emu:
        """The height of the live area."""
        return self.lines * self.leading

    @property
    def live_area(self) -> Rect:
        """The rectangle all columns and lines fill."""
        return Rect(self.left, self.top, self.width, self.height)

    def measure(self, columns: int) -> Emu:
        """Width of `columns` columns with the gutters between them (长栏, makeup §A2)."""
        return columns * self.column + (columns - 1) * self.gutter

    def broken(self, width: Emu, count: int) -> int:
        """Whole 字 in each of `count` columns a width is divided into (破栏, makeup §A2).

        0 if there is no room for them. What remains widens the gutters: columns of one module
        have one measure, so that one galley is set and its legs can be levelled.
        """
        return max(0, (width - (count - 1) * self.gutter) // count // self.zi)

    def column_x(self, column: int) -> Emu:
        """Left edge of a column, counted from 1."""
        return self.left + (column - 1) * (self.column + self.gutter)

    def line_y(self, line: int) -> Emu:
        """Upper edge of a line's strip, counted from 1."""
        return self.top + (line - 1) * self.leading

    def baseline(self, line: int) -> Emu:
        """Baseline of a line, counted from 1: the em box of the body is centred in its strip."""
        return self.line_y(line) + (self.leading - self.zi) // 2 + ascent(self.zi)

    def area(self, column: int, line: int, columns: int, lines: int) -> Rect:
        """The rectangle of a module given in columns and lines."""
        return Rect(
            self.column_x(column), self.line_y(line), self.measure(columns), lines * self.leading
        )


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one kind of text is set; `name` is its CSS class.

    `sizes` is a ladder, largest first: text that does not fit at one is tried at the next.
    `strong` is the role bold words take. `leading` 0 means the page grid's. `indent` and
    `tracking` are EMU at the first size. In a `vertical` style lines run downwards (竖排), and
    left means above.
    """

    name: str
    role: str
    sizes: tuple[Emu, ...]
    align: Align = "left"
    leading: Emu = 0
    indent: Emu = 0
    tracking: Emu = 0
    strong: str = "hei"
    vertical: bool = False

    @property
    def size(self) -> Emu:
        """The first, largest size."""
        return self.sizes[0]

    def alone(self, size: Emu) -> "TypeStyle":
        """The style with one size of its ladder only, as it is set at that size."""
        tracking = divide(self.tracking * size, self.size)
        return replace(self, sizes=(size,), tracking=tracking)


@dataclass(frozen=True, slots=True)
class Rank:
    """A headline rank (lead, second …): styles of the heading's parts and its air in lines.

    `above` and `below` are half body lines (so 3 means one and a half); `between` is the air
    between two parts as thousandths of the smaller one's size.
    """

    name: str
    kicker: TypeStyle
    headline: TypeStyle
    deck: TypeStyle
    byline: TypeStyle
    above: int
    below: int
    between: int


@dataclass(frozen=True, slots=True)
class FurnitureText:
    """Lines of furniture: `text` with `{fields}` of the issue and page.

    Of its lines those are left out that have an empty field; `join` makes one line of the others,
    and stands between them. `anchor` and `offset` give its x from
    an edge of the live area (`outer` is left on even pages and right on odd ones), `baseline` the
    distance of its first line from the top of the trim. In a `width` (0 for none) a text takes the
    largest size of its ladder in which no line turns and no box is crossed, or the last.
    In a `height` (0 for none) its lines stand in the middle, and `baseline` is that of a first
    line at the head.
    """

    text: str
    style: TypeStyle
    anchor: Anchor
    offset: Emu
    baseline: Emu
    width: Emu = 0
    height: Emu = 0
    join: str = ""


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """A horizontal rule of furniture across part of the live area; `kind` is its CSS class."""

    kind: str
    anchor: Anchor
    offset: Emu
    width: Emu
    y: Emu


@dataclass(frozen=True, slots=True)
class FurnitureBox:
    """A box of furniture, for an ear (报眼); `kind` is its CSS class.

    It is drawn if a text is printed that has its width and its head in it.
    """

    kind: str
    anchor: Anchor
    offset: Emu
    width: Emu
    y: Emu
    height: Emu


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on a page beside its articles, and how many lines of the grid it takes.

    They are taken at the head of the grid, and by the end matter (报尾) at its foot.
    """

    texts: tuple[FurnitureText, ...]
    rules: tuple[FurnitureRule, ...]
    lines: int
    boxes: tuple[FurnitureBox, ...] = ()


NO_FURNITURE = Furniture((), (), 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: everything `layouts/NAME/layout.yaml` says, with its template's sources."""

    name: str
    file: str
    paper: Size
    bleed: Emu
    grid: Grid
    punctuation: str
    kinsoku: Level
    body: TypeStyle
    crosshead: TypeStyle
    crosshead_above: int
    note: TypeStyle
    label: TypeStyle
    caption: TypeStyle
    credit: TypeStyle
    source: TypeStyle
    source_text: str
    jump: TypeStyle
    jump_to_text: str
    jump_from_text: str
    fpo: TypeStyle
    filler: TypeStyle
    quote: TypeStyle
    ranks: tuple[Rank, ...]
    first: Furniture
    inside: Furniture
    date_text: str
    month_text: str
    last: Furniture = NO_FURNITURE
    inks: tuple[Ink, ...] = ()

    def rank(self, name: str) -> Rank | None:
        """The headline rank of that name, or None."""
        return next((rank for rank in self.ranks if rank.name == name), None)

    def furniture(self, page: int) -> Furniture:
        """The furniture of a page by its number: the nameplate's on page 1."""
        return self.first if page == 1 else self.inside

    def live_lines(self, page: int, is_last: bool) -> tuple[int, int]:
        """The first and the last grid line of a page that are free for articles.

        `is_last` says that the page bears the end matter: `makeup.furniture.has_end_matter`.
        """
        foot = self.last.lines if is_last else 0
        return self.furniture(page).lines + 1, self.grid.lines - foot
