"""The operators of text: where each string stands, how large, in which font and colour.

One operator is one `Text`: a newspaper page has some three hundred, and the nine thousand glyphs in
them need to be looked at only for their widths (ISO 32000-2, 9.3 and 9.4).
"""

from collections.abc import Callable, Mapping

from compositor.press.boxes import Box
from compositor.press.preflight.canvas import Nested, Walk
from compositor.press.preflight.externals import fill_with_pattern
from compositor.press.preflight.fonts import ASCENT, DESCENT
from compositor.press.preflight.lexer import Name, numbers, operands, shown
from compositor.press.preflight.matrix import IDENTITY, Matrix, moved, scales, times
from compositor.press.preflight.objects import dictionary, get, matrix
from compositor.press.preflight.painted import Text
from compositor.press.preflight.state import BOTH, INVISIBLE, STROKED


def begin(walk: Walk, raw: bytes) -> None:
    """`BT`."""
    del raw
    walk.text = walk.line = IDENTITY


def font(walk: Walk, raw: bytes) -> None:
    """`Tf`."""
    chosen, size = operands(raw)
    if not isinstance(chosen, Name) or not isinstance(size, float):
        raise ValueError("a font and a size wanted")
    fonts = dictionary(get(walk.resources, "/Font"))
    found = get(fonts, "/" + chosen.decode("latin-1"))
    if not dictionary(found):
        raise ValueError("a font that is not there")
    walk.state.font, walk.state.size = walk.canvas.library.font(found), size


def char_space(walk: Walk, raw: bytes) -> None:
    """`Tc`."""
    (walk.state.char_space,) = numbers(raw, 1)


def word_space(walk: Walk, raw: bytes) -> None:
    """`Tw`."""
    (walk.state.word_space,) = numbers(raw, 1)


def stretch(walk: Walk, raw: bytes) -> None:
    """`Tz`."""
    (percent,) = numbers(raw, 1)
    walk.state.stretch = percent / 100


def leading(walk: Walk, raw: bytes) -> None:
    """`TL`."""
    (walk.state.leading,) = numbers(raw, 1)


def rise(walk: Walk, raw: bytes) -> None:
    """`Ts`."""
    (walk.state.rise,) = numbers(raw, 1)


def mode(walk: Walk, raw: bytes) -> None:
    """`Tr`."""
    (value,) = numbers(raw, 1)
    walk.state.mode = int(value)


def place(walk: Walk, raw: bytes) -> None:
    """`Tm`."""
    a, b, c, d, e, f = numbers(raw, 6)
    walk.text = walk.line = (a, b, c, d, e, f)


def next_line(walk: Walk, raw: bytes) -> None:
    """`Td`."""
    x, y = numbers(raw, 2)
    walk.text = walk.line = times((1, 0, 0, 1, x, y), walk.line)


def next_line_leading(walk: Walk, raw: bytes) -> None:
    """`TD`."""
    walk.state.leading = -numbers(raw, 2)[1]
    next_line(walk, raw)


def new_line(walk: Walk, raw: bytes) -> None:
    """`T*`."""
    del raw
    walk.text = walk.line = times((1, 0, 0, 1, 0, -walk.state.leading), walk.line)


def show(walk: Walk, raw: bytes) -> None:
    """`Tj` and `TJ`."""
    string, kern = shown(raw)
    _show(walk, string, kern)


def show_on_new_line(walk: Walk, raw: bytes) -> None:
    """`'`."""
    new_line(walk, b"")
    show(walk, raw)


def show_spaced(walk: Walk, raw: bytes) -> None:
    """`"`."""
    word, char, string = operands(raw)
    if not (isinstance(word, float) and isinstance(char, float) and isinstance(string, bytes)):
        raise ValueError("two numbers and a string wanted")
    walk.state.word_space, walk.state.char_space = word, char
    new_line(walk, b"")
    _show(walk, string, 0.0)


def _show(walk: Walk, string: bytes, kern: float) -> None:
    """Text of one string; `kern` is what TJ takes back, in thousandths of an em."""
    state = walk.state
    measured = state.font.measure(string)
    spaced = measured.glyphs * state.char_space + measured.blanks * state.word_space
    step = (measured.reach - kern / 1000) * state.size + spaced
    if state.font.is_vertical:
        # Signs of an em hang from their middle (9.7.4.3, DW2's default).
        step = -(measured.glyphs - kern / 1000) * state.size - spaced
        box = Box(-state.size / 2, step, state.size / 2, 0)
        move: Matrix = (1, 0, 0, 1, 0, step)
    else:
        step *= state.stretch
        low, high = DESCENT * state.size + state.rise, ASCENT * state.size + state.rise
        box = Box(min(0, step), min(low, high), max(0, step), max(low, high))
        move = (1, 0, 0, 1, step, 0)
    if measured.glyphs:
        full = times(walk.text, state.ctm)
        whole = moved(box, full)
        walk.canvas.use(state.font, walk.located or whole, has_notdef=measured.has_notdef)
        if state.mode not in INVISIBLE:
            _paint(walk, whole, abs(state.size) * scales(full)[1])
        if state.font.kind == "Type3":
            _type3(walk, string, whole)
    walk.text = times(move, walk.text)


def _paint(walk: Walk, box: Box, size: float) -> None:
    state, seen = walk.state, walk.seen(box)
    painted = []
    if state.mode not in STROKED:
        painted.append((state.fill, state.fill_overprints(), state.veil(state.fill_alpha)))
    if state.mode in STROKED or state.mode in BOTH:
        painted.append((state.stroke, state.stroke_overprints(), state.veil(state.stroke_alpha)))
    for paint, overprints, veil in painted:
        if paint.pattern is not None and not seen.is_empty:
            fill_with_pattern(walk, paint, seen, veil)
        walk.add(Text(seen, size, state.font, paint, overprints, veil))


def _type3(walk: Walk, string: bytes, box: Box) -> None:
    """The glyphs of a Type 3 font, each once: they are drawings, and may hold anything."""
    state = walk.state
    if walk.seen(box).is_empty:
        return
    scaled: Matrix = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
    full = times(matrix(get(state.font.holder, "/FontMatrix")), scaled)
    own = dictionary(get(state.font.holder, "/Resources")) or walk.resources
    glyphs = walk.canvas.library.glyphs(state.font)
    for code in sorted(set(string) & glyphs.keys()):
        inner = state.copied()
        inner.ctm = times(full, times(walk.text, state.ctm))
        inner.clip = type(inner)().clip
        located = walk.seen(box)
        walk.nested.append(
            Nested(glyphs[code], own, inner, located, walk.is_mask, walk.takes_colour)
        )


TEXTS: Mapping[bytes, Callable[[Walk, bytes], None]] = {
    b"BT": begin,
    b"Tf": font,
    b"Tc": char_space,
    b"Tw": word_space,
    b"Tz": stretch,
    b"TL": leading,
    b"Ts": rise,
    b"Tr": mode,
    b"Tm": place,
    b"Td": next_line,
    b"TD": next_line_leading,
    b"T*": new_line,
    b"Tj": show,
    b"TJ": show,
    b"'": show_on_new_line,
    b'"': show_spaced,
}
