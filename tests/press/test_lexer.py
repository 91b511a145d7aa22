"""Content streams: what pypdf reads of well-formed ones is read, and any bytes are got through."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from compositor.press.preflight.lexer import (
    INLINE,
    Name,
    name,
    numbers,
    operands,
    operations,
    shown,
    string,
)
from tests.samples import composed


def plain(value: Any) -> Any:
    """A value of pypdf as the lexer gives it."""
    if isinstance(value, NameObject):
        return Name(str(value)[1:].encode())
    if isinstance(value, TextStringObject | ByteStringObject):
        return value.original_bytes
    if isinstance(value, ArrayObject):
        return [plain(one) for one in value]
    if isinstance(value, DictionaryObject):
        return {key[1:].encode(): plain(one) for key, one in value.items()}
    if isinstance(value, BooleanObject):
        return value.value
    return None if isinstance(value, NullObject) else float(value)


def by_pypdf(data: bytes) -> list[tuple[bytes, list[Any]]]:
    stream = StreamObject()
    stream.set_data(data)
    found = ContentStream(stream, None).operations
    return [(operator, [plain(one) for one in values]) for values, operator in found]


def by_us(data: bytes) -> list[tuple[bytes, list[Any]]]:
    faults: list[str] = []
    found = [(one.operator, operands(one.raw)) for one in operations(data, faults)]
    assert not faults
    return found


# ------------------------------------------------------------------------ as pypdf reads them

BLANK = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b"  ", b" % a comment ) (\n"])
NUMBERS = st.sampled_from([b"0", b"-1", b"+2", b".5", b"-.25", b"3.", b"12.75", b"0.0"])
NAMES = st.sampled_from([b"/A", b"/Im1", b"/a.b-c", b"/true", b"/Q"])
CHARS = st.sampled_from(
    [b"a", b"Q", b" ", b"\\(", b"\\)", b"\\\\", b"\\101", b"%", b"<", b"]", b"/"]
)
STRINGS = st.recursive(
    st.lists(CHARS, max_size=4).map(lambda parts: b"(" + b"".join(parts) + b")"),
    lambda inner: st.lists(inner, min_size=1, max_size=2).map(
        lambda p: b"(x" + b"y".join(p) + b")"
    ),
    max_leaves=5,
)
HEX = st.binary(max_size=4).map(lambda data: b"<" + data.hex().encode() + b">")
WORDS = st.sampled_from([b"true", b"false", b"null"])
ATOMS = st.one_of(NUMBERS, NAMES, STRINGS, HEX)
VALUES = st.recursive(
    st.one_of(ATOMS, WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: b"[" + b" ".join(parts) + b"]"),
        st.dictionaries(NAMES, inner, max_size=2).map(
            lambda held: b"<<" + b" ".join(k + b" " + v for k, v in held.items()) + b">>"
        ),
    ),
    max_leaves=6,
)
OPERATORS = st.sampled_from([b"q", b"Q", b"cm", b"Tj", b"f*", b"'", b'"', b"scn", b"d0", b"BDC"])
# pypdf takes words that stand alone for operators.
OPERATION = st.tuples(st.lists(VALUES.filter(lambda v: v[:1] not in b"tfn"), max_size=3), OPERATORS)


@given(st.lists(st.tuples(OPERATION, BLANK), max_size=6))
def test_well_formed_streams_are_read_as_pypdf_reads_them(parts: list[Any]) -> None:
    """Operators, and operands of every kind, nested as may be, with comments between."""
    data = b"".join(blank.join([*values, operator]) + blank for (values, operator), blank in parts)
    assert by_us(data) == by_pypdf(data)


def test_a_newspaper_page_is_read_as_pypdf_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "pages.pdf"
    file.write_bytes(composed().pdf)
    for page in PdfReader(file).pages:
        contents = page.get_contents()
        assert contents is not None
        data = contents.get_data()
        assert by_us(data) == by_pypdf(data)


# ---------------------------------------------------------------------------- inline images


@pytest.mark.parametrize(
    ("settings", "samples"),
    [
        (b"/W 2 /H 1 /BPC 8 /CS /G", b"ab"),
        (b"/W 4 /H 1 /BPC 8 /CS /G", b" EI "),  # by its size, not by what its end looks like
        (b"/W 8 /H 2 /IM true", b"\xaa\x55"),
        (b"/W 1 /H 1 /CS /RGB /F /Fl", b"\x00\xffEI\xff EI\x80Q"),
        (b"/Width 3 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8", bytes(range(9))),
    ],
)
def test_the_samples_of_an_inline_image_are_no_operations(settings: bytes, samples: bytes) -> None:
    faults: list[str] = []
    data = b"q BI " + settings + b" ID " + samples + b"\nEI Q 1 0 0 rg"
    found = list(operations(data, faults))
    assert [one.operator for one in found] == [b"q", INLINE, b"Q", b"rg"]
    assert found[1].data == samples
    assert not faults


# ------------------------------------------------------------------------------ any bytes

PIECES = st.sampled_from(
    [
        b"(",
        b")",
        b"[",
        b"]",
        b"<<",
        b">>",
        b"<",
        b">",
        b"{",
        b"\\",
        b"%",
        b"/",
        b"BI ",
        b" ID ",
        b" EI ",
        b"Q ",
        b"1 ",
        b"\n",
    ]
)


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=60).map(b"".join)))
def test_any_bytes_are_got_through(data: bytes) -> None:
    """Never raised, and every operation's operands stand in the stream in their order."""
    faults: list[str] = []
    at = 0
    for operation in operations(data, faults):
        at = data.find(operation.raw, at)
        assert at >= 0


@pytest.mark.parametrize(
    "piece", [b"(", b"[", b"<<", b"<", b"((", b"[(", b"1 ", b"BI ", b"%", b"\\", b"<a"]
)
def test_a_million_brackets_take_no_more_than_their_length(piece: bytes) -> None:
    """Nothing is gone over twice: this would take hours if it were."""
    faults: list[str] = []
    assert len(list(operations(piece * 200_000, faults))) <= 1
    assert faults or piece == b"%"


@pytest.mark.parametrize(
    "data",
    [b"(abc", b"[1 2", b"<< /A", b") Q", b"> Q", b"} Q", b"1 2 3", b"BI /W 1 ID x", b"<12zz> Tj"],
)
def test_what_is_wrong_with_a_stream_is_told(data: bytes) -> None:
    faults: list[str] = []
    list(operations(data, faults))
    assert faults


@pytest.mark.parametrize(
    "raw",
    [b"1 2", b"1 2 3 4", b"1 2 x", b"1 2 (3)", b"nan 1 2", b"-inf 1 2", b"1e9 1 2", b"1 2 --3"],
)
def test_numbers_that_are_none_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"wanted|operand|float"):
        numbers(raw, 3)


def test_operands_are_read_where_they_are_asked_for() -> None:
    assert numbers(b" 1 -.5\n2. % so\n", 3) == (1, -0.5, 2)
    assert name(b" /A#20b ") == "A b"
    assert shown(b"[(a) -120 <62 6> 20]") == (b"ab`", -100)
    assert string(b"(a\\\r\nb\\n\\063\\x\r\n)") == b"ab\n3x\n"
    assert string(b"<4>") == b"@"
