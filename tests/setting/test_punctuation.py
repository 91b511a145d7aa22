"""How wide marks stand, alone, in pairs and at the edges of a line, measured on set lines.

Every mark is a cell of ink, half an em, and half an em of blank before it (opening marks) or after
it (the rest). Of a mark or pair between two hanzi the tests state the blanks, in half ems, before,
between and after the cells of ink (typography §1.3-1.4).
"""

from itertools import pairwise

import pytest

from compositor.setting import classes, prepare
from compositor.setting.punctuation import STYLES
from tests.setting.checks import OPENING, places
from tests.setting.samples import (
    BODY,
    EM,
    FLUSH,
    RAGGED,
    between,
    faces,
    milli,
    place_of,
    set_line,
    set_text,
)

CLASSES = {
    "OP": "“‘（【〔〖［｛《〈「『",
    "CL": "”’）】〕〗］｝》〉」』",
    "SP": "。．？！",
    "CM": "，、；",
    "CO": "：",
}
# The ink of 《 》 is half an em wide in itself: with its clearance it takes a little more.
SLACK = 10
KERNED = 20

# style: class → width alone in thousandths of an em (typography §1.4)
ALONE = {
    "quanjiao": {"OP": 1000, "CL": 1000, "SP": 1000, "CM": 1000, "CO": 1000},
    "kaiming": {"OP": 500, "CL": 500, "SP": 1000, "CM": 500, "CO": 500},
    "hangmo": {"OP": 1000, "CL": 1000, "SP": 1000, "CM": 1000, "CO": 1000},
    "banjiao": {"OP": 500, "CL": 500, "SP": 500, "CM": 500, "CO": 500},
}

# style: pair → blanks before, between and after the two cells of ink, in half ems
NORM = {
    "（“": (1, 0, 0),
    "（）": (1, 0, 1),
    "（。": (1, 0, 1),
    "（，": (1, 0, 1),
    "”“": (0, 1, 0),
    "》《": (0, 1, 0),
    "”）": (0, 0, 1),
    "」』": (0, 0, 1),
    "”。": (0, 0, 1),
    "”，": (0, 0, 1),
    "）：": (0, 0, 1),
    "。”": (0, 0, 1),
    "，’": (0, 0, 1),
    "？”": (0, 0, 1),
    "：“": (0, 1, 0),
    "，“": (0, 1, 0),
    "。（": (0, 1, 0),
    "，、": (0, 0, 1),
    "。，": (0, 0, 1),
    "？！": (0, 0, 0),  # two stacked marks are one 字 (GB 5.1.2)
}
NOTHING = dict.fromkeys(NORM, (0, 0, 0))
PAIRS = {
    "quanjiao": NORM,
    "hangmo": NORM,
    # 开明: the earlier mark is forced to half an em; 。？！ keep theirs as the later one.
    "kaiming": NOTHING | dict.fromkeys(("（。", "”。", "？！"), (0, 0, 1)),
    "banjiao": NOTHING,
}

CHAINS = {
    ("quanjiao", "。”“"): 2000,
    ("quanjiao", "。』」"): 2000,
    ("quanjiao", "！！！"): 2000,
    ("quanjiao", "？！？！"): 2000,
    ("kaiming", "！！！"): 2000,
    ("kaiming", "？！"): 1500,
    ("banjiao", "！！！"): 1500,
    ("kaiming", "。”“"): 1500,
    ("kaiming", "。』」"): 1500,
    ("kaiming", "”）。"): 2000,
    ("banjiao", "。”“"): 1500,
}


def cells(text: str, style: str) -> tuple[float, ...]:
    """Blanks before, between and after the cells of ink of marks between two hanzi, in half ems."""
    glyphs = places(set_line(f"国{text}国", punctuation=style))
    edges = [
        (p.x + EM // 2, p.x + EM) if p.text in OPENING else (p.x, p.x + EM // 2) for p in glyphs
    ]
    edges[0] = (glyphs[0].x, glyphs[0].x + EM)
    edges[-1] = (glyphs[-1].x, glyphs[-1].x + EM)
    return tuple(round(2 * (b[0] - a[1]) / EM, 1) + 0.0 for a, b in pairwise(edges))


def test_there_are_four_styles() -> None:
    assert set(STYLES) == set(ALONE) == set(PAIRS)


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("style", ALONE)
def test_a_mark_alone(style: str, kind: str) -> None:
    for mark in CLASSES[kind]:
        assert between(mark, punctuation=style) == pytest.approx(ALONE[style][kind], abs=SLACK), (
            mark
        )


# Half-width marks and their big sisters.
SISTERS = dict(zip(",;:!?.()", "，；：！？．（）", strict=True))


@pytest.mark.parametrize("mark", SISTERS)
@pytest.mark.parametrize("style", STYLES)
def test_a_half_width_mark_between_hanzi_is_as_wide_as_its_big_sister(
    style: str, mark: str
) -> None:
    """`近年来,滨海`: an ink half of half an em and a blank half, kept or not by the style."""
    sister = between(SISTERS[mark], punctuation=style)
    assert between(mark, punctuation=style) == pytest.approx(sister, abs=SLACK)
    assert between(f"”{mark}", punctuation=style) == pytest.approx(
        between(f"”{SISTERS[mark]}", punctuation=style), abs=2 * SLACK
    )


@pytest.mark.parametrize("mark", SISTERS)
def test_at_the_edges_of_a_line_a_half_width_mark_has_no_blank(mark: str) -> None:
    """It stands as flush as a letter: its own width is less than half an em."""
    text = f"国国国国国国国国{mark}国国国国国国国"
    wide = milli(faces()["song"].advance(place_of(mark, set_line(text)).gid) * EM // 1000)
    if mark == "(":
        first, second, *_ = places(set_text(text, 8, FLUSH)[1])
        assert (first.text, milli(first.x), milli(second.x)) == (mark, 0, wide)
    else:
        line = set_text(text, 8.51)[0]
        assert (line.text[-1], milli(line.width)) == (mark, 8000 + wide)


def test_a_half_width_mark_among_letters_has_the_width_of_the_face() -> None:
    """`A,B` is a word, in which nothing is a cell."""
    comma = milli(faces()["song"].advance(place_of(",", set_line("A,B")).gid) * EM // 1000)
    assert between("A,B") - between("AB") == pytest.approx(comma, abs=KERNED)


def test_without_its_class_a_half_width_mark_stands_as_the_face_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(classes, "HALF_WIDTH", {})
    assert between(",", punctuation="quanjiao") < 500


@pytest.mark.parametrize("pair", NORM)
@pytest.mark.parametrize("style", PAIRS)
def test_a_pair_keeps_the_blank_its_style_gives_it(style: str, pair: str) -> None:
    """Marks hug what they enclose; at most one half-em blank stands between two inks."""
    assert cells(pair, style) == PAIRS[style][pair]


def test_without_the_rule_of_stacked_marks_the_second_keeps_its_blank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prepare, "STACKED", frozenset())
    assert cells("？！", "quanjiao") == (0, 0, 1)
    assert between("！！！", punctuation="quanjiao") == 2000


@pytest.mark.parametrize(("style", "chain"), CHAINS)
def test_a_chain_of_marks(style: str, chain: str) -> None:
    assert between(chain, punctuation=style) == CHAINS[style, chain]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("sign", ["——", "……", "·", "～", "／"])
def test_dashes_and_connectors_take_no_blank_from_a_mark(style: str, sign: str) -> None:
    """Any mark beside DA, EL, CN, MD or SL stands as it stands beside a hanzi (§1.3)."""
    for mark in "，。”":
        assert between(mark + sign, punctuation=style) == between(
            mark, punctuation=style
        ) + between(sign, punctuation=style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["CL", "SP", "CM", "CO"])
def test_every_mark_is_half_an_em_at_a_line_end(style: str, kind: str) -> None:
    """GB/T 15834 5.1.10, whatever its width inside a line."""
    for mark in CLASSES[kind]:
        line, _ = set_text(f"国国国国国国国{mark}国", 7.51, RAGGED, style)
        assert line.text == f"国国国国国国国{mark}"
        assert milli(line.width) == pytest.approx(7500, abs=SLACK), mark


@pytest.mark.parametrize("style", STYLES)
def test_two_marks_at_a_line_end_are_half_an_em_each(style: str) -> None:
    for pair in ("。”", "”。", "”）", "？！"):
        assert milli(set_line(f"国{pair}", punctuation=style).width) == 2000, pair


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("opening", CLASSES["OP"])
def test_an_opening_mark_is_half_an_em_at_a_line_start(style: str, opening: str) -> None:
    """Its ink begins at the left edge, so that its origin is half an em before it."""
    _, line = set_text(f"国国国国国国国国{opening}国国国国国国国", 8, FLUSH, style)
    first, second, *_ = places(line)
    assert first.text == opening
    assert milli(first.x) == pytest.approx(-500, abs=SLACK)
    assert milli(second.x) == pytest.approx(500, abs=SLACK)


@pytest.mark.parametrize("style", STYLES)
def test_a_paragraph_that_begins_with_an_opening_mark_is_indented_to_its_ink(style: str) -> None:
    """Two 字 of indent, then ink: the cell begins at 1.5 字 (clreq, typography §1.4)."""
    first, second, *_ = places(set_line("“国国”", BODY, style))
    assert (milli(first.x), milli(second.x)) == (1500, 2500)


def test_a_line_that_starts_and_ends_with_marks_is_flush_with_both() -> None:
    """Eight 字: half an em, seven hanzi, half an em, and nothing to stretch."""
    _, line, _ = set_text("国国国国国国国国（国国国国国国国）国国", 8, FLUSH, "quanjiao")
    assert line.text == "（国国国国国国国）"
    assert (line.width, line.stretch) == (8 * EM, 0)
