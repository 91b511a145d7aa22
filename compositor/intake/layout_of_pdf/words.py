"""The words of a row: its signs written down, with the spaces that can be seen.

A space is written where the PDF has one, and at white of 0.8 em or more that is not the line's
own spacing: letterspaced and justified lines have no such white, or have it everywhere. Between
two Latin letters or figures 0.16 em is a word space; TeX draws none of its own.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from compositor.intake.layout_of_pdf.rows import Row
from compositor.intake.layout_of_pdf.type import core, is_bold
from compositor.intake.layout_of_pdf.upright import extent
from compositor.model.signs import Sign
from compositor.units import Emu

SPACE = 80  # hundredths of the size
WORD_SPACE = 16
OWN = 10  # hundredths: smaller white is none
MORE = 2  # times the line's usual white is more than its spacing


def words_of(row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A row's text without space at its ends, and its stretches of bold type as offsets."""
    text = ""
    bold: list[tuple[int, int]] = []
    spaced = _spaced(row)
    for index, sign in enumerate(row.signs):
        text += " " if index in spaced else ""
        if is_bold(sign) and not sign.is_space:
            bold.append((len(text), len(text) + len(sign.text)))
        text += sign.text
    lead = len(text) - len(text.lstrip())
    return text.strip(), tuple((a - lead, b - lead) for a, b in _runs(bold))


def _spaced(row: Row) -> set[int]:
    """Before which signs a space is to be seen."""
    whites = list(_whites(row))
    seen = [white for _, white in whites if 100 * white > OWN * row.size]
    latin = set(_word_spaces(row, whites))
    limit = SPACE * row.size // 100
    wide = {index for index, white in whites if white >= limit}
    if len(wide) < len(seen):
        limit = max(limit, MORE * round(median(seen)))
    elif len(seen) > 1 and 2 * len(seen) >= len(whites):
        return latin
    return latin | {index for index, white in whites if white >= limit}


def _word_spaces(row: Row, whites: Sequence[tuple[int, Emu]]) -> Iterator[int]:
    """Where Latin words part: at white of a word space that is not the letters' own."""
    if row.is_vertical:
        return
    latin = [(i, w) for i, w in whites if _is_latin(row.signs[i - 1]) and _is_latin(row.signs[i])]
    usual = median(white for _, white in latin) if latin else 0
    for index, white in latin:
        if 100 * white >= WORD_SPACE * row.size and white >= MORE * usual:
            yield index


def _is_latin(sign: Sign) -> bool:
    return "!" <= sign.text[:1] <= "~" or "À" <= sign.text[:1] <= "ɏ"


def _whites(row: Row) -> Iterator[tuple[int, Emu]]:
    """The white before each sign that follows another without a space."""
    for index, (before, sign) in enumerate(pairwise(row.signs), start=1):
        if not before.is_space and not sign.is_space:
            yield index, _white(before, sign, is_vertical=row.is_vertical)


def _white(before: Sign, sign: Sign, *, is_vertical: bool) -> Emu:
    if is_vertical:
        return extent(sign)[0] - extent(before)[1]
    return core(sign)[0] - core(before)[1]


def _runs(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
