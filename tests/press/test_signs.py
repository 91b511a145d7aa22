"""Signs read back from a PDF: text, place, width, ink, and whether they stand level."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from compositor.galleyproof import Sheet, compose_galley
from compositor.model.galley import Line, Stance
from compositor.model.signs import Sign
from compositor.press.signs import read_signs
from compositor.sources import FolderSources
from compositor.units import EMU_PER_PT
from tests.samples import ROOT, composed

NEAR = EMU_PER_PT // 50


def level(line: Line) -> bool:
    return all(run.stance is Stance.LEVEL for run in line.runs)


def expected() -> list[tuple[str, int, int]]:
    """Text, x and baseline of every level glyph of page 1, as it was set."""
    frames = composed().edition.pages[0].frames
    return [
        (text, placed.x + x, placed.y)
        for frame in frames
        for placed in frame.lines
        if level(placed.line)
        for run in placed.line.runs
        for text, x in zip(run.texts, run.xs, strict=True)
        if text.strip()
    ]


def test_every_sign_is_where_it_was_set() -> None:
    """Text and origin of each glyph, to a fiftieth of a point."""
    page = read_signs("pages.pdf", composed().pdf).pages[0]
    found = [s for s in page.signs if not s.is_space]
    wanted = expected()
    assert len(found) == len(wanted)
    by_text: dict[str, list[Sign]] = {}
    for sign in found:
        by_text.setdefault(sign.text, []).append(sign)
    for text, x, y in wanted:
        assert any(abs(s.x - x) <= NEAR and abs(s.y - y) <= NEAR for s in by_text[text]), text


def test_hanzi_are_an_em_wide_and_print_inside_it() -> None:
    page = read_signs("pages.pdf", composed().pdf).pages[0]
    for sign in (s for s in page.signs if s.text == "工"):
        assert sign.advance == pytest.approx(sign.size, abs=NEAR)
        assert sign.x <= sign.ink.left < sign.ink.right <= sign.x + sign.size


def test_the_identifier_is_the_builds() -> None:
    assert composed().fingerprint.startswith(read_signs("a", composed().pdf).identifier)


def test_type_that_does_not_stand_level_is_kept_apart() -> None:
    """Turned text is told, and no line is looked for in it."""
    writer = PdfWriter(BytesIO(composed().pdf))
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    contents.set_data(b"0 1 -1 0 700 0 cm\n" + contents.get_data())
    page.replace_contents(contents)
    data = BytesIO()
    writer.write(data)
    turned = read_signs("a.pdf", data.getvalue()).pages[0]
    level = read_signs("a.pdf", composed().pdf).pages[0]
    assert (len(turned.signs), len(turned.turned)) == (0, len(level.signs))


def test_a_dash_of_one_glyph_is_one_sign(tmp_path: Path) -> None:
    """—— is drawn as one glyph of two em, and stands for two characters."""
    (tmp_path / "a.txt").write_text("他说——好。", encoding="utf-8")
    sheet = Sheet("sikai", 11, 1)
    made = compose_galley(FolderSources(ROOT), (tmp_path / "a.txt").as_posix(), sheet)
    (sign,) = [s for s in read_signs("a.pdf", made.pdf).pages[0].signs if "—" in s.text]
    assert sign.text == "——"
    assert sign.advance == pytest.approx(2 * sign.size, abs=NEAR)
