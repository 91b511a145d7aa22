"""A tagged PDF as others read it: its tree with pypdf, its marks' text with PDFium, poppler's words.

Nothing here knows how the file was made.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from ctypes import create_string_buffer
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from compositor.press.readback import fold

Mark: TypeAlias = tuple[int, int]  # a page's index and a number on it (MCID)


class Node(NamedTuple):
    """A structure element: its own marks and the elements in it, in order."""

    tag: str
    kids: tuple["Node | Mark", ...]
    alt: str
    number: int

    @property
    def nodes(self) -> list["Node"]:
        """The elements in it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def own(self) -> list[Mark]:
        """Its own marks."""
        return [kid for kid in self.kids if not isinstance(kid, Node)]

    def marks(self) -> Iterator[Mark]:
        """All marks in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.marks()
            else:
                yield kid

    def all(self) -> Iterator["Node"]:
        """It and all elements in it, in reading order."""
        yield self
        for node in self.nodes:
            yield from node.all()

    def text(self, texts: dict[Mark, str]) -> str:
        """What it says, white space dropped."""
        return fold("".join(texts.get(mark, "") for mark in self.marks()))


class Tagged(NamedTuple):
    """A PDF with its tree and the text of its marks."""

    reader: PdfReader
    document: Node
    texts: dict[Mark, str]

    @property
    def articles(self) -> list[str]:
        """What each article says."""
        return [article.text(self.texts) for article in self.document.nodes]

    def outline(self) -> list[tuple[str, str]]:
        """The elements that have marks of their own: what they are, and their text."""
        return [
            (node.tag, fold("".join(self.texts.get(mark, "") for mark in node.own)))
            for node in self.document.all()
            if node.own
        ]


def read_tagged(pdf: bytes) -> Tagged:
    """A tagged PDF of one root element."""
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.root_object["/StructTreeRoot"]
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    document = _node(root.raw_get("/K"), pages)
    return Tagged(reader, document, dict(_texts(pdf)))


def _node(reference: Any, pages: dict[int, int]) -> Node:
    element: Any = reference.get_object()
    kids = element.get("/K", [])
    found = (
        _kid(kid, element, pages)
        for kid in (list(kids) if isinstance(kids, ArrayObject) else [element.raw_get("/K")])
    )
    return Node(str(element["/S"])[1:], tuple(found), str(element.get("/Alt", "")), reference.idnum)


def _kid(kid: Any, element: Any, pages: dict[int, int]) -> Node | Mark:
    value = kid.get_object()
    if not isinstance(value, DictionaryObject):
        return pages[element.raw_get("/Pg").idnum], int(str(value))
    if value.get("/Type") == "/MCR":
        return pages[value.raw_get("/Pg").idnum], int(str(value["/MCID"]))
    return _node(kid, pages)


def _texts(pdf: bytes) -> Iterator[tuple[Mark, str]]:
    document = pypdfium2.PdfDocument(pdf)
    found: dict[Mark, str] = {}
    for number, page in enumerate(document):
        reader = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=reader):
            mark = number, pdfium.FPDFPageObj_GetMarkedContentID(item)
            found[mark] = found.get(mark, "") + item.extract()
    document.close()
    yield from found.items()


def pdfium_elements(pdf: bytes) -> list[list[tuple[str, str]]]:
    """What PDFium finds of the tree on each page: types of elements with alternative texts."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        top = range(pdfium.FPDF_StructTree_CountChildren(tree))
        elements = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in top)
        pages.append([told for element in elements for told in _pdfium_told(element)])
        pdfium.FPDF_StructTree_Close(tree)
    document.close()
    return pages


def _pdfium_told(element: Any) -> Iterator[tuple[str, str]]:
    if element:
        kind = _string(pdfium.FPDF_StructElement_GetType, element)
        yield kind, _string(pdfium.FPDF_StructElement_GetAltText, element)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            yield from _pdfium_told(pdfium.FPDF_StructElement_GetChildAtIndex(element, index))


def _string(ask: Any, element: Any) -> str:
    length = ask(element, None, 0)
    held = create_string_buffer(max(length, 2))
    ask(element, held, length)
    return held.raw[: max(length, 2) - 2].decode("utf-16-le")


def operations(page: PageObject) -> list[tuple[Any, bytes]]:
    """The operations of a page: operands and operator."""
    contents = page.get_contents()
    assert isinstance(contents, ContentStream)
    return list(contents.operations)


def lines_of(page: PageObject) -> list[bytes]:
    """The content of a page, line by line."""
    contents: Any = page["/Contents"]
    data: bytes = contents.get_object().get_data()
    return data.split(b"\n")


def with_poppler(pdf: bytes, *options: str) -> str:
    """What poppler's pdfinfo says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(pdf)
        words = ["pdfinfo", *options, str(path)]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout
