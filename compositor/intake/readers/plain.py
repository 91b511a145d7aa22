"""Page text (`.txt`): every line a piece, as it stands.

What the lines are to each other (the wrapped lines of a paragraph, two columns read across, a
headline in three rows) is left to the restoring of pages; here only what is on the line is seen:
whether blank stands before it and whether it begins with an indent.
"""

import re

from compositor.intake.readers.encoding import decode
from compositor.intake.readers.invisible import part
from compositor.model.draft import Document, LeftOut, Piece, Traced, traced

# Besides LF: VT is Word's line break as it comes through the clipboard, FF ends a page.
_ENDS = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")
_PAGE = "\x0c"
_INDENT = re.compile("[ \u00a0]*(?:\u3000|\t|[ \u00a0]{2})")


def read_plain(file: str, data: bytes, base: int) -> Document:
    """The document of a text file; raises `Refused` as `encoding.decode` does."""
    decoded = decode(file, data)
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    is_blank = False
    for line, is_new_page in _lines(decoded.text, base):
        seen, unseen = part(line)
        left_out += [LeftOut(unseen, "invisible")] if unseen else []
        text = seen.strip()
        is_blank = is_blank or is_new_page or not text
        if text:
            indented = True if _INDENT.match(seen.text) else None
            pieces.append(Piece(text, after_blank=is_blank, indented=indented))
            is_blank = False
    return Document(
        file,
        decoded.text,
        base,
        tuple(pieces),
        is_page=True,
        left_out=tuple(left_out),
        encoding=decoded.encoding,
        diagnostics=decoded.diagnostics,
    )


def _lines(text: str, base: int) -> list[tuple[Traced, bool]]:
    """Each line, and whether a page ended before it."""
    lines, start, is_new_page = [], 0, False
    for end in _ENDS.finditer(text + "\n"):
        lines.append((traced(text[start : end.start()], base + start), is_new_page))
        start, is_new_page = end.end(), end[0] == _PAGE
    return lines
