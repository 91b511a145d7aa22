"""The texts of an article file in pieces, each character with its place in the file.

    file = read_passages(path, text, folder)       # None if the article cannot be read
    file.place(passage, 3, 5)                      # where characters 3 and 4 of it stand
    file.can_write(passage, 3, 5)                  # whether they stand there just so

For whoever looks for something in a text and must say, or change, where it was found. What is
markup (`## `, `> `, `**`, the `\\` before a sign) or a bar in a heading is no text and has no
character here; YAML's escapes are not followed, and a passage with them is placed as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compositor.diagnostics import Place
from compositor.manuscript.article import find_fences, read_article, read_head
from compositor.manuscript.yamlfile import Loc, Node, YamlFile
from compositor.model.house import PassageKind
from compositor.model.issue import HEADING_FIELDS, Article, Block, BlockKind
from compositor.sources import MemorySources

KINDS: dict[BlockKind, PassageKind] = {
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.CROSSHEAD: "crosshead",
    BlockKind.NOTE: "note",
}
PASSING = "| \t\u3000"  # what a heading loses on its way from the file: bars, blanks at its ends

_OPENING = re.compile(r"\s*(?:##|>)?\s*")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")  # CommonMark 2.4
_STARS = re.compile(r"\*{2,}")


class Spot(NamedTuple):
    """A character's place, from 1."""

    line: int
    column: int


class Sign(NamedTuple):
    """A character of the file that may be one of the text."""

    character: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class FilePassage:
    """A text of the article; `spots` has a place for each character, or none if that is not known.

    `place` is where the whole begins.
    """

    kind: PassageKind
    text: str
    spots: tuple[Spot, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class FilePassages:
    """An article file in pieces, in the order of the file's own parts."""

    path: str
    lines: tuple[str, ...]
    passages: tuple[FilePassage, ...]

    def place(self, passage: FilePassage, start: int, end: int) -> Place:
        """Where a stretch of a passage stands; what spans lines is marked on its first."""
        if not passage.spots:
            return passage.place
        first, last = passage.spots[start], passage.spots[end - 1]
        quote = self.lines[first.line - 1]
        until = last.column if last.line == first.line else len(quote.rstrip())
        return Place(self.path, *first, max(1, until - first.column + 1), quote)

    def can_write(self, passage: FilePassage, start: int, end: int) -> bool:
        """Whether the file has just these characters in one piece, to be replaced by others."""
        if not passage.spots:
            return False
        first, last = passage.spots[start], passage.spots[end - 1]
        raw = self.lines[first.line - 1][first.column - 1 : last.column]
        return first.line == last.line and raw == passage.text[start:end]


def read_passages(path: str, text: str, folder: str) -> FilePassages | None:
    """The passages of an article's file, `text`; `folder` is its issue's. None if it has errors."""
    article = read_article(MemorySources({path: text}), path, folder).value
    lines = text.split("\n")
    fences = find_fences(lines)
    if article is None or fences is None:
        return None
    head = read_head(path, lines, fences)
    passages = (*_heading(article, head.file, lines), *_body(article.body))
    return FilePassages(path, tuple(lines), passages)


# ------------------------------------------------------------------------- heading lines


def _heading(article: Article, file: YamlFile, lines: Sequence[str]) -> Iterator[FilePassage]:
    for field in HEADING_FIELDS:
        yield from _value(file, (field,), getattr(article, field), lines, field)
    yield from _value(file, ("quote",), article.quote, lines, "quote")
    for index, picture in enumerate(article.pictures):
        yield from _value(file, ("photos", index, "caption"), picture.caption, lines, "caption")
        yield from _value(file, ("photos", index, "credit"), picture.credit, lines, "credit")


def _value(
    file: YamlFile, loc: Loc, text: str, lines: Sequence[str], kind: PassageKind
) -> Iterator[FilePassage]:
    """The value of a key, if it has one."""
    node = file.find(loc)
    if text and node:
        yield FilePassage(kind, text, _align(text, _value_signs(node, lines)), node.place)


def _value_signs(node: Node, lines: Sequence[str]) -> Sequence[Sign]:
    """The characters of a value: plain, in quotes without escapes, or the lines of a `|` block."""
    place = node.place
    raw = place.quote[place.column - 1 :][: place.length]
    if raw[:1] in "|>":
        below = enumerate(lines[place.line :], start=place.line + 1)
        return [sign for number, line in below for sign in _signs(number, line)]
    signs = [Sign(c, Spot(place.line, column)) for column, c in enumerate(raw, place.column)]
    if raw[:1] not in ('"', "'"):
        return signs
    is_escaped = "\\" in raw if raw[0] == '"' else "''" in raw[1:-1]
    return () if is_escaped or raw[-1] != raw[0] else signs[1:-1]


def _signs(number: int, line: str, start: int = 0) -> list[Sign]:
    """A line from an offset on, without the blanks at its ends."""
    start += len(line[start:]) - len(line[start:].lstrip())
    text = line[start:].rstrip()
    return [Sign(c, Spot(number, column)) for column, c in enumerate(text, start + 1)]


# ----------------------------------------------------------------------------------- body


def _body(blocks: Sequence[Block]) -> Iterator[FilePassage]:
    for block in blocks:
        places = (block.place, *block.further)
        signs = [sign for place in places for sign in _line_signs(block.kind, place)]
        passing = PASSING if block.barred else ""
        spots = _align(block.text, signs, passing)
        yield FilePassage(KINDS[block.kind], block.text, spots, block.place)


def _line_signs(kind: BlockKind, place: Place) -> Iterator[Sign]:
    """A line of a block without what opens it, without stars and escapes."""
    opening = _OPENING.match(place.quote) if kind is not BlockKind.PARAGRAPH else None
    signs = _signs(place.line, place.quote, opening.end() if opening else 0)
    text = "".join(sign.character for sign in signs)
    at = 0
    while at < len(signs):
        if stars := _STARS.match(text, at):
            at = stars.end()
            continue
        at += bool(_ESCAPE.match(text, at))
        yield signs[at]
        at += 1


def _align(text: str, signs: Sequence[Sign], passing: str = PASSING) -> tuple[Spot, ...]:
    """Each character of the text found among the signs, of which some may be passed over.

    A space that stands for a line end has the place behind its line. Empty if they do not agree.
    """
    spots: list[Spot] = []
    at = 0
    for character in text:
        while (
            at < len(signs) and signs[at].character != character and signs[at].character in passing
        ):
            at += 1
        if at < len(signs) and signs[at].character == character:
            spots.append(signs[at].spot)
            at += 1
        elif character == " " and spots:
            spots.append(Spot(spots[-1].line, spots[-1].column + 1))
        else:
            return ()
    return tuple(spots)
