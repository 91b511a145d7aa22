"""Which headings belong to which chain of text.

    headings = assign(chains, below, affinity, record)      # a list for each chain

Headings stand right above their text, or, in what extraction leaves of a page, after it or under
another article. Of each group the first headings may belong to an article that has no headline,
if they speak of it more than of what stands below. Points are logarithms of affinity, so that
only the ratio of two counts; what they are weighed against was chosen by eye and is held to the
seeds by tests.
"""

from collections.abc import Sequence

from compositor.intake.affinity import Affinity
from compositor.intake.fragments import Chain, has_headline
from compositor.intake.joins import Spot
from compositor.intake.kinds import Block, Kind
from compositor.intake.worked import Record

FORWARD = {Kind.LABEL: 2.0, Kind.DISPLAY: 0.5, Kind.BYLINE: 0.5}
"""Points for a heading to belong to what stands right below it."""
LABEL_BACK = 1.0  # what it costs to give a label to text farther off
TWO_GROUPS = 1.5  # what it costs to take headlines before and after a label for one heading
LABEL_LAST = 0.7  # what it costs if a label stands below its headline
BYLINE_FIRST = 0.7  # what it costs if a byline stands above its headline
LATER = 1.5  # what it costs to give headings to an article that begins below the next
HEADLESS = 1.0  # what it costs to leave a chain without a headline


def assign(
    chains: Sequence[Chain], below: Sequence[Block], affinity: Affinity, record: Record
) -> list[list[Block]]:
    """The headings of each chain; `below` are headings under all text."""
    return _Assigner(chains, affinity, record).assigned(below)


class _Assigner:
    """Gives out the headings of one document."""

    def __init__(self, chains: Sequence[Chain], affinity: Affinity, record: Record) -> None:
        self.chains, self.affinity, self.record = chains, affinity, record
        self.texts = ["".join(f.text for f in chain) for chain in chains]
        self.headings: list[list[Block]] = [[] for _ in chains]
        self.headless = {n for n, chain in enumerate(chains) if not any(f.is_headed for f in chain)}

    def assigned(self, below: Sequence[Block]) -> list[list[Block]]:
        """See `assign`."""
        groups: list[tuple[Spot, int, tuple[Block, ...]]] = sorted(
            (
                (f.first, n, f.above)
                for n, chain in enumerate(self.chains)
                for f in chain
                if f.above
            ),
            key=lambda group: group[0],
        )
        for _, owner, above in groups:
            back, target = self._split(above, owner)
            if back:
                self._give(above[:back], target, 75)
                self.headless |= set() if has_headline(above[back:]) else {owner}
            self.headings[owner] += above[back:]
        if below:
            self._place_below(below)
        return self.headings

    def _give(self, headings: Sequence[Block], target: int, sure: int) -> None:
        self.headings[target] += headings
        self.headless -= {target} if has_headline(headings) else set()
        self.record.doubt(headings[0].text, "heading-moved", sure)

    def _split(self, above: Sequence[Block], owner: int) -> tuple[int, int]:
        """How many of a group of headings belong to which other chain: (0, …) for none."""
        best = (self._forward(above, owner), 0, owner)
        for target in sorted(self.headless - {owner}):
            far = LATER if target > owner else 0.0
            for back in range(1, len(above) + 1):
                if has_headline(above[:back]) or above[back - 1].kind is Kind.BYLINE:
                    points = self._backward(above[:back], target) - far
                    points += self._forward(above[back:], owner)
                    best = max(best, (points, back, target), key=lambda found: found[0])
        return best[1], best[2]

    def _forward(self, headings: Sequence[Block], owner: int) -> float:
        """Points for headings belonging to what stands right below them."""
        points = sum(self._about(b, owner) + FORWARD[b.kind] for b in headings)
        points -= 0.0 if has_headline(headings) else HEADLESS
        points -= LABEL_LAST if headings[1:] and headings[-1].kind is Kind.LABEL else 0.0
        points -= BYLINE_FIRST if _begins_with_byline(headings) else 0.0
        return points - (TWO_GROUPS if _are_two_groups(headings) else 0.0)

    def _backward(self, headings: Sequence[Block], target: int) -> float:
        points = sum(self._about(b, target) for b in headings)
        points += HEADLESS if has_headline(headings) else 0.0
        return points - sum(LABEL_BACK for b in headings if b.kind is Kind.LABEL)

    def _about(self, heading: Block, chain: int) -> float:
        return self.affinity.likelihood(heading.words, self.texts[chain])

    def _place_below(self, below: Sequence[Block]) -> None:
        """Headings below all text: to the chain without a headline that they speak of most."""
        if not self.texts:
            for block in below:
                self.record.leave_out(block.text, "unplaced")
            return
        words = "".join(b.words for b in below)
        sure = 70 if self.headless else 20
        among = sorted(self.headless) or range(len(self.texts))
        target = max(among, key=lambda n: self.affinity.of(words, self.texts[n]))
        self._give(below, target, sure)


def _are_two_groups(headings: Sequence[Block]) -> bool:
    """Whether a label with a headline below it stands below other headings, or a second byline
    below a headline of its own: either begins a group.
    """
    label = next((i for i, b in enumerate(headings) if b.kind is Kind.LABEL), 0)
    if label > 0 and has_headline(headings[label:]):
        return True
    bylines = [i for i, b in enumerate(headings) if b.kind is Kind.BYLINE]
    return len(bylines) > 1 and has_headline(headings[bylines[0] : bylines[-1]])


def _begins_with_byline(headings: Sequence[Block]) -> bool:
    return bool(headings) and headings[0].kind is Kind.BYLINE and has_headline(headings)
