"""Named inks (颜色) of a layout: what CSS calls `var(--ink-red)`, in percent of the four plates.

A press that prints black alone turns every colour into a grey: an ink's own `black`, or what
`grey_of` makes of it. The plate writes inks into CSS; nothing here knows CSS or a file.
"""

from typing import NamedTuple, TypeAlias

from compositor.diagnostics import Place

# Cyan, magenta, yellow and black, percent of a solid.
Cmyk: TypeAlias = tuple[float, float, float, float]

WEIGHTS = (0.30, 0.59, 0.11)
PAPER, SOLID = 0.0, 100.0


class Ink(NamedTuple):
    """An ink by its name; `black` is the percentage it becomes on a black-only press, None for
    the grey of its luminance; `place` is where it is named.
    """

    name: str
    cmyk: Cmyk
    black: float | None = None
    place: Place | None = None

    @property
    def total(self) -> float:
        """The sum over the plates, percent: what ink limits are about."""
        return sum(self.cmyk)

    @property
    def grey(self) -> float:
        """Percent of black on a black-only press."""
        return grey_of(self.cmyk) if self.black is None else self.black


def grey_of(cmyk: Cmyk) -> float:
    """The black that looks as dark as a colour, percent: k + (1 − k)(0.30 c + 0.59 m + 0.11 y).

    It is ISO 32000-1, 10.3.2 (grey = 0.3 r + 0.59 g + 0.11 b) of r = (1 − c)(1 − k) and so on.
    The formula of its 10.3.3 adds k without the factor 1 − k and makes dark colours all black.
    Black alone stays as it is.
    """
    *colours, black = cmyk
    dark = sum(weight * colour for weight, colour in zip(WEIGHTS, colours, strict=True))
    return min(SOLID, max(PAPER, black + (SOLID - black) * dark / SOLID))
