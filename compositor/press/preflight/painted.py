"""What a page paints, as the checks see it: places in points of the page, y upwards.

`box` is what of it is seen: clipped by the box of the clip. `overprints` says that it leaves other
plates alone where it puts no ink: overprint is on, and either the colour is DeviceCMYK under OPM 1
or it names its inks (ISO 32000-2, 8.6.7). `veil` names what makes it transparent, "" for nothing.
"""

from typing import Any, NamedTuple, TypeAlias

from compositor.press.boxes import Box
from compositor.press.preflight.colours import Paint, Space
from compositor.press.preflight.fonts import Font


class Text(NamedTuple):
    """What one operator shows; `size` is the height of an em on the page."""

    box: Box
    size: float
    font: Font
    paint: Paint
    overprints: bool
    veil: str = ""


class Fill(NamedTuple):
    """A subpath that is filled; `width` is a rectangle's shorter side, None for other shapes."""

    box: Box
    width: float | None
    paint: Paint
    overprints: bool
    veil: str = ""


class Stroke(NamedTuple):
    """A stretch of a line, straight or not; `width` is its thickness on the page."""

    box: Box
    width: float
    paint: Paint
    overprints: bool
    veil: str = ""


class Picture(NamedTuple):
    """An image; `ppi` are its pixels to the inch both ways, `space` is None for a stencil.

    `paint` is what a stencil is filled with; `image` the image itself, None of one in the content.
    """

    box: Box
    pixels: tuple[int, int]
    ppi: tuple[float, float]
    bits: int
    space: Space | None
    paint: Paint | None
    veil: str = ""
    image: Any = None


class Shade(NamedTuple):
    """A shading, by `sh` or as a pattern."""

    box: Box
    space: Space
    veil: str = ""


class Group(NamedTuple):
    """A transparency group; `space` is the one it blends in, "" where it names none."""

    box: Box
    space: str
    veil: str = ""


Item: TypeAlias = Text | Fill | Stroke | Picture | Shade | Group
