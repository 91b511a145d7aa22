"""The lint of CSS: colours a press has inks for, nothing transparent, no other files.

    Lint(inks, limit, sheets).findings()

WeasyPrint turns every other colour into RGB without a word, draws transparency into any PDF/X,
and stops in the middle at shades of its own (gradients, `inset` borders in CMYK). So what CSS may
say is settled before anything is drawn, from tables: a property, a function, a word. Colour names
count where a colour may stand; comments, strings and custom properties that no colour uses say
nothing. A `var()` is followed to where it is defined.

What a Jinja expression puts in stands here as `FILLED` and is no fault: it is looked at when it is
filled in (`template_lint`).
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import tinycss2
from tinycss2.color5 import parse_color

from compositor.diagnostics import Diagnostic, Place, diagnose, nearest
from compositor.model.ink import SOLID
from compositor.plate.colours import BLANK, FUNCTION, PREFIX, colour_of, inside
from compositor.plate.template import Source

FILLED = "\ue000"
FOUND_LENGTH = 40  # characters of the fault that a message repeats

GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
HARMLESS = GLOBAL | {"none", "normal"}
ENGINES_BLACK = ("initial", "revert")  # of `color`: the engine's own, RGB
ROUNDING = 1e-6

# Properties that may be nothing but `HARMLESS`.
REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        ("box-shadow", "text-shadow", "filter", "backdrop-filter", "mix-blend-mode"), "css-effect"
    ),
    **dict.fromkeys(
        ("background-blend-mode", "mask", "mask-image", "mask-border", "mask-border-source"),
        "css-effect",
    ),
    **dict.fromkeys(
        ("border-image", "border-image-source", "background-image", "list-style-image"),
        "css-outside",
    ),
    "marks": "css-marks",
    "bleed": "css-marks",
}
OPACITIES = frozenset({"opacity", "fill-opacity", "stroke-opacity", "stop-opacity"})
OUTSIDE_RULES = frozenset({"import", "font-face", "color-profile"})
OF_RULES = frozenset({"media", "layer", "supports", "container", "scope"})  # hold rules

COLOURED = ("background", "border", "outline", "column-rule", "text-decoration", "text-emphasis")
COLOURED_WORDS = frozenset({"fill", "stroke"})
EDGED = ("border", "outline", "column-rule")
GROUND = "background"  # may be transparent; a line or a word that is, is drawn, in RGB, at alpha 0
SHADED = frozenset({"inset", "outset", "groove", "ridge"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COLOUR_FUNCTIONS = _words(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark contrast-color"
)
FILE_FUNCTIONS = _words("url src image image-set -webkit-image-set cross-fade paint")
# CSS Color 4, 6.2, and its appendix of those that are deprecated.
SYSTEM_COLOURS = _words(
    """
    accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext
    field fieldtext graytext highlight highlighttext linktext mark marktext selecteditem
    selecteditemtext visitedtext activeborder activecaption appworkspace background
    buttonhighlight buttonshadow captiontext inactiveborder inactivecaption inactivecaptiontext
    infobackground infotext menu menutext scrollbar threeddarkshadow threedface threedhighlight
    threedlightshadow threedshadow window windowframe windowtext
    """
)


class Piece(NamedTuple):
    """A declaration or an at-rule, with the text it stands in."""

    source: Source
    node: Any

    @property
    def name(self) -> str:
        """The name of its property, as CSS compares it."""
        name: str = self.node.name
        return name if name.startswith("--") else name.lower()

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.place_of(self.node, self.node.serialize())

    def place_of(self, token: Any, text: str) -> Place:
        """Where one of its tokens stands."""
        return self.source.place(token.source_line, token.source_column, len(text))


def sheet_pieces(source: Source, css: str) -> Iterator[Piece]:
    """What a stylesheet declares; `css` begins where `source` does, or stands behind blank."""
    return _pieces(source, tinycss2.parse_stylesheet(css))


def attribute_pieces(source: Source, css: str) -> Iterator[Piece]:
    """What a `style` attribute declares."""
    return _pieces(source, tinycss2.parse_blocks_contents(css))


def _pieces(source: Source, nodes: Iterable[Any]) -> Iterator[Piece]:
    waiting = deque(nodes)
    while waiting:
        node = waiting.popleft()
        if node.type in ("declaration", "at-rule"):
            yield Piece(source, node)
        if node.type in ("qualified-rule", "at-rule") and node.content is not None:
            holds_rules = getattr(node, "lower_at_keyword", "") in OF_RULES
            parse = tinycss2.parse_rule_list if holds_rules else tinycss2.parse_blocks_contents
            waiting.extendleft(reversed(parse(node.content)))


class Fault(NamedTuple):
    """A fault before it has a place: its code, what was found, and what else its message says."""

    code: str
    found: str
    more: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lint:
    """What CSS may name and lay down.

    `inks` are names; `limit` is percent of ink, None where a press turns all into black; `customs`
    are custom properties, each with the declarations that define it.
    """

    inks: tuple[str, ...]
    limit: int | None
    customs: Mapping[str, Sequence[Piece]]

    def findings(self, pieces: Iterable[Piece]) -> Iterator[Diagnostic]:
        """Everything that is refused; a definition that two values use is told twice."""
        for piece in pieces:
            if piece.node.type == "at-rule":
                keyword = piece.node.lower_at_keyword
                if keyword in OUTSIDE_RULES:
                    yield self.told(Fault("css-outside", f"@{keyword}"), piece.place)
            elif piece.name in REFUSED or piece.name in OPACITIES:
                yield from self._of_refused(piece)
            elif not piece.name.startswith("--"):
                yield from self._of_value(piece.name, piece, set())

    def told(self, fault: Fault, place: Place) -> Diagnostic:
        """A fault as a diagnostic, with the inks there are."""
        code, found, more = fault
        inks = ", ".join(f"`var({PREFIX}{name})`" for name in self.inks) or "–"
        cut = found if len(found) <= FOUND_LENGTH else f"{found[:FOUND_LENGTH]}…"
        return diagnose(code, place, found=cut, inks=inks, **more)

    def _of_refused(self, piece: Piece) -> Iterator[Diagnostic]:
        """A property of which few values are allowed, told as a whole."""
        value = [t for t in self._followed(piece, set()) if t.type not in BLANK]
        text = tinycss2.serialize(value)
        is_opacity = piece.name in OPACITIES
        if FILLED in text or not any(map(_is_below_one if is_opacity else _does_harm, value)):
            return
        found = f"{piece.name}: {tinycss2.serialize(piece.node.value).strip()}"
        yield self.told(Fault(REFUSED.get(piece.name, "css-effect"), found), piece.place)

    def _followed(self, piece: Piece, seen: set[str]) -> Iterator[Any]:
        """The tokens of a value with every `var()` as it is defined."""
        for token in piece.node.value:
            variable = variable_of(token)
            if variable is None:
                yield token
                continue
            for definition in self._definitions(variable, seen):
                yield from self._followed(definition, seen)

    def _definitions(self, variable: str, seen: set[str]) -> Sequence[Piece]:
        """What defines a custom property, once for a value however often it is named."""
        if variable in seen:
            return ()
        seen.add(variable)
        return self.customs.get(variable, ())

    def _of_value(self, name: str, piece: Piece, seen: set[str]) -> Iterator[Diagnostic]:
        """The faults of a declaration's value as one of the property `name`."""
        waiting = deque(piece.node.value)
        while waiting:
            token = waiting.popleft()
            if fault := self._fault(name, token):
                yield self.told(fault, piece.place_of(token, fault.found))
                continue
            variable = variable_of(token) or ""
            for definition in self._definitions(variable, seen):
                yield from self._of_value(name, definition, seen)
            waiting.extendleft(reversed(inside(token) or []))

    def _fault(self, name: str, token: Any) -> Fault | None:
        """What is wrong with one token of a value of the property `name`."""
        if token.type == "function":
            code = _code_of_function(name, token.lower_name)
            return Fault(code, token.serialize()) if code else self._of_function(name, token)
        if token.type == "url" and name != "cursor":
            return Fault("css-outside", token.serialize())
        if token.type == "hash":
            return Fault("css-colour", token.serialize())
        return self._of_word(name, token.lower_value) if token.type == "ident" else None

    def _of_function(self, name: str, token: Any) -> Fault | None:
        if token.lower_name == FUNCTION:
            return self._of_cmyk(token)
        return self._of_variable(name, token) if token.lower_name == "var" else None

    def _of_cmyk(self, token: Any) -> Fault | None:
        text = token.serialize()
        if FILLED in text:
            return None
        colour = colour_of(token)
        if colour is None or not all(0 <= tint <= SOLID for tint in (*colour.cmyk, colour.alpha)):
            return Fault("css-colour", text)
        if colour.alpha < 1:
            return Fault("css-effect", text)
        total = sum(colour.cmyk)
        if self.limit is None or total <= self.limit + ROUNDING:
            return None
        return Fault("css-too-heavy", text, {"total": f"{total:g}", "limit": self.limit})

    def _of_variable(self, name: str, token: Any) -> Fault | None:
        """A `var()` that nothing defines: any that should be an ink, and colours with no other."""
        variable = variable_of(token) or ""
        known = [*(PREFIX + ink for ink in self.inks), *self.customs]
        if variable in known or FILLED in variable:
            return None
        has_other = any(part == "," for part in token.arguments)
        if variable.startswith(PREFIX) or (_takes_colour(name) and not has_other):
            return Fault("css-ink-unknown", variable, {"near": nearest(variable, known)})
        return None

    def _of_word(self, name: str, word: str) -> Fault | None:
        is_unseen = word == "transparent" and _takes_colour(name) and not name.startswith(GROUND)
        if is_unseen or (word in SHADED and name.startswith(EDGED)):
            return Fault("css-effect", word)
        is_rgb = word in ENGINES_BLACK and name in ("color", "all")
        if is_rgb or (_takes_colour(name) and _is_colour_name(word)):
            near = f"var({PREFIX}{word})" if word in self.inks else None
            return Fault("css-colour", word, {"near": near})
        return None


def defined(pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    """The custom properties of all of a layout's CSS, each with its definitions."""
    customs: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.node.type == "declaration" and piece.name.startswith("--"):
            customs.setdefault(piece.name, []).append(piece)
    return customs


def _code_of_function(name: str, function: str) -> str | None:
    """What a function is refused as, whatever it is given."""
    if function in COLOUR_FUNCTIONS:
        return "css-colour"
    if function.endswith("gradient"):
        return "css-effect"
    return "css-outside" if function in FILE_FUNCTIONS and name != "cursor" else None


def variable_of(token: Any) -> str | None:
    """The custom property a `var()` names; None for any other token."""
    if token.type != "function" or token.lower_name != "var":
        return None
    return next((part.value for part in token.arguments if part.type == "ident"), "")


def _takes_colour(name: str) -> bool:
    return name.endswith("color") or name.startswith(COLOURED) or name in COLOURED_WORDS


def _is_colour_name(word: str) -> bool:
    if word in SYSTEM_COLOURS or word == "invert":
        return True
    colour = parse_color(word)
    return colour is not None and word not in ("transparent", "currentcolor")


def _is_below_one(token: Any) -> bool:
    """Also what has to be reckoned first."""
    if token.type == "function":
        return True
    scale = SOLID if token.type == "percentage" else 1
    return token.type in ("number", "percentage") and token.value < scale


def _does_harm(token: Any) -> bool:
    return not (token.type == "ident" and token.lower_value in HARMLESS)
