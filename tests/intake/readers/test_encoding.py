"""Encodings: what a file is in, and that it is said; limits are looked at first."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.intake.readers.encoding import decode
from compositor.intake.readers.limits import MAX_TEXT
from tests.intake.readers.support import SEEDS

A = "清江浦区总工会“五个力”工作法，让职工群众当主角。"
B = "江苏工人报讯（记者 王雪）近日，常熟市总工会召开会议。"


def gb(text: str) -> bytes:
    return text.encode("gb18030")


def found(data: bytes, declared: str = "") -> tuple[str, str, list[str]]:
    decoded = decode("a.txt", data, declared)
    return decoded.text, decoded.encoding, [d.code for d in decoded.diagnostics]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize(
    ("codec", "name", "codes"),
    [
        ("utf-8", "UTF-8", []),
        ("utf-8-sig", "UTF-8", []),
        ("gb18030", "GB18030", ["read-as"]),
        ("utf-16", "UTF-16 LE", []),
    ],
)
def test_real_pages_are_read_whole_in_every_encoding(
    seed: Path, codec: str, name: str, codes: list[str]
) -> None:
    """And GB18030 is said."""
    text = seed.read_text(encoding="utf-8")
    assert found(text.encode(codec)) == (text, name, codes)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_one_damaged_byte_does_not_turn_a_utf8_page_into_nonsense(seed: Path) -> None:
    """Wherever it is: one line is reported, and all others are as they were."""
    whole = seed.read_bytes()
    lines = whole.decode().split("\n")
    for at in range(60, len(whole), len(whole) // 40):
        if whole[at] < 0x80:
            continue
        damaged = whole[:at] + b"\xff" + whole[at + 1 :]
        text, name, codes = found(damaged)
        assert name == "UTF-8" and codes == ["bytes-damaged"]
        changed = [a for a, b in zip(text.split("\n"), lines, strict=True) if a != b]
        assert len(changed) == 1 and "\ufffd" in changed[0]


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    """With the lines that are in the rarer one."""
    data = f"{A}\n{A}\n".encode() + gb(f"{B}\n{B}\n") + f"{A}\n{A}\n{A}".encode()
    text, name, codes = found(data)
    assert text == f"{A}\n{A}\n{B}\n{B}\n{A}\n{A}\n{A}"
    assert name == "UTF-8 and GB18030 (lines 3-4)" and codes == ["read-mixed"]


def test_a_utf8_line_in_a_gb18030_file_is_found_though_gb18030_could_read_it() -> None:
    """Even number of characters: its bytes are valid in both."""
    line = "江苏工人报要闻"[:6]
    assert line.encode().decode("gb18030") != line
    data = gb(f"{B}\n{B}\n") + line.encode() + gb(f"\n{B}")
    text, name, _ = found(data)
    assert text.split("\n")[2] == line and name == "GB18030 and UTF-8 (lines 3)"


@given(st.lists(st.tuples(st.sampled_from([A, B, "主席之声", "2025年", "A4", ""]), st.booleans()), min_size=1))  # fmt: skip
def test_any_mixture_of_lines_comes_back(lines: list[tuple[str, bool]]) -> None:
    """Whatever is in GB18030 (True) and whatever in UTF-8."""
    data = b"\n".join(gb(text) if is_gb else text.encode() for text, is_gb in lines)
    assert found(data)[0] == "\n".join(text for text, _ in lines)


def test_line_ends_are_made_one() -> None:
    """CRLF and CR become LF, in GB18030 too."""
    assert found(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"
    assert found(gb("甲\r\n乙\r丙\n"))[0] == "甲\n乙\n丙\n"


def test_a_page_in_big5_is_believed_when_it_says_so_and_doubted_when_not() -> None:
    """GB18030 would make nonsense of it without an error."""
    text = "記者昨日從市總工會獲悉，職工之家建設取得新進展，會員人數增加。" * 3
    data = text.encode("big5")
    assert found(data, "big5")[0] == text
    assert "encoding-doubtful" in found(data)[2]


def test_bytes_in_no_encoding_are_reported_with_their_line() -> None:
    """And become U+FFFD, which no article can hold."""
    decoded = decode("a.txt", gb(B) + b"\n" + gb(B[:6]) + b"\xff\xff\n" + gb(B))
    damage = [d for d in decoded.diagnostics if d.code == "bytes-damaged"]
    assert [d.place and d.place.line for d in damage] == [2]
    assert "\ufffd" in decoded.text.split("\n")[1]


@pytest.mark.parametrize("data", [b"a\0b", b"\x89PNG\r\n\x1a\n\0\0", bytes(range(1, 32)) * 9])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """By NULs, or by many control characters."""
    with pytest.raises(Refused) as refused:
        decode("a.txt", data)
    assert [d.code for d in refused.value.diagnostics] == ["not-text"]


def test_a_50_mb_text_is_refused_before_it_is_decoded() -> None:
    """With its size and the limit, in no more memory than it takes to say so."""
    data = gb("工会") * (50 * 1024 * 1024 // 4)
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        decode("a.txt", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "too-large" and dict(diagnostic.values)["size"] == "50.0 MB"
    assert peak < MAX_TEXT // 8
