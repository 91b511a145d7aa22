"""Signing (签样、付印): which step is signed, for which pages, and what is odd about it.

The order of the steps is the trade's: 一校 二校 三校, then the proof is signed (清样签字), then
released (付印). A paper that goes another way is warned, not stopped. No rule is made of who reads:
三审 wants three persons, 三校 does not say so.

What binds a press run is the latest signature of 签样 or 付印: its imprints are the pages that may
be printed. Taken back, it forbids a press run until somebody signs anew.
"""

from collections.abc import Iterable, Iterator, Mapping

from compositor.diagnostics import Diagnostic, diagnose
from compositor.model.review import (
    BINDING,
    STEPS,
    Review,
    Signature,
    Standing,
    Step,
    StepState,
)

Imprints = tuple[tuple[int, str], ...]


def state_of(review: Review, imprints: Imprints) -> tuple[StepState, ...]:
    """How each step stands, in their order, held against the imprints of the pages now."""
    return tuple(_state(step, review, imprints) for step in STEPS)


def binding_signature(review: Review) -> Signature | None:
    """The latest signature of 签样 or 付印, taken back or not."""
    signed = [one for one in review.signatures if one.step in BINDING]
    return signed[-1] if signed else None


def changed_pages(signature: Signature, imprints: Imprints) -> tuple[int, ...]:
    """The pages that are others than were signed: changed, added or gone."""
    now: Mapping[int, str] = dict(imprints)
    then = dict(signature.imprints)
    return tuple(n for n in sorted({*now, *then}) if now.get(n) != then.get(n))


def hold_against_signature(review: Review, standing: Standing) -> Iterator[Diagnostic]:
    """Why the pages should not be printed as they stand: a press run's question.

    A review without a signature of 签样 or 付印 is a warning, everything else an error.
    """
    signature = binding_signature(review)
    if signature is None:
        yield diagnose("press-nothing-signed")
        return
    said = {"step": signature.step, "who": signature.who, "when": signature.when}
    if signature.revoked:
        why = signature.revoked
        yield diagnose("press-revoked", **said, by=why.who, on=why.when, why=_short(why.text))
    elif pages := changed_pages(signature, standing.imprints):
        yield diagnose("press-other-pages", **said, pages=listed(pages), count=len(pages))


def sign_warnings(review: Review, step: Step, standing: Standing) -> Iterator[Diagnostic]:
    """What a person should know who signs this step now."""
    states = state_of(review, standing.imprints)
    at = STEPS.index(step)
    if at and states[at - 1].signature is None:
        yield diagnose("sign-out-of-turn", step=step.name, before=STEPS[at - 1].name)
    if count := len(review.open_comments):
        yield diagnose("sign-open-comments", step=step.name, count=count)
    proof = next(state for state in states if state.step.name == "签样")
    if step.name == "付印" and proof.changed_pages:
        values = {"step": step.name, "before": proof.step.name}
        yield diagnose("sign-other-pages", **values, pages=listed(proof.changed_pages))


def listed(pages: Iterable[int]) -> str:
    """Numbers of pages in a sentence."""
    return ", ".join(map(str, pages))


def _state(step: Step, review: Review, imprints: Imprints) -> StepState:
    holding = [s for s in review.signatures if s.step == step.name and not s.revoked]
    if not holding:
        return StepState(step)
    return StepState(step, holding[-1], changed_pages(holding[-1], imprints))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
