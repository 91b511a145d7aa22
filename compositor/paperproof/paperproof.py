"""The flow of a proof on paper: plan → draw → pages on their sheets, the problems after them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from compositor.copycheck import check_copy
from compositor.diagnostics import Diagnostic
from compositor.diagnostics.render import Language
from compositor.edition import Drawn, Options, Planned, draw_pages, plan
from compositor.model.edition import Fill, Page
from compositor.model.proof import Paper
from compositor.paperproof.marginalia import Note, call_outs, line_numbers
from compositor.paperproof.page_html import (
    SheetText,
    css_of,
    list_html,
    sheet_html,
)
from compositor.paperproof.problems import problems_html
from compositor.paperproof.sheet import SIZES, WHOLE, ProofSheet, sheet_for
from compositor.paperproof.words import HEAD, LIST_HEAD, PROOF, WORDS
from compositor.photos.store import NO_STORE, Store
from compositor.press.proofsheet import ProofMark, Under, lay_under
from compositor.sources import Sources
from compositor.units import to_pt

SHOWN = 8  # digits of the fingerprint that a person compares


@dataclass(frozen=True, slots=True)
class ProofStamp:
    """Which proof it is and when it was made, as words; `language` is that of the lists."""

    number: int
    time: str
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class PaperProof:
    """A proof to be printed: `sheets` pages with one of the issue each, then the lists."""

    name: str
    pdf: bytes
    sheets: int
    diagnostics: tuple[Diagnostic, ...]
    fingerprint: str


def make_paper_proof(
    sources: Sources,
    folder: str,
    stamp: ProofStamp,
    paper: Paper = "full",
    store: Store = NO_STORE,
) -> PaperProof:
    """The issue on paper as it stands; `Refused` only where nothing can be made up or drawn."""
    from compositor.plate.document import draw_document

    planned = plan(sources, folder)
    said = (*planned.diagnostics, *check_copy(sources, folder))
    # Errors are on the list: a proof is made to find them.
    drawn = draw_pages(sources, replace(planned, diagnostics=()), Options(True, store=store))
    pages = planned.edition.pages
    sheet = sheet_for(planned.layout.paper, planned.layout.bleed, paper)
    sheets = [
        sheet_html(sheet, page.size, text, stamp.language)
        for page, text in zip(pages, _texts(planned, drawn, sheet, stamp), strict=True)
    ]
    lists = list_html(
        _list_head(planned, drawn, stamp), problems_html(planned, said, stamp.language)
    )
    css = css_of(sheet, SIZES["a3" if paper == "a3" else "a4"])
    printed = draw_document("".join((*sheets, lists)), css, planned.faces)
    under = Under(drawn.pdf, sheet.scale / WHOLE, to_pt(sheet.x), to_pt(sheet.y))
    mark = _mark(planned, drawn, stamp, sha256(printed).digest())
    pdf = lay_under(printed, under, mark, planned.faces)
    return PaperProof(planned.name, pdf, len(pages), said, drawn.fingerprint)


def _texts(
    planned: Planned, drawn: Drawn, sheet: ProofSheet, stamp: ProofStamp
) -> Iterator[SheetText]:
    numbers = line_numbers(planned.edition)
    for page in planned.edition.pages:
        notes = _notes(page, numbers.get(page.number, []), stamp.language)
        head = HEAD.format(
            number=stamp.number,
            title=planned.edition.title,
            page=page.number,
            time=stamp.time,
            fingerprint=drawn.fingerprint[:SHOWN],
            scale=_scale(sheet, stamp.language),
        )
        yield SheetText(head, notes)


def _notes(page: Page, numbers: list[Note], language: Language) -> list[Note]:
    words = WORDS[language]

    def told(fill: Fill) -> str:
        text = words["told"].format(
            article=fill.article, lines=fill.lines, characters=fill.characters
        )
        if fill.caption_characters:
            text += words["captions"].format(characters=fill.caption_characters)
        return text + (words["over"].format(lines=fill.overset.lines) if fill.overset else "")

    return [*numbers, *call_outs(page, told, numbers)]


def _scale(sheet: ProofSheet, language: Language) -> str:
    words = WORDS[language]
    if sheet.scale == WHOLE:
        return words["full_size"]
    return words["reduced"].format(percent=f"{sheet.scale / 10:g}")


def _list_head(planned: Planned, drawn: Drawn, stamp: ProofStamp) -> str:
    return LIST_HEAD.format(
        number=stamp.number,
        title=planned.edition.title,
        time=stamp.time,
        fingerprint=drawn.fingerprint[:SHOWN],
    )


def _mark(planned: Planned, drawn: Drawn, stamp: ProofStamp, content: bytes) -> ProofMark:
    """What the file says of itself and across its pages; its identifier is its content's."""
    words = (PROOF, f"第 {stamp.number} 稿　{stamp.time}")
    title = _list_head(planned, drawn, stamp)
    identifier = sha256(bytes.fromhex(drawn.fingerprint) + content).digest()[:16]
    return ProofMark(words, title, identifier)
