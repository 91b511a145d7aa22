"""Where lines break: no-start and no-end, what may not be parted, last lines, ladders."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from compositor.grading.classes import (
    DASH,
    ELLIPSIS,
    FIGURES,
    IN_FIGURES,
    MARKS,
    NO_END,
    NO_START,
    POSTFIX,
    PREFIX,
    STACKED,
    is_hanzi,
    is_western,
)
from compositor.grading.found import Flag, Found, FoundLine
from compositor.grading.results import Result, counted, share

LADDER = 3  # lines
HYPHEN = frozenset("-‐")


def measure(found: Found) -> Iterator[Result]:
    """All metrics of breaks."""
    lines, breaks = found.lines, list(_breaks(found))
    starts = [after for _, after in breaks]
    ends = [before for before, _ in breaks]
    yield counted(
        "kinsoku_start", (_at(x, "kinsoku_start", 0) for x in starts if _bad_start(x)), len(starts)
    )
    yield counted(
        "kinsoku_end", (_at(x, "kinsoku_end", -1) for x in ends if _bad_end(x)), len(ends)
    )
    split = [(a, b, why) for a, b in breaks if (why := _split(a, b))]
    yield counted("split_unit", (a.flag("split_unit", why) for a, _, why in split), len(breaks))
    soft = [x for x in starts if x.signs[0].text[0] in DASH | ELLIPSIS]
    yield share("soft_start", (_at(x, "soft_start", 0) for x in soft), len(lines))
    yield from _last_lines(found)
    yield counted("ladder", _ladders(lines), len(lines))


def _breaks(found: Found) -> Iterator[tuple[FoundLine, FoundLine]]:
    """The lines on both sides of each break inside a paragraph."""
    for paragraph in found.paragraphs:
        yield from pairwise(paragraph)


def _at(line: FoundLine, metric: str, place: int) -> Flag:
    return line.flag(metric, line.signs[place].text)


def _bad_start(line: FoundLine) -> bool:
    first = line.signs[0].text
    return first[0] in NO_START or first[0] in POSTFIX or (first == "—" and not _is_pair(line))


def _is_pair(line: FoundLine) -> bool:
    return len(line.signs) > 1 and line.signs[1].text == "—"


def _bad_end(line: FoundLine) -> bool:
    return line.signs[-1].text in NO_END


def _split(before: FoundLine, after: FoundLine) -> str:
    """What is parted between two lines, or ""; a run of …… parts at its pairs (GB 5.1.5).

    Latin words are judged only where it is known whether a space stood between.
    """
    if len(before.signs) in before.spaced:
        return ""
    a, b = before.signs[-1].text[-1], after.signs[0].text[0]
    shown = f"{a}|{b}"
    if (a in DASH and b in DASH) or (a in ELLIPSIS and b in ELLIPSIS):
        return shown if _run_at_end(before, a) % 2 else ""
    if a in STACKED and b in STACKED:
        return shown
    figures = a in FIGURES and (b in FIGURES or b in POSTFIX)
    word = before.exact and a.isascii() and b.isascii() and a.isalpha() and b.isalpha()
    inside = a in IN_FIGURES and b in FIGURES and before.text[-2:-1] in FIGURES
    return shown if figures or inside or word or (a in PREFIX and b in FIGURES) else ""


def _run_at_end(line: FoundLine, sign: str) -> int:
    return len(line.text) - len(line.text.rstrip(sign))


def _last_lines(found: Found) -> Iterator[Result]:
    several = [p for p in found.paragraphs if len(p) > 1 and p[-1].last]
    single = [p[-1] for p in several if _letters(p[-1]) <= 1]
    yield share("single_last", (x.flag("single_last") for x in single), len(several))
    short = [p[-1] for p in several if _filled(p[-1]) < 2]
    yield share("short_last", (x.flag("short_last") for x in short), len(several))


def _letters(line: FoundLine) -> int:
    """Hanzi of a line; a Latin word or a number is as good as two."""
    western = any(is_western(s.text) for s in line.signs)
    return sum(is_hanzi(s.text) for s in line.signs) + 2 * western


def _filled(line: FoundLine) -> float:
    return (line.cores[-1][1] - line.left) / line.size


def _ladders(lines: Sequence[FoundLine]) -> Iterator[Flag]:
    """Runs of lines below each other that end in the same mark."""
    inner = [line for line in lines if not line.last]
    for (end, _), group in groupby(inner, key=lambda x: (x.signs[-1].text, x.seat[:2])):
        run = list(group)
        steps = all(b.seat.row - a.seat.row == 1 for a, b in pairwise(run))
        if len(run) >= LADDER and steps and (end in MARKS or end in HYPHEN):
            yield run[0].flag("ladder", f"{len(run)} × {end}")
