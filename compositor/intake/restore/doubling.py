"""Glyphs that were drawn twice to look bold or shadowed, and so stand twice in extracted text.

    实施实施““五力五力””工程…工程…   →  实施“五力”工程…    run by run
    两两会会精精神神                   →  两会精神            glyph by glyph
    【【履职手记】】                    →  【履职手记】         only the brackets

A line is undoubled only if all of it consists of runs that stand twice in a row, and it is long or
holds a mark that never stands twice: a legitimate reduplication (天天, 谢谢, 职工职工, 研究研究) is
shorter than that, made of words of the dictionary (高高兴兴), or part of a line that is not doubled
as a whole. Quotation marks and 【 】 that follow their like are doubled wherever they stand in a
heading; （ ） and 《 》, which authors do nest, only if both of their pair do: （含镇（街道））.
"""

import re
from dataclasses import replace

from compositor.intake.worked import Doubt, Worked
from compositor.model.draft import LeftOut, Piece, Traced
from compositor.segment import words

LONG = 8  # characters: a line wholly of doubles that long is no reduplication
AABB = 4  # characters of a word that is a reduplication: 高高兴兴
MARKS = "“”‘’【】「」『』"
NESTED = ("（）", "《》", "〔〕")
MOST = 400  # characters: no heading is longer, drawn four times
HEADING_LENGTH = 60
SENTENCE = re.compile(r"[。；]")


def undouble(worked: Worked) -> Worked:
    """Take the second of each doubled run away."""
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    doubts: list[Doubt] = []
    for piece in worked.pieces:
        kept, dropped = _undoubled(piece.text)
        pieces.append(replace(piece, text=kept, strong=()) if dropped else piece)
        if dropped:
            left_out += (LeftOut(run, "doubled") for run in dropped)
            doubts.append(Doubt(kept.origins[0], "doubled", 95, kept.text))
    return worked.then(tuple(pieces), tuple(left_out), tuple(doubts))


def _undoubled(text: Traced) -> tuple[Traced, list[tuple[int, ...]]]:
    """The text with doubles taken out, and the origins of each run taken."""
    dropped: list[tuple[int, ...]] = []
    if len(text) > MOST:
        return text, dropped
    while (units := _squares(text.text)) and (dropped or _is_damage(text.text, units)):
        text, taken = _halved(text, units)
        dropped += taken
    if len(text) <= HEADING_LENGTH and not SENTENCE.search(text.text):
        doubled = _marks_twice(text.text)
        while match := doubled.search(text.text):
            dropped.append(text.origins[match.start() + 1 : match.end()])
            text = text.without(match.start() + 1, match.end())
    return text, dropped


def _is_damage(line: str, units: tuple[int, ...]) -> bool:
    doubled = 2 * sum(length for length in units if length > 0)
    return (doubled >= LONG and not _is_reduplicated(line)) or bool(_marks_twice(line).search(line))


def _is_reduplicated(line: str) -> bool:
    """Whether a line is all of words that are doubled by nature: 平平安安 健健康康."""
    parts = [word for word in words(line) if not word.text.isspace()]
    return all(len(word.text) == AABB and not word.is_guess for word in parts)


def _marks_twice(line: str) -> re.Pattern[str]:
    """Marks that stand twice by damage; those authors nest only if both of their pair do."""
    pairs = (pair for pair in NESTED if all(mark * 2 in line for mark in pair))
    return re.compile(f"([{MARKS}{''.join(pairs)}])\\1")


def _squares(line: str) -> tuple[int, ...]:
    """The lengths of the runs of which the whole line is made, each standing twice; else nothing.

    Fewest runs: so that a run of many characters is not taken for single glyphs. White space
    between runs may stand once; its length is written as a negative number.
    """
    best: list[tuple[int, ...] | None] = [None] * (len(line) + 1)
    best[0] = ()
    for start in range(len(line)):
        before = best[start]
        if before is None:
            continue
        if line[start].isspace() and best[start + 1] is None:
            best[start + 1] = (*before, -1)
        for length in range(1, (len(line) - start) // 2 + 1):
            end = start + 2 * length
            if line[start : start + length] == line[start + length : end]:
                known = best[end]
                if known is None or len(before) + 1 < len(known):
                    best[end] = (*before, length)
    found = best[len(line)] or ()
    return found if any(length > 0 for length in found) else ()


def _halved(text: Traced, units: tuple[int, ...]) -> tuple[Traced, list[tuple[int, ...]]]:
    kept, taken, start = Traced(), [], 0
    for length in units:
        if length < 0:
            kept, start = kept + text.cut(start, start - length), start - length
            continue
        kept += text.cut(start, start + length)
        taken.append(text.origins[start + length : start + 2 * length])
        start += 2 * length
    return kept, taken
