"""A filler (补白、报花) in a hole at the foot of a leg: words of the manifest, or an ornament.

━━━━━━━━━━━      a thick and a thin rule, the words in the middle, and the rules again;
───────────      without words a row of diamonds. Words that do not fit the hole at any size
 劳动最光荣       of their ladder are left for a larger one, and the ornament stands here.
───────────
━━━━━━━━━━━      Nothing is printed that the editor has not given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compositor.geometry import Rect
from compositor.makeup.heading import depth, line_step
from compositor.model.edition import Frame, PlacedLine, Rule
from compositor.model.issue import Filler
from compositor.model.layout import Layout, TypeStyle, ascent
from compositor.model.setter import Display, TypeSetter
from compositor.units import Emu, pt

ORNAMENT = "◆ ◇ ◆"
DOUBLE = pt(2.2)  # between the thick rule and the thin one
AIR = pt(4)  # between the rules and the words


@dataclass(frozen=True, slots=True)
class PlacedFiller:
    """What a filler draws; `is_used` says whether it took the words it was offered."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    is_used: bool


def place_filler(
    hole: Rect, filler: Filler | None, layout: Layout, setter: TypeSetter
) -> PlacedFiller:
    """A filler in a hole; half a line stays empty above it."""
    top = hole.y + layout.grid.leading // 2 + layout.grid.leading // 4
    area = Rect(hole.x, top, hole.width, hole.bottom - top)
    inner = area.inset(layout.grid.zi // 2, DOUBLE + AIR)
    display = _words(filler.text, inner, layout, setter) if filler else None
    is_used = display is not None
    shown = display or setter.display(ORNAMENT, _ladder(layout, -1), inner.width)
    return PlacedFiller((_frame(shown, inner, layout),), tuple(_rules(area)), is_used)


def _words(text: str, inner: Rect, layout: Layout, setter: TypeSetter) -> Display | None:
    """The words at the largest size that the hole holds, None if it holds them at none."""
    for step in range(len(layout.filler.sizes)):
        display = setter.display(text, _ladder(layout, step), inner.width)
        if display.fits and depth(display) <= inner.height:
            return display
    return None


def _ladder(layout: Layout, step: int) -> TypeStyle:
    """The style of fillers at one size."""
    return replace(layout.filler, sizes=(layout.filler.sizes[step],))


def _frame(display: Display, inner: Rect, layout: Layout) -> Frame:
    size = display.size
    y = inner.y + (inner.height - depth(display)) // 2
    lines = tuple(
        PlacedLine(line, inner.x, y + ascent(size) + row * line_step(size))
        for row, line in enumerate(display.lines)
    )
    rect = Rect(inner.x, y, inner.width, depth(display))
    return Frame("filler", layout.filler.name, rect, lines)


def _rules(area: Rect) -> Iterator[Rule]:
    places: tuple[tuple[str, Emu], ...] = (
        ("thick", area.y),
        ("thin", area.y + DOUBLE),
        ("thin", area.bottom - DOUBLE),
        ("thick", area.bottom),
    )
    for kind, y in places:
        yield Rule(kind, Rect(area.x, y, area.width, 0))
