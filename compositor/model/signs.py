"""Signs: the type of a finished PDF as a reader finds it, whoever made the file.

`compositor.press.signs` reads them, `compositor.grading` measures them. Places are EMU from the
trim's top left corner (the page's, where no trim is marked), y downwards.

      ink.left  ink.right          x        origin, where the pen stood
        ┌──┐                       advance  how far the face moves it on
      ──│国│───────┬── baseline    ink      the box round what is printed
       x└──┘       x + advance

A sign is one glyph and the text it stands for, so that a dash —— that is one glyph of two em is
one sign of two characters.
"""

from dataclasses import dataclass
from typing import NamedTuple

from compositor.units import Emu


class Ink(NamedTuple):
    """The box round what is printed of a sign."""

    left: Emu
    top: Emu
    right: Emu
    bottom: Emu


class Sign(NamedTuple):
    """One glyph in its place; `y` is its baseline, `face` the font's name without subset tag."""

    text: str
    x: Emu
    y: Emu
    advance: Emu
    size: Emu
    ink: Ink
    face: str

    @property
    def is_space(self) -> bool:
        """Whether it prints nothing."""
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class SignPage:
    """A page's signs in drawing order; those of turned type (90° or aslant) stand apart."""

    number: int
    width: Emu
    height: Emu
    signs: tuple[Sign, ...]
    turned: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class SignDocument:
    """A PDF read: its pages, and its identifier in hex ("" if it has none)."""

    pages: tuple[SignPage, ...]
    identifier: str = ""
