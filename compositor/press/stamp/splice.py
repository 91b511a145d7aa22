"""The copy that is kept: the pages as the plate has drawn them, with what PDF/A asks for added.

    keep(pdf, added)        the same objects, but for catalog and document information

Nothing of the pages is touched, so nothing of them is read: the file that was drawn is taken apart
at its cross-reference table. To read and write all objects with pypdf took 5 ms a page, this takes
a tenth of one.

Like `inking` it reads what our own plate writes: one cross-reference table (ISO 32000-1 7.5.4),
objects from `N 0 obj` to `endobj`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf.generic import DictionaryObject, PdfObject

TABLE = re.compile(
    rb"xref\n0 \d+\n((?:\d{10} \d{5} [nf] \n)+)trailer\n<<(.*)>>\nstartxref\n\d+\n%%EOF\n\Z",
    re.DOTALL,
)
ROOT, INFO = re.compile(rb"/Root (\d+) 0 R"), re.compile(rb"/Info (\d+) 0 R")
HEADER = re.compile(rb"\A%PDF-\d\.\d")
ROW, DIGITS = 20, 10  # bytes of an entry of the table, and of the offset in it
END = b"\nendobj\n"


@dataclass(frozen=True, slots=True)
class Added:
    """What a file is given: its header, document information and identifiers, new objects, and
    entries of the catalog, which refer to those by number: the first has that of `size_of`.
    """

    header: str
    info: DictionaryObject
    identifiers: PdfObject
    objects: Sequence[PdfObject]
    catalog: Mapping[str, PdfObject]


def size_of(pdf: bytes) -> int:
    """How many numbers of objects a drawn file has, with 0."""
    return len(_taken_apart(pdf)[1])


def keep(pdf: bytes, added: Added) -> bytes:
    """A drawn file with what is added to it."""
    body, offsets, trailer = _taken_apart(pdf)
    root, info = _number(ROOT, trailer), _number(INFO, trailer)
    parts: dict[int, bytes] = {}
    for number in sorted((root, info), key=offsets.__getitem__, reverse=True):
        begin = offsets[number]
        length = body.index(END, begin) + len(END) - begin
        parts[number] = body[begin : begin + length]
        body = body[:begin] + body[begin + length :]
        offsets = [one - length if one > begin else one for one in offsets]
    entries = b"".join(f"{key} ".encode() + _written(one) for key, one in added.catalog.items())
    parts[root] = parts[root].replace(b">>" + END, entries + b">>" + END)
    parts[info] = _numbered(info, added.info)
    parts |= {n: _numbered(n, one) for n, one in enumerate(added.objects, start=len(offsets))}
    body = HEADER.sub(added.header.encode("ascii"), body)
    named = f"/Root {root} 0 R /Info {info} 0 R /ID ".encode() + _written(added.identifiers)
    return _joined(body, offsets, parts, named)


def _taken_apart(pdf: bytes) -> tuple[bytes, list[int], bytes]:
    """The objects, where each begins, and the trailer."""
    begin = pdf.rindex(b"xref\n0 ")
    table = TABLE.match(pdf, begin)
    assert table, "a file our own plate has written"
    rows = table[1]
    offsets = [int(rows[at : at + DIGITS]) for at in range(0, len(rows), ROW)]
    return pdf[:begin], offsets, table[2]


def _number(name: re.Pattern[bytes], trailer: bytes) -> int:
    found = name.search(trailer)
    assert found, "as every file our own plate has written"
    return int(found[1])


def _joined(body: bytes, offsets: list[int], parts: Mapping[int, bytes], named: bytes) -> bytes:
    """The file: the objects that stay, those that are new, the table and the trailer."""
    pieces, at = [body], len(body)
    table = dict(enumerate(offsets))
    for number, part in sorted(parts.items()):
        table[number] = at
        pieces.append(part)
        at += len(part)
    rows = "".join(f"{table[n]:010} 00000 n \n" for n in range(1, len(table)))
    head = f"xref\n0 {len(table)}\n0000000000 65535 f \n{rows}trailer\n<</Size {len(table)} "
    pieces.append(head.encode() + named + f">>\nstartxref\n{at}\n%%EOF\n".encode())
    return b"".join(pieces)


def _numbered(number: int, one: PdfObject) -> bytes:
    return f"{number} 0 obj\n".encode() + _written(one) + END


def _written(one: PdfObject) -> bytes:
    data = BytesIO()
    one.write_to_stream(data)
    return data.getvalue()
