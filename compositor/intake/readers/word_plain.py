"""A Word document made plain, so that mammoth, which reads it next, has nothing to pass over.

mammoth turns the usual parts of a document into HTML and leaves out the rest without a word: text
boxes without an old twin, ruby, simple fields, formulas, deletions, WordArt. So the parts are
written again with what it knows: paragraphs of runs, tables, pictures, notes.

    in the file                                   in the plain one
    w:ins, w:hyperlink, w:sdt, w:fldSimple …      what they hold
    w:del, w:moveFrom, hidden runs, w:rt          nothing; put on record (`Plain.left`)
    text boxes, WordArt                           paragraphs after the one they hang on
    mc:AlternateContent                           its first choice; the same again is on record
    m:oMath                                       its letters
    w:cr, page and column breaks                  line breaks
    numbering                                     a run with the number, of the style `z-supplied`
    a paragraph's style and look                  a style of its own, `z-h1-2200` (`word_styles`)
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.intake.readers.word_numbers import Numbers
from compositor.intake.readers.word_package import Package, R, W, damaged
from compositor.intake.readers.word_styles import Look, Looks, Styles, is_on

SUPPLIED = "z-supplied"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_BARE = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_FORMULAS = frozenset((f"{M}oMath", f"{M}oMathPara"))
_DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"))
_KEPT = frozenset(
    W + name for name in ("tab", "noBreakHyphen", "softHyphen", "sym")
)  # signs of a run that mammoth reads as we do
_AS = {f"{W}br": f"{W}br", f"{W}cr": f"{W}br", f"{W}ptab": f"{W}tab"}
_NOTES = {f"{W}footnoteReference": "footnotes.xml", f"{W}endnoteReference": "endnotes.xml"}
_TEXTS = frozenset((f"{W}t", f"{W}delText", f"{A}t", f"{M}t"))


@dataclass(slots=True)
class Record:
    """What is told beside the text: what was left out, which looks and pictures there are."""

    file: str
    left: list[tuple[str, str]] = field(default_factory=list)
    looks: set[Look] = field(default_factory=set)
    pictures: dict[str, str] = field(default_factory=dict)
    """Relationship in the plain document → the part, or the address outside."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def leave(self, element: Element, why: str) -> None:
        """Put an element's text on record."""
        self.left.append((text_of(element), why))

    def warn(self, code: str, **values: object) -> None:
        """Tell something of the file as a whole, once."""
        found = diagnose(code, Place(self.file), **values)
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def picture(self, name: str) -> str:
        """The relationship by which the plain document has a picture."""
        for known, other in self.pictures.items():
            if other == name:
                return known
        key = f"picture{len(self.pictures) + 1}"
        self.pictures[key] = name
        return key


def plain_parts(package: Package, record: Record) -> dict[str, Element]:
    """The parts mammoth needs, by their names beside the main document."""
    document = package.xml(package.main)
    body = document.find(f"{W}body")
    if body is None:
        damaged(package.file, "its document has no body")
    notes = {name: root for name in _NOTES.values() if (root := package.find(name)) is not None}
    styles = Styles(package)
    tables = styles, Looks(styles, body), Numbers(package, styles)
    known = _note_names(notes)
    made = Element(document.tag)
    plain = _Plain(package, package.main, tables, known, record)
    SubElement(made, body.tag).extend(plain.blocks(body))
    parts = {"document.xml": made}
    folder = package.main.rpartition("/")[0]
    for name, root in notes.items():
        parts[name] = Element(root.tag)
        plain = _Plain(package, f"{folder}/{name}", tables, known, record)
        for note in root:
            SubElement(parts[name], note.tag, note.attrib).extend(plain.blocks(note))
    return parts


def _note_names(notes: Mapping[str, Element]) -> frozenset[tuple[str, str]]:
    """The notes there are: the element that refers to one, and its number."""
    return frozenset(
        (tag, note.get(f"{W}id", ""))
        for tag, name in _NOTES.items()
        for note in notes.get(name, ())
        if note.get(f"{W}type") not in ("separator", "continuationSeparator")
    )


def text_of(element: Element) -> str:
    """The text of an element, its paragraphs parted by a space."""
    words = []
    for inner in element.iter():
        if inner.tag in (f"{W}p", f"{A}p", f"{W}tab", f"{W}br"):
            words.append(" ")
        elif inner.tag in _TEXTS:
            words.append(inner.text or "")
    return "".join(words)


class _Plain:
    """One part made plain. `_lifted` are the paragraphs of boxes that hang on `_paragraph`."""

    def __init__(
        self,
        package: Package,
        part: str,
        tables: tuple[Styles, Looks, Numbers],
        notes: frozenset[tuple[str, str]],
        record: Record,
    ) -> None:
        self._styles, self._looks, self._numbers = tables
        self._targets = package.targets(part)
        self._notes, self._record = notes, record
        self._lifted: list[Element] = []
        self._paragraph = Element(f"{W}p")

    # ------------------------------------------------------------------------- blocks

    def blocks(self, parent: Element) -> list[Element]:
        """Paragraphs and tables of a body, a cell, a box or a note.

        A paragraph whose mark is deleted runs into the next one.
        """
        made: list[Element] = []
        waiting: list[Element] = []
        for child in _bare_blocks(parent):
            if child.tag == f"{W}p":
                paragraph = self._made(child)
                paragraph[1:1] = waiting
                is_joined = child.find(f"{W}pPr/{W}rPr/{W}del") is not None
                waiting = list(paragraph)[1:] if is_joined else []
                made += ([] if is_joined else [paragraph]) + self._take_lifted()
            elif child.tag == f"{W}tbl":
                made.append(self._table(child))
            elif child.tag in _GONE:
                self._record.leave(child, "deleted")
            elif child.tag in _FORMULAS:
                made.append(_paragraph(self._formula(child)))
            elif child.tag == f"{W}altChunk":
                self._record.warn("word-part-unread", file=self._record.file)
        return made + ([_paragraph(*waiting)] if waiting else [])

    def _made(self, paragraph: Element) -> Element:
        outer, self._paragraph = self._paragraph, paragraph
        label = self._numbers.label(paragraph)
        runs = list(self._inline(paragraph))
        self._paragraph = outer
        made = _paragraph(*([_run(label, SUPPLIED)] if label and runs else []), *runs)
        look = self._looks.look(paragraph)
        if look.element == "p" and self._numbers.is_item(paragraph):
            look = look._replace(element="li")
        self._record.looks.add(look)
        SubElement(made[0], f"{W}pStyle", {f"{W}val": style_of(look)})
        return made

    def _take_lifted(self) -> list[Element]:
        lifted, self._lifted = self._lifted, []
        return lifted

    def _table(self, table: Element) -> Element:
        made = Element(f"{W}tbl")
        for row in _bare(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._record.leave(row, "deleted")
                continue
            plain_row = SubElement(made, f"{W}tr")
            for cell in _bare(row, f"{W}tc"):
                plain_cell = SubElement(plain_row, f"{W}tc")
                properties = cell.find(f"{W}tcPr")
                plain_cell.extend([copy(properties)] if properties is not None else [])
                plain_cell.extend(self.blocks(cell))
        return made

    # ---------------------------------------------------------------------------- runs

    def _inline(self, parent: Element) -> Iterator[Element]:
        """The runs of a paragraph, whatever they are wrapped in."""
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag in _BARE:
                yield from self._inline(child)
            elif child.tag == f"{W}sdt":
                yield from self._inline(_content(child))
            elif child.tag in _GONE:
                self._record.leave(child, "deleted")
            elif child.tag in _FORMULAS:
                yield self._formula(child)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._inline(self._chosen(child))

    def _run(self, run: Element) -> Iterator[Element]:
        """A run in one or more; ruby stands in the middle of one."""
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and is_on(hidden.get(f"{W}val", "1")):
            self._record.leave(run, "invisible")
            return
        properties = self._properties(run)
        for child in run:
            made = Element(f"{W}r")
            made.append(properties)
            if child.tag == f"{W}ruby":
                yield from self._ruby(child)
            elif child.tag == f"{W}delText":
                self._record.leave(child, "deleted")
            else:
                made.extend(self._sign(child))
                yield from [made] if len(made) > 1 else []

    def _sign(self, child: Element) -> Sequence[Element]:
        """What a child of a run becomes in a run."""
        if child.tag == f"{W}t":
            text = Element(f"{W}t")
            text.text = (child.text or "").replace("\n", " ")
            return (text,)
        if child.tag in _KEPT:
            return (copy(child),)
        if child.tag in _AS:
            return (Element(_AS[child.tag]),)
        if child.tag in _NOTES and (child.tag, child.get(f"{W}id", "")) in self._notes:
            return (copy(child),)
        return tuple(self._drawn(child)) if child.tag in _DRAWN else ()

    def _properties(self, run: Element) -> Element:
        """Bold (as the styles have it), struck, raised and lowered."""
        made = Element(f"{W}rPr")
        if self._styles.is_bold(self._paragraph, run):
            SubElement(made, f"{W}b")
        for name in ("strike", "dstrike"):
            found = run.find(f"{W}rPr/{W}{name}")
            if found is not None and is_on(found.get(f"{W}val", "1")):
                SubElement(made, f"{W}strike")
        raised = run.find(f"{W}rPr/{W}vertAlign")
        made.extend([raised] if raised is not None else [])
        return made

    def _ruby(self, ruby: Element) -> Iterator[Element]:
        """The text that is spelt out; its reading is on record."""
        for child in ruby:
            if child.tag == f"{W}rubyBase":
                yield from self._inline(child)
            elif child.tag == f"{W}rt":
                self._record.leave(child, "furniture")

    def _formula(self, formula: Element) -> Element:
        words = "".join(text.text or "" for text in formula.iter() if text.tag in _TEXTS)
        self._record.warn("word-formula", found=words.strip())
        return _run(words)

    # ------------------------------------------------------------------------ drawings

    def _drawn(self, element: Element) -> Iterator[Element]:
        """The pictures of a drawing; the text of its boxes is lifted out."""
        if element.tag == f"{MC}AlternateContent":
            element = self._chosen(element)
        for child in element:
            if child.tag == f"{W}txbxContent":
                held, self._lifted = self._lifted, []
                inner = self.blocks(child)
                self._lifted = held + inner
            elif child.tag == f"{V}textpath":
                self._lifted.append(_paragraph(_run(child.get("string", ""))))
            elif child.tag in (f"{A}blip", f"{V}imagedata"):
                yield from self._picture(child)
            else:
                yield from self._drawn(child)

    def _picture(self, element: Element) -> Iterator[Element]:
        identifiers = (element.get(R + name) for name in ("embed", "link", "id"))
        target = next((self._targets[i] for i in identifiers if i in self._targets), None)
        if target is not None:
            yield _drawing(self._record.picture(target.name))

    def _chosen(self, alternatives: Element) -> Element:
        """The first choice, if it shows anything; the other's text is on record."""
        choice, fallback = (alternatives.find(f"{MC}{name}") for name in ("Choice", "Fallback"))
        if choice is None or (fallback is not None and not _shows(choice)):
            return fallback if fallback is not None else Element("none")
        if fallback is not None:
            self._record.leave(fallback, "drawn-twice")
        return choice


def style_of(look: Look) -> str:
    """The name of the style a paragraph of some look has in the plain document."""
    return f"z-{look.element}-{look.size}"


def _shows(element: Element) -> bool:
    return any(
        e.tag in (f"{A}blip", f"{V}imagedata", f"{V}textpath", *_TEXTS) for e in element.iter()
    )


def _bare_blocks(parent: Element) -> Iterator[Element]:
    """The blocks of a parent, out of what wraps them."""
    for child in parent:
        if child.tag == f"{W}sdt":
            yield from _bare_blocks(_content(child))
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            yield from _bare_blocks(chosen if chosen is not None else Element("none"))
        elif child.tag in _BARE:
            yield from _bare_blocks(child)
        else:
            yield child


def _bare(parent: Element, tag: str) -> Iterator[Element]:
    """The rows or cells of a parent, out of what wraps them."""
    return (child for child in _bare_blocks(parent) if child.tag == tag)


def _content(sdt: Element) -> Element:
    found = sdt.find(f"{W}sdtContent")
    return found if found is not None else Element("none")


def _paragraph(*runs: Element) -> Element:
    """A paragraph; its first child are its properties."""
    made = Element(f"{W}p")
    SubElement(made, f"{W}pPr")
    made.extend(runs)
    return made


def _run(words: str, style: str = "") -> Element:
    made = Element(f"{W}r")
    if style:
        SubElement(SubElement(made, f"{W}rPr"), f"{W}rStyle", {f"{W}val": style})
    SubElement(made, f"{W}t").text = words
    return made


def _drawing(relationship: str) -> Element:
    """The least that is a picture to mammoth."""
    made = inner = Element(f"{W}drawing")
    for name in (f"{WP}inline", f"{A}graphic", f"{A}graphicData", f"{PIC}pic", f"{PIC}blipFill"):
        inner = SubElement(inner, name)
    SubElement(inner, f"{A}blip", {f"{R}embed": relationship})
    return made
