"""What had better stay on one line: numbers with units, dates, ranges, names (typography §1.7).

A line of body text may part them, at a price: a narrow column must be even before it is tidy. What
may never be parted is in `kinsoku`; a headline parts none of these (`phrases`).

    unions("2026年11月20日")     # {4: UNIT, 5: PART, 7: UNIT, 8: PART, 10: UNIT}
"""

import re
from collections.abc import Iterator

# Prices of `leastcost`: that of a line whose gaps open by so many thousandths of an em, squared.
UNIT = 70**2  # 20|万, 5|个, 卡尔·|马克思, 3·|15
PART = 25**2  # 2026年|11月, 10%～|20%
REMARK = 300**2  # 〔下|文缺〕

FIGURES = r"[0-9０-９]+(?:[.,:：．][0-9０-９]+)*"
SCALE = r"[多余几]?[十百千万亿]*[多余]?"
UNITS = (
    "个百分点|百分点|平方米|立方米|平方公里|公里|公斤|公顷|千米|千克|千瓦时|千瓦|世纪|年代|年度|周年|月份|个月|小时|分钟|"
    "欧元|美元|日元|港元|英镑|卢布|元|角|人次|名|位|人|届|次|条|项|级|期|版|号|所|件|个|份|户|张|批|"
    "场|门|款|本|座|支|台|辆|家|年|月|日|天|周|岁|时|点|分|秒|吨|米|克|升|度|倍|成|亩"
)  # longer ones before those they begin with

GOES_ON = frozenset("年月时点")  # units after which a smaller one may follow: a date, a time

MEASURES = r"(?:[kcmµμ]?[mgL]|[kMG]Wh?|[kMG]?Hz|[kMGT]B|k[Nn]|kPa|h|min|s|t)(?![A-Za-z])"  # 5 km

# A space may be typed after the number, where a unit follows: 10 万元, 5 km.
COUNTED = re.compile(
    rf"第?(?P<number>{FIGURES})(?: (?=[多余几十百千万亿]|{UNITS}|{MEASURES}))?"
    rf"{SCALE}(?:(?P<unit>{UNITS})|(?P<measure>(?<= ){MEASURES}))?"
)
CONNECTED = re.compile(r"(?<=[0-9０-９%％年月日])[～~—–∶至到](?=[0-9０-９])")
REMARKED = re.compile(r"〔[^〔〕]{1,4}〕")  # an editor's mark of something lost
NAMED = re.compile(r"(?<=\w[·・‧•])(?=\w)")


def unions(text: str) -> dict[int, int]:
    """The price of a line end at each offset that parts what belongs together."""
    return dict(_unions(text))


def _unions(text: str) -> Iterator[tuple[int, int]]:
    before = None
    for counted in COUNTED.finditer(text):
        start, end = counted.span()
        if before == start - text.endswith(" ", 0, start):
            yield start, PART
        if counted.start("number") > start:
            yield start + 1, UNIT  # 第|3
        last = end if counted["measure"] is None else counted.start("measure") + 1
        yield from ((p, UNIT) for p in range(counted.end("number"), last) if text[p] != " ")
        before = end if counted["unit"] in GOES_ON else None
    yield from ((found.end(), PART) for found in CONNECTED.finditer(text))
    yield from ((found.end(), UNIT) for found in NAMED.finditer(text))
    for found in REMARKED.finditer(text):
        yield from ((p, REMARK) for p in range(found.start() + 1, found.end()))
