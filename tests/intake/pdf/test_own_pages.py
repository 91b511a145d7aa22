"""Our own PDFs read back: the seed issue, and vertical headings and text from our compositor."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from compositor.edition import Options, compose
from compositor.intake.readers.pdf import document_of
from compositor.model.draft import Document, Piece
from compositor.model.edition import Page
from compositor.model.issue import BlockKind
from compositor.press.signs import read_signs
from tests.samples import ISSUE_FOLDER, composed, issue_sources, planned

FIRST = 1000
ARTICLES = ["nantong", "lvshunkou", "hongze", "binhai", "qingjiangpu"]


@cache
def seed_issue() -> Document:
    return document_of("pages.pdf", read_signs("pages.pdf", composed().pdf), FIRST)


def printed(text: str) -> str:
    return "".join(text.split())


def frame_text(pages: tuple[Page, ...], kinds: tuple[str, ...], article: str = "") -> str:
    return "".join(
        printed(placed.line.text)
        for page in pages
        for frame in page.frames
        if frame.kind in kinds and (frame.article == article or not article)
        for placed in frame.lines
    )


def paragraphs(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """Lines to paragraphs by what the reader says of them alone."""
    words = ""
    is_open = False
    for piece in pieces:
        is_text = piece.kind in ("text", "caption")
        starts = piece.indented is not False or (piece.after_blank and not is_open)
        if not is_text or starts or not words:
            if words:
                yield words
            words = ""
        words += piece.text.text if is_text else ""
        is_open = bool(is_text and piece.filled)
    if words:
        yield words


def test_no_character_is_lost_or_doubled() -> None:
    found = seed_issue()
    out = [found.text[o - FIRST] for gone in found.left_out for o in gone.origins]
    kept = [c for piece in found.pieces for c in piece.text.text]
    kinds = ("text", "heading", "label", "caption", "furniture", "fpo")
    expected = Counter(frame_text(composed().edition.pages, kinds))
    assert Counter(printed("".join([*kept, *out]))) == expected


def test_every_origin_is_its_character() -> None:
    found = seed_issue()
    for piece in found.pieces:
        assert [found.text[o - FIRST] for o in piece.text.origins] == list(piece.text.text)
    seen = [o for p in found.pieces for o in p.text.origins]
    seen += [o for gone in found.left_out for o in gone.origins]
    assert len(seen) == len(set(seen))
    assert {found.base, found.end} >= {FIRST, FIRST + len(found.text)}


def test_the_lines_are_the_editions_article_after_article() -> None:
    """In the edition's own reading order; no article has a line of another."""
    pages = composed().edition.pages
    expected = "".join(
        frame_text(pages, ("text", "heading", "label", "caption"), name) for name in ARTICLES
    )
    lines = "".join(printed(piece.text.text) for piece in seed_issue().pieces)
    assert Counter(lines) == Counter(expected)
    at = [lines.index(frame_text(pages, ("text", "caption"), name)) for name in ARTICLES]
    assert at == sorted(at)


@pytest.mark.parametrize("name", ARTICLES)
def test_each_body_comes_back_in_one_piece(name: str) -> None:
    body = frame_text(composed().edition.pages, ("text",), name)
    assert body in "".join(printed(piece.text.text) for piece in seed_issue().pieces)


def test_every_paragraph_comes_back_exactly() -> None:
    """Joined by indent and measure alone."""
    expected = [
        printed(block.text)
        for article in planned().articles
        for block in article.body
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.NOTE)
    ]
    found = Counter(printed(text) for text in paragraphs(seed_issue().pieces))
    assert [text[:20] for text in expected if not found[text]] == []
    assert len(expected) == 41


def test_headings_have_the_level_of_their_size_on_the_page() -> None:
    large = [
        (piece.text.text, piece.level)
        for piece in seed_issue().pieces
        if piece.kind == "heading" and piece.level != 6
    ]
    assert large == [
        ("聚焦时代主题 汇聚磅礴力量", 1),
        ("为推进中国式现代化南通新实践争做更大贡献", 2),
        ("职工共享自习室里 “夜读进行曲”", 2),
        ("“工会夜市”", 3),
        ("暖心服务", 3),
        ("实施“五力”工程推动工会工作再上新台阶", 1),
        ("坚持党建引领 精心打造“石榴籽”工会品牌", 2),
    ]


def test_crossheads_are_headings_of_level_six() -> None:
    expected = [
        printed(block.text)
        for article in planned().articles
        for block in article.body
        if block.kind is BlockKind.CROSSHEAD
    ]
    found = "|".join(piece.text.text for piece in seed_issue().pieces if piece.level == 6)
    assert printed(found).replace("，|", "，").split("|") == expected


def test_nameplate_and_folio_line_are_furniture() -> None:
    found = seed_issue()
    out = {"".join(found.text[o - FIRST] for o in gone.origins) for gone in found.left_out}
    paper = {"江苏工人报", "工会专刊", "2025年8月", "第1版"}
    assert out == {*paper, "江苏工人报·工会专刊", "综合", "2"}
    assert {gone.why for gone in found.left_out} == {"furniture"}


# ------------------------------------------------------------------------------- vertical type

BODY = "第二篇文章“讲话”提出12项任务，2025年GDP增长5.0%，——职工满意。" * 4


def composed_page(placement: str, heading: str, paragraphs: int = 3) -> Document:
    """Page 2 with one article, composed, drawn and read."""
    manifest = (
        "publication: {name: 报}\ndate: 2025-11-20\nlayout: sikai\npages:\n"
        f"  - {{page: 2, articles: [{{article: a, {placement}}}]}}\n"
    )
    article = f"---\n{heading}\n---\n\n" + "\n\n".join([BODY] * paragraphs) + "\n"
    pdf = compose(issue_sources(manifest, {"a": article}), ISSUE_FOLDER, Options()).pdf
    return document_of("a.pdf", read_signs("a.pdf", pdf), 0)


AT = "{column: 1, line: 3, columns: 4, lines: 30}"


@pytest.mark.parametrize("rank", ["lead", "second", "third"])
def test_a_vertical_headline_is_one_piece_before_its_text(rank: str) -> None:
    found = composed_page(f"rank: {rank}, headline: vertical, at: {AT}", "headline: 竖题（上）在此")
    assert found.pieces[0].text.text == "竖题（上）在此"
    assert (found.pieces[0].kind, found.pieces[0].level) == ("heading", 1)
    assert list(map(printed, paragraphs(found.pieces))) == [BODY] * 3


def test_a_vertical_heading_of_many_parts_runs_from_right_to_left() -> None:
    heading = "kicker: 引题\nheadline: 主题在此 分作两行\ndeck: ——副题“引文”\nbyline: 某某"
    found = composed_page(f"rank: lead, headline: vertical, at: {AT}", heading)
    texts = [piece.text.text for piece in found.pieces[:5]]
    assert texts == ["引题", "主题在此", "分作两行", "——副题“引文”", "某某"]


def test_vertical_text_comes_back_paragraph_by_paragraph() -> None:
    found = composed_page(f"rank: third, writing: vertical, at: {AT}", "headline: 竖排之题")
    assert found.pieces[0].text.text == "竖排之题"
    assert list(map(printed, paragraphs(found.pieces))) == [BODY] * 3


# ------------------------------------------------------------------------- modules on a page

PLANS = {
    "three side by side over one": [
        "rank: brief, at: {column: 1, line: 3, columns: 2, lines: 22}",
        "rank: brief, at: {column: 3, line: 3, columns: 2, lines: 22}",
        "rank: brief, at: {column: 5, line: 3, columns: 2, lines: 22}",
        "rank: third, at: {column: 1, line: 26, columns: 6, lines: 60}",
    ],
    "two stacks side by side": [
        "rank: brief, at: {column: 1, line: 3, columns: 3, lines: 40}",
        "rank: brief, at: {column: 1, line: 44, columns: 3, lines: 42}",
        "rank: brief, at: {column: 4, line: 3, columns: 3, lines: 30}",
        "rank: brief, at: {column: 4, line: 34, columns: 3, lines: 52}",
    ],
    "a vertical heading beside a level one": [
        "rank: third, at: {column: 1, line: 3, columns: 6, lines: 24}",
        "rank: brief, headline: vertical, at: {column: 1, line: 28, columns: 3, lines: 22}",
        "rank: brief, at: {column: 4, line: 28, columns: 3, lines: 22}",
        "rank: second, at: {column: 1, line: 51, columns: 6, lines: 35}",
    ],
}


@cache
def words() -> str:
    """The seed issue's bodies one after another."""
    return "".join(block.text for article in planned().articles for block in article.body)


def filled_page(plan: list[str]) -> tuple[Page, Document]:
    """A page of articles that fill most of their modules, made up, drawn and read."""
    articles = {}
    for index, placement in enumerate(plan):
        columns, lines = (
            int(placement.split(f"{key}: ")[1].split(",")[0].rstrip("}"))
            for key in ("columns", "lines")
        )
        size = columns * (lines - 9) * 9
        text = words()[index * 1500 : index * 1500 + size]
        paragraphs = "\n\n".join(text[at : at + 150] for at in range(0, size, 150))
        articles[f"a{index}"] = f"---\nheadline: 第{'一二三四'[index]}篇之题\n---\n\n{paragraphs}\n"
    placements = ", ".join(f"{{article: a{n}, {p}}}" for n, p in enumerate(plan))
    manifest = (
        "publication: {name: 报}\ndate: 2025-11-20\nlayout: sikai\npages:\n"
        f"  - {{page: 2, articles: [{placements}]}}\n"
    )
    made = compose(issue_sources(manifest, articles), ISSUE_FOLDER, Options())
    return made.edition.pages[0], document_of("a.pdf", read_signs("a.pdf", made.pdf), 0)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_each_module_comes_back_whole_with_its_heading(plan: list[str]) -> None:
    page, found = filled_page(plan)
    text = "".join(printed(piece.text.text) for piece in found.pieces)
    for index in range(len(plan)):
        assert frame_text((page,), ("heading", "text"), f"a{index}") in text
