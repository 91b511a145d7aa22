"""Spaces that only justified a line go; spaces that are text stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.restore.spacing import drop_justification
from compositor.intake.worked import Worked
from compositor.model.draft import Piece, traced
from tests.intake.samples import SEEDS, check_kept, page, texts, worked

# What stands on either side of each space that goes.
DROPPED = {
    "003": [
        "等|10",
        "到|85",
        "0|名，",
        "展|1次",
        "0|余名",
        "动|12",
        "展|36",
        "6|场次",
        "立|10",
        "。|建立",
    ],
    "004": [",|推动"],
}


def spaced(line: str) -> str:
    """A line after the step."""
    (found,) = texts(drop_justification(worked(line)).pieces)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_the_justifying_spaces_of_the_seeds_go(seed: str) -> None:
    """850 名, 等 10项: ten of seed 003, one of seed 004, none of the others."""
    before = Worked(page(seed).pieces)
    after = drop_justification(before)
    check_kept(before, after)
    whole = page(seed).text
    gone = sorted(one.origins for one in after.left_out)
    found = [f"{whole[o[0] - 1]}|{whole[o[-1] + 1 : o[-1] + 3]}" for o in gone]
    assert found == DROPPED.get(seed, [])


@pytest.mark.parametrize(
    "words",
    [
        "劳模工匠进校园 思政教师进企业",
        "与宁相惠 缘来绣球",
        "打冲锋 攻山头",
        "风华百\n年 时代强音",
        "聚焦时代主题 汇聚磅礴力量",
        "法律工作部部长 陶金",
        "朱华南 李慧君 摄",
        "工会 专刊",
    ],
)
def test_spaces_between_hanzi_stay(words: str) -> None:
    """They part a post from a name, names from names, and halves of a verse."""
    holding = [seed for seed in SEEDS if words in page(seed).text]
    assert holding
    after = drop_justification(Worked(page(holding[0]).pieces))
    assert words in "\n".join(texts(after.pieces))


@pytest.mark.parametrize("words", ["习室管家。 来源：《工人日报》", "暖心服务。 王雪 赵露 克余 摄"])
def test_a_space_before_a_source_or_a_credit_stays(words: str) -> None:
    """It parts them from the text; later they go their own way."""
    after = drop_justification(Worked(page("003").pieces))
    assert any(line.endswith(words) for line in texts(after.pieces))


@pytest.mark.parametrize(
    ("line", "set_anew"),
    [
        ("人数增加到 850 名", "人数增加到850名"),
        ("开展 EAP 项目", "开展EAP项目"),
        ("达 90% 以上", "达90%以上"),
        ("10 20 30", "10 20 30"),
        ("Trade Union Week", "Trade Union Week"),
        ("第 8　期", "第8　期"),
        ("其一， “双进”", "其一，“双进”"),
        ("“五小” 10项", "“五小”10项"),
    ],
)
def test_a_space_beside_figures_letters_or_a_mark_is_no_text(line: str, set_anew: str) -> None:
    """Setting makes that gap itself; an ideographic space was typed."""
    assert spaced(line) == set_anew


def test_bold_stretches_move_along() -> None:
    """人数增加到 *850 名*，建立 …: two characters less before the end, one before the start."""
    line = "人数增加到 850 名，建立"
    piece = Piece(traced(line, 0), strong=((6, 11), (12, 14)))
    (found,) = drop_justification(Worked((piece,))).pieces
    bold = [found.text.text[a:b] for a, b in found.strong]
    assert bold == ["850名", "建立"]


def test_a_bold_space_that_goes_leaves_no_empty_stretch() -> None:
    """Nothing is bold there any more."""
    piece = Piece(traced("到 850名", 0), strong=((1, 2),))
    (found,) = drop_justification(Worked((piece,))).pieces
    assert found.strong == ()


@given(st.text(alphabet="汉字8A ，“”。%\t", min_size=1, max_size=30).filter(str.strip))
def test_nothing_but_white_space_ever_goes(line: str) -> None:
    """And all the rest stays in its order."""
    before = worked(line)
    after = drop_justification(before)
    check_kept(before, after)
    assert all(line[o].isspace() for one in after.left_out for o in one.origins)
    assert [p.text.text.replace(" ", "").replace("\t", "") for p in after.pieces] == [
        p.text.text.replace(" ", "").replace("\t", "") for p in before.pieces
    ]
