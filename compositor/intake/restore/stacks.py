"""Vertical type that came out as one character to a line: 【↵工↵会↵博↵览↵】 is a label again.

Three lines in a row of one character each are a vertical run; nothing in level text looks so.
Empty lines between them end the run unless they stand between all of its characters.
"""

from collections.abc import Iterator, Sequence

from compositor.intake.worked import Doubt, Worked
from compositor.model.draft import Piece, joined

LEAST = 3  # lines
MOST_CHARACTERS = 2  # of a line in a run: a character, or two figures


def unstack(worked: Worked) -> Worked:
    """Join each vertical run to one piece."""
    pieces: list[Piece] = []
    doubts: list[Doubt] = []
    for run in _runs(worked.pieces):
        if len(run) < LEAST:
            pieces += run
            continue
        text = joined(piece.text for piece in run)
        first = run[0]
        pieces.append(
            Piece(text, size=first.size, after_blank=first.after_blank, region=first.region)
        )
        doubts.append(Doubt(text.origins[0], "vertical", 90, text.text))
    return worked.then(tuple(pieces), doubts=tuple(doubts))


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces in groups: those of a vertical run together, every other alone."""
    run: list[Piece] = []
    for piece in pieces:
        if _is_single(piece) and not (run and _parts(run, piece)):
            run.append(piece)
            continue
        if run:
            yield from [run] if len(run) >= LEAST else [[p] for p in run]
        run = []
        if _is_single(piece):
            run = [piece]
        else:
            yield [piece]
    if run:
        yield from [run] if len(run) >= LEAST else [[p] for p in run]


def _is_single(piece: Piece) -> bool:
    text = piece.text.text
    return piece.kind == "text" and (
        len(text) == 1 or (len(text) <= MOST_CHARACTERS and text.isdecimal())
    )


def _parts(run: Sequence[Piece], piece: Piece) -> bool:
    """Whether blank before a single character ends the run: not if blank stands between all."""
    if len(run) == 1:
        return False
    return piece.after_blank and not run[-1].after_blank
