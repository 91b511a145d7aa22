"""The text-back gate: for each article, the text extracted from the PDF equals the manuscript's.

The extracted text of a page is cut, in drawing order, into what each article has on it: heading,
text, captions, quote. Put together over all pages, each of them must be the words of the
manuscript, white space folded: nothing lost, doubled or reordered (design §4.6). An article that
jumps is read over its pages. Furniture, jump lines and the heads of what goes on are compared with
what make-up placed. Text that was overset, and may be (--allow-overset), is not expected.

The comparison is with the manuscript, not with the edition, so that it also catches what setting
or make-up would lose.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic, diagnose
from compositor.model.edition import Edition, Frame, Page
from compositor.model.issue import Article
from compositor.model.layout import Layout
from compositor.press.readback import fold

SHOWN = 20  # characters of context in a finding

Part: TypeAlias = Literal["heading", "text", "caption", "quote", "furniture"]
PARTS: Mapping[str, Part] = {
    "label": "heading",
    "heading": "heading",
    "text": "text",
    "caption": "caption",
    "quote": "quote",
    "furniture": "furniture",
    "fpo": "furniture",
    "jump": "furniture",
    "filler": "furniture",
}


class Segment(NamedTuple):
    """Consecutive frames of one part of one article on a page, with the text they should show."""

    article: str
    part: Part
    words: str


def check_text_back(
    articles: Iterable[Article], edition: Edition, layout: Layout, texts: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """Compare the PDF's text with the manuscript; `texts` are `Readback.texts()`, a page each."""
    if len(texts) != len(edition.pages):
        return (diagnose("page-count", found=len(texts), expected=len(edition.pages)),)
    found: defaultdict[tuple[str, Part], str] = defaultdict(str)
    findings: list[Diagnostic] = []
    for page, text in zip(edition.pages, texts, strict=True):
        for segment, words in _cut(_segments(page), text):
            found[segment.article, segment.part] += words
            if segment.part == "furniture" and words != segment.words:
                findings.append(text_difference(f"page {page.number}", segment.words, words))
    for article in (a for a in articles if a.name not in edition.left):
        overset = _overset(edition, article.name)
        for part, words in manuscript_text(article, layout, overset).items():
            if found[article.name, part] != words:
                findings.append(text_difference(article.name, words, found[article.name, part]))
    return tuple(findings)


def manuscript_text(article: Article, layout: Layout, overset: str = "") -> dict[Part, str]:
    """What an article should show in print, by part, white space folded; `overset` left out."""
    heading = (article.label, article.kicker, article.headline, article.deck, article.byline)
    source = layout.source_text.format(source=article.source) if article.source else ""
    captions = (part for picture in article.pictures for part in (picture.caption, picture.credit))
    body = fold("".join(block.text for block in article.body) + source)
    return {
        "heading": fold("".join(heading)),
        "text": body[: len(body) - len(fold(overset))],
        "caption": fold("".join(captions)),
        "quote": fold(article.quote),
    }


def _overset(edition: Edition, article: str) -> str:
    return "".join(f.overset.text for f in edition.oversets if f.overset and f.article == article)


def _segments(page: Page) -> Iterable[Segment]:
    def key(frame: Frame) -> tuple[str, Part]:
        return frame.article, PARTS[frame.kind]

    for (article, part), frames in groupby(page.frames, key=key):
        words = "".join(placed.line.text for frame in frames for placed in frame.lines)
        yield Segment(article, part, fold(words))


def _cut(segments: Iterable[Segment], text: str) -> Iterable[tuple[Segment, str]]:
    """The page's text cut at the segments; after a difference, at where the next one begins."""
    rows = list(segments)
    at = 0
    for index, segment in enumerate(rows):
        end = at + len(segment.words)
        if index + 1 == len(rows):
            end = len(text)
        elif not text.startswith(segment.words, at):
            following = text.find(rows[index + 1].words[:SHOWN], at)
            end = following if following >= 0 else end
        yield segment, text[at:end]
        at = end


def text_difference(name: str, expected: str, found: str) -> Diagnostic:
    """What is to be said of a text that came back otherwise: where they part, with what follows."""
    start = max(0, _common(expected, found) - SHOWN // 2)
    return diagnose(
        "text-lost",
        article=name,
        expected=expected[start : start + SHOWN],
        found=found[start : start + SHOWN],
    )


def _common(a: str, b: str) -> int:
    """Length of the common beginning of two texts."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))
