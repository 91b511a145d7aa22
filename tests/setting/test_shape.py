"""Shaping: what each face gives, what stays one piece, and what happens to a missing character."""

from itertools import pairwise, product

import pytest

from compositor.model.issue import Span
from compositor.setting import glyphs
from compositor.setting.atoms import MissingGlyph, Shaped, Type
from compositor.setting.shape import shape
from tests.setting.checks import Place, drawn_text, inks_touch, places, set_text, without_space
from tests.setting.samples import (
    BODY,
    EM,
    ROLES,
    between,
    faces,
    forget,
    in_role,
    place_of,
    set_line,
    set_spans,
)
from tests.setting.samples import set_text as lines_of

# Without 〖 〗: in Kai their ink is drawn beyond their cell, squeezed or not.
KERNED = 60  # thousandths of an em
MARKS = "“‘（【〔［｛《〈「『”’）】〕］｝》〉」』。．？！，、；："


def shaped(text: str, role: str = "song") -> Shaped:
    return shape([Span(text)], Type(role, "hei", EM), faces())


def pieces(text: str, role: str = "song") -> list[str]:
    """The atoms of a text, as their words."""
    return [atom.text for atom in shaped(text, role).atoms]


def ink(place: Place) -> tuple[float, float]:
    """Left and right edge of a glyph's ink on its line, in thousandths of an em."""
    face = faces()[place.face]
    left, right = face.ink(place.gid)
    return (
        1000 * (place.x / EM + left / face.upem),
        1000 * (place.x / EM + right / face.upem),
    )


# --------------------------------------------------------------------------- in every face


@pytest.mark.parametrize("role", ROLES)
def test_the_faces_are_those_of_the_font_table(role: str) -> None:
    assert tuple(faces().records) == ROLES
    assert faces()[role].role == role


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("sign", "width"), [("——", 2000), ("……", 2000), ("…………", 4000)])
def test_dashes_and_ellipses_are_two_em_a_pair(role: str, sign: str, width: int) -> None:
    """GB/T 15834 5.1.4-5.1.5, exactly, in every face."""
    assert between(sign, in_role(role)) == width


@pytest.mark.parametrize("role", ROLES)
def test_a_dash_is_one_unbroken_line(role: str) -> None:
    """GB/T 15834 5.1.4: one glyph, or two whose inks meet."""
    line = set_line("国——国", in_role(role))
    inks = [ink(place) for place in places(line)[1:-1]]
    assert all(b[0] <= a[1] for a, b in pairwise(inks))


@pytest.mark.parametrize("role", ROLES)
def test_the_interpunct_stands_in_the_middle_of_half_an_em(role: str) -> None:
    """GB/T 15834 5.1.7, whatever cell the face gives it."""
    assert between("·", in_role(role)) == 500
    left, right = ink(place_of("·", set_line("国·国", in_role(role))))
    assert (left + right) / 2 == pytest.approx(1250, abs=2)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("sign", "·–-~/")
def test_a_sign_of_half_an_em_stands_in_the_middle_of_it(sign: str, role: str) -> None:
    """GB/T 15834 5.1.6, 5.1.7 and 5.1.9: beside Chinese, whatever the face gives it."""
    assert between(sign, in_role(role)) == 500
    left, right = ink(place_of(sign, set_line(f"国{sign}国", in_role(role))))
    assert (left + right) / 2 == pytest.approx(1250, abs=2)


@pytest.mark.parametrize("role", ROLES)
def test_full_width_connectors_stay_one_em(role: str) -> None:
    for sign in "～／—":
        assert between(sign, in_role(role)) == 1000, sign


def test_without_that_rule_a_sign_has_the_width_of_its_face(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glyphs, "HALF_EM", frozenset())
    forget()
    widths = [between(sign) for sign in "–-~/"]
    forget()
    assert 500 not in widths


@pytest.mark.parametrize("role", ROLES)
def test_an_apostrophe_is_as_wide_as_its_ink(role: str) -> None:
    """Chinese faces have ’ only as a full-width quotation mark: don’t is no wider than dont’s ink."""
    alone, plain = (between(word, in_role(role)) for word in ("don’t", "dont"))
    left, right = ink(place_of("’", set_line("don’t", in_role(role))))
    assert alone - plain == pytest.approx(right - left + 80, abs=KERNED)
    assert inks_touch(set_line("don’t", in_role(role)), faces(), clearance=0) == []


@pytest.mark.parametrize("role", ROLES)
def test_a_typed_hyphen_is_no_wider_than_half_an_em(role: str) -> None:
    """‐ (U+2010) is full-width in Chinese faces: beside hanzi half an em, in a word its ink."""
    assert between("‐", in_role(role)) == 500
    alone, plain = (between(word, in_role(role)) for word in ("Wi‐Fi", "WiFi"))
    assert 0 < alone - plain <= 500


@pytest.mark.parametrize("role", ROLES)
def test_quotation_marks_are_a_full_cell_before_squeezing(role: str) -> None:
    """In Latin type they would be 0.3 em: the language zh-Hans makes them Chinese."""
    for quote in "“”‘’":
        assert between(quote, in_role(role), "quanjiao") == 1000, quote


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("style", ["quanjiao", "kaiming", "banjiao"])
def test_squeezed_marks_do_not_touch(style: str, role: str) -> None:
    """Ink boxes of neighbours keep 0.03 em, in every pair of marks (typography §3, over-squeeze)."""
    lines = [set_line(f"国{a}{b}国", in_role(role), style) for a, b in product(MARKS, MARKS)]
    assert [pair for line in lines for pair in inks_touch(line, faces())] == []


# --------------------------------------------------------------------------------- pieces


@pytest.mark.parametrize(
    "word", ["GDP", "office", "café", "2025", "1,280.50", "90%", "5G", "don't", "10:30"]
)
def test_a_western_word_or_number_is_one_piece(word: str) -> None:
    assert pieces(f"国{word}国") == ["国", word, "国"]


@pytest.mark.parametrize("role", ROLES)
def test_pieces_hold_the_text_in_order_and_count_from_its_start(role: str) -> None:
    text = "“office”——据《Wi-Fi周刊》报道，café有３个、90％……？！"
    found = shaped(text, role)
    assert "".join(atom.text for atom in found.atoms) == text
    assert [text[a.start : a.start + len(a.text)] for a in found.atoms] == pieces(text, role)


def test_a_word_may_be_cut_where_it_may_be_broken() -> None:
    assert pieces("state-of-the-art") == ["state-", "of-", "the-", "art"]


def test_glyphs_of_a_ligature_stand_for_all_their_letters() -> None:
    (atom,) = shaped("office").atoms
    assert "".join(atom.texts) == "office"
    assert len(atom.glyphs) == len(atom.xs) == len(atom.texts) < len("office")


def test_bold_words_are_set_in_the_role_for_bold() -> None:
    spans = [Span("工会"), Span("工会", strong=True), Span("工会")]
    (line,) = set_spans(spans, 20).lines
    assert [(run.face, "".join(run.texts)) for run in line.runs] == [
        ("song", "工会"),
        ("hei", "工会"),
        ("song", "工会"),
    ]


def test_a_tab_is_a_space_and_never_an_empty_box() -> None:
    """No face has a glyph for a tab; the empty box of glyph 0 would be printed."""
    line = set_line("国\t国")
    assert without_space(set_text([line])) == "国国"
    assert 0 not in [place.gid for place in places(line)]


# ----------------------------------------------------------------------- what a face lacks


@pytest.mark.parametrize("character", ["\U0001f600", "₂", "⋯"])
def test_a_character_no_face_has_is_reported_with_its_offset(character: str) -> None:
    done = set_spans([Span("国国"), Span(f"国{character}国", strong=True)], 20)
    assert done.missing == (MissingGlyph(character, 3),)
    assert done.fallbacks == ()


def test_a_missing_character_is_not_dropped() -> None:
    """It stands as the face's own empty box, so that the gap shows."""
    line = set_line("国\U0001f600国")
    assert drawn_text([line]) == set_text([line]) == "国\U0001f600国"
    assert place_of("\U0001f600", line).gid == 0


@pytest.mark.parametrize("character", ["①", "※", "々", "１"])
def test_what_a_face_lacks_comes_from_its_fallback_character_by_character(character: str) -> None:
    """Fang has none of them, Song has all (fonts/README.md)."""
    done = set_spans([Span(f"国{character}国")], 20, in_role("fang"))
    assert [(run.face, run.texts) for run in done.lines[0].runs] == [
        ("fang", ("国",)),
        ("song", (character,)),
        ("fang", ("国",)),
    ]
    assert done.fallbacks == ((character, "fang", "song"),)
    assert done.missing == ()


def test_a_fallback_is_noted_once_for_each_role_that_lacks_it() -> None:
    spans = [Span("※国※"), Span("※", strong=True)]
    done = set_spans(spans, 20, in_role("fang"))
    assert done.fallbacks == (("※", "fang", "song"),)


def test_spaces_need_no_fallback() -> None:
    done = set_spans([Span("国\u2003国\u2002国\u2009国\u00a0国")], 20, in_role("fang"))
    assert (done.missing, done.fallbacks) == ((), ())


# -------------------------------------------------------------- wider than the measure

ADDRESS = "https://www.example.com/workers/2025/training-for-everyone.html"


@pytest.mark.parametrize("zi", [5, 8, 11, 13])
def test_a_word_wider_than_the_measure_is_split_and_never_overflows(zi: int) -> None:
    lines = lines_of(f"国国{ADDRESS}国国", zi, BODY)
    assert set_text(lines) == f"国国{ADDRESS}国国"
    assert drawn_text(lines) == set_text(lines)
    assert max(line.width for line in lines) <= zi * EM


def test_a_word_wider_than_the_first_line_is_split_there() -> None:
    """The indent takes two 字 from a paragraph's first line, and the word has only that line."""
    word = "Internationalization"
    lines = lines_of(f"{word}国国国国", 11, BODY)
    assert 9 * EM < set_line(word).width < 11 * EM
    assert max(line.width for line in lines) <= 11 * EM


def test_a_word_that_fits_is_not_split_though_it_fits_not_here() -> None:
    lines = lines_of("国国国Internationalization", 11, BODY)
    assert [line.text for line in lines] == ["国国国", "Internationalization"]


def test_a_word_that_must_be_split_begins_on_the_line_before() -> None:
    """Else two hanzi would be spread over the whole line before it."""
    first, *_ = lines_of(f"国国{ADDRESS}", 11, BODY)
    assert first.text.startswith("国国https")


def test_a_split_word_starts_no_line_with_a_point() -> None:
    lines = lines_of(f"国国{ADDRESS}国国", 8, BODY)
    assert not [line.text for line in lines if line.text[0] in ".,:;?!"]
