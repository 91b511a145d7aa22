"""How well two pieces of text go on one into the other, where columns or pages cut them.

    seam("…升级改造区工", "人文化宫，打造…", page)   → 5 or so: 工|人 lies inside a word
    seam("…拿得出、叫得响", "南京市江宁区…", page)    → below 0

A cut comes anywhere: inside a word, inside a quotation, between two clauses. What speaks for a
seam is counted in points (by eye, held to the seeds by tests): a word across it, a quotation mark
that the one opens and the other closes, pairs of characters across it that the page has
elsewhere.
"""

from functools import cache

from compositor.intake.patterns import MARK_START, OPENING, PAIRS, PARAGRAPH_OPENING, SENTENCE_END
from compositor.segment import words

REACH = 8  # characters on either side that are looked at
FAMILIAR = 3  # how often more a pair counts at most


def parts_word(before: str, after: str) -> bool:
    """Whether the end of one and the beginning of the other are parts of one word."""
    return _word_across(before[-REACH:], after[:REACH]) > 1


@cache
def _word_across(before: str, after: str) -> int:
    """The length of the word of the dictionary that lies across a seam; 0 if none does."""
    at = len(before)
    for word in words(before + after):
        if word.start < at < word.end:
            return 0 if word.is_guess or word.text.isascii() else len(word.text)
    return 0


def is_open(text: str) -> bool:
    """Whether a text stops within a sentence or a quotation."""
    return not SENTENCE_END.search(text)


def seam(before: str, after: str, page: str) -> float:
    """Points for `after` being what `before` goes on with; `page` is all the text there is."""
    if not before or not after:
        return -9.0
    points = 0.0
    length = _word_across(before[-REACH:], after[:REACH])
    if length:
        points += 2.0 + 0.5 * length
    elif not before[-1].isalnum() and before[-1] not in OPENING:
        points += 0.3  # after a comma anything may follow
    points += _quotes(before, after)
    points += _familiar(before, after, page)
    if MARK_START.match(after):
        points += 1.5  # no paragraph begins with a mark: this one goes on with something
    if PARAGRAPH_OPENING.match(after):
        points -= 0.7
    return points


def _quotes(before: str, after: str) -> float:
    """A quotation open at the end of the one and closed in the other before it opens a new one."""
    for opening, closing in PAIRS.items():
        is_left_open = before.count(opening) > before.count(closing)
        if is_left_open:
            first_close, first_open = after.find(closing), after.find(opening)
            closes = first_close >= 0 and (first_open < 0 or first_close < first_open)
            return 2.0 if closes else -1.5
        closes_more = after.find(closing) >= 0 and not 0 <= after.find(opening) < after.find(
            closing
        )
        if closes_more:
            return -1.5
    return 0.0


def _familiar(before: str, after: str, page: str) -> float:
    """Points for runs of characters across the seam that stand elsewhere on the page."""
    points = 0.0
    for left, right in ((1, 1), (2, 1), (1, 2), (2, 2)):
        run = before[-left:] + after[:right]
        if len(run) == left + right and run.isalnum():
            points += 0.25 * (left + right - 1) * min(page.count(run), FAMILIAR)
    return min(points, 3.0)


def overlap(before: str, after: str) -> int:
    """How many characters stand on both sides of a cut: 0, or 1 (多措并举 / 举、兜底保障).

    A character that a word of the first text ends with and that begins the second without being the
    beginning of a word there was set twice.
    """
    if before[-1:] != after[:1] or not before[-1:].isalnum():
        return 0
    text = before[-REACH:] + after[:REACH]
    at = len(before[-REACH:])
    for word in words(text):
        if word.start <= at < word.end:
            return 1 if word.start == at and len(word.text) == 1 else 0
    return 0
