"""Files → documents: which reader a file goes to, and how large it may be to be read at all."""

from collections.abc import Sequence

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.intake.readers import read_document
from compositor.intake.readers.limits import MAX_FILE, MAX_TEXT, check_size
from compositor.model.draft import Document
from compositor.sources import Sources, read_bytes

PDF = b"%PDF-"
TEXTS = (".txt", ".md", ".markdown", ".html", ".htm")


def read_documents(sources: Sources, files: Sequence[str]) -> tuple[Document, ...]:
    """The documents, their characters counted through; `Refused` with the problems of all files."""
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    for file in files:
        try:
            documents.append(_read(sources, file, documents[-1].end if documents else 0))
        except Refused as refused:
            problems += refused.diagnostics
    if problems:
        raise Refused(problems)
    return tuple(documents)


def _read(sources: Sources, file: str, base: int) -> Document:
    try:
        size = sources.size(file)
    except FileNotFoundError:
        raise Refused([diagnose("no-file", Place(file), file=file)]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused([diagnose("unreadable", Place(file), file=file, reason=reason)]) from None
    check_size(file, size, MAX_TEXT if file.lower().endswith(TEXTS) else MAX_FILE)
    data = read_bytes(sources, file)
    if data.startswith(PDF):
        # Imported when needed: PDFium takes 0.1 s to load.
        from compositor.intake.readers.pdf import document_of
        from compositor.press.signs import read_signs

        return document_of(file, read_signs(file, data), base)
    return read_document(file, data, base)
