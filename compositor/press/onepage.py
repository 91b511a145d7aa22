"""One page of a finished PDF, as a PDF of its own: to be looked at, not to be printed.

pypdf cuts it out, for PDFium serves one thread alone, and at the proof desk that one draws.
"""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError


def one_page(pdf: bytes, index: int) -> bytes | None:
    """Page `index`, from 0; None if there is none, or the file cannot be read."""
    try:
        whole = PdfReader(BytesIO(pdf))
        if index >= len(whole.pages):
            return None
        alone = PdfWriter()
        alone.add_page(whole.pages[index])
    except (PyPdfError, ValueError, OSError):
        return None
    data = BytesIO()
    alone.write(data)
    return data.getvalue()
