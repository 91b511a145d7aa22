"""Character classes: which kind of sign a character is, for breaking, squeezing and stretching.

The table is `typography.md` §1.1 of the project's rule sheet: GB/T 15834-2011 §5.1 with the code
points of clreq, and for signs of Japanese those of CSS Text (`line-break: strict`).

`class_of` tells the class of a character alone, `classes_of` those of a text: there a half-width
mark beside Chinese is the Chinese mark (`近年来,`), within a Latin word ’ is an apostrophe, and
what joins the character before it (an accent, a variation selector) has the class of that. `signs`
cuts a text into characters with what joins them.
What depends on more than neighbours (a dash is two —, a number run) is decided in `kinsoku` and
`prepare`.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import accumulate, pairwise
from unicodedata import category, east_asian_width


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
    NON_STARTER = "NS"
    JOINED = "CM+"

    # Members are looked up by the hundred thousand; Enum's own hash is written in Python.
    __hash__ = object.__hash__


MEMBERS: dict[CharClass, str] = {
    CharClass.OPENING: "“‘（【〔〖［｛《〈「『〘〚〝｟",
    CharClass.CLOSING: "”’）】〕〗］｝》〉」』〙〛〞〟｠",
    CharClass.FINAL: "。．？！‼⁇⁈⁉",
    CharClass.COMMA: "，、；",
    CharClass.COLON: "：",
    CharClass.DASH: "—―⸺",
    CharClass.ELLIPSIS: "…⋯",
    CharClass.CONNECTOR: "–～〜゠∶－",
    CharClass.INTERPUNCT: "·・･‧•",
    CharClass.SOLIDUS: "／",
    CharClass.WIDE_DIGIT: "０１２３４５６７８９",
    CharClass.POSTFIX: "％‰°℃℉′″‵￠₫﹪⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉",
    CharClass.PREFIX: "＋−±×÷≈≤≥￥＄€￡￦№＃﹩",
    CharClass.SPACE: " \u3000\u00a0\u2002\u2003\u2009\t",
    CharClass.NON_STARTER: (
        "々〻〃ゝゞヽヾー"  # iteration marks (clreq gives no rule), long vowel
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"  # small kana
        "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ"
        "｡､｣﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞"  # half-width and small forms, of which no style says anything
    ),
}

BY_CHARACTER = {character: kind for kind, members in MEMBERS.items() for character in members}

# Marks that carry half an em of blank which may be taken away, by the side the blank is on.
BLANK_BEFORE = frozenset({CharClass.OPENING})
BLANK_AFTER = frozenset({CharClass.CLOSING, CharClass.FINAL, CharClass.COMMA, CharClass.COLON})
MARKS = BLANK_BEFORE | BLANK_AFTER
WESTERN = frozenset({CharClass.LATIN, CharClass.DIGIT})
# Set as hanzi: a whole em, and a gap towards Latin.
HANZI = frozenset({CharClass.IDEOGRAPH, CharClass.NON_STARTER})

# What a half-width mark is where it stands beside Chinese. A full stop also ends `No.` and `1.`:
# it is one only after Chinese; a hyphen is also a minus: it connects only what goes on in Chinese.
HALF_WIDTH: dict[str, CharClass] = {
    ",": CharClass.COMMA,
    ";": CharClass.COMMA,
    ":": CharClass.COLON,
    "!": CharClass.FINAL,
    "?": CharClass.FINAL,
    ".": CharClass.FINAL,
    "(": CharClass.OPENING,
    ")": CharClass.CLOSING,
    "-": CharClass.CONNECTOR,
    "‐": CharClass.CONNECTOR,
    "~": CharClass.CONNECTOR,
    "/": CharClass.SOLIDUS,
}
ONLY_AFTER_CHINESE = frozenset(".")
ONLY_BEFORE_CHINESE = frozenset("-")
APOSTROPHE = "’"
HYPHEN = "‐"  # ambiguous by its width; it is a letter's, as - is
PLACED = frozenset({*HALF_WIDTH, APOSTROPHE})  # what is of another class beside other signs
# Text in which nothing joins, told without asking for each class: hanzi, marks, letters, figures.
PLAIN = re.compile("[ -~·—‘’“”…\u3000-\u3020\u4e00-\u9fff\uff01-\uff65]*")
JOINING = frozenset({"Mn", "Mc", "Me", "Cf"})  # accents, variation selectors, what has no width
JOINER = "\u200d"
SKIN_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


@cache
def class_of(character: str) -> CharClass:
    """The class of one character; anything unknown that is narrow counts as Latin.

    Letters of ambiguous width (é, α, Я) are narrow in our faces, and written in words.
    """
    if character in BY_CHARACTER:
        return BY_CHARACTER[character]
    if "0" <= character <= "9":
        return CharClass.DIGIT
    if character.isspace():
        return CharClass.SPACE
    if character == HYPHEN:
        return CharClass.LATIN
    if category(character) in JOINING or character in SKIN_TONES:
        return CharClass.JOINED
    width = east_asian_width(character)
    is_narrow = width in ("N", "Na", "H") or (width == "A" and character.isalpha())
    return CharClass.LATIN if is_narrow else CharClass.IDEOGRAPH


def classes_of(text: str) -> tuple[CharClass, ...]:
    """The class of each character of a text; half-width marks and ’ by their neighbours."""
    kinds = tuple(map(class_of, text))
    if CharClass.JOINED in {*kinds}:
        kinds = tuple(accumulate((CharClass.LATIN, *kinds), _joint))[1:]
    if PLACED.isdisjoint(text):
        return kinds
    found = enumerate(text)
    return tuple(_in_place(text, kinds, p) if c in PLACED else kinds[p] for p, c in found)


def _joint(base: CharClass, kind: CharClass) -> CharClass:
    """The class of what joins is its base's; an accent without one stands as a letter."""
    if kind is not CharClass.JOINED:
        return kind
    return CharClass.LATIN if base is CharClass.SPACE else base


def signs(text: str) -> Sequence[str]:
    """The characters of a text, each with what joins it."""
    parts = joined(text)
    if not parts:
        return text
    ends = sorted({*range(len(text) + 1)} - {*parts})
    return [text[a:b] for a, b in pairwise(ends)]


def joined(text: str) -> list[int]:
    """Offsets of what stands in one with the character before it, or after a joiner."""
    if PLAIN.fullmatch(text) or CharClass.JOINED not in map(class_of, {*text}):
        return []
    return [p for p in range(1, len(text)) if _joins(text, p)]


def is_one(text: str, kinds: Sequence[CharClass], p: int) -> bool:
    """Whether a piece of type goes on at offset p if no line may break there: within a word, or
    before what joins its character.
    """
    return (kinds[p] in WESTERN and kinds[p - 1] in WESTERN) or _joins(text, p)


def _joins(text: str, p: int) -> bool:
    """Nothing joins a space, and a joiner joins no space."""
    if CharClass.SPACE in (class_of(text[p - 1]), class_of(text[p])):
        return False
    return class_of(text[p]) is CharClass.JOINED or text[p - 1] == JOINER


def _in_place(text: str, kinds: Sequence[CharClass], p: int) -> CharClass:
    character = text[p]
    if character == APOSTROPHE:
        before_letter = 0 < p < len(text) - 1 and kinds[p + 1] is CharClass.LATIN
        return CharClass.LATIN if before_letter and kinds[p - 1] in WESTERN else kinds[p]
    if character not in HALF_WIDTH or character in (text[p - 1 : p] + text[p + 1 : p + 2]):
        return kinds[p]  # `...` and `--` stay what they are
    before = p > 0 and _is_chinese(kinds[p - 1])
    after = p + 1 < len(text) and _is_chinese(kinds[p + 1])
    speaks_before = before and character not in ONLY_BEFORE_CHINESE
    speaks_after = after and character not in ONLY_AFTER_CHINESE
    return HALF_WIDTH[character] if speaks_before or speaks_after else kinds[p]


def _is_chinese(kind: CharClass) -> bool:
    return kind not in WESTERN and kind is not CharClass.SPACE
