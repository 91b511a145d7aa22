"""Lines and paragraphs found from the signs alone, in anyone's PDF.

Body size is the size of most hanzi; larger type parts the page. A line that begins at neither the
measure's left end nor the document's indent is set aside (a centred crosshead, a credit). The
last line of a paragraph is one whose next is indented, stands under a heading, or is not there;
where a document knows no indents, one that ends more than an em short.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from compositor.grading.classes import OPENING, is_hanzi
from compositor.grading.columns import Head, Knife, Leaf
from compositor.grading.found import Flag, Found, FoundLine, Seat, paragraphs_of
from compositor.grading.measures import Measure, measures_of
from compositor.grading.rows import Row, rows_of
from compositor.model.signs import Sign, SignPage
from compositor.units import EMU_PER_PT, Emu, commonest, divide

SAME_SIZE = 40  # thousandths: type that near to the body size is body type
INDENTS = (800, 3200)  # thousandths of an em: what may be an indent
AT_INDENT = 600  # thousandths: an opening mark may keep or lose half an em there
AT_EDGE = 60  # thousandths
FEW = 100  # one indented line in so many, and the document knows indents
DEFAULT_LEADING = 1600  # thousandths, where no two lines tell


def find(pages: Sequence[SignPage]) -> Found:
    """All running text of a document."""
    size = body_size(pages)
    if not size:
        return Found((), 0, 0, 0, ())
    leading = leading_of(pages, size)
    placed = [line for page in pages for line in _lines(page, size, leading)]
    return _found(placed, pages, size, leading)


def body_size(pages: Iterable[SignPage]) -> Emu:
    """The size of most hanzi, to a quarter of a point, then their median; 0 without hanzi."""
    sizes = [s.size for page in pages for s in page.signs if is_hanzi(s.text)]
    if not sizes:
        return 0
    quarter = EMU_PER_PT // 4
    step = Counter(divide(size, quarter) for size in sizes).most_common(1)[0][0]
    return commonest([s for s in sizes if divide(s, quarter) == step], quarter)[0]


def is_body(sign: Sign, size: Emu) -> bool:
    """Whether a sign is of the body size."""
    return 1000 * abs(sign.size - size) <= SAME_SIZE * size


def leading_of(pages: Iterable[SignPage], size: Emu) -> Emu:
    """The commonest distance from a hanzi to the next below it."""
    steps: list[Emu] = []
    for page in pages:
        strips: dict[int, set[Emu]] = {}
        for sign in page.signs:
            if is_body(sign, size) and is_hanzi(sign.text):
                strips.setdefault(sign.x // (3 * size), set()).add(sign.y)
        for ys in strips.values():
            steps += [
                b - a for a, b in pairwise(sorted(ys)) if 10 * size < 10 * (b - a) < 26 * size
            ]
    usual, _ = commonest(steps, size // 80)
    near = [step for step in steps if abs(step - usual) <= size // 40]
    return divide(sum(near), len(near)) if near else DEFAULT_LEADING * size // 1000


def _lines(page: SignPage, size: Emu, leading: Emu) -> Iterator[FoundLine | None]:
    """The lines of a page, a None for each that is set aside."""
    body = [s for s in page.signs if is_body(s, size) and not s.is_space]
    spaces = [s for s in page.signs if s.is_space and is_body(s, size)]
    heads = list(_heads(page, size))
    leaves = Knife(heads, size, leading).leaves(body)
    for number, (leaf, measure) in enumerate(
        zip(leaves, measures_of(leaves, size), strict=True), start=1
    ):
        rows = _with_spaces(leaf, spaces, size)
        tops = [h.y for h in heads if measure and _is_over(h, measure)]
        yield from _column(rows, measure, Seat(page.number, number, 0, leaf.band), size, tops)


def _heads(page: SignPage, size: Emu) -> Iterator[Head]:
    larger = [s for s in page.signs if s.size > size and not is_body(s, size) and not s.is_space]
    for row in rows_of(larger, size):
        yield Head(row.y, row.left, max(s.x + s.advance for s in row.signs))


def _is_over(head: Head, measure: Measure) -> bool:
    return head.left < measure.right and head.right > measure.left


def _with_spaces(leaf: Leaf, spaces: Sequence[Sign], size: Emu) -> list[Row]:
    """The rows of a leaf with the spaces that were drawn in them."""
    if not spaces:
        return list(leaf.rows)
    signs = [s for row in leaf.rows for s in row.signs]
    left = min(s.x for s in signs) - size
    right, top = max(s.x for s in signs) + 2 * size, min(s.y for s in signs) - size
    foot = max(s.y for s in signs) + size
    near = [s for s in spaces if left < s.x < right and top < s.y < foot]
    return rows_of([*signs, *near], size)


def _column(
    rows: Sequence[Row], measure: Measure | None, seat: Seat, size: Emu, heads: Sequence[Emu]
) -> Iterator[FoundLine | None]:
    """A column's lines; a heading between two of them ends a paragraph."""
    for index, row in enumerate(rows):
        if measure is None:
            yield None
            continue
        above = rows[index - 1].y if index else None
        headed = above is not None and any(above < y < row.y for y in heads)
        yield FoundLine(
            seat._replace(row=index + 1),
            measure.left,
            measure.right,
            row.y,
            size,
            row.signs,
            row.spaced,
            first=headed,
        )


def _found(
    placed: Sequence[FoundLine | None], pages: Sequence[SignPage], size: Emu, leading: Emu
) -> Found:
    indent = _indent([line for line in placed if line], size)
    kept = [line if line and _is_running(line, indent) else None for line in placed]
    lines = _marked(kept, indent)
    aside = sum(line is None for line in kept)
    return Found(paragraphs_of(lines), size, leading, aside, tuple(_at_foot(placed, kept)))


def start_of(line: FoundLine) -> Emu:
    """How far from the measure's left end a line begins to stand."""
    return line.cores[0][0] - line.left


def _indent(lines: Sequence[FoundLine], size: Emu) -> Emu:
    """The document's indent, or 0 if it knows none."""
    least, most = (share * size // 1000 for share in INDENTS)
    starts = [line.signs[0].x - line.left for line in lines if is_hanzi(line.signs[0].text)]
    found, count = commonest([x for x in starts if least <= x <= most], size // 20)
    return found if count * FEW > len(lines) else 0


def _is_running(line: FoundLine, indent: Emu) -> bool:
    return _at_edge(line) or _is_indented(line, indent)


def _at_edge(line: FoundLine) -> bool:
    """Whether it begins where the measure does, an opening mark with or without its blank."""
    near = AT_EDGE * line.size // 1000
    sign = line.signs[0]
    trimmed = AT_INDENT * line.size // 1000 if sign.text in OPENING else near
    return -trimmed <= sign.x - line.left <= near


def _is_indented(line: FoundLine, indent: Emu) -> bool:
    return bool(indent) and 1000 * abs(start_of(line) - indent) <= AT_INDENT * line.size


def _marked(kept: Sequence[FoundLine | None], indent: Emu) -> list[FoundLine]:
    """The lines with the first and last of each paragraph marked."""
    found: list[FoundLine] = []
    for before, line, after in zip([None, *kept], kept, [*kept[1:], None], strict=False):
        if line is None:
            continue
        is_first = before is None or _ends(before, line, indent)
        is_last = after is None or _ends(line, after, indent)
        found.append(replace(line, first=is_first, last=is_last))
    return found


def _ends(line: FoundLine, after: FoundLine, indent: Emu) -> bool:
    """Whether a paragraph ends between two lines."""
    if after.first or (line.seat.page, line.seat.band) != (after.seat.page, after.seat.band):
        return True
    short = line.right - line.cores[-1][1] > line.size
    other_column = line.seat.column != after.seat.column
    if indent:
        return _is_indented(after, indent) or (short and other_column)
    return short


def _at_foot(
    placed: Sequence[FoundLine | None], kept: Sequence[FoundLine | None]
) -> Iterator[Flag]:
    """Lines set aside that stand last in their column while it goes on elsewhere."""
    for (line, keeps), after in zip(zip(placed, kept, strict=True), [*kept[1:], None], strict=True):
        if line and not keeps and line.seat.row > 1 and after:
            seat = after.seat._replace(column=line.seat.column, row=line.seat.row)
            if after.seat.column != line.seat.column and seat == line.seat:
                yield line.flag("heading_foot")
