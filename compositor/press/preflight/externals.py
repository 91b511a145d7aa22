"""Images, forms, shadings and patterns: what a content stream takes from its resources.

Pixels are never decoded: size, bits and colour space of an image stand in its dictionary, and what
it prints of each ink is measured on the page as a whole (`ink`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from compositor.press.boxes import Box
from compositor.press.preflight.canvas import Nested, Walk
from compositor.press.preflight.colours import SHORT, Paint, Space, space_of
from compositor.press.preflight.graphics import form
from compositor.press.preflight.lexer import Operand, image_settings, name
from compositor.press.preflight.matrix import UNIT, apply, box_of, scales, times
from compositor.press.preflight.objects import (
    dictionary,
    get,
    is_stream,
    is_true,
    matrix,
    number,
)
from compositor.press.preflight.objects import name as name_of
from compositor.press.preflight.painted import Group, Picture, Shade
from compositor.units import EMU_PER_INCH, EMU_PER_PT

POINTS_PER_INCH = EMU_PER_INCH / EMU_PER_PT
SHADING_PATTERN = 2
UNCOLOURED = 2


def external(walk: Walk, raw: bytes) -> None:
    """`Do`: an image or a form."""
    found = get(dictionary(get(walk.resources, "/XObject")), "/" + name(raw))
    if not is_stream(found):
        raise ValueError("an object that is not there")
    kind = name_of(get(found, "/Subtype"))
    if kind == "Image":
        _image(walk, found)
    elif kind == "Form":
        _form(walk, found)


def _form(walk: Walk, found: Any) -> None:
    made = form(walk, found)
    group = dictionary(get(found, "/Group"))
    if name_of(get(group, "/S")) == "Transparency" and not walk.is_mask:
        space = space_of(get(group, "/CS"), walk.resources).family
        veil = made.state.veil(made.state.fill_alpha)
        walk.add(Group(walk.seen(made.state.clip), space, veil))
        made.state.lay_bare()
    walk.nested.append(made)


def _image(walk: Walk, image: Any) -> None:
    box = _unit(walk)
    walk.canvas.open(image, box)
    is_mask = is_true(get(image, "/ImageMask"))
    space = None if is_mask else _image_space(walk, get(image, "/ColorSpace"))
    mask = get(image, "/SMask")
    if is_stream(mask):
        walk.canvas.open(mask, box)
    size = int(number(get(image, "/Width"))), int(number(get(image, "/Height")))
    bits = 1 if is_mask else int(number(get(image, "/BitsPerComponent"), 8))
    _picture(walk, size, bits, space, "SMask" if is_stream(mask) else "", image)


def _image_space(walk: Walk, value: Any) -> Space:
    return space_of(value, walk.resources)


def _picture(
    walk: Walk,
    size: tuple[int, int],
    bits: int,
    space: Space | None,
    masked: str,
    image: Any = None,
) -> None:
    state = walk.state
    along, up = scales(state.ctm)
    ppi = tuple(
        pixels * POINTS_PER_INCH / length if length else 0.0
        for pixels, length in zip(size, (along, up), strict=True)
    )
    veil = masked or state.veil(state.fill_alpha)
    paint = state.fill if space is None else None
    box = walk.seen(_unit(walk))
    if paint is not None and paint.pattern is not None and not box.is_empty:
        fill_with_pattern(walk, paint, box, veil)
    walk.add(Picture(box, size, (ppi[0], ppi[1]), bits, space, paint, veil, image))


def _unit(walk: Walk) -> Box:
    return box_of(apply(walk.state.ctm, *corner) for corner in UNIT)


def inline_image(walk: Walk, raw: bytes) -> None:
    """`BI` … `EI`."""
    settings = image_settings(raw)
    is_mask = settings.get(b"ImageMask") is True
    size = _whole(settings.get(b"Width")), _whole(settings.get(b"Height"))
    space = None if is_mask else _inline_space(walk, settings.get(b"ColorSpace"))
    bits = 1 if is_mask else _whole(settings.get(b"BitsPerComponent"), 8)
    filters = settings.get(b"Filter")
    for one in filters if isinstance(filters, list) else [filters]:
        if one in (b"LZW", b"LZWDecode"):
            walk.canvas.inline_filters.setdefault("LZWDecode", _unit(walk))
    _picture(walk, size, bits, space, "")


def _inline_space(walk: Walk, value: Operand) -> Space:
    """A name, or an array that begins with one: `[/Indexed /RGB 255 (…)]`."""
    if isinstance(value, list):
        family, base = (*value, None, None)[:2]
        inner = _inline_space(walk, base)
        return Space("Indexed", 1, (), inner) if family in (b"I", b"Indexed") else inner
    plain = value.decode("latin-1") if isinstance(value, bytes) else "DeviceGray"
    return walk.canvas.library.space(SHORT.get(plain, plain), walk.resources)


def _whole(value: Operand, default: int = 0) -> int:
    return int(value) if isinstance(value, float) else default


# ------------------------------------------------------------------------- shadings and patterns


def shade(walk: Walk, raw: bytes) -> None:
    """`sh`: over all of the clip."""
    found = get(dictionary(get(walk.resources, "/Shading")), "/" + name(raw))
    _shading(walk, found, walk.seen(walk.state.clip), walk.state.veil(walk.state.fill_alpha))


def _shading(walk: Walk, shading: Any, box: Box, veil: str) -> None:
    space = space_of(get(dictionary(shading), "/ColorSpace"), walk.resources)
    walk.add(Shade(box, space, veil))


def fill_with_pattern(walk: Walk, paint: Paint, box: Box, veil: str) -> None:
    """A shading, or a cell whose content stream is run for this place."""
    assert paint.pattern is not None
    holder = paint.pattern.holder
    if number(get(holder, "/PatternType")) == SHADING_PATTERN:
        _shading(walk, get(holder, "/Shading"), box, veil)
        return
    if not is_stream(holder):
        raise ValueError("a pattern without content")
    state = walk.state.copied()
    state.ctm = times(matrix(get(holder, "/Matrix")), walk.base)
    state.clip = type(state)().clip
    is_uncoloured = number(get(holder, "/PaintType")) == UNCOLOURED
    if is_uncoloured:
        base = paint.space.base or Space("")
        state.fill = state.stroke = Paint(base, paint.values)
    else:
        state.fill = state.stroke = type(state)().fill
    resources = dictionary(get(holder, "/Resources")) or walk.resources
    walk.nested.append(Nested(holder, resources, state, box, walk.is_mask, not is_uncoloured))


EXTERNALS: Mapping[bytes, Callable[[Walk, bytes], None]] = {
    b"Do": external,
    b"INLINE IMAGE": inline_image,
    b"sh": shade,
}
