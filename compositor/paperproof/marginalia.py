"""Marginalia of a proof: line numbers and call-outs, where nothing of the page is covered.

    line_numbers(edition)                every fifth line of each article, by page
    call_outs(page, words, taken)        an article's id, lines and characters at its module

All places are the page's. A number stands in the gutter before its line, above it where lines run
downwards. A call-out stands over its module, in the white of its corners, or below it: at the first
of these places where it touches neither type, picture nor rule, else in the margin of the sheet
beside the module.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from compositor.geometry import Rect
from compositor.model.edition import Edition, Fill, Page, PlacedLine
from compositor.units import Emu, mm, pt

EVERY = 5  # lines: the sheets of a make-up man (版样纸) count so
# Of numbers; three figures are smaller, so that half a gutter holds them.
SIZE, SMALL = pt(4.5), pt(3.4)
CALL = pt(5)
AIR = pt(1)  # between a number and its line, round a call-out
ASCENT, DESCENT = 88, 12  # of our faces, per cent of the em
HALF = 550  # thousandths of an em: a figure or Latin letter of Hei; a hanzi is an em
BESIDE = mm(4)  # from the trim to a call-out in the margin

Anchor: TypeAlias = Literal["left", "right", "middle"]
Told: TypeAlias = Callable[[Fill], str]


class Note(NamedTuple):
    """A few words on one line: `x` is where `anchor` says they are held, `y` their baseline."""

    x: Emu
    y: Emu
    text: str
    size: Emu
    anchor: Anchor

    @property
    def box(self) -> Rect:
        """What it covers, a little more than less."""
        width = width_of(self.text, self.size)
        left = {"left": self.x, "right": self.x - width, "middle": self.x - width // 2}[self.anchor]
        return Rect(left, self.y - _ascent(self.size), width, self.size)


def line_numbers(edition: Edition) -> dict[int, list[Note]]:
    """Numbers of lines by page; an article's go on from page to page."""
    counted: Counter[str] = Counter()
    found: defaultdict[int, list[Note]] = defaultdict(list)
    for page in edition.pages:
        for frame in page.frames:
            if frame.kind != "text" or not frame.article:
                continue
            for placed in frame.lines:
                counted[frame.article] += 1
                if counted[frame.article] % EVERY == 0:
                    found[page.number].append(_number(placed, counted[frame.article]))
    return found


def _number(placed: PlacedLine, number: int) -> Note:
    text = str(number)
    size = SIZE if len(text) < 3 else SMALL
    if placed.line.vertical:
        return Note(placed.x + _em(placed) // 2, placed.y - AIR, text, size, "middle")
    return Note(placed.x - AIR, placed.y, text, size, "right")


def call_outs(page: Page, told: Told, numbers: Sequence[Note]) -> list[Note]:
    """A call-out for each module of a page, `told` saying its words."""
    taken = [*_taken(page), *(note.box for note in numbers)]
    sheet = Rect(0, 0, *page.size)
    found: list[Note] = []
    for fill in page.fills:
        rects = [frame.rect for frame in page.frames if frame.article == fill.article]
        if not rects:
            continue
        module = _around(rects)
        free = (n for n in _places(module, told(fill)) if _is_free(n, taken, sheet))
        note = next(free, None) or _in_margin(module, told(fill), page, taken)
        found.append(note)
        taken.append(note.box)
    return found


def _places(module: Rect, text: str) -> Iterator[Note]:
    """Over it, in its upper corners, below it."""
    over, under = module.y - AIR - _descent(CALL), module.bottom + AIR + _ascent(CALL)
    inside = module.y + AIR + _ascent(CALL)
    for y in (over, inside, under):
        yield Note(module.x, y, text, CALL, "left")
        yield Note(module.right, y, text, CALL, "right")


def _in_margin(module: Rect, text: str, page: Page, taken: Sequence[Rect]) -> Note:
    """In the margin that is nearer, as high as the module, below what stands there already."""
    is_left = module.x + module.right < page.size.width
    x = -page.bleed - BESIDE if is_left else page.size.width + page.bleed + BESIDE
    note = Note(x, module.y + _ascent(CALL), text, CALL, "right" if is_left else "left")
    while any(note.box.overlaps(rect) for rect in taken):
        note = note._replace(y=note.y + CALL + AIR)
    return note


def _is_free(note: Note, taken: Iterable[Rect], sheet: Rect) -> bool:
    box = note.box.inset(-AIR // 2, -AIR // 2)
    is_inside = sheet.x <= box.x and box.right <= sheet.right and box.bottom <= sheet.bottom
    return is_inside and box.y >= sheet.y and not any(box.overlaps(rect) for rect in taken)


def _taken(page: Page) -> Iterator[Rect]:
    """Where something is printed: lines of type, pictures, rules, panels, and edges of boxes."""
    for frame in page.frames:
        yield from (line_box(placed) for placed in frame.lines)
    yield from (picture.rect for picture in page.pictures)
    for rule in page.rules:
        yield rule.rect.inset(-1, -1)  # a rule has no width of its own
    for box in page.boxes:
        yield from _edges(box.rect)


def _edges(rect: Rect) -> Iterator[Rect]:
    x, y, width, height = rect
    for side in ((x, y, width, 0), (x, rect.bottom, width, 0)):
        yield Rect(*side).inset(0, -AIR // 2)
    for side in ((x, y, 0, height), (rect.right, y, 0, height)):
        yield Rect(*side).inset(-AIR // 2, 0)


def line_box(placed: PlacedLine) -> Rect:
    """What a line of type covers."""
    em = _em(placed)
    if placed.line.vertical:
        return Rect(placed.x, placed.y, em, placed.line.width)
    return Rect(placed.x, placed.y - _ascent(em), placed.line.width, em)


def _around(rects: Sequence[Rect]) -> Rect:
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)


def width_of(text: str, size: Emu) -> Emu:
    """About how wide words are."""
    return sum(size if c > "ÿ" else size * HALF // 1000 for c in text)


def _em(placed: PlacedLine) -> Emu:
    return max((run.size for run in placed.line.runs), default=0)


def _ascent(size: Emu) -> Emu:
    return size * ASCENT // 100


def _descent(size: Emu) -> Emu:
    return size * DESCENT // 100
