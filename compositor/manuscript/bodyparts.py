"""The words of a block of the body, and other words in its place.

    block_words(block)                                     # as they stand, without `## ` and `> `
    body_edit(article, 2, ("one", "two"), places)          # a paragraph parted in two

A block's words are its lines, each without white space at its ends. Lines that stay keep their
indents, and new ones take those of the line they stand for. `parts` reads back what became of it.
"""

import re
from collections.abc import Sequence

from compositor.diagnostics import Place
from compositor.manuscript.edits import Edit, Places
from compositor.model.issue import Block, BlockKind

_OPENINGS = {
    BlockKind.PARAGRAPH: re.compile(r"\s*"),
    BlockKind.CROSSHEAD: re.compile(r"\s*(?:##\s*)?"),
    BlockKind.NOTE: re.compile(r"\s*(?:>\s*)?"),
}
_FURTHER = {BlockKind.NOTE: "> "}
_EMPTY = re.compile(r"[^\S\n]*>?[^\S\n]*")


def block_words(block: Block) -> str:
    """Its words as they stand in the file, Markdown and bars kept, a line for each line."""
    return "\n".join(_line_words(block.kind, place.quote) for place in _lines_of(block))


def body_edit(body: Sequence[Block], number: int, words: Sequence[str], places: Places) -> Edit:
    """What puts paragraphs in the place of a block; none take it away."""
    block = body[number]
    first, last = block.place.line, _lines_of(block)[-1].line
    start, end = places.at(first, 1), places.line_end(places.at(last, 1))
    if words:
        return Edit(start, end, _written(block, words))
    return _removed(places, first, last)


def _lines_of(block: Block) -> tuple[Place, ...]:
    return (block.place, *block.further)


def _line_words(kind: BlockKind, line: str) -> str:
    opening = _OPENINGS[kind].match(line)
    assert opening
    return line[opening.end() :].strip()


def _written(block: Block, paragraphs: Sequence[str]) -> str:
    old = [place.quote for place in _lines_of(block)]
    first = _opening(block.kind, old[0])
    further = _opening(block.kind, old[1]) if len(old) > 1 else _FURTHER.get(block.kind, "")
    new = []
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        new += [first + lines[0], *(further + line for line in lines[1:]), ""]
    return "\n".join(_kept(block.kind, old, new[:-1]))


def _opening(kind: BlockKind, line: str) -> str:
    opening = _OPENINGS[kind].match(line)
    return opening[0] if opening else ""


def _kept(kind: BlockKind, old: Sequence[str], new: Sequence[str]) -> list[str]:
    """New lines, those at both ends as they were where their words are the same."""
    made = list(new)
    most = min(len(old), len(new))
    same = [_line_words(kind, a) == _line_words(kind, b) for a, b in zip(old, new, strict=False)]
    head = next((i for i, is_same in enumerate(same) if not is_same), most)
    made[:head] = old[:head]
    for back in range(1, most - head + 1):
        if _line_words(kind, old[-back]) != _line_words(kind, new[-back]):
            break
        made[-back] = old[-back]
    return made


def _removed(places: Places, first: int, last: int) -> Edit:
    """The lines of a block with the empty ones under it; of the last block, with those above."""
    lines = places.text.split("\n")
    after = _past_empty(lines, last, 1)
    if after == len(lines):
        before = _past_empty(lines, first - 2, -1)
        start = places.line_end(places.at(before + 1, 1))
        return Edit(start, places.line_end(places.at(last, 1)), "")
    is_apart = after > last or _EMPTY.fullmatch(lines[first - 2])
    start = places.at(first, 1)
    if _EMPTY.fullmatch(lines[first - 2]):
        return Edit(start, places.at(after + 1, 1), "")
    return Edit(start, places.at(last + 1, 1), "" if is_apart else "\n")


def _past_empty(lines: Sequence[str], index: int, step: int) -> int:
    """The next line that is not empty from an index on."""
    while 0 <= index < len(lines) and _EMPTY.fullmatch(lines[index]):
        index += step
    return index
