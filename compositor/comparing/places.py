"""The places of a page that are drawn otherwise than before."""

from compositor.geometry import Rect
from compositor.model.edition import Page


def changed_rects(before: Page, after: Page) -> tuple[Rect, ...]:
    """The frames of a page that are other than they were."""
    was = set(before.frames)
    return tuple(frame.rect for frame in after.frames if frame not in was)
