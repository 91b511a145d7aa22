"""Where a headline may turn between phrases, and what each turn costs its reader.

    phrase_costs("省总工会召开十四届七次全委会议")
    # by offset: 20 after 省总工会, 160 after 召开, 220 after 全委, else none that may be taken

What is one word two segmenters must agree on (`segment`), what belongs together `grammar` says;
numbers with what they count, dates and short quotations stay whole. Costs and their limits are
those of `grammar`; None is where no line may end at all (`kinsoku`).

The other functions answer for a heading with its editor's spaces and bars, all by offset.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TypeAlias

from compositor.model.layout import Level
from compositor.model.turns import Bar, Marked, bars, words_of
from compositor.segment import phrase_starts, words
from compositor.setting.classes import WESTERN, class_of
from compositor.setting.grammar import (
    AFTER_POINT,
    DOUBTFUL,
    FREE,
    NO_WORD_END,
    POINTS,
    amended,
    turn_cost,
    unconfirmed_cost,
)
from compositor.setting.kinsoku import breaks
from compositor.setting.unions import UNITS, unions

Costs: TypeAlias = tuple[int | None, ...]

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "「": "」", "『": "』"}
SHORT_QUOTATION = 8  # characters between the marks that stay on one line if they can

# What a headline keeps together besides `unions`: Chinese numbers with what they count (十四届,
# 百名), scores (3比1) and names with an initial (B.盖茨).
NUMBER = rf"第?[〇零一二两三四五六七八九十百千万亿]+[多余几]?(?:{UNITS})?"
BOUND = re.compile(rf"{NUMBER}|[0-9]+比[0-9]+|(?<![A-Za-z])[A-Za-z]+[.．][\u4e00-\u9fff]")
BETWEEN_WORDS = 60  # a turn at the space between two Latin words


def shows_turns(marked: Marked) -> bool:
    """Whether the editor offers or forces a turn."""
    return bool(_offered(marked) | marked.forced)


def idle_bars(text: str, level: Level) -> tuple[Bar, ...]:
    """The bars of a heading that stand where no line may end."""
    allowed = breaks(words_of(text), level) if "|" in text else []
    return tuple(bar for bar in bars(text) if not allowed[bar.turn])


def editors_costs(marked: Marked) -> Costs:
    """`FREE` where the editor offers a turn; None elsewhere."""
    return _free_at(_offered(marked), marked.words)


def costs_at_points(marked: Marked) -> Costs:
    """The same, and after commas and the like, where a turn is as good."""
    after = {
        p for p, mark in enumerate(marked.words, start=1) if mark in POINTS - AFTER_POINT.keys()
    }
    return _free_at(_offered(marked) | after, marked.words)


def all_costs(marked: Marked) -> Costs:
    """The editor's turns and those between phrases."""
    costs = list(editors_costs(marked))
    edges = [0, *(p for p, cost in enumerate(costs) if cost == FREE), len(marked.words)]
    for start, end in pairwise(edges):
        costs[start + 1 : end] = _spaced_costs(marked.words[start:end])[1:-1]
    return tuple(costs)


def phrase_costs(text: str) -> Costs:
    """The cost of a turn at each offset 0…len(text) of a text without spaces."""
    allowed = breaks(text)
    joints = dict(_joints(text))
    bound = _bound(text)
    return tuple(
        (NO_WORD_END if p in bound else joints.get(p, NO_WORD_END)) if allowed[p] else None
        for p in range(len(text) + 1)
    )


def _offered(marked: Marked) -> frozenset[int]:
    return marked.offered | set(_spaces(marked.words))


def _free_at(offsets: Collection[int], text: str) -> Costs:
    return tuple(FREE if p in offsets else None for p in range(len(text) + 1))


def _spaces(text: str) -> Iterator[int]:
    """Offsets after a space that is not one beside a Latin word, where many type one anyway."""
    for space in re.finditer(r"\s+", text):
        beside = {class_of(text[p]) for p in (space.start() - 1, space.end()) if 0 <= p < len(text)}
        if not beside & WESTERN:
            yield space.end()


def _spaced_costs(text: str) -> list[int | None]:
    """`phrase_costs` of a text in which spaces stand beside Latin words; they cut no word."""
    found: list[int | None] = [None] * (len(text) + 1)
    kept = [p for p, character in enumerate(text) if not character.isspace()]
    for p, cost in zip(kept, phrase_costs("".join(text[p] for p in kept)), strict=False):
        is_latin = p > 0 and text[p - 1].isspace() and cost is None
        found[p] = BETWEEN_WORDS if is_latin else cost
    return found


def _joints(text: str) -> Iterator[tuple[int, int]]:
    """The offset and cost of every turn between two words."""
    found = amended(words(text))
    agreed = phrase_starts(text)
    quoted = _quoted(text)
    for index in range(1, len(found)):
        at, cost = found[index].start, turn_cost(found, index)
        if at not in agreed and cost != FREE:
            cost += unconfirmed_cost(found[index - 1], found[index])
        yield at, cost + (DOUBTFUL if at in quoted else 0)


def _bound(text: str) -> set[int]:
    """Offsets inside numbers with their units, dates, ranges and abbreviated names."""
    named = {p for match in BOUND.finditer(text) for p in range(match.start() + 1, match.end())}
    return named | unions(text).keys()


def _quoted(text: str) -> set[int]:
    """Offsets inside short quotations, their marks included."""
    found: set[int] = set()
    for start, mark in enumerate(text):
        end = text.find(PAIRS[mark], start) if mark in PAIRS else -1
        if 0 < end - start <= SHORT_QUOTATION + 1:
            found.update(range(start + 1, end + 1))
    return found
