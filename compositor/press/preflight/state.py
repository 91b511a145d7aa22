"""The graphics state: what a content stream has set so far (ISO 32000-2, 8.4)."""

from dataclasses import dataclass, fields

from compositor.press.boxes import Box
from compositor.press.preflight.colours import BLACK, Paint
from compositor.press.preflight.fonts import NO_FONT, Font
from compositor.press.preflight.matrix import EVERYWHERE, IDENTITY, Matrix

OPAQUE = 0.999
INKS = frozenset({"Separation", "DeviceN"})
STROKED, INVISIBLE = frozenset({1, 5}), frozenset({3, 7})  # text rendering modes
BOTH = frozenset({2, 6})


@dataclass(slots=True)
class State:
    """Values as they stand; changed in place by operators, copied by `q` and for forms."""

    ctm: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Paint = BLACK
    stroke: Paint = BLACK
    line_width: float = 1.0
    font: Font = NO_FONT
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = ""
    soft_mask: bool = False

    def copied(self) -> "State":
        """The same state, to be changed apart; `copy` takes thrice as long."""
        made = object.__new__(State)
        for name in NAMES:
            setattr(made, name, getattr(self, name))
        return made

    def key(self) -> tuple[object, ...]:
        """What decides how a form comes out, but for its place."""
        return (
            self.fill,
            self.stroke,
            round(self.line_width, 3),
            self.font,
            self.size,
            self.fill_overprint,
            self.stroke_overprint,
            self.overprint_mode,
            self.veil(self.fill_alpha),
            self.veil(self.stroke_alpha),
        )

    def veil(self, alpha: float) -> str:
        """What makes paint of this alpha transparent, "" for nothing."""
        if self.soft_mask:
            return "SMask"
        if self.blend:
            return f"BM {self.blend}"
        return f"ca {alpha:g}" if alpha < OPAQUE else ""

    def lay_bare(self) -> None:
        """As a transparency group begins: what veils it veils it as a whole (11.6.6)."""
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend, self.soft_mask = "", False

    def fill_overprints(self) -> bool:
        """Whether fills leave the plates alone on which they put no ink."""
        return self.fill_overprint and self._leaves_plates(self.fill)

    def stroke_overprints(self) -> bool:
        """Whether strokes do."""
        return self.stroke_overprint and self._leaves_plates(self.stroke)

    def _leaves_plates(self, paint: Paint) -> bool:
        family = paint.space.family
        return family in INKS or (family == "DeviceCMYK" and self.overprint_mode == 1)


NAMES = tuple(field.name for field in fields(State))
