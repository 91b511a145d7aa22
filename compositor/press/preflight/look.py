"""What a check of one page is given."""

from dataclasses import dataclass
from functools import cached_property

from compositor.press.boxes import Box
from compositor.press.preflight.canvas import Canvas
from compositor.press.preflight.colours import Paint
from compositor.press.preflight.opened import Sheet
from compositor.press.preflight.painted import Fill, Item, Stroke, Text
from compositor.press.preflight.wanted import Rules, Wanted

TOUCH = 0.05  # points; marks stand on the bleed's edge, and need not be exact


@dataclass(frozen=True)
class Look:
    """A page, what it paints, and what it is held against."""

    sheet: Sheet
    canvas: Canvas
    wanted: Wanted
    rules: Rules

    @property
    def page(self) -> int:
        """Its number."""
        return self.sheet.number

    @cached_property
    def printed(self) -> tuple[Item, ...]:
        """What stands in trim and bleed, in the order it is painted; marks are not among it."""
        zone = self.sheet.bleed
        return tuple(item for item in self.canvas.items if item.box.meets(zone, TOUCH))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Text in trim and bleed."""
        return tuple(item for item in self.printed if isinstance(item, Text))

    @cached_property
    def lines(self) -> tuple[tuple[Box, float, Paint, bool], ...]:
        """Rules in trim and bleed: strokes and filled rectangles, with their thickness, colour
        and whether they overprint.
        """
        return tuple(
            (item.box, item.width, item.paint, item.overprints)
            for item in self.printed
            if isinstance(item, Fill | Stroke) and item.width is not None
        )
