"""What a browser or a command asks for → a new event; nothing that comes in is trusted.

    action = {"action": "reply", "who": "王敏", "of": id, "text": "已改"}
    event = new_event(action, standing, review, when)

`Refused` with a diagnostic for each field that is not what it should be. The package's docstring
says which actions there are. Words are held against the article as it stands: what the browser
believes to stand at a place may have been edited meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from compositor.diagnostics import Diagnostic, Refused, diagnose, nearest
from compositor.model.review import STEPS, Anchor, Event, Review, Standing, Step
from compositor.review.anchors import with_words
from compositor.review.events import Faults, made_event, rect_data
from compositor.review.fields import CHECKS, Fault, Shape, number

SHAPES: Mapping[str, Shape] = {
    "comment": Shape(
        ("who", "text", "page"),
        ("rect", "article", "part", "quote", "start", "end", "correction"),
    ),
    "reply": Shape(("who", "of", "text")),
    "resolve": Shape(("who", "of"), ("text",)),
    "reopen": Shape(("who", "of"), ("text",)),
    "sign": Shape(("who", "step"), ("fingerprint",)),
    "revoke": Shape(("who", "of", "text")),
}
Values = dict[str, object]


def step_named(name: object) -> Step | None:
    """The step of that name, as the file, a command or the desk in English calls it."""
    return next((step for step in STEPS if name in step), None)


def new_event(action: object, standing: Standing, review: Review, when: str) -> Event:
    """The event that an action asks for; `when` is the shell's clock, with its zone."""
    if not isinstance(action, Mapping):
        raise Refused([diagnose("review-action", action="?")])
    name = action.get("action")
    if not isinstance(name, str) or name not in SHAPES:
        word = name[:40] if isinstance(name, str) else "?"
        raise Refused([diagnose("review-action", action=word, near=nearest(word, SHAPES))])
    values, found = _checked(name, action)
    if not found:
        found = [*_impossible(values, standing, review, name)]
    if found:
        raise Refused(found)
    fields = MAKERS.get(name, _as_it_is)(values, standing, review)
    try:
        return made_event(name, {"who": values["who"], "when": when, **fields})  # type: ignore[arg-type]
    except Faults as faults:
        raise Refused(
            [diagnose(f.code, field=f.field, **f.values) for f in faults.faults]
        ) from None


def _checked(name: str, action: Mapping[object, object]) -> tuple[Values, list[Diagnostic]]:
    """The fields of an action, each by its check, and what is wrong with them."""
    shape, values, found = SHAPES[name], Values(), list[Diagnostic]()
    known = (*shape.needs, *shape.may)
    for field in action:
        if field != "action" and field not in known:
            word = str(field)[:40]
            found.append(diagnose("review-no-field", field=word, near=nearest(word, known)))
    for field in known:
        value = action.get(field)
        if value is None:
            if field in shape.needs:
                found.append(diagnose("review-missing", field=field, event=name))
            continue
        try:
            values[field] = _value(field, value)
        except Fault as fault:
            found.append(diagnose(fault.code, field=field, **fault.values))
    return values, found


def _value(field: str, value: object) -> object:
    if field == "end":
        return number(value)
    if field == "step":
        step = step_named(value)
        return CHECKS["step"](step.name if step else value)
    if isinstance(value, str) and field in ("text", "correction"):
        value = value.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return CHECKS[field](value)


# ---------------------------------------------------------------- whether there is such a thing


def _impossible(
    values: Values, standing: Standing, review: Review, name: str
) -> Iterator[Diagnostic]:
    """What the fields name and the issue or its review does not have."""
    numbers = [number for number, _ in standing.imprints]
    if "page" in values and values["page"] not in numbers:
        yield diagnose("review-no-page", page=values["page"], pages=len(numbers))
    if "of" in values:
        known = review.signatures if name == "revoke" else review.comments
        if values["of"] not in [one.id for one in known]:
            yield diagnose("review-no-such", id=values["of"])
    yield from _no_text(values, standing)
    if name == "sign":
        if standing.has_errors:
            yield diagnose("sign-errors", step=values["step"])
        if values.get("fingerprint", standing.fingerprint) != standing.fingerprint:
            yield diagnose("sign-not-shown", step=values["step"])


def _no_text(values: Values, standing: Standing) -> Iterator[Diagnostic]:
    article, part = values.get("article"), values.get("part")
    if article is None:
        for field in ("part", "quote", "start", "end"):
            if field in values:
                yield diagnose("review-missing", field="article", event="comment")
                return
        return
    if article not in standing.texts:
        near = nearest(str(article), standing.texts)
        yield diagnose("review-no-article", article=article, near=near)
    elif part is not None and not _is_part(part, standing.texts[str(article)]):
        yield diagnose("review-no-part", article=article, part=part)


def _is_part(part: object, texts: Mapping[str, str]) -> bool:
    """A part with words, or a picture, which may have none."""
    return part in texts or str(part).partition("/")[0] in ("caption", "credit", "picture")


# -------------------------------------------------------------------------- what is written down


def _as_it_is(values: Values, standing: Standing, review: Review) -> Values:
    del standing, review
    return values


def _turn(values: Values, standing: Standing, review: Review) -> Values:
    """A resolve or reopen answers the last one that there is."""
    del standing
    turns = next(one for one in review.comments if one.id == values["of"]).turns
    return {**values, "seen": turns[-1].id if turns else None}


def _sign(values: Values, standing: Standing, review: Review) -> Values:
    del review
    pages = {str(number): imprint for number, imprint in standing.imprints}
    return {**values, "fingerprint": standing.fingerprint, "pages": pages}


def _comment(values: Values, standing: Standing, review: Review) -> Values:
    del review
    kept = {key: values.get(key) for key in ("text", "page", "article", "part", "correction")}
    rect = values.get("rect")
    anchor = _words(values, standing.texts.get(str(values.get("article")), {}))
    if anchor is None:
        return {**kept, "rect": rect_data(rect) if rect else None}  # type: ignore[arg-type]
    words = {key: getattr(anchor, key) for key in ("part", "start", "quote", "before", "after")}
    return {**kept, **words, "rect": rect_data(rect) if rect else None}  # type: ignore[arg-type]


def _words(values: Values, texts: Mapping[str, str]) -> Anchor | None:
    """The words meant, where they stand now; None where none were or none such are there."""
    part, quote, start, end = (values.get(key) for key in ("part", "quote", "start", "end"))
    parts = [str(part)] if part is not None else list(texts)
    for name in parts:
        text = texts.get(name, "")
        span = _span(text, str(quote or ""), start, end)
        if span:
            return with_words(replace(Anchor(1), part=name), text, *span)
    return None


def _span(text: str, quote: str, start: object, end: object) -> tuple[int, int] | None:
    first = start if isinstance(start, int) else 0
    last = end if isinstance(end, int) else first + len(quote)
    if first < last <= len(text) and (not quote or text[first:last] == quote):
        return first, last
    if not quote:
        return None
    at = min((text.rfind(quote, 0, first + len(quote)), text.find(quote, first)), key=_near(first))
    return (at, at + len(quote)) if at >= 0 else None


def _near(start: int) -> Callable[[int], tuple[bool, int]]:
    return lambda at: (at < 0, abs(at - start))


MAKERS: Mapping[str, Callable[[Values, Standing, Review], Values]] = {
    "comment": _comment,
    "resolve": _turn,
    "reopen": _turn,
    "sign": _sign,
}
