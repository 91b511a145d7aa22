"""The imprint of a page: one name for all that is drawn on it.

    imprint(page, look)          # 64 hex digits: the same imprint, the same print

Sign-off binds names to imprints, the proof desk draws a page again only when its imprint is
another, and `press` says which pages are not those that were signed. `look` holds what a page is
drawn with besides what make-up placed on it, as `look_of` picks it from what a build has read:
template and stylesheets, layout and inks, the press with its profile, and of faces and pictures
those of this page, by their content. `edition.name_page` is both in one.

A page's imprint says nothing of how its manuscript is written, nor of what was judged of it: a
comment in the manifest or a space that no line shows does not change it, nor does a picture that is
given another name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from compositor.diagnostics import Place
from compositor.model.edition import Edition, Frame, Page, PlacedLine
from compositor.model.issue import Issue
from compositor.model.layout import Layout
from compositor.model.typeface import FaceRecord
from compositor.plate.template import look_files
from compositor.typefaces import path_of

FORMAT = "imprint 2"  # raised when the same page would be named otherwise
NOWHERE = Place("")

Look: TypeAlias = tuple[tuple[str, str], ...]


class Drawing(NamedTuple):
    """An edition about to be drawn, and what it is drawn with; `inputs` as `Sources` has them."""

    issue: Issue
    layout: Layout
    edition: Edition
    faces: Mapping[str, FaceRecord]
    inputs: Iterable[tuple[str, str]]


def imprint(page: Page, look: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of a page's geometry, type, rules, boxes and pictures, and of `look`."""
    total = sha256(FORMAT.encode())
    total.update(repr(_drawn(page)).encode())
    for name, said in sorted(look):
        total.update(f"{name}\0{said}\n".encode())
    return total.hexdigest()


def look_of(page: Page, drawing: Drawing) -> Look:
    """What of all that an edition is drawn with this page is drawn with."""
    digests = dict(drawing.inputs)
    press, edition = drawing.issue.press, drawing.edition
    files = (path for path in look_files(drawing.layout) if path in digests)
    return (
        ("edition", repr((edition.issue, edition.title, edition.date))),
        ("layout", layout_look(drawing.layout)),
        ("press", press.condition.name),
        ("profile", digests.get(press.profile, "")),
        ("ink limit", str(press.ink.target)),
        *((path, digests[path]) for path in files),
        *_faces(page, drawing.faces, digests),
        *(
            (f"picture {index}", digests.get(picture.file, ""))
            for index, picture in enumerate(page.pictures)
            if not picture.is_missing
        ),
    )


def layout_look(layout: Layout) -> str:
    """All that a layout says, whichever way it is written."""
    inks = tuple(ink._replace(place=NOWHERE) for ink in layout.inks)
    return sha256(repr(replace(layout, inks=inks)).encode()).hexdigest()


def _faces(
    page: Page, faces: Mapping[str, FaceRecord], digests: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The faces that glyphs of a page are of."""
    lines = (placed.line for frame in page.frames for placed in frame.lines)
    for role in dict.fromkeys(run.face for line in lines for run in line.runs):
        record = faces[role]
        named = (record.file, record.family, record.weight, digests.get(path_of(record), ""))
        yield f"face {role}", " ".join(map(str, named))


def _drawn(page: Page) -> tuple[object, ...]:
    """What a template may draw of a page, as plain values in the order it is drawn."""
    return (
        page.number,
        page.title,
        page.size,
        page.bleed,
        [(box.kind, box.rect, box.article) for box in page.boxes],
        [(p.rect, p.is_missing, p.focus, p.article) for p in page.pictures],
        [(rule.kind, rule.rect, rule.article) for rule in page.rules],
        [_frame(frame) for frame in page.frames],
    )


def _frame(frame: Frame) -> tuple[object, ...]:
    lines = [_line(line) for line in frame.lines]
    return (frame.kind, frame.style, frame.rect, frame.article, frame.leg, lines)


def _line(placed: PlacedLine) -> tuple[object, ...]:
    line = placed.line
    runs = [
        (r.face, r.size, r.glyphs, r.xs, r.texts, r.stance.value, r.ys, r.condensed)
        for r in line.runs
    ]
    return (placed.x, placed.y, line.vertical, line.text, line.width, line.ends, runs)
