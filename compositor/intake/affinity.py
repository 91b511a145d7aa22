"""How much texts of one page speak of the same thing: shared pairs of characters, rare ones first.

    page = Affinity(paragraphs)     # every text of the page, to know what is common on it
    page.of(headline, text)         # 0 … 1: how much of the first is in the second
    page.between(run, other)        # 0 … 1: cosine of the two

On a page of a trade-union paper all articles say 工会 and 职工 in every line; what tells them
apart are the pairs that few paragraphs have (羊尖, 石榴, 书屋). Each pair of hanzi, letters or
figures counts by the logarithm of how rare it is among the paragraphs, as in tf-idf (Spärck Jones
1972). No dictionary: a name it does not know is what tells most.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt

FAINT = 0.05  # share added to every affinity, so that none is nothing


@lru_cache(maxsize=4096)
def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring hanzi, letters or figures of a text, with their counts.

    The same counter for the same text: it is not to be changed.
    """
    return Counter(
        text[i : i + 2] for i in range(len(text) - 1) if text[i].isalnum() and text[i + 1].isalnum()
    )


class Affinity:
    """The measure of one page."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        seen: Counter[str] = Counter()
        for text in paragraphs:
            seen.update(set(pairs(text)))
        total = len(paragraphs) + 1
        self._weight = {pair: log(total / count) for pair, count in seen.items()}
        self._rarest = log(total)
        self._vector = lru_cache(maxsize=1024)(self._weighted)

    def of(self, text: str, other: str) -> float:
        """The share of what a text says that the other says, too."""
        mine = pairs(text)
        total = sum(self.weight(pair) for pair in mine)
        there = pairs(other)
        return sum(self.weight(pair) for pair in mine if pair in there) / total if total else 0.0

    def likelihood(self, text: str, other: str) -> float:
        """The logarithm of `of`, none of it being nothing: two of them differ as a ratio does."""
        return log(self.of(text, other) + FAINT)

    def between(self, text: str, other: str) -> float:
        """The cosine of two texts."""
        a, b = self._vector(text), self._vector(other)
        if len(b) < len(a):
            a, b = b, a
        dot = sum(weight * b.get(pair, 0.0) for pair, weight in a.items())
        size = sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
        return dot / size if size else 0.0

    def weight(self, pair: str) -> float:
        """How rare a pair is on the page."""
        return self._weight.get(pair, self._rarest)

    def _weighted(self, text: str) -> dict[str, float]:
        return {pair: (1 + log(count)) * self.weight(pair) for pair, count in pairs(text).items()}
