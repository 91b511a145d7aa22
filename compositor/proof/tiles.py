"""Pictures of pages, in pieces."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from compositor.press.readback import Readback

EDGE = 768


class Tiles:
    """Tiles of pages by imprint."""

    def __init__(self, page_of: Callable[[str], bytes | None]) -> None:
        self._page_of = page_of
        self._pool = ThreadPoolExecutor(1)

    async def png(self, imprint: str, plates: str, dpi: int, x: int, y: int) -> bytes | None:
        """One tile."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._tile, imprint, dpi, x, y)

    def _tile(self, imprint: str, dpi: int, x: int, y: int) -> bytes | None:
        pdf = self._page_of(imprint)
        if pdf is None:
            return None
        with Readback(pdf) as opened:
            page = opened._pages[0].render(scale=dpi / 72).to_pil()
        tile = page.crop(
            (x * EDGE, y * EDGE, min(page.width, (x + 1) * EDGE), min(page.height, (y + 1) * EDGE))
        )
        data = BytesIO()
        tile.save(data, "PNG", compress_level=1)
        return data.getvalue()
