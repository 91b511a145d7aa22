"""Word files (`.docx`): made plain (`word_plain`), read by mammoth, taken in as markup.

What stands outside the body has its place here: headers and footers are furniture, comments are
for the desk, text in diagrams and charts belongs to a picture; all are on record. At the end every
`w:t` of the file is counted against the document: what no reader found is on record, too, and told.

The formats before 2007 and files with a password look alike from outside (OLE); they are refused by
name. mammoth is given the plain document only: it never opens a file or an address outside.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring
from zipfile import ZipFile

import mammoth

from compositor.diagnostics import Place, Refused, diagnose
from compositor.intake.readers.html import document
from compositor.intake.readers.limits import OLE
from compositor.intake.readers.lines import Lines
from compositor.intake.readers.markup import Found, Manners, read_markup
from compositor.intake.readers.word_package import Package, W, damaged, open_package
from compositor.intake.readers.word_plain import (
    SUPPLIED,
    A,
    Record,
    plain_parts,
    style_of,
    text_of,
)
from compositor.model.draft import Document

_IDS = "z-"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

# Parts outside the body → why their text is in no article.
_BESIDE = (
    (re.compile(r"word/(?:header|footer)\d*\.xml"), "furniture"),
    (re.compile(r"word/comments\.xml"), "comment"),
    (re.compile(r"word/(?:diagrams/data|charts/chart)\d*\.xml"), "drawn"),
    (re.compile(r"word/glossary/document\.xml"), "not-text"),
)
_READ = re.compile(
    r"word/(?:footnotes|endnotes|comments|(?:header|footer)\d*|glossary/document)\.xml"
)


def read_ole(file: str, data: bytes, _base: int) -> NoReturn:
    """Refuse a file of another sort than its name says, by what it is."""
    if not data.startswith(OLE):
        damaged(file, "it is no Word file")
    is_locked = "EncryptedPackage".encode("utf-16-le") in data
    raise Refused([diagnose("docx-locked" if is_locked else "old-word", Place(file), file=file)])


def read_word(file: str, data: bytes, base: int) -> Document:
    """The document of a Word file.

    Raises `Refused` with `docx-damaged`, `docx-locked`, `old-word` or `too-large`.
    """
    if data.startswith(OLE):
        read_ole(file, data, base)
    package, record = open_package(file, data), Record(file)
    try:
        parts = plain_parts(package, record)
    except RecursionError:
        damaged(file, "its parts are nested too deeply")
    root = _root(file, parts, record)
    found = Found(Lines(base), file, diagnostics=record.diagnostics)
    pictures = {
        name: package.read(name) for name in record.pictures.values() if name in package.names
    }
    read_markup(root, found, Manners(margins=False, ours=True), pictures)
    for text, why in (*record.left, *_beside(package)):
        found.lines.leave(text, why)
    _count(package, found)
    return document(found, base, "")


# --------------------------------------------------------------------------------- mammoth


def _root(file: str, parts: dict[str, Element], record: Record) -> Element:
    """The body as a tree of HTML."""
    try:
        with closing(BytesIO(_zip(parts, record))) as plain:
            result = mammoth.convert_to_html(
                plain,
                style_map=_style_map(record),
                id_prefix=_IDS,
                ignore_empty_paragraphs=False,
                include_embedded_style_map=False,
                convert_image=mammoth.images.img_element(_source),
            )
        root = fromstring(f"<body>{result.value}</body>")
    except (
        ParseError,
        RecursionError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
    ) as error:
        damaged(file, str(error) or type(error).__name__)
    for message in result.messages:
        if sign := re.search(r"w:sym .*?char (\w+) in font (.+)", message.message):
            record.warn("word-symbol", sign=sign[1], font=sign[2])
    return _with_notes(root)


def _style_map(record: Record) -> str:
    """Instructions for mammoth: a style for each look, and no list, for numbers are supplied."""
    lines = [f"r.{SUPPLIED} => span.supplied"]
    for look in sorted(record.looks):
        within = "blockquote > p" if look.element == "blockquote" else look.element
        lines.append(f"p.{style_of(look)} => {within}.size-{look.size}:fresh")
    return "\n".join(lines)


def _zip(parts: dict[str, Element], record: Record) -> bytes:
    """A document of the plain parts; in the place of a picture stands the name of its part."""
    with closing(BytesIO()) as stream:
        with ZipFile(stream, "w") as made:
            for name, root in parts.items():
                made.writestr(f"word/{name}", tostring(root, "utf-8", xml_declaration=True))
                relationships = tostring(_relationships(record), "utf-8", xml_declaration=True)
                made.writestr(f"word/_rels/{name}.rels", relationships)
            for key, name in record.pictures.items():
                made.writestr(f"word/{key}", name)
        return stream.getvalue()


def _relationships(record: Record) -> Element:
    root = Element(f"{{{_RELATIONSHIPS}}}Relationships")
    for key in record.pictures:
        attributes = {"Id": key, "Type": _IMAGE, "Target": key}
        root.append(Element(f"{{{_RELATIONSHIPS}}}Relationship", attributes))
    return root


def _source(image: mammoth.documents.Image) -> dict[str, str]:
    with image.open() as stream:
        return {"src": stream.read().decode()}


def _with_notes(root: Element) -> Element:
    """Footnotes as mammoth marks them: [1] is supplied, and ↑ leads back to it."""
    for link in root.iter("a"):
        if re.match(f"{_IDS}(?:footnote|endnote)-ref-", link.get("id", "")):
            link.set("class", "supplied")
        elif re.match(f"#{_IDS}(?:footnote|endnote)-ref-", link.get("href", "")):
            link.text = None
    return root


# ------------------------------------------------------------------------- nothing is lost


def _beside(package: Package) -> Iterator[tuple[str, str]]:
    """The text of the parts outside the body, a paragraph at a time, and why it is no article's."""
    for name in sorted(package.names):
        for pattern, why in _BESIDE:
            if pattern.fullmatch(name):
                root = package.xml(name)
                for paragraph in root.iter():
                    if paragraph.tag in (f"{W}p", f"{A}p"):
                        yield text_of(paragraph), why


def _count(package: Package, found: Found) -> None:
    """Put on record what stands in the file and was not found by any reader."""
    names = [package.main, *sorted(name for name in package.names if _READ.fullmatch(name))]
    wanted: Counter[str] = Counter()
    for name in names:
        for element in package.xml(name).iter():
            if element.tag in (f"{W}t", f"{W}delText"):
                wanted.update("".join((element.text or "").split()))
    missing = wanted - Counter("".join(found.lines.text.split()))
    if missing:
        words = "".join(missing.elements())
        found.lines.leave(words, "unreached")
        found.diagnostics.append(
            diagnose("word-unreached", Place(found.file), found=words[:20], count=len(words))
        )
