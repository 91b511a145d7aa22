"""The operators of the graphics state and of colour (ISO 32000-2, 8.4.4 and 8.6.8)."""

from collections.abc import Mapping
from typing import Any

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


def _device(walk: Walk, raw: bytes, family: str, count: int) -> Paint:
    return Paint(walk.canvas.library.space(family, walk.resources), numbers(raw, count))


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


def fill_gray(walk: Walk, raw: bytes) -> None:
    """`g`."""
    if walk.takes_colour:
        walk.state.fill = _device(walk, raw, "DeviceGray", 1)


def fill_rgb(walk: Walk, raw: bytes) -> None:
    """`rg`."""
    if walk.takes_colour:
        walk.state.fill = _device(walk, raw, "DeviceRGB", 3)


def fill_cmyk(walk: Walk, raw: bytes) -> None:
    """`k`."""
    if walk.takes_colour:
        walk.state.fill = _device(walk, raw, "DeviceCMYK", 4)


def stroke_gray(walk: Walk, raw: bytes) -> None:
    """`G`."""
    if walk.takes_colour:
        walk.state.stroke = _device(walk, raw, "DeviceGray", 1)


def stroke_rgb(walk: Walk, raw: bytes) -> None:
    """`RG`."""
    if walk.takes_colour:
        walk.state.stroke = _device(walk, raw, "DeviceRGB", 3)


def stroke_cmyk(walk: Walk, raw: bytes) -> None:
    """`K`."""
    if walk.takes_colour:
        walk.state.stroke = _device(walk, raw, "DeviceCMYK", 4)


def fill_space(walk: Walk, raw: bytes) -> None:
    """`cs`."""
    if walk.takes_colour:
        walk.state.fill = first_paint(walk.canvas.library.space(name(raw), walk.resources))


def stroke_space(walk: Walk, raw: bytes) -> None:
    """`CS`."""
    if walk.takes_colour:
        walk.state.stroke = first_paint(walk.canvas.library.space(name(raw), walk.resources))


def fill_colour(walk: Walk, raw: bytes) -> None:
    """`sc`, `scn`."""
    if walk.takes_colour:
        walk.state.fill = _coloured(walk, raw, walk.state.fill.space)


def stroke_colour(walk: Walk, raw: bytes) -> None:
    """`SC`, `SCN`."""
    if walk.takes_colour:
        walk.state.stroke = _coloured(walk, raw, walk.state.stroke.space)


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
    b"g": fill_gray,
    b"rg": fill_rgb,
    b"k": fill_cmyk,
    b"G": stroke_gray,
    b"RG": stroke_rgb,
    b"K": stroke_cmyk,
    b"cs": fill_space,
    b"CS": stroke_space,
    b"sc": fill_colour,
    b"scn": fill_colour,
    b"SC": stroke_colour,
    b"SCN": stroke_colour,
    b"d1": takes_no_colour,
}
