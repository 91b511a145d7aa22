"""Pages of signs made by hand: ten hanzi of 10 pt to the line, 15 pt of leading.

    page_of(GOOD, paragraph("国国…", …))      each text a line, as it stands

A row is set from its left end: hanzi an em each, marks half an em unless `widths` says more, · half
an em, letters and figures half an em with 1/8 em beside hanzi; `gap` opens hanzi from hanzi.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compositor.grading import Grades, grade
from compositor.grading.classes import BLANK_AFTER, OPENING, is_hanzi, is_western
from compositor.model.signs import Ink, Sign, SignPage
from compositor.units import Emu, pt

EM: Emu = pt(10)
LEADING: Emu = pt(15)
MEASURE = 10  # em
LEFT: Emu = pt(50)
TOP: Emu = pt(100)
INKS = {"OP": (0.6, 0.9), "CL": (0.1, 0.4), "·": (0.4, 0.6), "—": (0, 1), "…": (0.1, 0.9)}


class RowSpec(NamedTuple):
    """One line: its text, the gap between hanzi and the widths of some signs, in em."""

    text: str
    gap: float = 0.0
    widths: Mapping[str, float] = {}
    indent: float = 0.0
    drop: Emu = 0


def row(text: str, gap: float = 0.0, **how: object) -> RowSpec:
    return RowSpec(text, gap, **how)  # type: ignore[arg-type]


def paragraph(*rows: str | RowSpec) -> list[RowSpec]:
    """A paragraph of lines, the first with an indent of two em."""
    specs = [RowSpec(r) if isinstance(r, str) else r for r in rows]
    return [specs[0]._replace(indent=2), *specs[1:]]


GOOD = paragraph("国" * 8, "国" * 10, "国" * 10, "国国国。")


def signs_of(spec: RowSpec, left: Emu, y: Emu) -> list[Sign]:
    """The signs of one line."""
    found: list[Sign] = []
    pen = left + round(spec.indent * EM)
    before = ""
    for character in spec.text:
        if is_hanzi(before) and is_hanzi(character):
            pen += round(spec.gap * EM)
        if {is_hanzi(before), is_hanzi(character)} == {True, False}:
            mixed = is_western(before) or is_western(character)
            pen += round(spec.widths.get("gap", 0.125) * EM) if mixed else 0
        width = spec.widths.get(character, _width(character))
        found.append(_sign(character, pen, y, width))
        pen += round(width * EM)
        before = character
    return found


def _width(character: str) -> float:
    narrow = character in OPENING | BLANK_AFTER or character == "·" or is_western(character)
    return 0.5 if narrow else 1.0


def _sign(character: str, pen: Emu, y: Emu, width: float) -> Sign:
    """A sign whose core begins at the pen; a dash is as wide as it is said to be."""
    back = {True: 0.5}.get(character in OPENING, 0.25 if character == "·" and width == 0.5 else 0)
    advance = width if is_western(character) or character == "—" else 1.0
    kind = "OP" if character in OPENING else "CL" if character in BLANK_AFTER else character
    a, b = INKS.get(kind, (0.05, advance - 0.05))
    x = pen - round(back * EM)
    ink = Ink(x + round(a * EM), y - EM, x + round(b * EM), y)
    return Sign(character, x, y, round(advance * EM), EM, ink, "Test")


def page_of(*paragraphs: Sequence[RowSpec], left: Emu = LEFT, number: int = 1) -> SignPage:
    """One column."""
    return SignPage(number, pt(600), pt(800), tuple(column(*paragraphs, left=left)))


def column(*paragraphs: Sequence[RowSpec], left: Emu = LEFT, top: Emu = TOP) -> list[Sign]:
    """The signs of a column."""
    rows = [spec for group in paragraphs for spec in group]
    return [
        sign
        for index, spec in enumerate(rows)
        for sign in signs_of(spec, left, top + index * LEADING + spec.drop)
    ]


def graded(*rows: str | RowSpec) -> Grades:
    """The grades of a paragraph among good ones."""
    return grade([page_of(GOOD, GOOD, paragraph(*rows), GOOD)])
