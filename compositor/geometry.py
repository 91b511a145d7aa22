"""Places on the page: points and rectangles in EMU, y growing downwards from the trim's top left.

        (0, 0) ──────────→ x
          │   ┌──────────┐ top
          │   │   Rect   │
          ↓   └──────────┘ bottom
          y  left      right

Holds no knowledge of columns or lines; the grid that gives them places is
`compositor.model.layout.Grid`.
"""

from typing import NamedTuple

from compositor.units import Emu


class Size(NamedTuple):
    """Width and height in EMU."""

    width: Emu
    height: Emu


class Rect(NamedTuple):
    """A rectangle in EMU; right and bottom are exclusive edges."""

    x: Emu
    y: Emu
    width: Emu
    height: Emu

    @property
    def right(self) -> Emu:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Emu:
        """The y of the lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two share any area; touching edges do not count."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def inset(self, dx: Emu, dy: Emu) -> "Rect":
        """The rectangle made smaller by `dx` on both sides and `dy` above and below."""
        return Rect(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)
