"""Parts of an article: the names by which its words go, and which part a placed line shows.

    headline  kicker  deck  byline  label  source  quote      fields of its heading lines
    body/2                                                    block 2 of its body, from 0
    caption/0  credit/0                                       those of its picture 0

    part_of(frame, placed, article)      # "body/2", or None for what is no part of the article

Where the words of a part stand in a file, and how they are changed there, is `manuscript.parts`'s.
"""

import re
from typing import NamedTuple

from compositor.model.edition import Frame, PlacedLine
from compositor.model.issue import HEADING_FIELDS, Article

BODY, CAPTION, CREDIT = "body", "caption", "credit"
FIELDS: tuple[str, ...] = (*HEADING_FIELDS, "quote")
_NUMBERED = re.compile(rf"({BODY}|{CAPTION}|{CREDIT})/(0|[1-9][0-9]{{0,5}})", re.ASCII)
# The fields that are set as a heading, by the end of their styles' names (`third-deck`).
_HEADINGS = frozenset({"kicker", "headline", "deck", "byline"})


class PartName(NamedTuple):
    """A part by its field and, of blocks and pictures, its number from 0."""

    field: str
    number: int = -1

    def __str__(self) -> str:
        """As it is written: `deck`, `body/2`."""
        return self.field if self.number < 0 else f"{self.field}/{self.number}"


def part_name(part: str) -> PartName | None:
    """The name that a text gives, or None if it is none."""
    if part in FIELDS:
        return PartName(part)
    found = _NUMBERED.fullmatch(part)
    return PartName(found[1], int(found[2])) if found else None


def part_of(frame: Frame, placed: PlacedLine, article: Article) -> str | None:
    """The part of its article that a line of a frame shows.

    None for furniture, fillers, jump lines, boxes for position only and the heads of text that
    comes from another page: their words are not the article's, or stand elsewhere too.
    """
    if frame.article != article.name:
        return None
    if frame.kind == "text":
        # The source line is the block after the last.
        return f"{BODY}/{placed.part}" if placed.part < len(article.body) else "source"
    if frame.kind == "heading":
        field = frame.style.rpartition("-")[2]
        return field if field in _HEADINGS else None
    if frame.kind == "caption":
        return f"{CREDIT if frame.style == CREDIT else CAPTION}/{placed.part}"
    return frame.kind if frame.kind in ("label", "quote") else None
