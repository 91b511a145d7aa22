"""Where a line may break: no-start and no-end (避头尾) and inseparables (不可分).

`breaks(text)` answers for a whole paragraph; it looks at characters only, not at widths. UAX #14
is not enough for newspapers: it lets `～ · ／ —` start a line and sees no break before “ or after ”
(typography §1.2, measured). Levels are tables, each with its authority:

    basic   clreq #prohibition_rules_for_line_start_end "basic": points, closing marks,
            connectors, interpunct and solidus never start; opening marks never end a line
    gb      GB/T 15834-2011 §5.1: basic, and the solidus never ends a line (the default)
    strict  clreq "strict": gb, and neither dash nor ellipsis starts a line

On none of them does a line start with `％ ℃ 々 っ` (CSS Text, line-break: strict; no clause speaks
against it). Recommended but breakable unions (20万|元, 年|月) are not here: they are costs, not
bans (`unions`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat

from compositor.model.layout import Level
from compositor.setting.classes import WESTERN, CharClass, classes_of, joined

C = CharClass


@dataclass(frozen=True, slots=True)
class Kinsoku:
    """One level: the classes that may not start and may not end a line."""

    no_start: frozenset[CharClass]
    no_end: frozenset[CharClass]


_BASIC_START = frozenset(
    {
        C.FINAL,
        C.COMMA,
        C.COLON,
        C.CLOSING,
        C.CONNECTOR,
        C.INTERPUNCT,
        C.SOLIDUS,
        C.POSTFIX,
        C.NON_STARTER,
    }
)
LEVELS: dict[Level, Kinsoku] = {
    "basic": Kinsoku(_BASIC_START, frozenset({C.OPENING})),
    "gb": Kinsoku(_BASIC_START, frozenset({C.OPENING, C.SOLIDUS})),
    "strict": Kinsoku(_BASIC_START | {C.DASH, C.ELLIPSIS}, frozenset({C.OPENING, C.SOLIDUS})),
}

# Pairs of classes that no line break separates at any level (clreq 6.1.2, GB 5.1.2-5.1.5).
INSEPARABLE: frozenset[tuple[CharClass, CharClass]] = frozenset(
    {
        (C.LATIN, C.LATIN),
        (C.LATIN, C.DIGIT),
        (C.DIGIT, C.LATIN),
        (C.DIGIT, C.DIGIT),
        (C.POSTFIX, C.DIGIT),
        (C.POSTFIX, C.LATIN),
        (C.PREFIX, C.DIGIT),
        (C.DIGIT, C.PREFIX),
        (C.WIDE_DIGIT, C.WIDE_DIGIT),
        (C.PREFIX, C.WIDE_DIGIT),
    }
)
FIGURES = frozenset({C.DIGIT, C.WIDE_DIGIT})

# ASCII signs by what they do beside Chinese text; letters and the rest stay one Latin word.
ASCII_NO_START = frozenset("!),.:;?]}%/-~‐")
ASCII_NO_END = frozenset("([{$#@/")
BREAK_AFTER_IN_WORD = "-‐"
NO_BREAK_SPACES = frozenset("\u00a0\u2007\u202f")

# Straight quotation marks open and close by turns, as nothing in itself says which they do. One
# within a word, or after one with none to close, is an apostrophe.
STRAIGHT_QUOTES = re.compile(r"""["']""")
APOSTROPHE = "'"

# —— and …… begin a line as pairs only (GB 5.1.4-5.1.5). A single — is a connector and begins none
# (5.1.6), a single … may.
PAIRED = re.compile("([—―⸺…⋯])\\1*")
CONNECTORS_ALONE = "—―"

# An address breaks after these, without a hyphen (typography §1.6).
ADDRESS = r"(?i:[a-z][a-z+.-]{0,15}://|www\.)[!-~]+"
BREAK_IN_ADDRESS = re.compile(r"(?<=[/._?&=#%-])(?![/._?&=#%-])")


def breaks(text: str, level: Level = "gb") -> list[bool]:
    """For each position 0…len(text), whether a line may break there.

    Position p lies between `text[p-1]` and `text[p]`; both ends of the text are False.
    """
    return permitted(text, classes_of(text), level)


def permitted(text: str, kinds: Sequence[CharClass], level: Level = "gb") -> list[bool]:
    """The same where the classes of the text are known."""
    partings = [*map(_pair, kinds, kinds[1:], repeat(level))]
    allowed = [False, *map(bool, partings), False][: len(text) + 1]
    for p, parting in enumerate(partings, start=1) if None in {*partings} else ():
        if parting is None:
            allowed[p] = _in_context(text, kinds, p, level)
    for p in _in_addresses(text):
        allowed[p] = True
    for p in chain(_in_pairs(text), _inside_quotes(text, kinds), joined(text)):
        allowed[p] = False
    return allowed


def may_break(text: str, position: int, level: Level = "gb") -> bool:
    """Whether a line may break at `position` of `text`; see `breaks`.

    False at both ends of the text and beyond them.
    """
    return 0 < position < len(text) and breaks(text, level)[position]


@cache
def _pair(left: CharClass, right: CharClass, level: Level) -> bool | None:
    """Whether a line may part two classes; None if their text decides."""
    if right is C.SPACE:
        return False  # a space belongs to the line it ends
    if left is C.SPACE:
        return None
    if right in LEVELS[level].no_start or left in LEVELS[level].no_end:
        return False
    if left is C.FINAL and right is C.FINAL:
        return False  # ？！ (GB 5.1.2); 。 never starts a line anyway
    if (left, right) in INSEPARABLE and not {left, right} <= WESTERN:
        return False
    of_text = C.LATIN in (left, right) or {left, right} <= WESTERN
    in_figure = left in (C.COLON, C.FINAL) and right in FIGURES
    return None if of_text or in_figure else True


def _in_context(text: str, kinds: Sequence[CharClass], p: int, level: Level) -> bool:
    left, right = kinds[p - 1], kinds[p]
    if left is C.SPACE:
        return text[p - 1] not in NO_BREAK_SPACES and _after_space(text, kinds, p, level)
    if left in (C.COLON, C.FINAL) and right in FIGURES:
        return p < 2 or kinds[p - 2] not in FIGURES  # 9：30, ３．５
    if {left, right} <= WESTERN:
        return _inside_word(text, p)
    return text[p] not in ASCII_NO_START and text[p - 1] not in ASCII_NO_END


def _after_space(text: str, kinds: Sequence[CharClass], p: int, level: Level) -> bool:
    before = next((kinds[q] for q in range(p - 1, -1, -1) if kinds[q] is not C.SPACE), None)
    if before is None or before in LEVELS[level].no_end or kinds[p] in LEVELS[level].no_start:
        return False
    return text[p] not in ASCII_NO_START or _is_letter(text, kinds, p + 1)  # 10 %, but .NET


def _in_pairs(text: str) -> Iterator[int]:
    """Before the second half of a pair of dashes or dots, and before a dash that has none."""
    for run in PAIRED.finditer(text):
        yield from range(run.start() + 1, run.end(), 2)
        if run[1] in CONNECTORS_ALONE and len(run[0]) % 2:
            yield run.end() - 1


def _inside_quotes(text: str, kinds: Sequence[CharClass]) -> Iterator[int]:
    """After a straight quotation mark that opens, before one that closes."""
    still_open: set[str] = set()
    for found in STRAIGHT_QUOTES.finditer(text):
        mark, at = found[0], found.start()
        after_letter = mark == APOSTROPHE and _is_letter(text, kinds, at - 1)
        if after_letter and (mark not in still_open or _is_letter(text, kinds, at + 1)):
            continue
        if mark in still_open:
            still_open.remove(mark)
            yield at
        else:
            still_open.add(mark)
            yield at + 1


def _is_letter(text: str, kinds: Sequence[CharClass], p: int) -> bool:
    return 0 <= p < len(text) and kinds[p] in WESTERN and text[p].isalnum()


def _inside_word(text: str, p: int) -> bool:
    """A Latin word breaks only after a hyphen between two letters (CY/T 154 §9); `km/h` does not,
    for a solidus ends no line (GB 5.1.9).
    """
    if text[p - 1] not in BREAK_AFTER_IN_WORD or p < 2:
        return False
    return text[p - 2].isalpha() and text[p].isalpha() and text[p - 2].isascii()


def _in_addresses(text: str) -> Iterator[int]:
    for address in re.finditer(ADDRESS, text):
        after_scheme = address.start() + max(0, address[0].find("//")) + 3
        inside = BREAK_IN_ADDRESS.finditer(text, after_scheme, address.end())
        yield from (found.start() for found in inside if found.start() < address.end())
