"""The faces: what is refused, which face a character comes from, and what HarfBuzz gives."""

from hashlib import sha256

import pytest
from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Place, Refused
from compositor.model.typeface import FaceRecord
from compositor.sources import MemorySources
from compositor.typefaces import Script, Typefaces
from tests.samples import ROOT
from tests.setting.samples import ROLES, faces

FANG = (ROOT / "fonts/PaperFang-Regular.ttf").read_bytes()
DIGEST = sha256(FANG).hexdigest()
TABLE = Place("fonts/fonts.yaml", 12, 5)


def record(role: str, fallback: str = "", sha256: str = "") -> FaceRecord:
    return FaceRecord(role, f"{role}.ttf", role.title(), 400, sha256, "", fallback, TABLE)


def refusal(typefaces: Typefaces, role: str) -> tuple[str, Place | None, dict[str, str]]:
    """Code, place and values of the one thing a role is refused for."""
    with pytest.raises(Refused) as raised:
        _ = typefaces[role]
    (problem,) = raised.value.diagnostics
    return problem.code, problem.place, dict(problem.values)


# --------------------------------------------------------------------------------- loading


def test_a_role_the_table_does_not_know_is_refused_with_the_nearest() -> None:
    typefaces = Typefaces((record("song"), record("kai")), MemorySources({}))
    code, _, values = refusal(typefaces, "sung")
    assert (code, values) == ("no-role", {"role": "sung", "known": "song, kai", "near": "song"})
    assert typefaces.check("song") is None


def test_a_file_that_is_not_there_is_refused_where_the_table_names_it() -> None:
    code, place, values = refusal(Typefaces((record("song"),), MemorySources({})), "song")
    assert (code, place, values) == ("font-missing", TABLE, {"file": "song.ttf"})


def test_a_file_that_changed_is_refused() -> None:
    """Else an old issue could not be composed again byte for byte."""
    sources = MemorySources({"fonts/song.ttf": FANG})
    code, _, values = refusal(Typefaces((record("song", sha256="0" * 64),), sources), "song")
    assert (code, values["found"]) == ("font-changed", DIGEST)


@pytest.mark.parametrize("data", [b"", b"no font", FANG[:1000]])
def test_a_file_that_is_no_font_is_refused(data: bytes) -> None:
    sources = MemorySources({"fonts/song.ttf": data})
    assert refusal(Typefaces((record("song"),), sources), "song")[0] == "font-unreadable"


def test_a_face_is_read_when_first_asked_for_and_kept() -> None:
    """What was not handed out is not part of the build's fingerprint."""
    sources = MemorySources({"fonts/song.ttf": FANG, "fonts/kai.ttf": FANG})
    typefaces = Typefaces((record("song", sha256=DIGEST), record("kai")), sources)
    assert sources.digests() == ()
    assert typefaces["song"] is typefaces["song"]
    assert sources.digests() == (("fonts/song.ttf", DIGEST),)


# ------------------------------------------------------------------------------- fallbacks


def test_a_character_comes_from_the_first_face_of_the_chain_that_has_it() -> None:
    assert faces().chain("fang") == ("fang", "song")
    assert faces().role_for("国", "fang") == "fang"
    assert faces().role_for("※", "fang") == "song"
    assert faces().role_for("\U0001f600", "fang") is None


@pytest.mark.parametrize("sign", ["国", "e\u0301", "u\u0308\u030c", "国\u200d", "©\ufe0e"])
def test_a_face_has_a_sign_if_it_can_draw_it_whole(sign: str) -> None:
    """An accent needs no glyph where the letter has it; what cannot be seen needs none either."""
    assert faces()["song"].has(sign)
    assert faces()["song"].lacks(sign) == ()


@pytest.mark.parametrize(
    ("sign", "lacks"),
    [
        ("\u0301", (0,)),
        ("n\u0323", (1,)),
        ("葛\U000e0100", (1,)),
        ("©\ufe0f", (1,)),
        ("\U0001f44d\U0001f3fd", (0, 1)),
        ("\ud800", (0,)),
    ],
)
def test_a_face_tells_what_of_a_sign_it_cannot_draw(sign: str, lacks: tuple[int, ...]) -> None:
    """Accents alone, variants, what stands beyond the face."""
    assert faces()["song"].lacks(sign) == lacks


def test_what_cannot_be_seen_has_no_glyph_and_keeps_its_text() -> None:
    """It stands in the cluster of the character before it."""
    glyphs = faces()["song"].shape("葛\U000e0100城\u200b", Script.HAN)
    assert [(glyph.cluster, glyph.advance) for glyph in glyphs] == [(0, 1000), (2, 1000)]


def test_a_circle_of_fallbacks_ends() -> None:
    typefaces = Typefaces((record("song", "kai"), record("kai", "song")), MemorySources({}))
    assert typefaces.chain("song") == ("song", "kai")


# --------------------------------------------------------------------------------- shaping


@pytest.mark.parametrize("role", ROLES)
def test_clusters_are_character_offsets_even_beyond_the_first_plane(role: str) -> None:
    glyphs = faces()[role].shape("国\U0002cb4a国", Script.HAN)
    assert [glyph.cluster for glyph in glyphs] == [0, 1, 2]


@pytest.mark.parametrize("role", ROLES)
def test_hanzi_fill_their_cell(role: str) -> None:
    face = faces()[role]
    assert {glyph.advance for glyph in face.shape("工会国一〇", Script.HAN)} == {face.upem}


@pytest.mark.parametrize("role", ["song", "fang"])
def test_the_ink_of_marks_is_that_of_their_outlines(role: str) -> None:
    """Squeezing counts on it. (Of hanzi in CFF faces it is the box of the control points.)"""
    face = faces()[role]
    font = TTFont(ROOT / "fonts" / face.record.file, lazy=True)
    outlines = font.getGlyphSet()
    for glyph in face.shape("“”‘’（）《》。，、；：？！", Script.HAN):
        pen = BoundsPen(outlines)
        outlines[font.getGlyphName(glyph.gid)].draw(pen)
        left, _, right, _ = pen.bounds
        assert face.ink(glyph.gid) == pytest.approx((left, right), abs=1)


def test_a_space_has_no_ink() -> None:
    (glyph,) = faces()["song"].shape(" ", Script.LATIN)
    assert faces()["song"].ink(glyph.gid) == (0, 0)


@pytest.mark.parametrize("role", ["song", "kai"])
def test_a_subset_says_which_glyphs_it_has(role: str) -> None:
    """What was set is what is drawn: those glyphs, .notdef before them, and little else."""
    face = faces()[role]
    wanted = {glyph.gid for glyph in face.shape("工会——", Script.HAN)}
    program, gids = face.subset(wanted)
    assert gids[0] == 0
    assert set(gids[1:]) >= wanted
    assert len(gids) <= len(wanted) + 2
    assert len(program) < 4_000, "outlines and widths of a few glyphs"


# ------------------------------------------------------------------------------- downwards


@pytest.mark.parametrize("role", ROLES)
def test_hanzi_shaped_downwards_advance_an_em_from_the_top_of_their_em_box(role: str) -> None:
    face = faces()[role]
    for glyph in face.shape_down("国，“"):
        assert glyph.advance == face.upem
        assert (glyph.x_offset, glyph.y_offset) == (-face.upem // 2, -face.em_top)


@pytest.mark.parametrize("role", ROLES)
def test_marks_shaped_downwards_take_their_vertical_forms(role: str) -> None:
    face = faces()[role]
    for mark in "，。、（）《》“”『』…～":
        level, vertical = face.shape(mark, Script.HAN), face.shape_down(mark)
        assert [g.gid for g in level] != [g.gid for g in vertical], mark


def test_a_face_without_vertical_metrics_keeps_its_marks_in_their_corner() -> None:
    """HarfBuzz alone would centre the ink of a point in its cell; its em box stands there."""
    face = faces()["fang"]
    (point,) = face.shape_down("。")
    top, bottom = face.ink_down(point.gid)
    assert face.em_top == 850
    assert 0 < -point.y_offset - top < -point.y_offset - bottom < face.upem // 2


def test_half_width_figures_are_half_an_em_where_the_face_has_them() -> None:
    for role in ROLES:
        face = faces()[role]
        half = [g.advance for g in face.shape_half("20")]
        natural = [g.advance for g in face.shape("20", Script.LATIN)]
        assert half == ([500, 500] if role not in ("kai", "fang") else natural)


# ------------------------------------------------------------------------------- alone or not


@pytest.mark.parametrize("role", ROLES)
@given(
    text=st.text(
        st.sampled_from("国江会一二，。、：；？！“”《》（）…·～％々　A1m—.,"),
        min_size=1,
        max_size=12,
    )
)
def test_what_shapes_the_same_alone_is_shaped_alone(role: str, text: str) -> None:
    """A Han run of characters that no neighbour changes is shaped as they are one by one."""
    face = faces()[role]
    one_by_one = [face.alone(character) for character in text]
    if None not in one_by_one:
        rows = enumerate(filter(None, one_by_one))
        assert face.shape(text, Script.HAN) == tuple(g._replace(cluster=at) for at, g in rows)


def test_what_its_neighbours_change_is_not_shaped_alone() -> None:
    """A negative control: two dashes are one glyph, an accent stands over its letter."""
    assert faces()["song"].alone("—") is None
    assert faces()["song"].alone("国") is not None
