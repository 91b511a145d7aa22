"""Readers: one file of any sort → a `Document` of `model.draft`.

    document = read_document("稿/清江浦.docx", data, base)

Which reader is asked, a file's first bytes say where they leave no doubt (a zip, an old Word file,
a web page named `.doc`), else its ending. Text PDFs are read as signs by another room and come from
`readers.pdf`; here they are refused by name.

A reader accounts for every character its file has for us: in `pieces` or in `left_out`. It judges
nothing: what the pieces are to each other is found later.

    plain                        page text
    html, markdown               → a tree → `markup` (tags: what an element is)
    word                         → word_package (the zip) → word_plain (with word_styles,
                                 word_numbers) → a tree → `markup`
    pdf                          signs → lines, by `intake.layout_of_pdf`

They share `encoding` (bytes → text), `limits` (how large a file may be), `lines` (a text in the
making), `numerals` (numbers of lists), `pictures` (taken out and named), `invisible` (what prints
nothing).
"""

from collections.abc import Callable

from compositor.diagnostics import Place, Refused, diagnose
from compositor.intake.readers.limits import MAX_FILE, OLE, check_size
from compositor.model.draft import Document

__all__ = ["ENDINGS", "read_document"]

Reader = Callable[[str, bytes, int], Document]


# Each reader is imported when a file asks for it: those of Word and HTML take 0.1 s to load.


def _plain(file: str, data: bytes, base: int) -> Document:
    from compositor.intake.readers.plain import read_plain

    return read_plain(file, data, base)


def _markdown(file: str, data: bytes, base: int) -> Document:
    from compositor.intake.readers.html import read_markdown

    return read_markdown(file, data, base)


def _html(file: str, data: bytes, base: int) -> Document:
    from compositor.intake.readers.html import read_html

    return read_html(file, data, base)


def _word(file: str, data: bytes, base: int) -> Document:
    from compositor.intake.readers.word import read_word

    return read_word(file, data, base)


def _ole(file: str, data: bytes, base: int) -> Document:
    from compositor.intake.readers.word import read_ole

    return read_ole(file, data, base)


READERS: dict[str, Reader] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _word,
    ".doc": _ole,
    ".wps": _ole,
}
ENDINGS = (".txt", ".docx", ".md", ".markdown", ".html", ".htm")
"""Endings of files that can be read here."""

# First bytes that are believed before a name is.
MAGIC: tuple[tuple[bytes, Reader], ...] = ((b"PK\x03\x04", _word), (OLE, _ole))
_PAGE_STARTS = (b"<!doctype html", b"<html")
_FOREIGN = (b"%PDF-", b"{\\rtf")


def read_document(file: str, data: bytes, base: int) -> Document:
    """What a file holds, its characters counted from `base`.

    Raises `Refused`: `unknown-document`, `empty-document`, `too-large`, or what its reader says.
    """
    check_size(file, len(data), MAX_FILE)
    if not data or data.isspace():
        raise Refused([diagnose("empty-document", Place(file), file=file)])
    document = _reader(file, data)(file, data, base)
    if not document.pieces:
        raise Refused([diagnose("empty-document", Place(file), file=file), *document.diagnostics])
    return document


def _reader(file: str, data: bytes) -> Reader:
    """The reader for a file; `Refused` with `unknown-document` if there is none."""
    dot = file.rfind(".")
    name = file[dot:].lower() if dot > file.rfind("/") else ""
    for magic, reader in MAGIC:
        if data.startswith(magic):
            return reader
    start = data[:256].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_PAGE_STARTS) and name not in (".md", ".markdown"):
        return _html
    if name not in READERS or data.startswith(_FOREIGN):
        known = " ".join((*ENDINGS, ".pdf"))
        raise Refused([diagnose("unknown-document", Place(file), file=file, known=known)])
    return READERS[name]
