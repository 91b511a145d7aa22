"""Proofs on paper: what they say, that they cover nothing, and that no press takes them."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from compositor.copycheck import check_copy
from compositor.diagnostics import Place, Refused, diagnose
from compositor.diagnostics.render import message
from compositor.edition import Options, Planned, draw_pages, plan
from compositor.geometry import Rect, Size
from compositor.model.edition import Overset, PlacedPicture
from compositor.model.press import CONDITIONS
from compositor.model.proof import PAPERS, Paper
from compositor.paperproof import PaperProof, ProofStamp, make_paper_proof
from compositor.paperproof.marginalia import EVERY, Note, call_outs, line_box, line_numbers
from compositor.paperproof.problems import NO_PAGE, pages_of, problems_html
from compositor.paperproof.sheet import MARGINS, SIZES, WHOLE, sheet_for
from compositor.press.preflight import Wanted, preflight
from compositor.press.raster import PageRaster, Window
from compositor.sources import FolderSources
from compositor.units import mm
from tests.press.test_stamp import stamped
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources, planned

ISSUE, UPRIGHT = "issues/2025-08", "issues/2023-08"  # the second has a vertical headline
TIME = "2026-11-26 06:30"
ZH = ProofStamp(3, TIME, "zh")
SHEET_DPI = 50.8


@cache
def made(paper: Paper = "full", number: int = 3) -> PaperProof:
    stamp = ProofStamp(number, TIME, "zh")
    return make_paper_proof(FolderSources(ROOT), ISSUE, stamp, paper)


@cache
def upright() -> Planned:
    return plan(FolderSources(ROOT), UPRIGHT)


def words(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


# --------------------------------------------------------------------------------- the sheet


@given(st.integers(100, 700), st.integers(100, 900), st.integers(0, 5), st.sampled_from(PAPERS))
def test_the_page_stands_on_its_paper_with_its_margins(
    width: int, height: int, bleed: int, paper: Paper
) -> None:
    """Whatever its size; never enlarged, and at full size on paper made for it."""
    page = Size(mm(width), mm(height))
    sheet = sheet_for(page, mm(bleed), paper)
    margins, slack = MARGINS[paper], mm(1)
    assert 0 < sheet.scale <= WHOLE
    left, top = sheet.across(-mm(bleed)), sheet.down(-mm(bleed))
    right, bottom = sheet.across(page.width + mm(bleed)), sheet.down(page.height + mm(bleed))
    assert left >= margins.side - slack
    assert right <= sheet.size.width - margins.side + slack
    assert top >= margins.head - slack
    assert bottom <= sheet.size.height - margins.foot + slack
    if paper == "full":
        assert sheet.scale == WHOLE
    else:
        assert sorted(sheet.size) == sorted(SIZES[paper])


def test_a_small_page_is_not_enlarged() -> None:
    assert sheet_for(Size(mm(100), mm(100)), 0, "a3").scale == WHOLE


# -------------------------------------------------------------------------------- marginalia


@pytest.mark.parametrize("of", [planned, upright])
def test_numbers_and_call_outs_cover_no_type(of: Callable[[], Planned]) -> None:
    """Nor each other, nor pictures: every letter of the page can be read."""
    numbers = line_numbers(of().edition)
    for page in of().edition.pages:
        mine = numbers.get(page.number, [])
        calls = call_outs(page, lambda fill: f"{fill.article}　99 行 999 字", mine)
        assert len(calls) == len(page.fills)
        boxes = [note.box for note in (*mine, *calls)]
        type_boxes = [line_box(line) for frame in page.frames for line in frame.lines]
        pictures = [picture.rect for picture in page.pictures]
        assert not [b for b in boxes for t in (*type_boxes, *pictures) if b.overlaps(t)]
        assert not [b for n, b in enumerate(boxes) for c in boxes[:n] if b.overlaps(c)]


def test_every_fifth_line_of_an_article_is_numbered() -> None:
    numbers = line_numbers(planned().edition)
    for page in planned().edition.pages:
        found = [int(note.text) for note in numbers[page.number]]
        assert len(found) == sum(fill.lines // EVERY for fill in page.fills)
        assert all(number % EVERY == 0 for number in found)


def test_a_call_out_that_finds_no_room_stands_in_the_margin() -> None:
    """A page that is printed all over leaves the sheet; two do not stand on each other."""
    (page, *_) = planned().edition.pages
    full = replace(page, rules=(), boxes=(), pictures=())
    everywhere = replace(full, pictures=(_covering(page.size),))
    calls = call_outs(everywhere, lambda fill: fill.article, ())
    sheet = Rect(0, 0, *page.size)
    assert calls
    assert not [note for note in calls if note.box.overlaps(sheet)]
    assert not [a for n, a in enumerate(calls) for b in calls[:n] if a.box.overlaps(b.box)]


def _covering(size: Size) -> PlacedPicture:
    return PlacedPicture("all.jpg", Rect(0, 0, *size), "", False)


def test_boxes_of_notes_are_where_they_are_held() -> None:
    left, right, middle = (
        Note(100, 50, "12", 10, anchor) for anchor in ("left", "right", "middle")
    )
    assert left.box.x == 100
    assert right.box.right == 100
    assert left.box.width == middle.box.width
    assert middle.box.x + middle.box.width // 2 in (99, 100)


# ---------------------------------------------------------------------------------- problems


def test_problems_are_told_in_the_sentences_of_check() -> None:
    """All of them, under the pages they are on."""
    sources = FolderSources(ROOT)
    told = problems_html(planned(), made().diagnostics, "zh")
    found = (*plan(sources, ISSUE).diagnostics, *check_copy(sources, ISSUE))
    assert found
    for one in found:
        assert message(one, "zh") in told
        assert one.code in told
    assert "第 1 版" in told


def test_hostile_words_are_words() -> None:
    """What stands in a manuscript is shown, and is no markup."""
    quote = "<script>alert(1)</script><img src=x>"
    one = diagnose("missing-picture", Place("issue.yaml", 1, 2, 5, quote), file="<b>x</b>")
    told = problems_html(planned(), [one], "en")
    assert "<script" not in told
    assert "<img" not in told
    assert "<b>x" not in told
    assert "&lt;b&gt;x" in told


def test_a_problem_is_on_the_page_it_names_or_its_article_is_on() -> None:
    issue = planned()
    fill = issue.edition.fills[0]
    file = issue.issue.article(fill.article).file
    assert pages_of(diagnose("overset", None, article=fill.article), issue) == (fill.page,)
    assert pages_of(diagnose("no-glyph", Place(file, 1, 1)), issue) == (fill.page,)
    assert pages_of(diagnose("page-not-ready", None, page=2), issue) == (2,)
    assert pages_of(diagnose("no-glyph", Place("fonts/fonts.yaml")), issue) == ()
    assert NO_PAGE == 0


def test_overset_text_is_shown_on_paper() -> None:
    """To the last character: it is cut by somebody with a pencil."""
    edition = planned().edition
    page = edition.pages[0]
    fill = replace(page.fills[0], overset=Overset(2, 7, "余下的<字>。"))
    over = replace(
        planned(),
        edition=replace(edition, pages=(replace(page, fills=(fill,)),), left=("wenzhou",)),
    )
    told = problems_html(over, (), "zh")
    assert "余下的&lt;字&gt;。" in told
    assert "余 2 行 7 字" in told
    assert "wenzhou" in told
    assert "没有问题" in told


# ---------------------------------------------------------------------------------- the file


def test_a_sheet_says_which_proof_it_is_and_that_it_is_not_signed() -> None:
    first, second, *lists = words(made().pdf)
    for number, page in ((1, first), (2, second)):
        assert f"校样第3稿·江苏工人报2025-08第{number}版·2026-11-2606:30" in page
        assert made().fingerprint[:8] in page
        assert "未经签发不得付印" in page
        assert all(step in page for step in ("一校", "二校", "三校", "签样", "付印"))
        assert "原大" in page
    assert "问题" in lists[0]


def test_a_reduced_page_says_its_scale() -> None:
    assert "缩至92.2%" in words(made("a3").pdf)[0]


def test_a_watermark_hides_nothing() -> None:
    """Where the page has ink the sheet is as dark; where it has none, the watermark is light."""
    drawn = draw_pages(FolderSources(ROOT), planned(), Options())
    page, sheet = light(drawn.pdf), light(made().pdf)
    place = sheet_for(planned().layout.paper, 0, "full")
    left, top = place.x // mm(0.5), place.y // mm(0.5)
    there = sheet.crop((left, top, left + page.width, top + page.height))
    cells = (page.width // 6, page.height // 6)  # of 3 mm: glyphs may be set half a pixel off
    one, other = (image.resize(cells, Image.Resampling.BOX) for image in (page, there))
    assert not any(ImageChops.subtract(other, one).histogram()[45:])  # nowhere is ink gone
    darker = ImageChops.subtract(one, other)
    pixels = cells[0] * cells[1]
    assert 0.05 * pixels < sum(darker.histogram()[5:])  # the watermark is there
    assert sum(darker.histogram()[25:]) < 0.005 * pixels  # and light


def test_the_watermark_lies_under_the_page() -> None:
    """It is painted before the page, and nothing is white in what is painted after."""
    content = PdfReader(BytesIO(made().pdf)).pages[0].get_contents()
    assert content is not None
    before, after = content.get_data().split(b"/ProofPage Do")
    assert before.count(b"/Watermark") == 1
    assert b"0 0 0 0 scn" not in after


def light(pdf: bytes) -> Image.Image:
    """The first page in grey, two pixels to the millimetre."""
    raster = PageRaster(pdf)
    width, height = raster.size(SHEET_DPI)  # type: ignore[arg-type]
    pixels = raster.window(SHEET_DPI, Window(0, 0, width, height))  # type: ignore[arg-type]
    return Image.frombytes("RGB", (width, height), pixels.data).convert("L")


def test_the_same_proof_has_the_same_bytes_and_another_number_others() -> None:
    again = make_paper_proof(FolderSources(ROOT), ISSUE, ZH)
    assert again.pdf == made().pdf
    assert made(number=4).pdf != made().pdf


def test_it_is_black_but_for_the_pages_themselves() -> None:
    """Lists and heads are K: a proof is printed on any printer."""
    last = PdfReader(BytesIO(made().pdf)).pages[-1].get_contents()
    assert last is not None
    assert b" rg" not in last.get_data()


# ---------------------------------------------------------------------------------- preflight


def refusals(pdf: bytes) -> list[str]:
    """What preflight says of a file being a proof (P24)."""
    condition = CONDITIONS["newsprint"]
    found = preflight(pdf, Wanted(condition, condition.ink, condition.bleed)).findings
    return sorted(dict(one.values)["what"] for one in found if one.code == "proof-file")


def changed(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made().pdf)))
    change(writer)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def test_preflight_refuses_it_by_its_word_and_by_every_watermark() -> None:
    assert refusals(made().pdf) == ["RenditionClass proof:pdf", "Watermark", "Watermark"]


def test_either_sign_is_enough() -> None:
    """A program that drops the metadata, or the marks of content, does not make it a press file."""

    def without_metadata(writer: PdfWriter) -> None:
        del writer.root_object[NameObject("/Metadata")]

    def without_marks(writer: PdfWriter) -> None:
        for page in writer.pages:
            contents = page.get_contents()
            assert contents is not None
            stream = StreamObject()
            stream.set_data(contents.get_data().replace(b"/Watermark", b"/Header"))
            page[NameObject("/Contents")] = writer._add_object(stream)

    assert refusals(changed(without_metadata)) == ["Watermark", "Watermark"]
    assert refusals(changed(without_marks)) == ["RenditionClass proof:pdf"]


def test_the_press_file_is_no_proof() -> None:
    """The control: the same pages, stamped."""
    assert refusals(stamped()) == []


# --------------------------------------------------------------------------------- bad issues

MANIFEST = """publication: {name: 试刊}
date: 2025-11
layout: sikai
pages:
  - page: 1
    title: 要闻
    articles:
      - {article: a, rank: lead, at: {column: 1, line: 20, columns: 2, lines: 20}}
"""


def test_an_issue_with_overset_is_printed_with_what_is_over() -> None:
    text = "---\nheadline: 标题\n---\n" + "这是很长的一段话，放不下。" * 60 + "到此为止。\n"
    proof = make_paper_proof(issue_sources(MANIFEST, {"a": text}), ISSUE_FOLDER, ZH)
    assert any(one.code == "overset" for one in proof.diagnostics)
    assert "试刊2025-11" in words(proof.pdf)[0]
    assert "到此为止。" in "".join(words(proof.pdf)[1:])
    assert "余稿" in words(proof.pdf)[0]


def test_an_issue_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused):
        make_paper_proof(issue_sources("pages: [", {}), ISSUE_FOLDER, ZH)
