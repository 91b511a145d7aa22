"""Pictures of pages in pieces: drawn once, whoever asks, and kept while there is room.

    tiles = Tiles(page_of)                          page_of(imprint) → the page's PDF, or None
    tiles.png(imprint, "all", 96, 0, 0)             a tile as PNG; None if there is none
    tiles.open(imprint)                             have a page ready before it is asked for
    tiles.overlay(before, after, 96)                two pages over each other

All drawing of the proof desk goes through here, from any thread: PDFium has one of its own, where
it serves one at a time and finds its memory again. What was drawn is packed by who asks, while the
next tile is drawn. A tile that several ask for at once is drawn for the first of them; the others
wait for it. An imprint names what is drawn, so nothing that is kept can be out of date.

Tiles of 768 pixels: of a page of 270 × 390 mm four at 96 dpi, 30 at 300. Drawing a page in pieces
of 512, 768 or 1024 pixels takes the same time (within a tenth); small ones are sooner packed, large
ones sooner asked for.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from compositor.press.plates import plate
from compositor.press.png import Pixels, png
from compositor.press.raster import PageRaster, Photographs, overlay, picture
from compositor.proof.once import Kept, Once

TILE = 768  # pixels
LEAST, MOST = 10, 800  # dpi
MOST_WHOLE = 300  # dpi of a page that is drawn whole: 44 MB of pixels
MEGABYTE = 1 << 20

T = TypeVar("T")
Plates: TypeAlias = Literal["all", "c", "m", "y", "k"]


class Limits(NamedTuple):
    """What may be kept, in bytes: packed tiles, plates as PDF, opened pages, photographs."""

    tiles: int = 32 * MEGABYTE
    plates: int = 8 * MEGABYTE
    pages: int = 48 * MEGABYTE
    photographs: int = 32 * MEGABYTE


LIMITS = Limits()


class Sheet(NamedTuple):
    """What a picture is of: a page as it prints, or one of its plates."""

    imprint: str
    plates: Plates


class Key(NamedTuple):
    """A tile of a sheet; `column` and `row` count from 0."""

    sheet: Sheet
    dpi: int
    column: int
    row: int


class Tiles:
    """Tiles of the pages that `page_of` knows by their imprints. For any thread."""

    def __init__(self, page_of: Callable[[str], bytes | None], limits: Limits = LIMITS) -> None:
        self._page_of = page_of
        self._tiles = Once[Key, bytes](limits.tiles, len)
        self._plates = Once[Sheet, bytes](limits.plates, len)
        self._pdfium = ThreadPoolExecutor(1, "pdfium")  # the two that follow are its alone
        self._pages = Kept[Sheet, PageRaster](limits.pages)
        self._photographs = Photographs(limits.photographs)

    @property
    def size(self) -> int:
        """Bytes of all that is kept."""
        kept = (self._tiles, self._plates, self._pages, self._photographs)
        return sum(one.size for one in kept)

    def png(self, imprint: str, plates: Plates, dpi: int, column: int, row: int) -> bytes | None:
        """A tile as PNG; None if nobody knows the imprint, or the page has no such tile."""
        if not LEAST <= dpi <= MOST:
            return None
        key = Key(Sheet(imprint, plates), dpi, column, row)
        return self._tiles.of(key, lambda: self._packed(key))

    def open(self, imprint: str, plates: Plates = "all") -> bool:
        """Have a page ready to be drawn; whether there is one."""
        return self._drawn(Sheet(imprint, plates), lambda page: True) or False

    def overlay(self, before: str | None, after: str | None, dpi: int) -> bytes | None:
        """Two pages over each other by their imprints (`press.raster.overlay`); it is not kept.

        An imprint that is None stands for a page that is not there; one nobody knows gives None.
        """
        pages = [self._page_of(name) if name else b"" for name in (before, after)]
        if None in pages or not LEAST <= dpi <= MOST:
            return None
        old, new = pages
        return self._pdfium.submit(overlay, old or None, new or None, dpi).result()

    def picture(self, pdf: bytes, dpi: int) -> bytes | None:
        """A page that is none of the desk's own, whole; it is not kept."""
        if not LEAST <= dpi <= MOST_WHOLE:
            return None
        return self._pdfium.submit(picture, pdf, dpi).result()

    def _packed(self, key: Key) -> bytes | None:
        def draw(page: PageRaster) -> Pixels | None:
            return page.pixels(key.dpi, key.column, key.row, TILE)

        pixels = self._drawn(key.sheet, draw)
        return png(pixels) if pixels else None

    def _drawn(self, sheet: Sheet, draw: Callable[[PageRaster], T]) -> T | None:
        """What `draw` makes of an opened page, in PDFium's own thread; None where there is none."""
        drawn = self._pdfium.submit(self._draw_opened, sheet, draw).result()
        if drawn is not None:
            return drawn
        pdf = self._pdf(sheet)  # a plate takes its time: others may draw meanwhile
        return self._pdfium.submit(self._open_and_draw, sheet, pdf, draw).result() if pdf else None

    def _draw_opened(self, sheet: Sheet, draw: Callable[[PageRaster], T]) -> T | None:
        page = self._pages.get(sheet)
        return draw(page) if page else None

    def _open_and_draw(self, sheet: Sheet, pdf: bytes, draw: Callable[[PageRaster], T]) -> T:
        return draw(self._opened(sheet, pdf))

    def _pdf(self, sheet: Sheet) -> bytes | None:
        imprint, plates = sheet
        page = self._page_of(imprint)
        if page is None or plates == "all":
            return page
        return self._plates.of(sheet, lambda: plate(page, plates))

    def _opened(self, sheet: Sheet, pdf: bytes) -> PageRaster:
        """The page, opened if that was not done meanwhile."""
        page = self._pages.get(sheet)
        if page is None:
            page = PageRaster(pdf, self._photographs)
            for old in self._pages.put(sheet, page, page.weight):
                old.close()
        return page
