"""Whole documents: the seed issue with and without its edition, faults put into it, other files."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from compositor.diagnostics import Refused
from compositor.grading import Grades, Truth, grade, read_truth
from compositor.grading.breaks import measure as measure_breaks
from compositor.grading.found import Found, FoundLine, Seat
from compositor.model.edition import Edition, Frame, PlacedLine
from compositor.model.galley import Line
from compositor.model.signs import SignDocument
from compositor.pdfgrade import grade_all, grade_pdf
from compositor.plate.draw import draw, read_template
from compositor.press.signs import read_signs
from compositor.report import edition_data
from compositor.sources import FolderSources, MemorySources
from compositor.units import pt
from tests.grading.samples import EM, row, signs_of
from tests.samples import ROOT, composed, planned

Change = Callable[[Line], Line]


@cache
def document() -> SignDocument:
    """The signs of the seed issue."""
    return read_signs("pages.pdf", composed().pdf)


@cache
def truth() -> Truth:
    """Its edition as a reader of edition.json has it."""
    data = edition_data(composed().edition, composed().fingerprint)
    return read_truth(json.loads(json.dumps(data)))


@cache
def grades(*, with_edition: bool) -> Grades:
    return grade(document().pages, truth() if with_edition else None)


@pytest.mark.parametrize("with_edition", [True, False])
def test_the_seed_issue_keeps_every_limit(with_edition: bool) -> None:
    assert grades(with_edition=with_edition).breached == ()
    assert grades(with_edition=with_edition).passed


def test_without_the_edition_nearly_the_same_lines_are_found() -> None:
    """Captions and short columns apart: the measures of the body, line for line."""
    blind, known = (grades(with_edition=w) for w in (False, True))
    body = {m: n for m, n in known.measures if m in (pt(99), pt(144))}
    found = {m: n for m, n in blind.measures if m in body}
    assert found.keys() == body.keys()
    assert all(abs(found[m] - body[m]) <= 5 for m in body)
    assert blind["stretch_mean"].value == pytest.approx(known["stretch_mean"].value, abs=0.001)


def test_the_text_of_every_line_is_the_editions() -> None:
    """Headings, furniture and captions too; a sign more or less on a line is seen."""
    assert grades(with_edition=True)["text_faults"].value == 0
    page = document().pages[0]
    less = replace(page, signs=page.signs[:-1])
    twice = replace(page, signs=(*page.signs, page.signs[0]._replace(y=page.height // 2)))
    for changed in (less, twice):
        faults = grade([changed, document().pages[1]], truth())["text_faults"]
        assert faults.value == 1


def test_the_editions_page_may_be_any_page_of_the_paper() -> None:
    """The third page of a paper is the first of its PDF."""
    data = edition_data(composed().edition, composed().fingerprint)
    told = json.loads(json.dumps(data))
    for number, page in enumerate(told["pages"], start=3):
        page["page"] = number
    assert grade(document().pages, read_truth(told))["text_faults"].value == 0


def test_the_edition_is_of_this_build() -> None:
    assert truth().is_of(document().identifier)
    assert not truth().is_of("00" * 16)
    assert not truth().is_of("")


# ------------------------------------------------------------- faults drawn through the plate


def drawn(change: Change, which: Callable[[Line], bool]) -> SignDocument:
    """The seed issue with some of its lines changed before they are drawn."""
    made = planned()
    edition = _changed(made.edition, change, which)
    template = read_template(FolderSources(ROOT), made.layout)
    return read_signs("t.pdf", draw(edition, made.layout, template, made.faces, {}, b"0" * 16))


def _changed(edition: Edition, change: Change, which: Callable[[Line], bool]) -> Edition:
    def placed(item: PlacedLine) -> PlacedLine:
        return item._replace(line=change(item.line)) if which(item.line) else item

    def framed(frame: Frame) -> Frame:
        return replace(frame, lines=tuple(map(placed, frame.lines)))

    pages = (replace(p, frames=tuple(map(framed, p.frames))) for p in edition.pages)
    return replace(edition, pages=tuple(pages))


def begins(words: str) -> Callable[[Line], bool]:
    return lambda line: line.text.startswith(words)


def narrowed(by: int) -> Change:
    """Every sign moved left by up to `by`, the last one most."""

    def change(line: Line) -> Line:
        runs = (r._replace(xs=tuple(x - x * by // line.measure for x in r.xs)) for r in line.runs)
        return replace(line, runs=tuple(runs))

    return change


def test_a_line_one_point_short_is_found() -> None:
    faulty = grade(drawn(narrowed(pt(1)), begins("验工会工作成效的重要")).pages)
    assert [flag.text for flag in faulty["not_flush"].flags] == ["验工会工作成效的重要"]


def test_squeeze_beyond_the_ink_is_found() -> None:
    """A line pushed together until its inks touch, at the place the editor can go to."""
    faulty = grade(drawn(narrowed(pt(25)), begins("验工会工作成效的重要")).pages, truth())
    (flag,) = {(f.page, f.column, f.text) for f in faulty["over_squeeze"].flags}
    assert flag == (1, 4, "验工会工作成效的重要")
    assert faulty["negative"].holds is False


def test_a_latin_word_is_parted_only_where_the_text_says_so() -> None:
    """Without the edition nobody knows whether `Lo|ve` were two words."""
    before, after = lines_of("国国Lo", "ve国国", exact=True)
    assert parted(before, after)
    assert not parted(replace(before, spaced=frozenset({4})), after)
    assert not parted(*lines_of("国国Lo", "ve国国", exact=False))


def lines_of(*texts: str, exact: bool) -> list[FoundLine]:
    """Lines as they are found, of hand-made signs."""
    seats = (Seat(1, 1, number, 1) for number in range(1, len(texts) + 1))
    signs = (tuple(signs_of(row(text), 0, 0)) for text in texts)
    return [
        FoundLine(a, 0, 10 * EM, 0, EM, b, exact=exact) for a, b in zip(seats, signs, strict=True)
    ]


def parted(*lines: FoundLine) -> bool:
    found = Found((lines,), EM, 2 * EM, 0, ())
    return next(r for r in measure_breaks(found) if r.metric == "split_unit").value == 1


# ---------------------------------------------------------------------------------- other files


def refused(data: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(Refused) as caught:
        grade_pdf(MemorySources({"a.pdf": data}), "a.pdf")
    (problem,) = caught.value.diagnostics
    return problem.code


def written(writer: PdfWriter) -> bytes:
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def test_what_is_no_pdf_is_refused() -> None:
    assert refused(b"") == "not-a-pdf"
    assert refused(b"%PDF-1.7 and no more") == "not-a-pdf"


def test_a_locked_pdf_is_refused() -> None:
    writer = PdfWriter(BytesIO(composed().pdf))
    writer.encrypt("secret", algorithm="RC4-128")
    assert refused(written(writer)) == "pdf-locked"


def test_pages_without_text_are_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    assert refused(written(writer)) == "pdf-no-text"


def test_text_without_columns_is_refused() -> None:
    """A page with a heading alone has text, and nothing to measure."""
    writer = PdfWriter()
    page = PdfReader(BytesIO(composed().pdf)).pages[0]
    contents = page.get_contents()
    assert contents is not None
    start = contents.get_data()
    added = writer.add_page(page)
    contents.set_data(start[: start.index(b"ET") + 2])
    added.replace_contents(contents)
    assert refused(written(writer)) == "pdf-no-lines"


def test_all_bad_files_are_told_at_once() -> None:
    with pytest.raises(Refused) as caught:
        grade_all(MemorySources({"a.pdf": b""}), ["a.pdf", "b.pdf"])
    assert [d.code for d in caught.value.diagnostics] == ["not-a-pdf", "no-file"]


@pytest.mark.parametrize(
    ("edition", "codes"),
    [
        (None, []),
        ("{}", ["edition-unfit"]),
        ("[1]", ["edition-unfit"]),
        ("nonsense", ["edition-unfit"]),
        ('{"fingerprint": "00", "pages": []}', ["edition-other"]),
    ],
)
def test_an_edition_that_does_not_fit_is_told_and_not_used(
    edition: str | None, codes: list[str]
) -> None:
    files: dict[str, bytes | str] = {"b/pages.pdf": composed().pdf}
    if edition is not None:
        files["b/edition.json"] = edition
    graded = grade_pdf(MemorySources(files), "b/pages.pdf")
    assert [d.code for d in graded.problems] == codes
    assert not graded.grades.with_edition
