"""Markdown as an article may use it: markdown-it with nothing switched off but made to tell.

    tokens, definitions = parse(text)

CommonMark's constructs are all still recognized, so that `body` can refuse what a page cannot
show instead of printing its signs or losing its words. What is changed:

- A link, image, code span, HTML tag or character reference becomes one token `refused`: `info`
  names it, `content` is its source, `meta["at"]` its offset in the block's text.
- `*` and `_` carry the offset (`at`) and the length (`run`) of their run in `meta`.
- `**` opens unless white space follows and closes unless it precedes. CommonMark looks at
  punctuation, too; made for words between spaces, its rule finds no bold in `**小编说：**南通`,
  for `：` precedes and a letter follows (commonmark-spec#650).

The only owner of markdown-it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    entity,
    escape,
    html_inline,
    image,
    link,
)
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

__all__ = ["Token", "parse"]

Rule = Callable[[StateInline, bool], bool]


def parse(text: str) -> tuple[list[Token], list[int]]:
    """The tokens of a text, and the lines (from 0) of link definitions, which leave no token."""
    environment: dict[str, Any] = {}
    tokens = _markdown().parse(text, environment)
    definitions = [*environment.get("references", {}).values()]
    definitions += environment.get("duplicate_refs", [])
    return tokens, sorted(definition["map"][0] for definition in definitions)


@cache
def _markdown() -> MarkdownIt:
    """The parser; it is costly to build and holds no state between texts."""
    markdown = MarkdownIt("commonmark")
    rules = markdown.inline.ruler
    for name, rule in REFUSED.items():
        rules.at(name, _refusing(name, rule))
    rules.at("emphasis", _emphasis)
    rules.at("escape", _escape)
    # What was written must stay apart from what was meant: no merging of text tokens.
    markdown.inline.ruler2.disable("fragments_join")
    markdown.core.ruler.disable("text_join")
    return markdown


REFUSED: dict[str, Rule] = {
    "backticks": backtick,
    "link": link,
    "image": image,
    "autolink": autolink,
    "html_inline": html_inline,
    "entity": entity,
}


def _refusing(name: str, rule: Rule) -> Rule:
    """A rule that finds what `rule` finds, and makes one `refused` token of it."""

    def refuse(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, True):
            return False
        text = state.src[start : state.pos]
        if silent:
            return True
        if text.strip("`"):
            _push_refused(state, name, text, start)
        else:  # backticks without their partner are text
            state.append_pending(text)
        return True

    return refuse


def _escape(state: StateInline, silent: bool) -> bool:
    """`\\` before a sign is CommonMark's; before a line end it would break the line."""
    start = state.pos
    if not state.src.startswith("\\\n", start):
        return escape(state, silent)
    state.pos += 2
    if not silent:
        _push_refused(state, "break", "\\", start)
    return True


def _push_refused(state: StateInline, name: str, text: str, start: int) -> None:
    token = state.push("refused", "", 0)
    token.info, token.content, token.meta = name, text, {"at": start}


def _emphasis(state: StateInline, silent: bool) -> bool:
    """markdown-it's rule of the same name, but for the offsets and for `*`."""
    start, marker = state.pos, state.src[state.pos]
    if silent or marker not in "*_":
        return False
    opens, closes, length = state.scanDelims(start, False)
    if marker == "*":
        opens, closes = _flanks(state.src, start, start + length)
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content, token.meta = marker, {"at": start, "run": length}
        last = len(state.tokens) - 1
        delimiter = Delimiter(ord(marker), length, last, end=-1, open=opens, close=closes)
        state.delimiters.append(delimiter)
    state.pos += length
    return True


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether stars may open and close: not before white space, and not after it."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    return not after.isspace(), not before.isspace()
