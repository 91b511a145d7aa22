"""A long text parted into sheets, each of which is put together by itself.

    for pieces in sheets_of(worked.pieces): …

What belongs together on a page is searched for among all of its paragraphs: the square of their
number of looks. A file that holds a year of pages is so parted where an article is over and
enough text has come together: a page of a broadsheet has some 13 000 characters.
"""

from collections.abc import Iterator, Sequence

from compositor.intake.patterns import LABEL, NOTE, SENTENCE_END, SOURCE_AT_END
from compositor.model.draft import Piece

FULL = 16_000  # characters: from here on a sheet ends where an article does
OVERFULL = 24_000  # from here on it ends with any sentence
MOST = 400  # paragraphs, whatever their length


def sheets_of(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces in groups, in their order."""
    sheet: list[Piece] = []
    size = 0
    for piece in pieces:
        if sheet and _is_over(sheet[-1].text.text, piece.text.text, size, len(sheet)):
            yield tuple(sheet)
            sheet, size = [], 0
        sheet.append(piece)
        size += len(piece.text)
    if sheet:
        yield tuple(sheet)


def _is_over(before: str, after: str, size: int, count: int) -> bool:
    if size < FULL and count < MOST:
        return False
    if LABEL.match(after) or NOTE.match(before) or SOURCE_AT_END.search(before[-40:]):
        return True
    is_ended = bool(SENTENCE_END.search(before[-8:]))
    return (size >= OVERFULL and is_ended) or count >= 2 * MOST
