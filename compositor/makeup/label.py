"""The label (栏目): words on a panel at the top left of a module, a rule on from its foot."""

from compositor.geometry import Rect
from compositor.model.edition import Box, Frame, PlacedLine, Rule
from compositor.model.issue import Article
from compositor.model.layout import Layout, ascent
from compositor.model.setter import TypeSetter
from compositor.units import Emu, divide

LABEL_LINES = 2  # grid lines of the label's row: the device and the air under it
LABEL_DEPTH = 1500  # height of the device in thousandths of a grid line
LABEL_PAD = 600  # blank left and right of its words, thousandths of their size


def label_fits(article: Article, width: Emu, layout: Layout, setter: TypeSetter) -> bool:
    """Whether an article's label, if it has one, is one line on its panel."""
    lines = setter.text(article.label, layout.label, width) if article.label else ()
    pad = _pad(layout)
    return not lines or (len(lines) == 1 and lines[0].width + 2 * pad <= width)


def place_label(
    article: Article, area: Rect, layout: Layout, setter: TypeSetter
) -> tuple[tuple[Frame, ...], tuple[Rule, ...], tuple[Box, ...]]:
    """The words, the rule and the panel at the top of `area`; nothing without a label."""
    if not article.label:
        return (), (), ()
    style = layout.label
    line = setter.text(article.label, style, area.width)[0]
    pad = _pad(layout)
    depth = divide(layout.grid.leading * LABEL_DEPTH, 1000)
    panel = Rect(area.x, area.y, line.width + 2 * pad, depth)
    baseline = panel.y + (depth - style.size) // 2 + ascent(style.size)
    words = PlacedLine(line, panel.x + pad, baseline)
    frame = Frame("label", style.name, panel, (words,), article.name)
    rule = Rule("label", Rect(panel.right, panel.bottom, area.right - panel.right, 0), article.name)
    return (frame,), (rule,), (Box("label", panel, article.name),)


def _pad(layout: Layout) -> Emu:
    return divide(layout.label.size * LABEL_PAD, 1000)
