"""A document's text in the making: a line for each piece, every character with its number.

    lines = Lines(base)
    line = lines.take(runs)          # a Line, or None where there is nothing to see
    lines.leave("页码", "furniture")

For documents that have no text of their own in the sense of `Document.text` (Word, HTML): the text
is what is taken and left here, line by line, so a character's origin is its place in it. What a run
has `supplied` gets no place there.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from compositor.intake.readers.invisible import is_invisible
from compositor.model.draft import SUPPLIED, LeftOut, Traced


class Run(NamedTuple):
    """A stretch of text in one dress; `supplied` if the file does not have it."""

    text: str
    strong: bool = False
    supplied: bool = False


class Line(NamedTuple):
    """What a piece needs of a line: its text and the bold stretches of it."""

    text: Traced
    strong: tuple[tuple[int, int], ...]


class _Sign(NamedTuple):
    """A character with its origin and whether it is bold."""

    text: str
    origin: int
    strong: bool


class Lines:
    """The text of a document as far as it was read, and what of it was left out."""

    def __init__(self, base: int) -> None:
        self.left_out: list[LeftOut] = []
        self._texts: list[str] = []
        self._next = base

    @property
    def text(self) -> str:
        """All lines, each with its end."""
        return "".join(self._texts)

    def take(self, runs: Iterable[Run]) -> Line | None:
        """Put a line into the text; white space at its ends and unseen characters are no part of
        what is returned, and a line without anything else is None.
        """
        signs = self._signs(runs)
        unseen = tuple(
            sign.origin for sign in signs if is_invisible(sign.text) and sign.origin >= 0
        )
        if unseen:
            self.left_out.append(LeftOut(unseen, "invisible"))
        seen = _stripped([sign for sign in signs if not is_invisible(sign.text)])
        if all(sign.origin == SUPPLIED for sign in seen):
            return None
        text = Traced("".join(s.text for s in seen), tuple(s.origin for s in seen))
        return Line(text, _strong(seen))

    def leave(self, text: str, why: str) -> None:
        """Put a line into the text that is in no piece, unless it is blank."""
        folded = " ".join(text.split())
        if folded:
            start = self._next
            self._add(folded)
            self.left_out.append(LeftOut(tuple(range(start, self._next - 1)), why))

    def _signs(self, runs: Iterable[Run]) -> list[_Sign]:
        """The characters of a line, which now stands in the text."""
        at, signs, own = self._next, [], []
        for run in runs:
            for character in run.text:
                signs.append(_Sign(character, SUPPLIED if run.supplied else at, run.strong))
                at += not run.supplied
            own += [] if run.supplied else [run.text]
        if any(own):
            self._add("".join(own))
        return signs

    def _add(self, text: str) -> None:
        self._texts.append(text + "\n")
        self._next += len(text) + 1


def _stripped(signs: list[_Sign]) -> list[_Sign]:
    start, end = 0, len(signs)
    while start < end and signs[start].text.isspace():
        start += 1
    while end > start and signs[end - 1].text.isspace():
        end -= 1
    return signs[start:end]


def _strong(signs: list[_Sign]) -> tuple[tuple[int, int], ...]:
    """The bold stretches; blank at a stretch's ends is no part of it."""
    found, at = [], 0
    for strong, group in groupby(signs, lambda sign: sign.strong):
        text = "".join(sign.text for sign in group)
        start = at + len(text) - len(text.lstrip())
        end = at + len(text.rstrip())
        if strong and start < end:
            found.append((start, end))
        at += len(text)
    return tuple(found)
