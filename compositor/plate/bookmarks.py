"""Bookmarks of pages and their articles, and page labels (ISO 32000-1 12.3.3 and 12.4.2).

    第1版 要闻                  an article stands under the page it begins on, by its headline
        聚焦时代主题 汇聚磅礴力量
    第2版 综合

Page labels are written where the issue's pages do not count 1, 2, 3 …, so that a viewer asks for a
page by the number that is printed on it.
"""

from collections.abc import Sequence
from itertools import pairwise

from pydyf import PDF, Array, Dictionary, String

from compositor.model.edition import Edition, Page
from compositor.model.reading import Told
from compositor.units import Emu, to_pt

PAGE = "第{number}版 {title}"


def add_bookmarks(pdf: PDF, edition: Edition, articles: Sequence[Told]) -> None:
    """Write the bookmarks, all open."""
    root = _added(pdf, Dictionary({"Type": "/Outlines"}))
    places = zip(pdf.page_references, edition.pages, strict=False)
    marks = []
    for index, (reference, page) in enumerate(places):
        title = PAGE.format(number=page.number, title=page.title).strip()
        mark = _bookmark(pdf, title, root, _place(reference, page, 0, 0))
        marks.append(mark)
        _join(
            mark,
            [
                _bookmark(pdf, told.title, mark, _place(reference, page, told.rect.x, told.rect.y))
                for told in articles
                if told.page == index
            ],
        )
    _join(root, marks)
    root["Count"] = len(marks) + sum(mark.get("Count", 0) for mark in marks)
    pdf.catalog["Outlines"] = root.reference


def add_page_labels(pdf: PDF, edition: Edition) -> None:
    """Number the pages as the issue does, where it does not as a viewer would."""
    numbers = [page.number for page in edition.pages]
    if numbers == list(range(1, len(numbers) + 1)):
        return
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1)]
    labels = Array()
    for at in starts:
        labels.extend((at, Dictionary({"S": "/D", "St": numbers[at]})))
    pdf.catalog["PageLabels"] = Dictionary({"Nums": labels})


def _place(reference: bytes, page: Page, x: Emu, y: Emu) -> Array:
    """A destination: a place on a page, at the zoom the viewer has."""
    height = page.size.height
    return Array([reference, "/XYZ", to_pt(x), to_pt(height - y), "null"])


def _bookmark(pdf: PDF, title: str, parent: Dictionary, place: Array) -> Dictionary:
    values = {"Title": String(title), "Parent": parent.reference, "Dest": place}
    return _added(pdf, Dictionary(values))


def _join(parent: Dictionary, marks: Sequence[Dictionary]) -> None:
    """Bookmarks one after another, below another."""
    for before, after in pairwise(marks):
        before["Next"], after["Prev"] = after.reference, before.reference
    if marks:
        parent["First"], parent["Last"] = marks[0].reference, marks[-1].reference
        parent["Count"] = len(marks)


def _added(pdf: PDF, made: Dictionary) -> Dictionary:
    pdf.add_object(made)
    return made
