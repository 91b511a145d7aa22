"""The edition as the checker knows it: what `compose.py build` wrote to edition.json.

    truth = read_truth(json.loads(…))      truth.is_of(document.identifier)

Only what a reader of that file can know: nothing of the composer is asked.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from compositor.units import Emu, pt

MM_PER_INCH, PT_PER_INCH = 25.4, 72


class TrueLine(NamedTuple):
    """A line as the edition has it; a vertical one is as wide as its size, from `y` downwards."""

    x: Emu
    y: Emu
    measure: Emu
    width: Emu
    size: Emu
    text: str
    ends: bool
    justified: bool
    vertical: bool


class TrueFrame(NamedTuple):
    """A frame as the edition has it."""

    page: int
    kind: str
    style: str
    article: str
    leg: int
    left: Emu
    right: Emu
    lines: tuple[TrueLine, ...]


class Truth(NamedTuple):
    """The edition: its frames in reading order, and the fingerprint of its build."""

    fingerprint: str
    frames: tuple[TrueFrame, ...]

    def is_of(self, identifier: str) -> bool:
        """Whether a PDF of this identifier was made by the same build."""
        return bool(identifier) and self.fingerprint.startswith(identifier)


def read_truth(data: Mapping[str, Any]) -> Truth:
    """The contents of an edition.json; KeyError, TypeError or ValueError if it is none."""
    pages = enumerate(data["pages"], start=1)  # as they stand in the PDF, whatever their folio
    frames = (_frame(number, frame) for number, page in pages for frame in page["frames"])
    return Truth(str(data["fingerprint"]), tuple(frames))


def _frame(page: int, data: Mapping[str, Any]) -> TrueFrame:
    left, width = (_mm(data[key]) for key in ("x_mm", "width_mm"))
    kind, style, article, leg = (data[key] for key in ("kind", "style", "article", "leg"))
    lines = tuple(map(_line, data["lines"]))
    return TrueFrame(page, kind, style, article, leg, left, left + width, lines)


def _line(data: Mapping[str, Any]) -> TrueLine:
    vertical = bool(data.get("vertical"))
    return TrueLine(
        x=pt(data["x_pt"]),
        y=pt(data["y_pt" if vertical else "baseline_pt"]),
        measure=pt(data["measure_pt"]),
        width=pt(data["width_pt"]),
        size=pt(data["size_pt"]),
        text=data["text"],
        ends=data["ends"],
        justified=data["justified"],
        vertical=vertical,
    )


def _mm(value: float) -> Emu:
    return pt(value * PT_PER_INCH / MM_PER_INCH)
