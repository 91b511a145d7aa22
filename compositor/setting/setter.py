"""The `TypeSetter` of a build: sets what make-up asks for, remembers it, and keeps the problems.

    setter = Setter(faces, layout)
    setter.galley(article, measure)
    setter.diagnostics()            # missing characters and variants, fallback faces

Missing characters are placed in the manuscript, at the very character. All this is said in the
setter's memory: so it is told of what was set in an earlier run and is used in this one, and of
nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.memory import Memory, Same
from compositor.model.galley import BEGINNING, Galley, Line, TextPoint
from compositor.model.issue import Article, Span
from compositor.model.layout import Layout, TypeStyle
from compositor.model.setter import Display
from compositor.model.turns import Bar, read_turns, words_of
from compositor.setting.atoms import Fallback, MissingGlyph
from compositor.setting.galley import SetBlock, set_galley
from compositor.setting.glue import DISPLAY_SPACING
from compositor.setting.heading import set_display
from compositor.setting.leastcost import least_cost
from compositor.setting.linebreak import LineBreaker
from compositor.setting.paragraph import Composer, Job, SetText, set_block
from compositor.setting.phrases import idle_bars
from compositor.setting.punctuation import STYLES
from compositor.setting.vertical import in_vertical_lines
from compositor.typefaces import Typefaces
from compositor.units import Emu

NO_CHARACTER = "\ufffd"  # what is shown of half a surrogate pair, which nobody can print
UNKNOWN = "〓"  # what stands for a character no face has, in text that is not the editor's


class Amiss(NamedTuple):
    """Said: a problem, at its place if that is known."""

    problem: Diagnostic


class Fallen(NamedTuple):
    """Said: characters of an article's galley came from a fallback."""

    article: str
    fallback: Fallback


class FallenOutside(NamedTuple):
    """Said: the same of a text that is set for nobody in particular, by its words."""

    words: str
    fallback: Fallback


class Headed(NamedTuple):
    """Said: a heading outside galleys, as it was written."""

    text: str


class Named(NamedTuple):
    """Said: the article that a file has."""

    file: str
    article: str


class Setter:
    """Sets type for one layout; see `compositor.model.setter.TypeSetter`.

    `memory` is that of the run, or of several; a setter by itself has its own.
    """

    def __init__(
        self,
        faces: Typefaces,
        layout: Layout,
        breaker: LineBreaker = least_cost,
        memory: Memory | None = None,
    ) -> None:
        way = (layout.punctuation, layout.kinsoku, Same(breaker))
        type_memory = (memory or Memory()).under("type", way)
        punctuation = STYLES[layout.punctuation]
        self._composer = Composer(faces, punctuation, breaker, layout.kinsoku, type_memory)
        self._layout = layout
        self._turned = in_vertical_lines(layout)
        self._memory = type_memory.under("layout", Same(layout))

    @property
    def memory(self) -> Memory:
        """See `TypeSetter.memory`."""
        return self._memory

    def galley(self, article: Article, measure: Emu, start: TextPoint = BEGINNING) -> Galley:
        """See `TypeSetter.galley`."""
        return self._galley(article, measure, start, self._layout)

    def vertical_galley(
        self, article: Article, measure: Emu, start: TextPoint = BEGINNING
    ) -> Galley:
        """See `TypeSetter.vertical_galley`."""
        return self._galley(article, measure, start, self._turned)

    def _galley(self, article: Article, measure: Emu, start: TextPoint, layout: Layout) -> Galley:
        whose = (article.name, article.file, Same(article.body))
        source = (article.source, article.field_place("source")) if article.source else None
        key = ("galley", whose, source, measure, layout.body.vertical, start)

        def galley() -> Galley:
            done, blocks = set_galley(self._composer, article, layout, measure, start)
            self._memory.say(Named(article.file, article.name))
            self._note_blocks(article, blocks)
            return done

        return self._memory.of(key, galley)

    def text(self, text: str, style: TypeStyle, measure: Emu) -> tuple[Line, ...]:
        """See `TypeSetter.text`."""

        def lines() -> tuple[Line, ...]:
            job = Job(style, style.size, measure, DISPLAY_SPACING)
            done = set_block(self._composer, [Span(text)], job)
            self._note_outside(done, text)
            return done.lines

        return self._composer.memory.of(("text", text, style, measure), lines)

    def program_text(self, text: str, style: TypeStyle, measure: Emu) -> tuple[Line, ...]:
        """See `TypeSetter.program_text`."""
        known = self._composer.faces.role_for
        shown = (c if c.isspace() or known(c, style.role) else UNKNOWN for c in text)
        return self.text("".join(shown), style, measure)

    def display(self, text: str, style: TypeStyle, width: Emu) -> Display:
        """See `TypeSetter.display`."""

        def heading() -> Display:
            display, done = set_display(self._composer, read_turns(text), style, width)
            self._note_outside(done, words_of(text))
            self._memory.say(Headed(text))
            return display

        return self._composer.memory.of(("display", text, style, width), heading)

    def diagnostics(self, texts: Iterable[tuple[str, Place]] = ()) -> tuple[Diagnostic, ...]:
        """What the faces could not do so far; `texts` tell where what is no galley text stands."""
        homes = tuple(texts)
        problems = [note.problem for note in self._memory.heard() if isinstance(note, Amiss)]
        placed = [_placed(problem, homes) for problem in problems]
        return (*placed, *self._idle_bars(homes), *self._fallback_notes(homes))

    def _note_blocks(self, article: Article, blocks: Iterable[SetBlock]) -> None:
        for block, done in blocks:
            self._note_missing(done, (block.place, *block.further))
            for bar in idle_bars(block.barred, self._composer.level):
                self._memory.say(Amiss(_idle(block.barred, bar, block.place)))
            for fallback in done.fallbacks:
                self._memory.say(Fallen(article.name, fallback))

    def _note_outside(self, done: SetText, text: str) -> None:
        self._note_missing(done, ())
        for fallback in done.fallbacks:
            self._memory.say(FallenOutside(_folded(text), fallback))

    def _note_missing(self, done: SetText, places: Sequence[Place]) -> None:
        for missing in done.missing:
            self._memory.say(Amiss(_problem(missing, places)))

    def _idle_bars(self, homes: Sequence[tuple[str, Place]]) -> Iterable[Diagnostic]:
        """Bars of headings outside galleys that stand where no line may end."""
        headed = [note.text for note in self._memory.heard() if isinstance(note, Headed)]
        for text in headed:
            for bar in idle_bars(text, self._composer.level):
                places = (place for words, place in homes if words == words_of(text))
                yield _idle(text, bar, next(places, None))

    def _fallback_notes(self, homes: Iterable[tuple[str, Place]]) -> Iterable[Diagnostic]:
        """One note an article for the characters its faces lacked, in its text and around it."""
        names: dict[str, str] = {}  # of articles, by file
        lacked: dict[str, dict[Fallback, None]] = {}
        outside: list[FallenOutside] = []
        for note in self._memory.heard():
            if isinstance(note, Named):
                names[note.file] = note.article
            elif isinstance(note, Fallen):
                lacked.setdefault(note.article, {})[note.fallback] = None
            elif isinstance(note, FallenOutside):
                outside.append(note)
        for text, place in homes if outside else ():
            owner = names.get(place.file, place.file)
            for words, fallback in outside:
                if _folded(text).startswith(words) or _folded(text).endswith(words):
                    lacked.setdefault(owner, {})[fallback] = None
        for article, found in lacked.items():
            characters = "".join(dict.fromkeys(fallback.character for fallback in found))
            face = "、".join(dict.fromkeys(fallback.found for fallback in found))
            role = "、".join(dict.fromkeys(fallback.asked for fallback in found))
            yield diagnose(
                "fallback-face", article=article, characters=characters, face=face, role=role
            )


def _folded(text: str) -> str:
    return "".join(text.split())


def _problem(missing: MissingGlyph, places: Sequence[Place]) -> Diagnostic:
    sign = missing.base + missing.character
    codepoint = f"{ord(missing.character):04X}"
    where = _at(places, sign)
    if missing.base:
        return diagnose("no-variant", where, base=missing.base, character=sign, codepoint=codepoint)
    shown = NO_CHARACTER if "\ud800" <= sign <= "\udfff" else sign
    return diagnose("no-glyph", where, character=shown, codepoint=codepoint)


def _idle(text: str, bar: Bar, place: Place | None) -> Diagnostic:
    """A bar that does nothing, at its place in the line of the manuscript if it stands there."""
    before, after = text[: bar.at].rstrip(" |")[-1:], text[bar.at :].lstrip(" |")[:1]
    start = place.quote.find(text) if place else -1
    if place and start >= 0:
        length = 2 if bar.is_forced else 1
        place = replace(place, column=start + bar.at + 1, length=length)
    return diagnose("idle-bar", place, before=before, after=after)


def _at(places: Sequence[Place], sign: str) -> Place | None:
    """The place of a sign in the lines of the manuscript its block stands in."""
    for place in places:
        if (found := place.quote.find(sign)) >= 0:
            return replace(place, column=found + 1, length=len(sign))
    return places[0] if places else None


def _placed(problem: Diagnostic, homes: Iterable[tuple[str, Place]]) -> Diagnostic:
    if problem.place:
        return problem
    character = dict(problem.values)["character"]
    home = next((place for text, place in homes if character in text), None)
    return replace(problem, place=_at([home], character)) if home else problem
