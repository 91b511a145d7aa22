"""Where a line may break: no-start and no-end (避头尾) and inseparables (不可分).

`breaks(text)` answers for a whole paragraph; it looks at characters only, not at widths. UAX #14
is not enough for newspapers: it lets `～ · ／ —` start a line and sees no break before “ or after ”
(typography §1.2, measured). Levels are tables, each with its authority:

    basic   clreq #prohibition_rules_for_line_start_end "basic": points, closing marks,
            connectors, interpunct and solidus never start; opening marks never end a line
    gb      GB/T 15834-2011 §5.1: basic, and the solidus never ends a line (the default)
    strict  clreq "strict": gb, and neither dash nor ellipsis starts a line

Recommended but breakable unions (20万|元, 年|月) are not here: they are costs, not bans.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from compositor.setting.classes import CharClass, class_of

Level: TypeAlias = Literal["basic", "gb", "strict"]

C = CharClass


@dataclass(frozen=True, slots=True)
class Kinsoku:
    """One level: the classes that may not start and may not end a line."""

    no_start: frozenset[CharClass]
    no_end: frozenset[CharClass]


_BASIC_START = frozenset(
    {C.FINAL, C.COMMA, C.COLON, C.CLOSING, C.CONNECTOR, C.INTERPUNCT, C.SOLIDUS}
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
        (C.DIGIT, C.POSTFIX),
        (C.LATIN, C.POSTFIX),
        (C.POSTFIX, C.DIGIT),
        (C.POSTFIX, C.LATIN),
        (C.PREFIX, C.DIGIT),
        (C.DIGIT, C.PREFIX),
        (C.WIDE_DIGIT, C.WIDE_DIGIT),
        (C.WIDE_DIGIT, C.POSTFIX),
        (C.PREFIX, C.WIDE_DIGIT),
    }
)

# ASCII signs by what they do beside Chinese text; letters and the rest stay one Latin word.
ASCII_NO_START = frozenset("!),.:;?]}%/-~")
ASCII_NO_END = frozenset("([{$#@/")
BREAK_AFTER_IN_WORD = frozenset("-/")
NO_BREAK_SPACE = "\u00a0"


def breaks(text: str, level: Level = "gb") -> list[bool]:
    """For each position 0…len(text), whether a line may break there.

    Position p lies between `text[p-1]` and `text[p]`; both ends of the text are False.
    """
    rules = LEVELS[level]
    kinds = [class_of(character) for character in text]
    doubled = _second_halves(text, kinds)
    allowed = [False] * (len(text) + 1)
    for p in range(1, len(text)):
        allowed[p] = not doubled[p] and _may_part(text, kinds, p, rules)
    return allowed


def may_break(text: str, position: int, level: Level = "gb") -> bool:
    """Whether a line may break at `position` of `text`; see `breaks`."""
    return 0 < position < len(text) and breaks(text, level)[position]


def _may_part(text: str, kinds: list[CharClass], p: int, rules: Kinsoku) -> bool:
    left, right = kinds[p - 1], kinds[p]
    if right is C.SPACE or text[p - 1] == NO_BREAK_SPACE:
        return False  # a space belongs to the line it ends
    if right is C.DASH and not _is_doubled(text, p):
        return False  # a single — is a connector (GB 5.1.6)
    if left is C.SPACE:
        return _after_space(kinds, p, rules)
    if right in rules.no_start or left in rules.no_end:
        return False
    if _stacked(left, right):
        return False
    if (left, right) in INSEPARABLE:
        return _inside_word(text, p)
    return not _bound_ascii(text[p - 1], text[p])


def _after_space(kinds: list[CharClass], p: int, rules: Kinsoku) -> bool:
    before = next((k for k in reversed(kinds[:p]) if k is not C.SPACE), None)
    return before is not None and before not in rules.no_end and kinds[p] not in rules.no_start


def _inside_word(text: str, p: int) -> bool:
    """A Latin word breaks only after a hyphen or solidus between two letters."""
    if text[p - 1] not in BREAK_AFTER_IN_WORD or p < 2:
        return False
    return text[p - 2].isalpha() and text[p].isalpha() and text[p - 2].isascii()


def _bound_ascii(left: str, right: str) -> bool:
    return right in ASCII_NO_START or left in ASCII_NO_END


def _stacked(left: CharClass, right: CharClass) -> bool:
    """？！ and the like stay together (GB 5.1.2)."""
    return left is C.FINAL and right is C.FINAL


def _second_halves(text: str, kinds: list[CharClass]) -> list[bool]:
    """Marks the second half of each —— and ……: runs part only between pairs (GB 5.1.4-5.1.5)."""
    second = [False] * (len(text) + 1)
    for p in range(1, len(text)):
        same = text[p] == text[p - 1] and kinds[p] in (C.DASH, C.ELLIPSIS)
        second[p] = same and not second[p - 1]
    return second


def _is_doubled(text: str, p: int) -> bool:
    """Whether the dash at `p`, which is no second half, is ⸺ or the first half of ——."""
    return text[p] != "—" or text[p : p + 2] == "——"
