"""A .docx as what it is: a zip of XML parts, looked over before anything of it is unpacked.

    package = open_package(file, data)
    body = package.xml(package.main)

Sizes are those the zip's directory declares, and no more than that is ever unpacked. XML with a
document type is refused: Word writes none, and one can make a small file fill the memory. The
strict namespaces of ISO 29500 are read as the usual ones. Everything that is wrong with a file is
raised as `Refused` with `docx-damaged` or `docx-locked`.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from zipfile import BadZipFile, ZipFile

from compositor.diagnostics import Place, Refused, diagnose
from compositor.intake.readers.limits import (
    MAX_FILE,
    MAX_PICTURE,
    MAX_UNPACKED,
    MAX_XML,
    check_size,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = "{http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
    "{http://purl.oclc.org/ooxml/drawingml/main}": (
        "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    ),
    "{http://purl.oclc.org/ooxml/officeDocument/math}": (
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
    ),
}
_DAMAGE = (
    BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,  # a way of compressing that Python lacks
)
_ENCRYPTED = 0x1  # bit 0 of a zip entry's flags (APPNOTE 4.4.4)
_PICTURES = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|emf|wmf|webp|svg)$", re.IGNORECASE)
_MAIN = "word/document.xml"


class Target(NamedTuple):
    """Where a relationship points: a part, or an address outside the file."""

    kind: str
    name: str
    is_outside: bool


class Package:
    """The parts of one file, by name."""

    def __init__(self, file: str, parts: ZipFile) -> None:
        self.file, self._zip = file, parts
        self.names = frozenset(parts.namelist())
        self.main = self._main()

    def read(self, name: str) -> bytes:
        """A part as it is."""
        with _damage(self.file):
            return self._zip.read(name)

    def xml(self, name: str) -> Element:
        """A part as a tree."""
        parser = XMLParser(target=_Builder())
        with _damage(self.file):
            parser.feed(self._zip.read(name))
            root: Element = parser.close()
        return _transitional(root)

    def find(self, name: str) -> Element | None:
        """A part beside the main document as a tree, None if there is none."""
        path = join(dirname(self.main), name)
        return self.xml(path) if path in self.names else None

    def targets(self, part: str) -> dict[str, Target]:
        """The relationships of a part, by their identifiers."""
        folder, name = dirname(part), part.rpartition("/")[2]
        path = join(folder, "_rels", f"{name}.rels")
        if path not in self.names:
            return {}
        return {
            element.get("Id", ""): _target(element, folder)
            for element in self.xml(path)
            if element.get("Target")
        }

    def _main(self) -> str:
        found = [t.name for t in self.targets("").values() if t.kind == "officeDocument"]
        main = next((name for name in found if name in self.names), _MAIN)
        if main not in self.names:
            damaged(self.file, f"{_MAIN} is not in it")
        return main


def open_package(file: str, data: bytes) -> Package:
    """The parts of a .docx, after a look at how large they are."""
    check_size(file, len(data), MAX_FILE)
    with _damage(file):
        parts = ZipFile(BytesIO(data))
    entries = parts.infolist()
    check_size(file, sum(entry.file_size for entry in entries), MAX_UNPACKED)
    for entry in entries:
        limit = MAX_PICTURE if _PICTURES.search(entry.filename) else MAX_UNPACKED
        is_xml = entry.filename.endswith((".xml", ".rels"))
        check_size(file, entry.file_size, MAX_XML if is_xml else limit, entry.filename)
        if entry.flag_bits & _ENCRYPTED:
            raise Refused([diagnose("docx-locked", Place(file), file=file)])
    return Package(file, parts)


def damaged(file: str, reason: str) -> NoReturn:
    """Give up on a file."""
    raise Refused([diagnose("docx-damaged", Place(file), file=file, reason=reason)])


@contextmanager
def _damage(file: str) -> Iterator[None]:
    """What reading a zip and its XML can raise, as one diagnostic."""
    try:
        yield
    except _DAMAGE as error:
        damaged(file, str(error) or type(error).__name__)


class _Builder(TreeBuilder):
    """The usual builder, which will have no document type."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called by the parser at `<!DOCTYPE`, before anything of it is believed."""
        raise ValueError(f"a document type ({name}) stands in it")


def _transitional(root: Element) -> Element:
    for element in root.iter():
        if element.tag.startswith(_STRICT):
            element.tag = _renamed(element.tag)
        if any(name.startswith(_STRICT) for name in element.attrib):
            renamed = {_renamed(name): value for name, value in element.attrib.items()}
            element.attrib.clear()
            element.attrib.update(renamed)
    return root


def _renamed(name: str) -> str:
    space, _, local = name.rpartition("}")
    return _TRANSITIONAL.get(space + "}", space + "}" if space else "") + local


def _target(element: Element, folder: str) -> Target:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Target(kind, target, True)
    return Target(kind, normpath(join("/", folder, target)).lstrip("/"), False)
