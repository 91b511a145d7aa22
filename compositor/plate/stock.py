"""Standing elements (备用件): each kind of a page's elements laid out once, and then put anywhere.

    pages = read_pages(html)                   None where the template has more than places
    stock.document(pages, means)               what `render` would make of all of it, or None

A template that does no more than ours says of each element its class and its place, and nothing
that stands on the page beside it changes how it looks. So WeasyPrint lays out one element of each
kind (25 ms a page, measured); all others are copies of its box in other places and sizes, painted
by WeasyPrint as if it had laid them out (1 ms). Whatever is not as plain as that, by its text, its
CSS (`is_plain_css`) or the box WeasyPrint makes of it (`_is_plain`), is laid out as a whole.

Part of the private seam (`painter`). `tests/plate/test_stock.py` holds both ways to the same bytes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from copy import copy
from html import unescape
from math import inf
from typing import Any, NamedTuple, TypeAlias

import tinycss2

from compositor.geometry import Rect
from compositor.plate.engine import (
    DEFAULT_OPTIONS,
    PX_PER_PT,
    Page,
    boxes,
    get_image_from_uri,
    layout_box_backgrounds,
)
from compositor.plate.painter import FrameImage

PLACE = r'style="left:([\d.-]+)pt;top:([\d.-]+)pt;width:([\d.-]+)pt;height:([\d.-]+)pt"'
ELEMENT = re.compile(
    rf'<(?:img class="([^"&]*)" src="([^"&]*)" {PLACE}>|div class="([^"&]*)" {PLACE}></div>)\s*'
)
SECTION = re.compile(r'<section class="([^"&]*)">\s*')
END_OF_SECTION = re.compile(r"</section>\s*")
END = re.compile(r"</body>\s*</html>\s*")
TITLE = re.compile(r"<title>([^<]*)</title>")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
BESIDE = frozenset(":+~")  # signs of selectors that ask for more than names of elements and classes
Images: TypeAlias = MutableMapping[str, Any]
Place: TypeAlias = tuple[float, float, float, float]  # left, top, width, height in points
PLACE_OF_STOCK: Place = (10, 20, 30, 40)
RECT_OF_STOCK = Rect(0, 0, 1, 1)


class Means(NamedTuple):
    """What pages are laid out with: images by URL, who fetches others, and WeasyPrint itself."""

    images: Images
    fetcher: Any
    render: Callable[[str, Images], Any]


class Kind(NamedTuple):
    """What elements have in common that look alike: section and element by class, and the tag.

    `scheme` says what an `<img>` shows: `galley`, `picture`, `fpo`; "" of a `<div>`.
    """

    section: str
    tag: str
    name: str
    scheme: str

    def html(self, place: Place = PLACE_OF_STOCK) -> str:
        """An element of this kind."""
        left, top, width, height = place
        style = f"left:{left}pt;top:{top}pt;width:{width}pt;height:{height}pt"
        if self.tag == "img":
            return f'<img class="{self.name}" src="{self.scheme}:" style="{style}">'
        return f'<div class="{self.name}" style="{style}"></div>'


class Element(NamedTuple):
    """An element of a page: its kind, what an `<img>` shows, and its place."""

    kind: Kind
    source: str
    place: Place


class PageText(NamedTuple):
    """A page of a filled template: the class of its section, and its elements."""

    section: str
    elements: tuple[Element, ...]


class PageTexts(NamedTuple):
    """A filled template: what stands before its pages, without the title, and the pages."""

    head: str
    title: str
    pages: tuple[PageText, ...]


def read_pages(html: str) -> PageTexts | None:
    """A filled template taken apart; None where there is more in it than elements in places."""
    first = SECTION.search(html)
    if first is None:
        return None
    head, at = html[: first.start()], first.start()
    pages = []
    while section := SECTION.match(html, at):
        elements, at = _elements(section[1], html, section.end())
        pages.append(PageText(section[1], elements))
        end = END_OF_SECTION.match(html, at)
        if end is None:
            return None
        at = end.end()
    if not END.fullmatch(html, at):
        return None
    title = TITLE.search(head)
    return PageTexts(TITLE.sub("", head), unescape(title[1]) if title else "", tuple(pages))


def _elements(section: str, html: str, at: int) -> tuple[tuple[Element, ...], int]:
    found = []
    while match := ELEMENT.match(html, at):
        of_img, source, *in_img, of_div = match.groups()[:7]
        numbers = in_img if source is not None else match.groups()[7:]
        scheme = source.partition(":")[0] if source is not None else ""
        kind = Kind(section, "div" if source is None else "img", of_img or of_div or "", scheme)
        left, top, width, height = map(float, numbers)
        found.append(Element(kind, source or "", (left, top, width, height)))
        at = match.end()
    return tuple(found), at


def is_plain_css(head: str) -> bool:
    """Whether the stylesheets of a page ask for classes and tags alone, wherever they stand."""
    rules = tinycss2.parse_stylesheet("".join(STYLE.findall(head)), True, True)
    return head.count("<style") == len(STYLE.findall(head)) and all(map(_is_plain_rule, rules))


def _is_plain_rule(rule: Any) -> bool:
    if rule.type == "at-rule":
        is_page = rule.lower_at_keyword == "page" and rule.content is not None
        asks = [t for t in rule.prelude if t.type not in ("whitespace", "comment")]
        return is_page and not asks and not any(t.type == "at-keyword" for t in rule.content)
    if rule.type != "qualified-rule":
        return False
    plain = all(t.type != "[] block" and t.value not in BESIDE for t in _tokens(rule.prelude))
    return plain and not any(t.type == "{} block" for t in rule.content)


def _tokens(prelude: Sequence[Any]) -> Iterator[Any]:
    return (token for token in prelude if hasattr(token, "value") or token.type == "[] block")


class Stock:
    """The standing elements of one look: what stands in its head is the same for all."""

    def __init__(self) -> None:
        self._boxes: dict[Kind, Any] = {}
        self._pages: dict[str, Any] = {}
        self._document: Any = None

    def document(self, pages: PageTexts, means: Means) -> Any:
        """The pages laid out; None where one of their elements is not plain."""
        kinds = dict.fromkeys(e.kind for page in pages.pages for e in page.elements)
        lacking = [kind for kind in kinds if kind not in self._boxes]
        sections = dict.fromkeys(page.section for page in pages.pages)
        if lacking or not sections.keys() <= self._pages.keys():
            self._lay_in(pages.head, tuple(sections), lacking, means)
        if None in map(self._boxes.get, kinds) or None in map(self._pages.get, sections):
            return None
        document = self._document.copy([self._page(page, means) for page in pages.pages])
        document.metadata = copy(document.metadata)
        document.metadata.title = pages.title
        return document

    def _lay_in(
        self, head: str, sections: Sequence[str], kinds: Sequence[Kind], means: Means
    ) -> None:
        """Lay out a page of each section with an element of each kind that is not there yet."""
        rows = [[kind for kind in kinds if kind.section == section] for section in sections]
        body = "".join(
            f'<section class="{section}">{"".join(kind.html() for kind in row)}</section>'
            for section, row in zip(sections, rows, strict=True)
        )
        images = {f"{kind.scheme}:": FrameImage(RECT_OF_STOCK) for kind in kinds if kind.scheme}
        self._document = means.render(f"{head}{body}</body></html>", images)
        self._boxes.update(dict.fromkeys(kinds))
        self._pages.update(dict.fromkeys(sections))
        if len(self._document.pages) != len(sections):
            return
        for section, row, page in zip(sections, rows, self._document.pages, strict=True):
            self._keep(section, row, page._page_box)

    def _keep(self, section: str, kinds: Sequence[Kind], page: Any) -> None:
        """Keep a page, and of its elements those that are plain."""
        (_, *within) = chain = _chain(page)
        if len(within) != 3:
            return
        found = [getattr(child, "_box", child) for child in chain[-1].children]
        if len(found) == len(kinds):
            self._pages[section] = page
            self._boxes.update(
                {k: box for k, box in zip(kinds, found, strict=True) if _is_plain(box, chain[-1])}
            )

    def _page(self, text: PageText, means: Means) -> Page:
        """A page with its elements: copies of those that stand in the stock."""
        page, html, body, section = _chain(self._pages[text.section])
        made = [self._placed(element, page, section, means) for element in text.elements]
        section = section.copy_with_children(made)
        html = html.copy_with_children([body.copy_with_children([section])])
        return Page(page.copy_with_children([html, *page.children[1:]]))

    def _placed(self, element: Element, page: Any, section: Any, means: Means) -> Any:
        """The box of an element (CSS 2.2, 10.3.7 and 10.6.4, of what has a place and a size)."""
        box = self._boxes[element.kind].copy()
        left, top, width, height = (length * PX_PER_PT for length in element.place)
        box.position_x = section.padding_box_x() + left
        box.position_y = section.padding_box_y() + top
        beside = (
            box.padding_left + box.padding_right + box.border_left_width + box.border_right_width
        )
        above = (
            box.padding_top + box.padding_bottom + box.border_top_width + box.border_bottom_width
        )
        box.width, box.height = max(0, width - beside), max(0, height - above)
        if element.source:
            box.replacement = _image(element.source, box, means)
        if box.background is not None:
            layout_box_backgrounds(page, box, None, layout_children=False)
        return box


def _chain(page: Any) -> tuple[Any, ...]:
    """A page, its root, its body and its one section; fewer where there is more than one."""
    found = [page]
    children = page.children[:1]
    while len(children) == 1 and len(found) < 4:
        found.append(children[0])
        children = children[0].children
    return tuple(found)


# What the box of a plain element has: the property, and values that leave a copy of it right.
PLAIN: Mapping[str, tuple[object, ...]] = {
    "position": ("absolute",),
    "float": ("none",),
    "right": ("auto",),
    "bottom": ("auto",),
    "box_sizing": ("border-box",),
    "overflow": ("visible",),
    "z_index": ("auto",),
    "opacity": (1,),
    "bookmark_level": ("none",),
    "anchor": (None,),
    "border_image_source": (("none", None),),
    "mask_border_source": (("none", None),),
    "background_image": ((("none", None),),),
}
MARGINS = tuple(f"margin_{side}" for side in ("top", "right", "bottom", "left"))
PADDINGS = tuple(f"padding_{side}" for side in ("top", "right", "bottom", "left"))
CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)


def _is_plain(box: Any, section: Any) -> bool:
    """Whether an element is a box of the given size in the given place, and nothing else."""
    style = box.style
    kind = boxes.BlockReplacedBox if box.element_tag == "img" else boxes.BlockBox
    if not isinstance(box, kind) or box.children or style["transform"] or style["clip"]:
        return False
    if not all(style[name] in values for name, values in PLAIN.items()):
        return False
    lengths = [style[name] for name in PADDINGS] + [r for c in CORNERS for r in style[c]]
    if not all(getattr(length, "unit", None) in ("px", None) for length in lengths):
        return False
    left, top, width, height = (length * PX_PER_PT for length in PLACE_OF_STOCK)
    at = (box.position_x - section.padding_box_x(), box.position_y - section.padding_box_y())
    size = (_pixels(style["width"]), _pixels(style["height"]))
    limits = (box.min_width, box.min_height, box.max_width, box.max_height)
    return (
        (*at, *size) == (left, top, width, height)
        and limits == (0, 0, inf, inf)
        and not any(getattr(box, name) for name in MARGINS)
    )


def _pixels(length: Any) -> float | None:
    return length.value if getattr(length, "unit", None) == "px" else None


def _image(source: str, box: Any, means: Means) -> Any:
    """What an `<img>` shows, or None, which is told when all are laid out."""
    orientation = box.style["image_orientation"]
    return get_image_from_uri(
        means.images, means.fetcher, DEFAULT_OPTIONS, source, orientation=orientation
    )
