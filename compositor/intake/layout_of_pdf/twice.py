"""Signs drawn twice: 假粗体, shadows and outlines are the same character again, a hair aside.

Exact places do not tell them (pdfplumber issues 623, 1267): the same character within 0.15 em that
covers six tenths of the first is it again. 天天 stands an em apart and is never taken for one.
"""

from collections.abc import Iterable
from itertools import product
from typing import TypeAlias

from compositor.intake.layout_of_pdf.type import SAME_SIZE, alike
from compositor.model.signs import Sign
from compositor.units import Emu

ASIDE = 15  # hundredths of an em
COVERED = 60  # hundredths of the smaller area
AROUND = tuple(product((-1, 0, 1), repeat=2))

Cell: TypeAlias = tuple[str, int, int, int]
Places: TypeAlias = dict[Cell, list[Sign]]


def parted(signs: Iterable[Sign]) -> tuple[list[Sign], list[Sign]]:
    """The signs drawn for the first time, and those drawn again, both in drawing order.

    Spaces are kept: they cost nothing and say nothing.
    """
    first: list[Sign] = []
    again: list[Sign] = []
    places: Places = {}
    for sign in signs:
        if not sign.is_space and _is_known(sign, places):
            again.append(sign)
            continue
        first.append(sign)
        places.setdefault(_cell(sign, sign.size), []).append(sign)
    return first, again


def _cell(sign: Sign, size: Emu) -> Cell:
    """Where a sign is kept; cells of one power of two, so that sizes nearly alike share them."""
    power = size.bit_length()
    side = max(1, (ASIDE << power) // 100)
    return sign.text, power, sign.x // side, sign.y // side


def _is_known(sign: Sign, places: Places) -> bool:
    about = (sign.size * (100 - SAME_SIZE) // 100, sign.size * (100 + SAME_SIZE) // 100)
    for text, power, column, row in {_cell(sign, size) for size in about}:
        for across, down in AROUND:
            for other in places.get((text, power, column + across, row + down), ()):
                if is_again(other, sign):
                    return True
    return False


def is_again(first: Sign, sign: Sign) -> bool:
    """Whether a sign of the same text is the first one drawn again."""
    near = ASIDE * sign.size
    aside, down = abs(sign.x - first.x), abs(sign.y - first.y)
    if 100 * aside > near or 100 * down > near or not alike(first.size, sign.size):
        return False
    width, height = min(first.advance, sign.advance), min(first.size, sign.size)
    covered = max(0, width - aside) * (height - down)
    return 100 * covered >= COVERED * width * height
