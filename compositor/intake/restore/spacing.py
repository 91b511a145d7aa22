"""Spaces that only justified a line: beside figures and Latin letters they are no text.

The gap between 汉字 and figures is made by setting (1/8 em and what the line gives); a typed or
extracted space there means nothing: 850 名 is 850名. Spaces between hanzi stay: they part a post
from a name, and the halves of a line of verse or of a headline.
"""

import re
from dataclasses import replace

from compositor.intake.worked import Worked
from compositor.model.draft import LeftOut, Piece, Traced

HANZI = "\u3400-\u9fff\uf900-\ufaff〇"
MARK = "，。、；：！？“”‘’（）《》〈〉【】"
BESIDE_FIGURE = re.compile(
    rf"(?<=[{HANZI}{MARK}])[ \t]+(?=[0-9A-Za-z])|(?<=[0-9A-Za-z％%])[ \t]+(?=[{HANZI}{MARK}])"
)
BESIDE_MARK = re.compile(rf"(?<=[，。、；：！？,])[ \t]+(?=[{HANZI}“])")
AROUND_SOURCE = re.compile(r"\s(?:来源|稿源|摘自|转自)[：:]|\s[\u4e00-\u9fff ]{2,20}(?:摄|图)$")


def drop_justification(worked: Worked) -> Worked:
    """Take such spaces out of every line of text."""
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    for piece in worked.pieces:
        text = piece.text
        for pattern in (BESIDE_FIGURE, BESIDE_MARK):
            for match in reversed(list(pattern.finditer(text.text))):
                if AROUND_SOURCE.match(text.text, match.start()):
                    continue  # the space parts a source or a credit from the text before it
                left_out.append(LeftOut(text.origins[match.start() : match.end()], "justification"))
                text = text.without(match.start(), match.end())
        pieces.append(_with_text(piece, text))
    return worked.then(tuple(pieces), tuple(left_out))


def _with_text(piece: Piece, text: Traced) -> Piece:
    if text is piece.text:
        return piece
    kept = {origin: offset for offset, origin in enumerate(text.origins)}
    ranges = ((piece.text.origins[a:b], b) for a, b in piece.strong)
    strong = tuple(
        (min(kept[o] for o in run if o in kept), max(kept[o] for o in run if o in kept) + 1)
        for run, _ in ranges
        if any(o in kept for o in run)
    )
    return replace(piece, text=text, strong=strong)
