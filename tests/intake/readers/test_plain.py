"""Page text: every line as it stands, every character in its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.intake.readers import read_document
from compositor.intake.readers.invisible import is_invisible
from compositor.manuscript.characters import without_bad
from tests.intake.readers.support import SEEDS, check, left, read, texts


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_real_pages_are_their_lines(seed: Path) -> None:
    """In their order, without the white space at their ends."""
    document = read("page.txt", seed.read_bytes())
    lines = [line.strip() for line in seed.read_text(encoding="utf-8").split("\n")]
    assert texts(document) == [line for line in lines if line]
    assert document.is_page and not document.left_out


def test_origins_are_places_in_the_text() -> None:
    """Counted from the base on."""
    document = read("a.txt", "甲\n　　乙 丙 \n", base=1000)
    assert document.pieces[1].text.origins == (1004, 1005, 1006)


def test_blank_lines_and_page_ends_part() -> None:
    """A form feed is the end of a page; VT is a line end of Word's."""
    document = read("a.txt", "甲\n乙\n \n丙\x0c丁\x0b戊")
    assert [(p.text.text, p.after_blank) for p in document.pieces] == [
        ("甲", False), ("乙", False), ("丙", True), ("丁", True), ("戊", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "indented"),
    [
        ("　　甲", True),
        ("　甲", True),
        ("    甲", True),
        ("\t甲", True),
        (" 甲", None),
        ("甲", None),
    ],
)
def test_an_indent_is_seen(line: str, indented: bool | None) -> None:
    """Where there is none, nothing is known."""
    assert read("a.txt", line).pieces[0].indented is indented


def test_what_nobody_sees_is_left_out_on_record() -> None:
    """Zero width, soft hyphens, control characters, and a mark inside."""
    document = read("a.txt", "\ufeff甲\u200b乙\xad丙\x02\u2060\ufeff")
    assert texts(document) == ["甲乙丙"]
    assert left(document) == [("invisible", "\u200b\xad\x02\u2060\ufeff")]


def test_what_was_once_seen_stays_to_be_refused_in_its_place() -> None:
    """Private codes and U+FFFD are guessed by nobody."""
    assert texts(read("a.txt", "甲\ue001乙\ufffd")) == ["甲\ue001乙\ufffd"]


def test_the_unseen_characters_are_those_an_article_may_not_have() -> None:
    """The tables of two stages that do not know each other agree, but for what was once seen."""
    seen = "\ufffc\ufffd\ufff9\ufffa\ufffb"
    for code in [*range(0xD800), *range(0xFDF0, 0xFFFE), *range(0xE0000, 0xE0080)]:
        character = chr(code)
        if character not in seen:
            assert is_invisible(character) == (without_bad(character) != character), hex(code)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "　　\n\u3000".encode(), b"\xef\xbb\xbf", "\u200b".encode()])  # fmt: skip
def test_a_file_without_text_is_refused(data: bytes) -> None:
    """Empty, blank, or nothing anybody sees."""
    with pytest.raises(Refused) as refused:
        read_document("a.txt", data, 0)
    assert [d.code for d in refused.value.diagnostics] == ["empty-document"]


@given(st.text(alphabet="甲乙a1 　\t\n\r\x0b\x0c\u200b\ufeff\x85\u2028“，\ue000", min_size=1))
def test_every_character_is_accounted_for(text: str) -> None:
    """Whatever stands in a file."""
    try:
        document = read_document("a.txt", text.encode(), 7)
    except Refused as refused:
        assert [d.code for d in refused.diagnostics] == ["empty-document"]
        return
    check(document)


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("a.xyz", b"text", "unknown-document"),
        ("a", b"text", "unknown-document"),
        ("a.d/b", b"text", "unknown-document"),
        ("a.txt", b"%PDF-1.7 text", "unknown-document"),
        ("a.doc", b"{\\rtf1 text}", "unknown-document"),
        ("a.txt", b"PK\x03\x04 broken", "docx-damaged"),
        ("a.doc", b"plain", "docx-damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(file: str, data: bytes, code: str) -> None:
    """With what it is, not with what it does to a parser."""
    with pytest.raises(Refused) as refused:
        read_document(file, data, 0)
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_first_bytes_are_believed_before_the_name() -> None:
    """A web page that Word saved as .doc is a web page."""
    assert texts(read("a.doc", "<html><body><p>甲</p></body></html>")) == ["甲"]
