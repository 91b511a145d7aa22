"""Reproduction (制版照相): every photograph of an edition made ready for its place and its press.

    developed(sources, issue, edition, store)     JPEGs by page and order: {"1/0": …}
    coarse(issue, edition)                        which have too few pixels, for proof and press

Between make-up, which gives photographs their places, and the plate, which draws them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Size
from compositor.model.edition import Edition, PlacedPicture
from compositor.model.issue import Issue, Picture
from compositor.model.press import Press
from compositor.photos.cropping import resolution
from compositor.photos.developing import Job, developed_once
from compositor.photos.store import Store
from compositor.sources import Sources
from compositor.units import to_mm


class Print(NamedTuple):
    """A photograph in a place; `key` names it to the plate."""

    key: str
    placed: PlacedPicture
    picture: Picture


class Coarse(NamedTuple):
    """Photographs with too few pixels: those that print badly, and those that no press should."""

    warnings: tuple[Diagnostic, ...]
    errors: tuple[Diagnostic, ...]


def developed(
    sources: Sources, issue: Issue, edition: Edition, profile: bytes, store: Store
) -> dict[str, bytes]:
    """The finished JPEG of each photograph that is there; `Refused` if one cannot be decoded."""
    made: dict[str, bytes] = {}
    for one in _prints(issue, edition):
        data = sources.read(one.placed.file)
        job = _job(one, issue.press, profile)
        made[one.key] = developed_once(data, sources.digest(one.placed.file), job, store)
    return made


def coarse(issue: Issue, edition: Edition) -> Coarse:
    """What is to be said of photographs that are printed larger than their pixels allow."""
    limits = issue.press.condition.resolution
    warnings, errors = [], []
    for one in _prints(issue, edition):
        pixels, place = one.picture.pixels, _size(one.placed)
        assert pixels
        ppi = resolution(pixels, place)
        values = {"file": one.placed.file, "ppi": ppi}
        if ppi < limits.warn:
            most = _width_for(limits.warn, ppi, place.width)
            warnings.append(
                diagnose(
                    "picture-coarse", one.picture.place, wanted=limits.warn, most=most, **values
                )
            )
        if ppi < limits.error:
            most = _width_for(limits.error, ppi, place.width)
            errors.append(
                diagnose(
                    "picture-too-coarse", one.picture.place, least=limits.error, most=most, **values
                )
            )
    return Coarse(tuple(warnings), tuple(errors))


def _width_for(wanted: int, ppi: int, width: int) -> int:
    """The width in whole millimetres at which the same pixels make `wanted` to the inch."""
    return int(to_mm(width) * ppi / wanted)


def _prints(issue: Issue, edition: Edition) -> Iterator[Print]:
    articles = {article.name: article for article in issue.articles}
    for page in edition.pages:
        for order, placed in enumerate(page.pictures):
            if not placed.is_missing:
                picture = articles[placed.article].pictures[placed.part]
                yield Print(f"{page.number}/{order}", placed, picture)


def _size(placed: PlacedPicture) -> Size:
    return Size(placed.rect.width, placed.rect.height)


def _job(one: Print, press: Press, profile: bytes) -> Job:
    pixels = one.picture.pixels
    assert pixels
    return Job(
        file=one.placed.file,
        place=one.picture.place,
        pixels=pixels,
        size=_size(one.placed),
        focus=one.placed.focus,
        ppi=press.condition.resolution.target,
        ink=press.ink.target,
        profile=profile,
        is_black=press.condition.is_black,
    )
