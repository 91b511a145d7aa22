"""A working headline for an article that has lost its own: a clause of its own text, word for word.

    working_headline(paragraphs, affinity)     → 精心打造“石榴籽”工会品牌

The clause taken is one of the first paragraphs that says most of what the article says again and
again and other articles on the page do not. It is an editor's to replace, and marked as supplied.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from compositor.intake.affinity import Affinity, pairs
from compositor.intake.patterns import PAIRS

PARAGRAPHS = 3  # where the gist is told
LENGTH = (7, 20)  # characters
LONGER = 0.7  # how much of a longer clause's lead is taken back
CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
OPENER = re.compile(
    r"^(?:日前|近日|近年来|近几年|今年以来|今年|去年|目前|当前|同时|此外|并|还|也|又|以及|让|使|在|将|把|就|为了|为|从|对)"
)


def working_headline(paragraphs: Sequence[str], affinity: Affinity) -> str:
    """The telling clause, or "" if the article has none of that length."""
    counts = pairs("".join(paragraphs))
    clauses = [c for p in paragraphs[:PARAGRAPHS] for c in _clauses(p)]
    return max(clauses, key=lambda c: _telling(c, counts, affinity), default="")


def _clauses(paragraph: str) -> Iterator[str]:
    least, most = LENGTH
    for match in CLAUSE.finditer(paragraph):
        words = OPENER.sub("", match[0].strip())
        if least <= len(words) <= most and all(
            words.count(a) == words.count(b) for a, b in PAIRS.items()
        ):
            yield words


def _telling(clause: str, counts: Counter[str], affinity: Affinity) -> float:
    """What of the article a clause tells, for its length."""
    mine = pairs(clause)
    told = sum(affinity.weight(pair) * min(counts[pair], 6) for pair in mine)
    return float(told / len(clause) ** LONGER)
