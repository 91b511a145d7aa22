"""Pages damaged on purpose: articles of the corrected issues, as extraction might have left them.

    page = damaged(7)          # page.text, and page.parts: what each character was

The five seeds are few, and the rules were made with them at hand. So the importer is also tried
on pages that nobody has seen: four to six articles drawn from all issues, set in columns of
another measure, cut elsewhere, with headings moved, glyphs doubled, passages repeated and endings
lost by a random number. The same number gives the same page.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bench import ROOT
from compositor.intake.account import Part
from compositor.manuscript.issue import read_issue
from compositor.model.draft import SUPPLIED, Traced
from compositor.model.issue import LOST_MARKS, Article, BlockKind
from compositor.sources import FolderSources

ISSUES = ("2023-08", "2024-04", "2024-11", "2025-08", "2025-11")


class Token(NamedTuple):
    """A character of an article, and where it belongs; `part` is "" for what the page adds."""

    character: str
    article: str = ""
    part: str = ""
    place: int = 0


Line = list[Token]


class Page(NamedTuple):
    """A damaged page and the truth about it; `lost` are articles without their headlines."""

    text: str
    parts: tuple[Part, ...]
    lost: frozenset[str]


@cache
def _articles() -> tuple[tuple[str, Article], ...]:
    sources = FolderSources(ROOT)
    found: list[tuple[str, Article]] = []
    for issue in ISSUES:
        read = read_issue(sources, f"issues/{issue}")
        assert read.issue is not None, read.diagnostics
        found += [(f"{issue}/{article.name}", article) for article in read.issue.articles]
    return tuple(found)


def damaged(number: int) -> Page:
    """The page of a number."""
    return _Press(random.Random(number)).page()


class _Press:
    """Sets one page and damages it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.is_hard = chance.random() < 0.4
        self.measure = chance.randint(11, 18)
        self.has_half_width = chance.random() < 0.2
        self.lost: set[str] = set()

    def page(self) -> Page:
        """Articles one after another, each with damage of its own."""
        chosen = self.chance.sample(_articles(), self.chance.randint(4, 6))
        sheets = [self._sheet(name, article) for name, article in chosen]
        blocks: list[Line] = []
        for number, sheet in enumerate(sheets):
            if number and self._happens(0.15) and len(sheet) < 5 and len(sheets[number - 1]) > 8:
                at = self.chance.randint(len(blocks) - 5, len(blocks) - 1)
                blocks[at:at] = sheet  # a photo stands in the middle of another article
            else:
                blocks += sheet
        if self._happens(0.2):
            blocks += [[t._replace(article="", part="") for t in line] for line in blocks[-2:]]
        return self._truth(blocks, [name for name, _ in chosen])

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    # ------------------------------------------------------------------------- an article

    def _sheet(self, name: str, article: Article) -> list[Line]:
        heading = self._heading(name, article)
        body = self._columns(self._body(name, article))
        closing = list(self._closing(name, article))
        if heading and len(body) > 3 and self._happens(0.2):
            moved = [line for line in heading if line[0].part != "label"]
            label = [line for line in heading if line[0].part == "label"]
            if self._happens(0.5):
                moved.sort(key=lambda line: line[0].part != "byline")
            return [*label, *body, *closing, *moved]
        return [*heading, *body, *closing]

    def _heading(self, name: str, article: Article) -> list[Line]:
        lines: list[Line] = []
        if article.label:
            label = self._line(name, "label", article.label)
            line = [Token("【", part="label"), *label, Token("】", part="label")]
            lines.append(line)
        has_headline = not (article.label and self._happens(0.1))
        if not has_headline:
            self.lost.add(name)
        for field in ("kicker", "headline", "deck"):
            words = getattr(article, field)
            if words and has_headline:
                line = self._line(name, field, words)
                lines.append(self._doubled(line) if self._happens(0.12) else line)
        if article.byline:
            lines.append(self._line(name, "byline", article.byline))
        return lines

    def _doubled(self, line: Line) -> Line:
        return [t for token in line for t in (token, Token(token.character))[: _times(token)]]

    def _body(self, name: str, article: Article) -> Iterator[tuple[bool, Line]]:
        """Paragraphs, and whether each is running text."""
        last = len(article.body)
        for number, block in enumerate(article.body, start=1):
            text = block.text
            for mark in LOST_MARKS.values():
                text = text.replace(mark, "")
            if number == last and self._happens(0.08) and len(text) > 60:
                text = text[: self.chance.randint(30, len(text) - 10)]
            is_text = block.kind is not BlockKind.CROSSHEAD
            yield is_text, self._line(name, f"body {number}", text)

    def _closing(self, name: str, article: Article) -> Iterator[Line]:
        for number, picture in enumerate(article.pictures, start=1):
            yield from self._set(self._line(name, f"caption {number}", picture.caption))
            yield self._line(name, f"credit {number}", picture.credit)
        if article.source:
            words = [Token(c) for c in "来源："]
            yield [*words, *self._line(name, "source", article.source)]

    def _line(self, name: str, part: str, text: str) -> Line:
        if self.has_half_width:
            text = text.translate(str.maketrans("，；：（）", ",;:()"))
        return [Token(c, name, part, i) for i, c in enumerate(text)]

    # ---------------------------------------------------------------------------- columns

    def _columns(self, blocks: Iterator[tuple[bool, Line]]) -> list[Line]:
        """The body set in lines and cut where a column ends."""
        left = depth = self.chance.randint(280, 700)
        out: list[Line] = []
        for is_text, line in blocks:
            if not is_text:
                out.append(line)
                continue
            lines = self._lines(line)
            piece: Line = []
            for one in lines:
                if left <= 0:
                    out.append(piece)
                    piece, left = [], depth
                piece += [Token("\n"), *one] if piece and self.is_hard else one
                left -= len(one)
            out.append(piece)
        return out

    def _lines(self, line: Line) -> list[Line]:
        """A paragraph in lines of type, the first with its indent of two."""
        first = self.measure - 2
        starts = [0, *range(first, len(line), self.measure), len(line)]
        return [line[a:b] for a, b in pairwise(starts) if a < b]

    def _set(self, line: Line) -> list[Line]:
        """A caption as it came out: whole, or in the lines it was printed in."""
        if not self.is_hard:
            return [line]
        lines = self._lines(line)
        return [[*lines[0], *(t for one in lines[1:] for t in (Token("\n"), *one))]]

    # ------------------------------------------------------------------------------ truth

    def _truth(self, blocks: Sequence[Line], names: Sequence[str]) -> Page:
        text, origins = "", dict[tuple[str, str, int], int]()
        for block in blocks:
            for token in block:
                if token.article:
                    origins[token.article, token.part, token.place] = len(text)
                text += token.character
            text += "\n\n"
        parts: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for (article, part, index), origin in origins.items():
            parts.setdefault((article, part), []).append((index, origin))
        made = [
            Part(article, part, _traced(text, sorted(found)))
            for (article, part), found in parts.items()
        ]
        order = {name: n for n, name in enumerate(names)}
        made.sort(key=lambda p: (order[p.article], _number(p.name)))
        return Page(text, tuple(made), frozenset(self.lost))


def _times(token: Token) -> int:
    return 1 if token.character.isspace() else 2


def _number(part: str) -> int:
    return int(part.split()[1]) if " " in part else 0


def _traced(text: str, found: Sequence[tuple[int, int]]) -> Traced:
    origins = tuple(origin for _, origin in found if origin != SUPPLIED)
    return Traced("".join(text[o] for o in origins), origins)
