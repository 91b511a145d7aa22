"""Lines of type: what setting makes, make-up places and the plate draws. Nothing is re-measured.

A `Line` is a finished line with the exact glyphs and their exact places, measured by HarfBuzz in
the very font file that is drawn. x counts along the line from the start of its measure: to the
right, or downwards in a vertical line (竖排). EMU.

    level      A股 ──→ x      vertical   ├y→  upright  中 中    turned  N
               ─── baseline              x│            国 12            B   (90° clockwise)
                                          ↓            A  ︒            A
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from compositor.units import Emu


class Stance(Enum):
    """How glyphs stand to their line: level in a level one; upright or turned in a vertical one."""

    LEVEL = "level"
    UPRIGHT = "upright"
    TURNED = "turned"

    __hash__ = object.__hash__


class GlyphRun(NamedTuple):
    """Glyphs of one face, size and stance on a line.

    `texts[i]` is the text that glyph `i` stands for (empty for the further glyphs of a cluster),
    `xs[i]` its origin from the start of the measure. Always of equal length. Of a vertical line
    `ys[i]` is the origin across, from the left edge of the line's em box; of a level one there
    are none. Figures that share one cell may be smaller than the line, by `size`, and narrower
    than their face has them: `condensed` is their width in thousandths.
    """

    face: str
    size: Emu
    glyphs: tuple[int, ...]
    xs: tuple[Emu, ...]
    texts: tuple[str, ...]
    stance: Stance = Stance.LEVEL
    ys: tuple[Emu, ...] = ()
    condensed: int = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type in a measure.

    `width` is what the type fills of the measure from its start, line-start indent included;
    `stretch` is the space justification added to (or, negative, took from) each ordinary gap.
    `text` is the source text of the line; `ends` marks the last line of its block. A `vertical`
    line runs downwards: its measure is its height.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    measure: Emu
    width: Emu
    stretch: Emu
    style: str
    ends: bool
    justified: bool
    vertical: bool = False


class TextPoint(NamedTuple):
    """A place in an article's body: before a character of a block, both counted from 0.

    The source line, if there is one, is the block after the last.
    """

    block: int
    character: int


BEGINNING = TextPoint(0, 0)


@dataclass(frozen=True, slots=True)
class GalleyLine:
    """A line in the galley's column, with what make-up must know to cut the galley into legs.

    `above` is the number of empty grid lines before it, dropped at the head of a leg; `keep` the
    number of following lines that must stay in its leg; `block` numbers its block in the article,
    and `character` is the offset in it at which the line begins.
    """

    line: Line
    block: int
    above: int = 0
    keep: int = 0
    character: int = 0

    @property
    def start(self) -> TextPoint:
        """Where in the article it begins."""
        return TextPoint(self.block, self.character)


@dataclass(frozen=True, slots=True)
class Galley:
    """An article's body, or its rest from some point, set in one measure (小样).

    Every line is one line of the page grid.
    """

    article: str
    measure: Emu
    lines: tuple[GalleyLine, ...]

    @property
    def depth(self) -> int:
        """Grid lines it takes as one column."""
        return sum(1 + (0 if index == 0 else item.above) for index, item in enumerate(self.lines))

    @property
    def text(self) -> str:
        """Its words, line ends left out."""
        return "".join(item.line.text for item in self.lines)
