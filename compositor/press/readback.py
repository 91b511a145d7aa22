"""The finished PDF read back with PDFium: its text in drawing order, its pages as PNG.

PDFium knows nothing of how the file was made; it maps glyphs to text by the file's own ToUnicode
maps, as every viewer's search and copy do.
"""

from collections.abc import Iterable, Iterator

import pypdfium2

from compositor.press.png import RGB, Pixels, png

POINTS_PER_INCH = 72
HYPHENS = str.maketrans("\ufffe\x02", "--")  # what PDFium says of a hyphen at a line's end


class Readback:
    """An opened PDF; use as a context manager."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._pages = list(self._document)  # loading a page parses it: once is enough

    def __enter__(self) -> "Readback":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def readings(self) -> Iterator[tuple[str, ...]]:
        """The text of each page, as a viewer copies it; then, if asked for, as it was drawn.

        The two differ where a viewer takes for one line what stands side by side. To ask for each
        object by itself takes 6 ms a page, for the page as a whole a tenth of one.
        """
        yield tuple(fold(page.get_textpage().get_text_range()) for page in self._pages)
        yield self.texts()

    def texts(self) -> tuple[str, ...]:
        """The text of each page, in the order it was drawn, white space dropped."""
        return tuple(fold(_text(page)) for page in self._pages)

    def previews(self, dpi: int) -> Iterable[bytes]:
        """Each page as a PNG of `dpi` pixels to the inch."""
        return (png(self.pixels(index, dpi)) for index in range(len(self._pages)))

    def pixels(self, index: int, dpi: int) -> Pixels:
        """One page, by its place from 0, drawn at `dpi` pixels to the inch."""
        drawn = self._pages[index].render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
        assert drawn.stride == drawn.width * RGB
        return Pixels(drawn.width, drawn.height, bytes(drawn.buffer))

    def trimmed(self, dpi: int) -> Iterable[bytes]:
        """The same without bleed: what is left when the paper has been cut."""
        for page in self._pages:
            page.set_cropbox(*page.get_trimbox())
        return self.previews(dpi)


def _text(page: pypdfium2.PdfPage) -> str:
    """The page's text object by object: PDFium's own page text reorders what shares a line."""
    reader = page.get_textpage()
    objects = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=reader)
    return "".join(item.extract() for item in objects)


def fold(text: str) -> str:
    """Text without white space, a hyphen at a line's end being one."""
    return "".join(text.translate(HYPHENS).split())
