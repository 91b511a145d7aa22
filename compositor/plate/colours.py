"""Colours of CSS: `device-cmyk()` read and written, inks declared, and the page in black alone.

    ink_rule(layout.inks, is_black)     html { --ink-red: device-cmyk(0 0.95 0.9 0.1) }
    black_only(css)                     every device-cmyk() as the grey it becomes

Works on tokens, so that comments and strings stay as they are. `css_lint` says which colours may
be there at all. tinycss2 is the parser WeasyPrint itself reads with.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import tinycss2

from compositor.model.ink import SOLID, Cmyk, Ink, grey_of

FUNCTION = "device-cmyk"
PREFIX = "--ink-"
BLANK = ("whitespace", "comment")


class Colour(NamedTuple):
    """A `device-cmyk()` as written: percent of the four plates, which may be out of range."""

    cmyk: Cmyk
    alpha: float = 1


def ink_rule(inks: Iterable[Ink], is_black: bool) -> str:
    """The CSS that declares a layout's inks, as a press prints them."""
    rows = (f" {PREFIX}{ink.name}: {_written(ink, is_black)};" for ink in inks)
    return f"html {{{''.join(rows)} }}\n"


def black_only(css: str) -> str:
    """CSS with every `device-cmyk()` in black alone, as dark as before (`model.ink.grey_of`)."""
    if "(" not in css:  # as in most attributes: no function at all
        return css
    tokens = tinycss2.parse_component_value_list(css)
    waiting = [tokens]
    while waiting:
        row = waiting.pop()
        for place, token in enumerate(row):
            if token.type == "function" and token.lower_name == FUNCTION:
                row[place] = _in_black(token)
            elif (inner := inside(token)) is not None:
                waiting.append(inner)
    written: str = tinycss2.serialize(tokens)
    return written


def colour_of(function: Any) -> Colour | None:
    """What a `device-cmyk()` token says; None if it is not four numbers, and a fifth for alpha.

    Numbers from 0 to 1 and percentages may be mixed, commas stand between numbers alone (CSS
    Color 5, 7). What WeasyPrint 70 does not draw, or stops at (`none`), is None.
    """
    tokens = [token for token in function.arguments if token.type not in BLANK]
    has_commas = len(tokens) == 7 and all(token == "," for token in tokens[1::2])
    if has_commas:
        tokens = tokens[::2]
    channels, slash, alpha = tokens[:4], tokens[4:5], tokens[5:]
    values = [_share(token) for token in (*channels, *alpha)]
    if len(channels) < 4 or None in values or (slash and slash[0] != "/"):
        return None
    if len(alpha) != len(slash) or (has_commas and any(t.type != "number" for t in channels)):
        return None
    cyan, magenta, yellow, black, *rest = (SOLID * value for value in values if value is not None)
    return Colour((cyan, magenta, yellow, black), rest[0] / SOLID if rest else 1)


def inside(token: Any) -> list[Any] | None:
    """The tokens within a function or block, which may be changed; None for any other token."""
    inner: list[Any] | None = getattr(token, "arguments", None)
    if inner is None and token.type.endswith("block"):
        inner = token.content
    return inner


def _share(token: Any) -> float | None:
    """A number or percentage as a share of 1."""
    if token.type == "percentage":
        return float(token.value) / SOLID
    return float(token.value) if token.type == "number" else None


def _in_black(function: Any) -> Any:
    colour = colour_of(function)
    if colour is None:
        return function
    alpha = "" if colour.alpha == 1 else f" / {colour.alpha:g}"
    (token,) = tinycss2.parse_component_value_list(_black(grey_of(colour.cmyk), alpha))
    return token


def _written(ink: Ink, is_black: bool) -> str:
    if is_black:
        return _black(ink.grey)
    return f"{FUNCTION}({' '.join(_number(tint) for tint in ink.cmyk)})"


def _black(percent: float, alpha: str = "") -> str:
    return f"{FUNCTION}(0 0 0 {_number(percent)}{alpha})"


def _number(percent: float) -> str:
    """A share of 1 to four places: a hundredth of a percent."""
    return f"{round(percent / SOLID, 4):g}"
