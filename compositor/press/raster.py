"""Pages as pixels: one page opened once and drawn in pieces, at any magnification (PDFium).

    page = PageRaster(pdf)
    page.size(96)                   (1021, 1475): trim and bleed in pixels
    page.tile(800, 3, 7, 1024)      PNG of the fourth tile of the eighth row; None beyond the page
    overlay(before, after, 96)      two proofs of a page in one picture

A tile is drawn into a bitmap of its own size, so that 800 dpi take no more memory than 96, and has
the pixels that a drawing of the whole page has there, but for what PDFium's single precision gives
(a step of 255 at an edge, and of a thousand glyphs one a pixel beside). PDFium brings photographs
in four colours to the screen's whenever they are drawn, 50 ms a megapixel; here that is done once
(`Photographs`), by what they are, so that the next proof with the same photograph has it at once.

Not for two threads at once: PDFium has one state for all its documents. `proof.tiles` sees to that.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from ctypes import addressof, c_char
from hashlib import sha256
from math import ceil
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from compositor.photos.light import darkest
from compositor.press.png import RGB, Pixels, png
from compositor.press.readback import POINTS_PER_INCH

WHITE = 0xFFFFFFFF
FLAGS = pdfium.FPDF_REVERSE_BYTE_ORDER  # red, green, blue, as PNG has them
# PDFium cuts the places of glyphs left of its bitmap or above it to whole pixels towards zero: what
# reaches into the tile would stand a pixel off. Above 50 pixels glyphs are outlines, which do not.
MARGIN = 64
PHOTOGRAPHS = 32 << 20  # bytes of photographs kept in the screen's colours
OF_PAGE = (
    8 << 20
)  # bytes an opened page takes beside its file, once drawn: glyphs above all (measured)


class Photograph(NamedTuple):
    """A photograph in the screen's colours, as PDFium's own bitmap."""

    bitmap: Any
    size: int


class Photographs:
    """Photographs in the screen's colours by the SHA-256 of their data; the last used are kept."""

    def __init__(self, limit: int = PHOTOGRAPHS) -> None:
        self._limit = limit
        self._kept: OrderedDict[bytes, Photograph] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes of all that are kept."""
        return sum(one.size for one in self._kept.values())

    def of(self, image: Any) -> Photograph:
        """The photograph of an image object of a page."""
        key = sha256(image.get_data(decode_simple=False)).digest()
        found = self._kept.pop(key, None) or _converted(image)
        self._kept[key] = found
        while len(self._kept) > 1 and self.size > self._limit:
            self._kept.popitem(last=False)
        return found


def _converted(image: Any) -> Photograph:
    bitmap = image.get_bitmap()
    return Photograph(bitmap, bitmap.stride * bitmap.height)


class Window(NamedTuple):
    """A piece of a page in pixels from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


class PageRaster:
    """A page of a PDF, opened; `weight` is about what it takes of memory, in bytes."""

    def __init__(self, pdf: bytes, photographs: Photographs | None = None, index: int = 0) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._page = _whole(self._document, index)
        self.weight = OF_PAGE + len(pdf)
        kept = photographs or Photographs()
        for image in _in_cmyk(self._page):
            photograph = kept.of(image)
            image.set_bitmap(photograph.bitmap, pages=[self._page])
            self.weight += photograph.size

    def close(self) -> None:
        """Give the memory back."""
        self._page.close()
        self._document.close()

    def size(self, dpi: int) -> tuple[int, int]:
        """Width and height of trim and bleed in pixels; what is begun counts."""
        scale = dpi / POINTS_PER_INCH
        return ceil(self._page.get_width() * scale), ceil(self._page.get_height() * scale)

    @property
    def bleed(self) -> tuple[float, float]:
        """How far right of the upper left corner of the bleed the trim's is, and below; points."""
        left, _, _, top = self._page.get_bleedbox()
        trim_left, _, _, trim_top = self._page.get_trimbox()
        return trim_left - left, top - trim_top

    def tile(self, dpi: int, column: int, row: int, edge: int) -> bytes | None:
        """A tile as PNG: `edge` pixels wide and deep, less at the page's right and lower edges.

        Columns and rows of tiles count from 0; None where the page has no such tile.
        """
        pixels = self.pixels(dpi, column, row, edge)
        return png(pixels) if pixels else None

    def pixels(self, dpi: int, column: int, row: int, edge: int) -> Pixels | None:
        """The same before it is PNG."""
        width, height = self.size(dpi)
        left, top = column * edge, row * edge
        if not (0 <= left < width and 0 <= top < height):
            return None
        return self.window(dpi, Window(left, top, min(edge, width - left), min(edge, height - top)))

    def window(self, dpi: int, frame: Window) -> Pixels:
        """A piece of the page, or of the white round it."""
        left, top, width, height = frame
        # No margin where the page begins: nothing reaches in.
        before, above = min(MARGIN, max(0, left)), min(MARGIN, max(0, top))
        drawn = Window(left - before, top - above, width + before, height + above)
        data, stride = self._draw(dpi, drawn), drawn.width * RGB
        if before or above:
            begins = range(above * stride + before * RGB, len(data), stride)
            data = b"".join(data[at : at + width * RGB] for at in begins)
        return Pixels(width, height, data)

    def _draw(self, dpi: int, frame: Window) -> bytes:
        stride = frame.width * RGB
        buffer = (c_char * (stride * frame.height))()
        size = (frame.width, frame.height)
        where = (-frame.left, -frame.top, *self.size(dpi), 0)
        bitmap = pdfium.FPDFBitmap_CreateEx(*size, pdfium.FPDFBitmap_BGR, addressof(buffer), stride)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, WHITE)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, *where, FLAGS)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return buffer.raw


def _whole(document: Any, index: int) -> Any:
    """The page with nothing outside its bleed: of a file of ours that is all there is."""
    page = document[index]
    bleed = page.get_bleedbox()
    if bleed == page.get_cropbox():
        return page
    page.set_cropbox(*bleed)
    page.close()
    return document[index]


def _in_cmyk(page: Any) -> Iterator[Any]:
    """The photographs in four colours; those in grey are quick as they are."""
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        if image.get_metadata().colorspace == pdfium.FPDF_COLORSPACE_DEVICECMYK:
            yield image


def picture(pdf: bytes, dpi: int) -> bytes:
    """A page as PNG, whole."""
    page = PageRaster(pdf)
    data = png(page.window(dpi, Window(0, 0, *page.size(dpi))))
    page.close()
    return data


def overlay(before: bytes | None, after: bytes | None, dpi: int) -> bytes:
    """Two proofs of a page over each other as PNG (`overlaid`); None for a page that one has not.

    The upper left corners stand on each other; the picture is as large as the larger of both.
    """
    pages = [PageRaster(pdf) if pdf else None for pdf in (before, after)]
    return overlaid(*drawn_alike(pages, dpi))


def drawn_alike(pages: Sequence[PageRaster | None], dpi: int) -> tuple[Pixels, ...]:
    """Pages drawn as large as the largest of them, white where there is none; they are closed."""
    sizes = [page.size(dpi) for page in pages if page] or [(1, 1)]
    width, height = (max(lengths) for lengths in zip(*sizes, strict=True))
    return tuple(_drawn(page, dpi, Window(0, 0, width, height)) for page in pages)


def _drawn(page: PageRaster | None, dpi: int, frame: Window) -> Pixels:
    if page is None:
        return Pixels(frame.width, frame.height, b"\xff" * (RGB * frame.width * frame.height))
    pixels = page.window(dpi, frame)
    page.close()
    return pixels


def overlaid(before: Pixels, after: Pixels) -> bytes:
    """Two drawings of one size in one picture, as PNG.

    Red is what only the first has, cyan what only the second has, grey what both have.
    """
    old, new = darkest(*before), darkest(*after)
    data = bytearray(before.width * before.height * RGB)
    # Light of the new page alone is red: so ink of the old one alone is.
    data[0::RGB], data[1::RGB], data[2::RGB] = new, old, old
    return png(Pixels(before.width, before.height, bytes(data)))
