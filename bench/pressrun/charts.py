"""Bars, lying, as SVG: a figure each, the longest as wide as the chart.

    bars("A fresh process, ten pages", [("ours", 0.41, "0.41 s"), …])

Ours are drawn dark. The picture is for `docs/`: readable on white and on black paper, no script.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, ROW, HEAD, LABEL, SIDE = 720, 26, 40, 210, 90  # pixels
OURS, OTHERS, INK, PAPER = "#8c1d18", "#9aa3ad", "#1f2328", "#ffffff"


class Bar(NamedTuple):
    """A row: `said` is written behind the bar."""

    label: str
    value: float
    said: str


def bars(title: str, rows: Sequence[Bar]) -> str:
    """The chart."""
    height = HEAD + ROW * len(rows) + 12
    most = max(row.value for row in rows) or 1
    body = "".join(_row(index, row, most) for index, row in enumerate(rows))
    font = "font-family='system-ui, sans-serif' font-size='14'"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' {font}>"
        f"<title>{escape(title)}</title><rect width='100%' height='100%' fill='{PAPER}'/>"
        f"<text x='12' y='25' font-weight='600' fill='{INK}'>{escape(title)}</text>{body}</svg>\n"
    )


def _row(index: int, row: Bar, most: float) -> str:
    top = HEAD + ROW * index
    width = max(2.0, row.value / most * (WIDTH - LABEL - SIDE))
    colour = OURS if row.label.startswith("ours") else OTHERS
    return (
        f"<text x='{LABEL - 8}' y='{top + 17}' text-anchor='end' fill='{INK}'>"
        f"{escape(row.label)}</text>"
        f"<rect x='{LABEL}' y='{top + 4}' width='{width:.1f}' height='{ROW - 8}' fill='{colour}'/>"
        f"<text x='{LABEL + width + 6:.1f}' y='{top + 17}' fill='{INK}'>{escape(row.said)}</text>"
    )
