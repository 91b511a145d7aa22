"""Vertical lines in the PDF: where glyphs are drawn, how they stand, and what text they say."""

from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from compositor.edition import Composed, Options, compose, plan
from compositor.model.edition import Edition
from compositor.model.galley import GlyphRun, Stance
from compositor.plate.cases import Case
from compositor.plate.draw import draw, read_template
from compositor.press.preflight import CHECK_OF, preflight
from compositor.press.readback import Readback
from compositor.press.textback import check_text_back
from compositor.pressfile import wanted_of
from compositor.sources import FolderSources
from compositor.units import to_pt
from tests.plate.test_seam import shown
from tests.press.test_gates import DRAWN_CHECKS
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources, sikai

MANIFEST = """
publication: {name: 报}
date: 2025-11-20
layout: sikai
pages:
  - page: 2
    articles:
      - {article: bar, rank: third, writing: vertical, at: {column: 1, line: 3, columns: 3, lines: 30}}
      - {article: side, rank: third, headline: vertical, at: {column: 4, line: 3, columns: 3, lines: 30}}
"""
HEADING = "---\nheadline: “五个力”——11月GDP增5%\nbyline: 某某\n---\n\n"
TEXT = "他说“好”，『好』——⸺……（2025年）iPhone 15和A股、C919；‘是’「是」～/·100天。"
ARTICLES = {"bar": HEADING + TEXT * 3, "side": HEADING + TEXT.replace("⸺", "") * 3}
TOLERANCE_PT = 0.02


@cache
def built() -> Composed:
    """The issue above, through all gates."""
    return compose(issue_sources(MANIFEST, ARTICLES), ISSUE_FOLDER, Options(preview_dpi=20))


def matrices(pdf: bytes) -> list[tuple[float, ...]]:
    """The text matrix of every TJ of page 1, in pt from the trim's top left, y downwards."""
    return [matrix for _, matrix, _ in shown(PdfReader(BytesIO(pdf)).pages[0])]


def expected(edition: Edition) -> list[tuple[float, ...]]:
    """The same of the edition: level runs, upright glyphs, and turned runs by their first glyph."""
    return [
        matrix
        for frame in edition.pages[0].frames
        for placed in frame.lines
        for run in placed.line.runs
        for matrix in _matrices(run, to_pt(placed.x), to_pt(placed.y))
    ]


def _matrices(run: GlyphRun, x: float, y: float) -> list[tuple[float, ...]]:
    size = to_pt(run.size)
    if run.stance is Stance.LEVEL:
        return [(size, 0, 0, size, x + to_pt(run.xs[0]), y)]
    places = [
        (x + to_pt(across), y + to_pt(down)) for down, across in zip(run.xs, run.ys, strict=True)
    ]
    if run.stance is Stance.UPRIGHT:
        return [(size * run.condensed / 1000, 0, 0, size, *place) for place in places]
    firsts = [i for i in range(len(places)) if not i or run.ys[i] != run.ys[i - 1]]
    return [(0, -size, size, 0, *places[i]) for i in firsts]


def test_every_glyph_is_drawn_where_setting_put_it_and_as_it_stands() -> None:
    """Upright glyphs by their own origins; turned ones by a matrix a quarter clockwise."""
    found, wanted = matrices(built().pdf), expected(built().edition)
    assert len(found) == len(wanted)
    for matrix, other in zip(found, wanted, strict=True):
        assert matrix == pytest.approx(other, abs=TOLERANCE_PT)
    assert any(m[0] == 0 and m[1] < 0 < m[2] for m in found)


def test_quotes_and_the_brackets_drawn_like_them_both_come_back() -> None:
    """One glyph stands for “ and for 『: the gate holds, for each has a font of its own to say so."""
    edition = built().edition
    with Readback(built().pdf) as readback:
        texts = readback.texts()
    articles = plan(issue_sources(MANIFEST, ARTICLES), ISSUE_FOLDER).articles
    assert check_text_back(articles, edition, sikai(), texts) == ()
    for sign in "“”‘’『』「」":
        assert sign in texts[0]
    assert "——⸺" in texts[0]


@pytest.mark.parametrize("swap", ["“『", "』”", "——", "年日"])
def test_the_gate_finds_one_wrong_sign_of_a_vertical_line(swap: str) -> None:
    """Negative control: a quote that would come back as a bracket is a fault."""
    articles = plan(issue_sources(MANIFEST, ARTICLES), ISSUE_FOLDER).articles
    with Readback(built().pdf) as readback:
        damaged = readback.texts()[0].replace(swap[0], swap[1] if swap != "——" else "", 1)
    found = check_text_back(articles, built().edition, sikai(), (damaged,))
    assert [d.code for d in found] == ["text-lost"]


def test_a_font_without_a_copy_would_not_say_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with one font for a face the gate fails."""
    says = Case.says

    def first_text_wins(case: Case, gid: int, text: str) -> bool:
        says(case, gid, text)
        return True

    monkeypatch.setattr(Case, "says", first_text_wins)
    planned = plan(issue_sources(MANIFEST, ARTICLES), ISSUE_FOLDER)
    template = read_template(FolderSources(ROOT), planned.layout)
    pdf = draw(planned.edition, planned.layout, template, planned.faces, {}, b"")
    with Readback(pdf) as readback:
        found = check_text_back(planned.articles, planned.edition, planned.layout, readback.texts())
    assert found


def test_copies_of_fonts_pass_preflight() -> None:
    """A printer's checks see known faces only."""
    planned = plan(issue_sources(MANIFEST, ARTICLES), ISSUE_FOLDER)
    found = preflight(built().pdf, wanted_of(planned)).findings
    assert not [d for d in found if CHECK_OF[d.code] in DRAWN_CHECKS]


def test_the_same_issue_gives_the_same_bytes() -> None:
    sources = issue_sources(MANIFEST, ARTICLES)
    assert compose(sources, ISSUE_FOLDER, Options(preview_dpi=20)).pdf == built().pdf
