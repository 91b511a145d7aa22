"""What a person types → what is looked for.

    read_question("江都 “医学部 学生” -讣告")

    江都 医学部         both, anywhere in one article
    “医学部 学生” "…"    as it stands, blanks aside
    -讣告  -“…”         not in the article

Anything can be typed: a quote that is not closed goes to the end, a hyphen alone is left out.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from compositor.index.folding import folded

# Where words can be looked for: headline, kicker and deck; byline, label, source and credits;
# the text with its quote; captions.
Within: TypeAlias = Literal["headline", "byline", "body", "caption"]
COLUMNS: tuple[Within, ...] = ("headline", "byline", "body", "caption")
# A year, a month or a day, as a filter has it.
PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
MOST_SIGNS = 100  # of a word; more tells no more
MOST_WORDS = 16

# A hyphen, then what stands in quotes or up to the next blank or quote.
PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-－])?(?:["“”＂](?P<phrase>[^"“”＂]*)(?:["“”＂]|$)|(?P<word>[^\s"“”＂]+))"""
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: words as they are compared, and which issues and pages are looked at.

    `since` and `until` are the beginnings of dates (`2025`, `2025-08`), both inclusive; `paper` is
    a part of the paper's name or section; `within` None is anywhere. `limit` hits are told of,
    after the first `skip`.
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    within: Within | None = None
    paper: str = ""
    since: str = ""
    until: str = ""
    page: int | None = None
    limit: int = 20
    skip: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.words


def read_question(text: str, **more: object) -> Question:
    """A question; `more` are the other fields of it."""
    words: dict[str, None] = {}
    without: dict[str, None] = {}
    for piece in PIECE.finditer(text):
        signs = folded(piece["word"] if piece["phrase"] is None else piece["phrase"])[:MOST_SIGNS]
        if signs:
            (without if piece["minus"] else words)[signs] = None
    asked = Question(tuple(words)[:MOST_WORDS], tuple(without)[:MOST_WORDS])
    return replace(asked, **more)  # type: ignore[arg-type]
