"""A real galley as text: the beginning of the lead article in a column of the layout `sikai`."""

from pathlib import Path

from compositor.model.galley import Galley, GalleyLine
from compositor.setting.setter import Setter
from compositor.units import Emu, divide
from tests.samples import planned, sikai
from tests.setting.checks import places
from tests.setting.samples import faces
from tests.support import check_golden

GOLDEN = Path(__file__).parent / "golden"
LINES = 30
HEAD = "# x and width in thousandths of the body size, stretch in thousandths of an em; J justified, E ends\n"


def dump(galley: Galley, zi: Emu, lines: int) -> str:
    """A line of text for a line of type: style, x, width, stretch, flags, text."""
    rows = [_row(item, zi) for item in galley.lines[:lines]]
    return HEAD + "".join(f"{row}\n" for row in rows)


def _row(item: GalleyLine, zi: Emu) -> str:
    line = item.line
    x, width = (divide(1000 * length, zi) for length in (places(line)[0].x, line.width))
    stretch = divide(1000 * line.stretch, line.runs[0].size)
    flags = ("J" if line.justified else "-") + ("E" if line.ends else "-")
    room = f" above {item.above}" if item.above else ""
    keep = f" keep {item.keep}" if item.keep else ""
    return f"{line.style:9} {x:5} {width:6} {stretch:+4} {flags} {line.text}{room}{keep}"


def test_the_lead_article_in_a_column() -> None:
    """The article nantong at 11 字: breaks, squeezed marks and stretch, as an editor would see them change."""
    layout = sikai()
    article = next(article for article in planned().articles if article.name == "nantong")
    galley = Setter(faces(), layout).galley(article, layout.grid.column)
    check_golden(GOLDEN / "nantong-11.txt", dump(galley, layout.grid.zi, LINES))
