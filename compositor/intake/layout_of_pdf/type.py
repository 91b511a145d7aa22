"""What the rooms of `layout_of_pdf` hand to each other, and what a sign looks like to them.

A full-width mark is half an em of ink and half an em of blank (GB/T 15834 5.1): its *core* is the
half with the ink, so that a mark set close or hanging half does not move a line's end.

          left            right
      top  ┌───────────────┐      0.8 em above the baseline
           │ 国国国国国国国 │      a box of type is as high as its ink mostly is, so that there is
    bottom └───────────────┘      white between lines set solid; 0.1 em below
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compositor.model.signs import Sign, SignPage
from compositor.units import EMU_PER_PT, Emu, divide

OPENING = frozenset("“‘（【〔〖［｛《〈「『〘〚〝｟")
BLANK_AFTER = frozenset("”’）】〕〗］｝》〉」』〙〛〞〟｠。．？！，、；：")
HANZI = re.compile("[㐀-鿿豈-﫿𠀀-𿿽〇々]")
BOLD = re.compile("bold|black|heavy|demi|hei|gothic|黑|[-_ ][6-9]00", re.IGNORECASE)
ABOVE, BELOW = 80, 10  # hundredths of the size
SAME_SIZE = 6  # hundredths: type that near in size is of one size
QUARTER = EMU_PER_PT // 4
# Hundredths of the body size: from here on type is a heading's. Labels of 12 pt on 9 are not.
HEADING = 134


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: Emu
    top: Emu
    right: Emu
    bottom: Emu

    @property
    def width(self) -> Emu:
        """From left to right."""
        return self.right - self.left

    @property
    def middle(self) -> Emu:
        """Half way from left to right."""
        return (self.left + self.right) // 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Signs in reading order along one straight line, level or vertical, spaces among them."""

    signs: tuple[Sign, ...]
    box: Box
    size: Emu
    is_vertical: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(sign.text for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Item:
    """What the knife does not cut: a level stretch, or vertical lines from right to left."""

    stretches: tuple[Stretch, ...]
    box: Box
    size: Emu

    @property
    def is_vertical(self) -> bool:
        """Whether its lines run downwards."""
        return self.stretches[0].is_vertical


def item_of(stretches: Sequence[Stretch]) -> Item:
    """Stretches that stay together, in their order."""
    return Item(tuple(stretches), around(s.box for s in stretches), max(s.size for s in stretches))


def level(signs: Sequence[Sign]) -> Stretch:
    """A level stretch of signs that stand in their order; spaces at its ends are dropped."""
    first = next(i for i, sign in enumerate(signs) if not sign.is_space)
    last = next(i for i in range(len(signs), 0, -1) if not signs[i - 1].is_space)
    kept = tuple(signs[first:last])
    printed = [sign for sign in kept if not sign.is_space]
    size = _usual(printed)
    base = Counter(sign.y for sign in printed if sign.size == size).most_common(1)[0][0]
    left, right = core(printed[0])[0], max(core(sign)[1] for sign in printed)
    box = Box(left, base - ABOVE * size // 100, right, base + BELOW * size // 100)
    return Stretch(kept, box, size)


def _usual(signs: Sequence[Sign]) -> Emu:
    """The size of most of a stretch; of the larger of two if they are as many."""
    counted = Counter(sign.size for sign in signs)
    return max(counted, key=lambda size: (counted[size], size))


def around(boxes: Iterable[Box]) -> Box:
    """The box round boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def core(sign: Sign) -> tuple[Emu, Emu]:
    """Where a sign stands: of a full-width mark the half with the ink, else its whole width."""
    if 5 * sign.advance > 4 * sign.size:
        half = sign.size // 2
        if sign.text in OPENING:
            return sign.x + half, sign.x + sign.advance
        if sign.text in BLANK_AFTER:
            return sign.x, sign.x + half
    return sign.x, sign.x + sign.advance


def column_of(item: Item, gutters: Sequence[Emu]) -> int:
    """Between which gutters an item stands, counted from 0."""
    return sum(gutter <= item.box.middle for gutter in gutters)


def is_hanzi(text: str) -> bool:
    """Whether a sign is an ideograph (also 〇 and 々)."""
    return HANZI.fullmatch(text) is not None


def is_bold(sign: Sign) -> bool:
    """Whether a sign's face is bold or a 黑体, by the face's name."""
    return BOLD.search(sign.face) is not None


def alike(a: Emu, b: Emu) -> bool:
    """Whether two sizes are one."""
    return 100 * abs(a - b) <= SAME_SIZE * max(a, b)


def body_size(pages: Iterable[SignPage]) -> Emu:
    """The size of most hanzi to a quarter of a point (of most signs where there are none).

    Never 0, so that it can be divided by; a point where nothing is printed.
    """
    signs = [s for page in pages for s in (*page.signs, *page.turned) if not s.is_space]
    counted = Counter(s.size for s in signs if is_hanzi(s.text)) or Counter(s.size for s in signs)
    if not counted:
        return EMU_PER_PT
    quarters: Counter[Emu] = Counter()
    for size, count in counted.items():
        quarters[divide(size, QUARTER)] += count
    step = quarters.most_common(1)[0][0]
    near = {size: n for size, n in counted.items() if divide(size, QUARTER) == step}
    return max(1, max(near, key=near.__getitem__))
