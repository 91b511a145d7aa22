"""Boxes of a page of PDF: points, y upwards, floats; never for decisions of make-up."""

from typing import NamedTuple


class Box(NamedTuple):
    """Left, bottom, right, top; empty where right < left or top < bottom."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it, not even a line."""
        return self.right < self.left or self.top < self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def within(self, other: "Box") -> "Box":
        """What the two share."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, by: float) -> "Box":
        """Larger by `by` on every side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def shifted(self, x: float, y: float) -> "Box":
        """The same in another place."""
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def holds(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether `other` lies inside, or over by no more than `slack`."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def meets(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether the two share more than a strip as wide as `slack`, lines included."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.bottom < other.top - slack
            and other.bottom < self.top - slack
        )
