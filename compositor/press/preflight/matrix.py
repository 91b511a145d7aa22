"""Matrices of PDF space, and what they do to points and boxes.

A matrix `(a, b, c, d, e, f)` takes (x, y) to (a·x + c·y + e, b·x + d·y + f); `times(inner, outer)`
does `inner` first (ISO 32000-2, 8.3.4).
"""

from collections.abc import Iterable
from math import hypot, inf
from typing import TypeAlias

from compositor.press.boxes import Box

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FARTHEST = 1e9  # points; forms in forms that scale beyond it are refused


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
