"""Diagnostics as an editor reads them, in English or Chinese, and as JSON for other programs.

    issues/2025-08/issue.yaml:12:11: error[no-article]: no article is named `jiangdou`
      12 |   - jiangdou
         |     ^^^^^^^^
      hint: did you mean `jiangdu`?

East Asian full-width characters count two columns, so the carets stand under the words.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias
from unicodedata import category, east_asian_width

from compositor.diagnostics import Diagnostic, Place
from compositor.diagnostics.catalog import CATALOG

Language: TypeAlias = Literal["en", "zh"]

LABELS: dict[Language, dict[str, str]] = {
    "en": {"error": "error", "warning": "warning", "note": "note", "hint": "hint: "},
    "zh": {"error": "错误", "warning": "警告", "note": "说明", "hint": "提示："},
}


def message(diagnostic: Diagnostic, language: Language = "en") -> str:
    """The sentence of a diagnostic, without place or hint."""
    entry = CATALOG[diagnostic.code]
    template = entry.zh if language == "zh" else entry.en
    return template.format_map(_Values(diagnostic.values))


def hint(diagnostic: Diagnostic, language: Language = "en") -> str:
    """What to do about it; the `near` form where a near miss was found, else the general one."""
    entry = CATALOG[diagnostic.code]
    values = _Values(diagnostic.values)
    near = entry.near_zh if language == "zh" else entry.near_en
    if near and "near" in values:
        return near.format_map(values)
    return (entry.hint_zh if language == "zh" else entry.hint_en).format_map(values)


def as_text(diagnostics: Iterable[Diagnostic], language: Language = "en") -> str:
    """All diagnostics, sorted by place, as the terminal shows them."""
    return "\n".join(_block(d, language) for d in in_order(diagnostics))


def as_data(
    diagnostics: Iterable[Diagnostic], language: Language = "en"
) -> list[dict[str, object]]:
    """The same as plain data for JSON: code, severity, place, message, hint."""
    return [_record(d, language) for d in in_order(diagnostics)]


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics without repeats, by file, line and column; those with no place first."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: _place_key(d.place))


def _block(diagnostic: Diagnostic, language: Language) -> str:
    labels = LABELS[language]
    severity = labels[diagnostic.severity.value]
    head = f"{severity}[{diagnostic.code}]: {message(diagnostic, language)}"
    lines = [f"{_address(diagnostic.place)}: {head}" if diagnostic.place else head]
    if diagnostic.place and diagnostic.place.quote:
        lines += _quoted(diagnostic.place)
    if advice := hint(diagnostic, language):
        lines.append(f"  {labels['hint']}{advice}")
    return "\n".join(lines)


QUOTE_WIDTH = 76  # columns of a quoted line that fit a terminal beside the line number


def _quoted(place: Place) -> list[str]:
    quote, column = _window(place.quote.replace("\t", " "), place.column)
    number = str(place.line)
    before = quote[: max(0, column - 1)]
    marked = quote[max(0, column - 1) :][: max(1, place.length)]
    carets = "^" * max(1, columns(marked))
    return [
        f"  {number} | {quote}",
        f"  {' ' * len(number)} | {' ' * columns(before)}{carets}",
    ]


def _window(quote: str, column: int) -> tuple[str, int]:
    """Cut a long line (a whole paragraph, often) to a window around the column."""
    if columns(quote) <= QUOTE_WIDTH:
        return quote, column
    start = max(0, column - 1 - QUOTE_WIDTH // 4)
    head = "…" if start else ""
    body = quote[start : start + QUOTE_WIDTH // 2]
    tail = "…" if start + len(body) < len(quote) else ""
    return head + body + tail, column - start + len(head)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0  # an accent, a variation selector
    return 2 if east_asian_width(character) in "WFA" else 1


def in_columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, each column as wide as its widest cell."""
    widths = [max(columns(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(_padded(c, w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _address(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def _place_key(place: Place | None) -> tuple[str, int, int]:
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def _record(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    place = diagnostic.place
    spot = place if place and place.line else None  # a place in the file, not the file as a whole
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": place.file if place else None,
        "line": spot.line if spot else None,
        "column": spot.column if spot else None,
        "length": spot.length if spot else None,
        "message": message(diagnostic, language),
        "hint": hint(diagnostic, language),
    }


class _Word(str):
    """A value in a sentence; `{count:s}` is the ending of its noun: `1 line`, `2 lines`."""

    def __format__(self, spec: str) -> str:
        if spec == "s":
            return "" if self == "1" else "s"
        return super().__format__(spec)


class _Values(dict[str, _Word]):
    """Values of a diagnostic; a name the caller did not give shows as `?`, never as a traceback."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        super().__init__((name, _Word(text)) for name, text in values)

    def __missing__(self, name: str) -> _Word:
        return _Word("?")
