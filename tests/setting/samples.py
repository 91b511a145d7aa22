"""What the tests of setting set with: the project's faces, a body of 10 pt, and ways to look at lines.

At 10 pt one thousandth of an em is 127 EMU, so that in the faces of 1000 units nothing is rounded
and a test can say what it means in whole thousandths (`milli`).
"""

from collections.abc import Sequence
from functools import cache

from compositor.manuscript import read_faces
from compositor.model.galley import Line
from compositor.model.issue import Span
from compositor.model.layout import TypeStyle
from compositor.setting import classes, glyphs, kinsoku, prepare
from compositor.setting.leastcost import least_cost
from compositor.setting.linebreak import LineBreaker
from compositor.setting.paragraph import Composer, Job, SetText, set_block
from compositor.setting.punctuation import STYLES
from compositor.sources import FolderSources
from compositor.typefaces import Typefaces
from compositor.units import Emu, divide, pt
from tests.samples import ROOT
from tests.setting.checks import Place, places

EM: Emu = pt(10)
BODY = TypeStyle("body", "song", (EM,), "justify", indent=2 * EM)
FLUSH = TypeStyle("flush", "song", (EM,), "justify")
RAGGED = TypeStyle("ragged", "song", (EM,), "left")
ROLES = ("song", "xiaobiaosong", "dabiaosong", "xihei", "hei", "dahei", "kai", "fang")


def forget() -> None:
    """Clear what the steps of setting remember of their tables, after one was switched off."""
    for module in (classes, kinsoku, glyphs, prepare):
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@cache
def faces() -> Typefaces:
    """All faces of the project's font table."""
    sources = FolderSources(ROOT)
    records = read_faces(sources).value
    assert records is not None
    return Typefaces(records, sources)


def composer(punctuation: str = "kaiming", breaker: LineBreaker = least_cost) -> Composer:
    return Composer(faces(), STYLES[punctuation], breaker)


def set_spans(
    spans: Sequence[Span],
    zi: float,
    style: TypeStyle = RAGGED,
    punctuation: str = "kaiming",
    breaker: LineBreaker = least_cost,
) -> SetText:
    """Set spans over a measure of so many 字."""
    return set_block(
        composer(punctuation, breaker), spans, Job(style, style.size, round(zi * style.size))
    )


def set_text(
    text: str,
    zi: float,
    style: TypeStyle = RAGGED,
    punctuation: str = "kaiming",
    breaker: LineBreaker = least_cost,
) -> tuple[Line, ...]:
    """The lines of a text over a measure of so many 字."""
    return set_spans([Span(text)], zi, style, punctuation, breaker).lines


def set_line(text: str, style: TypeStyle = RAGGED, punctuation: str = "kaiming") -> Line:
    """A text on one line, as long as it likes."""
    (line,) = set_text(text, 100, style, punctuation)
    return line


def in_role(role: str) -> TypeStyle:
    """The ragged style in another face."""
    return TypeStyle("ragged", role, (EM,), "left")


def milli(length: Emu) -> int:
    """A length in thousandths of an em."""
    return divide(1000 * length, EM)


def between(text: str, style: TypeStyle = RAGGED, punctuation: str = "kaiming") -> int:
    """How much room a text takes between two hanzi, in thousandths of an em."""
    first, *_, last = places(set_line(f"国{text}国", style, punctuation))
    return milli(last.x - first.x) - 1000


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def place_of(text: str, line: Line) -> Place:
    """The first glyph of a line that stands for `text`."""
    return next(place for place in places(line) if place.text == text)
