"""The private seam: finished lines drawn through WeasyPrint's image cache, glyph by glyph.

`weasyprint.HTML(...).render(cache=…)` consults the cache by URL before it fetches an `<img>`; an
entry may be any object with `get_intrinsic_size` and `draw`. `FrameImage` is such an object: it
writes the glyph ids and places that setting found straight into the page's content stream. Fonts
enter through `DrawnFont`, which has the attributes WeasyPrint's PDF writer reads of a font and
embeds our own subset of the very file HarfBuzz measured; fontconfig and Pango never see a face.
`painted_as` knows by what name a page paints a picture, so that photographs can be marked.

Everything that depends on WeasyPrint's insides is in this module, and `weasyprint==70.*` is
pinned. `tests/plate/test_seam.py` reads words and widths back from a PDF and fails on the day
the seam breaks.
"""

from collections.abc import Iterable, Sequence
from hashlib import md5
from itertools import count, groupby
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from compositor.geometry import Rect
from compositor.model.edition import Frame, PlacedLine
from compositor.model.galley import GlyphRun, Line, Stance
from compositor.model.reading import stretches
from compositor.plate.marks import Marks
from compositor.typefaces import Script, Typefaces, font_name
from compositor.units import EMU_PER_INCH, Emu

EMU_PER_PX = EMU_PER_INCH // 96
THOUSAND = 1000
SYMBOLIC = 1 << 2  # PDF font flag: glyphs are addressed by id


class DrawnFont:
    """One face as WeasyPrint's `build_fonts_dictionary` wants to see a font (70.0)."""

    bitmap = False
    used_in_forms = False
    italic_angle = 0
    stemv = stemh = 80
    flags = SYMBOLIC

    def __init__(self, faces: Typefaces, role: str, copy: int = 0) -> None:
        self._faces = faces
        self._face = face = faces[role]
        record = face.record
        name = record.file + "+" * copy
        digest = md5(name.encode(), usedforsecurity=False).digest()
        self.hash = "".join(chr(65 + byte % 26) for byte in digest[:6])
        self.family = record.family
        self.name = f"/{self.hash}+{font_name(record)}".encode()
        ascent, descent = face.vertical_extents
        self.ascent = ascent * THOUSAND // face.upem
        self.descent = descent * THOUSAND // face.upem
        self.file_content = b""
        self.widths: dict[int, float] = {}
        self.to_unicode: dict[int, str] = {}
        self.missing: dict[int, int] = {}

    @property
    def type(self) -> str:
        """The kind of outlines: `otf` for CFF, `ttf` for TrueType."""
        return "otf" if self._face.is_cff else "ttf"

    def clean(self, to_unicode: dict[int, str], hinting: bool) -> None:
        """Called by WeasyPrint when the file is written: embed the glyphs that were used."""
        del to_unicode, hinting  # our own record of used glyphs is complete
        self.file_content = self._faces.subset(self._face.role, self.widths)
        self.widths = _told(self.widths)

    def says(self, gid: int, text: str) -> bool:
        """Let a glyph stand for a text; False if it stands for another here already."""
        return not text or self.to_unicode.setdefault(gid, text) == text

    def use(self, gid: int) -> float:
        """Record a drawn glyph; its width in thousandths of the em."""
        if gid not in self.widths:
            self.widths[gid] = self._face.advance(gid) * THOUSAND / self._face.upem
        return self.widths[gid]


class Shown(NamedTuple):
    """A frame, and its place in reading order."""

    frame: Frame
    order: int


class FrameImage:
    """A frame's lines as a replaced element of the size of the frame.

    Colour is the CSS `color` of the `<img>`; everything else was decided before. What is an
    article's is marked as the piece it is, in the place it has in reading order. Which lines there
    are is said last (`show`), so that pages that are laid out can be drawn with others.
    """

    _shown: Shown
    _faces: Typefaces
    _marks: Marks

    def __init__(self, rect: Rect) -> None:
        self._rect = rect

    def show(self, shown: Shown, faces: Typefaces, marks: Marks) -> None:
        """Have the lines of a frame drawn from now on; it is of the size this was made with."""
        self._shown, self._faces, self._marks = shown, faces, marks

    def get_intrinsic_size(self, resolution: Any, font_size: Any) -> tuple[float, float, float]:
        """Width, height and ratio in CSS pixels."""
        del resolution, font_size
        return intrinsic_size(self._rect)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Write the lines into the page's content stream; origin is the frame's top left."""
        del width, height
        stream.set_color(style["color"])
        for piece, lines in stretches(self._shown.frame):
            with self._marks.marked(stream, piece, self._shown.order):
                self._show(stream, lines)

    def _show(self, stream: Any, lines: Iterable[PlacedLine]) -> None:
        """A text object with some lines."""
        stream.begin_text()
        origin = self._shown.frame.rect
        for placed in lines:
            x, y = placed.x - origin.x, placed.y - origin.y
            for run in self._runs(placed.line):
                for font, part in self._parts(stream, run):
                    SHOW[part.stance](stream, font, part, x, y)
        stream.end_text()

    def _runs(self, line: Line) -> Sequence[GlyphRun]:
        """A line's runs; the last with the space the line was turned at, which setting left out.

        It parts two Latin words for whoever reads the text, is not seen, and moves nothing.
        """
        *runs, last = line.runs or (None,)
        is_turned = not line.ends and line.text[-1:] == " "
        if last is None or not is_turned or last.stance is Stance.UPRIGHT:
            return line.runs
        face = self._faces[last.face]
        if _is_wide(line.text.rstrip()[-1:]) or not face.has(" "):
            return line.runs
        (space,) = face.shape(" ", Script.LATIN)
        return (*runs, _followed(last, space.gid, line.width, " "))

    def _parts(self, stream: Any, run: GlyphRun) -> Iterable[tuple[DrawnFont, GlyphRun]]:
        """A run by the fonts it takes: one, unless a glyph stands for different texts.

        A face draws “ and 『 downwards with one glyph, —— and ⸺ too. A font says one text of a
        glyph, so that the second text takes a copy of the font: what is copied out of the PDF is
        what the manuscript has.
        """
        first = self._font(stream, run.face, 0)
        if all(map(first.says, run.glyphs, run.texts)):
            yield first, run
            return
        signs = zip(run.glyphs, run.texts, strict=True)
        fonts = [self._saying(stream, run.face, gid, text) for gid, text in signs]
        for font, group in groupby(range(len(fonts)), key=fonts.__getitem__):
            places = list(group)
            yield font, _part(run, places[0], places[-1] + 1)

    def _saying(self, stream: Any, role: str, gid: int, text: str) -> DrawnFont:
        """The first copy of a role's font in which a glyph may stand for a text."""
        copies = (self._font(stream, role, copy) for copy in count())
        return next(font for font in copies if font.says(gid, text))

    def _font(self, stream: Any, role: str, copy: int) -> DrawnFont:
        """The document's font for a role, made when first used."""
        key = ("compositor", role, copy)
        if key not in stream._fonts:
            stream._fonts[key] = DrawnFont(self._faces, role, copy)
        font: DrawnFont = stream._fonts[key]
        return font


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


def _told(widths: dict[int, float]) -> dict[int, float]:
    """The widths a PDF must be told: an em is what it takes for granted (DW, PDF 32000-1 §9.7.4.3).

    Of hanzi, nine tenths of all glyphs, one stays, by which WeasyPrint reckons the font's box.
    """
    hanzi = [gid for gid, width in widths.items() if width == THOUSAND]
    return {gid: w for gid, w in widths.items() if w != THOUSAND or gid == hanzi[0]}


def _part(run: GlyphRun, start: int, end: int) -> GlyphRun:
    here = slice(start, end)
    return run._replace(
        glyphs=run.glyphs[here], xs=run.xs[here], texts=run.texts[here], ys=run.ys[here]
    )


def _show_level(stream: Any, font: DrawnFont, run: GlyphRun, x: Emu, y: Emu) -> None:
    """One run of glyphs: the text matrix at its first glyph, then glyphs and adjustments."""
    if not run.glyphs:
        return
    size = run.size / EMU_PER_PX
    left = (x + run.xs[0]) / EMU_PER_PX
    stream.set_font_size(font.hash, 1)
    stream.set_text_matrix(size, 0, 0, -size, left, y / EMU_PER_PX)
    stream.show_text("".join(_string(font, run)))


def _show_upright(stream: Any, font: DrawnFont, run: GlyphRun, x: Emu, y: Emu) -> None:
    """Glyphs of a vertical line, each at its own origin: TJ moves along level lines only."""
    size = run.size / EMU_PER_PX
    width = size * run.condensed / THOUSAND
    stream.set_font_size(font.hash, 1)
    for gid, down, across in zip(run.glyphs, run.xs, run.ys, strict=True):
        left, baseline = (x + across) / EMU_PER_PX, (y + down) / EMU_PER_PX
        stream.set_text_matrix(width, 0, 0, -size, left, baseline)
        font.use(gid)
        stream.show_text(f"<{gid:04x}>")


def _show_turned(stream: Any, font: DrawnFont, run: GlyphRun, x: Emu, y: Emu) -> None:
    """Glyphs turned a quarter clockwise: their baseline runs downwards, their tops look right."""
    size = run.size / EMU_PER_PX
    stream.set_font_size(font.hash, 1)
    for across, group in groupby(range(len(run.ys)), key=run.ys.__getitem__):
        places = list(group)
        part = _part(run, places[0], places[-1] + 1)
        left, top = (x + across) / EMU_PER_PX, (y + part.xs[0]) / EMU_PER_PX
        stream.set_text_matrix(0, size, size, 0, left, top)
        stream.show_text("".join(_string(font, part)))


SHOW = {
    Stance.LEVEL: _show_level,
    Stance.UPRIGHT: _show_upright,
    Stance.TURNED: _show_turned,
}


def _string(font: DrawnFont, run: GlyphRun) -> Sequence[str]:
    """The operand of TJ: hex glyph ids, and between them how far to move left, in 1/1000 em.

    Each adjustment is reckoned from the places themselves, so that rounding never adds up.
    """
    parts = ["<"]
    pen = 0.0  # where the viewer stands, in thousandths of the em from the first glyph
    for gid, x in zip(run.glyphs, run.xs, strict=True):
        place = (x - run.xs[0]) * THOUSAND / run.size
        back = round(pen - place, 2)
        if back:
            parts.append(f">{back:g}<")
            pen -= back
        parts.append(f"{gid:04x}")
        pen += font.use(gid)
    parts.append(">")
    return parts
