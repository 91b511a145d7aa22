"""What was found as plain data, for `--json`, the proof desk and whoever reads it.

Lengths in mm from the trim's upper left corner; marks are `[from, up to]` in characters.
"""

from collections.abc import Sequence

from compositor.geometry import Rect
from compositor.index.places import Span
from compositor.index.query import Found, Hit
from compositor.units import Emu, to_mm


def found_data(found: Found) -> dict[str, object]:
    """What was found as JSON has it."""
    return {
        "total": found.total,
        "issues": found.issues,
        "skip": found.question.skip,
        "hits": [hit_data(hit) for hit in found.hits],
        "near": [one._asdict() for one in found.near],
    }


def hit_data(hit: Hit) -> dict[str, object]:
    """One article that was found."""
    return {
        "issue": hit.issue,
        "paper": hit.paper,
        "section": hit.section,
        "date": hit.date,
        "number": hit.number,
        "article": hit.article,
        "headline": hit.headline,
        "marks": _marks(hit.marks),
        "byline": hit.byline,
        "pages": list(hit.pages),
        "part": hit.part,
        "page": hit.page,
        "column": hit.column,
        "line": hit.row,
        "rect": _rect(hit.rect),
        "width": _mm(hit.size[0]),
        "height": _mm(hit.size[1]),
        "excerpt": hit.excerpt.text,
        "excerpt_marks": _marks(hit.excerpt.marks),
    }


def _marks(marks: Sequence[Span]) -> list[list[int]]:
    return [list(mark) for mark in marks]


def _rect(rect: Rect) -> list[float]:
    return [_mm(length) for length in rect]


def _mm(length: Emu) -> float:
    return round(to_mm(length), 3)
