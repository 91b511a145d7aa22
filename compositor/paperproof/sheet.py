"""The paper of a proof: which sheet, how large the page is on it, and where.

┌─────────────────────────┐  The sheet of `full` is as large as page and margins; on A3 and A4
│  head                   │  the page is reduced if it must be, never enlarged. The margins are
│     ┌─────────────┐     │  for marks of correction, which take 20 mm of a hand's writing; the
│     │ page, 1 : 1 │     │  foot holds the strip for signatures.
│     └─────────────┘     │
│  strip                  │
└─────────────────────────┘
"""

from typing import NamedTuple

from compositor.geometry import Size
from compositor.model.proof import Paper
from compositor.units import Emu, divide, mm

SIZES = {"a3": Size(mm(297), mm(420)), "a4": Size(mm(210), mm(297))}
WHOLE = 1000


class Margins(NamedTuple):
    """White round the page, bleed included."""

    side: Emu
    head: Emu
    foot: Emu


MARGINS: dict[Paper, Margins] = {
    "full": Margins(mm(36), mm(20), mm(26)),
    "a3": Margins(mm(24), mm(16), mm(23)),
    "a4": Margins(mm(20), mm(14), mm(21)),
}


class ProofSheet(NamedTuple):
    """A sheet: its size, the page's scale in thousandths, where the trim's upper left corner is."""

    size: Size
    scale: int
    x: Emu
    y: Emu

    def across(self, x: Emu) -> Emu:
        """An x of the page on the sheet."""
        return self.x + divide(x * self.scale, WHOLE)

    def down(self, y: Emu) -> Emu:
        """A y of the page on the sheet."""
        return self.y + divide(y * self.scale, WHOLE)


def sheet_for(page: Size, bleed: Emu, paper: Paper) -> ProofSheet:
    """The sheet of a page; on A3 and A4 it lies across where the page does."""
    margins = MARGINS[paper]
    whole = Size(page.width + 2 * bleed, page.height + 2 * bleed)
    white = Size(2 * margins.side, margins.head + margins.foot)
    size = Size(whole.width + white.width, whole.height + white.height)
    if paper != "full":
        size = SIZES[paper]
        if page.width > page.height:
            size = Size(size.height, size.width)
    room = Size(size.width - white.width, size.height - white.height)
    fits = (length * WHOLE // of for length, of in zip(room, whole, strict=True))
    scale = min(WHOLE, *fits)
    left = (size.width - divide(page.width * scale, WHOLE)) // 2
    top = margins.head + (room.height - divide(whole.height * scale, WHOLE)) // 2
    return ProofSheet(size, scale, left, top + divide(bleed * scale, WHOLE))
