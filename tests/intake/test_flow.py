"""Hard line ends: lines of type become the paragraphs they were, and paragraphs stay what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.restore.flow import is_ended, join_lines, width
from compositor.intake.worked import Worked
from compositor.model.draft import SUPPLIED, Piece, PieceKind, traced
from compositor.model.issue import Article, BlockKind
from tests.intake.samples import (
    SEEDS,
    WHOLE_PARAGRAPHS,
    check_kept,
    corrected,
    lines_of,
    page,
    restored,
    texts,
    worked,
)

MEASURES = (11, 12, 13, 14, 15, 16, 18, 20)


def paragraphs(seed: str) -> list[str]:
    """Whole paragraphs of running text, without spaces at which a line could end."""
    return [
        block.text
        for article in corrected(seed)
        for block in article.body
        if block.kind is BlockKind.PARAGRAPH and not {"〔", " "} & set(block.text)
    ]


def by_name(seed: str) -> dict[str, Article]:
    return {article.name: article for article in corrected(seed)}


def body(article: Article) -> list[str]:
    return [block.text for block in article.body]


# ------------------------------------------------------------------------- seed 003


def test_the_paragraphs_of_seed_003_are_those_of_its_issue() -> None:
    """All of them, and nothing else: 511 lines become 61 paragraphs."""
    of = by_name("003")
    binhai, nantong, hongze = of["binhai"], of["nantong"], of["hongze"]
    library = body(of["lvshunkou"])
    assert texts(restored("003").pieces) == [
        *(binhai.headline, binhai.byline, "【履职手记】", *body(binhai)),
        *("【主席之声】", nantong.headline, nantong.deck, nantong.byline, "【主席之声】"),
        *body(nantong),
        *("【工会博览】", *library[:-1], f"{library[-1]} 来源：《工人日报》"),
        *(hongze.headline, f"{hongze.pictures[0].caption} {hongze.pictures[0].credit}"),
        *body(of["qingjiangpu"]),
    ]


@pytest.mark.parametrize(
    "across",
    [
        "采取“三个一点”的措施，争取县财政划拨一点",
        "简化协商程序",
        "联合县法院、检察院",
        "设立“一站式”服务专区",
        "就业达6000人",
        "健全职工思想引领体系，进一步夯实阶级基础",
        "深化“中国梦·劳动美”主题宣传教育",
        "21名职工通过“充电”获得职业资格证书",
        "学习交流阵地。”……前不久",
        "支持他们争当“清法先锋”。建立“健康护航”机制",
    ],
)
def test_a_text_goes_on_over_a_line_a_column_or_an_accidental_blank(across: str) -> None:
    """Also before a line that begins with “ (lines 102, 377), and after one that ends a sentence."""
    assert across not in page("003").text
    assert any(across in text for text in texts(restored("003").pieces))


@pytest.mark.parametrize(
    ("end", "beginning"),
    [
        ("岗位晋升。", "推开自习室的门"),
        ("文体活动。”", "“要建立起让干警"),
        ("血脉流淌。", "小编说：淮安市清江浦区"),
        ("来源：《工人日报》", "“工会夜市”"),
        ("让镇（区）工会、园区工会有钱办事。", "加强企业薄弱工会建设"),
        ("荣誉称号。", "一点红带动一片红"),
    ],
)
def test_a_paragraph_ends_though_no_blank_line_says_so(end: str, beginning: str) -> None:
    """By a short line, an unmarked indent in the next (lines 378, 501), a source at its end."""
    found = texts(restored("003").pieces)
    at = next(i for i, text in enumerate(found) if text.endswith(end))
    assert found[at + 1].startswith(beginning)


# ----------------------------------------------------------------------- other pages


@pytest.mark.parametrize("seed", WHOLE_PARAGRAPHS)
def test_pages_whose_lines_are_paragraphs_stay_as_they_are(seed: str) -> None:
    """Not a line of the other four seeds is joined to the next."""
    before = Worked(page(seed).pieces)
    assert join_lines(before) == before


@pytest.mark.parametrize("measure", MEASURES)
def test_indented_lines_come_back_as_the_paragraphs_they_were(measure: int) -> None:
    """All whole paragraphs of the five issues, set in a column so many em wide."""
    for seed in SEEDS:
        lines = [line for text in paragraphs(seed) for line in lines_of(text, measure, "　　")]
        assert texts(join_lines(worked("\n".join(lines))).pieces) == paragraphs(seed)


def test_lines_without_indents_come_back_but_for_a_few() -> None:
    """Where no character shows the indent, 97 in 100: a full last line before a full first one."""
    found = wanted = 0
    for seed in SEEDS:
        for measure in MEASURES:
            lines = [line for text in paragraphs(seed) for line in lines_of(text, measure)]
            joined = texts(join_lines(worked("\n".join(lines))).pieces)
            found += len(set(paragraphs(seed)) & set(joined))
            wanted += len(paragraphs(seed))
    assert found >= 0.95 * wanted


def test_lines_parted_by_blank_after_each_paragraph_come_back() -> None:
    """With a blank line after each and a break anywhere, at any measure."""
    for measure in MEASURES:
        set_in_lines = ["\n".join(lines_of(text, measure)) for text in paragraphs("003")]
        joined = texts(join_lines(worked("\n\n".join(set_in_lines))).pieces)
        assert joined == paragraphs("003")


def test_words_of_letters_are_parted_by_a_space_and_hanzi_by_none() -> None:
    """The space at a line's end was not extracted; it is supplied."""
    lines = "自习室里有人读\nThe Old Man and\nthe Sea，也有人\n准备注册会计师\n考试，很快进入\n学习的状态。"
    (piece,) = join_lines(worked(lines)).pieces
    assert "The Old Man and the Sea，也有人准备" in piece.text.text
    assert piece.text.origins[piece.text.text.index(" the")] == SUPPLIED


@given(st.lists(st.text(alphabet="工会职。，“”8a", min_size=1, max_size=16), min_size=1))
def test_no_character_of_any_lines_is_lost_or_moved(lines: list[str]) -> None:
    """Whatever stands in them."""
    before = worked("\n".join(lines))
    after = join_lines(before)
    check_kept(before, after)
    origins = [o for p in after.pieces for o in p.text.origins if o != SUPPLIED]
    assert origins == sorted(origins)


# --------------------------------------------------------------------- known geometry


def line(
    text: str,
    indented: bool | None = False,
    filled: bool = True,
    kind: PieceKind = "text",
    region: int = 0,
) -> Piece:
    """A line of a PDF."""
    level = 2 if kind == "heading" else 0
    return Piece(traced(text, 0), kind, level, indented=indented, filled=filled, region=region)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ((line("甲乙", True), line("丙丁"), line("戊。", filled=False)), ["甲乙丙丁戊。"]),
        ((line("甲乙", True), line("丙丁", True)), ["甲乙", "丙丁"]),
        ((line("甲乙。", filled=False), line("丙丁")), ["甲乙。", "丙丁"]),
        ((line("甲乙。", True), line("丙丁。")), ["甲乙。丙丁。"]),
        ((line("甲乙", region=1), line("丙丁", region=2)), ["甲乙丙丁"]),
        ((line("甲乙", True), line("丙丁", None)), ["甲乙", "丙丁"]),
        ((line("【工会博览】"), line("丙丁")), ["【工会博览】", "丙丁"]),
        ((line("甲乙"), line("编后：丙丁")), ["甲乙", "编后：丙丁"]),
        ((line("甲乙"), line("丙丁", kind="caption")), ["甲乙", "丙丁"]),
        ((line("甲", kind="caption"), line("乙", kind="caption")), ["甲乙"]),
        ((line("甲", kind="caption"), line("乙", kind="caption", region=1)), ["甲", "乙"]),
        ((line("甲乙丙", kind="heading"), line("丁", kind="heading")), ["甲乙丙丁"]),
        ((line("甲乙", kind="heading"), line("丙丁", kind="heading", region=1)), ["甲乙", "丙丁"]),
    ],
)
def test_what_a_pdf_shows_is_believed(lines: tuple[Piece, ...], wanted: list[str]) -> None:
    """An indent begins a paragraph, a line short of its measure ends it; sentences do not count."""
    assert texts(join_lines(Worked(lines)).pieces) == wanted


def test_the_equal_halves_of_a_headline_keep_their_turn() -> None:
    """As a space, that no source has."""
    halves = (line("聚焦时代主题", kind="heading"), line("汇聚磅礴力量", kind="heading"))
    (piece,) = join_lines(Worked(halves)).pieces
    assert piece.text.text == "聚焦时代主题 汇聚磅礴力量"
    assert piece.text.origins[6] == SUPPLIED


def test_bold_stretches_meet_over_a_line_end() -> None:
    """Bold at the end of one line and the beginning of the next is one stretch."""
    first = Piece(traced("甲乙", 0), strong=((1, 2),), indented=True, filled=True)
    second = Piece(traced("丙丁", 2), strong=((0, 1),), indented=False, filled=False)
    (piece,) = join_lines(Worked((first, second))).pieces
    assert [piece.text.text[a:b] for a, b in piece.strong] == ["乙丙"]


# ------------------------------------------------------------------------ its measures


@pytest.mark.parametrize(
    ("text", "em"), [("工会", 2), ("10项", 2), ("“双进”", 4), ("AB，", 2), ("", 0), ("5—7", 2)]
)
def test_a_line_is_as_wide_as_its_signs(text: str, em: float) -> None:
    """Figures and letters half an em, everything else one."""
    assert width(text) == em


@pytest.mark.parametrize(
    ("text", "is_end"),
    [
        ("提供了支撑。", True),
        ("岗位晋升。”", True),
        ("这是谁？", True),
        ("……", True),
        ("【履职手记】", True),
        ("来源：《工人日报》", True),
        ("王雪 赵露 克余 摄", True),
        ("争取县财政划拨一点，", False),
        ("有热度", False),
        ("他说：“好", False),
    ],
)
def test_what_ends_is_a_sentence_a_label_a_source_or_a_credit(text: str, is_end: bool) -> None:
    """Then a paragraph may end with a line."""
    assert is_ended(text) is is_end
