"""Runs cut where their text goes on elsewhere, and chained where columns were cut.

    chains = chains_of(runs, links, affinity, is_page, record)

A run of text between headings may hold the end of one article and the beginning of another. It is
cut below a paragraph that goes on in another run, below one that goes on nowhere if what follows
speaks of other things, and where headings farther down show that a second article must begin. A
chain is what the links then make of the fragments: the columns of one article in their order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from compositor.intake.affinity import Affinity
from compositor.intake.joins import Link, Spot
from compositor.intake.kinds import Block, Kind
from compositor.intake.people import opens_elsewhere
from compositor.intake.repeats import common_tail
from compositor.intake.seams import is_open
from compositor.intake.stretches import CUTTABLE, Run
from compositor.intake.worked import Record

SAME = 0.035  # cosine from which two stretches of text speak of the same things
SIDE = 450  # characters on either side of a cut that are compared
SPLIT = 0.5  # points from which text above a foreign headline is an article of its own
NEAR = 0.5  # points for a heading to belong to what stands right below it


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run or a part of one: where it begins, its blocks, and the headings right above."""

    first: Spot
    blocks: tuple[Block, ...]
    above: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Its running text."""
        return Run(self.blocks).text

    @property
    def last(self) -> Spot:
        """The spot of its last block."""
        return Spot(self.first.run, self.first.block + len(self.blocks) - 1)

    @property
    def is_headed(self) -> bool:
        """Whether a headline stands right above."""
        return has_headline(self.above)

    def parted(self, at: int) -> tuple["Fragment", "Fragment"]:
        """Two of it, the second without headings."""
        run, first = self.first
        second = Fragment(Spot(run, first + at), self.blocks[at:], ())
        return replace(self, blocks=self.blocks[:at]), second


Chain = tuple[Fragment, ...]


def has_headline(headings: Sequence[Block]) -> bool:
    """Whether a group of headings has a headline among them."""
    return any(b.kind is Kind.DISPLAY for b in headings)


def chains_of(
    runs: Sequence[Run], links: Sequence[Link], affinity: Affinity, is_page: bool, record: Record
) -> tuple[Chain, ...]:
    """Cut and chain the runs of a document; repeats and cuts go into the record."""
    runs = [_without_tails(number, runs, links, record) for number in range(len(runs))]
    cutter = _Cutter(links, affinity, is_page, record)
    return tuple(_chained(cutter.fragments(runs), cutter))


def _without_tails(number: int, runs: Sequence[Run], links: Sequence[Link], record: Record) -> Run:
    """The run without words at the end of a paragraph that stand, and go on, elsewhere."""
    linked = {link.tail for link in links}
    others = [runs[spot.run].blocks[spot.block].words for spot in linked]
    blocks = list(runs[number].blocks)
    for index, block in enumerate(blocks):
        if block.kind not in CUTTABLE or Spot(number, index) in linked:
            continue
        length = max((common_tail(block.words, other) for other in others), default=0)
        if length and is_open(block.words):
            tail = block.text.cut(len(block.text) - length)
            record.leave_out(tail, "repeated")
            record.doubt(tail, "repeated-tail", 60)
            blocks[index] = replace(block, text=block.text.cut(0, len(block.text) - length))
    return replace(runs[number], blocks=tuple(blocks))


def _chained(fragments: Sequence[Fragment], cutter: "_Cutter") -> Iterator[Chain]:
    follows = {f.first: cutter.next_of(f, fragments) for f in fragments}
    heads = {after.first for after in follows.values() if after}
    for fragment in (f for f in fragments if f.first not in heads):
        chain, step = [fragment], follows[fragment.first]
        while step:
            chain.append(step)
            step = follows[step.first]
        yield tuple(chain)


class _Cutter:
    """Cuts the runs of one document."""

    def __init__(
        self, links: Sequence[Link], affinity: Affinity, is_page: bool, record: Record
    ) -> None:
        self.links = {link.tail: link for link in links}
        self.affinity, self.is_page, self.record = affinity, is_page, record

    def fragments(self, runs: Sequence[Run]) -> list[Fragment]:
        """The runs, cut wherever something else begins."""
        found = [part for number, run in enumerate(runs) for part in self._cut(number, run)]
        found = [part for fragment in found for part in self._under_two(fragment, found)]
        return [part for pair in zip_longest(found, found[1:]) for part in self._unheaded(*pair)]

    def next_of(self, fragment: Fragment, fragments: Sequence[Fragment]) -> Fragment | None:
        """The fragment this one's last paragraph goes on in."""
        link = self.links.get(fragment.last)
        return next((f for f in fragments if link and f.first == link.head), None)

    # ------------------------------------------------------------------ at open paragraphs

    def _cut(self, number: int, run: Run) -> Iterator[Fragment]:
        start = 0
        for index in range(len(run.blocks)):
            if index + 1 == len(run.blocks) or self._ends(number, index, run.blocks):
                above = run.above if start == 0 else ()
                yield Fragment(Spot(number, start), run.blocks[start : index + 1], above)
                start = index + 1

    def _ends(self, number: int, index: int, blocks: Sequence[Block]) -> bool:
        """Whether a run ends after a paragraph: it goes on elsewhere, or what is below does."""
        block = blocks[index]
        if not self.is_page or block.kind not in CUTTABLE or not is_open(block.words):
            return False
        link = self.links.get(Spot(number, index))
        if link:
            return link.head.run != number
        below = next((b for b in blocks[index + 1 :] if b.kind is Kind.TEXT), None)
        if below is None:
            return False
        before, after = Run(tuple(blocks[: index + 1])), Run(tuple(blocks[index + 1 :]))
        return opens_elsewhere(below.words, before.text) or self._alike(before, after) < SAME

    def _alike(self, before: Run, after: Run) -> float:
        return self.affinity.between(before.text[-SIDE:], after.text[:SIDE])

    # ----------------------------------------------------------- where headings ask for it

    def _under_two(self, fragment: Fragment, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """A fragment with a headline whose end goes on under another headline: two articles."""
        after = self.next_of(fragment, fragments)
        cuts = _cuts(fragment) if after and after.is_headed and fragment.is_headed else []
        if not cuts or after is None:
            return (fragment,)
        titles = "".join(b.words for b in after.above) + after.text

        def gap(at: int) -> float:
            one, two = Run(fragment.blocks[:at]), Run(fragment.blocks[at:])
            return self._alike(one, two) - self.affinity.between(two.text, titles)

        return self._parted(fragment, min(cuts, key=gap), 65)

    def _unheaded(self, fragment: Fragment, below: Fragment | None) -> tuple[Fragment, ...]:
        """A fragment whose last part is an article that has its headings below it.

        Two headlines follow it, and the first speaks of that part, not of what is below.
        """
        if below is None or not fragment.is_headed:
            return (fragment,)
        groups = [
            below.above[:back]
            for back in range(1, len(below.above))
            if has_headline(below.above[:back]) and has_headline(below.above[back:])
        ]
        found = [
            (self._points(fragment, cut, group, below.text), cut)
            for group in groups
            for cut in _cuts(fragment)
        ]
        points, at = max(found, default=(0.0, 0))
        return self._parted(fragment, at, 60) if points > SPLIT else (fragment,)

    def _points(self, fragment: Fragment, cut: int, headings: Sequence[Block], below: str) -> float:
        before, after = Run(fragment.blocks[:cut]), Run(fragment.blocks[cut:])
        points = 40 * (SAME - self._alike(before, after)) - NEAR * len(headings)
        for heading in headings:
            elsewhere = max(self._about(heading, below), self._about(heading, before.text))
            points += self._about(heading, after.text) - elsewhere
        return points

    def _about(self, heading: Block, text: str) -> float:
        return self.affinity.likelihood(heading.words, text)

    def _parted(self, fragment: Fragment, at: int, sure: int) -> tuple[Fragment, ...]:
        first, second = fragment.parted(at)
        self.record.doubt(second.blocks[0].text, "parted", sure, second.blocks[0].words[:12])
        return first, second


def _cuts(fragment: Fragment) -> list[int]:
    """Where another article can begin: at a paragraph below one that ends a sentence."""
    return [
        i
        for i, block in enumerate(fragment.blocks)
        if i and block.kind is Kind.TEXT and not is_open(fragment.blocks[i - 1].words)
    ]
