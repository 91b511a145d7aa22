"""The rules of setting on plain strings, for whoever has no page and no font.

    natural_widths("他说：“好。”")              # [1, 1, .5, .5, 1, .5, .5]   开明式
    break_paragraph("国际劳动节……", 11)        # list of lines that together are the text
    break_headline("县总工会把课堂搬进园区", 8, 2)    # ["县总工会", "把课堂搬进园区"]

Everything is as in `paragraph` and `heading`, but for the type: here every hanzi and full-width
mark is one em, a mark's blank half of it, and letters, figures and half-width signs half an em.
Lengths are in em (字). Any string will do: nothing raises and nothing is lost. `may_break` needs no
widths and is `kinsoku.may_break`.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from compositor.model.layout import Level
from compositor.model.turns import read_turns
from compositor.setting.atoms import Atom, Shaped, split_wide
from compositor.setting.classes import (
    BLANK_AFTER,
    BLANK_BEFORE,
    HALF_WIDTH,
    MARKS,
    WESTERN,
    CharClass,
    class_of,
    classes_of,
    is_one,
)
from compositor.setting.glue import BODY_SPACING, DISPLAY_SPACING, Spacing
from compositor.setting.glyphs import HALF_EM
from compositor.setting.heading import fewest
from compositor.setting.kinsoku import permitted
from compositor.setting.leastcost import least_cost
from compositor.setting.linebreak import LineBreaker, first_fit
from compositor.setting.prepare import Prepared, prepare
from compositor.setting.punctuation import STYLES
from compositor.units import Emu

EM: Emu = 1000  # the size everything is set in: a width is thousandths of an em
FACE = "plain"
BREAKERS: dict[str, LineBreaker] = {"least-cost": least_cost, "first-fit": first_fit}
FULL_WIDTH_SIGNS = frozenset("～〜゠／－")
TWO_EM_DASH = "⸺"
MOST = 1e9  # em of a line
C = CharClass


def natural_widths(text: str, style: str = "kaiming") -> list[float]:
    """The width in em of each character in the middle of a line, adjacent marks squeezed.

    The gap between Chinese and Latin is not part of a character's width. Raises KeyError for a
    style that is not in `punctuation.STYLES`.
    """
    prepared = plain_prepared(text, style)
    widths = [0] * len(text)
    for atom, lead, trail in zip(
        prepared.atoms, prepared.cut_lead, prepared.cut_trail, strict=True
    ):
        for offset, (x, end) in enumerate(pairwise((*atom.xs, atom.advance)), atom.start):
            widths[offset] = end - x
        widths[atom.start] -= lead + trail
    return [width / EM for width in widths]


def break_paragraph(
    text: str,
    measure: float | Sequence[float],
    indent: float = 2,
    style: str = "kaiming",
    level: Level = "gb",
    breaker: str = "least-cost",
) -> list[str]:
    """The lines of a paragraph in a measure of so many em; together they are the text.

    The first line is indented. Several measures are those of the first lines, the last of them
    that of all others. A measure of less than one em counts as one. Raises KeyError for an
    unknown style, level or breaker, and IndexError for no measure.
    """
    given = measure if isinstance(measure, Sequence) else (measure,)
    rooms = tuple(_room(em) for em in given)
    head = min(_room(1 + indent), rooms[0]) - EM
    prepared = plain_prepared(text, style, level, min(rooms[0] - head, *rooms))
    if not prepared.atoms:
        return [text] if text else []
    ends = BREAKERS[breaker](prepared, rooms, head)
    return cut_at(text, [prepared.atoms[end].start for end in ends[:-1]])


def break_headline(text: str, width: float, max_lines: int) -> list[str]:
    """The lines of a headline over so many em, parted between phrases and about equally long.

    A space, or `|`, offers a turn and `||` forces one, as in a manuscript; lines are without the
    spaces they end at and without bars, and otherwise together the text. They are as few as phrases
    allow, at most `max_lines`; if so many do not take it, there are more of them: a line is never
    wider than the width while it has another turn, and no word is cut to save a line, though
    one wider than the width is. A width of less than one em counts as one.
    """
    marked = read_turns(text)
    room = _room(width)
    prepared = plain_prepared(marked.words, widest=room, spacing=DISPLAY_SPACING)
    if not prepared.atoms:
        return []
    rows = fewest(prepared, marked, room, max_lines)
    offsets = [prepared.atoms[end].start for end in rows.ends[:-1]]
    return [line.strip() for line in cut_at(marked.words, offsets)]


def _room(em: float) -> Emu:
    """A width in em as a length. One at least, which is also what NaN counts as; not infinite."""
    return round(EM * min(max(1.0, em), MOST))


def cut_at(text: str, offsets: Sequence[int]) -> list[str]:
    """The pieces of a text between offsets."""
    return [text[a:b] for a, b in pairwise((0, *offsets, len(text)))]


def plain_prepared(
    text: str,
    style: str = "kaiming",
    level: Level = "gb",
    widest: Emu = 0,
    spacing: Spacing = BODY_SPACING,
) -> Prepared:
    """A plain text ready for breaking at a size of `EM`; words wider than `widest` are cut."""
    kinds = classes_of(text)
    allowed = permitted(text, kinds, level)
    spans = _words(text, kinds, allowed)
    atoms = tuple(_atom(text[a:b], a, kinds[a], kinds[b - 1]) for a, b in spans)
    shaped = Shaped(text, atoms, tuple(allowed), (), ())
    return prepare(split_wide(shaped, widest) if widest else shaped, EM, STYLES[style], spacing)


def _words(
    text: str, kinds: Sequence[CharClass], allowed: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    start = 0
    for p in range(1, len(kinds) + 1):
        if p == len(kinds) or allowed[p] or not is_one(text, kinds, p):
            yield start, p
            start = p


def _atom(text: str, start: int, kind: CharClass, last: CharClass) -> Atom:
    *xs, advance = accumulate((_advance(character, kind) for character in text), initial=0)
    lead = EM // 2 if kind in BLANK_BEFORE else 0
    trail = EM // 2 if kind in BLANK_AFTER else 0
    glyphs = (0,) * len(text)
    return Atom(text, start, kind, last, FACE, glyphs, tuple(xs), tuple(text), advance, lead, trail)


def _advance(character: str, kind: CharClass) -> Emu:
    """In full: nothing for an accent, half an em for Latin and half-width signs, one for hanzi."""
    if class_of(character) is C.JOINED:
        return 0
    if character == TWO_EM_DASH:
        return 2 * EM
    if kind in MARKS:
        return EM  # a half-width one has the blank of its big sister too
    half = kind in WESTERN or character in HALF_WIDTH or (kind is C.SPACE and character != "\u3000")
    return EM // 2 if half or (kind in HALF_EM and character not in FULL_WIDTH_SIGNS) else EM
