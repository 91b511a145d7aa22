"""One line: who gives and who takes (typography §1.5), and that it adds up to the last EMU."""

from dataclasses import replace
from itertools import pairwise

import pytest

from compositor.model.galley import Line
from compositor.model.layout import TypeStyle
from compositor.setting.linebreak import first_fit
from compositor.setting.punctuation import STYLES
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


def first_line(text: str, zi: float, punctuation: str = "kaiming") -> Line:
    return set_text(text, zi, FLUSH, punctuation)[0]


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


@pytest.mark.parametrize("word", ["A", "8"])
def test_a_gap_beside_western_type_stretches_before_the_hanzi(word: str) -> None:
    """From an eighth of an em to a third, letters and figures alike; only then do hanzi part."""
    text = f"国国国{word}国国国国国国国国国国"
    natural = set_line(f"国国国{word}国国国").width
    little = first_line(text, (natural + EM // 5) / EM)
    assert pitches(little)[:2] == [1000, 1000]
    assert little.stretch == 0
    much = first_line(text, (natural + EM // 2) / EM)
    gap = milli(place_of(word, much).x - places(much)[2].x) - 1000
    assert gap == pytest.approx(333 + milli(much.stretch), abs=1)
    assert much.stretch > 0


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
    line = first_line(f"国国{unit}国国国国国国国国国", alone.width / EM + 0.45)
    begin, end = 2, 1 + len(places(set_line(unit)))
    assert line.stretch > 0
    stretched, natural = places(line), places(alone)
    assert stretched[end].x - stretched[begin].x == natural[end].x - natural[begin].x


def test_a_line_of_marks_alone_is_flush_all_the_same() -> None:
    """Where nothing may stretch everything does, evenly."""
    first, *_ = set_text("……" * 9, 9, FLUSH)
    assert first.width == 9 * EM


# ------------------------------------------------------------------------------- shrinking


FIGURED = "国1国1国1国国国国，"


def test_gaps_beside_western_type_shrink_and_hanzi_do_not() -> None:
    """From a quarter of an em to an eighth, in the styles that have a quarter."""
    natural = set_line(FIGURED, punctuation="quanjiao").width
    line = first_line(f"{FIGURED}国国国国", (natural - EM // 10) / EM, "quanjiao")
    assert line.text == FIGURED
    assert line.stretch < 0
    assert line.width == line.measure
    assert min(hanzi_pitches(line)) == 0


def test_last_of_all_every_gap_gives_a_hair() -> None:
    """A gap of an eighth has nothing to give: the line that misses by 0.05 em closes up evenly."""
    natural = set_line(FIGURED).width
    line = first_line(f"{FIGURED}国国国国", (natural - EM // 20) / EM)
    assert line.text == FIGURED
    assert line.width == line.measure
    assert {round(1000 * pitch) for pitch in hanzi_pitches(line)} == {-5}


def test_no_gap_gives_more_than_a_hair() -> None:
    """Ten gaps of 0.008 em give no tenth of an em: the last hanzi goes to the next line."""
    natural = set_line(FIGURED).width
    line = first_line(f"{FIGURED}国国国国", (natural - EM // 10) / EM)
    assert line.text == "国1国1国1国国国"
    assert line.stretch > 0


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


# style: the gap as set, the least and the most, in thousandths of an em (typography §1.6)
GAPS = {
    "kaiming": (125, 125, 333),
    "banjiao": (125, 125, 333),
    "quanjiao": (250, 125, 500),
    "hangmo": (250, 125, 500),
}


def width_of(text: str) -> int:
    """What the glyphs of a word take by the face, in thousandths of an em."""
    return sum(
        milli(faces()["song"].advance(place.gid) * EM // 1000) for place in places(set_line(text))
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("word", ["A", "8", "é", "e\u0301"])
def test_hanzi_and_western_type_are_parted_by_the_gap_of_the_style(word: str, style: str) -> None:
    """The same where the manuscript has a space (typography §1.6; luatex-cn asserts it)."""
    natural, _, _ = GAPS[style]
    spaced = [between(text, punctuation=style) for text in (word, f" {word} ", f"  {word}  ")]
    assert spaced == [width_of(word) + 2 * natural] * 3


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("word", ["A", "8"])
def test_a_gap_keeps_within_its_limits(word: str, style: str) -> None:
    """It closes to its least before hanzi give a hair, and opens to its most before they part."""
    _, least, most = GAPS[style]
    text, wide = f"国国国{word}国国国" + "国" * 9, 6000 + width_of(word)
    for gap in (least, most):
        line = set_text(text, (wide + 2 * gap) / 1000, FLUSH, style, first_fit)[0]
        found = place_of(word, line).x - places(line)[2].x - EM
        assert line.text == text[:7]
        assert milli(found) == pytest.approx(gap, abs=1)
        assert hanzi_pitches(line) == [0, 0, 0, 0]


def test_a_style_of_other_gaps_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = replace(STYLES["kaiming"], digit=(300, 300, 300))
    monkeypatch.setitem(STYLES, "kaiming", wide)
    assert between("8") == width_of("8") + 600
    assert between("A") == width_of("A") + 250


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
