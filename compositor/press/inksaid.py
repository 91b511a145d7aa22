"""What inks the pages of a PDF of ours say: colours, states of overprinting, pictures.

    inks_said(pdf)      → for each page the set of what it says, as words that can be compared

What no screen shows is in it: four inks under black type look like black alone. Like `plates` it
reads what our own plate and `stamp` write, one operator a line; how often and where something is
said is for pixels to tell.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

from pypdf import PdfReader

COLOUR = re.compile(rb"^([0-9. -]+) (scn|SCN|sc|SC|k|K|g|G|rg|RG)$", re.M)
USED = re.compile(rb"^(/\S+) (Do|gs)$", re.M)
# Of a graphics state (PDF 32000-1, table 58): what becomes of inks that lie over each other.
OVERPRINT = ("/OP", "/op", "/OPM", "/BM", "/ca", "/CA", "/SMask", "/TR", "/TR2")
NAME_DIGITS = 12  # of the digest a picture goes by: it is to be told from others of its page


def inks_said(pdf: bytes) -> tuple[frozenset[str], ...]:
    """For each page what its content, and that of the forms it shows, says of inks."""
    return tuple(frozenset(_page(page)) for page in PdfReader(BytesIO(pdf)).pages)


def _page(page: Any) -> Iterator[str]:
    content = page.get_contents()
    data = content.get_data() if content is not None else b""
    yield from _said(data, page.get("/Resources", {}), set())


def _said(content: bytes, resources: Any, seen: set[int]) -> Iterator[str]:
    """Colours of a content, and what it uses of its resources, which pages share."""
    for numbers, operator in set(COLOUR.findall(content)):
        values = " ".join(f"{float(number):g}" for number in numbers.split())
        yield f"{values} {operator.decode()}"
    found = resources.get_object()
    states, objects = found.get("/ExtGState", {}), found.get("/XObject", {})
    for name, operator in sorted(set(USED.findall(content))):
        entries = states if operator == b"gs" else objects
        value = entries[name.decode()].get_object()
        if operator == b"gs":
            yield " ".join(f"{key} {value[key]}" for key in OVERPRINT if key in value)
        elif value.get("/Subtype") != "/Form":
            yield _picture(value)
        elif id(value) not in seen:
            seen.add(id(value))
            yield from _said(value.get_data(), value.get("/Resources", resources), seen)


def _picture(value: Any) -> str:
    """A picture by its samples, and by what these mean."""
    is_jpeg = "/DCTDecode" in str(value.get("/Filter"))
    samples = value._data if is_jpeg else value.get_data()
    name = sha256(samples).hexdigest()[:NAME_DIGITS]
    return f"picture {name} {value.get('/ColorSpace')} {value.get('/Decode', '')}".strip()
