"""One page of a finished PDF, as a PDF of its own: to be looked at, not to be printed."""

from io import BytesIO

import pypdfium2


def one_page(pdf: bytes, index: int) -> bytes | None:
    """Page `index`, from 0; None if there is none, or the file cannot be read."""
    try:
        whole = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    with whole, pypdfium2.PdfDocument.new() as alone:
        if index >= len(whole):
            return None
        alone.import_pages(whole, [index])
        data = BytesIO()
        alone.save(data)
    return data.getvalue()
