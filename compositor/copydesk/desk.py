"""Looking through passages, and the edits that need no editor.

A pass of `automatic` gives edits that do not overlap; text that has been edited may want another
pass (`,,` becomes `，，` becomes `，`). After `PASSES` of them there is nothing left to do.
"""

from collections.abc import Iterable, Iterator, Sequence

from compositor.copydesk.findings import Context, Edit, Finding, Located, Passage
from compositor.copydesk.rules import RULES, mode_of
from compositor.model.house import House, HouseStyle, PassageKind
from compositor.model.issue import IssueDate

PASSES = 8  # four are the most that any of 24 000 random texts took; the seeds take two


def look(
    passages: Sequence[Passage], house: House, date: IssueDate | None = None
) -> Iterator[Located]:
    """What is amiss in the passages of one article, in their order, each with its rule's mode."""
    for index, passage in enumerate(passages):
        context = Context(passage.kind, house.style, house.lists, date, _next(passages, index))
        found = sorted(findings(passage.text, context), key=lambda f: (f.start, f.end))
        yield from (Located(index, f, mode_of(f.code, house.style)) for f in found)


def findings(text: str, context: Context) -> Iterator[Finding]:
    """What all rules that are not off find in one text."""
    for rule in RULES:
        if context.kind in rule.kinds and mode_of(rule.code, context.style) != "off":
            yield from rule.look(text, context)


def automatic(text: str, kind: PassageKind, style: HouseStyle) -> tuple[Edit, ...]:
    """One pass of the automatic rules over a text: edits by their place, none over another."""
    context = Context(kind, style)
    found = [
        finding
        for rule in RULES
        if kind in rule.kinds and mode_of(rule.code, style) == "automatic"
        for finding in rule.look(text, context)
    ]
    return edits_of(found)


def edits_of(found: Iterable[Finding]) -> tuple[Edit, ...]:
    """The findings that say what to write, as edits; of two that overlap, the first."""
    edits: list[Edit] = []
    for finding in sorted(found, key=lambda f: (f.start, f.end)):
        is_free = not edits or edits[-1].end <= finding.start
        if finding.replacement is not None and is_free:
            edits.append(Edit(finding.start, finding.end, finding.replacement, finding.code))
    return tuple(edits)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


def mended(text: str, kind: PassageKind, style: HouseStyle) -> str:
    """The text as the automatic rules leave it."""
    for _ in range(PASSES):
        if not (edits := automatic(text, kind, style)):
            break
        text = edited(text, edits)
    return text


def _next(passages: Sequence[Passage], index: int) -> str:
    """The text of the paragraph below, if there is one of the same kind."""
    following = passages[index + 1 : index + 2]
    is_alike = following and following[0].kind == passages[index].kind
    return following[0].text if is_alike else ""
