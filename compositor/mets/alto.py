"""A page → its ALTO file (4.4): where each of its words stands.

    alto_file(page, articles, faces, source)      bytes

Lengths are tenths of a millimetre (`mm10`), to the micrometre. Elements stand in reading order, and
`ReadingOrder` has a group for each article of the page. Tags say whose a block is and what it is:
`A2`, an article, under the URI it has everywhere, and `ROLE_headline`. There is no OCR in it, so
that every word has the confidence 1.

Schema: loc.gov/standards/alto, version 4.4. `HYP` is never written, as no hyphen is ever set.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from compositor.geometry import Rect
from compositor.mets.blocks import Block, Illustration, Look, PageBlocks, Row, TextBlock
from compositor.mets.markup import XLINK, XSI, Attributes, document, element, lines, text
from compositor.mets.strings import String
from compositor.typefaces import Typefaces
from compositor.units import EMU_PER_MM, Emu, divide, to_pt

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
VERSION = "4.4"
LANGUAGE = "zh-Hans"
EMU_PER_MICROMETRE = EMU_PER_MM // 1000
BOLD = 600  # weight from which a face is called bold
HALVES = {1: "HypPart1", 2: "HypPart2"}
# Where what stands outside the print space goes, in the order of the schema.
MARGINS = ("TopMargin", "LeftMargin", "RightMargin", "BottomMargin")


class Article(NamedTuple):
    """An article as it is tagged: its URI and its title."""

    uri: str
    title: str


class Origin(NamedTuple):
    """What the page was made by, and the PDF that shows it."""

    software: str
    version: str
    file: str


def alto_file(
    page: PageBlocks, articles: Sequence[Article], faces: Typefaces, origin: Origin
) -> bytes:
    """The ALTO file of a page; `articles` are all of the issue, as blocks count them."""
    writer = _Writer(page, _styles(page))
    root = {
        "xmlns": NAMESPACE,
        "xmlns:xlink": XLINK,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        "SCHEMAVERSION": VERSION,
    }
    parts = (
        _description(page, origin),
        lines("Styles", {}, (_style(look, name, faces) for look, name in writer.styles.items())),
        lines("Tags", {}, _tags(page, articles)),
        *_reading_order(page),
        lines("Layout", {}, [writer.page()]),
    )
    return document(lines("alto", root, parts))


def _description(page: PageBlocks, origin: Origin) -> str:
    image = (
        element("fileName", {}, text(origin.file)),
        element("fileIdentifier", {}, text(f"{origin.file}#page={page.order}")),
    )
    software = (
        element("softwareName", {}, text(origin.software)),
        element("softwareVersion", {}, text(origin.version)),
    )
    processing = (
        element("processingCategory", {}, "contentGeneration"),
        element("processingStepDescription", {}, "typesetting"),
        lines("processingSoftware", {}, software),
    )
    return lines(
        "Description",
        {},
        (
            element("MeasurementUnit", {}, "mm10"),
            lines("sourceImageInformation", {}, image),
            lines("Processing", {"ID": "TYPESETTING"}, processing),
        ),
    )


def _styles(page: PageBlocks) -> dict[Look, str]:
    """The looks of a page by the names they have in its file, in the order they appear."""
    rows = (row for block in page.blocks if isinstance(block, TextBlock) for row in block.rows)
    looks = dict.fromkeys(
        Look(item.face, row.size) for row in rows for item in row.items if isinstance(item, String)
    )
    return {look: f"TXT_{number}" for number, look in enumerate(looks)}


def _style(look: Look, name: str, faces: Typefaces) -> str:
    record = faces.records[look.face]
    bold = "bold" if record.weight >= BOLD else None
    size = f"{to_pt(look.size):.4g}"
    return element(
        "TextStyle",
        {"ID": name, "FONTFAMILY": record.family, "FONTSIZE": size, "FONTSTYLE": bold},
    )


def _tags(page: PageBlocks, articles: Sequence[Article]) -> Iterator[str]:
    """The articles and the sorts of blocks there are on the page."""
    for number in sorted({block.article for block in page.blocks} - {0}):
        article = articles[number - 1]
        tag = {"ID": f"A{number}", "TYPE": "article", "LABEL": article.title, "URI": article.uri}
        yield element("StructureTag", tag)
    for kind in sorted({_kind(block) for block in page.blocks}):
        yield element("RoleTag", {"ID": f"ROLE_{kind}", "TYPE": "kind", "LABEL": kind})
    for kind in sorted({rule.kind for rule in page.rules}):
        yield element("LayoutTag", {"ID": f"RULE_{_name(kind)}", "TYPE": "rule", "LABEL": kind})


def _kind(block: Block) -> str:
    return block.kind if isinstance(block, TextBlock) else "photograph"


def _name(kind: str) -> str:
    """The CSS class of a rule as part of an ID: letters, digits, what an ID has none of escaped."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in kind)


def _reading_order(page: PageBlocks) -> Iterator[str]:
    """One group of groups: an article each, and what is of none by itself."""
    groups = [
        lines("OrderedGroup", _group(article, number), map(_ref, blocks))
        for number, (article, blocks) in enumerate(groupby(page.blocks, attrgetter("article")))
    ]
    if groups:
        yield lines("ReadingOrder", {}, [lines("OrderedGroup", {"ID": "ORDER"}, groups)])


def _group(article: int, number: int) -> Attributes:
    return {"ID": f"GROUP_{number}", "TAGREFS": f"A{article}" if article else None}


def _ref(block: Block) -> str:
    return element("ElementRef", {"ID": f"READ_{block.name}", "REF": block.name})


class _Writer:
    """Writes the layout of a page, with the names its styles have."""

    def __init__(self, page: PageBlocks, styles: Mapping[Look, str]) -> None:
        self._page = page
        self.styles = styles

    def page(self) -> str:
        page, space = self._page, self._page.print_space
        width, height = page.size
        spaces = {
            "TopMargin": Rect(0, 0, width, space.y),
            "LeftMargin": Rect(0, space.y, space.x, space.height),
            "RightMargin": Rect(space.right, space.y, width - space.right, space.height),
            "BottomMargin": Rect(0, space.bottom, width, height - space.bottom),
            "PrintSpace": space,
        }
        held: dict[str, list[str]] = {name: [] for name in spaces}
        for block in page.blocks:
            held[self._space_of(block.rect)].append(self._block(block))
        for rule in page.rules:
            tags = {"ID": rule.name, "TAGREFS": f"RULE_{_name(rule.kind)}"}
            rect = _rect(rule.rect)
            held[self._space_of(rule.rect)].append(element("GraphicalElement", {**tags, **rect}))
        attributes = {
            "ID": page.name,
            "PHYSICAL_IMG_NR": str(page.order),
            "PRINTED_IMG_NR": str(page.number),
            "WIDTH": _mm10(width),
            "HEIGHT": _mm10(height),
            "LANG": LANGUAGE,
        }
        parts = (
            lines(name, {"ID": f"{page.name}_{name}", **_rect(rect)}, held[name])
            for name, rect in spaces.items()
        )
        return lines("Page", attributes, parts)

    def _space_of(self, rect: Rect) -> str:
        space = self._page.print_space
        outside = (
            rect.bottom <= space.y,
            rect.right <= space.x,
            rect.x >= space.right,
            rect.y >= space.bottom,
        )
        return next((m for m, is_out in zip(MARGINS, outside, strict=True) if is_out), "PrintSpace")

    def _block(self, block: Block) -> str:
        tags = ([f"A{block.article}"] if block.article else []) + [f"ROLE_{_kind(block)}"]
        attributes = {"ID": block.name, "TAGREFS": " ".join(tags), **_rect(block.rect)}
        if isinstance(block, Illustration):
            told = {"xlink:type": "simple", "xlink:title": block.alt} if block.alt else {}
            return element("Illustration", {**attributes, **told, "TYPE": "photograph"})
        look = _look(block.rows[0])
        down = {"BASEDIRECTION": "ttb"} if block.rows[0].baseline is None else {}
        rows = (
            self._row(row, f"{block.name}_L{number:03}", look)
            for number, row in enumerate(block.rows, start=1)
        )
        return lines("TextBlock", {**attributes, "STYLEREFS": self.styles[look], **down}, rows)

    def _row(self, row: Row, name: str, look: Look) -> str:
        baseline = None if row.baseline is None else _mm10(row.baseline)
        attributes = {"ID": name, **_rect(row.rect), "BASELINE": baseline}
        return lines("TextLine", attributes, self._items(row, look))

    def _items(self, row: Row, look: Look) -> Iterator[str]:
        """Strings and spaces, of which an issue has ten thousand: each by few steps."""
        style = {item.face: self._style(Look(item.face, row.size), look) for item in _strings(row)}
        place = '{}POS="{{}}" {}="{{}}" {}'.format(*_across(row)).format
        for item in row.items:
            start = _micrometres(row.origin + item.room.start)
            width = _micrometres(row.origin + item.room.end) - start
            where = place(_written(start), _written(width))
            if isinstance(item, String):
                more = _half(item) + style[item.face]
                yield f'<String {where} CONTENT="{text(item.text)}"{more} WC="1"/>'
            else:
                yield f"<SP {where}/>"

    def _style(self, look: Look, usual: Look) -> str:
        """How a string names its type, where it is not that of its block."""
        return f' STYLEREFS="{self.styles[look]}"' if look != usual else ""


def _half(string: String) -> str:
    """What a half of a word says of the whole."""
    if not string.half:
        return ""
    return f' SUBS_TYPE="{HALVES[string.half]}" SUBS_CONTENT="{text(string.whole)}"'


def _look(row: Row) -> Look:
    return Look(next(_strings(row)).face, row.size)


def _strings(row: Row) -> Iterator[String]:
    return (item for item in row.items if isinstance(item, String))


def _across(row: Row) -> tuple[str, str, str]:
    """The names of place and length along a row, and both across it, written."""
    place = _rect(row.rect)
    if row.baseline is None:
        return "V", "HEIGHT", f'HPOS="{place["HPOS"]}" WIDTH="{place["WIDTH"]}"'
    return "H", "WIDTH", f'VPOS="{place["VPOS"]}" HEIGHT="{place["HEIGHT"]}"'


def _rect(rect: Rect) -> dict[str, str | None]:
    """A place; its far edges are rounded, not its lengths, so that neighbours never overlap."""
    x, y, width, height = rect
    left, top = _micrometres(x), _micrometres(y)
    return {
        "HPOS": _written(left),
        "VPOS": _written(top),
        "WIDTH": _written(_micrometres(x + width) - left),
        "HEIGHT": _written(_micrometres(y + height) - top),
    }


def _mm10(length: Emu) -> str:
    return _written(_micrometres(length))


def _micrometres(length: Emu) -> int:
    return divide(length, EMU_PER_MICROMETRE)


def _written(micrometres: int) -> str:
    return str(micrometres / 100).removesuffix(".0")
