"""Pages made by hand: what newspaper PDFs do to their text, case by case."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.layout_of_pdf.twice import is_again
from compositor.model.draft import Document
from compositor.model.signs import Sign
from tests.intake.pdf.samples import (
    column,
    document,
    down,
    filling,
    left_out,
    line,
    page,
    sign,
    texts,
)


def plain(lines: list[str]) -> list[str]:
    return [text.lstrip("　") for text in lines]


A, B, C = filling(0, 8), filling(1, 8), filling(2, 8)
TWO = [*column(50, 200, *A), *column(170, 200, *B)]


def counted(found: Document) -> list[str]:
    """Every printed character of a document, pieces and what is left out."""
    kept = "".join(texts(found))
    out = "".join(found.text[o] for gone in found.left_out for o in gone.origins)
    return sorted((kept + out).replace(" ", ""))


# ------------------------------------------------------------------------------ drawn twice


@pytest.mark.parametrize("dx, dy, times", [(0, 0, 2), (0.3, 0, 2), (0.4, 0.4, 4), (1.2, 0.9, 2)])
def test_what_is_drawn_again_a_hair_aside_is_left_out(dx: float, dy: float, times: int) -> None:
    """Fake bold, shadow and outline: up to 0.15 em aside, drawn up to four times."""
    copies = [line("两会开幕", 50 + dx * (n % 2), 200 + dy * (n // 2)) for n in range(times)]
    found = document(page(*chain.from_iterable(copies), *column(50, 230, *A)))
    assert texts(found)[0] == "两会开幕"
    assert "".join(left_out(found, "drawn-twice")) == "两会开幕" * (times - 1)


def test_each_sign_drawn_twice_at_once_is_found_too() -> None:
    """“两两会会”: the copy may follow each sign."""
    doubled = [s for once in line("两会", 50, 200) for s in (once, once._replace(x=once.x + 5000))]
    assert texts(document(page(*doubled, *column(50, 230, *A))))[0] == "两会"


@pytest.mark.parametrize("gap", [-1.0, 0, 3])
def test_a_word_of_two_like_signs_stays(gap: float) -> None:
    """叠字, even tightly set, stand nearly an em apart."""
    found = document(page(*line("天天谢谢", 50, 200, gap=gap), *column(50, 230, *A)))
    assert texts(found)[0] == "天天谢谢"
    assert not found.left_out


@given(dx=st.floats(-12, 12), dy=st.floats(-12, 12), size=st.sampled_from([6, 10, 42]))
def test_only_what_covers_the_first_is_drawn_again(dx: float, dy: float, size: float) -> None:
    first, again = sign("报", 100, 100, size), sign("报", 100 + dx, 100 + dy, size)
    is_near = max(abs(dx), abs(dy)) <= 0.15 * size
    if abs(max(abs(dx), abs(dy)) - 0.15 * size) > 1e-3:
        assert is_again(first, again) == is_near


# ------------------------------------------------------------------------------------ columns


def test_columns_drawn_row_by_row_come_one_after_the_other() -> None:
    rows = zip(*(column_rows(x, t) for x, t in ((50, A), (170, B), (290, C))), strict=True)
    found = document(page(*(s for row in rows for part in row for s in part)))
    assert texts(found) == plain([*A, *B, *C])
    assert [piece.region for piece in found.pieces] == [1] * 8 + [2] * 8 + [3] * 8


def column_rows(x: float, lines: list[str]) -> list[list[Sign]]:
    return [line(text, x, 200 + 15 * index) for index, text in enumerate(lines)]


def test_a_column_knows_its_indents_its_measure_and_where_white_is() -> None:
    found = document(page(*TWO)).pieces
    assert [piece.indented for piece in found[:8]] == [True] + [False] * 7
    assert [piece.filled for piece in found[:8]] == [True] * 7 + [False]
    assert [piece.after_blank for piece in found] == ([True] + [False] * 7) * 2
    assert {piece.size for piece in found} == {1000}


def test_white_above_a_line_is_said() -> None:
    signs = [*column(50, 200, *A), *column(50, 350, *B), *column(170, 200, *C)]
    found = document(page(*signs)).pieces
    assert [i for i, piece in enumerate(found) if piece.after_blank] == [0, 8, 16]


def test_a_heading_comes_before_its_columns_and_a_module_before_the_next() -> None:
    """A short heading over one of three columns only, too."""
    upper = [*line("上篇之题", 155, 170, 20), *column(50, 200, *A), *column(170, 200, *B)]
    lower = [
        *line("下篇", 195, 390, 16),
        *(s for x, t in ((50, C), (170, A), (290, B)) for s in column(x, 420, *t)),
    ]
    found = document(page(*lower, *column(290, 200, *C), *upper))
    assert texts(found) == ["上篇之题", *plain([*A, *B, *C]), "下篇", *plain([*C, *A, *B])]
    heads = [(p.text.text, p.level) for p in found.pieces if p.kind == "heading"]
    assert heads == [("上篇之题", 1), ("下篇", 2)]


def test_modules_side_by_side_keep_their_headings() -> None:
    left = [*line("左篇题目", 90, 170, 20), *column(50, 200, *A), *column(170, 200, *B)]
    right = [*line("右篇", 310, 166, 20), *column(290, 200, *C)]
    found = document(page(*right, *left))
    assert texts(found) == ["左篇题目", *plain([*A, *B]), "右篇", *plain(C)]


def test_a_heading_has_columns_to_its_left() -> None:
    """Centred over three columns it crosses no gutter; the module to the right has its own."""
    left = [
        *line("中题", 195, 170, 20),
        *(s for x, t in ((50, A), (170, B), (290, C)) for s in column(x, 200, *t)),
    ]
    right = [*line("右题", 420, 166, 20), *column(410, 200, *filling(3, 8, 8))]
    found = document(page(*right, *left))
    assert texts(found) == ["中题", *plain([*A, *B, *C]), "右题", *plain(filling(3, 8, 8))]


def test_columns_that_interlock_are_said_to_be_unsure() -> None:
    """Round a pinwheel no straight cut goes; each block stays whole."""
    wide, high = filling(4, 5, 20), filling(5, 12)
    signs = [
        *column(50, 200, *wide),
        *column(270, 200, *high),
        *column(50, 290, *filling(6, 12)),
        *column(170, 395, *filling(7, 5, 20)),
        *column(170, 290, *filling(8, 6, 8)),
    ]
    found = document(page(*signs))
    assert [d.code for d in found.diagnostics] == ["pdf-order-unsure"]
    assert texts(found)[:5] == plain(wide)
    joined = "".join(texts(found))
    for block in (high, filling(6, 12), filling(7, 5, 20), filling(8, 6, 8)):
        assert "".join(plain(block)) in joined


# ------------------------------------------------------------------------------- vertical type


def test_a_vertical_heading_is_one_line_and_comes_first() -> None:
    found = document(
        page(*column(120, 200, *A), *column(240, 200, *B), *down("竖题在左", 50, 230, 24))
    )
    assert texts(found) == ["竖题在左", *plain([*A, *B])]
    assert found.pieces[0].kind == "heading"


def test_lines_of_a_vertical_heading_run_from_right_to_left() -> None:
    heading = [
        *down("后一行也长", 50, 230, 24),
        *down("先一行", 80, 230, 24),
        *down("引题", 110, 230, 14),
    ]
    found = document(page(*column(170, 200, *A), *column(290, 200, *B), *heading))
    assert texts(found)[:3] == ["引题", "先一行", "后一行也长"]


def test_a_vertical_heading_at_the_right_comes_before_its_columns() -> None:
    found = document(
        page(*column(50, 200, *A), *column(170, 200, *B), *down("竖题在右", 300, 230, 24))
    )
    assert texts(found)[0] == "竖题在右"


def test_vertical_forms_of_marks_become_the_marks() -> None:
    found = document(page(*TWO, *down("题︵上︶﹁引﹂︱完", 300, 230, 24)))
    assert "题（上）「引」—完" in texts(found)


def test_vertical_text_runs_from_right_to_left_with_indents() -> None:
    lines = ["　　国民文化报刊", "文章写在这里一行", "末行"]
    signs = [s for n, text in enumerate(lines) for s in down(text, 200 - 16 * n, 100, 10, 1.0)]
    found = document(page(*signs)).pieces
    assert [piece.text.text for piece in found] == plain(lines)
    assert [piece.indented for piece in found] == [True, False, False]
    assert [piece.filled for piece in found] == [True, True, False]


def test_a_column_of_level_text_is_no_vertical_line() -> None:
    """Neither solid lines nor the one-sign lines of a list."""
    found = document(
        page(*column(50, 200, *A), *(s for n in range(5) for s in line("甲", 200, 200 + 15 * n)))
    )
    assert "甲" in texts(found)


# ------------------------------------------------------------------------------------ headings


def test_a_bold_line_in_the_middle_of_a_column_is_a_crosshead() -> None:
    lines = column(50, 200, *A), line("小标题", 85, 320, face="Hei-Bold"), column(50, 335, *B)
    found = document(page(*chain.from_iterable(lines), *column(170, 200, *C))).pieces
    (head,) = (piece for piece in found if piece.kind == "heading")
    assert (head.text.text, head.level) == ("小标题", 6)


def test_bold_words_in_text_are_strong() -> None:
    first = [*line("编者", 70, 200, face="Hei-Bold"), *line("按说如下文字", 90, 200)]
    found = document(page(*first, *column(50, 215, *A[1:]), *column(170, 200, *C)))
    assert found.pieces[0].strong == ((0, 2),)


def test_smaller_type_is_a_caption() -> None:
    found = document(page(*TWO, *line("图为现场。", 50, 400, 8)))
    assert [p.text.text for p in found.pieces if p.kind == "caption"] == ["图为现场。"]


@pytest.mark.parametrize(
    "parts, expected",
    [
        (("上半句", 0, "下半句"), "上半句下半句"),
        (("上半句", 1, "下半句"), "上半句 下半句"),
    ],
)
def test_white_in_a_heading_is_a_space(parts: tuple[str, int, str], expected: str) -> None:
    before, em, after = parts
    heading = [*line(before, 60, 160, 20), *line(after, 60 + 20 * (len(before) + em), 160, 20)]
    assert texts(document(page(*heading, *TWO)))[0] == expected


def test_letterspacing_is_no_space() -> None:
    assert texts(document(page(*line("要闻综述", 60, 160, 16, gap=14), *TWO)))[0] == "要闻综述"


def test_a_raised_figure_stays_in_its_line() -> None:
    signs = [*line("占地三平方km", 50, 200), sign("2", 110, 196.5, 6), *line("有余", 113, 200)]
    assert texts(document(page(*signs, *column(50, 230, *A))))[0] == "占地三平方km2有余"


def test_latin_words_part_at_a_word_space() -> None:
    """Many PDFs draw none; kerning and Chinese beside Latin are no spaces."""
    words = [*line("New", 50, 200), *line("York", 68, 200), *line("市", 91, 200)]
    assert texts(document(page(*words, *column(50, 230, *A))))[0] == "New York市"


def test_a_drop_cap_is_the_first_sign_of_its_paragraph() -> None:
    signs = [
        *line("春", 50, 213, 24),
        *line("天来了北京的街", 76, 200),
        *line("头巷尾处处是花", 76, 215),
    ]
    found = document(
        page(*signs, *column(50, 230, *filling(0, 8)[1:]), *column(170, 200, *C))
    ).pieces
    assert [piece.text.text for piece in found[:2]] == ["春天来了北京的街", "头巷尾处处是花"]
    assert [(piece.kind, piece.indented) for piece in found[:2]] == [("text", False)] * 2


# ----------------------------------------------------------------------------------- furniture


@pytest.mark.parametrize(
    "folio", ["2025年8月15日 星期五", "第3版", "A02", "· 5 ·", "二〇二五年八月十五日"]
)
def test_the_folio_line_is_furniture(folio: str) -> None:
    found = document(page(*line(folio, 50, 50), *line("要闻", 220, 50), *TWO))
    assert sorted(left_out(found, "furniture")) == sorted([folio, "要闻"])


def test_a_page_number_at_the_foot_is_furniture_and_a_date_there_is_not() -> None:
    found = document(page(*TWO, *line("2025年8月15日", 50, 740), *line("— 7 —", 220, 780)))
    assert left_out(found, "furniture") == ["— 7 —"]


def test_a_line_at_the_top_without_date_or_number_stays() -> None:
    found = document(page(*line("要闻", 220, 50), *TWO))
    assert texts(found)[0] == "要闻"


def test_what_stands_at_the_same_height_on_each_page_is_furniture() -> None:
    pages = [page(*line(f"某某日报{n}", 50, 780), *TWO, number=n) for n in (1, 2)]
    found = document(*pages)
    assert left_out(found, "furniture") == ["某某日报1", "某某日报2"]


def test_a_watermark_behind_the_text_is_furniture() -> None:
    found = document(page(*line("样报", 60, 290, 90), *TWO))
    assert left_out(found, "furniture") == ["样报"]


def test_turned_type_aslant_is_furniture_and_straight_a_piece() -> None:
    aslant = [sign(c, 100 + 20 * n, 500 - 20 * n, 20) for n, c in enumerate("样报勿用")]
    upwards = [sign(c, 400, 500 - 10 * n, 10) for n, c in enumerate("侧边文字")]
    found = document(page(*TWO, turned=[*aslant, *upwards]))
    assert left_out(found, "furniture") == ["样报勿用"]
    assert "侧边文字" in texts(found)


# -------------------------------------------------------------------------------- the document


def test_pages_follow_each_other_and_regions_are_counted_on() -> None:
    found = document(page(*TWO), page(*column(50, 200, *C), number=2))
    assert texts(found) == plain([*A, *B, *C])
    assert found.pieces[16].after_blank
    assert found.pieces[16].region == 3


def test_a_document_of_spaces_has_no_pieces() -> None:
    found = document(page(*line("   ", 50, 200)))
    assert not found.pieces
    assert [d.code for d in found.diagnostics] == ["pdf-page-no-text"]


def test_a_page_without_text_is_said() -> None:
    found = document(page(*TWO), page(number=2))
    assert [(d.code, d.values) for d in found.diagnostics] == [
        ("pdf-page-no-text", (("page", "2"),))
    ]


@given(
    st.lists(
        st.tuples(
            st.text("天地人报一二三，。“”abc12", min_size=1, max_size=12),
            st.integers(0, 400),
            st.integers(20, 780),
            st.sampled_from([8, 10, 10, 10, 24]),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_sign_is_in_a_piece_or_left_out(
    made: list[tuple[str, int, int, int, bool]],
) -> None:
    """However the type stands: nothing lost, nothing doubled, every origin its character."""
    signs = [
        s
        for text, x, y, size, is_down in made
        for s in (down(text, x, y, size) if is_down else line(text, x, y, size))
    ]
    found = document(page(*signs))
    assert counted(found) == sorted("".join(s.text for s in signs))
    for piece in found.pieces:
        assert "".join(found.text[o] for o in piece.text.origins) == piece.text.text
    origins = [o for p in found.pieces for o in p.text.origins]
    assert all(a < b for a, b in pairwise(origins))
