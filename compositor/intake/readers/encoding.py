"""Bytes to text: which encoding a file is in, told line by line where one file holds two.

    text, name, diagnostics = decode(file, data)

A Chinese file without a byte order mark is UTF-8 or GB18030 (what Windows calls ANSI, with GBK and
GB2312 inside it), and one pasted together from two sources is both. GB18030 alone proves nothing:
most bytes are valid in it, UTF-8 too, and a UTF-8 file with one damaged byte would become nonsense
as a whole. So each line is asked for itself. In UTF-8 a Chinese character is three bytes that bear
each other out, so a line with more such characters than errors is UTF-8, damaged or not; a line
that is not valid UTF-8 otherwise is GB18030; one that is valid and has none says nothing and goes
with the rest of the file. What cannot be read becomes U+FFFD and is reported with its line.

Sizes are looked at before anything is decoded. Line ends are LF afterwards.
"""

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.intake.readers.limits import MAX_TEXT, check_size

LOST = "\ufffd"
UTF8, GB = "UTF-8", "GB18030"
_CODECS = {UTF8: "utf-8", GB: "gb18030"}
# What a page may declare that its bytes do not tell: only these are believed.
_DECLARED = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs"}
_WIDE_MARKS = (
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
_CONTROLS = bytes({*range(1, 9), *range(14, 27), *range(28, 32)})
_MAX_CONTROLS, _FEW_CONTROLS = 0.05, 8  # of all bytes, by eye: text from old editors has some
# Share of the 3 755 commonest hanzi (GB 2312, rows 16 to 55) below which a GB18030 reading is
# doubted. Measured: the seeds 99.6 %, the same in Big5 read as GB18030 46 %, in UTF-8 14 %.
_MIN_COMMON, _SAMPLE = 0.55, 4000
_MIN_HANZI = 20


class Decoded(NamedTuple):
    """A file's text, its line ends LF, the name of its encoding, and what was found amiss."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


class _Read(NamedTuple):
    """One line and the encoding it was read in; "" where it is plain ASCII."""

    text: str
    encoding: str


def decode(file: str, data: bytes, declared: str = "") -> Decoded:
    """The text of a file; `declared` is what it says of its encoding itself.

    Raises `Refused` with `too-large` or `not-text`.
    """
    check_size(file, len(data), MAX_TEXT)
    for mark, codec, name in _WIDE_MARKS:
        if data.startswith(mark):
            return _whole(file, data[len(mark) :], codec, name)
    _check_text(file, data)
    if codec := _DECLARED.get(declared.lower(), ""):
        return _whole(file, data, codec, declared)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(_ends(data.decode("utf-8")), UTF8)
    except UnicodeDecodeError:
        return _by_lines(file, data)


def _whole(file: str, data: bytes, codec: str, name: str) -> Decoded:
    """A file whose encoding is known."""
    text = _ends(data.decode(codec, "replace"))
    if "\0" in text:
        raise Refused([diagnose("not-text", Place(file), file=file)])
    return Decoded(text, name, _damage(file, text.split("\n")))


def _check_text(file: str, data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > max(_FEW_CONTROLS, _MAX_CONTROLS * len(data)):
        raise Refused([diagnose("not-text", Place(file), file=file)])


def _ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_lines(file: str, data: bytes) -> Decoded:
    """A file that is not UTF-8 throughout. A line end is one byte in both encodings, and never
    the second byte of a character.
    """
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    guesses = [_guess(line) for line in lines]
    weights = dict.fromkeys((UTF8, GB), 0)
    for line, guess in zip(lines, guesses, strict=True):
        if guess:
            weights[guess] += len(line)
    main = GB if weights[GB] >= weights[UTF8] else UTF8
    read = [_line(line, guess or main) for line, guess in zip(lines, guesses, strict=True)]
    name, found = _told(file, read, main)
    texts = [line.text for line in read]
    return Decoded("\n".join(texts), name, (*found, *_damage(file, texts)))


def _guess(line: bytes) -> str:
    """What a line says of its encoding, "" if nothing."""
    if line.isascii():
        return ""
    text = line.decode("utf-8", "replace")
    bad = text.count(LOST)
    chinese = sum(character >= "\u2000" for character in text) - bad
    if chinese > bad:
        return UTF8
    return GB if bad else ""


def _line(line: bytes, encoding: str) -> _Read:
    """A line in the encoding that is right for it, or the other if that loses less of it."""
    if line.isascii():
        return _Read(line.decode("ascii"), "")
    other = GB if encoding == UTF8 else UTF8
    text = line.decode(_CODECS[encoding], "replace")
    if encoding == UTF8 or LOST not in text:
        return _Read(text, encoding)
    second = line.decode(_CODECS[other], "replace")
    fewer = second.count(LOST) < text.count(LOST)
    return _Read(second, other) if fewer else _Read(text, encoding)


def _told(file: str, read: list[_Read], main: str) -> tuple[str, list[Diagnostic]]:
    """The name of what was found, and that it is said."""
    numbers = {
        name: [number for number, line in enumerate(read, start=1) if line.encoding == name]
        for name in (UTF8, GB)
    }
    if not numbers[GB]:
        return UTF8, []
    found = _doubts(file, "".join(line.text for line in read if line.encoding == GB))
    if not numbers[UTF8]:
        return GB, [diagnose("read-as", Place(file), encoding=GB), *found]
    other = GB if main == UTF8 else UTF8
    lines = _stretches(numbers[other])
    place = Place(file, numbers[other][0], 1, 1, read[numbers[other][0] - 1].text)
    mixed = diagnose("read-mixed", place, encoding=main, other=other, lines=lines)
    return f"{main} and {other} (lines {lines})", [mixed, *found]


def _doubts(file: str, text: str) -> list[Diagnostic]:
    """`encoding-doubtful` if what was read as GB18030 has too few of the common hanzi."""
    hanzi = re.findall("[\u3400-\u9fff]", text[:_SAMPLE])
    common = sum(character.encode("gb2312", "ignore")[:1] <= b"\xd7" for character in hanzi)
    common -= sum(not character.encode("gb2312", "ignore") for character in hanzi)
    if len(hanzi) < _MIN_HANZI or common >= _MIN_COMMON * len(hanzi):
        return []
    return [diagnose("encoding-doubtful", Place(file), sample="".join(hanzi[:10]))]


def _damage(file: str, lines: Iterable[str]) -> tuple[Diagnostic, ...]:
    """`bytes-damaged` for each line that has lost something."""
    return tuple(
        diagnose("bytes-damaged", Place(file, number, line.index(LOST) + 1, 1, line), line=number)
        for number, line in enumerate(lines, start=1)
        if LOST in line
    )


def _stretches(numbers: list[int]) -> str:
    """3-7, 9: numbers in their order as a reader writes them."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in stretches)
