"""Type cases: what glyphs are called in a PDF, and fonts whose glyphs have names."""

from io import BytesIO

import pytest
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Place
from compositor.model.galley import GlyphRun
from compositor.model.typeface import FaceRecord
from compositor.plate.cases import Case, Cases
from compositor.plate.cff import is_numbered, numbered
from compositor.sources import MemorySources
from compositor.typefaces import Script, Typefaces
from tests.setting.samples import faces

WORDS = "工会工会工人"


def case_of(role: str, words: str) -> Case:
    """A case from which these words are taken."""
    case = Cases(faces()).of(role, 0)
    glyphs = tuple(g.gid for g in faces()[role].shape(words, Script.HAN))
    run = GlyphRun(role, 12, glyphs, tuple(range(len(glyphs))), tuple(words))
    assert case.says_all(run)
    case.count(run.glyphs)
    return case


def named_face() -> bytes:
    """An OpenType face with CFF outlines whose glyphs have names."""
    builder = FontBuilder(1000, isTTF=False)
    order = [".notdef", "gong", "ren", "hui"]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord("工"): "gong", ord("人"): "ren", ord("会"): "hui"})
    strings = {}
    for index, name in enumerate(order):
        pen = T2CharStringPen(1000, None)
        pen.moveTo((0, 0))
        pen.lineTo((100 * (index + 1), 0))
        pen.lineTo((0, 500))
        pen.closePath()
        strings[name] = pen.getCharString()
    builder.setupCFF("Named", {"FullName": "Named"}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Named", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    data = BytesIO()
    builder.save(data)
    return data.getvalue()


@pytest.mark.parametrize("role", ["song", "kai"])
def test_the_commonest_glyph_has_the_lowest_code(role: str) -> None:
    """From 1: 0 is .notdef in any font."""
    case = case_of(role, WORDS)
    gids = {sign: faces()[role].shape(sign, Script.HAN)[0].gid for sign in WORDS}
    assert case.codes[gids["工"]] == 1
    assert case.codes[gids["会"]] == 2
    assert case.codes[gids["人"]] == 3
    assert case.codes[0] == 0
    assert case.digits[gids["工"]] == "0001"


def test_a_glyph_says_one_text_in_a_case() -> None:
    """The second takes a copy; what the glyph says stays as it was."""
    case = case_of("song", "工")
    (glyph,) = faces()["song"].shape("工", Script.HAN)
    assert case.says(glyph.gid, "工")
    assert not case.says(glyph.gid, "人")
    assert case.says(glyph.gid, "")
    assert not case.says_all(GlyphRun("song", 12, (glyph.gid,), (0,), ("人",)))


def test_glyphs_with_names_are_called_by_their_place_in_the_font() -> None:
    """A PDF knows no other number of them (ISO 32000-1 9.7.4.2)."""
    record = FaceRecord("named", "named.otf", "Named", 400, "", "", "", Place("fonts/fonts.yaml"))
    typefaces = Typefaces((record,), MemorySources({"fonts/named.otf": named_face()}))
    case = Cases(typefaces).of("named", 0)
    glyphs = [typefaces["named"].shape(sign, Script.HAN)[0].gid for sign in "会工会"]
    case.count(glyphs)
    program, gids = typefaces["named"].subset(glyphs)
    assert not is_numbered(program)
    assert [case.codes[gid] for gid in gids] == list(range(len(gids)))


@given(st.permutations(range(1, 6)), st.integers(0, 60_000))
def test_a_font_is_numbered_anew(order: list[int], start: int) -> None:
    """Each glyph by the code it is given; outlines stay."""
    glyphs = {g.gid for g in faces()["hei"].shape("工人会报纸", Script.HAN)}
    program, gids = faces()["hei"].subset(glyphs)
    codes = [start + code for code in order][: len(gids) - 1]
    codes += range(start + 10, start + 10 + len(gids) - 1 - len(codes))
    held = [CFFFontSet(), CFFFontSet()]
    for font, data in zip(held, (program, numbered(program, codes)), strict=True):
        font.decompile(BytesIO(data), None)
    before, after = (font[0] for font in held)
    assert is_numbered(program)
    assert after.charset == [".notdef", *(f"cid{code:05}" for code in codes)]
    for old, new in zip(before.charset, after.charset, strict=True):
        assert before.CharStrings[old].bytecode == after.CharStrings[new].bytecode
