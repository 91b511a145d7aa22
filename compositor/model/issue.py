"""What the editor wrote: one issue with its page plan and its articles, validated.

`compositor.manuscript` makes these values from `issue.yaml` and `articles/*.md`; every later
stage may trust them. Places point back into the files, for diagnostics. Nothing here knows
about type or paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

from compositor.diagnostics import Place
from compositor.model.press import DEFAULT_PRESS, Press
from compositor.model.turns import words_of


class BlockKind(Enum):
    """What a block of body text is; the value names its style in a layout and its CSS class.

    The source line is made by setting from the `source` field, not written in the body.
    """

    PARAGRAPH = "body"
    CROSSHEAD = "crosshead"
    NOTE = "note"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one emphasis."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, crosshead (小标题) or paragraph of an editor's note (编者的话).

    `place` is its first line in the file, `further` are the lines below that belong to it. `barred`
    is a crosshead as it was written if that was with bars; its spans hold words only.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    place: Place
    further: tuple[Place, ...] = ()
    barred: str = ""

    @property
    def text(self) -> str:
        """The words of the block, emphasis left aside."""
        return "".join(span.text for span in self.spans)

    @property
    def with_bars(self) -> str:
        """The words with the bars that say where a crosshead may turn (`model.turns`)."""
        return self.barred or self.text


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph with its caption (图片说明) and credit (图片作者).

    Exactly one of three states: `pixels` is the file's size as it is seen, or the file is
    missing (drawn as a box for position only), or the picture is `lost` for good. `file` is a
    path for `Sources`, `mode` names its colours as Pillow does (`L`, `CMYK`, `RGB`, `1` …). `focus`
    is what a crop must keep, in thousandths from left and top. `alt` is what it shows, for those
    who do not see it, if that is more than the caption says.
    """

    file: str | None
    caption: str
    credit: str
    columns: int
    lost: bool
    pixels: tuple[int, int] | None
    place: Place
    focus: tuple[int, int] | None = None
    alt: str = ""
    mode: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether the manuscript names a file that is not there."""
        return not self.lost and self.pixels is None


# Which way lines of type run.
Writing: TypeAlias = Literal["horizontal", "vertical"]

HeadingField: TypeAlias = Literal["label", "kicker", "headline", "deck", "byline", "source"]
# Those set as display lines, in which bars are no words.
BARRED_FIELDS: tuple[HeadingField, ...] = ("kicker", "headline", "deck", "byline")
HEADING_FIELDS: tuple[HeadingField, ...] = (
    "label",
    "kicker",
    "headline",
    "deck",
    "byline",
    "source",
)

# What of an article is lost, in back issues restored from damaged text.
Damage: TypeAlias = Literal["beginning", "middle", "ending"]
# What its editor writes where the text breaks off, in the brackets (六角括号) of an editor's words.
LOST_MARKS: Mapping[Damage, str] = {
    "beginning": "〔上文缺〕",
    "middle": "〔文缺〕",
    "ending": "〔下文缺〕",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article (稿件). Fields that the manuscript leaves out are empty strings.

    `supplied` names the fields whose words are ours and not the editors' (a lost headline);
    `places` gives where each heading field stands in the file, `barred` those that were written
    with bars, as they were; the fields themselves hold words only. `quote` is words set large
    in the text (摘句), which may be words of the text.
    """

    name: str
    file: str
    label: str
    kicker: str
    headline: str
    deck: str
    byline: str
    source: str
    supplied: tuple[HeadingField, ...]
    pictures: tuple[Picture, ...]
    body: tuple[Block, ...]
    places: tuple[tuple[HeadingField, Place], ...]
    barred: tuple[tuple[HeadingField, str], ...] = ()
    quote: str = ""
    quote_place: Place | None = None

    def with_bars(self, field: HeadingField) -> str:
        """A heading field with the bars that say where its lines may turn (`model.turns`)."""
        words = str(getattr(self, field))
        return dict(self.barred).get(field, words) if words else ""

    def display_texts(self) -> "Iterator[tuple[str, Place]]":
        """The texts that are set outside its galley, and where each stands in the file."""
        for field in HEADING_FIELDS:
            yield getattr(self, field), self.field_place(field)
        if self.quote_place:
            yield self.quote, self.quote_place
        for picture in self.pictures:
            yield picture.caption + picture.credit, picture.place

    def field_place(self, field: HeadingField) -> Place:
        """Where a heading field stands, or the file as a whole."""
        return dict(self.places).get(field, Place(self.file))


@dataclass(frozen=True, slots=True)
class IssueDate:
    """A date of publication; a monthly may leave the day out."""

    year: int
    month: int
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601: `2025-08` or `2025-08-15`."""
        day = f"-{self.day:02}" if self.day else ""
        return f"{self.year:04}-{self.month:02}{day}"


@dataclass(frozen=True, slots=True)
class Publication:
    """The paper: its name and what its nameplate (报头) and folio lines may print of it.

    `extra` holds further furniture fields (cn, publisher, address …) as (name, text) pairs.
    """

    name: str
    section: str = ""
    kind: Literal["newspaper", "internal"] = "newspaper"
    extra: tuple[tuple[str, str], ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class At:
    """A module's place by hand: first column and line (from 1), columns wide, lines deep."""

    column: int
    line: int
    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """How a placement has one picture of its article: over how many text columns, and where.

    `column` and `line` count from 1 in the module's field of text. What is None is as the article
    has it, or, of the place, at the head of the last columns that are free.
    """

    columns: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """One article on a page: where, how important, and how its module is furnished.

    `rank` names a headline rank of the layout (`lead`, `second` …); `text_columns` sets the text
    in another number of columns than the module spans (破栏); `box` draws a box round it (围框),
    `tint` a tint behind it (底纹); `column_rules` draws rules in its gutters. `headline` and
    `writing` say which way the lines of the heading and of the text run (横题竖题, 横排竖排); of
    vertical text `text_columns` are tiers. `incomplete` names the parts of the article that are
    lost; it prints nothing itself. `weight` says how important the article is, 0 if nobody said;
    articles of one `group` stand together. `jump_to` and `jump_from` are the pages an article goes
    on to (下转) and comes from (上接); `head` is what stands above it where it comes from another,
    as written, if that is not the headline. `pictures` are as the article's, in their order; those
    left out stand as the article has them.
    """

    article: str
    at: At
    rank: str
    text_columns: int | None
    box: bool
    column_rules: bool
    place: Place
    headline: Writing = "horizontal"
    writing: Writing = "horizontal"
    incomplete: tuple[Damage, ...] = ()
    tint: bool = False
    weight: int = 0
    group: str = ""
    jump_to: int | None = None
    jump_from: int | None = None
    pictures: tuple[PicturePlace, ...] = ()
    head: str = ""
    head_place: Place | None = None

    @property
    def is_set_off(self) -> bool:
        """Whether a box or a tint parts it from its neighbours, so that its text stands within."""
        return self.box or self.tint


@dataclass(frozen=True, slots=True)
class OpenPlacement:
    """An article that waits for the solver to place it (待排); see `Placement` for the fields.

    What is None is the solver's to choose; what is not, the editor has said. Where `jump_from` is
    a page, it is what is left there of an article that is too long for one.
    """

    article: str
    place: Place
    weight: int = 0
    rank: str | None = None
    text_columns: int | None = None
    box: bool | None = None
    tint: bool = False
    column_rules: bool = False
    headline: Writing | None = None
    writing: Writing = "horizontal"
    incomplete: tuple[Damage, ...] = ()
    group: str = ""
    pictures: tuple[PicturePlace, ...] = ()
    jump_from: int | None = None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page (版) of the manifest: number, page title (版名), and what stands on it.

    `placements` have their place, by hand or by the solver; `open` wait for one (`make_up: auto`).
    `extra` holds furniture fields it has of its own (editor, phone …) as (name, text) pairs.
    """

    number: int
    title: str
    placements: tuple[Placement, ...]
    place: Place
    open: tuple[OpenPlacement, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filler:
    """Something small for a hole in a page (补白、报花): words, or an ornament."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue (期): the manifest with every article it references.

    `open` are the articles that may stand on any page. Where `is_open_ended`, the solver adds as
    many pages as they need. `fillers` are used in order. `ears` are furniture fields, as (name,
    text) pairs. `press` is what it is printed by.
    """

    name: str
    file: str
    publication: Publication
    number: str
    date: IssueDate
    layout: str
    pages: tuple[PagePlan, ...]
    articles: tuple[Article, ...]
    open: tuple[OpenPlacement, ...] = ()
    is_open_ended: bool = False
    fillers: tuple[Filler, ...] = ()
    ears: tuple[tuple[str, str], ...] = ()
    press: Press = DEFAULT_PRESS

    def article(self, name: str) -> Article:
        """The article of that name; the manuscript stage has checked that it exists."""
        return next(article for article in self.articles if article.name == name)

    def texts(self) -> Iterator[tuple[str, Place]]:
        """Everything of the issue that is set outside galleys, and where it stands."""
        publication = self.publication
        if publication.place:
            words = (
                publication.name,
                publication.section,
                *(text for _, text in publication.extra),
                *(text for _, text in self.ears),
            )
            yield "".join(words), publication.place
        for page in self.pages:
            yield "".join((page.title, *(text for _, text in page.extra))), page.place
            for placement in page.placements:
                yield words_of(placement.head), placement.head_place or placement.place
        for filler in self.fillers:
            if filler.place:
                yield filler.text, filler.place
        for article in self.articles:
            yield from article.display_texts()
