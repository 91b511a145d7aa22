"""A proof → its snapshot: words, places and names, without type, pictures and PDF."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import accumulate

from compositor.geometry import Rect
from compositor.model.edition import Fill, Frame, Page, PlacedLine, PlacedPicture
from compositor.model.issue import HEADING_FIELDS, Article, Block, Placement
from compositor.model.layout import Grid
from compositor.model.proof import PageProof, Proof
from compositor.model.snapshot import (
    ArticleSnapshot,
    FrameSnapshot,
    LineSnapshot,
    ModuleSnapshot,
    PageSnapshot,
    PartSnapshot,
    PictureSnapshot,
    ShapeSnapshot,
    Snapshot,
)

LOOK_BYTES = 6  # of a hash: of the 10 000 lines of an issue two are taken for one in 10**7 issues


def snapshot_of(proof: Proof) -> Snapshot:
    """What is kept of a proof; its number and time are not known here."""
    issue, edition = proof.issue, proof.edition
    folder = issue.file.rpartition("/")[0] + "/"
    digests = dict(proof.inputs)
    placements = {plan.number: plan.placements for plan in issue.pages}
    pages = (
        _page(one, placements.get(one.page.number, ()), proof.layout.grid, folder, digests)
        for one in proof.pages
    )
    return Snapshot(
        issue.name,
        edition.title,
        edition.date,
        proof.fingerprint,
        tuple(pages),
        tuple(ArticleSnapshot(article.name, tuple(_parts(article))) for article in issue.articles),
        tuple(sorted(found.code for found in proof.diagnostics)),
    )


def _page(
    proof: PageProof,
    placements: tuple[Placement, ...],
    grid: Grid,
    folder: str,
    digests: Mapping[str, str],
) -> PageSnapshot:
    page, fills = proof.page, list(proof.page.fills)
    return PageSnapshot(
        page.number,
        page.title,
        proof.imprint,
        page.size,
        page.bleed,
        tuple(_module(placed, grid, _fill(fills, placed.article)) for placed in placements),
        tuple(_picture(picture, folder, digests) for picture in page.pictures),
        tuple(_frame(frame) for frame in page.frames),
        tuple(shapes_of(page)),
    )


def _fill(fills: list[Fill], article: str) -> Fill | None:
    """The next fill of an article, taken out: it may have two modules on a page."""
    for fill in fills:
        if fill.article == article:
            fills.remove(fill)
            return fill
    return None


def _module(placed: Placement, grid: Grid, fill: Fill | None) -> ModuleSnapshot:
    at = placed.at
    rect = grid.area(at.column, at.line, at.columns, at.lines)
    overset = fill.overset.characters if fill and fill.overset else 0
    return ModuleSnapshot(placed.article, at, rect, fill.legs if fill else (), overset)


def _picture(picture: PlacedPicture, folder: str, digests: Mapping[str, str]) -> PictureSnapshot:
    digest = "" if picture.is_missing else digests.get(picture.file, "")
    file = picture.file.removeprefix(folder)
    return PictureSnapshot(picture.article, picture.part, file, picture.rect, picture.focus, digest)


def _frame(frame: Frame) -> FrameSnapshot:
    lines = tuple(_line(placed) for placed in frame.lines)
    return FrameSnapshot(frame.kind, frame.style, frame.article, frame.leg, lines)


def _line(placed: PlacedLine) -> LineSnapshot:
    line = placed.line
    size = max((run.size for run in line.runs), default=0)
    drawn = repr([(*run[:5], run.stance.value, *run[6:]) for run in line.runs])
    look = blake2b(drawn.encode(), digest_size=LOOK_BYTES).hexdigest()
    return LineSnapshot(
        placed.x, placed.y, line.width, size, placed.part, line.vertical, line.text, look
    )


def shapes_of(page: Page) -> Iterator[ShapeSnapshot]:
    """The boxes and rules of a page."""
    yield from (ShapeSnapshot(f"box {box.kind}", box.rect) for box in page.boxes)
    yield from (ShapeSnapshot(f"rule {rule.kind}", Rect(*rule.rect)) for rule in page.rules)


def _parts(article: Article) -> Iterator[PartSnapshot]:
    """The words of an article in the order they are read."""
    heading = ((field, str(getattr(article, field))) for field in HEADING_FIELDS[:-1])
    yield from (PartSnapshot(part, text) for part, text in heading if text)
    yield from (_block(number, block) for number, block in enumerate(article.body))
    yield from (PartSnapshot(p, t) for p, t in _others(article) if t)


def _others(article: Article) -> Iterator[tuple[str, str]]:
    yield "source", article.source
    yield "quote", article.quote
    for number, picture in enumerate(article.pictures):
        yield f"caption/{number}", picture.caption
        yield f"credit/{number}", picture.credit


def _block(number: int, block: Block) -> PartSnapshot:
    ends = tuple(accumulate(len(span.text) for span in block.spans))
    strong = tuple(
        (end - len(span.text), end)
        for span, end in zip(block.spans, ends, strict=True)
        if span.strong
    )
    return PartSnapshot(f"body/{number}", block.text, block.kind.value, strong)
