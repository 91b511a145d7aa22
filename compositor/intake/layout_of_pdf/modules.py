"""Which gutters part modules, where several run through: a heading has columns to its left as well.

    ┌───┬─heading──┬───╥─head─┐     column 1 begins level with those under the heading and has none
    │ 1 │ 2 │ 3 │ 4│ 5 ║  6   │     of its own: the page is cut at ║ first, not between 1 and 2
    └───┴──────────┴───╨──────┘

Columns level with it to its right follow it, and other modules may stand below them all.

And where a cut across would part headings from what stands under them: headings side by side, or
one beside the text of another module.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compositor.intake.layout_of_pdf.type import HEADING, Box, Item, alike, around, column_of
from compositor.units import Emu

FLUSH = 30  # hundredths of the body size
TEXT = 3  # lines of body type under a heading: it has its text
SOLID = 100  # hundredths of the body size: white from line to line
LEVEL = 90  # hundredths of the body size: columns that begin within that begin level


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two gutters: its heading, if it has one, and where its body begins.

    A part that begins with a vertical heading has its body in the next ones, beside it.
    """

    box: Box
    head: Box | None
    body_top: Emu
    is_side_head: bool


def between_modules(items: Sequence[Item], gutters: Sequence[Emu], body: Emu) -> list[Emu]:
    """The gutters to cut down first; all of them where no column is to the left of its heading."""
    parts = [_part(group, body) for group in _grouped(items, gutters)]
    if len(parts) != len(gutters) + 1:
        return list(gutters)
    kept = [
        gutter
        for index, gutter in enumerate(gutters)
        if not _leads_to_its_heading(parts, index, body) and not _follows(parts, index + 1, body)
    ]
    return kept or list(gutters)


def _grouped(items: Sequence[Item], gutters: Sequence[Emu]) -> Iterator[list[Item]]:
    for column in range(len(gutters) + 1):
        group = [item for item in items if column_of(item, gutters) == column]
        if group:
            yield group


def _part(items: Sequence[Item], body: Emu) -> Part:
    ordered = sorted(items, key=lambda item: item.box.top)
    start = ordered[0]
    if start.is_vertical and 100 * start.size >= HEADING * body:
        return Part(around(i.box for i in items), start.box, start.box.top, is_side_head=True)
    first = next(_text_starts(ordered, body), len(ordered) - 1)
    large = [item.box for item in ordered[:first] if 100 * item.size >= HEADING * body]
    top = ordered[first].box.top
    head = around(large) if large else None
    return Part(around(i.box for i in items), head, top, is_side_head=False)


def _text_starts(ordered: Sequence[Item], body: Emu) -> Iterator[int]:
    """Where lines of body type follow each other; a byline has white below."""
    for index, (item, after) in enumerate(pairwise(ordered)):
        white = 100 * (after.box.top - item.box.bottom)
        if alike(item.size, body) and alike(after.size, body) and white <= SOLID * body:
            yield index


def _leads_to_its_heading(parts: Sequence[Part], index: int, body: Emu) -> bool:
    """Whether the part left of a gutter belongs under a heading to its right."""
    after = index + 1
    while after < len(parts) and parts[after].head is None and _is_level(parts, index, after, body):
        after += 1
    if parts[index].head or after == len(parts) or parts[after].head is None:
        return False
    first = index
    while first and parts[first - 1].head is None and _is_level(parts, first - 1, index, body):
        first -= 1
    if not _is_level(parts, index, after, body) or _is_flush(parts[after], body):
        return False
    return _is_nearer(parts, first, index, after)


def _is_flush(part: Part, body: Emu) -> bool:
    """Whether a heading begins where its column does: it is not centred over more of them."""
    return part.head is not None and 100 * (part.head.left - part.box.left) <= FLUSH * body


def _follows(parts: Sequence[Part], index: int, body: Emu) -> bool:
    """Whether a part without a heading belongs under the one to its left."""
    is_level = parts[index].head is None and _is_level(parts, index - 1, index, body)
    return is_level and not _leads_to_its_heading(parts, index, body)


def _is_level(parts: Sequence[Part], one: int, other: int, body: Emu) -> bool:
    a, b = parts[one], parts[other]
    if a.is_side_head and a.head is not None:
        return b.body_top <= a.head.bottom
    return 100 * abs(a.body_top - b.body_top) <= LEVEL * body


def _is_nearer(parts: Sequence[Part], first: int, index: int, after: int) -> bool:
    """Whether the heading to the right comes to stand nearer the middle of its columns by it,
    and the one to the left, if there is one, does not.
    """
    if not first:
        return True
    before, last = first - 1, after
    while last + 1 < len(parts) and parts[last + 1].head is None:
        last += 1
    right = _off(parts, index, last, after) < _off(parts, after, last, after)
    left = _off(parts, before, index, before) < _off(parts, before, before, before)
    return right and not left


def _off(parts: Sequence[Part], first: int, last: int, headed: int) -> Emu:
    """How far a heading stands off the middle of some parts."""
    head = parts[headed].head
    whole = around(part.box for part in parts[first : last + 1])
    return abs(head.middle - whole.middle) if head else 0


def parts_heads(above: Sequence[Item], body: Emu) -> bool:
    """Whether a cut under some items would part a heading from its text and leave others beside."""
    waiting = [
        item
        for item in above
        if 100 * item.size >= HEADING * body
        and not item.is_vertical
        and len(list(_text_under(item, above, body))) < TEXT
    ]
    for head in waiting:
        beside = [alike(item.size, body) for item in above if _is_beside(head, item)]
        if sum(beside) >= TEXT or not all(beside):
            return True
    return False


def _text_under(head: Item, above: Sequence[Item], body: Emu) -> Iterator[Item]:
    for item in above:
        under = item.box.top >= head.box.bottom and alike(item.size, body)
        if under and not _is_apart(head.box, item.box):
            yield item


def _is_beside(head: Item, other: Item) -> bool:
    """Whether it stands beside the heading, or lower down beside where its text should be."""
    return _is_apart(head.box, other.box) and other.box.bottom > head.box.top


def _is_apart(a: Box, b: Box) -> bool:
    return a.right <= b.left or b.right <= a.left
