"""The lint of a layout's look: its stylesheets and its template, before anything is drawn.

    check_look(sources, layout, press)           files, for `check` and every build
    check_filled(root, template, layout, css)    what expressions of the template have put in

Of a template it looks at `<style>`, at `style="…"`, at attributes that name colours, at elements
that have colours of their own in every browser, and at what pictures are asked for. Jinja
expressions are unknown until they are filled in: `{{ … }}` stands for one word that is no fault,
`{% … %}` and `{# … #}` for blank, so that places stay where they are. It does not judge whether
the template can be filled; `draw` finds that out. WeasyPrint and Jinja2 are not needed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.memory import Memory
from compositor.model.layout import Layout
from compositor.model.press import Press
from compositor.plate.css_lint import (
    FILLED,
    Fault,
    Lint,
    Piece,
    attribute_pieces,
    defined,
    sheet_pieces,
)
from compositor.plate.template import Source, Template, read_source, read_stylesheets
from compositor.sources import Sources

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(?P<tag>[a-z][a-z0-9-]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=/>\"']+)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"']+))"
)
STYLE_END = re.compile(r"</style", re.IGNORECASE)

# Elements with colours or shades of the engine's own, which are RGB, and those that draw a file.
ELEMENTS: Mapping[str, str] = {
    **dict.fromkeys(("font", "hr", "mark", "fieldset", "table", "td", "th"), "css-element"),
    **dict.fromkeys(
        ("svg", "link", "base", "object", "embed", "iframe", "video", "audio", "picture"),
        "css-outside",
    ),
}
ATTRIBUTES: Mapping[str, str] = {
    **dict.fromkeys(("bgcolor", "color", "bordercolor", "link", "vlink", "alink"), "css-colour"),
    "background": "css-outside",
}
NESTED = "it is nested too deeply"
PICTURES = ("galley:", "picture:", "fpo:", FILLED)
# Most elements of a filled page say only where they stand.
PLACES = re.compile(r"(?:(?:left|top|width|height):-?[\d.]+pt;?)+")


class Tag(NamedTuple):
    """An element's start tag: `attributes` by name, each with its value and where that begins."""

    name: str
    start: int
    attributes: Mapping[str, tuple[str, int]]


def check_look(
    sources: Sources, layout: Layout, press: Press, memory: Memory | None = None
) -> tuple[Diagnostic, ...]:
    """Everything in a layout's inks, stylesheets and template that a press cannot print."""
    memory = memory or Memory()
    try:
        sheets = read_stylesheets(sources, layout)
        template = read_source(sources, layout)
    except Refused as refused:
        return refused.diagnostics
    key = ("look", sheets, template, layout.inks, press)
    try:
        return memory.of(key, lambda: _looked_over(sheets, template, layout, press))
    except RecursionError:  # brackets in brackets, hundreds deep
        return (diagnose("template", Place(template.file), problem=NESTED),)


def _looked_over(
    sheets: Iterable[Source], template: Source, layout: Layout, press: Press
) -> tuple[Diagnostic, ...]:
    markup = _blanked(template.text)
    pieces = [piece for sheet in sheets for piece in sheet_pieces(sheet, sheet.text)]
    pieces += _template_pieces(template, markup)
    lint = lint_for(layout, press, pieces)
    found = (
        *_heavy_inks(layout, press),
        *lint.findings(pieces),
        *_element_faults(lint, template, tags(markup)),
    )
    return tuple(dict.fromkeys(found))


def check_filled(root: Any, template: Template, layout: Layout, css: str) -> tuple[Diagnostic, ...]:
    """What only filling the template has shown, in the page's tree; `css` is what it was given.

    Each has the place of the template where it stands word for word, if there is one.
    """
    pieces: list[Piece] = []
    elements: list[Tag] = []
    for element in root.iter():
        if isinstance(element.tag, str):  # comments have none
            elements.append(Tag(element.tag, 0, {k: (v, 0) for k, v in element.attrib.items()}))
            pieces += _filled_pieces(template, element, css)
    known = sheet_pieces(Source(template.file, css), css)
    lint = lint_for(layout, template.press, [*known, *pieces])
    found = (
        *lint.findings(piece for piece in pieces if not _is_bleed(piece)),
        *_element_faults(lint, Source(template.file, template.html), elements),
    )
    return tuple(dict.fromkeys(_placed_in(template, finding) for finding in found))


def lint_for(layout: Layout, press: Press, pieces: Iterable[Piece]) -> Lint:
    """The lint for all CSS of a layout, on a press."""
    names = tuple(ink.name for ink in layout.inks)
    return Lint(names, _limit(press), defined(pieces))


def tags(markup: str) -> Iterator[Tag]:
    """The start tags of a template, its Jinja expressions blanked."""
    for match in MARKUP.finditer(markup):
        if not match["tag"]:  # a comment
            continue
        begin = match.start("rest")
        attributes: dict[str, tuple[str, int]] = {}
        for found in ATTRIBUTE.finditer(match["rest"]):
            (kind,) = (kind for kind in ("double", "single", "bare") if found[kind] is not None)
            attributes[found["name"].lower()] = (found[kind], begin + found.start(kind))
        yield Tag(match["tag"].lower(), match.start(), attributes)


def _template_pieces(template: Source, markup: str) -> Iterator[Piece]:
    """What `<style>` and `style="…"` of a template declare; `markup` is its text blanked."""
    for match in MARKUP.finditer(markup):
        if (match["tag"] or "").lower() == "style":
            end = STYLE_END.search(markup, match.end())
            css = markup[match.end() : end.start() if end else None]
            yield from sheet_pieces(template, _aligned(markup, match.end(), css))
    for tag in tags(markup):
        style, at = tag.attributes.get("style", ("", 0))
        yield from attribute_pieces(template, _aligned(markup, at, style))


def _filled_pieces(template: Template, element: Any, css: str) -> Iterator[Piece]:
    if element.tag == "style":
        text = (element.text or "").replace(css, "")
        yield from sheet_pieces(Source(template.file, text), text)
    style = element.get("style", "")
    if not PLACES.fullmatch(style):
        yield from attribute_pieces(Source(template.file, style), style)


def _element_faults(lint: Lint, source: Source, elements: Iterable[Tag]) -> Iterator[Diagnostic]:
    for tag in elements:
        if code := _element_code(tag):
            fault = Fault(code, f"<{tag.name}>")
            yield lint.told(fault, source.place_at(tag.start, len(tag.name) + 1))
        for name, (value, at) in tag.attributes.items():
            if code := _attribute_code(tag.name, name, value):
                fault = Fault(code, f'{name}="{value}"')
                yield lint.told(fault, source.place_at(at, len(value)))


def _element_code(tag: Tag) -> str | None:
    """Links are of a colour of their own where they lead somewhere."""
    is_link = tag.name == "a" and "href" in tag.attributes
    return "css-element" if is_link else ELEMENTS.get(tag.name)


def _attribute_code(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return None if value.startswith(PICTURES) else "css-outside"
    return ATTRIBUTES.get(name) if tag != "meta" else None


def _heavy_inks(layout: Layout, press: Press) -> Iterator[Diagnostic]:
    limit = _limit(press)
    for ink in layout.inks:
        if limit is not None and ink.total > limit:
            total = f"{ink.total:g}"
            yield diagnose("ink-too-heavy", ink.place, found=ink.name, total=total, limit=limit)


def _limit(press: Press) -> int | None:
    """The most ink a flat colour may have, percent: what pictures are brought under, too.

    A press of black alone has no limit to keep: black is 100 at most.
    """
    return None if press.condition.is_black else press.ink.target


def _blanked(template: str) -> str:
    """A template with its Jinja expressions blanked, every character in its place."""
    return JINJA.sub(_stand_in, template)


def _stand_in(match: re.Match[str]) -> str:
    sign = FILLED if match[0].startswith("{{") else " "
    return re.sub(r"[^\n]", sign, match[0])


def _aligned(markup: str, at: int, css: str) -> str:
    """CSS behind as many lines and blanks as stand before it, so that its places are the file's."""
    before = markup[:at]
    return "\n" * before.count("\n") + " " * (at - before.rfind("\n") - 1) + css


def _is_bleed(piece: Piece) -> bool:
    """The layout's bleed has come in by filling; any other was told before."""
    return piece.node.type == "declaration" and piece.name == "bleed"


def _placed_in(template: Template, finding: Diagnostic) -> Diagnostic:
    source = Source(template.file, template.html)
    found = dict(finding.values)["found"]
    at = template.html.find(found)
    place = source.place_at(at, len(found)) if at >= 0 else Place(template.file)
    return replace(finding, place=place)
