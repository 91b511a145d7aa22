"""Lengths: whole EMU (English Metric Units), so that no float decides a break.

914 400 EMU to the inch, 36 000 to the millimetre, 12 700 to the point and 9 525 to the CSS
pixel: all four are whole, so sums of lengths never drift. Layouts are written in mm, pt and 字
(the body size); everything between stages is an `int` of EMU under the name `Emu`.

This module knows lengths only; points and rectangles are in `compositor.geometry`.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median
from typing import TypeAlias

Emu: TypeAlias = int

EMU_PER_INCH = 914_400
EMU_PER_MM = 36_000
EMU_PER_PT = 12_700


def mm(value: float | str) -> Emu:
    """Millimetres to EMU, rounded to the nearest whole one (27.8 nm)."""
    return _scaled(value, EMU_PER_MM)


def pt(value: float | str) -> Emu:
    """Points (1/72 inch) to EMU: `pt(11.25)` is exactly 142 875."""
    return _scaled(value, EMU_PER_PT)


def to_mm(length: Emu) -> float:
    """EMU to millimetres, for people and files; never for decisions."""
    return length / EMU_PER_MM


def to_pt(length: Emu) -> float:
    """EMU to points, for people and files; never for decisions."""
    return length / EMU_PER_PT


def divide(numerator: int, denominator: int) -> int:
    """Whole division rounded half up; the one rounding rule for lengths derived by a ratio."""
    return (2 * numerator + denominator) // (2 * denominator)


def commonest(values: Iterable[Emu], width: Emu) -> tuple[Emu, int]:
    """The middle of the densest stretch of `width`, and how many it holds; (0, 0) of none."""
    ordered = sorted(values)
    best: Sequence[Emu] = ()
    end = 0
    for start in range(len(ordered)):
        end = max(end, start)
        while end < len(ordered) and ordered[end] - ordered[start] <= width:
            end += 1
        if end - start > len(best):
            best = ordered[start:end]
    return (round(median(best)), len(best)) if best else (0, 0)


def _scaled(value: float | str, unit: int) -> Emu:
    exact = Decimal(str(value)) * unit
    return int(exact.to_integral_value(rounding=ROUND_HALF_EVEN))
