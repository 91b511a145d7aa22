"""What make-up asks of setting: lines for a text, a style and a width. The two meet only here.

`compositor.setting.setter.Setter` is the implementation; tests of make-up may give a simpler one.
Whatever is asked twice is answered from memory, so that make-up may try as it likes.
"""

from dataclasses import dataclass
from typing import Protocol

from compositor.memory import Memory
from compositor.model.galley import BEGINNING, Galley, Line, TextPoint
from compositor.model.issue import Article
from compositor.model.layout import TypeStyle
from compositor.units import Emu


@dataclass(frozen=True, slots=True)
class Display:
    """Display lines set over a width at one size of their ladder.

    `fits` is False if the text was wider than the width at every size and had to be broken by
    rule; `size` is the size it was set in.
    """

    lines: tuple[Line, ...]
    size: Emu
    fits: bool


class TypeSetter(Protocol):
    """Sets type. What is made of its lines may be kept in its `memory`."""

    @property
    def memory(self) -> Memory:
        """What depends on nothing but the faces, the layout and the key."""

    def galley(self, article: Article, measure: Emu, start: TextPoint = BEGINNING) -> Galley:
        """The body of an article as one column of `measure`, from `start` on."""

    def vertical_galley(
        self, article: Article, measure: Emu, start: TextPoint = BEGINNING
    ) -> Galley:
        """The same in vertical lines: `measure` is their height."""

    def text(self, text: str, style: TypeStyle, measure: Emu) -> tuple[Line, ...]:
        """A short text (caption, furniture) as paragraph lines in the style's first size."""

    def program_text(self, text: str, style: TypeStyle, measure: Emu) -> tuple[Line, ...]:
        """The same for words of the program (a file's name): nothing in them is an error."""

    def display(self, text: str, style: TypeStyle, width: Emu) -> Display:
        """A heading over a width, in a size of its ladder; its bars (`model.turns`) offer turns."""
