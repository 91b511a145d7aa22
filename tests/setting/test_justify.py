"""One line: who gives and who takes (typography §1.5), and that it adds up to the last EMU."""

from itertools import pairwise

import pytest

from compositor.model.galley import Line
from compositor.model.layout import TypeStyle
from tests.setting.checks import hanzi_pitches, places, right_end
from tests.setting.samples import (
    BODY,
    EM,
    FLUSH,
    between,
    faces,
    milli,
    place_of,
    set_line,
    set_text,
)


def first_line(text: str, zi: float, style: TypeStyle = FLUSH) -> Line:
    return set_text(text, zi, style)[0]


def pitches(line: Line) -> list[int]:
    """Distances of neighbouring glyphs in thousandths of an em."""
    return [milli(b.x - a.x) for a, b in pairwise(places(line))]


def aligned(align: str) -> TypeStyle:
    return TypeStyle("aligned", "song", (EM,), align)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ stretching


@pytest.mark.parametrize("missing", range(1, 12))
def test_slack_is_shared_in_whole_emu_and_none_is_lost(missing: int) -> None:
    """Seven gaps and slack of any number of EMU: they differ by one at most."""
    zi = 8 + (7 * 1000 + missing) / EM
    line = first_line("国" * 20, zi)
    gaps = [b.x - a.x - EM for a, b in pairwise(places(line))]
    assert sum(gaps) == 7 * 1000 + missing
    assert max(gaps) - min(gaps) <= 1
    assert line.width == line.measure == right_end(line, faces())


def test_the_stretch_of_a_line_is_what_its_hanzi_show() -> None:
    line = first_line("国国国国国，国国国国国国国", 8.3)
    assert line.stretch > 0
    assert 1000 * max(hanzi_pitches(line)) == pytest.approx(1000 * line.stretch / EM, abs=0.1)


def test_the_last_line_of_a_paragraph_keeps_its_natural_width() -> None:
    *_, last = set_text("国" * 11, 8, FLUSH)
    assert (last.justified, last.ends) == (False, True)
    assert (last.width, last.stretch) == (3 * EM, 0)


def test_a_gap_beside_a_letter_stretches_before_the_hanzi() -> None:
    """From an eighth of an em to a quarter; only then do hanzi part."""
    text = "国国国A国国国国国国国国国国"
    natural = set_line("国国国A国国国").width
    little = first_line(text, (natural + EM // 5) / EM)
    assert pitches(little)[:2] == [1000, 1000]
    assert little.stretch == 0
    much = first_line(text, (natural + EM // 2) / EM)
    assert milli(place_of("A", much).x - 3 * EM) > 250
    assert much.stretch > 0


def test_a_gap_beside_a_figure_does_not_open_before_the_rest() -> None:
    line = first_line("国国国8国国国国国国国国国国", 7.2)
    gap = milli(place_of("8", line).x - places(line)[2].x) - 1000
    assert gap == pytest.approx(125 + milli(line.stretch), abs=1)


def test_a_word_space_stretches_to_half_an_em_before_the_letters_of_a_word_do() -> None:
    """Nothing opens inside a word (§1.5): all slack goes to the spaces."""
    line = first_line("on on on on on on on on on", 7)
    natural = places(set_line("on"))
    pairs = [(a, b) for a, b in pairwise(places(line)) if (a.text, b.text) == ("o", "n")]
    assert {b.x - a.x for a, b in pairs} == {natural[1].x - natural[0].x}
    assert line.width == 7 * EM


@pytest.mark.parametrize(
    "unit", ["——", "……", "？！", "90％", "￥5", "37℃", "１２", "10～20", "m²", "Wi-Fi", "国／国"]
)
def test_nothing_opens_inside_what_belongs_together(unit: str) -> None:
    """Nor beside a connector or solidus: the unit is as long in a stretched line as alone."""
    alone = set_line(f"国国{unit}国国")
    line = first_line(f"国国{unit}国国国国国国国国国", alone.width / EM + 0.3)
    begin, end = 2, 1 + len(places(set_line(unit)))
    assert line.stretch > 0
    stretched, natural = places(line), places(alone)
    assert stretched[end].x - stretched[begin].x == natural[end].x - natural[begin].x


def test_a_line_of_marks_alone_is_flush_all_the_same() -> None:
    """Where nothing may stretch everything does, evenly."""
    first, *_ = set_text("……" * 9, 9, FLUSH)
    assert first.width == 9 * EM


# ------------------------------------------------------------------------------- shrinking


def test_gaps_beside_western_type_shrink_but_hanzi_never_do() -> None:
    text = "国1国1国1国国国国，国国国国"
    natural = set_line("国1国1国1国国国国，").width
    line = first_line(text, (natural - EM // 10) / EM)
    assert line.text == "国1国1国1国国国国，"
    assert line.stretch < 0
    assert line.width == line.measure
    assert min(hanzi_pitches(line)) == 0


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_ragged_line_that_counts_on_shrinking_is_shrunk(align: str) -> None:
    """What the breaker found room for stands in that room, whatever the alignment."""
    lines = set_text("国1国1国1国1国1国国国国国国国国国国国", 9, aligned(align))
    assert max(line.width for line in lines) <= 9 * EM
    assert min(place.x for line in lines for place in places(line)) >= 0


# ------------------------------------------------------------------------------- alignment


@pytest.mark.parametrize(
    ("align", "x"), [("left", 0), ("center", 2500), ("right", 5000), ("justify", 0)]
)
def test_where_a_short_line_stands(align: str, x: int) -> None:
    (line,) = set_text("国国国", 8, aligned(align))
    assert milli(places(line)[0].x) == x
    assert milli(line.width) == x + 3000


def test_the_first_line_is_indented_and_the_others_are_not() -> None:
    """Two 字 (clreq 6.2.1.1)."""
    first, second, _ = set_text("国" * 20, 8, BODY)
    assert (places(first)[0].x, places(second)[0].x) == (2 * EM, 0)
    assert first.width == second.width == 8 * EM


# --------------------------------------------------------------------------------- spacing


def test_hanzi_and_western_type_are_parted_by_an_eighth_of_an_em() -> None:
    """The same where the manuscript has a space (typography §1.6; luatex-cn asserts it)."""
    (glyph,) = places(set_line("A"))
    wide = milli(faces()["song"].advance(glyph.gid) * EM // 1000)
    assert between("A") == between(" A ") == between("  A  ") == wide + 250


@pytest.mark.parametrize("marked", ["“A”", "（A）", "，A，", "—A—"])
def test_there_is_no_gap_beside_a_mark(marked: str) -> None:
    alone = sum(between(mark, punctuation="quanjiao") for mark in (marked[0], marked[-1]))
    assert between(marked, punctuation="quanjiao") == alone + between("A") - 250


def test_full_width_figures_take_a_whole_character_and_no_gap() -> None:
    assert between("１２") == 2000


def test_there_is_no_gap_beside_a_sign() -> None:
    """CSS text-autospace: letters and figures only."""
    assert between("%") + between("5") == between("5%") + 125


def test_typed_spaces_count_as_one() -> None:
    """Half an em between hanzi in text, 0.3 em between words; never nothing."""
    assert between(" 国 ") == between("  国   ") == 2000
    assert set_line("on on").width == set_line("on   on").width
    assert milli(set_line("on on").width - 2 * set_line("on").width) == 300
    assert between("\u3000") == 1000


def test_tracking_parts_all_but_what_belongs_together() -> None:
    """Opened labels and headlines: —— and …… stay two em."""
    tracked = TypeStyle("label", "song", (EM,), "left", tracking=EM // 10)
    assert between("国", tracked) == 1200
    assert between("——", tracked) == between("……", tracked) == 2200
