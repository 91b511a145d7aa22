"""Which part of an article a placed line belongs to."""

from compositor.model.edition import Frame, PlacedLine
from compositor.model.issue import Article


def part_of(frame: Frame, placed: PlacedLine, article: Article) -> str | None:
    """`headline`, `body/3` …; None for what is no article's words."""
    if frame.kind == "text" and placed.part < len(article.body):
        return f"body/{placed.part}"
    return f"caption/{placed.part}" if frame.kind == "caption" else None
