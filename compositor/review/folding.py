"""Folding: the events of a review, in any order and any number of times → the `Review`.

Two copies of a review that were written apart and put together by lines give the same review,
whichever stands first: events are a set, known by their ids, and put in the order of their times,
those of one time by id. Clocks of two editors may disagree; so a resolve or reopen names the one
that it answers (`seen`), and only among those that nobody answered the later one counts.

Of two lines with one id, one was changed by hand: the one that its id was made of counts. A
signature that was changed by hand does not count at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from compositor.diagnostics import Diagnostic, diagnose
from compositor.model.review import (
    Comment,
    Event,
    Reply,
    Review,
    Revocation,
    Signature,
    Turn,
)

TURNS = ("resolve", "reopen")


def fold(events: Iterable[Event]) -> Review:
    """The review that the events come to."""
    ordered = _ordered(events)
    answers = defaultdict[str, list[Event]](list)
    for event in ordered:
        if event.of:
            answers[event.of].append(event)
    comments = (_comment(event, answers[event.id]) for event in ordered if event.kind == "comment")
    signed = (e for e in ordered if e.kind == "sign" and not e.is_altered)
    return Review(tuple(comments), tuple(_signature(event, answers[event.id]) for event in signed))


def instant(when: str) -> datetime:
    """A time as it is the same everywhere."""
    return datetime.fromisoformat(when).astimezone(UTC)


def judge(events: Sequence[Event]) -> Iterator[Diagnostic]:
    """What is odd about the events of a file: said twice, changed by hand, about nothing."""
    said = {event.id: event.kind for event in _ordered(events)}
    first: dict[tuple[str, str], int] = {}
    for event in events:
        line = event.place.line if event.place else 0
        if (event.id, event.data) in first:
            yield diagnose("review-repeated", event.place, line=first[event.id, event.data])
            continue
        first[event.id, event.data] = line
        if event.is_altered:
            code = "review-signature-altered" if event.kind == "sign" else "review-altered"
            yield diagnose(code, event.place, id=event.id)
        wanted = "sign" if event.kind == "revoke" else "comment"
        if event.of and said.get(event.of) != wanted:
            yield diagnose("review-of-nothing", event.place, id=event.of)


def _ordered(events: Iterable[Event]) -> list[Event]:
    """Each event once, by time and id."""
    known: dict[str, Event] = {}
    for event in events:
        other = known.get(event.id)
        if other is None or (event.is_altered, event.data) < (other.is_altered, other.data):
            known[event.id] = event
    return sorted(known.values(), key=_place_in_time)


def _place_in_time(event: Event) -> tuple[datetime, str]:
    return instant(event.when), event.id


def _comment(event: Event, answers: Sequence[Event]) -> Comment:
    assert event.anchor
    turns = [one for one in answers if one.kind in TURNS]
    last = _last(turns) if turns else None
    turns.sort(key=lambda one: one is last)
    return Comment(
        event.id,
        event.who,
        event.when,
        event.text,
        event.anchor,
        event.correction,
        tuple(Reply(e.id, e.who, e.when, e.text) for e in answers if e.kind == "reply"),
        tuple(Turn(e.id, e.who, e.when, e.text, e.kind == "resolve") for e in turns),
        last is not None and last.kind == "resolve",
    )


def _last(turns: Sequence[Event]) -> Event:
    """The latest of the turns that no other has answered."""
    answered = {turn.seen for turn in turns}
    unanswered = [turn for turn in turns if turn.id not in answered]
    return max(unanswered or turns, key=_place_in_time)


def _signature(event: Event, answers: Sequence[Event]) -> Signature:
    revoked = next((one for one in answers if one.kind == "revoke"), None)
    return Signature(
        event.id,
        event.step,
        event.who,
        event.when,
        event.fingerprint,
        event.imprints,
        Revocation(revoked.who, revoked.when, revoked.text) if revoked else None,
    )
