"""What the operators work on: a `Library` of what was read, a `Canvas` a page, a `Walk` a stream.

The library reads each font, colour space and content stream once a document. The canvas collects
what a page paints, the fonts it uses, the streams it opens, and what is wrong with them. A walk is
one run through one content stream; a form it comes upon is appended to its `nested`, which `walk`
takes up at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pypdf.generic import NameObject

from compositor.press.boxes import Box
from compositor.press.preflight.colours import Pattern, Space, space_of
from compositor.press.preflight.fonts import Font, font_of, type3_glyphs
from compositor.press.preflight.lexer import Operation, operations
from compositor.press.preflight.matrix import IDENTITY, Matrix, Point
from compositor.press.preflight.objects import Dictionary
from compositor.press.preflight.painted import Item
from compositor.press.preflight.state import State

MOST_OPERATIONS = 1_000_000  # a page; a full newspaper page has 1 500
MOST_FAULTS = 20  # told of a page


class Library:
    """What was read already; every entry keeps its object alive, so that its id stays its own."""

    def __init__(self) -> None:
        self._streams: dict[int, tuple[Any, Sequence[Operation], list[str]]] = {}
        self._fonts: dict[int, tuple[Any, Font]] = {}
        self._glyphs: dict[Font, dict[int, Any]] = {}
        self._spaces: dict[tuple[int, str], tuple[Any, Space]] = {}
        self._patterns: dict[int, Pattern] = {}

    def operations(self, stream: Any) -> tuple[Sequence[Operation], Sequence[str]]:
        """The operations of a stream, and what is wrong with it."""
        if id(stream) not in self._streams:
            faults: list[str] = []
            found = tuple(operations(stream.get_data(), faults))
            self._streams[id(stream)] = (stream, found, faults)
        return self._streams[id(stream)][1:]

    def font(self, value: Any) -> Font:
        """A font dictionary read."""
        if id(value) not in self._fonts:
            self._fonts[id(value)] = (value, font_of(value))
        return self._fonts[id(value)][1]

    def glyphs(self, font: Font) -> dict[int, Any]:
        """The drawings of a Type 3 font's glyphs, by code."""
        if font not in self._glyphs:
            self._glyphs[font] = type3_glyphs(font)
        return self._glyphs[font]

    def space(self, name: str, resources: Dictionary) -> Space:
        """The colour space of a name."""
        key = (id(resources), name)
        if key not in self._spaces:
            self._spaces[key] = (resources, space_of(NameObject("/" + name), resources))
        return self._spaces[key][1]

    def pattern(self, holder: Any) -> Pattern:
        """A pattern, the same for the same dictionary."""
        return self._patterns.setdefault(id(holder), Pattern(holder))


class Use(NamedTuple):
    """Where a font was first used, and where first for a glyph that is not there."""

    box: Box
    notdef: Box | None = None


@dataclass(slots=True)
class Canvas:
    """What is found on a page; `zone` is what is printed and kept: trim and bleed."""

    library: Library
    zone: Box
    items: list[Item] = field(default_factory=list)
    fonts: dict[Font, Use] = field(default_factory=dict)
    streams: dict[int, tuple[Any, Box]] = field(default_factory=dict)
    inline_filters: dict[str, Box] = field(default_factory=dict)
    marked: list[str] = field(default_factory=list)  # kinds of artifacts
    faults: list[str] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    left: int = field(default_factory=lambda: MOST_OPERATIONS)

    def fault(self, what: str) -> None:
        """Remember what is wrong, up to a number."""
        if len(self.faults) < MOST_FAULTS and what not in self.faults:
            self.faults.append(what)

    def use(self, font: Font, box: Box, *, has_notdef: bool) -> None:
        """Remember that a font was used, seen or not."""
        known = self.fonts.get(font)
        if known is None:
            self.fonts[font] = Use(box, box if has_notdef else None)
        elif has_notdef and known.notdef is None:
            self.fonts[font] = Use(known.box, box)

    def open(self, stream: Any, box: Box) -> None:
        """Remember a stream that was used."""
        self.streams.setdefault(id(stream), (stream, box))


class Nested(NamedTuple):
    """A stream to be run now: a form, a pattern's cell, a glyph of a Type 3 font.

    `located` is where all it paints is said to stand: a cell is painted many times, and a glyph of
    Type 3 is as large as its text. What `is_mask` paints no ink.
    """

    stream: Any
    resources: Dictionary
    state: State
    located: Box | None = None
    is_mask: bool = False
    takes_colour: bool = True


class Subpath(NamedTuple):
    """Points of the page; those that steer a curve are among them."""

    points: list[Point]
    is_rectangle: bool = False


@dataclass(slots=True)
class Walk:
    """A run through one content stream."""

    canvas: Canvas
    resources: Dictionary
    state: State
    base: Matrix = IDENTITY  # where patterns are counted from
    located: Box | None = None
    is_mask: bool = False
    takes_colour: bool = True
    stack: list[State] = field(default_factory=list)
    path: list[Subpath] = field(default_factory=list)
    clips: bool = False  # the path becomes the clip when it is painted
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    nested: list[Nested] = field(default_factory=list)

    def seen(self, box: Box) -> Box:
        """What of a box is seen, and where it is said to stand."""
        shown = box.within(self.state.clip)
        return self.located if self.located is not None and not shown.is_empty else shown

    def add(self, item: Item) -> None:
        """Something is painted, if any of it is seen."""
        if not item.box.is_empty and not self.is_mask:
            self.canvas.items.append(item)
