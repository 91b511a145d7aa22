"""Sizes of type by name (号), 小五 or 二号, to points: by the office's table or the layout's own.

    sizes = type_sizes({"小初": 30})     # the table with what the layout says of its own
    in_points(data, sizes)              # plain data of a layout, names of sizes made numbers

Offices and word processors agree on one table; photosetting machines of newspapers had another,
with 小初 at 30 and 二号 at 21 pt (makeup §A3). So a name means what the layout says it means.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args

HaoName = Literal[
    "初号",
    "小初",
    "一号",
    "小一",
    "二号",
    "小二",
    "三号",
    "小三",
    "四号",
    "小四",
    "五号",
    "小五",
    "六号",
    "小六",
    "七号",
]
POINTS = (42, 36, 26, 24, 22, 18, 16, 15, 14, 12, 10.5, 9, 7.5, 6.5, 5.5)
OFFICE: Mapping[str, float] = dict(zip(get_args(HaoName), POINTS, strict=True))
"""What the names mean where a layout does not say."""

NAMED_SIZES = ("size", "sizes", "body")  # keys whose value may be a size by name


def type_sizes(own: object) -> dict[str, float]:
    """The table of the office with a layout's own sizes in it, as far as those are numbers."""
    said = own if isinstance(own, dict) else {}
    return {**OFFICE, **{name: size for name, size in said.items() if _is_number(size)}}


def in_points(data: Any, sizes: Mapping[str, float]) -> Any:
    """The data with every size that is a known name as a number; all else as it is."""
    if isinstance(data, list):
        return [in_points(item, sizes) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _sized(value, sizes) if key in NAMED_SIZES else in_points(value, sizes)
        for key, value in data.items()
    }


def _sized(value: Any, sizes: Mapping[str, float]) -> Any:
    if isinstance(value, list):
        return [_sized(item, sizes) for item in value]
    if isinstance(value, str):
        return sizes.get(value.strip(), value)
    return in_points(value, sizes)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
