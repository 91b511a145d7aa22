"""Web pages (`.html`) and Markdown (`.md`): text that says what it is → a tree → pieces.

Both are decoded as any text is; of a page's own word on its encoding only Big5 is believed, for all
else shows in the bytes. Pictures written as `data:` are put aside first (`pictures`). The tree is
tinyhtml5's, which reads every page as browsers do; Markdown becomes HTML first (`markdown`).
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

import tinyhtml5

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.intake.readers.encoding import Decoded, decode
from compositor.intake.readers.limits import MAX_FILE, check_size
from compositor.intake.readers.lines import Lines, Run
from compositor.intake.readers.markdown import Entry, as_html, split_front_matter
from compositor.intake.readers.markup import Found, Manners, read_markup
from compositor.intake.readers.pictures import SCHEME, Pulled, pull_out
from compositor.model.draft import Document, Piece

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD = 1024  # bytes in which a page must declare its encoding (HTML Living Standard 13.2.3.2)
# A page nested deeper is no page of anybody's; the parser takes the square of the depth.
MAX_DEPTH = 250
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNNESTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot",
    "body", "html", "head",
})  # fmt: skip


def read_html(file: str, data: bytes, base: int) -> Document:
    """The document of a web page; raises `Refused` as `decode` does, or with `too-deep`."""
    check_size(file, len(data), MAX_FILE)
    pulled = pull_out(file, data)
    declared = _CHARSET.search(pulled.data[:_HEAD])
    decoded = decode(file, pulled.data, declared[1].decode("ascii") if declared else "")
    found = Found(Lines(base), file)
    read_markup(parse(file, decoded.text), found, Manners(web=True), _named(pulled))
    return document(found, base, decoded.encoding, decoded.diagnostics)


def read_markdown(file: str, data: bytes, base: int) -> Document:
    """The document of a Markdown file; raises `Refused` as `read_html` does."""
    check_size(file, len(data), MAX_FILE)
    pulled = pull_out(file, data)
    decoded: Decoded = decode(file, pulled.data)
    entries, body = split_front_matter(decoded.text)
    found = Found(Lines(base), file)
    _take_entries(found, entries)
    root = parse(file, as_html(body))
    read_markup(root, found, Manners(captions=True), _named(pulled))
    return document(found, base, decoded.encoding, decoded.diagnostics)


def parse(file: str, text: str) -> Element:
    """The tree of a page; `Refused` with `too-deep` before a parser is lost in it."""
    depth = 0
    for closing, name in _TAG.findall(text):
        if name.lower() not in _UNNESTED:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise Refused([diagnose("too-deep", Place(file), file=file)])
    root: Element = tinyhtml5.parse(text, namespace_html_elements=False)
    return root


def document(
    found: Found, base: int, encoding: str, diagnostics: Sequence[Diagnostic] = ()
) -> Document:
    """What was found as a document that is no page."""
    return Document(
        found.file,
        found.lines.text,
        base,
        tuple(found.pieces),
        is_page=False,
        pictures=tuple(found.pictures.items()),
        left_out=tuple(found.lines.left_out),
        encoding=encoding,
        diagnostics=(*diagnostics, *found.diagnostics),
    )


def _named(pulled: Pulled) -> dict[str, bytes]:
    return {f"{SCHEME}{number}": content for number, content in enumerate(pulled.pictures)}


def _take_entries(found: Found, entries: Sequence[Entry]) -> None:
    """The front matter of a Markdown file: what it says of the article are pieces."""
    for entry in entries:
        found.lines.leave(entry.name, "not-text")
        line = found.lines.take([Run(entry.text)]) if entry.kind else None
        if line and entry.kind:
            found.pieces.append(Piece(line.text, entry.kind, entry.level))
        elif not entry.kind:
            found.lines.leave(entry.text, "not-text")
