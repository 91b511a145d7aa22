"""Words of a heading's fields, changed where they stand in its YAML.

    head_edits(place, "a new headline")          # what is to be edited

A value keeps the quotes or the block it stands in, as long as its words may stand so; a field that
is emptied goes with its line, unless a comment stands behind it; one that is new comes after
those that stand before it in a new article. `parts` reads back what became of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compositor.manuscript.edits import Edit, Places
from compositor.manuscript.yamlfile import Loc, Node, YamlFile
from compositor.manuscript.yamlwrite import flow, text
from compositor.model.issue import HEADING_FIELDS

HEAD_ORDER = (*HEADING_FIELDS, "quote", "supplied", "photos")
PHOTO_ORDER = ("file", "lost", "caption", "credit", "columns", "focus", "alt")
STEP = 2  # blanks by which a block stands further in than its key
_BLOCK = re.compile(r"[|>][-+0-9]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class HeadPlace(NamedTuple):
    """A field of the heading lines: the file they were parsed from, its text, and where.

    `foot` is the offset of the line that ends them.
    """

    file: YamlFile
    places: Places
    loc: Loc
    foot: int


def head_edits(place: HeadPlace, words: str) -> Iterator[Edit]:
    """What makes `words` the value of a field; they are lines without white space at their ends."""
    node = place.file.find(place.loc)
    if node is None:
        if words:
            yield _added(place, words)
    elif not words:
        yield from _emptied(place, node)
    else:
        yield from _replaced(place, node, words)


# ---------------------------------------------------------------------------- other words


def _replaced(place: HeadPlace, node: Node, words: str) -> Iterator[Edit]:
    places = place.places
    start, end = places.start(node), places.end(node)
    written = places.text[start:end]
    if _BLOCK.match(written) and node.data is not None:
        yield from _in_block(place, start, end, words)
    else:
        # Behind a block there is no room for a comment: lines go into quotes then.
        is_last = not places.text[end : places.line_end(end)].strip()
        value = _scalar(place, words, written[:1] if is_last or "\n" not in words else '"')
        yield Edit(start, end, value if written else f" {value}")


def _in_block(place: HeadPlace, start: int, end: int, words: str) -> Iterator[Edit]:
    """Other lines in a block; one whose lines were joined is then one whose lines are kept."""
    places = place.places
    head = places.line_end(start)
    if "\n" in words:
        yield Edit(start, start + 1, "|")
    below = re.match(r"\n(?:[ \t]*\n)*( +)", places.text[head:end])
    indent = below[1] if below else _indent(place)
    yield Edit(head, max(head, end), _block_lines(words, indent))


def _block_lines(words: str, indent: str) -> str:
    return "".join(f"\n{indent}{line}" for line in words.split("\n"))


def _indent(place: HeadPlace) -> str:
    owner = place.file.find(place.loc[:-1])
    assert owner
    key = owner.keys.get(str(place.loc[-1])) or next(iter(owner.keys.values()), None)
    return " " * ((key.column - 1 if key else 0) + STEP)


def _scalar(place: HeadPlace, words: str, sign: str) -> str:
    """Words as a value that stood in quotes of this sign, or in none."""
    is_flow = _is_in_flow(place)
    if sign == '"' or (is_flow and "\n" in words):
        return '"' + "".join(_ESCAPES.get(character, character) for character in words) + '"'
    if "\n" in words:
        return f"|-{_block_lines(words, _indent(place))}"
    if sign == "'":
        return "'" + words.replace("'", "''") + "'"
    return flow(words) if is_flow else text(words)


def _is_in_flow(place: HeadPlace) -> bool:
    owners = (place.file.find(place.loc[:depth]) for depth in range(len(place.loc)))
    return any(owner is not None and place.places.is_flow(owner) for owner in owners)


# ------------------------------------------------------------------------------- no words


def _emptied(place: HeadPlace, node: Node) -> Iterator[Edit]:
    if not node.data:
        return
    places, owner = place.places, place.file.find(place.loc[:-1])
    assert owner
    key = owner.keys[str(place.loc[-1])]
    start, end = places.start(node), places.end(node)
    first, last = places.line_start(places.at(key.line, key.column)), places.line_end(end)
    block = _BLOCK.match(places.text, start)
    head = places.line_end(start)
    around = places.text[first : first + key.column - 1] + places.text[end:last]
    if block:
        around += places.text[block.end() : head]
    if not around.strip() and not _is_in_flow(place):
        yield Edit(first, min(last + 1, len(places.text)), "")
    elif block:
        yield Edit(start, block.end(), '""')
        yield Edit(head, max(head, end), "")
    else:
        sign = places.text[start]
        yield Edit(start, end, sign * 2 if sign in "\"'" else '""')


# ----------------------------------------------------------------------------- a new field


def _added(place: HeadPlace, words: str) -> Edit:
    owner = place.file.find(place.loc[:-1])
    assert owner
    key, places = str(place.loc[-1]), place.places
    before = _before(owner.children, key, HEAD_ORDER if len(place.loc) == 1 else PHOTO_ORDER)
    is_flow = bool(owner.place.line) and places.is_flow(owner)
    if is_flow:
        line = f"{key}: {_scalar(place, words, '')}"
        if not owner.children:
            at = places.start(owner) + 1
            return Edit(at, at, line)
        child = owner.children[before] if before else list(owner.children.values())[-1]
        at = places.end(child)
        return Edit(at, at, f", {line}")
    if not owner.children:
        return Edit(place.foot, place.foot, f"{key}: {_scalar(place, words, '')}\n")
    return _added_line(place, owner, before, f"{key}: {_scalar(place, words, '')}")


def _added_line(place: HeadPlace, owner: Node, before: str | None, line: str) -> Edit:
    """After the field it comes after, or above the first; an item of a list begins with its own."""
    places = place.places
    first = next(iter(owner.keys.values()))
    indent = " " * (first.column - 1)
    above = places.at(first.line, 1)
    if before is None and not places.text[above : above + first.column - 1].strip():
        return Edit(above, above, f"{indent}{line}\n")
    child = owner.children[before] if before else next(iter(owner.children.values()))
    at = places.line_end(places.end(child))
    return Edit(at, at, f"\n{indent}{line}")


def _before(children: Mapping[str | int, Node], key: str, order: tuple[str, ...]) -> str | None:
    """Of the fields that come before a new one, the one that stands last."""
    known = set(order[: order.index(key)])
    return next((str(name) for name in reversed(list(children)) if name in known), None)
