"""The `TypeSetter` of a build: sets what make-up asks for, remembers it, and keeps the problems.

    setter = Setter(faces, layout)
    setter.galley(article, measure)
    setter.diagnostics()            # missing characters, fallback faces

Missing characters are placed in the manuscript, at the very character.
"""

from collections.abc import Iterable
from dataclasses import replace

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.model.galley import Galley, Line
from compositor.model.issue import Article, Span
from compositor.model.layout import Layout, TypeStyle
from compositor.model.setter import Display
from compositor.setting.galley import SetBlock, set_galley
from compositor.setting.heading import set_display
from compositor.setting.leastcost import least_cost
from compositor.setting.linebreak import LineBreaker
from compositor.setting.paragraph import Composer, Job, SetText, set_block
from compositor.setting.prepare import DISPLAY_SPACING
from compositor.setting.punctuation import STYLES
from compositor.setting.shape import Fallback
from compositor.typefaces import Typefaces
from compositor.units import Emu

UNKNOWN = "〓"  # what stands for a character no face has, in text that is not the editor's


class Setter:
    """Sets type for one layout; see `compositor.model.setter.TypeSetter`."""

    def __init__(self, faces: Typefaces, layout: Layout, breaker: LineBreaker = least_cost) -> None:
        self._composer = Composer(faces, STYLES[layout.punctuation], breaker)
        self._layout = layout
        self._galleys: dict[tuple[str, Emu], Galley] = {}
        self._texts: dict[tuple[str, TypeStyle, Emu], tuple[Line, ...]] = {}
        self._displays: dict[tuple[str, TypeStyle, Emu], Display] = {}
        self._problems: dict[Diagnostic, None] = {}
        self._fallbacks: dict[str, dict[Fallback, None]] = {}

    def galley(self, article: Article, measure: Emu) -> Galley:
        """See `TypeSetter.galley`."""
        key = (article.name, measure)
        if key not in self._galleys:
            galley, blocks = set_galley(self._composer, article, self._layout, measure)
            self._galleys[key] = galley
            self._note_blocks(article, blocks)
        return self._galleys[key]

    def text(self, text: str, style: TypeStyle, measure: Emu) -> tuple[Line, ...]:
        """See `TypeSetter.text`."""
        key = (text, style, measure)
        if key not in self._texts:
            job = Job(style, style.size, measure, DISPLAY_SPACING)
            done = set_block(self._composer, [Span(text)], job)
            self._texts[key] = done.lines
            self._note_missing(done, None)
        return self._texts[key]

    def program_text(self, text: str, style: TypeStyle, measure: Emu) -> tuple[Line, ...]:
        """See `TypeSetter.program_text`."""
        known = self._composer.faces.role_for
        shown = (c if c.isspace() or known(c, style.role) else UNKNOWN for c in text)
        return self.text("".join(shown), style, measure)

    def display(self, text: str, style: TypeStyle, width: Emu) -> Display:
        """See `TypeSetter.display`."""
        key = (text, style, width)
        if key not in self._displays:
            self._displays[key], done = set_display(self._composer, text, style, width)
            self._note_missing(done, None)
        return self._displays[key]

    def diagnostics(self, texts: Iterable[tuple[str, Place]] = ()) -> tuple[Diagnostic, ...]:
        """What the faces could not do so far; `texts` tell where what is no galley text stands."""
        homes = tuple(texts)
        placed = [_placed(problem, homes) for problem in self._problems]
        return (*placed, *self._fallback_notes())

    def _note_blocks(self, article: Article, blocks: Iterable[SetBlock]) -> None:
        for block, done in blocks:
            self._note_missing(done, block.place)
            if done.fallbacks:
                self._fallbacks.setdefault(article.name, {}).update(dict.fromkeys(done.fallbacks))

    def _note_missing(self, done: SetText, place: Place | None) -> None:
        for missing in done.missing:
            where = _at(place, missing.character) if place else None
            codepoint = f"{ord(missing.character):04X}"
            problem = diagnose("no-glyph", where, character=missing.character, codepoint=codepoint)
            self._problems[problem] = None

    def _fallback_notes(self) -> Iterable[Diagnostic]:
        """One note an article for the characters its faces lacked."""
        for article, found in self._fallbacks.items():
            characters = "".join(dict.fromkeys(fallback.character for fallback in found))
            face = "、".join(dict.fromkeys(fallback.found for fallback in found))
            role = "、".join(dict.fromkeys(fallback.asked for fallback in found))
            yield diagnose(
                "fallback-face", article=article, characters=characters, face=face, role=role
            )


def _at(place: Place, character: str) -> Place:
    """The place of a character in the line of the manuscript its block stands in."""
    found = place.quote.find(character)
    return replace(place, column=found + 1, length=1) if found >= 0 else place


def _placed(problem: Diagnostic, homes: Iterable[tuple[str, Place]]) -> Diagnostic:
    if problem.place:
        return problem
    character = dict(problem.values)["character"]
    home = next((place for text, place in homes if character in text), None)
    return replace(problem, place=_at(home, character)) if home else problem
