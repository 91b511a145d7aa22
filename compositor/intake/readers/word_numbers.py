"""The numbers Word puts before paragraphs: 一、 （二） 3. — they stand nowhere in the text.

Crossheads of Chinese papers are often numbered so, and mammoth shows every numbered list as 1. 2.
3.; so they are counted here as Word counts them (ECMA-376 Part 1, 17.9): levels above are shown by
their last number, a number of a higher level starts the lower ones again. Bullets are no text.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from compositor.intake.readers.numerals import numeral
from compositor.intake.readers.word_package import Package, W
from compositor.intake.readers.word_styles import Styles, is_on, value

_LEVELS = 9
_SLOT = re.compile("%([1-9])")
_NO_SPACE_AFTER = "、。．，：）】〕》"


class _Level(NamedTuple):
    """How one level of a list is numbered; `text` has `%1` for the number of level 1."""

    form: str
    text: str
    start: int
    style: str
    suffix: str
    in_figures: bool


class _List(NamedTuple):
    """A list: whose counters it goes on with, its levels, and those it starts anew."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbers:
    """The numbered lists of a document; asked for its paragraphs in their order."""

    def __init__(self, package: Package, styles: Styles) -> None:
        root = package.find("numbering.xml")
        self._styles = styles
        self._lists = _lists(root) if root is not None else {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def is_item(self, paragraph: Element) -> bool:
        """Whether a paragraph is one of a list, be it with a number or a bullet."""
        return self._place(paragraph)[0] in self._lists

    def label(self, paragraph: Element) -> str:
        """The number before a paragraph with the space after it; "" if there is none."""
        name, level = self._place(paragraph)
        found = self._lists.get(name)
        if found is None or level not in found.levels:
            return ""
        counters = self._counters.setdefault(found.counters, {})
        self._begin(name, found, counters)
        counters[level] = counters.get(level, found.levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counters.pop(deeper, None)
        return _shown(found, level, counters)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph. A style's level is that which names the style."""
        found = self._styles.of_paragraph(paragraph, "numPr")
        if found is None:
            return "", 0
        name, level = value(found.find(f"{W}numId")), value(found.find(f"{W}ilvl"))
        if level.isdigit():
            return name, int(level)
        style = self._styles.style(paragraph)
        levels = self._lists[name].levels if name in self._lists else {}
        return name, next((n for n, each in levels.items() if style and each.style == style), 0)

    def _begin(self, name: str, found: _List, counters: dict[int, int]) -> None:
        """A list met for the first time starts its levels where it says."""
        if name not in self._begun:
            self._begun.add(name)
            for level, start in found.starts.items():
                counters[level] = start - 1


def _shown(found: _List, level: int, counters: dict[int, int]) -> str:
    this = found.levels[level]

    def slot(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = found.levels.get(at, this)
        number = counters.get(at, other.start)
        return numeral(number, "decimal" if this.in_figures else other.form)

    if this.form in ("bullet", "none"):
        return ""
    label = _SLOT.sub(slot, this.text).strip()
    is_tight = this.suffix == "nothing" or label[-1:] in _NO_SPACE_AFTER
    return label if is_tight or not label else label + " "


def _lists(root: Element) -> dict[str, _List]:
    abstract = {
        element.get(f"{W}abstractNumId", ""): _levels(element)
        for element in root.iter(f"{W}abstractNum")
    }
    lists = {}
    for number in root.iter(f"{W}num"):
        counters = value(number.find(f"{W}abstractNumId"))
        overrides = list(number.iter(f"{W}lvlOverride"))
        levels = dict(abstract.get(counters, {}))
        for override in overrides:
            levels |= _levels(override)
        starts = {
            _number(override.get(f"{W}ilvl")): _number(value(start))
            for override in overrides
            for start in override.iter(f"{W}startOverride")
        }
        lists[number.get(f"{W}numId", "")] = _List(counters, levels, starts)
    return lists


def _levels(element: Element) -> dict[int, _Level]:
    return {_number(level.get(f"{W}ilvl")): _level(level) for level in element.iter(f"{W}lvl")}


def _level(level: Element) -> _Level:
    legal = level.find(f"{W}isLgl")
    start = value(level.find(f"{W}start"))
    return _Level(
        value(level.find(f"{W}numFmt")) or "decimal",
        value(level.find(f"{W}lvlText")),
        _number(start) if start else 1,
        value(level.find(f"{W}pStyle")),
        value(level.find(f"{W}suff")),
        legal is not None and is_on(legal.get(f"{W}val", "1")),
    )


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else 0
