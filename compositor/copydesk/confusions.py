"""Characters taken for others: those that look alike to a scanner or a hurried typist, and
traditional ones left over among simplified.

A row stands in the table only if the wrong form is right nowhere: 工入 is, in 职工入会, and so the
row needs what follows.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import HAN

if TYPE_CHECKING:
    from opencc import OpenCC

# Pattern of the wrong characters → the right ones.
CONFUSIONS: tuple[tuple[str, str], ...] = (
    (r"(?<![自知利克])己(?=经[^营济常过历手费验])", "已"),
    (r"(?<=而)己(?=[，。！；”])", "已"),
    (r"巳(?=经)", "已"),
    (r"(?<=自)[已巳](?=的|[，。、；]|动手)", "己"),
    (r"(?<=知)[已巳](?=知彼)", "己"),
    (r"杜(?=会(?:主义|保障|保险|各界|组织|治理|责任|化|发展|稳定|力量|服务|效益))", "社"),
    (r"(?<=全)杜(?=会)", "社"),
    (r"(?<=工)入(?=阶级|先锋|文化宫|新村|们)", "人"),
    (r"入(?=民群众|民政府|民法院|民日报|民检察)", "人"),
    (r"(?<=[今近昨明次节假])曰", "日"),
    (r"(?<![名子诗书号称题])曰(?=[前常益])", "日"),
    (r"(?<=工人)曰(?=报)", "日"),
    (r"(?<=人民)曰(?=报)", "日"),
    (r"(?<![周年月期学岁季夜之始本])末(?=来[，。的])", "未"),
    (r"(?<![周年月期学岁季夜之始本])末(?=经|曾|必)", "未"),
    (r"(?<=[发拓])晨(?![会跑光练曦昏间报星起])", "展"),
    (r"(?<=开)晨(?=[了“活工])", "展"),
    (r"(?<=劳)[功劫](?=者|模范|竞赛|合同|保护)", "动"),
    (r"(?<=设)汁", "计"),
    (r"(?<=工)[怍](?=[，。、人作])", "作"),
)
_ROWS = tuple((re.compile(pattern), right) for pattern, right in CONFUSIONS)

# Outside GB 2312, converted by OpenCC, and yet right: the 通用规范汉字表 (2013) has them for names.
IN_NAMES = frozenset("昇陞甦堃邨祕頫脩迺谿濛喆淼犇鍾")
_HANZI = re.compile(f"[{HAN}]+")


def confused_characters(text: str, context: Context) -> Iterator[Finding]:
    """What the table has, with a word of what stands round it."""
    del context
    for pattern, right in _ROWS:
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 1) : match.end() + 1]
            yield Finding("confused-character", *match.span(), right, (("found", around),))


def traditional_characters(text: str, context: Context) -> Iterator[Finding]:
    """Traditional forms, by OpenCC. A text wholly within GB 2312 has none and is not asked for;
    so 乾隆 and 著名, whose characters are simplified ones too, are never in question.
    """
    del context
    for run in _HANZI.finditer(text):
        if _is_in_gb2312(run[0]):
            continue
        simple = _converter().convert(run[0])
        if len(simple) != len(run[0]):
            continue
        for at, (sign, other) in enumerate(zip(run[0], simple, strict=True), start=run.start()):
            if sign != other and not _is_in_gb2312(sign) and sign not in IN_NAMES:
                yield Finding("traditional-character", at, at + 1, other)


def _is_in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")
