"""House style on drafts: the copy desk's automatic rules, edit by edit, with origins kept.

    polished, left_out = polish(article, style)
    remarks = remarks_on(article, house)            # what is left for an editor to decide

An edit that takes characters away leaves a record (`house-style`); one that writes others keeps the
origins of those it replaces, so that the account shows what was changed into what.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from compositor.copydesk import PASSES, Edit, Passage, automatic, look
from compositor.diagnostics import Diagnostic, diagnose
from compositor.model.draft import DraftArticle, DraftBlock, DraftPicture, LeftOut, Traced
from compositor.model.house import House, HouseStyle, PassageKind
from compositor.model.issue import BlockKind, HeadingField, IssueDate

Ranges = tuple[tuple[int, int], ...]
KINDS: dict[BlockKind, PassageKind] = {
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.CROSSHEAD: "crosshead",
    BlockKind.NOTE: "note",
}


class Remark(NamedTuple):
    """Something the copy desk would have an editor look at: where in the sources, and in which
    part of which article.
    """

    origin: int
    article: str
    part: str
    finding: Diagnostic


def polish(article: DraftArticle, style: HouseStyle) -> tuple[DraftArticle, tuple[LeftOut, ...]]:
    """The article by house style, and what that took out."""
    left_out: list[LeftOut] = []

    def text_of(text: Traced, kind: PassageKind) -> Traced:
        made, _, gone = polished(text, kind, style, ())
        left_out.extend(gone)
        return made

    def field(name: HeadingField, text: Traced) -> tuple[HeadingField, Traced]:
        return name, text_of(text, name)

    def block(one: DraftBlock) -> DraftBlock:
        made, strong, gone = polished(one.text, KINDS[one.kind], style, one.strong)
        left_out.extend(gone)
        return replace(one, text=made, strong=strong)

    def picture(one: DraftPicture) -> DraftPicture:
        caption, credit = text_of(one.caption, "caption"), text_of(one.credit, "credit")
        return replace(one, caption=caption, credit=credit)

    made = replace(
        article,
        fields=tuple(field(name, text) for name, text in article.fields),
        blocks=tuple(map(block, article.blocks)),
        pictures=tuple(map(picture, article.pictures)),
    )
    return made, tuple(left_out)


def polished(
    text: Traced, kind: PassageKind, style: HouseStyle, strong: Ranges
) -> tuple[Traced, Ranges, list[LeftOut]]:
    """A text as the automatic rules leave it, its bold stretches moved along."""
    left_out: list[LeftOut] = []
    for _ in range(PASSES):
        edits = automatic(text.text, kind, style)
        if not edits:
            break
        for edit in sorted(edits, reverse=True):
            gone = text.origins[edit.start + len(edit.words) : edit.end]
            if known := tuple(origin for origin in gone if origin >= 0):
                left_out.append(LeftOut(known, "house-style"))
            text = text.replaced(edit.start, edit.end, edit.words)
            strong = _moved(strong, edit)
    return text, strong, left_out


def remarks_on(article: DraftArticle, house: House, date: IssueDate | None) -> Iterator[Remark]:
    """What the copy desk finds in an article, in its order."""
    texts = list(_passages(article))
    for located in look([Passage(t.text, kind) for _, t, kind in texts], house, date):
        part, text, _ = texts[located.passage]
        finding = located.finding
        found = text.text[finding.start : finding.end]
        values = {"found": found, **dict(finding.values), "near": finding.replacement}
        origins = text.origins[finding.start :] + text.origins[finding.start :: -1]
        origin = next((o for o in origins if o >= 0), 0)
        yield Remark(origin, article.name, part, diagnose(finding.code, None, **values))


def _passages(article: DraftArticle) -> Iterator[tuple[str, Traced, PassageKind]]:
    for name, text in article.fields:
        yield name, text, name
    for number, block in enumerate(article.blocks, start=1):
        yield f"body {number}", block.text, KINDS[block.kind]
    for number, picture in enumerate(article.pictures, start=1):
        yield f"caption {number}", picture.caption, "caption"
        yield f"credit {number}", picture.credit, "credit"


def _moved(ranges: Iterable[tuple[int, int]], edit: Edit) -> Ranges:
    """Stretches after an edit: what stands behind it moves, what it is in grows or shrinks."""
    grown = len(edit.words) - (edit.end - edit.start)

    def moved(offset: int) -> int:
        if offset <= edit.start:
            return offset
        return offset + grown if offset >= edit.end else min(offset, edit.start + len(edit.words))

    made = ((moved(a), moved(b)) for a, b in ranges)
    return tuple((a, b) for a, b in made if a < b)
