"""Numbers by GB/T 15835-2011 (出版物上数字用法); clauses stand at the rules.

Where the standard leaves a choice nothing is said, and where a pattern may be something else (a
score, a telephone number, a code, a list) it is let pass: a desk that cries wolf is switched off.
"""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import HAN, outside

HANZI = "〇一二三四五六七八九"
VALUES = {**{sign: str(value) for value, sign in enumerate(HANZI)}, "零": "0", "○": "0"}
TENS = dict(zip(range(10, 100, 10), ("十", *(f"{d}十" for d in HANZI[2:])), strict=True))
POWERS = {10: "十", 100: "百", 1000: "千", 10000: "万"}

# What is counted; 号 室 栋 路 are left out, for 3-2号 may be a house.
COUNTED = (
    "个|名|人|位|家|岁|次|件|项|元|天|周|届|期|版|页|条|场|篇|户|里|米|公里|千米|公斤|千克|斤|吨|倍|级|亩|"
    "小时|分钟|秒|度|册|份|套|批|种|张|台|辆|支|只|双|碗|盒|平方"
)
_UNITS = rf"(?:学?年|个?月|日|时|点|{COUNTED}|[万亿千百]|[%％℃‰]|[ck]?m(?![A-Za-z])|kg)"
_NUMBER = r"[1-9]\d*(?:\.\d+)?|0\.\d+"
_RANGE = re.compile(
    rf"(?<![\d.,:/\-–~A-Za-z])(?P<a>{_NUMBER})(?P<unit>{_UNITS}?)"
    rf"(?P<sign> ?(?:-|~|–|―|－|——) ?)(?P<b>{_NUMBER})(?={_UNITS})"
)
_TIMES = re.compile(
    r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?P<sign> ?(?:-|~|–|―|－|——) ?)"
    r"(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])"
)
_WEEKDAYS = re.compile(
    r"(?:周|星期)[一二三四五六日](?P<sign> ?(?:-|~|–|―|－) ?)(?:周|星期)[一二三四五六日]"
)

_DIGIT = "[〇○零一二三四五六七八九]"
_MONTH = "(?:十[一二]?|[一二三四五六七八九])"
_DAY = "(?:二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_YEAR = re.compile(
    rf"(?P<year>(?:一[八九]|二[〇○零]){_DIGIT}{{2}})年"
    rf"(?:(?P<month>{_MONTH})月(?:(?P<day>{_DAY})(?P<sign>[日号]))?)?"
)
_SHORT_YEAR = re.compile(r"(?<![\d.近约历达满共了过第前后’'])(\d\d)年(?=(?:0?[1-9]|1[0-2])月)")
_DOTTED = re.compile(
    r"(?<![\d.\-/])(\d{4})([.．/])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d.\-/])"
)

_PERCENT = re.compile(r"百分之(\d+(?:\.\d+)?)(?![\d几多])")
_SOME = re.compile(r"(?<![\d.])(\d+)几(?!何)|几(10+)(?!\d)")
_MIXED = re.compile(r"(?<![\d.第])\d+(?:[百](?![货花分])|千(?![克米瓦卡赫焦帕伏牛]))\d*")
_LISTED = re.compile(
    rf"(?<![第、\d{HANZI}十百千万])([1-9]|[{HANZI[1:]}])、([2-9]|[{HANZI[2:]}])"
    rf"(?=多?[百千万]?(?:(?:{COUNTED})(?!级|以上|等)|年(?!级)))"
)
_ABOUT = r"[\d一二三四五六七八九十百千万亿][\d.,一二三四五六七八九十百千万亿]*"
_TWICE_ABOUT = re.compile(
    rf"(?:大约|约|近|超过|逾|至少|不足)(?:{_ABOUT})[余多](?!数)"
    rf"|(?:大约|约|近|超过|逾|至少|不足)(?:{_ABOUT})(?:[{HAN}]{{0,2}})(?:左右|上下)"
)
_LONG = re.compile(
    r"(?<![\d.,\-A-Za-z])[1-9]\d*?(?P<zeros>0{8}|0{4})(?=[多余]?(?:元|人|名|册|份|户|吨|亩|件|个|平方|米|千瓦|字|次|张|套|棵|株|头|只))"
)
_DECADES = re.compile(r"(?<!\d)([1-9])0、([1-9])0年代")
_BARE = re.compile(rf"(?<![\d.A-Za-z．])\.(?=\d+(?:[{HAN}%％]))")
_NAMED_DAY = re.compile(r"“(\d{1,2})([.．])(\d{1,2})”")
# Days known by month and day (5.1.6); any other “2.0” is a version.
NAMED_DAYS = (
    "1.28 3.5 3.8 3.12 3.15 4.15 4.23 4.26 4.28 5.1 5.4 5.12 5.20 6.1 6.5 6.26 7.1 7.7 8.1 9.3 "
    "9.18 9.30 10.1 11.9 12.4 12.9 12.13"
)


def ranges(text: str, context: Context) -> Iterator[Finding]:
    """5.1.3: between numbers stands — or ～, as the house has it. Scores (3-2) ascend by chance at
    most, and nothing is counted in them; codes begin with 0 or have a third part.
    """
    for form in (_RANGE, _TIMES, _WEEKDAYS):
        for match in outside(form.finditer(text), text):
            if form is not _RANGE or _ascends(match):
                sign, values = context.style.range_sign, (("found", match[0]),)
                yield Finding("range-sign", *match.span("sign"), sign, values)


def years_in_hanzi(text: str, context: Context) -> Iterator[Finding]:
    """4.3: dates of one text in one form, and that of newspapers is 2025年. 5.2.5: no 零 there."""
    del context
    for match in _YEAR.finditer(text):
        year = "".join(VALUES[sign] for sign in match["year"])
        month = f"{value_of(match['month'])}月" if match["month"] else ""
        day = f"{value_of(match['day'])}{match['sign']}" if match["day"] else ""
        yield Finding("year-in-hanzi", *match.span(), f"{year}年{month}{day}")


def short_years(text: str, context: Context) -> Iterator[Finding]:
    """5.1.4: a year of four figures is not shortened. Only beside a month is it surely a year."""
    now = context.date.year if context.date else 2030
    for match in _SHORT_YEAR.finditer(text):
        century = now // 100 - (int(match[1]) > now % 100 + 1)
        values = (("found", match[0]),)
        yield Finding("short-year", *match.span(1), f"{century}{match[1]}", values)


def dotted_dates(text: str, context: Context) -> Iterator[Finding]:
    """5.1.4: 年 and 月 may become `-`, and nothing else."""
    del context
    for match in outside(_DOTTED.finditer(text), text):
        yield Finding(
            "dotted-date", *match.span(), f"{match[1]}年{int(match[3])}月{int(match[4])}日"
        )


def mixed_numerals(text: str, context: Context) -> Iterator[Finding]:
    """5.3: figures and hanzi in one number, where the hanzi is not 万 or 亿."""
    del context
    for match in _PERCENT.finditer(text):
        yield Finding("mixed-numeral", *match.span(), f"{match[1]}%")
    for match in _SOME.finditer(text):
        words = TENS.get(int(match[1])) if match[1] else POWERS.get(int(match[2]))
        whole = None if words is None else f"{words}几" if match[1] else f"几{words}"
        yield Finding("mixed-numeral", *match.span(), whole)
    for match in _MIXED.finditer(text):
        yield Finding("mixed-numeral", *match.span())


def listed_approximations(text: str, context: Context) -> Iterator[Finding]:
    """5.2.1: neighbouring numbers that mean about so many are in hanzi and have no 、 between."""
    del context
    for match in _LISTED.finditer(text):
        pair = [VALUES.get(sign, sign) for sign in match.groups()]
        if match.start() and int(pair[1]) - int(pair[0]) == 1:
            words = "".join(HANZI[int(value)] for value in pair)
            yield Finding("listed-approximation", *match.span(), words.replace("二三", "两三"))


def doubled_approximations(text: str, context: Context) -> Iterator[Finding]:
    """约50多人, 近20天左右: said twice; which of the two is meant is the author's to say."""
    del context
    for match in _TWICE_ABOUT.finditer(text):
        yield Finding("doubled-approximation", *match.span())


def long_numbers(text: str, context: Context) -> Iterator[Finding]:
    """5.1.1, 5.3: a row of noughts is read as 万 or 亿."""
    del context
    for match in _LONG.finditer(text):
        if len(match[0]) >= 6:
            unit = "亿" if len(match["zeros"]) == 8 else "万"
            yield Finding("long-number", *match.span("zeros"), unit, (("found", match[0]),))


def listed_decades(text: str, context: Context) -> Iterator[Finding]:
    """20、30年代: as an approximation (5.2.1) 二三十年代, else each decade by itself."""
    del context
    for match in _DECADES.finditer(text):
        first, second = int(match[1]), int(match[2])
        words = f"{HANZI[first]}{HANZI[second]}十年代" if second - first == 1 else None
        yield Finding("decade-list", *match.span(), words)


def bare_fractions(text: str, context: Context) -> Iterator[Finding]:
    """5.1.2: a fraction has its 0 before the point."""
    del context
    for match in _BARE.finditer(text):
        yield Finding("bare-fraction", *match.span(), "0.")


def named_days(text: str, context: Context) -> Iterator[Finding]:
    """5.1.6: “3·15” with the middle dot."""
    del context
    for match in _NAMED_DAY.finditer(text):
        if f"{int(match[1])}.{int(match[3])}" in NAMED_DAYS.split():
            values = (("found", match[0]),)
            yield Finding("named-day", *match.span(2), "·", values)


def value_of(words: str) -> int:
    """The number a numeral below a hundred says, in hanzi (二十一) or figures."""
    if words.isascii():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (int(VALUES.get(tens, "1")) * 10 if ten else 0) + int(VALUES.get(ones, "0"))


def _ascends(match: re.Match[str]) -> bool:
    return float(match["a"]) < float(match["b"]) or match["unit"] in ("时", "点", "月", "日")
