"""Markdown → HTML, so that nothing a writer wrote is lost on the way.

CommonMark with tables and ~~struck text~~, and these differences:

- A link definition stays text: `[注]: 见第三版` would be swallowed as one.
- Indented lines are no code: in Chinese text an indent begins a paragraph.
- `**` opens and closes in Chinese text, too (see `_flanks`).
- The number of a list's item is kept as it was written (`data-marker`).

A file may begin with front matter between two lines `---`, as our own articles and those of most
site builders do. It is not read as YAML but line by line: the entries an article has become pieces.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from compositor.model.draft import PieceKind

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([ \t]*(?:- )?[\w-]+[ \t]*:)(?:[ \t]+(.*))?")
_QUOTED = re.compile(r"""(["'])(.*)\1""")
_FIELDS: dict[str, tuple[PieceKind, int]] = {
    "headline": ("heading", 1),
    "title": ("heading", 1),
    "label": ("heading", 2),
    "kicker": ("heading", 2),
    "deck": ("heading", 2),
    "subtitle": ("heading", 2),
    "byline": ("text", 0),
    "author": ("text", 0),
    "source": ("text", 0),
    "caption": ("caption", 0),
    "credit": ("caption", 0),
}


class Entry(NamedTuple):
    """An entry of front matter; `kind` is None where the line is nothing of the article's text."""

    name: str
    text: str
    kind: PieceKind | None = None
    level: int = 0


def split_front_matter(text: str) -> tuple[list[Entry], str]:
    """The entries of a file's front matter, in its order, and the text below it."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return [], text
    return list(_entries((match[1] or "").split("\n"))), text[match.end() :]


def _entries(lines: Sequence[str]) -> Iterator[Entry]:
    for line in lines:
        match = _ENTRY.fullmatch(line.rstrip())
        name = match[1].strip(" \t-:") if match else ""
        if match and name in _FIELDS:
            value = match[2] or ""
            quoted = _QUOTED.fullmatch(value.strip())
            yield Entry(match[1], quoted[2] if quoted else value, *_FIELDS[name])
        else:
            yield Entry("", line)


def as_html(text: str) -> str:
    """The HTML of a Markdown text."""
    html: str = _markdown().render(text)
    return html


@cache
def _markdown() -> MarkdownIt:
    """The parser; it is costly to build and holds no state between texts."""
    markdown = MarkdownIt("commonmark", {"html": True})
    markdown.enable(["table", "strikethrough"]).disable(["code", "reference"])
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.add_render_rule("list_item_open", _open_item)
    return markdown


def _open_item(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _environment: dict[str, Any],
) -> str:
    """`<li>`; of an ordered list, with the number and the mark after it as they were written."""
    token = tokens[index]
    return f'<li data-marker="{token.info}{token.markup}">' if token.info else "<li>"


def _emphasis(state: StateInline, silent: bool) -> bool:
    """markdown-it's rule of the same name, but for where `*` opens and closes."""
    start, marker = state.pos, state.src[state.pos]
    if silent or marker not in "*_":
        return False
    opens, closes, length = state.scanDelims(start, marker == "*")
    if marker == "*":
        opens, closes = _flanks(state.src, start, start + length)
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = marker
        last = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), length, last, -1, opens, closes))
    state.pos += length
    return True


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether stars may open and close: not before white space, and not after it.

    CommonMark looks at punctuation, too; made for words between spaces, its rule finds no bold in
    `**小编说：**南通`, for `：` precedes and a letter follows (commonmark-spec#650).
    """
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    return not after.isspace(), not before.isspace()
