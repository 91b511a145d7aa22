"""Places for articles nobody has placed yet: one below the other, each as deep as its text asks
for.

    manifest = place(sources, issue, manifest, layout, articles)    # with sound places

What an import gives can be built and looked at, no more: making the page up is the editor's. The
depth of a module is found by making it up, so that what is written down fits.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic
from compositor.makeup.furniture import has_end_matter
from compositor.makeup.make_up import make_up
from compositor.manuscript.issue import read_issue
from compositor.model.draft import DraftArticle, ManifestDraft, PageDraft, PlacementDraft
from compositor.model.issue import At
from compositor.model.layout import Layout
from compositor.setting.setter import Setter
from compositor.sources import FolderInstead, Sources
from compositor.typefaces import Typefaces

# Characters from which an article gets the first, second … rank of a layout; shorter ones the last.
RANKS = (1500, 900, 500, 200)
LOOKS = 3  # making up at most so often until every module fits
AIR = 1  # lines between modules
SECOND = 2  # the first page that has a folio line instead of the nameplate


class Begun(NamedTuple):
    """An issue that is not written yet: its folder, its files but for the manifest, and how a
    manifest becomes text.
    """

    folder: str
    files: Mapping[str, bytes]
    text: Callable[[ManifestDraft], str]


def place(
    sources: Sources,
    issue: Begun,
    manifest: ManifestDraft,
    layout: Layout,
    articles: Sequence[DraftArticle],
) -> ManifestDraft:
    """Find the depth of each module, then stack them on as many pages as it takes."""
    said = {**dict(manifest.publication), "number": manifest.number, "date": manifest.date}
    is_said = has_end_matter(said, layout)
    first, last = layout.live_lines(SECOND, is_said)  # any page but the first, were it the last
    placements = [_placement(article, layout, first, last) for article in articles]
    maker = _Maker(sources, issue)
    for _ in range(LOOKS):
        found = maker.asked(replace(manifest, pages=_apart(placements)))
        if not found:
            break
        most = last - first + 1
        placements = [_deepened(p, found.get(p.article, 0), most) for p in placements]
    return replace(manifest, pages=tuple(_stacked(placements, layout, is_said)))


def _placement(article: DraftArticle, layout: Layout, first: int, last: int) -> PlacementDraft:
    """Over all columns, as deep as a guess says."""
    size = sum(len(block.text) for block in article.blocks)
    rank = next((i for i, least in enumerate(RANKS) if size >= least), len(RANKS))
    name = [r.name for r in layout.ranks][min(rank, len(layout.ranks) - 1)]
    grid = layout.grid
    per_line = max(1, grid.columns * (grid.column // grid.zi))
    lines = min(last - first + 1, 8 + size * 12 // (10 * per_line))
    at = At(1, first, grid.columns, lines)
    return PlacementDraft(article.name, name, at, incomplete=article.incomplete)


def _apart(placements: Sequence[PlacementDraft]) -> tuple[PageDraft, ...]:
    """Each on an inside page of its own."""
    return tuple(PageDraft(n, "", (p,)) for n, p in enumerate(placements, start=SECOND))


class _Maker:
    """Makes up an issue that is not written yet, again and again: type is set once."""

    def __init__(self, sources: Sources, issue: Begun) -> None:
        self._sources, self._issue = sources, issue
        self._setter: Setter | None = None

    def asked(self, manifest: ManifestDraft) -> dict[str, int]:
        """How many lines more (or fewer) each module asks for; none if the issue cannot be read."""
        issue = self._issue
        whole = {**issue.files, "issue.yaml": issue.text(manifest).encode()}
        read = read_issue(FolderInstead(self._sources, issue.folder, whole), issue.folder)
        if read.issue is None or read.layout is None:
            return {}
        if self._setter is None:
            self._setter = Setter(Typefaces(read.faces, self._sources), read.layout)
        made = make_up(read.issue, read.layout, self._setter)
        legs = {fill.article: max(1, len(fill.legs)) for fill in made.edition.fills}
        asked = ((dict(d.values).get("article", ""), d) for d in made.diagnostics)
        steps = {name: _step(d, legs.get(name, 1)) for name, d in asked}
        return {name: step for name, step in steps.items() if step}


def _step(diagnostic: Diagnostic, legs: int) -> int:
    values = dict(diagnostic.values)
    if diagnostic.code == "overset":
        return int(values.get("near", 0)) or max(1, int(values["lines"]) // legs)
    if diagnostic.code == "module-too-small":
        return int(values["needed"]) - int(values["lines"])
    if diagnostic.code == "underfull":
        return -(int(values["lines"]) // legs)
    return 0


def _deepened(placement: PlacementDraft, step: int, most: int) -> PlacementDraft:
    lines = min(most, max(2, placement.at.lines + step))
    return replace(placement, at=replace(placement.at, lines=lines))


def _stacked(
    placements: Sequence[PlacementDraft], layout: Layout, has_end_matter: bool
) -> Iterator[PageDraft]:
    """Modules one below the other, page after page; below the last one stands the end matter."""
    number, line = 1, layout.live_lines(1, is_last=False)[0]
    page: list[PlacementDraft] = []
    for index, placement in enumerate(placements, start=1):
        is_last = has_end_matter and index == len(placements)
        foot = layout.live_lines(number, is_last)[1]
        if page and line + placement.at.lines - 1 > foot:
            yield PageDraft(number, "", tuple(page))
            number, page = number + 1, []
            first, foot = layout.live_lines(number, is_last)
            line = first + AIR
        lines = min(placement.at.lines, foot - line + 1)
        page.append(replace(placement, at=replace(placement.at, line=line, lines=lines)))
        line += lines + AIR
    if page:
        yield PageDraft(number, "", tuple(page))
