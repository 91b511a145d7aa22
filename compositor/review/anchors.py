"""Anchors: the words that a comment is about, found again after the text was edited.

    texts = texts_of(article)                          {"headline": …, "body/0": …}
    anchor = with_words(anchor, text, 12, 14)          with what stands around them
    found = find_anchor(texts, anchor)                 part, start, end; None where they are lost

An anchor keeps its words and `CONTEXT` characters on either side. They are looked for in two ways:

 * the words themselves, wherever in the article they now stand; of several places the one that has
   the same around it. Few words with nothing around them that was there before are no find: 的
   stands in every line.
 * where the words were changed, the two seams before and after them:

        before │ words │ after             …地点在│扬洲│市区…
        ───────┘       └──────   →         …地点在│扬州│市区…

   A seam is known by what stands on its two sides; what lies between is what the words became. If
   nothing is left between, they are lost: there is nothing to show a comment at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from compositor.model.issue import HEADING_FIELDS, Article
from compositor.model.review import Anchor
from compositor.review.fields import MOST_QUOTE

CONTEXT = 12
# Characters that have to agree, of words and what stands round them, for a place to be believed;
# by eye, on corrections of one to four characters in the seed issues.
ENOUGH = 8
SEAM, BOTH_SEAMS = 4, 10
NEEDLE = 3  # characters by which seams are looked for
LIKELY = 20  # seams that are looked at closely
# Where a text begins and ends, for the words that stand there: no text holds these.
START, END = "\x02", "\x03"


class Found(NamedTuple):
    """Where an anchor's words stand now; `is_changed` if they are others by now."""

    part: str
    start: int
    end: int
    is_changed: bool = False


def texts_of(article: Article) -> dict[str, str]:
    """The words of an article, part by part, as they print; parts without words left out."""
    texts: dict[str, str] = {field: str(getattr(article, field)) for field in HEADING_FIELDS}
    texts["quote"] = article.quote
    texts |= {f"body/{index}": block.text for index, block in enumerate(article.body)}
    for index, picture in enumerate(article.pictures):
        texts |= {f"caption/{index}": picture.caption, f"credit/{index}": picture.credit}
    return {part: text for part, text in texts.items() if text}


def with_words(anchor: Anchor, text: str, start: int, end: int) -> Anchor:
    """An anchor on `text[start:end]`, the text of its part."""
    end = min(end, start + MOST_QUOTE)
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return replace(anchor, start=start, quote=text[start:end], before=before, after=after)


def find_anchor(texts: Mapping[str, str], anchor: Anchor) -> Found | None:
    """Where the words of an anchor stand in an article now; None where they are lost.

    An anchor on a part as a whole is the part, whatever its words have become.
    """
    own = texts.get(anchor.part)
    if not anchor.quote:
        return Found(anchor.part, 0, len(own)) if own is not None else None
    return _unchanged(texts, anchor) or _changed(texts, anchor)


# ------------------------------------------------------------------------ the words themselves


def _unchanged(texts: Mapping[str, str], anchor: Anchor) -> Found | None:
    best: tuple[tuple[int, bool, int], Found] | None = None
    for part, text in texts.items():
        for start in _places(text, anchor.quote):
            around = _around(text, start, anchor)
            if len(anchor.quote) + around < ENOUGH:
                continue
            key = (around, part == anchor.part, -abs(start - anchor.start))
            if best is None or key > best[0]:
                best = key, Found(part, start, start + len(anchor.quote))
    return best[1] if best else None


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _around(text: str, start: int, anchor: Anchor) -> int:
    """How much of what stood around the words does so here; where all does, it is `CONTEXT`."""
    before, after = _edged(anchor)
    padded, at = START + text + END, start + 1
    head = _same_before(padded, at, before)
    tail = _same_after(padded, at + len(anchor.quote), after)
    return (CONTEXT if head == len(before) else head) + (CONTEXT if tail == len(after) else tail)


def _edged(anchor: Anchor) -> tuple[str, str]:
    """What stood around the words, with the edge of the text where it was reached."""
    before = anchor.before if len(anchor.before) >= CONTEXT else START + anchor.before
    after = anchor.after if len(anchor.after) >= CONTEXT else anchor.after + END
    return before, after


def _same_before(text: str, at: int, words: str) -> int:
    """How many of the last characters of `words` end at `at`."""
    most = min(at, len(words))
    return next((n for n in range(most) if text[at - 1 - n] != words[-1 - n]), most)


def _same_after(text: str, at: int, words: str) -> int:
    """How many of the first characters of `words` begin at `at`."""
    most = min(len(text) - at, len(words))
    return next((n for n in range(most) if text[at + n] != words[n]), most)


# ------------------------------------------------------------------------------ words changed


class _Seam(NamedTuple):
    """A place between two characters, by what stands on its sides."""

    score: int
    at: int


def _changed(texts: Mapping[str, str], anchor: Anchor) -> Found | None:
    """The stretch between the two seams; a heading that was marked whole is itself."""
    if not anchor.before and not anchor.after and "/" not in anchor.part:
        own = texts.get(anchor.part, "")
        return Found(anchor.part, 0, len(own), True) if own else None
    best: tuple[tuple[int, bool], Found] | None = None
    for part, text in texts.items():
        found = _between(text, anchor)
        if found is None:
            continue
        score, start, end = found
        if best is None or (score, part == anchor.part) > best[0]:
            best = (score, part == anchor.part), Found(part, start, end, True)
    return best[1] if best else None


def _between(text: str, anchor: Anchor) -> tuple[int, int, int] | None:
    before, after = _edged(anchor)
    padded, words = START + text + END, anchor.quote
    starts = _seams(padded, before, words[:CONTEXT])
    ends = _seams(padded, words[-CONTEXT:], after)
    most = 3 * len(words) + CONTEXT
    pairs = (
        (head.score + tail.score, head.at - 1, tail.at - 1)
        for head in starts
        for tail in ends
        if 0 < tail.at - head.at <= most and head.score + tail.score >= BOTH_SEAMS
    )
    return max(pairs, default=None, key=lambda pair: (pair[0], -abs(pair[1] - anchor.start)))


def _seams(padded: str, left: str, right: str) -> list[_Seam]:
    """The likeliest places of a seam in a text with its edges."""
    places = {at + len(left[-NEEDLE:]) for at in _places(padded, left[-NEEDLE:])}
    places |= set(_places(padded, right[:NEEDLE]))
    seams = (
        _Seam(_same_before(padded, at, left) + _same_after(padded, at, right), at)
        for at in places
        if 0 < at < len(padded)
    )
    return sorted((seam for seam in seams if seam.score >= SEAM), reverse=True)[:LIKELY]
