"""Tables of HTML: what an element is to a newspaper.

`markup` walks a tree by these; an element in none of them is transparent, its text is text.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element

from compositor.model.draft import PieceKind

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

KINDS: Final[dict[str, PieceKind]] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "blockquote": "note",
    "figcaption": "caption",
    "caption": "caption",
}

# What begins and ends a line. Those with a margin have white above and below (HTML Living Standard
# 15.3, Rendering).
MARGINS: Final = frozenset({
    *HEADINGS, "p", "blockquote", "figure", "ul", "ol", "dl", "table", "pre", "hr", "fieldset",
})  # fmt: skip
BLOCKS: Final = MARGINS | frozenset({
    "html", "body", "div", "section", "article", "main", "nav", "header", "footer", "aside",
    "address", "center", "form", "details", "summary", "dt", "dd", "li", "figcaption", "caption",
    "thead", "tbody", "tfoot", "tr", "td", "th", "legend", "hgroup", "search", "dialog", "option",
})  # fmt: skip

STRONG: Final = frozenset({"b", "strong"})
QUOTES: Final = {"q": ("“", "”")}  # marks a browser makes
RAISED: Final = frozenset({"sup", "sub"})

# What is no text of an article, and why (codes of `intake.reasons`).
LEFT_OUT: Final = {
    **dict.fromkeys(
        ("head", "script", "style", "template", "noframes", "noembed", "iframe", "svg", "object"),
        "not-text",
    ),
    **dict.fromkeys(
        ("nav", "aside", "rt", "rp", "rtc", "button", "select", "textarea", "datalist"), "furniture"
    ),
    **dict.fromkeys(("del", "s", "strike"), "deleted"),
}
# Furniture of a page, but an article's own header holds its headline.
OUTER_FURNITURE: Final = frozenset({"header", "footer"})
ARTICLES: Final = frozenset({"article", "main", "section"})
_ARTICLES_OWN = re.compile(r"(?<![a-z])(?:title|article|post|entry)(?![a-z])", re.IGNORECASE)
"""Classes of a header that is an article's though no such element is around it."""
ROLES: Final = {"navigation": "furniture", "doc-backlink": "not-text"}

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|\s)size-(\d+)(?:\s|$)")


def tag(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    name: object = element.tag
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def why_left_out(element: Element, inside: frozenset[str]) -> str:
    """The reason for which an element's text is in no article, or ""; `inside` are the names of
    the elements around it.
    """
    name = tag(element)
    if name in OUTER_FURNITURE and not inside & ARTICLES and not _is_articles_own(element):
        return "furniture"
    if why := ROLES.get(element.get("role", "")):
        return why
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return "invisible"
    return LEFT_OUT.get(name, "")


def _is_articles_own(element: Element) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}"
    return tag(element) == "header" and _ARTICLES_OWN.search(names) is not None


def strong(element: Element, outer: bool) -> bool:
    """Whether an element's text is bold, within text that is or is not."""
    style = element.get("style", "")
    if _LIGHT.search(style):
        return False
    return outer or tag(element) in STRONG or bool(_BOLD.search(style))


def size(element: Element) -> int:
    """The size our own markup (`word`) gives an element, in hundredths of a point; 0 if none."""
    match = _SIZE.search(element.get("class", ""))
    return int(match[1]) if match else 0
