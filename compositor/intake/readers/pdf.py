"""The signs of a text PDF to a `Document`: its lines in reading order.

    document_of("page.pdf", read_signs(name, data), base=0)

The PDF itself is read by `compositor.press.signs`, and a flow hands its signs over. Columns are
found, headings put over their columns, vertical lines put together, signs drawn twice and folio
lines left out (`compositor.intake.layout_of_pdf`). Lines stay lines: what is a paragraph, an
article, a label or a byline is for `compositor.intake.restore`.

`Document.text` is a line for each piece and, after them, a line for each part left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.intake.layout_of_pdf import furniture, twice
from compositor.intake.layout_of_pdf.knife import Knife, Leaf
from compositor.intake.layout_of_pdf.lines import Line, lines_of
from compositor.intake.layout_of_pdf.stretches import stretches_of
from compositor.intake.layout_of_pdf.type import Item, body_size, item_of
from compositor.intake.layout_of_pdf.upright import vertical_items
from compositor.model.draft import Document, LeftOut, Piece, traced
from compositor.model.signs import Sign, SignDocument, SignPage
from compositor.units import EMU_PER_PT, Emu, divide

DRAWN_TWICE = "drawn-twice"
FURNITURE = "furniture"
QUOTED = 12  # characters of a line that a diagnostic quotes


@dataclass(frozen=True, slots=True)
class SortedPage:
    """A page's type sorted: items to be read, items left out, signs drawn again."""

    page: SignPage
    items: tuple[Item, ...]
    furniture: tuple[Item, ...]
    again: tuple[Sign, ...]


def document_of(file: str, signs: SignDocument, base: int) -> Document:
    """The lines of a PDF in reading order, page after page; `base` is its first origin.

    Every sign is in a piece or in `left_out` (`drawn-twice`, `furniture`), spaces aside. Pages
    without type and columns that no straight cut parts are reported.
    """
    body = body_size(signs.pages)
    pages = _without_repeated([_sorted(page, body) for page in signs.pages], body)
    lines: list[Line] = []
    diagnostics: list[Diagnostic] = []
    for page in pages:
        leaves = Knife(body).leaves(page.items)
        diagnostics += _complaints(file, page, leaves)
        lines += lines_of(leaves, body, lines[-1].region if lines else 0)
    return _document(file, base, lines, _left_out(pages), tuple(diagnostics))


def _sorted(page: SignPage, body: Emu) -> SortedPage:
    level, again = twice.parted(page.signs)
    turned, again_turned = twice.parted(page.turned)
    upright, level, turned = vertical_items(level, turned, body)
    straight, aslant = furniture.turned_items(turned)
    stretches = [item_of([stretch]) for stretch in stretches_of(level, body)]
    kept, out = furniture.parted([*upright, *straight, *stretches], page.height, body)
    return SortedPage(page, tuple(kept), (*out, *aslant), (*again, *again_turned))


def _without_repeated(pages: Sequence[SortedPage], body: Emu) -> list[SortedPage]:
    gone = furniture.repeated([(page.items, page.page.height) for page in pages], body)
    return [
        SortedPage(
            page.page,
            tuple(item for item in page.items if id(item) not in gone),
            (*page.furniture, *(item for item in page.items if id(item) in gone)),
            page.again,
        )
        for page in pages
    ]


def _left_out(pages: Sequence[SortedPage]) -> Iterator[tuple[str, str]]:
    """The text of each part left out, and why."""
    for page in pages:
        for item in page.furniture:
            for stretch in item.stretches:
                yield stretch.text.strip(), FURNITURE
    for page in pages:
        if page.again:
            yield "".join(sign.text for sign in page.again), DRAWN_TWICE


def _complaints(file: str, page: SortedPage, leaves: Sequence[Leaf]) -> Iterator[Diagnostic]:
    number = page.page.number
    if all(sign.is_space for sign in (*page.page.signs, *page.page.turned)):
        yield diagnose("pdf-page-no-text", Place(file), page=number)
    unsure = next((leaf for leaf in leaves if not leaf.is_sure), None)
    if unsure:
        words = unsure.items[0].stretches[0].text[:QUOTED]
        yield diagnose("pdf-order-unsure", Place(file), page=number, words=words)


def _document(
    file: str,
    base: int,
    lines: Sequence[Line],
    out: Iterator[tuple[str, str]],
    diagnostics: tuple[Diagnostic, ...],
) -> Document:
    texts: list[str] = []
    at = base
    pieces: list[Piece] = []
    left: list[LeftOut] = []
    for line in lines:
        pieces.append(_piece(line, at))
        texts.append(line.text)
        at += len(line.text) + 1
    for text, why in out:
        left.append(LeftOut(tuple(range(at, at + len(text))), why))
        texts.append(text)
        at += len(text) + 1
    text = "\n".join(texts)
    return Document(
        file,
        text,
        base,
        tuple(pieces),
        is_page=True,
        left_out=tuple(left),
        diagnostics=diagnostics,
    )


def _piece(line: Line, at: int) -> Piece:
    return Piece(
        traced(line.text, at),
        line.kind,
        line.level,
        divide(100 * line.size, EMU_PER_PT),
        line.strong,
        line.after_blank,
        line.indented,
        line.filled,
        line.region,
    )
