"""What the desk sends, as plain data for JSON: the state, a page, a problem.

    state_data(shown, language)     State of the contract (`compositor.proof`)
    page_data(proof, page)          PageView

Lengths are mm, to the thousandth, from the trim's upper left corner. What names a place on the page
is found here: which part of which article a line belongs to, and where on the pages the line of a
file that a problem is told of has come to stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compositor.diagnostics import Diagnostic, Place
from compositor.diagnostics.render import Language, hint, in_order, message
from compositor.editing import Saved
from compositor.geometry import Rect, Size
from compositor.model.edition import Fill, Frame, Page, PlacedLine, PlacedPicture
from compositor.model.issue import HEADING_FIELDS, Article, Placement
from compositor.model.parts import part_of
from compositor.model.proof import PageProof, Proof
from compositor.photos.cropping import effective_ppi
from compositor.proof.session import Shown
from compositor.proof.tiles import TILE
from compositor.units import Emu, to_mm, to_pt

Data = dict[str, object]
Parts = Mapping[tuple[str, str], Sequence[tuple[int, Rect]]]  # (article, part) → page, rectangle


def state_data(shown: Shown, language: Language) -> Data:
    """What is shown, without the pages' insides."""
    proof = shown.proof
    changed = dict(shown.changed)
    pages = proof.pages if proof else ()
    return {
        "issue": proof.issue.name if proof else "",
        "title": proof.edition.title if proof else "",
        "number": shown.number,
        "version": shown.version,
        "fingerprint": proof.fingerprint if proof else "",
        "time": shown.time,
        "is_current": shown.is_current,
        "composing_ms": round(shown.seconds * 1000, 1),
        "tile": TILE,
        "pages": [_page_head(proof, one, changed) for one in pages if proof],
        "spreads": spreads([one.page.number for one in pages]),
        "problems": problems_data(shown, language),
        "undo": _done(shown.journal.to_undo, language),
        "redo": _done(shown.journal.to_redo, language),
    }


def spreads(numbers: Sequence[int]) -> list[list[int]]:
    """Pages as a reader has them before her: the first alone, then an even one beside an odd."""
    pairs: list[list[int]] = []
    for number in numbers:
        if number % 2 and pairs and pairs[-1] == [number - 1]:
            pairs[-1].append(number)
        else:
            pairs.append([number])
    return pairs


def problems_data(shown: Shown, language: Language) -> list[Data]:
    """Every problem with its place in the file and on the last good pages."""
    found = in_order((*shown.problems, *shown.copy))
    where = _Places(shown.proof) if shown.proof and found else None
    return [_problem(one, where, language) for one in found]


def page_data(proof: Proof, one: PageProof) -> Data:
    """All that the overlays show of a page."""
    page = one.page
    plan = next(plan for plan in proof.issue.pages if plan.number == page.number)
    grid = proof.layout.grid
    fills = {fill.article: fill for fill in page.fills}
    return {
        "page": page.number,
        "imprint": one.imprint,
        **_size(page),
        "grid": {
            "columns": [
                [_mm(grid.column_x(n)), _mm(grid.column)] for n in range(1, grid.columns + 1)
            ],
            "lines": grid.lines,
            "top": _mm(grid.top),
            "leading": _mm(grid.leading),
            "first_baseline": _mm(grid.baseline(1)),
        },
        "modules": [_module(proof, p, fills.get(p.article)) for p in plan.placements],
        "frames": [_frame(proof, frame, order) for order, frame in enumerate(page.frames, 1)],
        "parts": [
            {"article": article, "part": part, "rects": [_rect(rect) for _, rect in rects]}
            for (article, part), rects in parts_of(proof, [page]).items()
        ],
        "pictures": [_picture(proof, picture) for picture in page.pictures],
    }


# What was done at the desk, by the first word of `Saved.what`.
DONE: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "part": "words of {0} ({1})",
        "move": "place of {1} on page {0}",
        "remake": "make-up of page {0}",
    },
    "zh": {
        "part": "「{0}」的文字（{1}）",
        "move": "「{1}」在第 {0} 版的位置",
        "remake": "第 {0} 版的组版",
    },
}


def _done(saved: Saved | None, language: Language) -> str | None:
    """What would be undone, or done again."""
    return DONE[language][saved.what[0]].format(*saved.what[1:]) if saved else None


# ----------------------------------------------------------------------------- its pieces


def _page_head(proof: Proof, one: PageProof, changed: Mapping[int, tuple[Rect, ...]]) -> Data:
    rects = changed.get(one.page.number, ())
    return {
        "page": one.page.number,
        "title": one.page.title,
        "imprint": one.imprint,
        **_size(one.page),
        "changed": [_rect(rect) for rect in rects],
    }


def _size(page: Page) -> Data:
    return {
        "width": _mm(page.size.width),
        "height": _mm(page.size.height),
        "bleed": _mm(page.bleed),
    }


def _module(proof: Proof, placement: Placement, fill: Fill | None) -> Data:
    at = placement.at
    over = fill.overset if fill else None
    return {
        "article": placement.article,
        "headline": proof.issue.article(placement.article).headline,
        "rect": _rect(module_rect(proof, placement)),
        "at": {"column": at.column, "line": at.line, "columns": at.columns, "lines": at.lines},
        "lines": fill.lines if fill else 0,
        "characters": fill.characters if fill else 0,
        "capacity": fill.capacity if fill else 0,
        "used": fill.used if fill else 0,
        "slack": fill.slack if fill else 0,
        "legs": list(fill.legs) if fill else [],
        "overset": over._asdict() if over else None,
    }


def module_rect(proof: Proof, placement: Placement) -> Rect:
    """The rectangle of a module on its page."""
    at = placement.at
    return proof.layout.grid.area(at.column, at.line, at.columns, at.lines)


def _frame(proof: Proof, frame: Frame, order: int) -> Data:
    article = proof.issue.article(frame.article) if frame.article else None
    return {
        "kind": frame.kind,
        "style": frame.style,
        "article": frame.article,
        "leg": frame.leg,
        "order": order,
        "rect": _rect(frame.rect),
        "lines": [_line(frame, placed, article) for placed in frame.lines],
    }


def _line(frame: Frame, placed: PlacedLine, article: Article | None) -> Data:
    line = placed.line
    size = max((run.size for run in line.runs), default=0)
    return {
        "x": _mm(placed.x),
        "y": _mm(placed.y),
        "measure": _mm(line.measure),
        "width": _mm(line.width),
        "size": round(to_pt(size), 2),
        "stretch": round(line.stretch / size, 4) if size else 0,
        "vertical": line.vertical,
        "part": part_of(frame, placed, article) if article else None,
        "text": line.text,
    }


def _picture(proof: Proof, placed: PlacedPicture) -> Data:
    pictures = proof.issue.article(placed.article).pictures
    pixels = next((p.pixels for p in pictures if p.file == placed.file), None)
    size = Size(placed.rect.width, placed.rect.height)
    return {
        "article": placed.article,
        "file": placed.file,
        "rect": _rect(placed.rect),
        "is_missing": placed.is_missing,
        "ppi": effective_ppi(pixels, size) if pixels else None,
        "wanted": proof.issue.press.condition.resolution.warn,
    }


def _problem(one: Diagnostic, where: "_Places | None", language: Language) -> Data:
    place = one.place or Place("")
    article, rects = where.find(place) if where and one.place else ("", ())
    page = rects[0][0] if rects else None
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": message(one, language),
        "hint": hint(one, language),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "quote": place.quote,
        "article": article,
        "page": page,
        "rects": [_rect(rect) for number, rect in rects if number == page],
    }


# ------------------------------------------------------------------- where a thing stands


def parts_of(proof: Proof, pages: Iterable[Page]) -> Parts:
    """Where the parts of articles stand: their lines, those that follow one another as one."""
    found: dict[tuple[str, str], list[tuple[int, Rect]]] = {}
    for page in pages:
        for frame in page.frames:
            if not frame.article:
                continue
            article = proof.issue.article(frame.article)
            for placed in frame.lines:
                if part := part_of(frame, placed, article):
                    key = (frame.article, part)
                    _add(found.setdefault(key, []), page.number, line_rect(placed))
    return found


def line_rect(placed: PlacedLine) -> Rect:
    """The rectangle of a line of type: its measure, and its size about the baseline."""
    line = placed.line
    size = max((run.size for run in line.runs), default=0)
    if line.vertical:
        return Rect(placed.x, placed.y, size, line.measure)
    return Rect(placed.x, placed.y - size * 88 // 100, line.measure, size)


def _add(rects: list[tuple[int, Rect]], page: int, rect: Rect) -> None:
    """One more line: joined with the one before it where it follows closely on the same measure."""
    if rects and rects[-1][0] == page:
        last = rects[-1][1]
        is_next = last.x == rect.x and last.width == rect.width
        if is_next and 0 <= rect.y - last.bottom < rect.height:
            rects[-1] = (page, Rect(last.x, last.y, last.width, rect.bottom - last.y))
            return
    rects.append((page, rect))


class _Places:
    """Where on the pages the lines of the issue's files have come to stand."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        self._parts = parts_of(proof, proof.edition.pages)

    def find(self, place: Place) -> tuple[str, Sequence[tuple[int, Rect]]]:
        """The article and the rectangles of a place in a file; none for what has no place there."""
        issue = self._proof.issue
        if place.file == issue.file:
            return self._in_manifest(place)
        article = next((one for one in issue.articles if one.file == place.file), None)
        if article is None:
            return "", ()
        part = next((part for part, lines in _lines_of(article) if place.line in lines), None)
        rects = self._parts.get((article.name, part), ()) if part else ()
        return article.name, rects or self._modules(article.name)

    def _in_manifest(self, place: Place) -> tuple[str, Sequence[tuple[int, Rect]]]:
        """The module whose entry begins last above a place of the manifest, on the same page."""
        entries = [
            (placement.place.line, placement.article)
            for plan in self._proof.issue.pages
            for placement in plan.placements
        ]
        above = [entry for entry in entries if entry[0] <= place.line]
        if not above or not place.line:
            return "", ()
        line, name = max(above)
        heads = [plan.place.line for plan in self._proof.issue.pages]
        if any(line < head <= place.line for head in heads):
            return "", ()
        return name, self._modules(name)

    def _modules(self, name: str) -> list[tuple[int, Rect]]:
        return [
            (plan.number, module_rect(self._proof, placement))
            for plan in self._proof.issue.pages
            for placement in plan.placements
            if placement.article == name
        ]


def _lines_of(article: Article) -> Iterator[tuple[str, Sequence[int]]]:
    """The lines of an article's file that each of its parts stands on."""
    for field in HEADING_FIELDS:
        yield field, (article.field_place(field).line,)
    for number, picture in enumerate(article.pictures):
        yield f"caption/{number}", (picture.place.line,)
    for number, block in enumerate(article.body):
        yield f"body/{number}", [p.line for p in (block.place, *block.further)]


def _rect(rect: Rect) -> list[float]:
    return [_mm(rect.x), _mm(rect.y), _mm(rect.width), _mm(rect.height)]


def _mm(length: Emu) -> float:
    return round(to_mm(length), 3)
