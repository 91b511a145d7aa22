"""What each paragraph of a page is: parts of an article by their forms, display lines by theirs."""

from dataclasses import replace

import pytest

from compositor.intake.kinds import Kind, blocks_of, is_display
from compositor.model.draft import Piece, PieceKind, traced
from compositor.model.issue import BlockKind
from tests.intake.samples import (
    SEEDS,
    bare,
    blocks,
    corrected,
    crossheads,
    document,
    fields,
    restored,
)


def words(seed: str, kind: Kind) -> set[str]:
    return {bare(block.words) for block in blocks(seed) if block.kind is kind}


def kinds(text: str, is_page: bool = True) -> list[Kind]:
    """The kinds of the lines of a text."""
    return [b.kind for b in blocks_of(document(text, is_page).pieces, is_page)]


def piece(words: str, kind: PieceKind = "text", size: int = 0) -> Piece:
    return Piece(traced(words, 0), kind, size=size)


# -------------------------------------------------------------------------- the seeds


@pytest.mark.parametrize("seed", SEEDS)
def test_the_labels_bylines_and_sources_of_the_seeds_are_told(seed: str) -> None:
    """Each that an editor found, and no other line."""
    assert words(seed, Kind.LABEL) == {f"【{label}】" for label in fields(seed, "label")}
    assert words(seed, Kind.BYLINE) == fields(seed, "byline")
    assert words(seed, Kind.SOURCE) == {f"来源：{s}" for s in fields(seed, "source")}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_notes_of_the_seeds_are_told(seed: str) -> None:
    """小编说： five times, one of them twice on its page."""
    notes = {b.text[:14] for one in corrected(seed) for b in one.body if b.kind is BlockKind.NOTE}
    assert {note[:14] for note in words(seed, Kind.NOTE)} == notes


@pytest.mark.parametrize("seed", SEEDS)
def test_the_credits_of_the_seeds_stand_alone(seed: str) -> None:
    """Also that which stood at the end of its caption."""
    credits = {bare(p.credit) for one in corrected(seed) for p in one.pictures}
    assert words(seed, Kind.CREDIT) == credits


@pytest.mark.parametrize("seed", SEEDS)
def test_every_heading_of_the_seeds_is_a_display_line_and_no_text_is_one(seed: str) -> None:
    """Headlines, kickers, decks and crossheads; one of them was corrected by hand (聚合合力)."""
    headings = fields(seed, "headline", "kicker", "deck") | crossheads(seed)
    found = {heading.replace("聚合合力", "聚合力") for heading in words(seed, Kind.DISPLAY)}
    assert signs(found) == signs(headings)


def signs(headings: set[str]) -> set[str]:
    """Headings as their characters: the halves of one stand the other way round on its page."""
    return {"".join(sorted(heading)) for heading in headings}


def test_the_name_of_the_section_is_furniture() -> None:
    """工会 专刊 of seed 001; no other seed has any."""
    found = [b.words for seed in SEEDS for b in blocks(seed) if b.kind is Kind.FURNITURE]
    assert found == ["工会 专刊"]


def test_short_ends_of_cut_paragraphs_are_text() -> None:
    """林陪同调研。 备力量。 新业态劳动者感受城市温情。 — and the line that only lost its end."""
    text = words("000", Kind.TEXT) | words("001", Kind.TEXT) | words("002", Kind.TEXT)
    assert {"备力量。", "林陪同调研。", "新业态劳动者感受城市温情。"} <= text


# --------------------------------------------------------------------------- the forms


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("【他山之石】", Kind.LABEL),
        ("［快讯］", Kind.LABEL),
        ("滨海县总工会 李玲玲", Kind.BYLINE),
        ("编者按：工会工作做的是群众工作。", Kind.NOTE),
        ("来源:《工人日报》", Kind.SOURCE),
        ("（据《工人日报》）", Kind.SOURCE),
        ("尤嘉 张丙涛 摄", Kind.CREDIT),
        ("工会 专刊", Kind.FURNITURE),
        ("第3版", Kind.FURNITURE),
        ("2025年8月1日 星期五", Kind.FURNITURE),
        ("责任编辑：张三", Kind.FURNITURE),
        ("第2版　2025年11月15日　江苏工人报", Kind.FURNITURE),
        ("（下转第3版）", Kind.JUMP),
        ("（上接第1版）", Kind.JUMP),
        ("图为职工班前检查设备。", Kind.CAPTION),
        ("图为何不见？这是后话。" + "职工" * 120, Kind.TEXT),
        ("温州建立准入和退出机制提升法援质效", Kind.DISPLAY),
        ("根据上述办法，温州市总建立了人员准入机制。", Kind.TEXT),
    ],
)
def test_a_line_is_told_by_its_form(line: str, kind: Kind) -> None:
    """Alone on a page."""
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("布置了自习室管家。 来源：《工人日报》", [Kind.TEXT, Kind.SOURCE]),
        ("享受“一站式”暖心服务。 王雪 赵露 克余 摄", [Kind.TEXT, Kind.CREDIT]),
        ("享受“一站式”暖心服务。 （王雪摄）", [Kind.TEXT, Kind.CREDIT]),
        ("这些画面都由职工拍摄。", [Kind.TEXT]),
        ("全部整改到（下转第3版）", [Kind.TEXT, Kind.JUMP]),
        ("全部整改到 下转第三版", [Kind.TEXT, Kind.JUMP]),
        ("（上接第1版）位。下一步推广到全县。", [Kind.JUMP, Kind.TEXT]),
        ("从第1版转第3版的稿件不少。", [Kind.TEXT]),
    ],
)
def test_a_source_a_credit_or_a_jump_line_is_parted(line: str, parts: list[Kind]) -> None:
    """With every character where it was but the space between."""
    found = blocks_of(document(line).pieces)
    assert [b.kind for b in found] == parts
    assert "".join(b.words for b in found).split() == "".join(line.split(" ", 1)).split()


def test_what_looks_like_furniture_right_below_text_is_text() -> None:
    """A date may be the end of a paragraph that a column cut."""
    assert kinds("活动将一直持续到，\n2025年8月1日") == [Kind.TEXT, Kind.TEXT]


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ("note", Kind.NOTE),
        ("row", Kind.ROW),
        ("picture", Kind.PICTURE),
        ("caption", Kind.CAPTION),
        ("heading", Kind.DISPLAY),
        ("text", Kind.TEXT),
    ],
)
def test_what_a_reader_knows_is_believed(known: PieceKind, kind: Kind) -> None:
    """Of a sentence nobody would take for it."""
    assert blocks_of((piece("这是一句很平常的话。", known),))[0].kind is kind


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("工会送清凉 防暑保安康", True),
        ("为何读书？", True),
        ("勇立潮头,争创工会工作高质量发展新标杆", True),
        ("一" * 40, True),
        ("一" * 41, False),
        ("备力量。", False),
        ("，网聚职工正能量", False),
        ("采取“四个一点”工作法，", False),
        ("让正能量有“大流量", False),
        ("近年来，滨海县总工会大力推进", False),
        ("一，二，三，四", False),
        ("下一步，鼓楼区总将以驿站提升工会服务", False),
        ("下一步怎么走", True),
        ("（作者单位：县总工会）", False),
        ("（一）加强领导", True),
    ],
)
def test_a_display_line_is_short_paired_and_no_sentence(text: str, is_one: bool) -> None:
    """It may ask or call; it does not open like news, nor hold on to what was said."""
    assert is_display(text) is is_one


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("凝聚奋进力量。升级改造区工\n人文化宫", Kind.TEXT),
        ("凝聚奋进力量。形成叫得响的工\n会品牌", Kind.TEXT),
        ("凝聚奋进力量。形成叫得响的品牌\n政治领航强引力", Kind.DISPLAY),
        ("凝聚奋进力量。\n会员之家", Kind.DISPLAY),
    ],
)
def test_a_short_line_that_goes_on_with_cut_text_is_text(page: str, kind: Kind) -> None:
    """By the word across the seam; below a sentence's end it is a heading."""
    assert kinds(page)[-1] is kind


@pytest.mark.parametrize("mark", ["heading", "bold", "size"])
def test_in_a_document_that_marks_its_headings_other_short_lines_are_text(mark: str) -> None:
    """A notice ends with 附件 and who signs it; above the first heading a kicker may stand."""
    texts = [
        "盱眙县总工会发出通知",
        "职工竞赛启动",
        "——记县总工会",
        "时间 9月3日",
        "赛出水平",
        "县总工会",
    ]
    pieces = [piece(words, size=1050) for words in texts]
    for n in (1, 4):
        pieces[n] = {
            "heading": piece(texts[n], "heading"),
            "bold": replace(pieces[n], strong=((0, len(texts[n])),)),
            "size": replace(pieces[n], size=1600),
        }[mark]
    pieces += [piece("一、竞赛时间", size=1050), piece("1. 高压", size=1050)]
    marked = [block.kind is Kind.DISPLAY for block in blocks_of(pieces, is_page=False)]
    assert marked == [True, True, True, False, True, False, True, False]
    assert all(block.kind is Kind.DISPLAY for block in blocks_of(pieces))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "发布时间：2025-08-05 10:20 来源：县总工会 浏览次数：12 字体：【大 中 小】",
            [Kind.FURNITURE, Kind.SOURCE, Kind.FURNITURE, Kind.FURNITURE],
        ),
        ("来源：县总工会 作者：于文卓", [Kind.SOURCE, Kind.BYLINE]),
        ("当前位置：首页 > 新闻 > 正文", [Kind.FURNITURE]),
        ("上一篇：县总工会召开会议", [Kind.FURNITURE]),
        ("发布日期：2025年8月5日", [Kind.FURNITURE]),
        ("苏ICP备12345678号-1", [Kind.FURNITURE]),
        ("时间：9月3日晚7时，地点在园区。", [Kind.TEXT]),
        ("编辑部的来信说，来源：不明。", [Kind.TEXT]),
    ],
)
def test_what_a_web_page_says_around_an_article_is_furniture(line: str, told: list[Kind]) -> None:
    """Below text as well; source and author are kept. 时间 alone is the article's."""
    pieces = (piece("自习室整洁安静。"), piece(line))
    assert [block.kind for block in blocks_of(pieces, is_page=False)][1:] == told


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (("text", "item", "item", "text"), [Kind.DISPLAY, Kind.TEXT, Kind.TEXT, Kind.DISPLAY]),
        (("text", "item", "text"), [Kind.DISPLAY] * 3),
    ],
)
def test_the_items_of_a_list_are_text_and_one_alone_may_be_a_crosshead(
    read: tuple[PieceKind, ...], told: list[Kind]
) -> None:
    """Word numbers 一、加强领导 by itself."""
    pieces = [piece("加强领导", kind) for kind in read]
    assert [block.kind for block in blocks_of(pieces, is_page=False)] == told


def test_a_document_that_knows_its_paragraphs_has_no_cut_text() -> None:
    """There a short line is what it seems."""
    text = "凝聚奋进力量。形成叫得响的工\n会品牌"
    assert kinds(text, is_page=False)[-1] is Kind.DISPLAY


def test_a_few_small_characters_over_a_large_headline_are_a_label() -> None:
    """Where sizes are known and nobody set brackets."""
    found = blocks_of((piece("主席之声", "heading", 1000), piece("聚焦时代主题", "heading", 3000)))
    assert [b.kind for b in found] == [Kind.LABEL, Kind.DISPLAY]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_character_of_the_pieces_is_in_a_block_once(seed: str) -> None:
    """But spaces between a paragraph and its source or credit."""
    origins = [o for block in blocks(seed) for o in block.text.origins]
    kept = set(origins)
    given = [
        o
        for piece in restored(seed).pieces
        for c, o in zip(piece.text.text, piece.text.origins, strict=True)
        if o in kept or not c.isspace()
    ]
    assert origins == given
