"""Pages of signs made by hand: hanzi of an em, 10 pt body type, 15 pt of leading.

    document(page(*column(50, 200, "　　国国…", …), *line("标题", 50, 120, size=30)))

A line begins at its left end in points, `y` is its baseline; U+3000 moves on and prints nothing.
"""

from collections.abc import Sequence
from unicodedata import east_asian_width

from compositor.intake.readers.pdf import document_of
from compositor.model.draft import Document
from compositor.model.signs import Ink, Sign, SignDocument, SignPage
from compositor.units import pt

WIDTH, HEIGHT = pt(500), pt(800)
BODY = 10.0
LEADING = 15.0


def sign(
    text: str, x: float, y: float, size: float = BODY, face: str = "Song", step: float = 0
) -> Sign:
    advance = step or (size if east_asian_width(text[0]) in "WFA" else size / 2) * len(text)
    ink = Ink(pt(x + size / 20), pt(y - 0.8 * size), pt(x + advance - size / 20), pt(y))
    return Sign(text, pt(x), pt(y), pt(advance), pt(size), ink, face)


def line(
    text: str, x: float, y: float, size: float = BODY, face: str = "Song", gap: float = 0
) -> list[Sign]:
    """A level line."""
    found: list[Sign] = []
    for character in text:
        made = sign(character, x, y, size, face)
        x += made.advance / pt(1) + gap
        found += [] if character == "　" else [made]
    return found


def down(text: str, x: float, y: float, size: float, step: float = 1.1) -> list[Sign]:
    """A vertical line, `y` the first baseline; U+3000 moves on."""
    return [
        sign(character, x, y + index * step * size, size)
        for index, character in enumerate(text)
        if character != "　"
    ]


def column(x: float, y: float, *texts: str, face: str = "Song") -> list[Sign]:
    """Lines one under the other."""
    return [
        made
        for index, text in enumerate(texts)
        for made in line(text, x, y + LEADING * index, face=face)
    ]


def filling(seed: int, lines: int, width: int = 10) -> list[str]:
    """Lines of hanzi, no two alike, the first indented and the last short."""
    texts = [
        "".join(chr(0x4E00 + seed * 900 + n * 20 + i) for i in range(width)) for n in range(lines)
    ]
    return ["　　" + texts[0][2:], *texts[1:-1], texts[-1][:4]]


def page(*signs: Sign, number: int = 1, turned: Sequence[Sign] = ()) -> SignPage:
    return SignPage(number, WIDTH, HEIGHT, tuple(signs), tuple(turned))


def document(*pages: SignPage) -> Document:
    return document_of("page.pdf", SignDocument(pages), 0)


def texts(found: Document) -> list[str]:
    return [piece.text.text for piece in found.pieces]


def left_out(found: Document, why: str) -> list[str]:
    return ["".join(found.text[o] for o in out.origins) for out in found.left_out if out.why == why]
