"""The operators of the graphics state and of colour (ISO 32000-2, 8.4.4 and 8.6.8)."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from compositor.press.preflight.canvas import Nested, Walk
from compositor.press.preflight.colours import Paint, Space, first_paint
from compositor.press.preflight.lexer import Name, name, numbers, operands
from compositor.press.preflight.matrix import moved, times
from compositor.press.preflight.objects import (
    Dictionary,
    box,
    dictionary,
    entries,
    get,
    is_stream,
    is_true,
    matrix,
    names,
    number,
    resolve,
    sequence,
)

DEEPEST_STACK = 2000  # q in q; the standard had 28, and programs have forgotten
NORMAL = frozenset({"Normal", "Compatible"})


def save(walk: Walk, raw: bytes) -> None:
    """`q`."""
    del raw
    if len(walk.stack) >= DEEPEST_STACK:
        raise ValueError("too many q in q")
    walk.stack.append(walk.state.copied())


def restore(walk: Walk, raw: bytes) -> None:
    """`Q`."""
    del raw
    if not walk.stack:
        raise ValueError("more Q than q")
    walk.state = walk.stack.pop()


def concatenate(walk: Walk, raw: bytes) -> None:
    """`cm`."""
    a, b, c, d, e, f = numbers(raw, 6)
    walk.state.ctm = times((a, b, c, d, e, f), walk.state.ctm)


def line_width(walk: Walk, raw: bytes) -> None:
    """`w`."""
    (walk.state.line_width,) = numbers(raw, 1)


def graphics_state(walk: Walk, raw: bytes) -> None:
    """`gs`: a dictionary of the resources."""
    held = dictionary(get(dictionary(get(walk.resources, "/ExtGState")), "/" + name(raw)))
    for key, value in entries(held):
        if key in EXTENDED:
            EXTENDED[key](walk, value)
    if "/OP" in held and "/op" not in held:  # OP speaks for both where op is not there (8.4.5)
        walk.state.fill_overprint = walk.state.stroke_overprint


def _overprint(walk: Walk, value: Any) -> None:
    walk.state.stroke_overprint = is_true(value)


def _fill_overprint(walk: Walk, value: Any) -> None:
    walk.state.fill_overprint = is_true(value)


def _overprint_mode(walk: Walk, value: Any) -> None:
    walk.state.overprint_mode = int(number(value))


def _stroke_alpha(walk: Walk, value: Any) -> None:
    walk.state.stroke_alpha = number(value, 1.0)


def _fill_alpha(walk: Walk, value: Any) -> None:
    walk.state.fill_alpha = number(value, 1.0)


def _blend(walk: Walk, value: Any) -> None:
    first = (*names(value), "Normal")[0]
    walk.state.blend = "" if first in NORMAL else first


def _soft_mask(walk: Walk, value: Any) -> None:
    group = get(dictionary(value), "/G")
    walk.state.soft_mask = is_stream(group)
    if is_stream(group):
        walk.nested.append(form(walk, group, is_mask=True))


def _width(walk: Walk, value: Any) -> None:
    walk.state.line_width = number(value, 1.0)


def _font(walk: Walk, value: Any) -> None:
    pair = sequence(value)
    if len(pair) == 2:
        walk.state.font = walk.canvas.library.font(resolve(pair[0]))
        walk.state.size = number(pair[1])


EXTENDED = {
    "OP": _overprint,
    "op": _fill_overprint,
    "OPM": _overprint_mode,
    "CA": _stroke_alpha,
    "ca": _fill_alpha,
    "BM": _blend,
    "SMask": _soft_mask,
    "LW": _width,
    "Font": _font,
}


def form(walk: Walk, stream: Any, *, is_mask: bool = False) -> Nested:
    """A form as it comes out under the state that invokes it (8.10.1)."""
    state = walk.state.copied()
    state.ctm = times(matrix(get(stream, "/Matrix")), state.ctm)
    bounds = box(get(stream, "/BBox"))
    if bounds is not None:
        state.clip = state.clip.within(moved(bounds, state.ctm))
    own: Dictionary = dictionary(get(stream, "/Resources"))
    takes = walk.takes_colour
    return Nested(
        stream, own or walk.resources, state, walk.located, is_mask or walk.is_mask, takes
    )


# ------------------------------------------------------------------------------------------ colour


def _coloured(walk: Walk, raw: bytes, space: Space) -> Paint:
    """What `scn` makes of its operands: numbers, and a pattern's name."""
    if b"/" not in raw:
        # Some programs give too many; a space that cannot be read takes any.
        return Paint(space, numbers(raw, space.components or len(raw.split())))
    *values, last = operands(raw)
    if not isinstance(last, Name):
        raise ValueError("a pattern wanted")
    patterns = dictionary(get(walk.resources, "/Pattern"))
    found = get(patterns, "/" + last.decode("latin-1"))
    if not dictionary(found):
        raise ValueError("a pattern that is not there")
    tints = tuple(v for v in values if isinstance(v, float))
    return Paint(space, tints, walk.canvas.library.pattern(found))


Painter: TypeAlias = Callable[[Walk, bytes, Space], Paint]


def _device(family: str, count: int) -> Painter:
    """What the operators of a device space make of their numbers: `g`, `rg`, `k`."""

    def paint(walk: Walk, raw: bytes, before: Space) -> Paint:
        del before
        return Paint(walk.canvas.library.space(family, walk.resources), numbers(raw, count))

    return paint


def _first(walk: Walk, raw: bytes, before: Space) -> Paint:
    """What `cs` makes of a space's name."""
    del before
    return first_paint(walk.canvas.library.space(name(raw), walk.resources))


def _sets(way: Literal["fill", "stroke"], paint: Painter) -> Callable[[Walk, bytes], None]:
    """An operator that sets what is filled, or what is drawn, with."""

    def operator(walk: Walk, raw: bytes) -> None:
        if walk.takes_colour:
            before: Paint = getattr(walk.state, way)
            setattr(walk.state, way, paint(walk, raw, before.space))

    return operator


def takes_no_colour(walk: Walk, raw: bytes) -> None:
    """`d1`: a glyph of a Type 3 font that is painted in its text's colour."""
    del raw
    walk.takes_colour = False


GRAPHICS: Mapping[bytes, Any] = {
    b"q": save,
    b"Q": restore,
    b"cm": concatenate,
    b"w": line_width,
    b"gs": graphics_state,
    b"g": _sets("fill", _device("DeviceGray", 1)),
    b"rg": _sets("fill", _device("DeviceRGB", 3)),
    b"k": _sets("fill", _device("DeviceCMYK", 4)),
    b"G": _sets("stroke", _device("DeviceGray", 1)),
    b"RG": _sets("stroke", _device("DeviceRGB", 3)),
    b"K": _sets("stroke", _device("DeviceCMYK", 4)),
    b"cs": _sets("fill", _first),
    b"CS": _sets("stroke", _first),
    b"sc": _sets("fill", _coloured),
    b"scn": _sets("fill", _coloured),
    b"SC": _sets("stroke", _coloured),
    b"SCN": _sets("stroke", _coloured),
    b"d1": takes_no_colour,
}
