"""Matrices and boxes of PDF space: points, y upwards, floats; never for decisions of make-up.

A matrix `(a, b, c, d, e, f)` takes (x, y) to (a·x + c·y + e, b·x + d·y + f); `times(inner, outer)`
does `inner` first (ISO 32000-2, 8.3.4).
"""

from collections.abc import Iterable
from math import hypot, inf
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FARTHEST = 1e9  # points; forms in forms that scale beyond it are refused


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


EVERYWHERE = Box(-inf, -inf, inf, inf)
UNIT = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))  # where an image is painted


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """`inner`, then `outer`; `ValueError` where that leads beyond any page."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    made = (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
    if not all(-FARTHEST < n < FARTHEST for n in made):
        raise ValueError("a matrix that leads off any page")
    return made


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(points: Iterable[Point]) -> Box:
    """The box round some points; empty of none."""
    xs, ys = zip(*points, strict=True) if (points := tuple(points)) else ((inf, -inf), (inf, -inf))
    return Box(min(xs), min(ys), max(xs), max(ys)) if points else Box(inf, inf, -inf, -inf)


def corners(box: Box) -> tuple[Point, ...]:
    """The four corners, round the box."""
    left, bottom, right, top = box
    return (left, bottom), (right, bottom), (right, top), (left, top)


def moved(box: Box, matrix: Matrix) -> Box:
    """The box round a box that was turned and scaled."""
    return box_of(apply(matrix, *corner) for corner in corners(box))


def scales(matrix: Matrix) -> tuple[float, float]:
    """How long a unit along x and one along y come out."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)


def thickness(width: float, matrix: Matrix, begin: Point, end: Point) -> float:
    """How thick a line of `width` comes out between two points of the page.

    A stroke is its path swept by a disc of user space; across the line the disc's image, an
    ellipse, is as wide as the matrix's transpose makes the line's normal long.
    """
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    length = hypot(dx, dy)
    a, b, c, d, _, _ = matrix
    if not length:
        return width * min(scales(matrix))
    nx, ny = -dy / length, dx / length
    return width * hypot(a * nx + b * ny, c * nx + d * ny)
