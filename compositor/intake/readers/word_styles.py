"""What a Word paragraph is and how its type looks: styles followed to their ends.

A property stands on the run or paragraph itself, else in its style or one of those it is based on,
else in the document's defaults (ECMA-376 Part 1, 17.7.2). Only those properties are asked for that
tell what a text is to a newspaper: size, bold, centred, and the outline.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from compositor.intake.readers.word_package import Package, W

_DEFAULT_HALF_POINTS = 20  # Word's own where no style says a size
_MAX_CHAIN = 20  # styles based on each other in a ring

# Names of styles, in small letters and without spaces → the HTML element; Chinese Word and WPS.
_NAMES: Final = {
    "title": "title",
    "标题": "title",
    "subtitle": "subtitle",
    "副标题": "subtitle",
    "caption": "figcaption",
    "题注": "figcaption",
    "图注": "figcaption",
    "quote": "blockquote",
    "引用": "blockquote",
    "intensequote": "blockquote",
    "明显引用": "blockquote",
    "blocktext": "blockquote",
    "文本块": "blockquote",
    **{f"{word}{level}": f"h{level}" for word in ("heading", "标题") for level in range(1, 7)},
}

_TITLES: Final = {"title": "h1", "subtitle": "h2"}
_BELOW: Final = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}


class Look(NamedTuple):
    """A paragraph's element (`p`, `h1` … `h6`, `li`, `figcaption` …) and its size (1/100 pt)."""

    element: str
    size: int


class Styles:
    """The styles of a document; asked with elements of its parts."""

    def __init__(self, package: Package) -> None:
        root = package.find("styles.xml")
        self._styles: dict[str, Element] = {}
        self._defaults = root.find(f"{W}docDefaults") if root is not None else None
        self._normal = ""
        self._known: dict[tuple[str, str, str], Element | None] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            is_normal = style.get(f"{W}type") == "paragraph" and is_on(
                style.get(f"{W}default", "0")
            )
            self._normal = name if is_normal else self._normal

    def of_paragraph(self, paragraph: Element, name: str) -> Element | None:
        """A property of a paragraph, by its element's name."""
        own = paragraph.find(f"{W}pPr/{W}{name}")
        if own is not None:
            return own
        found = self._of_style(self.style(paragraph), f"{W}pPr", f"{W}{name}")
        return found if found is not None else self._default(f"{W}pPrDefault/{W}pPr/{W}{name}")

    def of_run(self, paragraph: Element, run: Element, name: str) -> Element | None:
        """A property of a run."""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return own
        named = run.find(f"{W}rPr/{W}rStyle")
        for style in (value(named), self.style(paragraph)):
            found = self._of_style(style, f"{W}rPr", f"{W}{name}")
            if found is not None:
                return found
        return self._default(f"{W}rPrDefault/{W}rPr/{W}{name}")

    def style(self, paragraph: Element) -> str:
        """The identifier of a paragraph's style."""
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._normal

    def is_bold(self, paragraph: Element, run: Element) -> bool:
        """Whether a run is bold."""
        found = self.of_run(paragraph, run, "b")
        return found is not None and is_on(found.get(f"{W}val", "1"))

    def size(self, paragraph: Element) -> int:
        """The size most characters of a paragraph have, in half points."""
        sizes: Counter[int] = Counter()
        for run in paragraph.iter(f"{W}r"):
            length = sum(len(text.text or "") for text in run.iter(f"{W}t"))
            found = value(self.of_run(paragraph, run, "sz")) if length else ""
            sizes[int(found) if found.isdigit() else _DEFAULT_HALF_POINTS] += length
        return sizes.most_common(1)[0][0] if sizes else _DEFAULT_HALF_POINTS

    def is_centred(self, paragraph: Element) -> bool:
        """Whether a paragraph is centred."""
        return value(self.of_paragraph(paragraph, "jc")) == "center"

    def element(self, paragraph: Element) -> str:
        """What a paragraph is by its style: an HTML element, `title` or `subtitle`, else `p`."""
        for style in self._chain(self.style(paragraph)):
            name = value(style.find(f"{W}name")).lower().replace(" ", "")
            if name in _NAMES:
                return _NAMES[name]
        outline = value(self.of_paragraph(paragraph, "outlineLvl"))
        level = int(outline) + 1 if outline.isdigit() else 0
        by_identifier = self.style(paragraph).lower() if not self._styles else ""
        return f"h{level}" if 1 <= level <= 6 else _NAMES.get(by_identifier, "p")

    def _of_style(self, style: str, properties: str, name: str) -> Element | None:
        key = (style, properties, name)
        if key not in self._known:
            found = (s.find(f"{properties}/{name}") for s in self._chain(style))
            self._known[key] = next((element for element in found if element is not None), None)
        return self._known[key]

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those it is based on."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style.find(f"{W}basedOn"))

    def _default(self, path: str) -> Element | None:
        return self._defaults.find(path) if self._defaults is not None else None


class Looks:
    """What each paragraph of a document is, once all are known.

    A paragraph without a style that says so is a heading if it is centred and larger than most of
    the text; the largest are of level 1. Where a document has a title, its headings stand below it.
    """

    def __init__(self, styles: Styles, body: Element) -> None:
        self._styles = styles
        sizes: Counter[int] = Counter()
        centred: set[int] = set()
        for paragraph in body.iter(f"{W}p"):
            length = sum(len(text.text or "") for text in paragraph.iter(f"{W}t"))
            size = styles.size(paragraph) if length else 0
            sizes[size] += length
            if length and styles.is_centred(paragraph) and styles.element(paragraph) == "p":
                centred.add(size)
        self._text = sizes.most_common(1)[0][0] if sizes else 0
        self._levels = {
            size: min(level, 6)
            for level, size in enumerate(sorted(centred - {0}, reverse=True), start=1)
            if size > self._text
        }
        self._has_title = any(styles.element(p) == "title" for p in body.iter(f"{W}p"))

    def look(self, paragraph: Element) -> Look:
        """What a paragraph of the body is."""
        size = self._styles.size(paragraph)
        element = self._styles.element(paragraph)
        if element == "p" and size in self._levels and self._styles.is_centred(paragraph):
            element = f"h{self._levels[size]}"
        elif element in _TITLES:
            element = _TITLES[element]
        elif self._has_title and element in _BELOW:
            element = _BELOW[element]
        return Look(element, size * 50)


def value(element: Element | None) -> str:
    """An element's `w:val`, "" where there is none."""
    return element.get(f"{W}val", "") if element is not None else ""


def is_on(text: str) -> bool:
    """A switch of Word's as a truth."""
    return text not in ("0", "false", "off")
