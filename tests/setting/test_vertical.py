"""Vertical lines: how each sign stands, what it takes of the line, and what holds of all of them.

Rules: GB/T 15834 5.2, clreq 6.3, `typography.md` §1.8 of the project's rule sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.galley import GlyphRun, Line, Stance
from compositor.model.issue import Span
from compositor.model.layout import TypeStyle
from compositor.setting.atoms import Type
from compositor.setting.punctuation import STYLES
from compositor.setting.shape import shape
from compositor.setting.vertical import shape_downwards
from compositor.typefaces import Script
from tests.setting import checks
from tests.setting.samples import BODY, EM, ROLES, between, faces, in_role, set_line, set_text
from tests.setting.test_properties import ONE_PIECE
from tests.setting.texts import chinese_texts

DOWN = replace(BODY, vertical=True)
HANZI_BOX = 60  # thousandths of an em: HarfBuzz has the box of the control points


def down(role: str = "song") -> TypeStyle:
    return replace(in_role(role), vertical=True)


class Box(NamedTuple):
    """The ink of one glyph of a vertical line, thousandths of an em from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def boxes(line: Line) -> list[Box]:
    """The ink of a vertical line's glyphs, in its order."""
    return [box for run in line.runs for box in _boxes(run)]


def _boxes(run: GlyphRun) -> Iterator[Box]:
    face = faces()[run.face]
    em = 1000 * run.size / EM / face.upem
    for gid, x, y, text in zip(run.glyphs, run.xs, run.ys, run.texts, strict=True):
        left, right = (edge * em * run.condensed / 1000 for edge in face.ink(gid))
        top, bottom = (edge * em for edge in face.ink_down(gid))
        along, across = 1000 * x / EM, 1000 * y / EM
        if run.stance is Stance.TURNED:
            yield Box(text, across + bottom, along + left, across + top, along + right)
        else:
            yield Box(text, across + left, along - top, across + right, along - bottom)


def box_of(text: str, around: str = "国{}国", role: str = "song") -> Box:
    """The ink of a sign that is one glyph, second on its line; top and bottom from its cell."""
    box = boxes(set_line(around.format(text), down(role), "quanjiao"))[1]
    return box._replace(top=box.top - 1000, bottom=box.bottom - 1000)


def stances(text: str, role: str = "song") -> str:
    """How the signs of a text stand: `u` upright alone, `c` sharing a cell, `t` turned."""
    shown = ""
    for atom in shape_downwards([Span(text)], Type(role, "hei", EM), faces()).atoms:
        if not atom.text.isspace():
            sign = "t" if atom.stance is Stance.TURNED else "c" if len(atom.text) > 1 else "u"
            shown += sign * len(atom.text)
    return shown


# ------------------------------------------------------------------------------ in every face


@pytest.mark.parametrize("role", ROLES)
def test_hanzi_stand_in_the_middle_of_their_cells(role: str) -> None:
    """Whether the face has VORG, vmtx or neither."""
    line = set_line("国田回目中困口因", down(role))
    offs = [
        (box.middle[0] - 500, box.middle[1] - 1000 * i - 500) for i, box in enumerate(boxes(line))
    ]
    assert line.width == 8 * EM
    for off in zip(*offs, strict=True):
        assert max(map(abs, off)) < 80
        assert abs(sum(off) / 8) < 60  # Kai stands 0.05 em low in its box, level or not


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("mark", "。，、")
def test_points_stand_in_the_upper_right_of_their_cell(role: str, mark: str) -> None:
    """GB 5.2.1."""
    box = box_of(mark, role=role)
    assert 500 <= box.left < box.right <= 1000
    assert 0 <= box.top < box.bottom <= 500


def test_a_level_point_is_not_in_the_upper_right() -> None:
    """Negative control: without the vertical form the check above fails."""
    face = faces()["song"]
    (glyph,) = face.shape("。", Script.HAN)
    assert face.ink(glyph.gid)[0] < 500 and face.ink_down(glyph.gid)[1] < 0


@pytest.mark.parametrize("role", ROLES)
def test_a_dash_runs_down_two_em_unbroken_in_the_middle(role: str) -> None:
    """GB 5.2.2, by the face's vertical form or, where it has none, turned."""
    line = set_line("国——国", down(role))
    dashes = boxes(line)[1:-1]
    assert between("——", down(role)) == 2000
    for box in dashes:
        assert box.middle[0] == pytest.approx(500, abs=5)
        assert box.right - box.left < 100
    assert all(b.top <= a.bottom for a, b in pairwise(dashes))
    assert dashes[-1].bottom - dashes[0].top > 1800


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("sign", ["…", "～", "–", "/", "／", "·"])
def test_signs_run_down_the_middle(role: str, sign: str) -> None:
    """GB 5.2.2: ellipses, connectors, solidus and interpunct are centred."""
    if faces()[role].has(sign):
        assert box_of(sign, role=role).middle[0] == pytest.approx(500, abs=40)


@pytest.mark.parametrize("role", ROLES)
def test_ellipses_are_two_em_and_interpuncts_half(role: str) -> None:
    assert between("……", down(role)) == 2000
    assert between("·", down(role)) == 500
    assert box_of("·", role=role).middle[1] == pytest.approx(250, abs=2)


@pytest.mark.parametrize("role", ROLES)
def test_quotes_become_corner_brackets_and_stay_quotes_in_the_text(role: str) -> None:
    """GB 5.2.3: double ones outside. What can be copied out of the PDF is what was written."""
    line = set_line("“甲‘乙’丙”", down(role))
    shown = [gid for run in line.runs for gid in run.glyphs]
    forms = [g.gid for sign in "『甲「乙」丙』" for g in faces()[role].shape_down(sign)]
    assert shown == forms
    assert (line.text, checks.drawn_text([line])) == ("“甲‘乙’丙”", "“甲‘乙’丙”")


@pytest.mark.parametrize("role", ROLES)
def test_brackets_lie_across_the_line(role: str) -> None:
    """Their vertical forms are wider than high, and open downwards at the foot of their cell."""
    for opening, closing in ("“”", "‘’", "（）", "《》"):
        first, second = box_of(opening, role=role), box_of(closing, role=role)
        assert first.right - first.left > first.bottom - first.top
        assert first.top > 450 and second.bottom < 550


# --------------------------------------------------------------------------------- squeezing


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("mark", "：；？！")
def test_colons_and_marks_of_question_take_an_em_in_every_style(
    mark: str, style: str, role: str
) -> None:
    """Clreq 6.3.2.1: they cannot be squeezed in vertical lines, not even at the line's end."""
    assert between(mark, down(role), style) == 1000
    assert set_line(f"国{mark}", down(role), style).width == 2 * EM


def test_a_bracket_after_a_colon_loses_its_blank() -> None:
    """`：『` is 1.5 em, through the bracket."""
    for style in STYLES:
        assert between("：“", down(), style) == 1500


@pytest.mark.parametrize(
    ("marks", "kaiming", "quanjiao"),
    [
        ("，", 500, 1000),
        ("。", 1000, 1000),
        ("“", 500, 1000),
        ("”", 500, 1000),
        ("。”", 1000, 1500),
    ],
)
def test_other_marks_squeeze_as_in_level_lines(marks: str, kaiming: int, quanjiao: int) -> None:
    assert between(marks, down(), "kaiming") == kaiming == between(marks)
    assert between(marks, down(), "quanjiao") == quanjiao == between(marks, punctuation="quanjiao")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("marks", ["，", "”，", "（“", "”“", "。”", "、《"])
def test_inks_never_touch_however_marks_are_squeezed(role: str, marks: str) -> None:
    line = set_line(f"口{marks}口", down(role), "banjiao")
    for upper, lower in pairwise(boxes(line)):
        assert lower.top - upper.bottom > 0, (upper, lower)


# ------------------------------------------------------------------------ letters and figures


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("A股", "uu"),
        ("5月", "uu"),
        ("GDP", "uuu"),
        ("NATO", "uuuu"),
        ("UNESCO", "tttttt"),
        ("11月", "ccu"),
        ("100天", "cccu"),
        ("2025年", "ttttu"),
        ("3.0版", "cccu"),
        ("A+级", "ccu"),
        ("5%的", "ccu"),
        ("10%的", "cccu"),
        ("100%的", "ttttu"),
        ("5G网", "ccu"),
        ("C919机", "ttttu"),
        ("iPhone", "tttttt"),
        ("of", "tt"),
        ("1/3", "ttt"),
        ("和/或", "utu"),
        ("和／或", "uuu"),
        ("20％", "ccu"),
        ("B.盖", "ccu"),
        ("AI+制", "uuuu"),
        ("Hello!", "tttttt"),
        ("PM2.5", "ttttt"),
        ("见www.a.cn/?x=1", "u" + 13 * "t"),
    ],
)
def test_what_stands_upright_and_what_is_turned(text: str, stand: str) -> None:
    """Typography §1.8; the year of four figures is turned by the house's choice."""
    assert stances(text) == stand


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("figures", ["11", "20", "100", "5%", "3.0", "A+"])
def test_what_shares_a_cell_fits_into_it_side_by_side(role: str, figures: str) -> None:
    """One em of the line, its ink in the middle of the cell, and no glyph over the next."""
    if stances(figures, role) == "c" * len(figures):
        line = set_line(f"国{figures}国", down(role))
        signs = boxes(line)[1:-1]
        assert line.width == 3 * EM
        assert all(a.right <= b.left + 10 for a, b in pairwise(signs))
        assert min(b.left for b in signs) >= -15 and max(b.right for b in signs) <= 1015
        middle = (min(b.top for b in signs) + max(b.bottom for b in signs)) / 2
        assert middle == pytest.approx(1500, abs=2)


@pytest.mark.parametrize("role", ROLES)
def test_upright_letters_stand_in_the_middle(role: str) -> None:
    for letter in "AQx7":
        assert box_of(letter, role=role).middle == pytest.approx((500, 500), abs=80)


@pytest.mark.parametrize("role", ROLES)
def test_turned_words_stand_in_the_middle(role: str) -> None:
    """The middle of capitals and figures, between baseline and top."""
    for box in boxes(set_line("H2025", down(role))):
        assert box.middle[0] == pytest.approx(500, abs=70)


def test_only_what_is_turned_is_parted_by_a_gap() -> None:
    """1/4 em on both sides; none beside upright letters and cells."""
    word = between("Pro", in_role("song")) - 250
    assert between("Pro", down()) == word + 500
    for cell, width in (("A", 1), ("11", 1), ("GDP", 3), ("5%", 1)):
        assert between(cell, down()) == 1000 * width


def test_typed_spaces_beside_cells_make_no_blank() -> None:
    """As in level lines they are the gap, which a cell does not have; towards a word they stay."""
    assert between(" GDP ", down()) == between("GDP", down())
    assert between(" 11 ", down()) == 1000
    assert between("Pro 15", down()) == between("Pro", down()) - 250 + 300 + 1000
    assert between(" ", down()) == 500


def test_kinsoku_is_that_of_level_lines() -> None:
    """GB 5.2.6."""
    text = "他说：“2025年增长5%！”——“好……”A股·B股／C股，20％～30％。"
    kind = Type("song", "hei", EM)
    assert (
        shape_downwards([Span(text)], kind, faces()).allowed
        == shape([Span(text)], kind, faces()).allowed
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("text", "em"), [("葛\U000e0100城", 2), ("。\ufe00国", 2), ("e\u0301好", 2)]
)
def test_what_joins_a_sign_takes_no_place_of_its_own(text: str, em: int, role: str) -> None:
    """Variation selectors, and accents that stand alone."""
    line = set_line(text, down(role))
    assert line.width == em * EM
    assert checks.drawn_text([line]) == text


def test_a_word_longer_than_the_line_is_broken_and_stays_turned() -> None:
    lines = set_text("Pneumonoultramicroscopic", 5, down())
    assert len(lines) > 1
    assert {run.stance for line in lines for run in line.runs} == {Stance.TURNED}
    assert checks.drawn_text(lines) == "Pneumonoultramicroscopic"


# --------------------------------------------------------------------------- all vertical lines


def cells(line: Line) -> list[tuple[str, float, float]]:
    """Text, top and bottom of the ink of each sign down the line; words and shared cells are one.

    Within a word letters may be kerned into one another.
    """
    signs = [
        (number if run.stance is Stance.TURNED else -x - 1, box)
        for number, run in enumerate(line.runs)
        for x, box in zip(run.xs, _boxes(run), strict=True)
        if not box.text.isspace()
    ]
    together = [[box for _, box in group] for _, group in groupby(signs, key=lambda s: s[0])]
    return [
        ("".join(b.text for b in group), min(b.top for b in group), max(b.bottom for b in group))
        for group in together
    ]


def crossing(line: Line) -> list[str]:
    """Signs whose ink reaches into the next one's; hanzi boxes are a bit higher than their ink."""
    return [a + b for (a, _, end), (b, top, _) in pairwise(cells(line)) if top < end - HANZI_BOX]


def beyond(lines: Sequence[Line]) -> list[str]:
    """Lines that leave their measure, by their width or by their ink."""
    return [
        line.text
        for line in lines
        if line.width > line.measure or cells(line)[-1][2] > 1000 * line.measure / EM + HANZI_BOX
    ]


measures = st.integers(8, 30)


@given(chinese_texts(), measures, st.sampled_from(sorted(STYLES)))
def test_every_vertical_line_keeps_its_text_in_its_measure(text: str, zi: int, style: str) -> None:
    """Nothing lost, doubled or reordered; no line too long; all but the last flush."""
    lines = set_text(text, zi, DOWN, style)
    assert checks.set_text(lines) == text
    assert checks.drawn_text(lines) == checks.without_space(text)
    assert all(line.vertical for line in lines)
    assert beyond(lines) == []
    for line in lines:
        is_flush = line.width == line.measure or ONE_PIECE.fullmatch(line.text.strip())
        assert is_flush or not line.justified


@given(chinese_texts(), measures, st.sampled_from(sorted(STYLES)))
def test_no_two_signs_of_a_vertical_line_overlap(text: str, zi: int, style: str) -> None:
    for line in set_text(text, zi, DOWN, style):
        assert crossing(line) == []


@given(chinese_texts())
def test_glyphs_run_in_parallel_with_their_places(text: str) -> None:
    for line in set_text(text, 12, DOWN):
        for run in line.runs:
            assert len(run.glyphs) == len(run.xs) == len(run.ys) == len(run.texts)
            assert run.stance is not Stance.LEVEL


def test_the_checks_of_vertical_lines_can_fail() -> None:
    """Negative controls: a line pushed together, and one too long."""
    line = set_line("工会职工", down())
    (run,) = line.runs
    pushed = replace(line, runs=(run._replace(xs=tuple(x // 2 for x in run.xs)),))
    assert crossing(line) == [] and crossing(pushed) != []
    assert beyond([line]) == [] and beyond([replace(line, measure=2 * EM)]) != []


def test_level_lines_carry_nothing_of_this() -> None:
    """Level lines have no places across them, no stance and no condensed figures."""
    line = set_line("工会2025年GDP增长5%")
    assert not line.vertical
    assert {(run.stance, run.ys, run.condensed) for run in line.runs} == {(Stance.LEVEL, (), 1000)}
