"""A page run through, with all it draws on: forms, patterns, Type 3 glyphs, masks, annotations.

    canvas = walk_page(page, library, zone)

Each stream is run under the state that invokes it, whatever it is nested in. Files may be built to
keep a reader busy: a stream that draws itself, however far down, is a fault; one that is invoked
again with nothing changed is not run again; and a page has a number of operations that is looked
at, beyond which the rest is told to be unread.
"""

from collections.abc import Callable, Mapping
from typing import Any

from compositor.press.boxes import Box
from compositor.press.preflight.canvas import Canvas, Library, Nested, Walk
from compositor.press.preflight.externals import EXTERNALS
from compositor.press.preflight.graphics import GRAPHICS, form
from compositor.press.preflight.lexer import Name, Operation, operands, operations
from compositor.press.preflight.matrix import Matrix, moved, times
from compositor.press.preflight.objects import (
    Dictionary,
    box,
    dictionary,
    get,
    is_stream,
    matrix,
    name,
    resolve,
    sequence,
)
from compositor.press.preflight.paths import PATHS
from compositor.press.preflight.state import State
from compositor.press.preflight.texts import TEXTS

DEEPEST = 40  # forms in forms
TOO_MUCH = "more is drawn on it than is looked at"


def _marked(walk: Walk, raw: bytes) -> None:
    """`BDC` and `DP`: what an artifact says of itself."""
    if b"Watermark" in raw:
        tag, *more = operands(raw)
        held = more[0] if more and isinstance(more[0], dict) else {}
        if tag == b"Artifact" and isinstance(held.get(b"Subtype"), Name):
            walk.canvas.marked.append(str(held[b"Subtype"], "latin-1"))  # type: ignore[arg-type]


OPERATORS: Mapping[bytes, Callable[[Walk, bytes], None]] = {
    **GRAPHICS,
    **PATHS,
    **TEXTS,
    **EXTERNALS,
    b"BDC": _marked,
    b"DP": _marked,
}


def walk_page(page: Dictionary, library: Library, zone: Box, bounds: Box) -> Canvas:
    """Everything a page paints; `zone` is trim and bleed, `bounds` what of it a device shows."""
    canvas = Canvas(library, zone)
    state = State(clip=bounds)
    resources = dictionary(get(page, "/Resources"))
    contents = resolve(page.get("/Contents"))
    streams = [contents] if is_stream(contents) else [resolve(one) for one in sequence(contents)]
    data = []
    for stream in streams:
        if is_stream(stream):
            canvas.open(stream, bounds)
            data.append(stream.get_data())
    faults: list[str] = []
    # Streams of a page are one stream with blanks between (7.8.2).
    found = operations(b"\n".join(data), faults)
    walk = Walk(canvas, resources, state, state.ctm)
    _run(walk, found, ())
    for fault in faults:
        canvas.fault(fault)
    for note in sequence(get(page, "/Annots")):
        _annotation(canvas, dictionary(note), bounds)
    return canvas


def _run(walk: Walk, found: Any, above: tuple[int, ...]) -> None:
    """Run operations, and what they nest; a fault in one of them does not stop the others."""
    canvas, known = walk.canvas, OPERATORS.get
    operation: Operation
    for operation in found:
        canvas.left -= 1
        if canvas.left < 0:
            canvas.fault(TOO_MUCH)
            return
        operator = known(operation.operator)
        if operator is None:
            continue
        try:
            operator(walk, operation.raw)
        except (ValueError, OverflowError, IndexError) as error:
            canvas.fault(f"`{operation.operator.decode('latin-1')}`: {error}")
        while walk.nested:
            _descend(canvas, walk.nested.pop(), above)


def _descend(canvas: Canvas, nested: Nested, above: tuple[int, ...]) -> None:
    identity = id(nested.stream)
    if identity in above:
        canvas.fault("a form that draws itself")
    elif len(above) >= DEEPEST:
        canvas.fault("forms nested too deep")
    elif not nested.state.clip.is_empty:
        key = _key(canvas, nested)
        if key not in canvas.seen:
            canvas.seen.add(key)
            _run_nested(canvas, nested, (*above, identity))


def _run_nested(canvas: Canvas, nested: Nested, above: tuple[int, ...]) -> None:
    stream, resources, state, located, is_mask, takes_colour = nested
    canvas.open(stream, located or state.clip.within(canvas.zone))
    found, faults = canvas.library.operations(stream)
    for fault in faults:
        canvas.fault(fault)
    walk = Walk(canvas, resources, state, state.ctm, located, is_mask, takes_colour)
    _run(walk, found, above)


def _key(canvas: Canvas, nested: Nested) -> tuple[object, ...]:
    """What makes two runs of a stream tell the same.

    Where its place is another's (`located`), only whether that is printed.
    """
    state, located = nested.state, nested.located
    shape = tuple(round(n, 3) for n in state.ctm)
    place: tuple[object, ...]
    if located is None:
        place = (*shape, *(round(n, 2) if abs(n) < 1e9 else n for n in state.clip))
    else:
        place = (*shape[:4], located.meets(canvas.zone))
    kinds = (nested.is_mask, nested.takes_colour)
    return (id(nested.stream), id(nested.resources), *kinds, *state.key(), *place)


def _annotation(canvas: Canvas, note: Dictionary, bounds: Box) -> None:
    """The looks of an annotation: its BBox, turned by its Matrix, fitted into its Rect (12.5.5)."""
    normal = get(dictionary(get(note, "/AP")), "/N")
    if not is_stream(normal):
        normal = get(dictionary(normal), "/" + (name(get(note, "/AS")) or "Off"))
    place, frame = box(get(note, "/Rect")), box(get(dictionary(normal), "/BBox"))
    if not is_stream(normal) or place is None or frame is None:
        return
    held = moved(frame, matrix(get(normal, "/Matrix")))
    if not held.width or not held.height:
        return
    across, up = place.width / held.width, place.height / held.height
    left, bottom = place.left - held.left * across, place.bottom - held.bottom * up
    fitted: Matrix = (across, 0.0, 0.0, up, left, bottom)
    walk = Walk(canvas, {}, State(ctm=times(fitted, State().ctm), clip=bounds))
    _descend(canvas, form(walk, normal), ())
