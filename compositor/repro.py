"""The flow of the pictures (制版): an edition's pictures, each made ready for the press it goes to.

    finished = finished_pictures(sources, issue, edition, profile, store)     by name
    warnings = coarse_pictures(issue, layout, edition)
    errors = too_coarse_pictures(issue, layout, edition)             what a press run does not take

`press` and `build` take the same finished pictures, so that a proof shows what is printed.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place
from compositor.geometry import Size
from compositor.memory import Memory
from compositor.model.edition import Edition, PlacedPicture
from compositor.model.issue import Issue, Picture
from compositor.model.layout import Layout
from compositor.model.press import Press
from compositor.photos.colours import check_profile
from compositor.photos.developing import Job
from compositor.photos.resolution import Printed, coarse, target_ppi, too_coarse
from compositor.photos.store import Store, developed
from compositor.sources import Sources, digest_of, read_bytes
from compositor.units import Emu

NOWHERE = Place("")


class Shown(NamedTuple):
    """A picture on a page: its name for the template, the place it has, and the picture itself."""

    name: str
    placed: PlacedPicture
    picture: Picture
    pixels: tuple[int, int]

    @property
    def size(self) -> Size:
        """Its rectangle in print."""
        return Size(self.placed.rect.width, self.placed.rect.height)

    @property
    def printed(self) -> Printed:
        """What its resolution is judged by."""
        picture = self.picture
        return Printed(self.placed.file, picture.place, self.pixels, picture.mode, self.size)


def read_profile(sources: Sources, press: Press, memory: Memory) -> bytes:
    """The output profile of a press."""
    path = press.profile
    digest = digest_of(sources, path)
    return memory.of(("profile", path, digest), lambda: read_bytes(sources, path))


def picture_name(page: int, index: int) -> str:
    """What the template calls a picture: by the number of its page, and which it is there."""
    return f"{page}/{index}"


def finished_pictures(
    sources: Sources,
    issue: Issue,
    edition: Edition,
    profile: bytes,
    store: Store,
    memory: Memory | None = None,
) -> dict[str, bytes]:
    """The finished JPEG of every picture that is there, by its name; `profile` is the press's.

    Raises `Refused` where a picture or the output profile turns out to be damaged.
    """
    shown = tuple(_shown(issue, edition))
    if not shown:
        return {}
    kept = memory or Memory()
    name = issue.press.profile
    kept.of(("checked profile", profile, name), lambda: check_profile(profile, name, None))

    def finished(one: Shown) -> bytes:
        job, digest = (
            _job(issue, one, profile),
            digest_of(sources, one.placed.file, one.picture.place),
        )
        key = ("picture", digest, job._replace(file="", place=NOWHERE))
        return kept.of(key, lambda: _developed(sources, digest, job, store))

    return {one.name: finished(one) for one in shown}


def coarse_pictures(issue: Issue, layout: Layout, edition: Edition) -> tuple[Diagnostic, ...]:
    """Pictures that have fewer pixels than they should; a press run may refuse some of them."""
    resolution, widths = issue.press.condition.resolution, _widths(layout)
    found = (coarse(one.printed, resolution, widths) for one in _shown(issue, edition))
    return _each(found)


def too_coarse_pictures(issue: Issue, layout: Layout, edition: Edition) -> tuple[Diagnostic, ...]:
    """Pictures of which a reader would see the pixels."""
    resolution, widths = issue.press.condition.resolution, _widths(layout)
    found = (too_coarse(one.printed, resolution, widths) for one in _shown(issue, edition))
    return _each(found)


def _job(issue: Issue, one: Shown, profile: bytes) -> Job:
    press, placed = issue.press, one.placed
    return Job(
        placed.file,
        one.picture.place,
        one.size,
        placed.focus,
        press.condition.is_black,
        press.ink.target,
        target_ppi(one.picture.mode, press.condition.resolution),
        profile,
    )


def _developed(sources: Sources, digest: str, job: Job, store: Store) -> bytes:
    return developed(read_bytes(sources, job.file, job.place), digest, job, store)


def _shown(issue: Issue, edition: Edition) -> Iterator[Shown]:
    """Every picture on the pages that has a file."""
    known = {(a.name, p.file): p for a in issue.articles for p in a.pictures}
    for page in edition.pages:
        for index, placed in enumerate(page.pictures):
            picture = known[placed.article, placed.file]
            if picture.pixels:
                yield Shown(picture_name(page.number, index), placed, picture, picture.pixels)


def _widths(layout: Layout) -> tuple[Emu, ...]:
    """One column, two columns …"""
    return tuple(map(layout.grid.measure, range(1, layout.grid.columns + 1)))


def _each(found: Iterable[Diagnostic | None]) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys(one for one in found if one))
