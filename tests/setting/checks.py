"""Checks of finished lines, by tables of their own: what a proofreader sees, not what setting knows.

Nothing of `compositor.setting` is used here. The characters are those of GB/T 15834-2011 §5.1
(typography §1.1-1.2) written out again; places are read from the glyphs of the lines. Every check
returns what is wrong, so that a test says `== []` and its negative control `!= []`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from compositor.model.galley import Line
from compositor.typefaces import Typefaces
from compositor.units import EMU_PER_PT, Emu

OPENING = "“‘（【〔〖［｛《〈「『"
CLOSING = "”’）】〕〗］｝》〉」』"
FINAL = "。．？！"
COMMA = "，、；"
COLON = "："
POINTS = FINAL + COMMA + COLON
HALF_AT_END = CLOSING + POINTS
CONNECTORS = "–～"
NO_START = frozenset(CLOSING + POINTS + CONNECTORS + "·／")
NO_END = frozenset(OPENING + "／")

# What no line end cuts (clreq 6.1.2): pairs of —— and ……, ？！, numbers with their signs, words.
UNITS = re.compile(
    r"—{2}|…{2}|[？！]{2,}"
    r"|[-+±￥＄€￡$¥№]?[0-9][0-9,.:]*[%％‰°℃℉]?C?"
    r"|[０-９]+％?"
    r"|[A-Za-zÀ-ÖØ-öø-ÿ]+"
)

TOLERANCE: Emu = EMU_PER_PT // 10
KERNING = 50  # thousandths of an em a letter may be kerned to the one a line end took from it
CLEARANCE = 30  # thousandths of an em between two inks
CLOSEST = -8  # thousandths of an em: hanzi stand this much closer than solid at the most
# In the middle of half an em (GB 5.1.6, 5.1.7, 5.1.9): always, and beside Chinese.
HALF_EM, HALF_EM_BESIDE_CHINESE = "·–", "-~/"


class Place(NamedTuple):
    """One glyph on a line: what it stands for and where its origin is."""

    text: str
    x: Emu
    face: str
    gid: int
    size: Emu


def places(line: Line) -> list[Place]:
    """The glyphs of a line in its order."""
    return [
        Place(text, x, run.face, gid, run.size)
        for run in line.runs
        for gid, x, text in zip(run.glyphs, run.xs, run.texts, strict=True)
    ]


def set_text(lines: Iterable[Line]) -> str:
    """The source text the lines say they hold."""
    return "".join(line.text for line in lines)


def drawn_text(lines: Iterable[Line]) -> str:
    """What the glyphs stand for, white space left out."""
    return without_space("".join(place.text for line in lines for place in places(line)))


def without_space(text: str) -> str:
    return "".join(text.split())


# ------------------------------------------------------------------------------------ breaks


def breaks(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Where lines part: offset in the whole text, and the whole text."""
    text = set_text(lines)
    offset = 0
    for line in lines[:-1]:
        offset += len(line.text)
        yield offset, text


def forbidden(text: str, at: int) -> str:
    """Why no line may break at an offset of a text, or "" if it may."""
    before, after = text[:at].rstrip(), text[at:].lstrip()
    if not before or not after:
        return ""
    if after[0] in NO_START or (after[0] == "—" and not _whole_pairs(text, at)):
        return f"{after[0]} starts a line"
    if before[-1] in NO_END:
        return f"{before[-1]} ends a line"
    cut = next((m for m in UNITS.finditer(text) if m.start() < at < m.end()), None)
    return f"{cut[0]} is cut" if cut else ""


def _whole_pairs(text: str, at: int) -> bool:
    """Whether the — at an offset is the first of a pair, counted from the start of its run."""
    start = len(text[:at].rstrip("—"))
    run = re.match("—*", text[start:])
    assert run
    return (at - start) % 2 == 0 and at - start + 2 <= len(run[0])


def forbidden_breaks(lines: Sequence[Line]) -> list[str]:
    """Every line start and end that GB/T 15834 does not allow."""
    return [why for at, text in breaks(lines) if (why := forbidden(text, at))]


# ------------------------------------------------------------------------------------ places


def right_end(line: Line, faces: Typefaces) -> Emu:
    """Where the last sign of a line ends: half an em after the origin of a mark.

    The face may need more than half an em (ink and clearance); the box of an interpunct, a hyphen
    or another half-width sign beside Chinese is half an em round its ink.
    """
    last = [place for place in places(line) if not place.text.isspace()][-1]
    face = faces[last.face]
    left, right = (edge * last.size // face.upem for edge in face.ink(last.gid))
    if last.text in tuple(HALF_AT_END):
        return last.x + max(last.size // 2, right + last.size * CLEARANCE // 1000)
    if last.text in tuple(HALF_EM) or _is_half_em_sign(line):
        return last.x + (left + right) // 2 + last.size // 4
    return last.x + face.advance(last.gid) * last.size // face.upem


def _is_half_em_sign(line: Line) -> bool:
    """Whether a line ends in a hyphen, a swung dash or a solidus after Chinese."""
    text = line.text.rstrip()
    return text[-1:] in tuple(HALF_EM_BESIDE_CHINESE) and not text[-2:-1].isascii()


def not_flush(lines: Iterable[Line], faces: Typefaces) -> list[str]:
    """Justified lines that do not end at their measure, by their glyphs and by their width."""
    found = []
    for line in lines:
        last = line.text.rstrip()[-1:]
        tolerance = line.runs[-1].size * KERNING // 1000 if last.isascii() else TOLERANCE
        off = abs(right_end(line, faces) - line.measure)
        if line.justified and (line.width != line.measure or off > tolerance):
            found.append(line.text)
    return found


def too_wide(lines: Iterable[Line], faces: Typefaces) -> list[str]:
    """Lines that reach beyond their measure: by their width, or by ink to the right or left."""
    found = []
    for line in lines:
        inked = [place for place in places(line) if not place.text.isspace()]
        first, last = inked[0], inked[-1]
        is_wide = max(line.width, _reach(last, faces)) > line.measure + TOLERANCE
        if is_wide or first.x < -first.size // 2:
            found.append(line.text)
    return found


def untrimmed(lines: Sequence[Line]) -> list[str]:
    """Line starts where an opening mark keeps its blank; the indent of the first line aside."""
    return [
        line.text
        for line in lines[1:]
        if (first := places(line)[0]).text in tuple(OPENING) and first.x > -first.size * 45 // 100
    ]


def _reach(place: Place, faces: Typefaces) -> Emu:
    """How far right a sign's ink may reach: its box lies inside its cell, or the face says so.

    HarfBuzz gives the box of the control points, which in Song's hanzi is 0.2 em too wide.
    """
    face = faces[place.face]
    edge = min(face.ink(place.gid)[1], face.advance(place.gid))
    return place.x + edge * place.size // face.upem


def backwards(lines: Iterable[Line]) -> list[str]:
    """Lines with a sign that stands left of the one before it; an opening mark by its ink's cell."""
    found = []
    for line in lines:
        xs = [p.x + (p.size // 2 if p.text in tuple(OPENING) else 0) for p in places(line)]
        if any(b < a for a, b in pairwise(xs)):
            found.append(line.text)
    return found


def inks_touch(line: Line, faces: Typefaces, clearance: int = CLEARANCE) -> list[str]:
    """Neighbours on a line whose ink boxes come nearer than `clearance` thousandths of an em."""
    inked = [place for place in places(line) if not place.text.isspace()]
    found = []
    for left, right in pairwise(inked):
        a, b = faces[left.face], faces[right.face]
        end = left.x + a.ink(left.gid)[1] * left.size / a.upem
        begin = right.x + b.ink(right.gid)[0] * right.size / b.upem
        if begin - end < clearance * left.size / 1000 - 2:  # 2 EMU of rounding
            found.append(left.text + right.text)
    return found


# ------------------------------------------------------------------------------------ colour


def hanzi_pitches(line: Line) -> list[float]:
    """Distances of neighbouring hanzi in em, less the one em they take: the stretch."""
    return [
        (b.x - a.x) / a.size - 1
        for a, b in pairwise(places(line))
        if _is_hanzi(a.text) and _is_hanzi(b.text)
    ]


def stretch(line: Line) -> float | None:
    """The stretch of a line in em, as its hanzi show it."""
    pitches = hanzi_pitches(line)
    return median(pitches) if pitches else None


def uneven(lines: Iterable[Line], most: float = 0.001) -> list[str]:
    """Lines whose hanzi stand at unequal distances (more than `most` em apart)."""
    return [
        line.text
        for line in lines
        if (pitches := hanzi_pitches(line)) and max(pitches) - min(pitches) > most
    ]


def too_close(lines: Iterable[Line]) -> list[str]:
    """Lines whose hanzi stand closer than a hair less than solid."""
    return [
        line.text
        for line in lines
        if (pitches := hanzi_pitches(line)) and 1000 * min(pitches) < CLOSEST - 0.01
    ]


def _is_hanzi(text: str) -> bool:
    return len(text) == 1 and "\u4e00" <= text <= "\u9fff"
