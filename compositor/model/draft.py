"""Articles on their way from someone's file to article files, every character with its origin.

`compositor.intake` reads documents (page text, Word, HTML, Markdown, PDF) into `Document`s and
makes `DraftArticle`s of them; `compositor.manuscript.write` writes those down. A `Traced` text
knows of each of its characters where in the sources it stood, so that an import can say of every
character of the source where it went.

An origin is a whole number: the documents of one import are counted through, one after another, and
a document's first character has the number `base`. `SUPPLIED` stands for characters that no source
has: a headline made of an article's words, a mark of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from compositor.diagnostics import Diagnostic
from compositor.model.issue import At, BlockKind, Damage, HeadingField, Writing

SUPPLIED = -1


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, character by character, its origins."""

    text: str = ""
    origins: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        assert len(self.text) == len(self.origins)

    def __add__(self, other: "Traced") -> "Traced":
        return Traced(self.text + other.text, self.origins + other.origins)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> "Traced":
        """The part between two offsets."""
        return Traced(self.text[start:end], self.origins[start:end])

    def strip(self, characters: str | None = None) -> "Traced":
        """The text without white space (or `characters`) at its ends."""
        kept = self.text.strip(characters)
        start = len(self.text) - len(self.text.lstrip(characters)) if kept else 0
        return self.cut(start, start + len(kept))

    def without(self, start: int, end: int) -> "Traced":
        """The text without what stands between two offsets."""
        return self.cut(0, start) + self.cut(end)

    def replaced(self, start: int, end: int, words: str) -> "Traced":
        """The text with other characters between two offsets; they keep origins as far as there
        are any, and what is more is supplied.
        """
        kept = self.origins[start:end][: len(words)]
        origins = kept + (SUPPLIED,) * (len(words) - len(kept))
        return self.cut(0, start) + Traced(words, origins) + self.cut(end)


def traced(text: str, first: int) -> Traced:
    """A text that stands in its source in one piece, from origin `first` on."""
    return Traced(text, tuple(range(first, first + len(text))))


def supplied(text: str) -> Traced:
    """A text that no source has."""
    return Traced(text, (SUPPLIED,) * len(text))


def joined(texts: Iterable[Traced]) -> Traced:
    """Texts one after another."""
    parts = tuple(texts)
    return Traced(
        "".join(part.text for part in parts),
        tuple(origin for part in parts for origin in part.origins),
    )


# --------------------------------------------------------------------- what a reader found

PieceKind: TypeAlias = Literal["text", "heading", "note", "caption", "item", "row", "picture"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or paragraph of a document, with all its reader knows of it; None is not known.

    `kind` is `text` where nothing is known, `item` for one of a list, `row` for a row of a table,
    `picture` for a place where the picture `picture` (a name in `Document.pictures`) stands.
    `level` is a heading's (1 the highest), `size` that of the type in hundredths of a point, 0
    where unknown. `strong` are the bold stretches as (start, end) offsets.
    Of a line of type, `indented` says whether it begins a paragraph by its indent, `filled` whether
    it reaches its measure; `region` numbers the column or block it stands in. `after_blank` says
    that blank parts it from what stands before: an empty line, or white on the page.
    """

    text: Traced
    kind: PieceKind = "text"
    level: int = 0
    size: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    after_blank: bool = False
    indented: bool | None = None
    filled: bool | None = None
    region: int = 0
    picture: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters of a source that are in no article, and why (a code of `intake.reasons`)."""

    origins: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as its reader found it.

    `text` holds every character the file has for us, in the order of the file; of a Word file or
    PDF it is what its reader took out, a piece to a line. Every character of it is in exactly one
    of `pieces` and `left_out`, white space aside. `is_page` says that lines and order are those
    of a printed page and need restoring.
    """

    file: str
    text: str
    base: int
    pieces: tuple[Piece, ...]
    is_page: bool
    pictures: tuple[tuple[str, bytes], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    encoding: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def end(self) -> int:
        """The origin after its last."""
        return self.base + len(self.text)


# ------------------------------------------------------------------- what becomes of it


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block of body text; `strong` are its bold stretches as (start, end) offsets."""

    kind: BlockKind
    text: Traced
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A picture: its name in the issue's folder (`photos/1.jpg`), or "" if it is lost."""

    file: str
    caption: Traced
    credit: Traced


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """An article as an import makes it; `fields` are those that have text, in their order."""

    name: str
    fields: tuple[tuple[HeadingField, Traced], ...]
    blocks: tuple[DraftBlock, ...]
    pictures: tuple[DraftPicture, ...] = ()
    supplied: tuple[HeadingField, ...] = ()
    incomplete: tuple[Damage, ...] = ()

    def field(self, name: HeadingField) -> Traced:
        """A heading field, empty if the article has none."""
        return dict(self.fields).get(name, Traced())


# ---------------------------------------------------------------------- the manifest of an issue


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """An article on a page of a manifest that is to be written; see `issue.Placement`.

    What is as the manifest has it by default is not written. `comment` are lines for above it.
    """

    article: str
    rank: str
    at: At
    text_columns: int | None = None
    box: bool = False
    column_rules: bool = False
    headline: Writing | None = None
    writing: Writing = "horizontal"
    incomplete: tuple[Damage, ...] = ()
    comment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page (版) of a manifest that is to be written."""

    number: int
    title: str
    placements: tuple[PlacementDraft, ...]
    comment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestDraft:
    """A manifest that is to be written (`manuscript.write.manifest_text`).

    `publication` are the (key, text) pairs of the paper. Name of the paper, number and date (ISO
    8601) are "" where they are not known: then stands what an editor must see and replace.
    `comment` are the lines for the head of the file.
    """

    publication: tuple[tuple[str, str], ...]
    number: str
    date: str
    layout: str
    pages: tuple[PageDraft, ...]
    comment: tuple[str, ...] = ()
