"""What of a page is drawn otherwise than before, as few rectangles.

    changed_rects(before, after)    # of two pages, EMU, old places and new: what the desk flashes

Lines that only moved count as well. What is compared is what is drawn: lines by their glyphs and
places, boxes, rules and pictures; lines that follow one another in a frame make one rectangle, and
rectangles that nearly fill their common bounds are made one. It stands in the edit loop: 1 ms a
page. `differing` says the same of two snapshots, the old places apart from the new.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from compositor.geometry import Rect
from compositor.model.edition import Page, PlacedLine
from compositor.model.layout import ascent
from compositor.model.snapshot import PageSnapshot
from compositor.units import Emu, mm

AIR = mm(0.4)  # round what is marked, by eye
FULL = 0.8  # how much of their common bounds rectangles must fill to be made one

# What is drawn where: the same key and the same look in both, and it is drawn alike.
Key: TypeAlias = tuple[object, ...]


class Drawn(NamedTuple):
    """Something drawn: where and as what, how it looks, and what its rectangle is made of."""

    key: Key
    look: object
    rect: Rect | tuple[Emu, Emu, Emu, Emu, bool]  # of a line: x, y, width, size, vertical


def changed_rects(before: Page, after: Page) -> tuple[Rect, ...]:
    """Where the two are drawn otherwise, in EMU; none where they are drawn alike."""
    old, new = _of_page(before), _of_page(after)
    return tuple(_merged([*_places(old, new), *_places(new, old)]))


def differing(
    before: PageSnapshot, after: PageSnapshot
) -> tuple[tuple[Rect, ...], tuple[Rect, ...]]:
    """Where the page before has what the page after has not, and the other way round."""
    old, new = _of_snapshot(before), _of_snapshot(after)
    return tuple(_merged(_places(old, new))), tuple(_merged(_places(new, old)))


def _of_page(page: Page) -> list[list[Drawn]]:
    """What is drawn on a page: the lines of each frame, then everything else by itself."""
    lines = [
        [_line(placed, frame.kind, frame.style) for placed in frame.lines] for frame in page.frames
    ]
    boxes = [Drawn(("box", box.kind, box.rect), None, box.rect) for box in page.boxes]
    rules = [Drawn(("rule", rule.kind, rule.rect), None, rule.rect) for rule in page.rules]
    pictures = [
        Drawn(("picture", one.rect, one.focus), (one.file, one.is_missing), one.rect)
        for one in page.pictures
    ]
    return [*lines, *([one] for one in (*boxes, *rules, *pictures))]


def _line(placed: PlacedLine, kind: str, style: str) -> Drawn:
    line, x, y, _ = placed
    size = line.runs[0].size if line.runs else 0
    return Drawn((kind, style, x, y), line.runs, (x, y, line.width, size, line.vertical))


def _of_snapshot(page: PageSnapshot) -> list[list[Drawn]]:
    lines = [
        [
            Drawn(
                (frame.kind, frame.style, line.x, line.y),
                line.look,
                (line.x, line.y, line.width, line.size, line.vertical),
            )
            for line in frame.lines
        ]
        for frame in page.frames
    ]
    shapes = [Drawn((shape.kind, shape.rect), None, shape.rect) for shape in page.shapes]
    pictures = [
        Drawn(("picture", one.rect, one.focus), one.digest or one.file, one.rect)
        for one in page.pictures
    ]
    return [*lines, *([one] for one in (*shapes, *pictures))]


def _places(drawn: Iterable[Sequence[Drawn]], other: Iterable[Sequence[Drawn]]) -> list[Rect]:
    """The rectangles of what the other page has not; one for all that follow one another."""
    there = {one.key: one.look for group in other for one in group}
    nothing = object()
    found: list[Rect] = []
    for group in drawn:
        stretch: Rect | None = None
        for one in group:
            if there.get(one.key, nothing) == one.look:
                found.extend([stretch] if stretch else [])
                stretch = None
            else:
                rect = _rect(one)
                stretch = _bounds(stretch, rect) if stretch else rect
        found.extend([stretch] if stretch else [])
    return found


def _rect(drawn: Drawn) -> Rect:
    if isinstance(drawn.rect, Rect):
        return drawn.rect.inset(-AIR, -AIR)
    x, y, width, size, vertical = drawn.rect
    em_box = Rect(x, y, size, width) if vertical else Rect(x, y - ascent(size), width, size)
    return em_box.inset(-AIR, -AIR)


def _merged(rects: Iterable[Rect]) -> list[Rect]:
    """Fewer rectangles that cover the same and little more."""
    found: list[Rect] = []
    for rect in sorted(rects):
        this = rect
        while near := next((one for one in found if _fill(one, this)), None):
            found.remove(near)
            this = _bounds(near, this)
        found.append(this)
    return found


def _fill(a: Rect, b: Rect) -> bool:
    """Whether two rectangles nearly fill their common bounds."""
    width = max(a.x + a.width, b.x + b.width) - min(a.x, b.x)
    height = max(a.y + a.height, b.y + b.height) - min(a.y, b.y)
    return FULL * width * height <= a.width * a.height + b.width * b.height


def _bounds(a: Rect, b: Rect) -> Rect:
    x, y = min(a.x, b.x), min(a.y, b.y)
    right, bottom = max(a.x + a.width, b.x + b.width), max(a.y + a.height, b.y + b.height)
    return Rect(x, y, right - x, bottom - y)
