"""Word files made by hand, and what every document must fulfil."""

from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from compositor.intake.readers import read_document
from compositor.model.draft import SUPPLIED, Document, Piece

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds").glob("*.txt"))

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    )
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(element: str, content: str) -> str:
    """An XML part of a Word file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{element} {NAMESPACES}>{content}</w:{element}>'
    )


def relationships(**targets: str) -> str:
    """The relationships of a part, by identifier; an address with `:` lies outside."""
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/image" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def docx(body: str, /, **parts: str | bytes) -> bytes:
    """A .docx; a part `header1_xml` becomes `word/header1.xml`, `a__b_xml` `word/a/b.xml`."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            path = name.replace("__", "/")
            stem, _, ending = path.rpartition("_")
            made.writestr(f"word/{stem}.{ending}", content)
    return stream.getvalue()


def p(content: str, properties: str = "") -> str:
    """A paragraph; `content` without a `<` is its text."""
    inner = content if "<" in content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def texts(document: Document) -> list[str]:
    """The texts of the pieces."""
    return [piece.text.text for piece in document.pieces]


def kinds(document: Document) -> list[tuple[str, str]]:
    """The kinds and texts of the pieces."""
    return [(piece.kind, piece.text.text) for piece in document.pieces]


def left(document: Document) -> list[tuple[str, str]]:
    """The reasons and texts of what was left out, white space folded."""
    return [
        (out.why, "".join(document.text[origin - document.base] for origin in out.origins))
        for out in document.left_out
    ]


def read(file: str, data: bytes | str, base: int = 100) -> Document:
    """Read a document and see that it keeps its word on every character."""
    document = read_document(file, data.encode() if isinstance(data, str) else data, base)
    check(document)
    return document


def codes(document: Document) -> list[str]:
    """The codes of a document's diagnostics."""
    return [diagnostic.code for diagnostic in document.diagnostics]


def check(document: Document) -> None:
    """Each origin is that of its character, and each character has exactly one place."""
    places: Counter[int] = Counter()
    for piece in document.pieces:
        _check_piece(piece, document)
        places.update(origin for origin in piece.text.origins if origin != SUPPLIED)
    for out in document.left_out:
        places.update(out.origins)
    for at, character in enumerate(document.text, start=document.base):
        expected = (1,) if not character.isspace() else (0, 1)
        assert places[at] in expected, (at, character, places[at])
    assert not places or max(places) < document.end


def _check_piece(piece: Piece, document: Document) -> None:
    own = [(c, o) for c, o in zip(piece.text.text, piece.text.origins, strict=True) if o >= 0]
    for character, origin in own:
        found = document.text[origin - document.base]
        assert found == character or (found.isspace() and character.isspace())
    assert [origin for _, origin in own] == sorted(origin for _, origin in own)
    assert piece.text.text == piece.text.text.strip()
    for start, end in piece.strong:
        assert 0 <= start < end <= len(piece.text)
