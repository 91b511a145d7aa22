"""A tree of elements → pieces: the one way of HTML, Markdown and Word.

    found = read_markup(root, Found(Lines(base), file), Manners(), pictures)

The reader walks the tree and collects runs of text until a block or a `<br>` ends the line, which
then becomes a piece of the kind the elements around it say (`tags`). White space is folded as a
browser does, but that a line end between two Chinese characters is nothing, and not a space.

    <p>　　甲<b>乙</b><br>丙</p>    →  甲乙 (indented, strong 1–2), 丙
    <ol><li>甲</li></ol>             →  1. 甲 (item)   the number is supplied
    <tr><td>甲</td><td>乙</td></tr>  →  甲　乙 (row)   the space is supplied

A table that holds articles and not figures (a cell with a heading, a list, another table, or very
much text) only lays the page out: its cells are read one after another.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.intake.readers import tags
from compositor.intake.readers.lines import Lines, Run
from compositor.intake.readers.numerals import numeral
from compositor.intake.readers.pictures import ending
from compositor.intake.readers.tags import tag
from compositor.intake.readers.web import around_article
from compositor.model.draft import Piece, PieceKind, Traced

INDENT = re.compile("[ \u00a0]*(?:\u3000|\t|[ \u00a0]{2})")
_SPACES = re.compile("[ \t\n\r\f]+")
# Between two of these a line end is no space: hanzi, kana, full-width marks, “ ” — ….
_WIDE = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
_FULL_CELL = 200  # characters: more is no entry of a table but an article (by eye)
_BETWEEN_CELLS = Run("\u3000", supplied=True)
_BETWEEN_LINES = Run(" ", supplied=True)  # of a cell
_RAISED_SHOWN = 3


class Manners(NamedTuple):
    """How a sort of document uses markup.

    `margins`: blocks have white around them. `captions`: the alternative text of a picture is its
    caption. `web`: what is around the article of a page is left out (`web`). `ours`: the markup
    was made by `word`; spaces count as they stand, and the classes `supplied` and `size-…` mean
    what they say.
    """

    margins: bool = True
    captions: bool = False
    web: bool = False
    ours: bool = False


@dataclass(slots=True)
class Found:
    """What was found in a document so far; grows while it is read."""

    lines: Lines
    file: str
    pieces: list[Piece] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Dress:
    """What the elements around a text make of it; `inside` are their names."""

    kind: PieceKind = "text"
    level: int = 0
    size: int = 0
    strong: bool = False
    spaces: bool = False
    supplied: bool = False
    inside: frozenset[str] = frozenset()


def read_markup(
    root: Element, found: Found, manners: Manners, pictures: Mapping[str, bytes]
) -> Found:
    """Add what a tree holds to `found`; `pictures` are those the file brings, by their `src`."""
    around = around_article(root) if manners.web else frozenset[Element]()
    reader = _Reader(found, manners, pictures, around)
    reader.walk(root, _Dress(spaces=manners.ours))
    reader.finish()
    return found


class _Reader:
    """One walk. `_runs` is the line in the making; `_held` its number, waiting for a first word;
    `_after` what stands in the line but comes after it.
    """

    def __init__(
        self,
        found: Found,
        manners: Manners,
        pictures: Mapping[str, bytes],
        around: frozenset[Element],
    ) -> None:
        self._found, self._manners, self._sources, self._around = found, manners, pictures, around
        self._runs: list[Run] = []
        self._held: list[Run] = []
        self._after: list[Callable[[], None]] = []
        self._dress = _Dress()
        self._is_blank = False
        self._in_row = False
        self._lists: list[_Numbers | None] = []
        self._raised: list[str] = []

    def walk(self, element: Element, outer: _Dress) -> None:
        """Read an element with everything in it."""
        why = "furniture" if element in self._around else ""
        if why := why or tags.why_left_out(element, outer.inside):
            self._leave(element, why)
            return
        dress = self._dressed(element, outer)
        special = _SPECIAL.get(tag(element))
        if special:
            special(self, element, dress)
        elif tag(element) in tags.BLOCKS:
            self._block(element, dress)
        else:
            self._content(element, dress)

    def finish(self) -> None:
        """The last line, and what is told once."""
        self._end()
        if self._raised:
            words = "、".join(self._raised[:_RAISED_SHOWN])
            place = Place(self._found.file)
            self._found.diagnostics.append(
                diagnose("raised-letters", place, found=words, count=len(self._raised))
            )

    # ------------------------------------------------------------------- text and lines

    def _dressed(self, element: Element, outer: _Dress) -> _Dress:
        name, ours = tag(element), self._manners.ours
        return replace(
            outer,
            kind=tags.KINDS.get(name, outer.kind),
            level=tags.HEADINGS.get(name, outer.level),
            size=(ours and tags.size(element)) or outer.size,
            strong=tags.strong(element, outer.strong),
            spaces=outer.spaces or name == "pre",
            supplied=outer.supplied or (ours and element.get("class") == "supplied"),
            inside=outer.inside | {name},
        )

    def _content(self, element: Element, dress: _Dress) -> None:
        self._text(element.text, dress)
        for child in element:
            if tag(child):
                self.walk(child, dress)
            self._text(child.tail, dress)

    def _text(self, text: str | None, dress: _Dress) -> None:
        first, *others = (text or "").split("\n") if dress.spaces else [text or ""]
        self._add(first, dress)
        for other in others:
            self._break()
            self._add(other, dress)

    def _add(self, text: str, dress: _Dress) -> None:
        if not text:
            return
        if text.strip() and not self._has_text():
            self._dress = dress
        self._runs.append(Run(text, dress.strong, dress.supplied))

    def _has_text(self) -> bool:
        return any(not run.supplied and run.text.strip() for run in self._runs)

    def _end(self) -> None:
        """End the line in the making; in a row of a table, go on after a space."""
        if self._in_row:
            if self._runs and self._runs[-1] not in (_BETWEEN_CELLS, _BETWEEN_LINES):
                self._runs.append(_BETWEEN_LINES)
            return
        runs, self._runs = self._runs, []
        if any(run.text.strip() for run in runs):
            runs, self._held = self._held + runs, []
            self._line(runs if self._dress.spaces else _folded(runs))
        after, self._after = self._after, []
        for action in after:
            action()

    def _line(self, runs: list[Run]) -> None:
        line = self._found.lines.take(runs)
        if line is None:
            self._is_blank = True
            return
        dress = self._dress
        level = dress.level if dress.kind == "heading" else 0
        indented = True if INDENT.match("".join(run.text for run in runs)) else None
        self._piece(Piece(line.text, dress.kind, level, dress.size, line.strong, indented=indented))

    def _piece(self, piece: Piece) -> None:
        self._found.pieces.append(replace(piece, after_blank=self._is_blank))
        self._is_blank = False

    def _later(self, action: Callable[[], None]) -> None:
        """Do it when the line in the making has ended, or at once if there is none."""
        if self._in_row or self._has_text():
            self._after.append(action)
        else:
            action()

    def _leave(self, element: Element, why: str) -> None:
        if tag(element) in tags.BLOCKS:
            self._end()
        self._later(partial(self._found.lines.leave, "".join(element.itertext()), why))

    # ------------------------------------------------------------------------- elements

    def _block(self, element: Element, dress: _Dress) -> None:
        """Lines of their own; one with nothing in it is an empty line."""
        self._end()
        if self._in_row:
            self._content(element, dress)
            self._end()
            return
        before = len(self._found.pieces)
        has_margin = self._manners.margins and tag(element) in tags.MARGINS
        self._is_blank = self._is_blank or has_margin
        self._content(element, dress)
        self._end()
        is_empty = tag(element) == "p" and len(self._found.pieces) == before
        self._is_blank = self._is_blank or has_margin or is_empty

    def _break(self, *_: object) -> None:
        """A line's end; on an empty line it makes a blank one."""
        if not self._has_text() and not self._in_row:
            self._is_blank = True
        self._end()

    def _rule(self, *_: object) -> None:
        self._end()
        self._is_blank = True

    def _table(self, element: Element, dress: _Dress) -> None:
        is_layout = any(_is_article(cell) for cell in element.iter() if tag(cell) in ("td", "th"))
        self._block(element, dress if is_layout else replace(dress, kind="row"))

    def _row(self, element: Element, dress: _Dress) -> None:
        if dress.kind != "row":
            self._block(element, dress)
            return
        self._end()
        self._in_row = True
        for number, cell in enumerate(element):
            self._runs += [_BETWEEN_CELLS] if number else []
            self._content(cell, dress)
            self._runs = _without_trailing(self._runs)
        self._in_row = False
        self._end()

    def _list(self, element: Element, dress: _Dress) -> None:
        is_ordered = tag(element) == "ol"
        self._lists.append(_Numbers.of(element) if is_ordered else None)
        self._block(element, dress)
        self._lists.pop()

    def _item(self, element: Element, dress: _Dress) -> None:
        """An item with its number: as it was written (`data-marker`), else supplied."""
        self._end()
        numbers = self._lists[-1] if self._lists else None
        if marker := element.get("data-marker"):
            self._held = [Run(marker + " ")]
        elif numbers:
            self._held = [Run(numbers.next(element), supplied=True)]
        self._block(element, replace(dress, kind="item") if dress.kind == "text" else dress)
        self._held = []

    def _quote(self, element: Element, dress: _Dress) -> None:
        opening, closing = tags.QUOTES[tag(element)]
        self._add(opening, replace(dress, supplied=True))
        self._content(element, dress)
        self._add(closing, replace(dress, supplied=True))

    def _raise(self, element: Element, dress: _Dress) -> None:
        """Raised and lowered letters, which our pages cannot have: m² would become m2."""
        before = "".join(run.text for run in self._runs)[-4:].strip()
        words = "".join(element.itertext()).strip()
        if words and not any(child.get("class") == "supplied" for child in element.iter()):
            self._raised.append(before + words)
        self._content(element, dress)

    def _picture(self, element: Element, _dress: _Dress) -> None:
        source = element.get("src") or element.get("data-src") or ""
        if source:
            self._later(partial(self._take_picture, source))
        if words := element.get("alt", "").strip():
            self._later(partial(self._take_alternative, words))

    def _take_picture(self, source: str) -> None:
        content = self._sources.get(source)
        if content is None:
            name = unquote(source)
            place = Place(self._found.file)
            self._found.diagnostics.append(diagnose("picture-not-in-file", place, picture=name))
        else:
            name = self._name(content)
        self._piece(Piece(Traced(), "picture", picture=name))

    def _name(self, content: bytes) -> str:
        """A picture's name in the document: the same for the same picture."""
        pictures = self._found.pictures
        for name, known in pictures.items():
            if known == content:
                return name
        name = f"{len(pictures) + 1}.{ending(content)}"
        pictures[name] = content
        return name

    def _take_alternative(self, words: str) -> None:
        if not self._manners.captions:
            self._found.lines.leave(words, "not-text")
        elif line := self._found.lines.take([Run(words)]):
            self._piece(Piece(line.text, "caption"))


_SPECIAL: dict[str, Callable[[_Reader, Element, _Dress], None]] = {
    "br": _Reader._break,
    "hr": _Reader._rule,
    "img": _Reader._picture,
    "table": _Reader._table,
    "tr": _Reader._row,
    "ol": _Reader._list,
    "ul": _Reader._list,
    "li": _Reader._item,
    **dict.fromkeys(tags.QUOTES, _Reader._quote),
    **dict.fromkeys(tags.RAISED, _Reader._raise),
}


@dataclass(slots=True)
class _Numbers:
    """The numbers of an ordered list: the next, the step, and the form they are shown in."""

    number: int
    step: int
    form: str

    @classmethod
    def of(cls, element: Element) -> "_Numbers":
        """As the list's attributes say."""
        is_reversed = "reversed" in element.attrib
        first = sum(tag(child) == "li" for child in element) if is_reversed else 1
        start = _whole(element.get("start"), first)
        return cls(start, -1 if is_reversed else 1, element.get("type", "1"))

    def next(self, item: Element) -> str:
        """What stands before an item."""
        self.number = _whole(item.get("value"), self.number)
        shown = numeral(self.number, self.form)
        self.number += self.step
        return f"{shown}. "


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def _is_article(cell: Element) -> bool:
    """Whether a cell of a table holds more than an entry."""
    inner = any(tag(element) in _SPREAD for element in cell.iter() if element is not cell)
    return inner or sum(map(len, cell.itertext())) > _FULL_CELL


_SPREAD = frozenset({*tags.HEADINGS, "table", "ul", "ol", "blockquote", "figure"})


def _without_trailing(runs: list[Run]) -> list[Run]:
    """A row so far, without the spaces after the paragraphs at a cell's end."""
    return runs[:-1] if runs and runs[-1] == _BETWEEN_LINES else runs


def _folded(runs: list[Run]) -> list[Run]:
    """Runs with their white space as a browser shows it: none or one space at a time."""
    text = "".join(run.text for run in runs)
    dropped: set[int] = set()
    for match in _SPACES.finditer(text):
        dropped.update(range(match.start() + _is_space(text, match), match.end()))
    folded, at = [], 0
    for run in runs:
        kept = (c for i, c in enumerate(run.text, start=at) if i not in dropped)
        folded.append(run._replace(text=_SPACES.sub(" ", "".join(kept))))
        at += len(run.text)
    return folded


def _is_space(text: str, match: re.Match[str]) -> bool:
    """Whether white space stays as a space (CSS Text 3, 4.1.3 Segment Break Transformation)."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before or not after:
        return False
    is_end = "\n" in match[0]
    return not (is_end and _WIDE.match(before) and _WIDE.match(after))
