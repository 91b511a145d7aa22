"""The copy that is kept: the drawn file with another catalog, and not a byte of its pages touched."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

from compositor.press.stamp.splice import Added, keep, size_of
from compositor.press.stamp.streams import plain
from tests.press.test_stamp import stamped
from tests.samples import composed

OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL | re.MULTILINE)


def spliced() -> bytes:
    """A drawn file with one stream more."""
    info = DictionaryObject({NameObject("/Trapped"): NameObject("/False")})
    catalog = {"/Numbers": ArrayObject([NumberObject(size_of(composed().pdf))])}
    both = ArrayObject([ByteStringObject(b"one"), ByteStringObject(b"two")])
    return keep(composed().pdf, Added("%PDF-1.6", info, both, [plain(b"more")], catalog))


def test_every_entry_of_the_table_leads_to_its_object() -> None:
    pdf = spliced()
    table = pdf[pdf.rindex(b"xref\n0 ") :]
    assert int(re.findall(rb"startxref\n(\d+)\n", table)[0]) == len(pdf) - len(table)
    rows = re.findall(rb"^(\d{10}) 00000 n $", table, re.M)
    assert len(rows) == size_of(composed().pdf)
    for number, row in enumerate(rows, start=1):
        assert pdf[int(row) :].startswith(b"%d 0 obj\n" % number)


def test_what_is_added_is_read_back() -> None:
    reader: Any = PdfReader(BytesIO(spliced()), strict=True)
    assert reader.get_object(int(reader.root_object["/Numbers"][0])).get_data() == b"more"
    assert dict(reader.trailer["/Info"].get_object()) == {"/Trapped": "/False"}
    assert [one.original_bytes for one in reader.trailer["/ID"]] == [b"one", b"two"]
    assert reader.pdf_header == "%PDF-1.6"


@pytest.mark.parametrize("which", ["spliced", "stamped"])
def test_all_other_objects_are_the_very_bytes(which: str) -> None:
    """Each once; of catalog and information there is nothing left."""
    before = OBJECT.findall(composed().pdf)
    after = OBJECT.findall(spliced() if which == "spliced" else stamped("pdf/a-2b"))
    numbers = [number for number, _ in after]
    assert len(set(numbers)) == len(numbers)
    changed = {number for number, data in before if (number, data) not in after}
    assert len(changed) == 2
    assert b"WeasyPrint" not in b"".join(data for _, data in after)


def test_a_file_of_another_program_is_not_taken_apart() -> None:
    with pytest.raises((AssertionError, ValueError)):
        size_of(stamped("pdf/x-4") + b"\n")
