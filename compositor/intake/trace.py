"""Where the words of finished articles stand in their sources, found anew from the texts alone.

    traced = trace(source, ("近年来，…", "主席之声", …))      # → a Traced for each, as far as found

An import knows the origin of every character, but an editor who corrects an article in a text
editor does not say so. So texts are laid over their source again: the longest stretches first,
each place of the source used once (greedy string tiling, Wise 1993), then what lies between two
neighbouring stretches sign against sign. White space counts for nothing, and a mark that house
style made full-width counts as the one it was. What is then left of a text was supplied; what is
left of the source is in no text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from compositor.model.draft import SUPPLIED, Document, Traced

SEED = 6  # characters that must agree for a stretch to be looked at
LEVELLED = str.maketrans(
    ",;:!?()[]「」『』＂\"'０１２３４５６７８９％–—~〜",
    "，；：！？（）［］“”“”““’0123456789%——～～",
)
SHORT_GAP = 60  # characters between two stretches that are compared sign by sign


class Tile(NamedTuple):
    """A stretch that stands in a text and in the source, both counted without white space."""

    text: int
    start: int
    source: int
    length: int


class _Bare(NamedTuple):
    """A text without white space, its marks levelled; `at` are the offsets of its characters."""

    signs: str
    at: tuple[int, ...]


def trace(source: str, texts: Sequence[str], without: Collection[int] = ()) -> tuple[Traced, ...]:
    """The texts with the offsets of the source as origins, those in `without` left alone."""
    page, bare = _bare(source, without), [_bare(text) for text in texts]
    found = [[SUPPLIED] * len(b.signs) for b in bare]
    used = [False] * len(page.signs)
    for tile in _tiles(page, bare):
        _lay(tile, found, used)
    for number, one in enumerate(bare):
        if len(one.signs) < SEED or SUPPLIED in found[number][:1]:
            _place_short(number, one, page, found, used)
        _fill(one, page, found[number], used)
    return tuple(
        _traced(text, b, origins, page, source)
        for text, b, origins in zip(texts, bare, found, strict=True)
    )


def trace_all(
    documents: Sequence[Document], texts: Sequence[str], left_out: Collection[int] = ()
) -> tuple[Traced, ...]:
    """The same over several documents, as if they were one; origins are theirs.

    What was left out before stays so, unless an article has taken it back.
    """
    source = "".join(document.text for document in documents)
    base = documents[0].base if documents else 0
    without = {origin - base for origin in left_out}
    found = trace(source, texts, without)
    if any(_has_unfound(one, source) for one in found):
        found = trace(source, texts)
    return tuple(
        Traced(t.text, tuple(o + base if o != SUPPLIED else o for o in t.origins)) for t in found
    )


def _has_unfound(text: Traced, source: str) -> bool:
    """Whether a stretch of a text that has no origin stands in the source all the same."""
    run = ""
    for character, origin in zip(f"{text.text}\n", (*text.origins, 0), strict=True):
        if origin == SUPPLIED:
            run += character
        elif len(run) >= SEED and run in source:
            return True
        else:
            run = ""
    return False


def levelled(text: str) -> str:
    """A text with half-width and corner marks as the full-width and curly ones they stand for."""
    return text.translate(LEVELLED)


def _bare(text: str, without: Collection[int] = ()) -> _Bare:
    kept = [(c, i) for i, c in enumerate(text) if not c.isspace() and i not in without]
    signs = levelled("".join(c for c, _ in kept))
    return _Bare(signs, tuple(i for _, i in kept))


def _tiles(page: _Bare, texts: Sequence[_Bare]) -> Iterator[Tile]:
    """Common stretches, the longest first; of equal ones that which comes first in the source."""
    index: Mapping[str, list[int]] = _seeds(page.signs)
    tiles: list[Tile] = []
    for number, text in enumerate(texts):
        tiles += _of_text(number, text.signs, page.signs, index)
    return iter(sorted(tiles, key=lambda tile: (-tile.length, tile.source, tile.text)))


def _seeds(signs: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for i in range(len(signs) - SEED + 1):
        index[signs[i : i + SEED]].append(i)
    return index


def _of_text(number: int, text: str, page: str, index: Mapping[str, list[int]]) -> Iterator[Tile]:
    """Every stretch of a text that stands in the page and can be made no longer."""
    for start in range(len(text) - SEED + 1):
        for at in index.get(text[start : start + SEED], ()):
            if start and at and text[start - 1] == page[at - 1]:
                continue  # part of a longer one
            length = SEED
            while (
                start + length < len(text)
                and at + length < len(page)
                and text[start + length] == page[at + length]
            ):
                length += 1
            yield Tile(number, start, at, length)


def _lay(tile: Tile, found: list[list[int]], used: list[bool]) -> None:
    """Lay a tile where both sides are free; of one that is partly covered the longest free part."""
    origins = found[tile.text]
    free = [
        origins[tile.start + i] == SUPPLIED and not used[tile.source + i]
        for i in range(tile.length)
    ]
    start, length = _longest(free)
    if length < SEED:
        return
    for i in range(start, start + length):
        origins[tile.start + i] = tile.source + i
        used[tile.source + i] = True


def _longest(free: Sequence[bool]) -> tuple[int, int]:
    best, begun = (0, 0), 0
    for i, is_free in enumerate([*free, False]):
        if not is_free:
            best = max(best, (begun, i - begun), key=lambda found: found[1])
            begun = i + 1
    return best


def _place_short(
    number: int, text: _Bare, page: _Bare, found: list[list[int]], used: list[bool]
) -> None:
    """A label, a name: the free place nearest to what its neighbours among the texts were given."""
    if any(o != SUPPLIED for o in found[number]) or not text.signs:
        return
    near = _neighbour(number, found)
    places = [
        at
        for at in range(len(page.signs) - len(text.signs) + 1)
        if page.signs.startswith(text.signs, at) and not any(used[at : at + len(text.signs)])
    ]
    if places:
        at = min(places, key=lambda place: (abs(place - near), place))
        _lay_all(at, found[number], used)


def _lay_all(at: int, origins: list[int], used: list[bool]) -> None:
    for i in range(len(origins)):
        origins[i] = at + i
        used[at + i] = True


def _neighbour(number: int, found: Sequence[Sequence[int]]) -> int:
    """The origin nearest to a text in the order of the texts."""
    for distance in range(1, len(found) + 1):
        for other in (number + distance, number - distance):
            if 0 <= other < len(found):
                known = [o for o in found[other] if o != SUPPLIED]
                if known:
                    return known[0] if other > number else known[-1]
    return 0


def _fill(text: _Bare, page: _Bare, origins: list[int], used: list[bool]) -> None:
    """What lies between two stretches that follow each other in the source, sign by sign."""
    known = [i for i, o in enumerate(origins) if o != SUPPLIED]
    edges = [(a, b) for a, b in pairwise(known) if b - a > 1]
    for a, b in edges:
        low, high = origins[a] + 1, origins[b]
        if 0 < high - low <= SHORT_GAP and not any(used[low:high]):
            _match(text.signs[a + 1 : b], page.signs[low:high], a + 1, low, origins, used)
    if known and known[0]:
        low = max(0, origins[known[0]] - known[0] - 2)
        while any(used[low : origins[known[0]]]):
            low += 1
        _match(text.signs[: known[0]], page.signs[low : origins[known[0]]], 0, low, origins, used)
    if known and known[-1] + 1 < len(origins):
        low = origins[known[-1]] + 1
        high = min(len(used), low + len(origins) - known[-1] + 2)
        while any(used[low:high]):
            high -= 1
        _match(text.signs[known[-1] + 1 :], page.signs[low:high], known[-1] + 1, low, origins, used)


def _match(text: str, page: str, start: int, at: int, origins: list[int], used: list[bool]) -> None:
    if not text or not page:
        return
    for i, j, length in SequenceMatcher(None, text, page, autojunk=False).get_matching_blocks():
        for k in range(length):
            origins[start + i + k] = at + j + k
            used[at + j + k] = True
    if len(text) == len(page):  # one sign for another
        for k in range(len(text)):
            if origins[start + k] == SUPPLIED and not used[at + k]:
                origins[start + k] = at + k
                used[at + k] = True


def _traced(text: str, bare: _Bare, origins: Sequence[int], page: _Bare, source: str) -> Traced:
    """Back to offsets of the whole texts; a space is that of the source between its neighbours."""
    whole = [SUPPLIED] * len(text)
    for offset, origin in zip(bare.at, origins, strict=True):
        whole[offset] = page.at[origin] if origin != SUPPLIED else SUPPLIED
    for offset in range(1, len(text) - 1):
        before, after = whole[offset - 1], whole[offset + 1]
        between = source[before + 1 : after] if SUPPLIED not in (before, after) else ""
        if text[offset].isspace() and between.isspace() and "\n" not in between:
            whole[offset] = before + 1
    return Traced(text, tuple(whole))
