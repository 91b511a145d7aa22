"""Columns that no straight cut parts: blocks put together from below, and their order.

Items of one size one under the other are a block. A block comes before another if it stands above
it, or to its left with nothing between them (Breuel, *High performance document layout analysis*,
2003); where that runs in a circle the higher one comes first.
"""

from collections.abc import Sequence
from itertools import combinations

from compositor.intake.layout_of_pdf.type import Box, Item, around
from compositor.units import Emu

LEADING = 110  # hundredths of the size: white between lines of one block
SHARED = 50  # hundredths of the narrower one's width
ENOUGH = 3  # lines that make a block a column
MOST = 80  # blocks whose order is looked at


def blocks_of(items: Sequence[Item], body: Emu) -> list[list[Item]]:
    """The blocks in reading order; all items as one where no columns stand beside each other."""
    rows = {item.box.bottom for item in items}
    if len(rows) == len(items) or len(items) < 2 * ENOUGH:
        return [list(items)]
    blocks = _grown(items)
    boxes = [around(item.box for item in block) for block in blocks]
    columns = [
        box
        for box, block in zip(boxes, blocks, strict=True)
        if len(block) >= ENOUGH and box.width >= 4 * body
    ]
    if not any(
        _shares_height(a, b) and not _shares_width(a, b) for a, b in combinations(columns, 2)
    ):
        return [list(items)]
    return [blocks[index] for index in _order(boxes)]


def _grown(items: Sequence[Item]) -> list[list[Item]]:
    blocks: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (i.box.top, i.box.left)):
        block = next((b for b in reversed(blocks) if _goes_on(b[-1], item)), None)
        if block is None:
            blocks.append([item])
        else:
            block.append(item)
    return blocks


def _goes_on(above: Item, item: Item) -> bool:
    a, b = above.box, item.box
    shared = min(a.right, b.right) - max(a.left, b.left)
    white = 100 * (b.top - a.bottom)
    return (
        5 * max(above.size, item.size) <= 6 * min(above.size, item.size)
        and -LEADING * item.size < white <= LEADING * item.size
        and 100 * shared >= SHARED * min(a.width, b.width)
        and b.top > a.top
    )


def _order(boxes: Sequence[Box]) -> list[int]:
    """Each time the highest of those that none of the rest comes before."""
    left = sorted(range(len(boxes)), key=lambda i: (boxes[i].top, boxes[i].left))
    found: list[int] = []
    while left:
        free = left[0]
        if len(left) <= MOST:
            first = (i for i in left if not any(_before(boxes, j, i) for j in left if j != i))
            free = next(first, left[0])
        found.append(free)
        left.remove(free)
    return found


def _before(boxes: Sequence[Box], one: int, other: int) -> bool:
    a, b = boxes[one], boxes[other]
    if _shares_width(a, b):
        return a.top < b.top
    return a.right <= b.left and not any(
        _shares_width(c, a) and _shares_width(c, b) and _stands_between(c, a, b) for c in boxes
    )


def _stands_between(box: Box, a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) <= box.top + 1 and box.bottom <= max(a.top, b.top) + 1


def _shares_width(a: Box, b: Box) -> bool:
    return min(a.right, b.right) > max(a.left, b.left)


def _shares_height(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) > max(a.top, b.top)
