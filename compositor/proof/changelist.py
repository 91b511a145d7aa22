"""The change list of two kept proofs, with pictures of their pages: what `/changes/N/M.html` shows.

    made = changes_of(kept, 6, 7)               # `Changes`, or None if one of them is not whole
    html = change_page(made, "zh", picture_of)

`picture_of` gives a page by its imprint as PNG of trim and bleed, at `DPI`, or None; it is asked
for the pages that changed. In the desk that is `Tiles.overlay(imprint, imprint, DPI)`: a page laid
over itself is the page in grey. `compose.py diff` draws them itself, by `page_picture`.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from compositor.comparing.changes import Changes
from compositor.comparing.compare import compare
from compositor.comparing.listing import Shown, change_list, list_title, whole_page
from compositor.diagnostics.render import Language
from compositor.model.review import Comment
from compositor.proof.kept import KeptProofs

DPI = 72  # of the small pictures: 7 pixels to the mm of an A4 list, body type just to be made out
PictureOf: TypeAlias = Callable[[str], bytes | None]


def changes_of(kept: KeptProofs, before: int, after: int) -> Changes | None:
    """What changed between two proofs that are kept; None if there is one that is not, or not
    whole.
    """
    old, new = kept.read(before), kept.read(after)
    return compare(old, new) if old and new else None


def change_body(
    changes: Changes, language: Language, picture_of: PictureOf, comments: Sequence[Comment] = ()
) -> str:
    """The list as it stands in `<body>`, for `draw_document` with `listing.PAPER_CSS`."""
    names = {
        name
        for page in changes.changed_pages
        for name in (page.imprint_before, page.imprint_after)
        if name
    }
    drawn = {name: picture_of(name) for name in sorted(names)}
    pictures = {name: picture for name, picture in drawn.items() if picture}
    return change_list(changes, language, Shown(pictures, comments))


def change_page(
    changes: Changes, language: Language, picture_of: PictureOf, comments: Sequence[Comment] = ()
) -> str:
    """The list as a page for a browser, that needs nothing else and has no script."""
    body = change_body(changes, language, picture_of, comments)
    return whole_page(body, list_title(changes, language), language)


def page_picture(pdf: bytes | None) -> bytes | None:
    """A page as a grey PNG; PDFium's thread, where there is one, is the caller's affair."""
    from compositor.press.raster import overlay

    return overlay(pdf, pdf, DPI) if pdf else None
