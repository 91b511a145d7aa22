"""An article's body → its galley (小样): one column of lines in one measure, on the body grid.

Paragraphs, crossheads and editor's notes take one grid line a line. A crosshead asks for empty
lines above it and keeps two lines of text under it (no heading at a column foot, R19 of the
make-up rules); an editor's note stands apart from the text before it.

Text that goes on in another frame (走文) is set anew from where it stopped, in the measure of that
frame; a paragraph that was parted goes on without an indent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from compositor.model.galley import BEGINNING, Galley, GalleyLine, Line, TextPoint
from compositor.model.issue import Article, Block, BlockKind, Span
from compositor.model.layout import Layout, TypeStyle
from compositor.model.turns import read_turns
from compositor.setting.heading import set_display
from compositor.setting.paragraph import Composer, Job, SetText, set_block
from compositor.units import Emu

KEEP_UNDER_CROSSHEAD = 2  # lines of text that stay with it
NOTE_ABOVE = 1  # empty line before an editor's note, where its rule stands


class SetBlock(NamedTuple):
    """A block with what setting made of it."""

    block: Block
    done: SetText


def set_galley(
    composer: Composer,
    article: Article,
    layout: Layout,
    measure: Emu,
    start: TextPoint = BEGINNING,
) -> tuple[Galley, tuple[SetBlock, ...]]:
    """Set the body from `start`; the second value carries what the faces could not do, by block."""
    blocks: list[SetBlock] = []
    lines: list[GalleyLine] = []
    for number, block in enumerate(body_blocks(article, layout)):
        if number < start.block:
            continue
        before = blocks[-1].block.kind if blocks else None
        cut = start.character if number == start.block else 0
        done = _set(composer, block, layout, measure, cut)
        blocks.append(SetBlock(block, done))
        lines += _galley_lines(TextPoint(number, cut), block.kind, before, done.lines, layout)
    return Galley(article.name, measure, tuple(lines)), tuple(blocks)


def body_blocks(article: Article, layout: Layout) -> Iterable[Block]:
    """The blocks a galley is made of: the body, then the source line if there is one."""
    yield from article.body
    if article.source:
        text = layout.source_text.format(source=article.source)
        yield Block(BlockKind.SOURCE, (Span(text),), article.field_place("source"))


def style_of(kind: BlockKind, layout: Layout) -> TypeStyle:
    """The style a kind of block is set in."""
    return {
        BlockKind.PARAGRAPH: layout.body,
        BlockKind.CROSSHEAD: layout.crosshead,
        BlockKind.NOTE: layout.note,
        BlockKind.SOURCE: layout.source,
    }[kind]


def _set(composer: Composer, block: Block, layout: Layout, measure: Emu, cut: int) -> SetText:
    """A block, or what is left of it after `cut` characters; by its words, wherever it stands."""
    style = style_of(block.kind, layout)
    if block.kind is BlockKind.CROSSHEAD and not cut:
        head = block.with_bars
        return composer.memory.of(
            ("crosshead", head, style, measure),
            lambda: set_display(composer, read_turns(head), style, measure)[1],
        )
    if cut:
        style = replace(style, indent=0)
    spans = tuple(spans_after(block.spans, cut))
    job = Job(style, style.size, measure)
    return composer.memory.of(("block", spans, job), lambda: set_block(composer, spans, job))


def spans_after(spans: Iterable[Span], cut: int) -> Iterator[Span]:
    """What is left of spans after so many characters."""
    for span in spans:
        if len(span.text) > cut:
            yield replace(span, text=span.text[cut:])
        cut = max(0, cut - len(span.text))


def _galley_lines(
    start: TextPoint,
    kind: BlockKind,
    before: BlockKind | None,
    lines: tuple[Line, ...],
    layout: Layout,
) -> Iterable[GalleyLine]:
    above = _above(kind, before, layout)
    last = len(lines) - 1
    offsets = accumulate((len(line.text) for line in lines), initial=start.character)
    for index, (line, offset) in enumerate(zip(lines, offsets, strict=False)):
        keep = last - index + KEEP_UNDER_CROSSHEAD if kind is BlockKind.CROSSHEAD else 0
        yield GalleyLine(line, start.block, above if index == 0 else 0, keep, offset)


def _above(kind: BlockKind, before: BlockKind | None, layout: Layout) -> int:
    if before is None:
        return 0
    if kind is BlockKind.CROSSHEAD:
        return layout.crosshead_above
    return NOTE_ABOVE if kind is BlockKind.NOTE and before is not BlockKind.NOTE else 0
