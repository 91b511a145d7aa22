"""The private seam: finished lines drawn through WeasyPrint's image cache, glyph by glyph.

`weasyprint.HTML(...).render(cache=…)` consults the cache by URL before it fetches an `<img>`; an
entry may be any object with `get_intrinsic_size` and `draw`. `FrameImage` is such an object: it
writes the glyphs and places that setting found straight into the page's content stream, by the
codes they have in their case (`cases`). WeasyPrint knows of no font.
`painted_as` knows by what name a page paints a picture, so that photographs can be marked.

Everything that depends on WeasyPrint's insides is here, in `cases` and in `stock`, and
`weasyprint==70.*` is pinned. `tests/plate/test_seam.py` reads words and widths back from a PDF and
fails on the day the seam breaks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import md5
from itertools import count, groupby
from typing import Any, NamedTuple, TypeAlias
from unicodedata import east_asian_width

from compositor.geometry import Rect
from compositor.model.edition import Frame, PlacedLine
from compositor.model.galley import GlyphRun, Line, Stance
from compositor.model.reading import Piece, stretches
from compositor.plate.cases import Case, Cases
from compositor.plate.marks import Marks
from compositor.typefaces import THOUSAND, Script
from compositor.units import EMU_PER_INCH, Emu

EMU_PER_PX = EMU_PER_INCH // 96


class Shown(NamedTuple):
    """A frame, and its place in reading order."""

    frame: Frame
    order: int


class Cast(NamedTuple):
    """A run of glyphs of one case, and where its line stands in the frame."""

    case: Case
    run: GlyphRun
    x: Emu
    y: Emu


class FrameImage:
    """A frame's lines as a replaced element of the size of the frame.

    Colour is the CSS `color` of the `<img>`; everything else was decided before. What is an
    article's is marked as the piece it is, in the place it has in reading order. Which lines there
    are is said last (`show`), so that pages that are laid out can be drawn with others.
    """

    _shown: Shown
    _cast: Sequence[tuple[Piece | None, Sequence[Cast]]]
    _marks: Marks

    def __init__(self, rect: Rect) -> None:
        self._rect = rect

    def show(self, shown: Shown, cases: Cases, marks: Marks) -> None:
        """Have the lines of a frame drawn from now on; it is of the size this was made with."""
        self._shown, self._marks = shown, marks
        origin = shown.frame.rect
        self._cast = [
            (piece, list(_cast(lines, origin, cases))) for piece, lines in stretches(shown.frame)
        ]

    def get_intrinsic_size(self, resolution: Any, font_size: Any) -> tuple[float, float, float]:
        """Width, height and ratio in CSS pixels."""
        del resolution, font_size
        return intrinsic_size(self._rect)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Write the lines into the page's content stream; origin is the frame's top left."""
        del width, height
        stream.set_color(style["color"])
        for piece, cast in self._cast:
            with self._marks.marked(stream, piece, self._shown.order):
                stream.begin_text()
                if cast:
                    stream.stream.append("\n".join(_shows(cast)).encode("ascii"))
                stream.end_text()


def _cast(lines: Iterable[PlacedLine], origin: Rect, cases: Cases) -> Iterator[Cast]:
    """The runs of some lines, each in the case it is taken from, and counted there."""
    for placed in lines:
        x, y = placed.x - origin.x, placed.y - origin.y
        for run in _runs(placed.line, cases):
            for case, part in _parts(run, cases):
                case.count(part.glyphs)
                yield Cast(case, part, x, y)


def _shows(cast: Iterable[Cast]) -> Iterator[str]:
    """The operators of a text object, of which PDF knows the font from one run to the next."""
    name = ""
    for case, run, x, y in cast:
        if case.name != name and run.glyphs:
            name = case.name
            yield f"/{name} 1 Tf"
        yield from SHOW[run.stance](case, run, x, y)


def _runs(line: Line, cases: Cases) -> Sequence[GlyphRun]:
    """A line's runs; the last with the space the line was turned at, which setting left out.

    It parts two Latin words for whoever reads the text, is not seen, and moves nothing.
    """
    if line.ends or line.text[-1:] != " " or not line.runs:
        return line.runs
    *runs, last = line.runs
    face = cases.faces[last.face]
    is_level = last.stance is not Stance.UPRIGHT
    if not is_level or _is_wide(line.text.rstrip()[-1:]) or not face.has(" "):
        return line.runs
    (space,) = face.shape(" ", Script.LATIN)
    return (*runs, _followed(last, space.gid, line.width, " "))


def _parts(run: GlyphRun, cases: Cases) -> Iterable[tuple[Case, GlyphRun]]:
    """A run by the cases it takes: one, unless a glyph stands for different texts.

    A face draws “ and 『 downwards with one glyph, —— and ⸺ too. A font says one text of a
    glyph, so that the second text takes a copy of the case: what is copied out of the PDF is
    what the manuscript has.
    """
    first = cases.of(run.face, 0)
    if first.says_all(run):
        yield first, run
        return
    signs = zip(run.glyphs, run.texts, strict=True)
    taken = [_saying(cases, run.face, gid, text) for gid, text in signs]
    for case, group in groupby(range(len(taken)), key=taken.__getitem__):
        places = list(group)
        yield case, _part(run, places[0], places[-1] + 1)


def _saying(cases: Cases, role: str, gid: int, text: str) -> Case:
    """The first copy of a role's case in which a glyph may stand for a text."""
    copies = (cases.of(role, copy) for copy in count())
    return next(case for case in copies if case.says(gid, text))


class DiagonalsImage:
    """The crossed hairlines of a box for position only (FPO)."""

    def __init__(self, rect: Rect) -> None:
        self._rect = rect

    def get_intrinsic_size(self, resolution: Any, font_size: Any) -> tuple[float, float, float]:
        """Width, height and ratio in CSS pixels."""
        del resolution, font_size
        return intrinsic_size(self._rect)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Two diagonals in the element's colour, 0.25 pt."""
        stream.set_color(style["color"], stroke=True)
        stream.set_line_width(1 / 3)
        for start, end in (((0, 0), (width, height)), ((0, height), (width, 0))):
            stream.move_to(*start)
            stream.line_to(*end)
            stream.stroke()


def painted_as(url: str) -> tuple[bytes, ...]:
    """What WeasyPrint calls a picture in a page's content: by its URL, smoothed or not."""
    name = md5(url.encode(), usedforsecurity=False).hexdigest()
    return f"/i{name}0".encode(), f"/i{name}1".encode()


def intrinsic_size(rect: Rect) -> tuple[float, float, float]:
    """A rectangle as the (width, height, ratio) WeasyPrint asks of an image, in CSS pixels."""
    width, height = rect.width / EMU_PER_PX, rect.height / EMU_PER_PX
    return width, height, width / height if height else 1.0


def _is_wide(character: str) -> bool:
    return east_asian_width(character or " ") in "WF"


def _followed(run: GlyphRun, gid: int, x: Emu, text: str) -> GlyphRun:
    """A run with one more glyph."""
    return run._replace(
        glyphs=(*run.glyphs, gid),
        xs=(*run.xs, x),
        texts=(*run.texts, text),
        ys=run.ys + run.ys[-1:],
    )


def _part(run: GlyphRun, start: int, end: int) -> GlyphRun:
    here = slice(start, end)
    return run._replace(
        glyphs=run.glyphs[here], xs=run.xs[here], texts=run.texts[here], ys=run.ys[here]
    )


@lru_cache(maxsize=1 << 14)
def _number(length: Emu) -> str:
    """A length in CSS pixels, as content has it: to a millionth."""
    return f"{length / EMU_PER_PX:.6f}".rstrip("0").rstrip(".")


def _show_level(case: Case, run: GlyphRun, x: Emu, y: Emu) -> Iterator[str]:
    """One run of glyphs: the text matrix at its first glyph, then glyphs and adjustments."""
    if not run.glyphs:
        return
    size = _number(run.size)
    yield f"{size} 0 0 -{size} {_number(x + run.xs[0])} {_number(y)} Tm"
    yield _string(case, run)


def _show_upright(case: Case, run: GlyphRun, x: Emu, y: Emu) -> Iterator[str]:
    """Glyphs of a vertical line, each at its own origin: TJ moves along level lines only."""
    size, width = _number(run.size), f"{run.size / EMU_PER_PX * run.condensed / THOUSAND:g}"
    for gid, down, across in zip(run.glyphs, run.xs, run.ys, strict=True):
        yield f"{width} 0 0 -{size} {_number(x + across)} {_number(y + down)} Tm"
        yield f"[<{case.digits[gid]}>] TJ"


def _show_turned(case: Case, run: GlyphRun, x: Emu, y: Emu) -> Iterator[str]:
    """Glyphs turned a quarter clockwise: their baseline runs downwards, their tops look right."""
    size = _number(run.size)
    for across, group in groupby(range(len(run.ys)), key=run.ys.__getitem__):
        places = list(group)
        part = _part(run, places[0], places[-1] + 1)
        yield f"0 {size} {size} 0 {_number(x + across)} {_number(y + part.xs[0])} Tm"
        yield _string(case, part)


Show: TypeAlias = Callable[[Case, GlyphRun, Emu, Emu], Iterator[str]]
SHOW: Mapping[Stance, Show] = {
    Stance.LEVEL: _show_level,
    Stance.UPRIGHT: _show_upright,
    Stance.TURNED: _show_turned,
}


def _string(case: Case, run: GlyphRun) -> str:
    """TJ and its operand: codes, and between them how far to move left, in 1/1000 em.

    Each adjustment is reckoned from the places themselves, so that rounding never adds up. Most
    lines are of hanzi set solid, an em each, and take none.
    """
    glyphs, xs, size = run.glyphs, run.xs, run.size
    digits, first = case.digits, xs[0]
    solid = range(first, first + size * len(xs), size)
    if xs[-1] == solid[-1] and case.ems.issuperset(glyphs) and xs == tuple(solid):
        return f"[<{''.join(map(digits.__getitem__, glyphs))}>] TJ"
    parts = ["[<"]
    pen = 0.0  # where the viewer stands, in thousandths of the em from the first glyph
    for gid, x in zip(glyphs, xs, strict=True):
        back = round(pen - (x - first) * THOUSAND / size, 2)
        if back:
            parts.append(f">{back:g}<")
            pen -= back
        parts.append(digits[gid])
        pen += case.widths[gid]
    parts.append(">] TJ")
    return "".join(parts)
