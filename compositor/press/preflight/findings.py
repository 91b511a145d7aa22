"""Hits made findings: many of one fault on a page are one, with a count and the first places.

Places are millimetres from the trim's top left corner, x to the right and y downwards.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, diagnose
from compositor.press.boxes import Box
from compositor.press.preflight.checks import CHECK_OF
from compositor.units import EMU_PER_MM, EMU_PER_PT

POINTS_PER_MM = EMU_PER_MM / EMU_PER_PT
FARTHEST_MM = 100_000.0  # of what is told; anything farther off is off
PLACES = 5  # told of one finding


class Hit(NamedTuple):
    """A fault met once. Hits of one code, page and `key` are one finding, told by the first.

    `page` 0 is the file as a whole.
    """

    code: str
    page: int
    box: Box | None
    key: str
    values: tuple[tuple[str, object], ...]


def hit(code: str, page: int = 0, box: Box | None = None, key: str = "", **values: object) -> Hit:
    """A hit; `values` are those of its sentence."""
    return Hit(code, page, box, key, tuple(values.items()))


def gather(hits: Iterable[Hit], trims: Mapping[int, Box]) -> tuple[Diagnostic, ...]:
    """Findings in the order of the checks, then of the pages; `trims` are the pages'."""
    groups: dict[tuple[str, int, str], list[Hit]] = {}
    for one in hits:
        groups.setdefault((one.code, one.page, one.key), []).append(one)
    order = sorted(groups.items(), key=lambda item: (CHECK_OF[item[0][0]], item[0][1]))
    return tuple(_finding(group, trims) for _, group in order)


def _finding(group: list[Hit], trims: Mapping[int, Box]) -> Diagnostic:
    first = group[0]
    values: dict[str, object] = dict(first.values)
    if first.page:
        values["page"] = first.page
    if first.box is not None and first.page in trims:
        spots = [_spot(one.box, trims[first.page]) for one in group if one.box is not None]
        unique = tuple(dict.fromkeys(spots))[:PLACES]
        values["x"], values["y"] = unique[0]
        values["count"] = len(group)
        values["places"] = "; ".join(f"{x}, {y}" for x, y in unique)
    return diagnose(first.code, None, **values)


def _spot(box: Box, trim: Box) -> tuple[str, str]:
    """Left and top of what was painted."""
    return _millimetres(box.left - trim.left), _millimetres(trim.top - box.top)


def _millimetres(points: float) -> str:
    length = max(-FARTHEST_MM, min(FARTHEST_MM, points / POINTS_PER_MM))
    return f"{length + 0.0:.1f}" if abs(length) >= 0.05 else "0.0"
