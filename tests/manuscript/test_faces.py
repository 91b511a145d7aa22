"""The font table becomes face records."""

import pytest

from compositor.manuscript import Checked, read_faces
from compositor.model.typeface import FaceRecord
from compositor.sources import FolderSources, MemorySources
from tests.manuscript.samples import ROOT, shown

SONG = "  - {role: song, file: S.otf, family: S}\n"


def faces(text: str) -> Checked[tuple[FaceRecord, ...]]:
    return read_faces(MemorySources({"fonts/fonts.yaml": text}))


def test_three_lines_are_a_face() -> None:
    """Weight 400, no checksum, missing characters from song; song itself has no fallback."""
    song, wei = (
        faces(f"faces:\n{SONG}  - role: weibei\n    file: W.ttf\n    family: Wei\n").value or ()
    )
    assert (wei.role, wei.file, wei.family) == ("weibei", "W.ttf", "Wei")
    assert (wei.weight, wei.sha256, wei.coverage, wei.fallback) == (400, "", "", "song")
    assert (wei.place.file, wei.place.line, wei.place.column) == ("fonts/fonts.yaml", 3, 11)
    assert song.fallback == ""


def test_the_faces_of_the_house_are_read() -> None:
    """All eight, pinned; `fallback: none` means none."""
    records = read_faces(FolderSources(ROOT)).value or ()
    assert records
    assert all(len(record.sha256) == 64 for record in records)
    assert {record.role: record.fallback for record in records}["song"] == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  - {role: kai, file: K.ttf}", "missing-key 3: {role: kai, file: K.ttf}"),
        ("  - {role: kai, file: K.ttf, family: K, wieght: 400}", "unknown-key 3: wieght"),
        ("  - {role: kai, file: K.ttf, family: K, weight: bold}", "wrong-type 3: bold"),
        ("  - {role: kai, file: K.ttf, family: K, weight: 0}", "bad-value 3: 0"),
        ("  - {role: kai, file: K.ttf, family: K, sha256: 12ab}", "bad-value 3: 12ab"),
        ("  - {role: kai, file: K.ttf, family: K, fallback: sung}", "no-role 3: sung"),
        ("  - {role: song, file: K.ttf, family: K}", "role-twice 3: song"),
    ],
)
def test_a_fault_of_the_font_table_is_told_in_its_place(line: str, expected: str) -> None:
    """One bad entry beside a good one."""
    checked = faces(f"faces:\n{SONG}{line}\n")
    assert (checked.value, shown(checked.diagnostics)) == (None, [expected])


def test_an_empty_table_is_shown() -> None:
    """No face, no page."""
    assert shown(faces("faces: []").diagnostics) == ["bad-value 1: []"]
