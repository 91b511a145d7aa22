"""Tiles of the proof desk: drawn once, for any number of askers, and kept within bounds."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier, Event

import pytest
from PIL import Image

from compositor.press.raster import PageRaster
from compositor.proof import tiles as tiles_module
from compositor.proof.once import Kept, Once
from compositor.proof.tiles import LIMITS, TILE, Limits, Plates, Tiles
from tests.samples import composed

BROWSERS = 20
ALL: tuple[Plates, ...] = ("all", "c", "m", "y", "k")
PAIR: tuple[Plates, ...] = ("all", "k")


def page_of(imprint: str) -> bytes | None:
    """Pages by imprints that begin with a `p`."""
    return composed().pdf if imprint.startswith("p") else None


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, ...]]]:
    """Every tile that is drawn, as (dpi, column, row)."""
    made: list[tuple[int, ...]] = []
    real = PageRaster.pixels

    def counted(self: PageRaster, dpi: int, column: int, row: int, edge: int) -> object:
        made.append((dpi, column, row))
        return real(self, dpi, column, row, edge)

    monkeypatch.setattr(PageRaster, "pixels", counted)
    yield made


def test_a_tile_is_a_png_of_the_page() -> None:
    found = Tiles(page_of).png("p", "all", 96, 0, 0)
    assert found
    assert Image.open(BytesIO(found)).size == (TILE, TILE)


@pytest.mark.parametrize(
    ("imprint", "dpi", "column", "row"),
    [("unknown", 96, 0, 0), ("p", 96, 9, 0), ("p", 96, 0, -1), ("p", 9, 0, 0), ("p", 801, 0, 0)],
)
def test_what_is_not_there_is_none(imprint: str, dpi: int, column: int, row: int) -> None:
    assert Tiles(page_of).png(imprint, "all", dpi, column, row) is None


def test_twenty_browsers_asking_at_once_have_it_drawn_once(drawings: list[object]) -> None:
    tiles = Tiles(page_of)
    start = Barrier(BROWSERS)

    def ask(_: int) -> bytes | None:
        start.wait()
        return tiles.png("p", "all", 96, 0, 0)

    with ThreadPoolExecutor(BROWSERS) as pool:
        found = set(pool.map(ask, range(BROWSERS)))
    assert len(found) == 1
    assert len(drawings) == 1


def test_many_threads_get_the_tiles_that_one_would() -> None:
    """PDFium serves one at a time: nothing is mixed up between pages, plates and sizes."""
    wanted = [(p, plates, dpi) for p in ("p1", "p2") for plates in PAIR for dpi in (40, 60)]
    alone = {key: Tiles(page_of).png(*key, 0, 0) for key in wanted}
    tiles = Tiles(page_of, LIMITS._replace(tiles=1, pages=1))
    with ThreadPoolExecutor(8) as pool:
        jobs = {key: pool.submit(tiles.png, *key, 0, 0) for key in wanted * 3}
        assert {key: job.result() for key, job in jobs.items()} == alone


def test_plates_differ_from_the_page_and_from_each_other() -> None:
    tiles = Tiles(page_of)
    assert len({tiles.png("p", kind, 40, 0, 0) for kind in ALL}) >= 4  # cyan may be as yellow


def test_what_is_kept_stays_within_its_limits() -> None:
    """Five hundred proofs take no more than a few: the oldest tiles and pages go."""
    limits = Limits(tiles=100_000, plates=1, pages=40_000_000, photographs=1)
    tiles = Tiles(page_of, limits)
    for number in range(20):
        assert tiles.png(f"p{number}", "all", 20, 0, 0)
    assert tiles.size <= sum(limits)
    assert tiles._pages.size <= limits.pages


def test_a_page_can_be_opened_before_it_is_asked_for(drawings: list[object]) -> None:
    tiles = Tiles(page_of)
    assert tiles.open("p")
    assert tiles._pages.size
    assert not drawings
    assert not tiles.open("unknown")


def test_two_pages_are_laid_over_each_other_by_their_imprints() -> None:
    tiles = Tiles(page_of)
    assert tiles.overlay("p1", "p2", 20)
    assert tiles.overlay("p1", None, 20)
    assert tiles.overlay("unknown", "p1", 20) is None
    assert tiles.overlay("p1", "p2", 2000) is None


# ---------------------------------------------------------------------------------- made once


def test_a_failure_is_told_to_all_who_wait_and_tried_again_later() -> None:
    once = Once[str, bytes](10, len)
    begun, go = Event(), Event()

    def fail() -> bytes:
        begun.set()
        go.wait(5)
        raise ValueError("no")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.of, "a", fail)
        begun.wait(5)
        second = pool.submit(once.of, "a", lambda: b"never")
        while not once._awaited["a"]._condition._waiters:  # type: ignore[attr-defined]
            pass
        go.set()
        for job in (first, second):
            with pytest.raises(ValueError, match="no"):
                job.result()
    assert once.of("a", lambda: b"now") == b"now"


def test_the_last_used_stay() -> None:
    kept = Kept[str, int](10)
    assert [kept.put(name, 1, 4) for name in "ab"] == [[], []]
    assert kept.get("a") == 1
    assert kept.put("c", 2, 4) == [1]
    assert kept.get("b") is None
    assert (kept.get("a"), kept.get("c"), kept.size) == (1, 2, 8)


def test_one_that_is_too_large_stays_alone() -> None:
    kept = Kept[str, int](10)
    kept.put("a", 1, 4)
    assert kept.put("b", 2, 40) == [1]
    assert kept.get("b") == 2


def test_tiles_are_between_half_and_one_thousand_pixels() -> None:
    assert 512 <= tiles_module.TILE <= 1024
