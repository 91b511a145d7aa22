"""What a press asks for: its condition, its output profile, and what one issue is printed by.

A `PressCondition` (印刷条件) is a named set of limits: `newsprint` (web offset, 轮转新闻纸),
`offset` (sheet-fed on coated or uncoated paper, trimmed) and `mono` (black alone, on newsprint).
`Press` is what one issue is printed by: a condition with what its manifest says otherwise.
`docs/printing.md` tells the numbers and their sources.

Percentages of ink are sums over the plates: 400 is all four solid. Resolutions are pixels to the
inch at the printed size.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from compositor.units import Emu, mm, pt

ConditionName: TypeAlias = Literal["newsprint", "offset", "mono"]
# What a file may call itself: X-4 for the press, X-1a for a printer that asks for it, A-2b for the
# archive (ISO 15930-7, ISO 15930-4, ISO 19005-2).
Standard: TypeAlias = Literal["pdf/x-4", "pdf/x-1a", "pdf/a-2b"]

PROFILE_FOLDER = "profiles"
REGISTRY = "http://www.color.org"  # the ICC's registry of printing conditions

CMYK = ("Cyan", "Magenta", "Yellow", "Black")
BLACK = ("Black",)


class InkLimit(NamedTuple):
    """Total area coverage (总墨量), percent: what pictures are brought under, and what a file may
    have before a window of 15 mm² is warned of and refused.
    """

    target: int
    warn: int
    error: int


class Resolution(NamedTuple):
    """Pixels to the inch: what pictures are brought down to, below what they are warned of and
    refused; the last two for line art of one bit.
    """

    target: int
    warn: int
    error: int
    line_warn: int = 800
    line_error: int = 550


class TypeLimits(NamedTuple):
    """The smallest sizes of type that print well: of one ink, of several, of Song (宋) in several,
    and reversed (反白) out of one ink and of several.
    """

    solid: Emu = pt(7)
    inks: Emu = pt(10)
    song_inks: Emu = pt(14)
    reversed: Emu = pt(10)
    reversed_inks: Emu = pt(12)


TYPE_LIMITS = TypeLimits()
THINNEST, THIN = pt(0.25), pt(2)
SMALL = pt(12)
PAPER = mm(0.1)  # of 80 g/m²


@dataclass(frozen=True, slots=True)
class PressCondition:
    """A kind of press and paper, by its limits.

    `inks` are its plates. A trimmed product has a `bleed` and keeps type `safe` from its trim; a
    newspaper that is not trimmed has 0 of both. `rule` is the thinnest rule, `overprint` the size
    below which black type must overprint, `thin` the width below which black rules must.
    """

    name: ConditionName
    inks: tuple[str, ...]
    bleed: Emu
    safe: Emu
    ink: InkLimit
    resolution: Resolution
    type: TypeLimits = TYPE_LIMITS
    rule: Emu = THINNEST
    overprint: Emu = SMALL
    thin: Emu = THIN

    @property
    def is_black(self) -> bool:
        """Whether it prints black alone."""
        return self.inks == BLACK


CONDITIONS: MappingProxyType[str, PressCondition] = MappingProxyType(
    {
        # ISO 12647-3:2013 recommends 220 %, its edition of 2005 had 240 %, Chinese printers take
        # 260 % at most; 100 lpi wants 200 ppi (GWG 99/149).
        "newsprint": PressCondition(
            "newsprint", CMYK, 0, 0, InkLimit(220, 240, 260), Resolution(200, 150, 100)
        ),
        # The default profile separates to 300 %; coated sheets take 320 %. GWG 149/224.
        "offset": PressCondition(
            "offset", CMYK, mm(3), mm(5), InkLimit(300, 310, 320), Resolution(300, 225, 150)
        ),
        "mono": PressCondition(
            "mono", BLACK, 0, 0, InkLimit(100, 100, 100), Resolution(200, 150, 100)
        ),
    }
)


class OutputCondition(NamedTuple):
    """The printing condition a file is made for, as its output intent names it.

    `identifier` is the name in `registry`, "" where it is in none; `info` is for people.
    """

    identifier: str
    registry: str
    info: str


# ISO Coated v2 300 % is made of the characterisation data FOGRA39, which the ICC has registered.
DEFAULT_PROFILE = "ISOcoated_v2_300_bas.icc"
DEFAULT_OUTPUT = OutputCondition("FOGRA39", REGISTRY, "ISO Coated v2 300% (basICColor)")


@dataclass(frozen=True, slots=True)
class Press:
    """What one issue is printed by: `profile` is the output profile's path for `Sources`.

    `ink` is the condition's, or lower where the manifest has a limit of its own; `paper` is the
    thickness of a sheet, by which the pages of a saddle-stitched issue creep outwards.
    """

    condition: PressCondition
    profile: str
    output: OutputCondition
    bleed: Emu
    ink: InkLimit
    standard: Standard = "pdf/x-4"
    paper: Emu = PAPER


DEFAULT_PRESS = Press(
    CONDITIONS["newsprint"],
    f"{PROFILE_FOLDER}/{DEFAULT_PROFILE}",
    DEFAULT_OUTPUT,
    CONDITIONS["newsprint"].bleed,
    CONDITIONS["newsprint"].ink,
)
