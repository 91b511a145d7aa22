"""What of a web page is not its article: menus, trails, links to other pages, footers.

    around = around_article(root)      # elements to leave out with all they hold

HTML has `nav`, `aside` and `footer` for that (`tags`), but most pages of Chinese papers and unions
are `div`s by name (`class="crumb"`), or lists of nothing but links. An element is left out by its
name if little of its text is outside of links, or, whatever its name, if all of it is in links,
holds no sentence, and is no heading. Nothing is said of tables: a list of winners may link each.

Tried on pages written by hand after the usual ones of Chinese sites; no survey was made.
"""

import re
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from compositor.intake.readers import tags
from compositor.intake.readers.tags import tag

NAMES: Final = frozenset({
    "nav", "navbar", "navigation", "menu", "submenu", "topmenu", "topbar", "toolbar", "banner",
    "breadcrumb", "breadcrumbs", "crumb", "crumbs", "location", "position", "footer", "foot",
    "bottom", "copyright", "share", "bdsharebuttonbox", "sidebar", "related", "recommend", "prev",
    "previous", "next", "prevnext", "pager", "pagination", "paging", "login", "search", "searchbar",
    "friendlink", "friendlinks",
})  # fmt: skip
"""Words of a class or id."""
MOST = 200  # characters outside of links: with more, a name is not believed (by eye)
_WORD = re.compile(r"[a-z]+")
_SENTENCE = re.compile("[。！？；]")
_KEPT: Final = frozenset({"html", "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_MAIN: Final = frozenset({"article", "main"})


class _Held(NamedTuple):
    """What an element holds: characters in links and outside, and what forbids leaving it out."""

    linked: int = 0
    plain: int = 0
    has_heading: bool = False
    has_sentence: bool = False
    has_main: bool = False


def around_article(root: Element) -> frozenset[Element]:
    """The elements of a page that are around its article; one pass, whatever the depth."""
    held: dict[Element, _Held] = {}
    # Children stand behind their parents in this order, so that backwards each is known in time.
    for element in reversed(list(root.iter())):
        held[element] = _held(element, held)
    return frozenset(e for e, what in held.items() if _is_around(e, what))


def _held(element: Element, held: dict[Element, _Held]) -> _Held:
    name = tag(element)
    if not name or tags.LEFT_OUT.get(name) == "not-text":
        return _Held()
    texts = [element.text or "", *(child.tail or "" for child in element)]
    own = sum(len("".join(text.split())) for text in texts)
    inner = [held[child] for child in element]
    linked, plain = sum(e.linked for e in inner), own + sum(e.plain for e in inner)
    if name == "a" and "href" in element.attrib:
        linked, plain = linked + plain, 0
    return _Held(
        linked,
        plain,
        name in tags.HEADINGS or any(e.has_heading for e in inner),
        any(map(_SENTENCE.search, texts)) or any(e.has_sentence for e in inner),
        name in _MAIN or any(e.has_main for e in inner),
    )


def _is_around(element: Element, what: _Held) -> bool:
    name = tag(element)
    if name not in tags.BLOCKS or name in _KEPT or name in tags.HEADINGS or what.has_main:
        return False
    if what.linked and not what.plain and not what.has_heading and not what.has_sentence:
        return True
    words = _WORD.findall(f"{element.get('id', '')} {element.get('class', '')}".lower())
    return what.plain <= MOST and not what.has_heading and not NAMES.isdisjoint(words)
