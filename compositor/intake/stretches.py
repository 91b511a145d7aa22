"""The page as stretches: groups of headings, and runs of text between them.

    page = stretches_of(blocks)
    page.runs[3].blocks, page.runs[3].above      # a run, and the headings right above it

A run goes on until headings or until something that ends an article: an editor's note, a source,
the credit of a photo alone with its caption. Inside an article a credit only turns the paragraph
before it into a caption. In a document that is no page only headings part the text: what stands
below a quotation or a source is still the same article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compositor.intake.kinds import CAPTION_LENGTH, CLOSING, HEADINGS, Block, Kind, retyped
from compositor.intake.seams import is_open

BODY = (Kind.TEXT, Kind.NOTE, Kind.CAPTION)
CUTTABLE = (Kind.TEXT, Kind.NOTE)
OUTSIDE = (Kind.FURNITURE, Kind.JUMP)
"""What the page says and no article does."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one piece: its blocks, and the group of headings right above."""

    blocks: tuple[Block, ...]
    above: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """All of its running text."""
        return "".join(b.words for b in self.blocks if b.kind in BODY or b.kind is Kind.CROSSHEAD)


@dataclass(frozen=True, slots=True)
class Stretches:
    """A page: its runs in order, the headings below the last run, and what is furniture."""

    runs: tuple[Run, ...]
    below: tuple[Block, ...] = ()
    furniture: tuple[Block, ...] = field(default=())


def stretches_of(blocks: Sequence[Block], is_page: bool = True) -> Stretches:
    """Part a document's blocks."""
    furniture = tuple(b for b in blocks if b.kind in OUTSIDE)
    runs: list[Run] = []
    above: list[Block] = []
    run: list[Block] = []
    for block in (b for b in blocks if b.kind not in OUTSIDE):
        if run and (_begins(run, block) or (is_page and _parts(run, block))):
            runs.append(Run(tuple(run), tuple(above)))
            run, above = [], []
        if block.kind in HEADINGS:
            above.append(block)
        else:
            run = [*_captioned(run, block), block]
    if run:
        runs.append(Run(tuple(run), tuple(above)))
        above = []
    return Stretches(tuple(runs), tuple(above), furniture)


def _begins(run: Sequence[Block], block: Block) -> bool:
    """Whether `block` is the first heading of a new group: not a byline right below a source."""
    is_below_source = block.kind is Kind.BYLINE and all(b.kind is Kind.SOURCE for b in run)
    return block.kind in HEADINGS and not is_below_source


def _parts(run: Sequence[Block], block: Block) -> bool:
    """Whether `block`, which is no heading, stands outside the run so far."""
    last = run[-1]
    if not any(b.kind in BODY for b in run):
        return False  # a source or credit that stands right under the headline
    if last.kind is Kind.CREDIT:
        return block.kind not in CLOSING and _is_photo_news(run)
    if last.kind is Kind.NOTE and is_open(last.words):
        return False  # cut by a column's end, it goes on
    return last.kind in CLOSING and block.kind not in CLOSING


def _captioned(run: list[Block], block: Block) -> list[Block]:
    """The run with the paragraph before a credit turned into its caption."""
    if block.kind is not Kind.CREDIT or not run or run[-1].kind is not Kind.TEXT:
        return run
    if len(run[-1].text) > CAPTION_LENGTH:
        return run
    return [*run[:-1], retyped(run[-1], Kind.CAPTION)]


def _is_photo_news(run: Sequence[Block]) -> bool:
    """A caption and a credit and nothing else: the photo is the article."""
    return not any(b.kind is Kind.TEXT for b in run)


def texts_of(blocks: Sequence[Block]) -> Iterator[int]:
    """The indexes of the paragraphs that columns may cut: running text and editor's notes."""
    return (index for index, block in enumerate(blocks) if block.kind in CUTTABLE)
