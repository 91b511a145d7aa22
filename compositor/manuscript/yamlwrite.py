"""Writing YAML: values as an editor would type them, which `yamlfile` reads back as they are.

    entry("headline", "标题：副题")        # headline: 标题：副题
    entry("headline", "0.50")             # headline: "0.50"
    entry("at", at)                       # at: {column: 1, line: 8, columns: 6, lines: 59}

Text stands plain wherever YAML takes it for text, since editors read these files; only what would
be a number, a comment or a sign of YAML's own is quoted. Texts are one line each, without white
space at the ends: that is how the forms read them.
"""

import re
from collections.abc import Iterable

from compositor.manuscript.characters import join_lines
from compositor.manuscript.yamlfile import SCALARS, Data
from compositor.model.issue import At

# What begins with one of these, or holds one of those, is no plain text to YAML (1.2, §7.3.3).
_STARTS = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](\s|$)|(---|\.\.\.)(\s|$)")
_WITHIN = re.compile(r":(\s|$)|\s#")
_WITHIN_FLOW = re.compile(r"[,\[\]{}]|'")
_LINE_END = re.compile(r"\r\n?|\n")
# Numbers of the core schema that our reader takes for text, but other programs do not.
_NUMBERS = re.compile(
    r"0[xo][0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


def entry(key: str, value: "str | int | bool | At | Iterable[str]") -> str:
    """A line `key: value`."""
    return f"{key}: {written(value)}"


def written(value: "str | int | bool | At | Iterable[str]") -> str:
    """A value on one line; a sequence of words as a flow list."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, At):
        names = ("column", "line", "columns", "lines")
        return "{" + ", ".join(f"{name}: {getattr(value, name)}" for name in names) + "}"
    return f"[{', '.join(map(text, value))}]"


def text(words: str) -> str:
    """A text, plain or in the quotes that need no signs inside it."""
    words = one_line(words)
    if not (_STARTS.match(words) or _WITHIN.search(words) or _is_other(words)):
        return words
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def flow(data: "Data") -> str:
    """Data on one line, as it may stand within brackets of others."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return f"[{', '.join(map(flow, data))}]"
    if isinstance(data, str):
        words = text(data)
        is_plain = words[:1] not in ("'", '"')
        if is_plain and _WITHIN_FLOW.search(words):
            return "'" + words.replace("'", "''") + "'"
        return words
    return "null" if data is None else str(data).lower()


def one_line(words: str) -> str:
    """A text as the forms read it: its lines joined, without white space at the ends."""
    return join_lines(_LINE_END.split(words))


def comments(lines: Iterable[str], indent: str = "") -> list[str]:
    """Lines of comment, one for each line there is."""
    each = (line.rstrip() for words in lines for line in _LINE_END.split(words))
    return [f"{indent}# {line}" if line else f"{indent}#" for line in each]


def _is_other(words: str) -> bool:
    """Whether YAML would take it for nothing, a truth value or a number."""
    return any(form.fullmatch(words) for form, _ in SCALARS) or bool(_NUMBERS.fullmatch(words))
