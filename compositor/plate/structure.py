"""The structure of a tagged PDF (ISO 32000-1 14.7, 14.8): what a page shows, in reading order.

    document.write_pdf(finisher=structure.write)       the hook WeasyPrint has for this

The structure tree holds the articles in reading order (`reading`), each element with the marked
content it is drawn by (`marks`) wherever that stands: a paragraph over two pages is one `P`. With
it come title and language of the document, the order of tabs, and `bookmarks`. Follows
ISO 14289-1 (PDF/UA-1), for which no free checker is at hand: it is not claimed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydyf import PDF, Array, Dictionary, String

from compositor.model.edition import Edition, Page
from compositor.model.reading import Element, Piece, Told, piece_of
from compositor.plate.bookmarks import add_bookmarks, add_page_labels
from compositor.plate.marks import Marks, Spot
from compositor.plate.painter import painted_as
from compositor.units import to_pt

LANGUAGE = "zh-Hans"
PICTURE = "picture:"  # how templates name the pictures


class Content(NamedTuple):
    """A marked stretch: the page's index, its place on it, and its number there."""

    page: int
    order: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What is written when an edition is drawn: its articles, and what was marked of them."""

    edition: Edition
    articles: tuple[Told, ...]
    marks: Marks

    def write(self, document: object, pdf: PDF) -> None:
        """Complete the marks and write the structure; a finisher of WeasyPrint's `write_pdf`."""
        del document
        pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        spots = [
            self.marks.complete(_content_of(pdf, page), _pictures(made))
            for page, made in zip(pages, self.edition.pages, strict=False)
        ]
        pdf.catalog["MarkInfo"] = Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog.setdefault("Lang", String(LANGUAGE))
        _Tree(pdf, pages, spots).write(self.articles)
        add_bookmarks(pdf, self.edition, self.articles)
        add_page_labels(pdf, self.edition)


def _content_of(pdf: PDF, page: Dictionary) -> Any:
    """The content stream of a page."""
    return pdf.objects[int(page["Contents"].split()[0])]


def _pictures(page: Page) -> dict[bytes, Iterator[Spot]]:
    """The photographs of a page by the names they are painted by."""
    return {
        name: iter([Spot(piece_of(picture), order)])
        for order, picture in enumerate(page.pictures)
        for name in painted_as(f"{PICTURE}{page.number}/{order}")
    }


class _Tree:
    """The structure tree being written; `owners` are the elements of each page's marks."""

    def __init__(
        self, pdf: PDF, pages: Sequence[Dictionary], spots: Sequence[tuple[Spot, ...]]
    ) -> None:
        self._pdf = pdf
        self._pages = pages
        self._owners = [[b"null"] * len(found) for found in spots]
        self._contents: defaultdict[Piece, list[Content]] = defaultdict(list)
        for page, found in enumerate(spots):
            for mcid, spot in enumerate(found):
                self._contents[spot.piece].append(Content(page, spot.order, mcid))

    def write(self, articles: Iterable[Told]) -> None:
        """Root, document, articles, and the way back from marks to elements (ParentTree)."""
        parents = self._added({})
        root = self._added({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
        document = Element(
            "Document", kids=tuple(Element("Art", kids=a.elements) for a in articles)
        )
        root["K"] = self._element(document, root).reference
        root["ParentTreeNextKey"] = len(self._pages)
        self._pdf.catalog["StructTreeRoot"] = root.reference
        numbers = Array()
        for number, (page, owners) in enumerate(zip(self._pages, self._owners, strict=False)):
            page["StructParents"], page["Tabs"] = number, "/S"
            numbers.extend((number, Array(owners)))
        parents["Nums"] = numbers

    def _element(self, element: Element, parent: Dictionary) -> Dictionary:
        """An element with all that is in it."""
        made = self._added({"S": f"/{element.tag}", "P": parent.reference})
        if element.picture:
            made.update(self._figure(element))
        own = sorted(self._contents.get(element.piece, ())) if element.piece else []
        kids = Array(self._own(own, made))
        kids.extend(self._element(kid, made).reference for kid in element.kids if self._has(kid))
        made["K"] = kids[0] if len(kids) == 1 else kids
        return made

    def _has(self, element: Element) -> bool:
        """Whether anything is drawn of an element."""
        is_drawn = element.piece is not None and element.piece in self._contents
        return is_drawn or any(map(self._has, element.kids))

    def _own(self, contents: Sequence[Content], made: Dictionary) -> Iterator[object]:
        """An element's marked content: by number on its first page, elsewhere with its page."""
        for content in contents:
            page = self._pages[content.page].reference
            self._owners[content.page][content.mcid] = made.reference
            if made.setdefault("Pg", page) == page:
                yield content.mcid
            else:
                yield Dictionary({"Type": "/MCR", "Pg": page, "MCID": content.mcid})

    def _figure(self, element: Element) -> Mapping[str, object]:
        """What a figure is for those who do not see it, and where it stands on its page."""
        assert element.picture and element.piece
        rect = element.picture.rect
        (drawn, *_) = self._contents[element.piece]
        height = self._pages[drawn.page]["TrimBox"][3]  # of the trim, whose foot is at 0
        left, right = to_pt(rect.x), to_pt(rect.right)
        box = Array([left, height - to_pt(rect.bottom), right, height - to_pt(rect.y)])
        layout = Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": box})
        return {"Alt": String(element.picture.alt), "A": layout}

    def _added(self, values: Mapping[str, object]) -> Dictionary:
        made = Dictionary(values)
        self._pdf.add_object(made)
        return made
