"""Where two pictures of one size are not the same, pixel by pixel.

    apart(width, height, before, after)     → Apart: how many pixels, by how much, where; None

`before` and `after` are red, green, blue, row by row. Pixels that lie near each other are told as
one box: the least that holds them all.
"""

from typing import NamedTuple, TypeAlias

from PIL import Image, ImageChops

Box: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom, in pixels, exclusive

SIDE = 4  # pixels; a square of SIDE × SIDE is a cell of the grid on which neighbours are found
CELL = SIDE * SIDE  # 3.7 mm at 110 dpi, about a line of body type: by eye


class Apart(NamedTuple):
    """What differs: `pixels` of the picture, by `step` of 255 at most in any of their colours."""

    pixels: int
    step: int
    boxes: tuple[Box, ...]


def apart(width: int, height: int, before: bytes, after: bytes) -> Apart | None:
    """What differs, the boxes from top to bottom; None where every pixel is the same."""
    if before == after:
        return None
    old, new = (Image.frombytes("RGB", (width, height), data) for data in (before, after))
    red, green, blue = ImageChops.difference(old, new).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    counts = most.histogram()
    step = max(value for value, count in enumerate(counts) if count)
    return Apart(sum(counts[1:]), step, _boxes(_mask(most)))


def _mask(steps: Image.Image) -> Image.Image:
    """255 wherever there is any step."""
    return steps.point([0, *[255] * 255])


def _boxes(mask: Image.Image) -> tuple[Box, ...]:
    found = (_tight(mask, *group) for group in _groups(_cells(mask)))
    return tuple(sorted(found, key=lambda box: (box[1], box[0])))


def _cells(mask: Image.Image) -> set[tuple[int, int]]:
    """The cells that hold a pixel. Of one in 16 the mean is 16: twice by four, none is lost."""
    grid = _mask(_mask(mask.reduce(SIDE)).reduce(SIDE))
    width = grid.width
    return {(at % width, at // width) for at, value in enumerate(grid.tobytes()) if value}


def _groups(cells: set[tuple[int, int]]) -> list[Box]:
    """Bounds of cells that touch each other, corners included."""
    found: list[Box] = []
    while cells:
        waiting = [cells.pop()]
        xs, ys = [waiting[0][0]], [waiting[0][1]]
        while waiting:
            x, y = waiting.pop()
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & cells
            cells -= near
            waiting.extend(near)
            xs.extend(cell[0] for cell in near)
            ys.extend(cell[1] for cell in near)
        found.append((min(xs), min(ys), max(xs) + 1, max(ys) + 1))
    return found


def _tight(mask: Image.Image, left: int, top: int, right: int, bottom: int) -> Box:
    """The least box of the pixels that are set in some cells."""
    x, y = left * CELL, top * CELL
    inner = mask.crop((x, y, right * CELL, bottom * CELL)).getbbox()
    assert inner  # each cell holds one
    return (x + inner[0], y + inner[1], x + inner[2], y + inner[3])
