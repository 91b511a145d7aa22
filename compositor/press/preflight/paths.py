"""The operators of paths: made, filled, stroked, made the clip (ISO 32000-2, 8.5).

A path is kept as points of the page. A curve is kept as the points that steer it: it runs inside
their box, which is all that is asked of it. Fills are told subpath by subpath and strokes stretch
by stretch, so that crop marks that stand at four corners are not taken for a frame round the page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import hypot
from typing import TypeAlias

from compositor.press.boxes import Box
from compositor.press.preflight.canvas import Subpath, Walk
from compositor.press.preflight.externals import fill_with_pattern
from compositor.press.preflight.lexer import numbers
from compositor.press.preflight.matrix import Point, apply, box_of, corners, thickness
from compositor.press.preflight.painted import Fill, Stroke

SQUARE = 1e-3  # how far a corner may be off the square, as a share of its sides
NOTHING = 1e-6  # points; a side no longer than this has no length
SLIVER = 0.02  # points; what is clipped to less is not seen: programs clip things by themselves
FEW = 4096  # subpaths that are looked at one by one; of more, the box of all


def move(walk: Walk, raw: bytes) -> None:
    """`m`."""
    x, y = numbers(raw, 2)
    walk.path.append(Subpath([apply(walk.state.ctm, x, y)]))


def line(walk: Walk, raw: bytes) -> None:
    """`l`."""
    _points(walk, numbers(raw, 2))


def curve(walk: Walk, raw: bytes) -> None:
    """`c`."""
    _points(walk, numbers(raw, 6))


def curve_from_or_to(walk: Walk, raw: bytes) -> None:
    """`v` and `y`."""
    _points(walk, numbers(raw, 4))


def _points(walk: Walk, values: Sequence[float]) -> None:
    if not walk.path:
        raise ValueError("a path that begins nowhere")
    if walk.path[-1].is_rectangle:  # goes on where `re` or `h` has left
        walk.path.append(Subpath([walk.path[-1].points[0]]))
    a, b, c, d, e, f = walk.state.ctm  # as `matrix.apply` does, which is too slow for outlines
    pairs = zip(values[::2], values[1::2], strict=True)
    walk.path[-1].points.extend([(a * x + c * y + e, b * x + d * y + f) for x, y in pairs])


def close(walk: Walk, raw: bytes) -> None:
    """`h`."""
    del raw
    if walk.path:
        walk.path[-1].points.append(walk.path[-1].points[0])


def rectangle(walk: Walk, raw: bytes) -> None:
    """`re`."""
    x, y, width, height = numbers(raw, 4)
    around = [apply(walk.state.ctm, *c) for c in corners(Box(x, y, x + width, y + height))]
    walk.path.append(Subpath([*around, around[0]], is_rectangle=True))


def clip(walk: Walk, raw: bytes) -> None:
    """`W`, `W*`: holds from the next painting on."""
    del raw
    walk.clips = True


# ---------------------------------------------------------------------------------------- painting


def _fill(walk: Walk, *, is_even_odd: bool) -> None:
    state = walk.state
    paint, overprints = state.fill, state.fill_overprints()
    veil = state.veil(state.fill_alpha)
    for box, width in _areas(walk.path, is_even_odd=is_even_odd):
        shown = _shown(walk, box)
        if shown is None:
            continue
        if paint.pattern is not None:
            fill_with_pattern(walk, paint, shown, veil)
        else:
            walk.add(Fill(shown, width, paint, overprints, veil))


def _areas(path: Sequence[Subpath], *, is_even_odd: bool) -> Iterator[tuple[Box, float | None]]:
    """The box of each subpath that has an area, with its shorter side if it is a rectangle.

    A path that has no area at all is drawn as thin as the device can. Of two rectangles, one in the
    other, the even-odd rule leaves a frame, which is told as its four sides.
    """
    known = [(box_of(sub.points), _side(sub.points)) for sub in path[:FEW] if len(sub.points) > 1]
    if len(path) > FEW:
        known.append((box_of(point for sub in path for point in sub.points), None))
    solid = [(box, side) for box, side in known if side is None or side > NOTHING]
    if is_even_odd and len(solid) == 2 and None not in (solid[0][1], solid[1][1]):
        one, other = solid[0][0], solid[1][0]
        outer, inner = (one, other) if one.holds(other) else (other, one)
        if outer.holds(inner):
            yield from _frame(outer, inner)
            return
    yield from solid or known


def _frame(outer: Box, inner: Box) -> Iterator[tuple[Box, float | None]]:
    sides = (
        Box(outer.left, outer.bottom, inner.left, outer.top),
        Box(inner.right, outer.bottom, outer.right, outer.top),
        Box(outer.left, outer.bottom, outer.right, inner.bottom),
        Box(outer.left, inner.top, outer.right, outer.top),
    )
    for side in sides:
        width = min(side.width, side.height)
        if width > NOTHING:
            yield side, width


def _side(points: Sequence[Point]) -> float | None:
    """The shorter side of a rectangle, however it stands; None for another shape."""
    around = list(points)
    while len(around) > 4 and _distance(around[0], around[-1]) <= NOTHING:
        around.pop()
    if len(around) == 2:
        return 0.0
    if len(around) != 4:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = around
    first, second = _distance(around[0], around[1]), _distance(around[1], around[2])
    slack = SQUARE * max(first, second)
    is_closed = abs(ax - bx + cx - dx) <= slack and abs(ay - by + cy - dy) <= slack
    is_square = abs((bx - ax) * (cx - bx) + (by - ay) * (cy - by)) <= SQUARE * first * second
    return min(first, second) if is_closed and is_square else None


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _stroke(walk: Walk) -> None:
    state = walk.state
    paint, overprints = state.stroke, state.stroke_overprints()
    veil = state.veil(state.stroke_alpha)
    for begin, end in _stretches(walk.path):
        width = thickness(state.line_width, state.ctm, begin, end)
        shown = _shown(walk, box_of((begin, end)).grown(width / 2))
        if shown is None:
            continue
        if paint.pattern is not None:
            fill_with_pattern(walk, paint, shown, veil)
        else:
            walk.add(Stroke(shown, width, paint, overprints, veil))


def _stretches(path: Sequence[Subpath]) -> Iterator[tuple[Point, Point]]:
    for sub in path:
        if len(sub.points) == 1:
            yield sub.points[0], sub.points[0]
        yield from zip(sub.points, sub.points[1:], strict=False)


def _shown(walk: Walk, box: Box) -> Box | None:
    """What is seen of a box; None where it was clipped away but for a sliver."""
    cut = box.within(walk.state.clip)
    is_gone = cut.is_empty or any(
        now < SLIVER < before for now, before in ((cut.width, box.width), (cut.height, box.height))
    )
    return None if is_gone else walk.seen(box)


def _done(walk: Walk) -> None:
    if walk.clips:
        around = [point for sub in walk.path for point in sub.points]
        walk.state.clip = walk.state.clip.within(box_of(around))
    walk.clips = False
    walk.path = []


def _painting(
    *, closes: bool = False, fills: bool = False, even_odd: bool = False, strokes: bool = False
) -> Callable[[Walk, bytes], None]:
    def paint(walk: Walk, raw: bytes) -> None:
        if closes:
            close(walk, raw)
        if fills:
            _fill(walk, is_even_odd=even_odd)
        if strokes:
            _stroke(walk)
        _done(walk)

    return paint


Operator: TypeAlias = Callable[[Walk, bytes], None]

PATHS: Mapping[bytes, Operator] = {
    b"m": move,
    b"l": line,
    b"c": curve,
    b"v": curve_from_or_to,
    b"y": curve_from_or_to,
    b"h": close,
    b"re": rectangle,
    b"W": clip,
    b"W*": clip,
    b"n": _painting(),
    b"f": _painting(fills=True),
    b"F": _painting(fills=True),
    b"f*": _painting(fills=True, even_odd=True),
    b"S": _painting(strokes=True),
    b"s": _painting(closes=True, strokes=True),
    b"B": _painting(fills=True, strokes=True),
    b"B*": _painting(fills=True, even_odd=True, strokes=True),
    b"b": _painting(closes=True, fills=True, strokes=True),
    b"b*": _painting(closes=True, fills=True, even_odd=True, strokes=True),
}
