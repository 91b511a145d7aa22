"""The rules on plain strings: widths, lines, and that they are those of real type where it is even.

What others expect of this surface is in `test_outside_cases`; what it does with odd characters in
`test_bad_input`.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import compositor.setting
from compositor.setting import break_headline, break_paragraph, may_break, natural_widths
from compositor.setting.kinsoku import LEVELS, breaks
from compositor.setting.plain import BREAKERS
from compositor.setting.punctuation import STYLES
from tests.setting.checks import forbidden
from tests.setting.samples import BODY, between, set_text, texts
from tests.setting.test_punctuation import CLASSES, NORM
from tests.setting.texts import chinese_texts

styles = st.sampled_from(sorted(STYLES))
measures = st.integers(8, 30)


def test_the_surface_is_these_names() -> None:
    assert sorted(compositor.setting.__all__) == [
        "break_headline",
        "break_paragraph",
        "may_break",
        "natural_widths",
    ]


# ---------------------------------------------------------------------------------- widths


def test_widths_in_kaiming() -> None:
    """The example of the documentation, and the style used if none is named."""
    assert natural_widths("他说：“好。”") == [1, 1, 0.5, 0.5, 1, 0.5, 0.5]
    assert natural_widths("好。好") == natural_widths("好。好", "kaiming") == [1, 1, 1]


@pytest.mark.parametrize("style", STYLES)
def test_a_mark_is_as_wide_as_in_type(style: str) -> None:
    """Alone and in pairs, in the face whose marks have all their blank."""
    for marks in [*"".join(CLASSES.values()), *NORM, "……", "——", "·", "–", "～", "/", "？！！"]:
        plain = sum(natural_widths(f"国{marks}国", style)[1:-1])
        assert 1000 * plain == pytest.approx(between(marks, punctuation=style), abs=20), marks


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("Ab9", [0.5, 0.5, 0.5]),
        ("国,国", [1, 0.5, 1]),
        ("国.A", [1, 1, 0.5]),
        ("cafe\u0301", [0.5, 0.5, 0.5, 0.5, 0]),
        ("葛\U000e0100", [1, 0]),
        ("１ｱ", [1, 0.5]),
        ("国 国", [1, 0.5, 1]),
        ("国 A", [1, 0, 0.5]),
        ("\u3000国", [1, 1]),
        ("国⸺国", [1, 2, 1]),
        ("国•国‐国－", [1, 0.5, 1, 0.5, 1, 1]),
    ],
)
def test_signs_that_are_no_hanzi(text: str, widths: list[float]) -> None:
    """Half an em for what is half-width, nothing for an accent or a space that is the gap."""
    assert natural_widths(text) == widths


@given(chinese_texts(), styles)
def test_there_is_a_width_for_every_character(text: str, style: str) -> None:
    widths = natural_widths(text, style)
    assert len(widths) == len(text)
    assert {*widths} <= {0, 0.3, 0.5, 1}  # 0.3 is a space between words


@given(chinese_texts())
def test_tighter_styles_are_no_wider(text: str) -> None:
    by_style = {style: sum(natural_widths(text, style)) for style in STYLES}
    assert by_style["banjiao"] <= by_style["kaiming"]
    assert by_style["banjiao"] <= by_style["quanjiao"] == by_style["hangmo"]


# ----------------------------------------------------------------------------------- lines


def test_lines_of_a_paragraph() -> None:
    assert break_paragraph("国" * 20, 8) == ["国" * 6, "国" * 8, "国" * 6]
    assert break_paragraph("国" * 20, 8, 0) == ["国" * 8, "国" * 8, "国" * 4]
    assert break_paragraph("", 8) == []


@given(chinese_texts(), measures, styles, st.sampled_from(sorted(BREAKERS)))
def test_lines_together_are_the_text(text: str, zi: int, style: str, breaker: str) -> None:
    lines = break_paragraph(text, zi, style=style, breaker=breaker)
    assert "".join(lines) == text
    assert all(lines)


@given(chinese_texts(), measures, styles)
def test_no_line_breaks_where_none_may(text: str, zi: int, style: str) -> None:
    """By GB/T 15834, unless a line offers no permitted break."""
    allowed = breaks(text)
    start = 0
    for line in break_paragraph(text, zi, style=style)[:-1]:
        end = start + len(line)
        assert not any(allowed[start + 1 : end]) or not forbidden(text, end)
        start = end


@given(chinese_texts(), measures, styles)
def test_no_line_is_wider_than_its_measure(text: str, zi: int, style: str) -> None:
    """Its characters as they stand inside a line, less the blanks lines may lose."""
    for line in break_paragraph(text, zi, 0, style=style):
        shown = line.rstrip()
        assert sum(natural_widths(shown, "banjiao")) <= zi + 0.01 * len(shown) + 0.5


@pytest.mark.parametrize("style", STYLES)
def test_lines_are_those_of_type_where_it_has_no_latin(style: str) -> None:
    """Hanzi and marks are as wide in Song as in plain text: the same paragraph breaks alike."""
    text = "工会工作，做的是群众工作；实质上就是思想政治工作。职工说：“好！真好！”他们走进《工人日报》。"
    for zi in range(8, 24):
        assert break_paragraph(text, zi, style=style) == texts(set_text(text, zi, BODY, style))


def test_a_word_wider_than_its_headline_is_cut() -> None:
    """As in type: no line may run into its neighbour."""
    assert break_headline("工会" + "A" * 20, 6, 2) == ["工会", "A" * 10, "A" * 10]
    assert break_headline("A" * 12, 6, 1) == ["A" * 12]


def test_level_and_style_are_asked_for_by_name() -> None:
    text = "国国国国……国国国国"
    assert break_paragraph(text, 4, 0)[1][0] == "…"
    assert break_paragraph(text, 4, 0, level="strict")[1][0] == "国"
    tight, wide = (break_paragraph("国：国" * 9, 7, 0, style=s) for s in ("banjiao", "quanjiao"))
    assert len(tight) < len(wide)


@pytest.mark.parametrize(
    "names", [{"style": "kaimin"}, {"level": "gb18030"}, {"breaker": "best-fit"}]
)
def test_an_unknown_name_is_an_error_of_the_caller(names: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        break_paragraph("国国", 8, **names)  # type: ignore[arg-type]


def test_widths_of_an_unknown_style_are_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        natural_widths("国", "kaimin")


@pytest.mark.parametrize("measure", [-1, 0, 0.2, 1])
def test_a_measure_of_less_than_a_character_counts_as_one(measure: float) -> None:
    assert break_paragraph("国国国", measure) == ["国", "国", "国"]


@pytest.mark.parametrize("endless", [float("inf"), 1e300])
def test_a_measure_and_an_indent_may_be_endless(endless: float) -> None:
    assert break_paragraph("国国国", endless, 5) == ["国国国"]
    assert break_paragraph("国国国国", [2, endless], endless) == ["国", "国国国"]


def test_what_is_no_number_is_as_little_as_possible() -> None:
    nan = float("nan")
    assert break_paragraph("国国国", nan) == ["国", "国", "国"]
    assert break_paragraph("国国国国", 2, nan) == ["国国", "国国"]


def test_names_need_not_be_spelled_out() -> None:
    """The order of arguments is part of the surface."""
    text = "国国国国……国国国国"
    named = break_paragraph(text, 4, 0, style="banjiao", level="strict", breaker="first-fit")
    assert break_paragraph(text, 4, 0, "banjiao", "strict", "first-fit") == named


def test_an_indent_leaves_a_character_at_least() -> None:
    assert break_paragraph("国国国国", 3, 9) == ["国", "国国国"]


@pytest.mark.parametrize("level", LEVELS)
def test_single_places_may_be_asked_for(level: str) -> None:
    assert not may_break("国。", 1, level)  # type: ignore[arg-type]
    assert may_break("国国", 1, level)  # type: ignore[arg-type]
