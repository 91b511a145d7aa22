"""A review as the plain data that the proof desk and `compose.py review --json` show.

    review_data(read, standing, "zh")

    {steps: [{step, name, state, who, when, fingerprint, signature, changed_pages,
              warnings: [Problem…]}],
     comments: [{id, page, rect, article, part, start, end, quote, who, when, text, correction,
                 is_resolved, is_changed, is_lost,
                 replies: [{id, who, when, text}],
                 turns: [{id, who, when, text, is_resolved}]}],
     open, problems: [Problem…]}

`state` is `unsigned`, `signed` or `changed`; `signature` the id to revoke; `warnings` what would be
said to who signs the step now. `page`, `part`, `start` and `end` are where the words stand now;
`is_changed` if they are others by now; `is_lost` if they are gone, and the page and place of then
are all there is. `rect` is null where the article went to another page. Texts are as they were
typed: who shows them escapes them.
"""

from collections.abc import Iterable

from compositor.diagnostics import Diagnostic
from compositor.diagnostics.render import Language, as_data
from compositor.model.review import Anchor, Comment, Review, Standing, StepState
from compositor.review.anchors import Found, find_anchor
from compositor.review.events import rect_data
from compositor.review.reading import ReadReview
from compositor.review.signing import sign_warnings, state_of

Data = dict[str, object]


def review_data(
    read: ReadReview, standing: Standing, language: Language, also: Iterable[Diagnostic] = ()
) -> Data:
    """The review as JSON; `also` are further problems to be shown with it."""
    review = read.review
    states = state_of(review, standing.imprints)
    return {
        "steps": [_step(state, review, standing, language) for state in states],
        "comments": [_comment(one, standing) for one in review.comments],
        "open": len(review.open_comments),
        "problems": as_data((*read.diagnostics, *also), language),
    }


def _step(state: StepState, review: Review, standing: Standing, language: Language) -> Data:
    step, signature = state.step, state.signature
    return {
        "step": step.key,
        "name": step.name if language == "zh" else step.en,
        "state": state.state,
        "who": signature.who if signature else None,
        "when": signature.when if signature else None,
        "fingerprint": signature.fingerprint if signature else None,
        "signature": signature.id if signature else None,
        "changed_pages": list(state.changed_pages),
        "warnings": as_data(sign_warnings(review, step, standing), language),
    }


def _comment(comment: Comment, standing: Standing) -> Data:
    replies = [{"id": r.id, "who": r.who, "when": r.when, "text": r.text} for r in comment.replies]
    turns = [
        {"id": t.id, "who": t.who, "when": t.when, "text": t.text, "is_resolved": t.is_resolved}
        for t in comment.turns
    ]
    return {
        "id": comment.id,
        **place_data(comment.anchor, standing),
        "who": comment.who,
        "when": comment.when,
        "text": comment.text,
        "correction": comment.correction,
        "is_resolved": comment.is_resolved,
        "replies": replies,
        "turns": turns,
    }


def place_data(anchor: Anchor, standing: Standing) -> Data:
    """Where a comment belongs now."""
    found = find_anchor(standing.texts.get(anchor.article, {}), anchor) if anchor.article else None
    page, rect = anchor.page, anchor.rect
    pages = standing.pages.get(anchor.article, ())
    if pages and page not in pages:
        page, rect = pages[0], None
    return {
        "page": page,
        "rect": rect_data(rect) if rect else None,
        "article": anchor.article or None,
        "part": (found.part if found else anchor.part) or None,
        "start": found.start if found else None,
        "end": found.end if found else None,
        "quote": anchor.quote or None,
        "is_changed": bool(found and found.is_changed),
        "is_lost": _is_lost(anchor, found, standing),
    }


def _is_lost(anchor: Anchor, found: Found | None, standing: Standing) -> bool:
    if anchor.article and anchor.article not in standing.texts:
        return True
    if not anchor.article and anchor.page not in dict(standing.imprints):
        return True
    return bool(anchor.quote) and found is None
