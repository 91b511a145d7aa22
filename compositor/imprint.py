"""The imprint of a page: one name for all that is drawn on it.

    imprint(page, look)          # 64 hex digits: the same imprint, the same print

Sign-off binds names to imprints, the proof desk draws a page again only when its imprint is
another, and `press` says which pages are not those that were signed. `look` holds what a page is
drawn with besides what make-up placed: (path, SHA-256) of template, CSS, fonts and pictures, as
`look_of` picks them from what a build has read.

A page's imprint says nothing of how its manuscript is written: a comment in the manifest or a
space that no line shows does not change it.
"""

from collections.abc import Iterable
from hashlib import sha256

from compositor.model.edition import Frame, Page, PlacedLine
from compositor.model.issue import Issue

FORMAT = "imprint 1"  # raised when the same page would be named otherwise


def imprint(page: Page, look: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of a page's geometry, type, rules, boxes and pictures, and of `look`."""
    total = sha256(FORMAT.encode())
    total.update(repr(_drawn(page)).encode())
    for path, digest in sorted(look):
        total.update(f"{path}\0{digest}\n".encode())
    return total.hexdigest()


def look_of(
    page: Page, issue: Issue, inputs: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Of the files a build has read those that this page is drawn with, and what its press takes.

    All but the manuscript: its words are in the page already. Of pictures only the page's own. A
    limit of ink changes pictures; a printer's profile may lie in the issue's folder.
    """
    press = issue.press
    folder = issue.file.rpartition("/")[0] + "/"
    shown = {picture.file for picture in page.pictures}
    words = {issue.file, *(article.file for article in issue.articles)}
    pictures = {p.file for article in issue.articles for p in article.pictures if p.file}
    found = (
        (path, digest)
        for path, digest in inputs
        if path not in words
        and (
            path in shown
            or path == press.profile
            or (path not in pictures and not path.startswith(folder))
        )
    )
    return (("press", f"{press.condition.name} {press.ink.target}"), *found)


def _drawn(page: Page) -> tuple[object, ...]:
    """What of a page is seen, as plain values in the order it is drawn."""
    return (
        page.number,
        page.size,
        page.bleed,
        [(box.kind, box.rect) for box in page.boxes],
        [(p.file, p.rect, p.is_missing, p.focus) for p in page.pictures],
        [(rule.kind, rule.rect) for rule in page.rules],
        [_frame(frame) for frame in page.frames],
    )


def _frame(frame: Frame) -> tuple[object, ...]:
    return (frame.kind, frame.style, frame.rect, [_line(line) for line in frame.lines])


def _line(placed: PlacedLine) -> tuple[object, ...]:
    line = placed.line
    runs = [
        (r.face, r.size, r.glyphs, r.xs, r.texts, r.stance.value, r.ys, r.condensed)
        for r in line.runs
    ]
    return (placed.x, placed.y, line.vertical, runs)
