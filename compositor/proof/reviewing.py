"""Comments and signatures at the desk: what a browser asks for, written into the review's file.

    reviewing.told(session, "zh")            # Review of the contract, of the proof that is shown
    reviewing.act(session, action)           # one event appended; `Refused` says why not

The review is held against the pages that are shown, which are the last good ones; what is signed is
what is shown. Times are the desk's own.
"""

from compositor.appending import append_line
from compositor.diagnostics.render import Language
from compositor.model.review import Standing
from compositor.proof.answers import Wrong
from compositor.proof.clock import now
from compositor.proof.session import Session
from compositor.review import FILE, line_of, new_event, read_review, review_data
from compositor.review.reading import MOST_BYTES
from compositor.signoff import standing_of


def told(session: Session, language: Language) -> dict[str, object]:
    """The review as it stands in its file, held against the pages that are shown."""
    read = read_review(session.sources(), session.place.folder)
    return review_data(read, _standing(session), language)


def act(session: Session, action: object) -> None:
    """Append an event; `Refused` where it cannot be one."""
    standing = _standing(session)
    read = read_review(session.sources(), session.place.folder)
    event = new_event(action, standing, read.review, now())
    append_line(session.place.root / session.place.folder / FILE, line_of(event), MOST_BYTES)


def _standing(session: Session) -> Standing:
    """The issue as it is shown; one whose files have moved on in error has errors."""
    shown = session.shown
    proof = shown.proof
    if proof is None:
        raise Wrong("no-proof")
    return standing_of(
        proof.issue,
        proof.edition,
        [page.imprint for page in proof.pages],
        proof.fingerprint,
        has_errors=not shown.is_current or any(d.is_error for d in proof.diagnostics),
    )
