"""Characters no page can print, and how lines of a text are joined into one.

Text arrives from Word, web pages and PDF extraction, and brings characters nobody sees: marks of
zero width, soft hyphens, private-use codes of a foundry's font. Each would be lost or become an
empty box in print, so all are refused where they stand, before any other reading. What is merely
unusual (a face may lack it) is left to setting; only what is written from right to left is refused
here, for no line of ours runs that way.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

from compositor.diagnostics import Diagnostic, Place, diagnose


class _Kind(NamedTuple):
    """One sort of unprintable character: its set (inside brackets of a pattern) and its names."""

    members: str
    en: str
    zh: str


# Unassigned code points are not listed: what is unassigned depends on the Unicode version of the
# Python that runs, and an issue must read the same everywhere.
_KINDS = (
    _Kind("\x00-\x08\x0b-\x1f\x7f-\x9f", "a control character", "控制字符"),
    _Kind(
        "\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
        "\ufeff\uffa0\U000e0000-\U000e007f",
        "it has no width and cannot be seen",
        "不可见的零宽字符",
    ),
    _Kind("\ufffc\ufffd", "it stands for something that was lost", "表示此处原有内容已丢失"),
    _Kind(
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
        "a private code of some font",
        "某种字体的自造字（私用区）",
    ),
    _Kind("\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff", "not a character", "不是字符"),
)
# The blocks Unicode keeps for scripts that run so: Hebrew, Arabic and their kin.
_RIGHT_TO_LEFT = (
    "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_BACKWARDS = re.compile(f"[{_RIGHT_TO_LEFT}](?:[ {_RIGHT_TO_LEFT}]*[{_RIGHT_TO_LEFT}])?")
_BAD = re.compile("|".join(f"([{kind.members}])" for kind in _KINDS))
# The same without what sort it is of: a tenth of the time, and nearly every line has none.
_ANY_BAD = re.compile(f"[{''.join(kind.members for kind in _KINDS)}]")


def bad_characters(path: str, lines: Iterable[str]) -> list[Diagnostic]:
    """`bad-character` for each unprintable character, once a line, at its first place; and
    `right-to-left` for each stretch of such a script.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        matches = list(_BAD.finditer(line)) if _ANY_BAD.search(line) else []
        first = {match[0]: match for match in reversed(matches)}
        for match in first.values():
            place = Place(path, number, match.start() + 1, 1, without_bad(line))
            found.append(_complaint(match, place))
        for match in _BACKWARDS.finditer(line):
            place = Place(path, number, match.start() + 1, len(match[0]), without_bad(line))
            found.append(diagnose("right-to-left", place, found=match[0]))
    return found


def bad_character(text: str, place: Place) -> Diagnostic | None:
    """The same for a text whose characters were written as escapes, so that none has a place."""
    if match := _BAD.search(text):
        return _complaint(match, place)
    match = _BACKWARDS.search(text)
    return diagnose("right-to-left", place, found=match[0]) if match else None


def without_bad(text: str) -> str:
    """The text with U+FFFD for what `bad_characters` reports: places stay, parsers can go on."""
    return _ANY_BAD.sub("\ufffd", text)


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one: nothing between Chinese characters, one space between Latin words."""
    joined = ""
    for line in filter(None, map(str.strip, lines)):
        space = " " if joined and _is_latin(joined[-1]) and _is_latin(line[0]) else ""
        joined += space + line
    return joined


def _is_latin(character: str) -> bool:
    """Whether a line end beside it means a space.

    Quotation marks and dashes have ambiguous width; here they are Chinese, for so is the page.
    Cyrillic and Greek letters have ambiguous width too, but are words with spaces.
    """
    width = east_asian_width(character)
    return character.isalnum() if width == "A" else width not in "WF"


def _complaint(match: re.Match[str], place: Place) -> Diagnostic:
    kind = _KINDS[(match.lastindex or 1) - 1]
    codepoint = f"{ord(match[0]):04X}"
    return diagnose("bad-character", place, codepoint=codepoint, what=kind.en, what_zh=kind.zh)
