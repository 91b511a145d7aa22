"""Pictures of pages made beside other work are those made one after another."""

import threading

from compositor.press.readback import Readback
from compositor.press.shots import BESIDE, Shots
from tests.samples import composed

DPI = 20


def test_shots_are_the_previews_in_any_order_and_number() -> None:
    """More than are made at a time, asked for backwards, and no thread is left behind."""
    with Readback(composed().pdf) as readback:
        previews = tuple(readback.previews(DPI))
        order = [index % len(previews) for index in range(3 * BESIDE)]
        before = threading.active_count()
        with Shots(readback) as shots:
            begun = [shots.take(index, DPI) for index in order]
            pictures = [shot() for shot in reversed(begun)][::-1]
        assert threading.active_count() == before
        assert pictures == [previews[index] for index in order]
        assert all(shot() == picture for shot, picture in zip(begun, pictures, strict=True))


def test_pages_of_one_size_are_other_pictures() -> None:
    """The control: the previews of two pages differ."""
    with Readback(composed().pdf) as readback:
        one, other = readback.previews(DPI)
        assert one != other
