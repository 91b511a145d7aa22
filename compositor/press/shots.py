"""Pictures of pages, drawn one after another and made PNG beside whatever comes next.

    with Readback(pdf) as readback, Shots(readback) as shots:
        begun = [shots.take(index, 110) for index in range(2)]
        …                                       the text is read back meanwhile
        previews = [shot() for shot in begun]   waits for what is not ready yet

PDFium draws for one thread alone; to deflate a page takes three times as long (30 ms, measured),
and zlib lets other threads run meanwhile.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from compositor.press.png import png
from compositor.press.readback import Readback

BESIDE = 4  # pages deflated at a time: each is 6 MB before (a tabloid page at 110 dpi)


class Shots:
    """Takes pictures of a PDF's pages; use as a context manager."""

    def __init__(self, readback: Readback) -> None:
        self._readback = readback
        self._beside = ThreadPoolExecutor(BESIDE)
        self._begun: list[Future[bytes]] = []

    def __enter__(self) -> "Shots":
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown()

    def take(self, index: int, dpi: int) -> Callable[[], bytes]:
        """Draw a page, by its place from 0, at `dpi`; what is returned waits for its PNG."""
        if len(self._begun) >= BESIDE:
            self._begun.pop(0).result()
        shot = self._beside.submit(png, self._readback.pixels(index, dpi))
        self._begun.append(shot)
        return shot.result
