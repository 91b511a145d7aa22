"""Colour spaces and what they put on which plate.

`space_of` reads a space of any depth; `Paint` is a space with its values, and `plates()` says how
much of which ink it prints, from 0 to 1, or None where that cannot be said without a profile or
without looking at samples (ISO 32000-2, 8.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from compositor.press.preflight.objects import (
    Dictionary,
    dictionary,
    get,
    name,
    names,
    number,
    resolve,
    sequence,
)

DEEPEST = 8  # spaces in spaces: a pattern's of an index's of inks is three
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL, NO_INK = "All", "None"
TRACE = 0.005  # a share of ink that no press prints
SOLID = 0.995

COMPONENTS: Mapping[str, int] = {
    "DeviceGray": 1,
    "DeviceRGB": 3,
    "DeviceCMYK": 4,
    "CalGray": 1,
    "CalRGB": 3,
    "CalCMYK": 4,
    "Lab": 3,
    "Indexed": 1,
    "Separation": 1,
}
SHORT: Mapping[str, str] = {  # in inline images alone (8.9.7, table 92)
    "G": "DeviceGray",
    "RGB": "DeviceRGB",
    "CMYK": "DeviceCMYK",
    "I": "Indexed",
}
DEFAULTS: Mapping[str, str] = {
    "DeviceGray": "DefaultGray",
    "DeviceRGB": "DefaultRGB",
    "DeviceCMYK": "DefaultCMYK",
}
# Spaces that name the plates themselves, or refer to one that does.
FOR_PLATES = frozenset({"DeviceGray", "DeviceCMYK", "Separation", "DeviceN", "Indexed", "Pattern"})


class Space(NamedTuple):
    """A colour space: `inks` of Separation and DeviceN, `base` of Indexed and Pattern."""

    family: str
    components: int = 0
    inks: tuple[str, ...] = ()
    base: "Space | None" = None

    def foreign(self) -> str:
        """The name of what in it is neither CMYK, grey nor ink; "" of none."""
        if self.base is not None:
            return self.base.foreign()
        return "" if self.family in FOR_PLATES else self.family

    def all_inks(self) -> tuple[str, ...]:
        """The inks it names, also through an index."""
        return self.base.all_inks() if self.base is not None else self.inks

    def is_coloured(self) -> bool:
        """Whether it can put anything on the plates of cyan, magenta or yellow."""
        if self.base is not None:
            return self.base.is_coloured()
        if self.inks:
            return not set(self.inks) <= {"Black", NO_INK, ALL}
        return self.family not in ("DeviceGray", "CalGray", "Pattern")


GRAY, RGB, CMYK = (Space(f, COMPONENTS[f]) for f in ("DeviceGray", "DeviceRGB", "DeviceCMYK"))
UNKNOWN = Space("")


@dataclass(frozen=True, eq=False, slots=True)
class Pattern:
    """A pattern a path is filled with; the same only as itself."""

    holder: Any


class Paint(NamedTuple):
    """A colour: a space and its values, or a pattern."""

    space: Space
    values: tuple[float, ...]
    pattern: Pattern | None = None

    def plates(self) -> dict[str, float] | None:
        """Ink by plate, without traces; None where it cannot be told."""
        family, values = self.space.family, self.values
        if self.pattern is not None or len(values) < self.space.components:
            return None
        if family == "DeviceCMYK":
            shares = dict(zip(PROCESS, values, strict=False))
        elif family == "DeviceGray":
            shares = {"Black": 1 - values[0]}
        elif family in ("Separation", "DeviceN"):
            shares = _shares(self.space.inks, values)
        else:
            return None
        return {ink: share for ink, share in shares.items() if share > TRACE}

    @property
    def is_white(self) -> bool:
        """Whether it prints nothing where it is painted."""
        if self.space.family == "DeviceRGB" or self.space.family == "CalRGB":
            return min(self.values, default=0.0) >= SOLID
        return self.plates() == {}

    @property
    def is_black(self) -> bool:
        """Whether it prints solid black and nothing else."""
        plates = self.plates()
        return plates is not None and set(plates) == {"Black"} and plates["Black"] >= SOLID


def _shares(inks: tuple[str, ...], values: tuple[float, ...]) -> dict[str, float]:
    if ALL in inks:
        return dict.fromkeys(PROCESS, values[0])
    return {i: v for i, v in zip(inks, values, strict=False) if i != NO_INK}


BLACK = Paint(GRAY, (0.0,))  # what a page begins with


def first_paint(space: Space) -> Paint:
    """The colour a space begins with (8.6.8)."""
    if space.family == "DeviceCMYK":
        return Paint(space, (0.0, 0.0, 0.0, 1.0))
    begin = 1.0 if space.family in ("Separation", "DeviceN") else 0.0
    return Paint(space, (begin,) * space.components)


def space_of(value: Any, resources: Dictionary, depth: int = 0) -> Space:
    """A colour space: a name of the resources or of a device space, or an array.

    A device space that the resources redefine (DefaultCMYK and its like, 8.6.5.6) is what they say.
    """
    found = resolve(value)
    if depth > DEEPEST:
        return UNKNOWN
    spaces = dictionary(get(resources, "/ColorSpace"))
    if plain := name(found):
        told = get(spaces, "/" + DEFAULTS.get(plain, plain))
        if told is not None and name(told) != plain:
            return space_of(told, resources, depth + 1)
        return Space(plain, COMPONENTS.get(plain, 0))
    array = sequence(found)
    return _array_space(array, resources, depth) if array else UNKNOWN


def _array_space(array: Any, resources: Dictionary, depth: int) -> Space:
    family = name(array[0])
    more = resolve(array[1]) if len(array) > 1 else None
    if family == "ICCBased":
        count = int(number(get(dictionary(more), "/N")))
        return Space(family, count if 0 < count <= len(PROCESS) else 0)
    if family in ("Indexed", "Pattern"):
        base = space_of(more, resources, depth + 1) if more is not None else None
        return Space(family, COMPONENTS.get(family, 0), (), base)
    if family == "Separation":
        return Space(family, 1, (name(more),))
    if family == "DeviceN":
        inks = names(more)
        return Space(family, len(inks), inks)
    if len(array) == 1:
        return space_of(array[0], resources, depth + 1)
    return Space(family, COMPONENTS.get(family, 0))
