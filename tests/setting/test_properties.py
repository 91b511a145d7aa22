"""What holds of every paragraph: nothing lost, nothing too wide, flush, no forbidden start or end.

Generated Chinese over measures of 8 to 30 字, checked by the tables and glyph places of `checks`.
`test_negative_controls` shows that these checks can fail.
"""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compositor.model.galley import Line
from compositor.setting.kinsoku import breaks
from compositor.setting.leastcost import least_cost
from compositor.setting.linebreak import LineBreaker, first_fit
from compositor.setting.punctuation import STYLES
from tests.setting import checks
from tests.setting.checks import OPENING, places
from tests.setting.samples import BODY, EM, RAGGED, faces, set_text
from tests.setting.texts import chinese_texts

measures = st.integers(8, 30)
styles = st.sampled_from(sorted(STYLES))
breakers = st.sampled_from([first_fit, least_cost])

# One word or hanzi on a line of its own has nothing that could stretch.
ONE_PIECE = re.compile(r".|[!-~À-ÿ]+|—{2}")


def unexcused(lines: Sequence[Line]) -> list[str]:
    """Forbidden breaks, but not those of a line that offers no permitted one before it."""
    found = []
    start = 0
    allowed = breaks(checks.set_text(lines))
    for at, text in checks.breaks(lines):
        offered = any(allowed[start + 1 : at])
        if offered and (why := checks.forbidden(text, at)):
            found.append(why)
        start = at
    return found


def not_flush(lines: Sequence[Line]) -> list[str]:
    """Lines but the last that do not end at their measure, though they could stretch."""
    ragged = [line.text for line in lines[:-1] if not line.justified]
    found = [*ragged, *checks.not_flush(lines, faces())]
    return [text for text in found if not ONE_PIECE.fullmatch(text.strip())]


@given(chinese_texts(), measures, styles, breakers)
def test_every_character_is_kept_in_order(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    """In the lines' texts, and by the glyphs that are drawn (white space aside)."""
    lines = set_text(text, zi, BODY, style, breaker)
    assert checks.set_text(lines) == text
    assert checks.drawn_text(lines) == checks.without_space(text)


@given(chinese_texts(), measures, styles, breakers)
@example("国国workshop国国", 8, "kaiming", least_cost)
@example("国\u3000国" * 12, 8, "quanjiao", least_cost)
def test_every_line_but_the_last_is_flush(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    """Its width is the measure to the EMU; its last glyph ends there, end marks half an em."""
    assert not_flush(set_text(text, zi, BODY, style, breaker)) == []


@given(chinese_texts(), measures, styles, breakers)
@example("Internationalization", 11, "kaiming", least_cost)
@example("https://www.example.com/" * 4, 8, "kaiming", least_cost)
def test_no_line_is_wider_than_its_measure(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    """And nothing stands further left than the blank of a trimmed opening mark."""
    assert checks.too_wide(set_text(text, zi, BODY, style, breaker), faces()) == []


@given(chinese_texts(), measures, styles, breakers)
def test_nor_is_a_ragged_one(text: str, zi: int, style: str, breaker: LineBreaker) -> None:
    assert checks.too_wide(set_text(text, zi, RAGGED, style, breaker), faces()) == []


@given(chinese_texts(), measures, styles, breakers)
def test_no_forbidden_start_or_end(text: str, zi: int, style: str, breaker: LineBreaker) -> None:
    """GB/T 15834 5.1, unless a line has no permitted break at all."""
    assert unexcused(set_text(text, zi, BODY, style, breaker)) == []


@given(chinese_texts(), measures, styles, breakers)
def test_an_opening_mark_at_a_line_start_has_no_blank_before_it(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    assert checks.untrimmed(set_text(text, zi, BODY, style, breaker)) == []


@given(chinese_texts(), measures, styles, breakers)
def test_glyphs_stand_from_left_to_right(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    assert checks.backwards(set_text(text, zi, BODY, style, breaker)) == []


@given(chinese_texts(), measures, styles, breakers)
def test_hanzi_of_a_line_stand_at_equal_distances(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    """A line stretches evenly, to a thousandth of an em, and no closer than a hair."""
    lines = set_text(text, zi, BODY, style, breaker)
    assert checks.uneven(lines) == []
    assert checks.too_close(lines) == []


@given(chinese_texts(), measures, styles, breakers)
def test_setting_twice_gives_equal_lines(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    assert set_text(text, zi, BODY, style, breaker) == set_text(text, zi, BODY, style, breaker)


@given(chinese_texts(), measures, styles, breakers)
def test_the_first_line_is_indented_by_two_characters(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    """A first opening mark by its ink: its cell begins half an em before."""
    x = places(set_text(text, zi, BODY, style, breaker)[0])[0].x
    if text[0] in OPENING:
        assert x == pytest.approx(1.5 * EM, abs=EM // 100)
    elif text[0] not in checks.HALF_EM:
        assert x == 2 * EM


@given(chinese_texts(), measures, styles, breakers)
def test_only_the_last_line_ends_its_paragraph(
    text: str, zi: int, style: str, breaker: LineBreaker
) -> None:
    *others, last = set_text(text, zi, BODY, style, breaker)
    assert (last.ends, last.measure) == (True, zi * EM)
    assert not any(line.ends for line in others)
