"""Classes of signs as the checker knows them, each table from its clause.

Written apart from setting's own tables and on purpose so: an error there must not excuse itself
here. What the two should agree on is a test (`tests/grading/test_classes.py`).

A full-width mark is half an em of ink and half an em of blank (clreq, GB/T 15834-2011 5.1): its
*core* is the half with the ink.
"""

import re

from compositor.model.signs import Sign
from compositor.units import Emu

OPENING = frozenset("“‘（【〔〖［｛《〈「『〘〚〝｟")  # GB/T 15834 5.1.3
CLOSING = frozenset("”’）】〕〗］｝》〉」』〙〛〞〟｠")  # 5.1.3
FINAL = frozenset("。．？！")  # 句末点号, 5.1.1
COMMA = frozenset("，、；")  # 句内点号, 5.1.1
COLON = frozenset("：")  # 5.1.1; not in clreq's list of what shrinks
STACKED = frozenset("！？")  # 5.1.2
DASH = frozenset("—⸺")  # 5.1.4
ELLIPSIS = frozenset("…⋯")  # 5.1.5
CONNECTOR = frozenset("–～-")  # 5.1.6; and — alone
INTERPUNCT = frozenset("·")  # 5.1.7
SOLIDUS = frozenset("/／")  # 5.1.9
POSTFIX = frozenset("％%‰°℃℉′″")  # clreq 6.1.2.2: with the figure before them
PREFIX = frozenset("＋+−±￥¥＄$€£№")  # clreq 6.1.2.2: with the figure after them
FIGURES = frozenset("0123456789０１２３４５６７８９")
IN_FIGURES = frozenset(",.:/％%")  # inside a number run: 1,234.5  9:30  3/4

POINTS = FINAL | COMMA | COLON
BLANK_AFTER = POINTS | CLOSING
MARKS = OPENING | BLANK_AFTER

# GB/T 15834 5.1.1-5.1.9 (避头尾); half-width points and closing marks as their full-width kin.
NO_START = POINTS | CLOSING | CONNECTOR | INTERPUNCT | SOLIDUS | frozenset("‼⁇⁈⁉,.;:!?)]}")
NO_END = OPENING | frozenset("／([{")

CLASSES = (
    ("OP", OPENING),
    ("CL", CLOSING),
    ("SP", FINAL),
    ("CM", COMMA),
    ("CO", COLON),
)
CLASS_OF = {character: name for name, members in CLASSES for character in members}
# clreq 6.2.2.3: who gives up blank first; opening and closing marks together.
SHRINK_ORDER = (("OP", "CL"), ("CM",), ("SP",))

WEAK_STARTS = frozenset("的了着等们吗呢吧啊")  # may not begin a headline's second line
UNITS = "万亿千百元年月日时分秒个名人次件条项户吨斤米里亩倍版期届号岁欧美度克升平公％%"
NUMBER_UNIT = re.compile(rf"[0-9０-９][万亿]?\|[{UNITS}]")  # clreq 6.1.2; | is the line's end

HANZI = (("㐀", "鿿"), ("豈", "﫿"), ("𠀀", "𿿽"))


def is_hanzi(text: str) -> bool:
    """Whether a sign is an ideograph (also 〇 and 々)."""
    return len(text) == 1 and (any(a <= text <= b for a, b in HANZI) or text in "〇々")


def is_western(text: str) -> bool:
    """A Latin letter or an Arabic figure of its own width."""
    return (text[:1].isascii() and text[:1].isalnum()) or "À" <= text[:1] <= "ɏ"


def class_of(text: str) -> str:
    """The class of a mark with a blank half, or ""."""
    return CLASS_OF.get(text, "")


def is_wide(sign: Sign) -> bool:
    """Whether a mark has the full width that its class promises (“ of a Latin face has not)."""
    return 5 * sign.advance > 4 * sign.size


def core(sign: Sign) -> tuple[Emu, Emu]:
    """Where a sign stands: of a full-width mark the half with the ink, else its whole width.

    The interpunct takes half an em round its ink (GB 5.1.7) whatever width its face gives it.
    """
    if sign.text in INTERPUNCT:
        left = (sign.ink.left + sign.ink.right) // 2 - sign.size // 4
        return left, left + sign.size // 2
    if sign.text in MARKS and is_wide(sign):
        half = sign.size // 2
        left = sign.x + half if sign.text in OPENING else sign.x
        return left, left + half
    return sign.x, sign.x + sign.advance
