"""Vertical headings and vertical text: where their lines stand, and what is refused."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.edition import Planned, plan
from compositor.model.edition import Frame, Page
from compositor.model.galley import Stance
from compositor.report import edition_data, ledger
from tests.samples import ISSUE_FOLDER, issue_sources, sikai

GRID = sikai().grid
HEADING = "kicker: 引题\nheadline: 主题在此 分作两行\ndeck: ——副题“引文”\nbyline: 某某"
BODY = "工会深入学习贯彻，服务职工群众。" * 12
AT = "{column: 1, line: 3, columns: 4, lines: 30}"


def planned(placement: str, heading: str = HEADING, body: str = BODY) -> Planned:
    """Page 2 with one article, as a manifest places it."""
    manifest = (
        "publication: {name: 报}\ndate: 2025-11-20\nlayout: sikai\npages:\n"
        f"  - {{page: 2, articles: [{{article: a, {placement}}}]}}\n"
    )
    return plan(issue_sources(manifest, {"a": f"---\n{heading}\n---\n\n{body}\n"}), ISSUE_FOLDER)


def page_of(placement: str, heading: str = HEADING, body: str = BODY) -> Page:
    return planned(placement, heading, body).edition.pages[0]


def codes(placement: str, heading: str = HEADING, body: str = BODY) -> list[str]:
    return [d.code for d in planned(placement, heading, body).diagnostics]


def frames(page: Page, kind: str) -> list[Frame]:
    return [frame for frame in page.frames if frame.kind == kind]


SIDE = f"rank: third, headline: vertical, at: {AT}"
BAR = f"rank: third, writing: vertical, at: {AT}"


# ------------------------------------------------------------------------------ side headings


def test_the_parts_stand_from_right_to_left_in_vertical_lines() -> None:
    """Kicker rightmost, then headline, deck and byline; no part over another."""
    parts = frames(page_of(SIDE), "heading")
    assert [part.style for part in parts] == [
        "third-kicker", "third-headline", "third-deck", "third-byline",
    ]  # fmt: skip
    assert all(left.rect.right <= right.rect.x for right, left in pairwise(parts))
    assert all(placed.line.vertical for part in parts for placed in part.lines)


def test_a_heading_of_several_lines_begins_at_the_right() -> None:
    (headline,) = (f for f in frames(page_of(SIDE), "heading") if f.style == "third-headline")
    page = page_of(f"rank: lead, headline: vertical, at: {AT.replace('30', '28')}")
    (long,) = (f for f in frames(page, "heading") if f.style == "lead-headline")
    assert len(headline.lines) == 1
    assert [placed.line.text.strip() for placed in long.lines] == ["主题在此", "分作两行"]
    assert long.lines[0].x > long.lines[1].x


def test_there_is_an_em_of_the_headline_at_both_ends() -> None:
    """竖题 is as long as its text and a blank of one headline em at both ends (makeup §A4)."""
    area = GRID.area(1, 3, 4, 30)
    em = sikai().ranks[3].headline.size
    for part in frames(page_of(SIDE), "heading"):
        for placed in part.lines:
            assert placed.y >= area.y + em
            assert placed.y + placed.line.width <= area.bottom - em


def test_the_text_keeps_to_the_columns_of_the_page() -> None:
    """The strip takes whole text columns of the module from the left."""
    text = frames(page_of(SIDE), "text")
    assert {frame.rect.x for frame in text} <= {GRID.column_x(c) for c in (2, 3, 4)}
    assert {frame.rect.width for frame in text} == {GRID.column}
    assert all(f.rect.right <= GRID.column_x(2) for f in frames(page_of(SIDE), "heading"))


def test_a_wider_group_takes_more_columns() -> None:
    page = page_of(f"rank: second, headline: vertical, at: {AT}", body=BODY * 2)
    assert min(frame.rect.x for frame in frames(page, "text")) == GRID.column_x(3)


def test_the_strip_is_one_of_the_module_s_own_columns() -> None:
    """破栏: with five text columns over four, the strip is one of the five."""
    page = page_of(f"{SIDE}, text_columns: 5", body=BODY)
    text = frames(page, "text")
    assert {frame.rect.width for frame in text} == {8 * GRID.zi}


def test_the_byline_ends_no_lower_than_the_lines_before_it() -> None:
    """On a tall module it would else stand alone at the foot."""
    parts = frames(page_of(SIDE), "heading")
    ends = [max(p.y + p.line.width for p in part.lines) for part in parts]
    assert ends[-1] == max(ends[:-1])


def test_text_stands_from_the_first_line_of_the_module_on() -> None:
    """A heading beside the text takes no lines of it."""
    page = page_of(SIDE)
    first = frames(page, "text")[0].lines[0]
    assert first.y == GRID.baseline(3)
    assert page.fills[0].capacity == 3 * 30


def test_a_module_that_is_all_heading_is_refused_with_what_it_needs() -> None:
    narrow = "{column: 1, line: 3, columns: 1, lines: 30}"
    found = planned(f"rank: third, headline: vertical, at: {narrow}").diagnostics
    (problem,) = (d for d in found if d.code == "side-heading-too-wide")
    assert dict(problem.values) == {"article": "a", "needed": "2", "has": "1"}
    assert problem.place and problem.is_error


def test_a_headline_longer_than_its_module_is_high_is_told() -> None:
    long = "headline: " + "很长的主题没有可断之处" * 7
    assert "headline-too-long" in codes(f"rank: third, headline: vertical, at: {AT}", long)
    assert "headline-too-long" not in codes(SIDE)


def test_a_module_too_low_for_its_headline_is_refused_with_the_lines_it_needs() -> None:
    """Two blanks of 20 pt and a sign of 16 take five lines of 11.25 pt."""
    low = AT.replace("lines: 30", "lines: 4")
    (problem,) = planned(f"rank: third, headline: vertical, at: {low}").diagnostics
    assert problem.code == "module-too-small"
    assert dict(problem.values) == {"article": "a", "needed": "5", "lines": "4"}
    assert "module-too-small" not in codes(SIDE.replace("lines: 30", "lines: 5"))


def test_an_article_without_heading_keeps_all_its_columns() -> None:
    page = page_of(SIDE, heading="source: 来处", body=BODY * 3)
    assert frames(page, "heading") == []
    assert min(frame.rect.x for frame in frames(page, "text")) == GRID.column_x(1)


# ------------------------------------------------------------------------------ vertical text


def test_vertical_lines_stand_a_leading_apart_from_right_to_left() -> None:
    lines = [placed for frame in frames(page_of(BAR), "text") for placed in frame.lines]
    assert len(lines) > 3
    assert {a.x - b.x for a, b in pairwise(lines)} == {GRID.leading}
    assert len({placed.y for placed in lines}) == 1


def test_vertical_text_is_whole_zi_high_and_inside_its_module() -> None:
    """The first sign stands where that of a level line beside it would."""
    area = GRID.area(1, 3, 4, 30)
    for frame in frames(page_of(BAR, body=BODY * 3), "text"):
        for placed in frame.lines:
            assert placed.line.measure % GRID.zi == 0
            assert placed.y == area.y + (GRID.leading - GRID.zi) // 2
            assert placed.y + placed.line.measure <= area.bottom
            assert area.x <= placed.x and placed.x + GRID.zi <= area.right


def test_the_heading_of_vertical_text_stands_at_its_right() -> None:
    """It is vertical too, if nothing else is said, and takes whole pitches."""
    page = page_of(BAR)
    heading, text = frames(page, "heading"), frames(page, "text")
    assert all(p.line.vertical for frame in heading for p in frame.lines)
    assert min(f.rect.x for f in heading) >= max(f.rect.right for f in text)
    right = GRID.area(1, 3, 4, 30).right
    assert (right - text[0].rect.right) % GRID.leading == 0


def test_vertical_text_may_have_a_level_heading() -> None:
    """横题竖文."""
    page = page_of(f"{BAR}, headline: horizontal")
    heading, text = frames(page, "heading"), frames(page, "text")
    assert not any(p.line.vertical for frame in heading for p in frame.lines)
    assert max(f.rect.bottom for f in heading) <= min(f.rect.y for f in text)
    assert all(p.line.vertical for frame in text for p in frame.lines)


def test_text_columns_of_vertical_text_are_tiers() -> None:
    """段: legs from top to bottom, of one measure, with rules between them if asked for."""
    page = page_of(f"{BAR}, text_columns: 2, column_rules: true, box: true", body=BODY * 2)
    text = frames(page, "text")
    tops = sorted({frame.rect.y for frame in text})
    assert len(tops) == 2
    assert tops[0] + text[0].rect.height <= tops[1] - GRID.gutter
    (rule,) = (rule for rule in page.rules if rule.kind == "column")
    assert rule.rect.height == 0 and tops[0] + text[0].rect.height < rule.rect.y < tops[1]


def test_an_editor_s_note_is_set_off_by_a_standing_rule() -> None:
    page = page_of(BAR, body=f"{BODY}\n\n> 小编说：好。")
    (rule,) = (rule for rule in page.rules if rule.kind == "note")
    assert rule.rect.width == 0 and rule.rect.height > 0


def test_what_vertical_text_has_no_room_for_is_overset() -> None:
    found = planned(BAR, body=BODY * 30)
    (fill,) = found.edition.fills
    assert fill.overset and fill.used == fill.capacity
    placed = sum(len(p.line.text) for f in frames(found.edition.pages[0], "text") for p in f.lines)
    assert placed + len(fill.overset.text) == len(BODY * 30)


@pytest.mark.parametrize(
    ("placement", "code"),
    [
        (f"{BAR}, text_columns: 9", "tiers-too-short"),
        (BAR.replace("columns: 4", "columns: 1").replace("third", "lead"), "side-heading-too-wide"),
    ],
)
def test_what_cannot_be_set_vertically_is_refused(placement: str, code: str) -> None:
    assert code in codes(placement)


def test_vertical_text_holds_no_picture() -> None:
    heading = f"{HEADING}\nphotos: [{{lost: true, caption: 图}}]"
    assert "vertical-picture" in codes(BAR, heading)
    assert "vertical-picture" not in codes(SIDE, heading)


def test_a_writing_that_is_not_known_is_refused() -> None:
    with pytest.raises(Refused) as raised:
        planned(f"rank: third, writing: diagonal, at: {AT}")
    assert [d.code for d in raised.value.diagnostics] == ["bad-value"]


# ------------------------------------------------------------------------------------ reports


def test_the_edition_tells_where_vertical_lines_stand() -> None:
    """They have an upper left corner and no baseline; the ledger counts them like others."""
    made = planned(BAR)
    page = edition_data(made.edition, "")["pages"][0]  # type: ignore[index]
    lines = [line for frame in page["frames"] if frame["kind"] == "text" for line in frame["lines"]]
    assert all(line["vertical"] and "baseline_mm" not in line for line in lines)
    assert lines[0]["size_pt"] == 9
    characters = sum(len(line["text"]) for line in lines)
    assert f" {characters} " in ledger(made.edition, (), "en")


def test_level_modules_beside_are_as_ever() -> None:
    """Nothing of a level module changes: no line of it is vertical, no glyph turned."""
    page = page_of(f"rank: third, at: {AT}")
    lines = [placed.line for frame in page.frames for placed in frame.lines]
    assert not any(line.vertical for line in lines)
    assert {run.stance for line in lines for run in line.runs} == {Stance.LEVEL}


# ------------------------------------------------------------------------------- every module


@settings(max_examples=40)
@given(
    rank=st.sampled_from([rank.name for rank in sikai().ranks]),
    ways=st.sampled_from([("vertical", "horizontal"), ("horizontal", "vertical"), ("vertical", "vertical")]),
    columns=st.integers(1, 6),
    lines=st.integers(1, 84),
    text_columns=st.integers(1, 6),
    box=st.booleans(),
    length=st.integers(1, 40),
)  # fmt: skip
def test_a_module_with_vertical_lines_keeps_to_its_place_or_is_refused(
    rank: str,
    ways: tuple[str, str],
    columns: int,
    lines: int,
    text_columns: int,
    box: bool,
    length: int,
) -> None:
    """Frames stay inside, none over another, and placed and overset text are the article's."""
    at = f"{{column: 1, line: 3, columns: {columns}, lines: {lines}}}"
    how = f"headline: {ways[0]}, writing: {ways[1]}, text_columns: {text_columns}"
    body = "工会“服务”职工，2025年GDP增5%。" * length
    made = planned(f"rank: {rank}, {how}, box: {str(box).lower()}, at: {at}", body=body)
    page = made.edition.pages[0]
    placed = [frame for frame in page.frames if frame.article]
    if not placed:
        assert any(d.is_error for d in made.diagnostics)
        return
    area = GRID.area(1, 3, columns, lines)
    assert all(area.x <= f.rect.x and f.rect.right <= area.right for f in placed)
    assert all(area.y <= f.rect.y and f.rect.bottom <= area.bottom for f in placed)
    assert not any(a.rect.overlaps(b.rect) for a, b in combinations(placed, 2))
    text = "".join(p.line.text for f in placed if f.kind == "text" for p in f.lines)
    overset = page.fills[0].overset
    assert text + (overset.text if overset else "") == body
