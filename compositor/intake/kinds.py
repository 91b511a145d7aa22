"""What each paragraph of a document is, as far as it can be told from itself and its neighbours.

    blocks = blocks_of(worked.pieces)     # → Block: kind, text, …

Labels, bylines, notes, sources and credits have forms of their own (`patterns`); a credit or
source at the end of a paragraph is parted from it. A short line that ends no sentence is a
`DISPLAY` line: whether it is a headline or a crosshead takes the page to tell (`headings`). In a
document that marks its headings, by a style, by bold or by size, what is not marked is text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import zip_longest

from compositor.intake.patterns import (
    AROUND,
    CREDIT_AT_END,
    ENTRIES,
    FURNITURE,
    IN_BRACKETS,
    JUMP_AT_END,
    JUMP_AT_START,
    LABEL,
    LINKED_OPENING,
    MARK_START,
    NEWS_OPENING,
    NEXT_ENTRY,
    NOTE,
    NUMBERED,
    PAIRS,
    PARAGRAPH_OPENING,
    PICTURED,
    SENTENCE_END,
    SOURCE,
    SOURCE_AT_END,
)
from compositor.intake.people import credit_in, is_byline
from compositor.intake.seams import is_open, parts_word, seam
from compositor.model.draft import Piece, Traced

DISPLAY_LENGTH = 40  # characters: longer lines are no headlines
CAPTION_LENGTH = 220  # characters: what is longer is no caption
LABEL_LENGTH = 8  # characters
LABEL_SIZE = 150  # per cent: a headline is at least so much larger than the label above it
COMMAS = 2  # of a headline at most
CONTINUES = 2.0  # points: a short line that goes on so well with open text is part of it
AFTER_COMMA = 0.2  # the same for one with a comma, as headlines hardly have
CUT = 3.5  # points: a short line that goes on so well in what is below is the beginning of it


class Kind(Enum):
    """What a block is on the page."""

    LABEL = "label"
    DISPLAY = "display"
    BYLINE = "byline"
    TEXT = "text"
    NOTE = "note"
    SOURCE = "source"
    CREDIT = "credit"
    CAPTION = "caption"
    CROSSHEAD = "crosshead"
    FURNITURE = "furniture"
    JUMP = "jump"
    PICTURE = "picture"
    ROW = "row"


HEADINGS = (Kind.LABEL, Kind.DISPLAY, Kind.BYLINE)
CLOSING = (Kind.NOTE, Kind.SOURCE, Kind.CREDIT)
"""After these an article is over, or all but."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its kind; `size`, `level` and `strong` are the piece's.

    `lost_before` and `lost_after` say that words are lost at its beginning or end.
    """

    kind: Kind
    text: Traced
    strong: tuple[tuple[int, int], ...] = ()
    size: int = 0
    level: int = 0
    picture: str = ""
    lost_before: bool = False
    lost_after: bool = False

    @property
    def words(self) -> str:
        """Its text."""
        return self.text.text


def blocks_of(pieces: Sequence[Piece], is_page: bool = True) -> tuple[Block, ...]:
    """The blocks of a document in its order; only on a page can a short line be cut text."""
    found: list[Block] = []
    page = "\n".join(piece.text.text for piece in pieces) if is_page else ""
    unmarked = frozenset() if is_page else _unmarked(pieces)
    for before, piece, after in zip((None, *pieces[:-1]), pieces, (*pieces[1:], None), strict=True):
        is_listed = any(beside and beside.kind == "item" for beside in (before, after))
        below = after.text.text if after and after.kind == "text" else ""
        for part in _parts(piece):
            kind = _kind(piece, part.text, is_listed)
            above = found[-1] if found else None
            if _is_text(kind, piece, part, above):
                kind = Kind.TEXT
            elif kind is Kind.DISPLAY:
                is_plain = _is_plain(piece in unmarked, part.text)
                is_cut = page and _goes_on(piece, part.text, above, below, page)
                kind = Kind.TEXT if is_plain or is_cut else kind
            found.append(_block(piece, part, kind))
    return tuple(_with_bare_labels(found))


def _unmarked(pieces: Sequence[Piece]) -> frozenset[Piece]:
    """What stands below the first heading a document marks, and is not marked as one.

    A second part of a headline that begins with a dash (——记……) belongs to what is above it.
    """
    sizes: Counter[int] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    marked = [_is_marked(piece, body) for piece in pieces]
    first = marked.index(True) if any(marked) else len(pieces)
    below = zip(pieces[first:], marked[first:], strict=True)
    return frozenset(p for p, is_one in below if not is_one and not p.text.text.startswith("—"))


def _is_plain(is_unmarked: bool, text: str) -> bool:
    """Whether a line without a mark is text: 一、 marks it well enough, 1. may be a list's."""
    return is_unmarked and (text[0].isdigit() or not NUMBERED.match(text))


def _is_marked(piece: Piece, body: int) -> bool:
    """Whether a line looks like a heading in its document; `body` is the size of the text."""
    text = piece.text.text
    if piece.kind != "text" or not is_display(text):
        return piece.kind == "heading"
    bold = sum(end - start for start, end in piece.strong)
    return bold >= len(text.strip()) or 0 < body < piece.size


def _is_text(kind: Kind, piece: Piece, part: Traced, above: Block | None) -> bool:
    """Whether what looks like something else is text: 第3版 right below text, and the few words of
    a paragraph before 下转第3版.
    """
    if kind is Kind.FURNITURE:
        if part is not piece.text or AROUND.match(part.text):
            return False
        return above is not None and above.kind is Kind.TEXT
    is_jumped = part is not piece.text and JUMP_AT_END.search(piece.text.text) is not None
    return kind is Kind.DISPLAY and is_jumped


def _goes_on(piece: Piece, text: str, above: Block | None, below: str, page: str) -> bool:
    """Whether a short line is a piece of a paragraph that columns cut."""
    before = above.words if above and above.kind is Kind.TEXT else ""
    return piece.kind == "text" and _is_cut(before, text, below, page)


def _with_bare_labels(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with labels that have no brackets: a few characters over a far larger headline."""
    for block, below in zip_longest(blocks, blocks[1:]):
        over = below is not None and below.kind is Kind.DISPLAY and _is_small(block, below)
        is_label = over and block.kind in (Kind.DISPLAY, Kind.TEXT) and is_display(block.words)
        yield retyped(block, Kind.LABEL) if is_label else block


def _is_small(block: Block, below: Block) -> bool:
    is_short = len(block.text) <= LABEL_LENGTH and not re.search("[ 　]", block.words)
    return is_short and 0 < LABEL_SIZE * block.size <= 100 * below.size


def _is_cut(before: str, text: str, after: str, page: str) -> bool:
    """Whether a short line is not a heading but a piece of a paragraph that columns cut.

    `before` is the text it stands right below, `after` what stands below it.
    """
    if MARK_START.match(after):
        return True
    if after and not PARAGRAPH_OPENING.match(after) and parts_word(text, after):
        return seam(text, after, page) >= CUT
    if not before or not is_open(before):
        return False
    least = AFTER_COMMA if re.search("[，,！？]", text) else CONTINUES
    return seam(before, text, page) >= least


def _block(piece: Piece, text: Traced, kind: Kind) -> Block:
    strong = piece.strong if text is piece.text else ()
    return Block(kind, text, strong, piece.size, piece.level, piece.picture)


def _parts(piece: Piece) -> Iterator[Traced]:
    """A paragraph, and the source, credit or jump line at one end as a part of its own."""
    text = piece.text
    if piece.kind == "text" and ENTRIES.match(text.text):
        yield from _entries(text)
        return
    if piece.kind in ("text", "caption"):
        if (start := JUMP_AT_START.match(text.text)) and start.end() < len(text):
            yield text.cut(0, start.end())
            text = text.cut(start.end()).strip()
        if (end := JUMP_AT_END.search(text.text)) and end.start() > 0:
            yield text.cut(0, end.start()).strip()
            yield text.cut(end.start())
            return
        match = SOURCE_AT_END.search(text.text) or credit_in(text.text, CREDIT_AT_END)
        if match:
            yield text.cut(0, match.start()).strip()
            yield text.cut(match.start()).strip()
            return
    yield text


def _entries(text: Traced) -> Iterator[Traced]:
    """The entries of a line of a web page: 发布时间：2025-08-05, 来源：县总工会, 浏览次数：12."""
    begun = 0
    for gap in NEXT_ENTRY.finditer(text.text):
        yield text.cut(begun, gap.start()).strip()
        begun = gap.end()
    yield text.cut(begun).strip()


# What a reader knows of a piece, where it knows.
KNOWN: dict[str, Kind] = {
    "note": Kind.NOTE,
    "row": Kind.ROW,
    "picture": Kind.PICTURE,
}
FORMS = (
    (JUMP_AT_START, Kind.JUMP),
    (JUMP_AT_END, Kind.JUMP),
    (LABEL, Kind.LABEL),
    (NOTE, Kind.NOTE),
    (SOURCE, Kind.SOURCE),
    (SOURCE_AT_END, Kind.SOURCE),
)


def _kind(piece: Piece, text: str, is_listed: bool) -> Kind:
    """What a part of a piece is; an item that stands alone, and not beside others, may be a
    crosshead that Word has numbered (一、加强领导).
    """
    if piece.kind in KNOWN:
        return KNOWN[piece.kind]
    for pattern, kind in FORMS:
        if pattern.match(text):
            return kind
    if PICTURED.match(text) and len(text) <= CAPTION_LENGTH:
        return Kind.CAPTION
    if credit_in(text):
        return Kind.CREDIT
    if is_byline(text):
        return Kind.BYLINE
    if FURNITURE.match(text) or AROUND.match(text) or ENTRIES.match(piece.text.text):
        return Kind.FURNITURE
    if piece.kind == "caption":
        return Kind.CAPTION
    if piece.kind == "heading":
        return Kind.DISPLAY
    if piece.kind == "item" and is_listed:
        return Kind.TEXT
    return Kind.DISPLAY if is_display(text) else Kind.TEXT


def is_display(text: str) -> bool:
    """Whether a text can be a headline or crosshead: short, paired, and no sentence.

    A headline may end in ？ or ！; text that opens like news (日前，…) is the beginning of a
    paragraph that was cut.
    """
    if len(text) > DISPLAY_LENGTH or MARK_START.match(text) or re.search("[。；;]", text):
        return False
    if SENTENCE_END.search(text) and text[-1] not in "？！":
        return False
    if any(text.count(a) != text.count(b) for a, b in PAIRS.items()):
        return False
    if LINKED_OPENING.match(text) or IN_BRACKETS.match(text):
        return False
    opens = NEWS_OPENING.match(text)
    if opens and text[opens.end() :][:1] in ("，", ","):
        return False
    return len(re.findall("[，,]", text)) <= COMMAS and text[-1] not in "，、：:,"


def retyped(block: Block, kind: Kind) -> Block:
    """The block as another kind."""
    return replace(block, kind=kind)
