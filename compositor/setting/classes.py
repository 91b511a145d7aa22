"""Character classes: which kind of sign a character is, for breaking, squeezing and stretching.

The table is `typography.md` §1.1 of the project's rule sheet: GB/T 15834-2011 §5.1 with the code
points of clreq. One character has one class; what depends on neighbours (a dash is two —, a
number run) is decided in `kinsoku` and `prepare`.
"""

from enum import Enum
from functools import cache
from unicodedata import east_asian_width


class CharClass(Enum):
    """The classes of the rule sheet; the value is the abbreviation used in its tables."""

    OPENING = "OP"
    CLOSING = "CL"
    FINAL = "SP"
    COMMA = "CM"
    COLON = "CO"
    DASH = "DA"
    ELLIPSIS = "EL"
    CONNECTOR = "CN"
    INTERPUNCT = "MD"
    SOLIDUS = "SL"
    DIGIT = "NU"
    WIDE_DIGIT = "NW"
    POSTFIX = "PO"
    PREFIX = "PR"
    LATIN = "AL"
    SPACE = "WS"
    IDEOGRAPH = "ID"

    # Members are looked up by the hundred thousand; Enum's own hash is written in Python.
    __hash__ = object.__hash__


MEMBERS: dict[CharClass, str] = {
    CharClass.OPENING: "“‘（【〔〖［｛《〈「『〘〚〝｟",
    CharClass.CLOSING: "”’）】〕〗］｝》〉」』〙〛〞〟｠",
    CharClass.FINAL: "。．？！‼⁇⁈⁉",
    CharClass.COMMA: "，、；",
    CharClass.COLON: "：",
    CharClass.DASH: "—⸺",
    CharClass.ELLIPSIS: "…⋯",
    CharClass.CONNECTOR: "–～",
    CharClass.INTERPUNCT: "·",
    CharClass.SOLIDUS: "／",
    CharClass.WIDE_DIGIT: "０１２３４５６７８９",
    CharClass.POSTFIX: "％‰°℃℉′″￠₫¹²³",
    CharClass.PREFIX: "＋−±￥＄€￡№",
    CharClass.SPACE: " \u3000\u00a0\u2002\u2003\u2009\t",
}

BY_CHARACTER = {character: kind for kind, members in MEMBERS.items() for character in members}

# Marks that carry half an em of blank which may be taken away, by the side the blank is on.
BLANK_BEFORE = frozenset({CharClass.OPENING})
BLANK_AFTER = frozenset({CharClass.CLOSING, CharClass.FINAL, CharClass.COMMA, CharClass.COLON})
MARKS = BLANK_BEFORE | BLANK_AFTER
WESTERN = frozenset({CharClass.LATIN, CharClass.DIGIT})


@cache
def class_of(character: str) -> CharClass:
    """The class of one character; anything unknown that is narrow counts as Latin.

    Letters of ambiguous width (é, α, Я) are narrow in our faces, and written in words.
    """
    if character in BY_CHARACTER:
        return BY_CHARACTER[character]
    if "0" <= character <= "9":
        return CharClass.DIGIT
    width = east_asian_width(character)
    is_narrow = width in ("N", "Na", "H") or (width == "A" and character.isalpha())
    return CharClass.LATIN if is_narrow else CharClass.IDEOGRAPH
