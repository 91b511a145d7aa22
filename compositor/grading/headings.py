"""Headlines of several lines, where the edition tells which they are (typography of breaks, 拆题).

No dictionary is asked: words are the composer's affair, this looks at what nobody may part.
"""

from collections.abc import Iterator
from itertools import pairwise

from compositor.grading.classes import NO_END, NO_START, NUMBER_UNIT, POSTFIX, WEAK_STARTS
from compositor.grading.found import Flag, Found, Headline
from compositor.grading.results import Result, counted

UNBALANCED = 25  # per cent that the shortest line may stay behind the longest


def measure(found: Found) -> Iterator[Result]:
    """All metrics that need the edition: headlines and text."""
    if found.headlines is None or found.text_faults is None:
        yield from (Result(m, None) for m in ("headline_break", "headline_balance", "text_faults"))
        return
    heads = found.headlines
    yield counted("headline_break", (f for head in heads for f in _bad_breaks(head)), len(heads))
    uneven = [(head, _imbalance(head)) for head in heads]
    flags = tuple(
        _flag(h, "headline_balance", f"{by:.0f} %") for h, by in uneven if by > UNBALANCED
    )
    worst = max((by for _, by in uneven), default=None)
    yield Result("headline_balance", worst, len(heads), flags)
    yield counted("text_faults", found.text_faults, len(found.lines))


def _bad_breaks(head: Headline) -> Iterator[Flag]:
    for before, after in pairwise(text.strip() for text in head.texts):
        if before and after and _is_bad(before, after):
            yield _flag(head, "headline_break", f"{before[-2:]}|{after[:2]}")


def _is_bad(before: str, after: str) -> bool:
    weak = after[0] in WEAK_STARTS or after[0] in NO_START or after[0] in POSTFIX
    return weak or before[-1] in NO_END or bool(NUMBER_UNIT.search(f"{before[-2:]}|{after[:1]}"))


def _imbalance(head: Headline) -> float:
    longest = max(head.widths)
    return 100 * (longest - min(head.widths)) / longest if longest else 0.0


def _flag(head: Headline, metric: str, note: str) -> Flag:
    text = "／".join(text.strip() for text in head.texts)
    return Flag(metric, head.page, 0, 0, head.x, head.y, text, note)
