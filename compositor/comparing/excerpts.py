"""What changed in a text, with a few words before and after it.

    for excerpt in excerpts(hunks):             # one for changes that stand close together
        before, after = told(excerpt, "-"), told(excerpt, "+")        # …热爱[旧]工作…

Marked in a way that needs no colour: what is another is in square brackets.
"""

from collections.abc import Iterator, Sequence

from compositor.comparing.words import Hunk, Op

CONTEXT = 10  # characters of what stayed, on each side
LONGEST = 72  # characters of one stretch in a line of text; of more its beginning and end are shown
ELLIPSIS, LINE_END = "…", "¶"


def excerpts(hunks: Sequence[Hunk], context: int = CONTEXT) -> list[list[Hunk]]:
    """The changes with their surroundings; what stayed and is long is left out by an ellipsis."""
    found: list[list[Hunk]] = [[]]
    for at, (op, text) in enumerate(hunks):
        if op != "=":
            found[-1].append(Hunk(op, text))
        elif at == 0:
            found[-1].append(Hunk("=", _last(text, context)))
        elif at == len(hunks) - 1:
            found[-1].append(Hunk("=", _first(text, context)))
        elif len(text) <= 2 * context + len(ELLIPSIS):
            found[-1].append(Hunk("=", text))
        else:
            found[-1].append(Hunk("=", _first(text, context)))
            found.append([Hunk("=", _last(text, context))])
    return [one for one in found if any(op != "=" for op, _ in one)]


def told(excerpt: Sequence[Hunk], op: Op) -> str:
    """One side of an excerpt as a line of text."""
    return "".join(_told(excerpt, op)).replace("\n", LINE_END)


def _told(excerpt: Sequence[Hunk], op: Op) -> Iterator[str]:
    whole = all(hunk.op != "=" for hunk in excerpt)
    for hunk in excerpt:
        if hunk.op == "=":
            yield hunk.text
        elif hunk.op == op:
            yield shortened(hunk.text) if whole else f"[{shortened(hunk.text)}]"


def shortened(text: str) -> str:
    """A text with its middle left out, if it is long."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}{ELLIPSIS}{text[-half:]}"


def _first(text: str, count: int) -> str:
    return text if len(text) <= count else text[:count] + ELLIPSIS


def _last(text: str, count: int) -> str:
    return text if len(text) <= count else ELLIPSIS + text[-count:]
