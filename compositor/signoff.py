"""The flow of sign-off: what an issue is now, for comments and signatures to be held against.

    planned = plan(sources, folder)
    standing = stand(sources, planned)         without drawing: what a drawing would read is read
    standing = standing_of(…)                  of a proof or a press run, which have drawn
    signed_by(sources, folder, standing)       what `press` asks: are these the pages signed?

The imprints are those that the proof desk shows and `press` prints by: made of the pages and of the
files they are drawn with (`compositor.imprint`). The review itself is no input of a build, and is
read after the inputs were taken down: a comment does not change the fingerprint.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from compositor.diagnostics import Diagnostic
from compositor.edition import Planned, make_ready, name_page
from compositor.model.edition import Edition
from compositor.model.issue import Issue
from compositor.model.review import Signature, Standing
from compositor.review import (
    binding_signature,
    hold_against_signature,
    read_review,
    texts_of,
)
from compositor.sources import Sources


class Signed(NamedTuple):
    """Whom pages are signed by for the press, None if these are not; what is to be said of it."""

    signature: Signature | None
    diagnostics: tuple[Diagnostic, ...]


def signed_by(sources: Sources, folder: str, standing: Callable[[], Standing]) -> Signed:
    """Whether the pages are those that were signed; an issue that has no review says nothing.

    Only of one that has is it asked how it stands, which takes 3 ms a page.

    An error among the diagnostics, of the file as well, must stop a press run: the line that
    cannot be read may be the one that takes a signature back.
    """
    read = read_review(sources, folder)
    if not read.is_there:
        return Signed(None, ())
    held = tuple(hold_against_signature(read.review, standing()))
    signature = binding_signature(read.review) if not held else None
    return Signed(signature, (*read.diagnostics, *held))


def stand(sources: Sources, planned: Planned) -> Standing:
    """How an issue that was planned stands; its errors are counted, and hinder nothing here."""
    plate = make_ready(sources, planned)
    has_errors = any(d.is_error for d in planned.diagnostics)
    imprints = [name_page(planned, page, plate.inputs) for page in planned.edition.pages]
    return standing_of(planned.issue, planned.edition, imprints, plate.fingerprint, has_errors)


def standing_of(
    issue: Issue,
    edition: Edition,
    imprints: Sequence[str],
    fingerprint: str,
    has_errors: bool = False,
) -> Standing:
    """The same of what was drawn; `imprints` are the pages', in their order."""
    numbers = [page.number for page in edition.pages]
    return Standing(
        fingerprint,
        tuple(zip(numbers, imprints, strict=True)),
        {article.name: texts_of(article) for article in issue.articles},
        _pages(edition),
        has_errors,
    )


def _pages(edition: Edition) -> dict[str, tuple[int, ...]]:
    """The pages each article stands on, in their order."""
    found: dict[str, tuple[int, ...]] = {}
    for page in edition.pages:
        for article in _articles(frame.article for frame in page.frames):
            found[article] = (*found.get(article, ()), page.number)
    return found


def _articles(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]
